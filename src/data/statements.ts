import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  ConnectionAcquireTimeoutError,
  ConnectionError,
  DatabaseError,
  type Sequelize,
  type Transaction,
} from 'sequelize';
import { LivegraftError } from '../errors.ts';
import {
  acquireConnection,
  destroyConnection,
  noConnection,
  onTransaction,
  type PgConnection,
  releaseConnection,
} from './connections.ts';
import { type StatementLimits, statementLimits } from './databaseSettings.ts';
import { preparedOn } from './preparedStatements.ts';
import {
  isConnectionLost,
  isConnectionWhole,
  isStatementLost,
  oversizedResult,
  statementError,
  unreachable,
} from './statementErrors.ts';
import { recordStatement } from './statementRecords.ts';
import { OversizedResult, TextQuery, type TextQueryOptions, type TextRow, wireValues } from './textQuery.ts';

export { recordSequelize, recordStatements, type StatementRecord } from './statementRecords.ts';
export type { TextRow } from './textQuery.ts';

/** SQL whose text is made once. Under its name PostgreSQL parses and plans it once per connection. */
export interface SqlStatement {
  readonly text: string;
  readonly name: string;
}

/** Names a statement by its text: the same text is the same prepared statement in every process. */
export function prepareStatement(text: string): SqlStatement {
  return { text, name: `lg_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}` };
}

export interface RunOptions {
  /** Reads in this transaction, on its connection. */
  readonly transaction?: Transaction | null | undefined;
  /** Reads from the database that is written to where Sequelize has replicas. */
  readonly useMaster?: boolean;
}

/**
 * Runs a statement that reads, on a connection of Sequelize's pool or on that of a transaction, and gives its rows. Where a
 * connection of the pool turns out to be lost, it runs once more on another.
 * Throws LG3030 (no answer in time), LG3031 (the database cannot be reached), LG3032 (it refuses the statement), LG3033 (no
 * connection came free in time), LG3034 (too many rows) and LG3035 (the transaction is over); no bound value is in them.
 */
export async function runStatement(
  sequelize: Sequelize,
  statement: SqlStatement,
  values: readonly unknown[],
  { transaction, useMaster = false }: RunOptions = {},
): Promise<TextRow[]> {
  const startedAt = performance.now();
  const limits = statementLimits(sequelize);
  const query = { ...limits, text: statement.text, values: wireValues(values) };
  const run = { sequelize, statement, query, limits, startedAt };
  const { rows, retried } = transaction ? await runInTransaction(run, transaction) : await runPooled(run, useMaster);
  const ms = performance.now() - startedAt;
  recordStatement({ text: statement.text, values, rows: rows.length, startedAt, ms, retried });
  return rows;
}

/**
 * What an application's own call of Sequelize threw, as LG3030, LG3031 or LG3033 where the database is away, does not answer or has
 * no connection left. Anything else is given back as it is.
 */
export function unavailableError(sequelize: Sequelize, thrown: unknown): unknown {
  if (thrown instanceof ConnectionAcquireTimeoutError) return noConnection(sequelize, true);
  if (thrown instanceof ConnectionError) return unreachable(thrown);
  if (!(thrown instanceof DatabaseError)) return thrown;
  const error = statementError(thrown.parent, { timeoutMs: statementLimits(sequelize).queryTimeoutMs });
  return error.code === 'LG3032' ? thrown : error;
}

interface Run {
  readonly sequelize: Sequelize;
  readonly statement: SqlStatement;
  readonly query: Omit<TextQueryOptions, 'name' | 'timeoutMs'>;
  readonly limits: StatementLimits;
  readonly startedAt: number;
}

interface Outcome {
  readonly rows: TextRow[];
  readonly retried: boolean;
}

/**
 * Runs on a connection of the pool. All rows come before any is handed out, so nobody has seen one where the statement runs once more
 * on another connection.
 */
async function runPooled(run: Run, useMaster: boolean): Promise<Outcome> {
  const first = await attempt(run, useMaster);
  if (!(first instanceof LivegraftError)) return { rows: first, retried: false };
  const second = await attempt(run, useMaster);
  if (second instanceof LivegraftError) throw second;
  return { rows: second, retried: true };
}

/** Gives the error where the connection was lost; throws any other. */
async function attempt(run: Run, useMaster: boolean): Promise<TextRow[] | LivegraftError> {
  const { sequelize, limits } = run;
  const limitMs = timeFor(limits.acquireTimeoutMs, limits.acquireTimeoutMs, spentMs(run));
  const connection = await acquireConnection(sequelize, { useMaster, limitMs });
  const waitedMs = spentMs(run);
  const wholeMs = Math.max(limits.acquireTimeoutMs, limits.queryTimeoutMs);
  const timeoutMs = timeFor(limits.queryTimeoutMs, wholeMs, waitedMs);
  const name = limits.preparedStatements > 0 ? run.statement.name : undefined;
  try {
    const rows = await runPrepared(connection, { ...run.query, name, timeoutMs });
    releaseConnection(sequelize, connection);
    return rows;
  } catch (error) {
    if (isConnectionWhole(error)) releaseConnection(sequelize, connection);
    else await destroyConnection(sequelize, connection);
    if (error instanceof OversizedResult) throw oversizedResult(limits.maxRows);
    const failure = statementError(error, { timeoutMs, waitedMs });
    if (isConnectionLost(error)) return failure;
    throw failure;
  }
}

/** A connection that came late is still good for a short statement. */
const leastTimeMs = 500;

/** What is left of `wholeMs`, but no more than `limitMs`: so the wait for a connection and the answer together have a limit. */
function timeFor(limitMs: number, wholeMs: number, spent: number): number {
  return Math.min(limitMs, Math.max(leastTimeMs, wholeMs - spent));
}

/** What a moment of it took does not count. */
function spentMs({ startedAt }: Run): number {
  const spent = Math.floor(performance.now() - startedAt);
  return spent < 100 ? 0 : spent;
}

/** Prepares anew what the connection believes to be prepared, where the server has dropped it or can no longer run it. */
async function runPrepared(connection: PgConnection, options: TextQueryOptions): Promise<TextRow[]> {
  const query = new TextQuery(options);
  try {
    return await query.run(connection);
  } catch (error) {
    if (!query.reliesOnPrepared || !isStatementLost(error)) throw error;
    preparedOn(connection.connection).forgetAll();
    return new TextQuery(options).run(connection);
  }
}

/**
 * Runs on a transaction's connection, one statement at a time. A transaction is aborted by any error of the server's, so nothing is
 * tried twice, and nothing relies on what was prepared earlier: a statement without a name cannot be lost or outdated. The
 * server is told no time limit either: it would be the application's statements' too.
 */
function runInTransaction({ query, limits }: Run, transaction: Transaction): Promise<Outcome> {
  const timeoutMs = limits.queryTimeoutMs;
  return onTransaction(transaction, async (connection) => {
    const unprepared = { ...query, name: undefined, statementTimeoutMs: null, timeoutMs };
    try {
      return { rows: await new TextQuery(unprepared).run(connection), retried: false };
    } catch (error) {
      if (error instanceof OversizedResult) throw oversizedResult(limits.maxRows);
      throw statementError(error, { timeoutMs, inTransaction: true });
    }
  });
}
