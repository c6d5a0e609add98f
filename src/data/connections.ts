import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConnectionAcquireTimeoutError, type Sequelize, type Transaction } from 'sequelize';
import { databaseSettings, statementLimits } from './databaseSettings.ts';
import { exhaustedPool, finishedTransaction, notConnected, unreachable } from './statementErrors.ts';
import { liftTimeLimit } from './timeLimits.ts';

/** A client of pg, as far as statements need it. */
export interface PgConnection {
  query(query: object): unknown;
  readonly connection: PgWire;
}

/** What pg sends messages with. */
export interface PgWire {
  readonly stream: { cork?(): void; uncork?(): void };
  /** The texts of prepared statements by name. */
  readonly parsedStatements: Record<string, string>;
  parse(statement: { name?: string; text: string }): void;
  bind(portal: { statement: string | undefined; values: readonly unknown[] }): void;
  execute(portal: { rows: number }): void;
  close(target: { type: 'S'; name: string }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/** A pool of Sequelize's. With replication there is one for reading and one for writing. */
interface Pool {
  readonly maxSize: number;
  /** How many connections are lent. */
  readonly using: number;
  readonly acquireTimeoutMillis: number;
}

interface AcquireOptions {
  /** What a replica is for; with any other type, 'read' too, Sequelize takes the master's pool. */
  readonly type: 'SELECT';
  readonly useMaster: boolean;
  readonly isLivegraft: true;
}

interface ConnectionManager {
  readonly pool: Pool | { readonly read: Pool; readonly write: Pool };
  getConnection(options: AcquireOptions): Promise<PgConnection>;
  releaseConnection(connection: PgConnection): void;
  destroyConnection(connection: PgConnection): Promise<void>;
}

/**
 * Takes a connection of Sequelize's pool, of a replica where it has some and the master is not asked for. Throws LG3031 where none
 * can be made, and LG3033 where none comes free within `limitMs`; one that comes later goes back to the pool.
 */
export function acquireConnection(
  sequelize: Sequelize,
  { useMaster, limitMs }: { useMaster: boolean; limitMs: number },
): Promise<PgConnection> {
  watchConnections(sequelize);
  const manager = managerOf(sequelize);
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(noConnection(sequelize, useMaster, limitMs));
    }, limitMs);
    manager.getConnection({ type: 'SELECT', useMaster, isLivegraft: true }).then(
      (connection) => {
        if (isLate) return manager.releaseConnection(connection);
        clearTimeout(timer);
        resolve(connection);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(
          error instanceof ConnectionAcquireTimeoutError ? noConnection(sequelize, useMaster) : unreachable(error),
        );
      },
    );
  });
}

export function releaseConnection(sequelize: Sequelize, connection: PgConnection): void {
  managerOf(sequelize).releaseConnection(connection);
}

/**
 * Takes a connection out of the pool for good, and closes its socket. Settles when other connections that ended with it have said
 * so and left the pool too.
 */
export async function destroyConnection(sequelize: Sequelize, connection: PgConnection): Promise<void> {
  // Its place is free at once. A hook for disconnecting may fail; what is wrong with the connection says more.
  managerOf(sequelize)
    .destroyConnection(connection)
    .catch(() => {});
  await nextTurn();
}

/** LG3033 where every connection is lent, LG3031 where some are still being made. The limit is the pool's where none is given. */
export function noConnection(sequelize: Sequelize, useMaster: boolean, limitMs?: number): Error {
  const { pool } = managerOf(sequelize);
  const { using, maxSize, acquireTimeoutMillis } = 'read' in pool ? (useMaster ? pool.write : pool.read) : pool;
  const waitedMs = limitMs ?? acquireTimeoutMillis;
  return using < maxSize ? notConnected(waitedMs) : exhaustedPool(maxSize, waitedMs);
}

const turns = new WeakMap<PgConnection, Promise<unknown>>();

/**
 * Runs `work` on the connection of a transaction, after what this was asked for before; the connection stays the transaction's.
 * Throws LG3035 where the transaction is over: its connection may be somebody else's by then.
 */
export function onTransaction<T>(transaction: Transaction, work: (connection: PgConnection) => Promise<T>): Promise<T> {
  const { connection } = transaction as unknown as { connection?: PgConnection };
  if (!connection) return Promise.reject(finishedTransaction());
  const before = turns.get(connection) ?? Promise.resolve();
  const turn = before.then(() => {
    if (isFinished(transaction)) throw finishedTransaction();
    return work(connection);
  });
  turns.set(
    connection,
    turn.catch(() => {}),
  );
  return turn;
}

/** A savepoint is over with the transaction around it. */
function isFinished(transaction: Transaction): boolean {
  const { finished, parent } = transaction as Transaction & { finished?: string; parent?: Transaction | null };
  return finished !== undefined || (parent ? isFinished(parent) : false);
}

const watched = new WeakSet<Sequelize>();

/**
 * A server that takes a connection and says nothing would keep a place in the pool for good. So connecting has a limit, where
 * `dialectOptions.connectionTimeoutMillis` gives none. And a connection that the application takes is as it made it.
 */
function watchConnections(sequelize: Sequelize): void {
  if (watched.has(sequelize)) return;
  watched.add(sequelize);
  sequelize.addHook('beforeConnect', 'livegraft', (config) => {
    const options = config as { dialectOptions?: object };
    const limit = { connectionTimeoutMillis: databaseSettings().acquireTimeoutMs };
    options.dialectOptions = { ...limit, ...options.dialectOptions };
  });
  sequelize.addHook('afterPoolAcquire', 'livegraft', (connection, options) => {
    if ((options as object as Partial<AcquireOptions>).isLivegraft) return;
    return liftTimeLimit(connection as PgConnection, statementLimits(sequelize).queryTimeoutMs);
  });
}

function managerOf(sequelize: Sequelize): ConnectionManager {
  return (sequelize as unknown as { connectionManager: ConnectionManager }).connectionManager;
}
