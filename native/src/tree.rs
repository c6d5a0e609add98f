//! The arena: every node of a tree in one vector, linked by 32-bit ids.
//!
//! ```text
//!   nodes   0 #document   1 html   2 head   3 body   4 "Hi"
//!   links   0 → 1 → 2 ↔ 3 → 4            (→ first child, ↔ siblings; each node also knows its parent and last child)
//! ```
//!
//! An id is a place in the vector and never changes, so what is known about nodes (a number, a hash, a match in another
//! tree) belongs into vectors of the same length, indexed by `NodeId::index`. Ids follow creation, not document order,
//! and detached nodes stay in the vector: whoever numbers or hashes walks from the root. Dropping a tree drops one
//! vector, however deep the tree is. Text shares the parser's input buffer, which lives as long as the tree.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

/// The place of a node in its tree. An `Option<NodeId>` takes four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// Where the node stands in the vector; the root is 0.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    fn at(index: usize) -> Self {
        let position = u32::try_from(index + 1).expect("a tree has fewer than 2^32 nodes");
        Self(NonZeroU32::new(position).expect("positions count from 1"))
    }
}

#[derive(Debug, Clone)]
pub struct Node {
    pub parent: Option<NodeId>,
    pub previous_sibling: Option<NodeId>,
    pub next_sibling: Option<NodeId>,
    pub first_child: Option<NodeId>,
    pub last_child: Option<NodeId>,
    pub data: NodeData,
}

impl Node {
    fn new(data: NodeData) -> Self {
        Self {
            parent: None,
            previous_sibling: None,
            next_sibling: None,
            first_child: None,
            last_child: None,
            data,
        }
    }

    pub fn element(&self) -> Option<&Element> {
        match &self.data {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
pub enum NodeData {
    Document,
    /// The root of a parsed fragment (no host), or the contents of the template element `host`.
    Fragment {
        host: Option<NodeId>,
    },
    Doctype(Box<Doctype>),
    Element(Element),
    Text(StrTendril),
    Comment(StrTendril),
}

/// A document type. Identifiers that the HTML does not give are empty.
#[derive(Debug, Clone)]
pub struct Doctype {
    pub name: StrTendril,
    pub public_id: StrTendril,
    pub system_id: StrTendril,
}

#[derive(Debug, Clone)]
pub struct Element {
    pub name: QualName,
    /// In source order, each name once.
    pub attributes: Vec<Attribute>,
    /// Of an HTML `template`: the fragment that holds what is written inside it. It is not among the children.
    pub template_contents: Option<NodeId>,
    /// Of a MathML `annotation-xml`: its content is HTML, as its `encoding` says.
    pub holds_html: bool,
}

impl Element {
    pub fn is_html(&self, local_name: &str) -> bool {
        self.name.ns == html5ever::ns!(html) && &*self.name.local == local_name
    }

    /// The value of an attribute without namespace.
    pub fn attribute(&self, local_name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.ns == html5ever::ns!() && &*attribute.name.local == local_name)
            .map(|attribute| &*attribute.value)
    }
}

/// The prefix of a qualified name; html5ever gives `xmlns` an empty one.
pub(crate) fn prefix_of(name: &QualName) -> Option<&str> {
    name.prefix.as_deref().filter(|prefix| !prefix.is_empty())
}

#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree that is only its root, a document or a fragment.
    pub fn new(root: NodeData) -> Self {
        Self {
            nodes: vec![Node::new(root)],
        }
    }

    pub fn root(&self) -> NodeId {
        NodeId::at(0)
    }

    /// How many nodes the arena holds, detached ones among them: the length for vectors indexed by id.
    pub fn arena_len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives back the room that was kept for further nodes and attributes. The few attributes of an element go to a place
    /// of their size: shrunk where they are, they would leave gaps too small for the next page's.
    pub fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        for node in &mut self.nodes {
            if let NodeData::Element(Element { attributes, .. }) = &mut node.data {
                let mut exact = Vec::with_capacity(attributes.len());
                exact.append(attributes);
                *attributes = exact;
            }
        }
    }

    /// About how much memory the tree takes on the heap, without the `html` that its text shares.
    pub fn bytes(&self, html: &StrTendril) -> usize {
        let data = self.nodes.iter().map(|node| data_bytes(&node.data, html));
        self.nodes.capacity() * size_of::<Node>() + data.sum::<usize>()
    }

    /// Adds a node that has no place in the tree yet.
    pub fn create(&mut self, data: NodeData) -> NodeId {
        let id = NodeId::at(self.nodes.len());
        self.nodes.push(Node::new(data));
        id
    }

    /// Makes the detached node `child` the last child of `parent`.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self[parent].last_child;
        self.link(last, child);
        self[child].parent = Some(parent);
        self[parent].last_child = Some(child);
        self[parent].first_child.get_or_insert(child);
    }

    /// Puts the detached node `child` before `sibling`, which has a parent.
    pub fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let parent = self[sibling].parent.expect("a sibling has a parent");
        let previous = self[sibling].previous_sibling;
        if previous.is_none() {
            self[parent].first_child = Some(child);
        }
        self.link(previous, child);
        self.link(Some(child), sibling);
        self[child].parent = Some(parent);
    }

    /// Takes a node, and all that is below it, out of its parent. A node without parent stays as it is.
    pub fn detach(&mut self, id: NodeId) {
        let Some(parent) = self[id].parent.take() else {
            return;
        };
        let previous = self[id].previous_sibling.take();
        let next = self[id].next_sibling.take();
        match previous {
            Some(previous) => self[previous].next_sibling = next,
            None => self[parent].first_child = next,
        }
        match next {
            Some(next) => self[next].previous_sibling = previous,
            None => self[parent].last_child = previous,
        }
    }

    /// Moves all children of one node behind those of another.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self[from].first_child {
            self.detach(child);
            self.append(to, child);
        }
    }

    /// Makes the fragment `contents` what the template element `host` holds.
    pub fn set_template_contents(&mut self, host: NodeId, contents: NodeId) {
        if let NodeData::Element(element) = &mut self[host].data {
            element.template_contents = Some(contents);
        }
    }

    /// What a node is in: its parent or, for the contents of a template, that template.
    pub fn container(&self, id: NodeId) -> Option<NodeId> {
        match self[id].data {
            NodeData::Fragment { host } => host,
            _ => self[id].parent,
        }
    }

    pub fn children(&self, parent: NodeId) -> Children<'_> {
        self.children_from(self[parent].first_child)
    }

    /// A node and the siblings that follow it.
    pub fn children_from(&self, first: Option<NodeId>) -> Children<'_> {
        Children {
            tree: self,
            next: first,
        }
    }

    /// All that is below `top` in document order, each node with its depth under `top` (a child has 1).
    /// The contents of a template come as a fragment before the template's children.
    pub fn walk(&self, top: NodeId) -> Walk<'_> {
        Walk {
            tree: self,
            top,
            at: Some((top, 0)),
        }
    }

    fn link(&mut self, left: Option<NodeId>, right: NodeId) {
        self[right].previous_sibling = left;
        if let Some(left) = left {
            self[left].next_sibling = Some(right);
        }
    }

    fn template_contents(&self, id: NodeId) -> Option<NodeId> {
        self[id].element()?.template_contents
    }
}

fn data_bytes(data: &NodeData, html: &StrTendril) -> usize {
    match data {
        NodeData::Text(text) | NodeData::Comment(text) => text_bytes(text, html),
        NodeData::Element(Element { attributes, .. }) => {
            let values = attributes.iter().map(|attribute| text_bytes(&attribute.value, html));
            attributes.capacity() * size_of::<Attribute>() + values.sum::<usize>()
        }
        NodeData::Doctype(_) => size_of::<Doctype>(),
        NodeData::Document | NodeData::Fragment { .. } => 0,
    }
}

/// Up to 8 bytes are held in the tendril itself; a longer one that is not part of `html` has a buffer with a header.
fn text_bytes(text: &StrTendril, html: &StrTendril) -> usize {
    if text.len() <= 8 || text.is_shared_with(html) {
        return 0;
    }
    text.len() + 16
}

impl Index<NodeId> for Tree {
    type Output = Node;

    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }
}

impl IndexMut<NodeId> for Tree {
    fn index_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }
}

pub struct Children<'tree> {
    tree: &'tree Tree,
    next: Option<NodeId>,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self.tree[id].next_sibling;
        Some(id)
    }
}

/// A walk in document order that follows the links instead of the call stack.
pub struct Walk<'tree> {
    tree: &'tree Tree,
    top: NodeId,
    at: Option<(NodeId, u32)>,
}

impl Iterator for Walk<'_> {
    type Item = (NodeId, u32);

    fn next(&mut self) -> Option<(NodeId, u32)> {
        let (id, depth) = self.at?;
        self.at = match self.first_below(id) {
            Some(below) => Some((below, depth + 1)),
            None => self.next_beside(id, depth),
        };
        self.at
    }
}

impl Walk<'_> {
    fn first_below(&self, id: NodeId) -> Option<NodeId> {
        self.tree.template_contents(id).or(self.tree[id].first_child)
    }

    /// The node that follows everything below `id`: its next sibling, or that of the nearest ancestor which has one.
    fn next_beside(&self, mut id: NodeId, mut depth: u32) -> Option<(NodeId, u32)> {
        while id != self.top {
            let node = &self.tree[id];
            if let NodeData::Fragment { host: Some(host) } = node.data {
                if let Some(child) = self.tree[host].first_child {
                    return Some((child, depth));
                }
                id = host;
            } else if let Some(sibling) = node.next_sibling {
                return Some((sibling, depth));
            } else {
                id = node.parent?;
            }
            depth -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree_of(texts: &[&str]) -> (Tree, Vec<NodeId>) {
        let mut tree = Tree::new(NodeData::Document);
        let ids = texts
            .iter()
            .map(|text| {
                let id = tree.create(NodeData::Comment((*text).into()));
                tree.append(tree.root(), id);
                id
            })
            .collect();
        (tree, ids)
    }

    fn texts(tree: &Tree, parent: NodeId) -> String {
        let mut found = String::new();
        for id in tree.children(parent) {
            if let NodeData::Comment(text) = &tree[id].data {
                found.push_str(text);
            }
        }
        found
    }

    /// The same list read from the back, so that both directions of every link are seen.
    fn texts_backwards(tree: &Tree, parent: NodeId) -> String {
        let mut found = String::new();
        let mut at = tree[parent].last_child;
        while let Some(id) = at {
            if let NodeData::Comment(text) = &tree[id].data {
                found.push_str(text);
            }
            at = tree[id].previous_sibling;
        }
        found
    }

    #[test]
    fn an_optional_id_takes_four_bytes() {
        assert_eq!(std::mem::size_of::<Option<NodeId>>(), 4);
    }

    #[test]
    fn insert_before_and_detach_keep_both_directions() {
        let (mut tree, ids) = tree_of(&["a", "b", "c"]);
        let root = tree.root();

        tree.detach(ids[2]);
        tree.insert_before(ids[0], ids[2]); // a b c → c a b
        assert_eq!(texts(&tree, root), "cab");
        assert_eq!(texts_backwards(&tree, root), "bac");

        tree.detach(ids[0]); // c a b → c b
        assert_eq!(texts(&tree, root), "cb");
        assert_eq!(texts_backwards(&tree, root), "bc");
        assert_eq!(tree[ids[0]].parent, None);
    }

    #[test]
    fn detaching_the_last_child_empties_the_parent() {
        let (mut tree, ids) = tree_of(&["a"]);
        tree.detach(ids[0]);
        tree.detach(ids[0]);
        assert_eq!(tree[tree.root()].first_child, None);
        assert_eq!(tree[tree.root()].last_child, None);
    }

    #[test]
    fn move_children_keeps_their_order() {
        let (mut tree, ids) = tree_of(&["a", "b", "c"]);
        let root = tree.root();
        tree.detach(ids[0]);
        tree.move_children(root, ids[0]);
        assert_eq!(texts(&tree, root), "");
        assert_eq!(texts(&tree, ids[0]), "bc");
        assert_eq!(texts_backwards(&tree, ids[0]), "cb");
    }

    #[test]
    fn a_walk_stays_below_its_top() {
        let (mut tree, ids) = tree_of(&["a", "b", "c"]);
        let below = tree.create(NodeData::Comment("d".into()));
        tree.append(ids[1], below); // a b(d) c
        let walked: Vec<_> = tree.walk(tree.root()).collect();
        assert_eq!(walked, [(ids[0], 1), (ids[1], 1), (below, 2), (ids[2], 1)]);
        assert_eq!(tree.walk(ids[1]).collect::<Vec<_>>(), [(below, 1)]);
        assert_eq!(tree.walk(ids[0]).count(), 0);
    }
}
