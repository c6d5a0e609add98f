/** How nodes are made and placed. What a node is, is read from the node itself. */
export interface Dom {
  createText(data: string): Node;
  createComment(data: string): Node;
  createElement(namespace: string, name: string): Element;
  /** Where the children of an element belong: for a template, into its content. */
  contentOf(element: Element): Node;
  /** Puts a node before a child of `parent`; with null, last. */
  insert(parent: Node, node: Node, before: Node | null): void;
  /** As `insert`, for a node that is in the document: focus, scroll positions and running animations stay. */
  move(parent: Node, node: Node, before: Node | null): void;
}

export const browserDom: Dom = {
  createText: (data) => document.createTextNode(data),
  createComment: (data) => document.createComment(data),
  createElement: (namespace, name) =>
    name === 'script' ? createInertScript(namespace) : document.createElementNS(namespace, name),
  contentOf: (element) => (element.nodeName === 'TEMPLATE' ? (element as HTMLTemplateElement).content : element),
  insert: (parent, node, before) => parent.insertBefore(node, before),
  move(parent, node, before) {
    const { moveBefore } = parent as Partial<MovingParent>;
    if (moveBefore && node.isConnected && parent.isConnected) moveBefore.call(parent, node, before);
    else parent.insertBefore(node, before);
  },
};

/** The newest browsers: <https://dom.spec.whatwg.org/#dom-parentnode-movebefore>. */
interface MovingParent {
  moveBefore(node: Node, before: Node | null): void;
}

/**
 * A script that does not run wherever it is put. One in a document without a window counts as started when it is
 * inserted there, and a copy keeps that: <https://html.spec.whatwg.org/multipage/scripting.html#already-started>.
 */
function createInertScript(namespace: string): Element {
  const apart = document.implementation.createHTMLDocument('');
  const script = apart.createElementNS(namespace, 'script');
  script.append('0');
  apart.body.append(script);
  return document.importNode(script, false);
}
