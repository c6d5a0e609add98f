import type { NewComment, NewElement, NewNode } from '../protocol.ts';

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
export function isOpaque(element: DomElement): boolean {
  const { namespace, name, attributes } = element;
  return attributes.has('lg-ignore') || isTemplate(element) || (namespace === 'html' && name === 'selectedcontent');
}

export function isTemplate({ namespace, name }: DomElement): boolean {
  return namespace === 'html' && name === 'template';
}

/** The nodes inside a node that have numbers. */
export function numberedChildren(node: DomNode): readonly DomNode[] {
  return node.kind === 'element' && !isOpaque(node) ? node.children : [];
}

/** The node that a message describes. */
export function buildNode(json: NewElement): DomElement;
export function buildNode(json: NewNode): DomNode;
export function buildNode(json: NewNode): DomNode {
  if (typeof json === 'string') return { kind: 'text', data: json };
  if (isComment(json)) return { kind: 'comment', data: json[1] };
  const [fullName, attributes = [], children = []] = json;
  const [namespace, name] = readElementName(fullName);
  return {
    kind: 'element',
    namespace,
    name,
    attributes: pairs(attributes),
    children: children.map((child) => buildNode(child)),
  };
}

function isComment(json: NewComment | NewElement): json is NewComment {
  return json[0] === '!';
}

function pairs(flat: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (let index = 0; index < flat.length; index += 2) map.set(flat[index]!, flat[index + 1]!);
  return map;
}

/** `svg path` is a `path` of SVG. */
export function readElementName(name: string): [Namespace, string] {
  const [first, second] = name.split(' ') as [string, string?];
  return second === undefined ? ['html', first] : [first as Namespace, second];
}
