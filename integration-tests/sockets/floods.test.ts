import { event, LiveView } from 'livegraft';
import { afterEach, describe, expect, it } from 'vitest';
import { CloseCode } from '../../src/protocol.ts';
import { createFakeClock, type FakeClock } from '../../src/testing/fakeClock.ts';
import { eventually } from '../runningApp.ts';
import { RefusedError, TestBrowser, type TestSocket } from './testBrowser.ts';
import { serve, type TestSite, type TestSiteOptions } from './testSite.ts';

let release: () => void = () => {};

class CountView extends LiveView {
  static override template = '<p>{{ count }}</p>';
  count = 0;

  @event()
  add(): void {
    this.count += 1;
  }

  @event()
  async wait(): Promise<void> {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    this.count += 1;
  }
}

let server: TestSite;
let clock: FakeClock;
afterEach(() => server?.close());

async function start(limits: TestSiteOptions['limits']): Promise<void> {
  clock = createFakeClock();
  server = await serve({ '/': CountView }, { clock, ...(limits && { limits }) });
}

describe('a flood', () => {
  it('closes its socket with 4008; another browser is served meanwhile', async () => {
    await start({ maxEvents: 2_000 });
    const other = await new TestBrowser(server.url).visit('/');
    const socket = await new TestBrowser(server.url).visit('/');
    for (let id = 1; id <= 2_000; id += 1) {
      socket.send(['event', id, 0, 'add', {}]);
      if (id % 500 === 0) await answers(other, id / 500);
    }
    expect(await socket.closed).toEqual({ code: CloseCode.Flood, reason: 'Too many messages.' });
    expect(server.site.metrics().closed).toEqual({ [CloseCode.Flood]: 1 });
    expect(server.site.metrics().sessions).toMatchObject({ live: 1, detached: 0 });
    await answers(other, 5);
  });

  it.each([
    ['pings', 1, () => '["ping",0]'],
    ['resyncs', 10, () => '["resync",0]'],
    ['visits', 10, (id: number) => `["visit",${100 + id},0,"/","patch"]`],
    ['kilobytes', 2, (id: number) => `["event",${100 + id},0,"add",{"x":"${'x'.repeat(10_200)}"}]`],
  ])('of %s closes it when its budget is spent', async (_, cost, messageOf) => {
    await start({ budget: 200 });
    const socket = await new TestBrowser(server.url).visit('/'); // costs 20 points, and a part of one for its length
    const before = server.site.metrics().messages;
    for (let id = 1; id <= 300; id += 1) socket.raw.send(messageOf(id));
    expect((await socket.closed).code).toBe(CloseCode.Flood);
    const taken = Math.floor(179.75 / (cost + messageOf(1).length / 1024));
    expect(server.site.metrics().messages - before).toBe(taken + 1);
  });

  it.each(['ping', 'pong'] as const)('of %s frames of websockets closes it, too', async (kind) => {
    await start({ budget: 200 });
    const socket = await new TestBrowser(server.url).visit('/');
    for (let times = 0; times < 400; times += 1) {
      socket.raw[kind]();
      if (times % 40 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await socket.closed).code).toBe(CloseCode.Flood);
  });

  it('is over when time has passed', async () => {
    await start({ maxEvents: 2_000 });
    const browser = new TestBrowser(server.url);
    const socket = await browser.visit('/');
    for (let id = 1; id <= 200; id += 1) socket.send(['event', id, 0, 'add', {}]);
    await socket.closed;
    const page = await browser.load('/');
    const early = await browser.open();
    early.raw.send(
      JSON.stringify(['join', { key: page.key, token: page.token, client: 'c', url: '/', hash: 0, seen: 0 }]),
    );
    expect((await early.closed).code).toBe(CloseCode.Flood);
    await clock.advance(600);
    const late = await browser.join(page);
    expect(late.joined.kind).toBe('adopted');
  });
});

describe('more sockets of a browser', () => {
  it('share one budget, also after others were closed and the budget was full again', async () => {
    await start({ budget: 100, budgetPerSecond: 10 });
    const browser = new TestBrowser(server.url);
    const page = await browser.load('/');
    const sockets: TestSocket[] = [];
    for (let times = 0; times < 4; times += 1) {
      sockets.push(await browser.join({ ...page, key: null }));
      await (await browser.open()).close();
      await eventually('it is gone', () => server.site.metrics().sockets === sockets.length);
      await clock.advance(15_000);
    }
    let taken = 0;
    for (const socket of sockets) {
      for (let id = 1; id <= 100; id += 1) socket.send(['ping', 0]);
      await Promise.race([socket.closed, socket.settle().catch(() => {})]);
      taken += socket.messages.filter(([kind]) => kind === 'pong').length;
    }
    expect(taken).toBeLessThanOrEqual(100);
    for (const socket of sockets) expect((await socket.closed).code).toBe(CloseCode.Flood);
  });

  it('than allowed are refused with 503, but not those of another browser', async () => {
    await start({ maxSocketsPerBrowser: 3 });
    const [browser, other] = [new TestBrowser(server.url), new TestBrowser(server.url)];
    await Promise.all([browser.load('/'), other.load('/')]);
    const opened = await Promise.allSettled(Array.from({ length: 10 }, () => browser.open()));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(opened.find(({ status }) => status === 'rejected')).toMatchObject({ reason: new RefusedError(503) });
    expect(server.site.metrics()).toMatchObject({ sockets: 3, refused: { 503: 7 } });
    await answers(await other.visit('/'), 1);
    const [first] = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await first!.close();
    await eventually('there is room again', () => browser.open().catch(() => null));
  });

  it('of all browsers are as many as the server takes', async () => {
    await start({ maxSockets: 5 });
    const opened = await Promise.allSettled(
      Array.from({ length: 12 }, () => new TestBrowser(server.url, { livegraft: 'x'.repeat(22) }).open()),
    );
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(server.site.metrics()).toMatchObject({ sockets: 5, refused: { 503: 7 } });
  });
});

describe('sessions', () => {
  it('close with 4010 when more events wait than are kept; none of them runs', async () => {
    await start({ maxEvents: 5 });
    const socket = await new TestBrowser(server.url).visit('/');
    socket.send(['event', 1, 0, 'wait', {}]);
    for (let id = 2; id <= 6; id += 1) socket.send(['event', id, 0, 'add', {}]);
    await socket.settle();
    expect(socket.raw.readyState).toBe(socket.raw.OPEN);
    socket.send(['event', 7, 0, 'add', {}]);
    expect(await socket.closed).toEqual({ code: CloseCode.QueueFull, reason: 'Too many events wait.' });
    release();
    expect(server.site.metrics().sessions.live).toBe(0);
  });

  it('keep all that they may, and run it', async () => {
    await start({ maxEvents: 5 });
    const socket = await new TestBrowser(server.url).visit('/');
    socket.send(['event', 1, 0, 'wait', {}]);
    for (let id = 2; id <= 6; id += 1) socket.send(['event', id, 0, 'add', {}]);
    await socket.settle();
    release();
    await socket.answer(6);
    expect(socket.messages.findLast(([kind]) => kind === 'frame')).toMatchObject([
      'frame',
      expect.any(Number),
      { answered: 6, patches: [[0, 3, '6']] },
    ]);
  });

  it('close with 4012 when an event takes too long', async () => {
    await start({ passMs: 1_000 });
    const socket = await new TestBrowser(server.url).visit('/');
    socket.send(['event', 1, 0, 'wait', {}]);
    await socket.settle();
    await clock.advance(1_000);
    expect(await socket.closed).toEqual({ code: CloseCode.SessionOver, reason: 'An event took too long.' });
    release();
  });

  it('of joined pages are never given up for others: who comes then is sent away with 4009', async () => {
    await start({ maxSessions: 2, budget: 1_000 });
    const browser = new TestBrowser(server.url);
    const live = [await browser.visit('/'), await browser.visit('/')];
    const page = await browser.load('/');
    expect(page).toMatchObject({ status: 200, key: null });
    const third = await browser.open();
    third.raw.send(JSON.stringify(['join', { key: null, token: page.token, client: 'c', url: '/', hash: 0, seen: 0 }]));
    expect(await third.closed).toEqual({ code: CloseCode.Busy, reason: 'There is no room at the moment.' });
    for (const socket of live) await answers(socket, 1);
    expect(server.site.metrics()).toMatchObject({ turnedAway: 2, sessions: { live: 2 } });
  });
});

async function answers(socket: TestSocket, id: number): Promise<void> {
  socket.send(['event', id, 0, 'add', {}]);
  expect(await socket.answer(id)).toMatchObject({ answered: id, patches: [[0, 3, String(id)]] });
}
