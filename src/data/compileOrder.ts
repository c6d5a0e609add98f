import type { ModelType } from '../schema/modelType.ts';
import { filterableField } from '../schema/where.ts';
import { compileField } from './compileWhere.ts';
import { columnSql, type SqlParameters } from './sql.ts';

export interface OrderBy {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** `ORDER BY` of columns and annotations. It ends with the primary key, so that equal rows keep their order. */
export function compileOrder(
  type: ModelType,
  orderBy: readonly OrderBy[],
  alias: string,
  parameters: SqlParameters,
): string {
  const wanted = orderBy.map(({ field, direction }) => {
    const sql = compileField(type, filterableField(type, field), alias, parameters);
    return direction === 'DESC' ? `${sql} DESC` : sql;
  });
  const named = new Set(orderBy.map(({ field }) => field));
  const key = type.primaryKey
    .filter((column) => !named.has(column.name))
    .map((column) => columnSql(type.model, column.name, alias));
  return [...wanted, ...key].join(', ');
}
