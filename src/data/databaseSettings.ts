import type { Sequelize } from 'sequelize';

/** Limits of what Livegraft's own statements may take. An application's own calls of Sequelize keep theirs. */
export interface DatabaseSettings {
  /**
   * How long a statement may take, 5,000 by default: the client gives up then, and the server a little before.
   * `dialectOptions.query_timeout` goes before it, as any `statement_timeout` of the application's goes before the server's. Where
   * it has none, Livegraft sets one on a connection with its first statement, and takes it off when the application's own calls of
   * Sequelize get the connection, which costs them a round trip then.
   */
  readonly queryTimeoutMs: number;
  /** How long a statement waits for a connection of the pool, 5,000 by default. A lower `pool.acquire` goes before it. */
  readonly acquireTimeoutMs: number;
  /**
   * How many statements stay prepared on a connection, 250 by default; the least recently used goes. `true` is the default,
   * `false` prepares none, for poolers that give each transaction another connection, such as PgBouncer.
   */
  readonly preparedStatements: number | boolean;
  /** How many rows one statement may give, 100,000 by default. */
  readonly maxRows: number;
  /**
   * How many rows a list has that sets no limit, 1,000 by default. What is beyond is left out, and the log says so; counts stay true. A
   * GraphQL client's limit may not be greater.
   */
  readonly listRows: number;
}

const defaults = {
  queryTimeoutMs: 5_000,
  acquireTimeoutMs: 5_000,
  preparedStatements: 250,
  maxRows: 100_000,
  listRows: 1_000,
};

let settings: Readonly<typeof defaults> = defaults;

/** Changes the process's settings for statements from now on. Throws a TypeError for a number that cannot be meant. */
export function configureDatabase(changes: Partial<DatabaseSettings>): void {
  const changed = { ...settings, ...withoutUndefined(changes) };
  const { preparedStatements } = changed;
  const kept = preparedStatements === true ? defaults.preparedStatements : preparedStatements || 0;
  for (const name of ['queryTimeoutMs', 'acquireTimeoutMs', 'maxRows', 'listRows'] as const)
    assertWhole(name, changed[name], 1);
  assertWhole('preparedStatements', kept, 0);
  settings = { ...changed, preparedStatements: kept };
}

/** What holds now. */
export function databaseSettings(): Readonly<typeof defaults> {
  return settings;
}

/** The limits for statements of one Sequelize instance, with what its application has set itself. */
export interface StatementLimits {
  readonly queryTimeoutMs: number;
  readonly acquireTimeoutMs: number;
  /** What the server is told, or null where the application has told it. */
  readonly statementTimeoutMs: number | null;
  /** 0 for none. */
  readonly preparedStatements: number;
  readonly maxRows: number;
}

export function statementLimits(sequelize: Sequelize): StatementLimits {
  const { dialectOptions = {}, pool = {} } = (sequelize as unknown as { options: OwnOptions }).options;
  const queryTimeoutMs = positive(dialectOptions.query_timeout) ?? settings.queryTimeoutMs;
  return {
    queryTimeoutMs,
    acquireTimeoutMs: Math.min(positive(pool.acquire) ?? Infinity, settings.acquireTimeoutMs),
    // a little sooner than the client: a statement that the server ends leaves the connection whole
    statementTimeoutMs: dialectOptions.statement_timeout === undefined ? Math.ceil(queryTimeoutMs * 0.95) : null,
    preparedStatements: settings.preparedStatements,
    maxRows: settings.maxRows,
  };
}

/** Options that come from the database's URL are text. */
interface OwnOptions {
  readonly dialectOptions?: { readonly query_timeout?: number | string; readonly statement_timeout?: number | string };
  readonly pool?: { readonly acquire?: number };
}

function positive(value: number | string | undefined): number | undefined {
  return Number(value) > 0 ? Number(value) : undefined;
}

function withoutUndefined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** A timer of Node holds no more than this many milliseconds, 24 days. */
const largest = 2 ** 31 - 1;

function assertWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= largest) return;
  throw new TypeError(`database.${name} must be a whole number from ${least} to ${largest}, but got: ${value}.`);
}
