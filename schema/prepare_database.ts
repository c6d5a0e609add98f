import { ConnectionError, QueryTypes, Sequelize, type Transaction } from 'sequelize';
import { MigrationError } from 'umzug';
import { createMigrator } from './migrator.ts';
import { seedDatabase, shouldSeed } from './seed.ts';
import { connectionOptions, databaseUrl } from './sequelize.ts';

/** Any number, but the same in every process that prepares this application's database. */
const PREPARE_LOCK = 7_281_145;
const CONNECT_ATTEMPTS = 20;
const CONNECT_PAUSE_MS = 500;

/**
 * Makes the database ready for the application: waits for it, migrates it, and seeds it where it is empty, or where
 * `seed` asks for more maintenance requests than there are. Processes that start together take turns.
 *
 * Throws an `Error` that says what to do where the database cannot be reached.
 */
export async function prepareDatabase({
  log,
  seed,
}: {
  log: (line: string) => void;
  seed?: number | undefined;
}): Promise<void> {
  // Connections of its own: a migration may take longer than a page's statements, and umzug's SequelizeMeta stays out
  // of the application's models.
  const database = new Sequelize(databaseUrl, connectionOptions);
  try {
    await connect(database, log);
    await database.transaction(async (transaction) => {
      await takeTurn(database, transaction, log);
      await migrate(database, log);
      if (await shouldSeed(seed)) await seedDatabase({ requests: seed, log });
    });
  } finally {
    await database.close();
  }
}

async function connect(database: Sequelize, log: (line: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.authenticate();
    } catch (error) {
      if (attempt === CONNECT_ATTEMPTS || !mayPass(error)) throw unreachable(error);
      if (attempt === 1) log(`Waiting for PostgreSQL at ${describeUrl()}`);
      await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE_MS));
    }
  }
}

/** Whether a server that is still starting may have caused it: it refuses connections, then says 57P03. */
function mayPass(error: unknown): boolean {
  return ['ECONNREFUSED', 'ETIMEDOUT', '57P03'].includes(causeOf(error).code ?? '');
}

function unreachable(error: unknown): Error {
  const { code, message } = causeOf(error);
  const advice =
    code === '3D000'
      ? 'Create it with createdb, or name another one in DATABASE_URL.'
      : 'Check that PostgreSQL is running and that DATABASE_URL is right.';
  return new Error(`Cannot open the database at ${describeUrl()}: ${message || code}. ${advice}`, { cause: error });
}

function causeOf(error: unknown): { code?: string; message: string } {
  return error instanceof ConnectionError ? error.parent : (error as Error);
}

/** Where the database is, without the password. */
function describeUrl(): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

/** The lock is the transaction's: it ends with it, and with the process too. */
async function takeTurn(database: Sequelize, transaction: Transaction, log: (line: string) => void): Promise<void> {
  const [lock] = await database.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', {
    bind: [PREPARE_LOCK],
    type: QueryTypes.SELECT,
    transaction,
  });
  if (lock?.taken) return;
  log('Another process is preparing the database: waiting for it');
  await database.query('SELECT pg_advisory_xact_lock($1)', { bind: [PREPARE_LOCK], transaction });
}

async function migrate(database: Sequelize, log: (line: string) => void): Promise<void> {
  const migrator = createMigrator(database);
  migrator.on('migrated', ({ name }) => log(`Migrated ${name}`));
  try {
    await migrator.up();
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    // umzug's error carries the whole connection with it, which would be printed.
    const cause = error.cause as Error;
    throw new Error(`Migration ${error.info.name} failed: ${cause.message}`, { cause });
  }
}
