import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { type ServedRentals, serveRentals } from './servedRentals.ts';

// biome-ignore lint/suspicious/noExplicitAny: rows have the shape that the operation asks for
type Row = any;

/** An operation, and where its rows are seen on the page. */
interface Shown {
  readonly name: string;
  /** Elements, one for each row; or one, where the operation gives a single value. Where there are several lists, any of them. */
  readonly rows: readonly string[];
  /** What a row's element shows, in this order. */
  texts(row: Row): readonly string[];
}

interface Visited {
  readonly view: string;
  readonly address: string;
  readonly operations: readonly Shown[];
  /** Operations whose rows the page hands over itself. */
  readonly handedOver?: readonly string[];
}

const dollars = (amount: string) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(Number(amount));
const capital = (word: string) => `${word[0]!.toUpperCase()}${word.slice(1).replaceAll('_', ' ')}`;
const names = (tags: Row[]) => tags.map(({ name }) => name);

const homesOfForm = (name: string): Shown => ({
  name,
  rows: ['select[name=propertyId] option:not([value=""])'],
  texts: ({ name, city }) => [`${name}, ${city}`],
});

function pagesOf(tenant: number): Visited[] {
  return [
    {
      view: 'DashboardView',
      address: '/dashboard',
      operations: [
        {
          name: 'DashboardView_dashboard_overdue',
          rows: ['article:has-text("who owes") p:last-child'],
          texts: (count: number) => [`In ${count} payment`],
        },
        {
          name: 'DashboardView_dashboard_recent',
          rows: ['section:has-text("Paid last") li:not(.empty)'],
          texts: ({ amount, lease }) => [lease.tenant.user.getFullName, dollars(amount), lease.property.name],
        },
        {
          name: 'DashboardView_dashboard_sections_requests',
          rows: [
            'section:has-text("Most urgent") li:not(.empty)',
            'section:has-text("Waiting longest") li:not(.empty)',
          ],
          texts: ({ title, priority, property }) => [title, capital(priority), property.name],
        },
      ],
      handedOver: ['DashboardView_dashboard_repaired', 'DashboardView_dashboard_topProperty'],
    },
    {
      view: 'MaintenanceListView',
      address: '/maintenance?status=all&sort=oldest',
      operations: [
        {
          name: 'MaintenanceListView_requests',
          rows: ['tbody tr'],
          texts: ({ title, property, tenant, priority, status, estimatedCost }) => [
            ...[title, property.name, property.city, tenant?.user.getFullName ?? '—', capital(priority)],
            ...[capital(status), estimatedCost ? dollars(estimatedCost) : '—'],
          ],
        },
      ],
    },
    {
      view: 'NewMaintenanceView',
      address: '/maintenance/new',
      operations: [homesOfForm('NewMaintenanceView_properties')],
    },
    {
      view: 'EditMaintenanceView',
      address: '/maintenance/1/edit',
      operations: [homesOfForm('EditMaintenanceView_properties')],
    },
    {
      view: 'PropertyListView',
      address: '/properties?sort=rent-high',
      operations: [
        {
          name: 'PropertyListView_properties',
          rows: ['article.card'],
          texts: ({ name, status, type, getShortAddress, rent, tags }) => [
            ...[name, capital(status), capital(type), getShortAddress, dollars(rent), ...names(tags)],
          ],
        },
      ],
    },
    {
      view: 'TenantListView',
      address: '/tenants?sort=newest',
      operations: [
        {
          name: 'TenantListView_people',
          rows: ['tbody tr'],
          texts: ({ getFullName, email, tenant }) => [
            ...[getFullName, email, tenant.currentLease?.property.name ?? '—', String(tenant.leasesCount)],
            tenant.balance > 0 ? dollars(tenant.balance) : '—',
          ],
        },
      ],
    },
    {
      view: 'TenantView',
      address: `/tenants/${tenant}`,
      operations: [
        {
          name: 'TenantView_requests',
          rows: ['section[aria-labelledby=requests] li:not(.empty)'],
          texts: ({ title, priority, property }) => [title, capital(priority), property.name],
        },
      ],
      handedOver: ['TenantView_tenant'],
    },
    {
      view: 'LeaseListView',
      address: '/leases?sort=balance',
      operations: [
        {
          name: 'LeaseListView_leases',
          rows: ['tbody tr'],
          texts: ({ property, tenant, status, rent, paymentsCount, balance }) => [
            ...[property.name, property.city, ...names(property.tags), tenant.user.getFullName, capital(status)],
            ...[dollars(rent), String(paymentsCount), balance > 0 ? dollars(balance) : '—'],
          ],
        },
      ],
    },
    {
      view: 'LoginView',
      address: '/login',
      operations: [
        {
          name: 'LoginView_users',
          rows: ['select[name=user] option'],
          texts: ({ getFullName, role }) => [`${getFullName} (${role})`],
        },
      ],
    },
  ];
}

const viewers = [
  ['the staff', 'Margaret Holloway (manager)', pagesOf(1)],
  // The first request is not theirs to edit.
  ['a tenant', 'Samuel Abebe (tenant)', pagesOf(22).filter(({ view }) => view !== 'EditMaintenanceView')],
] as const;

let rentals: ServedRentals;
beforeAll(async () => {
  rentals = await serveRentals();
});
afterAll(() => rentals?.close());

describe.skipIf(!browserPath).each(viewers)(
  `operations opened in GraphiQL by %s${browserNote}`,
  (who, person, pages) => {
    let browser: TestBrowser;
    let page: Page;
    let rowsSeen = 0;

    beforeAll(async () => {
      browser = await openBrowser();
      page = await rentals.openAs(browser, person);
    });
    afterAll(() => browser?.close());

    it.each(pages.map((visited) => [visited.view, visited] as const))('show the rows of %s', async (view, visited) => {
      await page.goto(`${rentals.address}${visited.address}`);
      const shown = new Map<string, string[][]>();
      for (const { name, rows } of visited.operations) shown.set(name, await Promise.all(rows.map(textsOf)));
      expect(await operationsOf(view)).toEqual(
        [...visited.operations.map(({ name }) => name), ...(visited.handedOver ?? [])].sort(),
      );
      for (const { name, texts } of visited.operations) {
        const { data } = await openInGraphiql(view, name);
        const [value] = Object.values(data);
        const expected = (Array.isArray(value) ? value : [value]).map(texts);
        expect(
          shown.get(name)!.some((seen) => isShown(seen, expected)),
          difference(name, shown.get(name)!, expected),
        ).toBe(true);
        rowsSeen += expected.length;
        if (name === 'LeaseListView_leases') await keepScreenshot(page, `graphiql-leases-${who.replace(' ', '-')}`);
      }
      for (const name of visited.handedOver ?? []) {
        expect(await noteOf(view, name)).toMatch(/^GraphiQL may show other rows/);
        expect((await openInGraphiql(view, name)).errors).toBeUndefined();
      }
      // GraphiQL's editor may still be starting its workers when the page is left.
      expect(browser.problems.filter((problem) => !/^failed: blob:.* net::ERR_ABORTED$/.test(problem))).toEqual([]);
    });

    it('were compared row by row', () => {
      expect(rowsSeen).toBeGreaterThan(who === 'the staff' ? 300 : 15);
    });

    async function textsOf(rows: string): Promise<string[]> {
      return (await page.locator(rows).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
    }

    /** The names of the operations that the inspector lists of a view. */
    async function operationsOf(view: string): Promise<string[]> {
      await page.goto(`${rentals.address}/_livegraft#${view}`);
      return page.locator(`#${view} article h3`).allTextContents();
    }

    async function noteOf(view: string, operation: string): Promise<string | null> {
      return (await articleOf(view, operation)).locator('.note').first().textContent();
    }

    async function articleOf(view: string, operation: string) {
      await page.goto('about:blank'); // a page that differs by its fragment alone is not loaded anew
      await page.goto(`${rentals.address}/_livegraft#${view}`);
      return page.locator(`#${view} article`, { has: page.getByText(operation, { exact: true }) });
    }

    /** Follows an operation's link and runs it. Gives the answer, whose beginning the editor of results must show. */
    async function openInGraphiql(view: string, operation: string): Promise<{ data: object; errors?: unknown }> {
      const article = await articleOf(view, operation);
      await article.getByRole('link', { name: 'Open in GraphiQL' }).click();
      const answered = page.waitForResponse(
        (response) =>
          response.request().method() === 'POST' && (response.request().postData()?.includes(operation) ?? false),
      );
      await page.getByRole('button', { name: /^Execute query/ }).click();
      const answer = await (await answered).json();
      // The editor breaks long lines, and has those that are seen.
      const lines = JSON.stringify(answer, null, 2)
        .split('\n')
        .slice(2, 8)
        .filter((line) => line.length < 40);
      const editor = page.locator('.result-window');
      for (const line of lines) await editor.getByText(line.trim(), { exact: false }).first().waitFor();
      return answer;
    }
  },
);

/** Whether there is one element for each row, and its text has the row's texts in their order. */
function isShown(elements: readonly string[], rows: readonly (readonly string[])[]): boolean {
  return elements.length === rows.length && elements.every((element, index) => hasInOrder(element, rows[index]!));
}

function hasInOrder(element: string, texts: readonly string[]): boolean {
  let from = 0;
  return texts.every((text) => {
    const found = element.indexOf(text.replace(/\s+/g, ' '), from);
    from = found + text.length;
    return found !== -1;
  });
}

function difference(name: string, seen: readonly string[][], rows: readonly (readonly string[])[]): string {
  const lists = seen.map((elements) => {
    const index = rows.findIndex((row, place) => !hasInOrder(elements[place] ?? '', row));
    return `${elements.length} rows; row ${index} is ${JSON.stringify(elements[index])}`;
  });
  return `${name} gives ${rows.length} rows, the page has ${lists.join(', or ')}, not ${JSON.stringify(rows)}`;
}
