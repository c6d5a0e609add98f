import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { type CompiledOperation, compileOperation } from '../data/compiledOperation.ts';
import type { FetchContext } from '../data/executableSchema.ts';
import { LivegraftError, toError } from '../errors.ts';
import type { Viewer } from '../live/liveView.ts';
import { log } from '../log.ts';

/** Answers GraphQL over HTTP. */
export type GraphqlEndpoint = (request: Request, viewer: Viewer | null) => Promise<Response>;

/**
 * Yoga over the schema that pages use, with the same compiled executor. In development it shows GraphiQL, from this
 * server alone; it answers no other origin.
 */
export function createGraphqlEndpoint(schema: GraphQLSchema, development: boolean): GraphqlEndpoint {
  const yoga = createYoga<FetchContext>({
    schema,
    graphqlEndpoint: '/graphql',
    plugins: [useCompiledExecutor()],
    renderGraphiQL,
    graphiql: development,
    landingPage: false,
    cors: false,
    batching: false,
    maskedErrors: { maskError: (error) => maskError(error, development) },
    logging: {
      debug: () => {},
      info: () => {},
      warn: (...args) => log().warn({ args }, 'graphql'),
      error: () => {}, // maskError logs; this would be told what clients do wrong, too
    },
  });
  return async (request, viewer) => yoga.fetch(request, { viewer });
}

/** Executes each document with graphql-jit, compiled once; introspection stays with graphql-js. */
function useCompiledExecutor(): Plugin {
  const compiled = new WeakMap<DocumentNode, Map<string | undefined, CompiledOperation>>();
  return {
    onExecute({ setExecuteFn, args }) {
      if (isIntrospection(args.document)) return;
      const operations = compiled.get(args.document) ?? new Map<string | undefined, CompiledOperation>();
      compiled.set(args.document, operations);
      setExecuteFn(async ({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs) => {
        const name = operationName ?? undefined;
        const operation = operations.get(name) ?? compileOperation(schema, document, name);
        operations.set(name, operation);
        return refusedWith400(await operation(variableValues ?? {}, contextValue as FetchContext));
      });
    },
  };
}

/** An operation that was not begun, because a variable does not fit, is answered with 400, as Yoga does by itself. */
function refusedWith400(result: ExecutionResult): ExecutionResult {
  if (result.data !== undefined) return result;
  for (const { extensions } of result.errors ?? []) extensions.http = { status: 400 };
  return result;
}

function isIntrospection(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.selectionSet.selections.some((node) => node.kind !== Kind.FIELD || node.name.value.startsWith('__')),
  );
}

/** What a client did wrong is said to it; anything else is logged, and only said in development. */
function maskError(error: unknown, development: boolean): Error {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof GraphQLError) return error as GraphQLError;
  const ours = original instanceof LivegraftError ? original : null;
  if (!ours || ours.status >= 500) log().error({ err: original }, 'graphql');
  const isSaid = ours !== null && (development || ours.status < 500);
  const path = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  return new GraphQLError(isSaid ? ours.reason : 'Something went wrong. The error has been logged.', {
    ...path,
    extensions: { code: ours?.code ?? 'INTERNAL_SERVER_ERROR' },
    originalError: isSaid ? undefined : toError(original), // never sent: tells Yoga that the fault is ours
  });
}
