import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { urlOf } from '../../src/postgres/clusterDatabase.ts';
import { placeCluster } from '../../src/postgres/clusterPlace.ts';
import { createCluster, OWNER_ROLE, readPassword } from '../../src/postgres/createCluster.ts';
import { installedBinaries, usableBinaries } from '../../src/postgres/postgresBinaries.ts';
import { freePort, startPostmaster } from '../../src/postgres/postmaster.ts';

/** A PostgreSQL server of one test file's own, with which anything may happen. */
export interface OwnCluster {
  /** The same after each start. */
  readonly url: string;
  /** Starts it again after `stop`. Settles when it takes connections. */
  start(): Promise<void>;
  /** Ends all connections and the server. Settles when it is gone. */
  stop(): Promise<void>;
  /** Stops all its processes where they are: its sockets stay open, and nothing is answered. Gives what lets them go on. */
  freeze(): Promise<() => void>;
  /** Stops it for good and removes its files. */
  remove(): Promise<void>;
}

/** Makes a cluster and starts it. */
export async function createOwnCluster(settings: Readonly<Record<string, string>> = {}): Promise<OwnCluster> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-cluster-'));
  chmodSync(folder, 0o755);
  const silent = { log: () => {}, onServerLog: () => {} };
  const place = placeCluster(path.join(folder, 'data'), path.join(folder, 'shared'), silent.log);
  const binaries = await usableBinaries(await installedBinaries(), place, silent.log);
  await createCluster(binaries, place);
  const login = { user: OWNER_ROLE, password: await readPassword(binaries, place), database: 'livegraft' };
  const port = await freePort();
  const url = urlOf({ ...login, host: '127.0.0.1', port });
  const limits = { readyTimeoutMs: 60_000, stopTimeoutMs: 10_000 };
  const options = { binaries, place, login, ...limits, ...silent, settings: { fsync: 'off', ...settings } };
  let postmaster = await startPostmaster(options, async () => port);
  return {
    url,
    async start() {
      postmaster = await startPostmaster(options, async () => port);
    },
    stop: () => postmaster.stop(),
    async freeze() {
      const postmasterId = Number(readFileSync(path.join(place.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      const processes = [postmasterId, ...(await childProcesses(url))];
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      return () => {
        for (const pid of processes.splice(0)) process.kill(pid, 'SIGCONT');
      };
    },
    async remove() {
      await postmaster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The backends and what works in the background, less the one that is asked. */
async function childProcesses(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
  await client.end();
  return rows.map(({ pid }) => pid as number);
}
