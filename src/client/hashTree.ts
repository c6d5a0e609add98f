import { namespaces } from './newNodes.ts';

/** A qualified name and a value. */
export type Attribute = Pick<Attr, 'name' | 'value'>;

/** How a tree is read: the children that count, and the attributes as the server knows them, in any order. */
export interface TreeReader {
  children(node: Node): readonly Node[];
  attributes(element: Element): readonly Attribute[];
}

/**
 * The hash of the numbered tree below `root`, as `native/src/hash.rs` defines it, of 53 bits: two multiplicative hashes of
 * the FNV-1a form over UTF-16 code units.
 */
export function hashTree(root: Node, { children, attributes }: TreeReader): number {
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  visit(root, 0);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);

  function visit(node: Node, depth: number): void {
    add(String.fromCharCode(depth) + describe(node as Element));
    for (const child of children(node)) visit(child, depth + 1);
  }

  function add(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
      high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
    }
  }

  /** A node without what is below it, as text. */
  function describe(node: Element): string {
    const { nodeType, nodeValue, namespaceURI, prefix, localName } = node;
    if (nodeType !== 1) return `${nodeType === 3 ? '"' : '!'}${nodeValue}\0`;
    const name = prefix ? `${prefix}:${localName}` : localName;
    const pairs = attributes(node).map(({ name, value }) => `${name}\0${value}\0`);
    return `<${namespaces.indexOf(namespaceURI!)}${name}\0${pairs.sort().join('')}\0`;
  }
}
