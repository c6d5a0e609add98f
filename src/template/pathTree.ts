import type { TemplateLocation } from '../errors.ts';

/**
 * What a template does with a value at a path:
 * `print` shows it as text, `value` computes with it, `test` asks whether it is there, `iterate` goes through it,
 * `count` asks how many it holds.
 */
export type PathUse = 'print' | 'value' | 'test' | 'iterate' | 'count';

export interface PathRead {
  readonly use: PathUse;
  readonly location: TemplateLocation;
}

/**
 * One step of the paths that a template reads. The children of `requests` in
 * `{% for request in requests %}{{ request.property.name }}{% endfor %}` are
 *
 *     requests ─items→ [] ─property→ property ─name→ name (print)
 */
export interface PathNode {
  /** The name that leads here; empty for the root and for the items of a list. */
  readonly name: string;
  readonly parent: PathNode | null;
  /** Where the template names this step. */
  readonly mentions: TemplateLocation[];
  readonly reads: PathRead[];
  readonly members: Map<string, PathNode>;
  items: PathNode | null;
}

/** All paths of a template: the members are the names of its context. */
export type PathTree = PathNode;

export function createPathTree(): PathTree {
  return createNode('', null);
}

/** The step from `node` by a member's name; made where it is not there yet. */
export function memberOf(node: PathNode, name: string, location: TemplateLocation): PathNode {
  let member = node.members.get(name);
  if (!member) {
    member = createNode(name, node);
    node.members.set(name, member);
  }
  addOnce(member.mentions, location, sameLocation);
  return member;
}

/** The step from a list to what it holds. */
export function itemsOf(node: PathNode): PathNode {
  node.items ??= createNode('', node);
  return node.items;
}

export function addRead(node: PathNode, use: PathUse, location: TemplateLocation): void {
  addOnce(node.reads, { use, location }, (a, b) => a.use === b.use && sameLocation(a.location, b.location));
}

/** How many steps lead from the context to `node`, items not counted. */
export function depthOf(node: PathNode): number {
  let depth = 0;
  for (let step: PathNode | null = node; step; step = step.parent) if (step.name !== '') depth += 1;
  return depth;
}

/**
 * The paths below `node` that are read, in the order the template first names them, such as `property.name`.
 * A path that only leads on to longer ones, or is only asked whether it is there, is left out.
 */
export function readPaths(node: PathNode, prefix = ''): string[] {
  const below = [...(node.items ? readPaths(node.items, prefix) : [])];
  for (const member of node.members.values()) {
    const path = prefix === '' ? member.name : `${prefix}.${member.name}`;
    const longer = readPaths(member, path);
    const shown =
      longer.length === 0 ? isRead(member) : member.reads.some(({ use }) => use === 'print' || use === 'value');
    if (shown) below.push(path);
    below.push(...longer);
  }
  return below;
}

function isRead(node: PathNode): boolean {
  return node.reads.length > 0 || (node.items !== null && isRead(node.items));
}

function createNode(name: string, parent: PathNode | null): PathNode {
  return { name, parent, mentions: [], reads: [], members: new Map(), items: null };
}

function addOnce<T>(list: T[], item: T, same: (a: T, b: T) => boolean): void {
  if (!list.some((known) => same(known, item))) list.push(item);
}

function sameLocation(a: TemplateLocation, b: TemplateLocation): boolean {
  return a.line === b.line && a.column === b.column && a.filename === b.filename;
}
