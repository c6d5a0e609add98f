import { LivegraftError } from '../errors.ts';
import {
  type AggregateName,
  type AggregateNode,
  type CaseNode,
  type ExpressionNode,
  type ExpressionValue,
  expressionType,
  onlyEntry,
  ownRows,
} from '../schema/expressions.ts';
import type { ModelType, ToManyField } from '../schema/modelType.ts';
import { type FilterOperator, type Scalar, scalarOfValues, scalars } from '../schema/scalars.ts';
import {
  type AnnotationComparison,
  annotationField,
  assertFits,
  associationField,
  type Comparison,
  type FilterableField,
  filterableField,
  type ManyWhere,
  type Where,
  wrongOperator,
} from '../schema/where.ts';
import { keyOrder, mayRepeat, onlyFirst, relate } from './relation.ts';
import { columnSql, conjunction, type SqlScope } from './sql.ts';

/**
 * A condition as SQL. Names come from the model; every value is bound and cast, so the text is the same for all values
 * of one shape. `alias` is what the statement calls the model's rows. Throws LG3001 for unknown names, LG3003 for null
 * where a value is needed.
 */
export function compileWhere(type: ModelType, where: Where, alias: string, scope: SqlScope): string {
  const conditions = scope.below(type, 'condition', () => {
    return Object.entries(where).map(([name, operand]) => compileEntry(type, name, operand, alias, scope));
  });
  return conditions.length === 1 ? conditions[0]! : joinConditions(conditions, 'AND');
}

function compileEntry(type: ModelType, name: string, operand: unknown, alias: string, scope: SqlScope): string {
  if (operand === undefined || operand === null) return 'TRUE';
  const nested = (where: Where) => compileWhere(type, where, alias, scope);
  switch (name) {
    case 'and':
      return joinConditions((operand as Where[]).map(nested), 'AND');
    case 'or':
      return joinConditions((operand as Where[]).map(nested), 'OR');
    case 'not':
      return `NOT (${nested(operand as Where)})`;
    case 'except':
      return `((${nested(operand as Where)}) IS NOT TRUE)`;
    case 'annotation': {
      const { name: annotation, ...comparison } = operand as AnnotationComparison;
      const field = annotationField(type, annotation);
      assertFits(type, field, comparison);
      return compileComparison(type, field, comparison, alias, scope);
    }
    default: {
      const field = type.fields.get(name);
      if (field?.kind === 'toOne') return exists(type, name, operand as Where, alias, scope);
      if (field?.kind === 'toMany') return compileMany(type, field, operand as ManyWhere, alias, scope);
      return compileComparison(type, filterableField(type, name), operand as Comparison, alias, scope);
    }
  }
}

function compileMany(type: ModelType, { name }: ToManyField, many: ManyWhere, alias: string, scope: SqlScope): string {
  const conditions = Object.entries(many)
    .filter(([, where]) => where !== undefined && where !== null)
    .map(([quantifier, where]) => {
      if (quantifier === 'some') return exists(type, name, where!, alias, scope);
      return `NOT ${exists(type, name, quantifier === 'none' ? where! : { except: where! }, alias, scope)}`;
    });
  return joinConditions(conditions, 'AND');
}

/** Whether a row has a row of an association for which a condition holds: `EXISTS (SELECT 1 FROM …)`. */
function exists(type: ModelType, name: string, where: Where, source: string, scope: SqlScope): string {
  const field = associationField(type, name);
  return scope.below(type, 'association', () => {
    const { alias, from, on } = relate(field, source, scope);
    const conditions = [on];
    if (Object.keys(where).length > 0) {
      if (field.kind === 'toOne') conditions.push(...onlyFirst(field, source, alias, scope));
      conditions.push(compileWhere(field.target, where, alias, scope));
    }
    return `EXISTS (SELECT 1 FROM ${from} WHERE ${conjunction(conditions)})`;
  });
}

function joinConditions(conditions: readonly string[], operator: 'AND' | 'OR'): string {
  if (conditions.length === 0) return operator === 'AND' ? 'TRUE' : 'FALSE';
  return `(${conditions.join(` ${operator} `)})`;
}

function compileComparison(
  type: ModelType,
  field: FilterableField,
  comparison: Comparison,
  alias: string,
  scope: SqlScope,
): string {
  const conditions = Object.entries(comparison)
    .filter(([, operand]) => operand !== undefined)
    .map(([name, operand]) => {
      const operator = name as FilterOperator;
      if (!(field.scalar.operators as readonly FilterOperator[]).includes(operator))
        throw wrongOperator(type, field, operator, 400);
      return compileOperator(type, field, operator, operand, compileField(type, field, alias, scope), scope);
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
  scope: SqlScope,
): string {
  const { sqlType } = field.scalar;
  const bind = (value: unknown) => scope.bind(value, sqlType);
  const bindList = (values: unknown) => scope.bind(values, sqlType && `${sqlType}[]`);
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

/** A column, or the expression of an annotation, of the rows called `alias`. */
export function compileField(type: ModelType, field: FilterableField, alias: string, scope: SqlScope): string {
  if (field.kind === 'column') return columnSql(type.model, field.name, alias);
  return compileExpression(type, field.expression, alias, scope);
}

/**
 * What PostgreSQL computes for the rows called `alias`: correlated subqueries where it takes other rows, so that it
 * composes with limits. Every value is bound.
 */
export function compileExpression(type: ModelType, node: ExpressionNode, alias: string, scope: SqlScope): string {
  return scope.below(type, 'condition', () => compileAs(type, node, null, alias, scope));
}

/** The same where a value is to have a type, which the values beside it give. */
function compileAs(
  type: ModelType,
  node: ExpressionNode,
  wanted: Scalar | null,
  alias: string,
  scope: SqlScope,
): string {
  const [name, given] = onlyEntry(type, node);
  const nested = (operand: ExpressionNode, as: Scalar | null = null) => {
    return scope.below(type, 'condition', () => compileAs(type, operand, as, alias, scope));
  };
  switch (name) {
    case 'value':
      return compileValue(given as ExpressionValue, wanted, scope);
    case 'field':
    case 'annotation': {
      const field = filterableField(type, given as string);
      const sql = compileField(type, field, alias, scope);
      // an enum beside other texts
      return wanted === scalars.String && field.scalar === scalars.Enum ? `${sql}::text` : sql;
    }
    case 'column':
      return columnSql(type.model, given as string, alias);
    case 'related':
      return compileRelated(type, given as Record<string, ExpressionNode>, alias, scope);
    case 'case': {
      const { branches, otherwise } = given as CaseNode;
      const { scalar } = expressionType(type, node);
      const conditions = branches.map(({ where, gives }) => {
        return `WHEN ${compileWhere(type, where, alias, scope)} THEN ${nested(gives, scalar)}`;
      });
      return `CASE ${conditions.join(' ')} ELSE ${otherwise ? nested(otherwise, scalar) : 'NULL'} END`;
    }
    case 'coalesce': {
      const { scalar } = expressionType(type, node);
      return `COALESCE(${(given as ExpressionNode[]).map((operand) => nested(operand, scalar)).join(', ')})`;
    }
    case 'concat':
      expressionType(type, node); // refuses one of nothing
      return `concat(${(given as ExpressionNode[]).map((operand) => nested(operand)).join(', ')})`;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const { scalar } = expressionType(type, node);
      const operands = (given as ExpressionNode[]).map((operand) => `${nested(operand, scalar)}::${scalar.sqlType}`);
      const [first, ...others] = operands;
      const divisors = name === 'divide' ? others.map((operand) => `NULLIF(${operand}, 0)`) : others;
      return `(${[first, ...divisors].join(` ${arithmetic[name]} `)})`;
    }
    default:
      return compileAggregate(type, name as AggregateName, node, alias, scope);
  }
}

const arithmetic = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

function compileValue(value: ExpressionValue, wanted: Scalar | null, scope: SqlScope): string {
  if (value === null) return wanted ? 'NULL' : 'NULL::text';
  const own = scalarOfValues([value])!;
  const isNumber = typeof value === 'number';
  return scope.bind(isNumber && wanted ? String(value) : value, (isNumber && wanted?.sqlType) || own.sqlType);
}

/**
 * Of the one row of an association, null where there is none: a column of the row that is joined, else
 * `(SELECT "user".last_name FROM users AS "user" WHERE …)`.
 */
function compileRelated(
  type: ModelType,
  related: Readonly<Record<string, ExpressionNode>>,
  source: string,
  scope: SqlScope,
): string {
  const [name, node] = onlyEntry(type, related);
  const field = associationField(type, name);
  const joined = isColumn(field.target, node) ? scope.joined(source, name) : undefined;
  if (joined !== undefined) return compileExpression(field.target, node, joined, scope);
  const { alias, from, on } = relate(field, source, scope);
  const first = mayRepeat(field.association) ? ` ORDER BY ${keyOrder(field.target, alias)} LIMIT 1` : '';
  return `(SELECT ${compileExpression(field.target, node, alias, scope)} FROM ${from} WHERE ${on}${first})`;
}

/** Whether it is null of itself where there is no row, as a column is and a count is not. */
function isColumn(type: ModelType, { field, related }: ExpressionNode): boolean {
  if (field) return type.columns.has(field);
  const [[name, node] = []] = Object.entries(related ?? {});
  return name !== undefined && !!node && isColumn(associationField(type, name).target, node);
}

function compileAggregate(
  type: ModelType,
  name: AggregateName,
  node: ExpressionNode,
  source: string,
  scope: SqlScope,
): string {
  const [association, { where, of, distinct }] = onlyEntry(type, node[name]!) as [string, AggregateNode];
  const { scalar } = expressionType(type, node);
  if (association === ownRows) {
    const value = of ? compileExpression(type, of, source, scope) : '*';
    const filter = where ? ` FILTER (WHERE ${compileWhere(type, where, source, scope)})` : '';
    return aggregateSql(name, value, distinct === true, scalar, filter);
  }
  const field = associationField(type, association);
  const { alias, from, on } = relate(field, source, scope, `counted ${association}`);
  const value = of ? compileExpression(field.target, of, alias, scope) : '*';
  const conditions = where ? [on, compileWhere(field.target, where, alias, scope)] : [on];
  if (name === 'exists') return `EXISTS (SELECT 1 FROM ${from} WHERE ${conjunction(conditions)})`;
  return `(SELECT ${aggregateSql(name, value, distinct === true, scalar)} FROM ${from} WHERE ${conjunction(conditions)})`;
}

/** `count(DISTINCT "Lease".tenant_id)::int4` */
function aggregateSql(name: AggregateName, value: string, distinct: boolean, scalar: Scalar, filter = ''): string {
  if (name === 'exists') return `(count(*)${filter} > 0)`;
  const each = distinct && value !== '*' ? `DISTINCT ${value}` : value;
  const cast = name === 'min' || name === 'max' || !scalar.sqlType ? '' : `::${scalar.sqlType}`;
  // PostgreSQL has no greatest uuid before its version 18; as text they have the same order
  if (scalar === scalars.ID && cast === '') return `${name}(${each}::text)${filter}::uuid`;
  return `${aggregateFunctions.get(scalar)?.[name] ?? name}(${each})${filter}${cast}`;
}

/** PostgreSQL has no greatest of booleans. */
const aggregateFunctions: ReadonlyMap<Scalar, { readonly [name in AggregateName]?: string }> = new Map<
  Scalar,
  { readonly [name in AggregateName]?: string }
>([[scalars.Boolean, { min: 'bool_and', max: 'bool_or' }]]);

function nullOperand(type: ModelType, field: FilterableField, operator: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3003',
    message: `The condition "${operator}" on "${type.name}.${field.name}" takes a value, but got null.`,
    hint: 'Ask for missing values with "isNull".',
    status: 400,
  });
}
