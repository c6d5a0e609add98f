import type { Association } from 'sequelize';
import {
  keysOf,
  type ModelClass,
  type ModelType,
  modelTypeOf,
  scopeOf,
  type ToManyField,
  type ToOneField,
  throughOf,
} from '../schema/modelType.ts';
import { ownConditions, sequelizeWhere } from './ownConditions.ts';
import { columnSql, conjunction, quote, quoteTable, type SqlScope } from './sql.ts';

/** How rows of an association are reached from the rows of its model. */
export interface Relation {
  /** What the associated rows are called. */
  readonly alias: string;
  /** The tables, for a FROM. */
  readonly from: string;
  /** What must hold between them and the row: keys, scopes, deletion, visibility. */
  readonly on: string;
}

/** The rows that a row, called `source`, has of an association. */
export function relate(field: ToOneField | ToManyField, source: string, scope: SqlScope, name = field.name): Relation {
  const { association } = field;
  const alias = scope.alias(name);
  const { tables, owner, on } = associated(field, alias, scope);
  const own = columnSql(association.source as ModelClass, sourceKeyOf(association), source);
  return { alias, from: tables, on: conjunction([`${owner} = ${own}`, ...on]) };
}

/** The attribute of a row that says which rows of an association are its own. */
export function sourceKeyOf(association: Association): string {
  return association.associationType === 'BelongsTo' ? association.foreignKey : keysOf(association).sourceKey;
}

/** An association's rows by themselves: their tables, the column that says whose they are, and what else must hold. */
export function associated(
  { association, target }: ToOneField | ToManyField,
  alias: string,
  scope: SqlScope,
): { readonly tables: string; readonly owner: string; readonly on: readonly string[] } {
  const keys = keysOf(association);
  const table = `${quoteTable(target.model)} AS ${quote(alias)}`;
  const narrowing = scopeOf(association);
  const on = [
    ...(narrowing ? [sequelizeWhere(target.model, narrowing, alias)] : []),
    ...ownConditions(target, alias, scope, association.target as ModelClass),
  ];
  switch (association.associationType) {
    case 'BelongsTo':
      return { tables: table, owner: columnSql(target.model, keys.targetKey, alias), on };
    case 'BelongsToMany': {
      const { model, scope: throughScope } = throughOf(association);
      const joined = scope.alias(`${alias} through`);
      const through = [
        `${columnSql(model, keys.otherKey, joined)} = ${columnSql(target.model, keys.targetKey, alias)}`,
        ...(throughScope ? [sequelizeWhere(model, throughScope, joined)] : []),
        ...ownConditions(modelTypeOf(model), joined, scope),
      ];
      return {
        tables: `${table} INNER JOIN ${quoteTable(model)} AS ${quote(joined)} ON ${conjunction(through)}`,
        owner: columnSql(model, keys.foreignKey, joined),
        on,
      };
    }
    default: // HasOne, HasMany
      return { tables: table, owner: columnSql(target.model, keys.foreignKey, alias), on };
  }
}

/** The columns of a type's primary key. */
export function keyOrder(type: ModelType, alias: string): string {
  return type.primaryKey.map((column) => columnSql(type.model, column.name, alias)).join(', ');
}

/** What must hold too where several rows may be found and there should be one at most: that it is the one with the least key. */
export function onlyFirst(field: ToOneField, source: string, joined: string, scope: SqlScope): string[] {
  if (!mayRepeat(field.association)) return [];
  const { alias, from, on } = relate(field, source, scope, `first ${field.name}`);
  const key = keyOrder(field.target, alias);
  return [`(${keyOrder(field.target, joined)}) = (SELECT ${key} FROM ${from} WHERE ${on} ORDER BY ${key} LIMIT 1)`];
}

/** Whether two rows at least may have the same value in a column, so that a row that is to have one may find more. */
export function mayRepeat(association: Association): boolean {
  const { associationType, target } = association;
  const { foreignKey, targetKey } = keysOf(association);
  return !isUnique(target as ModelClass, associationType === 'BelongsTo' ? targetKey : foreignKey);
}

function isUnique(model: ModelClass, attribute: string): boolean {
  const { primaryKeyAttributes, rawAttributes } = model;
  if (primaryKeyAttributes.length === 1 && primaryKeyAttributes[0] === attribute) return true;
  const { unique, field = attribute } = rawAttributes[attribute]!;
  if (unique === true) return true;
  const { indexes = [] } = model.options;
  return indexes.some(({ unique: isOne, fields = [], where }) => {
    const [only] = fields as (string | { name?: string })[];
    const name = typeof only === 'string' ? only : only?.name;
    return isOne === true && !where && fields.length === 1 && (name === field || name === attribute);
  });
}
