import { type Options, Sequelize } from 'sequelize';

export const databaseUrl = process.env.DATABASE_URL ?? 'postgres://localhost/rentals';

export const connectionOptions = { dialect: 'postgres', logging: false } satisfies Options;

/** The application's connection pool. Making it connects nowhere; the first statement does. */
export const sequelize = new Sequelize(databaseUrl, {
  ...connectionOptions,
  define: { underscored: true },
  pool: { max: 10, acquire: 5_000 },
  // A server that hangs raises no error by itself: PostgreSQL stops a statement after 10 s, and the client gives up
  // on an answer after 15 s.
  dialectOptions: { connectionTimeoutMillis: 5_000, statement_timeout: 10_000, query_timeout: 15_000 },
});
