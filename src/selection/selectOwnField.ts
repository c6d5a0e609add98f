import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLUnionType,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ModelType } from '../schema/modelType.ts';
import { type Scalar, scalars } from '../schema/scalars.ts';
import { modelTypesOf } from '../schema/schemaNotes.ts';
import { isUsed, type PathNode, type PathRead, placeOf } from '../template/pathTree.ts';
import { checkLeaf } from './checkLeaf.ts';
import { fieldNode, mergeFields, nameOf } from './fieldNodes.ts';
import * as findings from './findings.ts';
import { emptyNode, mergeItems } from './listItems.ts';
import { refuseUse } from './refuseUse.ts';
import type { SelectSetting } from './selectFields.ts';

export interface SelectOwnSetting extends SelectSetting {
  /** The selection set of a row that an own field leads to. */
  readonly selectRow: (node: PathNode, type: ModelType) => SelectionSetNode;
}

/**
 * A field that the application itself added to `type`, with what the template reads below it, by the GraphQL types that it
 * leads to. Null for one that a template cannot ask for. Reports as `selectObject` does, and LG1080.
 */
export function selectOwnField(
  member: PathNode,
  field: GraphQLField<unknown, unknown>,
  type: findings.NamedType,
  setting: SelectOwnSetting,
): FieldNode | null {
  const needed = field.args.filter(isRequiredArgument).map(({ name }) => name);
  if (needed.length > 0) {
    setting.diagnostics.error(findings.needsArguments(member, type, needed));
    return null;
  }
  return fieldNode(field.name, selectOwnValue(member, field.type, type, setting));
}

/** The selection set of what is read of a value of a GraphQL type; undefined where it has no fields. */
export function selectOwnValue(
  node: PathNode,
  given: GraphQLOutputType,
  owner: findings.NamedType,
  setting: SelectOwnSetting,
): SelectionSetNode | undefined {
  const { schema, diagnostics } = setting;
  const type = getNullableType(given);
  if (isListType(type)) {
    const items = mergeItems(node, getNamedType(type), diagnostics);
    return selectOwnValue(items ?? emptyNode(node), type.ofType, owner, setting);
  }
  if (isLeafType(type)) {
    checkLeaf(node, { scalar: scalarNamed(type.name), nullable: !isNonNullType(given) }, owner, diagnostics);
    return undefined;
  }
  const rows = modelTypesOf(schema)?.get(type.name);
  if (rows) return setting.selectRow(node, rows);
  return selectOwnObject(node, ownTypeOf(type), setting);
}

/** Null for a scalar or enum of the application's own, whose values may be anything. */
function scalarNamed(name: string): Scalar | null {
  return Object.values<Scalar>(scalars).find((scalar) => scalar.name === name && scalar !== scalars.Value) ?? null;
}

/** A type of the application's own, with the fields that can be read of whatever has it: a union has none. */
interface OwnType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, GraphQLField<unknown, unknown>>;
}

function ownTypeOf(type: GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType): OwnType {
  return { name: type.name, fields: new Map(isUnionType(type) ? [] : Object.entries(type.getFields())) };
}

function selectOwnObject(node: PathNode, type: OwnType, setting: SelectOwnSetting): SelectionSetNode {
  const { diagnostics } = setting;
  const selections = new Map<string, SelectionNode>();
  for (const read of node.reads) {
    for (const selected of readOwnObject(node, type, read, setting)) selections.set(nameOf(selected), selected);
  }
  if (node.items && !node.reads.some(({ use }) => use === 'entries' || use === 'key') && isUsed(node.items))
    diagnostics.error(findings.notAList(node, type, placeOf(node.items)));
  for (const member of node.members.values()) {
    const field = type.fields.get(member.name);
    if (!field) for (const place of member.mentions) diagnostics.error(findings.noOwnField(member, type, place));
    const selected = field && isUsed(member) ? selectOwnField(member, field, type, setting) : null;
    if (selected) selections.set(nameOf(selected), mergeFields(selections.get(nameOf(selected)), selected));
  }
  if (selections.size === 0) selections.set('__typename', fieldNode('__typename')); // an object without fields is none
  return { kind: Kind.SELECTION_SET, selections: [...selections.values()] };
}

/** What reading an object as such selects of it. */
function readOwnObject(
  node: PathNode,
  type: OwnType,
  { use, location }: PathRead,
  { diagnostics }: SelectOwnSetting,
): FieldNode[] {
  switch (use) {
    case 'test':
    case 'identity':
    case 'default':
      return [];
    case 'whole':
    case 'entries':
      return leavesOf(type);
    default:
      refuseUse(node, type, use, location, diagnostics);
      return [];
  }
}

function leavesOf({ fields }: OwnType): FieldNode[] {
  const leaves = [...fields.values()].filter((field) => {
    return isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument);
  });
  return leaves.map(({ name }) => fieldNode(name));
}
