import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { ExpressionNode } from '../schema/expressions.ts';
import type { ModelType } from '../schema/modelType.ts';
import { aggregateExpression, type FieldAggregate, fieldAggregates } from '../schema/typeDefinitions.ts';
import type { Where } from '../schema/where.ts';
import { aggregateRows, countAll } from './aggregateRows.ts';
import type { Row } from './computedMembers.ts';
import { databaseSettings } from './databaseSettings.ts';
import { reportCut } from './fetchPlan.ts';
import type { FetchScope } from './fetchScope.ts';
import type { Hatches } from './rowsWanted.ts';
import type { FieldSource } from './selection.ts';

/** Which rows are taken together, and the fields by whose values they are grouped. */
export interface AggregateArguments {
  readonly where?: Where | null;
  readonly by?: readonly string[] | null;
}

/** What a selection asks for: `{ sum { rent } count }` → `sum` of `rent`, and the count. */
export interface AggregatesAsked {
  readonly count: boolean;
  /** Fields of `by`, and of each aggregate that is asked for. */
  readonly fields: ReadonlyMap<FieldAggregate | 'by', ReadonlySet<string>>;
}

/** What the nodes of an aggregate's field ask for. As everywhere, what `@skip` or `@include` leaves out counts as asked for. */
export function aggregatesOf(fieldNodes: readonly FieldNode[], fragments: FieldSource['fragments']): AggregatesAsked {
  const fields = new Map<FieldAggregate | 'by', Set<string>>();
  let count = false;
  for (const node of fieldsBelow(fieldNodes, fragments)) {
    const name = node.name.value;
    if (name === 'count') count = true;
    if (!isObjectField(name)) continue;
    const below = fields.get(name) ?? new Set();
    fields.set(name, below);
    for (const leaf of fieldsBelow([node], fragments)) if (leaf.name.value !== '__typename') below.add(leaf.name.value);
  }
  return { count, fields };
}

/**
 * One object of all rows, or one for each group, sorted by the group, in one statement:
 *
 *     [{ by: { status: 'active' }, count: 3, sum: { rent: '4200.00' } }, …]
 *
 * Groups beyond the number of rows that a list without a limit has are left out, and the log says so. Throws what
 * `aggregateRows` throws.
 */
export async function readAggregates(
  type: ModelType,
  { by, ...wanted }: AggregateArguments & Hatches,
  asked: AggregatesAsked,
  scope: FetchScope,
): Promise<Row[]> {
  const groups = [...new Set(by ?? [])];
  const columns = groups.map((name) => [columnName('by', name), { field: name }] as const);
  const most = databaseSettings().listRows;
  const rows = await aggregateRows(type, wanted, valuesOf(asked), columns, scope, most + 1);
  if (rows.length > most) reportCut(type, most);
  return rows.slice(0, most).map((row) => objectOf(row, asked, groups.length > 0));
}

const objectFields: ReadonlySet<string> = new Set<FieldAggregate | 'by'>(['by', ...fieldAggregates]);

function isObjectField(name: string): name is FieldAggregate | 'by' {
  return objectFields.has(name);
}

function* fieldsBelow(
  nodes: Iterable<{ selectionSet?: SelectionSetNode | undefined }>,
  fragments: FieldSource['fragments'],
): Generator<FieldNode> {
  for (const { selectionSet } of nodes) {
    for (const node of selectionSet?.selections ?? []) {
      if (node.kind === Kind.FIELD) yield node;
      else yield* fieldsBelow([node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value]!], fragments);
    }
  }
}

/** The expressions by the names of their columns; a count where nothing else is asked for, because rows would not be taken together. */
function valuesOf({ count, fields }: AggregatesAsked): Record<string, ExpressionNode> {
  const values = Object.fromEntries(
    fieldAggregates.flatMap((aggregate) =>
      [...(fields.get(aggregate) ?? [])].map((name) => {
        return [columnName(aggregate, name), aggregateExpression(aggregate, name)] as const;
      }),
    ),
  );
  return count || Object.keys(values).length === 0 ? { count: countAll, ...values } : values;
}

/** No field has a dot in its name. */
function columnName(aggregate: FieldAggregate | 'by', field: string): string {
  return `${aggregate}.${field}`;
}

function objectOf(row: Row, { fields }: AggregatesAsked, isGroup: boolean): Row {
  const objects = [...fields].map(([aggregate, names]) => {
    if (aggregate === 'by' && !isGroup) return [aggregate, null] as const;
    const values = [...names].map((name) => [name, row[columnName(aggregate, name)] ?? null] as const);
    return [aggregate, Object.fromEntries(values)] as const;
  });
  return { count: row.count ?? null, ...Object.fromEntries(objects) };
}
