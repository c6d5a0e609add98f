import { namespaces } from './newNodes.ts';

/** A qualified name and a value. */
export type Attribute = Pick<Attr, 'name' | 'value'>;

/** How a tree is read: the children that count, and the attributes as the server knows them, in any order. */
export interface TreeReader {
  children(node: Node): readonly Node[];
  attributes(element: Element): readonly Attribute[];
}

/** The hash of the numbered tree below `root`, as `native/src/hash.rs` defines it: 53 bits. */
export function hashTree(root: Node, reader: TreeReader): number {
  const hash = startHash();
  visit(root, 0);
  return hash.end();

  function visit(node: Node, depth: number): void {
    hash.add(String.fromCharCode(depth) + describeNode(node, reader));
    for (const child of reader.children(node)) visit(child, depth + 1);
  }
}

/** Two multiplicative hashes of the FNV-1a form over UTF-16 code units. */
export function startHash(): { add(text: string): void; end(): number } {
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  return {
    add(text) {
      for (let index = 0; index < text.length; index += 1) {
        low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
        high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
      }
    },
    end: () => (high >>> 11) * 2 ** 32 + (low >>> 0),
  };
}

/** A node without what is below it, as text. */
export function describeNode(node: Node, reader: TreeReader): string {
  if (node.nodeType !== 1) return `${node.nodeType === 3 ? '"' : '!'}${node.nodeValue}\0`;
  const { namespaceURI, prefix, localName } = node as Element;
  const name = prefix === null ? localName : `${prefix}:${localName}`;
  const sorted = [...reader.attributes(node as Element)].sort((one, other) => (one.name < other.name ? -1 : 1));
  const pairs = sorted.map(({ name, value }) => `${name}\0${value}\0`);
  return `<${namespaces.indexOf(namespaceURI!)}${name}\0${pairs.join('')}\0`;
}
