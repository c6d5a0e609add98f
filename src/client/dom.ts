/** How nodes are made and moved. Everything else is asked of the nodes themselves. */
export interface Dom {
  createText(data: string): Node;
  createComment(data: string): Node;
  createElement(namespace: string, name: string): Element;
  /** Where the children of an element belong: for a template, into its content. */
  contentOf(element: Element): Node;
  /** Puts a node before a child of its parent; with null, last. Its focus, scroll positions and animations stay. */
  move(parent: Node, node: Node, before: Node | null): void;
}

export const browserDom: Dom = {
  createText: (data) => document.createTextNode(data),
  createComment: (data) => document.createComment(data),
  createElement: (namespace, name) =>
    name === 'script' ? createInertScript(namespace) : document.createElementNS(namespace, name),
  contentOf: (element) => (element.nodeName === 'TEMPLATE' ? (element as HTMLTemplateElement).content : element),
  move(parent, node, before) {
    const { moveBefore = parent.insertBefore } = parent as Partial<MovingParent>;
    moveBefore.call(parent, node, before);
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
