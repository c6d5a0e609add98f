import {
  type FieldNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  print,
  type SelectionSetNode,
} from 'graphql';
import { didYouMean, LivegraftError } from '../errors.ts';
import type { ColumnField, Field, ModelType, ToManyField, ToOneField } from '../schema/modelType.ts';
import { ownFieldOf, ownFieldsOf } from '../schema/schemaNotes.ts';
import { associationField } from '../schema/where.ts';

/**
 * The fields of a model that are to be read, with those of its associations: what a GraphQL selection asks for, and what
 * the computed members in it need.
 */
export interface Selection {
  readonly type: ModelType;
  readonly fields: Map<string, Field>;
  /** Columns that only computed members read; a private one may be among them. */
  readonly columns: Map<string, ColumnField>;
  /** By the name under which a row has what they lead to: the field's, and its arguments where it is given any. */
  readonly associations: Map<string, AssociationSelection>;
  /** The computed members whose needs are in it. */
  readonly members: Set<string>;
}

export interface AssociationSelection {
  readonly field: ToOneField | ToManyField;
  /** Where the arguments stand that say which of many rows are wanted, and in which order. */
  readonly node: FieldNode | null;
  readonly selection: Selection;
}

/** Where field nodes come from: the fragments of their document, and the schema that it is of. */
export type FieldSource = Pick<GraphQLResolveInfo, 'fragments' | 'schema'>;

/**
 * What root fields of one response name ask for. A field under `@skip` or `@include` counts as asked for: whether it is
 * sent is decided when the result is made.
 */
export function selectionOf(type: ModelType, fieldNodes: readonly FieldNode[], source: FieldSource): Selection {
  const selection = emptySelection(type);
  for (const node of fieldNodes) if (node.selectionSet) addSelectionSet(selection, node.selectionSet, source);
  return selection;
}

const signatures = new WeakMap<Selection, string>();

/** Selections of the same things have the same one. */
export function signatureOf(selection: Selection): string {
  let signature = signatures.get(selection);
  if (signature === undefined) {
    const { type, fields, columns, associations } = selection;
    const below = [...associations].map(([name, found]) => [name, signatureOf(found.selection)]).sort();
    const annotated = [...fields.values()].map((field) =>
      isAdHoc(field) ? [field.name, field.expression] : field.name,
    );
    signature = JSON.stringify([type.name, annotated.sort(), [...columns.keys()].sort(), below]);
    signatures.set(selection, signature);
  }
  return signature;
}

function isAdHoc(field: Field): field is Extract<Field, { kind: 'annotation' }> {
  return field.kind === 'annotation' && field.adHoc;
}

/** What one computed member or `str` of a type reads. */
export function needsOf(type: ModelType, field: Field): Selection {
  const needs = emptySelection(type);
  if (field.kind === 'computed' || field.kind === 'str') addNeeds(needs, field.name, field.needs);
  return needs;
}

/** What the resolver of an own field is given of a row. Throws LG2011 for a path that leads nowhere. */
export function requiredSelection(type: ModelType, name: string, requires: readonly string[]): Selection {
  const selection = emptySelection(type);
  addNeeds(selection, name, requires, unknownRequirement);
  return selection;
}

/** Every attribute of a type, as its instances have them, and associations by their paths. Throws LG3001. */
export function instanceSelection(type: ModelType, paths: readonly string[]): Selection {
  const selection = emptySelection(type);
  for (const [name, column] of type.columns) selection.columns.set(name, column);
  for (const field of type.fields.values()) {
    if (field.kind === 'annotation' && field.adHoc) selection.fields.set(field.name, field);
  }
  for (const path of paths) {
    let below = selection;
    for (const name of path.split('.')) {
      below = associated(below, associationField(below.type, name));
      for (const [attribute, column] of below.type.columns) below.columns.set(attribute, column);
    }
  }
  return selection;
}

/** A selection of nothing but the key. */
export function emptySelection(type: ModelType): Selection {
  const keys = new Map(type.primaryKey.map((column) => [column.name, column]));
  return { type, fields: new Map(), columns: keys, associations: new Map(), members: new Set() };
}

function addSelectionSet(selection: Selection, { selections }: SelectionSetNode, source: FieldSource): void {
  for (const node of selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) addSelectionSet(selection, node.selectionSet, source);
    else if (node.kind === Kind.FRAGMENT_SPREAD)
      addSelectionSet(selection, source.fragments[node.name.value]!.selectionSet, source);
    else addField(selection, node, source);
  }
}

function addField(selection: Selection, node: FieldNode, source: FieldSource): void {
  const annotation = annotationName(node);
  const field = selection.type.fields.get(annotation ?? node.name.value);
  if (!field || (annotation === undefined && isAdHoc(field))) {
    // an own field; else __typename, or an annotation that the query does not make
    addNeeds(selection, node.name.value, ownNeeds(selection.type, node.name.value, source.schema));
    return;
  }
  selection.fields.set(field.name, field);
  if (field.kind === 'computed' || field.kind === 'str') addNeeds(selection, field.name, field.needs);
  if (field.kind !== 'toOne' && field.kind !== 'toMany') return;
  if (node.selectionSet) addSelectionSet(associated(selection, field, node), node.selectionSet, source);
}

/** What the resolver of a field requires that the application added. */
function ownNeeds({ name }: ModelType, field: string, schema: GraphQLSchema): readonly string[] {
  const found = ownFieldsOf(schema, name).find((own) => own.name === field);
  return found ? ownFieldOf(found)!.requires : [];
}

const associationNames = new WeakMap<FieldNode, string>();

/** Under which name a row has what a field of an association asks for: `leases`, or `leases(limit: 3)`. */
export function associationName(node: FieldNode): string {
  if (!node.arguments?.length) return node.name.value;
  let name = associationNames.get(node);
  if (name === undefined) {
    name = `${node.name.value}(${node.arguments.map(print).join(', ')})`;
    associationNames.set(node, name);
  }
  return name;
}

/** `total` of `annotation(name: "total")`. */
function annotationName(node: FieldNode): string | undefined {
  if (node.name.value !== 'annotation') return undefined;
  const value = node.arguments?.[0]?.value;
  if (value?.kind === Kind.STRING) return value.value;
  throw new LivegraftError({
    code: 'LG3007',
    message: 'The name of an annotation must be written in the query, not given as a variable.',
    status: 400,
  });
}

function associated(selection: Selection, field: ToOneField | ToManyField, node: FieldNode | null = null): Selection {
  const name = node ? associationName(node) : field.name;
  let target = selection.associations.get(name);
  if (!target) {
    target = { field, node: node?.arguments?.length ? node : null, selection: emptySelection(field.target) };
    selection.associations.set(name, target);
  }
  return target.selection;
}

function addNeeds(
  selection: Selection,
  member: string,
  needs: readonly string[],
  refuse: RefuseNeed = unknownNeed,
): void {
  if (selection.members.has(member)) return;
  selection.members.add(member);
  const owner = `${selection.type.name}.${member}`;
  for (const path of needs) addNeed(selection, path.split('.'), (type, name) => refuse(owner, path, type, name));
}

type RefuseNeed = (owner: string, path: string, type: ModelType, name: string) => LivegraftError;

function addNeed(
  selection: Selection,
  [name, ...rest]: string[],
  refuse: (type: ModelType, name: string) => LivegraftError,
): void {
  const { type } = selection;
  const field = type.fields.get(name!);
  const column = type.columns.get(name!);
  if (rest.length > 0) {
    if (field?.kind !== 'toOne' && field?.kind !== 'toMany') throw refuse(type, name!);
    return addNeed(associated(selection, field), rest, refuse);
  }
  if (column) selection.columns.set(name!, column);
  if (field?.kind === 'annotation') selection.fields.set(name!, field);
  else if (field?.kind === 'computed') addNeeds(selection, name!, field.needs);
  else if (field?.kind === 'toOne' || field?.kind === 'toMany') associated(selection, field);
  else if (!column) throw refuse(type, name!);
}

function unknownNeed(owner: string, path: string, type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2009',
    message: `"static computed" says that ${owner} needs "${path}", but ${type.name} has no attribute or association "${name}".`,
  });
}

function unknownRequirement(owner: string, path: string, type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2011',
    message: `The resolver of ${owner} requires "${path}", but ${type.name} has no attribute or association "${name}".`,
    hint: didYouMean(name, [...type.columns.keys(), ...type.fields.keys()]),
  });
}
