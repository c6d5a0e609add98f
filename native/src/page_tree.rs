//! One open page: the numbered tree that its browser has.

use html5ever::tendril::StrTendril;

use crate::diff::diff;
use crate::error::NativeError;
use crate::hash::hash;
use crate::live_tree::LiveTree;
use crate::numbers::Numbers;
use crate::parse::{Limits, ParseOptions, parse_shared};
use crate::patch::encode;

/// A page as it was last rendered, with the numbers of its nodes.
#[derive(Debug, Clone)]
pub struct PageTree {
    html: StrTendril,
    live: LiveTree,
    numbers: Numbers,
    hash: u64,
    bytes: usize,
    limits: Limits,
}

/// What a browser is sent after an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// JSON as `patch.rs` describes it; `[]` where the HTML differs and the tree does not.
    pub patches: String,
    /// The hash of the tree with the patches applied.
    pub hash: u64,
}

impl PageTree {
    /// Numbers a page as it is first sent.
    ///
    /// Fails when a limit is passed, and where the page has no live root or several.
    pub fn adopt(html: &str, limits: Limits) -> Result<Self, NativeError> {
        limits.check_input(html.len())?;
        let html = StrTendril::from_slice(html);
        let live = read(&html, limits)?;
        let numbers = Numbers::adopt(&live)?;
        let hash = hash(&live);
        Ok(Self::new(html, live, numbers, hash, limits))
    }

    /// Makes `html` the page and gives what changed, or `None` where the HTML is the same byte for byte.
    ///
    /// Fails as `adopt` does, and where the root is another element; the page then stays as it was.
    pub fn update(&mut self, html: &str) -> Result<Option<Update>, NativeError> {
        if *self.html == *html {
            return Ok(None);
        }
        self.limits.check_input(html.len())?;
        let html = StrTendril::from_slice(html);
        let live = read(&html, self.limits)?;
        let changes = diff(&self.live, &self.numbers, &live)?;
        let update = Update {
            patches: encode(&changes.patches, live.tree()),
            hash: hash(&live),
        };
        let numbers = changes.numbers;
        *self = Self::new(html, live, numbers, update.hash, self.limits);
        Ok(Some(update))
    }

    /// The hash of the numbered tree; at most 2^53 − 1.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    pub fn live(&self) -> &LiveTree {
        &self.live
    }

    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// About how much memory the page takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn new(html: StrTendril, live: LiveTree, numbers: Numbers, hash: u64, limits: Limits) -> Self {
        Self {
            bytes: size_of::<Self>() + html.len() + live.tree().bytes(&html) + numbers.bytes(),
            html,
            live,
            numbers,
            hash,
            limits,
        }
    }
}

fn read(html: &StrTendril, limits: Limits) -> Result<LiveTree, NativeError> {
    let options = ParseOptions {
        limits,
        ..ParseOptions::default()
    };
    let mut tree = parse_shared(html.clone(), &options)?;
    tree.shrink();
    LiveTree::find(tree)
}
