import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../protocol.ts';
import { readMessage } from './readMessage.ts';

const join = { key: 'session.signature', token: 'token', client: 'client', url: '/path?query=1', hash: 1, seen: 0 };
const good: readonly ClientMessage[] = [
  ['join', join],
  ['join', { ...join, key: null, url: '/', hash: Number.MAX_SAFE_INTEGER, seen: 3 }],
  ['event', 1, 0, 'search', {}],
  ['event', 7, 3, '', { text: 'a', list: [1, { b: null }], nested: { deep: true } }],
  ['event', 1, 0, 'save', { title: 'x' }, { target: null, used: [] }],
  ['event', 1, 0, 'save', { title: 'x' }, { target: 'title', used: ['title', '__proto__'] }],
  ['visit', 2, 1, '/maintenance?sort=title', 'patch'],
  ['visit', 2, 1, '/', 'navigate'],
  ['resync', 0],
  ['ping', 12],
];

describe('a message', () => {
  it.each(good.map((message) => [JSON.stringify(message), message] as const))(
    '%s is read as it is',
    (text, message) => {
      expect(readMessage(text)).toEqual(message);
    },
  );

  it('may be as large as its parts may be', () => {
    const event = ['event', 1, 0, 'n'.repeat(100), {}, { target: 't'.repeat(1_000), used: Array(1_000).fill('u') }];
    expect(readMessage(JSON.stringify(event))).toEqual(event);
    const url = `/${'u'.repeat(8_191)}`;
    const widest = { ...join, key: 'k'.repeat(200), token: 't'.repeat(200), client: 'c'.repeat(100), url };
    expect(readMessage(JSON.stringify(['join', widest]))).toEqual(['join', widest]);
  });

  it('has nothing of a form but what a handler is told', () => {
    const form = '{"target":null,"used":[],"__proto__":{"isAdmin":true},"more":[[[]]]}';
    const message = readMessage(`["event",1,0,"save",{},${form}]`);
    expect(message).toEqual(['event', 1, 0, 'save', {}, { target: null, used: [] }]);
  });
});

describe('what is no message is null', () => {
  it.each([
    ['', 'nothing'],
    ['no JSON', 'text'],
    ['{}', 'an object'],
    ['null', 'null'],
    ['"join"', 'a string'],
    ['[]', 'an empty array'],
    ['[["join"]]', 'no kind'],
    ['["frame",1,{}]', 'a message of the server'],
    ['["__proto__",1]', 'a name of Object'],
    ['["ping"]', 'too few parts'],
    ['["ping",1,2]', 'too many parts'],
    ['["ping",-1]', 'a negative number'],
    ['["ping",1.5]', 'a fraction'],
    ['["ping",1e400]', 'infinity'],
    ['["ping",9007199254740992]', 'a number that is not exact'],
    ['["ping","1"]', 'text for a number'],
    ['["ping",NaN]', 'NaN'],
    ['["resync",null]', 'null for a number'],
    ['["event",1,0,"a",{}', 'JSON that ends too soon'],
  ])('%s: %s', (text) => {
    expect(readMessage(text)).toBeNull();
  });

  it.each(Object.keys(join))('a join without "%s", and with something else there', (name) => {
    const { [name as keyof typeof join]: _, ...rest } = join;
    expect(readMessage(JSON.stringify(['join', rest]))).toBeNull();
    for (const value of [true, [], {}, -1, 0.5, ['/'], name === 'key' ? 1 : null]) {
      expect(readMessage(JSON.stringify(['join', { ...join, [name]: value }])), JSON.stringify(value)).toBeNull();
    }
  });

  it.each([
    { key: 'k'.repeat(201) },
    { token: 't'.repeat(201) },
    { client: 'c'.repeat(101) },
    { client: '' },
    { url: '' },
    { url: 'path' },
    { url: '//host' },
    { url: '/\\host' },
    { url: '/\t/host' },
    { url: '/\n/[' },
    { url: '/\r\\[' },
    { url: 'https://host/' },
    { url: `/${'u'.repeat(8_192)}` },
  ])('a join with %j', (part) => {
    expect(readMessage(JSON.stringify(['join', { ...join, ...part }]))).toBeNull();
    if (part.url) expect(readMessage(JSON.stringify(['visit', 1, 0, part.url, 'patch']))).toBeNull();
  });

  it.each([
    ['event', 0, 0, 'a', {}],
    ['event', -1, 0, 'a', {}],
    ['event', 1, -1, 'a', {}],
    ['event', '1', 0, 'a', {}],
    ['event', 1, 0, null, {}],
    ['event', 1, 0, ['a'], {}],
    ['event', 1, 0, 'n'.repeat(101), {}],
    ['event', 1, 0, 'a', []],
    ['event', 1, 0, 'a', null],
    ['event', 1, 0, 'a', 'text'],
    ['event', 1, 0, 'a'],
    ['event', 1, 0, 'a', {}, null],
    ['event', 1, 0, 'a', {}, {}],
    ['event', 1, 0, 'a', {}, { target: 1, used: [] }],
    ['event', 1, 0, 'a', {}, { target: null, used: {} }],
    ['event', 1, 0, 'a', {}, { target: null, used: [1] }],
    ['event', 1, 0, 'a', {}, { target: 't'.repeat(1_001), used: [] }],
    ['event', 1, 0, 'a', {}, { target: null, used: Array(1_001).fill('a') }],
    ['event', 1, 0, 'a', {}, { target: null, used: [] }, 1],
    ['visit', 1, 0, '/', 'load'],
    ['visit', 0, 0, '/', 'patch'],
    ['visit', 1, 0, '/'],
    ['visit', 1, 0, '/', 'patch', 1],
  ])('%j', (...message) => {
    expect(readMessage(JSON.stringify(message))).toBeNull();
  });

  it.each(['__proto__', 'constructor', 'prototype'])('parameters with the name "%s", at every depth', (name) => {
    for (let depth = 0; depth < 16; depth += 1) {
      for (const [open, close] of [
        ['{"a":', '}'],
        ['[', ']'],
      ] as const) {
        const inside = `${open.repeat(depth)}{"${name}":1}${close.repeat(depth)}`;
        expect(readMessage(`["event",1,0,"a",{"b":${inside}}]`), `at depth ${depth}`).toBeNull();
        expect(readMessage(`["event",1,0,"a",{"b":${inside.replace(name, 'other')}}]`) === null).toBe(depth >= 15);
      }
    }
    expect(readMessage(`["event",1,0,"a",{"\\u005f${name.slice(1)}":1}]`) === null).toBe(name.startsWith('_'));
  });

  it('what is nested 32,000 deep, wherever it stands', () => {
    const list = '['.repeat(32_000) + ']'.repeat(32_000);
    const object = `${'{"a":'.repeat(32_000)}1${'}'.repeat(32_000)}`;
    for (const deep of [list, object]) {
      expect(readMessage(deep)).toBeNull();
      expect(readMessage(`["event",1,0,"a",{"b":${deep}}]`)).toBeNull();
      expect(readMessage(`["event",1,0,${deep},{}]`)).toBeNull();
      expect(readMessage(`["event",1,0,"a",{},{"target":null,"used":[${deep}]}]`)).toBeNull();
      expect(readMessage(`["join",${deep}]`)).toBeNull();
      expect(readMessage(`["ping",${deep}]`)).toBeNull();
    }
  });
});

it('takes text that is no Unicode, such as half a character', () => {
  const message = readMessage('["event",1,0,"\\ud800",{"a":"\\udc00"}]');
  expect(message).toEqual(['event', 1, 0, '\ud800', { a: '\udc00' }]);
});

it('whatever comes, nothing is thrown and nothing but a message is given', { timeout: 60_000 }, () => {
  const mutated = fc
    .tuple(
      fc.constantFrom(...good),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.string({ maxLength: 3 })), { maxLength: 4 }),
    )
    .map(([message, changes]) => {
      let text = JSON.stringify(message);
      for (const [at, length, insert] of changes) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + insert + text.slice(start + (length % 4));
      }
      return text;
    });
  const replaced = fc.tuple(fc.constantFrom(...good), fc.nat(5), fc.jsonValue()).map(([message, index, value]) => {
    const parts: unknown[] = [...message];
    parts[index % (parts.length + 1)] = value;
    return JSON.stringify(parts);
  });
  const inside = fc
    .tuple(fc.constantFrom(...Object.keys(join), 'more'), fc.jsonValue())
    .map(([name, value]) => JSON.stringify(['join', { ...join, [name]: value }]));
  let messages = 0;
  const runs = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 20_000);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), mutated, replaced, inside), (text) => {
      const message = readMessage(text);
      if (message === null) return;
      messages += 1;
      assertMessage(message);
    }),
    { numRuns: runs },
  );
  expect(messages).toBeGreaterThan(runs / 100);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

/** The protocol's types as checks, written apart from the code under test. */
function assertMessage(message: ClientMessage): void {
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  const isPath = (url: unknown) => new URL(url as string, 'http://own.test').host === 'own.test';
  const kind = message[0];
  switch (kind) {
    case 'join': {
      const { key, token, client, url, hash, seen } = message[1];
      const texts = [token, client, ...(key === null ? [] : [key])];
      expect(texts.every((text) => typeof text === 'string') && isPath(url) && isCount(hash) && isCount(seen)).toBe(
        true,
      );
      return;
    }
    case 'event': {
      const [, id, seen, name, parameters, form] = message;
      expect(message.length).toBe(form === undefined ? 5 : 6);
      expect(isCount(id) && id > 0 && isCount(seen) && typeof name === 'string').toBe(true);
      expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
      expect(JSON.stringify(parameters)).not.toMatch(/"(__proto__|constructor|prototype)":/);
      if (form) expect(Object.keys(form)).toEqual(['target', 'used']);
      return;
    }
    case 'visit':
      expect(isCount(message[1]) && isCount(message[2]) && isPath(message[3])).toBe(true);
      expect(['patch', 'navigate']).toContain(message[4]);
      return;
    case 'resync':
    case 'ping':
      expect(isCount(message[1]) && message.length === 2).toBe(true);
      return;
    default:
      throw new Error(`There is no message ${kind satisfies never}.`);
  }
}
