import DataLoader from 'dataloader';
import type { FieldNode } from 'graphql';
import type { Transaction } from 'sequelize';
import type { Row } from './computedMembers.ts';
import type { RowsWanted } from './rowsWanted.ts';
import type { Policy } from './sql.ts';

/** Rows by the key of whose they are. */
export type RowsByKey = ReadonlyMap<unknown, readonly Row[]>;

type Loader = DataLoader<readonly unknown[], RowsByKey>;

/** What the arguments of an association's field ask for, where it has any. */
export type ReadArguments = (node: FieldNode, typeName: string) => RowsWanted;

export interface FetchScopeOptions {
  readonly transaction?: Transaction | null;
  readonly listRows?: number;
}

/**
 * What one update of a page, or one request, reads: for whom, in which transaction, and which associations are asked for
 * at the same time, so that variables and resolvers that want the same of different rows share a statement.
 */
export class FetchScope {
  readonly policy: Policy | null;
  readonly transaction: Transaction | null;
  /** How many rows a list has that sets no limit. */
  readonly listRows: number;
  readonly #loaders = new Map<string, Loader>();
  readonly #operations = new Map<ReadArguments, number>();
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(
    policy: Policy | null,
    { transaction = null, listRows = Number.POSITIVE_INFINITY }: FetchScopeOptions = {},
  ) {
    this.policy = policy;
    this.transaction = transaction;
    this.listRows = listRows;
  }

  /**
   * The rows of each key. What is asked for under one name while statements are under way is read by one call of `fetch`,
   * with each key once.
   */
  load(
    name: string,
    keys: readonly unknown[],
    fetch: (keys: readonly unknown[]) => Promise<RowsByKey>,
  ): Promise<RowsByKey> {
    let loader = this.#loaders.get(name);
    if (!loader) {
      const loadSets = async (sets: readonly (readonly unknown[])[]) => {
        const rows = await fetch(sets.length === 1 ? sets[0]! : [...new Set(sets.flat())]);
        return sets.map(() => rows);
      };
      const batchScheduleFn = (run: () => void) => this.#whenQuiet(run);
      loader = new DataLoader(loadSets, { cache: false, batchScheduleFn });
      this.#loaders.set(name, loader);
    }
    return loader.load(keys);
  }

  /** Tells operations apart, by what reads their arguments. */
  numberOf(readArguments: ReadArguments): number {
    const number = this.#operations.get(readArguments) ?? this.#operations.size;
    this.#operations.set(readArguments, number);
    return number;
  }

  /** Runs a statement; what other statements ask for meanwhile waits for it. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await statement();
    } finally {
      this.#running -= 1;
      // after those who waited for this statement have asked for what they need next
      if (this.#running === 0 && this.#waiting.length > 0) setImmediate(() => this.#runWaiting());
    }
  }

  #whenQuiet(run: () => void): void {
    this.#waiting.push(run);
    if (this.#running === 0) setImmediate(() => this.#runWaiting());
  }

  #runWaiting(): void {
    if (this.#running > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) run();
  }
}
