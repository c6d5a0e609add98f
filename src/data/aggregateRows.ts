import { type ExpressionNode, expressionType, ownRows } from '../schema/expressions.ts';
import type { ModelType } from '../schema/modelType.ts';
import { compileOrder, directionSql, type OrderBy } from './compileOrder.ts';
import { compileExpression } from './compileSql.ts';
import type { Row } from './computedMembers.ts';
import { sequelizeOf } from './fetchPlan.ts';
import type { FetchScope } from './fetchScope.ts';
import { ownConditions } from './ownConditions.ts';
import { compileRowMapper } from './rowMapper.ts';
import { type Hatches, type RowsWanted, wantedConditions, withDefaults } from './rowsWanted.ts';
import { conjunction, quote, quoteTable, SqlScope } from './sql.ts';
import { prepareStatement, runStatement } from './statements.ts';

/** How many rows there are. */
export const countAll: ExpressionNode = { count: { [ownRows]: {} } };

type Column = readonly [name: string, node: ExpressionNode];

/**
 * What rows come to together, in one statement: `{ total: Sum('rent') }`, whatever limit is set. With expressions to group
 * by, there is one row for each of their different values, sorted by them, of `maxGroups` at most.
 */
export function aggregateRows(
  type: ModelType,
  wanted: RowsWanted & Hatches,
  values: Readonly<Record<string, ExpressionNode>>,
  by: readonly Column[],
  scope: FetchScope,
  maxGroups?: number,
): Promise<Row[]> {
  const columns = [...by, ...Object.entries(values)];
  const groups = by.map((_, index) => index + 1).join(', ');
  return read(type, wanted, columns, scope, (_, sql) => [
    ...(groups ? [`GROUP BY ${groups} ORDER BY ${groups}`] : []),
    ...(groups && maxGroups !== undefined ? [`LIMIT ${sql.bind(maxGroups, 'int8')}`] : []),
  ]);
}

/** Values of rows, in their order, each combination once where they are to be distinct. */
export function readValues(
  type: ModelType,
  wanted: RowsWanted & Hatches,
  columns: readonly Column[],
  isDistinct: boolean,
  scope: FetchScope,
): Promise<Row[]> {
  const { orderBy, limit, offset } = withDefaults(type.model, type, wanted);
  const tail = (alias: string, sql: SqlScope) => [
    isDistinct
      ? distinctOrder(type, columns, orderBy ?? [])
      : `ORDER BY ${compileOrder(type, orderBy ?? [], alias, sql)}`,
    ...(typeof limit === 'number' ? [`LIMIT ${sql.bind(limit, 'int8')}`] : []),
    ...(typeof offset === 'number' ? [`OFFSET ${sql.bind(offset, 'int8')}`] : []),
  ];
  return read(type, wanted, columns, scope, tail, isDistinct ? 'DISTINCT ' : '');
}

/** PostgreSQL sorts distinct values only by themselves: first by those that the order names, then by the others. */
function distinctOrder(type: ModelType, columns: readonly Column[], orderBy: readonly OrderBy[]): string {
  const places = columns.map(([, node], index) => ({ key: JSON.stringify(node), sql: String(index + 1) }));
  const ordered = orderBy.flatMap((order) => {
    const { field, annotation, expression } = order;
    const key = JSON.stringify(expression ?? (field ? { field } : { annotation }));
    const place = places.find((known) => known.key === key);
    return place ? [{ ...place, sql: place.sql + directionSql(type, order) }] : [];
  });
  const others = places.filter(({ key }) => !ordered.some((place) => place.key === key));
  return `ORDER BY ${[...ordered, ...others].map(({ sql }) => sql).join(', ')}`;
}

async function read(
  type: ModelType,
  wanted: RowsWanted & Hatches,
  columns: readonly Column[],
  scope: FetchScope,
  tail: (alias: string, sql: SqlScope) => readonly string[],
  quantifier = '',
): Promise<Row[]> {
  const sql = new SqlScope(scope.policy);
  const alias = sql.alias(type.model.name);
  const list = columns.map(([, node]) => compileExpression(type, node, alias, sql));
  const conditions = [
    ...ownConditions(type, alias, sql, type.model, wanted),
    ...wantedConditions(type, wanted, alias, sql),
  ];
  const text = [
    `SELECT ${quantifier}${list.join(', ')} FROM ${quoteTable(type.model)} AS ${quote(alias)}`,
    ...(conditions.length > 0 ? [`WHERE ${conjunction(conditions)}`] : []),
    ...tail(alias, sql),
  ].join(' ');
  const options = scope.transaction ? { transaction: scope.transaction } : {};
  const rows = await scope.run(() => runStatement(sequelizeOf(type), prepareStatement(text), sql.values, options));
  const shape = columns.map(([name, node], index) => ({ name, scalar: expressionType(type, node).scalar, index }));
  return compileRowMapper({ values: shape, objects: [], keyIndex: 0 })(rows);
}
