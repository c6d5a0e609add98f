import { performance } from 'node:perf_hooks';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  validate,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type CompiledOperation, compileOperation } from '../data/compiledOperation.ts';
import { describeSelection, type SelectionDescription } from '../data/describeSelection.ts';
import type { FetchContext } from '../data/fetchContext.ts';
import { selectionOf } from '../data/selection.ts';
import { recordStatements, type StatementRecord } from '../data/statements.ts';
import { LivegraftError } from '../errors.ts';
import { modelTypesOf } from '../schema/schemaNotes.ts';
import { readLimits } from './limits.ts';
import { defaultQueryLimits, excess, findCostExcess, findExcess, type QueryLimits } from './queryLimits.ts';

export interface LivegraftPluginOptions {
  /** What one document may ask for. They go before the defaults. */
  readonly limits?: Partial<QueryLimits>;
  /** Whether clients may ask for the schema. The default is in development only. */
  readonly introspection?: boolean;
  /**
   * Whether mistakes are answered with "Did you mean …?", and a request with the header `livegraft-plan: 1` with its plan in
   * `extensions.livegraft`. The default is unless `NODE_ENV` is "production".
   */
  readonly development?: boolean;
}

/**
 * Makes any Yoga execute documents as Livegraft's pages do: compiled once, within limits, with what a client did wrong said
 * to it. `viewer` in Yoga's context is who asks; without it nobody does. Throws a TypeError for what is no limit.
 */
export function useLivegraft(options: LivegraftPluginOptions = {}): Plugin {
  const { development = process.env.NODE_ENV !== 'production' } = options;
  const { introspection = development } = options;
  const limits = readLimits(defaultQueryLimits, options.limits ?? {}, 'GraphQL limit');
  const executeOperation = createExecute(!development);
  return {
    onParse({ setParseFn }) {
      setParseFn((source, parseOptions) => parse(source, { ...parseOptions, maxTokens: limits.maxTokens }));
    },
    onValidate({ params: { documentAST }, addValidationRule, setResult, setValidationFn }) {
      const found = findExcess(documentAST, limits);
      if (found) return setResult([found]);
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((schema, document, rules) => {
        return validate(schema, document, rules, { hideSuggestions: !development });
      });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const found = refusalOf(args, limits);
      if (found) setResultAndStopExecution({ errors: [found] });
    },
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const found = refusalOf(args, limits);
      if (found) return setResultAndStopExecution({ errors: [found] });
      const run: Execute = async (given) => refusedWith400(withSaidErrors(await executeOperation(given)));
      setExecuteFn(development && wantsPlan(args.contextValue) ? withPlan(run) : run);
    },
  };
}

/** Why an operation is not begun with its variables; null where it is. */
function refusalOf(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  limits: QueryLimits,
): GraphQLError | null {
  const unknown = noSuchOperation(schema, document, operationName);
  return unknown ?? findCostExcess(schema, document, operationName, variableValues ?? {}, limits);
}

/** What graphql-js says when it begins to execute, with status 200; null where the schema has the operation. */
function noSuchOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation || schema.getRootType(operation.operation)) return null;
  const message = `Schema is not configured to execute ${operation.operation} operation.`;
  return new GraphQLError(message, { nodes: operation, extensions: { http: { spec: true, status: 400 } } });
}

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** Compiles each document once, by graphql-jit; introspection stays with graphql-js. */
function createExecute(hideSuggestions: boolean): Execute {
  const schemas = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, CompiledOperation>>>();
  return async (args) => {
    const { schema, document, operationName } = args;
    if (isIntrospection(document)) return execute(args);
    const documents = schemas.get(schema) ?? new WeakMap<DocumentNode, Map<string, CompiledOperation>>();
    schemas.set(schema, documents);
    const operations = documents.get(document) ?? new Map<string, CompiledOperation>();
    documents.set(document, operations);
    const name = operationName ?? undefined;
    const operation = operations.get(name ?? '') ?? compileOperation(schema, document, name, { hideSuggestions });
    operations.set(name ?? '', operation);
    return operation(args.variableValues ?? {}, (args.contextValue ?? {}) as FetchContext);
  };
}

function isIntrospection(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.selectionSet.selections.some((node) => node.kind !== Kind.FIELD || node.name.value.startsWith('__')),
  );
}

/** What a client did wrong is said to it. Anything else stays as it is, for Yoga to mask. */
function withSaidErrors(result: ExecutionResult): ExecutionResult {
  if (!result.errors?.some(isClients)) return result;
  return { ...result, errors: result.errors.map((error) => (isClients(error) ? said(error) : error)) };
}

function isClients({ originalError }: GraphQLError): boolean {
  return originalError instanceof LivegraftError && originalError.status < 500;
}

function said({ nodes, path, originalError }: GraphQLError): GraphQLError {
  const { reason, code } = originalError as LivegraftError;
  return new GraphQLError(reason, { nodes: nodes ?? null, path: path ?? null, extensions: { code } });
}

/**
 * An operation that was not begun, because a variable does not fit, is answered with 400, as Yoga does by itself. What
 * graphql-js cannot go through, as it is nested too deeply for the stack, is no GraphQLError.
 */
function refusedWith400(result: ExecutionResult): ExecutionResult {
  if (result.data !== undefined) return result;
  const errors = (result.errors ?? []).map((error) => {
    return error instanceof GraphQLError ? error : excess('has variables that are nested too deeply');
  });
  for (const { extensions } of errors) extensions.http = { status: 400 };
  return { ...result, errors };
}

function wantsPlan(contextValue: unknown): boolean {
  const { request } = (contextValue ?? {}) as { request?: Request };
  return request?.headers.get('livegraft-plan') === '1';
}

/** How an operation was read. Times are milliseconds from its beginning. */
interface ExecutedPlan {
  readonly ms: number;
  readonly fields: Readonly<Record<string, SelectionDescription>>;
  readonly statements: readonly (Pick<StatementRecord, 'text' | 'values' | 'rows' | 'ms' | 'retried'> & {
    readonly startMs: number;
  })[];
}

/** With how it was read in `extensions.livegraft`. */
function withPlan(run: Execute): Execute {
  return async (args) => {
    const started = performance.now();
    const { result, statements } = await recordStatements(() => run(args));
    const livegraft: ExecutedPlan = {
      ms: rounded(performance.now() - started),
      fields: describeFields(args),
      statements: statements.map(({ startedAt, ms, ...statement }) => {
        return { ...statement, startMs: rounded(startedAt - started), ms: rounded(ms) };
      }),
    };
    return { ...result, extensions: { ...result.extensions, livegraft } };
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** What the root fields of an operation read, by their names in the result. */
function describeFields({ schema, document, operationName }: ExecutionArgs): Record<string, SelectionDescription> {
  const operation = getOperationAST(document, operationName);
  const types = modelTypesOf(schema);
  const fields = schema.getQueryType()?.getFields() ?? {};
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const described = (operation?.selectionSet.selections ?? []).flatMap((node) => {
    if (node.kind !== Kind.FIELD) return [];
    const field = fields[node.name.value];
    const type = field && types?.get(getNamedType(field.type).name);
    if (!type) return [];
    const description = describeSelection(selectionOf(type, [node as FieldNode], { fragments, schema }));
    return [[(node.alias ?? node.name).value, description] as const];
  });
  return Object.fromEntries(described);
}
