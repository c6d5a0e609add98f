import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { recordSequelize, recordStatements, type StatementRecord, unavailableError } from '../data/statements.ts';
import { LivegraftError } from '../errors.ts';
import { type CompiledView, compileView } from '../live/compileView.ts';
import type { ViewClass, Viewer } from '../live/liveView.ts';
import { type Update, updateView } from '../live/updateView.ts';
import { log } from '../log.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { createEnvironment, defaultLocale } from '../template/environment.ts';
import { folderTemplates, type TemplateLoader } from '../template/templateSource.ts';
import type { App } from './app.ts';
import { createAssets } from './assets.ts';
import { errorResponse } from './errorPage.ts';
import { createGraphqlEndpoint } from './graphqlEndpoint.ts';
import { parseParameters } from './parameters.ts';
import { createRouter } from './router.ts';

export interface SiteOptions {
  /** The folder of the templates, or templates by name. */
  readonly templates: string | TemplateLoader;
  /** Errors with frames, `Server-Timing`, GraphiQL. */
  readonly development?: boolean;
  /** The largest body that is read, in bytes. */
  readonly maxBodyBytes?: number;
}

/** An application that answers requests. */
export interface Site {
  readonly schema: GraphQLSchema;
  fetch(request: Request): Promise<Response>;
  /** Compiles every view. Gives what is wrong with them, each with its place. */
  compile(): LivegraftError[];
  /** Forgets compiled templates: the next request reads them again. */
  reload(): void;
}

/** Throws LG2001 to LG2009 for models, LG5003 and LG5004 for routes and assets that cannot be used. */
export function createSite(app: App, { templates, development = false, maxBodyBytes = 100 * 1024 }: SiteOptions): Site {
  const load = typeof templates === 'string' ? folderTemplates(templates) : templates;
  const schema = createExecutableSchema(createModelSchema(Object.values(app.sequelize.models) as ModelClass[]));
  const environment = createEnvironment(load, { ...defaultLocale, ...app.locale });
  const route = createRouter(app.routes);
  const asset = createAssets(app.assets ?? {}, development);
  const graphql = development || app.graphql?.openInProduction ? createGraphqlEndpoint(schema, development) : null;
  const compiledViews = new Map<ViewClass, CompiledView>();
  recordSequelize(app.sequelize);

  function compiled(view: ViewClass): CompiledView {
    let known = compiledViews.get(view);
    if (!known) {
      known = compileView(view, load, schema);
      compiledViews.set(view, known);
    }
    return known;
  }

  async function answer(request: Request, url: URL): Promise<Response> {
    if (url.pathname === '/healthz') return health(app);
    const file = asset(request, url.pathname);
    if (file) return file;
    const matched = graphql && url.pathname === '/graphql' ? null : route(request.method, url.pathname);
    const limited = await withLimitedBody(request, maxBodyBytes);
    if (!matched) return graphql!(limited, await viewerOf(limited));
    if (matched.route.kind === 'page') return showPage(matched.route.view, matched.params, limited, url);
    return matched.route.handle(limited, { viewer: await viewerOf(limited), params: matched.params });
  }

  async function viewerOf(request: Request): Promise<Viewer | null> {
    return (await app.authenticate?.(request)) ?? null;
  }

  async function showPage(view: ViewClass, params: Record<string, string>, request: Request, url: URL) {
    const started = performance.now();
    const { result: update, statements } = await recordStatements(async () => {
      return openPage(view, params, url, await viewerOf(request));
    });
    const headers = new Headers(pageHeaders);
    if (development) headers.set('server-timing', serverTiming(statements, update, performance.now() - started));
    return new Response(request.method === 'HEAD' ? null : update.html, { headers });
  }

  async function openPage(
    view: ViewClass,
    params: Record<string, string>,
    url: URL,
    viewer: Viewer | null,
  ): Promise<Update> {
    const context = {
      params: await parseParameters('path', view.params, params),
      query: await parseParameters('query', view.query, Object.fromEntries(url.searchParams)),
    };
    const page = new view();
    return updateView(page, { compiled: compiled(view), environment, viewer }, async () => {
      await page.mount({ ...context, viewer });
      await page.handleParams(context);
    });
  }

  return {
    schema,
    async fetch(request) {
      const started = performance.now();
      const url = addressOf(request);
      const answered = url ? answer(request, url) : Promise.reject(badAddress());
      const response = await answered.catch((error: unknown) => {
        return errorResponse(unavailableError(app.sequelize, error), development);
      });
      const ms = Math.round(performance.now() - started);
      const { method } = request;
      if (development) log().info(`${method} ${url ? url.pathname + url.search : ''} ${response.status} in ${ms} ms`);
      else log().info({ method, path: url?.pathname, status: response.status, ms }, 'request');
      return response;
    },
    compile() {
      const views = new Set(app.routes.flatMap((entry) => (entry.kind === 'page' ? [entry.view] : [])));
      return [...views].flatMap((view) => problemOf(() => compiled(view)));
    },
    reload() {
      compiledViews.clear();
      environment.clear();
    },
  };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-cache',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

function serverTiming(statements: readonly StatementRecord[], { timings }: Update, total: number): string {
  const sql = statements.reduce((ms, statement) => ms + statement.ms, 0);
  const count = `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`;
  const entry = (name: string, ms: number) => `${name};dur=${ms.toFixed(1)}`;
  return [
    `sql;desc="${count}";dur=${sql.toFixed(1)}`,
    entry('serialize', timings.serialize),
    entry('render', timings.render),
    entry('total', total),
  ].join(', ');
}

/** Who asks for the health of a process waits no longer than a few seconds; statements of pages may take longer. */
const healthTimeoutMs = 3_000;

async function health({ sequelize }: App): Promise<Response> {
  const answered = sequelize.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const isUp = await Promise.race([answered, delay(healthTimeoutMs, false, { ref: false })]);
  const body = { status: isUp ? 'ok' : 'unavailable', database: isUp ? 'ok' : 'unreachable' };
  return Response.json(body, { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}

/** What a request asks for, or null where its Host header makes that no address, or would become a part of the path. */
function addressOf({ url, headers }: Request): URL | null {
  const isHost = !/[\s/?#@\\]/.test(headers.get('host') ?? '');
  return isHost && URL.canParse(url) ? new URL(url) : null;
}

/** The request with a body that is read already, and no larger than allowed. Throws LG5005 and LG5008. */
async function withLimitedBody(request: Request, maxBytes: number): Promise<Request> {
  const { url, method, headers } = request;
  if (!request.body || method === 'TRACE') return request; // no Request can be made with TRACE
  return new Request(url, { method, headers, body: await readBody(request.body, maxBytes) });
}

async function readBody(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const iterator = (body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const next = () => iterator.next().catch((error: unknown) => Promise.reject(bodyCutOff(error)));
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not "for await": leaving it would cut the connection before the answer is sent.
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      void discard(iterator);
      throw bodyTooLarge(maxBytes);
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}

/** Reads what is still sent, so that the sender gets to its answer; the server's request timeout ends it. */
async function discard(iterator: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await iterator.next()).done);
  } catch {
    // the sender is gone
  }
}

function problemOf(run: () => unknown): LivegraftError[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof LivegraftError) return [error];
    throw error;
  }
}

function bodyTooLarge(maxBytes: number): LivegraftError {
  return new LivegraftError({
    code: 'LG5005',
    message: `The request's body is larger than ${Math.floor(maxBytes / 1024)} KB.`,
    status: 413,
  });
}

function bodyCutOff(cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG5008',
    message: 'The request ended before its body did.',
    cause,
    status: 400,
  });
}

function badAddress(): LivegraftError {
  return new LivegraftError({
    code: 'LG5007',
    message: 'The request names no address that can be read.',
    hint: 'Check its Host header.',
    status: 400,
  });
}
