import type { AttributeName, NewElement, NewNode } from '../protocol.ts';

const w3 = 'http://www.w3.org/';

export const namespaces: readonly string[] = [`${w3}1999/xhtml`, `${w3}2000/svg`, `${w3}1998/Math/MathML`];

const attributeNamespaces: Readonly<Record<string, string>> = {
  xlink: `${w3}1999/xlink`,
  xml: `${w3}XML/1998/namespace`,
  xmlns: `${w3}2000/xmlns/`,
};

/** Makes a node with what is below it. */
export function buildNode(json: NewNode): Node {
  if (typeof json === 'string') return document.createTextNode(json);
  if (json[0] === '!') return document.createComment(json[1] as string);
  const [name, attributes = [], children = []] = json as NewElement;
  const [local, prefix] = name.split(' ').reverse() as [string, string?];
  const element = createElement(namespaces[['svg', 'math'].indexOf(prefix!) + 1]!, local);
  for (let index = 0; index < attributes.length; index += 2) {
    setAttribute(element, attributes[index]!, attributes[index + 1]!);
  }
  // Of a `meta` it is a text, but that has no children.
  const parent = (element as HTMLTemplateElement).content ?? element;
  for (const child of children) parent.appendChild(buildNode(child));
  return element;
}

/**
 * A script does not run wherever it is put: it counts as started once it was in a document without a window.
 * <https://html.spec.whatwg.org/multipage/scripting.html#already-started>
 */
function createElement(namespace: string, name: string): Element {
  const element = document.createElementNS(namespace, name);
  if (name === 'script') {
    element.append('0');
    document.implementation.createHTMLDocument().body.append(element);
    element.replaceChildren();
  }
  return element;
}

/** Sets an attribute, or removes it where `value` is null. */
export function setAttribute(element: Element, name: AttributeName, value: string | null): void {
  const qualified = name.trimStart();
  if (value === null) element.removeAttribute(qualified);
  else if (qualified === name) element.setAttribute(name, value);
  else element.setAttributeNS(attributeNamespaces[qualified.split(':')[0]!]!, qualified, value);
}
