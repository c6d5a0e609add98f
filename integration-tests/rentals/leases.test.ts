import type { Page } from 'playwright-core';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { expectFresh, isLive, settled } from './livePage.ts';
import { type ServedRentals, serveRentals } from './servedRentals.ts';

let rentals: ServedRentals;

beforeAll(async () => {
  if (browserPath) rentals = await serveRentals();
});
afterAll(() => rentals?.close());

describe.skipIf(!browserPath).each([true, false])(`leases, with JavaScript: %s${browserNote}`, (javaScript) => {
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser({ javaScript });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await page.close();
    expect(browser.problems.splice(0)).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.goto(`${rentals.address}${path}`);
    if (javaScript) await isLive(page);
  }

  it('are filtered by status and city, and sorted', async () => {
    page = await rentals.openAs(browser, 'Margaret Holloway (manager)');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Leases' }).click();
    await page.waitForURL('**/leases');
    await keepScreenshot(page, `leases-${javaScript}`);
    expect(await keys()).toEqual((await leases('true')).slice(0, 25));
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Active' }).click();
    await page.waitForURL('**/leases?status=active');
    await page.getByRole('combobox', { name: 'City' }).selectOption('Portland');
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Rent, high to low');
    if (!javaScript) await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL('**/leases?*sort=rent*');
    if (javaScript) await settled(page);
    await keepScreenshot(page, `leases-filtered-${javaScript}`);
    const found = await leases(`p.city = 'Portland' AND l.status = 'active'`, 'l.rent DESC, p.name');
    expect(found.length).toBeGreaterThan(3);
    expect(await keys()).toEqual(found.slice(0, 25));
    if (javaScript) await expectFresh(page);
  });

  it('are terminated after a question', async () => {
    page = await rentals.openAs(browser, 'Margaret Holloway (manager)');
    await open('/leases?status=active');
    const [id] = await keys();
    const terminate = page.locator(`tr[lg-key="${id}"]`).getByRole('button');
    if (javaScript) {
      page.once('dialog', (dialog) => void dialog.dismiss());
      await terminate.click();
      expect(await statusOf(id!)).toBe('active');
      page.once('dialog', (dialog) => {
        expect(dialog.message()).toBe('Terminate this lease today?');
        void dialog.accept();
      });
    }
    await terminate.click();
    await page.getByText('The lease is terminated.').waitFor();
    await keepScreenshot(page, `leases-terminated-${javaScript}`);
    expect(await statusOf(id!)).toBe('terminated');
    expect(await keys()).not.toContain(id);
    expect(new URL(page.url()).search).toBe('?status=active');
  });

  it('of others are not there for a tenant, who terminates none', async () => {
    page = await rentals.openAs(browser, 'Samuel Abebe (tenant)');
    await open('/leases');
    await keepScreenshot(page, `leases-tenant-${javaScript}`);
    expect(await keys()).toEqual(await leases("last_name = 'Abebe'"));
    expect(await page.getByRole('button', { name: /^Terminate/ }).count()).toBe(0);
    await open('/leases?q=a&status=expired');
    expect(await keys()).toEqual(await leases("last_name = 'Abebe' AND l.status = 'expired'"));
  });

  it.each(['Margaret Holloway (manager)', 'Samuel Abebe (tenant)', null])('cost %s four statements', async (who) => {
    page = await rentals.openAs(browser, who);
    const statements = await rentals.statementsOf(page, '/leases?sort=balance');
    expect(statements).toHaveLength(4);
    expect(statements.filter((text) => / FROM "leases" AS "Lease"/.test(text))).toHaveLength(3);
    expect(statements.at(-1)).toMatch(/ FROM "tags" AS "Tag" INNER JOIN "property_tags"/);
    expect(await rentals.statementsOf(page, '/leases?q=there-is-none')).toHaveLength(3);
  });

  /** The keys of the rows, from the top. */
  function keys(): Promise<string[]> {
    return page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('lg-key')!));
  }

  async function leases(condition: string, order = 'last_name, first_name, start_date DESC'): Promise<string[]> {
    const rows = await query<{
      id: string;
    }>(`SELECT l.id::text FROM leases AS l JOIN properties AS p ON p.id = property_id
      JOIN tenants AS t ON t.id = tenant_id JOIN users AS u ON u.id = user_id WHERE ${condition} ORDER BY ${order}, l.id`);
    return rows.map(({ id }) => id);
  }

  async function statusOf(lease: string): Promise<string> {
    const [row] = await query<{ status: string }>(`SELECT status FROM leases WHERE id = ${Number(lease)}`);
    return row!.status;
  }

  function query<Row extends object>(sql: string): Promise<Row[]> {
    return rentals.app.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
  }
});
