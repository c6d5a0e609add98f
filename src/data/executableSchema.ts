import { addResolversToSchema, makeExecutableSchema } from '@graphql-tools/schema';
import {
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Model, ModelStatic } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { annotatedType, type ModelClass, type ModelType } from '../schema/modelType.ts';
import { noteModelTypes } from '../schema/schemaNotes.ts';
import { createModelSchema, type ModelSchema, rootFieldsOf } from '../schema/typeDefinitions.ts';
import { type AggregateArguments, aggregatesOf, readAggregates } from './aggregateField.ts';
import { aggregateRows, countAll } from './aggregateRows.ts';
import type { Row } from './computedMembers.ts';
import { type FetchContext, scopeOf } from './fetchContext.ts';
import { readList, readOne } from './fieldRows.ts';
import { addOwnFields, type SchemaExtension } from './ownFields.ts';
import { type AnnotationInput, annotatedTwice, type RowsWanted } from './rowsWanted.ts';
import { scalarResolvers } from './scalarResolvers.ts';
import { associationName } from './selection.ts';
import { rowKeyOf } from './storedKey.ts';

type RootResolver = GraphQLFieldResolver<unknown, FetchContext, never>;

/**
 * Models as an executable GraphQL schema, for any server: lists, single rows and counts of each, with filters and orders. The
 * context value of a request may have a `viewer`, who asks; without one nobody does. An extension adds fields and types with
 * resolvers of their own. Throws LG2001 to LG2010 for models that cannot be described, LG2011 for an extension that does not
 * fit them.
 */
export function createLivegraftSchema(
  models: readonly ModelStatic<Model>[],
  extension?: SchemaExtension,
): GraphQLSchema {
  const schema = createExecutableSchema(createModelSchema(models as readonly ModelClass[]));
  return extension ? addOwnFields(schema, extension) : schema;
}

/** The models' schema with resolvers: each root field runs one plan that is made from its whole selection. */
export function createExecutableSchema({ types, typeDefs }: ModelSchema): GraphQLSchema {
  const Query: Record<string, RootResolver> = {};
  for (const type of types.values()) {
    const { list, one, count, aggregate } = rootFieldsOf(type);
    Query[list] = (_, { annotate, ...wanted }: ListArguments, context, info) =>
      fromClient(async () => readList(annotatedBy(type, annotate), wanted, context, info));
    Query[one] = (_, key: Record<string, unknown>, context, info) =>
      fromClient(() => readOne(type, key, context, info));
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
  }
  const rows = Object.fromEntries([...types.values()].map((type) => [type.name, rowResolvers(type)]));
  const resolvers = { Query: withContext(Query), ...rows, ...scalarResolvers };
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  noteModelTypes(schema, types);
  return schema;
}

/** Some servers give no context value where nothing was said about one. */
function withContext(resolvers: Record<string, RootResolver>): Record<string, RootResolver> {
  const wrapped = Object.entries(resolvers).map(([name, resolve]): [string, RootResolver] => {
    return [name, (source, args, context, info) => resolve(source, args, context ?? {}, info)];
  });
  return Object.fromEntries(wrapped);
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
