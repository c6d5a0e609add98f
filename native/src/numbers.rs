//! The names that patches give to nodes.
//!
//! ```text
//! <main lg-root>     1            after an update that inserts <hr> before the <ul>:
//!   "text"           2            main 1, "text" 2, hr 5, ul 3, li 4
//!   <ul>             3
//!     <li>           4
//! ```
//!
//! The root is number 1, and the nodes below it are counted in document order: elements, text with white space, comments.
//! What is inside a `<template>` or a `<selectedcontent>` and what is below `lg-ignore` has no numbers. Inserted nodes
//! are counted on, in the order in which patches insert them, which is document order too. A number is never used again
//! until the page is numbered anew, from 1. 0 is no number.

use crate::error::NativeError;
use crate::live_tree::LiveTree;
use crate::tree::NodeId;

/// The number of each node of one tree.
#[derive(Debug, Clone)]
pub struct Numbers {
    by_node: Vec<u32>,
    last: u32,
}

impl Numbers {
    /// Numbers a page in document order from 1, as when it is first sent.
    pub fn adopt(live: &LiveTree) -> Result<Self, NativeError> {
        let mut numbers = Self::continuing(0, live);
        for (id, _) in live.walk() {
            numbers.assign_next(id)?;
        }
        Ok(numbers)
    }

    /// No numbers yet for the nodes of `live`; the next one comes after `last`.
    pub(crate) fn continuing(last: u32, live: &LiveTree) -> Self {
        Self {
            by_node: vec![0; live.tree().arena_len()],
            last,
        }
    }

    /// The number of a node, or `None` where it has none.
    pub fn get(&self, id: NodeId) -> Option<u32> {
        Some(self.by_node[id.index()]).filter(|number| *number != 0)
    }

    /// The highest number that was ever given.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// The number of a node that is known to have one.
    pub(crate) fn of(&self, id: NodeId) -> u32 {
        self.get(id).expect("nodes of the live root are numbered")
    }

    pub(crate) fn assign(&mut self, id: NodeId, number: u32) {
        self.by_node[id.index()] = number;
    }

    pub(crate) fn assign_next(&mut self, id: NodeId) -> Result<(), NativeError> {
        self.last = self.last.checked_add(1).ok_or(NativeError::NumbersExhausted)?;
        self.by_node[id.index()] = self.last;
        Ok(())
    }

    pub(crate) fn bytes(&self) -> usize {
        self.by_node.capacity() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{ParseOptions, parse};

    #[test]
    fn numbers_end_with_an_error_that_says_what_to_do() {
        let live = LiveTree::find(parse("<main lg-root>", &ParseOptions::default()).unwrap()).unwrap();
        let mut numbers = Numbers::continuing(u32::MAX - 1, &live);
        numbers.assign_next(live.root()).unwrap();
        let error = numbers.assign_next(live.root()).unwrap_err();
        assert_eq!(error.code(), "LG6010");
        assert_eq!(
            error.to_string(),
            "The page has used up its 4294967295 node numbers. Adopt it anew, which starts again from 1."
        );
    }
}
