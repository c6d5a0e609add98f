//! Whole trees, read as text, and the errors that stand in for one.

use livegraft_native::{Limits, NativeError, ParseOptions, dump, parse};

fn document(html: &str) -> String {
    dump(&parse(html, &ParseOptions::default()).unwrap())
}

fn fragment(context: &str, html: &str) -> String {
    let options = ParseOptions {
        context: Some(context.parse().unwrap()),
        ..ParseOptions::default()
    };
    dump(&parse(html, &options).unwrap())
}

fn limited(html: &str, limits: Limits) -> NativeError {
    let options = ParseOptions {
        limits,
        ..ParseOptions::default()
    };
    match parse(html, &options) {
        Ok(tree) => panic!("{} nodes passed the limits", tree.arena_len()),
        Err(error) => error,
    }
}

#[test]
fn a_document_keeps_white_space_and_comments() {
    assert_eq!(
        document("<!DOCTYPE html><title>T</title><p id=b class=a> one <b>two</b>\n<!-- three -->"),
        r#"| <!DOCTYPE html>
| <html>
|   <head>
|     <title>
|       "T"
|   <body>
|     <p>
|       class="a"
|       id="b"
|       " one "
|       <b>
|         "two"
|       "
"
|       <!--  three  -->"#
    );
}

#[test]
fn a_doctype_shows_its_identifiers() {
    assert_eq!(
        document("<!DOCTYPE html PUBLIC \"a\" \"b\">").lines().next(),
        Some("| <!DOCTYPE html \"a\" \"b\">")
    );
    assert_eq!(
        document("<!DOCTYPE html SYSTEM \"b\">").lines().next(),
        Some("| <!DOCTYPE html \"\" \"b\">")
    );
}

#[test]
fn foreign_elements_and_attributes_show_their_namespace() {
    assert_eq!(
        fragment("div", "<svg viewbox=v xlink:href=h xml:lang=l><path/></svg><math><mi>x"),
        r#"| <svg svg>
|   viewBox="v"
|   xlink href="h"
|   xml lang="l"
|   <svg path>
| <math math>
|   <math mi>
|     "x""#
    );
}

#[test]
fn a_fragment_takes_its_rules_from_its_context() {
    assert_eq!(fragment("tbody", "<tr><td>x"), "| <tr>\n|   <td>\n|     \"x\"");
    assert_eq!(fragment("div", "<tr><td>x"), "| \"x\"");
    assert_eq!(fragment("svg svg", "<path/>"), "| <svg path>");
    assert_eq!(fragment("form", "<form><input>"), "| <input>");
    assert_eq!(fragment("textarea", "<b>"), "| \"<b>\"");
}

#[test]
fn a_template_holds_its_contents_apart() {
    assert_eq!(
        fragment("div", "<template><tr>a</template>b"),
        "| <template>\n|   content\n|     <tr>\n|     \"a\"\n| \"b\""
    );
}

#[test]
fn a_declarative_shadow_root_is_not_part_of_the_tree() {
    let html = "<div><template shadowrootmode=open>a</template>b</div>";
    assert_eq!(
        document(html),
        "| <html>\n|   <head>\n|   <body>\n|     <div>\n|       \"b\""
    );
    assert!(fragment("body", html).contains("<template>"));
}

#[test]
fn noscript_is_text_with_scripting_and_elements_without() {
    let without = ParseOptions {
        context: Some("div".parse().unwrap()),
        scripting: false,
        ..ParseOptions::default()
    };
    let html = "<noscript><b>";
    assert_eq!(fragment("div", html), "| <noscript>\n|   \"<b>\"");
    assert_eq!(dump(&parse(html, &without).unwrap()), "| <noscript>\n|   <b>");
}

#[test]
fn selectedcontent_shows_the_chosen_option() {
    let shown = |select: &str| {
        let html = format!("<button><selectedcontent>-</selectedcontent></button>{select}");
        let tree = fragment("div", &html.replace("<button>", "<select><button>"));
        tree.lines()
            .skip_while(|line| !line.contains("<selectedcontent>"))
            .nth(1)
            .map(|line| line.trim_start_matches(['|', ' ']).to_owned())
            .unwrap()
    };
    assert_eq!(shown("<option>A<option>B"), "\"A\"");
    assert_eq!(shown("<option disabled>A<option>B"), "\"B\"");
    assert_eq!(shown("<optgroup disabled><option>A</optgroup><option>B"), "\"B\"");
    assert_eq!(shown("<option>A<option selected>B<option>C"), "\"B\"");
    assert_eq!(shown("<option selected>A<option selected><i>B</i>"), "<i>");
    assert_eq!(shown(""), "\"-\"");
}

#[test]
fn selectedcontent_that_is_not_in_use_stays_as_it_is() {
    for select in ["<select multiple>", "<select size=2>"] {
        let html = format!("{select}<button><selectedcontent></selectedcontent></button><option>A");
        let tree = fragment("div", &html);
        assert_eq!(tree.matches("\"A\"").count(), 1, "{tree}");
    }
}

#[test]
fn the_copy_of_an_option_takes_template_contents_along() {
    assert_eq!(
        fragment(
            "div",
            "<select><button><selectedcontent></selectedcontent></button><option><template><i>t</i></template>u"
        ),
        r#"| <select>
|   <button>
|     <selectedcontent>
|       <template>
|         content
|           <i>
|             "t"
|       "u"
|   <option>
|     <template>
|       content
|         <i>
|           "t"
|     "u""#
    );
}

#[test]
fn too_much_input_is_refused_with_its_size() {
    let limits = Limits {
        max_input_bytes: 4,
        ..Limits::default()
    };
    let error = limited("<p>é", limits);
    assert_eq!(error.code(), "LG6001");
    assert_eq!(
        error.to_string(),
        "The HTML is 5 bytes long, and the limit is 4. \
         Render less on one page, for example with a limit on its list, or raise maxInputBytes."
    );
}

#[test]
fn a_tree_too_deep_is_refused_with_its_place() {
    let error = limited(&"<div>\n".repeat(100_000), Limits::default());
    assert_eq!(error.code(), "LG6002");
    assert_eq!(
        error.to_string(),
        "The HTML nests deeper than 1000 levels at <div> on line 999. \
         Look for an element that is never closed or a template that includes itself, or raise maxDepth."
    );
}

#[test]
fn depth_of_every_kind_is_counted() {
    let kinds = [
        "<div>",
        "<b>",
        "<template>",
        "<svg>",
        "<table><td>",
        "<b><div></b>",
        "<select><div>",
    ];
    for kind in kinds {
        let error = limited(&kind.repeat(100_000), Limits::default());
        assert_eq!(error.code(), "LG6002", "{kind}");
    }
}

#[test]
fn depth_counts_from_the_root_of_a_document_and_of_a_fragment() {
    let parse_with = |max_depth: u32, context: Option<&str>, html: &str| {
        let limits = Limits {
            max_depth,
            ..Limits::default()
        };
        let options = ParseOptions {
            limits,
            context: context.map(|name| name.parse().unwrap()),
            ..ParseOptions::default()
        };
        parse(html, &options).map(|tree| dump(&tree))
    };
    assert!(parse_with(3, None, "<b>").is_ok());
    assert!(parse_with(2, None, "<b>").is_err());
    assert!(parse_with(1, Some("div"), "<b>").is_ok());
    assert!(parse_with(1, Some("div"), "<b><i>").is_err());
}

#[test]
fn a_deep_tree_within_its_limit_is_parsed_dumped_and_dropped() {
    let options = ParseOptions {
        limits: Limits {
            max_depth: 4_000,
            ..Limits::default()
        },
        ..ParseOptions::default()
    };
    let tree = parse(&"<i>".repeat(3_000), &options).unwrap();
    assert_eq!(dump(&tree).lines().count(), 3_003);
}

#[test]
fn too_many_nodes_are_refused_with_the_line() {
    let limits = Limits {
        max_nodes: 10,
        ..Limits::default()
    };
    let error = limited(&"<br>\n".repeat(10), limits);
    assert_eq!(error.code(), "LG6003");
    assert_eq!(
        error.to_string(),
        "The HTML has more than 10 nodes, counted up to line 4. \
         Render less on one page, for example with a limit on its list, or raise maxNodes."
    );
}

#[test]
fn formatting_elements_cannot_multiply_past_the_limit() {
    let open: String = (0..500).map(|number| format!("<b id={number}>")).collect();
    let error = limited(&format!("<p>{open}{}", "<p>x".repeat(100_000)), Limits::default());
    assert_eq!(error.code(), "LG6003");
}

#[test]
fn a_context_must_name_an_element() {
    for given in ["", "div p", "html div", "svg ", "svg a b", "<div>"] {
        let error = given.parse::<livegraft_native::ContextElement>().unwrap_err();
        assert_eq!(error.code(), "LG6004", "{given}");
    }
}
