import type { Platform, Socket } from './connection.ts';

/** For as long as the tab is open. */
const storageKey = 'livegraft.latency';

export function setLatency(ms: number): void {
  if (!(ms >= 0)) throw new TypeError(`ms must be a number from 0 on, but got: ${ms}.`);
  sessionStorage.setItem(storageKey, String(ms));
}

/** A platform whose messages take longer on their way, in both directions and in their order. */
export function withLatency(platform: Platform): Platform {
  return { ...platform, openSocket: () => delay(platform.openSocket(), platform) };
}

function delay(inner: Socket, { setTimeout }: Platform): Socket {
  const later = (callback: () => void) => setTimeout(callback, Number(sessionStorage.getItem(storageKey) ?? 0));
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => later(() => inner.send(text)),
    close: (code) => inner.close(code),
  };
  inner.onopen = () => socket.onopen?.();
  inner.onmessage = (event) => later(() => socket.onmessage?.(event));
  inner.onclose = (event) => later(() => socket.onclose?.(event));
  return socket;
}
