//! The native core of livegraft, as plain Rust behind one thin door.
//!
//! ```text
//! HTML ─parse→ Tree ─LiveTree::find→ live root ─Numbers::adopt→ numbered tree ─hash→ number
//!                                    old × new ─match_trees→ Matching ─diff→ patches ─encode→ JSON
//! ```
//!
//! `parse` builds the tree that a browser builds, into one arena; `PageTree` is one open page, and its `update` is the
//! second line above. `dump` writes a tree down for tests. Nothing here recurses: a stack overflow would end the process,
//! and no one could catch it. `bindings` alone knows Node.

#[cfg(all(feature = "node", not(test)))]
mod bindings;
mod diff;
mod dump;
mod error;
mod hash;
mod live_tree;
mod longest_increasing;
mod matching;
mod numbers;
mod page_tree;
mod parse;
mod patch;
mod selectedcontent;
mod sink;
mod title;
mod tree;

pub use diff::{Diff, diff};
pub use dump::dump;
pub use error::{NativeError, catch_panic};
pub use hash::hash;
pub use live_tree::{LiveTree, LiveWalk};
pub use numbers::Numbers;
pub use page_tree::{PageTree, Update};
pub use parse::{ContextElement, Limits, ParseOptions, parse};
pub use patch::{Patch, encode};
pub use tree::{Children, Doctype, Element, Node, NodeData, NodeId, Tree, Walk};
