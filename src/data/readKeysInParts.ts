import type { Transaction } from 'sequelize';
import type { ModelType } from '../schema/modelType.ts';
import type { Row } from './computedMembers.ts';
import { sequelizeOf, writeRows } from './fetchPlan.ts';
import { FetchScope } from './fetchScope.ts';
import type { Hatches, RowsWanted } from './rowsWanted.ts';
import { emptySelection } from './selection.ts';
import { buildSelectPlan } from './selectPlan.ts';
import { runStatement, type SqlStatement } from './statements.ts';

export interface KeyPart {
  /** Rows with nothing but their keys, in order. */
  readonly keys: readonly Row[];
  /** In which the rows are still those of the moment when reading began. */
  readonly transaction: Transaction;
}

/** The keys of rows in parts of `size`, through a cursor of PostgreSQL: all of them are those of one moment. */
export async function* readKeysInParts(
  type: ModelType,
  wanted: RowsWanted & Hatches,
  size: number,
  scope: FetchScope,
): AsyncGenerator<KeyPart, void, undefined> {
  const sequelize = sequelizeOf(type);
  const own = scope.transaction ? null : await sequelize.transaction({ isolationLevel: 'REPEATABLE READ' as never });
  const transaction = scope.transaction ?? own!;
  const select = buildSelectPlan(emptySelection(type));
  const { text, values } = writeRows(type, select, wanted, new FetchScope(scope.policy, { transaction }));
  const cursor = `lg_cursor_${++cursors}`;
  try {
    await runStatement(sequelize, once(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`), values, { transaction });
    for (;;) {
      const rows = await runStatement(sequelize, once(`FETCH ${size} FROM ${cursor}`), [], { transaction });
      if (rows.length > 0) yield { keys: select.map(rows), transaction };
      if (rows.length < size) break;
    }
    if (!own) await runStatement(sequelize, once(`CLOSE ${cursor}`), [], { transaction });
  } finally {
    await own?.rollback(); // nothing was written; it ends the cursor too
  }
}

let cursors = 0;

/** Not worth a prepared statement. */
function once(text: string): SqlStatement {
  return { text, name: '' };
}
