import { fileURLToPath, pathToFileURL } from 'node:url';
import type { QueryInterface, Sequelize, Transaction } from 'sequelize';
import { type MigrationFn, SequelizeStorage, Umzug } from 'umzug';

/** One file of `migrations/` exports two of these: `up` and `down`. */
export type Migration = MigrationFn<QueryInterface>;

/** Runs the files of `migrations/` in the order of their names, each one once. */
export function createMigrator(sequelize: Sequelize): Umzug<QueryInterface> {
  return new Umzug<QueryInterface>({
    migrations: {
      glob: ['migrations/*.{js,ts}', { cwd: fileURLToPath(new URL('.', import.meta.url)), ignore: '**/*.d.ts' }],
      resolve: ({ name, path }) => ({
        // Without its extension, a name is the same before and after a build.
        name: name.replace(/\.[jt]s$/, ''),
        up: async (params) => (await load(path!)).up(params),
        down: async (params) => (await load(path!)).down(params),
      }),
    },
    context: sequelize.getQueryInterface(),
    storage: new SequelizeStorage({ sequelize }),
    logger: undefined,
  });
}

/** Makes an enum type for a migration's columns, which name it as their type. */
export async function createType(
  db: QueryInterface,
  name: string,
  values: string[],
  transaction: Transaction,
): Promise<void> {
  const list = values.map((value) => db.sequelize.escape(value)).join(', ');
  await db.sequelize.query(`CREATE TYPE ${name} AS ENUM (${list})`, { transaction });
}

async function load(path: string): Promise<{ up: Migration; down: Migration }> {
  return await import(pathToFileURL(path).href);
}
