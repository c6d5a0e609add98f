import { type DomElement, type DomNode, readElementName } from '../../src/testing/domTree.ts';

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

function findLiveRoot(node: DomNode): DomElement | undefined {
  if (node.kind !== 'element' || node.name === 'template') return undefined;
  if (node.attributes.has('lg-root')) return node;
  for (const child of node.children) {
    const found = findLiveRoot(child);
    if (found) return found;
  }
  return undefined;
}
