import type { Page } from 'playwright-core';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { expectVisited, isLive } from './livePage.ts';
import { type ServedRentals, serveRentals } from './servedRentals.ts';

let rentals: ServedRentals;

beforeAll(async () => {
  if (browserPath) rentals = await serveRentals();
});
afterAll(() => rentals?.close());

describe.skipIf(!browserPath).each([true, false])(`the dashboard, with JavaScript: %s${browserNote}`, (javaScript) => {
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

  it('is found in the navigation, and leads on to what it says', async () => {
    page = await rentals.openAs(browser, 'Margaret Holloway (manager)');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dashboard' }).click();
    await page.waitForURL('**/dashboard');
    if (javaScript) await isLive(page);
    await keepScreenshot(page, `dashboard-${javaScript}`);
    expect(await page.title()).toBe('Dashboard · Rentals');
    expect(await page.locator('.site-links [aria-current]').textContent()).toBe('Dashboard');
    const [sums] = await query<{ rent: string; due: string; payments: string }>(`SELECT
      (SELECT sum(rent)::money FROM leases WHERE status = 'active') AS rent, sum(amount)::money AS due,
      'In ' || count(*) || ' payments' AS payments FROM payments WHERE status IN ('pending', 'failed')`);
    expect((await texts('.figure')).slice(0, 2)).toEqual([sums!.rent, sums!.due]);
    expect(await page.getByText('who owes').locator('..').textContent()).toContain(sums!.payments);
    if (javaScript) await expectVisited(page);
    await page.getByRole('link', { name: 'who owes' }).click();
    await page.waitForURL('**/tenants?group=owing');
    expect(await page.locator('.chip[aria-current]').textContent()).toContain('Owing');
  });

  it('shows a tenant nothing of others', async () => {
    page = await rentals.openAs(browser, 'Samuel Abebe (tenant)');
    await page.goto(`${rentals.address}/dashboard`);
    await keepScreenshot(page, `dashboard-tenant-${javaScript}`);
    const main = (await page.locator('main').textContent())!;
    const others = await query<{ name: string }>(`SELECT first_name || ' ' || last_name AS name FROM users
      WHERE last_name <> 'Abebe' UNION SELECT name FROM properties WHERE id NOT IN
      (SELECT property_id FROM leases JOIN tenants AS t ON t.id = tenant_id JOIN users AS u ON u.id = user_id
        WHERE last_name = 'Abebe')`);
    expect(others.filter(({ name }) => main.includes(name))).toEqual([]);
    const [own] = await query<{ rent: string }>(`SELECT rent::money FROM leases JOIN tenants AS t ON t.id = tenant_id
      JOIN users AS u ON u.id = user_id WHERE last_name = 'Abebe' AND leases.status = 'active'`);
    expect((await texts('.figure'))[0]).toBe(own!.rent);
  });

  // A tenant's rows that the page was handed are looked up again: whether the tenant may see them is not theirs to know.
  it.each([
    ['Margaret Holloway (manager)', 10],
    ['Samuel Abebe (tenant)', 11],
    [null, 10],
  ])('costs %s %i statements', async (who, count) => {
    page = await rentals.openAs(browser, who);
    const statements = await rentals.statementsOf(page, '/dashboard');
    expect(statements).toHaveLength(count);
    expect(
      statements.filter((text) => /^SELECT count\(\*\)[^,]* FROM "payments" AS "Payment"/.test(text)),
    ).toHaveLength(1);
  });

  async function texts(selector: string): Promise<string[]> {
    const found = await page.locator(selector).allTextContents();
    return found.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  function query<Row extends object>(sql: string): Promise<Row[]> {
    return rentals.app.sequelize.query<Row>(sql, { type: QueryTypes.SELECT });
  }
});
