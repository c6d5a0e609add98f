import type { Diagnostics } from '../diagnostics.ts';
import { mergeNodes, type PathNode, type PathRead } from '../template/pathTree.ts';
import * as findings from './findings.ts';

/** Everything that is read on the items of a list of `type`: in loops, by `first`, by index; `all` is the list itself. */
export function mergeItems(node: PathNode, type: findings.NamedType, diagnostics: Diagnostics): PathNode | null {
  let merged: PathNode | null = node.items;
  for (const read of node.reads) merged = mergeNodes(merged, readList(node, type, read, diagnostics));
  for (const member of node.members.values()) {
    if (member.name === 'all') merged = mergeNodes(merged, mergeItems(member, type, diagnostics));
    else if (member.name === 'first') merged = mergeNodes(merged, member);
    else if (member.name !== 'count' && member.name !== 'length')
      diagnostics.error(findings.memberOfList(member, type));
  }
  return merged;
}

/** What reading a list as such reads of its items. */
function readList(node: PathNode, type: findings.NamedType, read: PathRead, diagnostics: Diagnostics): PathNode | null {
  switch (read.use) {
    case 'iterate':
    case 'count':
    case 'key':
    case 'default':
      return null;
    case 'test':
      diagnostics.warning(findings.listIsTrue(node, type, read.location));
      return null;
    case 'whole':
      return { ...emptyNode(node), reads: [read] };
    case 'entries':
      diagnostics.error(findings.severalNames(node, type, read.location));
      return null;
    case 'print':
    case 'value':
    case 'identity':
    case 'sum':
      diagnostics.error(findings.listAsValue(node, type, read.location));
      return null;
    case 'call':
      diagnostics.error(findings.notCallable(node, type, read.location));
      return null;
    case 'again':
      diagnostics.error(findings.followedAgain(node, read.location));
      return null;
    default:
      return read.use satisfies never;
  }
}

/** Whether a list is only counted, so that its rows are not needed. `all` is the list itself. */
export function isOnlyCounted({ reads, items, keys, members }: PathNode): boolean {
  const words = [...members.values()];
  if (items || keys || reads.some(({ use }) => use !== 'count')) return false;
  if (words.some((word) => !isCount(word) && !(word.name === 'all' && isOnlyCounted(word)))) return false;
  return reads.length + words.length > 0;
}

function isCount({ name, reads }: PathNode): boolean {
  return (name === 'count' || name === 'length') && reads.length > 0;
}

/** The step without what is read below it. */
export function emptyNode(node: PathNode): PathNode {
  return { ...node, reads: [], members: new Map(), items: null, keys: null };
}
