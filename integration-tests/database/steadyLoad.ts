import type { Sequelize } from 'sequelize';
import { expect } from 'vitest';
import { prepareStatement, runStatement } from '../../src/data/statements.ts';
import { LivegraftError } from '../../src/errors.ts';
import { eventually } from '../runningApp.ts';
import { poolOf } from '../sequelizePool.ts';

/** How a statement ended. */
export interface Ending {
  /** `LG…`, or null where it gave its rows. */
  readonly code: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface SteadyLoad {
  readonly endings: readonly Ending[];
  /** The codes of errors that came. */
  codes(): Set<string>;
  /** Settles when every reader has had rows again after this moment. */
  untilAllRead(): Promise<void>;
  /** Ends the readers. Throws what no statement may end with: rows that are not those asked for, an error without a code. */
  stop(): Promise<void>;
}

/** Readers that run one short statement after the other. */
export function startLoad(sequelize: Sequelize, readers: number): SteadyLoad {
  const endings: Ending[] = [];
  const lastRead: number[] = Array.from({ length: readers }, () => 0);
  let isOver = false;
  const statement = prepareStatement('SELECT $1::int4, pg_sleep(0.005)');
  async function read(reader: number): Promise<void> {
    for (let n = 0; !isOver; n++) {
      const startedAt = performance.now();
      const code = await runStatement(sequelize, statement, [n]).then(
        (rows) => {
          expect(rows).toEqual([[`${n}`, '']]);
          return null;
        },
        (error: unknown) => {
          if (!(error instanceof LivegraftError)) throw error;
          return error.code;
        },
      );
      endings.push({ code, startedAt, endedAt: performance.now() });
      if (code === null) lastRead[reader] = performance.now();
      else await new Promise((resolve) => setTimeout(resolve, 10)); // a person who tries again
    }
  }
  const working = Promise.all(lastRead.map((_, reader) => read(reader)));
  return {
    endings,
    codes: () => new Set(endings.flatMap(({ code }) => code ?? [])),
    async untilAllRead() {
      const since = performance.now();
      await eventually('every reader reads', () => lastRead.every((at) => at > since));
    },
    async stop() {
      isOver = true;
      await working;
    },
  };
}

/** The longest that one of them took, in milliseconds. */
export function longest(endings: readonly Ending[]): number {
  return Math.max(...endings.map(({ startedAt, endedAt }) => endedAt - startedAt));
}

/** Everything is back in the pool, and the server has no other connections of this pool than these. */
export async function expectNothingLeaked(sequelize: Sequelize, max: number): Promise<void> {
  const name = sequelize.getDatabaseName();
  await eventually('nothing is lent', () => poolOf(sequelize).using + poolOf(sequelize).waiting === 0);
  await eventually('the server has the connections of the pool and no more', async () => {
    const connections = prepareStatement('SELECT count(*)::int4 FROM pg_stat_activity WHERE datname = $1');
    const [row] = await runStatement(sequelize, connections, [name]);
    return Number(row![0]) === poolOf(sequelize).size;
  });
  await eventually('all of them are free', () => poolOf(sequelize).available === poolOf(sequelize).size);
  expect(poolOf(sequelize).size).toBeLessThanOrEqual(max);
}
