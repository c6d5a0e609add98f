/** Is told what patches change. */
export interface ChangeListener {
  /** Of the element itself. */
  attribute(element: Element, name: string): void;
  /** The data of a text or comment, or the children of an element. */
  content(node: Node): void;
}

/** The children that have numbers where nothing is foreign. */
export function insideOf(node: Node): Node[] {
  return isOpaque(node) ? [] : [...node.childNodes];
}

/** Whether what is below a node has no numbers. */
export function isOpaque(node: Node): boolean {
  if (node.nodeType !== 1) return false;
  return /^(TEMPLATE|SELECTEDCONTENT)$/.test(node.nodeName) || (node as Element).hasAttribute('lg-ignore');
}

/** A node and what is below it, in document order. */
export function collectNodes(node: Node, children: (node: Node) => readonly Node[], into: Node[] = []): Node[] {
  into.push(node);
  for (const child of children(node)) collectNodes(child, children, into);
  return into;
}

/** Chromium's parser begins a new text node after at most 2^16 characters, and a little before where a letter would be cut. */
export function joinSplitTexts(node: Node): void {
  let last: Text | null = null;
  let piece = 0;
  for (const child of insideOf(node)) {
    const length = child.nodeType === 3 ? child.nodeValue!.length : 0;
    if (last && length > 0 && piece > 65_000 && piece <= 65_536) {
      last.appendData(child.nodeValue!);
      node.removeChild(child);
    } else {
      last = length > 0 ? (child as Text) : null;
      joinSplitTexts(child);
    }
    piece = length;
  }
}
