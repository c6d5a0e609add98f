import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { statementsDuring } from '../statementsDuring.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { type LoadedPage, TestBrowser, type TestSocket } from './testBrowser.ts';

let database: TestDatabase;
let app: RunningApp;
let browser: TestBrowser;
let page: LoadedPage;
let socket: TestSocket;
/** What a request for a page runs, by its address. */
const expected: Record<string, string[]> = {};
let visits = 0;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url);
  browser = new TestBrowser(app.url);
  for (const url of ['/maintenance', '/maintenance?sort=title', '/properties']) {
    expected[url] = await statementsOf(async () => {
      expect((await browser.load(url, { headers: { accept: '*/*' } })).status).toBe(200);
    });
  }
  expect(Object.values(expected).map(({ length }) => length)).toEqual([2, 2, 3]);
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});

it('a page and its join run the statements of the page once', async () => {
  expect(
    await statementsOf(async () => {
      page = await browser.load('/maintenance');
      socket = await browser.join(page, { client: 'first' });
      await socket.settle();
    }),
  ).toEqual(expected['/maintenance']);
});

it('coming back to a session runs none', async () => {
  expect(
    await statementsOf(async () => {
      socket.cut();
      const back = await browser.join(page, { client: 'first' });
      expect(back.joined.kind).toBe('resumed');
      await back.settle();
      const replaced = await browser.join(page, { client: 'first' });
      expect(replaced.joined.kind).toBe('resumed');
      replaced.send(['resync', 0]);
      await replaced.settle();
      socket = replaced;
    }),
  ).toEqual([]);
});

it('a join without a session runs those of the page once', async () => {
  expect(
    await statementsOf(async () => {
      const mounted = await browser.join({ ...page, key: null });
      expect(mounted.joined.kind).toBe('mounted');
      await mounted.settle();
      await mounted.close();
    }),
  ).toEqual(expected['/maintenance']);
});

it.each([
  ['other parameters', '/maintenance?sort=title', 'patch'],
  ['another page', '/properties', 'navigate'],
  ['back again', '/maintenance', 'navigate'],
] as const)('a visit runs those of what it shows once: %s', async (_, url, kind) => {
  visits += 1;
  const id = visits;
  expect(
    await statementsOf(async () => {
      socket.send(['visit', id, 10_000, url, kind]);
      expect(await socket.answer(id)).toMatchObject({ answered: id, url: [expect.any(String), url] });
      await socket.settle();
    }),
  ).toEqual(expected[url]);
});

it('a visit to no page, an unknown event and a join that is refused run none of their own', async () => {
  expect(
    await statementsOf(async () => {
      socket.send(['visit', 4, 10_000, '/nothing', 'navigate']);
      await socket.answer(4);
      const refused = await browser.open();
      refused.raw.send(
        JSON.stringify(['join', { key: page.key, token: 'x', client: 'c', url: '/', hash: 0, seen: 0 }]),
      );
      expect((await refused.closed).code).toBe(4003);
    }),
  ).toEqual(expected['/maintenance']); // the view is shown anew after each event
});

/** What the server's log has, sorted: statements of one page may run at once. */
async function statementsOf(work: () => Promise<void>): Promise<string[]> {
  return (await statementsDuring(database, work)).sort();
}
