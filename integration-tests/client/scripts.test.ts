import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserNote, browserPath } from '../browser.ts';
import type { Link, PageContent } from './scriptedServer.ts';
import { becomes, holds, openBench, type TestBench } from './testPage.ts';

describe.skipIf(!browserPath)(`scripts beside the runtime in Chromium${browserNote}`, () => {
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

  it('hooks come and go with their elements, and hear what is pushed', async () => {
    const script = `
      window.log = [];
      window.livegraft = { hooks: { Chart: {
        mounted() { log.push('mounted ' + this.el.id); this.handleEvent('draw', (points) => log.push(points.join())); },
        updated() { log.push('updated ' + this.el.id); },
        destroyed() { log.push('destroyed ' + this.el.id); },
      } } };
    `;
    await open({ main: '<div id="a" lg-hook="Chart"><b>1</b></div><div id="o" lg-hook="toString"></div>', script });
    link.update('<div id="a" lg-hook="Chart"><b>2</b></div><div id="b" lg-hook="Chart"></div><i lg-hook="Late"></i>');
    link.frame({ pushes: [['draw', [1, 2]]] });
    link.update('<div id="b" lg-hook="Chart"></div><i lg-hook="Late"></i>');
    link.frame({ pushes: [['draw', [3]]] });
    const log = ['mounted a', 'updated a', 'mounted b', '1,2', '1,2', 'destroyed a', '3'];
    await becomes(page, 'log.length === 7');
    expect(await page.evaluate('log')).toEqual(log);
    await page.evaluate("livegraft.hook('Late', { mounted() { log.push('late'); } })");
    expect(await page.evaluate('log.at(-1)')).toBe('late');
  });

  it('a hook sends events and learns that they are answered', async () => {
    const script = `window.livegraft = { hooks: { Ask: { async mounted() {
      this.el.title = await this.pushEvent('ask', { a: 1 });
    } } } }`;
    await open({ main: '<p lg-ignore id="a" lg-hook="Ask">a</p>', script });
    expect(await link.event()).toMatchObject({ name: 'ask', parameters: { a: 1 } });
    link.frame({ answered: 1 });
    await page.waitForSelector('p[title=true]');
  });

  it('an error in a hook harms nothing else', async () => {
    const script = "window.livegraft = { hooks: { Bad: { mounted() { throw new Error('bad hook'); } } } }";
    await open({ main: '<p lg-hook="Bad"></p>', script });
    link.update('<p lg-hook="Bad"></p><hr>');
    await holds(page, '<p lg-hook="Bad"></p><hr>');
    expect(bench.browser.problems.splice(0)).toEqual([expect.stringContaining('bad hook')]);
  });

  it('what other scripts put in, move and take out shifts no address', async () => {
    await open('<p id="a">a</p><p id="b">b</p><p id="c">c</p>');
    await page.evaluate(() => {
      const foreign = () => document.createElement('u');
      document.querySelector('#a')!.before(foreign());
      document.querySelector('#a')!.append(foreign());
      document.querySelector('#c')!.after(foreign());
    });
    link.update('<p id="a">A</p><p id="b">b<i>new</i></p><p id="c">C</p><hr>');
    await holds(page, '<u></u><p id="a">A<u></u></p><p id="b">b<i>new</i></p><p id="c">C</p><hr><u></u>');
    await page.evaluate(() => document.querySelector('#b')!.remove());
    link.update('<p id="a">A</p><p id="b">B<i>new</i></p><p id="c">C!</p><hr>');
    expect(await link.next()).toEqual(['resync', 2]);
    link.whole();
    await holds(page, '<u></u><p id="a">A<u></u></p><p id="b">B<i>new</i></p><p id="c">C!</p><hr><u></u>');
    link.update('<p id="a">A</p><p id="b">B<i>newer</i></p>');
    await holds(page, '<u></u><p id="a">A<u></u></p><p id="b">B<i>newer</i></p><u></u>');
  });

  it('a node in a place where the server did not put it makes the page ask for the whole', async () => {
    await open('<div></div><p lg-key="1">a</p><p lg-key="2">b</p>');
    await page.evaluate(() => document.querySelector('div')!.append(document.querySelector('p')!));
    link.update('<div></div><p lg-key="2">b</p><p lg-key="1">a</p><i></i>');
    link.update('<div></div><p lg-key="2">b</p><p lg-key="1">A</p><i></i>');
    expect((await link.next())[0]).toBe('resync');
    link.whole();
    await holds(page, '<div></div><p lg-key="2">b</p><p lg-key="1">A</p><i></i>');
    expect(bench.browser.problems.splice(0).filter((problem) => !problem.includes('its hash is'))).toEqual([]);
  });

  it('scripts that are patched in never run', async () => {
    const script = '<script src="/page.js"></script><svg><script>document.title = "ran"</script></svg>';
    await open({ main: '<p>a</p>', script: 'document.title += "+"' });
    await becomes(page, 'document.title === "Test"');
    link.update(`${script}<script></script>`);
    link.update(`${script}<script>document.title = "ran"</script><script src="/page.js?2"></script><hr>`);
    await page.waitForSelector('hr', { state: 'attached' });
    link.frame({ answered: 0 });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await page.title()).toBe('Test');
  });

  it('what is below lg-ignore is not touched', async () => {
    await open('<div lg-ignore>a</div><template><p>b</p></template><p>c</p>');
    await page.evaluate(() => document.querySelector('div')!.replaceChildren('mine'));
    link.update('<div lg-ignore title="new">x</div><template><p>b</p></template><p>d</p>');
    await holds(page, '<div lg-ignore="" title="new">mine</div><template><p>b</p></template><p>d</p>');
    await page.evaluate(() => document.querySelector('p')!.remove());
    link.update('<div lg-ignore title="new">x</div><template><p>b</p></template><p>e</p>');
    expect((await link.next())[0]).toBe('resync');
    link.whole();
    await holds(page, '<div lg-ignore="" title="new">mine</div><template><p>b</p></template><p>e</p>');
  });

  it('in development what a script changes is said once and undone once, then left as it is', async () => {
    await open('<p>a</p>');
    const change = () => page.evaluate(() => document.querySelector('p')!.setAttribute('title', 'mine'));
    await change();
    link.update('<p>b</p>');
    expect(await link.next()).toEqual(['resync', 1]);
    link.whole();
    await holds(page, '<p>b</p>');
    await change();
    link.update('<p>c</p>');
    link.update('<p>d</p>');
    await holds(page, '<p title="mine">d</p>');
    expect(link.unread).toEqual([]);
    expect(bench.browser.problems.splice(0)).toEqual([
      expect.stringMatching(/its hash is \d+, and the server's is \d+\./),
    ]);
  });

  it('in development shows why the page cannot be shown, until it can', async () => {
    await open('<p>a</p>');
    link.send(['problems', 'LG1002: Cannot read "titel"']);
    await page.waitForSelector('html > [role=alertdialog]');
    expect(await page.textContent('[role=alertdialog] pre')).toBe('LG1002: Cannot read "titel"');
    link.send(['problems', null]);
    await page.waitForSelector('[role=alertdialog]', { state: 'detached' });
  });

  it('in development every message can take longer', async () => {
    await open('<button lg-click="a">a</button>');
    await page.evaluate('livegraft.latency(300)');
    const before = await page.evaluate('performance.now()');
    await page.click('button');
    expect((await link.event()).name).toBe('a');
    link.frame({ answered: 1, title: 'late' });
    await becomes(page, 'document.title === "late"');
    expect((await page.evaluate<number>('performance.now()')) - (before as number)).toBeGreaterThan(600);
    await page.evaluate('livegraft.latency(0)');
  });
});
