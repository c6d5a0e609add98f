//! The copy of the chosen option that a browser puts into a `selectedcontent` while it parses:
//!
//! ```text
//! <select><button><selectedcontent></selectedcontent></button><option>A</option><option selected>B</option></select>
//!                                 └──────────── copy of ───────────────────────────────────────┘
//! ```
//!
//! The parser copies whenever an option is closed; the last copy is what stays, so one copy at the end gives the same tree:
//! <https://html.spec.whatwg.org/#maybe-clone-an-option-into-selectedcontent>.

use std::collections::BTreeSet;

use crate::tree::{Element, NodeData, NodeId, Tree};

/// Gives the `selectedcontent` of each select the children of the option that is chosen there.
/// `selectedcontents` are all such elements that were made, in any order.
pub fn fill_selectedcontent(tree: &mut Tree, selectedcontents: &[NodeId]) {
    let selects: BTreeSet<_> = selectedcontents
        .iter()
        .filter_map(|id| select_around(tree, *id))
        .collect();
    for select in selects {
        if let Some(selectedcontent) = selectedcontent_of(tree, select)
            && let Some(option) = chosen_option(tree, select)
        {
            remove_children(tree, selectedcontent);
            copy_children(tree, option, selectedcontent);
        }
    }
}

/// The first `selectedcontent` below a select, if it belongs to that select.
fn selectedcontent_of(tree: &Tree, select: NodeId) -> Option<NodeId> {
    elements_below(tree, select)
        .find(|(_, element)| element.is_html("selectedcontent"))
        .map(|(id, _)| id)
        .filter(|id| select_around(tree, *id) == Some(select))
}

/// The select that a `selectedcontent` belongs to. There is none inside an option, another `selectedcontent`, a select in
/// a select, or a select of many.
fn select_around(tree: &Tree, selectedcontent: NodeId) -> Option<NodeId> {
    let mut select = None;
    for (id, element) in ancestors(tree, selectedcontent) {
        if element.is_html("option") || element.is_html("selectedcontent") {
            return None;
        }
        if element.is_html("select") && select.replace(id).is_some() {
            return None;
        }
    }
    select.filter(|id| attribute(tree, *id, "multiple").is_none())
}

/// The last option that says `selected`, else the first that can be chosen in a select that shows one line.
fn chosen_option(tree: &Tree, select: NodeId) -> Option<NodeId> {
    let options: Vec<_> = elements_below(tree, select)
        .filter(|(id, element)| element.is_html("option") && select_of(tree, *id) == Some(select))
        .map(|(id, _)| id)
        .collect();
    let selected = options.iter().rfind(|id| attribute(tree, **id, "selected").is_some());
    let first = || options.iter().find(|id| !is_disabled(tree, **id));
    let shows_one_line = attribute(tree, select, "size")
        .and_then(|size| size.trim().parse::<u32>().ok())
        .is_none_or(|size| size <= 1);
    selected.or_else(|| first().filter(|_| shows_one_line)).copied()
}

/// The select that an option belongs to: <https://html.spec.whatwg.org/#option-element-nearest-ancestor-select>.
fn select_of(tree: &Tree, option: NodeId) -> Option<NodeId> {
    let mut inside_group = false;
    for (id, element) in ancestors(tree, option) {
        if element.is_html("select") {
            return Some(id);
        }
        let is_group = element.is_html("optgroup");
        if ["datalist", "hr", "option"].iter().any(|name| element.is_html(name)) || (is_group && inside_group) {
            return None;
        }
        inside_group |= is_group;
    }
    None
}

fn is_disabled(tree: &Tree, option: NodeId) -> bool {
    let group = ancestors(tree, option)
        .find(|(_, element)| element.is_html("optgroup") || element.is_html("select"))
        .filter(|(_, element)| element.is_html("optgroup"));
    attribute(tree, option, "disabled").is_some()
        || group.is_some_and(|(_, group)| group.attribute("disabled").is_some())
}

fn attribute<'tree>(tree: &'tree Tree, id: NodeId, name: &str) -> Option<&'tree str> {
    tree[id].element()?.attribute(name)
}

fn ancestors(tree: &Tree, id: NodeId) -> impl Iterator<Item = (NodeId, &Element)> {
    std::iter::successors(tree[id].parent, |id| tree[*id].parent)
        .filter_map(|id| tree[id].element().map(|element| (id, element)))
}

fn elements_below(tree: &Tree, top: NodeId) -> impl Iterator<Item = (NodeId, &Element)> {
    tree.walk(top)
        .filter_map(|(id, _)| tree[id].element().map(|element| (id, element)))
}

fn remove_children(tree: &mut Tree, parent: NodeId) {
    while let Some(child) = tree[parent].first_child {
        tree.detach(child);
    }
}

/// Copies all that is below one node to another. `copies` holds the copy of each ancestor of the node at hand.
fn copy_children(tree: &mut Tree, from: NodeId, to: NodeId) {
    let below: Vec<_> = tree.walk(from).collect();
    let mut copies = vec![to];
    for (id, depth) in below {
        copies.truncate(depth as usize);
        let parent = *copies.last().expect("the copy of the top stays");
        copies.push(copy_node(tree, id, parent));
    }
}

fn copy_node(tree: &mut Tree, id: NodeId, parent: NodeId) -> NodeId {
    let data = tree[id].data.clone();
    if let NodeData::Fragment { .. } = data {
        let contents = tree.create(NodeData::Fragment { host: Some(parent) });
        tree.set_template_contents(parent, contents);
        return contents;
    }
    let copy = tree.create(data);
    tree.append(parent, copy);
    copy
}
