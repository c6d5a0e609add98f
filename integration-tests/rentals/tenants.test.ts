import type { Page } from 'playwright-core';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { expectFresh, expectVisited, isLive, settled } from './livePage.ts';
import { type ServedRentals, serveRentals } from './servedRentals.ts';

let rentals: ServedRentals;

beforeAll(async () => {
  if (browserPath) rentals = await serveRentals();
});
afterAll(() => rentals?.close());

describe.skipIf(!browserPath).each([true, false])(`tenants, with JavaScript: %s${browserNote}`, (javaScript) => {
  let browser: TestBrowser;
  let page: Page;
  let samuel: number;

  beforeAll(async () => {
    browser = await openBrowser({ javaScript });
    const [row] = await query<{ id: number }>(
      `SELECT t.id FROM tenants AS t JOIN users AS u ON u.id = user_id WHERE last_name = 'Abebe'`,
    );
    samuel = row!.id;
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.close();
    const problems = browser.problems.splice(0);
    expect(problems.filter((problem) => !problem.includes('a status of 404'))).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.goto(`${rentals.address}${path}`);
    if (javaScript) await isLive(page);
  }

  it('are listed by name, part by part', async () => {
    page = await rentals.openAs(browser, 'Margaret Holloway (manager)');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tenants' }).click();
    await page.waitForURL('**/tenants');
    await keepScreenshot(page, `tenants-${javaScript}`);
    const all = await query<{ name: string }>(`SELECT first_name || ' ' || last_name AS name FROM users
      WHERE role = 'tenant' ORDER BY last_name, first_name, id`);
    const names = all.map(({ name }) => name);
    expect(await page.locator('tbody th > a').allTextContents()).toEqual(names.slice(0, 20));
    await page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('button', { name: 'Next' })
      .or(page.locator('.pager a[rel=next]'))
      .first()
      .click();
    await page.waitForURL('**/tenants?page=2');
    if (javaScript) await settled(page);
    expect(await page.locator('tbody th > a').allTextContents()).toEqual(names.slice(20, 40));
    expect((await page.locator('.summary').textContent())!.replace(/\s+/g, ' ').trim()).toBe(
      `Showing 21–40 of ${names.length} tenants`,
    );
    if (javaScript) await expectFresh(page);
  });

  it('are found as their name is typed, and opened', async () => {
    page = await rentals.openAs(browser, 'Margaret Holloway (manager)');
    await open('/tenants');
    await page.getByLabel('Search').pressSequentially('samuel a');
    if (!javaScript) await page.keyboard.press('Enter');
    await page.waitForURL('**/tenants?*q=samuel+a*');
    if (javaScript) await settled(page);
    expect(await page.locator('tbody th > a').allTextContents()).toEqual(['Samuel Abebe']);
    await page.getByRole('link', { name: 'Samuel Abebe' }).click();
    await page.waitForURL(`**/tenants/${samuel}`);
    await keepScreenshot(page, `tenant-${javaScript}`);
    expect(await page.locator('h1').textContent()).toBe('Samuel Abebe');
    const payments = await query<{
      amount: string;
    }>(`SELECT amount::money FROM payments JOIN leases AS l ON l.id = lease_id
      WHERE tenant_id = ${samuel} ORDER BY l.id, payments.id`);
    expect(await page.locator('.payments li > span:not(.badge)').allTextContents()).toEqual(
      payments.map(({ amount }) => amount),
    );
    if (javaScript) await expectVisited(page);
  });

  it('may say themselves how they are reached', async () => {
    page = await rentals.openAs(browser, 'Samuel Abebe (tenant)');
    await open(`/tenants/${samuel}`);
    await page.getByLabel('In an emergency').fill('Ruth Abebe <ruth@example.com>');
    if (javaScript) {
      await page.getByText('Not saved').waitFor();
      expect(await page.locator('#emergency').textContent()).toBe('Ruth Abebe <ruth@example.com>');
      expect(await contactOf(samuel)).not.toBe('Ruth Abebe <ruth@example.com>');
      await keepScreenshot(page, 'tenant-preview');
    }
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It is saved.').waitFor();
    expect(await page.locator('#emergency').textContent()).toBe('Ruth Abebe <ruth@example.com>');
    expect(await contactOf(samuel)).toBe('Ruth Abebe <ruth@example.com>');
    expect(await page.getByText('Not saved').count()).toBe(0);
  });

  it('see nobody else', async () => {
    page = await rentals.openAs(browser, 'Samuel Abebe (tenant)');
    await open('/tenants');
    await keepScreenshot(page, `tenants-tenant-${javaScript}`);
    expect(await page.locator('tbody th > a').allTextContents()).toEqual(['Samuel Abebe']);
    const answer = await page.goto(`${rentals.address}/tenants/1`);
    expect(answer!.status()).toBe(404);
    expect(await page.locator('body').textContent()).not.toContain('Zoë');
  });

  it.each(['Margaret Holloway (manager)', 'Samuel Abebe (tenant)', null])(
    'cost %s no more than they must',
    async (who) => {
      page = await rentals.openAs(browser, who);
      const tables = async (path: string) =>
        (await rentals.statementsOf(page, path)).map((text) => text.match(/ FROM "(\w+)" AS "[A-Z]/)![1]);
      expect(await tables('/tenants')).toEqual(['users', 'users']);
      expect(await tables('/tenants?q=nobody-like-that')).toEqual(['users', 'users']);
      const one = await tables(`/tenants/${samuel}`);
      expect(one.filter((table) => table === 'tenants')).toHaveLength(2);
      expect(one.sort()).toEqual(['leases', 'maintenance_requests', 'payments', 'payments', 'tenants', 'tenants']);
    },
  );

  it('see nobody else by GraphQL either', async () => {
    page = await rentals.openAs(browser, 'Samuel Abebe (tenant)');
    const answer = await page.request.post(`${rentals.address}/graphql`, {
      data: {
        query: `{ users { lastName } tenants { id } leases { tenantId } maintenanceRequests { tenantId }
          payments { lease { tenantId } } properties { id leases { tenantId } } expenses { id } paymentsCount
          hidden: tenant(id: 1) { id } }`,
      },
    });
    const { data } = await answer.json();
    const [own] = await query<{ leases: number; requests: number; payments: number; homes: number[] }>(`SELECT
      (SELECT count(*)::int FROM leases WHERE tenant_id = ${samuel}) AS leases,
      (SELECT count(*)::int FROM maintenance_requests WHERE tenant_id = ${samuel}) AS requests,
      (SELECT count(*)::int FROM payments JOIN leases ON leases.id = lease_id WHERE tenant_id = ${samuel}) AS payments,
      (SELECT array_agg(DISTINCT property_id) FROM leases WHERE tenant_id = ${samuel}) AS homes`);
    const { leases, requests, payments, homes } = own!;
    const ofSamuel = { tenantId: samuel };
    expect(data).toEqual({
      users: [{ lastName: 'Abebe' }],
      tenants: [{ id: samuel }],
      leases: Array(leases).fill(ofSamuel),
      maintenanceRequests: Array(requests).fill(ofSamuel),
      payments: Array(payments).fill({ lease: ofSamuel }),
      properties: homes.map((id) => ({ id, leases: [ofSamuel] })),
      expenses: [],
      paymentsCount: payments,
      hidden: null,
    });
  });

  async function contactOf(tenant: number): Promise<string | null> {
    const [row] = await query<{ contact: string }>(
      `SELECT emergency_contact AS contact FROM tenants WHERE id = ${tenant}`,
    );
    return row!.contact;
  }

  function query<Row extends object>(sql: string): Promise<Row[]> {
    return rentals.app.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
  }
});
