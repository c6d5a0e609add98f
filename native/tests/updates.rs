//! What holds for any sequence of pages: a browser that applies the patches has the new page with the server's numbers.
//! `LIVEGRAFT_PROPERTY_RUNS` sets how many sequences each property is given.

mod client;
mod runs;

use std::fmt::Write;

use client::{Client, check_equal};
use livegraft_native::{Limits, PageTree};
use proptest::prelude::*;
use proptest::sample::Index;

proptest! {
    #![proptest_config(runs::config())]

    #[test]
    fn a_browser_follows_any_edits(first in soup(), edits in prop::collection::vec(edit(), 1..5)) {
        let mut pieces = first;
        let mut pages = vec![page(&pieces)];
        for edit in edits {
            edit.apply(&mut pieces);
            pages.push(page(&pieces));
        }
        follow(&pages);
    }

    #[test]
    fn a_browser_follows_when_it_is_sent_the_root_in_between(
        first in soup(),
        steps in prop::collection::vec((edit(), any::<bool>()), 1..6),
    ) {
        let mut pieces = first;
        let mut pair = Pair::open(&page(&pieces));
        for (edit, is_sent_whole) in steps {
            edit.apply(&mut pieces);
            pair.update(&page(&pieces));
            if is_sent_whole {
                pair.renumber();
            }
        }
    }

    #[test]
    fn a_browser_follows_from_any_page_to_any_other(one in soup(), other in soup()) {
        follow(&[page(&one), page(&other), page(&one)]);
    }

    #[test]
    fn a_browser_follows_lists(lists in prop::collection::vec(list(), 2..6), space in any::<bool>()) {
        let pages: Vec<_> = lists.iter().map(|list| list_page(list, if space { "\n  " } else { "" })).collect();
        follow(&pages);
    }

    #[test]
    fn the_fewest_keyed_nodes_move(old in list(), new in list()) {
        let mut tree = adopt(&list_page(&old, ""));
        let update = tree.update(&list_page(&new, "")).unwrap();
        let patches = update.map_or_else(String::new, |update| update.patches);
        prop_assert_eq!(patches.matches("[4,").count(), fewest_moves(&old, &new));
        let gone = old.iter().filter(|item| !new.iter().any(|other| other.key == item.key));
        prop_assert_eq!(patches.matches("[5,").count(), gone.count());
    }
}

fn adopt(html: &str) -> PageTree {
    PageTree::adopt(html, Limits::default()).unwrap()
}

/// Leads a server and a browser through pages, and compares them after each step.
fn follow(pages: &[String]) {
    let mut pair = Pair::open(&pages[0]);
    for html in &pages[1..] {
        pair.update(html);
    }
}

/// A page on the server and in a browser. They are compared after each step.
struct Pair {
    server: PageTree,
    browser: Client,
}

impl Pair {
    fn open(html: &str) -> Self {
        let server = adopt(html);
        let browser = Client::adopt(server.live());
        let pair = Self { server, browser };
        pair.compare();
        pair
    }

    fn update(&mut self, html: &str) {
        let Some(update) = self.server.update(html).unwrap() else {
            return;
        };
        self.browser.apply(&update.patches);
        self.compare();
        assert_eq!(update.hash, self.server.hash());
        assert_eq!(update.hash, adopt(html).hash(), "numbers do not matter to the hash");
    }

    /// The browser builds the root that it is sent, which is the same as what it would have by adopting the page.
    fn renumber(&mut self) {
        let before = (self.server.hash(), self.server.bytes());
        self.browser = Client::build_root(&self.server.renumber().unwrap());
        self.compare();
        assert_eq!((self.server.hash(), self.server.bytes()), before);
        self.compare_with(&Client::adopt(self.server.live()));
    }

    fn compare(&self) {
        self.compare_with(&self.browser);
    }

    fn compare_with(&self, browser: &Client) {
        let live = self.server.live();
        check_equal(browser, 0, live, live.root(), &|id| self.server.numbers().get(id));
    }
}

/// Pieces of HTML inside the live root. Tags may be left open, closed twice or be misplaced: the parser makes a tree.
fn page(pieces: &[u8]) -> String {
    let mut html = String::from("<body><main lg-root>");
    for piece in pieces {
        html.push_str(PIECES[usize::from(*piece) % PIECES.len()]);
    }
    html
}

fn soup() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..40)
}

/// Some pieces out, others in.
#[derive(Debug, Clone)]
struct Edit {
    at: Index,
    removed: usize,
    inserted: Vec<u8>,
}

impl Edit {
    fn apply(&self, pieces: &mut Vec<u8>) {
        let at = self.at.index(pieces.len() + 1);
        let end = pieces.len().min(at + self.removed);
        pieces.splice(at..end, self.inserted.iter().copied());
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let inserted = prop::collection::vec(any::<u8>(), 0..5);
    (any::<Index>(), 0_usize..5, inserted).prop_map(|(at, removed, inserted)| Edit { at, removed, inserted })
}

const PIECES: &[&str] = &[
    "</p>",
    "</div>",
    "</i>",
    "</li>",
    "</template>",
    "</svg>",
    "</tr>",
    "</table>",
    "</select>",
    " ",
    "\n",
    "text",
    "é\u{1F600}\"\\",
    "a longer text that is not held in place",
    "<!--comment-->",
    "<!--other-->",
    "<br>",
    "<p>",
    "<p class=a>",
    "<p class=b title=c>",
    "<div>",
    "<div id=a>",
    "<div id=b>",
    "<div lg-ignore>",
    "<div lg-ignore class=a>",
    "<div lg-key=1 lg-ignore>",
    "<i lg-key=1>",
    "<i lg-key=2>",
    "<i lg-key=3>",
    "<i id=1>",
    "<b lg-key=1>",
    "<i>",
    "<ul>",
    "<li lg-key=1>",
    "<li lg-key=2>",
    "<li lg-key=3>",
    "<li lg-key=4 class=a>",
    "<li>",
    "<template>",
    "<template id=a>",
    "<svg>",
    "<path d=a>",
    "<a xlink:href=a>",
    "<a xlink:href=b xml:lang=c>",
    "<math>",
    "<mi>",
    "<table>",
    "<tr lg-key=1>",
    "<tr lg-key=2>",
    "<td>",
    "<select>",
    "<option selected>",
    "<selectedcontent>",
    "<textarea>",
];

#[derive(Debug, Clone)]
struct Item {
    key: u8,
    text: u8,
}

/// A part of ten items in any order, each key once.
fn list() -> impl Strategy<Value = Vec<Item>> {
    let keys = Just((0..10_u8).collect::<Vec<_>>()).prop_shuffle();
    (keys, 0_usize..=10, any::<[bool; 10]>()).prop_map(|(keys, len, texts)| {
        let items = keys.into_iter().zip(texts).take(len);
        items.map(|(key, text)| Item { key, text: text.into() }).collect()
    })
}

fn list_page(list: &[Item], space: &str) -> String {
    let mut html = String::from("<body><main lg-root><ul>");
    for Item { key, text } in list {
        write!(html, "{space}<li lg-key={key}>{text}</li>").unwrap();
    }
    html + space + "</ul>"
}

/// How many of the common keys are not in a longest run of the same order, found by trying.
fn fewest_moves(old: &[Item], new: &[Item]) -> usize {
    let common: Vec<_> = new
        .iter()
        .filter_map(|item| old.iter().position(|other| other.key == item.key))
        .collect();
    let mut longest = vec![1; common.len()];
    for end in 0..common.len() {
        let before = (0..end).filter(|at| common[*at] < common[end]).map(|at| longest[at]);
        longest[end] = before.max().unwrap_or(0) + 1;
    }
    common.len() - longest.into_iter().max().unwrap_or(0)
}
