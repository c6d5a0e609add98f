import {
  type AttributeName,
  type NewElement,
  type NewNode,
  type NodeNumber,
  type Patch,
  PatchCode,
} from '../protocol.ts';
import { alignTree } from './alignTree.ts';
import { browserDom, type Dom } from './dom.ts';
import { hashTree, type TreeReader } from './hashTree.ts';
import { type ChangeListener, collectNodes, insideOf, joinSplitTexts } from './liveNodes.ts';
import { buildNode, setAttribute } from './newNodes.ts';
import { canOpen, ServerAttributes } from './serverAttributes.ts';

/**
 * The live root with the numbers of its nodes. A node without a number is foreign: it is read by nothing here, and
 * nothing happens to it.
 */
export class NumberedTree implements TreeReader {
  readonly root: Element;
  readonly #dom: Dom;
  readonly #changes: ChangeListener;
  readonly #server = new ServerAttributes();
  readonly #nodes = new Map<NodeNumber, Node>();
  #numbers = new WeakMap<Node, NodeNumber>();
  #parents = new WeakMap<Node, Node>();
  #last = 0;

  constructor(root: Element, changes: ChangeListener, dom: Dom = browserDom) {
    this.root = root;
    this.#dom = dom;
    this.#changes = changes;
  }

  /** Numbers every node of the root. */
  adopt(): void {
    joinSplitTexts(this.root);
    this.#number(collectNodes(this.root, insideOf));
  }

  /** Numbers those nodes anew that have numbers. */
  renumber(): void {
    this.#number(collectNodes(this.root, (node) => this.children(node)));
  }

  get hash(): number {
    return hashTree(this.root, this);
  }

  children(node: Node): readonly Node[] {
    return insideOf(node).filter((child) => this.#numbers.has(child));
  }

  attributes(element: Element) {
    return this.#server.read(element);
  }

  /** Sets an attribute that the server does not know of. */
  setOwnAttribute(element: Element, name: string, value: string): void {
    this.#server.keep(element, name, element.getAttribute(name));
    element.setAttribute(name, value);
  }

  /** Gives an attribute back its value. */
  removeOwnAttribute(element: Element, name: string): void {
    this.#server.release(element, name);
    element.removeAttribute(name);
  }

  /** Whether all patches could be applied. Where one cannot, those after it are dropped. */
  apply(patches: readonly Patch[]): boolean {
    try {
      for (const patch of patches) this.#apply(patch);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Makes the root what the server has, with the nodes that are there, and numbers them anew. Nodes that fit nothing are
   * foreign from then on where `areExtrasForeign`; otherwise they are removed if they have numbers.
   */
  align(tree: NewElement, areExtrasForeign: boolean): void {
    const before = [...this.#nodes.values()];
    const nodes = alignTree(this.root, buildNode(tree, this.#dom), {
      reader: { children: (node) => this.children(node), attributes: (element) => this.attributes(element) },
      changes: this.#changes,
      place: (parent, node, before) => this.#place(parent, node, before),
      setAttribute: (element, { name, namespaceURI }, value) => {
        this.#setAttribute(element, namespaceURI ? ` ${name}` : name, value, areExtrasForeign);
      },
    });
    const kept = new Set(nodes);
    if (!areExtrasForeign)
      for (const node of before) if (!kept.has(node) && this.root.contains(node)) this.#detach(node);
    this.#number(nodes);
  }

  #number(nodes: readonly Node[]): void {
    this.#nodes.clear();
    this.#numbers = new WeakMap();
    this.#parents = new WeakMap();
    this.#last = 0;
    for (const node of nodes) this.#add(node);
  }

  #add(node: Node): void {
    this.#last += 1;
    this.#nodes.set(this.#last, node);
    this.#numbers.set(node, this.#last);
    this.#parents.set(node, node.parentNode!);
    if (canOpen(node)) this.#server.keepFirst(node as Element, 'open');
  }

  #apply(patch: Patch): void {
    const node = this.#find(patch[1]);
    switch (patch[0]) {
      case PatchCode.SetText:
        node.nodeValue = patch[2];
        return this.#changes.content(node);
      case PatchCode.SetAttribute:
        return this.#setAttribute(node as Element, patch[2], patch[3]);
      case PatchCode.RemoveAttribute:
        return this.#setAttribute(node as Element, patch[2], null);
      case PatchCode.InsertBefore:
        return this.#insert(node, patch[2], patch[3]);
      case PatchCode.Move:
        return this.#move(node, patch[2]);
      case PatchCode.Remove:
        return this.#remove(node);
      default:
        patch satisfies never;
    }
  }

  /** The node of a number, if it still is where the server believes it to be. */
  #find(number: NodeNumber): Node {
    const node = this.#nodes.get(number);
    if (!node || node.parentNode !== this.#parents.get(node) || !this.root.contains(node)) throw new Error('stale');
    return node;
  }

  #setAttribute(element: Element, name: AttributeName, value: string | null, isKept = false): void {
    const isOpen = name === 'open' && canOpen(element);
    if (isOpen) this.#server.keep(element, name, value);
    else this.#server.release(element, name);
    if (isOpen && isKept) return;
    if (isOpen && value === null && element.nodeName === 'DIALOG') (element as HTMLDialogElement).close();
    setAttribute(element, name, value);
    this.#changes.attribute(element, name);
  }

  #insert(parent: Node, reference: NodeNumber | 0, json: readonly NewNode[]): void {
    const before = this.#findReference(parent, reference);
    for (const node of json.map((child) => buildNode(child, this.#dom))) {
      this.#place(parent, node, before);
      for (const inside of collectNodes(node, insideOf)) this.#add(inside);
    }
  }

  #move(node: Node, reference: NodeNumber | 0): void {
    const parent = node.parentNode!;
    this.#place(parent, node, this.#findReference(parent, reference));
  }

  #place(parent: Node, node: Node, before: Node | null): void {
    if (node.parentNode === parent) this.#dom.move(parent, node, before);
    else parent.insertBefore(node, before);
    this.#changes.content(parent);
  }

  #findReference(parent: Node, reference: NodeNumber | 0): Node | null {
    if (reference === 0) return this.#afterLast(parent);
    const node = this.#find(reference);
    if (node.parentNode !== parent) throw new Error('stale');
    return node;
  }

  #afterLast(parent: Node): Node | null {
    for (let child = parent.lastChild; child; child = child.previousSibling) {
      if (this.#numbers.has(child)) return child.nextSibling;
    }
    return parent.firstChild;
  }

  #remove(node: Node): void {
    for (const gone of collectNodes(node, (inside) => this.children(inside))) {
      this.#nodes.delete(this.#numbers.get(gone)!);
      this.#numbers.delete(gone);
    }
    this.#detach(node);
  }

  #detach(node: Node): void {
    const parent = node.parentNode!;
    parent.removeChild(node);
    this.#changes.content(parent);
  }
}
