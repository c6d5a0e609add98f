/** The live root of a page as a browser has it, in as few words as patches need. */
export type DomNode = DomText | DomComment | DomElement;

export interface DomText {
  readonly kind: 'text';
  data: string;
}

export interface DomComment {
  readonly kind: 'comment';
  data: string;
}

export interface DomElement {
  readonly kind: 'element';
  readonly namespace: Namespace;
  readonly name: string;
  /** Qualified names, with a space before those that have a namespace, in any order. */
  readonly attributes: Map<string, string>;
  /** Of a `template`: what is in its content. */
  readonly children: DomNode[];
}

export type Namespace = 'html' | 'svg' | 'math';

/** Whether the nodes inside an element have no numbers. */
export function isOpaque({ namespace, name, attributes }: DomElement): boolean {
  return attributes.has('lg-ignore') || (namespace === 'html' && ['template', 'selectedcontent'].includes(name));
}

/** The nodes inside a node that have numbers. */
export function numberedChildren(node: DomNode): readonly DomNode[] {
  return node.kind === 'element' && !isOpaque(node) ? node.children : [];
}

/**
 * Reads the element with `lg-root` from a dump of a page (`dumpTree`): a tree that no patch has made.
 * Text of the page must hold no line that starts with `| `.
 */
export function readLiveRoot(dump: string): DomElement {
  const page: DomElement = {
    kind: 'element',
    namespace: 'html',
    name: '#document',
    attributes: new Map(),
    children: [],
  };
  const open = [page];
  for (const line of `\n${dump}`.split('\n| ').slice(1)) {
    const text = line.trimStart();
    open.length = (line.length - text.length) / 2 + 1;
    const parent = open.at(-1)!;
    const attribute = /^([^<"].*?)="(.*)"$/s.exec(text);
    if (attribute) parent.attributes.set(readAttributeName(attribute[1]!), attribute[2]!);
    // The contents of a template stand one level deeper than its children would.
    else if (text === 'content') open.push(parent);
    else open.push(addChild(parent, text));
  }
  return findLiveRoot(page)!;
}

/** `xlink href` is the attribute `xlink:href` with its namespace. */
function readAttributeName(name: string): string {
  const [prefix, local] = name.split(' ') as [string, string?];
  if (local === undefined) return name;
  return local === 'xmlns' ? ' xmlns' : ` ${prefix}:${local}`;
}

function addChild(parent: DomElement, text: string): DomElement {
  const node = readNode(text);
  parent.children.push(node);
  return node as DomElement;
}

function readNode(text: string): DomNode {
  if (text.startsWith('"')) return { kind: 'text', data: text.slice(1, -1) };
  if (text.startsWith('<!-- ')) return { kind: 'comment', data: text.slice(5, -4) };
  const [namespace, name] = readElementName(text.slice(1, -1));
  return { kind: 'element', namespace, name, attributes: new Map(), children: [] };
}

/** `svg path` is a `path` of SVG. */
export function readElementName(name: string): [Namespace, string] {
  const [first, second] = name.split(' ') as [string, string?];
  return second === undefined ? ['html', first] : [first as Namespace, second];
}

function findLiveRoot(node: DomNode): DomElement | undefined {
  if (node.kind !== 'element' || node.name === 'template') return undefined;
  if (node.attributes.has('lg-root')) return node;
  for (const child of node.children) {
    const found = findLiveRoot(child);
    if (found) return found;
  }
  return undefined;
}
