import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { statementsDuring } from '../statementsDuring.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { signIn } from './signIn.ts';

const [server] = testServers();

describe.each([
  { rows: 160, args: ['start'] },
  { rows: 10_000, args: ['start', '--seed', '10000'] },
])('the statements of a page, with $rows requests', ({ rows, args }) => {
  let database: TestDatabase;
  let app: RunningApp;
  let cookie: string;

  beforeAll(async () => {
    database = await createTestDatabase(server!);
    app = await startApp(database.url, { args });
    cookie = await signIn(app, 1);
    await app.fetch('/maintenance');
  });
  afterAll(async () => {
    await app?.stop();
    await database?.drop();
  });

  it('are asked of as many requests as were to be seeded', async () => {
    const html = await (await app.fetch('/maintenance?status=all&limit=500')).text();
    expect(html).toContain(`of <strong>${rows.toLocaleString('en-US')}</strong>`);
    expect(html.match(/<tr lg-key/g)).toHaveLength(Math.min(rows, 500));
  });

  it.each([
    '/maintenance',
    '/maintenance?limit=500',
    '/maintenance?status=all&limit=500&sort=title',
    '/maintenance?status=completed&priority=urgent&category=plumbing',
    '/maintenance?status=cancelled&sort=oldest&limit=1',
    '/maintenance?sort=newest&category=heating',
    '/maintenance?q=sink',
    '/maintenance?q=sink&status=all&sort=title&priority=high&category=plumbing&limit=500',
    '/maintenance?q=there%20is%20no%20such%20request',
    `/maintenance?q=${encodeURIComponent(`%_\\'"; DROP TABLE users; --`)}`,
  ])('%s: one for the rows, one for the grouped counts, signed in or not', async (path) => {
    for (const headers of [{}, { cookie }]) {
      const { statements, announced } = await ask(path, headers);
      expect(statements.map(summary)).toEqual([
        'maintenance_requests grouped',
        'maintenance_requests, properties, tenants, users',
      ]);
      expect(announced).toBe('2 statements');
    }
  });

  it.each(['/properties', '/properties?status=occupied&sort=rent-high', '/properties?q=street&type=house'])(
    '%s: one for the rows, one for their tags, one for the grouped counts',
    async (path) => {
      for (const headers of [{}, { cookie }]) {
        const { statements, announced } = await ask(path, headers);
        expect(statements.map(summary)).toEqual(['properties grouped', 'properties', 'tags, property_tags']);
        expect(announced).toBe('3 statements');
      }
    },
  );

  it('/properties that finds nothing asks for no tags', async () => {
    const { statements, announced } = await ask('/properties?q=nowhere', {});
    expect(statements.map(summary)).toEqual(['properties grouped', 'properties']);
    expect(announced).toBe('2 statements');
  });

  it('/: one for the requests, one for the properties', async () => {
    const { statements, announced } = await ask('/', { cookie });
    expect(statements.map(summary).sort()).toEqual(['maintenance_requests grouped', 'properties grouped']);
    expect(announced).toBe('2 statements');
  });

  it('/login: one', async () => {
    const { statements, announced } = await ask('/login', {});
    expect(statements.map(summary)).toEqual(['users']);
    expect(announced).toBe('1 statement');
  });

  it('/maintenance/new: one for the properties; who is not signed in costs none', async () => {
    const { statements, announced } = await ask('/maintenance/new', { cookie });
    expect(statements.map(summary)).toEqual(['properties']);
    expect(announced).toBe('1 statement');
    expect((await ask('/maintenance/new', {}, { status: 303 })).statements).toEqual([]);
  });

  it('/maintenance/2/edit: one for the request, one for the properties', async () => {
    const { statements, announced } = await ask('/maintenance/2/edit', { cookie });
    expect(statements.map(summary)).toEqual(['maintenance_requests', 'properties']);
    expect(announced).toBe('2 statements');
    expect((await ask('/maintenance/2/edit', {}, { status: 303 })).statements).toEqual([]);
  });

  it('completing a request: one, and the page again', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ _event: 'complete', id: '2' }), status: 303 };
    const { statements } = await ask('/maintenance', { cookie, origin: app.url }, form);
    expect(statements).toEqual([expect.stringMatching(/^UPDATE "maintenance_requests" .* RETURNING /)]);
    expect((await ask('/maintenance', { origin: app.url }, form)).statements).toEqual([]);
  });

  it('saving a request: one for what it was, one for the change; what is wrong costs no change', async () => {
    const fields = {
      _event: 'save',
      title: 'Door',
      description: 'It sticks',
      propertyId: '1',
      priority: 'low',
      category: 'other',
      reportedAt: '2026-01-01',
      estimatedCost: '',
      status: 'open',
    };
    const body = new URLSearchParams(fields);
    const headers = { cookie, origin: app.url };
    const saved = await ask('/maintenance/3/edit', headers, { method: 'POST', body, status: 303 });
    expect(saved.statements).toEqual([
      expect.stringMatching(/^SELECT .* FROM "maintenance_requests"/),
      expect.stringMatching(/^UPDATE "maintenance_requests" /),
    ]);
    body.set('title', '');
    const refused = await ask('/maintenance/3/edit', headers, { method: 'POST', body });
    expect(refused.statements.map(summary)).toEqual(['maintenance_requests', 'properties']);
  });

  async function ask(path: string, headers: Record<string, string>, { status = 200, ...init }: Init = {}) {
    let answer: Response | undefined;
    const statements = await statementsDuring(database, async () => {
      answer = await app.fetch(path, { headers, ...init });
      expect(answer.status, await answer.text()).toBe(status);
    });
    const announced = answer!.headers.get('server-timing')?.match(/sql;desc="(.*?)"/)?.[1];
    return { statements, announced };
  }
});

interface Init extends RequestInit {
  readonly status?: number;
}

/** The tables that a statement reads, the counted ones of a subquery left out. */
function summary(statement: string): string {
  const [, from = ''] = statement.replace(/\(SELECT count.*?\) AS/g, 'AS').split(/ FROM (.*)/s);
  const tables = [...from.matchAll(/(?:^|JOIN (?:\( )?)"(\w+)"|INNER JOIN "(\w+)"/g)].map(([, a, b]) => a ?? b);
  return `${tables.join(', ')}${/ GROUP BY /.test(statement) ? ' grouped' : ''}`;
}
