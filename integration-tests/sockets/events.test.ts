import { event, LiveView } from 'livegraft';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestBrowser } from './testBrowser.ts';
import { logged, serve, type TestSite } from './testSite.ts';

class PrivateBase extends LiveView {
  count = 0;
  _inner(): void {
    this.count += 100;
  }
  notDeclared(): void {
    this.count += 100;
  }
}

class AccountView extends PrivateBase {
  static override template = '<p>{{ count }}</p>';
  #secret = 'hunter2';

  @event()
  add(): void {
    this.count += 1;
  }

  @event({ params: z.object({ by: z.coerce.number().int().max(10) }) })
  raise({ by }: { by: number }): void {
    this.count += by;
  }

  @event()
  fail(): void {
    throw new Error(`SELECT * FROM users WHERE password = '${this.#secret}'`);
  }

  @event()
  async failLater(): Promise<void> {
    await Promise.resolve();
    throw null;
  }
}

const sites: Record<string, TestSite> = {};
beforeAll(async () => {
  const limits = { budget: 1e6 };
  sites.production = await serve({ '/': AccountView }, { limits });
  sites.development = await serve({ '/': AccountView }, { limits, development: true });
});
afterAll(async () => {
  for (const site of Object.values(sites)) await site.close();
});

describe.each(['production', 'development'])('in %s', (mode) => {
  let page: Awaited<ReturnType<TestBrowser['visit']>>;
  let neighbour: typeof page;
  let id: number;

  beforeEach(async () => {
    const browser = new TestBrowser(sites[mode]!.url);
    page = await browser.visit('/');
    neighbour = await browser.visit('/');
    id = 0;
  });
  afterEach(async () => {
    for (const socket of [page, neighbour]) {
      socket.send(['event', id + 1, 0, 'add', {}]);
      const frame = await socket.answer(id + 1);
      expect(frame).toMatchObject({ answered: id + 1, patches: [[0, 3, '1']] });
      expect(frame.problem).toBeUndefined();
      await socket.close();
    }
  });

  /** What the page is told of an event that fails. */
  async function problemOf(name: string, parameters: Record<string, unknown> = {}) {
    id += 1;
    page.send(['event', id, 0, name, parameters]);
    const { problem, patches, answered } = await page.answer(id);
    expect({ patches, answered }).toEqual({ patches: undefined, answered: id });
    return problem;
  }

  it.each([
    'constructor',
    '__proto__',
    'prototype',
    'mount',
    'unmount',
    'toString',
    'valueOf',
    'handleParams',
    'handleInfo',
    'getContextData',
    'hasOwnProperty',
    '__defineGetter__',
    'send',
    'redirect',
    'notDeclared',
    '_inner',
    '#secret',
    'count',
    'Add',
    'add ',
    'add.call',
    '\ud800',
    '\0',
    '',
    'x'.repeat(100),
  ])('%j is no event', async (name) => {
    const problem = await problemOf(name);
    const hint = name === 'Add' || name === 'add ' ? ' Did you mean "add"?' : '';
    expect(problem).toEqual({
      code: 'LG4020',
      message: `AccountView has no event ${JSON.stringify(name)}.${hint}`,
    });
  });

  it.each([
    [{}, 'by', 'Invalid input: expected number, received NaN'],
    [{ by: 'many' }, 'by', 'Invalid input: expected number, received NaN'],
    [{ by: 11 }, 'by', 'Too big: expected number to be <=10'],
    [{ by: [[[]], 1] }, 'by', 'Invalid input: expected number, received NaN'],
  ])('parameters %j do not fit', async (parameters, field, why) => {
    expect(await problemOf('raise', parameters)).toEqual({
      code: 'LG5002',
      message: `The event "raise" was not run: its parameter "${field}" does not fit: ${why}.`,
    });
  });

  it('a visit to an address that is no page lets the browser load it', async () => {
    for (const url of ['/nothing', '/%E0%A4%A', '/__proto__', '/_livegraft/socket']) {
      id += 1;
      page.send(['visit', id, 0, url, 'navigate']);
      expect(await page.answer(id)).toMatchObject({ load: url });
    }
  });

  it.each(['fail', 'failLater'])('what a handler throws is logged (%s)', async (name) => {
    const before = logged.length;
    const problem = await problemOf(name);
    const entry = logged.slice(before).find(({ level }) => level === 50)!;
    expect(problem).toMatchObject({ code: null, id: entry.id });
    expect(entry.id).toMatch(/^[\da-f-]{36}$/);
    if (mode === 'development') return;
    expect(problem).toEqual({
      code: null,
      message: 'Something went wrong. The error has been logged.',
      id: entry.id,
    });
    expect(JSON.stringify(page.messages)).not.toMatch(/hunter2|SELECT|\.ts\b| at /);
  });
});
