//! A browser in small: it adopts a page, numbers it by itself, and applies patches that it reads as JSON. It is strict:
//! a patch that names an unknown node, or that changes nothing, panics.

use std::collections::HashMap;

use livegraft_native::{LiveTree, NodeData, NodeId, Tree};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Text(String),
    Comment(String),
    /// Names as patches write them, such as `svg path` and ` xlink:href`; attributes sorted.
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
}

#[derive(Debug, Clone)]
pub struct ClientNode {
    pub kind: Kind,
    pub number: Option<u64>,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// The live root and what is below it; the contents of a template are its children here.
#[derive(Debug, Default)]
pub struct Client {
    nodes: Vec<ClientNode>,
    by_number: HashMap<u64, usize>,
    last_number: u64,
}

impl Client {
    /// Takes over a page as a browser has parsed it, and numbers its nodes.
    pub fn adopt(live: &LiveTree) -> Self {
        let mut client = Self::default();
        let root = client.copy(live.tree(), live.root());
        client.number_below(root);
        client
    }

    /// Builds a root that is sent as a whole, and numbers its nodes.
    pub fn build_root(json: &str) -> Self {
        let mut client = Self::default();
        let root = client.build(&serde_json::from_str(json).expect("a root is JSON"));
        client.number_below(root);
        client
    }

    /// Applies a frame: a JSON array of patches.
    pub fn apply(&mut self, json: &str) {
        let patches: Value = serde_json::from_str(json).expect("patches are JSON");
        for patch in list(&patches) {
            self.apply_patch(list(patch));
        }
    }

    fn apply_patch(&mut self, patch: &[Value]) {
        match (patch[0].as_u64(), &patch[1..]) {
            (Some(0), [node, text]) => self.set_text(self.named(node), string(text)),
            (Some(1), [node, name, value]) => self.set_attribute(self.named(node), string(name), string(value)),
            (Some(2), [node, name]) => self.remove_attribute(self.named(node), string(name)),
            (Some(3), [parent, reference, nodes]) => self.insert(self.named(parent), reference, list(nodes)),
            (Some(4), [node, reference]) => self.move_node(self.named(node), reference),
            (Some(5), [node]) => self.remove(self.named(node)),
            _ => panic!("no patch: {patch:?}"),
        }
    }

    fn set_text(&mut self, at: usize, text: &str) {
        let (Kind::Text(data) | Kind::Comment(data)) = &mut self.nodes[at].kind else {
            panic!("an element has no text to set");
        };
        assert_ne!(data, text, "SetText changes nothing");
        *data = text.to_owned();
    }

    fn set_attribute(&mut self, at: usize, name: &str, value: &str) {
        let attributes = self.attributes(at);
        let old = attributes
            .iter()
            .position(|(known, _)| known == name)
            .map(|at| attributes.remove(at));
        assert_ne!(
            old.map(|(_, value)| value).as_deref(),
            Some(value),
            "SetAttribute changes nothing"
        );
        attributes.push((name.to_owned(), value.to_owned()));
        attributes.sort();
    }

    fn remove_attribute(&mut self, at: usize, name: &str) {
        let attributes = self.attributes(at);
        let position = attributes.iter().position(|(known, _)| known == name);
        attributes.remove(position.expect("RemoveAttribute removes what is there"));
    }

    fn insert(&mut self, parent: usize, reference: &Value, nodes: &[Value]) {
        assert!(!nodes.is_empty(), "InsertBefore inserts nothing");
        for node in nodes {
            let position = self.position(parent, reference);
            let at = self.build(node);
            self.nodes[at].parent = Some(parent);
            self.nodes[parent].children.insert(position, at);
            self.number_below(at);
        }
    }

    fn move_node(&mut self, at: usize, reference: &Value) {
        let parent = self.nodes[at].parent.expect("the root is not moved");
        let before = self.nodes[parent].children.clone();
        self.nodes[parent].children.retain(|child| *child != at);
        let position = self.position(parent, reference);
        self.nodes[parent].children.insert(position, at);
        assert_ne!(self.nodes[parent].children, before, "Move changes nothing");
    }

    fn remove(&mut self, at: usize) {
        let parent = self.nodes[at].parent.take().expect("the root is not removed");
        self.nodes[parent].children.retain(|child| *child != at);
        for below in self.below(at) {
            if let Some(number) = self.nodes[below].number {
                self.by_number.remove(&number);
            }
        }
    }

    /// Before the reference, or after the last numbered child.
    fn position(&self, parent: usize, reference: &Value) -> usize {
        let children = &self.nodes[parent].children;
        if reference.as_u64() == Some(0) {
            let last = children.iter().rposition(|child| self.nodes[*child].number.is_some());
            return last.map_or(0, |last| last + 1);
        }
        let reference = self.named(reference);
        let position = children.iter().position(|child| *child == reference);
        position.expect("a reference is a child of the parent")
    }

    fn named(&self, number: &Value) -> usize {
        let number = number.as_u64().expect("a number");
        *self
            .by_number
            .get(&number)
            .unwrap_or_else(|| panic!("no node has number {number}"))
    }

    fn attributes(&mut self, at: usize) -> &mut Vec<(String, String)> {
        match &mut self.nodes[at].kind {
            Kind::Element { attributes, .. } => attributes,
            other => panic!("{other:?} has no attributes"),
        }
    }

    fn build(&mut self, json: &Value) -> usize {
        let Value::Array(parts) = json else {
            return self.push(Kind::Text(string(json).to_owned()));
        };
        if parts[0] == "!" {
            return self.push(Kind::Comment(string(&parts[1]).to_owned()));
        }
        let pairs = parts.get(1).map_or(&[][..], |attributes| list(attributes)).chunks(2);
        let attributes = pairs.map(|pair| (string(&pair[0]).to_owned(), string(&pair[1]).to_owned()));
        let at = self.push(element(string(&parts[0]).to_owned(), attributes.collect()));
        for child in parts.get(2).map_or(&[][..], |children| list(children)) {
            let child = self.build(child);
            self.nodes[child].parent = Some(at);
            self.nodes[at].children.push(child);
        }
        at
    }

    fn copy(&mut self, tree: &Tree, id: NodeId) -> usize {
        let kind = match &tree[id].data {
            NodeData::Text(text) => Kind::Text(text.to_string()),
            NodeData::Comment(text) => Kind::Comment(text.to_string()),
            NodeData::Element(_) => element_kind(tree, id),
            other => panic!("{other:?} is below the root"),
        };
        let at = self.push(kind);
        let contents = tree[id].element().and_then(|element| element.template_contents);
        for child in tree.children(contents.unwrap_or(id)) {
            let child = self.copy(tree, child);
            self.nodes[child].parent = Some(at);
            self.nodes[at].children.push(child);
        }
        at
    }

    fn push(&mut self, kind: Kind) -> usize {
        self.nodes.push(ClientNode {
            kind,
            number: None,
            parent: None,
            children: Vec::new(),
        });
        self.nodes.len() - 1
    }

    /// Numbers a node and what is below it in document order, as far as patches go.
    fn number_below(&mut self, at: usize) {
        self.last_number += 1;
        self.nodes[at].number = Some(self.last_number);
        self.by_number.insert(self.last_number, at);
        if !is_opaque(&self.nodes[at].kind) {
            for child in self.nodes[at].children.clone() {
                self.number_below(child);
            }
        }
    }

    fn below(&self, at: usize) -> Vec<usize> {
        let children = self.nodes[at].children.iter();
        std::iter::once(at)
            .chain(children.flat_map(|child| self.below(*child)))
            .collect()
    }
}

/// Checks that the browser has the page that the server believes it has: each node with its number.
/// What the browser or its scripts own is not compared.
pub fn check_equal(client: &Client, at: usize, live: &LiveTree, id: NodeId, number: &dyn Fn(NodeId) -> Option<u32>) {
    let node = &client.nodes[at];
    let tree = live.tree();
    assert_eq!(node.number, number(id).map(u64::from), "the number of {:?}", node.kind);
    let contents = match &tree[id].data {
        NodeData::Text(text) => return assert_eq!(node.kind, Kind::Text(text.to_string())),
        NodeData::Comment(text) => return assert_eq!(node.kind, Kind::Comment(text.to_string())),
        NodeData::Element(element) => element.template_contents,
        other => panic!("{other:?} is below the root"),
    };
    assert_eq!(node.kind, element_kind(tree, id));
    if is_opaque(&node.kind) && contents.is_none() {
        return;
    }
    let children: Vec<_> = tree.children(contents.unwrap_or(id)).collect();
    assert_eq!(node.children.len(), children.len(), "children of {:?}", node.kind);
    for (child, id) in node.children.iter().zip(children) {
        assert_eq!(client.nodes[*child].parent, Some(at));
        check_equal(client, *child, live, id, number);
    }
}

fn element_kind(tree: &Tree, id: NodeId) -> Kind {
    let element_data = tree[id].element().expect("an element");
    let name = match &*element_data.name.ns {
        "http://www.w3.org/2000/svg" => format!("svg {}", element_data.name.local),
        "http://www.w3.org/1998/Math/MathML" => format!("math {}", element_data.name.local),
        _ => element_data.name.local.to_string(),
    };
    let attributes = element_data.attributes.iter().map(|attribute| {
        let prefix = attribute.name.prefix.as_deref().filter(|prefix| !prefix.is_empty());
        let qualified = prefix.map_or_else(String::new, |prefix| format!("{prefix}:"));
        let space = if attribute.name.ns.is_empty() { "" } else { " " };
        (
            format!("{space}{qualified}{}", attribute.name.local),
            attribute.value.to_string(),
        )
    });
    element(name, attributes.collect())
}

fn element(name: String, mut attributes: Vec<(String, String)>) -> Kind {
    attributes.sort();
    Kind::Element { name, attributes }
}

fn is_opaque(kind: &Kind) -> bool {
    let Kind::Element { name, attributes } = kind else {
        return false;
    };
    matches!(name.as_str(), "template" | "selectedcontent") || attributes.iter().any(|(name, _)| name == "lg-ignore")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn string(value: &Value) -> &str {
    value.as_str().expect("a string")
}
