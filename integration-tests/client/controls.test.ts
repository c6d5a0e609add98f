import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath } from '../browser.ts';
import type { Link, PageContent } from './scriptedServer.ts';
import { becomes, holds, openBench, type TestBench } from './testPage.ts';

describe.skipIf(!browserPath)(`who owns what controls hold in Chromium${browserNote}`, () => {
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

  const value = (selector: string) => page.locator(selector).inputValue();
  /** Which characters of a field are chosen. */
  const caret = (selector: string) =>
    page.locator(selector).evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]);

  it('typing goes on while older answers come, with text and caret', async () => {
    await open('<input lg-input="search" name="q"><p>0</p>');
    await page.locator('input').pressSequentially('abcd');
    await page.press('input', 'ArrowLeft');
    link.update('<input lg-input="search" name="q" value="ab"><p>1</p>', { answered: 2 });
    await holds(page, '<input lg-input="search" name="q" value="ab" class="lg-loading lg-input-loading"><p>1</p>');
    expect([await value('input'), await caret('input')]).toEqual(['abcd', [3, 3]]);
    await page.locator('input').blur();
    link.update('<input lg-input="search" name="q" value="abcd"><p>2</p>', { answered: 4 });
    await holds(page, '<input lg-input="search" name="q" value="abcd"><p>2</p>');
    link.update('<input lg-input="search" name="q" value="new"><p>3</p>');
    await holds(page, '<input lg-input="search" name="q" value="new"><p>3</p>');
    expect(await value('input')).toBe('new');
  });

  it('a field that only has the focus takes the new value when it loses it', async () => {
    await open('<input value="a">');
    await page.focus('input');
    link.update('<input value="b">');
    await holds(page, '<input value="b">');
    expect(await value('input')).toBe('a');
    await page.locator('input').blur();
    expect(await value('input')).toBe('b');
  });

  it('after a submit the server wins, but not over what was typed since', async () => {
    const form = (value: string) =>
      `<form lg-submit="save"><input name="a" value="${value}"><input name="b"><textarea name="c"></textarea><button>Save</button></form>`;
    await open(form(''));
    await page.fill('[name=a]', 'one');
    await page.fill('[name=c]', 'three');
    await page.fill('[name=b]', 'two');
    await page.press('[name=b]', 'Enter');
    await page.focus('[name=a]');
    await page.keyboard.type('!');
    link.update(form('ONE'), { answered: 1 });
    await holds(page, form('ONE'));
    expect([await value('[name=a]'), await value('[name=b]'), await value('textarea')]).toEqual(['one!', '', '']);
  });

  it('after a submit that failed everything typed stays', async () => {
    await open('<form lg-submit="save"><input name="a"></form>');
    await page.fill('input', 'typed');
    await page.press('input', 'Enter');
    link.frame({ answered: 1, problem: { code: null, message: 'No.' } });
    await page.waitForSelector('form:not(.lg-loading)');
    expect(await value('input')).toBe('typed');
    expect(bench.browser.problems.splice(0)).toEqual([expect.stringContaining('No.')]);
  });

  it('a select keeps what a person has chosen, and takes what the server chooses otherwise', async () => {
    const options = (chosen: string, names: string) =>
      [...names].map((name) => `<option${name === chosen ? ' selected=""' : ''}>${name}</option>`).join('');
    const selects = (chosen: string, names = 'abc') =>
      `<select id="x">${options(chosen, names)}</select><select id="y">${options(chosen, names)}</select>`;
    await open(selects('a'));
    await page.selectOption('#x', 'c');
    await page.locator('#x').blur();
    link.update(selects('b', 'dabc'));
    await holds(page, selects('b', 'dabc'));
    expect([await value('#x'), await value('#y')]).toEqual(['c', 'b']);
    link.update(selects('c', 'dabc'));
    await holds(page, selects('c', 'dabc'));
    link.update(selects('d', 'dabc'));
    await holds(page, selects('d', 'dabc'));
    expect([await value('#x'), await value('#y')]).toEqual(['d', 'd']);
  });

  it('boxes and radio buttons stay as they were checked, and follow the server otherwise', async () => {
    const radio = (name: string, checked: string) => `<input type="radio" name="r" id="${name}"${checked}>`;
    const main = (checked: string) =>
      `<input type="checkbox" id="x"><input type="checkbox" id="y"${checked}>${radio('r1', ' checked=""')}${radio('r2', '')}${radio('r3', '')}`;
    await open(main(''));
    await page.check('#x');
    await page.check('#r3');
    await page.locator('#r3').blur();
    link.update(main(' checked=""').replace('id="r1" checked=""', 'id="r1"').replace('id="r2"', 'id="r2" checked=""'));
    await page.waitForSelector('#r2[checked]');
    const checked = await page.locator(':checked').evaluateAll((inputs) => inputs.map(({ id }) => id));
    expect(checked).toEqual(['x', 'y', 'r3']);
  });

  it('a text area takes new text where nobody has typed', async () => {
    await open('<textarea id="x">a</textarea><textarea id="y">a</textarea>');
    await page.fill('#x', 'mine');
    await page.fill('#y', 'typed');
    await page.fill('#y', 'a');
    await page.locator('#y').blur();
    link.update('<textarea id="x">b</textarea><textarea id="y">a</textarea><hr>');
    link.update('<textarea id="x">b</textarea><textarea id="y">b</textarea>');
    await holds(page, '<textarea id="x">b</textarea><textarea id="y">b</textarea>');
    expect([await value('#x'), await value('#y')]).toEqual(['mine', 'typed'.replace('typed', 'a')]);
  });

  it('what was typed before the page was live stays', async () => {
    const script = "document.querySelector('input').value = 'restored'";
    await open({ main: '<input value="a"><input type="range">', script });
    link.update('<input value="b"><input type="range" value="10">');
    await holds(page, '<input value="b"><input type="range" value="10">');
    expect([await value('input:not([type])'), await value('[type=range]')]).toEqual(['restored', '10']);
  });

  it('a person opens and closes details, until the server has something else to say', async () => {
    await open('<details><summary>a</summary></details><dialog>b</dialog>');
    await page.click('summary');
    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    link.update('<details><summary>a</summary></details><dialog>b</dialog><hr>');
    await holds(page, '<details open=""><summary>a</summary></details><dialog open="">b</dialog><hr>');
    link.close();
    const again = await bench.server.link();
    expect(again.joined.tree).toBe(undefined);
    again.update('<details open><summary>a</summary></details><dialog open>b</dialog>');
    again.update('<details><summary>a</summary></details><dialog>b</dialog>');
    await holds(page, '<details><summary>a</summary></details><dialog>b</dialog>');
    await becomes(page, '!document.querySelector("dialog").matches(":modal")');
  });

  it('another view begins with what the server says, not with what was typed into the old one', async () => {
    await open('<input name="q" lg-input="search" lg-debounce="600000"><button lg-click="go">go</button>');
    await page.fill('input', 'typed');
    await page.evaluate(() => document.querySelector('button')!.click());
    expect((await link.event()).name).toBe('go');
    link.update('<input name="q" lg-input="other"><button lg-click="go">Go</button>', { answered: 1, view: {} });
    await holds(page, '<input name="q" lg-input="other"><button lg-click="go">Go</button>');
    await page.locator('input').blur();
    expect([await value('input'), link.unread]).toEqual(['', []]);
  });

  it.each([
    ['in a browser with moveBefore', ''],
    ['in a browser without it', 'delete Element.prototype.moveBefore'],
  ])('the focused field keeps focus and caret when it moves, without events, %s', async (_, script) => {
    const row = (key: string) => `<p lg-key="${key}"><input lg-focus="in" lg-blur="out" value="${key}"></p>`;
    await open({ main: ['a', 'b', 'c'].map(row).join(''), script });
    await page.focus('[lg-key=a] input');
    await page.keyboard.press('Home');
    expect((await link.event()).name).toBe('in');
    link.update(['c', 'b', 'a'].map(row).join(''), { answered: 1 });
    await holds(page, ['c', 'b', 'a'].map(row).join(''));
    await becomes(page, 'document.activeElement === document.querySelector("[lg-key=a] input")');
    expect(await caret('[lg-key=a] input')).toEqual([0, 0]);
    expect(link.unread).toEqual([]);
  });
});
