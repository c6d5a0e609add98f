import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import type { Sequelize } from 'sequelize';
import { debug } from '../log.ts';

export interface StatementRecord {
  readonly text: string;
  /** What was bound to `$1` and on. For people who debug on their own machine: never logged. */
  readonly values: readonly unknown[];
  readonly rows: number;
  /** When a connection was asked for, by `performance.now()`. */
  readonly startedAt: number;
  /** From then to the last row, in milliseconds. */
  readonly ms: number;
  /** Whether it ran twice because its first connection was lost. */
  readonly retried: boolean;
}

interface Recording {
  readonly statements: StatementRecord[];
  readonly around: Recording | undefined;
}

const recording = new AsyncLocalStorage<Recording>();

/**
 * Runs `work` and keeps every statement that it causes in the order in which they began, Sequelize's own among them where `recordSequelize` was called.
 * Whoever records around it has them too.
 */
export async function recordStatements<T>(
  work: () => Promise<T>,
): Promise<{ result: T; statements: readonly StatementRecord[] }> {
  const statements: StatementRecord[] = [];
  const result = await recording.run({ statements, around: recording.getStore() }, work);
  statements.sort((a, b) => a.startedAt - b.startedAt);
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
  sequelize.addHook('afterQuery', 'livegraft', (...[options, query]: unknown[]) => {
    const { bind } = options as { bind?: unknown };
    const startedAt = started.get(query as object) ?? performance.now();
    recordStatement({
      text: (query as { sql: string }).sql,
      values: Array.isArray(bind) ? bind : [],
      rows: 0,
      startedAt,
      ms: performance.now() - startedAt,
      retried: false,
    });
  });
}

/** Keeps a statement for whoever records, and writes it to the log where that is switched on. */
export function recordStatement(statement: StatementRecord): void {
  // whoever records around has it at once: what waits for others may run when the one that it waited for has ended
  for (let own = recording.getStore(); own; own = own.around) own.statements.push(statement);
  debug('sql', () => {
    const retried = statement.retried ? ', on a second connection' : '';
    return `${statement.text} (${statement.rows} rows, ${statement.ms.toFixed(1)} ms${retried})`;
  });
}
