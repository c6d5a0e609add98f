import type { PathNode, PathUse } from './pathTree.ts';

/** Words that mean something on every list. A field of that name wins. */
export const listWords: ReadonlySet<string> = new Set(['all', 'count', 'first']);

/**
 * The paths below `tree` that are read, each once, sorted, such as `requests[].tenant.user.email`. What a list holds is
 * written `[]`, however it is reached. A path that only leads on to longer ones, or is only asked whether it is there, is left
 * out where there are longer ones.
 */
export function listPaths(tree: PathNode): string[] {
  return [...new Set(pathsBelow(tree, ''))].sort();
}

function pathsAt(node: PathNode, path: string): string[] {
  const longer = pathsBelow(node, path);
  const isRead = longer.length === 0 ? node.reads.length > 0 : node.reads.some(({ use }) => ownUses.has(use));
  return isRead ? [path, ...longer] : longer;
}

/** What is read whatever is read below it. */
const ownUses: ReadonlySet<PathUse> = new Set(['print', 'value', 'sum', 'whole', 'call', 'again']);

/** The keys of a dict are no path of their own. */
function pathsBelow({ keys, items, members }: PathNode, path: string): string[] {
  return [
    ...(keys ? pathsBelow(keys, `${path}[]`) : []),
    ...(items ? pathsAt(items, `${path}[]`) : []),
    ...[...members.values()].flatMap((member) => pathsAt(member, `${path}${stepOf(member, path)}`)),
  ];
}

/** A step as it is written; `all` is the list itself, and `first` one of its items where it leads on. */
function stepOf(member: PathNode, path: string): string {
  if (member.name === 'all' && path !== '' && member.members.size + Number(member.items !== null) > 0) return '';
  if (member.name === 'first' && path !== '' && member.members.size > 0) return '[]';
  return path === '' ? member.name : `.${member.name}`;
}
