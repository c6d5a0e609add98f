import type { ViewClass } from 'livegraft';
import { type MountOptions, mount, type TestPage } from 'livegraft/testing';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareDatabase, sequelize, Tenant } from '../../schema/index.ts';
import app from '../routes.ts';
import { TenantView } from './tenant.ts';
import { TenantListView } from './tenant_list.ts';

const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const zoe = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

describe.skipIf(!process.env.DATABASE_URL)('tenants, in the database of DATABASE_URL', () => {
  let page: TestPage;

  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());
  afterEach(() => page?.close());

  /** For the staff, where nobody else is named. Its context has the type of the view's. */
  async function open<View extends ViewClass>(view: View, options: MountOptions) {
    const opened = await mount(view, { app, viewer: manager, ...options });
    page = opened;
    return opened;
  }

  it('lists them by name, twenty on a page, in two statements', async () => {
    page = await mount(TenantListView, { app, viewer: manager });
    const names = await tenants();
    expect(page.texts('tbody th > a')).toEqual(names.slice(0, 20));
    expect(page.text('.summary')).toBe(`Showing 1–20 of ${names.length} tenants`);
    expect(page.statements()).toHaveLength(2);
    await page.click('.pager a[rel=next]');
    expect(page.url).toBe('/tenants?page=2');
    expect(page.texts('tbody th > a')).toEqual(names.slice(20, 40));
    await page.visit('/tenants?page=4');
    expect(page.texts('tbody th > a')).toEqual(names.slice(60));
    expect(page.text('.summary')).toBe(`Showing 61–${names.length} of ${names.length} tenants`);
    expect(page.has('.pager a[rel=next]')).toBe(false);
    expect(page.statements()).toHaveLength(2);
  });

  it.each([
    ['newest', 't.move_in_date DESC, last_name'],
    ['leases', '(SELECT count(*) FROM leases WHERE tenant_id = t.id) DESC, last_name'],
    ['balance', `${balanceOf('t.id')} DESC, last_name`],
  ])('sorts them by %s', async (sort, order) => {
    page = await mount(TenantListView, { app, viewer: manager, query: { sort } });
    expect(page.texts('tbody th > a')).toEqual((await tenants('true', order)).slice(0, 20));
  });

  it.each([
    ['housed', `EXISTS (SELECT 1 FROM leases WHERE tenant_id = t.id AND status = 'active')`],
    ['unhoused', `NOT EXISTS (SELECT 1 FROM leases WHERE tenant_id = t.id AND status = 'active')`],
    ['owing', `${balanceOf('t.id')} > 0`],
  ])('shows those who are %s, and how many', async (group, condition) => {
    page = await mount(TenantListView, { app, viewer: manager, query: { group } });
    const found = await tenants(condition);
    expect(page.texts('tbody th > a')).toEqual(found.slice(0, 20));
    expect(page.text('.chip[aria-current] .chip-count')).toBe(String(found.length));
  });

  it('shows home, leases and balance of each', async () => {
    const { context } = await open(TenantListView, { query: { q: 'zoë lind' } });
    expect(context.people[0]?.tenant?.leasesCount).toBe(2);
    expect(context.pager.total).toBe(1);
    const [balance] = await query<{ due: string }>(`SELECT ${balanceOf('1')}::money AS due`);
    expect(page.texts('tbody tr > *')).toEqual([
      'Zoë Lindqvist zoe.lindqvist@example.com',
      'Maple Court 1A Portland',
      'Feb 14, 2024',
      '2',
      balance!.due,
    ]);
  });

  it('finds a whole name as it is typed, and says so where nobody has it', async () => {
    page = await mount(TenantListView, { app, viewer: manager, query: { sort: 'newest', page: 2 } });
    await page.input('input[name=q]', "hán O'B");
    expect(page.url).toBe('/tenants?q=h%C3%A1n+O%27B&sort=newest');
    expect(page.texts('tbody th > a')).toEqual(["Siobhán O'Brien"]);
    await page.input('input[name=q]', '100%');
    expect(page.texts('.empty h2')).toEqual(['Nobody here']);
    expect(page.text('.summary')).toBe('0 tenants Clear the search');
  });

  it('shows a tenant nobody but themselves', async () => {
    page = await mount(TenantListView, { app, viewer: zoe });
    expect(page.texts('tbody th > a')).toEqual(['Zoë Lindqvist']);
    expect(page.texts('.chip-count')).toEqual(['1', '1', '0', '1']);
    expect(page.statements()).toHaveLength(2);
  });

  describe('one of them', () => {
    it('has leases with their payments, and what is to be repaired, in six statements', async () => {
      const zoes = await mount(TenantView, { app, viewer: manager, params: { id: 1 } });
      page = zoes;
      expect(page.title).toBe('Zoë Lindqvist · Rentals');
      expect(page.statements()).toHaveLength(6);
      const leases = await query<{ id: number; name: string }>(
        'SELECT l.id, name FROM leases AS l JOIN properties AS p ON p.id = property_id WHERE tenant_id = 1 ORDER BY l.id',
      );
      const [record] = await query<{ made: string; late: string }>(
        `SELECT count(*) AS made, count(*) FILTER (WHERE (paid_at AT TIME ZONE 'UTC')::date > due_date) AS late
         FROM payments JOIN leases ON leases.id = lease_id WHERE tenant_id = 1 AND payments.status = 'paid'`,
      );
      expect(Number(record!.made)).toBeGreaterThan(1);
      expect(zoes.context.tenant?.paymentRecord).toMatchObject({
        made: Number(record!.made),
        late: Number(record!.late),
      });
      expect(page.text('#payment-record')).toContain(`Paid ${record!.made} times, ${record!.late} late, last on `);
      expect(page.texts('article h3')).toEqual(leases.map(({ name }) => name));
      for (const { id } of leases) {
        const payments = await query<{ amount: string }>(
          `SELECT amount::money FROM payments WHERE lease_id = ${id} ORDER BY id`,
        );
        expect(page.texts(`article[lg-key="${id}"] li > span:not(.badge)`)).toEqual(payments.map((row) => row.amount));
      }
      const requests = await query<{ title: string }>(`SELECT title FROM maintenance_requests
        WHERE tenant_id = 1 AND status IN ('open', 'in_progress')
        ORDER BY array_position(ARRAY['urgent', 'high', 'medium', 'low'], priority::text), reported_at DESC, id`);
      expect(page.texts('.lines a')).toEqual(requests.map(({ title }) => title));
    });

    it('shows what is typed before it is saved, and saves it', async () => {
      const opened = await open(TenantView, { params: { id: 2 } });
      const before = await Tenant.findByPk(2, { raw: true });
      expect(opened.context.tenant?.emergencyContact).toBe(before!.emergencyContact);
      await page.input('#emergency-contact', '  Ana Núñez, sister ');
      expect(opened.context.tenant?.emergencyContact).toBe('Ana Núñez, sister');
      expect(opened.context.isUnsaved).toBe(true);
      expect(page.text('#emergency')).toBe('Ana Núñez, sister');
      expect(page.texts('.cards .badge')).toEqual(['Not saved']);
      expect(await Tenant.findByPk(2, { raw: true })).toEqual(before);
      await page.submit('form.form', { contactBy: 'text' });
      expect(page.text('.notice')).toBe('It is saved.');
      expect(page.text()).not.toContain('Not saved');
      const after = await Tenant.findByPk(2, { raw: true });
      const preferences = { ...before!.preferences, contactBy: 'text' };
      expect(after).toEqual({ ...before, emergencyContact: 'Ana Núñez, sister', preferences });
    });

    it('keeps what was there while what is typed does not fit', async () => {
      page = await mount(TenantView, { app, viewer: manager, params: { id: 3 } });
      const shown = page.text('#emergency');
      await page.input('#emergency-contact', 'x'.repeat(121));
      expect(page.texts('.field-error')).toEqual(['Please use at most 120 characters.']);
      expect(page.text('#emergency')).toBe(shown);
    });

    it('changes nothing for who is not signed in, whatever they send', async () => {
      page = await mount(TenantView, { app, params: { id: 4 } });
      const before = await Tenant.findByPk(4, { raw: true });
      expect(page.has('form.form')).toBe(false);
      await page.event('save', { emergencyContact: 'me', contactBy: 'text' });
      expect(page.url).toBe('/login');
      expect(await Tenant.findByPk(4, { raw: true })).toEqual(before);
    });

    it('is there for themselves, and not for another tenant', async () => {
      page = await mount(TenantView, { app, viewer: zoe, params: { id: 1 } });
      expect(page.text('h1')).toBe('Zoë Lindqvist');
      expect(page.statements()).toHaveLength(6);
      await page.submit('form.form', { emergencyContact: '' });
      expect(page.text('#emergency')).toBe('Nobody is named');
      await expect(mount(TenantView, { app, viewer: zoe, params: { id: 2 } })).rejects.toMatchObject({
        code: 'LG3041',
      });
    });

    it('who has no lease, payment or request yet is told so', async () => {
      const [{ id }] = (await query<{ id: number }>(`WITH u AS (INSERT INTO users
        (email, first_name, last_name, role, password_hash, created_at, updated_at)
        VALUES ('new@example.com', 'Nia', 'New', 'tenant', '', now(), now()) RETURNING id)
        INSERT INTO tenants (user_id, move_in_date, preferences)
        SELECT id, '2026-01-01', '{"contactBy": "email", "language": "en", "pets": []}' FROM u RETURNING id`)) as [
        { id: number },
      ];
      page = await mount(TenantView, { app, viewer: manager, params: { id } });
      expect(page.text('.page-header p')).toBe('Has no home here now. Moved in on Jan 1, 2026.');
      expect(page.texts('.empty h3')).toEqual(['No lease yet', 'Nothing is broken']);
      await sequelize.query(`DELETE FROM tenants WHERE id = ${id}; DELETE FROM users WHERE email = 'new@example.com'`);
    });
  });
});

/** Names, as the page has them. */
async function tenants(condition = 'true', order = 'last_name, first_name'): Promise<string[]> {
  const rows = await query<{ name: string }>(`SELECT first_name || ' ' || last_name AS name
    FROM users AS u JOIN tenants AS t ON t.user_id = u.id WHERE ${condition} ORDER BY ${order}, u.id`);
  return rows.map(({ name }) => name);
}

/** What a tenant owes, in SQL. */
function balanceOf(tenant: string): string {
  return `COALESCE((SELECT sum(amount) FROM payments JOIN leases ON leases.id = lease_id
    WHERE tenant_id = ${tenant} AND payments.status IN ('pending', 'failed')), 0)`;
}

function query<Row extends object>(sql: string): Promise<Row[]> {
  return sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
}
