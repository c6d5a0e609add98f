import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { type DatabaseProxy, openProxy } from '../databaseProxy.ts';
import { eventually, type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';

const env = { NODE_ENV: 'production', SESSION_SECRET: '0123456789abcdef0123456789abcdef' };

describe('in production', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let copy: AppCopy;
  let app: RunningApp;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    proxy = await openProxy(database.url);
    copy = copyApp();
    copy.edit('views/rentals/home.njk', '{{ requests.total | number }}', "{{ 'tomorrow' | date }}");
    app = await startApp(proxy.url, { args: ['start', '--app', copy.folder], env });
  });
  afterAll(async () => {
    await app?.stop();
    copy?.remove();
    await proxy?.close();
    await database?.drop();
  });

  it('pages are as in development, without timings', async () => {
    expect(app.output()).toMatch(/^Ready in .* \(production\)\./m);
    const answer = await app.fetch('/maintenance');
    expect(answer.status).toBe(200);
    expect(answer.headers.has('server-timing')).toBe(false);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect((await answer.text()).match(/<tr lg-key/g)).toHaveLength(100);
  });

  it('what fails inside has an id on the page; its frame is in the log, under that id', async () => {
    const answer = await app.fetch('/');
    const html = await answer.text();
    expect(answer.status).toBe(500);
    const [, id] = html.match(/<p class="note">Id: ([\da-f-]{36})<\/p>/)!;
    expect(textOf(html.replace(/<style>.*<\/style>/s, ''))).toBe(
      `Something went wrong Something went wrong The error has been logged. Id: ${id} Back to the start`,
    );
    const entry = await eventually('it is in the log', () => entries().find((known) => known.id === id));
    expect(entry).toMatchObject({
      level: 50,
      err: { type: 'LivegraftError', code: expect.stringMatching(/^LG\d{4}$/) },
    });
    expect(entry.msg).toContain('The template "rentals/home.njk" does not render: ');
  });

  it('what a client did wrong is said', async () => {
    expect(await sentence('/nothing')).toBe('LG5001: There is no page at "/nothing".');
    expect(await sentence('/maintenance?limit=0')).toBe(
      'LG5002: The query parameter "limit" does not fit: Too small: expected number to be >=1.',
    );
  });

  it('GraphQL is closed', async () => {
    const query = JSON.stringify({ query: '{ usersCount }' });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: query };
    expect((await app.fetch('/graphql', post)).status).toBe(404);
    expect((await app.fetch('/graphql', { headers: { accept: 'text/html' } })).status).toBe(404);
  });

  it('the session’s cookie is only for HTTPS', async () => {
    const body = new URLSearchParams({ user: '1' });
    const answer = await app.fetch('/login', { method: 'POST', headers: { origin: app.url }, body });
    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('files may be kept for an hour, and are asked for by their tag', async () => {
    const first = await app.fetch('/assets/app.css');
    expect(first.headers.get('cache-control')).toBe('public, max-age=3600');
    const headers = { 'if-none-match': first.headers.get('etag')! };
    const second = await app.fetch('/assets/app.css', { headers });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
  });

  it('nobody is told where the database is', async () => {
    await proxy.shut();
    for (const path of ['/maintenance', '/properties']) {
      const answer = await app.fetch(path);
      const html = await answer.text();
      expect(answer.status).toBe(503);
      expect(html).toContain('<h1>Not available at the moment</h1>\n<p>The error has been logged.</p>');
      expect(html).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|LG\d{4}|DATABASE_URL/);
    }
    expect(await (await app.fetch('/healthz')).json()).toEqual({ status: 'unavailable', database: 'unreachable' });
    await proxy.open();
    await eventually('the page is back', async () => (await app.fetch('/maintenance')).status === 200);
  });

  it('every line of the log is JSON, and tells no password', () => {
    const { password } = new URL(database.url);
    expect(password).not.toBe('');
    expect(entries().length).toBeGreaterThan(5);
    expect(app.output()).not.toContain(password);
  });

  /** The lines of the log. Throws for one that is no JSON. */
  function entries(): { readonly id?: string; readonly msg: string }[] {
    return app
      .errorOutput()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }

  async function sentence(path: string): Promise<string> {
    const html = await (await app.fetch(path)).text();
    return textOf(html.match(/<p>(.*?)<\/p>/s)![1]!);
  }
});
