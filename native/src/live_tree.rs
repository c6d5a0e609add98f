//! A page's tree and its live root: the part of the page that server and browser keep equal.
//!
//! ```text
//! <body><header>…</header><main lg-root>…</main></body>
//!                         └── the live root ──┘
//! ```

use html5ever::ns;

use crate::error::NativeError;
use crate::tree::{Children, Element, NodeData, NodeId, Tree};

/// A page whose live root is known. Nodes outside the root are kept and never looked at.
#[derive(Debug, Clone)]
pub struct LiveTree {
    tree: Tree,
    root: NodeId,
}

impl LiveTree {
    /// Finds the one element with `lg-root`. What is inside a `<template>` is not on the page and does not count.
    ///
    /// Fails where there is none or more than one, and where nothing below it could be patched.
    pub fn find(tree: Tree) -> Result<Self, NativeError> {
        let root = find_root(&tree)?;
        Ok(Self { tree, root })
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The nodes that have numbers: the root with depth 0, and what is below it in document order.
    pub fn walk(&self) -> LiveWalk<'_> {
        self.walk_from(self.root)
    }

    /// A node of the live tree with depth 0, and the numbered nodes below it.
    pub fn walk_from(&self, top: NodeId) -> LiveWalk<'_> {
        LiveWalk {
            tree: &self.tree,
            top,
            next: Some((top, 0)),
        }
    }

    /// The children that have numbers: none of an opaque element.
    pub fn children(&self, parent: NodeId) -> Children<'_> {
        self.tree.children_from(first_live_child(&self.tree, parent))
    }
}

fn find_root(tree: &Tree) -> Result<NodeId, NativeError> {
    let mut roots = elements(tree).filter(|(_, element)| element.attribute("lg-root").is_some());
    let Some((root, element)) = roots.next() else {
        return Err(NativeError::NoRoot);
    };
    if let Some((_, other)) = roots.next() {
        return Err(NativeError::SeveralRoots {
            first: element.name.local.to_string(),
            second: other.name.local.to_string(),
        });
    }
    if is_opaque(element) {
        return Err(NativeError::OpaqueRoot {
            element: element.name.local.to_string(),
        });
    }
    Ok(root)
}

/// Elements in document order without those inside a `<template>`.
pub(crate) fn elements(tree: &Tree) -> impl Iterator<Item = (NodeId, &Element)> {
    let mut template_depth = None;
    tree.walk(tree.root()).filter_map(move |(id, depth)| {
        if template_depth.is_some_and(|inside| depth > inside) {
            return None;
        }
        let element = tree[id].element()?;
        template_depth = element.template_contents.map(|_| depth);
        Some((id, element))
    })
}

/// Whether the content of an element is none of the patches' business, so that its nodes have no numbers:
///
/// - with `lg-ignore` it belongs to the page's own scripts,
/// - of a `<template>` it stands apart from the page,
/// - of a `<selectedcontent>` it is a copy of the chosen option, which the browser makes anew.
pub(crate) fn is_opaque(element: &Element) -> bool {
    element.template_contents.is_some()
        || element.name.ns == ns!(html) && &*element.name.local == "selectedcontent"
        || is_ignored(element)
}

pub(crate) fn is_ignored(element: &Element) -> bool {
    element.attribute("lg-ignore").is_some()
}

pub(crate) fn first_live_child(tree: &Tree, parent: NodeId) -> Option<NodeId> {
    match &tree[parent].data {
        NodeData::Element(element) if !is_opaque(element) => tree[parent].first_child,
        _ => None,
    }
}

/// A walk over the numbered nodes that follows the links instead of the call stack.
pub struct LiveWalk<'tree> {
    tree: &'tree Tree,
    top: NodeId,
    next: Option<(NodeId, u32)>,
}

impl Iterator for LiveWalk<'_> {
    type Item = (NodeId, u32);

    fn next(&mut self) -> Option<(NodeId, u32)> {
        let (id, depth) = self.next?;
        self.next = match first_live_child(self.tree, id) {
            Some(child) => Some((child, depth + 1)),
            None => self.next_beside(id, depth),
        };
        Some((id, depth))
    }
}

impl LiveWalk<'_> {
    fn next_beside(&self, mut id: NodeId, mut depth: u32) -> Option<(NodeId, u32)> {
        while id != self.top {
            if let Some(sibling) = self.tree[id].next_sibling {
                return Some((sibling, depth));
            }
            id = self.tree[id].parent?;
            depth -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{ParseOptions, parse};

    fn find(html: &str) -> Result<LiveTree, NativeError> {
        LiveTree::find(parse(html, &ParseOptions::default()).unwrap())
    }

    fn walked(html: &str) -> String {
        let live = find(html).unwrap();
        let shown = live.walk().map(|(id, depth)| match &live.tree()[id].data {
            NodeData::Element(element) => format!("{depth}{}", element.name.local),
            NodeData::Text(text) => format!("{depth}{:?}", &**text),
            NodeData::Comment(text) => format!("{depth}!{text}"),
            other => panic!("{other:?} is walked"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_walk_meets_white_space_and_comments_and_ends_with_the_root() {
        assert_eq!(
            walked("a<main lg-root> <p>b<i>c</i></p><!--d--></main>e"),
            r#"0main 1" " 1p 2"b" 2i 3"c" 1!d"#
        );
    }

    #[test]
    fn a_walk_stays_outside_of_templates_and_below_lg_ignore() {
        assert_eq!(
            walked("<main lg-root><template><p>a</template><div lg-ignore><p>b</p></div><br></main>"),
            "0main 1template 1div 1br"
        );
        assert_eq!(
            walked("<main lg-root><select><button><selectedcontent></selectedcontent></button><option>a</select>"),
            r#"0main 1select 2button 3selectedcontent 2option 3"a""#
        );
    }

    #[test]
    fn a_root_inside_a_template_is_not_on_the_page() {
        let html = "<template><i lg-root></i><b><i lg-root></i></b></template>";
        assert_eq!(find(html).unwrap_err(), NativeError::NoRoot);
        assert_eq!(walked(&format!("{html}<main lg-root>")), "0main");
    }

    #[test]
    fn a_page_without_root_or_with_several_says_so() {
        assert_eq!(
            find("<main>").unwrap_err().to_string(),
            "The page has no element with lg-root. \
             Put lg-root on the element around what changes, such as <main lg-root> in the layout."
        );
        assert_eq!(
            find("<main lg-root><div lg-root>").unwrap_err().to_string(),
            "The page has more than one element with lg-root: first <main>, then <div>. \
             Keep one of them, and use lg-ignore for what is not to be patched."
        );
    }

    #[test]
    fn a_root_whose_content_is_not_patched_says_so() {
        for html in ["<template lg-root>", "<main lg-root lg-ignore>"] {
            assert_eq!(find(html).unwrap_err().code(), "LG6008", "{html}");
        }
        assert_eq!(
            find("<main lg-root lg-ignore>").unwrap_err().to_string(),
            "The element <main> cannot be the live root, because its content is never patched. \
             Put lg-root on an element without lg-ignore that is not a <template>."
        );
    }
}
