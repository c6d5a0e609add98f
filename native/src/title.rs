//! The title of a page, as a browser shows it on the tab.

use crate::live_tree::elements;
use crate::tree::{NodeData, NodeId, Tree};

/// What `document.title` is in a browser: the text of the first HTML `title` element of the document, with white space
/// stripped and collapsed; empty where there is none: <https://html.spec.whatwg.org/#document.title>.
///
/// A `title` of SVG does not count. The standard takes it for a document whose root is an `svg`, which no HTML makes.
pub fn title(tree: &Tree) -> String {
    let found = elements(tree).find(|(_, element)| element.is_html("title"));
    found.map_or_else(String::new, |(id, _)| collapse(&child_text(tree, id)))
}

/// The text of a node's own children: <https://dom.spec.whatwg.org/#concept-child-text-content>.
fn child_text(tree: &Tree, id: NodeId) -> String {
    let texts = tree.children(id).filter_map(|child| match &tree[child].data {
        NodeData::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// <https://infra.spec.whatwg.org/#strip-and-collapse-ascii-whitespace>; Rust has the same five white space characters.
fn collapse(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{ParseOptions, parse};

    fn title_of(html: &str) -> String {
        title(&parse(html, &ParseOptions::default()).unwrap())
    }

    #[test]
    fn a_page_without_title_has_an_empty_one() {
        for html in [
            "",
            "<title></title>",
            "<title> \n</title>",
            "<p title=a>",
            "<!--<title>a</title>-->",
        ] {
            assert_eq!(title_of(html), "", "{html}");
        }
    }

    #[test]
    fn references_are_read_and_tags_are_text() {
        assert_eq!(
            title_of("<title>Q&amp;A &lt;1&gt; &eacute;&#x1F600;</title>"),
            "Q&A <1> é\u{1F600}"
        );
        assert_eq!(title_of("<title>a <b>c</b> <!--d--></title>"), "a <b>c</b> <!--d-->");
        assert_eq!(title_of("<title>never closed <p>"), "never closed <p>");
    }

    #[test]
    fn white_space_of_ascii_is_stripped_and_collapsed_and_no_other() {
        assert_eq!(
            title_of("<title>\n  One\t \r\ntwo \u{c} three\n</title>"),
            "One two three"
        );
        assert_eq!(title_of("<title>a&#10;&#32;b</title>"), "a b");
        assert_eq!(
            title_of("<title>&nbsp;a \u{2003} b\u{b}</title>"),
            "\u{a0}a \u{2003} b\u{b}"
        );
    }

    #[test]
    fn the_first_counts_wherever_it_stands() {
        assert_eq!(
            title_of("<title>one</title><title>two</title><p><title>three</title>"),
            "one"
        );
        assert_eq!(title_of("<title></title><title>two</title>"), "");
        assert_eq!(title_of("<body><p>a<div><title>late</title>"), "late");
        assert_eq!(title_of("<body><title>one</title><table><title>before</title>"), "one");
    }

    #[test]
    fn a_title_of_svg_is_none_of_the_page() {
        assert_eq!(title_of("<svg><title>a</title></svg>"), "");
        assert_eq!(title_of("<svg><title>a</title></svg><title>b</title>"), "b");
        assert_eq!(title_of("<math><title>a</title></math>"), "");
        assert_eq!(
            title_of("<svg><desc><title>an HTML one</title></desc></svg>"),
            "an HTML one"
        );
    }

    #[test]
    fn a_title_that_is_not_in_the_document_does_not_count() {
        assert_eq!(title_of("<template><title>a</title></template>"), "");
        assert_eq!(
            title_of("<template><p><template><title>a</title></template></template><title>b</title>"),
            "b"
        );
        assert_eq!(
            title_of("<div><template shadowrootmode=open><title>a</title></template></div>"),
            ""
        );
        assert_eq!(title_of("<noscript><title>a</title></noscript>"), "");
    }
}
