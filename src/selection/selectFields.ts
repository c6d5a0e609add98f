import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Diagnostics } from '../diagnostics.ts';
import type { TemplateLocation } from '../errors.ts';
import { countFieldOf, type Field, hasToString, type ModelType } from '../schema/modelType.ts';
import { scalars } from '../schema/scalars.ts';
import { isUsed, mergeNodes, type PathNode, type PathRead, placeOf } from '../template/pathTree.ts';
import * as findings from './findings.ts';

/**
 * The selection set of what a template reads below a variable that holds one row of `type`. Every object selects its
 * key; a printed object selects `__str__: str`; an object that is taken whole selects its exposed columns, and key and
 * `__str__` of what it has one of; what is not read is not selected. What cannot be read is reported and left out.
 *
 * Reports LG1003 (not known before the page renders), LG1006 (no such field), LG1007 (private), LG1008 (a value used as an
 * object, or an object as a value), LG1009 (a list used as one row), and LG1070 to LG1079.
 */
export function selectObject(node: PathNode, type: ModelType, diagnostics: Diagnostics): SelectionSetNode {
  const selections = new Map<string, SelectionNode>(type.primaryKey.map((column) => [column.name, field(column.name)]));
  for (const read of node.reads) {
    for (const selected of readObject(node, type, read, diagnostics)) selections.set(nameOf(selected), selected);
  }
  if (node.items && !isPrintedEntry(node) && !reads(node, 'key') && isUsed(node.items))
    diagnostics.error(findings.notAList(node, type, placeOf(node.items)));
  for (const member of node.members.values()) {
    const selected = selectMember(member, type, diagnostics);
    if (selected) selections.set(nameOf(selected), merge(selections.get(nameOf(selected)), selected));
  }
  return { kind: Kind.SELECTION_SET, selections: [...selections.values()] };
}

/** The same for a variable that holds a list of rows: what is read on its items, however they are reached. */
export function selectList(node: PathNode, type: ModelType, diagnostics: Diagnostics): SelectionSetNode {
  const items = mergeItems(node, type, diagnostics);
  return selectObject(items ?? emptyNode(node), type, diagnostics);
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

/** What reading an object as such selects of it. */
function readObject(
  node: PathNode,
  type: ModelType,
  { use, location }: PathRead,
  diagnostics: Diagnostics,
): FieldNode[] {
  switch (use) {
    case 'test':
    case 'identity':
    case 'default':
      return []; // its key is enough
    case 'print':
      if (!hasToString(type.model)) diagnostics.warning(findings.printsKey(node, type, location));
      return [str()];
    case 'whole':
    case 'entries':
      diagnostics.warning(findings.readWhole(node, type, location));
      return wholeObject(type);
    case 'iterate':
      diagnostics.error(findings.notAList(node, type, location));
      return [];
    case 'value':
    case 'sum':
    case 'count':
      diagnostics.error(findings.objectAsValue(node, type, location));
      return [];
    case 'key':
      diagnostics.error(findings.dynamicKey(node, type, location));
      return [];
    case 'call':
      diagnostics.error(findings.notCallable(node, type, location));
      return [];
    case 'again':
      diagnostics.error(findings.followedAgain(node, location));
      return [];
    default:
      return use satisfies never;
  }
}

/** Every exposed column, and key and text of what a row has one of. */
function wholeObject(type: ModelType): FieldNode[] {
  return [...type.fields.values()].flatMap((found) => {
    if (found.kind === 'column') return [field(found.name)];
    if (found.kind !== 'toOne') return [];
    const selections = [...found.target.primaryKey.map(({ name }) => field(name)), str()];
    return [field(found.name, { kind: Kind.SELECTION_SET, selections })];
  });
}

function selectMember(member: PathNode, type: ModelType, diagnostics: Diagnostics): FieldNode | null {
  if (member.name === '__str__') return str();
  const found = type.fields.get(member.name);
  if (!found) {
    if (/[?&|;`]/.test(member.name)) return null; // `a?.b`, which LG1051 has reported
    diagnostics.error(findings.noField(member, type));
    return null;
  }
  if (!isUsed(member)) return null;
  switch (found.kind) {
    case 'toOne':
      for (const { use, location } of member.reads) {
        if (use === 'default') diagnostics.warning(findings.defaultOfNull(member, type, location));
      }
      return field(found.name, selectObject(member, found.target, diagnostics));
    case 'toMany': {
      const count = isOnlyCounted(member) && countFieldOf(type, found);
      return count
        ? field(count.name, undefined, found.name)
        : field(found.name, selectList(member, found.target, diagnostics));
    }
    case 'annotation':
      checkLeaf(member, found, type, diagnostics);
      return found.adHoc ? annotationNode(found.name) : field(found.name);
    case 'column':
    case 'computed':
    case 'str':
      checkLeaf(member, found, type, diagnostics);
      return field(found.name);
    default:
      return found satisfies never;
  }
}

type Leaf = Exclude<Field, { association: unknown }>;

/** A value has no fields, but JSON has any, and a string its length and characters. */
function checkLeaf(member: PathNode, found: Leaf, type: ModelType, diagnostics: Diagnostics): void {
  for (const read of member.reads) checkRead(member, found, type, read, diagnostics);
  if (found.kind === 'computed') return;
  const scalar = found.kind === 'str' ? scalars.String : found.scalar;
  if (scalar === scalars.JSON) return;
  const isText = scalar.name === 'String';
  const below = [...member.members.values()].find(({ name }) => !(name === 'length' && isText));
  if (below) diagnostics.error(findings.valueAsObject(member, type, below));
  if (member.items && !isText) diagnostics.error(findings.notAList(member, type, placeOf(member.items)));
}

function checkRead(
  member: PathNode,
  found: Leaf,
  type: ModelType,
  { use, location }: PathRead,
  diagnostics: Diagnostics,
): void {
  const scalar = found.kind === 'column' || found.kind === 'annotation' ? found.scalar : null;
  if (use === 'call') diagnostics.error(findings.notAMethod(member, type, found.kind, location));
  if (use === 'sum' && (scalar === scalars.Decimal || scalar === scalars.BigInt))
    diagnostics.error(findings.addsText(member, type, scalar.name, location));
  if (use === 'print' && (scalar === scalars.DateTime || scalar === scalars.Date) && !isInTag(location))
    diagnostics.warning(findings.rawDate(member, type, scalar.name, location));
  if (use === 'print' && scalar === scalars.JSON) diagnostics.warning(findings.printsJson(member, type, location));
  if (use === 'default' && scalar && 'nullable' in found && found.nullable)
    diagnostics.warning(findings.defaultOfNull(member, type, location));
}

/** Whether a place is in a tag, such as `<time datetime="…">`, where a date is written as it is stored. */
function isInTag({ source, line, column }: TemplateLocation): boolean {
  const lines = source.split('\n');
  const before = [...lines.slice(0, line - 1), lines[line - 1]!.slice(0, column - 1)].join('\n');
  const markup = before.replace(/\{(?:\{[\s\S]*?\}|%[\s\S]*?%|#[\s\S]*?#)\}/g, '');
  return /<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*(?:"[^"]*|'[^']*)?$/.test(markup);
}

/** Everything that is read on a list's items: in loops, by `first`, by index; `all` is the list itself. */
function mergeItems(node: PathNode, type: ModelType, diagnostics: Diagnostics): PathNode | null {
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
function readList(node: PathNode, type: ModelType, read: PathRead, diagnostics: Diagnostics): PathNode | null {
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

/** `{% for key, value in row %}`, which reads the row whole. */
function isPrintedEntry(node: PathNode): boolean {
  return reads(node, 'entries') && node.items!.members.size === 0 && !node.items!.items;
}

function emptyNode(node: PathNode): PathNode {
  return { ...node, reads: [], members: new Map(), items: null, keys: null };
}

function reads(node: PathNode, use: PathRead['use']): boolean {
  return node.reads.some((read) => read.use === use);
}

/** An object that is taken whole and read deeper selects both. */
function merge(a: SelectionNode | undefined, b: FieldNode): FieldNode {
  if (a?.kind !== Kind.FIELD || !a.selectionSet || !b.selectionSet) return b;
  const selections = new Map(a.selectionSet.selections.map((node) => [nameOf(node as FieldNode), node as FieldNode]));
  for (const node of b.selectionSet.selections as FieldNode[])
    selections.set(nameOf(node), merge(selections.get(nameOf(node)), node));
  return { ...b, selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections.values()] } };
}

function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function field(name: string, selectionSet?: SelectionSetNode, alias?: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selectionSet && { selectionSet }),
  };
}

function str(): FieldNode {
  return field('str', undefined, '__str__');
}

/** `total: annotation(name: "total")` */
function annotationNode(name: string): FieldNode {
  const value = { kind: Kind.STRING, value: name } as const;
  return {
    ...field('annotation', undefined, name),
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value }],
  };
}
