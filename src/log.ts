import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** What can be followed while it happens: the analysis and serialization of pages, the SQL they cause, what open pages do. */
export type DebugChannel = 'jit' | 'sql' | 'live';
const channels: readonly DebugChannel[] = ['jit', 'sql', 'live'];

export interface Configuration {
  /** Channels that write to the log from now on. The default is what `LIVEGRAFT_DEBUG=jit,sql` names. */
  readonly debug?: readonly DebugChannel[];
  /** Where the log goes. The default writes to standard error, for people in development and as JSON in production. */
  readonly logger?: Logger;
}

const settings = {
  debug: new Set(parseChannels(process.env.LIVEGRAFT_DEBUG)),
  logger: undefined as Logger | undefined,
};

/** Changes the process's log while it runs. Throws a TypeError for a channel that does not exist. */
export function configure({ debug, logger }: Configuration): void {
  if (debug) settings.debug = new Set(debug.map(assertChannel));
  if (logger) settings.logger = logger;
}

export function log(): Logger {
  settings.logger ??= defaultLogger();
  return settings.logger;
}

/** Writes a line to a channel that is switched on; `line` is only made then. */
export function debug(channel: DebugChannel, line: () => string): void {
  if (settings.debug.has(channel)) log().info({ channel }, `[${channel.toUpperCase()}] ${line()}`);
}

function defaultLogger(): Logger {
  if (process.env.NODE_ENV === 'production') return pino(pino.destination({ fd: 2, sync: true }));
  return pino(pretty({ destination: 2, sync: true, ignore: 'pid,hostname,channel', translateTime: 'SYS:HH:MM:ss' }));
}

function parseChannels(text = ''): DebugChannel[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(assertChannel);
}

function assertChannel(name: string): DebugChannel {
  const channel = channels.find((known) => known === name);
  if (!channel) throw new TypeError(`A debug channel must be one of ${channels.join(', ')}, but got: ${name}.`);
  return channel;
}
