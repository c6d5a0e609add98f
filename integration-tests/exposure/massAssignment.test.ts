import { createHash } from 'node:crypto';
import { mount } from 'livegraft/testing';
import type { Sequelize } from 'sequelize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf } from '../../src/live/events.ts';
import type { PageRoute } from '../../src/server/app.ts';
import type { Site } from '../../src/server/site.ts';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';

// What a browser sends reaches a model in one way alone: an event's schema names the fields, and what it does not name is
// not there any more. Each event of the application is sent its own fields and, beside them, every attribute of every model.

const origin = 'http://rentals.test';
const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const tenant = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

const today = new Date().toISOString().slice(0, 10);
const request = {
  title: 'Gutter hangs down',
  description: 'It came off in the storm.',
  priority: 'high',
  category: 'structural',
  reportedAt: '2026-01-14',
  estimatedCost: '120.50',
};

/** An event: who sends it and with which fields, and what it may change. */
interface Attempt {
  readonly params?: Readonly<Record<string, string>>;
  readonly viewer?: typeof manager | typeof tenant;
  readonly fields: Readonly<Record<string, string>>;
  /** The columns that are written, by table. Of a new row all of them have a value that the application chose. */
  readonly writes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Ids that the seeded data has, found before the tests. */
const ids = { open: '', home: '', lease: '' };

const saved = (more: object) => ({
  title: request.title,
  description: request.description,
  property_id: Number(ids.home),
  priority: 'high',
  category: 'structural',
  estimated_cost: 120.5,
  updated_at: expect.stringContaining(today),
  ...more,
});

const attempts: Readonly<Record<string, () => Attempt>> = {
  'maintenance.search': () => ({ fields: { q: 'tap', status: 'all', priority: '', category: '', sort: 'title' } }),
  'maintenance.complete': () => ({
    fields: { id: ids.open },
    writes: {
      maintenance_requests: {
        status: 'completed',
        completed_at: expect.stringContaining(today),
        updated_at: expect.stringContaining(today),
      },
    },
  }),
  'maintenance/new.validate': () => ({ fields: { ...request, propertyId: ids.home } }),
  'maintenance/new.save': () => ({
    fields: { ...request, propertyId: ids.home },
    writes: {
      maintenance_requests: saved({
        id: expect.any(Number),
        status: 'open',
        tenant_id: null,
        reported_at: '2026-01-14T12:00:00+00:00',
        completed_at: null,
        created_at: expect.stringContaining(today),
      }),
    },
  }),
  'maintenance/:id/edit.validate': () => ({
    params: { id: ids.open },
    fields: { ...request, propertyId: ids.home, status: 'in_progress' },
  }),
  'maintenance/:id/edit.save': () => ({
    params: { id: ids.open },
    fields: { ...request, propertyId: ids.home, status: 'in_progress' },
    writes: {
      maintenance_requests: saved({
        status: 'in_progress',
        reported_at: '2026-01-14T12:00:00+00:00',
        completed_at: null,
      }),
    },
  }),
  'properties.search': () => ({ fields: { q: '', status: 'all', type: '', sort: 'name' } }),
  'tenants.search': () => ({ fields: { q: 'a', group: 'all', sort: 'name' } }),
  'tenants/:id.preview': () => ({ params: { id: '1' }, fields: { emergencyContact: 'Ann', contactBy: 'phone' } }),
  'tenants/:id.save': () => ({
    params: { id: '1' },
    viewer: tenant,
    fields: { emergencyContact: `Ann ${sent}`, contactBy: 'text' }, // another one each time
    writes: {
      tenants: {
        emergency_contact: `Ann ${sent}`,
        preferences: expect.objectContaining({ contactBy: 'text' }),
        updated_at: expect.stringContaining(today),
      },
    },
  }),
  'leases.search': () => ({ fields: { q: '', city: '', status: 'all', sort: 'tenant' } }),
  'leases.terminate': () => ({
    fields: { id: ids.lease },
    writes: {
      leases: { status: 'terminated', end_date: expect.any(String), updated_at: expect.stringContaining(today) },
    },
  }),
};

let rentals: RentalsApp;
let site: Site;
let sequelize: Sequelize;
let pages: PageRoute[];
/** How many fields were sent that no event names. */
let sent = 0;

beforeAll(async () => {
  rentals = await openRentals();
  site = rentals.createSite();
  ({ sequelize } = rentals.app);
  pages = rentals.app.routes.filter((route): route is PageRoute => route.kind === 'page');
});
afterAll(async () => {
  console.log(`${sent} fields were sent that no event names`);
  site.close();
  await rentals.close();
});
beforeEach(async () => {
  const find = async (sql: string) => String(((await sequelize.query(sql))[0] as { id: number }[])[0]!.id);
  ids.open = await find(
    `SELECT id FROM maintenance_requests WHERE status = 'open' AND tenant_id <> 1 ORDER BY id LIMIT 1`,
  );
  ids.home = await find('SELECT id FROM properties ORDER BY id DESC LIMIT 1');
  ids.lease = await find(`SELECT id FROM leases WHERE status = 'active' ORDER BY id DESC LIMIT 1`);
});

/** Every attribute and column of every model, ways to write them below others, and options of Sequelize's. */
function foreignFields(own: Readonly<Record<string, string>>): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    id: '4711',
    role: 'admin',
    status: 'completed',
    email: 'mallory@example.com',
    tenantId: '3',
    userId: '1',
  };
  const names = Object.values(sequelize.models).flatMap((model) =>
    Object.entries(model.rawAttributes).flatMap(([name, { field = name }]) => [name, field]),
  );
  const written = [...new Set(names)].flatMap((name) => {
    const forms = [name, `${name}[]`, `user[${name}]`, `user.${name}`, `tenant.${name}`, `dataValues.${name}`];
    return forms.map((form) => [form, values[name] ?? (/At$|_at$|Date$/.test(name) ? '2001-01-01' : '4711')] as const);
  });
  const tools = ['isNewRecord', 'where', 'attributes', 'include', 'transaction', 'fields', 'hooks'];
  const all = [...written, ...tools.map((name) => [name, 'x'] as const)];
  return Object.fromEntries(all.filter(([name]) => !Object.hasOwn(own, name) && !name.startsWith('_event')));
}

type Dump = Map<string, Record<string, unknown>>;

/** Every row of every table, by table and key. */
async function dump(): Promise<Dump> {
  const rows: Dump = new Map();
  for (const model of Object.values(sequelize.models)) {
    const [found] = await sequelize.query(`SELECT to_jsonb(t) AS row FROM ${String(model.getTableName())} AS t`);
    for (const { row } of found as { row: Record<string, unknown> }[]) {
      const key = model.primaryKeyAttributes.map((name) => row[model.rawAttributes[name]!.field ?? name]).join();
      // no failing test shows a hash
      if (row.password_hash) row.password_hash = createHash('sha256').update(String(row.password_hash)).digest('hex');
      rows.set(`${String(model.getTableName())} ${key}`, row);
    }
  }
  return rows;
}

/** The columns that differ, by table and key; of a new row all of them. */
function changesBetween(before: Dump, after: Dump): [table: string, columns: Record<string, unknown>][] {
  expect(
    [...before.keys()].filter((key) => !after.has(key)),
    'rows that are gone',
  ).toEqual([]);
  return [...after].flatMap(([key, row]) => {
    const was = before.get(key);
    const changed = Object.entries(row).filter(
      ([name, value]) => JSON.stringify(was?.[name]) !== JSON.stringify(value),
    );
    return changed.length === 0 ? [] : [[key.split(' ')[0]!, Object.fromEntries(changed)]];
  });
}

/** What an attempt may have changed: the columns that it says, where they were not so before. */
function expectOnly(before: Dump, after: Dump, { writes = {} }: Attempt): void {
  const changes = changesBetween(before, after);
  expect(changes.map(([table]) => table)).toEqual(Object.keys(writes));
  for (const [table, columns] of changes) {
    const allowed = Object.fromEntries(Object.entries(writes[table]!).filter(([name]) => Object.hasOwn(columns, name)));
    expect(columns).toEqual(allowed);
  }
}

/** Names that no message may hold at all. */
const prototypes = ['__proto__', 'constructor', 'prototype'];

const nameOf = (route: PageRoute, event: string) => `${route.path.slice(1)}.${event}`;

describe('fields that an event does not name', () => {
  it('are tried on every event of the application', () => {
    const events = pages.flatMap((route) => [...eventsOf(route.view).keys()].map((event) => nameOf(route, event)));
    expect(Object.keys(attempts).sort()).toEqual(events.sort());
  });

  it.each(Object.keys(attempts))('reach no model through the socket: %s', async (name) => {
    const { route, event, attempt } = attemptOf(name);
    const { viewer = manager, fields, params = {} } = attempt;
    const before = await dump();
    const page = await mount(route.view, { app: rentals.app, templates: rentals.templates, viewer, params });
    const foreign = foreignFields(fields);
    sent += Object.keys(foreign).length;
    await page.event(event, { ...foreign, ...fields }, { target: null, used: Object.keys(fields) });
    for (const prototype of prototypes) {
      const parameters = JSON.parse(`{"${prototype}": {"role": "admin"}}`);
      await expect(page.event(event, { ...parameters, ...fields })).rejects.toThrow(
        'LG8014: The server would take this for no message',
      );
    }
    page.close();
    expectOnly(before, await dump(), attempt);
  });

  it.each(Object.keys(attempts))('reach no model through a form: %s', async (name) => {
    const { route, event, attempt } = attemptOf(name);
    const { viewer = manager, fields, params = {} } = attempt;
    const cookie = await cookieOf(viewer.id);
    const before = await dump();
    const foreign = foreignFields(fields);
    sent += Object.keys(foreign).length;
    const pathname = route.path.replace(/:(\w+)/g, (_, param: string) => params[param]!);
    const body = new URLSearchParams({ ...foreign, ...fields, _event: event });
    for (const prototype of prototypes) body.append(prototype, 'x');
    const answer = await site.fetch(
      new Request(origin + pathname, { method: 'POST', headers: { origin, cookie }, body }),
    );
    expect([200, 303]).toContain(answer.status);
    expectOnly(before, await dump(), attempt);
  });

  it('give nobody another role: signing in takes a user and nothing else', async () => {
    const before = await dump();
    const cookie = await cookieOf(tenant.id, {
      role: 'manager',
      tenantId: '2',
      name: 'Mallory',
      expires: '9999999999999',
    });
    const content = decodeURIComponent(cookie.split('=')[1]!).split('.')[0]!;
    expect(JSON.parse(Buffer.from(content, 'base64url').toString())).toEqual({
      ...tenant,
      expires: expect.any(Number),
    });
    expectOnly(before, await dump(), { fields: {} });
  });

  it('make nothing of an event that a page does not have', async () => {
    const before = await dump();
    for (const route of pages.filter(({ path }) => !path.includes(':'))) {
      for (const event of [
        'mount',
        'constructor',
        '__proto__',
        '_save',
        'putFlash',
        'getContextData',
        'handleParams',
      ]) {
        const page = await mount(route.view, { app: rentals.app, templates: rentals.templates, viewer: manager });
        await page.event(event, foreignFields({})).catch((error: Error) => expect(error.message).toMatch(/^LG\d{4}: /));
        page.close();
      }
    }
    expectOnly(before, await dump(), { fields: {} });
  });
});

function attemptOf(name: string): { readonly route: PageRoute; readonly event: string; readonly attempt: Attempt } {
  const [path, event] = name.split('.') as [string, string];
  return { route: pages.find((route) => route.path === `/${path}`)!, event, attempt: attempts[name]!() };
}

async function cookieOf(user: number, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const body = new URLSearchParams({ user: String(user), ...more });
  const answer = await site.fetch(new Request(`${origin}/login`, { method: 'POST', headers: { origin }, body }));
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}
