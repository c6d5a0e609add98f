import type { PgConnection, PgWire } from './connections.ts';

/** What is known of a connection's `statement_timeout`. */
interface TimeLimit {
  readonly ms: number;
  /** Whether it is Livegraft's. Otherwise the application, its role or its database has one, which stays. */
  readonly isOurs: boolean;
}

const limits = new WeakMap<PgWire, TimeLimit>();

/**
 * The SQL that limits what the server spends on a statement, or null where the session has its limit. It gives a row where the limit
 * was set. `isLocal` sets it up to the next Sync alone, for poolers, where a session is shared with strangers.
 */
export function timeLimitSql(wire: PgWire, ms: number, isLocal: boolean): string | null {
  const known = isLocal ? undefined : limits.get(wire);
  if (known && (!known.isOurs || known.ms === ms)) return null;
  const condition = known ? '' : ` WHERE current_setting('statement_timeout') = '0'`;
  return `SELECT set_config('statement_timeout', '${ms}', ${isLocal})${condition}`;
}

/** The session's limit is set for good: nothing was rolled back. */
export function rememberTimeLimit(wire: PgWire, limit: TimeLimit): void {
  limits.set(wire, limit);
}

/**
 * Takes Livegraft's limit off a session before the application has it for its own statements, which may be long ones. Settles in any
 * case: on a connection that is lost, the application's statement says so.
 */
export async function liftTimeLimit(connection: PgConnection, query_timeout: number): Promise<void> {
  const wire = connection.connection;
  if (!limits.get(wire)?.isOurs) return;
  limits.delete(wire);
  await Promise.resolve(connection.query({ text: 'SET statement_timeout = 0', query_timeout })).catch(() => {});
}
