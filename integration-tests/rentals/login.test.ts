import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { statementsDuring } from '../statementsDuring.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';
import { signIn } from './signIn.ts';

const pages = [
  '/',
  '/maintenance',
  '/maintenance?q=sink&status=all',
  '/maintenance?q=nothing-like-it',
  '/properties',
  '/login',
  '/login?problem=user',
];

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url);
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});

describe('signing in', () => {
  it('gives a cookie that scripts and other sites do not have, and leads to the requests', async () => {
    const body = new URLSearchParams({ user: '1' });
    const answer = await app.fetch('/login', { method: 'POST', headers: { origin: app.url }, body });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/maintenance');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rentals_session=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('reads the name and the role, and nothing else', async () => {
    const statements = await statementsDuring(database, () => signIn(app, 1));
    expect(statements).toEqual([
      'SELECT "id", "first_name" AS "firstName", "last_name" AS "lastName", "role" FROM "users" AS "User" WHERE "User"."id" = 1;',
    ]);
  });

  it.each([
    [1, 'Margaret Holloway', 'MH'],
    [4, "Beth O'Malley", 'BO'],
    [5, 'Zoë Lindqvist', 'ZL'],
    [11, 'Łukasz Wójcik', 'ŁW'],
    [20, 'Clara Von Hagen', 'CH'],
  ])('shows who user %i is on every page', async (id, name, initials) => {
    const cookie = await signIn(app, id);
    for (const page of pages) expect(await viewerOn(page, cookie), page).toBe(`${initials} ${name} Sign out`);
  });

  it('is asked for on every page while nobody is signed in', async () => {
    for (const page of pages) expect(await viewerOn(page), page).toBe('Sign in');
  });

  it('keeps two people apart who ask at once', async () => {
    const [margaret, zoe] = await Promise.all([signIn(app, 1), signIn(app, 5)]);
    const cookies = Array.from({ length: 30 }, (_, index) => [margaret, zoe, undefined][index % 3]);
    const shown = await Promise.all(cookies.map((cookie) => viewerOn('/maintenance', cookie)));
    const expected = ['MH Margaret Holloway Sign out', 'ZL Zoë Lindqvist Sign out', 'Sign in'];
    expect(shown).toEqual(cookies.map((_, index) => expected[index % 3]));
  });

  it('another time makes the other person the viewer', async () => {
    const first = await signIn(app, 1);
    const body = new URLSearchParams({ user: '5' });
    const answer = await app.fetch('/login', { method: 'POST', headers: { origin: app.url, cookie: first }, body });
    expect(await viewerOn('/', cookieOf(answer))).toBe('ZL Zoë Lindqvist Sign out');
  });

  it('offers people whose names are text', async () => {
    const html = await (await app.fetch('/login')).text();
    const options = [...html.matchAll(/<option value="(\d+)">(.*?)<\/option>/g)].map(([, id, text]) => [
      id,
      textOf(text!),
    ]);
    expect(options).toHaveLength(16);
    expect(options[0]).toEqual(['1', 'Margaret Holloway (manager)']);
    expect(html).toContain('Beth O&#39;Malley (staff)');
  });
});

describe('signing out', () => {
  it('takes the cookie away', async () => {
    const cookie = await signIn(app, 1);
    const answer = await app.fetch('/logout', { method: 'POST', headers: { origin: app.url, cookie } });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.getSetCookie()).toEqual(['rentals_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
    expect(await viewerOn('/', cookieOf(answer))).toBe('Sign in');
  });

  it('is fine for who is not signed in', async () => {
    const answer = await app.fetch('/logout', { method: 'POST', headers: { origin: app.url } });
    expect(answer.headers.get('location')).toBe('/');
  });
});

function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

/** What the head of a page says of its viewer. */
async function viewerOn(page: string, cookie = ''): Promise<string> {
  const answer = await app.fetch(page, { headers: { cookie } });
  expect(answer.status, page).toBe(200);
  const html = await answer.text();
  return textOf(html.match(/<nav class="container".*?<\/ul>.*?<\/ul>\s*<ul>(.*?)<\/ul>/s)![1]!);
}
