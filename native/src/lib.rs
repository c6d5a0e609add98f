//! The native core of livegraft, as plain Rust behind one thin door.
//!
//! ```text
//! HTML ─parse→ Tree ─dump→ text
//! ```
//!
//! `parse` builds the tree that a browser builds, into one arena; `dump` writes it down. Nothing here recurses: a stack
//! overflow would end the process, and no one could catch it. `bindings` alone knows Node.

#[cfg(all(feature = "node", not(test)))]
mod bindings;
mod dump;
mod error;
mod parse;
mod selectedcontent;
mod sink;
mod tree;

pub use dump::dump;
pub use error::{NativeError, catch_panic};
pub use parse::{ContextElement, Limits, ParseOptions, parse};
pub use tree::{Children, Doctype, Element, Node, NodeData, NodeId, Tree, Walk};
