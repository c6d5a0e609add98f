import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath } from '../browser.ts';
import type { Link, PageContent } from './scriptedServer.ts';
import { becomes, holds, isLive, openBench, type TestBench } from './testPage.ts';

describe.skipIf(!browserPath)(`links, forms and the history in Chromium${browserNote}`, () => {
  let bench: TestBench;
  let page: Page;
  let link: Link;

  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench?.close());
  afterEach(async () => {
    await page.close();
    bench.server.reset();
    expect(bench.browser.problems).toEqual([]);
  });

  async function open(content: string | PageContent): Promise<void> {
    ({ page, link } = await bench.open(content));
  }

  const tall = '<i id="far">far</i>';
  const long = (name: string) =>
    `<h1>${name}</h1><a href="/b?x=1" lg-navigate="">b</a>${'<p>line</p>'.repeat(200)}${tall}`;

  it('a link asks the server, and the address changes when it answers', async () => {
    await open({ main: '<a href="/b?x=1" lg-patch>b</a>' });
    await page.click('a');
    await page.waitForSelector('a.lg-loading.lg-click-loading');
    expect(await link.next()).toEqual(['visit', 1, 0, '/b?x=1', 'patch']);
    expect(page.url()).toBe(`${bench.server.url}/`);
    link.update('<a href="/" lg-patch>a</a>', { answered: 1, url: ['push', '/b?x=1'] });
    await page.waitForURL('**/b?x=1');
    await holds(page, '<a href="/" lg-patch="">a</a>');
    await page.goBack();
    expect(await link.next()).toEqual(['visit', 2, 1, '/', 'patch']);
    link.update('<p>back</p>', { answered: 2 });
    await holds(page, '<p>back</p>');
    expect(page.url()).toBe(`${bench.server.url}/`);
  });

  it('a form asks with its fields as the query', async () => {
    await open(
      '<form lg-patch action="/find?old=1"><input name="q" value="a b"><button name="by" value="x">Go</button></form>',
    );
    await page.click('button');
    expect(await link.next()).toEqual(['visit', 1, 0, '/find?q=a+b&by=x', 'patch']);
    await page.waitForSelector('form.lg-submit-loading');
  });

  it('leaves other clicks, other origins and parts of the page to the browser', async () => {
    await open('<a href="#part" lg-patch>a</a><a href="/b" lg-patch download>b</a><p id="part">c</p>');
    await page.click('a');
    await page.waitForURL('**/#part');
    await page.evaluate(() =>
      document.querySelectorAll('a')[1]!.addEventListener('click', (event) => event.preventDefault()),
    );
    await page.click('a[download]');
    expect(link.unread).toEqual([]);
  });

  it('is followed as usual while the page is not live', async () => {
    await open({ main: '<a href="/b" lg-patch>b</a>' });
    bench.server.pages.set('/b', { main: '<p>loaded</p>' });
    await page.evaluate('livegraft.disconnect()');
    await page.click('a');
    await page.waitForURL('**/b');
    await bench.server.link();
    await isLive(page);
    await holds(page, '<p>loaded</p>');
  });

  it('a new view begins at its top with its heading, and going back finds the old place', async () => {
    await open(long('First'));
    await page.locator('#far').evaluate((element) => element.scrollIntoView());
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(1000);
    await page.evaluate(() => document.querySelector('a')!.click());
    await link.next();
    link.update(long('Second'), { answered: 1, view: {}, title: 'Second', url: ['push', '/b?x=1'] });
    await becomes(page, 'scrollY === 0 && document.activeElement === document.querySelector("h1")');
    expect(await page.textContent('[aria-live=polite]')).toBe('Second');
    link.update(long('Third'));
    await becomes(page, 'document.querySelector("h1").textContent === "Third"');
    await page.locator('h1').evaluate((element) => element.blur());
    expect(await page.locator('h1').getAttribute('tabindex')).toBe(null);
    await page.goBack();
    await link.next();
    link.update(long('First'), { answered: 2, view: {} });
    await becomes(page, `scrollY === ${place}`);
  });

  it('a page that is loaded again is scrolled as it was', async () => {
    await open(long('First'));
    await page.locator('#far').evaluate((element) => element.scrollIntoView());
    await becomes(page, 'history.state?.lgScroll?.top > 1000');
    const place = await page.evaluate(() => scrollY);
    await page.reload();
    await becomes(page, `scrollY === ${place}`);
  });

  it('what is no page for this view is loaded', async () => {
    await open('<a href="/b" lg-navigate>b</a>');
    bench.server.pages.set('/c', { main: '<p>loaded</p>' });
    await page.click('a');
    await link.next();
    link.frame({ answered: 1, load: '/c' });
    await page.waitForURL('**/c');
    await holds(page, '<p>loaded</p>');
  });
});
