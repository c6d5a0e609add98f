import { mount, type TestPage } from 'livegraft/testing';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareDatabase, sequelize } from '../../schema/index.ts';
import app from '../routes.ts';
import { DashboardView } from './dashboard.ts';

const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const zoe = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

describe.skipIf(!process.env.DATABASE_URL)('the dashboard, in the database of DATABASE_URL', () => {
  let page: TestPage;

  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());
  afterEach(() => page.close());

  it.each([
    ['everything to the staff', manager, 'true', 'true'],
    ['their own tenancy to a tenant', zoe, 'l.tenant_id = 1', 'r.tenant_id = 1'],
  ])('shows %s', async (_, viewer, ofLeases, ofRequests) => {
    page = await mount(DashboardView, { app, viewer });
    const [sums] = await query<Record<string, string>>(`SELECT
      (SELECT sum(rent)::money FROM leases AS l WHERE status = 'active' AND ${ofLeases}) AS rent,
      (SELECT sum(amount)::money FROM payments JOIN leases AS l ON l.id = lease_id
        WHERE payments.status IN ('pending', 'failed') AND ${ofLeases}) AS due,
      (SELECT count(*) FROM payments JOIN leases AS l ON l.id = lease_id
        WHERE payments.status IN ('pending', 'failed') AND ${ofLeases}) AS overdue`);
    const [rent, due] = page.texts('.figure');
    expect([rent, due]).toEqual([sums!.rent, sums!.due]);
    expect(page.text('article:contains("who owes") p:last-child')).toMatch(new RegExp(`^In ${sums!.overdue} payment`));
    const counts = await query<{ status: string; count: string }>(
      `SELECT status, count(*) FROM maintenance_requests AS r WHERE ${ofRequests} GROUP BY status ORDER BY status`,
    );
    expect(page.texts('.chip-count').filter((count) => count !== '0')).toEqual(counts.map(({ count }) => count));
  });

  it('names the homes of the last repairs in their order, a home as often as it was repaired', async () => {
    const opened = await mount(DashboardView, { app, viewer: zoe });
    page = opened;
    const repaired = await query<{ home: string }>(`SELECT p.name || ' ' || p.address || ', ' || p.city AS home
      FROM maintenance_requests AS r JOIN properties AS p ON p.id = property_id
      WHERE r.status = 'completed' AND tenant_id = 1 ORDER BY completed_at DESC, r.id LIMIT 6`);
    expect(page.texts('#repaired li')).toEqual(repaired.map(({ home }) => home));
    expect(new Set(page.texts('#repaired li')).size).toBeLessThan(repaired.length);
    expect(new Set(opened.context.dashboard.repaired.map(({ id }) => id)).size).toBeLessThan(repaired.length);
  });

  it('sets the requests that wait in sections, each with an order of its own', async () => {
    page = await mount(DashboardView, { app, viewer: manager });
    const priority = `array_position(ARRAY['urgent', 'high', 'medium', 'low'], priority::text)`;
    for (const [title, order] of [
      ['Most urgent', `${priority}, reported_at`],
      ['Waiting longest', 'reported_at'],
    ]) {
      const waiting = await query<{ title: string }>(
        `SELECT title FROM maintenance_requests WHERE status IN ('open', 'in_progress') ORDER BY ${order}, id LIMIT 5`,
      );
      expect(page.texts(`section:contains("${title}") li a`)).toEqual(waiting.map((request) => request.title));
    }
  });

  it.each([
    ['the staff', manager, 10],
    ['a tenant', zoe, 11],
    ['who is not signed in', null, 10],
  ])('counts the payments that are due and reads none of them, for %s in %o', async (_, viewer, count) => {
    page = await mount(DashboardView, { app, viewer });
    expect(page.statements()).toHaveLength(count);
    const due = page.statements().filter(({ values }) => JSON.stringify(values).includes('["pending","failed"]'));
    const onPayments = due.filter(({ text }) => text.includes(' FROM "payments" AS "Payment"'));
    expect(onPayments.map(({ text }) => text.match(/^SELECT (\w+\(.*?\))/)?.[1])).toEqual([
      'sum("Payment"."amount")',
      'count(*)',
    ]);
  });

  it('says so where there is nothing', async () => {
    page = await mount(DashboardView, { app, viewer: { id: 0, name: 'New Tenant', role: 'tenant' } });
    expect(page.texts('.figure')).toEqual(['$0.00', '$0.00']);
    expect(page.text()).toContain('Nothing is broken anywhere.');
    expect(page.texts('.lines .empty')).toEqual([
      'Nothing waits.',
      'Nothing waits.',
      'Nobody has paid yet.',
      'Nothing was repaired yet.',
    ]);
    expect(page.has('.lines a')).toBe(false);
  });
});

function query<Row extends object>(sql: string): Promise<Row[]> {
  return sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
}
