import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Signs a person in as they would, and waits for the page behind it. */
export async function signInAs(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/login`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/maintenance');
}

/** Waits until the page is live. */
export async function isLive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.classList.contains('lg-live'));
}

/** Waits until no answer is awaited. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.lg-loading') === null);
}

/** Gives each row of the table a mark that no HTML has: an element that was made anew has none. */
export async function markRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('tbody tr')) Object.assign(row, { marked: true });
  });
}

/** The keys of rows that were there when the rows were marked, as they stand now. */
export function markedRows(page: Page): Promise<string[]> {
  return page.locator('tbody tr').evaluateAll((rows) => {
    return rows.filter((row) => 'marked' in row).map((row) => row.getAttribute('lg-key')!);
  });
}

/**
 * The live root must be what the server renders for the address now. Flash messages are no part of an address; their
 * regions are emptied in both.
 */
export async function expectFresh(page: Page): Promise<void> {
  const roots = await page.evaluate(async () => {
    const html = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[lg-root]')!;
    const shown = document.querySelector('[lg-root]')!.cloneNode(true) as Element;
    for (const region of [fresh, shown].flatMap((root) => [...root.querySelectorAll('.flash')]))
      region.replaceChildren();
    return shown.isEqualNode(fresh) ? null : { shown: shown.outerHTML, fresh: fresh.outerHTML };
  });
  if (roots) expect(roots.shown).toBe(roots.fresh);
  expect(roots).toBeNull();
}

/** The same of a page that was gone to without loading it: its heading was given the focus. */
export async function expectVisited(page: Page): Promise<void> {
  await page.locator('h1').evaluate((heading) => heading.removeAttribute('tabindex'));
  await expectFresh(page);
}
