//! A tree as text, in the format of html5lib's tree construction tests:
//! <https://github.com/html5lib/html5lib-tests/blob/master/tree-construction/README.md>.
//!
//! ```text
//! | <!DOCTYPE html>
//! | <html>
//! |   <body>
//! |     <svg svg>
//! |       viewBox="0 0 8 8"
//! |     "text"
//! |     <!-- comment -->
//! ```

use html5ever::{Attribute, Namespace, QualName, ns};

use crate::tree::{Doctype, Element, NodeData, NodeId, Tree};

/// One line a node and attribute, two spaces a level. The last line has no line break behind it.
pub fn dump(tree: &Tree) -> String {
    let mut lines = Lines::default();
    for (id, depth) in tree.walk(tree.root()) {
        dump_node(tree, id, depth as usize - 1, &mut lines);
    }
    lines.text
}

fn dump_node(tree: &Tree, id: NodeId, level: usize, lines: &mut Lines) {
    match &tree[id].data {
        NodeData::Document => {}
        NodeData::Fragment { .. } => lines.add(level, &["content"]),
        NodeData::Doctype(doctype) => lines.add(level, &["<!DOCTYPE ", &identify(doctype), ">"]),
        NodeData::Element(element) => dump_element(element, level, lines),
        NodeData::Text(text) => lines.add(level, &["\"", text, "\""]),
        NodeData::Comment(text) => lines.add(level, &["<!-- ", text, " -->"]),
    }
}

fn identify(doctype: &Doctype) -> String {
    let Doctype {
        name,
        public_id,
        system_id,
    } = doctype;
    if public_id.is_empty() && system_id.is_empty() {
        return name.to_string();
    }
    format!("{name} \"{public_id}\" \"{system_id}\"")
}

fn dump_element(element: &Element, level: usize, lines: &mut Lines) {
    let QualName { ns, local, .. } = &element.name;
    lines.add(level, &["<", element_prefix(ns), local, ">"]);

    let mut attributes: Vec<_> = element.attributes.iter().map(named).collect();
    attributes.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    for (name, value) in attributes {
        lines.add(level + 1, &[&name, "=\"", value, "\""]);
    }
}

fn element_prefix(namespace: &Namespace) -> &'static str {
    match *namespace {
        ns!(svg) => "svg ",
        ns!(mathml) => "math ",
        _ => "",
    }
}

fn named(attribute: &Attribute) -> (String, &str) {
    let QualName { ns, local, .. } = &attribute.name;
    (format!("{}{local}", attribute_prefix(ns)), &attribute.value)
}

fn attribute_prefix(namespace: &Namespace) -> &'static str {
    match *namespace {
        ns!(xlink) => "xlink ",
        ns!(xml) => "xml ",
        ns!(xmlns) => "xmlns ",
        _ => "",
    }
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn add(&mut self, level: usize, parts: &[&str]) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str("| ");
        self.text.extend(std::iter::repeat_n("  ", level));
        self.text.extend(parts.iter().copied());
    }
}
