import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseProxy, openProxy } from '../databaseProxy.ts';
import { eventually, type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';

const [server] = testServers();
const pages = ['/', '/maintenance', '/properties', '/login'];

let database: TestDatabase;
let proxy: DatabaseProxy;

beforeAll(async () => {
  database = await createTestDatabase(server!);
  proxy = await openProxy(database.url);
});
afterAll(async () => {
  await proxy?.close();
  await database?.drop();
});

describe('while the database is away', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp(`${proxy.url}?query_timeout=1500`);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    for (const page of pages) expect((await app.fetch(page)).status).toBe(200);
  });
  afterEach(async () => {
    await proxy.open();
    for (const page of [...pages, '/healthz']) {
      await eventually(`${page} is back`, async () => (await app.fetch(page)).status === 200);
    }
    const answers = await Promise.all(Array.from({ length: 30 }, () => app.fetch('/maintenance')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('pages say so with 503, at once, and the health check too', async () => {
    const { port } = new URL(proxy.url);
    await proxy.shut();
    for (const page of pages) {
      const answer = await within(1_000, app.fetch(page));
      expect(answer.status).toBe(503);
      expect(sentenceOf(await answer.text())).toBe(
        `LG3031: The database cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}. Check DATABASE_URL and that PostgreSQL is running.`,
      );
    }
    await expectUnhealthy(app);
  });

  it('the form that signs in and GraphQL say so, and files are served', async () => {
    await proxy.shut();
    const answer = await signIn(app);
    expect(answer.status).toBe(503);
    expect(sentenceOf(await answer.text())).toMatch(/^LG3031: The database cannot be reached: /);
    expect(await (await app.fetch('/graphql?query={usersCount}')).json()).toMatchObject({
      data: null,
      errors: [{ path: ['usersCount'], extensions: { code: 'LG3031' } }],
    });
    expect((await app.fetch('/assets/app.css')).status).toBe(200);
    expect((await app.fetch('/nothing')).status).toBe(404);
  });

  it('a database that hangs is waited for as long as query_timeout says', async () => {
    proxy.stall();
    const started = performance.now();
    const answers = await Promise.all([...pages.map((page) => app.fetch(page)), signIn(app)]);
    expect(performance.now() - started).toBeGreaterThan(1_400);
    expect(performance.now() - started).toBeLessThan(6_000);
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(sentenceOf(await answer.text())).toBe(
        "LG3030: The database did not answer within 1.5 s. Try again; if it stays so, look for locks and for the statement in the database's log.",
      );
    }
    await expectUnhealthy(app);
  });

  it('more requests than there are connections get their answer from a database that hangs', async () => {
    proxy.stall();
    const answers = await within(10_000, Promise.all(Array.from({ length: 40 }, () => app.fetch('/maintenance'))));
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(sentenceOf(await answer.text())).toMatch(/^LG303[01]: The database (did not answer|cannot be reached)/);
    }
  });

  it('connections that are cut while they wait are replaced', async () => {
    proxy.stall();
    const waiting = app.fetch('/maintenance');
    await eventually('a connection waits', () => proxy.connections() > 0);
    await proxy.shut();
    const answer = await waiting;
    expect(answer.status).toBe(503);
    expect(sentenceOf(await answer.text())).toMatch(/^LG303[01]: The database (did not answer|cannot be reached)/);
  });

  it('backends that are terminated are replaced', async () => {
    for (let round = 0; round < 3; round++) {
      await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`);
      const { status } = await app.fetch('/maintenance');
      expect([200, 503]).toContain(status); // 503 where the statement met the end of its connection
      await eventually('the page is back', async () => (await app.fetch('/maintenance')).status === 200);
    }
  });

  it('a database that lets nobody in is said to be away', async () => {
    await administer(`ALTER DATABASE ${database.name} WITH ALLOW_CONNECTIONS false`);
    try {
      await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`);
      const said = await eventually('the page says so', async () => {
        const sentence = sentenceOf(await (await app.fetch('/maintenance')).text());
        return sentence.includes('accepting connections') && sentence;
      });
      expect(said).toBe(
        `LG3031: The database cannot be reached: database "${database.name}" is not currently accepting connections. Check DATABASE_URL and that PostgreSQL is running.`,
      );
      await expectUnhealthy(app);
    } finally {
      await administer(`ALTER DATABASE ${database.name} WITH ALLOW_CONNECTIONS true`);
    }
  });

  it('statements that wait for a lock are given up, and other pages go on', async () => {
    const locker = new pg.Client({ connectionString: database.url });
    await locker.connect();
    try {
      await locker.query('BEGIN; LOCK TABLE maintenance_requests');
      const answer = await app.fetch('/maintenance');
      expect(answer.status).toBe(503);
      expect(sentenceOf(await answer.text())).toMatch(/^LG3030: The database did not answer within 1\.5 s\./);
      expect((await app.fetch('/login')).status).toBe(200);
    } finally {
      await locker.end();
    }
  });
});

describe('when tables change under a running application', () => {
  let own: TestDatabase;
  let app: RunningApp;
  let client: pg.Client;

  beforeAll(async () => {
    own = await createTestDatabase(server!);
    app = await startApp(own.url);
    client = new pg.Client({ connectionString: own.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await app?.stop();
    await own?.drop();
  });

  it('a column that is missing is an error of its page, and the process goes on', async () => {
    await client.query('ALTER TABLE maintenance_requests RENAME COLUMN title TO heading');
    const answer = await app.fetch('/maintenance');
    expect(answer.status).toBe(500);
    expect(sentenceOf(await answer.text())).toBe(
      'LG3032: The database refuses the statement: column MaintenanceRequest.title does not exist (42703). Check that the migrations and the models say the same; LIVEGRAFT_DEBUG=sql shows the statements.',
    );
    expect((await app.fetch('/properties')).status).toBe(200);
    await client.query('ALTER TABLE maintenance_requests RENAME COLUMN heading TO title');
    expect((await app.fetch('/maintenance')).status).toBe(200);
  });

  it.each([
    ['a column has another type', 'ALTER TABLE maintenance_requests ALTER COLUMN title TYPE text'],
    [
      'the table was made anew',
      `CREATE TABLE copy (LIKE maintenance_requests INCLUDING ALL); INSERT INTO copy SELECT * FROM maintenance_requests;
       DROP TABLE maintenance_requests CASCADE; ALTER TABLE copy RENAME TO maintenance_requests`,
    ],
  ])('a prepared statement is prepared anew on every connection where %s', async (_, change) => {
    await askAtOnce();
    await client.query(change);
    for (let round = 0; round < 3; round++) {
      for (const page of await askAtOnce()) expect(sentenceOf(page)).toMatch(/^What is broken/);
    }
  });

  function askAtOnce(): Promise<string[]> {
    return Promise.all(Array.from({ length: 20 }, async () => (await app.fetch('/maintenance')).text()));
  }
});

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server!.url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function signIn(app: RunningApp): Promise<Response> {
  const body = new URLSearchParams({ user: '1' });
  return app.fetch('/login', { method: 'POST', headers: { origin: app.url }, body });
}

async function expectUnhealthy(app: RunningApp): Promise<void> {
  const answer = await within(4_000, app.fetch('/healthz'));
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: 'unavailable', database: 'unreachable' });
}

/** Fails where it takes longer. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work;
  expect(performance.now() - started, 'milliseconds').toBeLessThan(timeoutMs);
  return result;
}

/** What an error page says. */
function sentenceOf(body: string): string {
  return textOf(body.match(/<p>(.*?)<\/p>/s)?.[1] ?? body);
}
