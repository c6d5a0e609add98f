import type { ModelType } from '../schema/modelType.ts';
import { filterableField, type Where } from '../schema/where.ts';
import { compileField, compileWhere } from './compileWhere.ts';
import { sequelizeOf } from './fetchPlan.ts';
import { compileRowMapper } from './rowMapper.ts';
import { selectSql } from './selectSql.ts';
import { rootAlias, SqlParameters } from './sql.ts';
import { prepareStatement, runStatement } from './statements.ts';

const count = { sql: 'count(*)::int4', name: 'count' };

/** How many rows match. */
export async function countRows(type: ModelType, where: Where | null | undefined): Promise<number> {
  const parameters = new SqlParameters();
  const condition = where ? compileWhere(type, where, rootAlias(type), parameters) : undefined;
  const text = selectSql(type.model, { attributes: [count], joins: [] }, { where: condition });
  const [row] = await runStatement(sequelizeOf(type), prepareStatement(text), parameters.values);
  return Number(row![0]);
}

/** How many rows match for each value of a field, in one statement. A missing value counts under null. */
export async function countRowsBy(
  type: ModelType,
  where: Where | null | undefined,
  name: string,
): Promise<Map<unknown, number>> {
  const field = filterableField(type, name);
  const parameters = new SqlParameters();
  const value = { sql: compileField(type, field, rootAlias(type), parameters), name: 'value' };
  const condition = where ? compileWhere(type, where, rootAlias(type), parameters) : undefined;
  const text = selectSql(
    type.model,
    { attributes: [value, count], joins: [] },
    { where: condition, groupBy: '1', orderBy: '1' },
  );
  const rows = await runStatement(sequelizeOf(type), prepareStatement(text), parameters.values);
  const mapValues = compileRowMapper({
    values: [{ name: 'value', scalar: field.scalar, index: 0 }],
    objects: [],
    keyIndex: 0,
  });
  return new Map(mapValues(rows).map((row, index) => [row.value, Number(rows[index]![1])]));
}
