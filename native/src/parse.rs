//! HTML text → the tree that a browser builds from it, by html5ever.
//!
//! ```text
//! html ─tokenizer→ tokens ─Gate→ tree builder ─Sink→ Tree
//! ```
//!
//! The `Sink` builds what html5ever decides and counts; when a limit is passed it keeps the error, and the `Gate` lets
//! no further token through.
//!
//! html5ever 0.40 differs from the standard in two corners of malformed HTML: SVG and MathML elements that hold HTML are
//! not "special" to it (`<span><svg><desc></span>` closes the span), and a tag that breaks out of an SVG inside
//! `annotation-xml` leaves the `math` as well.

use std::str::FromStr;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{TokenizerResult, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, ns};

use crate::error::NativeError;
use crate::sink::Sink;
use crate::tree::{NodeData, NodeId, Tree};

/// How HTML is read. The default is what a browser does with a page: a whole document, scripting on.
#[derive(Debug, Clone)]
pub struct ParseOptions {
    /// The element that the HTML is parsed for, as for its `innerHTML`; without one the HTML is a document.
    pub context: Option<ContextElement>,
    /// With scripting, the content of `noscript` is text.
    pub scripting: bool,
    pub limits: Limits,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            context: None,
            scripting: true,
            limits: Limits::default(),
        }
    }
}

/// How much is too much. Each limit is the largest that still passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Levels below the root: a child of the root has depth 1.
    pub max_depth: u32,
    /// Nodes made while parsing, those among them that the rules drop again.
    pub max_nodes: u32,
    pub max_input_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_depth: 1_000,
            max_nodes: 1_000_000,
            max_input_bytes: 16 * 1024 * 1024,
        }
    }
}

impl Limits {
    pub fn check_input(&self, bytes: usize) -> Result<(), NativeError> {
        if bytes <= self.max_input_bytes as usize {
            return Ok(());
        }
        Err(NativeError::InputTooLarge {
            bytes,
            limit: self.max_input_bytes,
        })
    }
}

/// The element that a fragment is parsed for, written `div`, `svg path` or `math mi`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextElement {
    name: QualName,
}

impl FromStr for ContextElement {
    type Err = NativeError;

    fn from_str(text: &str) -> Result<Self, NativeError> {
        let (namespace, local) = match text.split_once(' ') {
            None => (ns!(html), text),
            Some(("svg", local)) => (ns!(svg), local),
            Some(("math", local)) => (ns!(mathml), local),
            Some(_) => return Err(unknown_context(text)),
        };
        if !local.starts_with(|first: char| first.is_ascii_alphabetic()) || local.contains(' ') {
            return Err(unknown_context(text));
        }
        Ok(Self {
            name: QualName::new(None, namespace, LocalName::from(local)),
        })
    }
}

fn unknown_context(given: &str) -> NativeError {
    NativeError::UnknownContext {
        given: given.to_owned(),
    }
}

/// Parses a document, or a fragment for `options.context`.
///
/// The root of the tree is the document, or a fragment that holds the parsed nodes. White space and comments are kept.
/// Content of `<template shadowrootmode>` in a document goes to a shadow root, which is not part of the tree.
/// Fails when a limit is passed; malformed HTML is no failure.
pub fn parse(html: &str, options: &ParseOptions) -> Result<Tree, NativeError> {
    options.limits.check_input(html.len())?;
    parse_shared(StrTendril::from_slice(html), options)
}

/// Parses HTML that its caller keeps, and has checked against `max_input_bytes`: text of the tree shares its buffer.
pub(crate) fn parse_shared(html: StrTendril, options: &ParseOptions) -> Result<Tree, NativeError> {
    let sink = Sink::new(options);
    match &options.context {
        None => parse_document(html, sink, options),
        Some(context) => parse_fragment(html, sink, context, options),
    }
}

fn parse_document(html: StrTendril, sink: Sink, options: &ParseOptions) -> Result<Tree, NativeError> {
    let builder = TreeBuilder::new(sink, builder_options(options));
    run(html, builder, TokenizerOpts::default())
}

fn parse_fragment(
    html: StrTendril,
    sink: Sink,
    context: &ContextElement,
    options: &ParseOptions,
) -> Result<Tree, NativeError> {
    let element = create_element(&sink, context.name.clone(), vec![]);
    let form = sink.is_html(element, "form").then_some(element);
    let builder = TreeBuilder::new_for_fragment(sink, element, form, builder_options(options));
    let tokenizer_options = TokenizerOpts {
        initial_state: Some(builder.tokenizer_state_for_context_elem(options.scripting)),
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    run(html, builder, tokenizer_options).map(unwrap_fragment)
}

fn builder_options(options: &ParseOptions) -> TreeBuilderOpts {
    TreeBuilderOpts {
        scripting_enabled: options.scripting,
        ..TreeBuilderOpts::default()
    }
}

fn run(
    html: StrTendril,
    builder: TreeBuilder<NodeId, Sink>,
    tokenizer_options: TokenizerOpts,
) -> Result<Tree, NativeError> {
    let tokenizer = Tokenizer::new(Gate { builder }, tokenizer_options);
    let input = BufferQueue::default();
    input.push_back(html);
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {
        if tokenizer.sink.is_closed() {
            break;
        }
    }
    if !tokenizer.sink.is_closed() {
        tokenizer.end();
    }
    tokenizer.sink.builder.sink.into_tree()
}

/// html5ever hangs a fragment below an `html` element of its own; what is below that becomes the tree.
fn unwrap_fragment(mut tree: Tree) -> Tree {
    let root = tree.root();
    tree[root].data = NodeData::Fragment { host: None };
    if let Some(html) = tree[root].first_child {
        tree.detach(html);
        tree.move_children(html, root);
    }
    tree
}

/// Stands between tokenizer and tree builder, and closes when a limit is passed.
struct Gate {
    builder: TreeBuilder<NodeId, Sink>,
}

impl Gate {
    fn is_closed(&self) -> bool {
        self.builder.sink.has_failed()
    }
}

impl TokenSink for Gate {
    type Handle = NodeId;

    /// Behind a closed gate, the next tag hands control back to the caller of the tokenizer as a script would.
    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !self.is_closed() {
            return self.builder.process_token(token, line);
        }
        match token {
            Token::TagToken(_) => TokenSinkResult::Script(self.builder.sink.get_document()),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
