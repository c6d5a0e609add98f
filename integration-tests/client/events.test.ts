import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath } from '../browser.ts';
import type { Link } from './scriptedServer.ts';
import { becomes, holds, isLive, openBench, type TestBench } from './testPage.ts';

describe.skipIf(!browserPath)(`what a person does becomes events in Chromium${browserNote}`, () => {
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
    expect(bench.browser.problems.splice(0)).toEqual([]);
  });

  async function open(main: string): Promise<void> {
    ({ page, link } = await bench.open(main));
  }

  it('a click sends the values of the nearest element that is bound', async () => {
    await open(`<div lg-click="outer"><p lg-click="inner" lg-value-request-id="5"><b>a</b></p></div>
      <button lg-click="named" name="state" value="done">b</button>
      <button disabled lg-click="never"><i>c</i></button>`);
    await page.click('b');
    expect(await link.event()).toEqual({ id: 1, name: 'inner', parameters: { requestId: '5' }, form: undefined });
    await page.click('button[name]');
    expect(await link.event()).toMatchObject({ id: 2, name: 'named', parameters: { state: 'done' } });
    await page.click('i', { force: true });
    await page.click('b');
    expect(await link.event()).toMatchObject({ id: 3, name: 'inner' });
  });

  it('controls send what they hold as a form would', async () => {
    await open(`<input lg-input="text"><input type="checkbox" name="on" lg-change="check">
      <select multiple name="tags[]" lg-change="tags"><option>a<option>b</select>`);
    await page.fill('input:not([type])', 'x');
    expect(await link.event()).toMatchObject({ name: 'text', parameters: { value: 'x' } });
    await page.check('[type=checkbox]');
    expect(await link.event()).toMatchObject({ name: 'check', parameters: { on: 'on' } });
    await page.uncheck('[type=checkbox]');
    expect(await link.event()).toMatchObject({ name: 'check', parameters: {} });
    await page.selectOption('select', ['a', 'b']);
    expect(await link.event()).toMatchObject({ name: 'tags', parameters: { tags: ['a', 'b'] } });
  });

  it('a form sends its fields, which one changed and which were used; a control of its own event only that', async () => {
    await open(`<form lg-change="check" lg-submit="save"><input name="a"><input name="b" lg-input="own">
      <input name="_hidden" value="1"><input name="tags[]" value="x"><button name="by" value="me">Save</button></form>`);
    await page.fill('[name=b]', '2');
    expect(await link.event()).toMatchObject({ name: 'own', parameters: { b: '2' }, form: undefined });
    await page.locator('[name=b]').blur();
    expect(await link.event()).toMatchObject({ name: 'check', form: { target: 'b', used: ['b'] } });
    await page.fill('[name=a]', '1');
    await page.locator('[name=a]').blur();
    const fields = { a: '1', b: '2', tags: ['x'] };
    expect(await link.event()).toMatchObject({
      name: 'check',
      parameters: fields,
      form: { target: 'a', used: ['b', 'a'] },
    });
    await page.click('button');
    const form = { target: null, used: ['b', 'a', 'tags', 'by'] };
    expect(await link.event()).toMatchObject({ name: 'save', parameters: { ...fields, by: 'me' }, form });
  });

  it('a second submit waits for nothing: it is dropped until the first is answered', async () => {
    await open('<form lg-submit="save"><input name="a" value="1"></form><button lg-click="other">b</button>');
    await page.press('input', 'Enter');
    await page.press('input', 'Enter');
    await page.click('button');
    expect((await link.event()).name).toBe('save');
    expect((await link.event()).name).toBe('other');
    link.frame({ answered: 2 });
    await page.waitForSelector('form:not(.lg-loading)');
    await page.press('input', 'Enter');
    expect((await link.event()).name).toBe('save');
  });

  it('keys send their name, and a filter lets some through', async () => {
    await open(
      '<input lg-keydown="key" lg-key-filter="Enter, Space" name="a"><p lg-window-keyup="up" lg-key-filter="a"></p>',
    );
    await page.press('input', 'x');
    await page.press('input', 'Enter');
    expect(await link.event()).toMatchObject({ name: 'key', parameters: { key: 'Enter', a: 'x' } });
    await page.press('body', 'a');
    expect(await link.event()).toMatchObject({ name: 'up', parameters: { key: 'a' } });
  });

  it('focus, blur and what happens to the window are events', async () => {
    await open('<input lg-focus="in" lg-blur="out"><p lg-window-resize="resize" lg-window-offline="gone"></p>');
    await page.focus('input');
    expect((await link.event()).name).toBe('in');
    await page.locator('input').blur();
    expect((await link.event()).name).toBe('out');
    await page.setViewportSize({ width: 800, height: 600 });
    expect((await link.event()).name).toBe('resize');
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    expect((await link.event()).name).toBe('gone');
  });

  it('typing that waits is sent when the field is left, and before the form is submitted', async () => {
    await open(`<input id="a" name="a" lg-input="a" lg-debounce="blur">
      <form lg-submit="save" lg-input="check"><input id="b" name="b" lg-debounce="600000"></form>`);
    await page.fill('#a', '1');
    await page.focus('#b');
    expect(await link.event()).toMatchObject({ name: 'a', parameters: { a: '1' } });
    await page.keyboard.type('23');
    await page.press('#b', 'Enter');
    expect(await link.event()).toMatchObject({ name: 'check', parameters: { b: '23' } });
    expect((await link.event()).name).toBe('save');
  });

  it('asks before an event that wants to be confirmed', async () => {
    await open('<button lg-click="remove" lg-confirm="Sure?">a</button>');
    const answers = [false, true];
    page.on('dialog', (dialog) => (answers.shift() ? dialog.accept() : dialog.dismiss()));
    await page.click('button');
    await page.click('button');
    expect(await link.event()).toMatchObject({ id: 1, name: 'remove' });
  });

  it('shows that an answer is awaited, which the tree knows nothing of', async () => {
    await open(
      '<p lg-click="a">a</p><form lg-submit="b"><button lg-disable-with="Saving…"><i>Save</i> it</button></form>',
    );
    await page.click('p');
    await page.waitForSelector('p.lg-loading.lg-click-loading');
    await page.click('button');
    await page.waitForSelector('form.lg-submit-loading button:disabled:text-is("Saving…")');
    const form = '<form lg-submit="b"><button lg-disable-with="Saving…"><i>Save</i> it</button></form>';
    link.update(`<p lg-click="a" title="new">b</p>${form}`, { answered: 1 });
    await page.waitForSelector('p[title=new]:not([class])');
    expect(await page.textContent('button')).toBe('Saving…');
    link.update(`<p class="x  y" lg-click="a">c</p>${form}`);
    await page.waitForSelector('p.x');
    await page.click('p');
    await page.waitForSelector('p.x.lg-loading');
    link.update(`<p class="x  y" lg-click="a">d</p>${form}`, { answered: 3 });
    await holds(page, `<p lg-click="a" class="x  y">d</p>${form}`);
    await becomes(page, 'document.activeElement === document.querySelector("button")');
  });

  it('an error of the server is an event on the root and an error in the console', async () => {
    await open('<p lg-click="a">a</p>');
    await page.evaluate(() => {
      document.addEventListener('lg:problem', (event) => {
        document.title = (event as CustomEvent).detail.code;
      });
    });
    await page.click('p');
    link.frame({ answered: 1, problem: { code: 'LG4001', message: 'No.' } });
    await becomes(page, 'document.title === "LG4001"');
    await page.getByRole('alertdialog').getByText('No.').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=alertdialog]', { state: 'detached' });
    expect(bench.browser.problems.splice(0)).toEqual([expect.stringContaining('LG4001 No.')]);
  });

  it('events that were not taken are sent again after a cut, in order, and others are not', async () => {
    await open('<button lg-click="a">a</button>');
    await page.click('button');
    await page.click('button');
    await link.event();
    bench.server.joined = { taken: 1 };
    await page.evaluate(() => {
      // as soon as the page is offline, which it may be for a moment only
      const observer = new MutationObserver(() => {
        if (!document.documentElement.classList.contains('lg-offline')) return;
        observer.disconnect();
        document.querySelector('button')!.click();
      });
      observer.observe(document.documentElement, { attributeFilter: ['class'] });
    });
    link.frame({});
    link.close();
    const again = await bench.server.link();
    expect(again.request).toMatchObject({ key: link.joined.key, client: link.request.client, seen: 1 });
    expect([await again.event(), await again.event()].map(({ id }) => id)).toEqual([2, 3]);
    again.update('<button lg-click="a">b</button>', { answered: 3 });
    await holds(page, '<button lg-click="a">b</button>');
  });

  it('a new session is told what forms hold, and what is lost is said', async () => {
    const main = (error: string) =>
      `<form lg-change="check"><input name="a" value="1"><input name="b">${error}</form><form lg-change="untouched"></form>`;
    await open(main(''));
    await page.evaluate(() => {
      document.addEventListener('lg:lost', (event) => {
        document.title = (event as CustomEvent).detail.names.join();
      });
    });
    await page.fill('[name=a]', 'typed');
    await page.locator('[name=a]').blur();
    await link.event();
    bench.server.knowsKeys = false;
    bench.server.pages.set('/', { main: main('<i>new</i>'), title: 'check' });
    link.close(4012);
    const again = await bench.server.link();
    expect(again.request.key).toBe(link.joined.key);
    const event = { name: 'check', parameters: { a: 'typed', b: '' }, form: { target: null, used: ['a'] } };
    expect(await again.event()).toMatchObject(event);
    await becomes(page, 'document.title === "check"');
    expect(await page.inputValue('[name=a]')).toBe('typed');
    await holds(page, main('<i>new</i>').replace('check"', 'check" class="lg-loading lg-change-loading"'));
  });

  it('a page that the server does not want goes on as a plain one', async () => {
    await open('<a id="top" href="#top" lg-click="a">a</a>');
    link.close(4003);
    await page.waitForSelector('html:not(.lg-live):not(.lg-offline):not(.lg-connecting)', { state: 'attached' });
    await page.click('a');
    await becomes(page, 'location.hash === "#top"');
    expect(link.unread).toEqual([]);
  });

  it('leaves the server when the page is left, and joins anew when it comes back', async () => {
    await open('<p>a</p>');
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    expect(await link.closed).toBe(1000);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    const again = await bench.server.link();
    expect(again.request).toMatchObject({ key: link.joined.key, hash: link.tree.hash });
    await isLive(page);
    again.update('<p>b</p>');
    await holds(page, '<p>b</p>');
  });
});
