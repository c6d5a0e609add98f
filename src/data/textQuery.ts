import utils from 'pg/lib/utils.js';
import type { PgConnection, PgWire } from './connections.ts';
import { preparedOn } from './preparedStatements.ts';
import { rememberTimeLimit, timeLimitSql } from './timeLimits.ts';

/** Rows as PostgreSQL's text, in the order of the select list. */
export type TextRow = (string | null)[];

/** A value as pg sends it. */
export type WireValue = string | Buffer | null;

export interface TextQueryOptions {
  readonly text: string;
  /** Prepares the statement under this name; without one it is parsed anew each time. */
  readonly name: string | undefined;
  readonly values: readonly WireValue[];
  /** After this time pg gives up on the answer. */
  readonly timeoutMs: number;
  /** After this time the server ends the statement, unless a `statement_timeout` was set by somebody else; null for never. */
  readonly statementTimeoutMs: number | null;
  /** How many statements stay prepared on the connection; 0 behind a pooler, where no session is one's own. */
  readonly preparedStatements: number;
  readonly maxRows: number;
}

/** More rows came than may. The rest of them is not kept. */
export class OversizedResult extends Error {}

/** Values as pg sends them. Throws where one cannot be sent, such as an object that contains itself. */
export function wireValues(values: readonly unknown[]): WireValue[] {
  return values.map((value) => utils.prepareValue(value));
}

/**
 * One statement on one connection. It stands in for pg's own query, in the form that pg calls, and differs in three things:
 * rows are what pg's parser makes of them, arrays of text, so their columns need not be described; the number of rows has a
 * limit; and one packet carries all that the statement needs beside itself, up to Sync one transaction.
 *
 *     Parse Bind Execute (time limit)   Close (least recently used)   Close Parse (first use)   Bind Execute Sync
 */
export class TextQuery {
  readonly text: string;
  readonly name: string | undefined;
  readonly values: readonly WireValue[];
  /** Read by pg. */
  readonly query_timeout: number;
  /** Called by pg, which puts its own around it. */
  callback: (error: Error | null) => void = () => {};
  /** Whether it relied on what an earlier statement prepared. */
  reliesOnPrepared = false;
  readonly #options: TextQueryOptions;
  #rows: TextRow[] = [];
  /** The time limit that was sent for the session, if one was. */
  #sentLimit: number | null = null;
  /** Whether what comes answers to the time limit, which is the first of two commands then. */
  #answersTimeLimit = false;
  #isLimitSet = false;

  constructor(options: TextQueryOptions) {
    this.text = options.text;
    this.name = options.name;
    this.values = options.values;
    this.query_timeout = options.timeoutMs;
    this.#options = options;
  }

  /** Gives the rows. Throws what pg and PostgreSQL throw, and an OversizedResult at the first row that is too many. */
  run(connection: PgConnection): Promise<TextRow[]> {
    return new Promise((resolve, reject) => {
      this.callback = (error) => (error ? reject(error) : resolve(this.#rows));
      connection.query(this);
    });
  }

  submit(wire: PgWire): null {
    wire.stream.cork?.();
    try {
      this.#sendTimeLimit(wire);
      this.#sendParse(wire);
      wire.bind({ statement: this.name, values: this.values });
      wire.execute({ rows: 0 });
      wire.sync();
    } finally {
      wire.stream.uncork?.();
    }
    return null;
  }

  handleRowDescription(): void {}

  handleDataRow({ fields }: { fields: TextRow }): void {
    if (this.#answersTimeLimit) this.#isLimitSet = true;
    else if (this.#rows.length < this.#options.maxRows) this.#rows.push(fields);
    else this.#refuseRows();
  }

  handleCommandComplete(): void {
    this.#answersTimeLimit = false;
  }

  handleReadyForQuery(wire: PgWire): void {
    if (this.#sentLimit !== null) rememberTimeLimit(wire, { ms: this.#sentLimit, isOurs: this.#isLimitSet });
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {}

  handleCopyInResponse(wire: PgWire): void {
    wire.sendCopyFail('Livegraft sends no data.');
  }

  handleCopyData(): void {}

  #refuseRows(): void {
    this.#rows = [];
    this.handleDataRow = () => {};
    this.callback(new OversizedResult(`more than ${this.#options.maxRows} rows`));
  }

  #sendParse(wire: PgWire): void {
    if (!this.name) return wire.parse({ text: this.text });
    this.reliesOnPrepared = preparedOn(wire).use(this.name, this.text, this.#options.preparedStatements);
  }

  /**
   * pg takes the server's answer to this Parse for one to the statement's own. Where that fails, its next use finds it missing, as
   * others that were lost.
   */
  #sendTimeLimit(wire: PgWire): void {
    const { statementTimeoutMs: ms, preparedStatements } = this.#options;
    if (ms === null) return;
    const isLocal = preparedStatements === 0;
    const text = timeLimitSql(wire, ms, isLocal);
    if (text === null) return;
    this.#answersTimeLimit = true;
    if (!isLocal) this.#sentLimit = ms;
    wire.parse({ text });
    wire.bind({ statement: undefined, values: [] });
    wire.execute({ rows: 0 });
  }
}
