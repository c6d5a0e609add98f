import type { Sequelize } from 'sequelize';

/**
 * The texts of the statements that `work` sends, in order. None is sent: each is answered with one row in which
 * everything is 1, so that what is read for rows is asked for too. Meanwhile nothing else may use `sequelize`.
 */
export async function dryRun(sequelize: Sequelize, work: () => Promise<unknown>): Promise<string[]> {
  const { connectionManager: manager } = sequelize as unknown as { connectionManager: ConnectionManager };
  const { getConnection, releaseConnection } = manager;
  const texts: string[] = [];
  const connection = {
    query(query: PendingQuery) {
      texts.push(query.text);
      query.handleDataRow({ fields: oneRow });
      query.callback(null);
    },
  };
  Object.assign(manager, { getConnection: async () => connection, releaseConnection() {} });
  try {
    await work();
  } finally {
    Object.assign(manager, { getConnection, releaseConnection });
  }
  return texts;
}

/** As many columns as PostgreSQL can select. */
const oneRow: readonly string[] = new Array(1_664).fill('1');

/** What a statement is run by: src/data/statements.ts. */
interface ConnectionManager {
  getConnection: unknown;
  releaseConnection: unknown;
}

/** pg's query, as that file makes it. */
interface PendingQuery {
  readonly text: string;
  handleDataRow(message: { readonly fields: readonly string[] }): void;
  callback(error: null): void;
}
