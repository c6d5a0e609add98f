import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Diagnostics } from '../diagnostics.ts';
import { countFieldOf, type Field, hasToString, type ModelType } from '../schema/modelType.ts';
import { scalars } from '../schema/scalars.ts';
import { ownFieldsOf } from '../schema/schemaNotes.ts';
import { isUsed, type PathNode, type PathRead, placeOf } from '../template/pathTree.ts';
import { checkLeaf, type Leaf } from './checkLeaf.ts';
import { annotationNode, fieldNode, mergeFields, nameOf, strNode } from './fieldNodes.ts';
import * as findings from './findings.ts';
import { emptyNode, isOnlyCounted, mergeItems } from './listItems.ts';
import { refuseUse } from './refuseUse.ts';
import { type SelectOwnSetting, selectOwnField, selectOwnValue } from './selectOwnField.ts';

/** What paths are read against, and where it is reported what cannot be read. */
export interface SelectSetting {
  readonly schema: GraphQLSchema;
  readonly diagnostics: Diagnostics;
}

/**
 * The selection set of what a template reads below a variable that holds one row of `type`. Every object selects its
 * key; a printed object selects `__str__: str`; an object that is taken whole selects its exposed columns, and key and
 * `__str__` of what it has one of; what is not read is not selected. What cannot be read is reported and left out.
 *
 * Reports LG1003 (not known before the page renders), LG1006 (no such field), LG1007 (private), LG1008 (a value used as an
 * object, or an object as a value), LG1009 (a list used as one row), and LG1070 to LG1079.
 */
export function selectObject(node: PathNode, type: ModelType, setting: SelectSetting): SelectionSetNode {
  const { diagnostics } = setting;
  const selections = new Map<string, SelectionNode>(
    type.primaryKey.map((column) => [column.name, fieldNode(column.name)]),
  );
  for (const read of node.reads) {
    for (const selected of readObject(node, type, read, diagnostics)) selections.set(nameOf(selected), selected);
  }
  if (node.items && !isPrintedEntry(node) && !reads(node, 'key') && isUsed(node.items))
    diagnostics.error(findings.notAList(node, type, placeOf(node.items)));
  for (const member of node.members.values()) {
    const selected = selectMember(member, type, setting);
    if (selected) selections.set(nameOf(selected), mergeFields(selections.get(nameOf(selected)), selected));
  }
  return { kind: Kind.SELECTION_SET, selections: [...selections.values()] };
}

/** The same for a variable that holds a list of rows: what is read on its items, however they are reached. */
export function selectList(node: PathNode, type: ModelType, setting: SelectSetting): SelectionSetNode {
  const items = mergeItems(node, type, setting.diagnostics);
  return selectObject(items ?? emptyNode(node), type, setting);
}

/** The same for a variable that holds what a root field gives: rows, objects of the application's own, or values. */
export function selectRootField(
  node: PathNode,
  field: GraphQLField<unknown, unknown>,
  setting: SelectSetting,
): SelectionSetNode | undefined {
  return selectOwnValue(node, field.type, { name: 'Query' }, withRows(setting));
}

function withRows(setting: SelectSetting): SelectOwnSetting {
  return { ...setting, selectRow: (node, type) => selectObject(node, type, setting) };
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
      return [strNode()];
    case 'whole':
    case 'entries':
      diagnostics.warning(findings.readWhole(node, type, location));
      return wholeObject(type);
    default:
      refuseUse(node, type, use, location, diagnostics);
      return [];
  }
}

/** Every exposed column, and key and text of what a row has one of. */
function wholeObject(type: ModelType): FieldNode[] {
  return [...type.fields.values()].flatMap((found) => {
    if (found.kind === 'column') return [fieldNode(found.name)];
    if (found.kind !== 'toOne') return [];
    const selections = [...found.target.primaryKey.map(({ name }) => fieldNode(name)), strNode()];
    return [fieldNode(found.name, { kind: Kind.SELECTION_SET, selections })];
  });
}

function selectMember(member: PathNode, type: ModelType, setting: SelectSetting): FieldNode | null {
  if (member.name === '__str__') return strNode();
  const found = type.fields.get(member.name);
  if (!found) return selectOther(member, type, setting);
  if (!isUsed(member)) return null;
  switch (found.kind) {
    case 'toOne':
      for (const { use, location } of member.reads) {
        if (use === 'default') setting.diagnostics.warning(findings.defaultOfNull(member, type, location));
      }
      return fieldNode(found.name, selectObject(member, found.target, setting));
    case 'toMany': {
      const count = isOnlyCounted(member) && countFieldOf(type, found);
      return count
        ? fieldNode(count.name, undefined, found.name)
        : fieldNode(found.name, selectList(member, found.target, setting));
    }
    case 'annotation':
      checkLeaf(member, leafOf(found), type, setting.diagnostics);
      return found.adHoc ? annotationNode(found.name) : fieldNode(found.name);
    case 'column':
    case 'computed':
    case 'str':
      checkLeaf(member, leafOf(found), type, setting.diagnostics);
      return fieldNode(found.name);
    default:
      return found satisfies never;
  }
}

function leafOf(found: Exclude<Field, { association: unknown }>): Leaf {
  if (found.kind === 'computed') return { scalar: null, nullable: true, isComputed: true };
  return found.kind === 'str' ? { scalar: scalars.String, nullable: false } : found;
}

/** What the model does not have: a field that the application added, or nothing. */
function selectOther(member: PathNode, type: ModelType, setting: SelectSetting): FieldNode | null {
  const own = ownFieldsOf(setting.schema, type.name);
  const found = own.find(({ name }) => name === member.name);
  if (found) {
    return isUsed(member) ? selectOwnField(member, found, type, withRows(setting)) : null;
  }
  if (/[?&|;`]/.test(member.name)) return null; // `a?.b`, which LG1051 has reported
  const names = own.map(({ name }) => name);
  for (const location of member.mentions) setting.diagnostics.error(findings.noField(member, type, location, names));
  return null;
}

/** `{% for key, value in row %}`, which reads the row whole. */
function isPrintedEntry(node: PathNode): boolean {
  return reads(node, 'entries') && node.items!.members.size === 0 && !node.items!.items;
}

function reads(node: PathNode, use: PathRead['use']): boolean {
  return node.reads.some((read) => read.use === use);
}
