import type { Sequelize } from 'sequelize';
import { log } from '../log.ts';
import type { ComputedField, ModelClass, ModelType, StrField } from '../schema/modelType.ts';
import { compileOrder } from './compileOrder.ts';
import { compileComputed, type Row } from './computedMembers.ts';
import type { FetchScope, ReadArguments, RowsByKey } from './fetchScope.ts';
import { ownConditions } from './ownConditions.ts';
import { associated, sourceKeyOf } from './relation.ts';
import { type Hatches, type RowsWanted, wantedConditions, withDefaults } from './rowsWanted.ts';
import { type AssociationSelection, type Selection, signatureOf } from './selection.ts';
import { buildSelectPlan, ownerName, type SelectPlan, type SqlText } from './selectPlan.ts';
import { quote, type SqlScope } from './sql.ts';
import { prepareStatement, runStatement, type SqlStatement } from './statements.ts';
import { storedKeyOf } from './storedKey.ts';

/**
 * How a selection is read: one statement for its rows and everything of which a row has one, and one more for each
 * association of which it has many, whatever the number of rows.
 */
export interface FetchPlan {
  readonly selection: Selection;
  /** Rows as objects by field name, in order. */
  fetch(wanted: RowsWanted & Hatches, scope: FetchScope, readArguments?: ReadArguments): Promise<Row[]>;
}

export function buildFetchPlan(selection: Selection): FetchPlan {
  const { type } = selection;
  const select = buildSelectPlan(selection);
  const complete = buildCompletion(selection);
  return {
    selection,
    async fetch(wanted, scope, readArguments = noArguments) {
      const rows = await readRows(type, select, writeRows(type, select, wanted, scope), scope);
      await complete?.(rows, scope, readArguments);
      return rows;
    },
  };
}

/** No operation stands behind the selection, so no field has arguments. */
const noArguments: ReadArguments = () => ({});

export function sequelizeOf(type: ModelType): Sequelize {
  return type.model.sequelize!;
}

/** The statement for rows of a model. */
export function writeRows(
  type: ModelType,
  select: SelectPlan,
  wanted: RowsWanted & Hatches,
  scope: FetchScope,
): SqlText {
  const { orderBy, limit, offset, ...narrowing } = withDefaults(type.model, type, wanted);
  return select.write(scope.policy, (sql, alias) => ({
    where: [
      ...ownConditions(type, alias, sql, type.model, narrowing),
      ...wantedConditions(type, narrowing, alias, sql),
    ],
    orderBy: compileOrder(type, orderBy ?? [], alias, sql),
    limit: bindNumber(limit, sql),
    offset: bindNumber(offset, sql),
  }));
}

function bindNumber(number: number | null | undefined, sql: SqlScope): string | undefined {
  return typeof number === 'number' ? sql.bind(number, 'int8') : undefined;
}

function readRows(type: ModelType, select: SelectPlan, { text, values }: SqlText, scope: FetchScope): Promise<Row[]> {
  const options = scope.transaction ? { transaction: scope.transaction } : {};
  return scope.run(async () => select.map(await runStatement(sequelizeOf(type), named(text), values, options)));
}

/** As many texts are known by their names; the oldest goes when there are more. A shape has one text, never a value. */
const knownTexts = 2_000;
const statements = new Map<string, SqlStatement>();

function named(text: string): SqlStatement {
  let statement = statements.get(text);
  if (!statement) {
    statement = prepareStatement(text);
    if (statements.size >= knownTexts) statements.delete(statements.keys().next().value!);
    statements.set(text, statement);
  }
  return statement;
}

/** Gives rows what they lack after their own statement: the rows of which they have many, then their computed members. */
type Completion = (rows: readonly Row[], scope: FetchScope, readArguments: ReadArguments) => Promise<void>;

/** Null where they lack nothing, as plain columns and joins of plain columns do. */
function buildCompletion(selection: Selection): Completion | null {
  const compute = buildComputation(selection);
  const parts = [...selection.associations].flatMap(([name, association]): Completion[] => {
    if (association.field.kind === 'toMany') {
      const { type } = selection;
      const key = storedKeyOf(type, sourceKeyOf(association.field.association));
      const edge = buildEdge(type, name, association);
      return [
        async (rows, scope, readArguments) => {
          const found = await edge.load(keysOf(rows, key), scope, readArguments);
          for (const row of rows) row[name] = found.get(row[key]) ?? [];
        },
      ];
    }
    const below = buildCompletion(association.selection);
    if (!below) return [];
    return [
      (rows, scope, readArguments) => {
        const joined = rows.flatMap((row): Row[] => (row[name] ? [row[name] as Row] : []));
        return below(joined, scope, readArguments);
      },
    ];
  });
  if (!compute && parts.length === 0) return null;
  return async (rows, scope, readArguments) => {
    if (rows.length === 0) return;
    if (parts.length > 0) await Promise.all(parts.map((part) => part(rows, scope, readArguments)));
    compute?.(rows);
  };
}

function keysOf(rows: readonly Row[], key: string): unknown[] {
  return [...new Set(rows.map((row) => row[key]))].filter((value) => value !== null);
}

/** The computed members of rows that have everything else. Null where there are none. */
export function buildComputation(selection: Selection): ((rows: readonly Row[]) => void) | null {
  const members = [...selection.fields.values()]
    .filter((field): field is ComputedField | StrField => field.kind === 'computed' || field.kind === 'str')
    .map((field) => ({ name: field.name, compute: compileComputed(selection.type, field) }));
  if (members.length === 0) return null;
  return (rows) => {
    for (const row of rows) for (const { name, compute } of members) row[name] = compute(row);
  };
}

/** The rows of an association, for the keys of those whose they are. */
export interface Edge {
  load(keys: readonly unknown[], scope: FetchScope, readArguments: ReadArguments): Promise<RowsByKey>;
}

/**
 * Reads an association of all rows in one statement: `WHERE property_id = ANY($1)`. Where its default scope or its
 * arguments set a limit, the limit holds for each of them.
 */
export function buildEdge(source: ModelType, name: string, { field, node, selection }: AssociationSelection): Edge {
  const { association, target } = field;
  const { scalar } = source.columns.get(sourceKeyOf(association))!;
  const keyType = scalar.sqlType;
  const select = buildSelectPlan(selection, scalar);
  const complete = buildCompletion(selection);
  const identity = `${source.name} ${name} ${signatureOf(selection)}`;
  const takesArguments = node !== null || hasArguments(selection);
  const write = (keys: readonly unknown[], wanted: RowsWanted, policy: FetchScope['policy']): SqlText => {
    const { orderBy, limit, offset, where } = withDefaults(association.target as ModelClass, target, wanted);
    const isCut = typeof limit === 'number' || typeof offset === 'number';
    return select.write(policy, (sql, alias) => {
      const { tables, owner, on } = associated(field, alias, sql);
      const each = quote(sql.alias('owner'));
      const list = sql.bind(keys, keyType && `${keyType}[]`);
      return {
        from: tables,
        owner: isCut ? `${each}."key"` : owner,
        each: isCut ? `unnest(${list}) AS ${each}("key")` : undefined,
        where: [
          isCut ? `${owner} = ${each}."key"` : `${owner} = ANY(${list})`,
          ...on,
          ...wantedConditions(target, { where }, alias, sql),
        ],
        orderBy: compileOrder(target, orderBy ?? [], alias, sql),
        limit: bindNumber(limit, sql),
        offset: bindNumber(offset, sql),
      };
    });
  };
  return {
    async load(keys, scope, readArguments) {
      if (keys.length === 0) return new Map();
      const wanted = node ? readArguments(node, source.name) : {};
      // arguments may be variables, which another operation gives other values
      const name = takesArguments ? `${identity} ${scope.numberOf(readArguments)}` : identity;
      return scope.load(name, keys, async (all) => {
        const rows = await readRows(target, select, write(all, wanted, scope.policy), scope);
        const lists = groupByOwner(rows);
        const isCut = typeof wanted.limit !== 'number' && cutLists(target, lists, scope.listRows);
        await complete?.(isCut ? [...lists.values()].flat() : rows, scope, readArguments);
        return lists;
      });
    },
  };
}

function hasArguments({ associations }: Selection): boolean {
  return [...associations.values()].some(({ node, selection }) => node !== null || hasArguments(selection));
}

/** Leaves out of each list what is beyond a number of rows, and says so. */
function cutLists(type: ModelType, lists: ReadonlyMap<unknown, Row[]>, most: number): boolean {
  const long = [...lists.values()].filter(({ length }) => length > most);
  for (const list of long) list.length = most;
  if (long.length > 0) reportCut(type, most);
  return long.length > 0;
}

/** Says in the log that a list has more rows than are shown. */
export function reportCut({ name }: ModelType, most: number): void {
  log().warn({ code: 'LG3040', model: name }, `A list of ${name} without a limit was cut at ${most} rows.`);
}

function groupByOwner(rows: readonly Row[]): Map<unknown, Row[]> {
  const lists = new Map<unknown, Row[]>();
  for (const row of rows) {
    const list = lists.get(row[ownerName]);
    if (list) list.push(row);
    else lists.set(row[ownerName], [row]);
  }
  return lists;
}
