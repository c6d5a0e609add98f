import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './clusterAccount.ts';
import type { ClusterPlace } from './clusterPlace.ts';
import type { PostgresBinaries } from './postgresBinaries.ts';
import { folderNotWritable, foreignCluster, initdbFailed, serverEnded } from './postgresErrors.ts';
import { startProgram } from './postgresProcess.ts';

/** The role that owns a cluster; its password stands in the file beside the cluster. */
export const OWNER_ROLE = 'postgres';

/**
 * Makes a cluster: UTF-8, sorted by code points and the same on every system, open to who knows the password.
 * It is made in a folder beside its place and moved there when it is complete, so an interruption leaves no half of one.
 * The caller holds the cluster's lock. Throws LG7007 or LG7012.
 */
export async function createCluster(binaries: PostgresBinaries, place: ClusterPlace): Promise<void> {
  const unfinished = `${place.folder}.new-${randomBytes(4).toString('hex')}`;
  try {
    await makeOwnFolder(unfinished, place.account);
    await runInitdb(binaries, place, unfinished);
    await moveToPlace(unfinished, place);
  } finally {
    await removeUnfinished(place.folder);
  }
}

/** The owner's password. Where its file was lost, a new one is set. The cluster must not be running. */
export async function readPassword(binaries: PostgresBinaries, place: ClusterPlace): Promise<string> {
  try {
    return (await readFile(place.passwordFile, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw foreignCluster(place.folder, error);
    return renewPassword(binaries, place);
  }
}

async function makeOwnFolder(folder: string, account: Account | undefined): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account) await chown(folder, account.uid, account.gid);
  } catch (error) {
    throw folderNotWritable(folder, error);
  }
}

async function runInitdb(binaries: PostgresBinaries, place: ClusterPlace, unfinished: string): Promise<void> {
  const { account, folder } = place;
  const passwordFile = path.join(unfinished, 'password');
  await writeSecret(passwordFile, newPassword(), account);
  const initdb = startProgram({
    program: binaries.initdb,
    args: [
      `--pgdata=${path.join(unfinished, 'data')}`,
      `--username=${OWNER_ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    folder: unfinished,
    account,
  });
  const ending = await initdb.ended;
  if (ending !== 'exit code 0') throw initdbFailed(folder, ending, initdb.lastOutput());
}

/** The password goes first: one without a cluster is overwritten next time, a cluster without one is shut. */
async function moveToPlace(unfinished: string, { folder, passwordFile }: ClusterPlace): Promise<void> {
  try {
    await rename(path.join(unfinished, 'password'), passwordFile);
    await rmdir(folder).catch(() => {}); // an empty folder may stand there already
    await rename(path.join(unfinished, 'data'), folder);
  } catch (error) {
    throw folderNotWritable(folder, error);
  }
}

/** Also what earlier, interrupted runs left. The initdb of one that was killed just now may write for a while yet. */
async function removeUnfinished(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const names = (await readdir(parent)).filter((name) => name.startsWith(`${path.basename(folder)}.new-`));
  const patience = { maxRetries: 10, retryDelay: 50 };
  await Promise.allSettled(
    names.map((name) => rm(path.join(parent, name), { recursive: true, force: true, ...patience })),
  );
}

/** Sets a new password in single-user mode, where none is asked for. */
async function renewPassword(binaries: PostgresBinaries, { folder, account, passwordFile }: ClusterPlace) {
  const password = newPassword();
  const server = startProgram({
    program: binaries.postgres,
    args: ['--single', '-D', folder, 'postgres'],
    input: `ALTER ROLE ${OWNER_ROLE} PASSWORD '${password}'\n`,
    folder,
    account,
  });
  const ending = await server.ended;
  if (ending !== 'exit code 0') throw serverEnded(folder, ending, server.lastOutput());
  await writeSecret(passwordFile, password, account);
  return password;
}

/** Like the cluster, it belongs to the account, so a cluster that root made for a user serves that user too. */
async function writeSecret(filename: string, secret: string, account: Account | undefined): Promise<void> {
  await writeFile(filename, secret, { mode: 0o600, flag: 'wx' });
  if (account) await chown(filename, account.uid, account.gid);
}

function newPassword(): string {
  return randomBytes(24).toString('hex');
}
