import type { Transaction } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import type { ExpressionNode } from '../schema/expressions.ts';
import type { ModelClass, ModelType } from '../schema/modelType.ts';
import { associationField, type Where } from '../schema/where.ts';
import type { OrderBy } from './compileOrder.ts';
import { compileExpression, compileWhere } from './compileSql.ts';
import { scopeOptions, type Unnarrowed } from './ownConditions.ts';
import type { SqlScope } from './sql.ts';

/** Which rows of a model are wanted. */
export interface RowsWanted {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly OrderBy[] | null | undefined;
  readonly limit?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

/** An annotation of a query. */
export interface AnnotationInput {
  readonly name: string;
  readonly expression: ExpressionNode;
}

/** What only the application's own code can ask for, and no GraphQL variable can say. */
export interface Hatches extends Unnarrowed {
  readonly sql?: readonly SqlCondition[];
  readonly transaction?: Transaction;
}

/** A condition in SQL: its text, and what stands between its parts: expressions of the model, and values to be bound. */
export interface SqlCondition {
  readonly strings: readonly string[];
  readonly operands: readonly (ExpressionNode | { readonly bound: unknown })[];
}

/** A condition that the application wrote in SQL, in parentheses. */
export function compileSqlCondition(
  type: ModelType,
  { strings, operands }: SqlCondition,
  alias: string,
  scope: SqlScope,
): string {
  const parts = strings.map((text, index) => {
    const operand = operands[index];
    if (operand === undefined) return text;
    return (
      text + ('bound' in operand ? scope.bind(operand.bound, null) : compileExpression(type, operand, alias, scope))
    );
  });
  return `(${parts.join('')})`;
}

/** The conditions of what is wanted; the model's own go before them. */
export function wantedConditions(
  type: ModelType,
  { where, sql = [] }: RowsWanted & Hatches,
  alias: string,
  scope: SqlScope,
): string[] {
  return [
    ...(where ? [compileWhere(type, where, alias, scope)] : []),
    ...sql.map((condition) => compileSqlCondition(type, condition, alias, scope)),
  ];
}

/** What a model's default scope wants of its rows beside conditions. As in Sequelize, its order goes before another one. */
export function withDefaults<T extends RowsWanted & Hatches>(model: ModelClass, type: ModelType, wanted: T): T {
  if (wanted.unscoped) return wanted;
  const { order, limit, offset } = scopeOptions(model);
  if (order === undefined && limit === undefined && offset === undefined) return wanted;
  return {
    ...wanted,
    orderBy: [...readOrder(type, order ?? [], true), ...(wanted.orderBy ?? [])],
    limit: wanted.limit ?? limit,
    offset: wanted.offset ?? offset,
  };
}

/**
 * Sequelize's `order` as ours: names of attributes, and lists of associations or their names, an attribute and a direction,
 * `[['createdAt', 'DESC NULLS LAST'], ['tenant', 'user', 'lastName']]`. Throws LG3001, and LG3010 for what it cannot say.
 */
export function readOrder(type: ModelType, order: unknown, byAnyColumn = false): OrderBy[] {
  const items: readonly unknown[] = Array.isArray(order) ? order : [order];
  return items.map((item) => readOrderItem(type, Array.isArray(item) ? item : [item], byAnyColumn));
}

function readOrderItem(type: ModelType, item: readonly unknown[], byAnyColumn: boolean): OrderBy {
  const names = item.map((part) => nameOf(part) ?? throwUnsupported(type, item));
  const last = /^(ASC|DESC)?(?: ?NULLS (FIRST|LAST))?$/i.exec(names.at(-1)!);
  const hasDirection = last !== null && names.length > 1;
  const path = hasDirection ? names.slice(0, -1) : names;
  const [direction = 'ASC', nulls] = hasDirection ? last.slice(1) : [];
  return {
    ...orderOf(type, path, byAnyColumn),
    direction: direction.toUpperCase() as OrderBy['direction'],
    ...(nulls && { nulls: nulls.toUpperCase() as NonNullable<OrderBy['nulls']> }),
  };
}

function nameOf(part: unknown): string | null {
  if (typeof part === 'string') return part;
  const { as, association } = (part ?? {}) as { as?: unknown; association?: { as?: unknown } };
  if (typeof association?.as === 'string') return association.as;
  return typeof as === 'string' ? as : null;
}

/** An order by a field or annotation of the rows, or of what they have one of, by its path. Throws LG3001. */
export function orderOf(
  type: ModelType,
  [name, ...rest]: readonly string[],
  byAnyColumn = false,
): Omit<OrderBy, 'direction'> {
  if (rest.length > 0) return { expression: pathNode(type, [name!, ...rest], byAnyColumn) };
  const field = type.fields.get(name!);
  if (byAnyColumn && field?.kind !== 'column' && type.columns.has(name!)) return { expression: { column: name! } };
  return field?.kind === 'annotation' && field.adHoc ? { annotation: name! } : { field: name! };
}

function pathNode(type: ModelType, [name, ...rest]: readonly string[], byAnyColumn: boolean): ExpressionNode {
  if (rest.length > 0)
    return { related: { [name!]: pathNode(associationField(type, name!).target, rest, byAnyColumn) } };
  const { expression, ...named } = orderOf(type, [name!], byAnyColumn);
  return expression ?? (named as ExpressionNode);
}

function throwUnsupported(type: ModelType, order: readonly unknown[]): never {
  throw new LivegraftError({
    code: 'LG3010',
    message: `Livegraft cannot read the order ${JSON.stringify(order)} of ${type.name}.`,
    hint: 'Name attributes and associations, each with "ASC" or "DESC".',
  });
}

export function annotatedTwice({ name }: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG3006',
    message: `The annotations of ${name} must have names of their own.`,
    status: 400,
  });
}
