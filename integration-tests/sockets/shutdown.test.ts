import { event, LiveView } from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CloseCode } from '../../src/protocol.ts';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { eventually, type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { TestBrowser, type TestSocket } from './testBrowser.ts';
import { serve } from './testSite.ts';

class WaitingView extends LiveView {
  static override template = '<p>waits</p>';
  static unmounts = 0;

  @event()
  wait(): Promise<void> {
    return new Promise(() => {});
  }

  override unmount(): void {
    WaitingView.unmounts += 1;
  }
}

describe('a site that is closed', () => {
  it('says when to come back, ends each socket with 1012, and takes nobody any more', async () => {
    const server = await serve({ '/': WaitingView });
    const browser = new TestBrowser(server.url);
    const pages = await Promise.all([1, 2, 3].map(() => browser.visit('/')));
    pages[0]!.send(['event', 1, 0, 'wait', {}]);
    await pages[0]!.settle();
    const unjoined = await browser.open();
    const waiting = await browser.load('/');
    expect(waiting.key).not.toBeNull();
    const closing = server.close();
    await expect(browser.open()).rejects.toThrow();
    for (const socket of [...pages, unjoined]) {
      expect(await socket.closed).toEqual({ code: CloseCode.Away, reason: 'The server stops.' });
      expect(socket.messages.at(-1)).toEqual(['away', 1_000]);
    }
    await closing;
    expect(WaitingView.unmounts).toBe(4);
    await eventually('all are gone', () => server.site.metrics().sockets === 0);
    expect(server.site.metrics()).toMatchObject({
      closed: { [CloseCode.Away]: 4 },
      sessions: { parked: 0, live: 0, detached: 0 },
    });
  });

  it('cuts who does not agree', async () => {
    const server = await serve({ '/': WaitingView });
    const browser = new TestBrowser(server.url);
    const stalled = await browser.visit('/');
    stalled.raw.pause();
    const started = performance.now();
    await server.close(10_000);
    expect(performance.now() - started).toBeLessThan(4_000);
    stalled.cut();
  });
});

describe('a process with 50 pages, one that reads nothing and one whose event still runs,', () => {
  let database: TestDatabase;
  let copy: AppCopy;
  let app: RunningApp;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    copy = copyApp();
    copy.write('views/waiting.njk', '<!doctype html><html><head></head><body><main lg-root>waits</main></body></html>');
    copy.write('views/waiting.ts', waitingView);
    copy.edit(
      'views/routes.ts',
      'import { HomeView }',
      "import { WaitingView } from './waiting.ts';\nimport { HomeView }",
    );
    copy.edit('views/routes.ts', "page('/', HomeView),", "page('/', HomeView),\n    page('/waiting', WaitingView),");
  });
  afterAll(async () => {
    await app?.stop();
    copy?.remove();
    await database?.drop();
  });

  it('ends within 10 s of SIGTERM', async () => {
    app = await startApp(database.url, { args: ['start', '--app', copy.folder] });
    const browsers = Array.from({ length: 10 }, () => new TestBrowser(app.url));
    const visits = browsers.flatMap((browser) => Array.from({ length: 5 }, () => browser));
    const sockets: TestSocket[] = [];
    for (const browser of visits) sockets.push(await browser.visit('/waiting'));
    const [stalled, running, ...others] = sockets;
    stalled!.raw.pause();
    running!.send(['event', 1, 0, 'query', {}]);
    await running!.settle();

    const started = performance.now();
    app.signal('SIGTERM');
    for (const socket of others) {
      expect((await socket.closed).code).toBe(CloseCode.Away);
      expect(socket.messages.at(-1)).toEqual(['away', expect.any(Number)]);
    }
    await expect(browsers[0]!.open()).rejects.toThrow();
    expect(await app.ended, app.output()).toEqual({ code: 0, signal: null });
    const ms = performance.now() - started;
    expect(ms).toBeLessThan(10_000);
    console.info(`ended after ${Math.round(ms)} ms`);
    stalled!.cut();
  });
});

const waitingView = `
import { event, LiveView } from 'livegraft';
import { sequelize } from '../schema/index.ts';

export class WaitingView extends LiveView {
  static override template = 'waiting.njk';

  @event()
  async query(): Promise<void> {
    await sequelize.query('SELECT pg_sleep(60)');
  }
}
`;
