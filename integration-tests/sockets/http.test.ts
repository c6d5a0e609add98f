import { LiveView } from 'livegraft';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../src/testing/fakeClock.ts';
import { TestBrowser } from './testBrowser.ts';
import { serve, type TestSite } from './testSite.ts';

let open = 0;

class TextView extends LiveView {
  static override template = '<p>text</p>';

  override mount(): void {
    open += 1;
  }

  override unmount(): void {
    open -= 1;
  }
}

class AwayView extends LiveView {
  static override template = '<p>text</p>';

  override mount(): void {
    this.putFlash('info', 'You were sent on.');
    this.pushNavigate('/');
  }
}

class FurtherView extends LiveView {
  static override template = '<p>text</p>';

  override mount(): void {
    this.pushNavigate('/');
  }
}

class FlashView extends LiveView {
  static override template = '<p>{{ flash.info }}</p>';
}

const clock = createFakeClock();
const views = { '/': FlashView, '/text': TextView, '/away': AwayView, '/further': FurtherView };
let production: TestSite;
let development: TestSite;
let browser: TestBrowser;

beforeAll(async () => {
  production = await serve(views, { clock, limits: { maxParked: 50, parkMs: 30_000 } });
  development = await serve(views, { clock, development: true });
});
afterAll(async () => {
  await production?.close();
  await development?.close();
});
beforeEach(async () => {
  await clock.advance(100_000);
  browser = new TestBrowser(production.url);
  open = 0;
});

const parked = () => production.site.metrics().sessions.parked;

describe('a page waits for its browser', () => {
  it.each(['text/html', 'TEXT/HTML', 'application/xhtml+xml,text/html;q=0.9,*/*;q=0.8'])(
    'that accepts %s',
    async (accept) => {
      const page = await browser.load('/text', { headers: { accept } });
      expect(page.key).toMatch(/^[\w-]{22}\.[\w-]{43}$/);
      expect({ parked: parked(), open }).toEqual({ parked: 1, open: 1 });
      await clock.advance(30_000);
      expect({ parked: parked(), open }).toEqual({ parked: 0, open: 0 });
    },
  );

  it.each([
    [{ 'sec-purpose': 'prefetch' }],
    [{ 'sec-purpose': 'prefetch;prerender' }],
    [{ 'sec-purpose': 'prefetch;anonymous-client-ip' }],
    [{ purpose: 'prefetch' }],
    [{ accept: '*/*' }],
    [{ accept: 'application/json' }],
    [{ accept: 'text/html-sandboxed'.replace('text/html-', 'text/xhtml-') }],
    [{ accept: '' }],
  ])('but not with %j: that page has a token only, and can be joined anew', async (headers) => {
    const page = await browser.load('/text', { headers: headers as Record<string, string> });
    expect(page).toMatchObject({ status: 200, key: null, token: expect.stringMatching(/^[\w-]{43}$/) });
    expect({ parked: parked(), open }).toEqual({ parked: 0, open: 0 });
    const socket = await browser.join(page);
    expect(socket.joined.kind).toBe('mounted');
    await socket.close();
  });

  it('nor after HEAD, which answers as GET without a body', async () => {
    const got = await browser.load('/text');
    await clock.advance(30_000);
    const head = await browser.load('/text', { method: 'HEAD' });
    expect({ parked: parked(), open, html: head.html }).toEqual({ parked: 0, open: 0, html: '' });
    const ofPage = ({ headers }: typeof head) =>
      [...headers.keys()].filter(
        (name) => !/^(date|connection|keep-alive|set-cookie|content-length|transfer-encoding)$/.test(name),
      );
    expect(ofPage(head)).toEqual(ofPage(got));
  });
});

it('a bot without cookies that asks 1,000 times leaves no more than maxParked pages, for parkMs', async () => {
  const evicted = production.site.metrics().evicted;
  for (let times = 0; times < 20; times += 1) {
    const pages = await Promise.all(Array.from({ length: 50 }, () => new TestBrowser(production.url).load('/text')));
    expect(pages.every(({ status, key }) => status === 200 && key !== null)).toBe(true);
    expect({ parked: parked(), open }).toEqual({ parked: 50, open: 50 });
  }
  expect(production.site.metrics().evicted - evicted).toBe(950);
  await clock.advance(30_000);
  expect({ parked: parked(), open }).toEqual({ parked: 0, open: 0 });
});

describe('the cookie of a browser', () => {
  it.each([
    ['production', '; Secure'],
    ['development', ''],
  ])('%s: is given once', async (mode, secure) => {
    const own = new TestBrowser((mode === 'production' ? production : development).url);
    const first = await own.load('/text');
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(`^livegraft=[\\w-]{22}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}$`),
      ),
    ]);
    expect((await own.load('/text')).headers.getSetCookie()).toEqual([]);
    own.cookies.set('livegraft', 'not one of ours');
    expect((await own.load('/text')).headers.getSetCookie()).toHaveLength(1);
  });

  it('is neither for files, errors, the health nor the runtime', async () => {
    for (const path of ['/healthz', '/nothing', '/_livegraft/client.js']) {
      expect((await browser.load(path)).headers.getSetCookie(), path).toEqual([]);
    }
  });
});

it('flash messages go over a redirect, once', async () => {
  const away = await browser.load('/away');
  expect(away).toMatchObject({ status: 303, html: '' });
  expect(away.headers.get('location')).toBe('/');
  expect(away.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^livegraft=/),
    expect.stringMatching(/^livegraft_flash=[\w-]+\.[\w-]{43}; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  expect(
    (
      await new TestBrowser(production.url, Object.fromEntries(browser.cookies)).load('/', {
        headers: { cookie: `livegraft_flash=${browser.cookies.get('livegraft_flash')}` },
      })
    ).html,
  ).not.toContain('sent on');
  const shown = await browser.load('/');
  expect(shown.html).toContain('<p>You were sent on.</p>');
  expect(shown.headers.getSetCookie()).toEqual(['livegraft_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure']);
  expect((await browser.load('/')).html).toContain('<p></p>');
});

it('flash messages go over two redirects, and are seen once', async () => {
  await browser.load('/away');
  const further = await browser.load('/further');
  expect([further.status, further.headers.get('location')]).toEqual([303, '/']);
  expect((await browser.load('/')).html).toContain('<p>You were sent on.</p>');
  expect((await browser.load('/')).html).toContain('<p></p>');
});

it('the headers of a page', async () => {
  const { headers, html, key, token } = await browser.load('/text');
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'content-security-policy':
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  });
  const [script, source] = html.match(/<script src="([^"]*)" defer [^>]*><\/script><\/head>/)!;
  expect(script).toBe(`<script src="${source}" defer data-lg-key="${key}" data-lg-token="${token}"></script></head>`);
  const runtime = await browser.load(source!);
  expect(runtime.status).toBe(200);
  expect(Object.fromEntries(runtime.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
});

it.each(['/_livegraft', '/_livegraft/', '/_livegraft/socket', '/_livegraft/client.ts', '/_livegraft/../_livegraft/x'])(
  '%s is answered with 404',
  async (path) => {
    expect((await browser.load(path)).status).toBe(404);
  },
);
