import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockCluster } from './clusterLock.ts';
import { isRunning, isSameProcess, startMark } from './runningProcess.ts';

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'livegraft-lock-'));
  folder = path.join(parent, 'postgres');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test('a lock is a file that names the process, until it is released', async () => {
  const lock = await lockCluster(folder);
  expect(await readdir(parent)).toEqual([`postgres.lock-${process.pid}-${startMark(process.pid)}`]);
  lock.release();
  expect(await readdir(parent)).toEqual([]);
});

test('a second lock is refused while the first is held', async () => {
  const lock = await lockCluster(folder);
  await expect(lockCluster(folder)).rejects.toThrow(`are in use by process ${process.pid} (this one).`);
  lock.release();
  (await lockCluster(folder)).release();
});

test('the lock of another living process is respected', async () => {
  await writeFile(`${folder}.lock-${process.ppid}-${startMark(process.ppid)}`, '');
  await expect(lockCluster(folder)).rejects.toThrow(`are in use by process ${process.ppid}.`);
  expect(await readdir(parent)).toHaveLength(1);
});

test.each([
  ['a dead process', () => `${deadProcess()}-0123456789ab`],
  ['an earlier process with the id of a living one', () => `${process.ppid}-0123456789ab`],
])('the lock of %s is cleared away', async (_, claim) => {
  await writeFile(`${folder}.lock-${claim()}`, '');
  const lock = await lockCluster(folder);
  expect(await readdir(parent)).toHaveLength(1);
  lock.release();
});

test('a folder that cannot be written to is named', async () => {
  const missing = path.join(parent, 'missing/postgres');
  await expect(lockCluster(missing)).rejects.toThrow(`LG7007: Cannot write to ${path.join(parent, 'missing')},`);
});

test('a process is known by its id and its start', () => {
  const mark = startMark(process.pid);
  expect(isSameProcess(process.pid, mark)).toBe(true);
  expect(isSameProcess(process.pid, 'unknown')).toBe(true);
  expect(isSameProcess(process.pid, '0123456789ab')).toBe(false);
  expect(isRunning(deadProcess())).toBe(false);
});

function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
