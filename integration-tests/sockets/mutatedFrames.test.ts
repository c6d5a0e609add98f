import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { event, LiveView } from 'livegraft';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { socketPath } from '../../src/protocol.ts';
import { eventually } from '../runningApp.ts';
import { type Random, seededRandom } from './seededRandom.ts';
import { joinRequest, type LoadedPage, TestBrowser } from './testBrowser.ts';
import { logged, serve, type TestSite } from './testSite.ts';

const frames = Number(process.env.LIVEGRAFT_MUTATED_FRAMES ?? 100_000);
const seed = 20_261_123;

class ListView extends LiveView {
  static override template =
    '<ul>{% for item in items %}<li lg-key="{{ item }}">{{ item }}</li>{% endfor %}</ul>{{ count }}';
  items: string[] = [];
  count = 0;

  @event({ params: z.object({ text: z.string() }) })
  add({ text }: { text: string }): void {
    this.count += 1;
    this.items = [...this.items.slice(-9), text];
  }
}

let server: TestSite;
const rejections: unknown[] = [];
const keep = (error: unknown) => rejections.push(error);

beforeAll(async () => {
  const limits = { budget: 1e12, maxSocketsPerBrowser: 1_000, maxEvents: 1e6, joinMs: 1_000, detachMs: 100 };
  server = await serve({ '/': ListView, '/other': ListView }, { limits });
});
afterAll(() => server?.close());
beforeEach(() => {
  process.on('unhandledRejection', keep);
});
afterEach(() => {
  process.off('unhandledRejection', keep);
});

it(`${frames} mutated messages harm neither the server nor another page`, async () => {
  const random = seededRandom(seed);
  const good = await new TestBrowser(server.url).visit('/');
  const browser = new TestBrowser(server.url);
  const page = await browser.load('/');
  const heapBefore = heapUsed();

  const taken = () => server.site.metrics().messages;
  const ends = new Map<number, number>();
  const attackers: Attacker[] = [];
  let id = 0;
  let opened = 0;
  while (taken() < frames) {
    const reopened = Array.from({ length: 20 }, async (_, index) => {
      if (attackers[index]?.isOpen) return;
      opened += 1;
      attackers[index] = await Attacker.open(browser, page, random, ends);
    });
    await Promise.all(reopened);
    await Promise.all(attackers.map((attacker) => attacker.attack(40)));
    id += 1;
    good.send(['event', id, 0, 'add', { text: `good ${id}` }]);
    expect((await good.answer(id)).problem, `after ${taken()} messages`).toBeUndefined();
  }
  await Promise.all(attackers.map((attacker) => attacker.end()));

  good.send(['resync', 0]);
  const [, , { tree }] = await good.next('frame');
  const texts = Array.from({ length: id }, (_, index) => `good ${index + 1}`).slice(-10);
  const items = texts.map((text) => ['li', ['lg-key', text], [text]]);
  expect(tree).toEqual(['main', ['lg-root', ''], [['ul', [], items], String(id)]]);
  await good.close();

  expect(rejections).toEqual([]);
  const errors = logged.filter(({ level }) => level >= 50).map(({ msg }) => msg);
  expect(errors).toEqual([]);
  expect([...ends.keys()]).toEqual(expect.arrayContaining([1007, 4000, 4003, 4004]));
  expect(id).toBeGreaterThan(100);
  await eventually('nobody is left', () => server.site.metrics().sessions.detached === 0);
  const grown = heapUsed() - heapBefore;
  expect(grown).toBeLessThan(32 * 1024 ** 2);
  console.info(
    `${taken()} messages over ${opened} sockets, ${id} good events, ${Math.round(grown / 1024)} KB more; closed with`,
    Object.fromEntries(ends),
  );
}, 120_000);

/** A socket that sends what it should not, now and then after a right join. */
class Attacker {
  readonly #raw: WebSocket;
  readonly #page: LoadedPage;
  readonly #random: Random;
  readonly #closed: Promise<void>;
  #eventId = 0;

  private constructor(raw: WebSocket, page: LoadedPage, random: Random, ends: Map<number, number>) {
    this.#raw = raw;
    this.#page = page;
    this.#random = random;
    raw.on('error', () => {});
    this.#closed = new Promise((resolve) => {
      raw.once('close', (code) => {
        ends.set(code, (ends.get(code) ?? 0) + 1);
        resolve();
      });
    });
  }

  static async open(browser: TestBrowser, page: LoadedPage, random: Random, ends: Map<number, number>) {
    const raw = new WebSocket(new URL(socketPath, browser.url.replace('http', 'ws')), {
      headers: { origin: browser.url, cookie: browser.cookie },
    });
    const attacker = new Attacker(raw, { ...page, key: null }, random, ends);
    await new Promise((resolve, reject) => raw.once('open', resolve).once('error', reject));
    await attacker.#join();
    return attacker;
  }

  get isOpen(): boolean {
    return this.#raw.readyState === WebSocket.OPEN;
  }

  /** Mostly as a page does, but from an odd address, with a mutated join, or not at all. */
  async #join(): Promise<void> {
    const how = this.#random();
    if (how < 0.05) return;
    const url = how < 0.2 ? this.#pick(addresses) : '/';
    const join = ['join', joinRequest(this.#page, { url })];
    const isMutated = how > 0.9;
    this.#raw.send(isMutated ? mutate(join, this.#random) : JSON.stringify(join));
    await this.#heard();
  }

  /** Sends so many messages, of which few are none at all; gives when the server has taken them or closed the socket. */
  async attack(messages: number): Promise<void> {
    for (let times = 0; times < messages; times += 1) {
      const isNone = this.#random() < 0.01;
      const text = isNone ? mutate(this.#message(), this.#random) : JSON.stringify(this.#message());
      const bytes = Buffer.from(text);
      const isBroken = isNone && bytes.length > 0 && this.#random() < 0.3;
      if (isBroken) bytes[Math.floor(this.#random() * bytes.length)] = Math.floor(this.#random() * 256);
      this.#raw.send(bytes, { binary: isNone && this.#random() < 0.1 }, () => {});
    }
    this.#raw.send('["ping",0]', () => {});
    await this.#heard('["pong"]');
  }

  async end(): Promise<void> {
    if (this.isOpen) this.#raw.close(1000);
    await this.#closed;
  }

  async #heard(text?: string): Promise<void> {
    let listener: (data: unknown) => void = () => {};
    const heard = new Promise<void>((resolve) => {
      listener = (data) => (text === undefined || String(data) === text) && resolve();
      this.#raw.on('message', listener);
    });
    await Promise.race([heard, this.#closed]);
    this.#raw.off('message', listener);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)]!;
  }

  /** A message by its shape, with what no browser would send. */
  #message(): unknown[] {
    this.#eventId += this.#pick([0, 1, 1, 1, 2, 1_000]);
    const id = this.#random() < 0.001 ? Number.MAX_SAFE_INTEGER : this.#eventId + 1;
    const seen = this.#pick([0, 1, 5, 1_000, Number.MAX_SAFE_INTEGER]);
    const [odd, other] = [this.#pick(oddities), this.#pick(oddities)];
    const kinds: readonly (() => unknown[])[] = [
      () => ['event', id, seen, 'add', { text: odd, [this.#pick(names)]: [other, { other }] }],
      () => ['event', id, seen, this.#pick(names), { odd }, { target: this.#pick(names), used: names }],
      () => ['event', id, seen, 'add', { text: 'attack' }, { target: null, used: [] }],
      () => ['visit', id, seen, this.#pick(addresses), this.#pick(['patch', 'navigate'])],
      () => ['resync', seen],
      () => ['ping', seen],
    ];
    return this.#pick(kinds)();
  }
}

/** A message by bytes or by structure, at times not at all. */
function mutate(message: unknown[], random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const how = random();
  if (how < 0.15) return JSON.stringify(message);
  if (how < 0.55) {
    const changed = structuredClone(message);
    replaceSomewhere(changed, () => pick(oddities), random);
    return JSON.stringify(changed) ?? 'null';
  }
  let text = JSON.stringify(message);
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const at = Math.floor(random() * text.length);
    const cut = Math.floor(random() * 3);
    text = text.slice(0, at) + pick(snippets) + text.slice(at + cut);
  }
  return text;
}

const addresses = [
  '/',
  '/other',
  '/?a=b',
  '/nothing',
  '/%',
  '/%00',
  '/ü',
  '/\ud800',
  '/#x',
  '/../..',
  `/?${'q'.repeat(8_000)}`,
];
const names = ['add', 'ad', '', '__defineGetter__', 'toString', 'mount', '\ud800', '\0', '🦊', 'x'.repeat(100)];
const deep = JSON.parse(`${'['.repeat(12)}${']'.repeat(12)}`) as unknown;
const oddities: readonly unknown[] = [
  null,
  true,
  '',
  'x',
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53,
  [],
  {},
  [[]],
  '__proto__',
  'constructor',
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: 1 } },
  '\ud800',
  '\0',
  'é'.repeat(43),
  'x'.repeat(10_000),
  deep,
  '//evil.example/',
  '/\\evil',
  '/\t/[',
  '/%',
  '/nothing',
  'javascript:alert(1)',
  'join',
  'event',
]; // prettier-ignore
const snippets = [
  '',
  '"',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '\\',
  '\\u0000',
  '\\ud800',
  '0',
  '-',
  'e9',
  '1e999',
  'null',
  '🦊',
  '\0',
  '__proto__',
];

/** Replaces one value of the message, the message itself included, adds one or takes one out. */
function replaceSomewhere(top: unknown[], make: () => unknown, random: Random): void {
  const places: [holder: Record<string, unknown>, name: string][] = [];
  const visit = (holder: object) => {
    for (const [name, value] of Object.entries(holder)) {
      places.push([holder as Record<string, unknown>, name]);
      if (typeof value === 'object' && value !== null) visit(value);
    }
  };
  visit(top);
  const [holder, name] = places[Math.floor(random() * places.length)]!;
  const how = random();
  if (how < 0.7) holder[name] = make();
  else if (how < 0.85) delete holder[name];
  else if (Array.isArray(holder)) holder.push(make());
  else Object.defineProperty(holder, '__proto__', { value: make(), enumerable: true });
}

/** After a collection. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
