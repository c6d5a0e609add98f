import path from 'node:path';
import { LivegraftError } from '../errors.ts';
import { startEmbeddedPostgres } from '../postgres/embeddedPostgres.ts';

/**
 * Sees to it that `DATABASE_URL` names a database: where it does not, starts the embedded one in the application's
 * `.livegraft/postgres`. Gives what stops it. Throws LG5012 in production, where a database must be named, and LG5015 for
 * what is no address.
 */
export async function provideDatabase(folder: string, log: (line: string) => void): Promise<() => Promise<void>> {
  const url = process.env.DATABASE_URL;
  if (url && !(URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol))) throw noAddress();
  if (url) return async () => {};
  if (process.env.NODE_ENV === 'production') throw noDatabase();
  const postgres = await startEmbeddedPostgres({ dataFolder: path.resolve(folder, '.livegraft', 'postgres'), log });
  process.env.DATABASE_URL = postgres.url;
  return () => postgres.stop();
}

function noDatabase(): LivegraftError {
  return new LivegraftError({
    code: 'LG5012',
    message: 'No database is named.',
    hint: 'Set DATABASE_URL, such as postgres://user:password@host:5432/name; the embedded one is for development.',
  });
}

function noAddress(): LivegraftError {
  return new LivegraftError({
    code: 'LG5015',
    message: 'DATABASE_URL is not the address of a PostgreSQL.',
    hint: 'Write it as postgres://user:password@host:5432/name.',
  });
}
