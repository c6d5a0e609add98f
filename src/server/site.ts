import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { recordSequelize, unavailableError } from '../data/statements.ts';
import { LivegraftError, toError } from '../errors.ts';
import { type Clock, systemClock } from '../live/clock.ts';
import { type CompiledView, compileView, type ViewAnalysis } from '../live/compileView.ts';
import type { ViewClass, Viewer } from '../live/liveView.ts';
import type { PageAddress } from '../live/mountView.ts';
import { rememberFound } from '../live/patternMistakes.ts';
import { defaultSessionLimits, type Session, type SessionLimits } from '../live/session.ts';
import { defaultSessionsLimits, Sessions, type SessionsLimits, type SessionsMetrics } from '../live/sessions.ts';
import type { Update } from '../live/updateView.ts';
import { log } from '../log.ts';
import { CloseCode, socketPath } from '../protocol.ts';
import { createEnvironment, defaultLocale } from '../template/environment.ts';
import { withoutSilenced } from '../template/silenced.ts';
import { folderTemplates, type TemplateLoader } from '../template/templateSource.ts';
import { vocabularyOf } from '../template/vocabulary.ts';
import type { App } from './app.ts';
import { appSchema } from './appSchema.ts';
import { createAssets } from './assets.ts';
import { createClientBundle } from './clientBundle.ts';
import { errorResponse } from './errorPage.ts';
import { createGraphqlEndpoint, graphqlErrorResponse } from './graphqlEndpoint.ts';
import { createInspector } from './inspector.ts';
import { readLimits } from './limits.ts';
import {
  createLiveSockets,
  defaultSocketLimits,
  refuseUpgrade,
  type SocketLimits,
  type SocketsMetrics,
} from './liveSockets.ts';
import { foreignForm, isFromElsewhere, isRead } from './ownOrigin.ts';
import { createPages } from './pages.ts';
import { problemOf } from './problem.ts';
import { withLimitedBody } from './readBody.ts';
import { createRouter, type Matched } from './router.ts';
import { createTokens } from './tokens.ts';

/** Everything that is bounded, with its default: times in milliseconds. */
export interface SiteLimits extends SessionLimits, SessionsLimits, SocketLimits {
  /** The largest body of a request that is read. */
  readonly maxBodyBytes: number;
}

export const defaultLimits: SiteLimits = {
  ...defaultSessionLimits,
  ...defaultSessionsLimits,
  ...defaultSocketLimits,
  maxBodyBytes: 100 * 1024,
};

export interface SiteOptions {
  /** The folder of the templates, or templates by name. */
  readonly templates: string | TemplateLoader;
  /** Errors with frames, `Server-Timing`, GraphiQL, and `/_livegraft` with what pages load. */
  readonly development?: boolean;
  /** They go before the application's own. */
  readonly limits?: Partial<SiteLimits>;
  readonly clock?: Clock;
  /** Called after each pass of an open page, that which opened it too, with what it made where the page was shown. */
  readonly observe?: (session: Session, update: Update | null) => void;
}

/** An application that answers requests and keeps its pages live. */
export interface Site {
  readonly schema: GraphQLSchema;
  fetch(request: Request): Promise<Response>;
  /** A page at a path with its query, without HTTP and socket: for tests. Throws what the page fails with. */
  open(url: string, viewer: Viewer | null): Promise<Session>;
  /** Takes a websocket's connection over from HTTP, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Compiles every view. Gives what is wrong with them, each with its place. */
  compile(): LivegraftError[];
  /** Reads the templates again and shows open pages with them. Gives what is wrong with them; open pages say so too. */
  reload(): LivegraftError[];
  /** What there is of sockets and open pages, and what was refused. */
  metrics(): SiteMetrics;
  /** Lets all open pages go; their browsers come back in about so many milliseconds. */
  close(afterMs?: number): void;
}

export type SiteMetrics = SocketsMetrics & SessionsMetrics;

/** Throws LG2001 to LG2011 for models and their GraphQL, LG5003, LG5004 and LG5014 for routes, assets and a secret that cannot be used. */
export function createSite(app: App, options: SiteOptions): Site {
  const { templates, development = false, clock = systemClock, observe } = options;
  const limits = readLimits(defaultLimits, { ...app.limits, ...options.limits });
  const load = typeof templates === 'string' ? folderTemplates(templates) : templates;
  const schema = appSchema(app);
  const environment = createEnvironment(load, { ...app, locale: { ...defaultLocale, ...app.locale } });
  const compileSetting = { load, schema, vocabulary: vocabularyOf(app) };
  const route = createRouter(app.routes);
  const asset = createAssets(app.assets ?? {}, development);
  const client = createClientBundle(development);
  const tokens = createTokens({ secret: app.secret, development });
  const graphql = createGraphqlEndpoint(schema, { ...app.graphql, development, origins: app.origins ?? [] });
  const sessions = new Sessions(limits, clock);
  const compiledViews = new Map<ViewClass, CompiledView>();
  const inspector = development ? createInspector({ routes: app.routes, compiled, sessions }) : null;
  let problems: string | null = null;
  recordSequelize(app.sequelize);
  if (development) rememberFound(app.sequelize);

  const describe = (error: unknown) => problemOf(unavailableError(app.sequelize, error), development);
  const pages = createPages({
    session: {
      ...{ compiled, environment, clock, limits, development, find, describe },
      ...(observe && { observe }),
      ...(inspector && { ran: inspector.ran }),
    },
    sessions,
    tokens,
    client,
  });
  const sockets = createLiveSockets({
    limits,
    clock,
    sessions,
    tokens,
    origins: app.origins ?? [],
    development,
    authenticate: async (request) => viewerOf(requestOf(request)),
    open: pages.open,
    describe,
    joined: (session) => problems && session.tell(['problems', problems]),
  });

  function compiled(view: ViewClass): CompiledView {
    let known = compiledViews.get(view);
    if (!known) {
      const analysis = compileView(view, compileSetting);
      if (development) warnOf(analysis);
      known = analysis;
      compiledViews.set(view, known);
    }
    return known;
  }

  function compile(): LivegraftError[] {
    const views = new Set(app.routes.flatMap((entry) => (entry.kind === 'page' ? [entry.view] : [])));
    const found = [...views].flatMap((view) => problemsOf(() => compiled(view)));
    problems = found.length > 0 ? found.map(({ message }) => message).join('\n\n') : null;
    return found;
  }

  /** The page at a path with its query. */
  function find(address: string): PageAddress | null {
    try {
      const url = new URL(address, 'http://localhost');
      return pageOf(route('GET', url.pathname), url);
    } catch {
      return null;
    }
  }

  async function answer(request: Request, url: URL): Promise<Response> {
    if (url.pathname === '/healthz') return health(app);
    const file =
      client.answer(request, url.pathname) ?? asset(request, url.pathname) ?? inspector?.answer(request, url.pathname);
    if (file) return file;
    const matched = graphql && url.pathname === '/graphql' ? null : route(request.method, url.pathname);
    const limited = await withLimitedBody(request, limits.maxBodyBytes);
    const viewer = await viewerOf(limited);
    if (!matched) return graphql!(limited, viewer);
    const address = pageOf(matched, url);
    if (address) return pages.show({ request: limited, url, address, viewer });
    if (!isRead(request) && isFromElsewhere(request, app.origins)) throw foreignForm();
    return actionOf(matched).handle(limited, { viewer, params: matched.params });
  }

  async function viewerOf(request: Request): Promise<Viewer | null> {
    return (await app.authenticate?.(request)) ?? null;
  }

  return {
    schema,
    async fetch(request) {
      const started = performance.now();
      const url = addressOf(request);
      const answered = url ? answer(request, url) : Promise.reject(badAddress());
      const response = await answered.catch((thrown: unknown) => {
        const error = unavailableError(app.sequelize, thrown);
        const isGraphql = graphql !== null && url?.pathname === '/graphql';
        return isGraphql ? graphqlErrorResponse(toError(error), development) : errorResponse(error, development);
      });
      const ms = Math.round(performance.now() - started);
      const { method } = request;
      if (development) log().info(`${method} ${url ? url.pathname + url.search : ''} ${response.status} in ${ms} ms`);
      else log().info({ method, path: url?.pathname, status: response.status, ms }, 'request');
      return response;
    },
    async open(url, viewer) {
      const session = await pages.open(url, viewer, tokens.newBrowser());
      if (!session) throw new RangeError('There is no room for another page.');
      return session;
    },
    upgrade(request, socket, head) {
      const isSocket = request.url?.split('?')[0] === socketPath;
      if (isSocket) sockets.upgrade(request, socket, head);
      else
        refuseUpgrade(
          socket.on('error', () => socket.destroy()),
          404,
        );
    },
    compile,
    reload() {
      compiledViews.clear();
      environment.clear();
      const found = compile();
      for (const session of sessions) {
        session.tell(['problems', problems]);
        if (!problems) session.refresh();
      }
      return found;
    },
    metrics: () => ({ ...sockets.metrics(), ...sessions.metrics() }),
    close(afterMs = development ? 200 : 1_000) {
      sockets.close(afterMs);
      sessions.closeAll(CloseCode.Away, 'The server stops.');
    },
  };
}

const warned = new Set<string>();

/** What may be wrong with a view is said once, in development. */
function warnOf({ diagnostics, sources }: ViewAnalysis): void {
  for (const { error } of withoutSilenced(diagnostics, sources)) {
    // whether a comment silences nothing is only known of all views: `livegraft check` says so
    if (error.code.startsWith('LG109') || warned.has(error.message)) continue;
    warned.add(error.message);
    log().warn(error.message);
  }
}

function pageOf({ route, params }: Matched, url: URL): PageAddress | null {
  if (route.kind !== 'page') return null;
  return { view: route.view, params: { ...params }, query: Object.fromEntries(url.searchParams) };
}

function actionOf({ route }: Matched) {
  if (route.kind !== 'action') throw new TypeError(`The route ${route.path} is no action.`);
  return route;
}

/** What `authenticate` is given for a socket: the request that asked for it, with its cookies. */
function requestOf({ url = '/', headers }: IncomingMessage): Request {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Request(new URL(url, `http://${headers.host}`), { headers: pairs as [string, string][] });
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

function problemsOf(run: () => unknown): LivegraftError[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof LivegraftError) return [error];
    throw error;
  }
}

function badAddress(): LivegraftError {
  return new LivegraftError({
    code: 'LG5007',
    message: 'The request names no address that can be read.',
    hint: 'Check its Host header.',
    status: 400,
  });
}
