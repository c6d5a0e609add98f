import { LivegraftError } from '../errors.ts';
import type { AnnotationExpression, ExpressionValue } from '../schema/annotations.ts';
import { keysOf, type ModelClass, type ModelType, modelTypeOf, scopeOf, throughOf } from '../schema/modelType.ts';
import { type FilterOperator, scalarOfValues } from '../schema/scalars.ts';
import {
  type AnnotationComparison,
  type Comparison,
  type FilterableField,
  filterableField,
  type Where,
} from '../schema/where.ts';
import { columnSql, quote, quoteTable, type SqlParameters } from './sql.ts';

/**
 * A condition as SQL. Names come from the model; every value is bound and cast, so the text is the same for all values
 * of one shape. `alias` is what the statement calls the model's rows.
 */
export function compileWhere(type: ModelType, where: Where, alias: string, parameters: SqlParameters): string {
  const conditions = Object.entries(where).map(([name, operand]) => {
    if (operand === undefined || operand === null) return 'TRUE';
    if (name === 'and') return compileList(type, operand as readonly Where[], 'AND', alias, parameters);
    if (name === 'or') return compileList(type, operand as readonly Where[], 'OR', alias, parameters);
    if (name === 'annotation') return compileAnnotated(type, operand as AnnotationComparison, alias, parameters);
    if (name === 'not') return `NOT (${compileWhere(type, operand as Where, alias, parameters)})`;
    return compileComparison(type, filterableField(type, name), operand as Comparison, alias, parameters);
  });
  return conditions.length === 1 ? conditions[0]! : joinConditions(conditions, 'AND');
}

/** A column, or the expression of an annotation. */
export function compileField(
  type: ModelType,
  field: FilterableField,
  alias: string,
  parameters: SqlParameters,
): string {
  if (field.kind === 'column') return columnSql(type.model, field.name, alias);
  return compileExpression(type, field.expression, alias, parameters);
}

/** An annotation for the rows called `alias`: a correlated subquery where it counts, so that it composes with limits. */
export function compileExpression(
  type: ModelType,
  { case: cases, count }: AnnotationExpression,
  alias: string,
  parameters: SqlParameters,
): string {
  if (cases) {
    const { branches, otherwise = null } = cases;
    const scalar = scalarOfValues([...branches.map((branch) => branch.value), otherwise]);
    const bind = (value: ExpressionValue) => (value === null ? 'NULL' : parameters.bind(value, scalar!.sqlType));
    const conditions = branches.map(({ where, value }) => {
      return `WHEN ${compileWhere(type, where, alias, parameters)} THEN ${bind(value)}`;
    });
    return `CASE ${conditions.join(' ')} ELSE ${bind(otherwise)} END`;
  }
  const [counted] = Object.entries(count ?? {});
  return compileCount(type, counted![0], counted![1]?.where ?? null, alias, parameters);
}

function compileList(
  type: ModelType,
  list: readonly Where[],
  operator: 'AND' | 'OR',
  alias: string,
  parameters: SqlParameters,
): string {
  return joinConditions(
    list.map((where) => compileWhere(type, where, alias, parameters)),
    operator,
  );
}

function joinConditions(conditions: readonly string[], operator: 'AND' | 'OR'): string {
  if (conditions.length === 0) return operator === 'AND' ? 'TRUE' : 'FALSE';
  return `(${conditions.join(` ${operator} `)})`;
}

/** A comparison with an annotation of the QuerySet, which the operand names. */
function compileAnnotated(
  type: ModelType,
  { name, ...comparison }: AnnotationComparison,
  alias: string,
  parameters: SqlParameters,
): string {
  return compileComparison(type, filterableField(type, name), comparison, alias, parameters);
}

function compileComparison(
  type: ModelType,
  field: FilterableField,
  comparison: Comparison,
  alias: string,
  parameters: SqlParameters,
): string {
  const conditions = Object.entries(comparison)
    .filter(([, operand]) => operand !== undefined)
    .map(([operator, operand]) => {
      const left = compileField(type, field, alias, parameters);
      return compileOperator(type, field, operator as FilterOperator, operand, left, parameters);
    });
  return conditions.length === 1 ? conditions[0]! : joinConditions(conditions, 'AND');
}

const symbols = { lt: '<', lte: '<=', gt: '>', gte: '>=', like: 'LIKE', iLike: 'ILIKE' } as const;

function compileOperator(
  type: ModelType,
  field: FilterableField,
  operator: FilterOperator,
  operand: unknown,
  left: string,
  parameters: SqlParameters,
): string {
  const { sqlType } = field.scalar;
  const bind = (value: unknown) => parameters.bind(value, sqlType);
  const bindList = (values: unknown) => parameters.bind(values, sqlType && `${sqlType}[]`);
  if (operand === null && operator !== 'eq' && operator !== 'ne') throw nullOperand(type, field, operator);
  switch (operator) {
    case 'eq':
      return operand === null ? `${left} IS NULL` : `${left} = ${bind(operand)}`;
    case 'ne':
      return operand === null ? `${left} IS NOT NULL` : `${left} <> ${bind(operand)}`;
    case 'in':
      return `${left} = ANY(${bindList(operand)})`;
    case 'notIn':
      return `${left} <> ALL(${bindList(operand)})`;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
    case 'like':
    case 'iLike':
      return `${left} ${symbols[operator]} ${bind(operand)}`;
    case 'contains':
      return `${left} LIKE ${bind(`%${escapePattern(operand)}%`)}`;
    case 'startsWith':
      return `${left} LIKE ${bind(`${escapePattern(operand)}%`)}`;
    case 'endsWith':
      return `${left} LIKE ${bind(`%${escapePattern(operand)}`)}`;
    case 'isNull':
      return operand ? `${left} IS NULL` : `${left} IS NOT NULL`;
    default:
      return operator satisfies never;
  }
}

function escapePattern(text: unknown): string {
  return String(text).replace(/[\\%_]/g, '\\$&');
}

/** `(SELECT count(*)::int4 FROM leases AS "counted leases" WHERE "counted leases".property_id = "Property".id)` */
function compileCount(
  type: ModelType,
  name: string,
  where: Where | null,
  alias: string,
  parameters: SqlParameters,
): string {
  const association = type.model.associations[name];
  if (!association) throw unknownAssociation(type, name);
  const target = modelTypeOf(association.target as ModelClass);
  // a count within a count of the same association needs another name
  const counted = alias.startsWith('counted ') ? `${alias} ${name}` : `counted ${name}`;
  const conditions: string[] = [];
  let from = `${quoteTable(target.model)} AS ${quote(counted)}`;
  const keys = keysOf(association);
  if (association.associationType === 'HasMany' || association.associationType === 'HasOne') {
    const source = columnSql(type.model, keys.sourceKey, alias);
    conditions.push(`${columnSql(target.model, keys.foreignKey, counted)} = ${source}`);
  } else if (association.associationType === 'BelongsToMany') {
    const { model: through, scope } = throughOf(association);
    const joined = `through ${name}`;
    const on = `${columnSql(through, keys.otherKey, joined)} = ${columnSql(target.model, keys.targetKey, counted)}`;
    from += ` INNER JOIN ${quoteTable(through)} AS ${quote(joined)} ON ${on}`;
    conditions.push(`${columnSql(through, keys.foreignKey, joined)} = ${columnSql(type.model, keys.sourceKey, alias)}`);
    conditions.push(...ownConditions(through, joined, scope));
  } else throw notCountable(type, name);
  conditions.push(...ownConditions(target.model, counted, scopeOf(association)));
  if (where) conditions.push(compileWhere(target, where, counted, parameters));
  return `(SELECT count(*)::int4 FROM ${from} WHERE ${conditions.join(' AND ')})`;
}

/** What narrows an associated model's rows wherever they are read. Only the mark of deleted rows can be said so far. */
function ownConditions(model: ModelClass, alias: string, associationScope: object | undefined): string[] {
  const { _scope: defaultScope = {}, _timestampAttributes: timestamps } = model as unknown as {
    _scope?: object;
    _timestampAttributes: { deletedAt?: string };
  };
  if (Object.keys(defaultScope).length > 0 || associationScope) throw scopedCount(model);
  return model.options.paranoid && timestamps.deletedAt
    ? [`${columnSql(model, timestamps.deletedAt, alias)} IS NULL`]
    : [];
}

function nullOperand(type: ModelType, field: FilterableField, operator: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3003',
    message: `The condition "${operator}" on "${type.name}.${field.name}" takes a value, but got null.`,
    hint: 'Ask for missing values with "isNull".',
    status: 400,
  });
}

function unknownAssociation(type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An annotation of ${type.name} counts "${name}", which is no association of it.`,
    hint: `It has ${Object.keys(type.model.associations).join(', ') || 'none'}.`,
  });
}

function notCountable(type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An annotation of ${type.name} counts "${name}", of which there is one at most.`,
    hint: 'Test the association itself.',
  });
}

function scopedCount(model: ModelClass): LivegraftError {
  return new LivegraftError({
    code: 'LG2008',
    message: `Livegraft does not support counting ${model.name} through a scope yet.`,
    hint: 'Give the condition to Count as { where }.',
  });
}
