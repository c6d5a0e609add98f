//! What holds for any HTML. `LIVEGRAFT_PROPERTY_RUNS` sets how many inputs each property is given.

mod runs;

use livegraft_native::{ContextElement, Limits, NativeError, NodeData, NodeId, ParseOptions, Tree, dump, parse};
use proptest::prelude::*;

proptest! {
    #![proptest_config(runs::config())]

    #[test]
    fn text_of_any_kind_gives_a_consistent_tree(html in any::<String>(), options in options()) {
        check_consistent(&parse(&html, &options).unwrap());
    }

    #[test]
    fn soup_gives_a_consistent_tree(html in soup(), options in options()) {
        let tree = parse(&html, &options).unwrap();
        check_consistent(&tree);
        prop_assert!(dump(&tree).is_empty() || dump(&tree).starts_with("| "));
    }

    #[test]
    fn limits_hold(html in soup(), max_depth in 1_u32..12, max_nodes in 1_u32..60) {
        let limits = Limits { max_depth, max_nodes, ..Limits::default() };
        match parse(&html, &ParseOptions { limits, ..ParseOptions::default() }) {
            Ok(tree) => {
                prop_assert!(tree.arena_len() <= max_nodes as usize);
                prop_assert!(tree.walk(tree.root()).all(|(_, depth)| depth <= max_depth));
            }
            Err(NativeError::TreeTooDeep { limit, .. }) => prop_assert_eq!(limit, max_depth),
            Err(NativeError::TooManyNodes { limit, .. }) => prop_assert_eq!(limit, max_nodes),
            Err(other) => prop_assert!(false, "unexpected: {other}"),
        }
    }
}

/// Every link has its counterpart, no node is met twice, and no two text nodes stand side by side without reason.
fn check_consistent(tree: &Tree) {
    let mut met = vec![false; tree.arena_len()];
    met[tree.root().index()] = true;
    check_children(tree, tree.root());
    for (id, _) in tree.walk(tree.root()) {
        assert!(!met[id.index()], "{id:?} is met twice");
        met[id.index()] = true;
        check_children(tree, id);
    }
}

fn check_children(tree: &Tree, parent: NodeId) {
    let mut previous = None;
    for child in tree.children(parent) {
        assert_eq!(tree[child].parent, Some(parent));
        assert_eq!(tree[child].previous_sibling, previous);
        previous = Some(child);
    }
    assert_eq!(tree[parent].last_child, previous);
    check_template(tree, parent);
}

fn check_template(tree: &Tree, id: NodeId) {
    let Some(element) = tree[id].element() else {
        return;
    };
    assert_eq!(element.is_html("template"), element.template_contents.is_some());
    if let Some(contents) = element.template_contents {
        let host = match tree[contents].data {
            NodeData::Fragment { host } => host,
            _ => None,
        };
        assert_eq!(host, Some(id));
    }
}

fn options() -> impl Strategy<Value = ParseOptions> {
    (proptest::option::of(proptest::sample::select(CONTEXTS)), any::<bool>()).prop_map(|(context, scripting)| {
        ParseOptions {
            context: context.map(|name| name.parse::<ContextElement>().unwrap()),
            scripting,
            ..ParseOptions::default()
        }
    })
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(NAMES).prop_map(|name| format!("<{name}>")),
        3 => proptest::sample::select(NAMES).prop_map(|name| format!("</{name}>")),
        1 => (proptest::sample::select(NAMES), proptest::sample::select(ATTRIBUTES))
            .prop_map(|(name, attribute)| format!("<{name} {attribute}>")),
        2 => proptest::sample::select(SCRAPS).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

const CONTEXTS: &[&str] = &[
    "body",
    "html",
    "head",
    "div",
    "p",
    "table",
    "tbody",
    "tr",
    "td",
    "caption",
    "colgroup",
    "select",
    "option",
    "form",
    "template",
    "textarea",
    "title",
    "script",
    "style",
    "noscript",
    "plaintext",
    "frameset",
    "button",
    "svg svg",
    "svg desc",
    "svg foreignObject",
    "svg title",
    "math math",
    "math mi",
    "math annotation-xml",
];

const NAMES: &[&str] = &[
    "a",
    "b",
    "i",
    "em",
    "font",
    "nobr",
    "code",
    "p",
    "div",
    "span",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "pre",
    "table",
    "caption",
    "colgroup",
    "col",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "select",
    "option",
    "optgroup",
    "hr",
    "selectedcontent",
    "datalist",
    "button",
    "form",
    "input",
    "textarea",
    "label",
    "template",
    "script",
    "style",
    "title",
    "noscript",
    "noframes",
    "iframe",
    "xmp",
    "plaintext",
    "svg",
    "desc",
    "foreignObject",
    "path",
    "math",
    "mi",
    "mtext",
    "annotation-xml",
    "mglyph",
    "malignmark",
    "html",
    "head",
    "body",
    "frameset",
    "frame",
    "base",
    "meta",
    "br",
    "img",
    "image",
    "applet",
    "marquee",
    "object",
    "ruby",
    "rt",
    "rp",
    "rb",
    "rtc",
    "article",
    "address",
    "listing",
    "main",
    "search",
    "x-y",
];

const ATTRIBUTES: &[&str] = &[
    "id=a",
    "class='a b'",
    "selected",
    "multiple",
    "disabled",
    "type=hidden",
    "encoding=text/html",
    "size=4",
    "shadowrootmode=open",
    "xlink:href=a",
    "xmlns=b",
    "definitionurl=c",
    "viewbox=d",
    "color=e",
    "/",
    "a=1 a=2",
];

const SCRAPS: &[&str] = &[
    "text",
    " ",
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "é",
    "\u{1F600}",
    "&amp;",
    "&notit;",
    "&#0;",
    "&#x1F600;",
    "&",
    "<",
    "</",
    "<!",
    "<!--",
    "-->",
    "<!--c-->",
    "<!>",
    "<?x?>",
    "<![CDATA[x]]>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE html>",
    "<!DOCTYPE x PUBLIC '' ''>",
    "<a b='",
    "\"",
    "'",
    ">",
    "<!--<script>",
];
