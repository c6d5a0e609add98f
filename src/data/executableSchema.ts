import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { LivegraftError } from '../errors.ts';
import { registerJitCache } from '../jitCache.ts';
import { annotatedType, type ModelType } from '../schema/modelType.ts';
import { type ModelSchema, rootFieldsOf } from '../schema/typeDefinitions.ts';
import { type AnnotationInput, readAnnotations } from './annotationInputs.ts';
import { countRows } from './countRows.ts';
import { buildFetchPlan, type Edits, type FetchPlan, type RowsWanted } from './fetchPlan.ts';
import { selectionOf } from './selection.ts';
import { rowKeyOf } from './selectPlan.ts';

/** What resolvers are given beside their arguments: GraphQL's `contextValue`. */
export interface FetchContext {
  /** Who asks; null for nobody. */
  readonly viewer: unknown;
  /** Values in memory that go before those of the rows that are read. */
  readonly edits?: Edits;
}

type RootResolver = GraphQLFieldResolver<unknown, FetchContext, never>;

/** The models' schema with resolvers: each root field runs one plan that is made from its whole selection. */
export function createExecutableSchema({ types, typeDefs }: ModelSchema): GraphQLSchema {
  const Query: Record<string, RootResolver> = {};
  for (const type of types.values()) {
    const { list, one, count } = rootFieldsOf(type);
    Query[list] = (_, { annotate, ...wanted }: ListArguments, context, info) =>
      fromClient(() => planOf(annotatedBy(type, annotate), info).fetch(checked(wanted), context.edits));
    Query[count] = (_, { annotate, where }: Pick<ListArguments, 'annotate' | 'where'>) =>
      fromClient(() => countRows(annotatedBy(type, annotate), where));
    Query[one] = async (_, args: Record<string, unknown>, context, info) => {
      const where = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, { eq: value }]));
      const [row] = await planOf(type, info).fetch({ where, limit: 1 }, context.edits);
      return row ?? null;
    };
  }
  const rows = Object.fromEntries([...types.keys()].map((name) => [name, { annotation: resolveAnnotation }]));
  return makeExecutableSchema({ typeDefs, resolvers: { Query, ...rows, ...scalarResolvers } });
}

function annotatedBy(type: ModelType, annotate: ListArguments['annotate']): ModelType {
  return annotate?.length ? annotatedType(type, readAnnotations(type, annotate)) : type;
}

/** Mistakes in names and annotations. A QuerySet finds them when it is made, so here they are the client's. */
const clientMistakes: ReadonlySet<string> = new Set(['LG2003', 'LG2004', 'LG3001']);

async function fromClient<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof LivegraftError) || !clientMistakes.has(error.code)) throw error;
    throw new LivegraftError({ code: error.code, message: error.reason, status: 400, cause: error });
  }
}

interface ListArguments extends RowsWanted {
  readonly annotate?: readonly AnnotationInput[] | null;
}

function resolveAnnotation(row: Record<string, unknown>, { name }: { name: string }): unknown {
  return row[rowKeyOf({ name, adHoc: true })] ?? null;
}

let plans = new WeakMap<FieldNode, WeakMap<ModelType, FetchPlan>>();
let planCount = 0;
registerJitCache({
  clear() {
    const dropped = planCount;
    plans = new WeakMap();
    planCount = 0;
    return dropped;
  },
});

/** The plan of a root field, made once per document: its nodes are the same each time it is executed. */
function planOf(type: ModelType, { fieldNodes, fragments }: GraphQLResolveInfo): FetchPlan {
  const [node] = fieldNodes as [FieldNode];
  const byType = plans.get(node) ?? new WeakMap<ModelType, FetchPlan>();
  plans.set(node, byType);
  const known = byType.get(type);
  if (known) return known;
  const plan = buildFetchPlan(selectionOf(type, fieldNodes, fragments));
  byType.set(type, plan);
  planCount += 1;
  return plan;
}

function checked(wanted: RowsWanted): RowsWanted {
  for (const name of ['limit', 'offset'] as const) {
    const value = wanted[name];
    if (typeof value === 'number' && value < 0) throw negative(name, value);
  }
  return wanted;
}

/** Text scalars have the form that PostgreSQL reads; anything else is refused before a statement is sent. */
const scalarResolvers = {
  BigInt: textScalar('BigInt', /^-?\d{1,19}$/, 'whole number of 64 bits'),
  Date: textScalar('Date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'day such as "2026-01-31"'),
  DateTime: textScalar(
    'DateTime',
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/,
    'moment such as "2026-01-31T09:30:00Z"',
  ),
  Decimal: textScalar('Decimal', /^-?\d+(\.\d+)?$/, 'decimal number such as "12.50"'),
  Time: textScalar('Time', /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/, 'time such as "09:30:00"'),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
  Value: new GraphQLScalarType({
    name: 'Value',
    parseValue: simpleValue,
    parseLiteral: (node) => simpleValue(valueFromASTUntyped(node)),
  }),
};

function simpleValue(value: unknown): unknown {
  if (['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new TypeError(`Value takes a string, a number or a boolean, but got: ${JSON.stringify(value)}.`);
}

function textScalar(name: string, form: RegExp, example: string): GraphQLScalarType {
  const parse = (value: unknown, nodes: ValueNode | null = null) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text === 'string' && form.test(text)) return text;
    throw new GraphQLError(`${name} takes a ${example}, but got: ${JSON.stringify(value)}.`, { nodes });
  };
  return new GraphQLScalarType({
    name,
    parseValue: (value) => parse(value),
    parseLiteral: (node) =>
      parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null, node),
  });
}

function negative(name: string, value: number): LivegraftError {
  return new LivegraftError({
    code: 'LG3004',
    message: `"${name}" must be a whole number from 0, but got ${value}.`,
    status: 400,
  });
}
