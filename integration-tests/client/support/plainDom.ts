/** For tests: nodes of a document as plain objects, with as much as the numbered tree asks of them. */
class PlainNode {
  readonly nodeType: number;
  readonly nodeName: string;
  nodeValue: string | null;
  parentNode: PlainNode | null = null;
  readonly childNodes: PlainNode[] = [];

  constructor(nodeType: number, nodeName: string, nodeValue: string | null) {
    this.nodeType = nodeType;
    this.nodeName = nodeName;
    this.nodeValue = nodeValue;
  }

  get firstChild(): PlainNode | null {
    return this.childNodes[0] ?? null;
  }

  get lastChild(): PlainNode | null {
    return this.childNodes.at(-1) ?? null;
  }

  get nextSibling(): PlainNode | null {
    return this.#sibling(1);
  }

  get previousSibling(): PlainNode | null {
    return this.#sibling(-1);
  }

  contains(node: PlainNode | null): boolean {
    return node !== null && (node === this || this.contains(node.parentNode));
  }

  insertBefore(node: PlainNode, before: PlainNode | null): PlainNode {
    if (before && before.parentNode !== this) throw new Error('That is no child of this node.');
    node.parentNode?.removeChild(node);
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    node.parentNode = this;
    return node;
  }

  appendChild(node: PlainNode): PlainNode {
    return this.insertBefore(node, null);
  }

  isEqualNode(node: PlainNode): boolean {
    return toHtml(toNode(this)) === toHtml(toNode(node));
  }

  removeChild(node: PlainNode): void {
    this.childNodes.splice(this.childNodes.indexOf(node), 1);
    node.parentNode = null;
  }

  #sibling(step: number): PlainNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + step] ?? null;
  }
}

class PlainElement extends PlainNode {
  readonly namespaceURI: string;
  readonly localName: string;
  readonly prefix = null;
  readonly #attributes = new Map<string, string>();

  constructor(namespaceURI: string, localName: string) {
    super(1, localName.toUpperCase(), null);
    this.namespaceURI = namespaceURI;
    this.localName = localName;
    if (localName === 'details') Object.assign(this, { open: false });
  }

  get attributes() {
    return [...this.#attributes].map(([name, value]) => ({ name, value, namespaceURI: null }));
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
}

const toNode = (node: PlainNode) => node as unknown as Node;

/** Stands for the browser's `document`. */
export const plainDocument = {
  createTextNode: (data: string) => toNode(new PlainNode(3, '#text', data)),
  createComment: (data: string) => toNode(new PlainNode(8, '#comment', data)),
  createElementNS: (namespace: string, name: string) => toNode(new PlainElement(namespace, name)),
};

/** `<p class="a">text</p>` */
export function toHtml(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue!;
  if (node.nodeType === 8) return `<!--${node.nodeValue}-->`;
  const { localName, attributes, childNodes } = node as Element;
  const pairs = [...attributes].map(({ name, value }) => ` ${name}="${value}"`);
  return `<${localName}${pairs.join('')}>${[...childNodes].map(toHtml).join('')}</${localName}>`;
}
