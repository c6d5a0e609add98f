import { isUsed, type PathNode, type PathTree, type PathUse } from '../../src/template/pathTree.ts';

type Nodes = readonly PathNode[];
type Data = Readonly<Record<string, unknown>>;

/**
 * `data` with only what a template is loaded with: the members that are read, at the steps that lead to them. Keys of rows
 * (`id`) are always loaded; plain values in lists and dicts come with these.
 */
export function selectedData(paths: PathTree, data: Data): Record<string, unknown> {
  return restrict([paths], data) as Record<string, unknown>;
}

/** `data` as it is, but each read of a member that the analysis does not have is added to `missed`, as a path. */
export function recordedData(paths: PathTree, data: Data, missed: Set<string>): Record<string, unknown> {
  const entries = Object.entries(data).map(([name, value]) => {
    return [name, record(membersNamed([paths], name), value, name, missed)];
  });
  return Object.fromEntries(entries);
}

function restrict(nodes: Nodes, value: unknown): unknown {
  if (!isStructure(value) || isWhole(nodes, value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => restrict(itemsAt(nodes, index), item));
  const isDict = isEnumerated(nodes);
  const entries = Object.entries(value).flatMap(([name, below]) => {
    const steps = membersNamed(nodes, name).filter(isUsed);
    if (!isDict && steps.length === 0 && name !== 'id' && !isPrinted(nodes, name)) return [];
    return [[name, restrict([...steps, ...valuesIn(nodes)], below)]];
  });
  return Object.fromEntries(entries);
}

function record(nodes: Nodes, value: unknown, path: string, missed: Set<string>): unknown {
  if (!isStructure(value) || isWhole(nodes, value)) return value;
  return new Proxy(value, {
    get(target, key) {
      const read = Reflect.get(target, key);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) return read;
      if (Array.isArray(target))
        return key === 'length' ? read : record(itemsAt(nodes, +key), read, `${path}[]`, missed);
      const steps = [...membersNamed(nodes, key), ...valuesIn(nodes)];
      if (steps.length === 0 && key !== 'id' && !isPrinted(nodes, key)) missed.add(`${path}.${key}`);
      return record(steps, read, `${path}.${key}`, missed);
    },
  });
}

/** Dates and sets hold no rows. */
function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Set);
}

/** What is computed with, taken whole, handed to a function or followed again and again is there with all below it. */
function isWhole(nodes: Nodes, value: object): boolean {
  return nodes.some(({ reads, members }) => {
    if (reads.some(({ use }) => wholeUses.has(use) || (use === 'key' && isObject(value)))) return true;
    const all = Array.isArray(value) ? members.get('all') : undefined;
    return all !== undefined && isWhole([all], value);
  });
}

const wholeUses: ReadonlySet<PathUse> = new Set(['value', 'whole', 'call', 'again', 'sum']);

/** A key of a list that only the page knows is an index. */
function isObject(value: object): boolean {
  return !Array.isArray(value);
}

/** Whether the names of a dict are asked for, or the values under any of them. */
function isEnumerated(nodes: Nodes): boolean {
  return nodes.some(
    ({ items, reads }) => items !== null || reads.some(({ use }) => use === 'count' || use === 'entries'),
  );
}

function isPrinted(nodes: Nodes, name: string): boolean {
  return name === '__str__' && nodes.some(prints);
}

function prints({ reads }: PathNode): boolean {
  return reads.some(({ use }) => use === 'print');
}

function membersNamed(nodes: Nodes, name: string): PathNode[] {
  return nodes.flatMap((node) => node.members.get(name) ?? []);
}

function valuesIn(nodes: Nodes): PathNode[] {
  return nodes.flatMap(({ items }) => items ?? []);
}

/** What a list holds: reached in loops, by index, by the words `all` and `first`, taken apart by a loop, and printed. */
function itemsAt(nodes: Nodes, index: number): PathNode[] {
  return nodes.flatMap((node) => {
    const { items, members } = node;
    const [all, first, part] = [members.get('all'), members.get('first'), partsOf.get(node)];
    return [
      ...(items ? [items] : []),
      ...(first ? [first] : []),
      ...(part && index === 0 ? [part] : []),
      ...(all ? itemsAt([all], index) : []),
      ...(node.keys ? [tupleOf(node)] : []),
      ...(prints(node) ? [printed(node)] : []),
    ];
  });
}

/** The first of a tuple's parts is what the keys of the list stand for. */
const partsOf = new WeakMap<PathNode, PathNode>();

function tupleOf(list: PathNode): PathNode {
  const tuple: PathNode = { ...list, reads: [], members: new Map(), keys: null };
  partsOf.set(tuple, list.keys!);
  return tuple;
}

function printed({ parent, reads }: PathNode): PathNode {
  return { name: '', parent, mentions: [], reads, members: new Map(), items: null, keys: null };
}
