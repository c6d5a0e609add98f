import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be closed and blocked. */
export interface DatabaseProxy {
  /** The database's address by way of here. */
  readonly url: string;
  /** Refuses connections, and cuts those that are open. */
  shut(): Promise<void>;
  /** Cuts the connections that are open, in the middle of what they carry. */
  cut(): void;
  /** Takes connections again, on the same port, and delivers what was kept. */
  open(): Promise<void>;
  /** Loses all that comes back from the database: it is there, but it hangs. */
  stall(): void;
  /** Keeps all that comes back from the database until the way is open again. */
  hold(): void;
  /** How many connections are open. */
  connections(): number;
  close(): Promise<void>;
}

/** Opens a way to the database of a URL. */
export async function openProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const databases = new Set<Socket>();
  let stalled = false;
  let held = false;
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    databases.add(database);
    database.on('close', () => databases.delete(database));
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (bytes) => database.write(bytes));
    database.on('data', (bytes) => {
      if (!stalled) client.write(bytes);
    });
    if (held) database.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;

  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }
  async function shut(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    cut();
    await closed;
  }
  return {
    url: url.href,
    shut,
    cut,
    async open() {
      stalled = false;
      held = false;
      for (const database of databases) database.resume();
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stall() {
      stalled = true;
    },
    hold() {
      held = true;
      for (const database of databases) database.pause();
    },
    connections: () => sockets.size / 2,
    async close() {
      if (server.listening) await shut();
    },
  };
}
