import type { AnnotationField, ColumnField, ModelType, ToOneField } from '../schema/modelType.ts';
import type { Scalar } from '../schema/scalars.ts';
import { compileField } from './compileSql.ts';
import type { Row } from './computedMembers.ts';
import { onlyFirst, relate, sourceKeyOf } from './relation.ts';
import { compileRowMapper, type ObjectShape } from './rowMapper.ts';
import type { Selection } from './selection.ts';
import { conjunction, type Policy, quote, quoteTable, SqlScope } from './sql.ts';
import type { TextRow } from './statements.ts';
import { rowKeyOf, storedKeyOf } from './storedKey.ts';

/** A SELECT whose list and joins are settled, and the objects that its rows become. */
export interface SelectPlan {
  /**
   * Its text for who asks. `rest` gives what stands behind the joins, for the name of the rows; without `from` they are
   * all rows of the model.
   */
  write(policy: Policy | null, rest: (scope: SqlScope, alias: string) => SelectClauses): SqlText;
  readonly map: (rows: readonly TextRow[]) => Row[];
}

export interface SqlText {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** SQL texts, which may hold `$n`. */
export interface SelectClauses {
  readonly from?: string;
  readonly where: readonly string[];
  readonly orderBy: string;
  readonly limit?: string | undefined;
  readonly offset?: string | undefined;
  /** Whose a row is, where the plan has owners. */
  readonly owner?: string;
  /** A table `"owner"` of keys, for each of which the rows are read by themselves, so that a limit holds for each. */
  readonly each?: string | undefined;
}

/** The rows of a model with everything of which a row has one joined to it; `owner` is the type of whose they are. */
export function buildSelectPlan(selection: Selection, owner: Scalar | null = null): SelectPlan {
  const layout = layOut(selection);
  const counter = { next: 0 };
  const shape = shapeOf(layout, counter);
  const values = owner ? [...shape.values, { name: ownerName, scalar: owner, index: counter.next }] : shape.values;
  const isSettled = isAlwaysTheSame(layout);
  const head = isSettled ? writeHead(layout, null) : null;
  return {
    map: compileRowMapper({ ...shape, values }),
    write(policy, rest) {
      const { scope, columns, joins, alias } = head ? copyOf(head, policy) : writeHead(layout, policy);
      return { text: writeSelect(selection.type, { columns, joins, alias }, rest(scope, alias)), values: scope.values };
    },
  };
}

/** The name under which a row has the key of whose it is. No field can have a name with a space. */
export const ownerName = 'livegraft owner';

/** What one table of a statement gives, before the statement is written. */
interface Layout {
  readonly type: ModelType;
  readonly columns: readonly (readonly [name: string, field: ColumnField | AnnotationField])[];
  readonly joins: readonly { readonly name: string; readonly field: ToOneField; readonly layout: Layout }[];
}

function layOut(selection: Selection): Layout {
  const { type, fields, associations } = selection;
  const annotations = [...fields.values()].filter((field) => field.kind === 'annotation');
  return {
    type,
    columns: [
      ...[...storedColumns(selection)].map(([name, column]) => [storedKeyOf(type, name), column] as const),
      ...annotations.map((field) => [rowKeyOf(field), field] as const),
    ],
    joins: [...associations].flatMap(([name, { field, selection: target }]) => {
      return field.kind === 'toOne' ? [{ name, field, layout: layOut(target) }] : [];
    }),
  };
}

/** What is stored and selected: asked for, needed by a computed member, or the key of an association that is read by itself. */
export function storedColumns({ type, fields, columns, associations }: Selection): Map<string, ColumnField> {
  const stored = new Map(columns);
  for (const field of fields.values()) if (field.kind === 'column') stored.set(field.name, field);
  for (const { field } of associations.values()) {
    if (field.kind === 'toOne') continue;
    const key = sourceKeyOf(field.association);
    stored.set(key, type.columns.get(key)!);
  }
  return stored;
}

function shapeOf({ type, columns, joins }: Layout, counter: { next: number }): ObjectShape {
  const values = columns.map(([name, { scalar }]) => ({ name, scalar, index: counter.next++ }));
  const key = storedKeyOf(type, type.primaryKey[0]!.name);
  const keyIndex = values.find(({ name }) => name === key)!.index;
  return { values, keyIndex, objects: joins.map(({ name, layout }) => ({ name, shape: shapeOf(layout, counter) })) };
}

/** Where neither the viewer nor a bound value has a say. */
function isAlwaysTheSame({ columns, joins }: Layout): boolean {
  const isPlain = columns.every(([, field]) => field.kind === 'column');
  return isPlain && joins.every(({ field, layout }) => !field.target.model.visibleTo && isAlwaysTheSame(layout));
}

interface Head {
  readonly scope: SqlScope;
  readonly alias: string;
  readonly columns: readonly string[];
  readonly joins: readonly string[];
}

function writeHead(layout: Layout, policy: Policy | null): Head {
  const scope = new SqlScope(policy);
  const alias = scope.alias(layout.type.model.name);
  const head = { scope, alias, columns: [], joins: [] };
  writeColumns(layout, alias, [], head);
  return head;
}

function copyOf(head: Head, policy: Policy | null): Head {
  return { ...head, scope: head.scope.copy(policy) };
}

function writeColumns(
  { type, columns, joins }: Layout,
  alias: string,
  path: readonly string[],
  head: { readonly scope: SqlScope; readonly columns: string[]; readonly joins: string[] },
): void {
  for (const [, field] of columns) {
    const sql = compileField(type, field, alias, head.scope);
    head.columns.push(field.kind === 'column' ? sql : `${sql} AS ${quote(field.name)}`);
  }
  for (const { name, field, layout } of joins) {
    const below = [...path, name];
    const { alias: joined, on } = relate(field, alias, head.scope, below.join('->'));
    const conditions = conjunction([on, ...onlyFirst(field, alias, joined, head.scope)]);
    head.joins.push(`LEFT OUTER JOIN ${quoteTable(field.target.model)} AS ${quote(joined)} ON ${conditions}`);
    head.scope.join(alias, field.name, joined);
    writeColumns(layout, joined, below, head);
  }
}

function writeSelect(
  type: ModelType,
  { columns, joins, alias }: Pick<Head, 'columns' | 'joins' | 'alias'>,
  { from, where, orderBy, limit, offset, owner, each }: SelectClauses,
): string {
  const tables = [from ?? `${quoteTable(type.model)} AS ${quote(alias)}`, ...joins].join(' ');
  const list = [...columns, ...(owner ? [owner] : []), ...(each ? [`row_number() OVER (ORDER BY ${orderBy})`] : [])];
  const text = [
    `SELECT ${list.join(', ')} FROM ${tables}`,
    ...(where.length > 0 ? [`WHERE ${conjunction(where)}`] : []),
    `ORDER BY ${orderBy}`,
    ...(limit ? [`LIMIT ${limit}`] : []),
    ...(offset ? [`OFFSET ${offset}`] : []),
  ].join(' ');
  return each ? `SELECT "each".* FROM ${each} CROSS JOIN LATERAL (${text}) AS "each" ORDER BY ${list.length}` : text;
}
