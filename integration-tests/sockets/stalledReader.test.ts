import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CloseCode } from '../../src/protocol.ts';
import { eventually, repository } from '../runningApp.ts';
import type { Measured } from './largePagesServer.ts';
import { TestBrowser } from './testBrowser.ts';

const megabyte = 1024 ** 2;

let child: ChildProcess;
let url: string;

beforeAll(async () => {
  child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--conditions=source',
      '--import',
      import.meta.resolve('tsx'),
      path.join(import.meta.dirname, 'largePagesServer.ts'),
    ],
    { cwd: repository, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  [url] = (await once(child, 'message')) as [string];
});
afterAll(() => child?.kill('SIGKILL'));

it('a browser that reads nothing costs 10 MB at most, whatever its page does; others are served; then it is closed', async () => {
  const small = await new TestBrowser(url).visit('/small');

  const reader = await new TestBrowser(url).visit('/large');
  reader.send(['event', 1, 0, 'begin', {}]);
  const reading = await mostWhile(() => reader.messages.length < 100);
  await reader.close();

  const stalled = await new TestBrowser(url).visit('/large');
  stalled.send(['event', 1, 0, 'begin', {}]);
  await delay(50);
  stalled.raw.pause();
  const start = (await measure()).turns;
  const started = performance.now();
  let served = 0;
  let slowest = 0;
  let turned = 0;
  const stalling = await mostWhile(async ({ closed, turns }) => {
    const asked = performance.now();
    served += 1;
    small.send(['event', served, 0, 'add', {}]);
    expect(await small.answer(served)).toMatchObject({ patches: [[0, 3, String(served)]] });
    slowest = Math.max(slowest, performance.now() - asked);
    turned = turns - start;
    return closed[CloseCode.SlowReader] === undefined;
  });
  const closedAfter = performance.now() - started;
  await eventually('its socket is gone', async () => (await measure()).sockets === 1, 5_000);

  expect(turned).toBeGreaterThan(200); // of a megabyte each
  expect(stalling - reading).toBeLessThan(10 * megabyte);
  expect(closedAfter).toBeGreaterThan(5_000);
  expect(closedAfter).toBeLessThan(12_000);
  expect(slowest).toBeLessThan(1_000);
  console.info(
    `reading ${inMegabytes(reading)}, stalled ${inMegabytes(stalling)} over ${turned} MB of changes; closed after ${Math.round(closedAfter)} ms; ` +
      `${served} events of another page meanwhile, the slowest ${Math.round(slowest)} ms`,
  );
  stalled.cut();
});

it('a browser that reads nothing and asks for the page again and again is cut', async () => {
  const stalled = await new TestBrowser(url).visit('/large');
  stalled.raw.pause();
  const before = await measure();
  for (let times = 0; times < 200; times += 1) stalled.send(['resync', 0]);
  const [{ sockets }, most] = [before, await mostWhile(({ sockets: now }) => now === before.sockets)];
  await eventually('its memory is free', async () => (await measure()).rss - before.rss < 16 * megabyte);
  expect((await measure()).sockets).toBe(sockets - 1);
  console.info(`asking: ${inMegabytes(before.rss)}, then ${inMegabytes(most)}`);
  stalled.cut();
});

/** The most memory that is taken while something holds. */
async function mostWhile(holds: (measured: Measured) => boolean | Promise<boolean>): Promise<number> {
  let most = 0;
  for (;;) {
    const measured = await measure();
    most = Math.max(most, measured.rss);
    if (!(await holds(measured))) return most;
    await delay(50);
  }
}

async function measure(): Promise<Measured> {
  child.send('measure');
  const [measured] = (await once(child, 'message')) as [Measured];
  return measured;
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / megabyte)} MB`;
}
