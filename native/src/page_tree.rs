//! One open page: the numbered tree that its browser has.

use html5ever::tendril::StrTendril;

use crate::diff::diff;
use crate::error::NativeError;
use crate::hash::hash;
use crate::live_tree::LiveTree;
use crate::numbers::Numbers;
use crate::parse::{Limits, ParseOptions, parse_shared};
use crate::patch::{encode, encode_node};
use crate::title::title;

/// A page as it was last rendered, with the numbers of its nodes.
#[derive(Debug, Clone)]
pub struct PageTree {
    html: StrTendril,
    live: LiveTree,
    numbers: Numbers,
    title: String,
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
    /// The title of the page, where it is another than before.
    pub title: Option<String>,
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
        Ok(Self::new(html, live, numbers, limits))
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
        let patches = encode(&changes.patches, live.tree());
        let numbers = changes.numbers;
        let page = Self::new(html, live, numbers, self.limits);
        let update = Update {
            patches,
            hash: page.hash,
            title: (page.title != self.title).then(|| page.title.clone()),
        };
        *self = page;
        Ok(Some(update))
    }

    /// Numbers the nodes in document order from 1, as `adopt` does, and gives the whole root as JSON in the form of an
    /// inserted element: a browser that builds it, or finds its own root equal, has the same numbers. Later updates go
    /// on from them.
    pub fn renumber(&mut self) -> Result<String, NativeError> {
        let numbers = Numbers::adopt(&self.live)?;
        self.bytes = self.bytes - self.numbers.bytes() + numbers.bytes();
        self.numbers = numbers;
        Ok(encode_node(self.live.tree(), self.live.root()))
    }

    /// The title of the page, as a browser's `document.title` gives it.
    pub fn title(&self) -> &str {
        &self.title
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

    fn new(html: StrTendril, live: LiveTree, numbers: Numbers, limits: Limits) -> Self {
        let title = title(live.tree());
        Self {
            bytes: size_of::<Self>() + html.len() + live.tree().bytes(&html) + numbers.bytes() + title.capacity(),
            hash: hash(&live),
            html,
            live,
            numbers,
            title,
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
