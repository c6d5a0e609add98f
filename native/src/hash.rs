//! A hash of the numbered tree, which a browser computes over its own nodes in a few lines.
//!
//! The tree is written down as UTF-16 code units, one record for each numbered node in document order:
//!
//! ```text
//! element   depth < namespace name NUL  (name NUL value NUL)…  NUL     attributes in the order of their names
//! text      depth " data NUL
//! comment   depth ! data NUL
//! ```
//!
//! - `depth` is one code unit: levels below the root (the root has 0), modulo 65,536.
//! - `namespace` is the digit 0 for HTML, 1 for SVG, 2 for MathML.
//! - Names are qualified names (`xlink:href`); they sort by code units, as JavaScript's `<` does.
//! - Nodes without a number (below `lg-ignore`, inside `<template>` and `<selectedcontent>`) have no record.
//!
//! No data that HTML can hold contains NUL, so two different trees are written down differently. Every code unit goes
//! through two multiplicative hashes of the FNV-1a form; 53 bits of them make a number that JavaScript holds exactly:
//!
//! ```text
//! low  = 0x811c9dc5    low  = (low  ^ unit) * 0x01000193  mod 2^32
//! high = 0x41c6ce57    high = (high ^ unit) * 0x85ebca6b  mod 2^32
//! hash = (high >> 11) * 2^32 + low
//! ```
//!
//! The form: <http://www.isthe.com/chongo/tech/comp/fnv/#FNV-1a>; the second multiplier: MurmurHash3's finalizer. The
//! hash finds accidents, not forgeries. `src/testing/hashTree.ts` is the same in TypeScript.

use html5ever::{Attribute, Namespace, QualName, ns};

use crate::live_tree::LiveTree;
use crate::tree::{Element, NodeData, prefix_of};

/// The hash of the numbered nodes and of nothing else; at most 2^53 − 1.
pub fn hash(live: &LiveTree) -> u64 {
    let mut hasher = Hasher::default();
    let mut sorted = Vec::new();
    for (id, depth) in live.walk() {
        hasher.unit(depth as u16);
        match &live.tree()[id].data {
            NodeData::Element(element) => hasher.element(element, &mut sorted),
            NodeData::Text(text) => hasher.data(b'"', text),
            NodeData::Comment(text) => hasher.data(b'!', text),
            NodeData::Document | NodeData::Fragment { .. } | NodeData::Doctype(_) => {
                unreachable!("only elements, text and comments are numbered")
            }
        }
    }
    hasher.finish()
}

struct Hasher {
    low: u32,
    high: u32,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            low: 0x811c_9dc5,
            high: 0x41c6_ce57,
        }
    }
}

impl Hasher {
    /// `sorted` is room to sort in, used again for each element.
    fn element<'tree>(&mut self, element: &'tree Element, sorted: &mut Vec<&'tree Attribute>) {
        self.unit(u16::from(b'<'));
        self.unit(u16::from(namespace_digit(&element.name.ns)));
        self.name(&element.name);

        sorted.clear();
        sorted.extend(&element.attributes);
        sorted.sort_unstable_by(|one, other| units(&one.name).cmp(units(&other.name)));
        for attribute in sorted.iter() {
            self.name(&attribute.name);
            self.text(&attribute.value);
        }
        self.unit(0);
    }

    fn data(&mut self, kind: u8, text: &str) {
        self.unit(u16::from(kind));
        self.text(text);
    }

    fn name(&mut self, name: &QualName) {
        units(name).for_each(|unit| self.unit(unit));
        self.unit(0);
    }

    fn text(&mut self, text: &str) {
        text.encode_utf16().for_each(|unit| self.unit(unit));
        self.unit(0);
    }

    fn unit(&mut self, unit: u16) {
        self.low = (self.low ^ u32::from(unit)).wrapping_mul(0x0100_0193);
        self.high = (self.high ^ u32::from(unit)).wrapping_mul(0x85eb_ca6b);
    }

    fn finish(self) -> u64 {
        u64::from(self.high >> 11) << 32 | u64::from(self.low)
    }
}

fn namespace_digit(namespace: &Namespace) -> u8 {
    match *namespace {
        ns!(svg) => b'1',
        ns!(mathml) => b'2',
        _ => b'0',
    }
}

/// The code units of a qualified name.
fn units(name: &QualName) -> impl Iterator<Item = u16> {
    let prefix = prefix_of(name).map(|prefix| prefix.encode_utf16().chain([u16::from(b':')]));
    prefix.into_iter().flatten().chain(name.local.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{ParseOptions, parse};

    fn hash_of(html: &str) -> u64 {
        let tree = parse(&format!("<body>{html}"), &ParseOptions::default()).unwrap();
        hash(&LiveTree::find(tree).unwrap())
    }

    /// The definition once more, over a text that is written out.
    fn hash_of_units(text: &str) -> u64 {
        let (low, high) = text
            .encode_utf16()
            .fold((0x811c_9dc5_u32, 0x41c6_ce57_u32), |(low, high), unit| {
                let unit = u32::from(unit);
                (
                    (low ^ unit).wrapping_mul(0x0100_0193),
                    (high ^ unit).wrapping_mul(0x85eb_ca6b),
                )
            });
        u64::from(high >> 11) * (1 << 32) + u64::from(low)
    }

    #[test]
    fn the_tree_is_written_down_as_documented() {
        assert_eq!(
            hash_of("<main lg-root class=b> <!--c--><svg xmlns=f xlink:href=d viewbox=e></svg>\u{1F600}"),
            hash_of_units(
                "\0<0main\0class\0b\0lg-root\0\0\0\
                 \u{1}\" \0\
                 \u{1}!c\0\
                 \u{1}<1svg\0viewBox\0e\0xlink:href\0d\0xmlns\0f\0\0\
                 \u{1}\"\u{1F600}\0"
            )
        );
    }

    #[test]
    fn the_hash_is_a_number_that_javascript_holds() {
        let hash = hash_of("<main lg-root>");
        assert_eq!(hash, 6_655_115_883_280_714);
        assert!(hash < 1 << 53);
    }

    #[test]
    fn attribute_order_and_unnumbered_content_do_not_matter() {
        assert_eq!(
            hash_of("<main lg-root id=a class=b>"),
            hash_of("<main class=b id=a lg-root>")
        );
        assert_eq!(
            hash_of("<main lg-root><div lg-ignore>a</div><template>b</template>"),
            hash_of("<p>c</p><main lg-root><div lg-ignore><i>d</i></div><template></template>")
        );
    }

    #[test]
    fn everything_else_does() {
        let pages = [
            "",
            " ",
            "<!-- -->",
            "<p></p><p></p>",
            "<p><i></i></p>",
            "<p></p><i></i>",
            "<p a></p>",
            "<p b></p>",
            "<p a=b></p>",
            "<p a=B></p>",
            "<p a c></p>",
            "<p>a</p>",
            "<p></p>a",
            "<svg></svg>",
            "<math></math>",
            "<svg><a></a></svg>",
            "<a></a>",
            "<p lg-ignore></p>",
        ];
        let mut hashes: Vec<_> = pages
            .iter()
            .map(|page| hash_of(&format!("<main lg-root>{page}</main>")))
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), pages.len());
    }
}
