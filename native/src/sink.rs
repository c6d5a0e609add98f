//! What html5ever decides, done to a `Tree`: the receiving end of its tree builder.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashSet;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};

use crate::error::NativeError;
use crate::parse::{Limits, ParseOptions};
use crate::selectedcontent::fill_selectedcontent;
use crate::tree::{Doctype, Element, NodeData, NodeId, Tree};

/// Builds the tree that html5ever describes call by call.
pub(crate) struct Sink {
    tree: RefCell<Tree>,
    /// Of each node, its depth when it was last put somewhere. Nodes below one that moves keep their old depth until
    /// `into_tree` measures once more.
    depths: RefCell<Vec<u32>>,
    selectedcontents: RefCell<Vec<NodeId>>,
    shadow_hosts: RefCell<HashSet<NodeId>>,
    is_document: bool,
    limits: Limits,
    line: Cell<u64>,
    failure: RefCell<Option<NativeError>>,
}

impl Sink {
    pub(crate) fn new(options: &ParseOptions) -> Self {
        Self {
            tree: RefCell::new(Tree::new(NodeData::Document)),
            depths: RefCell::new(vec![0]),
            selectedcontents: RefCell::default(),
            shadow_hosts: RefCell::default(),
            is_document: options.context.is_none(),
            limits: options.limits,
            line: Cell::new(1),
            failure: RefCell::default(),
        }
    }

    /// Whether a limit was passed, so that nothing more need be built.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.borrow().is_some()
    }

    /// The finished tree, or the limit that it passed.
    pub(crate) fn into_tree(self) -> Result<Tree, NativeError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        fill_selectedcontent(&mut self.tree.borrow_mut(), &self.selectedcontents.take());
        self.check_nodes();
        self.check_all_depths();
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => Ok(self.tree.into_inner()),
        }
    }

    pub(crate) fn is_html(&self, id: NodeId, local_name: &str) -> bool {
        let tree = self.tree.borrow();
        tree[id].element().is_some_and(|element| element.is_html(local_name))
    }

    fn create(&self, data: NodeData) -> NodeId {
        let id = self.tree.borrow_mut().create(data);
        self.depths.borrow_mut().push(0);
        self.check_nodes();
        id
    }

    /// Puts `child` at the end of `parent`, or before `sibling` where one is given. Text joins the text before it.
    fn place(&self, parent: NodeId, sibling: Option<NodeId>, child: NodeOrText<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => match self.join_text(parent, sibling, text) {
                None => return,
                Some(rest) => self.create(NodeData::Text(rest)),
            },
        };
        self.link(parent, sibling, id);
        self.note_depth(parent, id);
    }

    fn link(&self, parent: NodeId, sibling: Option<NodeId>, child: NodeId) {
        let mut tree = self.tree.borrow_mut();
        tree.detach(child);
        match sibling {
            Some(sibling) => tree.insert_before(sibling, child),
            None => tree.append(parent, child),
        }
    }

    /// Adds the text to the text node that ends where it would go; gives it back where there is none.
    fn join_text(&self, parent: NodeId, sibling: Option<NodeId>, text: StrTendril) -> Option<StrTendril> {
        let mut tree = self.tree.borrow_mut();
        let previous = match sibling {
            Some(sibling) => tree[sibling].previous_sibling,
            None => tree[parent].last_child,
        };
        if let Some(previous) = previous
            && let NodeData::Text(before) = &mut tree[previous].data
        {
            before.push_tendril(&text);
            return None;
        }
        Some(text)
    }

    fn note_depth(&self, parent: NodeId, child: NodeId) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths[parent.index()] + 1;
        depths[child.index()] = depth;
        if depth > self.allowed_depth() {
            self.fail(self.too_deep(child));
        }
    }

    /// While a fragment is parsed, it hangs one level deeper than in the finished tree.
    fn allowed_depth(&self) -> u32 {
        self.limits.max_depth.saturating_add(u32::from(!self.is_document))
    }

    fn check_nodes(&self) {
        if self.tree.borrow().arena_len() > self.limits.max_nodes as usize {
            self.fail(NativeError::TooManyNodes {
                line: self.line.get(),
                limit: self.limits.max_nodes,
            });
        }
    }

    fn check_all_depths(&self) {
        let tree = self.tree.borrow();
        let too_deep = tree.walk(tree.root()).find(|(_, depth)| *depth > self.allowed_depth());
        if let Some((id, _)) = too_deep {
            self.fail(self.too_deep(id));
        }
    }

    fn too_deep(&self, id: NodeId) -> NativeError {
        let tree = self.tree.borrow();
        let nearest = std::iter::successors(Some(id), |id| tree.container(*id)).find_map(|id| tree[id].element());
        NativeError::TreeTooDeep {
            element: nearest.map_or_else(String::new, |element| element.name.local.to_string()),
            line: self.line.get(),
            limit: self.limits.max_depth,
        }
    }

    /// Keeps the first failure.
    fn fail(&self, failure: NativeError) {
        self.failure.borrow_mut().get_or_insert(failure);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = BorrowedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.tree.borrow().root()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> BorrowedName<'a> {
        BorrowedName(Ref::map(self.tree.borrow(), |tree| {
            &tree[*target]
                .element()
                .expect("html5ever asks elements for their name")
                .name
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let element = Element {
            name,
            attributes,
            template_contents: None,
            holds_html: flags.mathml_annotation_xml_integration_point,
        };
        let is_selectedcontent = element.is_html("selectedcontent");
        let id = self.create(NodeData::Element(element));
        if is_selectedcontent {
            self.selectedcontents.borrow_mut().push(id);
        }
        if flags.template {
            let contents = self.create(NodeData::Fragment { host: Some(id) });
            self.tree.borrow_mut().set_template_contents(id, contents);
        }
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.create(NodeData::Comment(text))
    }

    /// HTML has no processing instructions: `<?…>` is a comment that starts with the question mark.
    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.create_comment(format!("?{target} {data}").into())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(*parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.tree.borrow()[*sibling].parent;
        self.place(parent.expect("a sibling has a parent"), Some(*sibling), child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous_element: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.tree.borrow()[*element].parent;
        match parent {
            Some(parent) => self.place(parent, Some(*element), child),
            None => self.place(*previous_element, None, child),
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        let doctype = Doctype {
            name,
            public_id,
            system_id,
        };
        let id = self.create(NodeData::Doctype(Box::new(doctype)));
        self.append(&self.get_document(), NodeOrText::AppendNode(id));
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.tree.borrow()[*target]
            .element()
            .and_then(|element| element.template_contents)
            .expect("html5ever asks templates for their contents");
        self.note_depth(*target, contents);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let NodeData::Element(element) = &mut tree[*target].data else {
            return;
        };
        let known: HashSet<_> = element
            .attributes
            .iter()
            .map(|attribute| attribute.name.clone())
            .collect();
        let missing = attributes
            .into_iter()
            .filter(|attribute| !known.contains(&attribute.name));
        element.attributes.extend(missing);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, from: &NodeId, to: &NodeId) {
        self.tree.borrow_mut().move_children(*from, *to);
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        let tree = self.tree.borrow();
        tree[*target].element().is_some_and(|element| element.holds_html)
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }

    fn allow_declarative_shadow_roots(&self, _parent: &NodeId) -> bool {
        self.is_document
    }

    /// The template's content goes to the shadow root of `host`, and the template itself nowhere.
    fn attach_declarative_shadow(&self, host: &NodeId, _template: &NodeId, _attributes: &[Attribute]) -> bool {
        can_host_shadow(&self.tree.borrow(), *host) && self.shadow_hosts.borrow_mut().insert(*host)
    }
}

/// Whether an element may have a shadow root: <https://dom.spec.whatwg.org/#valid-shadow-host-name>.
fn can_host_shadow(tree: &Tree, id: NodeId) -> bool {
    const HOSTS: &str = "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span";
    let Some(Element { name, .. }) = tree[id].element() else {
        return false;
    };
    let is_custom = name.local.contains('-');
    name.ns == ns!(html) && (is_custom || HOSTS.split(' ').any(|host| host == &*name.local))
}

/// An element's name while the tree is borrowed for reading.
#[derive(Debug)]
pub(crate) struct BorrowedName<'a>(Ref<'a, QualName>);

impl ElemName for BorrowedName<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}
