import type { TreeReader } from './hashTree.ts';
import { collectNodes, insideOf, isOpaque } from './liveNodes.ts';

/** How a tree is changed. Its `children` are the nodes that may stand for the server's. */
export interface TreeWriter extends TreeReader {
  setText(node: Node, data: string): void;
  setAttribute(element: Element, name: string, value: string | null): void;
  /** Puts a node, a new one or a child of `parent`, before a child. */
  place(parent: Node, node: Node, before: Node | null): void;
  /** Is given the nodes that stand for none of the wanted ones. */
  leave(node: Node): void;
}

/**
 * Makes `root` equal to `wanted`, a tree that was built for it, out of the nodes that are there and, where none fits, of
 * `wanted` itself. Gives the nodes that now stand for the wanted ones, in document order.
 */
export function alignTree(root: Node, wanted: Node, tree: TreeWriter): readonly Node[] {
  const aligned: Node[] = [];
  alignNode(root, wanted);
  return aligned;

  function alignNode(node: Node, wanted: Node): void {
    aligned.push(node);
    if (node.nodeType !== 1) return tree.setText(node, wanted.nodeValue!);
    alignAttributes(node as Element, wanted as Element);
    if (!isOpaque(node)) alignChildren(node, insideOf(wanted));
  }

  function alignAttributes(element: Element, wanted: Element): void {
    const known = new Map(tree.attributes(element).map(({ name, value }) => [name, value]));
    for (const { name, value, namespaceURI } of wanted.attributes) {
      if (known.get(name) !== value) tree.setAttribute(element, namespaceURI ? ` ${name}` : name, value);
      known.delete(name);
    }
    for (const name of known.keys()) tree.setAttribute(element, name, null);
  }

  /** Goes through the wanted children; `waiting` are those that are there and were not come to, in the order they have. */
  function alignChildren(parent: Node, wanted: readonly Node[]): void {
    const there = tree.children(parent);
    const { partners, left } = findPartners(there, wanted);
    const waiting = new Set(there.filter((node) => !left.has(node)));
    let last: Node | null = null;
    left.forEach(tree.leave);
    for (const child of wanted) {
      const node = partners.get(child) ?? child;
      const [next] = waiting;
      if (node !== next) tree.place(parent, node, next ?? (last ? last.nextSibling : parent.firstChild));
      if (node === child) collectNodes(node, insideOf, aligned);
      else alignNode(node, child);
      waiting.delete(node);
      last = node;
    }
  }
}

/** Which of the nodes `there` stands for which wanted one: equal ones first, then those of one kind; and what is left. */
function findPartners(there: readonly Node[], wanted: readonly Node[]) {
  const partners = new Map<Node, Node>();
  const left = new Set(there);
  match((node, child) => node.isEqualNode(child));
  match((node, child) => kindOf(node) === kindOf(child));
  return { partners, left };

  function match(fits: (node: Node, wanted: Node) => boolean): void {
    for (const child of wanted) {
      if (!partners.has(child)) findPartner(child, fits);
    }
  }

  function findPartner(child: Node, fits: (node: Node, wanted: Node) => boolean): void {
    for (const node of left) {
      if (!fits(node, child)) continue;
      partners.set(child, node);
      left.delete(node);
      return;
    }
  }
}

/** One that has another key, or that gains or loses `lg-ignore`, is another element. */
function kindOf(node: Node): string {
  const { nodeName, namespaceURI } = node as Element;
  const read = (name: string) => (node as Partial<Element>).getAttribute?.(name);
  return [nodeName, namespaceURI, isOpaque(node), read('lg-key') ?? read('id')].join();
}
