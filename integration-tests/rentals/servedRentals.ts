import type { Page } from 'playwright-core';
import { listen } from '../../src/server/listen.ts';
import type { TestBrowser } from '../browser.ts';
import { statementsDuring } from '../statementsDuring.ts';
import { openRentals, type RentalsApp } from './rentalsApp.ts';

/** The rentals application on a port, for browsers. */
export interface ServedRentals extends RentalsApp {
  readonly address: string;
  /** A page of somebody who has signed in by the form, such as `Beth O'Malley (staff)`, or of nobody. */
  openAs(browser: TestBrowser, person: string | null): Promise<Page>;
  /** The statements of loading a path, asked for by whoever a page belongs to. */
  statementsOf(page: Page, path: string): Promise<string[]>;
}

/** Once per test file, as `openRentals`. */
export async function serveRentals(): Promise<ServedRentals> {
  const rentals = await openRentals();
  const server = await listen(rentals.createSite(), { port: 0 });
  const address = server.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');
  return {
    ...rentals,
    address,
    async openAs(browser, person) {
      const page = await browser.open();
      await page.context().clearCookies();
      if (person === null) return page;
      await page.goto(`${address}/login`);
      await page.getByLabel('Who are you?').selectOption({ label: person });
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL('**/maintenance');
      return page;
    },
    async statementsOf(page, path) {
      const cookies = await page.context().cookies();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      return statementsDuring(rentals.database, async () => {
        const answer = await fetch(new URL(path, address), { headers: { cookie } });
        await answer.text();
        if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
      });
    },
    async close() {
      await server.close();
      await rentals.close();
    },
  };
}
