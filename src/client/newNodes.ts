import type { AttributeName, ElementName, NewElement, NewNode } from '../protocol.ts';
import type { Dom } from './dom.ts';

export const namespaces = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
] as const;

const attributeNamespaces: Readonly<Record<string, string>> = {
  xlink: 'http://www.w3.org/1999/xlink',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
};

/** Makes a node with what is below it. */
export function buildNode(json: NewNode, dom: Dom): Node {
  if (typeof json === 'string') return dom.createText(json);
  if (json[0] === '!') return dom.createComment(json[1] as string);
  const { namespace, name, attributes, children } = readElement(json as NewElement);
  const element = dom.createElement(namespaces[namespace]!, name);
  for (const [name, value] of attributes) setAttribute(element, name, value);
  const content = dom.contentOf(element);
  for (const child of children) dom.insert(content, buildNode(child, dom), null);
  return element;
}

/** The parts of an element; `namespace` is its place in `namespaces`. */
export interface ElementParts {
  readonly namespace: number;
  readonly name: string;
  readonly attributes: readonly (readonly [name: AttributeName, value: string])[];
  readonly children: readonly NewNode[];
}

export function readElement([name, flat = [], children = []]: NewElement): ElementParts {
  const attributes: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2) attributes.push([flat[index]!, flat[index + 1]!]);
  return { ...readElementName(name), attributes, children };
}

/** `svg path` is a `path` of SVG. */
function readElementName(name: ElementName): { namespace: number; name: string } {
  const [first, second] = name.split(' ') as [string, string?];
  return second === undefined ? { namespace: 0, name } : { namespace: first === 'svg' ? 1 : 2, name: second };
}

/** Sets an attribute, or removes it where `value` is null. */
export function setAttribute(element: Element, name: AttributeName, value: string | null): void {
  const qualified = name.trimStart();
  if (value === null) element.removeAttribute(qualified);
  else if (qualified === name) element.setAttribute(name, value);
  else element.setAttributeNS(attributeNamespaces[qualified.split(':')[0]!]!, qualified, value);
}
