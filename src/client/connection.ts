import {
  type ClientMessage,
  CloseCode,
  type Frame,
  type Joined,
  type JoinRequest,
  type Sequence,
  type ServerMessage,
} from '../protocol.ts';
import { type NewWaiting, Outbox, type Waiting } from './outbox.ts';

/**
 * - `idle`: not begun, or left: `connect` goes on;
 * - `connecting`: for the first time;
 * - `live`: what a person does reaches the server;
 * - `offline`: the connection is gone or does not come about, and is tried again;
 * - `closed`: the server does not want the page live. It goes on as without JavaScript.
 */
export type Status = 'idle' | 'connecting' | 'live' | 'offline' | 'closed';

/** As much of a WebSocket as is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface Platform {
  openSocket(): Socket;
  setTimeout(callback: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  /** From 0 up to 1. */
  random(): number;
}

/** Whom a connection belongs to. */
export interface ConnectionOwner {
  /** Where the page is and what it holds. */
  describe(): Pick<JoinRequest, 'url' | 'hash'>;
  /** `done` is answered by what the message holds. */
  joined(joined: Joined, done: readonly Waiting[], isFirst: boolean): void;
  /**
   * Gives whether the page is now what the server has. `done` is what the frame answers; where `isStale`, its patches are
   * for another tree than the page's.
   */
  frame(frame: Frame, done: readonly Waiting[], isStale: boolean): boolean;
  /** These never will be. */
  lost(gone: readonly Waiting[]): void;
  status(status: Status): void;
  problems(text: string | null): void;
}

const firstRetryMs = 250;
const longestRetryMs = 15_000;
/** A connection that has lasted so long is a good one. */
const stableMs = 10_000;
const pingMs = 25_000;
/** How long the answer to a ping or a join may take. */
const silenceMs = 10_000;
/** Where the server has too much to do. */
const busyMs = 5_000;
/** How many events wait for a connection. */
const maxWaiting = 100;

const isFinal = (code: number): boolean =>
  code === CloseCode.Forbidden || code === CloseCode.NotFound || code === CloseCode.Unacceptable;
const isBusy = (code: number): boolean => code === CloseCode.Flood || code === CloseCode.Busy;
const endsSession: readonly number[] = [
  CloseCode.Flood,
  CloseCode.QueueFull,
  CloseCode.SlowReader,
  CloseCode.SessionOver,
  CloseCode.Replaced,
];

type TimerName = 'retry' | 'ping' | 'silence' | 'stable';

/** The way to the server: joins, comes back, and sees to it that each event is answered once or lost for good. */
export class Connection {
  readonly #platform: Platform;
  readonly #owner: ConnectionOwner;
  readonly #identity: Pick<JoinRequest, 'token' | 'client'>;
  readonly #outbox = new Outbox();
  readonly #timers: Partial<Record<TimerName, number>> = {};
  #status: Status = 'idle';
  #socket: Socket | null = null;
  #key: string | null;
  #seen: Sequence = 0;
  #hasJoined = false;
  #isStale = false;
  #failures = 0;
  /** The server has said how long to wait. */
  #mustWait: number | null = null;

  constructor(identity: Pick<JoinRequest, 'key' | 'token' | 'client'>, owner: ConnectionOwner, platform: Platform) {
    const { key, token, client } = identity;
    this.#key = key;
    this.#identity = { token, client };
    this.#owner = owner;
    this.#platform = platform;
  }

  get status(): Status {
    return this.#status;
  }

  connect(): void {
    if (this.#status !== 'idle') return;
    this.#setStatus('connecting');
    this.#open();
  }

  /** Leaves the server, which frees the session. */
  disconnect(): void {
    if (this.#status === 'closed') return;
    this.#drop(1000);
    this.#setStatus('idle');
  }

  /** The session is not to be come back to; the next join makes a new one. */
  forget(): void {
    this.#key = null;
  }

  /** Something speaks for trying now: the network or the person is back. */
  hurry(): void {
    if (this.#status === 'live') this.#ping();
    else if (this.#status === 'offline' && !this.#socket && this.#mustWait === null) this.#open();
  }

  /** Sends an event or a visit now, or as soon as there is a connection. Gives null where it is lost at once. */
  send(entry: NewWaiting): Waiting | null {
    const isLive = this.#status === 'live';
    if (this.#status === 'closed' || (!isLive && this.#outbox.size >= maxWaiting)) {
      this.#owner.lost([{ ...entry, id: 0, toMessage: (seen) => entry.toMessage(0, seen) }]);
      return null;
    }
    const waiting = this.#outbox.add(entry);
    if (isLive) this.#write(waiting.toMessage(this.#seen));
    return waiting;
  }

  resync(): void {
    this.#isStale = true;
    this.#write(['resync', this.#seen]);
  }

  #open(): void {
    this.#clear('retry');
    this.#mustWait = null;
    const socket = this.#platform.openSocket();
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    socket.onopen = () => isCurrent() && this.#join();
    socket.onmessage = ({ data }) => isCurrent() && this.#receive(data);
    socket.onclose = ({ code }) => isCurrent() && this.#closed(code);
    this.#start('silence', silenceMs, () => this.#closed(CloseCode.Silent));
  }

  #join(): void {
    this.#write(['join', { key: this.#key, ...this.#identity, ...this.#owner.describe(), seen: this.#seen }]);
  }

  #receive(data: unknown): void {
    this.#clear('silence');
    try {
      this.#take(JSON.parse(data as string));
    } catch (error) {
      console.error(error);
      this.#giveUp();
    }
  }

  #take(message: ServerMessage): void {
    switch (message[0]) {
      case 'joined':
        return this.#joined(message[1]);
      case 'frame':
        return this.#frame(message[1], message[2]);
      case 'pong':
        return;
      case 'away':
        this.#mustWait = message[1];
        return;
      case 'problems':
        return this.#owner.problems(message[1]);
      default:
        message satisfies never;
    }
  }

  #joined(joined: Joined): void {
    const isFirst = !this.#hasJoined;
    const isNew = joined.kind === 'mounted' && !isFirst;
    this.#hasJoined = true;
    this.#key = joined.key;
    this.#seen = joined.sequence;
    const gone = isNew ? this.#outbox.takeUpTo(Number.POSITIVE_INFINITY) : [];
    this.#owner.lost(gone);
    this.#owner.joined(joined, this.#outbox.takeUpTo(joined.answered), isFirst);
    if (joined.kind !== 'resumed' || joined.tree) this.#isStale = false;
    this.#setStatus('live');
    for (const waiting of this.#outbox.after(joined.taken)) this.#write(waiting.toMessage(this.#seen));
    if (this.#isStale) this.resync();
    this.#start('stable', stableMs, () => {
      this.#failures = 0;
    });
    this.#awaitPing();
  }

  #frame(sequence: Sequence, frame: Frame): void {
    if (sequence <= this.#seen) return;
    const isGap = sequence !== this.#seen + 1;
    this.#seen = sequence;
    const wasStale = this.#isStale;
    const isStale = (wasStale || isGap) && !frame.tree;
    if (frame.tree) this.#isStale = false;
    const isRight = this.#owner.frame(frame, this.#outbox.takeUpTo(frame.answered ?? 0), isStale);
    if (!isRight || (isStale && !wasStale)) this.resync();
  }

  #closed(code: number): void {
    this.#drop();
    if (isFinal(code)) return this.#giveUp();
    if (endsSession.includes(code)) this.forget();
    this.#setStatus('offline');
    if (isBusy(code)) this.#mustWait = busyMs;
    this.#start('retry', this.#retryDelay(), () => this.#open());
  }

  /** Full jitter: <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>. */
  #retryDelay(): number {
    const most = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    return (this.#mustWait ?? 0) + this.#platform.random() * Math.max(most, this.#mustWait ?? 0);
  }

  #giveUp(): void {
    this.#drop(1000);
    this.#setStatus('closed');
    this.#owner.lost(this.#outbox.takeUpTo(Number.POSITIVE_INFINITY));
  }

  /** A connection that is dead may take minutes to close, so its end is not waited for. */
  #drop(code?: number): void {
    const socket = this.#socket;
    this.#socket = null;
    for (const name of Object.keys(this.#timers) as TimerName[]) this.#clear(name);
    socket?.close(code);
  }

  #awaitPing(): void {
    this.#start('ping', pingMs, () => this.#ping());
  }

  #ping(): void {
    this.#write(['ping', this.#seen]);
    this.#start('silence', silenceMs, () => this.#closed(CloseCode.Silent));
    this.#awaitPing();
  }

  #write(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #setStatus(status: Status): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#owner.status(status);
  }

  #start(name: TimerName, ms: number, callback: () => void): void {
    this.#clear(name);
    this.#timers[name] = this.#platform.setTimeout(callback, ms);
  }

  #clear(name: TimerName): void {
    const timer = this.#timers[name];
    if (timer !== undefined) this.#platform.clearTimeout(timer);
    delete this.#timers[name];
  }
}
