import { mount, type TestPage } from 'livegraft/testing';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Lease, prepareDatabase, sequelize } from '../../schema/index.ts';
import app from '../routes.ts';
import { LeaseListView } from './lease_list.ts';

const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const zoe = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

describe.skipIf(!process.env.DATABASE_URL)('leases, in the database of DATABASE_URL', () => {
  let page: TestPage;

  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());
  afterEach(() => page.close());

  it.each([
    ['tenant', 'last_name, first_name, start_date DESC'],
    ['home', 'p.name, start_date DESC'],
    ['ends', 'end_date, p.name'],
    ['rent', 'l.rent DESC, p.name'],
    [
      'balance',
      `COALESCE((SELECT sum(amount) FROM payments WHERE lease_id = l.id AND payments.status IN ('pending', 'failed')), 0) DESC, p.name`,
    ],
  ])('are sorted by %s, in four statements', async (sort, order) => {
    page = await mount(LeaseListView, { app, viewer: manager, query: { sort } });
    expect(keys()).toEqual((await leases('true', order)).slice(0, 25));
    expect(page.statements()).toHaveLength(4);
  });

  it('are counted by their status, with what the active ones bring', async () => {
    page = await mount(LeaseListView, { app, viewer: manager });
    const [row] = await query<Record<string, string>>(`SELECT count(*) AS all,
      count(*) FILTER (WHERE status = 'upcoming') AS upcoming, count(*) FILTER (WHERE status = 'active') AS active,
      count(*) FILTER (WHERE status = 'expired') AS expired, count(*) FILTER (WHERE status = 'terminated') AS terminated,
      sum(rent) FILTER (WHERE status = 'active')::money AS rent FROM leases`);
    const { rent, ...counts } = row!;
    expect(page.texts('.chip-count')).toEqual(Object.values(counts));
    expect(page.text('.page-header strong')).toBe(rent);
  });

  it('are found by home or tenant, narrowed by city and status, and counted accordingly', async () => {
    page = await mount(LeaseListView, { app, viewer: manager });
    await page.input('input[name=q]', 'court');
    await page.input('select[name=city]', 'Portland');
    await page.click('.chip:contains("Active")');
    expect(page.url).toBe('/leases?q=court&status=active&city=Portland');
    const named = `(p.name ILIKE '%court%' OR first_name ILIKE '%court%' OR last_name ILIKE '%court%')`;
    const found = await leases(`${named} AND p.city = 'Portland' AND l.status = 'active'`);
    expect(keys()).toEqual(found);
    expect(found.length).toBeGreaterThan(1);
    const cities = await query<{ label: string }>(`SELECT p.city || ' (' || count(*) || ')' AS label FROM leases AS l
      JOIN properties AS p ON p.id = property_id JOIN tenants AS t ON t.id = tenant_id JOIN users AS u ON u.id = user_id
      WHERE ${named} GROUP BY p.city ORDER BY p.city`);
    expect(page.texts('select[name=city] option')).toEqual(['Any city', ...cities.map(({ label }) => label)]);
    await page.click('.summary a');
    expect(page.url).toBe('/leases?status=active');
  });

  it('show tenant, home with its tags, payments and balance', async () => {
    const opened = await mount(LeaseListView, { app, viewer: manager, query: { q: 'lindqvist', status: 'active' } });
    page = opened;
    const tags = await query<{ name: string }>(`SELECT name FROM tags JOIN property_tags ON tag_id = tags.id
      WHERE property_id = (SELECT property_id FROM leases WHERE id = 1) ORDER BY tags.id`);
    expect(page.texts('tbody tr > td')).toEqual([
      'Zoë Lindqvist',
      'May 27, 2025 – May 27, 2026',
      'Active',
      '$1,300.00',
      '6',
      '$1,300.00',
      'Terminate',
    ]);
    expect(page.texts('tbody .tag')).toEqual(tags.map(({ name }) => name));
    expect(opened.context.leases.map(({ status, paymentsCount }) => [status, paymentsCount])).toEqual([['active', 6]]);
    expect(tags.length).toBeGreaterThan(1);
  });

  it('are terminated by the staff, once', async () => {
    page = await mount(LeaseListView, { app, viewer: manager, query: { q: 'Natarajan', status: 'active' } });
    const id = Number(keys()[0]);
    const { endDate } = (await Lease.findByPk(id))!;
    await page.submit(`tr[lg-key="${id}"] form`);
    expect(page.text('.notice')).toBe('The lease is terminated.');
    expect(page.url).toBe('/leases?q=Natarajan&status=active');
    expect(keys()).toEqual([]);
    expect(page.texts('.empty h2')).toEqual(['No lease like that']);
    const today = new Date().toISOString().slice(0, 10);
    const ended = (await Lease.findByPk(id))!;
    expect([ended.status, ended.endDate]).toEqual(['terminated', [endDate, today].sort()[0]]);
    await page.event('terminate', { id: String(id) });
    expect(page.text('.problem')).toBe('That lease is not active any more: nothing has changed.');
  });

  it.each([
    ['a tenant', zoe, 'Only the office can terminate a lease.'],
    ['who is not signed in', null, 'Please sign in first.'],
  ])('are not terminated by %s, whatever they send', async (_, viewer, problem) => {
    page = await mount(LeaseListView, { app, viewer });
    expect(page.has('form[lg-submit=terminate]')).toBe(false);
    await page.event('terminate', { id: '1' });
    expect(page.text('.problem')).toBe(problem);
    expect((await Lease.findByPk(1))!.status).toBe('active');
  });

  it('of others are not there for a tenant, in lists, counts, sums and searches', async () => {
    page = await mount(LeaseListView, { app, viewer: zoe });
    expect(keys()).toEqual(await leases('l.tenant_id = 1'));
    expect(page.texts('.chip-count')).toEqual(['2', '0', '1', '1', '0']);
    expect(page.text('.page-header strong')).toBe('$1,300.00');
    expect(page.texts('select[name=city] option')).toEqual(['Any city', 'Portland (2)']);
    expect(page.statements()).toHaveLength(4);
    await page.input('input[name=q]', 'Núñez');
    expect(page.has('tbody')).toBe(false);
    expect(page.statements()).toHaveLength(3);
  });

  /** The keys of the rows, from the top. */
  function keys(): string[] {
    return [...page.html().matchAll(/<tr lg-key="(\d+)"/g)].map(([, key]) => key!);
  }
});

async function leases(condition = 'true', order = 'last_name, first_name, start_date DESC'): Promise<string[]> {
  const rows = await query<{
    id: string;
  }>(`SELECT l.id::text FROM leases AS l JOIN properties AS p ON p.id = property_id
    JOIN tenants AS t ON t.id = tenant_id JOIN users AS u ON u.id = user_id WHERE ${condition} ORDER BY ${order}, l.id`);
  return rows.map(({ id }) => id);
}

function query<Row extends object>(sql: string): Promise<Row[]> {
  return sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
}
