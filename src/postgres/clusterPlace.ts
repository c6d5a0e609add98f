import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Account, clusterAccount, firstClosed, ownerOf, runsAsRoot } from './clusterAccount.ts';
import {
  folderNotWritable,
  foreignCluster,
  notACluster,
  otherMajorVersion,
  rootOwnedCluster,
  unreachableCluster,
} from './postgresErrors.ts';

/**
 * Where a cluster lives and who runs it. Beside `folder` stand `<folder>.password`, `<folder>.lock-…` while it is in use,
 * and `<folder>.new-…` while it is being made.
 */
export interface ClusterPlace {
  /** PostgreSQL's data directory: absolute, without symbolic links. */
  readonly folder: string;
  readonly passwordFile: string;
  /** Where a copy of the binaries goes if the installed ones cannot be used. */
  readonly copiesFolder: string;
  /** The account that runs PostgreSQL; undefined means this process' own. */
  readonly account: Account | undefined;
}

/**
 * Decides where the cluster lives and makes the folder above it. An ordinary user gets what was asked for. For root, the
 * cluster belongs to another account: the one that owns the data already, else `postgres` or `nobody`; and if that account
 * cannot reach the folder, the cluster lives in the shared folder instead, and `log` says so.
 * Throws LG7003–LG7007.
 */
export function placeCluster(dataFolder: string, sharedFolder: string, log: (line: string) => void): ClusterPlace {
  const wanted = path.resolve(dataFolder);
  const isMade = isCluster(wanted); // throws where it is not ours to read
  if (!runsAsRoot()) return placeIn(wanted, path.dirname(wanted), undefined);

  const reachable = path.join(path.resolve(sharedFolder), sharedName(wanted));
  const made = isMade ? wanted : [reachable].find(isCluster);
  const account = made === undefined ? clusterAccount() : existingOwner(made);
  const folder = made ?? (firstClosed(path.dirname(wanted), account) === undefined ? wanted : reachable);
  const closed = firstClosed(path.dirname(folder), account);
  if (closed !== undefined) throw unreachableCluster(folder, account.name, closed);
  if (folder === reachable) {
    log(`Keeping the data in ${folder}: the account "${account.name}", which runs PostgreSQL, cannot reach ${wanted}`);
  }
  return placeIn(folder, path.resolve(sharedFolder), account);
}

/** Whether the folder holds a cluster. Throws if it holds one of another major version (LG7009) or something else (LG7008). */
export function hasCluster(folder: string, majorVersion: string): boolean {
  const found = readVersion(folder);
  if (found === undefined) {
    if (!isEmpty(folder)) throw notACluster(folder);
    return false;
  }
  if (found !== majorVersion) throw otherMajorVersion(folder, found, majorVersion);
  return true;
}

/**
 * Makes a folder and those above it that do not exist. For an account other than this process' own they are open to enter,
 * whatever the umask. Throws LG7007.
 */
export function makeFolder(folder: string, account: Account | undefined): void {
  try {
    const first = mkdirSync(folder, { recursive: true });
    if (first === undefined || account === undefined) return;
    for (let made = folder; made.length >= first.length; made = path.dirname(made)) chmodSync(made, 0o755);
  } catch (error) {
    throw folderNotWritable(folder, error);
  }
}

function placeIn(wanted: string, copiesFolder: string, account: Account | undefined): ClusterPlace {
  makeFolder(path.dirname(wanted), account);
  const folder = withoutLinks(wanted);
  return { folder, passwordFile: `${folder}.password`, copiesFolder, account };
}

function withoutLinks(folder: string): string {
  return existsSync(folder)
    ? realpathSync(folder)
    : path.join(realpathSync(path.dirname(folder)), path.basename(folder));
}

function existingOwner(folder: string): Account {
  const owner = ownerOf(statSync(folder));
  if (owner.uid === 0) throw rootOwnedCluster(folder);
  return owner;
}

// /srv/shop/.livegraft/postgres → srv-shop-livegraft-postgres-1f0c22ab
function sharedName(folder: string): string {
  const words = folder.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-/, '');
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `${words.slice(-60)}-${hash}`;
}

function isCluster(folder: string): boolean {
  return readVersion(folder) !== undefined;
}

function readVersion(folder: string): string | undefined {
  try {
    return readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw foreignCluster(folder, error);
    return undefined;
  }
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
