import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath } from '../browser.ts';
import { becomes, holds, openBench, type TestBench } from './testPage.ts';

describe.skipIf(!browserPath)(`a page becomes live in Chromium${browserNote}`, () => {
  let bench: TestBench;
  let page: Page;

  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench?.close());
  afterEach(async () => {
    await page.close();
    bench.server.reset();
    expect(bench.browser.problems).toEqual([]);
  });

  it('joins with its key, token, address and hash, and shows what comes', async () => {
    const opened = await bench.open('<p>one</p>');
    page = opened.page;
    const { request, tree } = opened.link;
    expect(request).toMatchObject({ token: 'token', url: '/', hash: tree.hash, seen: 0 });
    expect(request.key).toMatch(/^[\da-f-]{36}$/);
    expect(request.client).toMatch(/^\d+(-\d+){3}$/);
    opened.link.update('<p class="new">two</p><hr>', { title: 'Second' });
    await holds(page, '<p class="new">two</p><hr>');
    await becomes(page, 'document.title === "Second"');
  });

  it('finds its own nodes among those that a script has put in, moved and taken out before', async () => {
    const script = `
      const [first, second] = document.querySelectorAll('li');
      first.before(document.createElement('li'));
      first.before(second);
      document.querySelector('h2').remove();
      document.querySelector('p').prepend('foreign');
    `;
    const main = '<h2>Title</h2><ul><li lg-key="a">a</li><li lg-key="b">b</li></ul><p><b>c</b></p>';
    const opened = await bench.open({ main, script });
    page = opened.page;
    await holds(
      page,
      '<h2>Title</h2><ul><li></li><li lg-key="a">a</li><li lg-key="b">b</li></ul><p>foreign<b>c</b></p>',
    );
    opened.link.update('<h2>Title</h2><ul><li lg-key="a">A</li><li lg-key="b">b</li></ul><p><b>C</b>d</p>');
    await holds(
      page,
      '<h2>Title</h2><ul><li></li><li lg-key="a">A</li><li lg-key="b">b</li></ul><p>foreign<b>C</b>d</p>',
    );
  });
});
