//! The door to JavaScript, and the only file that knows Node: it converts, calls and converts back.
//!
//! A new function is one `#[napi]` function here, with `catch_panic` around a call into plain Rust and one entry in
//! `src/native.ts`.

use napi::bindgen_prelude::ObjectFinalize;
use napi::{Env, JsString};
use napi_derive::napi;

use crate::error::{NativeError, catch_panic};
use crate::page_tree;
use crate::parse::{self, ContextElement};

type JsError = napi::Error<String>;

/// How HTML is read. What is left out takes the default of `ParseOptions` in parse.rs.
#[napi(object)]
#[derive(Default)]
pub struct ParseOptions {
    pub fragment_context: Option<String>,
    pub scripting: Option<bool>,
    pub limits: Option<Limits>,
}

#[napi(object)]
#[derive(Default)]
pub struct Limits {
    pub max_depth: Option<f64>,
    pub max_nodes: Option<f64>,
    pub max_input_bytes: Option<f64>,
}

/// Parses HTML and writes the tree down in the format of html5lib's tests.
#[napi]
pub fn dump_tree(html: JsString, options: Option<ParseOptions>) -> Result<String, JsError> {
    catch_panic(|| {
        let options = parse_options(options.unwrap_or_default())?;
        let html = read_html(html, &options.limits)?;
        let tree = crate::parse(html.as_str().map_err(from_node)?, &options)?;
        Ok(crate::dump(&tree))
    })
}

/// One open page. Node is told how much memory it takes, so that the garbage collector sees more of it than a handle.
#[napi(custom_finalize)]
pub struct PageTree {
    page: page_tree::PageTree,
}

#[napi(object)]
#[derive(Default)]
pub struct PageOptions {
    pub limits: Option<Limits>,
}

/// What a browser is sent after an update.
#[napi(object, use_nullable = true)]
pub struct PageUpdate {
    pub patches: String,
    pub hash: f64,
    pub title: Option<String>,
}

#[napi]
impl PageTree {
    /// Numbers a page as it is first sent.
    #[napi(factory)]
    pub fn adopt(env: Env, html: JsString, options: Option<PageOptions>) -> Result<Self, JsError> {
        catch_panic(|| {
            let given = options.unwrap_or_default().limits.unwrap_or_default();
            let limits = limits(given, parse::Limits::default())?;
            let html = read_html(html, &limits)?;
            let page = page_tree::PageTree::adopt(html.as_str().map_err(from_node)?, limits)?;
            report_memory(env, 0, page.bytes())?;
            Ok(Self { page })
        })
    }

    /// Makes `html` the page and gives what changed, or null where the HTML is the same.
    #[napi]
    pub fn update(&mut self, env: Env, html: JsString) -> Result<Option<PageUpdate>, JsError> {
        catch_panic(|| {
            let before = self.page.bytes();
            let html = read_html(html, self.page.limits())?;
            let Some(update) = self.page.update(html.as_str().map_err(from_node)?)? else {
                return Ok(None);
            };
            report_memory(env, before, self.page.bytes())?;
            Ok(Some(PageUpdate {
                patches: update.patches,
                hash: update.hash as f64,
                title: update.title,
            }))
        })
    }

    /// Numbers the nodes anew and gives the whole root.
    #[napi]
    pub fn renumber(&mut self, env: Env) -> Result<String, JsError> {
        catch_panic(|| {
            let before = self.page.bytes();
            let root = self.page.renumber()?;
            report_memory(env, before, self.page.bytes())?;
            Ok(root)
        })
    }

    #[napi(getter)]
    pub fn title(&self) -> &str {
        self.page.title()
    }

    #[napi(getter)]
    pub fn hash(&self) -> f64 {
        self.page.hash() as f64
    }

    #[napi(getter)]
    pub fn bytes(&self) -> f64 {
        self.page.bytes() as f64
    }
}

impl ObjectFinalize for PageTree {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-(self.page.bytes() as i64)).map(|_| ())
    }
}

fn report_memory(env: Env, before: usize, after: usize) -> Result<(), JsError> {
    let change = after as i64 - before as i64;
    env.adjust_external_memory(change).map(|_| ()).map_err(from_node)
}

fn parse_options(options: ParseOptions) -> Result<parse::ParseOptions, NativeError> {
    let defaults = parse::ParseOptions::default();
    let context = options.fragment_context.as_deref().map(str::parse::<ContextElement>);
    Ok(parse::ParseOptions {
        context: context.transpose()?,
        scripting: options.scripting.unwrap_or(defaults.scripting),
        limits: limits(options.limits.unwrap_or_default(), defaults.limits)?,
    })
}

fn limits(given: Limits, defaults: parse::Limits) -> Result<parse::Limits, NativeError> {
    Ok(parse::Limits {
        max_depth: limit("maxDepth", given.max_depth, defaults.max_depth)?,
        max_nodes: limit("maxNodes", given.max_nodes, defaults.max_nodes)?,
        max_input_bytes: limit("maxInputBytes", given.max_input_bytes, defaults.max_input_bytes)?,
    })
}

fn limit(name: &'static str, given: Option<f64>, default: u32) -> Result<u32, NativeError> {
    match given {
        None => Ok(default),
        Some(number) if number.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(&number) => Ok(number as u32),
        Some(given) => Err(NativeError::InvalidLimit { name, given }),
    }
}

/// The text as UTF-8, refused before it is copied where it is too long.
fn read_html<'env>(html: JsString<'env>, limits: &parse::Limits) -> Result<napi::JsStringUtf8<'env>, JsError> {
    limits.check_input(html.utf8_len().map_err(from_node)?)?;
    html.into_utf8().map_err(from_node)
}

fn from_node(error: napi::Error) -> JsError {
    napi::Error::new(error.status.to_string(), error.reason.clone())
}

impl From<NativeError> for JsError {
    fn from(error: NativeError) -> Self {
        napi::Error::new(error.code().to_owned(), error.to_string())
    }
}
