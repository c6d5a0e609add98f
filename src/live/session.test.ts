import { Writable } from 'node:stream';
import fc from 'fast-check';
import { event, LiveView, type MountContext, type ParamsContext } from 'livegraft';
import { pino } from 'pino';
import { Sequelize } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configure } from '../log.ts';
import { CloseCode, type Joined } from '../protocol.ts';
import { defineApp, page as pageAt } from '../server/app.ts';
import { createSite, type SiteLimits } from '../server/site.ts';
import { textTemplates } from '../template/templateSource.ts';
import { textOf } from '../testing/domQuery.ts';
import { settle } from '../testing/fakeClock.ts';
import {
  createFakeClock,
  type FakeClock,
  FakeConnection,
  mount,
  PageProblemError,
  type TestPage,
} from '../testing/index.ts';
import { TestClient } from '../testing/testClient.ts';
import type { ViewClass } from './liveView.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 100);
const Params = z.object({ text: z.string() });
type Params = z.output<typeof Params>;

let renders: number;
let unmounted: string[];
let gates: Map<string, () => void>;

/** Keeps a book of what happened, and shows it. */
class BookView extends LiveView {
  static override template = 'book.njk';
  book: string[] = [];
  #ticking: (() => void) | undefined;

  @event({ params: Params }) note({ text }: Params) {
    this.book.push(text);
  }
  /** Goes on when the test opens the gate. */
  @event({ params: Params }) async wait({ text }: Params) {
    await new Promise<void>((resolve) => gates.set(text, resolve));
    this.book.push(text);
  }
  @event({ params: Params }) goAndFail({ text }: Params) {
    this.pushPatch(text);
    throw new Error('Not there.');
  }
  @event() fail() {
    throw new Error('No.');
  }
  @event() async failLater() {
    await null;
    throw new Error('Later.');
  }
  @event({ params: Params }) say({ text }: Params) {
    this.putFlash('info', text);
  }
  @event({ params: Params }) go({ text }: Params) {
    this.pushPatch(text);
  }
  @event({ params: Params }) leave({ text }: Params) {
    this.putFlash('info', 'Saved.');
    this.pushNavigate(text, { replace: true });
  }
  @event({ params: Params }) load({ text }: Params) {
    this.redirect(text);
  }
  @event() tick() {
    this.#ticking = this.sendEvery('tick', 100);
    this.sendAfter('once', 250);
  }
  @event() stopTicking() {
    this.#ticking?.();
  }
  override handleParams({ query }: ParamsContext) {
    if (query.page) this.book.push(`page ${query.page}`);
    if (query.endless) this.pushPatch(`/?endless=${Number(query.endless) + 1}`);
    if (query.bad) throw new Error('Bad page.');
  }
  override handleInfo(message: unknown) {
    if (message === 'fail') throw new Error('No message.');
    if (message === 'push') this.pushEvent('pushed', { number: this.book.length });
    this.book.push(String(message));
  }
  override unmount() {
    unmounted.push('book');
  }
  override async getContextData() {
    renders += 1;
    if (this.book.at(-1) === 'slow to show') await new Promise<void>((resolve) => gates.set('show', resolve));
    if (this.book.includes('unrenderable')) throw new Error('Cannot be shown.');
    return super.getContextData();
  }
}

class OtherView extends LiveView {
  static override template = 'other.njk';
  noted = 0;
  override async mount({ query }: MountContext) {
    if (query.wait) await new Promise<void>((resolve) => gates.set('mount', resolve));
    this.sendEvery('tick', 100);
    if (query.fail) throw new Error('No mount.');
    this.pushEvent('arrived');
  }
  @event({ params: Params }) note() {
    this.noted += 1;
  }
  override unmount() {
    unmounted.push('other');
  }
}

class OtherRootView extends LiveView {
  static override template = 'otherRoot.njk';
}

const templates = {
  'book.njk':
    '<title>Book</title><main lg-root>{% if flash.info %}<i>{{ flash.info }}</i>{% endif %}<p>{{ book | join(" ") }}</p></main>',
  'other.njk':
    '<title>Other</title><main lg-root>{% if flash.info %}<i>{{ flash.info }}</i>{% endif %}<b>{{ noted }}</b></main>',
  'otherRoot.njk': '<section lg-root></section>',
};

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false });
sequelize.define('Nothing', {});
const app = defineApp({
  sequelize,
  routes: [pageAt('/', BookView), pageAt('/other', OtherView), pageAt('/root', OtherRootView)],
});

let clock: FakeClock;
let page: TestPage;
let logged: string[];

beforeEach(() => {
  clock = createFakeClock();
  renders = 0;
  unmounted = [];
  gates = new Map();
  logged = [];
  const sink = new Writable({
    write(line, _, done) {
      logged.push(JSON.parse(String(line)).msg);
      done();
    },
  });
  configure({ logger: pino({ level: 'error' }, sink) });
});
afterEach(() => page?.close());

async function open(limits: Partial<SiteLimits> = {}, view: ViewClass = BookView): Promise<TestPage> {
  page = await mount(view, { app, templates, clock, limits });
  renders = 0;
  return page;
}

const note = (text: string) => page.event('note', { text });
const wait = (text: string) => page.event('wait', { text });
const answers = () => page.frames().map(({ answered }) => answered);

async function pass(gate: string): Promise<void> {
  await settle();
  gates.get(gate)!();
  await settle();
}

describe('the states of a session', () => {
  it('are parked, joining, live, detached and closed', async () => {
    const site = createSite(app, { templates: textTemplates(templates), development: true, clock });
    const session = await site.open('/', null);
    expect(session.state).toBe('parked');
    const states: string[] = [];
    const connection = new FakeConnection(() => states.push(session.state));
    const request = { key: null, token: '', client: 'one', url: '/', hash: 0, seen: 0 };
    session.join(connection, request);
    expect(states).toEqual(['joining']);
    expect(session.state).toBe('live');
    session.detach(new FakeConnection());
    expect(session.state).toBe('live');
    session.detach(connection);
    expect(session.state).toBe('detached');
    session.join(new FakeConnection(() => states.push(session.state)), request);
    expect(states).toEqual(['joining', 'detached']);
    expect(session.state).toBe('live');
    session.close(1000, 'Bye.');
    session.close(1000, 'Bye.');
    session.detach(connection);
    expect(session.state).toBe('closed');
    expect(unmounted).toEqual(['book']);
  });

  it('a session belongs to the first client that joins, and to nobody once it is closed', async () => {
    const site = createSite(app, { templates: textTemplates(templates), development: true, clock });
    const session = await site.open('/', null);
    expect(session.belongsTo('one')).toBe(true);
    expect(session.belongsTo('other')).toBe(true);
    session.join(new FakeConnection(), { key: null, token: '', client: 'one', url: '/', hash: 0, seen: 0 });
    expect(session.belongsTo('one')).toBe(true);
    expect(session.belongsTo('other')).toBe(false);
    session.close(1000, 'Bye.');
    expect(session.belongsTo('one')).toBe(false);
  });

  it('a page that is as the browser has it is adopted without its tree', async () => {
    const site = createSite(app, { templates: textTemplates(templates), development: true, clock });
    const first = new FakeConnection();
    const session = await site.open('/', null);
    const request = { key: null, token: '', client: 'one', url: '/', hash: 0, seen: 0 };
    session.join(first, request);
    session.receive(first, ['resync', 0]);
    const [, , { hash }] = first.messages.at(-1) as unknown as [string, number, { hash: number }];
    const second = new FakeConnection();
    (await site.open('/', null)).join(second, { ...request, hash }, 'adopted');
    expect(second.messages).toEqual([
      [
        'joined',
        {
          kind: 'adopted',
          sequence: 0,
          key: expect.any(String),
          taken: 0,
          answered: 0,
          title: 'Book',
          timings: {},
          development: true,
        },
      ],
    ]);
    site.close();
  });

  it('a client that comes again takes the session over; what the old connection sends is dropped', async () => {
    await open();
    const { client } = await clientOf(page);
    const old = page.connection;
    const fresh = new FakeConnection();
    page.session.join(fresh, { key: null, token: '', client, url: '/', hash: 0, seen: 0 });
    expect(old.closed).toEqual({ code: CloseCode.Replaced, reason: 'The page has another connection.' });
    page.session.receive(old, ['event', 1, 0, 'note', { text: 'old' }]);
    page.session.receive(old, ['ping', 0]);
    page.session.detach(old);
    page.session.receive(fresh, ['event', 1, 0, 'note', { text: 'fresh' }]);
    await settle();
    expect((page.session.view as BookView).book).toEqual(['fresh']);
    expect(page.session.state).toBe('live');
    expect(fresh.messages.map(([kind]) => kind)).toEqual(['joined', 'frame']);
  });

  it('a ping is answered, and tells which frames need not be kept', async () => {
    await open();
    await note('a');
    const before = page.session.bytes;
    await page.send(['ping', 1]);
    expect(page.connection.messages.at(-1)).toEqual(['pong']);
    expect(page.session.bytes).toBeLessThan(before);
  });
});

describe('events', () => {
  it('run one at a time, in order', async () => {
    await open();
    const all = Promise.all([wait('slow'), note('a'), wait('slower'), note('b')]);
    await settle();
    expect((page.session.view as BookView).book).toEqual([]);
    await pass('slow');
    expect((page.session.view as BookView).book).toEqual(['slow', 'a']);
    await pass('slower');
    await all;
    expect(page.text('p')).toBe('slow a slower b');
  });

  it('wait in a queue that is bounded: one more closes the session', async () => {
    await open({ maxEvents: 2 });
    const all = Promise.allSettled([wait('running'), note('a'), note('b'), note('c')]);
    const results = (await all).map(({ status }) => status);
    expect(results).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(page.connection.closed).toEqual({ code: CloseCode.QueueFull, reason: 'Too many events wait.' });
    expect(page.session.state).toBe('closed');
  });

  it('that wait are shown together; the answer covers them all', async () => {
    await open();
    const all = Promise.all([wait('first'), note('a'), note('b')]);
    await pass('first');
    await all;
    expect(answers()).toEqual([3]);
    expect(renders).toBe(1);
  });

  it('are not held up by others for longer than coalesceMs', async () => {
    await open({ coalesceMs: 50 });
    const all = Promise.all([wait('first'), note('a'), note('b')]);
    await clock.advance(50);
    await pass('first');
    await all;
    expect(answers()).toEqual([1, 3]);
    expect(renders).toBe(2);
  });

  it('that change nothing are answered without patches', async () => {
    await open();
    await page.event('stopTicking');
    expect(page.frames()).toEqual([{ answered: 1, hash: expect.any(Number) }]);
  });

  it.each(['fail', 'failLater'])(
    'that throw are a problem of their own: the others before and behind it go on (%s)',
    async (name) => {
      await open();
      const results = await Promise.allSettled([wait0(), note('a'), page.event(name), note('b')]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
      expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(PageProblemError);
      expect(page.text('p')).toBe('start a b');
      expect(page.session.state).toBe('live');
      expect(logged).toEqual([name === 'fail' ? 'No.' : 'Later.']);
    },
  );

  /** So that what follows waits and is taken together. */
  function wait0(): Promise<void> {
    const started = wait('start');
    void settle().then(() => gates.get('start')!());
    return started;
  }

  it('that take too long end the session; what they do later is in vain', async () => {
    await open({ passMs: 1_000 });
    const waits = wait('long');
    const failed = expect(waits).rejects.toThrow('with 4012: An event took too long.');
    await clock.advance(999);
    expect(page.session.state).toBe('live');
    await clock.advance(1);
    await failed;
    expect(page.connection.closed).toEqual({ code: CloseCode.SessionOver, reason: 'An event took too long.' });
    expect(logged).toEqual([
      'LG4021: An event of BookView took longer than 1 s, so its page was given up. Do long work elsewhere, and send() the view its result.',
    ]);
    await pass('long');
    expect(page.frames()).toEqual([]);
  });

  it('see state that was changed in place', async () => {
    await open();
    const { book } = page.session.view as BookView;
    book.push('outside');
    await note('a');
    expect(page.text('p')).toBe('outside a');
  });

  it('whose page cannot be shown leave the browser the one it has', async () => {
    await open();
    await expect(note('unrenderable')).rejects.toThrow('Cannot be shown.');
    expect(page.text('p')).toBe('');
    (page.session.view as BookView).book.pop();
    await note('fine');
    expect(page.text('p')).toBe('fine');
    expect(page.problem).toBe(null);
  });
});

describe('a browser that comes back', () => {
  type Step = 'event' | 'settle' | 'cut' | 'detach' | 'back';
  const steps = fc.array(fc.constantFrom<Step>('event', 'settle', 'cut', 'detach', 'back'), { maxLength: 25 });

  it.each([{ maxFrames: 64 }, { maxFrames: 1 }, { maxFrameCharacters: 1 }])(
    'has each event run once, wherever the socket was cut (%o)',
    async (limits) => {
      const site = createSite(app, { templates: textTemplates(templates), development: true, clock, limits });
      const run = async (script: readonly Step[]) => {
        const session = await site.open('/', null);
        const client = new TestClient(site, session, null, '/');
        const sent: Promise<void>[] = [];
        for (const step of script) {
          const text = String(sent.length);
          if (step === 'event') sent.push(client.request((id, seen) => ['event', id, seen, 'note', { text }]));
          if (step === 'settle') await settle();
          if (step === 'cut') client.connection.cut();
          if (step === 'detach') client.disconnect();
          if (step === 'back') await client.reconnect();
        }
        await client.reconnect();
        await Promise.all(sent);
        expect(client.session).toBe(session);
        expect(textOf(client.root)).toBe(sent.map((_, index) => index).join(' '));
        client.close();
      };
      await fc.assert(fc.asyncProperty(steps, run), {
        numRuns,
        examples: [
          [['cut', 'event', 'back']], // before it was taken
          [['event', 'detach', 'back']], // taken, and not answered
          [['event', 'cut', 'settle', 'back']], // answered, and the frame lost
        ],
      });
    },
  );

  it.each([
    ['count', { maxFrames: 2 }, ['a', 'b'], ['a', 'b', 'c']],
    ['size', { maxFrameCharacters: 250 }, ['a', 'b'], ['a', 'b', 'c'.repeat(200)]],
  ])(
    'is sent the frames that it has missed, or the tree where more were than are kept: by %s',
    async (_, limits, few, many) => {
      await open(limits);
      await miss(few);
      await page.reconnect();
      expect(page.connection.messages.map(([kind]) => kind)).toEqual(['joined', 'frame', 'frame']);
      expect(joined()).toMatchObject({ kind: 'resumed', sequence: 0 });
      expect(joined()).not.toHaveProperty('tree');
      expect(page.text('p')).toBe(few.join(' '));
      page.close();

      await open(limits);
      await miss(many);
      await page.reconnect();
      expect(page.connection.messages.map(([kind]) => kind)).toEqual(['joined']);
      expect(joined()).toMatchObject({
        kind: 'resumed',
        sequence: 3,
        tree: ['main', ['lg-root', ''], expect.anything()],
      });
      expect(page.text('p')).toBe(many.join(' '));
      await note('after');
      expect(page.text('p')).toBe([...many, 'after'].join(' '));
    },
  );

  /** Frames that the server takes for sent. */
  async function miss(texts: readonly string[]): Promise<void> {
    page.connection.cut();
    for (const text of texts) {
      page.session.view.send(text);
      await settle();
    }
  }

  const joined = () => page.connection.messages[0]![1] as Joined;

  it('finds what its messages did meanwhile, rendered once', async () => {
    await open();
    page.disconnect();
    for (const message of ['a', 'b', 'c']) {
      page.session.view.send(message);
      await settle();
    }
    expect((page.session.view as BookView).book).toEqual(['a', 'b', 'c']);
    expect(renders).toBe(0);
    await page.reconnect();
    await settle();
    expect(renders).toBe(1);
    expect(page.frames().length).toBe(1);
    expect(page.text('p')).toBe('a b c');
  });

  it('is given what was pushed meanwhile', async () => {
    await open({ maxMessages: 2 });
    page.disconnect();
    for (let count = 0; count < 2; count += 1) {
      page.session.view.send('push');
      await settle();
    }
    await page.reconnect();
    await settle();
    expect(page.pushes()).toEqual([
      ['pushed', { number: 0 }],
      ['pushed', { number: 1 }],
    ]);
  });

  it('does not come back to a session that has pushed too much', async () => {
    await open({ maxMessages: 2 });
    const { session } = page;
    page.disconnect();
    for (let count = 0; count < 3; count += 1) {
      session.view.send('push');
      await settle();
    }
    expect(session.state).toBe('closed');
  });

  it('while its page is rendered has its answer with the patches, not before them', async () => {
    await open();
    const waits = note('slow to show');
    await settle();
    await page.reconnect();
    expect(page.frames()).toEqual([]);
    await pass('show');
    await waits;
    expect(page.frames()).toEqual([{ answered: 1, patches: expect.anything(), hash: expect.any(Number) }]);
  });

  it('while an event runs that began without it has its answer with the patches too', async () => {
    await open();
    const all = Promise.all([wait('a'), wait('b')]);
    await clock.advance(50);
    page.disconnect();
    await pass('a');
    await page.reconnect();
    await pass('b');
    await all;
    const shown = { patches: expect.anything(), hash: expect.any(Number) };
    expect(page.frames()).toEqual([
      { answered: 1, ...shown },
      { answered: 2, ...shown },
    ]);
  });

  it('may send an event again that has run', async () => {
    await open();
    await note('a');
    page.session.receive(page.connection, ['event', 1, 0, 'note', { text: 'a' }]);
    await settle();
    expect((page.session.view as BookView).book).toEqual(['a']);
  });

  it('can ask for the whole page', async () => {
    await open();
    await note('a');
    await page.send(['resync', 1]);
    expect(page.frames().at(-1)).toEqual({
      title: 'Book',
      tree: ['main', ['lg-root', ''], [['p', [], ['a']]]],
      hash: expect.any(Number),
    });
    await note('b');
    expect(page.text('p')).toBe('a b');
    page.disconnect();
    await page.reconnect();
    expect(page.text('p')).toBe('a b');
  });
});

describe('a browser that does not read', () => {
  const limits = { maxBufferedBytes: 100, stallMs: 1_000 };

  it('is sent nothing, while its events run; then the page is rendered once', async () => {
    await open(limits);
    page.connection.stall(101);
    const all = [note('a')];
    await settle();
    all.push(note('b'));
    await settle();
    all.push(note('c'));
    await clock.advance(900);
    expect((page.session.view as BookView).book).toEqual(['a', 'b', 'c']);
    expect(page.frames()).toEqual([]);
    expect(renders).toBe(0);
    page.connection.drain();
    await clock.advance(100);
    await Promise.all(all);
    expect(answers()).toEqual([3]);
    expect(renders).toBe(1);
    await clock.advance(5_000);
    expect(page.session.state).toBe('live');
  });

  it('may have as many bytes on their way as the limit says', async () => {
    await open(limits);
    page.connection.stall(100);
    await note('a');
    expect(page.text('p')).toBe('a');
  });

  it('is looked at by one timer, however much happens', async () => {
    await open(limits);
    page.connection.stall();
    const before = clock.pending;
    for (let count = 0; count < 5; count += 1) {
      page.session.view.send('message');
      await settle();
    }
    expect(clock.pending).toBe(before + 1);
  });

  it('for too long is given up', async () => {
    await open(limits);
    page.connection.stall();
    page.session.view.send('message');
    await clock.advance(900);
    expect(page.session.state).toBe('live');
    await clock.advance(100);
    expect(page.connection.closed).toEqual({ code: CloseCode.SlowReader, reason: 'The browser does not read.' });
    expect(page.session.state).toBe('closed');
  });
});

describe('messages', () => {
  it('come after what waits already, and the page is shown anew', async () => {
    await open();
    const waits = wait('first');
    page.session.view.send('message');
    await pass('first');
    await waits;
    expect(page.text('p')).toBe('first message');
  });

  it('come when they were asked for', async () => {
    await open();
    await page.event('tick');
    await clock.advance(300);
    expect(page.text('p')).toBe('tick tick once tick');
    await page.event('stopTicking');
    await clock.advance(1_000);
    expect(page.text('p')).toBe('tick tick once tick');
  });

  it('end with the page, as its timers do', async () => {
    await open();
    const { view } = page.session;
    await page.event('tick');
    await settle();
    page.close();
    expect(clock.pending).toBe(0);
    view.send('late');
    view.sendEvery('late', 1);
    await clock.advance(1_000);
    expect((view as BookView).book).toEqual([]);
    expect(unmounted).toEqual(['book']);
  });

  it('end with the view, where another one is shown', async () => {
    await open();
    const { view } = page.session;
    await page.event('tick');
    const visit = page.visit('/other');
    view.send('behind the visit');
    await visit;
    view.send('late');
    await clock.advance(1_000);
    expect((view as BookView).book).toEqual([]);
    expect(unmounted).toEqual(['book']);
  });

  it('that throw are a problem, and the page goes on', async () => {
    await open();
    page.session.view.send('fail');
    await settle();
    expect(page.problem?.message).toContain('No message.');
    await note('a');
    expect(page.text('p')).toBe('a');
  });

  it('are bounded: one more ends the session', async () => {
    await open({ maxMessages: 2 });
    void wait('running').catch(() => {});
    for (const message of ['a', 'b', 'c']) page.session.view.send(message);
    expect(page.connection.closed).toEqual({ code: CloseCode.SessionOver, reason: 'Too many messages wait.' });
  });
});

describe('visits', () => {
  it('to the same view keep it and give it the parameters', async () => {
    await open();
    const { view } = page.session;
    await note('a');
    await page.visit('/?page=2');
    expect(page.session.view).toBe(view);
    expect(page.text('p')).toBe('a page 2');
    expect(page.frames().at(-1)).toMatchObject({ answered: 2, url: ['push', '/?page=2'] });
    expect(page.session.url).toBe('/?page=2');
    await page.visit('/?page=2');
    expect(page.frames().at(-1)).toMatchObject({ url: ['replace', '/?page=2'] });
  });

  it('that navigate mount the view anew', async () => {
    await open();
    await note('a');
    await page.visit('/?page=2', 'navigate');
    expect(page.text('p')).toBe('page 2');
    expect(unmounted).toEqual(['book']);
  });

  it('to another view show it in place', async () => {
    await open();
    await page.visit('/other');
    expect(page.html()).toBe('<main lg-root=""><b>0</b></main>');
    expect(page.title).toBe('Other');
    expect(page.frames()).toEqual([
      {
        answered: 1,
        view: {},
        url: ['push', '/other'],
        title: 'Other',
        pushes: [['arrived', {}]],
        patches: expect.anything(),
        hash: expect.any(Number),
      },
    ]);
  });

  it('to what is no page let the browser load it', async () => {
    await open();
    await page.visit('/nowhere');
    expect(page.redirected).toBe('/nowhere');
    expect(page.url).toBe('/');
    expect(page.session.url).toBe('/');
  });

  it('to a page with another root let the browser load it', async () => {
    await open();
    await page.visit('/root');
    expect(page.redirected).toBe('/root');
    expect(page.problem).toBe(null);
  });

  it('to a view that does not mount keep the one that is shown', async () => {
    await open();
    const { view } = page.session;
    const timers = clock.pending;
    await expect(page.visit('/other?fail=1')).rejects.toThrow('No mount.');
    expect(page.session.view).toBe(view);
    expect(page.url).toBe('/');
    expect(unmounted).toEqual([]);
    expect(clock.pending).toBe(timers);
    await note('a');
    expect(page.text('p')).toBe('a');
  });

  it('with parameters that fail keep the address', async () => {
    await open();
    await expect(page.visit('/?bad=1')).rejects.toThrow('Bad page.');
    expect(page.url).toBe('/');
    expect(page.session.url).toBe('/');
  });

  it('are bounded, where a view asks for another address each time', async () => {
    await open();
    await expect(page.visit('/?endless=1')).rejects.toThrow(
      'LG4022: BookView sends its browser on and on: handleParams or mount asks for another address each time. Ask for it only where the parameters are not those wanted.',
    );
    await note('a');
    expect(page.text('p')).toBe('a');
  });

  it('can be asked for by a handler: pushPatch, pushNavigate with a flash message, redirect', async () => {
    await open();
    await page.event('go', { text: '/?page=3' });
    expect(page.text('p')).toBe('page 3');
    expect(page.url).toBe('/?page=3');
    await page.event('leave', { text: '/other' });
    expect(page.text('i')).toBe('Saved.');
    expect(page.frames().at(-1)).toMatchObject({ url: ['replace', '/other'] });
    page.close();
    await open();
    await page.event('load', { text: 'https://example.org/a' });
    expect(page.redirected).toBe('https://example.org/a');
    expect(page.session.url).toBe('/');
  });

  it('that a handler asks for before it fails are not made', async () => {
    await open();
    await expect(page.event('goAndFail', { text: '/?page=2' })).rejects.toThrow('Not there.');
    await note('a');
    expect(page.text('p')).toBe('a');
    expect(page.url).toBe('/');
  });

  it('and events take the flash message away', async () => {
    await open();
    await page.event('say', { text: 'Hello' });
    expect(page.text('i')).toBe('Hello');
    await note('a');
    expect(page.has('i')).toBe(false);
    await page.event('say', { text: 'Hello' });
    page.session.view.send('message');
    await settle();
    expect(page.text('i')).toBe('Hello');
    await page.visit('/?page=1');
    expect(page.has('i')).toBe(false);
  });

  it('leave events that were sent before the browser saw the new view unrun', async () => {
    await open();
    const visit = page.visit('/other');
    const stale = page.event('note', { text: 'for the book' });
    await Promise.all([visit, stale]);
    expect(page.text('b')).toBe('0');
    await page.event('note', { text: 'for the other' });
    expect(page.text('b')).toBe('1');
  });

  it('whose page is closed while it mounts leave nothing behind', async () => {
    await open();
    void page.visit('/other?wait=1').catch(() => {});
    await settle();
    page.close();
    await pass('mount');
    expect(clock.pending).toBe(0);
    expect(unmounted).toEqual(['book', 'other']);
  });
});

/** The name that a page's client has joined with. */
async function clientOf({ session }: TestPage): Promise<{ client: string }> {
  const joins: string[] = [];
  const { belongsTo } = session;
  session.belongsTo = (client) => {
    joins.push(client);
    return belongsTo.call(session, client);
  };
  await page.reconnect();
  return { client: joins[0]! };
}
