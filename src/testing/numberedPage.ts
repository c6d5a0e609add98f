import { type NewNode, type NodeNumber, type Patch, PatchCode } from '../protocol.ts';
import { buildNode, type DomElement, type DomNode, numberedChildren } from './domTree.ts';

/** A browser in small: numbers the nodes of a live root and applies patches to them, by number alone. */
export class NumberedPage {
  readonly root: DomElement;
  readonly #nodes = new Map<NodeNumber, DomNode>();
  readonly #numbers = new Map<DomNode, NodeNumber>();
  readonly #parents = new Map<DomNode, DomElement>();
  #last = 0;

  constructor(root: DomElement) {
    this.root = root;
    this.#number(root);
  }

  apply(patches: readonly Patch[]): void {
    for (const patch of patches) this.#apply(patch);
  }

  /** Each number with its node, in document order of the page. */
  numbers(): (NodeNumber | undefined)[] {
    return inDocumentOrder(this.root).map((node) => this.#numbers.get(node));
  }

  #apply(patch: Patch): void {
    switch (patch[0]) {
      case PatchCode.SetText:
        this.#data(patch[1]).data = patch[2];
        break;
      case PatchCode.SetAttribute:
        this.#element(patch[1]).attributes.set(patch[2], patch[3]);
        break;
      case PatchCode.RemoveAttribute:
        this.#element(patch[1]).attributes.delete(patch[2]);
        break;
      case PatchCode.InsertBefore:
        this.#insert(this.#element(patch[1]), patch[2], patch[3]);
        break;
      case PatchCode.Move:
        this.#move(this.#named(patch[1]), patch[2]);
        break;
      case PatchCode.Remove:
        this.#remove(this.#named(patch[1]));
        break;
      default:
        patch satisfies never;
    }
  }

  #insert(parent: DomElement, reference: NodeNumber | 0, nodes: readonly NewNode[]): void {
    const built = nodes.map(buildNode);
    parent.children.splice(this.#position(parent, reference), 0, ...built);
    for (const node of built) {
      this.#parents.set(node, parent);
      this.#number(node);
    }
  }

  #move(node: DomNode, reference: NodeNumber | 0): void {
    const { children } = this.#detach(node);
    children.splice(this.#position(this.#parents.get(node)!, reference), 0, node);
  }

  #remove(node: DomNode): void {
    this.#detach(node);
    for (const gone of inDocumentOrder(node)) this.#nodes.delete(this.#numbers.get(gone)!);
  }

  #detach(node: DomNode): DomElement {
    const parent = this.#parents.get(node)!;
    parent.children.splice(parent.children.indexOf(node), 1);
    return parent;
  }

  /** Before the reference, or after the last child that has a number. */
  #position({ children }: DomElement, reference: NodeNumber | 0): number {
    if (reference === 0) return children.findLastIndex((child) => this.#numbers.has(child)) + 1;
    const position = children.indexOf(this.#named(reference));
    if (position < 0) throw new Error(`Node ${reference} is no child of the parent.`);
    return position;
  }

  #number(top: DomNode): void {
    for (const node of inDocumentOrder(top)) {
      this.#last += 1;
      this.#nodes.set(this.#last, node);
      this.#numbers.set(node, this.#last);
      for (const child of numberedChildren(node)) this.#parents.set(child, node as DomElement);
    }
  }

  #data(number: NodeNumber): { data: string } {
    const node = this.#named(number);
    if (node.kind === 'element') throw new Error(`Node ${number} is an element and has no data.`);
    return node;
  }

  #element(number: NodeNumber): DomElement {
    const node = this.#named(number);
    if (node.kind !== 'element') throw new Error(`Node ${number} is no element.`);
    return node;
  }

  #named(number: NodeNumber): DomNode {
    const node = this.#nodes.get(number);
    if (!node) throw new Error(`No node has the number ${number}.`);
    return node;
  }
}

function inDocumentOrder(top: DomNode): DomNode[] {
  return [top, ...numberedChildren(top).flatMap(inDocumentOrder)];
}
