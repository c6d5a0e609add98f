import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that is cut. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts all connections when so many bytes more have come by in one direction; the last of them still do. */
  cutAfter(bytes: number, direction: 'up' | 'down'): void;
  /** Cuts all connections now. */
  cut(): void;
  close(): Promise<void>;
}

export async function openCuttingProxy(url: string): Promise<CuttingProxy> {
  const { port: target, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const left: Record<'up' | 'down', number> = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  const cut = () => {
    left.up = left.down = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.resetAndDestroy();
  };

  function pass(from: Socket, to: Socket, direction: 'up' | 'down'): void {
    sockets.add(from);
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('data', (bytes) => {
      if (bytes.length < left[direction]) {
        left[direction] -= bytes.length;
        to.write(bytes);
      } else if (left[direction] > 0) {
        const last = bytes.subarray(0, left[direction]);
        left[direction] = 0;
        to.write(last, () => setImmediate(cut)); // so that the other end has a chance to read them
      }
    });
  }

  const server = createServer((client) => {
    const upstream = connect(Number(target), hostname);
    pass(client, upstream, 'up');
    pass(upstream, client, 'down');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter(bytes, direction) {
      left[direction] = bytes;
    },
    cut,
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
