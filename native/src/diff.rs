//! Two trees of one page → the patches that make the second of the first.
//!
//! Patches come in document order of the new tree; those of one element in this order:
//!
//! ```text
//! its place (Move)   its attributes   its children: first all Removes, then each child with what is below it
//! ```
//!
//! So each patch finds the tree as the ones before it left it, a reference is always a sibling that stays where it is,
//! and numbers given while patches are applied follow document order.

use html5ever::Attribute;

use crate::error::NativeError;
use crate::live_tree::{LiveTree, first_live_child};
use crate::matching::{Fate, Matching, is_compatible, match_trees};
use crate::numbers::Numbers;
use crate::patch::Patch;
use crate::tree::{NodeData, NodeId, Tree};

/// What makes the old tree equal to the new one, and the numbers of the new tree's nodes afterwards.
#[derive(Debug, Clone)]
pub struct Diff<'tree> {
    pub patches: Vec<Patch<'tree>>,
    pub numbers: Numbers,
}

/// Compares two trees of one page. `numbers` are those of the old tree's nodes.
///
/// Fails where the root is another element, and when the numbers are used up.
pub fn diff<'tree>(old: &'tree LiveTree, numbers: &Numbers, new: &'tree LiveTree) -> Result<Diff<'tree>, NativeError> {
    check_root(old, new)?;
    let mut differ = Differ {
        old,
        new,
        matching: match_trees(old, new),
        old_numbers: numbers,
        numbers: Numbers::continuing(numbers.last(), new),
        patches: Vec::new(),
    };
    differ.carry_numbers();
    differ.compare()?;
    Ok(Diff {
        patches: differ.patches,
        numbers: differ.numbers,
    })
}

fn check_root(old: &LiveTree, new: &LiveTree) -> Result<(), NativeError> {
    if is_compatible(old.tree(), old.root(), new.tree(), new.root()) {
        return Ok(());
    }
    Err(NativeError::RootChanged {
        old: root_name(old),
        new: root_name(new),
    })
}

fn root_name(live: &LiveTree) -> String {
    let element = live.tree()[live.root()].element();
    element.map_or_else(String::new, |element| element.name.local.to_string())
}

struct Differ<'tree, 'numbers> {
    old: &'tree LiveTree,
    new: &'tree LiveTree,
    matching: Matching,
    old_numbers: &'numbers Numbers,
    numbers: Numbers,
    patches: Vec<Patch<'tree>>,
}

impl<'tree> Differ<'tree, '_> {
    fn carry_numbers(&mut self) {
        for (id, _) in self.new.walk() {
            if let Some(old) = self.matching.partner(id) {
                self.numbers.assign(id, self.old_numbers.of(old));
            }
        }
    }

    /// Goes through the new tree in document order. What is below an inserted node comes with it.
    fn compare(&mut self) -> Result<(), NativeError> {
        let mut next = Some(self.new.root());
        while let Some(id) = next {
            next = match self.matching.partner(id) {
                Some(old) => {
                    self.compare_node(old, id);
                    first_live_child(self.new.tree(), id).or_else(|| self.next_beside(id))
                }
                None => {
                    let last = self.insert_run(id)?;
                    self.next_beside(last)
                }
            };
        }
        Ok(())
    }

    fn next_beside(&self, mut id: NodeId) -> Option<NodeId> {
        let tree = self.new.tree();
        while id != self.new.root() {
            if let Some(sibling) = tree[id].next_sibling {
                return Some(sibling);
            }
            id = tree[id].parent?;
        }
        None
    }

    fn compare_node(&mut self, old: NodeId, new: NodeId) {
        let number = self.numbers.of(new);
        if let Fate::Placed { before } = self.matching.fate(new) {
            let reference = before.map(|sibling| self.numbers.of(sibling));
            self.patches.push(Patch::Move { number, reference });
        }
        let (old_tree, new_tree): (&'tree Tree, &'tree Tree) = (self.old.tree(), self.new.tree());
        match (&old_tree[old].data, &new_tree[new].data) {
            (NodeData::Element(one), NodeData::Element(other)) => {
                self.compare_attributes(number, &one.attributes, &other.attributes);
                self.remove_children(old);
            }
            (NodeData::Text(one), NodeData::Text(other)) | (NodeData::Comment(one), NodeData::Comment(other)) => {
                if one != other {
                    self.patches.push(Patch::SetText { number, text: other });
                }
            }
            _ => unreachable!("only compatible nodes are matched"),
        }
    }

    fn compare_attributes(&mut self, number: u32, old: &'tree [Attribute], new: &'tree [Attribute]) {
        if old == new {
            return;
        }
        let gone = old.iter().filter(|attribute| find_attribute(new, attribute).is_none());
        self.patches.extend(gone.map(|attribute| Patch::RemoveAttribute {
            number,
            name: &attribute.name,
        }));
        let changed = new
            .iter()
            .filter(|attribute| find_attribute(old, attribute).is_none_or(|old| old.value != attribute.value));
        self.patches
            .extend(changed.map(|attribute| Patch::SetAttribute { number, attribute }));
    }

    fn remove_children(&mut self, old_parent: NodeId) {
        let gone = self
            .old
            .children(old_parent)
            .filter(|child| !self.matching.is_continued(*child));
        self.patches.extend(gone.map(|child| Patch::Remove {
            number: self.old_numbers.of(child),
        }));
    }

    /// Inserts a new node together with the new ones right behind it. Gives the last of them.
    fn insert_run(&mut self, first: NodeId) -> Result<NodeId, NativeError> {
        let tree = self.new.tree();
        let nodes: Vec<_> = tree
            .children_from(Some(first))
            .take_while(|id| self.matching.partner(*id).is_none())
            .collect();
        for (id, _) in nodes.iter().flat_map(|node| self.new.walk_from(*node)) {
            self.numbers.assign_next(id)?;
        }

        let last = *nodes.last().expect("the first node is not matched");
        let parent = tree[first].parent.expect("the root is matched");
        let Fate::Placed { before } = self.matching.fate(first) else {
            unreachable!("a node that continues no old one is placed");
        };
        self.patches.push(Patch::InsertBefore {
            parent: self.numbers.of(parent),
            reference: before.map(|sibling| self.numbers.of(sibling)),
            nodes,
        });
        Ok(last)
    }
}

fn find_attribute<'tree>(attributes: &'tree [Attribute], wanted: &Attribute) -> Option<&'tree Attribute> {
    attributes.iter().find(|attribute| attribute.name == wanted.name)
}
