import { type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, getArgumentValues } from 'graphql';
import type { Model } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { registerJitCache } from '../jitCache.ts';
import type { ModelType } from '../schema/modelType.ts';
import type { Row } from './computedMembers.ts';
import { databaseSettings } from './databaseSettings.ts';
import { type FetchContext, type PageRequest, scopeOf } from './fetchContext.ts';
import { buildFetchPlan, type FetchPlan, reportCut } from './fetchPlan.ts';
import type { ReadArguments } from './fetchScope.ts';
import { knownRowsPlan } from './knownRows.ts';
import { scopeOptions } from './ownConditions.ts';
import type { QuerySet } from './querySet.ts';
import type { RowsWanted } from './rowsWanted.ts';
import { selectionOf } from './selection.ts';

/** The rows that a field asks for, with everything that is selected below it. */
export async function readList(
  type: ModelType,
  wanted: RowsWanted,
  context: FetchContext,
  info: GraphQLResolveInfo,
): Promise<Row[]> {
  const { page } = context;
  const plan = planOf(type, info);
  const readArguments = argumentReader(info, page !== undefined);
  if (page?.read) return page.read(plan, readArguments);
  const limited = limitedList(type, checked(wanted), page);
  const rows = await plan.fetch({ ...limited, ...page?.hatches }, scopeOf(context), readArguments);
  return cutList(type, rows, limited, wanted);
}

/** The row with a key, or null. */
export async function readOne(
  type: ModelType,
  key: Readonly<Record<string, unknown>>,
  context: FetchContext,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const { page } = context;
  const plan = planOf(type, info);
  const readArguments = argumentReader(info, page !== undefined);
  const where = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, { eq: value }]));
  const rows = page?.read
    ? await page.read(plan, readArguments)
    : await plan.fetch({ where, limit: 1, ...page?.hatches }, scopeOf(context), readArguments);
  return rows[0] ?? null;
}

/** The rows of a QuerySet that a resolver gives, with what is selected below its field. */
export async function readQuerySet(
  { type, variables, hatches }: QuerySet,
  context: FetchContext,
  info: GraphQLResolveInfo,
): Promise<Row[]> {
  const { annotate: _, ...wanted } = variables;
  const limited = limitedList(type, wanted, { hatches });
  const readArguments = argumentReader(info, context.page !== undefined);
  const scope = scopeOf(context, hatches.transaction);
  const rows = await planOf(type, info).fetch({ ...limited, ...hatches }, scope, readArguments);
  return cutList(type, rows, limited, wanted);
}

/** The rows of instances that a resolver gives, in their order, null for one that is gone or may not be seen. */
export function readInstances(
  type: ModelType,
  instances: readonly Model[],
  context: FetchContext,
  info: GraphQLResolveInfo,
): Promise<(Row | null)[]> {
  const { selection } = planOf(type, info);
  return knownRowsPlan(selection).read(instances, scopeOf(context), argumentReader(info, context.page !== undefined));
}

interface KnownPlan {
  readonly type: ModelType;
  readonly nodes: readonly FieldNode[];
  readonly plan: FetchPlan;
}

/** By the first of the nodes that a field is asked for with: others may join it where fragments are spread. */
let plans = new WeakMap<FieldNode, KnownPlan[]>();
let planCount = 0;
registerJitCache({
  name: 'fetch plans of operations',
  get size() {
    return planCount;
  },
  clear() {
    const dropped = planCount;
    plans = new WeakMap();
    planCount = 0;
    return dropped;
  },
});

/** The plan of a field, made once per document: its nodes are the same each time it is executed. */
export function planOf(type: ModelType, info: GraphQLResolveInfo): FetchPlan {
  const { fieldNodes } = info;
  const [first] = fieldNodes as [FieldNode];
  const known = plans.get(first) ?? [];
  plans.set(first, known);
  const found = known.find((one) => one.type === type && isSameList(one.nodes, fieldNodes));
  if (found) return found.plan;
  const plan = buildFetchPlan(selectionOf(type, fieldNodes, info));
  known.push({ type, nodes: fieldNodes, plan });
  planCount += 1;
  return plan;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Reads the arguments of an association's field, variables among them, as GraphQL coerces them. */
function argumentReader({ schema, variableValues }: GraphQLResolveInfo, isPage: boolean): ReadArguments {
  const known = new Map<FieldNode, RowsWanted>();
  return (node, typeName) => {
    let wanted = known.get(node);
    if (!wanted) {
      const field = (schema.getType(typeName) as GraphQLObjectType).getFields()[node.name.value]!;
      wanted = checked(getArgumentValues(field, node, variableValues) as RowsWanted);
      if (!isPage && (wanted.limit ?? 0) > databaseSettings().listRows)
        throw tooMany(`${typeName}.${field.name}`, wanted.limit!);
      known.set(node, wanted);
    }
    return wanted;
  };
}

/**
 * A list without a limit, of its own or the default scope's, has the default one; a client's may not be greater. One row
 * more says whether it is cut.
 */
function limitedList(type: ModelType, wanted: RowsWanted, page: Pick<PageRequest, 'hatches'> | undefined): RowsWanted {
  const most = databaseSettings().listRows;
  if (typeof wanted.limit !== 'number') {
    const isLimited = !page?.hatches?.unscoped && scopeOptions(type.model).limit !== undefined;
    return isLimited ? wanted : { ...wanted, limit: most + 1 };
  }
  if (!page && wanted.limit > most) throw tooMany(type.name, wanted.limit);
  return wanted;
}

function cutList(type: ModelType, rows: Row[], limited: RowsWanted, wanted: RowsWanted): Row[] {
  if (limited === wanted || rows.length < limited.limit!) return rows;
  const most = limited.limit! - 1;
  reportCut(type, most);
  return rows.slice(0, most);
}

function checked(wanted: RowsWanted): RowsWanted {
  for (const name of ['limit', 'offset'] as const) {
    const value = wanted[name];
    if (typeof value === 'number' && value < 0) throw negative(name, value);
  }
  return wanted;
}

function negative(name: string, value: number): LivegraftError {
  return new LivegraftError({
    code: 'LG3004',
    message: `"${name}" must be a whole number from 0, but got ${value}.`,
    status: 400,
  });
}

function tooMany(name: string, limit: number): LivegraftError {
  return new LivegraftError({
    code: 'LG3004',
    message: `A list of ${name} has at most ${databaseSettings().listRows} rows, but "limit" is ${limit}.`,
    hint: 'Read it in parts, with "offset".',
    status: 400,
  });
}
