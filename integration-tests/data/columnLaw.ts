import { namedColumns } from './namedColumns.ts';
import { type Case, type Condition, countField, type Order, type Wanted } from './randomCase.ts';
import {
  type AssociationSpec,
  associationOf,
  associationsOf,
  columnOf,
  isToMany,
  modelOf,
  type SchemaSpec,
  sourceKeyOf,
  targetKeyOf,
} from './schemaSpec.ts';
import type { Reads } from './wantedReads.ts';

/** Columns, as `Model.attribute`. */
export interface Columns {
  /** What may be sent: selected, needed by a computed member, or a key. */
  readonly selected: Set<string>;
  /** What else may be named: by the case's conditions and orders, and by the scopes and marks of its models. */
  readonly named: Set<string>;
}

/** Columns that statements name, but that a case has no use for; none where all is well. */
export function strayColumns(schema: SchemaSpec, useful: Columns, statements: readonly string[]): string[] {
  return statements.flatMap((text) => {
    const { tables, selected, named, unclear } = namedColumns(text);
    const stray = (columns: readonly (readonly [string, string])[], allowed: ReadonlySet<string>, how: string) =>
      columns.flatMap(([alias, field]) => {
        const table = tables.get(alias);
        const model = schema.models.find(({ tableName }) => tableName === table);
        const column = model?.columns.find((candidate) => candidate.field === field);
        const name = `${model?.name ?? alias}.${column?.name ?? field}`;
        return allowed.has(name) ? [] : [`${how} ${name}`];
      });
    return [
      ...stray(selected, useful.selected, 'selects'),
      ...stray(named, new Set([...useful.selected, ...useful.named]), 'names'),
      ...unclear.map((text) => `has ${text}`),
    ];
  });
}

/** What the statements of a case may name. */
export function usefulColumns(schema: SchemaSpec, { wanted, exclude, selection }: Case, reads: Reads): Columns {
  const columns: Columns = { selected: new Set(), named: new Set() };
  addReads(schema, columns, reads);
  addWanted(schema, columns, selection.model, wanted);
  if (exclude) addCondition(schema, columns, selection.model, exclude);
  return columns;
}

function addReads(schema: SchemaSpec, columns: Columns, { model, fields, needs, edges }: Reads): void {
  const spec = modelOf(schema, model);
  addRows(schema, columns, model);
  for (const name of [...spec.primaryKey, ...needs]) columns.selected.add(`${model}.${name}`);
  for (const field of fields) {
    if (columnOf(spec, field)) columns.selected.add(`${model}.${field}`);
    const counted = countedBy(schema, model, field);
    if (counted) addTie(schema, columns, counted);
  }
  for (const { association, wanted, reads } of edges.values()) {
    addTie(schema, columns, association);
    if (isToMany(association)) {
      columns.selected.add(`${model}.${sourceKeyOf(association)}`);
      columns.selected.add(ownerOf(association));
    }
    if (wanted) addWanted(schema, columns, association.target, wanted);
    addReads(schema, columns, reads);
  }
}

/** The column that says whose a row of a list is. */
function ownerOf(association: AssociationSpec): string {
  if (association.kind === 'belongsToMany') return `${association.through}.${association.foreignKey}`;
  return `${association.target}.${targetKeyOf(association)}`;
}

/** What narrows and orders the rows of a model wherever they are read. */
function addRows(schema: SchemaSpec, { named }: Columns, model: string): void {
  const { primaryKey, scope, deletedAt } = modelOf(schema, model);
  const ordered = scope.order.map(([column]) => column);
  const narrowed = scope.where.map(({ column }) => column);
  for (const name of [...primaryKey, ...ordered, ...narrowed]) named.add(`${model}.${name}`);
  if (deletedAt) named.add(`${model}.${deletedAt}`);
}

/** What ties the rows of an association to a row. */
function addTie(schema: SchemaSpec, columns: Columns, association: AssociationSpec): void {
  const { source, target, scope } = association;
  addRows(schema, columns, target);
  columns.named.add(`${source}.${sourceKeyOf(association)}`).add(`${target}.${targetKeyOf(association)}`);
  for (const { column } of scope) columns.named.add(`${target}.${column}`);
  if (association.kind !== 'belongsToMany') return;
  const { through, throughScope, foreignKey, otherKey } = association;
  const { scope: own, deletedAt } = modelOf(schema, through);
  const narrowed = [...throughScope, ...own.where].map(({ column }) => column);
  const marks = deletedAt ? [deletedAt] : [];
  for (const name of [foreignKey, otherKey, ...narrowed, ...marks]) columns.named.add(`${through}.${name}`);
}

function addWanted(schema: SchemaSpec, columns: Columns, model: string, { where, orderBy }: Wanted): void {
  if (where) addCondition(schema, columns, model, where);
  for (const { path } of orderBy) addPath(schema, columns, model, path);
}

function addPath(schema: SchemaSpec, columns: Columns, model: string, [name, ...rest]: Order['path']): void {
  const counted = countedBy(schema, model, name!);
  const association = rest.length > 0 ? associationOf(schema, model, name!) : counted;
  if (!association) columns.named.add(`${model}.${name}`);
  else addTie(schema, columns, association);
  if (association && rest.length > 0) addPath(schema, columns, association.target, rest);
}

function addCondition(schema: SchemaSpec, columns: Columns, model: string, condition: Condition): void {
  switch (condition.kind) {
    case 'compare':
      columns.named.add(`${model}.${condition.column}`);
      break;
    case 'and':
    case 'or':
    case 'not':
      for (const one of condition.of) addCondition(schema, columns, model, one);
      break;
    default: {
      const association = associationOf(schema, model, condition.association);
      addTie(schema, columns, association);
      if (condition.kind !== 'count' && condition.kind !== 'missing') {
        addCondition(schema, columns, association.target, condition.of);
      }
    }
  }
}

function countedBy(schema: SchemaSpec, model: string, field: string): AssociationSpec | undefined {
  return associationsOf(schema, model).find((one) => isToMany(one) && countField(one) === field);
}
