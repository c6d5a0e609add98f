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
import { keyOf, type Row, resolverRow } from './computedMembers.ts';
import { type FetchContext, scopeOf } from './fetchContext.ts';
import type { FetchScope } from './fetchScope.ts';
import { readInstances, readQuerySet } from './fieldRows.ts';
import { QuerySet } from './querySet.ts';
import { asViewer } from './visibility.ts';

/**
 * How an own field is resolved. `requires` names what is read of the row: attributes, annotations, computed members, and
 * those of associations by their paths; without it every exposed column. `resolve` is asked for each row; `batch` once for
 * all rows of a request or an update that want the field with the same arguments: it gives a list of the same length and
 * order, in which an Error spoils its own row alone. Where the field has a model's type, a resolver gives instances or a
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

/** Resolves an own field as the schema's other fields are: of rows, to rows. Throws LG2011 for a path in `requires` that leads nowhere. */
export function ownResolver(added: AddedField, { requires, resolve, batch }: ResolverObject): FieldResolver {
  const { owner, field, rowType, target } = added;
  const name = `${owner.name}.${field.name}`;
  const parentOf = rowType ? resolverRow(rowType, field.name, requires!) : (source: unknown) => source;
  const answer = batch ? batched(name, batch, rowType, parentOf) : (resolve ?? defaultFieldResolver);
  const source = (row: unknown) => (batch ? row : parentOf(row as Row));
  return async (row, args, contextValue, info) => {
    const context = contextValue ?? {};
    try {
      const value = await asViewer(context.viewer ?? null, () => answer(source(row), args, context, info));
      return target ? await rowsOf(target, value, added, context, info) : value;
    } catch (error) {
      throw failed(name, error, context);
    }
  };
}

type FieldResolver = GraphQLFieldResolver<unknown, FetchContext>;

const loaders = new WeakMap<FetchScope, Map<string, DataLoader<unknown, unknown>>>();

/** Asks once for all that a request or an update wants of the field with the same arguments; the same row counts once. */
function batched(
  name: string,
  batch: Batch,
  rowType: ModelType | undefined,
  parentOf: (row: Row) => unknown,
): FieldResolver {
  return (row, args, context) => {
    const scope = scopeOf(context);
    const own = loaders.get(scope) ?? new Map<string, DataLoader<unknown, unknown>>();
    loaders.set(scope, own);
    const key = `${name} ${JSON.stringify(args)}`;
    let loader = own.get(key);
    if (!loader) {
      const load = async (rows: readonly unknown[]) => {
        const parents = rows.map((wanted) => parentOf(wanted as Row));
        return asViewer(context.viewer ?? null, () => batch(parents, args, context)) as Promise<readonly unknown[]>;
      };
      const cacheKeyFn = (wanted: unknown) => (rowType ? keyOf(rowType, wanted as Row) : wanted);
      loader = new DataLoader(load, { cacheKeyFn, name });
      own.set(key, loader);
    }
    return loader.load(row);
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
    const rows = await readQuerySet(isList ? value : value.limit(1), context, info);
    return isList ? rows : (rows[0] ?? null);
  }
  const instances: readonly unknown[] = isList && Array.isArray(value) ? value : [value];
  if (isList !== Array.isArray(value) || !instances.every((item) => isInstance(item, target)))
    throw notRows(`${owner.name}.${field.name}`, target, isList, value);
  const rows = await Promise.all(instances.map((item) => instanceLoader(target, context, info).load(item as Model)));
  return isList ? rows.filter((row) => row !== null) : rows[0];
}

type InstanceLoader = DataLoader<Model, Row | null>;

/** By the variables of what is executed, which are an object of its own each time, and by field. */
const instanceLoaders = new WeakMap<object, Map<unknown, InstanceLoader>>();

/** Reads what instances lack that were given for several rows of one field together. */
function instanceLoader(target: ModelType, context: FetchContext, info: GraphQLResolveInfo): InstanceLoader {
  const own = instanceLoaders.get(info.variableValues) ?? new Map<unknown, InstanceLoader>();
  instanceLoaders.set(info.variableValues, own);
  const [node] = info.fieldNodes;
  let loader = own.get(node);
  if (!loader) {
    loader = new DataLoader((instances) => readInstances(target, instances, context, info));
    own.set(node, loader);
  }
  return loader;
}

function isInstance(item: unknown, target: ModelType): boolean {
  return item instanceof Model && unscoped(item.constructor as ModelClass) === target.model;
}

/** What a resolver refuses with a GraphQLError is said to a client as it is; a page says which field failed. */
function failed(name: string, thrown: unknown, { page }: FetchContext): Error {
  if (thrown instanceof LivegraftError || (thrown instanceof GraphQLError && !page)) return thrown;
  const error = toError(thrown);
  return new LivegraftError({
    code: 'LG3024',
    message: `The resolver of ${name} failed: ${error.message}`.replace(/\.?$/, '.'),
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
