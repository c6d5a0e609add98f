import { type DomNode, numberedChildren } from './domTree.ts';

/**
 * The hash of a live root, as `native/src/hash.rs` defines it. In a browser the parts come from `namespaceURI`,
 * `nodeName` or `localName`, `attributes` (with `name`, the qualified one) and `childNodes`.
 */
export function hashTree(root: DomNode): number {
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  visit(root, 0);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);

  function visit(node: DomNode, depth: number): void {
    add(String.fromCharCode(depth) + describe(node));
    for (const child of numberedChildren(node)) visit(child, depth + 1);
  }

  function add(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
      high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
    }
  }
}

function describe(node: DomNode): string {
  if (node.kind === 'text') return `"${node.data}\0`;
  if (node.kind === 'comment') return `!${node.data}\0`;
  const attributes = [...node.attributes].map(([name, value]) => [name.trimStart(), value] as const);
  attributes.sort(([one], [other]) => (one < other ? -1 : 1));
  const pairs = attributes.map(([name, value]) => `${name}\0${value}\0`);
  return `<${['html', 'svg', 'math'].indexOf(node.namespace)}${node.name}\0${pairs.join('')}\0`;
}
