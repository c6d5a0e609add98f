import { randomUUID } from 'node:crypto';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { FetchContext } from '../data/fetchContext.ts';
import type { SchemaExtension } from '../data/ownFields.ts';
import { LivegraftError, toError } from '../errors.ts';
import type { Viewer } from '../live/liveView.ts';
import { log } from '../log.ts';
import { isFromElsewhere, isRead } from './ownOrigin.ts';
import { type PersistedDocuments, readPersistedDocuments } from './persistedDocuments.ts';
import { problemOf } from './problem.ts';
import type { QueryLimits } from './queryLimits.ts';
import { useLivegraft } from './useLivegraft.ts';

/** Answers GraphQL over HTTP. */
export type GraphqlEndpoint = (request: Request, viewer: Viewer | null) => Promise<Response>;

/** What an application adds to the GraphQL of its models, and how it opens `/graphql`. In development that answers everything. */
export interface GraphqlOptions extends Partial<SchemaExtension> {
  /** A folder with the `.graphql` documents that clients may run by their hash. In production the only ones, unless it is `open`. */
  readonly documents?: string | URL;
  /** Whether production answers any document, within the limits. */
  readonly open?: boolean;
  /** Whether production tells its schema, which it needs to be `open` for. */
  readonly introspection?: boolean;
  /** Whether production shows GraphiQL, which needs both. */
  readonly graphiql?: boolean;
  readonly limits?: Partial<QueryLimits>;
}

export interface GraphqlEndpointSetting extends GraphqlOptions {
  readonly development: boolean;
  /** Other origins that may send requests. */
  readonly origins: readonly string[];
}

/**
 * Yoga over the schema that pages use, with the same compiled executor; null where production answers nothing. GraphiQL
 * comes from this server alone. No other origin is answered. Throws LG5022 for documents that cannot be used, a TypeError
 * for what is no limit.
 */
export function createGraphqlEndpoint(schema: GraphQLSchema, setting: GraphqlEndpointSetting): GraphqlEndpoint | null {
  const { development, origins, documents: folder, limits = {} } = setting;
  const open = development || setting.open === true;
  const introspection = development || (open && setting.introspection === true);
  const documents = folder === undefined ? null : readPersistedDocuments(folder, schema, { introspection });
  if (!open && !documents) return null;
  const yoga = createYoga<FetchContext>({
    schema,
    graphqlEndpoint: '/graphql',
    plugins: [
      useLivegraft({ limits, development, introspection }),
      ...(documents ? [persisted(documents, open)] : []),
      useSafeRequests(origins),
    ],
    renderGraphiQL,
    graphiql: development || (open && setting.graphiql === true),
    landingPage: false,
    cors: false,
    batching: false,
    multipart: false,
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

/** The answer to a request for GraphQL that failed before it was read as such. */
export function graphqlErrorResponse(error: Error, development: boolean): Response {
  const status = error instanceof LivegraftError ? error.status : 500;
  const { message, id } = problemOf(error, development);
  const said = error instanceof LivegraftError && status < 500;
  const extensions = { ...(said && { code: error.code }), ...(id && { id }) };
  return Response.json({ errors: [{ message, extensions }] }, { status });
}

function persisted(documents: PersistedDocuments, open: boolean): Plugin {
  const plugin = usePersistedOperations({
    allowArbitraryOperations: open,
    getPersistedOperation: (hash) => documents.get(hash) ?? null,
    customErrors: {
      persistedQueryOnly: () => refused('This server answers its own documents alone. Name one by its hash.'),
      keyNotFound: () => refused('The request has no query, and names no document by its hash.'),
      notFound: () => refused('There is no document with this hash.'),
    },
  });
  return plugin as Plugin;
}

/** LG5023. The answer is said in `extensions.persistedQuery.sha256Hash`, version 1. */
function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'LG5023', http: { status: 400 } } });
}

/** Bodies that a form of any site can send without asking first. */
const formTypes = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** Keeps pages of other sites from sending requests in the name of their visitors (CSRF). */
function useSafeRequests(origins: readonly string[]): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      if (isRead(request)) return;
      const refuse = (status: number, error: GraphQLError) => {
        endResponse(fetchAPI.Response.json({ errors: [error.toJSON()] }, { status }));
      };
      if (/[^\s,]/.test(request.headers.get('content-encoding')?.replace(/\bidentity\b/gi, '') ?? '')) {
        const message = 'Compressed bodies are not read. Send the JSON as it is.';
        refuse(415, new GraphQLError(message, { extensions: { code: 'LG5024' } }));
      } else if (formTypes.test(request.headers.get('content-type') ?? '')) {
        const message = 'GraphQL is not answered to forms. Send application/json.';
        refuse(415, new GraphQLError(message, { extensions: { code: 'LG5024' } }));
      } else if (isFromElsewhere(request, origins)) {
        const message = 'That request came from another site.';
        refuse(403, new GraphQLError(message, { extensions: { code: 'LG5015' } }));
      }
    },
  };
}

/** The plugin has said what a client did wrong. What is wrong inside is logged under an id, and only said in development. */
function maskError(error: unknown, development: boolean): Error {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof GraphQLError) return error as GraphQLError;
  const ours = original instanceof LivegraftError ? original : null;
  const id = randomUUID();
  log().error({ err: original, id }, 'graphql');
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  const isSaid = development && ours !== null;
  return new GraphQLError(isSaid ? ours.reason : 'Something went wrong. The error has been logged.', {
    ...place,
    extensions: { code: (development ? ours?.code : null) ?? 'INTERNAL_SERVER_ERROR', id },
    originalError: isSaid ? undefined : toError(original), // never sent: tells Yoga that the fault is ours
  });
}
