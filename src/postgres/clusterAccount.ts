import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { noClusterAccount } from './postgresErrors.ts';

/** An account of the operating system. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ['postgres', '_postgres', 'nobody'];
const READ = 4;
const ENTER = 1;

/** Whether this process must hand PostgreSQL to another account: the server refuses to run as root. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** An existing account that can run PostgreSQL for root. Throws LG7003 where there is none. */
export function clusterAccount(): Account {
  for (const name of CANDIDATES) {
    const account = passwdAccounts().find((entry) => entry.name === name) ?? directoryAccount(name);
    if (account && account.uid !== 0) return account;
  }
  throw noClusterAccount(CANDIDATES);
}

/** The account that owns what `stats` describes; named by its number where it has no name. */
export function ownerOf({ uid, gid }: Pick<Stats, 'uid' | 'gid'>): Account {
  const name = passwdAccounts().find((entry) => entry.uid === uid)?.name ?? String(uid);
  return { name, uid, gid };
}

/**
 * The first folder on the way to `filename` that the account may not enter, or the file itself if it may not read that;
 * undefined if nothing is in its way. What does not exist yet is not in the way.
 */
export function firstClosed(filename: string, account: Account): string | undefined {
  const existing = realpathSync(nearestExisting(filename));
  const folders = ancestorsOf(existing);
  const closed = folders.find((folder) => !allows(statSync(folder), account, ENTER));
  if (closed !== undefined) return closed;
  const stats = statSync(existing);
  return allows(stats, account, stats.isDirectory() ? ENTER : READ) ? undefined : existing;
}

/** The path itself, or the nearest folder above it that exists. */
export function nearestExisting(filename: string): string {
  const absolute = path.resolve(filename);
  return existsSync(absolute) ? absolute : nearestExisting(path.dirname(absolute));
}

function allows(stats: Stats, account: Account, permission: number): boolean {
  if (stats.uid === account.uid) return Boolean((stats.mode >> 6) & permission);
  if (stats.gid === account.gid) return Boolean((stats.mode >> 3) & permission);
  return Boolean(stats.mode & permission);
}

// /a/b/c → / /a /a/b
function ancestorsOf(filename: string): string[] {
  const parent = path.dirname(filename);
  return parent === filename ? [] : [...ancestorsOf(parent), parent];
}

function passwdAccounts(): Account[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** An account that a directory service knows and /etc/passwd does not. */
function directoryAccount(name: string): Account | undefined {
  try {
    return { name, uid: askId('-u', name), gid: askId('-g', name) };
  } catch {
    return undefined; // no such account, or no `id`
  }
}

function askId(option: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
