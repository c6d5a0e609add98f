import { isDeepStrictEqual } from 'node:util';
import DataLoader from 'dataloader';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNullableType,
  isListType,
} from 'graphql';
import { Model } from 'sequelize';
import { LivegraftError, toError } from '../errors.ts';
import { type ModelClass, type ModelType, modelTypeOf, unscoped } from '../schema/modelType.ts';
import { instanceOfRow, type Row, resolverRow } from './computedMembers.ts';
import type { FetchContext } from './fetchContext.ts';
import type { FetchPlan } from './fetchPlan.ts';
import { spoilsItsField } from './fieldErrors.ts';
import { planOf, readInstances, readQuerySet } from './fieldRows.ts';
import { QuerySet } from './querySet.ts';
import { identityOf } from './storedKey.ts';
import { asViewer } from './visibility.ts';

/**
 * How an own field is resolved. `requires` names what is read of the row: attributes, annotations, computed members, and
 * those of associations by their paths; without it every exposed column. `resolve` is asked for each row; `batch` once for
 * all rows of an operation that want the field with the same arguments: it gives a list of the same length and order, in which an Error spoils its own row alone. Where the field has a model's type, a resolver gives instances or a
 * QuerySet, and what is selected below is read of them as always, under `visibleTo`. What QuerySets read in it is what the
 * viewer may see.
 */
export type OwnResolver = Resolve | ResolverObject;

export interface ResolverObject {
  readonly requires?: readonly string[];
  readonly resolve?: Resolve;
  readonly batch?: Batch;
}

// biome-ignore-start lint/suspicious/noExplicitAny: each resolver says itself what it takes, as everywhere in GraphQL
type Resolve = (row: any, args: any, context: any, info: GraphQLResolveInfo) => unknown;
type Batch = (rows: readonly any[], args: any, context: any) => readonly unknown[] | Promise<readonly unknown[]>;
// biome-ignore-end lint/suspicious/noExplicitAny: the end of it

/** A field that the application adds to a type of Livegraft's, or that a type of its own has. */
export interface AddedField {
  readonly owner: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** The model whose rows have it; undefined for root fields and those of own types. */
  readonly rowType: ModelType | undefined;
  /** The model whose rows it leads to; undefined for values and own types. */
  readonly target: ModelType | undefined;
}

/**
 * Resolves an own field as the schema's other fields are: of rows, to rows. Throws LG2011 for a path in `requires` that leads
 * nowhere.
 */
export function ownResolver(added: AddedField, { requires, resolve, batch }: ResolverObject): FieldResolver {
  const { owner, field, rowType, target } = added;
  const name = `${owner.name}.${field.name}`;
  const parentOf = rowType ? resolverRow(rowType, field.name, requires!) : (source: unknown) => source;
  const asked = resolve ?? defaultFieldResolver;
  const answer: FieldResolver = batch
    ? batched(name, batch, rowType, parentOf)
    : (source, args, context, info) => asked(parentOf(source as Row), args, context, info);
  return async (source, args, contextValue, info) => {
    const context = contextValue ?? {};
    try {
      const value = await asViewer(context.viewer ?? null, () => answer(source, args, context, info));
      return target ? await rowsOf(target, value, added, context, info) : value;
    } catch (error) {
      throw failed(name, error, context);
    }
  };
}

type FieldResolver = GraphQLFieldResolver<unknown, FetchContext>;

interface BatchLoader {
  readonly name: string;
  readonly args: unknown;
  readonly loader: DataLoader<unknown, unknown>;
}

/** By the variables of what is executed, which are an object of its own each time. */
const batchLoaders = new WeakMap<object, BatchLoader[]>();

/** Asks once for all that an operation wants of the field with the same arguments; in a query the same row counts once. */
function batched(
  name: string,
  batch: Batch,
  rowType: ModelType | undefined,
  parentOf: (row: Row) => unknown,
): FieldResolver {
  return (source, args, context, { variableValues, operation }) => {
    const own = batchLoaders.get(variableValues) ?? [];
    batchLoaders.set(variableValues, own);
    let known = own.find((one) => one.name === name && isDeepStrictEqual(one.args, args));
    if (!known) {
      const load = async (sources: readonly unknown[]) => {
        const rows = sources.map((row) => parentOf(row as Row));
        return asViewer(context.viewer ?? null, () => batch(rows, args, context));
      };
      // instances of a page may differ from their rows, and after a mutation rows differ from what they were
      const mayKnow = rowType !== undefined && !context.page?.read && operation.operation === 'query';
      const cacheKeyFn = (row: unknown) => identityOf(rowType!, row as Row);
      known = { name, args, loader: new DataLoader(load, mayKnow ? { cacheKeyFn } : { cache: false }) };
      own.push(known);
    }
    return known.loader.load(source);
  };
}

/** What a resolver gave of a model, as rows with what is selected below the field. */
async function rowsOf(
  target: ModelType,
  value: unknown,
  { owner, field }: AddedField,
  context: FetchContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  if (value === null || value === undefined) return null;
  const isList = isListType(getNullableType(field.type));
  if (value instanceof QuerySet && value.type.model === target.model) {
    const one = value.limit(Math.min(1, value.variables.limit ?? 1));
    const rows = await readQuerySet(isList ? value : one, context, info);
    return isList ? rows : (rows[0] ?? null);
  }
  const given: readonly unknown[] = await Promise.all(isList && Array.isArray(value) ? value : [value]);
  const instances = given.map((item) => instanceOfRow(item) ?? item ?? null);
  if (isList !== Array.isArray(value) || !instances.every((item) => item === null || isInstance(item, target)))
    throw notRows(`${owner.name}.${field.name}`, target, isList, value);
  const loader = instanceLoader(target, context, info);
  const rows = await Promise.all(instances.map((item) => item && loader.load(item as Model)));
  return isList ? rows.filter((row, index) => row !== null || instances[index] === null) : rows[0];
}

type InstanceLoader = DataLoader<Model, Row | null>;

const instanceLoaders = new WeakMap<object, Map<FetchPlan, InstanceLoader>>();

/** Reads what instances lack that were given for several rows of one field together. */
function instanceLoader(target: ModelType, context: FetchContext, info: GraphQLResolveInfo): InstanceLoader {
  const own = instanceLoaders.get(info.variableValues) ?? new Map<FetchPlan, InstanceLoader>();
  instanceLoaders.set(info.variableValues, own);
  const plan = planOf(target, info);
  let loader = own.get(plan);
  if (!loader) {
    loader = new DataLoader((instances) => readInstances(target, instances, context, info), { cache: false });
    own.set(plan, loader);
  }
  return loader;
}

function isInstance(item: unknown, target: ModelType): boolean {
  return item instanceof Model && unscoped(item.constructor as ModelClass) === target.model;
}

/**
 * What a resolver refuses with a GraphQLError, or reads in vain, is said to a client as it is. A page says which field failed,
 * but for a database that is not available: then the whole page is not.
 */
function failed(name: string, thrown: unknown, { page }: FetchContext): Error {
  const ours = thrown instanceof LivegraftError;
  if (ours && (!page || thrown.status === 503 || spoilsItsField(thrown))) return thrown;
  if (thrown instanceof GraphQLError && !page) return thrown;
  const error = toError(thrown);
  return new LivegraftError({
    code: 'LG3024',
    message: `The resolver of ${name} failed: ${ours ? thrown.reason : error.message}`.replace(/\.?$/, '.'),
    cause: error,
  });
}

function notRows(name: string, target: ModelType, isList: boolean, value: unknown): LivegraftError {
  const wanted = isList ? `a list of ${target.name}` : `one ${target.name}`;
  return new LivegraftError({
    code: 'LG3025',
    message: `The resolver of ${name} must give ${wanted}, as QuerySet or as ${isList ? 'instances' : 'an instance'}, but gave ${kindOf(value)}.`,
  });
}

function kindOf(value: unknown): string {
  if (value instanceof QuerySet) return `a QuerySet of ${value.type.name}`;
  if (value instanceof Model) return `one ${modelTypeOf(unscoped(value.constructor as ModelClass)).name}`;
  return Array.isArray(value) ? 'a list of something else' : `a value of type ${typeof value}`;
}
