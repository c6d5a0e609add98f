import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestServer {
  readonly name: string;
  readonly url: string;
}

/** The servers of this run: the embedded one, and a PostgreSQL of the machine where one is named. */
export function testServers(): TestServer[] {
  const { embedded, external } = inject('testServers');
  return [{ name: 'embedded PostgreSQL', url: embedded }, ...(external ? [{ name: 'PostgreSQL', url: external }] : [])];
}

export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** A new, empty database. */
export async function createTestDatabase({ url }: TestServer): Promise<TestDatabase> {
  const name = `livegraft_test_${randomBytes(6).toString('hex')}`;
  await administer(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, name, drop: () => administer(url, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** The statements that the embedded server's own log has for a database, in order. */
export function loggedStatements(database: TestDatabase): string[] {
  const { logFilename } = inject('testServers');
  return readFileSync(logFilename, 'utf8')
    .split(/\n(?=\S+ \d+ )/)
    .filter((entry) => entry.startsWith(`${database.name} `))
    .flatMap((entry) => entry.match(/LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)/)?.[1]?.trim() ?? []);
}
