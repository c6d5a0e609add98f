import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DatabaseAddress, isNotYetReady, isPasswordRefused, openDatabase } from './clusterDatabase.ts';
import type { ClusterPlace } from './clusterPlace.ts';
import type { PostgresBinaries } from './postgresBinaries.ts';
import { notReadyInTime, passwordRefused, serverEnded, serverNotStopped } from './postgresErrors.ts';
import { type PostgresProcess, startProgram } from './postgresProcess.ts';
import { isRunning, until, worksIn } from './runningProcess.ts';

const HOST = '127.0.0.1';
const PORT_ATTEMPTS = 5;
const POLL_MS = 5;

/** A small server for one machine. `settings` of the caller come after these and win. */
const MODEST_SETTINGS = { shared_buffers: '64MB', max_wal_size: '256MB', io_method: 'sync' };

/** How long the system may take to clear away a server that was killed. */
const KILL_TIMEOUT_MS = 10_000;

/** In the order tried: fast (breaks connections off), immediate (recovers at the next start), by force. */
const SHUTDOWN_SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
type ShutdownSignal = (typeof SHUTDOWN_SIGNALS)[number];

export interface PostmasterOptions {
  readonly binaries: PostgresBinaries;
  readonly place: ClusterPlace;
  readonly login: Pick<DatabaseAddress, 'user' | 'password' | 'database'>;
  readonly settings: Readonly<Record<string, string>>;
  readonly readyTimeoutMs: number;
  readonly stopTimeoutMs: number;
  readonly log: (line: string) => void;
  readonly onServerLog: (text: string) => void;
}

/**
 * Starts the server on a free port of 127.0.0.1 and waits until the database can be used.
 * Throws LG7013, LG7014 or LG7015; the server is gone then.
 */
export async function startPostmaster(options: PostmasterOptions, choosePort = freePort): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const postmaster = new Postmaster(options, await choosePort());
    try {
      await postmaster.untilReady();
      return postmaster;
    } catch (error) {
      const portTaken = postmaster.state === 'ended' && !(await isFree(postmaster.address.port));
      await postmaster.stop();
      if (!portTaken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/**
 * Stops a server on the folder whose owner died without stopping it, and removes a `postmaster.pid` that names a process
 * which is no such server. The caller holds the cluster's lock. Throws LG7011.
 */
export async function stopLeftover(options: Omit<PostmasterOptions, 'login'>): Promise<void> {
  const { binaries, place, stopTimeoutMs, log } = options;
  const pid = readPostmasterFile(place.folder)?.pid;
  if (pid === undefined || (pid > 0 && !isRunning(pid))) return; // PostgreSQL itself removes the file of a dead one
  const isServer = pid > 0 && worksIn(pid, place.folder);
  if (isServer === false) await rm(path.join(place.folder, 'postmaster.pid'), { force: true });
  if (!isServer) return;
  log(`Stopping the PostgreSQL server (process ${pid}) that an earlier run left behind`);
  await shutDown(pid, place.folder, binaries, () => !isRunning(pid), stopTimeoutMs);
}

/** A running server. While it runs, the end of this process ends it too. */
export class Postmaster {
  readonly address: DatabaseAddress;
  readonly #options: PostmasterOptions;
  readonly #server: PostgresProcess;
  #state: 'starting' | 'ready' | 'stopping' | 'ended' = 'starting';

  constructor(options: PostmasterOptions, port: number) {
    this.#options = options;
    this.address = { ...options.login, host: HOST, port };
    this.#server = startServer(options, port);
    process.once('exit', this.#endWithProcess);
    this.#server.ended.then((ending) => this.#atEnd(ending));
  }

  get state() {
    return this.#state;
  }

  /** Settles when the database can be used. */
  async untilReady(): Promise<void> {
    const { place, readyTimeoutMs } = this.#options;
    const deadline = performance.now() + readyTimeoutMs;
    while (!(await this.#canUseDatabase())) {
      const output = this.#server.lastOutput();
      const ending = this.#server.ending();
      if (ending !== undefined) throw serverEnded(place.folder, ending, output);
      if (performance.now() > deadline) throw notReadyInTime(place.folder, readyTimeoutMs / 1000, output);
      await delay(POLL_MS);
    }
    this.#state = 'ready';
  }

  /** Shuts the server down. Settles when it is gone; to call it again does no harm. Throws LG7011. */
  async stop(): Promise<void> {
    if (this.#state === 'ended' || this.#server.pid === undefined) return;
    this.#state = 'stopping';
    const { binaries, place, stopTimeoutMs } = this.#options;
    await shutDown(this.#server.pid, place.folder, binaries, () => this.#state === 'ended', stopTimeoutMs);
  }

  /** Before the password is offered, `postmaster.pid` must say so: a foreign server may have taken the port. */
  async #canUseDatabase(): Promise<boolean> {
    const { place, log } = this.#options;
    const said = readPostmasterFile(place.folder);
    if (said?.status !== 'ready' || said.pid !== this.#server.pid) return false;
    try {
      await openDatabase(this.address, log);
      return true;
    } catch (error) {
      if (isNotYetReady(error)) return false;
      throw isPasswordRefused(error) ? passwordRefused(place.folder, place.passwordFile, error) : error;
    }
  }

  #endWithProcess = () => {
    if (this.#server.pid !== undefined) sendSignal(this.#server.pid, 'SIGINT', this.#options.binaries);
  };

  #atEnd(ending: string): void {
    process.off('exit', this.#endWithProcess);
    if (this.#state === 'ready') this.#options.log(`PostgreSQL ended unexpectedly with ${ending}`);
    this.#state = 'ended';
  }
}

function startServer({ binaries, place, settings, onServerLog }: PostmasterOptions, port: number): PostgresProcess {
  const all = {
    ...MODEST_SETTINGS,
    ...settings,
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
  };
  return startProgram({
    program: binaries.postgres,
    args: ['-D', place.folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    folder: place.folder,
    account: place.account,
    detached: true,
    onOutput: onServerLog,
  });
}

async function shutDown(
  pid: number,
  folder: string,
  binaries: PostgresBinaries,
  hasEnded: () => boolean,
  timeoutMs: number,
): Promise<void> {
  for (const signal of SHUTDOWN_SIGNALS) {
    try {
      sendSignal(pid, signal, binaries);
    } catch (error) {
      throw serverNotStopped(folder, pid, error); // it belongs to another account
    }
    if (await until(hasEnded, signal === 'SIGKILL' ? KILL_TIMEOUT_MS : timeoutMs)) return;
  }
  throw serverNotStopped(folder, pid);
}

/** Windows has no signals; there, pg_ctl tells the server through a pipe. */
function sendSignal(pid: number, signal: ShutdownSignal, { pgCtl }: PostgresBinaries): void {
  if (process.platform === 'win32') {
    spawnSync(pgCtl, ['kill', signal.slice(3), String(pid)], { windowsHide: true });
    return;
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What a server writes into its data folder: line 1 its process (0: none), line 8 how far it is. See pidfile.h. */
function readPostmasterFile(folder: string): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10)) || 0; // single-user mode writes -pid
    return { pid, status: (lines[7] ?? '').trim() };
  } catch {
    return undefined; // no server, or one that begins or ends just now
  }
}

/** A port of 127.0.0.1 that nobody uses just now. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** Listens on the port, 0 for any, and stops at once. Settles with the port. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}
