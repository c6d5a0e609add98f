//! A change to the numbered tree, and how it is written for the wire.
//!
//! ```text
//! [0, number, text]                 SetText
//! [1, number, name, value]          SetAttribute
//! [2, number, name]                 RemoveAttribute
//! [3, parent, reference, [node…]]   InsertBefore      reference 0: after the last numbered child
//! [4, number, reference]            Move              among its siblings
//! [5, number]                       Remove
//!
//! node   "text"   ["!", "comment"]   ["br"]   ["a", ["href", "/"]]   ["p", [], ["text", ["br"]]]   ["svg path"]
//! ```
//!
//! The meaning of each is in `src/protocol.ts`, which the browser reads them by.

use std::fmt::Write;

use html5ever::{Attribute, QualName, ns};

use crate::tree::{Element, NodeData, NodeId, Tree, prefix_of};

/// One change. Nodes are named by number; strings are those of the trees that were compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Patch<'tree> {
    SetText {
        number: u32,
        text: &'tree str,
    },
    SetAttribute {
        number: u32,
        attribute: &'tree Attribute,
    },
    RemoveAttribute {
        number: u32,
        name: &'tree QualName,
    },
    /// `nodes` are siblings of the new tree.
    InsertBefore {
        parent: u32,
        reference: Option<u32>,
        nodes: Vec<NodeId>,
    },
    Move {
        number: u32,
        reference: Option<u32>,
    },
    Remove {
        number: u32,
    },
}

/// Writes patches as JSON. `new` is the tree that inserted nodes are in.
pub fn encode(patches: &[Patch], new: &Tree) -> String {
    let mut json = String::from("[");
    for (index, patch) in patches.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        encode_patch(patch, new, &mut json);
    }
    json.push(']');
    json
}

/// Writes a node with all that is below it as JSON, in the form of one that is inserted.
pub(crate) fn encode_node(tree: &Tree, id: NodeId) -> String {
    let mut json = String::new();
    write_node(tree, id, &mut json);
    json
}

fn encode_patch(patch: &Patch, new: &Tree, json: &mut String) {
    match patch {
        Patch::SetText { number, text } => {
            open(0, *number, json);
            json.push(',');
            write_string(text, json);
        }
        Patch::SetAttribute { number, attribute } => {
            open(1, *number, json);
            json.push(',');
            write_attribute(attribute, json);
        }
        Patch::RemoveAttribute { number, name } => {
            open(2, *number, json);
            json.push(',');
            write_attribute_name(name, json);
        }
        Patch::InsertBefore {
            parent,
            reference,
            nodes,
        } => {
            open(3, *parent, json);
            write_reference(*reference, json);
            write_nodes(nodes, new, json);
        }
        Patch::Move { number, reference } => {
            open(4, *number, json);
            write_reference(*reference, json);
        }
        Patch::Remove { number } => open(5, *number, json),
    }
    json.push(']');
}

fn open(code: u8, number: u32, json: &mut String) {
    write!(json, "[{code},{number}").expect("a String takes all text");
}

fn write_reference(reference: Option<u32>, json: &mut String) {
    write!(json, ",{}", reference.unwrap_or(0)).expect("a String takes all text");
}

fn write_nodes(nodes: &[NodeId], tree: &Tree, json: &mut String) {
    json.push_str(",[");
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_node(tree, *node, json);
    }
    json.push(']');
}

/// Writes a node with all that is below it, whether that has numbers or not, following the links.
fn write_node(tree: &Tree, top: NodeId, json: &mut String) {
    let mut id = top;
    loop {
        let child = first_inside(tree, id);
        open_node(&tree[id].data, child.is_some(), json);
        if let Some(child) = child {
            json.push_str(",[");
            id = child;
            continue;
        }
        while id != top && tree[id].next_sibling.is_none() {
            id = element_around(tree, id);
            json.push_str("]]");
        }
        let Some(sibling) = tree[id].next_sibling.filter(|_| id != top) else {
            return;
        };
        json.push(',');
        id = sibling;
    }
}

/// The first node that an element holds: a template holds its contents.
fn first_inside(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let contents = tree[id].element().and_then(|element| element.template_contents);
    tree[contents.unwrap_or(id)].first_child
}

fn element_around(tree: &Tree, id: NodeId) -> NodeId {
    let parent = tree[id].parent.expect("a node below an element has a parent");
    match tree[parent].data {
        NodeData::Fragment { host: Some(host) } => host,
        _ => parent,
    }
}

/// Writes a node as far as its children; an element that has some stays open.
fn open_node(data: &NodeData, has_children: bool, json: &mut String) {
    match data {
        NodeData::Text(text) => write_string(text, json),
        NodeData::Comment(text) => {
            json.push_str("[\"!\",");
            write_string(text, json);
            json.push(']');
        }
        NodeData::Element(element) => open_element(element, has_children, json),
        NodeData::Document | NodeData::Fragment { .. } | NodeData::Doctype(_) => {
            unreachable!("only elements, text and comments are below an element")
        }
    }
}

fn open_element(element: &Element, has_children: bool, json: &mut String) {
    json.push_str("[\"");
    json.push_str(match element.name.ns {
        ns!(svg) => "svg ",
        ns!(mathml) => "math ",
        _ => "",
    });
    escape(&element.name.local, json);
    json.push('"');
    if has_children || !element.attributes.is_empty() {
        write_attributes(&element.attributes, json);
    }
    if !has_children {
        json.push(']');
    }
}

fn write_attributes(attributes: &[Attribute], json: &mut String) {
    json.push_str(",[");
    for (index, attribute) in attributes.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_attribute(attribute, json);
    }
    json.push(']');
}

fn write_attribute(attribute: &Attribute, json: &mut String) {
    write_attribute_name(&attribute.name, json);
    json.push(',');
    write_string(&attribute.value, json);
}

/// The qualified name, after a space where it has a namespace (no name holds a space).
fn write_attribute_name(name: &QualName, json: &mut String) {
    json.push('"');
    if name.ns != ns!() {
        json.push(' ');
    }
    if let Some(prefix) = prefix_of(name) {
        escape(prefix, json);
        json.push(':');
    }
    escape(&name.local, json);
    json.push('"');
}

fn write_string(text: &str, json: &mut String) {
    json.push('"');
    escape(text, json);
    json.push('"');
}

/// Writes text as the inside of a JSON string: <https://www.rfc-editor.org/rfc/rfc8259#section-7>.
fn escape(text: &str, json: &mut String) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        json.push_str(&text[written..at]);
        written = at + 1;
        match byte {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            b'\n' => json.push_str("\\n"),
            b'\t' => json.push_str("\\t"),
            _ => write!(json, "\\u{byte:04x}").expect("a String takes all text"),
        }
    }
    json.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_as_json_asks() {
        let mut json = String::new();
        write_string("\"\\/\n\t\r\u{1}\u{1f}é\u{2028}\u{1F600}", &mut json);
        assert_eq!(json, "\"\\\"\\\\/\\n\\t\\u000d\\u0001\\u001fé\u{2028}\u{1F600}\"");
    }

    #[test]
    fn patches_are_written_in_order() {
        let patches = [
            Patch::Move {
                number: 3,
                reference: None,
            },
            Patch::Remove { number: 4294967295 },
        ];
        let tree = Tree::new(NodeData::Document);
        assert_eq!(encode(&patches, &tree), "[[4,3,0],[5,4294967295]]");
        assert_eq!(encode(&[], &tree), "[]");
    }
}
