import path from 'node:path';
import { configure } from 'livegraft';
import { pino } from 'pino';
import { createSite, type Site } from '../../src/server/site.ts';
import { repository } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';

/** The rentals application inside this process, on a new and seeded database. */
export interface RentalsApp {
  readonly database: TestDatabase;
  readonly app: typeof import('../../views/routes.ts')['default'];
  readonly templates: string;
  /** A site of its own: nothing compiled, nothing cached in it. */
  createSite(): Site;
  close(): Promise<void>;
}

/** Once per test file: the schema's module connects where `DATABASE_URL` says when it is first imported. */
export async function openRentals(): Promise<RentalsApp> {
  const database = await createTestDatabase(testServers()[0]!);
  process.env.DATABASE_URL = database.url;
  configure({ logger: pino({ level: 'silent' }) });
  const { default: app } = await import('../../views/routes.ts');
  await app.prepare!({ log: () => {} });
  const templates = path.join(repository, 'views');
  return {
    database,
    app,
    templates,
    createSite: () => createSite(app, { templates, development: true }),
    async close() {
      await app.sequelize.close();
      await database.drop();
    },
  };
}

/** A request for a page of the application in this process. */
export function get(pathname: string, headers: Record<string, string> = {}): Request {
  return new Request(new URL(pathname, 'http://rentals.test'), { headers });
}
