/** Is told what patches change: an attribute of an element or, without a name, a node's data or children. */
export type ChangeListener = (node: Node, attribute?: string) => void;

/** The children that have numbers where nothing is foreign. */
export function insideOf(node: Node): readonly Node[] {
  return isOpaque(node) ? [] : [...node.childNodes];
}

/** Whether what is below a node has no numbers. */
export function isOpaque(node: Node): boolean {
  return /^(TEMPLATE|SELECTEDCONTENT)$/.test(node.nodeName) || !!(node as Element).hasAttribute?.('lg-ignore');
}

/** A node and what is below it, in document order. */
export function collectNodes(node: Node, children: (node: Node) => readonly Node[], into: Node[] = []): Node[] {
  into.push(node);
  for (const child of children(node)) collectNodes(child, children, into);
  return into;
}

/** Chromium's parser makes several text nodes of a long text. */
export function joinTexts(root: Node): void {
  for (const node of collectNodes(root, insideOf)) {
    const { previousSibling } = node;
    if (node.nodeType !== 3 || previousSibling?.nodeType !== 3) continue;
    previousSibling.nodeValue! += node.nodeValue;
    node.parentNode!.removeChild(node);
  }
}
