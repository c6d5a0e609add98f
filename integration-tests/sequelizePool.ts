import type { Sequelize } from 'sequelize';

/** A connection pool of Sequelize's, by its numbers of connections. */
export interface PoolNumbers {
  /** All there are, those that are being made among them. */
  readonly size: number;
  readonly using: number;
  readonly available: number;
  readonly waiting: number;
}

/** The numbers of the pool now; with replication, of the one for reading or the one for writing. */
export function poolOf(sequelize: Sequelize, kind?: 'read' | 'write'): PoolNumbers {
  const { pool } = (sequelize as unknown as { connectionManager: { pool: PoolNumbers } }).connectionManager;
  const { size, using, available, waiting } = kind ? (pool as unknown as Record<string, PoolNumbers>)[kind]! : pool;
  return { size, using, available, waiting };
}
