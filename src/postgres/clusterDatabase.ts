import pg from 'pg';

const CONNECT_LIMIT_MS = 5_000;
const DATABASE_MISSING = '3D000';
const DATABASE_EXISTS = '42P04';

/** How to reach one database of a cluster. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Connects once and leaves. Makes the database if the cluster has none of that name, and says so through `log`. */
export async function openDatabase(address: DatabaseAddress, log: (line: string) => void): Promise<void> {
  try {
    await withClient(address, async () => {});
  } catch (error) {
    if (!hasCode(error, DATABASE_MISSING)) throw error;
    log(`Creating the database "${address.database}"`);
    await createDatabase(address);
  }
}

/** Whether nobody answered yet, or a server that starts or recovers. */
export function isNotYetReady(error: unknown): boolean {
  return ['57P03', 'ECONNREFUSED', 'ECONNRESET'].some((code) => hasCode(error, code));
}

export function isPasswordRefused(error: unknown): boolean {
  return hasCode(error, '28P01');
}

/** `postgres://user:password@host:port/database` */
export function urlOf({ host, port, user, password, database }: DatabaseAddress): string {
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
}

async function createDatabase(address: DatabaseAddress): Promise<void> {
  const statement = `CREATE DATABASE ${pg.escapeIdentifier(address.database)}`;
  try {
    await withClient({ ...address, database: 'postgres' }, (client) => client.query(statement));
  } catch (error) {
    if (!hasCode(error, DATABASE_EXISTS)) throw error;
  }
}

async function withClient(address: DatabaseAddress, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ ...address, ssl: false, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on('error', () => {}); // the server went away while the connection was closing
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: string } | undefined)?.code === code;
}
