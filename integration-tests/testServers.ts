import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/postgres/embeddedPostgres.ts';

/** The PostgreSQL servers that tests run on, and the log of the embedded one. */
export interface TestServers {
  readonly embedded: string;
  /** What `LIVEGRAFT_TEST_DATABASE_URL` names, or null. */
  readonly external: string | null;
  /** Every statement that the embedded server ran, each behind `database process `. */
  readonly logFilename: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServers: TestServers;
  }
}

/** Starts a cluster for this run alone, which logs every statement, and stops it afterwards. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-tests-'));
  chmodSync(folder, 0o755);
  const logFilename = path.join(folder, 'statements.log');
  const statements = createWriteStream(logFilename);
  const postgres = await startEmbeddedPostgres({
    dataFolder: path.join(folder, 'data'),
    log: () => {},
    onServerLog: (text) => statements.write(text),
    settings: { fsync: 'off', log_statement: 'all', log_line_prefix: '%d %p ', max_connections: '300' },
  });
  const external = process.env.LIVEGRAFT_TEST_DATABASE_URL ?? null;
  project.provide('testServers', { embedded: postgres.url, external, logFilename });
  return async () => {
    await postgres.stop();
    statements.end();
    rmSync(folder, { recursive: true, force: true });
  };
}
