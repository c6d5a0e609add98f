import type { AttributeName, NewElement, NewNode, NodeNumber, Patch } from '../protocol.ts';
import { alignTree } from './alignTree.ts';
import { type Attribute, hashTree } from './hashTree.ts';
import { type ChangeListener, collectNodes, insideOf, joinTexts } from './liveNodes.ts';
import { buildNode, setAttribute as writeAttribute } from './newNodes.ts';

/** The newest browsers: <https://dom.spec.whatwg.org/#dom-parentnode-movebefore>. */
declare global {
  interface Node {
    moveBefore?(node: Node, before: Node | null): void;
  }
}

export type NumberedTree = ReturnType<typeof numberTree>;

/**
 * The live root with the numbers of its nodes. A node without a number is foreign: it is read by nothing here, and
 * nothing happens to it.
 */
export function numberTree(root: Element, onChange: ChangeListener) {
  const nodes = new Map<NodeNumber, Node>();
  /** Each numbered node's number, and where the server believes it to be. */
  let places = new WeakMap<Node, readonly [number: NodeNumber, parent: Node]>();
  /** The server's value of `open` of what a person opens and closes too: `details` and `dialog`. */
  const opened = new WeakMap<Node, string | null>();
  let last: NodeNumber = 0;
  const reader = { children, attributes };

  /** By `PatchCode`. */
  const appliers = [setText, setAttribute, setAttribute, insert, move, remove] as ((
    node: Node,
    ...rest: unknown[]
  ) => void)[];

  return {
    /** Numbers every node of the root. */
    adopt() {
      joinTexts(root);
      number(collectNodes(root, insideOf));
    },
    /** Numbers those nodes anew that have numbers. */
    renumber: () => number(collectNodes(root, children)),
    hash: () => hashTree(root, reader),
    apply,
    align,
  };

  /** Whether all patches could be applied. Where one cannot, those after it are dropped. */
  function apply(patches: readonly Patch[]): boolean {
    try {
      for (const [code, number, ...rest] of patches) appliers[code]!(find(number), ...rest);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Makes the root what the server has, with the nodes that are there, and numbers them anew. As the page is adopted
   * (`isFirst`), nodes that fit nothing are taken for foreign, and what a person has opened stays; later they are removed.
   */
  function align(tree: NewElement, isFirst: boolean): void {
    const aligned = alignTree(root, buildNode(tree), {
      ...{ ...reader, setText, place },
      setAttribute: (element, name, value) => setAttribute(element, name, value, isFirst),
      leave: (node) => isFirst || detach(node),
    });
    number(aligned);
  }

  function children(node: Node): readonly Node[] {
    return insideOf(node).filter((child) => places.has(child));
  }

  function attributes(element: Element): readonly Attribute[] {
    const all: readonly Attribute[] = [...element.attributes];
    const open = opened.get(element);
    if (open === undefined) return all;
    const others = all.filter(({ name }) => name !== 'open');
    return open === null ? others : [...others, { name: 'open', value: open }];
  }

  function number(all: readonly Node[]): void {
    nodes.clear();
    places = new WeakMap();
    last = 0;
    all.forEach(add);
  }

  function add(node: Node): void {
    last += 1;
    nodes.set(last, node);
    places.set(node, [last, node.parentNode!]);
    if ('open' in node && !opened.has(node)) opened.set(node, (node as Node as Element).getAttribute('open'));
  }

  /** The node of a number, if it still is where the server believes it to be. */
  function find(number: NodeNumber): Node {
    const node = nodes.get(number);
    if (!node || node.parentNode !== places.get(node)![1] || !root.contains(node)) throw new Error();
    return node;
  }

  /** The child `reference`, or for 0 what comes after the last child that has a number. */
  function findReference(parent: Node, reference: NodeNumber | 0): Node | null {
    if (reference !== 0) return find(reference);
    const last = children(parent).at(-1);
    return last ? last.nextSibling : parent.firstChild;
  }

  function setText(node: Node, data: string): void {
    if (node.nodeValue === data) return;
    node.nodeValue = data;
    onChange(node);
  }

  /** Removes it where there is no value. */
  function setAttribute(element: Element, name: AttributeName, value: string | null = null, isFirst = false): void {
    if (name === 'open' && name in element) {
      opened.set(element, value);
      if (isFirst) return;
      if (value === null) (element as Partial<HTMLDialogElement>).close?.();
    }
    writeAttribute(element, name, value);
    onChange(element, name);
  }

  function insert(parent: Node, reference: NodeNumber | 0, json: readonly NewNode[]): void {
    const before = findReference(parent, reference);
    for (const node of json.map(buildNode)) {
      place(parent, node, before);
      collectNodes(node, insideOf).forEach(add);
    }
  }

  function move(node: Node, reference: NodeNumber | 0): void {
    place(node.parentNode!, node, findReference(node.parentNode!, reference));
  }

  /** Where the browser can, a child that moves keeps its focus, scroll positions and animations. */
  function place(parent: Node, node: Node, before: Node | null): void {
    if (node.parentNode === parent && parent.moveBefore) parent.moveBefore(node, before);
    else parent.insertBefore(node, before);
    onChange(parent);
  }

  function remove(node: Node): void {
    for (const gone of collectNodes(node, children)) {
      nodes.delete(places.get(gone)![0]);
      places.delete(gone);
    }
    detach(node);
  }

  function detach(node: Node): void {
    const parent = node.parentNode!;
    parent.removeChild(node);
    onChange(parent);
  }
}
