import { socketPath } from '../protocol.ts';
import type { Platform, Socket } from './connection.ts';

export const browserPlatform: Platform = {
  openSocket: () => new WebSocket(location.origin.replace('http', 'ws') + socketPath) as Socket,
  setTimeout: window.setTimeout,
  clearTimeout: window.clearTimeout,
  random: Math.random,
};
