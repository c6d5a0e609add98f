import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { ConnectionError, DatabaseError, type Sequelize } from 'sequelize';
import { LivegraftError, toError } from '../errors.ts';
import { debug } from '../log.ts';

/** SQL whose text is made once. Under its name PostgreSQL parses and plans it once per connection. */
export interface SqlStatement {
  readonly text: string;
  readonly name: string;
}

export interface StatementRecord {
  readonly text: string;
  readonly rows: number;
  /** From asking for a connection to the last row, in milliseconds. */
  readonly ms: number;
}

/** Rows as PostgreSQL's text, in the order of the select list. */
export type TextRow = (string | null)[];

const recording = new AsyncLocalStorage<StatementRecord[]>();

/**
 * Runs `work` and keeps every statement that it causes, Sequelize's own among them where `recordSequelize` was called.
 * Whoever records around it has them too.
 */
export async function recordStatements<T>(
  work: () => Promise<T>,
): Promise<{ result: T; statements: readonly StatementRecord[] }> {
  const statements: StatementRecord[] = [];
  const around = recording.getStore();
  const result = await recording.run(statements, work);
  around?.push(...statements);
  return { result, statements };
}

const recorded = new WeakSet<Sequelize>();

/** Makes statements that Sequelize sends by itself count too. */
export function recordSequelize(sequelize: Sequelize): void {
  if (recorded.has(sequelize)) return;
  recorded.add(sequelize);
  const started = new WeakMap<object, number>();
  sequelize.addHook('beforeQuery', 'livegraft', (...[, query]: unknown[]) => {
    started.set(query as object, performance.now());
  });
  sequelize.addHook('afterQuery', 'livegraft', (...[, query]: unknown[]) => {
    const { sql } = query as { sql: string };
    record({ text: sql, rows: 0, ms: performance.now() - (started.get(query as object) ?? performance.now()) });
  });
}

/** Names a statement by its text: the same text is the same prepared statement in every process. */
export function prepareStatement(text: string): SqlStatement {
  return { text, name: `lg_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}` };
}

interface PgConnection {
  query(config: object): Promise<unknown>;
  connection: { parsedStatements: Record<string, string> };
}

interface ConnectionManager {
  getConnection(options: { type: 'read'; useMaster: boolean }): Promise<PgConnection>;
  releaseConnection(connection: PgConnection): void;
  destroyConnection(connection: PgConnection): Promise<void>;
}

const defaultTimeoutMs = 15_000;

/**
 * Runs a statement on a connection of Sequelize's pool. Throws LG3030 (no answer in time), LG3031 (the database cannot
 * be reached) and LG3032 (it refuses the statement). No bound value is added to them.
 */
export async function runStatement(
  sequelize: Sequelize,
  statement: SqlStatement,
  values: readonly unknown[],
): Promise<TextRow[]> {
  const started = performance.now();
  const manager = (sequelize as unknown as { connectionManager: ConnectionManager }).connectionManager;
  const connection = await manager.getConnection({ type: 'read', useMaster: false }).catch((error: unknown) => {
    throw unreachable(error);
  });
  const rows = await queryOn(connection, manager, sequelize, statement, values);
  record({ text: statement.text, rows: rows.length, ms: performance.now() - started });
  return rows;
}

async function queryOn(
  connection: PgConnection,
  manager: ConnectionManager,
  sequelize: Sequelize,
  statement: SqlStatement,
  values: readonly unknown[],
): Promise<TextRow[]> {
  const timeoutMs = timeoutOf(sequelize);
  const fetch = () => fetchText(connection, { ...statement, values: values as unknown[] }, timeoutMs);
  try {
    const rows = await fetch().catch(async (error: unknown) => {
      if (!isLostPlan(error)) throw error;
      // The connection believes in a statement that the server has dropped or can no longer run: both forget it, then it
      // is prepared anew.
      delete connection.connection.parsedStatements[statement.name];
      if (isOutdatedPlan(error)) await connection.query({ text: `DEALLOCATE "${statement.name}"` });
      return fetch();
    });
    manager.releaseConnection(connection);
    return rows;
  } catch (error) {
    const failure = statementError(error, timeoutMs);
    if (failure.code === 'LG3032') manager.releaseConnection(connection);
    else await manager.destroyConnection(connection);
    throw failure;
  }
}

/**
 * pg's own query, but with its rows as pg's parser has them, arrays of text: a result of pg's would read the description
 * of the columns each time, and copy every row.
 */
function fetchText(connection: PgConnection, statement: pg.QueryConfig, timeoutMs: number): Promise<TextRow[]> {
  return new Promise((resolve, reject) => {
    const rows: TextRow[] = [];
    const query = new pg.Query(statement, (error) => (error ? reject(error) : resolve(rows)));
    connection.query(
      Object.assign(query, {
        query_timeout: timeoutMs,
        handleRowDescription() {},
        handleDataRow: ({ fields }: { fields: TextRow }) => rows.push(fields),
      }),
    );
  });
}

/**
 * What an application's own call of Sequelize threw, as LG3030 or LG3031 where the database is away or does not answer.
 * Anything else is given back as it is.
 */
export function unavailableError(sequelize: Sequelize, thrown: unknown): unknown {
  if (thrown instanceof ConnectionError) return unreachable(thrown);
  if (!(thrown instanceof DatabaseError)) return thrown;
  const error = statementError(thrown.parent, timeoutOf(sequelize));
  return error.code === 'LG3032' ? thrown : error;
}

function timeoutOf(sequelize: Sequelize): number {
  const { dialectOptions } = (sequelize as unknown as { options: { dialectOptions?: { query_timeout?: number } } })
    .options;
  return dialectOptions?.query_timeout ?? defaultTimeoutMs;
}

function record(statement: StatementRecord): void {
  recording.getStore()?.push(statement);
  debug('sql', () => `${statement.text} (${statement.rows} rows, ${statement.ms.toFixed(1)} ms)`);
}

/** 26000: the server has dropped the prepared statement. */
function isLostPlan(error: unknown): boolean {
  return (error as { code?: string }).code === '26000' || isOutdatedPlan(error);
}

/** 0A000: its columns have changed. */
function isOutdatedPlan(error: unknown): boolean {
  return (error as { code?: string }).code === '0A000';
}

function statementError(thrown: unknown, timeoutMs: number): LivegraftError {
  const error = toError(thrown) as Error & { code?: string };
  if (error.message === 'Query read timeout') return noAnswer(`did not answer within ${timeoutMs / 1000} s`);
  if (error.code === '57014') return noAnswer('stopped the statement, which took longer than its statement_timeout');
  const refused = /^[0-9A-Z]{5}$/.test(error.code ?? '') && !/^(08|53|57)/.test(error.code!);
  return refused ? refusedStatement(error) : unreachable(error);
}

function noAnswer(what: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3030',
    message: `The database ${what}.`,
    hint: "Try again; if it stays so, look for locks and for the statement in the database's log.",
    status: 503,
  });
}

function unreachable(thrown: unknown): LivegraftError {
  const error = toError(thrown);
  return new LivegraftError({
    code: 'LG3031',
    message: `The database cannot be reached: ${error.message || error.name}.`.replace(/\.\.$/, '.'),
    hint: 'Check DATABASE_URL and that PostgreSQL is running.',
    cause: error,
    status: 503,
  });
}

function refusedStatement(error: Error & { code?: string }): LivegraftError {
  const isValue = error.code!.startsWith('22'); // class 22: a value that its type cannot hold
  return new LivegraftError({
    code: 'LG3032',
    message: `The database refuses ${isValue ? 'a value' : 'the statement'}: ${error.message} (${error.code}).`,
    hint: isValue
      ? undefined
      : 'Check that the migrations and the models say the same; LIVEGRAFT_DEBUG=sql shows the statements.',
    cause: error,
    status: isValue ? 400 : 500,
  });
}
