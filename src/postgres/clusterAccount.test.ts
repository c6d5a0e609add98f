import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAccount, firstClosed, ownerOf } from './clusterAccount.ts';

const stranger = { name: 'stranger', uid: 64_999, gid: 64_999 };
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'livegraft-account-'));
  await chmod(root, 0o755);
  await mkdir(path.join(root, 'home/project'), { recursive: true });
  await chmod(path.join(root, 'home'), 0o700);
  await mkdir(path.join(root, 'open'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('what is closed to an account', () => {
  test('is the first folder that it may not enter', () => {
    expect(firstClosed(path.join(root, 'home/project/data'), stranger)).toBe(path.join(root, 'home'));
  });

  test('is nothing where all folders are open, made or not', () => {
    expect(firstClosed(path.join(root, 'open/new/data'), stranger)).toBeUndefined();
  });

  test('is looked for where a link leads', async () => {
    await symlink(path.join(root, 'home/project'), path.join(root, 'open/link'));
    expect(firstClosed(path.join(root, 'open/link'), stranger)).toBe(path.join(root, 'home'));
  });

  test('is a file that it may not read', async () => {
    const filename = path.join(root, 'open/secret');
    await writeFile(filename, '', { mode: 0o600 });
    expect(firstClosed(filename, stranger)).toBe(filename);
  });

  test('is nothing of its own', () => {
    const owner = { name: 'owner', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(firstClosed(path.join(root, 'home/project'), owner)).toBeUndefined();
  });
});

test('an account of this system runs PostgreSQL for root, and it is not root', () => {
  const { name, uid, gid } = clusterAccount();
  expect(['postgres', '_postgres', 'nobody']).toContain(name);
  expect(uid).not.toBe(0);
  expect(Number.isInteger(gid)).toBe(true);
});

test('an owner without a name is called by its number', () => {
  expect(ownerOf({ uid: 0, gid: 0 }).name).toBe('root');
  expect(ownerOf({ uid: 64_999, gid: 64_999 })).toEqual({ name: '64999', uid: 64_999, gid: 64_999 });
});
