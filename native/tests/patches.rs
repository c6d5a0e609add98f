//! Each kind of patch, as the whole JSON that a browser is sent; the root as a whole; the title.
//!
//! Pages here are what stands inside `<main lg-root>`, which is number 1.

use livegraft_native::{Limits, NativeError, PageTree};

fn page(content: &str) -> String {
    format!("<body><main lg-root>{content}</main>")
}

fn adopt(content: &str) -> PageTree {
    PageTree::adopt(&page(content), Limits::default()).unwrap()
}

fn update(tree: &mut PageTree, content: &str) -> String {
    tree.update(&page(content)).unwrap().expect("the HTML differs").patches
}

fn patches(old: &str, new: &str) -> String {
    update(&mut adopt(old), new)
}

/// Codes of the patches in order, such as `"45"` for a Move and a Remove.
fn codes(patches: &str) -> String {
    let patches: Vec<serde_json::Value> = serde_json::from_str(patches).unwrap();
    patches.iter().map(|patch| patch[0].to_string()).collect()
}

fn items(keys: impl IntoIterator<Item = usize>) -> String {
    keys.into_iter()
        .map(|key| format!("<li lg-key={key}>{key}</li>"))
        .collect()
}

/// Rows as a template writes them, with white space between.
fn rows(keys: impl IntoIterator<Item = usize>) -> String {
    let rows: String = keys
        .into_iter()
        .map(|key| format!("\n  <tr lg-key={key}>\n    <td>{key}</td>\n  </tr>"))
        .collect();
    format!("<table><tbody>{rows}\n</tbody></table>")
}

#[test]
fn set_text() {
    assert_eq!(patches("<p>one</p>", "<p>two</p>"), r#"[[0,3,"two"]]"#);
    assert_eq!(patches("<!--one-->", "<!--two-->"), r#"[[0,2,"two"]]"#);
    assert_eq!(patches("a<br>b", "a<br>\"\n\\é"), r#"[[0,4,"\"\n\\é"]]"#);
}

#[test]
fn set_attribute() {
    assert_eq!(patches("<p>", "<p class=a>"), r#"[[1,2,"class","a"]]"#);
    assert_eq!(patches("<p class=a>", "<p class='b c'>"), r#"[[1,2,"class","b c"]]"#);
    assert_eq!(patches("<input>", "<input disabled>"), r#"[[1,2,"disabled",""]]"#);
    assert_eq!(patches("<p class=a title=b>", "<p title=b class=a>"), "[]");
}

#[test]
fn remove_attribute() {
    assert_eq!(patches("<p class=a title=b>", "<p title=b>"), r#"[[2,2,"class"]]"#);
    assert_eq!(
        patches("<p class=a>", "<p title=b>"),
        r#"[[2,2,"class"],[1,2,"title","b"]]"#
    );
}

#[test]
fn attributes_with_a_namespace_are_marked_by_a_space() {
    assert_eq!(
        patches(
            "<svg><use xlink:href=#a />",
            "<svg><use xlink:href=#b xml:lang=en xmlns:xlink=c />"
        ),
        r##"[[1,3," xlink:href","#b"],[1,3," xml:lang","en"],[1,3," xmlns:xlink","c"]]"##
    );
    assert_eq!(
        patches("<svg xml:lang=a viewbox=b>", "<svg xmlns=c>"),
        r#"[[2,2," xml:lang"],[2,2,"viewBox"],[1,2," xmlns","c"]]"#
    );
    assert_eq!(patches("<p>", "<p xlink:href=a>"), r#"[[1,2,"xlink:href","a"]]"#);
}

#[test]
fn insert_before_a_sibling_or_last() {
    assert_eq!(patches("<br>", "text<br>"), r#"[[3,1,2,["text"]]]"#);
    assert_eq!(patches("<br>", "<br>text"), r#"[[3,1,0,["text"]]]"#);
    assert_eq!(patches("<p></p>", "<p><!--c--></p>"), r#"[[3,2,0,[["!","c"]]]]"#);
    assert_eq!(
        patches("<hr>", "<p class=a>b<br><i></i></p><hr><img src=c>"),
        r#"[[3,1,2,[["p",["class","a"],["b",["br"],["i"]]]]],[3,1,0,[["img",["src","c"]]]]]"#
    );
}

#[test]
fn neighbours_are_inserted_together() {
    assert_eq!(
        patches("", "a<b>c</b> <i></i>"),
        r#"[[3,1,0,["a",["b",[],["c"]]," ",["i"]]]]"#
    );
}

#[test]
fn inserted_elements_name_their_namespace() {
    assert_eq!(
        patches(
            "",
            "<svg viewbox=a><path d=b /><desc><p>c</p></desc></svg><math><mi>d</mi></math>"
        ),
        concat!(
            r#"[[3,1,0,[["svg svg",["viewBox","a"],[["svg path",["d","b"]],["svg desc",[],[["p",[],["c"]]]]]],"#,
            r#"["math math",[],[["math mi",[],["d"]]]]]]]"#
        )
    );
}

#[test]
fn inserted_nodes_are_numbered_on_in_document_order() {
    let mut tree = adopt("<hr>"); // main 1, hr 2
    update(&mut tree, "<p>a<b>b</b></p><hr>c"); // p 3, "a" 4, b 5, "b" 6, "c" 7
    assert_eq!(
        update(&mut tree, "<p>A<b>B</b></p><hr>C"),
        r#"[[0,4,"A"],[0,6,"B"],[0,7,"C"]]"#
    );
}

#[test]
fn numbers_are_not_used_again() {
    let mut tree = adopt("<hr>");
    assert_eq!(update(&mut tree, ""), "[[5,2]]");
    assert_eq!(update(&mut tree, "<hr>"), r#"[[3,1,0,[["hr"]]]]"#);
    assert_eq!(update(&mut tree, ""), "[[5,3]]");
}

#[test]
fn a_node_is_removed_with_what_is_below_it() {
    assert_eq!(patches("<p><b>a</b></p>c", "c"), "[[5,2]]");
    assert_eq!(patches("<p><b>a</b><i></i></p>", "<p><i></i></p>"), "[[5,3]]");
}

#[test]
fn keyed_nodes_move() {
    assert_eq!(patches(&items([1, 2, 3]), &items([3, 1, 2])), "[[4,6,2]]");
    assert_eq!(patches(&items([1, 2, 3]), &items([2, 3, 1])), "[[4,2,0]]");
}

#[test]
fn what_moves_is_patched_too() {
    assert_eq!(
        patches(
            "<i id=a>1</i><i id=b>2</i><i id=c>3</i>",
            "<i id=c class=d>4</i><i id=a>1</i><i id=b>2</i>"
        ),
        r#"[[4,6,2],[1,6,"class","d"],[0,7,"4"]]"#
    );
}

#[test]
fn one_moved_row_is_one_move() {
    let moved = |from: usize, to: usize| {
        let mut keys: Vec<_> = (0..100).collect();
        let key = keys.remove(from);
        keys.insert(to, key);
        keys
    };
    for (from, to) in [(0, 99), (99, 0), (5, 50), (50, 5), (41, 42)] {
        assert_eq!(
            codes(&patches(&items(0..100), &items(moved(from, to)))),
            "4",
            "{from} → {to}"
        );
        let with_space = codes(&patches(&rows(0..100), &rows(moved(from, to))));
        assert_eq!(with_space, "44", "{from} → {to}: the row and the white space beside it");
    }
}

#[test]
fn a_reversed_list_of_n_is_n_less_one_moves() {
    for n in [2, 3, 99, 100] {
        assert_eq!(codes(&patches(&items(0..n), &items((0..n).rev()))), "4".repeat(n - 1));
        let with_space = codes(&patches(&rows(0..n), &rows((0..n).rev())));
        assert_eq!(
            with_space,
            "4".repeat(n - n % 2),
            "white space stays, but for one in an even list"
        );
    }
}

#[test]
fn one_changed_cell_is_one_set_text() {
    let old = rows(0..100);
    assert_eq!(
        patches(&old, &old.replace("<td>50</td>", "<td>new</td>")),
        r#"[[0,308,"new"]]"#
    );
}

#[test]
fn one_inserted_row_is_one_insert() {
    let old: Vec<_> = (0..100).filter(|key| *key != 50).collect();
    assert_eq!(
        patches(&rows(old), &rows(0..100)),
        r#"[[3,3,305,[["tr",["lg-key","50"],["\n    ",["td",[],["50"]],"\n  "]],"\n  "]]]"#
    );
}

#[test]
fn one_removed_row_goes_with_its_white_space() {
    let new = (0..100).filter(|key| *key != 50);
    assert_eq!(patches(&rows(0..100), &rows(new)), "[[5,305],[5,310]]");
}

#[test]
fn replaced_rows_leave_the_white_space() {
    assert_eq!(
        patches("<i id=a></i> <i id=b></i>", "<i id=c></i> <i id=d></i>"),
        r#"[[5,2],[5,4],[3,1,3,[["i",["id","c"]]]],[3,1,0,[["i",["id","d"]]]]]"#
    );
}

#[test]
fn unkeyed_children_are_matched_in_order_by_name() {
    assert_eq!(patches("<p>a</p><p>b</p>", "<p>b</p>"), r#"[[5,4],[0,3,"b"]]"#);
    assert_eq!(
        patches("<p>a</p><div>b</div><p>c</p>", "<div>B</div><p>A</p>"),
        r#"[[5,2],[0,5,"B"],[0,7,"A"]]"#
    );
    assert_eq!(
        patches("<p>a</p><div>b</div>", "<div>b</div><p>a</p>"),
        "[[4,2,0]]",
        "nothing is made anew"
    );
}

#[test]
fn an_unkeyed_element_among_moving_ones_is_kept() {
    assert_eq!(
        patches("<i id=a></i><input><i id=b></i>", "<i id=b></i><input><i id=a></i>"),
        "[[4,3,0],[4,2,0]]"
    );
}

#[test]
fn a_conditional_element_between_others_is_one_insert() {
    assert_eq!(
        patches(
            "\n<p>a</p>\n<form></form>\n",
            "\n<p>a</p>\n<div>b</div>\n<form></form>\n"
        ),
        r#"[[3,1,6,[["div",[],["b"]],"\n"]]]"#
    );
}

#[test]
fn another_name_or_namespace_is_another_element() {
    assert_eq!(
        patches("<p>a</p>", "<div>a</div>"),
        r#"[[5,2],[3,1,0,[["div",[],["a"]]]]]"#
    );
    assert_eq!(
        patches("<p id=a></p>", "<div id=a></div>"),
        r#"[[5,2],[3,1,0,[["div",["id","a"]]]]]"#
    );
    assert_eq!(
        patches("<svg><a></a></svg>", "<svg></svg><a></a>"),
        r#"[[5,3],[3,1,0,[["a"]]]]"#
    );
}

#[test]
fn another_key_is_another_element() {
    assert_eq!(
        patches("<p lg-key=1>a</p>", "<p lg-key=2>a</p>"),
        r#"[[5,2],[3,1,0,[["p",["lg-key","2"],["a"]]]]]"#
    );
    assert_eq!(
        patches("<p id=1></p>", "<p lg-key=1></p>"),
        r#"[[5,2],[3,1,0,[["p",["lg-key","1"]]]]]"#
    );
    assert_eq!(
        patches("<p id=''>a</p>", "<p lg-key=''>b</p>"),
        r#"[[2,2,"id"],[1,2,"lg-key",""],[0,3,"b"]]"#
    );
}

#[test]
fn lg_key_comes_before_id() {
    assert_eq!(
        patches("<p lg-key=1 id=a></p>", "<p lg-key=1 id=b></p>"),
        r#"[[1,2,"id","b"]]"#
    );
}

#[test]
fn the_first_of_siblings_with_one_key_has_it() {
    // The others are matched in order as unkeyed ones are.
    assert_eq!(
        patches(
            "<i id=a>1</i><i id=b>2</i><i id=a>3</i>",
            "<i id=b>2</i><i id=a>1</i><i id=a>3</i>"
        ),
        "[[4,2,6]]"
    );
    assert_eq!(
        patches(
            "<i id=a>1</i><i id=a>2</i><b></b>",
            "<b></b><i id=a>1</i><i id=a>2</i><i id=a>3</i>"
        ),
        r#"[[4,6,2],[3,1,0,[["i",["id","a"],["3"]]]]]"#
    );
}

#[test]
fn what_is_below_lg_ignore_is_left_alone() {
    let mut tree = adopt("<div lg-ignore>a<b></b></div><p>c</p>"); // div 2, p 3, "c" 4
    assert_eq!(
        update(&mut tree, "<div lg-ignore class=d>e</div><p>f</p>"),
        r#"[[1,2,"class","d"],[0,4,"f"]]"#
    );
    assert_eq!(
        update(
            &mut tree,
            "<div lg-ignore class=d>e</div><p>f</p><div lg-ignore>g<b></b></div>h"
        ),
        r#"[[3,1,0,[["div",["lg-ignore",""],["g",["b"]]],"h"]]]"#
    );
    assert_eq!(
        update(&mut tree, "<div lg-ignore class=d></div><p>f</p><div lg-ignore></div>i"),
        r#"[[0,6,"i"]]"#,
        "the inserted div is 5, and its content has no numbers"
    );
}

#[test]
fn an_element_that_gains_or_loses_lg_ignore_is_replaced() {
    assert_eq!(
        patches("<p>a</p>", "<p lg-ignore>a</p>"),
        r#"[[5,2],[3,1,0,[["p",["lg-ignore",""],["a"]]]]]"#
    );
    assert_eq!(
        patches("<p lg-ignore>a</p>", "<p>a</p>"),
        r#"[[5,2],[3,1,0,[["p",[],["a"]]]]]"#
    );
}

#[test]
fn a_template_is_kept_while_its_contents_are_the_same() {
    let old = "<template><p class=a title=b>c</p><template>d</template></template>e";
    let same = "<template id><p title=b class=a>c</p><template>d</template></template>f";
    assert_eq!(patches(old, same), r#"[[1,2,"id",""],[0,3,"f"]]"#);

    let other = old.replace(">d<", ">D<");
    assert_eq!(
        patches(old, &other),
        concat!(
            r#"[[5,2],[3,1,3,[["template",[],[["p",["class","a","title","b"],["c"]],"#,
            r#"["template",[],["D"]]]]]]]"#
        )
    );
}

#[test]
fn a_copied_option_is_left_to_the_browser() {
    let select = |chosen: &str| {
        format!("<select><button><selectedcontent></selectedcontent></button><option>a<option {chosen}>b</select>")
    };
    assert_eq!(patches(&select(""), &select("selected")), r#"[[1,7,"selected",""]]"#);
}

#[test]
fn the_root_has_attributes_and_a_key_that_does_not_matter() {
    let mut tree = PageTree::adopt("<main lg-root id=a>", Limits::default()).unwrap();
    let update = tree.update("<body class=c><main lg-root id=b>").unwrap().unwrap();
    assert_eq!(update.patches, r#"[[1,1,"id","b"]]"#);
}

#[test]
fn nothing_outside_of_the_root_is_patched() {
    let mut tree = PageTree::adopt("<title>a</title><header></header><main lg-root>", Limits::default()).unwrap();
    let hash = tree.hash();
    let update = tree.update("<title>b</title><main lg-root></main>c").unwrap().unwrap();
    assert_eq!(update.patches, "[]");
    assert_eq!(update.hash, hash);
}

#[test]
fn the_same_html_is_no_update() {
    let mut tree = adopt("<p>a</p>");
    assert_eq!(tree.update(&page("<p>a</p>")).unwrap(), None);
}

#[test]
fn an_update_gives_the_hash_of_the_new_page() {
    let mut tree = adopt("<p>a</p>");
    let update = tree.update(&page("<p>b</p>")).unwrap().unwrap();
    assert_eq!(update.hash, adopt("<p>b</p>").hash());
    assert_eq!(tree.hash(), update.hash);
}

#[test]
fn a_failed_update_leaves_the_page_as_it_was() {
    let limits = Limits {
        max_nodes: 20,
        max_input_bytes: 1_000,
        ..Limits::default()
    };
    let mut tree = PageTree::adopt(&page("<p>a</p>"), limits).unwrap();
    let (hash, bytes) = (tree.hash(), tree.bytes());
    let failing = [
        ("<main>".to_owned(), "LG6006"),
        ("<main lg-root></main><main lg-root></main>".to_owned(), "LG6007"),
        ("<main lg-root lg-ignore></main>".to_owned(), "LG6008"),
        ("<div lg-root></div>".to_owned(), "LG6009"),
        (page(&"<br>".repeat(30)), "LG6003"),
        (page(&" ".repeat(1_000)), "LG6001"),
    ];
    for (html, code) in failing {
        assert_eq!(tree.update(&html).unwrap_err().code(), code);
        assert_eq!((tree.hash(), tree.bytes()), (hash, bytes));
    }
    assert_eq!(update(&mut tree, "<p>b</p>"), r#"[[0,3,"b"]]"#);
}

#[test]
fn another_root_element_says_what_to_do() {
    let mut tree = PageTree::adopt("<main lg-root>", Limits::default()).unwrap();
    let error: NativeError = tree.update("<section lg-root>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "The live root was <main> and is now <section>, and a browser cannot patch one into the other. \
         Give the root the same element on every render, or load the page anew."
    );
}

#[test]
fn an_update_tells_a_title_that_is_another() {
    let page = |title: &str, content: &str| format!("<title>{title}</title><main lg-root>{content}</main>");
    let mut tree = PageTree::adopt(&page("One", "a"), Limits::default()).unwrap();
    assert_eq!(tree.title(), "One");

    let both = tree.update(&page("Two", "b")).unwrap().unwrap();
    assert_eq!(
        (both.patches.as_str(), both.title.as_deref()),
        (r#"[[0,2,"b"]]"#, Some("Two"))
    );
    let title_alone = tree.update(&page("Three", "b")).unwrap().unwrap();
    assert_eq!(
        (title_alone.patches.as_str(), title_alone.title.as_deref()),
        ("[]", Some("Three"))
    );
    let same_title = tree.update(&page(" Three\n", "c")).unwrap().unwrap();
    assert_eq!(
        (same_title.patches.as_str(), same_title.title),
        (r#"[[0,2,"c"]]"#, None)
    );
    let no_title = tree.update("<main lg-root>c</main>").unwrap().unwrap();
    assert_eq!(no_title.title.as_deref(), Some(""));
    assert_eq!(tree.title(), "");
}

#[test]
fn a_title_stays_when_an_update_fails() {
    let mut tree = PageTree::adopt("<title>One</title><main lg-root>", Limits::default()).unwrap();
    tree.update("<title>Two</title><section lg-root>").unwrap_err();
    assert_eq!(tree.title(), "One");
}

#[test]
fn renumbering_counts_from_1_and_gives_the_whole_root() {
    let mut tree = adopt("<p>a</p><hr>");
    update(&mut tree, "<i></i><p>a</p>");
    assert_eq!(tree.numbers().last(), 5);
    assert_eq!(
        tree.renumber().unwrap(),
        r#"["main",["lg-root",""],[["i"],["p",[],["a"]]]]"#
    );
    assert_eq!(tree.numbers().last(), 4);
    assert_eq!(
        update(&mut tree, "<i></i><p>b</p><br>"),
        r#"[[0,4,"b"],[3,1,0,[["br"]]]]"#
    );
    assert_eq!(update(&mut tree, "<i></i><p>b</p>"), "[[5,5]]");
}

#[test]
fn a_renumbered_root_holds_what_has_no_numbers_and_nothing_around_it() {
    let content = "<div lg-ignore><p>a</p></div><template><p>b</p></template><svg viewbox=c><a xlink:href=d /></svg>\
                   <!--e--> ";
    let html = format!("<body><p>before</p><main lg-root class=f>{content}</main><p>after</p>");
    let mut tree = PageTree::adopt(&html, Limits::default()).unwrap();
    assert_eq!(
        tree.renumber().unwrap(),
        r#"["main",["lg-root","","class","f"],[["div",["lg-ignore",""],[["p",[],["a"]]]],"#.to_owned()
            + r#"["template",[],[["p",[],["b"]]]],["svg svg",["viewBox","c"],[["svg a",[" xlink:href","d"]]]],"#
            + r#"["!","e"]," "]]"#
    );
    assert_eq!(tree.numbers().last(), 7);
    assert_eq!(adopt("").renumber().unwrap(), r#"["main",["lg-root",""]]"#);
}

#[test]
fn the_size_follows_the_page() {
    let small = adopt(&rows(0..10));
    let large = adopt(&rows(0..1_000));
    assert!(small.bytes() > rows(0..10).len());
    assert!(
        large.bytes() > 50 * small.bytes(),
        "{} {}",
        large.bytes(),
        small.bytes()
    );
}

#[test]
fn a_deep_page_is_compared_and_written_without_recursion() {
    let limits = Limits {
        max_depth: 100_000,
        ..Limits::default()
    };
    let deep = |text: &str| page(&format!("{}{text}", "<span>".repeat(5_000)));
    let mut tree = PageTree::adopt(&deep("a"), limits).unwrap();
    let changed = tree.update(&deep("b")).unwrap().unwrap();
    assert_eq!(changed.patches, r#"[[0,5002,"b"]]"#);
    tree.update(&page("")).unwrap();
    let inserted = tree.update(&deep("c")).unwrap().unwrap();
    assert_eq!(inserted.patches.matches("span").count(), 5_000);
    assert_eq!(tree.renumber().unwrap().matches("span").count(), 5_000);
}
