import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser, type TestBrowser } from '../browser.ts';
import { type Link, type PageContent, ScriptedServer } from './scriptedServer.ts';

/** A browser and a scripted server. */
export interface TestBench {
  readonly server: ScriptedServer;
  readonly browser: TestBrowser;
  /** Opens a page whose root holds `content`, and waits until it is live. */
  open(content: string | PageContent): Promise<{ page: Page; link: Link }>;
  close(): Promise<void>;
}

export async function openBench(): Promise<TestBench> {
  const [server, browser] = await Promise.all([ScriptedServer.start(), openBrowser()]);
  return {
    server,
    browser,
    async open(content) {
      server.pages.set('/', typeof content === 'string' ? { main: content } : content);
      const page = await browser.open();
      await page.goto(server.url);
      const link = await server.link();
      await isLive(page);
      return { page, link };
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

export async function isLive(page: Page): Promise<void> {
  await page.waitForSelector('html.lg-live', { state: 'attached' });
}

/** Waits until the root holds this HTML. */
export async function holds(page: Page, html: string): Promise<void> {
  try {
    await page.waitForFunction((html) => document.querySelector('[lg-root]')!.innerHTML === html, html, {
      timeout: 5_000,
    });
  } catch (error) {
    const found = await page.innerHTML('[lg-root]');
    throw new Error(`The root was to hold ${html}, but holds ${found}.`, { cause: error });
  }
}

/** Waits until `expression` is true in the page. */
export async function becomes(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate(expression), { message: expression, timeout: 5_000 }).toBe(true);
}
