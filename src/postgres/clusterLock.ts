import { unlinkSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterInUse, folderNotWritable } from './postgresErrors.ts';
import { isSameProcess, startMark } from './runningProcess.ts';

const ATTEMPTS = 4;

export interface ClusterLock {
  /** Lets the next process in. */
  release(): void;
}

interface Claim {
  readonly filename: string;
  readonly pid: number;
  readonly mark: string;
}

/**
 * Makes this process the only one that uses the cluster in `folder`, until it releases the lock or dies.
 * Throws LG7010 naming the process that has it.
 *
 * A claim is a file beside the folder, `postgres.lock-<pid>-<mark of its start>`. Each process writes its claim first and
 * looks for others' afterwards, so of two that come together at least one sees the other; one that sees a living other
 * steps back. Claims of the dead need no care: a mark never comes back.
 */
export async function lockCluster(folder: string): Promise<ClusterLock> {
  for (let attempt = 1; ; attempt++) {
    const own = await writeClaim(folder);
    const others = (await readClaims(folder)).filter((claim) => claim.filename !== own.filename);
    const living = others.find((claim) => isSameProcess(claim.pid, claim.mark));
    if (!living) {
      await Promise.all(others.map((claim) => rm(claim.filename, { force: true })));
      return keepUntilReleased(own);
    }
    removeClaim(own);
    if (attempt === ATTEMPTS) throw clusterInUse(folder, living.pid);
    await delay(10 + Math.random() * 50); // two that came together step back for different times
  }
}

function keepUntilReleased(claim: Claim): ClusterLock {
  const release = () => {
    process.off('exit', release);
    removeClaim(claim);
  };
  process.once('exit', release);
  return { release };
}

async function writeClaim(folder: string): Promise<Claim> {
  const { pid } = process;
  const mark = startMark(pid);
  const filename = `${folder}.lock-${pid}-${mark}`;
  try {
    await writeFile(filename, `Process ${pid} uses the PostgreSQL cluster in ${folder}.\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw clusterInUse(folder, pid);
    throw folderNotWritable(path.dirname(folder), error);
  }
  return { filename, pid, mark };
}

async function readClaims(folder: string): Promise<Claim[]> {
  const prefix = `${path.basename(folder)}.lock-`;
  const names = await readdir(path.dirname(folder));
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const [pid = '', mark = ''] = name.slice(prefix.length).split('-');
      return { filename: path.join(path.dirname(folder), name), pid: Number(pid), mark };
    });
}

function removeClaim(claim: Claim): void {
  try {
    unlinkSync(claim.filename);
  } catch {
    // someone deleted the folder: nothing is claimed then
  }
}
