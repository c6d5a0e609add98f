import type { Sequelize } from 'sequelize';
import {
  type ColumnField,
  type ComputedField,
  keysOf,
  type ModelType,
  type StrField,
  scopeOf,
  throughOf,
} from '../schema/modelType.ts';
import type { Where } from '../schema/where.ts';
import { compileOrder, type OrderBy } from './compileOrder.ts';
import { compileWhere } from './compileWhere.ts';
import { compileComputed, type Row } from './computedMembers.ts';
import type { Selection } from './selection.ts';
import { buildSelectPlan, isToOne, type OwnerColumn } from './selectPlan.ts';
import type { SelectClauses } from './selectSql.ts';
import { columnSql, rootAlias, SqlParameters } from './sql.ts';
import { prepareStatement, runStatement, type SqlStatement } from './statements.ts';

/** Which rows of a model are wanted. */
export interface RowsWanted {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly OrderBy[] | null | undefined;
  readonly limit?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

/** Values of rows in memory that go before the stored ones, by the rows' primary key. */
export type Edits = ReadonlyMap<unknown, Row>;

/**
 * How a selection is read: one statement for its rows and everything of which a row has one, and one more for each
 * association of which it has many, whatever the number of rows.
 */
export interface FetchPlan {
  /** Rows as objects by field name, in order. */
  fetch(wanted: RowsWanted, edits?: Edits): Promise<Row[]>;
}

export function buildFetchPlan(selection: Selection): FetchPlan {
  const { type } = selection;
  const select = buildSelectPlan(selection);
  const completion = buildCompletion(selection);
  const statements = new StatementCache(select.text);
  const key = type.primaryKey[0]!.name;
  return {
    async fetch(wanted, edits) {
      const parameters = new SqlParameters(select.constants);
      const statement = statements.get(compileClauses(type, wanted, parameters));
      const rows = select.map(await runStatement(sequelizeOf(type), statement, parameters.values));
      if (edits) for (const row of rows) Object.assign(row, edits.get(row[key]));
      await completion?.load(rows);
      completion?.compute(rows);
      return rows;
    },
  };
}

export function sequelizeOf(type: ModelType): Sequelize {
  return type.model.sequelize!;
}

function compileClauses(
  type: ModelType,
  { where, orderBy, limit, offset }: RowsWanted,
  parameters: SqlParameters,
): SelectClauses {
  const alias = rootAlias(type);
  return {
    where: where ? compileWhere(type, where, alias, parameters) : undefined,
    orderBy: compileOrder(type, orderBy ?? [], alias, parameters),
    limit: typeof limit === 'number' ? parameters.bind(limit, 'int8') : undefined,
    offset: typeof offset === 'number' ? parameters.bind(offset, 'int8') : undefined,
  };
}

/** The texts of one plan: one for each shape of filter and order, never for a value. */
class StatementCache {
  /** The oldest goes when there are more. */
  static readonly size = 200;
  readonly #statements = new Map<string, SqlStatement>();
  readonly #text: (clauses: SelectClauses) => string;

  constructor(text: (clauses: SelectClauses) => string) {
    this.#text = text;
  }

  get(clauses: SelectClauses): SqlStatement {
    const shape = JSON.stringify([clauses.where, clauses.orderBy, clauses.limit, clauses.offset]);
    let statement = this.#statements.get(shape);
    if (!statement) {
      statement = prepareStatement(this.#text(clauses));
      if (this.#statements.size >= StatementCache.size) this.#statements.delete(this.#statements.keys().next().value!);
      this.#statements.set(shape, statement);
    }
    return statement;
  }
}

/** What rows lack after their own statement: the rows of which they have many, then their computed members. */
interface Completion {
  load(rows: readonly Row[]): Promise<void>;
  compute(rows: readonly Row[]): void;
}

/** Null where they lack nothing, as plain columns and joins of plain columns do. */
function buildCompletion(selection: Selection): Completion | null {
  const members = [...selection.fields.values()]
    .filter((field): field is ComputedField | StrField => field.kind === 'computed' || field.kind === 'str')
    .map((field) => ({ name: field.name, compute: compileComputed(selection.type, field) }));
  const associations = [...selection.associations]
    .map(([name, target]) => ({
      name,
      completion: buildCompletion(target),
      batch: isToOne(selection, name) ? null : buildBatch(selection, name, target),
    }))
    .filter(({ completion, batch }) => completion || batch);
  if (members.length === 0 && associations.length === 0) return null;
  return {
    async load(rows) {
      for (const association of associations) {
        await association.batch?.(rows);
        await association.completion?.load(below(rows, association));
      }
    },
    // From the outside in, and all of a row before any is kept: a member sees stored values only.
    compute(rows) {
      if (members.length > 0) {
        for (const row of rows) {
          const values = members.map(({ compute }) => compute(row));
          for (const [index, { name }] of members.entries()) row[name] = values[index];
        }
      }
      for (const association of associations) association.completion?.compute(below(rows, association));
    },
  };
}

/** A joined row belongs to one row alone; rows with the same key share the rows of which they have many. */
function below(rows: readonly Row[], { name, batch }: { name: string; batch: object | null }): Row[] {
  const found = rows.flatMap((row) => row[name] ?? []) as Row[];
  return batch ? [...new Set(found)] : found;
}

/** Reads one to-many association of all rows in one statement: `WHERE property_id = ANY($1)`. */
function buildBatch(selection: Selection, name: string, target: Selection): (rows: readonly Row[]) => Promise<void> {
  const association = selection.type.model.associations[name]!;
  const { sourceKey } = keysOf(association);
  const source = selection.type.columns.get(sourceKey)!;
  const owner = ownerOf(selection, name, target, source);
  const select = buildSelectPlan(target, owner.column);
  const parameters = new SqlParameters(select.constants);
  const keys = parameters.bind([], source.scalar.sqlType && `${source.scalar.sqlType}[]`);
  const orderBy = compileOrder(target.type, [], rootAlias(target.type), parameters);
  const scope = scopeOf(association);
  const statement = prepareStatement(select.text({ scope, where: `${owner.sql} = ANY(${keys})`, orderBy }));
  return async (rows) => {
    const lists = new Map<unknown, Row[]>();
    for (const row of rows) lists.set(row[sourceKey], []);
    if (lists.size > 0) {
      const values = [...select.constants, [...lists.keys()]];
      const found = select.map(await runStatement(sequelizeOf(target.type), statement, values));
      for (const row of found) lists.get(row[owner.column.name])?.push(row);
    }
    for (const row of rows) row[name] = lists.get(row[sourceKey]);
  };
}

interface Owner {
  readonly column: OwnerColumn;
  readonly sql: string;
}

/** The column that says whose a row is: its foreign key, or that of the model between. */
function ownerOf(selection: Selection, name: string, target: Selection, source: ColumnField): Owner {
  const association = selection.type.model.associations[name]!;
  const { foreignKey } = keysOf(association);
  if (association.associationType === 'HasMany') {
    // read as the key that it refers to, so that 7 finds 7 where one is an INTEGER and the other a BIGINT
    const column = { ...target.type.columns.get(foreignKey)!, scalar: source.scalar };
    const sql = columnSql(target.type.model, foreignKey, rootAlias(target.type));
    return { column: { name: ownerName, column, join: null }, sql };
  }
  const through = throughOf(association);
  const keys = [...new Set([...through.model.primaryKeyAttributes, foreignKey])];
  return {
    column: {
      name: ownerName,
      column: source,
      join: { association: through.fromTarget, keys, key: foreignKey, where: through.scope },
    },
    sql: columnSql(through.model, foreignKey, through.fromTarget.as),
  };
}

/** No field can have a name with a space. */
const ownerName = 'livegraft owner';
