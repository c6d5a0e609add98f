import { addResolversToSchema, makeExecutableSchema } from '@graphql-tools/schema';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Model, ModelStatic } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { registerJitCache } from '../jitCache.ts';
import { annotatedType, type ModelClass, type ModelType } from '../schema/modelType.ts';
import { createModelSchema, type ModelSchema, rootFieldsOf } from '../schema/typeDefinitions.ts';
import { type AggregateArguments, aggregatesOf, readAggregates } from './aggregateField.ts';
import { aggregateRows, countAll } from './aggregateRows.ts';
import type { Row } from './computedMembers.ts';
import { databaseSettings } from './databaseSettings.ts';
import { buildFetchPlan, type FetchPlan, reportCut } from './fetchPlan.ts';
import { FetchScope, type ReadArguments } from './fetchScope.ts';
import { scopeOptions } from './ownConditions.ts';
import { type AnnotationInput, annotatedTwice, type Hatches, type RowsWanted } from './rowsWanted.ts';
import { associationName, selectionOf } from './selection.ts';
import { rowKeyOf } from './storedKey.ts';
import { policyFor } from './visibility.ts';

/** What resolvers are given beside their arguments: GraphQL's `contextValue`. */
export interface FetchContext {
  /** Who asks; nobody where it is missing. */
  readonly viewer?: unknown;
  /** What the page itself asks for; a client's operation has its arguments alone. */
  readonly page?: PageRequest;
}

/** What a page's operation is run with beside its variables. */
export interface PageRequest {
  /** Shared by all operations of one update. */
  readonly scope: FetchScope;
  readonly hatches?: Hatches;
  /** Reads the rows in another way than by the variables: those of instances that are there already. */
  readonly read?: (plan: FetchPlan, readArguments: ReadArguments) => Promise<Row[]>;
}

type RootResolver = GraphQLFieldResolver<unknown, FetchContext, never>;

/**
 * Models as an executable GraphQL schema, for any server: lists, single rows and counts of each, with filters and orders. The
 * context value of a request may have a `viewer`, who asks; without one nobody does. Throws LG2001 to LG2010 for models
 * that cannot be described.
 */
export function createLivegraftSchema(models: readonly ModelStatic<Model>[]): GraphQLSchema {
  return createExecutableSchema(createModelSchema(models as readonly ModelClass[]));
}

/** The models' schema with resolvers: each root field runs one plan that is made from its whole selection. */
export function createExecutableSchema({ types, typeDefs }: ModelSchema): GraphQLSchema {
  const Query: Record<string, RootResolver> = {};
  for (const type of types.values()) {
    const { list, one, count, aggregate } = rootFieldsOf(type);
    Query[list] = (_, { annotate, ...wanted }: ListArguments, context, info) =>
      fromClient(async () => {
        const plan = planOf(annotatedBy(type, annotate), info);
        const { page } = context;
        const readArguments = argumentReader(info, page !== undefined);
        if (page?.read) return page.read(plan, readArguments);
        const limited = limitedList(type, checked(wanted), page);
        const rows = await plan.fetch({ ...limited, ...page?.hatches }, scopeOf(context), readArguments);
        return cutList(type, rows, limited, wanted);
      });
    Query[count] = (_, { annotate, where }: Pick<ListArguments, 'annotate' | 'where'>, context) =>
      fromClient(async () => {
        const wanted = { where: where ?? null, ...context.page?.hatches };
        const [row] = await aggregateRows(
          annotatedBy(type, annotate),
          wanted,
          { count: countAll },
          [],
          scopeOf(context),
        );
        return row!.count;
      });
    Query[aggregate] = (_, { annotate, ...wanted }: AggregateArguments & ListArguments, context, info) =>
      fromClient(async () => {
        const asked = aggregatesOf(info.fieldNodes, info.fragments);
        const hatches = context.page?.hatches ?? {};
        return readAggregates(annotatedBy(type, annotate), { ...wanted, ...hatches }, asked, scopeOf(context));
      });
    Query[one] = (_, args: Record<string, unknown>, context, info) =>
      fromClient(async () => {
        const { page } = context;
        const plan = planOf(type, info);
        const readArguments = argumentReader(info, page !== undefined);
        const where = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, { eq: value }]));
        const rows = page?.read
          ? await page.read(plan, readArguments)
          : await plan.fetch({ where, limit: 1, ...page?.hatches }, scopeOf(context), readArguments);
        return rows[0] ?? null;
      });
  }
  const rows = Object.fromEntries([...types.values()].map((type) => [type.name, rowResolvers(type)]));
  const resolvers = { Query: withContext(Query), ...rows, ...scalarResolvers };
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  modelTypes.set(schema, types);
  return schema;
}

/** Some servers give no context value where nothing was said about one. */
function withContext(resolvers: Record<string, RootResolver>): Record<string, RootResolver> {
  const wrapped = Object.entries(resolvers).map(([name, resolve]): [string, RootResolver] => {
    return [name, (source, args, context, info) => resolve(source, args, context ?? {}, info)];
  });
  return Object.fromEntries(wrapped);
}

const modelTypes = new WeakMap<GraphQLSchema, ModelSchema['types']>();

/** The types of the models that a schema is made of; undefined where it is not one of ours. */
export function modelTypesOf(schema: GraphQLSchema): ModelSchema['types'] | undefined {
  return modelTypes.get(schema);
}

/** Schemas with lists that are read off their rows by name. */
const withPlainLists = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** What executes a document: where it gives lists no arguments, they need no resolver, which would cost a fifth of reading them. */
export function executingSchema(schema: GraphQLSchema, document: DocumentNode): GraphQLSchema {
  if (hasListArguments(document)) return schema;
  let plain = withPlainLists.get(schema);
  if (!plain) {
    plain = addResolversToSchema({ schema, resolvers: withoutListResolvers(schema) });
    withPlainLists.set(schema, plain);
  }
  return plain;
}

function withoutListResolvers(schema: GraphQLSchema) {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return Object.fromEntries(
    types.map((type) => {
      const lists = Object.values(type.getFields()).filter(({ resolve }) => resolve === resolveList);
      return [type.name, Object.fromEntries(lists.map(({ name }) => [name, { resolve: undefined }]))];
    }),
  );
}

/** Whether any field but those of the root has arguments; those of an annotation say its name. */
function hasListArguments({ definitions }: DocumentNode): boolean {
  return definitions.some((definition) => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return haveArguments(definition.selectionSet);
    if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
    return definition.selectionSet.selections.some(
      (root) => 'selectionSet' in root && haveArguments(root.selectionSet),
    );
  });
}

function haveArguments(selectionSet: SelectionSetNode | undefined): boolean {
  return (selectionSet?.selections ?? []).some((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return false; // its definition is looked at by itself
    const hasOwn = node.kind === Kind.FIELD && node.name.value !== 'annotation' && !!node.arguments?.length;
    return hasOwn || haveArguments(node.selectionSet);
  });
}

function resolveAnnotation(row: Row, { name }: { name: string }): unknown {
  return row[rowKeyOf({ name, adHoc: true })] ?? null;
}

function rowResolvers(type: ModelType): Record<string, GraphQLFieldResolver<Row, FetchContext>> {
  const many = [...type.fields.values()].filter(({ kind }) => kind === 'toMany');
  return { annotation: resolveAnnotation, ...Object.fromEntries(many.map(({ name }) => [name, resolveList])) };
}

function resolveList(row: Row, _: unknown, _context: FetchContext, { fieldNodes }: GraphQLResolveInfo): unknown {
  return row[associationName(fieldNodes[0]!)];
}

const scopes = new WeakMap<FetchContext, FetchScope>();

/** What one page or request reads together. */
export function scopeOf(context: FetchContext): FetchScope {
  const { page } = context;
  if (page?.hatches?.transaction) {
    const { transaction } = page.hatches;
    return new FetchScope(page.scope.policy, { transaction, listRows: page.scope.listRows });
  }
  let scope = page?.scope ?? scopes.get(context);
  if (!scope) {
    scope = new FetchScope(policyFor(context.viewer ?? null), { listRows: databaseSettings().listRows });
    scopes.set(context, scope);
  }
  return scope;
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
function limitedList(type: ModelType, wanted: RowsWanted, page: PageRequest | undefined): RowsWanted {
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

function annotatedBy(type: ModelType, annotate: ListArguments['annotate']): ModelType {
  if (!annotate?.length) return type;
  const names = new Set(annotate.map(({ name }) => name));
  if (names.size < annotate.length) throw annotatedTwice(type);
  return annotatedType(type, Object.fromEntries(annotate.map(({ name, expression }) => [name, expression])));
}

/** Mistakes in names and expressions. A QuerySet finds them when it is made, so here they are the client's. */
const clientMistakes: ReadonlySet<string> = new Set(['LG2003', 'LG2004', 'LG2007', 'LG3001']);

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

let plans = new WeakMap<FieldNode, WeakMap<ModelType, FetchPlan>>();
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

function tooMany(name: string, limit: number): LivegraftError {
  return new LivegraftError({
    code: 'LG3004',
    message: `A list of ${name} has at most ${databaseSettings().listRows} rows, but "limit" is ${limit}.`,
    hint: 'Read it in parts, with "offset".',
    status: 400,
  });
}
