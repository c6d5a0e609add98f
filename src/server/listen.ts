import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { createServerAdapter } from '@whatwg-node/server';
import { LivegraftError } from '../errors.ts';
import type { Site } from './site.ts';

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string | undefined;
}

export interface ListeningServer {
  /** Where a browser on this machine finds it, such as `http://localhost:3000`. */
  readonly url: string;
  /** Tells open pages to come back, answers what was asked, then ends; connections that stay are cut after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** Serves a site over HTTP and websockets. Throws LG5006 where the port cannot be had. */
export async function listen(
  site: Pick<Site, 'fetch' | 'upgrade' | 'close'>,
  { port, host }: ListenOptions,
): Promise<ListeningServer> {
  const server = createServer(
    { requestTimeout: 30_000 },
    createServerAdapter((request: Request) => site.fetch(request)),
  );
  const upgraded = new Set<Duplex>(); // what the server itself does not count among its connections any more
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    site.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portUnavailable(port, host, error)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as { port: number };
  return {
    url: `http://${host && host !== '0.0.0.0' && host !== '::' ? host : 'localhost'}:${actual}`,
    close(graceMs = 5_000) {
      site.close();
      return new Promise((resolve) => {
        const killer = setTimeout(() => {
          server.closeAllConnections();
          for (const socket of upgraded) socket.destroy();
        }, graceMs);
        server.close(() => {
          clearTimeout(killer);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function portUnavailable(port: number, host: string | undefined, error: NodeJS.ErrnoException): LivegraftError {
  const isHost = error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND';
  return new LivegraftError({
    code: 'LG5006',
    message:
      error.code === 'EADDRINUSE'
        ? `Port ${port} is taken.`
        : `Cannot listen on ${isHost ? `"${host}"` : `port ${port}`}: ${error.message}.`,
    hint: isHost ? 'Choose another with HOST or --host.' : 'Choose another with PORT or --port.',
    cause: error,
  });
}
