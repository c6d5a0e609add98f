import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningServer, listen } from '../../src/server/listen.ts';
import { createSite, type Site } from '../../src/server/site.ts';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { type DatabaseProxy, openProxy } from '../databaseProxy.ts';
import { expectFresh, isLive, markedRows, markRows, settled, signInAs } from './livePage.ts';
import { openRentals, type RentalsApp } from './rentalsApp.ts';

describe.skipIf(!browserPath)(`the rentals app, live in Chromium${browserNote}`, () => {
  const completed: number[] = [];
  let mounts = 0;
  let rentals: RentalsApp;
  let site: Site;
  let server: ListeningServer;
  let proxy: DatabaseProxy;
  let address: string;
  let browser: TestBrowser;
  let page: Page;
  let navigations = 0;

  beforeAll(async () => {
    rentals = await openRentals();
    await rentals.app.prepare!({ log: () => {}, seed: 700 });
    const { MaintenanceListView } = await import('../../views/rentals/maintenance_list.ts');
    /** The page of the application, whose calls are counted. */
    class CountedListView extends MaintenanceListView {
      override mount(context: Parameters<InstanceType<typeof MaintenanceListView>['mount']>[0]) {
        mounts += 1;
        return super.mount(context);
      }
      override complete(parameters: { id: number }) {
        completed.push(parameters.id);
        return super.complete(parameters);
      }
    }
    const routes = rentals.app.routes.map((route) => {
      return route.kind === 'page' && route.view === MaintenanceListView ? { ...route, view: CountedListView } : route;
    });
    site = createSite(
      { ...rentals.app, routes },
      { templates: rentals.templates, development: true, limits: { budget: 100_000 } },
    );
    server = await listen(site, { port: 0 });
    proxy = await openProxy(server.url);
    address = proxy.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');
    browser = await openBrowser();
    page = await browser.open();
    await signInAs(page, address);
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await server?.close();
    await rentals?.close();
  });
  beforeEach(async () => {
    page = await browser.open();
    navigations = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) navigations += 1;
    });
  });
  afterEach(async () => {
    await page.close();
    const problems = browser.problems.splice(0);
    expect(problems.filter((problem) => !/ERR_CONNECTION|WebSocket connection/.test(problem))).toEqual([]);
  });

  /** Opens a page and waits until it is live. What loads a page from now on is counted. */
  async function open(path: string): Promise<void> {
    await page.goto(`${address}${path}`);
    await isLive(page);
    await page.evaluate(() => {
      (window as { loaded?: boolean }).loaded = true;
    });
  }

  async function expectNoLoad(): Promise<void> {
    expect(await page.evaluate(() => (window as { loaded?: boolean }).loaded)).toBe(true);
  }

  it('finds rows while a person types, without loading a page', async () => {
    await open('/maintenance');
    const before = await keys(page);
    await page.getByLabel('Search').pressSequentially('leak', { delay: 20 });
    await page.waitForURL('**/maintenance?q=leak');
    await settled(page);
    await keepScreenshot(page, 'live-search');
    const found = await keys(page);
    expect(found).toEqual(await requests("(title ILIKE '%leak%' OR description ILIKE '%leak%')"));
    expect(found.length).toBeLessThan(before.length);
    expect(await page.getByLabel('Search').inputValue()).toBe('leak');
    await expectFresh(page);
    await expectNoLoad();
  });

  it('keeps the rows that stay: the same elements after a filter, a sort, a new row and one that is done', async () => {
    await open('/maintenance?q=the&limit=500');
    await markRows(page);
    await page.locator('select[name=priority]').selectOption('urgent');
    await page.waitForURL('**priority=urgent**');
    await settled(page);
    expect(await markedRows(page)).toEqual(await keys(page));
    await expectFresh(page);

    await page.getByRole('columnheader', { name: 'Reported' }).getByRole('link').click();
    await page.waitForURL('**sort=newest**');
    await settled(page);
    expect(await markedRows(page)).toEqual(await keys(page));
    await expectFresh(page);

    const marked = await markedRows(page);
    await insertRequest(900_001, 'the new one');
    await page.getByRole('columnheader', { name: 'Priority' }).getByRole('link').click();
    await page.waitForFunction(() => document.querySelector('tr[lg-key="900001"]') !== null);
    await settled(page);
    expect((await markedRows(page)).sort()).toEqual(marked.sort());
    expect((await keys(page)).sort()).toEqual([...marked, '900001'].sort());
    await expectFresh(page);

    await page.locator('tr[lg-key="900001"]').getByRole('button').click();
    await page.waitForFunction(() => document.querySelector('tr[lg-key="900001"]') === null);
    await settled(page);
    await keepScreenshot(page, 'live-completed');
    expect(await markedRows(page)).toEqual(await keys(page));
    expect(await page.getByText('“the new one” is done.').count()).toBe(1);
    expect(await statusOf(900_001)).toBe('completed');
    await expectFresh(page);
    await expectNoLoad();
  });

  it('keeps caret and text of a person who types on while an older answer comes', async () => {
    await open('/maintenance');
    await page.evaluate(() => window.livegraft.latency!(200));
    const search = page.getByLabel('Search');
    await search.pressSequentially('sink', { delay: 10 });
    await page.waitForFunction(() => document.querySelector('form.lg-loading') !== null);
    await search.press('Home');
    await search.pressSequentially('the ', { delay: 10 });
    await page.waitForURL('**/maintenance?q=sink');
    const caret = () => search.evaluate((element: HTMLInputElement) => [element.value, element.selectionStart]);
    expect(await caret()).toEqual(['the sink', 4]);
    await page.waitForURL('**/maintenance?q=the+sink');
    await settled(page);
    expect(await caret()).toEqual(['the sink', 4]);
    await page.evaluate(() => window.livegraft.latency!(0));
    await expectFresh(page);
  });

  it('goes to other pages over the same socket, and back and forward with what was shown', async () => {
    await open('/maintenance?sort=newest');
    await page.evaluate(() => window.scrollTo(0, 900));
    // Not by the mouse, for which the page would be scrolled.
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Properties' })
      .dispatchEvent('click');
    await page.waitForURL('**/properties');
    await settled(page);
    await keepScreenshot(page, 'live-properties');
    expect(await page.title()).toBe('Properties · Rentals');
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Properties');
    await page.goBack();
    await page.waitForURL('**/maintenance?sort=newest');
    await page.waitForFunction(() => document.title.startsWith('Maintenance'));
    await settled(page);
    await page.waitForFunction(() => Math.abs(window.scrollY - 900) < 2);
    await expectFresh(page);
    await page.goForward();
    await page.waitForFunction(() => document.title.startsWith('Properties'));
    await settled(page);
    await expectFresh(page);
    await expectNoLoad();
    expect(site.metrics().sessions).toMatchObject({ live: 1, detached: 0 });
  });

  it('shows what is wrong with a field once it was used, and saves', async () => {
    await open('/maintenance/new');
    await page.getByLabel('Title').focus();
    await page.getByLabel('Description').fill('Water comes through the ceiling of the kitchen.');
    await page.getByLabel('Title').fill('x');
    await page.getByLabel('Title').fill('');
    await page.getByText('Please say what is broken.').waitFor();
    await keepScreenshot(page, 'live-form-error');
    expect(await page.locator('.field-error').count()).toBe(1);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please choose a property.').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Water comes through the ceiling of the kitchen.');
    await page.getByLabel('Title').fill('Kitchen ceiling drips');
    await page.getByLabel('Property').selectOption({ index: 1 });
    await page.getByLabel('Category').selectOption('plumbing');
    await page.getByLabel('Priority').selectOption('urgent');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/maintenance');
    await settled(page);
    await keepScreenshot(page, 'live-saved');
    expect(await page.getByRole('link', { name: 'Kitchen ceiling drips' }).count()).toBe(1);
    await expectNoLoad();
  });

  it('loses no event and runs none twice while its socket is cut two hundred times', async () => {
    await open('/maintenance?q=e');
    completed.length = 0;
    mounts = 0;
    navigations = 0;
    const ids: number[] = [];
    for (let cuts = 0; cuts < 200; cuts += 1) {
      const id = Number((await keys(page))[0]);
      ids.push(id);
      await page.evaluate((key) => {
        document.querySelector<HTMLElement>(`tr[lg-key="${key}"] button`)!.click();
      }, id);
      await new Promise((resolve) => setTimeout(resolve, (cuts * 7) % 23));
      proxy.cut();
      await page.waitForFunction(() => window.livegraft.status === 'offline');
      await page.evaluate(() => window.dispatchEvent(new Event('online'))); // it need not wait for its next try
      await page.waitForFunction((key) => document.querySelector(`tr[lg-key="${key}"]`) === null, id);
      await isLive(page);
    }
    await settled(page);
    expect(completed).toEqual(ids);
    expect([mounts, navigations]).toEqual([0, 0]);
    expect(await page.getByLabel('Search').inputValue()).toBe('e');
    expect(new Set(await Promise.all(ids.map(statusOf)))).toEqual(new Set(['completed']));
    await expectFresh(page);
    await expectNoLoad();
  }, 300_000);

  it('gives a duplicated tab a page of its own', async () => {
    const response = await page.goto(`${address}/maintenance?q=door`);
    const html = await response!.text();
    await isLive(page);
    const copy = await browser.open();
    await copy.route('**/maintenance?q=door', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
    await copy.goto(`${address}/maintenance?q=door`);
    await isLive(copy);
    expect(site.metrics().sessions.live).toBe(2);
    await copy.getByLabel('Search').fill('window');
    await copy.waitForURL('**q=window');
    await settled(copy);
    await page.getByRole('columnheader', { name: 'Request' }).getByRole('link').click();
    await page.waitForURL('**sort=title**');
    await settled(page);
    await copy.unroute('**/maintenance?q=door');
    await expectFresh(copy);
    await expectFresh(page);
    await copy.close();
  });

  it('comes back out of the back-forward cache with what is there now', async () => {
    await open('/maintenance?q=pipe');
    await page.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    const before = await keys(page);
    await page.evaluate(() => location.assign('/login'));
    await page.waitForURL('**/login');
    await isLive(page);
    expect(site.metrics().sessions).toMatchObject({ live: 1, detached: 0 });
    await rentals.app.sequelize.query(`UPDATE maintenance_requests SET status = 'completed' WHERE id = ${before[0]}`);
    await page.goBack({ waitUntil: 'commit' }); // nothing is loaded
    await isLive(page);
    await page.waitForFunction((key) => document.querySelector(`tr[lg-key="${key}"]`) === null, before[0]);
    expect(await page.evaluate(() => (window as { persisted?: boolean }).persisted)).toBe(true);
    await expectNoLoad();
    await expectFresh(page);
  });

  it('makes a page live that was fetched in advance', async () => {
    await open('/maintenance');
    const { parked } = site.metrics().sessions; // a tab that an earlier test closed may have left one
    await page.evaluate(async () => {
      const link = Object.assign(document.createElement('link'), { rel: 'prefetch', href: '/properties' });
      const loaded = new Promise((resolve) => link.addEventListener('load', resolve));
      document.head.append(link);
      await loaded;
    });
    expect(site.metrics().sessions.parked).toBeLessThanOrEqual(parked);
    await page.evaluate(() => location.assign('/properties'));
    await page.waitForURL('**/properties');
    await isLive(page);
    await page.getByLabel('Search').fill('loft');
    await page.waitForURL('**q=loft');
    await settled(page);
    await expectFresh(page);
  });

  it('serves two tabs of one browser side by side', async () => {
    await open('/maintenance?q=lock');
    const other = await browser.open();
    await other.goto(`${address}/maintenance?q=lock`);
    await isLive(other);
    const [first] = await keys(page);
    await page.locator(`tr[lg-key="${first}"]`).getByRole('button').click();
    await page.waitForFunction((key) => document.querySelector(`tr[lg-key="${key}"]`) === null, first);
    await other.locator(`tr[lg-key="${first}"]`).getByRole('button').click();
    await other.getByText('somebody else was faster').waitFor();
    expect(await keys(other)).toEqual(await keys(page));
    expect(site.metrics().sessions.live).toBe(2);
    await other.close();
  });

  it('goes on without patches where a page is not let in: links and forms load pages', async () => {
    await page.context().clearCookies({ name: 'livegraft' });
    const answer = await fetch(`${address}/maintenance`, { headers: { accept: 'text/html' } });
    const body = await answer.text();
    await page.route('**/maintenance', (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto(`${address}/maintenance`);
    await page.waitForFunction(() => window.livegraft.status === 'closed');
    await page.getByRole('columnheader', { name: 'Request' }).getByRole('link').click();
    await page.waitForURL('**/maintenance?sort=title');
    await isLive(page);
    expect(navigations).toBe(2);
  });

  function keys(of: Page): Promise<string[]> {
    return of.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('lg-key')!));
  }

  async function requests(condition: string): Promise<string[]> {
    const [rows] = await rentals.app.sequelize.query(
      `SELECT id::text FROM maintenance_requests WHERE status IN ('open', 'in_progress') AND ${condition}
      ORDER BY array_position(ARRAY['urgent', 'high', 'medium', 'low'], priority::text), created_at DESC, id LIMIT 100`,
    );
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  async function statusOf(id: number): Promise<string> {
    const [rows] = await rentals.app.sequelize.query(`SELECT status FROM maintenance_requests WHERE id = ${id}`);
    return (rows as { status: string }[])[0]!.status;
  }

  async function insertRequest(id: number, title: string): Promise<void> {
    await rentals.app.sequelize.query(`INSERT INTO maintenance_requests
      (id, property_id, title, description, priority, status, category, reported_at, created_at, updated_at)
      SELECT ${id}, property_id, '${title}', 'It has just come in.', 'urgent', 'open', 'other', now(), now(), now()
      FROM maintenance_requests WHERE id = 1`);
  }
});

declare global {
  interface Window {
    /** What the runtime gives to scripts. */
    readonly livegraft: import('../../src/client/start.ts').Livegraft;
  }
}
