import { performance } from 'node:perf_hooks';
import type { GraphQLSchema } from 'graphql';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { recordSequelize } from '../data/statements.ts';
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
import { createRouter, type Matched } from './router.ts';

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
    const limited = await withLimitedBody(request, maxBodyBytes);
    const viewer = async () => (await app.authenticate?.(limited)) ?? null;
    if (graphql && url.pathname === '/graphql') return graphql(limited, await viewer());
    const matched = route(request.method, url.pathname);
    if (matched.route.kind === 'action')
      return matched.route.handle(limited, { viewer: await viewer(), params: matched.params });
    return showPage(matched.route.view, matched, url, await viewer(), request.method === 'HEAD');
  }

  async function showPage(view: ViewClass, { params }: Matched, url: URL, viewer: Viewer | null, headOnly: boolean) {
    const started = performance.now();
    const update = await openPage(view, params, url, viewer);
    const headers = new Headers(pageHeaders);
    if (development) headers.set('server-timing', serverTiming(update, performance.now() - started));
    return new Response(headOnly ? null : update.html, { headers });
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
      const url = new URL(request.url);
      const response = await answer(request, url).catch((error: unknown) => errorResponse(error, development));
      const ms = Math.round(performance.now() - started);
      log().debug({ method: request.method, path: url.pathname, status: response.status, ms }, 'request');
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

function serverTiming({ statements, timings }: Update, total: number): string {
  const count = `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`;
  const entry = (name: string, ms: number) => `${name};dur=${ms.toFixed(1)}`;
  return [
    `sql;desc="${count}";dur=${timings.sql.toFixed(1)}`,
    entry('serialize', timings.serialize),
    entry('render', timings.render),
    entry('total', total),
  ].join(', ');
}

async function health({ sequelize }: App): Promise<Response> {
  const isUp = await sequelize.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const body = { status: isUp ? 'ok' : 'unavailable', database: isUp ? 'ok' : 'unreachable' };
  return Response.json(body, { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}

/** The request with a body that is read already, and no larger than allowed. Throws LG5005. */
async function withLimitedBody(request: Request, maxBytes: number): Promise<Request> {
  if (!request.body) return request;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
    chunks.push(chunk);
  }
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
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
