import type { NewNode, Patch } from '../../src/protocol.ts';

/** A page as it is first sent, and the patches of each update after it. */
export interface PageHistory {
  readonly html: string;
  readonly frames: readonly (readonly Patch[])[];
}

/**
 * Runs inside a browser, over its own parser and its own DOM: loads each page into a frame of the document, numbers the
 * nodes and applies the patches. Gives the hashes of each page, first as it was loaded and then after each update.
 *
 * The function is sent to the browser as text, so it uses nothing from outside of it. `histories` is JSON of an array of
 * `PageHistory`.
 */
export function runInBrowser(histories: string): number[][] {
  const namespaces = [
    'http://www.w3.org/1999/xhtml',
    'http://www.w3.org/2000/svg',
    'http://www.w3.org/1998/Math/MathML',
  ];
  const attributeNamespaces: Record<string, string> = {
    xlink: 'http://www.w3.org/1999/xlink',
    xml: 'http://www.w3.org/XML/1998/namespace',
    xmlns: 'http://www.w3.org/2000/xmlns/',
  };
  const page = document.body.appendChild(document.createElement('iframe')).contentDocument!;
  return (JSON.parse(histories) as PageHistory[]).map(runHistory);

  function runHistory({ html, frames }: PageHistory): number[] {
    page.open();
    page.write(html);
    page.close();
    const root = page.querySelector('[lg-root]')!;
    const nodes = new Map<number, Node>();
    const numbers = new Map<Node, number>();
    addNumbers(root);
    const hashes = [hashTree(root)];
    for (const patches of frames) {
      for (const patch of patches) apply(patch);
      hashes.push(hashTree(root));
    }
    return hashes;

    function addNumbers(node: Node): void {
      const number = numbers.size + 1;
      nodes.set(number, node);
      numbers.set(node, number);
      numberedChildren(node).forEach(addNumbers);
    }

    function apply(patch: Patch): void {
      const node = nodes.get(patch[1])!;
      if (patch[0] === 0) node.nodeValue = patch[2];
      else if (patch[0] === 1) setAttribute(node as Element, patch[2], patch[3]);
      else if (patch[0] === 2) (node as Element).removeAttribute(patch[2].trimStart());
      else if (patch[0] === 3) insert(node, patch[2], patch[3]);
      else if (patch[0] === 4) node.parentNode!.insertBefore(node, findReference(node.parentNode!, patch[2]));
      else node.parentNode!.removeChild(node);
    }

    function insert(parent: Node, reference: number, json: readonly NewNode[]): void {
      const before = findReference(parent, reference);
      for (const child of json.map(build)) addNumbers(parent.insertBefore(child, before));
    }

    function findReference(parent: Node, reference: number): Node | null {
      if (reference !== 0) return nodes.get(reference)!;
      const last = [...parent.childNodes].findLast((child) => numbers.has(child));
      return last ? last.nextSibling : parent.firstChild;
    }

    function build(json: NewNode): Node {
      if (typeof json === 'string') return page.createTextNode(json);
      if (json[0] === '!') return page.createComment(json[1] as string);
      const [, prefix, name] = /^(?:(\w+) )?(.*)$/.exec(json[0])!;
      const element = page.createElementNS(namespaces[['svg', 'math'].indexOf(prefix!) + 1]!, name!);
      const pairs = (json[1] ?? []) as readonly string[];
      for (let index = 0; index < pairs.length; index += 2) setAttribute(element, pairs[index]!, pairs[index + 1]!);
      const target = element.nodeName === 'TEMPLATE' ? (element as HTMLTemplateElement).content : element;
      for (const child of (json[2] ?? []) as readonly NewNode[]) target.appendChild(build(child));
      return element;
    }
  }

  function setAttribute(element: Element, name: string, value: string): void {
    const qualified = name.trimStart();
    if (qualified === name) element.setAttribute(name, value);
    else element.setAttributeNS(attributeNamespaces[qualified.split(':')[0]!]!, qualified, value);
  }

  function numberedChildren(node: Node): Node[] {
    const isIgnored = node.nodeType === 1 && (node as Element).hasAttribute('lg-ignore');
    const isApart = ['TEMPLATE', 'SELECTEDCONTENT'].includes(node.nodeName);
    return isIgnored || isApart ? [] : [...node.childNodes];
  }

  function hashTree(root: Element): number {
    let low = 0x811c9dc5;
    let high = 0x41c6ce57;
    visit(root, 0);
    return (high >>> 11) * 2 ** 32 + (low >>> 0);

    function visit(node: Node, depth: number): void {
      const text = String.fromCharCode(depth) + describe(node);
      for (let index = 0; index < text.length; index += 1) {
        low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
        high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
      }
      for (const child of numberedChildren(node)) visit(child, depth + 1);
    }
  }

  function describe(node: Node): string {
    if (node.nodeType === 3) return `"${node.nodeValue}\0`;
    if (node.nodeType === 8) return `!${node.nodeValue}\0`;
    const { namespaceURI, prefix, localName, attributes } = node as Element;
    const sorted = [...attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
    const name = prefix === null ? localName : `${prefix}:${localName}`;
    const pairs = sorted.map(({ name, value }) => `${name}\0${value}\0`);
    return `<${namespaces.indexOf(namespaceURI!)}${name}\0${pairs.join('')}\0`;
  }
}
