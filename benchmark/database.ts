import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/postgres/embeddedPostgres.ts';

export interface BenchmarkDatabase {
  readonly url: string;
  /** Removes everything that was made. */
  close(): Promise<void>;
}

/**
 * A new, empty database: on the server that `DATABASE_URL` names, in which a database is made and dropped again, or else
 * on an embedded PostgreSQL that is started for it.
 */
export async function openDatabase(): Promise<BenchmarkDatabase> {
  return process.env.DATABASE_URL ? makeDatabase(process.env.DATABASE_URL) : startDatabase();
}

async function makeDatabase(server: string): Promise<BenchmarkDatabase> {
  const name = `livegraft_benchmark_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function startDatabase(): Promise<BenchmarkDatabase> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-benchmark-'));
  chmodSync(folder, 0o755);
  const { url, stop } = await startEmbeddedPostgres({
    dataFolder: path.join(folder, 'data'),
    settings: { fsync: 'off' },
  });
  return {
    url,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
