import type { AttributeName, NewElement, NewNode } from '../protocol.ts';
import type { Dom } from './dom.ts';

export const namespaces: readonly string[] = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
];

const attributeNamespaces: Readonly<Record<string, string>> = {
  xlink: 'http://www.w3.org/1999/xlink',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
};

/** Makes a node with what is below it. */
export function buildNode(json: NewNode, dom: Dom): Node {
  if (typeof json === 'string') return dom.createText(json);
  if (json[0] === '!') return dom.createComment(json[1] as string);
  const [name, attributes = [], children = []] = json as NewElement;
  const [local, prefix] = name.split(' ').reverse() as [string, string?];
  const element = dom.createElement(namespaces[['svg', 'math'].indexOf(prefix!) + 1]!, local);
  for (let index = 0; index < attributes.length; index += 2) {
    setAttribute(element, attributes[index]!, attributes[index + 1]!);
  }
  const content = dom.contentOf(element);
  for (const child of children) content.insertBefore(buildNode(child, dom), null);
  return element;
}

/** Sets an attribute, or removes it where `value` is null. */
export function setAttribute(element: Element, name: AttributeName, value: string | null): void {
  const qualified = name.trimStart();
  if (value === null) element.removeAttribute(qualified);
  else if (qualified === name) element.setAttribute(name, value);
  else element.setAttributeNS(attributeNamespaces[qualified.split(':')[0]!]!, qualified, value);
}
