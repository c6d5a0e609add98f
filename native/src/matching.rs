//! Which old node each new node continues, and which of them stay where they are.
//!
//! ```text
//! children, old   "\n" li:1 "\n" li:2 "\n" li:3 "\n"           li:1 has lg-key="1"
//! children, new   "\n" li:3 "\n" li:2 "\n" li:4 "\n"
//! 1 ends          "\n"                          "\n"           same key, type and name from both ends
//! 2 keys               li:3      li:2                          the longest increasing run of them stays: li:2
//! 3 the others              "\n"      "\n"                     in order, between keyed nodes that stay
//! 4 left over     unmatched: li:1 (old), li:4 (new)            unkeyed ones of other gaps are moved
//! ```
//!
//! So the fewest keyed nodes move, and white space between them stays as it is. A key is `lg-key`, else `id`. Where
//! siblings between the ends share a key, the first has it and the others count as unkeyed. An element is continued by
//! one of the same name only; one that gains or loses `lg-ignore`, and a `<template>` with other contents, is another.

use std::collections::{HashMap, HashSet, VecDeque};

use html5ever::{Attribute, QualName};

use crate::live_tree::{LiveTree, first_live_child, is_ignored};
use crate::longest_increasing::{Place, longest_increasing};
use crate::tree::{Element, NodeData, NodeId, Tree};

/// What `match_trees` found, by node.
pub(crate) struct Matching {
    partners: Vec<Option<NodeId>>,
    continued: Vec<bool>,
    fates: Vec<Fate>,
}

/// Where a new node comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It continues an old node that stays in its place.
    Stays,
    /// It comes before the given sibling that stays, or last: a continued node is moved there, any other inserted.
    Placed { before: Option<NodeId> },
}

impl Matching {
    /// The old node that a new one continues.
    pub fn partner(&self, new: NodeId) -> Option<NodeId> {
        self.partners[new.index()]
    }

    /// Whether a new node continues an old one.
    pub fn is_continued(&self, old: NodeId) -> bool {
        self.continued[old.index()]
    }

    pub fn fate(&self, new: NodeId) -> Fate {
        self.fates[new.index()]
    }
}

/// Matches the roots with each other, then children of matched parents.
pub(crate) fn match_trees(old: &LiveTree, new: &LiveTree) -> Matching {
    let mut matcher = Matcher {
        old: old.tree(),
        new: new.tree(),
        matching: Matching {
            partners: vec![None; new.tree().arena_len()],
            continued: vec![false; old.tree().arena_len()],
            fates: vec![Fate::Stays; new.tree().arena_len()],
        },
        unfinished: Vec::new(),
    };
    matcher.pair(old.root(), new.root());
    while let Some((old_parent, new_parent)) = matcher.unfinished.pop() {
        matcher.match_children(old_parent, new_parent);
    }
    matcher.matching
}

/// Whether a new node can be made of an old one by changing its text or its attributes.
pub(crate) fn is_compatible(old: &Tree, old_id: NodeId, new: &Tree, new_id: NodeId) -> bool {
    match (&old[old_id].data, &new[new_id].data) {
        (NodeData::Element(one), NodeData::Element(other)) => {
            one.name == other.name && is_ignored(one) == is_ignored(other) && have_same_contents(old, one, new, other)
        }
        (NodeData::Text(_), NodeData::Text(_)) | (NodeData::Comment(_), NodeData::Comment(_)) => true,
        _ => false,
    }
}

fn have_same_contents(old: &Tree, one: &Element, new: &Tree, other: &Element) -> bool {
    match (one.template_contents, other.template_contents) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let mut ones = old.walk(one);
            let mut others = new.walk(other);
            loop {
                match (ones.next(), others.next()) {
                    (None, None) => return true,
                    (Some((one, depth)), Some((other, other_depth)))
                        if depth == other_depth && is_same_data(&old[one].data, &new[other].data) => {}
                    _ => return false,
                }
            }
        }
        _ => false,
    }
}

fn is_same_data(one: &NodeData, other: &NodeData) -> bool {
    match (one, other) {
        (NodeData::Element(one), NodeData::Element(other)) => {
            one.name == other.name && have_same_attributes(&one.attributes, &other.attributes)
        }
        (NodeData::Text(one), NodeData::Text(other)) | (NodeData::Comment(one), NodeData::Comment(other)) => {
            one == other
        }
        (NodeData::Fragment { .. }, NodeData::Fragment { .. }) => true,
        _ => false,
    }
}

fn have_same_attributes(ones: &[Attribute], others: &[Attribute]) -> bool {
    ones.len() == others.len() && ones.iter().all(|one| others.contains(one))
}

/// A key with the attribute that it is from: `lg-key="1"` and `id="1"` are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'tree> {
    LgKey(&'tree str),
    Id(&'tree str),
}

/// The key of a node; an empty one is none.
fn key_of(tree: &Tree, id: NodeId) -> Option<Key<'_>> {
    let element = tree[id].element()?;
    let given = |name| element.attribute(name).filter(|value| !value.is_empty());
    given("lg-key").map(Key::LgKey).or_else(|| given("id").map(Key::Id))
}

/// What unkeyed nodes of one gap have in common when they are matched in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Class<'tree> {
    Element(&'tree QualName),
    Text,
    Comment,
    /// Text and comments that go to another gap are worth a move only where they stay as they are.
    EqualText(&'tree str),
    EqualComment(&'tree str),
}

fn class_of(tree: &Tree, id: NodeId) -> Option<Class<'_>> {
    match &tree[id].data {
        NodeData::Element(element) => Some(Class::Element(&element.name)),
        NodeData::Text(_) => Some(Class::Text),
        NodeData::Comment(_) => Some(Class::Comment),
        NodeData::Document | NodeData::Fragment { .. } | NodeData::Doctype(_) => None,
    }
}

fn exact_class_of(tree: &Tree, id: NodeId) -> Option<Class<'_>> {
    match &tree[id].data {
        NodeData::Text(text) => Some(Class::EqualText(text)),
        NodeData::Comment(text) => Some(Class::EqualComment(text)),
        _ => class_of(tree, id),
    }
}

struct Matcher<'tree> {
    old: &'tree Tree,
    new: &'tree Tree,
    matching: Matching,
    /// Matched parents whose children are not matched yet.
    unfinished: Vec<(NodeId, NodeId)>,
}

impl<'tree> Matcher<'tree> {
    fn pair(&mut self, old: NodeId, new: NodeId) {
        self.matching.partners[new.index()] = Some(old);
        self.matching.continued[old.index()] = true;
        if first_live_child(self.new, new).is_some() {
            self.unfinished.push((old, new));
        }
    }

    /// Pairs children from both ends while they agree, then what is between.
    fn match_children(&mut self, old_parent: NodeId, new_parent: NodeId) {
        let mut old_first = self.old[old_parent].first_child;
        let mut new_first = self.new[new_parent].first_child;
        while let (Some(old), Some(new)) = (old_first, new_first)
            && self.agree(old, new)
        {
            self.pair(old, new);
            old_first = self.old[old].next_sibling;
            new_first = self.new[new].next_sibling;
        }

        let mut old_end = None;
        let mut new_end = None;
        while old_first != old_end && new_first != new_end {
            let (Some(old), Some(new)) = (
                before_end(self.old, old_parent, old_end),
                before_end(self.new, new_parent, new_end),
            ) else {
                break;
            };
            if !self.agree(old, new) {
                break;
            }
            self.pair(old, new);
            old_end = Some(old);
            new_end = Some(new);
        }
        let old_between = between(self.old, old_first, old_end);
        let new_between = between(self.new, new_first, new_end);
        self.match_between(&old_between, &new_between, new_end);
    }

    fn agree(&self, old: NodeId, new: NodeId) -> bool {
        self.is_compatible(old, new) && key_of(self.old, old) == key_of(self.new, new)
    }

    fn is_compatible(&self, old: NodeId, new: NodeId) -> bool {
        is_compatible(self.old, old, self.new, new)
    }

    /// Matches what is left of two lists of siblings; `end` is the new sibling behind them, which stays.
    fn match_between(&mut self, old: &[NodeId], new: &[NodeId], end: Option<NodeId>) {
        let stays = if old.is_empty() || new.is_empty() {
            Vec::new()
        } else {
            self.match_siblings(old, new)
        };
        let mut before = end;
        let mut stays = stays.into_iter().rev().peekable();
        for (position, id) in new.iter().enumerate().rev() {
            if stays.next_if(|place| place.new == position).is_some() {
                before = Some(*id);
            } else {
                self.matching.fates[id.index()] = Fate::Placed { before };
            }
        }
    }

    /// Steps 2 to 4 of the drawing above. Gives the places that stay, in order.
    fn match_siblings(&mut self, old: &[NodeId], new: &[NodeId]) -> Vec<Place> {
        let old_keys = first_positions(self.old, old);
        let new_keys = first_positions(self.new, new);
        let mut keyed: Vec<_> = new_keys
            .iter()
            .filter_map(|(key, new_at)| Some((*old_keys.get(key)?, *new_at)))
            .filter(|(old_at, new_at)| self.is_compatible(old[*old_at], new[*new_at]))
            .map(|(old, new)| Place { old, new })
            .collect();
        keyed.sort_unstable_by_key(|place| place.new);
        let anchors = longest_increasing(&keyed);

        let mut old_unkeyed = positions_without(old.len(), old_keys.values());
        let mut new_unkeyed = positions_without(new.len(), new_keys.values());
        let same_gap = self.match_in_order(
            (old, &mut old_unkeyed, |at| gap_of(&anchors, |anchor| anchor.old < at)),
            (new, &mut new_unkeyed, |at| gap_of(&anchors, |anchor| anchor.new < at)),
            class_of,
        );
        let other_gap = self.match_in_order(
            (old, &mut old_unkeyed, |_| 0),
            (new, &mut new_unkeyed, |_| 0),
            exact_class_of,
        );

        for place in keyed.iter().chain(&same_gap).chain(&other_gap) {
            self.pair(old[place.old], new[place.new]);
        }
        let mut could_stay = anchors;
        could_stay.extend(same_gap);
        could_stay.sort_unstable_by_key(|place| place.new);
        longest_increasing(&could_stay)
    }

    /// Matches the first of each gap and class with the first, the second with the second and so on, and takes what it
    /// matched out of both lists of positions.
    fn match_in_order(
        &self,
        (old, old_at, old_gap): (&[NodeId], &mut Vec<usize>, impl Fn(usize) -> usize),
        (new, new_at, new_gap): (&[NodeId], &mut Vec<usize>, impl Fn(usize) -> usize),
        class: impl for<'any> Fn(&'any Tree, NodeId) -> Option<Class<'any>>,
    ) -> Vec<Place> {
        let mut waiting: HashMap<_, VecDeque<usize>> = HashMap::new();
        for at in old_at.iter() {
            let queue = waiting.entry((old_gap(*at), class(self.old, old[*at])));
            queue.or_default().push_back(*at);
        }
        let mut places = Vec::new();
        new_at.retain(|at| {
            let queue = waiting.get_mut(&(new_gap(*at), class(self.new, new[*at])));
            let first = queue.and_then(VecDeque::pop_front);
            let fitting = first.filter(|first| self.is_compatible(old[*first], new[*at]));
            places.extend(fitting.map(|old| Place { old, new: *at }));
            fitting.is_none()
        });
        let taken: HashSet<_> = places.iter().map(|place| place.old).collect();
        old_at.retain(|at| !taken.contains(at));
        places
    }
}

/// The last child before `end`, which is a child or the end of the list.
fn before_end(tree: &Tree, parent: NodeId, end: Option<NodeId>) -> Option<NodeId> {
    match end {
        Some(end) => tree[end].previous_sibling,
        None => tree[parent].last_child,
    }
}

fn between(tree: &Tree, first: Option<NodeId>, end: Option<NodeId>) -> Vec<NodeId> {
    tree.children_from(first).take_while(|id| Some(*id) != end).collect()
}

/// The position of the first node that has a key, for each key.
fn first_positions<'tree>(tree: &'tree Tree, siblings: &[NodeId]) -> HashMap<Key<'tree>, usize> {
    let mut positions = HashMap::new();
    for (at, id) in siblings.iter().enumerate() {
        if let Some(key) = key_of(tree, *id) {
            positions.entry(key).or_insert(at);
        }
    }
    positions
}

fn positions_without<'at>(len: usize, taken: impl Iterator<Item = &'at usize>) -> Vec<usize> {
    let mut free = vec![true; len];
    taken.for_each(|at| free[*at] = false);
    (0..len).filter(|at| free[*at]).collect()
}

/// How many anchors come before a position.
fn gap_of(anchors: &[Place], is_before: impl Fn(&Place) -> bool) -> usize {
    anchors.partition_point(is_before)
}
