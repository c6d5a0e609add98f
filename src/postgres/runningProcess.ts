import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The mark of a process whose start the system does not tell. It equals every other mark. */
const UNKNOWN_START = 'unknown';
const POLL_MS = 10;

/** Whether a process with this id lives. A zombie, whose parent has not collected it, does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return linuxStat(pid)?.state !== 'Z';
}

/** A short word that tells the process from a later one with the same id, from its time of start. */
export function startMark(pid: number): string {
  const started = linuxStart(pid) ?? processColumn(pid, 'lstart');
  return started ? createHash('sha256').update(started).digest('hex').slice(0, 12) : UNKNOWN_START;
}

/** Whether the process that had this mark still lives. */
export function isSameProcess(pid: number, mark: string): boolean {
  if (!isRunning(pid)) return false;
  const current = startMark(pid);
  return current === mark || current === UNKNOWN_START || mark === UNKNOWN_START;
}

/**
 * Whether a process is a server on the folder: that is its working directory, or where the system does not tell that, its
 * command names the folder. Undefined where the system tells neither.
 */
export function worksIn(pid: number, folder: string): boolean | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return processColumn(pid, 'command')?.includes(folder);
  }
}

/** Polls the condition until it holds (true) or the time is over (false). */
export async function until(condition: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

function linuxStart(pid: number): string | undefined {
  const stat = linuxStat(pid);
  return stat && `${readText('/proc/sys/kernel/random/boot_id')} ${stat.startTicks}`;
}

// 4711 (name, which may hold spaces and brackets) S 1 4711 … startTicks …    see proc_pid_stat(5): fields 3 and 22
function linuxStat(pid: number): { state: string; startTicks: string } | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (!stat) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function processColumn(pid: number, column: 'lstart' | 'command'): string | undefined {
  try {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
    const answer = execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return answer.trim() || undefined;
  } catch {
    return undefined; // no such process, or no ps
  }
}

function readText(filename: string): string | undefined {
  try {
    return readFileSync(filename, 'utf8');
  } catch {
    return undefined;
  }
}
