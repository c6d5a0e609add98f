import { LivegraftError } from '../errors.ts';
import type { ExpressionNode } from '../schema/expressions.ts';
import type { ModelType } from '../schema/modelType.ts';
import { compileExpression } from './compileSql.ts';
import { columnSql, type SqlScope } from './sql.ts';

/** A field of the model, an annotation of the QuerySet, or an expression. */
export interface OrderBy {
  readonly field?: string | null;
  readonly annotation?: string | null;
  readonly expression?: ExpressionNode | null;
  readonly direction: 'ASC' | 'DESC';
  readonly nulls?: 'FIRST' | 'LAST' | null;
}

/** What follows `ORDER BY`. It ends with the primary key, so that equal rows keep their order. Throws LG3001 and LG3005. */
export function compileOrder(type: ModelType, orderBy: readonly OrderBy[], alias: string, scope: SqlScope): string {
  const wanted = orderBy.map((order) => {
    return compileExpression(type, expressionOf(type, order), alias, scope) + directionSql(type, order);
  });
  const key = type.primaryKey
    .filter((column) => !orderBy.some(({ field }) => field === column.name))
    .map((column) => columnSql(type.model, column.name, alias));
  return [...wanted, ...key].join(', ');
}

const directions: ReadonlySet<string> = new Set(['ASC', 'DESC']);
const places: ReadonlySet<string> = new Set(['FIRST', 'LAST']);

/** ` DESC NULLS LAST`. Throws LG3005 for anything but the words that it may be. */
export function directionSql(type: ModelType, { direction = 'ASC', nulls }: OrderBy): string {
  if (!directions.has(direction) || (nulls && !places.has(nulls)))
    throw badDirection(type, `${direction} ${nulls ?? ''}`);
  return `${direction === 'DESC' ? ' DESC' : ''}${nulls ? ` NULLS ${nulls}` : ''}`;
}

function expressionOf(type: ModelType, { field, annotation, expression }: OrderBy): ExpressionNode {
  const [given, ...others] = [
    ...(typeof field === 'string' ? [{ field }] : []),
    ...(typeof annotation === 'string' ? [{ annotation }] : []),
    ...(expression ? [expression] : []),
  ];
  if (given && others.length === 0) return given;
  throw new LivegraftError({
    code: 'LG3005',
    message: `An order of ${type.name} names ${given ? 'several things' : 'nothing'} to sort by.`,
    hint: 'Give one of "field", "annotation" and "expression".',
    status: 400,
  });
}

function badDirection(type: ModelType, given: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3005',
    message: `An order of ${type.name} falls or rises, with nulls first or last, but is ${JSON.stringify(given.trim().slice(0, 80))}.`,
    hint: 'Give direction "ASC" or "DESC", and nulls "FIRST" or "LAST".',
    status: 400,
  });
}
