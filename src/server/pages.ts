import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { StatementRecord } from '../data/statements.ts';
import { LivegraftError } from '../errors.ts';
import type { CompiledView } from '../live/compileView.ts';
import { internalsOf, type LiveView, type ViewClass, type Viewer } from '../live/liveView.ts';
import { missingNames } from '../live/missingNames.ts';
import { letGo, mountView, type PageAddress } from '../live/mountView.ts';
import { runEvent } from '../live/runEvent.ts';
import { type OpenedPage, Session, type SessionSetting } from '../live/session.ts';
import type { Sessions } from '../live/sessions.ts';
import { type Update, updateView } from '../live/updateView.ts';
import type { VisitRequest } from '../live/viewInternals.ts';
import { log } from '../log.ts';
import { readFields } from '../protocol.ts';
import { RenderedPage } from '../render/renderedPage.ts';
import type { RenderContext } from '../template/environment.ts';
import type { ClientBundle } from './clientBundle.ts';
import { inspectorLink } from './inspector.ts';
import { foreignForm, isFromOwnPage } from './ownOrigin.ts';
import type { Tokens } from './tokens.ts';

/** A request for a page, and who sends it. */
export interface PageRequest {
  readonly request: Request;
  readonly url: URL;
  readonly address: PageAddress;
  readonly viewer: Viewer | null;
}

/** Opens pages: as HTML for a request, as a session for a socket. */
export interface Pages {
  /** The page as HTML. After a POST it has run the event that the form names in `_event`. */
  show(request: PageRequest): Promise<Response>;
  /**
   * A session for a browser that comes without one, or null where there is no room. Where the view wants its browser to be
   * at another address, the session is for that. Throws LG5019 where that is no page that could be live.
   */
  open(url: string, viewer: Viewer | null, browser: string): Promise<Session | null>;
}

export interface PagesSetting {
  readonly session: SessionSetting;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly client: ClientBundle;
}

export function createPages({ session: setting, sessions, tokens, client }: PagesSetting): Pages {
  const { development, clock } = setting;

  /**
   * Mounts a view, which has the flash that came with the request, lets `act` do something with it, and renders it. A view
   * that throws is let go.
   */
  async function render(
    { address, viewer }: Pick<PageRequest, 'address' | 'viewer'>,
    flash: Flash,
    act: (view: LiveView) => unknown = () => {},
  ): Promise<Update> {
    let view: LiveView | undefined;
    try {
      const update = await updateView({ ...setting, viewer }, async () => {
        view = await mountView(address, viewer, clock);
        const internals = internalsOf(view);
        internals.flash = { ...flash, ...internals.flash };
        if (!internals.wantsVisit) await act(view);
        const visit = internals.takeVisit();
        if (visit) throw new Elsewhere(visit, internals.flash);
        return view;
      });
      if (development) warnOfMissing(setting.compiled(address.view), update.context);
      return update;
    } catch (error) {
      if (view) letGo(view);
      throw error;
    }
  }

  /** The page at a URL, or where it sends its browser on to. */
  async function renderAt(url: string, viewer: Viewer | null): Promise<{ update: Update; url: string }> {
    let flash: Flash = {};
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const address = setting.find(url);
      if (!address) break;
      try {
        return { update: await render({ address, viewer }, flash), url };
      } catch (error) {
        if (!(error instanceof Elsewhere)) throw error;
        ({ flash } = error);
        ({ url } = error.visit);
      }
    }
    throw notLive(url);
  }

  function newSession(update: Update, url: string, viewer: Viewer | null, browser: string): Session {
    const { view, html } = update;
    const id = randomBytes(16).toString('base64url');
    const key = tokens.key(id, browser, viewer);
    const opened: OpenedPage = { id, key, view, page: new RenderedPage(html), viewer, url };
    const session = new Session(opened, setting, sessions.changed);
    setting.observe?.(session, update);
    return session;
  }

  /** The key to join with, where the page may become live. */
  function park(update: Update, { request, url, viewer }: PageRequest, browser: string): string | null {
    if (!mayBecomeLive(request)) {
      letGo(update.view);
      return null;
    }
    const session = newSession(update, url.pathname + url.search, viewer, browser);
    if (sessions.park(session)) return tokens.key(session.id, browser, viewer);
    session.close(0, 'There was no room for the page.');
    return null;
  }

  async function answer(page: PageRequest, browser: string, headers: Headers): Promise<Response> {
    const { request } = page;
    const started = performance.now();
    const flash = tokens.flashOf(request.headers.get('cookie'), browser);
    if (flash) headers.append('set-cookie', tokens.flashHeader(null, browser));
    const update = await render(page, flash ?? {}, async (view) => {
      if (request.method === 'POST') await runFormEvent(view, request);
    });
    if (development) {
      headers.set('server-timing', serverTiming(update, performance.now() - started));
      headers.set('link', inspectorLink(update.view.constructor as ViewClass));
    }
    const key = park(update, page, browser);
    const html = client.insert(update.html, { key, token: tokens.token(browser) });
    return new Response(request.method === 'HEAD' ? null : html, { headers });
  }

  return {
    async show(page) {
      const { headers: asked } = page.request;
      const known = tokens.browserOf(asked.get('cookie'));
      const browser = known ?? tokens.newBrowser();
      const headers = new Headers(pageHeaders);
      if (!known) headers.append('set-cookie', tokens.browserHeader(browser));
      try {
        return await answer(page, browser, headers);
      } catch (error) {
        if (!(error instanceof Elsewhere)) throw error;
        headers.set('location', error.visit.url);
        if (Object.keys(error.flash).length > 0) headers.append('set-cookie', tokens.flashHeader(error.flash, browser));
        return new Response(null, { status: 303, headers });
      }
    },
    async open(url, viewer, browser) {
      const { update, url: shown } = await renderAt(url, viewer);
      const session = newSession(update, shown, viewer, browser);
      if (sessions.admit(session)) return session;
      session.close(0, 'There was no room for the page.');
      return null;
    },
  };
}

/** How often a page may send its browser on before something is wrong. */
const maxRedirects = 10;

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-cache',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Messages by kind. */
type Flash = Readonly<Record<string, string>>;

/** A view that wants its browser to be at another address. */
class Elsewhere extends Error {
  readonly visit: VisitRequest;
  readonly flash: Flash;

  constructor(visit: VisitRequest, flash: Flash) {
    super(`The page is at ${visit.url}.`);
    this.visit = visit;
    this.flash = flash;
  }
}

const warned = new Set<string>();

/** What a template reads and is not given is said once, in development. */
function warnOfMissing(page: CompiledView, context: RenderContext): void {
  for (const { message } of missingNames(page, context)) {
    if (warned.has(message)) continue;
    warned.add(message);
    log().warn(message);
  }
}

/** Only a page that a person looks at joins: nobody does where it is fetched in advance, or by something else. */
function mayBecomeLive({ method, headers }: Request): boolean {
  const isPrefetch = /prefetch/i.test(`${headers.get('sec-purpose')} ${headers.get('purpose')}`);
  return method !== 'HEAD' && !isPrefetch && /\btext\/html\b/i.test(headers.get('accept') ?? '');
}

/** A form without JavaScript: it names the event in `_event`, and its fields are the parameters. */
async function runFormEvent(view: LiveView, request: Request): Promise<void> {
  if (!isFromOwnPage(request)) throw foreignForm();
  const fields = readFields(await readForm(request));
  const { _event: name } = fields;
  if (typeof name !== 'string') throw noEvent();
  const own = Object.entries(fields).filter(([field]) => !field.startsWith('_'));
  const used = own.map(([field]) => field);
  await runEvent(view, name, Object.fromEntries(own), { target: null, used });
}

async function readForm(request: Request): Promise<Iterable<readonly [string, unknown]>> {
  try {
    return (await request.formData()) as unknown as Iterable<readonly [string, unknown]>;
  } catch (cause) {
    throw new LivegraftError({
      code: 'LG5018',
      message: "The request's body is no form.",
      hint: 'Send application/x-www-form-urlencoded or multipart/form-data.',
      cause,
      status: 400,
    });
  }
}

function serverTiming({ statements, timings }: Update, total: number): string {
  const count = `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`;
  const entry = (name: string, ms: number) => `${name};dur=${ms.toFixed(1)}`;
  return [
    `sql;desc="${count}";dur=${sumOfMs(statements).toFixed(1)}`,
    entry('serialize', timings.serialize),
    entry('render', timings.render),
    entry('total', total),
  ].join(', ');
}

function sumOfMs(statements: readonly StatementRecord[]): number {
  return statements.reduce((sum, { ms }) => sum + ms, 0);
}

function notLive(url: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5019',
    message: `There is no page at ${JSON.stringify(url)} that could be live.`,
    status: 404,
  });
}

function noEvent(): LivegraftError {
  return new LivegraftError({
    code: 'LG5017',
    message: 'The form names no event.',
    hint: 'Give it <input type="hidden" name="_event" value="…">, with the name of a method that has @event.',
    status: 400,
  });
}
