import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { eventually, type RunningProgram, runProgram } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { expectFresh, isLive, markedRows, markRows, settled, signInAs } from './livePage.ts';

describe.skipIf(!browserPath)(`open pages while the server comes and goes${browserNote}`, () => {
  let database: TestDatabase;
  let copy: AppCopy;
  let browser: TestBrowser;
  let port: number;
  let address: string;
  let program: RunningProgram;
  let page: Page;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    copy = copyApp();
    port = await freePort();
    address = `http://localhost:${port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await program?.stop();
    await browser?.close();
    copy?.remove();
    await database?.drop();
  });
  beforeEach(async () => {
    page = await browser.open();
  });
  afterEach(async () => {
    await page.close();
    const problems = browser.problems.splice(0);
    expect(problems.filter((problem) => !/ERR_CONNECTION|WebSocket connection/.test(problem))).toEqual([]);
  });

  /** Runs `livegraft` with a command, on the same port each time, and waits until it serves. */
  async function serve(command: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
    program = runProgram([command, '--port', String(port), '--app', copy.folder], {
      env: { DATABASE_URL: database.url, ...env },
    });
    await eventually('it serves', () => program.output().includes('Ready in'));
  }

  async function open(path: string): Promise<void> {
    await page.goto(`${address}${path}`);
    await isLive(page);
    await page.evaluate(() => Object.assign(window, { loaded: true }));
  }

  /** Waits until the page is live, and it must be the same document as before. */
  async function expectSameDocument(): Promise<void> {
    await isLive(page);
    expect(await page.evaluate(() => 'loaded' in window)).toBe(true);
  }

  async function isOffline(): Promise<void> {
    await page.waitForFunction(() => document.documentElement.classList.contains('lg-offline'));
  }

  describe('killed and started again', () => {
    beforeAll(() => serve('start'));
    afterAll(() => program.stop());

    async function killAndStart(): Promise<void> {
      program.signal('SIGKILL');
      await program.ended;
      await isOffline();
      await keepScreenshot(page, 'offline');
      await serve('start');
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
    }

    it('a list comes back by itself with what its address says', async () => {
      await open('/maintenance?q=leak&sort=newest');
      await markRows(page);
      const rows = await markedRows(page);
      await killAndStart();
      await expectSameDocument();
      expect(page.url()).toBe(`${address}/maintenance?q=leak&sort=newest`);
      expect(await markedRows(page)).toEqual(rows);
      await expectFresh(page);
      await page.getByLabel('Search').fill('door');
      await page.waitForURL('**q=door**');
      await settled(page);
      await expectFresh(page);
    });

    it('a form keeps what was typed, and what is wrong with it', async () => {
      await signInAs(page, address);
      await open('/maintenance/2/edit');
      const title = await page.getByLabel('Title').inputValue();
      await page.getByLabel('Description').fill('');
      await page.getByText('Please describe it in a sentence or two.').waitFor();
      await page.getByLabel('Title').fill('Typed before the server went');
      await page.locator('select[name=priority]').selectOption('low');
      await settled(page);
      await killAndStart();
      await expectSameDocument();
      await settled(page);
      await page.getByText('Please describe it in a sentence or two.').waitFor();
      expect(await page.getByLabel('Title').inputValue()).toBe('Typed before the server went');
      expect(await page.locator('select[name=priority]').inputValue()).toBe('low');
      await keepScreenshot(page, 'restarted-form');
      await page.getByLabel('Description').fill('It is described again.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.waitForURL('**/maintenance');
      await settled(page);
      expect(title).not.toBe('Typed before the server went');
      await page.goto(`${address}/maintenance/2/edit`);
      expect(await page.getByLabel('Title').inputValue()).toBe('Typed before the server went');
    });

    it('asked to stop, it tells open pages when to come back', async () => {
      await open('/properties?status=available');
      program.signal('SIGTERM');
      expect((await program.ended).code).toBe(0);
      await isOffline();
      await serve('start');
      await expectSameDocument();
      await expectFresh(page);
    });
  });

  describe('in production', () => {
    beforeAll(() => serve('start', { NODE_ENV: 'production', SESSION_SECRET: 'a secret that only this test has' }));
    afterAll(() => program.stop());

    it('pages live, with the runtime that everybody gets', async () => {
      const runtime = page.waitForResponse('**/_livegraft/client.js?v=*');
      await open('/maintenance');
      expect((await runtime).headers()['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(await page.evaluate(() => window.livegraft.latency)).toBeUndefined();
      await markRows(page);
      await page.getByLabel('Search').fill('leak');
      await page.waitForURL('**/maintenance?q=leak');
      await settled(page);
      const rows = await page.locator('tbody tr').count();
      expect(rows).toBeGreaterThan(0);
      await page.getByRole('columnheader', { name: 'Request' }).getByRole('link').click();
      await page.waitForURL('**sort=title');
      await settled(page);
      expect(await page.locator('tbody tr').count()).toBe(rows);
      await expectFresh(page);
      await expectSameDocument();
    });
  });

  describe('being written', () => {
    beforeAll(() => serve('dev'));
    afterAll(() => program.stop());

    it('an edited template is shown in place', async () => {
      await open('/maintenance?q=leak');
      await markRows(page);
      const rows = await markedRows(page);
      copy.edit('views/rentals/maintenance_list.njk', 'What is broken, who', 'What has broken, who');
      await page.getByText('What has broken, who').waitFor();
      expect(await markedRows(page)).toEqual(rows);
      await expectSameDocument();
      copy.edit('views/rentals/maintenance_list.njk', 'What has broken, who', 'What is broken, who');
      await page.getByText('What is broken, who').waitFor();
    });

    it('what is wrong with a template lies over the page until it is mended', async () => {
      await open('/maintenance');
      copy.edit('views/rentals/maintenance_list.njk', 'request.title }}</a>', 'request.titel }}</a>');
      const overlay = page.getByRole('alertdialog');
      await overlay.waitFor();
      await keepScreenshot(page, 'overlay');
      const text = await overlay.locator('pre').textContent();
      expect(text).toContain('LG1006: Cannot read "titel" on type "MaintenanceRequest". Did you mean "title"?');
      expect(text).toContain('maintenance_list.njk:');
      expect(text).toMatch(/\| +\^{5}\n?$/);
      copy.edit('views/rentals/maintenance_list.njk', 'request.titel }}</a>', 'request.title }}</a>');
      await overlay.waitFor({ state: 'detached' });
      await page.getByRole('columnheader', { name: 'Request' }).getByRole('link').click();
      await page.waitForURL('**sort=title');
      await settled(page);
      await expectFresh(page);
      await expectSameDocument();
    });

    it('changed code starts the server again: the address and what was typed stay', async () => {
      await signInAs(page, address);
      await open('/maintenance/new');
      await page.getByLabel('Title').fill('Half a sentence');
      await settled(page);
      copy.edit('views/rentals/new_maintenance.ts', 'New request', 'A new request');
      await page.getByRole('heading', { name: 'A new request' }).waitFor();
      expect(await page.getByLabel('Title').inputValue()).toBe('Half a sentence');
      expect(page.url()).toBe(`${address}/maintenance/new`);
      await expectSameDocument();
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
