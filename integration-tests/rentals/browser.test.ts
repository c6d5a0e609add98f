import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { signIn } from './signIn.ts';

/** Paths, names for their screenshots, and who is signed in. */
const pages = [
  ['/', 'home', null],
  ['/maintenance', 'maintenance', null],
  ['/maintenance?status=all&limit=20', 'maintenance-signed-in', 4],
  ['/maintenance?q=there-is-none', 'nothing-found', null],
  ['/maintenance/new', 'new-request', 4],
  ['/maintenance/2/edit', 'edit-request', 4],
  ['/properties', 'properties', null],
  ['/dashboard', 'dashboard', 4],
  ['/tenants', 'tenants', null],
  ['/tenants/1', 'tenant', 4],
  ['/leases', 'leases', 4],
  ['/leases?q=there-is-none', 'no-leases', 4],
  ['/login?problem=user', 'login', null],
] as const;

const sections = ['Dashboard', 'Maintenance', 'Properties', 'Tenants', 'Leases'];

describe.skipIf(!browserPath)(`the rentals app in Chromium, without JavaScript${browserNote}`, () => {
  let database: TestDatabase;
  let app: RunningApp;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    [app, browser] = await Promise.all([startApp(database.url), openBrowser({ javaScript: false })]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });
  afterEach(async () => {
    await page.close();
    expect(browser.problems).toEqual([]);
  });

  it('shows a hundred requests, the urgent and newest first', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance`);
    await keepScreenshot(page, 'maintenance');
    const wanted = await query(`SELECT id::text FROM maintenance_requests WHERE status IN ('open', 'in_progress')
      ORDER BY array_position(ARRAY['urgent', 'high', 'medium', 'low'], priority::text), created_at DESC, id LIMIT 100`);
    expect(await keys()).toEqual(wanted);
    expect(wanted).toHaveLength(100);
    expect(await text('.summary')).toMatch(/^Showing 100 of 1\d\d$/);
  });

  it('shows what is known of a request', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance?status=all&limit=500`);
    const cells = (id: number) => {
      return page.locator(`tr[lg-key="${id}"] > *`).evaluateAll((elements) => {
        return elements.map((element) => element.textContent!.replace(/\s+/g, ' ').trim());
      });
    };
    expect(await cells(2)).toEqual([
      "Tenant's door lock is jammed The deadbolt on the front door doesn't turn all the way, so the door can't be locked from...",
      'Foundry Loft South Portland',
      'José Núñez',
      'High',
      'In progress',
      'Nov 15, 2025',
      '$200.00',
    ]);
    expect((await cells(17))[0]).toMatch(/^Front gate squeaks & sticks The gate needs a hard push/);
    const [vacant] = await query(
      `SELECT id::text FROM maintenance_requests WHERE tenant_id IS NULL AND estimated_cost IS NULL LIMIT 1`,
    );
    const [, , tenant, , , , estimate] = await cells(Number(vacant));
    expect([tenant, estimate]).toEqual(['—', '—']);
  });

  it('finds words as a person types them, and clears them again', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance`);
    await page.getByLabel('Search').fill('  LEAK ');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/maintenance?*q=*');
    await keepScreenshot(page, 'search');
    const wanted = await query(`SELECT id::text FROM maintenance_requests WHERE status IN ('open', 'in_progress')
      AND (title ILIKE '%leak%' OR description ILIKE '%leak%')`);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await keys()).sort()).toEqual(wanted.sort());
    expect(await page.getByLabel('Search').inputValue()).toBe('LEAK');
    await page.getByRole('link', { name: 'Clear the search' }).click();
    await page.waitForURL(`${app.url}/maintenance`);
    expect(await keys()).toHaveLength(100);
  });

  it('filters by what is chosen, and keeps it while another status is looked at', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance`);
    await choice('Priority').selectOption('Urgent');
    await choice('Category').selectOption('Plumbing');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL('**/maintenance?*priority=urgent*');
    expect(new Set(await column('Priority'))).toEqual(new Set(['Urgent']));
    expect(await keys()).toEqual(
      await requests("status IN ('open', 'in_progress') AND priority = 'urgent' AND category = 'plumbing'"),
    );
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: /^All/ }).click();
    await page.waitForURL('**/maintenance?*status=all*');
    expect((await keys()).sort()).toEqual((await requests("priority = 'urgent' AND category = 'plumbing'")).sort());
    expect(await choice('Priority').inputValue()).toBe('urgent');
    expect(await text('.chips [aria-current]')).toMatch(/^All \d+$/);
  });

  it('sorts by a click on the head of a column', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance`);
    const head = (name: string) => page.getByRole('columnheader', { name });
    const click = (name: string) => head(name).getByRole('link').click();
    expect(await head('Priority').getAttribute('aria-sort')).toBe('descending');
    await click('Request');
    await page.waitForURL('**/maintenance?sort=title');
    expect(await head('Request').getAttribute('aria-sort')).toBe('ascending');
    expect(await head('Priority').getAttribute('aria-sort')).toBe('none');
    expect(await keys()).toEqual(
      await requests("status IN ('open', 'in_progress')", 'title, reported_at DESC, id', 100),
    );
    await click('Reported');
    await page.waitForURL('**/maintenance?sort=newest');
    expect(await keys()).toEqual(await requests("status IN ('open', 'in_progress')", 'reported_at DESC, id', 100));
    await click('Reported');
    await page.waitForURL('**/maintenance?sort=oldest');
    expect(await keys()).toEqual(await requests("status IN ('open', 'in_progress')", 'reported_at, id', 100));
    expect(await head('Reported').getAttribute('aria-sort')).toBe('ascending');
  });

  it('shows more on request, and goes back as it came', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/maintenance`);
    await page
      .getByRole('button', { name: 'Show more' })
      .or(page.getByRole('link', { name: 'Show more' }))
      .click();
    await page.waitForURL('**/maintenance?limit=200');
    const wanted = await requests("status IN ('open', 'in_progress')");
    expect((await keys()).sort()).toEqual(wanted.sort());
    expect(await page.getByText('Show more').count()).toBe(0);
    await page.goBack({ waitUntil: 'commit' }); // it may be in the browser's cache, and then nothing is loaded
    await page.getByText('Show more').waitFor();
    expect(await keys()).toHaveLength(100);
  });

  it('signs a person in and out', async () => {
    page = await browser.open();
    await page.goto(`${app.url}/properties`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Who are you?').selectOption({ label: "Beth O'Malley (staff)" });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${app.url}/maintenance`);
    await keepScreenshot(page, 'signed-in');
    expect(await text('.viewer')).toBe("BO Beth O'Malley");
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name }) => name).sort()).toEqual(['livegraft', 'rentals_session']);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.getByRole('link', { name: 'Properties' }).click();
    expect(await text('.viewer')).toBe("BO Beth O'Malley");
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${app.url}/`);
    expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(1);
  });

  it('takes a request in a form, and completes it', async () => {
    page = await openAs(null);
    await page.goto(`${app.url}/maintenance`);
    await page.getByRole('button', { name: 'New request' }).click();
    await page.waitForURL(`${app.url}/login`);
    expect(await text('[role=alert]')).toBe('Please sign in first.');
    await page.getByLabel('Who are you?').selectOption({ label: "Beth O'Malley (staff)" });
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'New request' }).click();
    await page.getByLabel('Title').fill('  Gutter & “downpipe” <leak>  ');
    await page.getByLabel('Property').selectOption({ label: 'Foundry Loft South, Portland' });
    await page.getByLabel('Estimated cost').fill('a lot');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please describe it in a sentence or two.').waitFor();
    await keepScreenshot(page, 'form-errors');
    expect(await errors()).toEqual({
      description: 'Please describe it in a sentence or two.',
      category: 'Please choose a category.',
      estimatedCost: 'Please give an amount of dollars, such as 120 or 99.50.',
    });
    expect(await page.getByLabel('Title').inputValue()).toBe('  Gutter & “downpipe” <leak>  ');
    expect(await page.getByLabel('Property').locator('option:checked').textContent()).toBe(
      'Foundry Loft South, Portland',
    );
    expect(await page.getByLabel('Estimated cost').inputValue()).toBe('a lot');

    await page.getByLabel('Description').fill('It drips.\n\nOn the bicycles.');
    await page.getByLabel('Category').selectOption('Other');
    await page.getByLabel('Priority').selectOption('Urgent');
    await page.getByLabel('Estimated cost').fill('99.50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`${app.url}/maintenance`);
    await keepScreenshot(page, 'form-saved');
    expect(await text('[role=status] .notice')).toBe('“Gutter & “downpipe” <leak>” is saved.');
    const [id] = await query(
      `SELECT id::text FROM maintenance_requests WHERE description = E'It drips.\\n\\nOn the bicycles.'`,
    );
    expect((await keys())[0]).toBe(id);
    await page.reload();
    expect(await page.locator('.notice').count()).toBe(0);

    await page.getByRole('link', { name: 'Gutter & “downpipe” <leak>' }).click();
    await page.waitForURL(`${app.url}/maintenance/${id}/edit`);
    expect(await page.getByLabel('Description').inputValue()).toBe('It drips.\n\nOn the bicycles.');
    await page.getByLabel('Status').selectOption('In progress');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`${app.url}/maintenance`);
    await page.goto(`${app.url}/maintenance?status=in_progress&q=gutter`);
    await page.getByRole('button', { name: 'Done: Gutter & “downpipe” <leak>' }).click();
    await page.getByText('“Gutter & “downpipe” <leak>” is done.').waitFor();
    expect(page.url()).toBe(`${app.url}/maintenance?q=gutter&status=in_progress`);
    await keepScreenshot(page, 'completed');
    expect(await query(`SELECT status::text FROM maintenance_requests WHERE id = ${id}`)).toEqual(['completed']);
  });

  it.each(pages)('%s fits on a phone, in light and dark', async (path, name, user) => {
    page = await openAs(user);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(app.url + path);
        await keepScreenshot(page, `${name}-${width}-${colorScheme}`);
        expect(await page.evaluate(tooWide), `${width} pixels, ${colorScheme}`).toEqual([]);
      }
    }
  });

  it('has room on a phone for a long name', async () => {
    page = await openAs(17);
    await page.setViewportSize({ width: 320, height: 844 });
    await page.goto(`${app.url}/properties`);
    await keepScreenshot(page, 'long-name-320');
    expect(await text('.viewer')).toBe('DJ Dwayne Jackson-Bell');
    expect(await page.evaluate(tooWide)).toEqual([]);
  });

  it.each(pages)('%s can be used without seeing it', async (path, name, user) => {
    page = await openAs(user);
    await page.goto(app.url + path);
    await keepScreenshot(page, `${name}-wide`);
    const findings = await page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
      const show = (elements: Element[]) => elements.map((element) => element.outerHTML.slice(0, 100));
      const ids = all('[id]').map((element) => element.id);
      const levels = all('h1, h2, h3, h4').map((heading) => Number(heading.tagName[1]));
      return {
        language: document.documentElement.lang,
        title: document.title,
        headings: all('h1').length,
        mains: all('main').length,
        skippedLevels: levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1),
        unlabelled: show(
          all('input:not([type=hidden]), select, textarea').filter(
            (field) => (field as HTMLInputElement).labels?.length !== 1 && !field.ariaLabel,
          ),
        ),
        nameless: show(all('a, button').filter((element) => !element.textContent.trim() && !element.ariaLabel)),
        imagesWithoutText: show(all('img:not([alt])')),
        sameIds: ids.filter((id, index) => ids.indexOf(id) !== index),
        unnamedNavigations: show(all('nav').filter((nav) => !nav.ariaLabel)),
        cellsWithoutHead: show(
          all('table').filter((table) => !table.querySelector('caption') || !table.querySelector('th[scope=col]')),
        ),
        rowsWithoutHead: show(all('tbody tr').filter((row) => !row.querySelector('th[scope=row]'))),
        errorsWithoutField: show(
          all('.field-error').filter((error) => !document.querySelector(`[aria-describedby="${error.id}"]`)),
        ),
        current: all('.site-links [aria-current=page]').map((link) => link.textContent),
      };
    });
    expect(findings).toEqual({
      language: 'en',
      title: expect.stringMatching(
        /^(Welcome|Dashboard|Maintenance|New request|Edit the request|Properties|Tenants|Zoë Lindqvist|Leases|Sign in) · Rentals$/,
      ),
      headings: 1,
      mains: 1,
      skippedLevels: [],
      unlabelled: [],
      nameless: [],
      imagesWithoutText: [],
      sameIds: [],
      unnamedNavigations: [],
      cellsWithoutHead: [],
      rowsWithoutHead: [],
      current: sections.filter((section) => path.startsWith(`/${section.toLowerCase()}`)),
      errorsWithoutField: [],
    });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it.each(['light', 'dark'] as const)('text can be read on what is behind it, in %s', async (colorScheme) => {
    for (const [path, , user] of pages) {
      page = await openAs(user);
      await page.emulateMedia({ colorScheme });
      await page.goto(app.url + path);
      expect(await page.evaluate(lowContrast), path).toEqual([]);
      if (path.endsWith('/new')) {
        await page.getByRole('button', { name: 'Save' }).click();
        await page.locator('.field-error').first().waitFor();
        expect(await page.evaluate(lowContrast), 'with messages').toEqual([]);
      }
      await page.close();
    }
  });

  it('has GraphiQL, which loads from here alone and runs a query', async () => {
    const withScripts = await openBrowser();
    page = await withScripts.open();
    const wanted = '{ user(id: 1) { getFullName } }';
    await page.goto(`${app.url}/graphql?query=${encodeURIComponent(wanted)}`);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.getByText('"Margaret Holloway"').waitFor();
    await keepScreenshot(page, 'graphiql');
    await withScripts.close();
    expect(withScripts.problems).toEqual([]);
  });

  /** An empty page, with a user signed in or nobody. */
  async function openAs(user: number | null): Promise<Page> {
    const opened = await browser.open();
    await opened.context().clearCookies();
    if (user === null) return opened;
    const [name, value] = (await signIn(app, user)).split('=') as [string, string];
    await opened.context().addCookies([{ name, value, url: app.url }]);
    return opened;
  }

  /** The messages beside the fields of a form. */
  async function errors(): Promise<Record<string, string>> {
    const pairs = await page.locator('.field-error').evaluateAll((messages) => {
      return messages.map((message) => {
        const field = document.querySelector(`[aria-invalid=true][aria-describedby="${message.id}"]`);
        return [field?.getAttribute('name'), message.textContent];
      });
    });
    return Object.fromEntries(pairs);
  }

  async function keys(): Promise<string[]> {
    return page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('lg-key')!));
  }

  async function column(label: string): Promise<string[]> {
    return page.locator(`td[data-label="${label}"]`).allInnerTexts();
  }

  async function text(selector: string): Promise<string> {
    return ((await page.locator(selector).textContent()) ?? '').replace(/\s+/g, ' ').trim();
  }

  function choice(name: string) {
    return page.getByRole('combobox', { name, exact: true });
  }

  /** What a page of requests shows, asked of the database in another way. */
  async function requests(condition: string, order = 'created_at DESC, id', limit = 500): Promise<string[]> {
    return query(`SELECT id::text FROM maintenance_requests WHERE ${condition} ORDER BY ${order} LIMIT ${limit}`);
  }

  /** The first column of what a statement gives. */
  async function query(statement: string): Promise<string[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query({ text: statement, rowMode: 'array' }).finally(() => client.end());
    return (rows as string[][]).map(([value]) => value!);
  }
});

/** What reaches over the right edge of the window. Runs in the page. */
function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth === clientWidth) return [];
  const elements = [...document.querySelectorAll('body *')].filter((element) => {
    return element.getBoundingClientRect().right > clientWidth;
  });
  return [`${scrollWidth} in ${clientWidth}`, ...elements.map((element) => element.outerHTML.slice(0, 100))];
}

/** Texts with less than 4.5 : 1 to what is behind them (3 : 1 where large): WCAG 2.2, 1.4.3. Runs in the page. */
function lowContrast(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const rgba = (color: string) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
  };
  const luminance = (color: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = color.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): string => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgba(backgroundColor)[3] === 255) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
      matchMedia('(prefers-color-scheme: dark)').matches
      ? 'black'
      : 'white';
  };
  const low = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    if (
      !hasText ||
      !element.checkVisibility({ opacityProperty: true }) ||
      element.closest('.visually-hidden, .skip-link')
    )
      continue;
    const background = behind(element);
    const [one, other] = [luminance(rgba(color)), luminance(rgba(background))].sort((a, b) => b - a) as [
      number,
      number,
    ];
    const ratio = (one + 0.05) / (other + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) {
      low.add(
        `${ratio.toFixed(2)} ${color} on ${background}: <${element.tagName.toLowerCase()} class="${element.className}">`,
      );
    }
  }
  return [...low];
}
