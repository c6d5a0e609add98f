import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Sequelize } from 'sequelize';

/** A prepared statement as pg is given it, with its values. */
export interface SentStatement {
  readonly text: string;
  readonly name?: string;
  readonly values: unknown[];
}

/** Runs `work` on a connection of Sequelize's pool, as Livegraft itself takes one. */
export async function withConnection<Result>(
  sequelize: Sequelize,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { connectionManager } = sequelize as unknown as { connectionManager: ConnectionManager };
  const client = await connectionManager.getConnection({ type: 'read', useMaster: false });
  try {
    return await work(client);
  } finally {
    connectionManager.releaseConnection(client);
  }
}

interface ConnectionManager {
  getConnection(options: { type: 'read'; useMaster: boolean }): Promise<pg.Client>;
  releaseConnection(client: pg.Client): void;
}

/** What `work` sends to the database, read off the one connection of a pool that has no more than one. */
export async function sentBy(sequelize: Sequelize, work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const client = await withConnection(sequelize, async (connection) => connection);
  const { query } = client;
  client.query = ((config: SentStatement | string, ...rest: unknown[]) => {
    sent.push(typeof config === 'string' ? { text: config, values: [] } : config);
    return Reflect.apply(query, client, [config, ...rest]);
  }) as typeof query;
  await work();
  Reflect.deleteProperty(client, 'query');
  return sent;
}

const asText = { getTypeParser: () => (text: string) => text };

/** The rows as arrays of PostgreSQL's text, as pg gives them with nothing parsed. */
export async function fetchTextRows(
  client: pg.Client,
  { text, name, values }: SentStatement,
): Promise<pg.QueryArrayResult<(string | null)[]>> {
  return client.query({ text, name, values, rowMode: 'array', types: asText } as pg.QueryArrayConfig);
}

/**
 * The bare wire: sends a prepared statement as pg does (Bind, Describe, Execute, Sync) and receives the whole reply, but
 * decodes nothing of it. pg's parser is taken off the socket, the messages are stepped over by their lengths, and the
 * parser gets the last of them, ReadyForQuery, so that the client is as it would be after any query; or the error.
 * The statement must have been prepared on the connection before. Gives the number of rows.
 */
export function receiveRows(client: pg.Client, { text, name, values }: SentStatement): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    const settle = (error?: Error | null) => (error ? reject(error) : resolve(rows));
    const query = new pg.Query({ text, name, values }, settle as never);
    const { submit } = query;
    query.submit = (connection) => {
      stepOverMessages(connection.stream, () => rows++);
      return submit.call(query, connection);
    };
    client.query(query);
  });
}

// The first byte of a message says what it is, the next four how long it is without that byte.
const headerLength = 5;
const dataRow = 'D'.charCodeAt(0);
const errorResponse = 'E'.charCodeAt(0);
const readyForQuery = 'Z'.charCodeAt(0);

function stepOverMessages(stream: Duplex, onRow: () => void): void {
  const parsers = stream.listeners('data') as ((chunk: Buffer) => void)[];
  let begun: Buffer = Buffer.alloc(0); // of a header that two chunks share
  let offset = 0; // of the next header; it may be in a chunk that is still to come
  const step = (chunk: Buffer) => {
    const bytes = begun.length > 0 ? Buffer.concat([begun, chunk]) : chunk;
    while (offset + headerLength <= bytes.length) {
      const kind = bytes[offset];
      if (kind === readyForQuery || kind === errorResponse) return giveBack(bytes.subarray(offset));
      if (kind === dataRow) onRow();
      offset += 1 + bytes.readUInt32BE(offset + 1);
    }
    begun = bytes.subarray(Math.min(offset, bytes.length));
    offset = Math.max(offset - bytes.length, 0);
  };
  const giveBack = (rest: Buffer) => {
    stream.off('data', step);
    for (const parse of parsers) {
      stream.on('data', parse);
      parse(rest);
    }
  };
  for (const parse of parsers) stream.off('data', parse);
  stream.on('data', step);
}
