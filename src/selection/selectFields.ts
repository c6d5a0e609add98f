import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { didYouMean, LivegraftError, type TemplateLocation } from '../errors.ts';
import { type Field, type ModelType, targetOf } from '../schema/modelType.ts';
import { scalars } from '../schema/scalars.ts';
import type { PathNode } from '../template/pathTree.ts';

/**
 * The selection set of what a template reads below a variable that holds one row of `type`. Every object selects its
 * key; a printed object selects `__str__: str`; what is not read is not selected.
 *
 * Throws LG1006 (no such field), LG1007 (private), LG1008 (a value used as an object, or an object as a value),
 * LG1009 (a list used as one row).
 */
export function selectObject(node: PathNode, type: ModelType): SelectionSetNode {
  const selections = new Map<string, SelectionNode>(type.primaryKey.map((column) => [column.name, field(column.name)]));
  for (const read of node.reads) {
    if (read.use === 'print') selections.set('__str__', field('str', undefined, '__str__'));
    if (read.use === 'value' || read.use === 'count') throw objectAsValue(node, type, read.location);
    if (read.use === 'iterate') throw notAList(node, type, read.location);
  }
  if (node.items) throw notAList(node, type, firstMention(node));
  for (const member of node.members.values()) {
    const selected = selectMember(member, type);
    if (selected) selections.set((selected.alias ?? selected.name).value, selected);
  }
  return { kind: Kind.SELECTION_SET, selections: [...selections.values()] };
}

/** The same for a variable that holds a list of rows: what is read on its items, however they are reached. */
export function selectList(node: PathNode, type: ModelType): SelectionSetNode {
  const items = mergeItems(node, type);
  return items ? selectObject(items, type) : selectObject(emptyNode(node), type);
}

function selectMember(member: PathNode, type: ModelType): FieldNode | null {
  if (member.name === '__str__') return field('str', undefined, '__str__');
  const found = type.fields.get(member.name);
  if (!found) throw type.columns.has(member.name) ? privateField(member, type) : unknownField(member, type);
  if (!isUsed(member)) return null;
  switch (found.kind) {
    case 'toOne':
      return field(found.name, selectObject(member, targetOf(found)));
    case 'toMany':
      return field(found.name, selectList(member, targetOf(found)));
    case 'annotation':
      assertLeaf(member, found, type);
      return found.adHoc ? annotationNode(found.name) : field(found.name);
    case 'column':
    case 'computed':
    case 'str':
      assertLeaf(member, found, type);
      return field(found.name);
    default:
      return found satisfies never;
  }
}

/** A value has no fields, but JSON has any, and a string its length. */
function assertLeaf(member: PathNode, found: Exclude<Field, { association: unknown }>, type: ModelType): void {
  if (found.kind === 'computed') return;
  const scalar = found.kind === 'str' ? scalars.String : found.scalar;
  if (scalar === scalars.JSON) return;
  const below = [...member.members.values()].find((node) => !(node.name === 'length' && scalar.name === 'String'));
  if (below) throw valueAsObject(member, type, below);
  if (member.items) throw notAList(member, type, firstMention(member));
}

/** Everything that is read on a list's items: in loops, by `first`, by index; `all` is the list itself. */
function mergeItems(node: PathNode, type: ModelType): PathNode | null {
  let merged: PathNode | null = node.items;
  for (const read of node.reads)
    if (read.use === 'print' || read.use === 'value') throw listAsValue(node, type, read.location);
  for (const member of node.members.values()) {
    if (member.name === 'all') merged = mergeNodes(merged, mergeItems(member, type));
    else if (member.name === 'first') merged = mergeNodes(merged, member);
    else if (member.name !== 'count' && member.name !== 'length') throw memberOfList(member, type);
  }
  return merged;
}

function mergeNodes(a: PathNode | null, b: PathNode | null): PathNode | null {
  if (!a || !b) return a ?? b;
  const members = new Map(a.members);
  for (const [name, node] of b.members) members.set(name, mergeNodes(members.get(name) ?? null, node)!);
  return {
    ...a,
    mentions: [...a.mentions, ...b.mentions],
    reads: [...a.reads, ...b.reads],
    members,
    items: mergeNodes(a.items, b.items),
  };
}

function emptyNode(node: PathNode): PathNode {
  return { ...node, reads: [], members: new Map(), items: null };
}

/** Whether anything is read at a path or below it; a name that is only set is not. */
function isUsed(node: PathNode): boolean {
  return (
    node.reads.length > 0 || (node.items !== null && isUsed(node.items)) || [...node.members.values()].some(isUsed)
  );
}

function field(name: string, selectionSet?: SelectionSetNode, alias?: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selectionSet && { selectionSet }),
  };
}

/** `total: annotation(name: "total")` */
function annotationNode(name: string): FieldNode {
  const value = { kind: Kind.STRING, value: name } as const;
  return {
    ...field('annotation', undefined, name),
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value }],
  };
}

function firstMention(node: PathNode): TemplateLocation | undefined {
  return node.mentions[0] ?? node.parent?.mentions[0];
}

function unknownField(member: PathNode, type: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG1006',
    message: `Cannot read "${member.name}" on type "${type.name}".`,
    hint: didYouMean(member.name, type.fields.keys()) ?? `It has ${[...type.fields.keys()].join(', ')}.`,
    location: firstMention(member),
  });
}

function privateField(member: PathNode, type: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG1007',
    message: `"${member.name}" of type "${type.name}" is private: no template can read it.`,
    hint: 'Show something else, or compute what may be shown in a getter of the model.',
    location: firstMention(member),
  });
}

function valueAsObject(member: PathNode, type: ModelType, below: PathNode): LivegraftError {
  return new LivegraftError({
    code: 'LG1008',
    message: `"${member.name}" of type "${type.name}" is a plain value: it has no "${below.name}".`,
    location: firstMention(below),
  });
}

function objectAsValue(node: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1008',
    message: `"${node.name || 'This'}" is a ${type.name}, but a plain value is needed here.`,
    hint: `Name one of its fields, such as "${[...type.fields.keys()].at(1) ?? type.primaryKey[0]!.name}".`,
    location,
  });
}

function notAList(node: PathNode, type: ModelType, location: TemplateLocation | undefined): LivegraftError {
  return new LivegraftError({
    code: 'LG1009',
    message: `"${node.name || 'This'}" is no list, but one value of type "${type.name}".`,
    location,
  });
}

function listAsValue(node: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1008',
    message: `"${node.name}" is a list of ${type.name}, but a plain value is needed here.`,
    hint: 'Loop over it, or use | join or | length.',
    location,
  });
}

function memberOfList(member: PathNode, type: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG1009',
    message: `"${member.parent?.name}" is a list of ${type.name}: it has no "${member.name}".`,
    hint: 'Loop over it, or use all, first, count or length.',
    location: firstMention(member),
  });
}
