import { LivegraftError } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { filterableField } from '../schema/where.ts';
import { compileField } from './compileWhere.ts';
import { columnSql, type SqlParameters } from './sql.ts';

/** A field of the model, or an annotation of the QuerySet. */
export interface OrderBy {
  readonly field?: string | null;
  readonly annotation?: string | null;
  readonly direction: 'ASC' | 'DESC';
}

/** `ORDER BY` of columns and annotations. It ends with the primary key, so that equal rows keep their order. */
export function compileOrder(
  type: ModelType,
  orderBy: readonly OrderBy[],
  alias: string,
  parameters: SqlParameters,
): string {
  const names = orderBy.map(({ field, annotation }) => orderName(type, field ?? null, annotation ?? null));
  const wanted = names.map((name, index) => {
    const sql = compileField(type, filterableField(type, name), alias, parameters);
    return orderBy[index]!.direction === 'DESC' ? `${sql} DESC` : sql;
  });
  const key = type.primaryKey
    .filter((column) => !names.includes(column.name))
    .map((column) => columnSql(type.model, column.name, alias));
  return [...wanted, ...key].join(', ');
}

function orderName(type: ModelType, field: string | null, annotation: string | null): string {
  if ((field === null) !== (annotation === null)) return (field ?? annotation)!;
  throw new LivegraftError({
    code: 'LG3005',
    message: `An order of ${type.name} names ${field === null ? 'neither a field nor' : 'both a field and'} an annotation.`,
    hint: 'Name one of them.',
    status: 400,
  });
}
