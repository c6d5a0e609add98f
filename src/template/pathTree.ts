import type { TemplateLocation } from '../errors.ts';

/**
 * What a template does with a value at a path:
 * - `print` shows it as text
 * - `value` computes with it
 * - `test` asks whether it is there
 * - `identity` asks whether it is the same as another
 * - `iterate` goes through it, `entries` through its entries, by two names or more
 * - `count` asks how many it holds
 * - `sum` adds it to others
 * - `default` shows something else where it is missing
 * - `whole` takes all of it, such as `dump`
 * - `key` reads a member whose name is only known when the page renders
 * - `call` calls it
 * - `again` reads below it what is read above it, as often as the data go on
 */
export type PathUse =
  | 'print'
  | 'value'
  | 'test'
  | 'identity'
  | 'iterate'
  | 'entries'
  | 'count'
  | 'sum'
  | 'default'
  | 'whole'
  | 'key'
  | 'call'
  | 'again';

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
  /** The name that leads here; empty for the root, and for the items and keys of a list or dict. */
  readonly name: string;
  readonly parent: PathNode | null;
  /** Where the template names this step. */
  readonly mentions: TemplateLocation[];
  readonly reads: PathRead[];
  readonly members: Map<string, PathNode>;
  /** What a list holds, or a dict under any key. Of a list of lists that a loop takes apart: what each of those holds. */
  items: PathNode | null;
  /** The first of a loop's several names: a dict's keys, or what comes first in each list. */
  keys: PathNode | null;
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

/** The step from a dict to its keys. */
export function keysOf(node: PathNode): PathNode {
  node.keys ??= createNode('', node);
  return node.keys;
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

/** Whether `node` is below `ancestor`. */
export function isBelow(node: PathNode, ancestor: PathNode): boolean {
  for (let step = node.parent; step; step = step.parent) if (step === ancestor) return true;
  return false;
}

/** Where the template first names a step; of a list's items, where it names the list. */
export function placeOf(node: PathNode): TemplateLocation {
  let step = node;
  while (step.mentions.length === 0 && step.parent) step = step.parent;
  return step.mentions[0]!;
}

/** What is read of a value that two steps lead to. */
export function mergeNodes(a: PathNode | null, b: PathNode | null): PathNode | null {
  if (!a || !b) return a ?? b;
  const members = new Map(a.members);
  for (const [name, node] of b.members) members.set(name, mergeNodes(members.get(name) ?? null, node)!);
  return {
    ...a,
    mentions: [...a.mentions, ...b.mentions],
    reads: [...a.reads, ...b.reads],
    members,
    items: mergeNodes(a.items, b.items),
    keys: mergeNodes(a.keys, b.keys),
  };
}

/** The steps that lead directly on from a node. */
export function stepsFrom(node: PathNode): PathNode[] {
  return [...(node.keys ? [node.keys] : []), ...(node.items ? [node.items] : []), ...node.members.values()];
}

/** Where a template names or reads a step or one below it. */
export function placesBelow(node: PathNode): TemplateLocation[] {
  const own = [...node.mentions, ...node.reads.map(({ location }) => location)];
  return [...own, ...stepsFrom(node).flatMap(placesBelow)];
}

/** Whether anything is read at a path or below it; a name that is only set is not. */
export function isUsed(node: PathNode): boolean {
  return node.reads.length > 0 || stepsFrom(node).some(isUsed);
}

function createNode(name: string, parent: PathNode | null): PathNode {
  return { name, parent, mentions: [], reads: [], members: new Map(), items: null, keys: null };
}

function addOnce<T>(list: T[], item: T, same: (a: T, b: T) => boolean): void {
  if (!list.some((known) => same(known, item))) list.push(item);
}

function sameLocation(a: TemplateLocation, b: TemplateLocation): boolean {
  return a.line === b.line && a.column === b.column && a.filename === b.filename;
}
