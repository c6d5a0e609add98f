import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { eventually } from './runningApp.ts';
import { loggedStatements, type TestDatabase } from './testDatabase.ts';

/** What a client of Sequelize sends once per connection, before its first statement. */
const connectionSetUp = /^SET |^SELECT typname, typtype, oid, typarray FROM pg_type/;

/**
 * The statements that the embedded server's own log has between two marks: before and after `work`. Those that only set a
 * connection up are left out.
 */
export async function statementsDuring(database: TestDatabase, work: () => Promise<unknown>): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const first = await mark(client, database);
    await work();
    const last = await mark(client, database);
    const statements = loggedStatements(database);
    return statements.slice(statements.indexOf(first) + 1, statements.indexOf(last)).filter(isWork);
  } finally {
    await client.end();
  }
}

function isWork(statement: string): boolean {
  return !connectionSetUp.test(statement);
}

/** Sends a statement like no other, and waits until it is in the log: so is everything that was sent before. */
async function mark(client: pg.Client, database: TestDatabase): Promise<string> {
  const statement = `SELECT 'mark ${randomBytes(8).toString('hex')}'`;
  await client.query(statement);
  return eventually('the mark is in the log', () => loggedStatements(database).includes(statement) && statement);
}
