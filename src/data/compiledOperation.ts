import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  parseType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LivegraftError, toError } from '../errors.ts';
import { JitCache } from '../jitCache.ts';
import { modelTypesOf, ownFieldOf } from '../schema/schemaNotes.ts';
import type { OperationDocument } from '../selection/buildOperation.ts';
import { executingSchema } from './executableSchema.ts';
import type { FetchContext } from './fetchContext.ts';
import { spoilsItsField } from './fieldErrors.ts';

/** An operation that is compiled once and run with other variables each time. */
export type CompiledOperation = (
  variables: Readonly<Record<string, unknown>>,
  context: FetchContext,
) => Promise<ExecutionResult>;

/** By schema, whose resolvers have the models that they read. */
const compiledOperations = new WeakMap<GraphQLSchema, JitCache<CompiledOperation>>();

/** A view's operation, compiled when it is first run. The key is its text, so it never runs another template's fields. */
export function compiledOperationOf(schema: GraphQLSchema, { hash, document }: OperationDocument): CompiledOperation {
  const operations = compiledOperations.get(schema) ?? new JitCache('compiled operations', 1_000);
  compiledOperations.set(schema, operations);
  return operations.getOrMake(hash, () => compileOperation(schema, document));
}

/**
 * Compiles a validated document with graphql-jit. Leaves of models already have their form, so they are not serialized
 * again. Variables are coerced by graphql-js: graphql-jit writes the code of an input type out at every place,
 * without end for one that refers to itself, as `where` does. What graphql-jit refuses is executed by graphql-js.
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
  { hideSuggestions = false }: { readonly hideSuggestions?: boolean } = {},
): CompiledOperation {
  const compiled = compileQuery(executingSchema(schema, document), withOpaqueVariables(document), operationName, {
    disableLeafSerialization: modelTypesOf(schema) !== undefined && !hasOwnFields(schema, document),
  });
  if (!isCompiledQuery(compiled)) {
    return async (variableValues, contextValue) =>
      execute({ schema, document, operationName, variableValues, contextValue });
  }
  const { variableDefinitions = [] } = getOperationAST(document, operationName)!;
  return async (variables, context) => {
    // a QuerySet's variables are coerced when it is made
    if (context.page && !context.page.uncoerced) return compiled.query(undefined, context, variables);
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, { hideSuggestions });
    return coerced ? compiled.query(undefined, context, coerced) : { errors };
  };
}

/** Whether a document asks for fields that the application added, whose values have whatever form its resolvers give. */
function hasOwnFields(schema: GraphQLSchema, document: DocumentNode): boolean {
  const info = new TypeInfo(schema);
  let found = false;
  const Field = () => {
    const field = info.getFieldDef();
    found ||= !!field && ownFieldOf(field) !== undefined;
  };
  visit(document, visitWithTypeInfo(info, { Field }));
  return found;
}

/** The document with variables of a type that takes whatever it is given. */
function withOpaqueVariables(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ variable }) => ({ kind: Kind.VARIABLE_DEFINITION, variable, type: opaqueType }),
  });
}

const opaqueType = parseType('JSON');

/** What an operation gave, and which fields of it could not be computed. */
export interface OperationData {
  readonly data: Record<string, unknown>;
  readonly spoiled: readonly SpoiledField[];
}

export interface SpoiledField {
  /** From `data` to the field, which is null. */
  readonly path: readonly (string | number)[];
  readonly error: LivegraftError;
}

/**
 * The data of a result. A computed member or a resolver of the application that failed spoils its field alone, where that may
 * be null; whatever else was thrown is thrown as it was.
 */
export function dataOf({ data, errors = [] }: ExecutionResult): OperationData {
  const spoiled = errors.map(({ message, originalError, path = [] }) => {
    if (!ownerOf(data, path)) return null;
    if (originalError instanceof LivegraftError)
      return spoilsItsField(originalError) ? { path, error: originalError } : null;
    return path.length > 1 ? { path, error: unfit(message, path, originalError) } : null;
  });
  const thrown = errors[spoiled.indexOf(null)];
  if (thrown) throw toError(thrown.originalError ?? thrown);
  return { data: data as Record<string, unknown>, spoiled: spoiled as SpoiledField[] };
}

/** Below the rows themselves, a value that does not fit its type is one of the application's own. */
function unfit(message: string, path: readonly (string | number)[], cause: unknown): LivegraftError {
  const name = path.filter((step) => typeof step === 'string').join('.');
  return new LivegraftError({ code: 'LG3024', message: `"${name}" cannot be shown: ${message}`, cause });
}

/** What a result has above the end of a path: nothing where a null that may not be has gone up. */
function ownerOf(data: unknown, path: readonly (string | number)[]): unknown {
  return path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], data);
}
