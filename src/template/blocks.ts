import { type BlockNode, type StatementNode, walk } from './templateNodes.ts';
import type { TemplateSource } from './templateSource.ts';

/** A body that a block may have, and the template it stands in: the child's first, then its parent's. */
export interface BlockBody {
  readonly source: TemplateSource;
  readonly body: StatementNode;
}
/** What each block may show, by its name. */
export type Blocks = ReadonlyMap<string, readonly BlockBody[]>;

export const noBlocks: Blocks = new Map();

/** All blocks of one template, those within blocks and other tags among them. */
export function findBlocks(root: StatementNode): BlockNode[] {
  const found: BlockNode[] = [];
  walk(root, (node) => {
    if (node.typename === 'Block') found.push(node);
    return node.typename !== 'LookupVal' && node.typename !== 'TemplateData';
  });
  return found;
}
