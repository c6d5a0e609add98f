import { setTimeout as delay } from 'node:timers/promises';
import { event, LiveView, type MountContext } from 'livegraft';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type CuttingProxy, openCuttingProxy } from './cuttingProxy.ts';
import { ReturningPage } from './returningPage.ts';
import { seededRandom } from './seededRandom.ts';
import { TestBrowser } from './testBrowser.ts';
import { serve, type TestSite } from './testSite.ts';

const cuts = 200;
const ran: number[] = [];
let mounts = 0;

class LogView extends LiveView {
  static override template =
    `<h1>{{ last }} {{ text }}</h1><ol>{% for line in lines %}<li lg-key="{{ line }}">{{ line }}</li>{% endfor %}</ol>`;
  static override query = z.object({ done: z.coerce.number().default(0) });
  last = 0;
  text = '';
  lines: number[] = [];

  override mount({ query }: MountContext<typeof LogView.query>): void {
    mounts += 1;
    for (let number = 1; number <= query.done; number += 1) this.#show(number);
  }

  @event({ params: z.object({ number: z.number() }) })
  async note({ number }: { number: number }): Promise<void> {
    await delay(number % 4);
    ran.push(number);
    this.#show(number);
  }

  /** The lines turn and change, so that patches of all kinds build on each other. */
  #show(number: number): void {
    this.last = number;
    this.text = 'x'.repeat((number * 37) % 300);
    this.lines = [...this.lines.slice(-19), number];
    if (number % 3 === 0) this.lines.reverse();
  }
}

let server: TestSite;
let proxy: CuttingProxy;

beforeAll(async () => {
  server = await serve({ '/': LogView }, { limits: { budget: 1e6 } });
  proxy = await openCuttingProxy(server.url);
});
afterAll(async () => {
  await proxy?.close();
  await server?.close();
});

it(`${cuts} cuts in the middle of events: none is lost, none runs twice, and the page is as if nothing had been`, async () => {
  const random = seededRandom(7);
  const browser = new TestBrowser(proxy.url);
  const tooEarly: string[] = [];
  const page = new ReturningPage(browser, await browser.load('/'), (id, { html }) => {
    const shown = Number(html.match(/<h1>(\d+)/)?.[1]);
    if (shown < id) tooEarly.push(`${id} was answered while the page showed ${shown}`);
  });
  await page.until(() => page.joins.length === 1);
  let sent = 0;
  while (page.joins.length <= cuts) {
    const joined = page.joins.length;
    const how = random();
    const bytes = 1 + Math.floor(random() * 700);
    if (how < 0.4) proxy.cutAfter(bytes, 'down');
    else if (how < 0.8) proxy.cutAfter(bytes, 'up');
    else setTimeout(() => proxy.cut(), random() * 6);
    while (page.joins.length === joined) {
      sent += 1;
      page.send('note', { number: sent });
      await delay(random() * 4);
    }
  }
  await page.allAnswered();

  console.info(`${sent} events, ${page.joins.length - 1} cuts`);
  expect(tooEarly).toEqual([]);
  const numbers = Array.from({ length: sent }, (_, index) => index + 1);
  expect(page.faults).toEqual([]);
  expect(page.joins.map(({ kind }) => kind)).toEqual(['adopted', ...Array(page.joins.length - 1).fill('resumed')]);
  expect(new Set(page.joins.map(({ key }) => key)).size).toBe(1);
  expect(ran).toEqual(numbers);
  expect(page.answered).toEqual(numbers);
  expect(mounts).toBe(1);

  const fresh = new ReturningPage(browser, { ...(await browser.load(`/?done=${sent}`)), key: null });
  await fresh.until(() => fresh.html !== '');
  expect(page.html).toBe(fresh.html);
  expect(page.html).toContain(`<h1>${sent} `);
  page.close();
  fresh.close();
});
