import { LivegraftError, toError } from '../errors.ts';

/** An error of pg's. Those of PostgreSQL itself have its five letters and digits as their code. */
type PgError = Error & { readonly code?: string };

/** Whether the connection ended, or was found ended: the statement may be run again on another. */
export function isConnectionLost(thrown: unknown): boolean {
  const { code = '', message } = toError(thrown) as PgError;
  if (isSqlState(code)) return /^(08...|57P01|57P02|57P05)$/.test(code);
  return message !== timedOut;
}

/** Whether a prepared statement is the reason: the server has dropped it (26000), or its columns have changed (0A000). */
export function isStatementLost(thrown: unknown): boolean {
  return ['26000', '0A000'].includes((thrown as PgError).code ?? '');
}

/** Whether the server only ended the statement, so that the connection is as good as before. */
export function isConnectionWhole(thrown: unknown): boolean {
  const { code = '' } = toError(thrown) as PgError;
  return isSqlState(code) && (code === stopped || !isUnavailable(code));
}

export interface Circumstances {
  readonly timeoutMs: number;
  /** What it took to get a connection. */
  readonly waitedMs?: number;
  /** A transaction is aborted by an error of the server's. */
  readonly inTransaction?: boolean;
}

/** What went wrong on a connection, as LG3030, LG3031 or LG3032. */
export function statementError(
  thrown: unknown,
  { timeoutMs, waitedMs = 0, inTransaction }: Circumstances,
): LivegraftError {
  const error = toError(thrown) as PgError;
  const { code = '' } = error;
  if (error.message === timedOut) return noAnswer(`did not answer within ${seconds(timeoutMs)}${afterWait(waitedMs)}`);
  if (code === stopped) return noAnswer('stopped the statement, which took longer than its statement_timeout');
  if (code === '55P03') return noAnswer('stopped the statement, which waited longer for a lock than its lock_timeout');
  if (!isSqlState(code) || isUnavailable(code)) return unreachable(error);
  return refusedStatement(error, code, inTransaction ?? false);
}

/** LG3031. */
export function unreachable(thrown: unknown): LivegraftError {
  const error = toError(thrown);
  const { code = '' } = ((error as { parent?: unknown }).parent ?? error) as PgError;
  return away(`The database cannot be reached: ${error.message || error.name}.`.replace(/\.\.$/, '.'), {
    hint: unavailableHints[code] ?? reachableHint,
    cause: error,
  });
}

/** LG3031. */
export function notConnected(limitMs: number): LivegraftError {
  return away(`The database cannot be reached: no connection was made within ${seconds(limitMs)}.`, {
    hint: reachableHint,
  });
}

export function exhaustedPool(size: number, limitMs: number): LivegraftError {
  const all = size === 1 ? 'The one connection of the pool is' : `All ${size} connections of the pool are`;
  return new LivegraftError({
    code: 'LG3033',
    message: `${all} in use, and none came free within ${seconds(limitMs)}.`,
    hint: "Look for statements and transactions that take long, or raise Sequelize's pool.max.",
    status: 503,
  });
}

export function oversizedResult(maxRows: number): LivegraftError {
  return new LivegraftError({
    code: 'LG3034',
    message: `A statement gave more than ${maxRows.toLocaleString('en')} rows.`,
    hint: 'Add limit() to the QuerySet; configure({ database: { maxRows } }) allows more.',
  });
}

export function finishedTransaction(): LivegraftError {
  return new LivegraftError({
    code: 'LG3035',
    message: 'A statement was to run in a transaction that is over.',
    hint: 'Await what reads in it before it is committed or rolled back.',
  });
}

/** The code of a statement that the server stopped. */
const stopped = '57014';

/** What pg says when it gives up on an answer. */
const timedOut = 'Query read timeout';

const reachableHint = 'Check DATABASE_URL and that PostgreSQL is running.';

const unavailableHints: Readonly<Record<string, string>> = {
  '53300': "Lower Sequelize's pool.max, or raise max_connections in PostgreSQL.",
  '57P03': 'It is starting or stopping: try again.',
};

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code); // EPIPE is the system's
}

/** The classes of connections, of resources that ran out, of an operator's interventions and of the system, and idle transactions. */
function isUnavailable(code: string): boolean {
  return /^(08|53|57|58)|^25P0[34]$/.test(code);
}

function noAnswer(what: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3030',
    message: `The database ${what}.`,
    hint: "Try again; if it stays so, look for locks and for the statement in the database's log.",
    status: 503,
  });
}

function away(message: string, { hint, cause }: { hint: string; cause?: Error }): LivegraftError {
  return new LivegraftError({ code: 'LG3031', message, hint, cause, status: 503 });
}

/**
 * Bound values appear in no error. Where PostgreSQL's sentence may quote one, the condition's name stands in its place; the whole
 * sentence is in the database's log.
 */
function refusedStatement(error: PgError, code: string, inTransaction: boolean): LivegraftError {
  const isValue = code.startsWith('22');
  const isOpen = speaksOfNames.test(code);
  const said = isOpen ? error.message : conditions[code];
  const hints = [
    ...(isValue ? [] : [isOpen ? refusedHint : "The database's log has its words."]),
    ...(inTransaction ? ['The transaction is aborted: roll it back.'] : []),
  ];
  return new LivegraftError({
    code: 'LG3032',
    message: `The database refuses ${isValue ? 'a value' : 'the statement'}${said ? `: ${said}` : ''} (${code}).`,
    hint: hints.join(' ') || undefined,
    ...(isOpen && { cause: error }),
    status: isValue ? 400 : 500,
  });
}

const refusedHint = 'Check that the migrations and the models say the same; LIVEGRAFT_DEBUG=sql shows the statements.';

/** Classes of errors that are found before a value is looked at. 42601 is said of the syntax of values too, such as a tsquery's. */
const speaksOfNames = /^(0A|25|26|28|34|3D|3F|42(?!601)|54|55)/;

/** PostgreSQL's names of conditions (errcodes-appendix) that values lead to. */
const conditions: Readonly<Record<string, string>> = {
  '22001': 'a text that is too long',
  '22003': 'a number out of range',
  '22007': 'an invalid date or time',
  '22008': 'a date or time out of range',
  '2200F': 'a text of no characters',
  '22012': 'a division by zero',
  '22021': 'a character that the encoding does not have',
  '22023': 'an invalid parameter',
  '22025': 'an invalid escape sequence',
  '2201B': 'an invalid regular expression',
  '2201W': 'an invalid LIMIT',
  '2201X': 'an invalid OFFSET',
  '22P02': 'an invalid text for its type',
  '22P05': 'a character that cannot be translated',
};

function afterWait(waitedMs: number): string {
  return waitedMs === 0 ? '' : `, after ${seconds(waitedMs)} that it took to get a connection`;
}

/** In steps of 100 ms. */
function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
