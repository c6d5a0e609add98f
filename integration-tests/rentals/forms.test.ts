import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';
import { signIn } from './signIn.ts';

// What a browser without JavaScript sends: the page's own forms, by POST to its own address.

const dayMs = 24 * 60 * 60 * 1000;
const today = new Date().toISOString().slice(0, 10);
const tomorrow = new Date(Date.now() + dayMs).toISOString().slice(0, 10);

const filledIn = {
  _event: 'save',
  title: 'Gutter hangs down',
  description: 'The gutter over the door came off in the storm.',
  propertyId: '3',
  priority: 'high',
  category: 'structural',
  reportedAt: '2026-01-14',
  estimatedCost: '120.50',
};

let database: TestDatabase;
let client: pg.Client;
let app: RunningApp;
let cookie: string;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  cookie = await signIn(app, 4);
});
afterAll(async () => {
  await client?.end();
  await app?.stop();
  await database?.drop();
});

describe('the form for a new request', () => {
  it('saves what was typed, and leads to the list, which says so once', async () => {
    const answer = await send('/maintenance/new', {
      ...filledIn,
      title: '  Gutter & <downpipe>  ',
      description: 'First line.\r\nSecond line.',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/maintenance']);
    expect(await newest()).toEqual({
      title: 'Gutter & <downpipe>',
      description: 'First line.\nSecond line.',
      property_id: 3,
      tenant_id: null,
      priority: 'high',
      category: 'structural',
      status: 'open',
      reported_at: new Date('2026-01-14T12:00:00Z'),
      completed_at: null,
      estimated_cost: '120.50',
    });
    const [list, again] = await follow(answer);
    expect(flashOf(list!)).toEqual({ info: '“Gutter & <downpipe>” is saved.' });
    expect(list).not.toContain('<downpipe>');
    expect(flashOf(again!)).toEqual({});
  });

  it('takes now for today, and needs no estimate', async () => {
    await send('/maintenance/new', { ...filledIn, reportedAt: today, estimatedCost: '' });
    const { reported_at, estimated_cost } = await newest();
    expect(Math.abs(Date.now() - Number(reported_at))).toBeLessThan(60_000);
    expect(estimated_cost).toBeNull();
  });

  it('takes no field that it does not have', async () => {
    const answer = await send('/maintenance/new', {
      ...filledIn,
      title: 'Only its fields',
      id: '4711',
      status: 'completed',
      completedAt: '2026-01-15',
      tenantId: '1',
      createdAt: '2001-01-01',
      __proto__: 'x',
      'constructor[prototype]': 'x',
      'property.name': 'x',
    });
    expect(answer.status).toBe(303);
    expect(await newest()).toMatchObject({ title: 'Only its fields', status: 'open', tenant_id: null });
    expect(await rows('SELECT id FROM maintenance_requests WHERE id = 4711 OR created_at < $1', '2002-01-01')).toEqual(
      [],
    );
  });

  it.each([
    ['nothing typed', { title: '' }, { title: 'Please say what is broken.' }],
    ['spaces', { title: ' \t ' }, { title: 'Please say what is broken.' }],
    ['too much', { title: 'a'.repeat(161) }, { title: 'Please use at most 160 characters.' }],
    ['a NUL character', { title: 'a\0b' }, { title: 'Please leave out the NUL character.' }],
    ['no description', { description: '' }, { description: 'Please describe it in a sentence or two.' }],
    ['no property', { propertyId: '' }, { propertyId: 'Please choose a property.' }],
    ['SQL for a property', { propertyId: '1 OR 1=1' }, { propertyId: 'Please choose a property.' }],
    ['a property beyond integers', { propertyId: '2147483648' }, { propertyId: 'Please choose a property.' }],
    ['a category that is none', { category: 'constructor' }, { category: 'Please choose a category.' }],
    ['a priority that is none', { priority: '__proto__' }, { priority: 'Please choose a priority.' }],
    ['a day that is none', { reportedAt: '2026-02-30' }, { reportedAt: 'Please choose a day.' }],
    ['a day long ago', { reportedAt: '0000-01-01' }, { reportedAt: 'Please choose a day of this century.' }],
    [
      'an estimate in words',
      { estimatedCost: 'a lot' },
      { estimatedCost: 'Please give an amount of dollars, such as 120 or 99.50.' },
    ],
    ['two mistakes', { title: '', category: '' }, { title: expect.anything(), category: expect.anything() }],
    // These are known to the model alone.
    ['a day to come', { reportedAt: tomorrow }, { reportedAt: 'This day is still to come.' }],
    ['a negative estimate', { estimatedCost: '-5' }, { estimatedCost: 'An estimate cannot be negative.' }],
    [
      'both',
      { reportedAt: tomorrow, estimatedCost: '-5' },
      { reportedAt: expect.anything(), estimatedCost: expect.anything() },
    ],
    // And this one to the database.
    ['a property that is gone', { propertyId: '4711' }, { propertyId: 'Please choose another one: this one is gone.' }],
  ])('says what is wrong beside the field: %s', async (_, typed, wanted) => {
    const before = await count();
    const answer = await send('/maintenance/new', { ...filledIn, ...typed });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(errorsOf(html)).toEqual(wanted);
    expect(html).not.toContain('is saved');
    expect(await count()).toBe(before);
  });

  it('keeps what was typed, as text', async () => {
    const typed = {
      title: '"><script>alert(1)</script>',
      description: '\n</textarea><b>bold',
      propertyId: '7',
      priority: 'low',
      category: '',
      reportedAt: tomorrow,
      estimatedCost: '1 million',
    };
    const html = await (await send('/maintenance/new', { ...filledIn, ...typed })).text();
    expect(html).not.toMatch(/<script>|<b>/);
    expect(inputOf(html, 'title')).toBe(typed.title);
    expect(inputOf(html, 'reportedAt')).toBe(tomorrow);
    expect(inputOf(html, 'estimatedCost')).toBe('1 million');
    expect(html.match(/<textarea[^>]*>([^<]*)<\/textarea>/)?.[1]).toBe('\n\n&lt;/textarea&gt;&lt;b&gt;bold');
    expect(html.match(/<option value="\w+" selected>/g)).toEqual([
      '<option value="7" selected>',
      '<option value="low" selected>',
    ]);
  });

  it('needs each of its fields', async () => {
    const html = await (await send('/maintenance/new', { _event: 'save' })).text();
    expect(Object.keys(errorsOf(html))).toEqual([
      'title',
      'description',
      'propertyId',
      'category',
      'priority',
      'reportedAt',
      'estimatedCost',
    ]);
  });

  it('takes no list for a text', async () => {
    const html = await (await send('/maintenance/new', { ...filledIn, title: '', 'title[]': 'a' })).text();
    expect(errorsOf(html)).toEqual({ title: 'Please say what is broken.' });
  });

  it('only looks where the event is to look', async () => {
    const before = await count();
    const answer = await send('/maintenance/new', { ...filledIn, _event: 'validate', title: '' });
    expect(errorsOf(await answer.text())).toEqual({ title: 'Please say what is broken.' });
    expect(await count()).toBe(before);
  });
});

describe('the form for a request that is there', () => {
  it('starts from what is known, and changes it', async () => {
    const id = await addRequest({ title: 'Lamp flickers', reported_at: '2025-11-02T08:09:10Z' });
    const html = await show(`/maintenance/${id}/edit`);
    expect([inputOf(html, 'title'), inputOf(html, 'reportedAt'), inputOf(html, 'estimatedCost')]).toEqual([
      'Lamp flickers',
      '2025-11-02',
      '45.00',
    ]);
    const answer = await send(`/maintenance/${id}/edit`, {
      ...filledIn,
      title: 'Lamp is dark',
      reportedAt: '2025-11-02',
      estimatedCost: '',
      status: 'in_progress',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/maintenance']);
    expect(flashOf((await follow(answer))[0]!)).toEqual({ info: '“Lamp is dark” is saved.' });
    expect(await requestOf(id)).toMatchObject({
      title: 'Lamp is dark',
      property_id: 3,
      tenant_id: 1,
      status: 'in_progress',
      reported_at: new Date('2025-11-02T08:09:10Z'),
      completed_at: null,
      estimated_cost: null,
    });
  });

  it('says when it was completed, and forgets it where it was not', async () => {
    const id = await addRequest({});
    const fields = { ...filledIn, status: 'completed' };
    await send(`/maintenance/${id}/edit`, fields);
    const { completed_at } = await requestOf(id);
    expect(Math.abs(Date.now() - Number(completed_at))).toBeLessThan(60_000);
    await send(`/maintenance/${id}/edit`, { ...fields, title: 'Another title' });
    expect(await requestOf(id)).toMatchObject({ title: 'Another title', completed_at });
    await send(`/maintenance/${id}/edit`, { ...fields, status: 'open' });
    expect(await requestOf(id)).toMatchObject({ status: 'open', completed_at: null });
  });

  it('says what is wrong, and changes nothing', async () => {
    const id = await addRequest({ title: 'As it was' });
    const answer = await send(`/maintenance/${id}/edit`, { ...filledIn, status: 'done', reportedAt: tomorrow });
    expect(errorsOf(await answer.text())).toEqual({ status: 'Please choose a status.' });
    const again = await send(`/maintenance/${id}/edit`, { ...filledIn, status: 'open', reportedAt: tomorrow });
    expect(errorsOf(await again.text())).toEqual({ reportedAt: 'This day is still to come.' });
    expect(await requestOf(id)).toMatchObject({ title: 'As it was', property_id: 1 });
  });

  it.each([
    ['4711', 404, 'LG4023: There is no maintenance request 4711.'],
    ['0', 400, 'LG5002: The path parameter "id" does not fit: Too small: expected number to be >0.'],
    ['new', 400, 'LG5002: The path parameter "id" does not fit: Invalid input: expected number, received NaN.'],
    ['2147483648', 400, 'LG5002: The path parameter "id" does not fit: Too big: expected number to be <=2147483647.'],
  ])('of %s is answered with %i', async (id, status, sentence) => {
    const path = `/maintenance/${id}/edit`;
    for (const answer of [await app.fetch(path, { headers: { cookie } }), await send(path, filledIn)]) {
      expect(answer.status).toBe(status);
      expect(sentenceOf(await answer.text())).toBe(sentence);
    }
  });

  it('leaves other requests alone, whatever id is sent along', async () => {
    const [id, other] = [await addRequest({ title: 'Mine' }), await addRequest({ title: 'The other' })];
    await send(`/maintenance/${id}/edit`, { ...filledIn, status: 'open', id: String(other) });
    expect([(await requestOf(id)).title, (await requestOf(other)).title]).toEqual(['Gutter hangs down', 'The other']);
  });
});

describe('completing a request', () => {
  it('keeps the page as it was, and says so once', async () => {
    const id = await addRequest({ title: 'Tap “drips”', status: 'in_progress' });
    const path = '/maintenance?q=tap&status=in_progress&sort=title';
    expect(await show(path)).toContain(`aria-label="Done: Tap “drips”"`);
    const answer = await send(path, { _event: 'complete', id: String(id) });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, path]);
    const { status, completed_at } = await requestOf(id);
    expect(status).toBe('completed');
    expect(Math.abs(Date.now() - Number(completed_at))).toBeLessThan(60_000);
    const [list, again] = await follow(answer);
    expect(flashOf(list!)).toEqual({ info: '“Tap “drips”” is done.' });
    expect(list).not.toContain(`lg-key="${id}"`);
    expect(flashOf(again!)).toEqual({});
  });

  it.each(['completed', 'cancelled'])('changes nothing of one that is %s', async (status) => {
    const id = await addRequest({ status, completed_at: '2026-01-02T03:04:05Z' });
    const before = await requestOf(id);
    const answer = await send('/maintenance', { _event: 'complete', id: String(id) });
    expect(flashOf((await follow(answer))[0]!)).toEqual({ error: nothingChanged });
    expect(await requestOf(id)).toEqual(before);
  });

  it('of one that is gone says so', async () => {
    const answer = await send('/maintenance', { _event: 'complete', id: '4711' });
    expect(flashOf((await follow(answer))[0]!)).toEqual({ error: nothingChanged });
  });

  it('by many at once is one’s', async () => {
    const id = await addRequest({ title: 'Wanted by all' });
    const senders = await Promise.all([1, 2, 3, 4, 5].map((user) => signIn(app, user)));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send('/maintenance', { _event: 'complete', id: String(id) }, { cookie: senders[index % 5]! }),
      ),
    );
    const said = await Promise.all(answers.map(async (answer) => flashOf((await follow(answer))[0]!)));
    expect(said.filter(({ info }) => info)).toEqual([{ info: '“Wanted by all” is done.' }]);
    expect(said.filter(({ error }) => error === nothingChanged)).toHaveLength(19);
  });

  it.each(['', '0', '-1', '1.5', 'abc', '2147483648', '1 OR 1=1'])('takes no "%s" for an id', async (id) => {
    const answer = await send('/maintenance', { _event: 'complete', id });
    expect(answer.status).toBe(400);
    expect(sentenceOf(await answer.text())).toMatch(
      /^LG5002: The event "complete" was not run: its parameter "id" does not fit: /,
    );
  });

  it('reads an id alone', async () => {
    const id = await addRequest({ title: 'Only done' });
    const fields = {
      _event: 'complete',
      id: String(id),
      status: 'cancelled',
      title: 'Other',
      completedAt: '2001-01-01',
    };
    await send('/maintenance', fields);
    expect(await requestOf(id)).toMatchObject({ title: 'Only done', status: 'completed' });
  });

  it('of a page that is asked for with HEAD or GET does nothing', async () => {
    const id = await addRequest({});
    for (const method of ['GET', 'HEAD']) {
      await app.fetch(`/maintenance?_event=complete&id=${id}`, { method, headers: { cookie } });
    }
    expect(await requestOf(id)).toMatchObject({ status: 'open' });
  });
});

describe('searching without JavaScript', () => {
  it('by the event leads to the address that the form itself asks for', async () => {
    const answer = await send('/maintenance?limit=200', {
      _event: 'search',
      q: ' leak ',
      status: 'all',
      sort: 'title',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/maintenance?q=leak&status=all&sort=title']);
    const other = await send('/properties', { _event: 'search', q: 'loft', type: '', sort: 'rent-low', status: 'all' });
    expect(other.headers.get('location')).toBe('/properties?q=loft&sort=rent-low');
  });
});

describe('who is not signed in', () => {
  it('is asked to for the forms, which they do not see', async () => {
    for (const path of ['/maintenance/new', '/maintenance/2/edit', '/maintenance/4711/edit']) {
      const answer = await app.fetch(path);
      expect([answer.status, answer.headers.get('location')], path).toEqual([303, '/login']);
      expect(await answer.text()).toBe('');
      expect(flashOf((await follow(answer, ''))[0]!)).toEqual({ error: 'Please sign in first.' });
    }
  });

  it('sees no button that completes', async () => {
    const html = await (await app.fetch('/maintenance')).text();
    expect(html).not.toContain('value="complete"');
  });

  it.each(['save', 'validate'])('cannot %s', async (_event) => {
    const id = await addRequest({ title: 'Untouched' });
    const before = [await count(), await requestOf(id)];
    for (const path of ['/maintenance/new', `/maintenance/${id}/edit`]) {
      const answer = await send(path, { ...filledIn, _event, status: 'open' }, { cookie: '' });
      expect([answer.status, answer.headers.get('location')], path).toEqual([303, '/login']);
    }
    expect([await count(), await requestOf(id)]).toEqual(before);
  });

  it.each([
    ['nobody', ''],
    ['a forged cookie', 'rentals_session=eyJpZCI6NH0.AAAA'],
  ])('cannot complete as %s, and is told what to do', async (_, nobody) => {
    const id = await addRequest({});
    const answer = await send('/maintenance?q=x', { _event: 'complete', id: String(id) }, { cookie: nobody });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/maintenance?q=x']);
    expect(flashOf((await follow(answer, ''))[0]!)).toEqual({ error: 'Please sign in first.' });
    expect(await requestOf(id)).toMatchObject({ status: 'open', completed_at: null });
  });
});

describe('a form', () => {
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:1' }],
    ['an opaque origin from another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { origin: 'null', 'sec-fetch-site': 'same-site' }],
    ['nowhere', { origin: undefined }],
  ])('from %s is refused', async (_, headers) => {
    const id = await addRequest({});
    const before = [await count(), await requestOf(id)];
    const forms = [
      ['/maintenance', { _event: 'complete', id: String(id) }],
      ['/maintenance/new', filledIn],
      [`/maintenance/${id}/edit`, { ...filledIn, status: 'completed' }],
    ] as const;
    for (const [path, fields] of forms) {
      const answer = await send(path, fields, headers);
      expect(answer.status, path).toBe(403);
      expect(sentenceOf(await answer.text())).toBe(
        'LG5015: That form came from another site. Load the page and send it from there.',
      );
    }
    expect([await count(), await requestOf(id)]).toEqual(before);
  });

  it.each([
    'constructor',
    '__proto__',
    'mount',
    'toString',
    'hasOwnProperty',
    'handleParams',
    'getContextData',
    'putFlash',
    'redirect',
    'unmount',
    '_save',
    '_mayChange',
    '#matching',
    'complete ',
    'COMPLETE',
    '',
  ])('cannot call "%s"', async (_event) => {
    const before = await count();
    for (const [path, view] of [
      ['/maintenance', 'MaintenanceListView'],
      ['/maintenance/new', 'NewMaintenanceView'],
      ['/maintenance/2/edit', 'EditMaintenanceView'],
      ['/properties', 'PropertyListView'],
    ]) {
      const answer = await send(path!, { ...filledIn, _event, id: '2' });
      expect(answer.status, path).toBe(400);
      const sentence = `LG4020: ${view} has no event ${JSON.stringify(_event)}.`;
      expect(sentenceOf(await answer.text()).slice(0, sentence.length)).toBe(sentence);
    }
    expect(await count()).toBe(before);
  });

  it('needs an event', async () => {
    const { _event, ...fields } = filledIn;
    const answer = await send('/maintenance/new', fields);
    expect(answer.status).toBe(400);
    expect(sentenceOf(await answer.text())).toMatch(/^LG5017: The form names no event\./);
  });

  it.each([
    ['application/json', '{"_event":"save"}'],
    ['multipart/form-data; boundary=x', 'no parts'],
  ])('is no %s that cannot be read', async (type, body) => {
    const headers = { cookie, origin: app.url, 'content-type': type };
    const answer = await app.fetch('/maintenance/new', { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(sentenceOf(await answer.text())).toMatch(/^LG5018: /);
  });

  it('may have parts', async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...filledIn, title: 'In parts' })) body.append(name, value);
    body.append('file', new Blob(['ignored']), 'a.txt');
    const answer = await app.fetch('/maintenance/new', { method: 'POST', headers: { cookie, origin: app.url }, body });
    expect(answer.status).toBe(303);
    expect((await newest()).title).toBe('In parts');
  });
});

const nothingChanged = 'That request is gone, or somebody else was faster: nothing has changed.';

/** Sends a form as its page does, with a user signed in. */
function send(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  const all = Object.entries({ cookie, origin: app.url, ...headers }).filter(([, value]) => value !== undefined);
  const body = new URLSearchParams(Object.entries(fields));
  return app.fetch(path, { method: 'POST', headers: all as [string, string][], body });
}

async function show(path: string): Promise<string> {
  const answer = await app.fetch(path, { headers: { cookie } });
  expect(answer.status, path).toBe(200);
  return answer.text();
}

/** The page that an answer leads to, twice: with the cookies of the answer, and with those of that page. */
async function follow(answer: Response, signedIn = cookie): Promise<string[]> {
  const pages: string[] = [];
  const jar = new Map([signedIn.split(/=(.*)/).slice(0, 2) as [string, string]]);
  for (let from = answer; pages.length < 2; ) {
    for (const header of from.headers.getSetCookie()) {
      const [, name, value] = header.match(/^([^=]+)=([^;]*)/)!;
      jar.set(name!, value!);
    }
    const sent = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    from = await app.fetch(answer.headers.get('location')!, { headers: { cookie: sent } });
    expect(from.status).toBe(200);
    pages.push(await from.text());
  }
  return pages;
}

function flashOf(html: string): { info?: string; error?: string } {
  const [, info, error] = html.match(
    /<div class="flash" role="status">(.*?)<\/div>\s*<div class="flash" role="alert">(.*?)<\/div>/s,
  )!;
  return { ...(info && { info: textOf(info) }), ...(error && { error: textOf(error) }) };
}

/** The messages beside the fields that name them, by the fields' names. */
function errorsOf(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<(?:input|select|textarea)[^>]* name="(\w+)"[^>]*aria-describedby="([^"]*)"/g)].map(
      ([, name, id]) => [name!, textOf(html.match(new RegExp(`<small id="${id}"[^>]*>(.*?)</small>`, 's'))![1]!)],
    ),
  );
}

function inputOf(html: string, name: string): string {
  return textOf(html.match(new RegExp(`<input[^>]* name="${name}" value="([^"]*)"`))![1]!);
}

function sentenceOf(html: string): string {
  return textOf(html.match(/<p>(.*?)<\/p>/s)![1]!);
}

const columns =
  'title, description, property_id, tenant_id, priority, category, status, reported_at, completed_at, estimated_cost';

async function newest() {
  return (await rows(`SELECT ${columns} FROM maintenance_requests ORDER BY id DESC LIMIT 1`))[0]!;
}

async function requestOf(id: number) {
  return (await rows(`SELECT ${columns} FROM maintenance_requests WHERE id = $1`, id))[0]!;
}

async function count(): Promise<unknown> {
  return (await rows('SELECT count(*) FROM maintenance_requests'))[0]!.count;
}

async function addRequest(values: Readonly<Record<string, string>>): Promise<number> {
  const row = {
    title: 'Something',
    description: 'Of no importance',
    property_id: 1,
    tenant_id: 1,
    category: 'other',
    status: 'open',
    reported_at: '2026-01-01T00:00:00Z',
    estimated_cost: '45.00',
    ...values,
  };
  const names = Object.keys(row);
  const [added] = await rows(
    `INSERT INTO maintenance_requests (${names}) VALUES (${names.map((_, index) => `$${index + 1}`)}) RETURNING id`,
    ...Object.values(row),
  );
  return Number(added!.id);
}

async function rows(statement: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await client.query(statement, values)).rows;
}
