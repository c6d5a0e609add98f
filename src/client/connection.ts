import type {
  ClientMessage,
  EventId,
  EventMessage,
  Frame,
  Joined,
  JoinRequest,
  Sequence,
  ServerMessage,
  VisitMessage,
} from '../protocol.ts';

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

/** An event or a visit that is not answered yet. */
export interface Waiting {
  readonly id: EventId;
  readonly body: MessageBody;
  /** Called once: with whether it was answered. */
  readonly settle?: ((isAnswered: boolean) => void) | undefined;
}

/** A message without its numbers, which are the second and the third part. */
export type MessageBody = WithoutNumbers<EventMessage> | WithoutNumbers<VisitMessage>;

type WithoutNumbers<Message> = Message extends readonly [infer Kind, EventId, Sequence, ...infer Rest]
  ? readonly [Kind, ...Rest]
  : never;

/** What is done with each kind of message. */
type Receivers = {
  [Message in ServerMessage as Message[0]]: Message extends readonly [string, ...infer Rest]
    ? (...rest: Rest) => void
    : never;
};

/** Whom a connection belongs to. */
export interface ConnectionOwner {
  /** Where the page is and what it holds. */
  describe(): Pick<JoinRequest, 'url' | 'hash'>;
  /** `done` is answered by what the message holds; `isNew`: of what was done before, the session knows nothing. */
  joined(joined: Joined, done: readonly Waiting[], isNew: boolean): void;
  /**
   * Gives whether the page is now what the server has. `done` is what the frame answers; where `isStale`, its patches are
   * for another tree than the page's.
   */
  frame(frame: Frame, done: readonly Waiting[], isStale: boolean): boolean;
  /** These never will be answered. */
  lost(gone: readonly Waiting[]): void;
  status(status: Status): void;
  problems(text: string | null): void;
}

const firstRetryMs = 250;
const longestRetryMs = 15_000;
const pingMs = 25_000;
/** How long the answer to a ping or a join may take. */
const silenceMs = 10_000;
/** Where the server has too much to do. */
const busyMs = 5_000;
/** How many events wait for a connection. */
const maxWaiting = 100;

/** The ranges of `CloseCode`. */
const isFinal = (code: number): boolean => code >= 4000 && code < 4008;
const isBusy = (code: number): boolean => code >= 4008 && code < 4010;

export type Connection = ReturnType<typeof createConnection>;

/** The way to the server: joins, comes back, and sees to it that each event is answered once or lost for good. */
export function createConnection(
  { key, token, client }: Pick<JoinRequest, 'key' | 'token' | 'client'>,
  owner: ConnectionOwner,
  { openSocket, setTimeout, clearTimeout, random }: Platform,
) {
  let status: Status = 'idle';
  let socket: Socket | null = null;
  /** One thing is waited for at a time: the next try, the next ping, or an answer. */
  let timer = 0;
  let waiting: readonly Waiting[] = [];
  let lastId: EventId = 0;
  let seen: Sequence = 0;
  let hasJoined = false;
  let isStale = false;
  let failures = 0;
  /** The server has said to wait so long at least. */
  let waitMs = 0;

  const receivers: Receivers = {
    joined,
    frame,
    pong() {
      failures = 0;
    },
    away(ms) {
      waitMs = ms;
    },
    problems: owner.problems,
  };

  return {
    get status(): Status {
      return status;
    },
    connect(): void {
      if (status !== 'idle') return;
      setStatus('connecting');
      open();
    },
    /** Leaves the server, which frees the session. */
    disconnect(): void {
      if (status === 'closed') return;
      drop(1000);
      setStatus('idle');
    },
    /** Something speaks for trying now: the network or the person is back. */
    hurry(): void {
      if (status === 'live') ping();
      else if (status === 'offline' && !socket && !waitMs) open();
    },
    /** Sends an event or a visit now, or as soon as there is a connection. Gives null where it is lost at once. */
    send(body: MessageBody, settle?: Waiting['settle']): EventId | null {
      const entry: Waiting = { id: lastId + 1, body, settle };
      if (status === 'closed' || (status !== 'live' && waiting.length >= maxWaiting)) {
        owner.lost([entry]);
        return null;
      }
      lastId = entry.id;
      waiting = [...waiting, entry];
      if (status === 'live') writeEntry(entry);
      return lastId;
    },
  };

  function open(): void {
    waitMs = 0;
    socket = openSocket();
    socket.onopen = () => write(['join', { key, token, client, ...owner.describe(), seen }]);
    socket.onmessage = ({ data }) => receive(data as string);
    socket.onclose = ({ code }) => closed(code);
    after(silenceMs, closed);
  }

  function receive(text: string): void {
    after(pingMs, ping);
    try {
      const [kind, ...rest] = JSON.parse(text) as ServerMessage;
      (receivers[kind] as (...rest: unknown[]) => void)(...rest);
    } catch (error) {
      console.error(error);
      giveUp();
    }
  }

  function joined(joined: Joined): void {
    const { kind, tree, taken, answered } = joined;
    const isNew = hasJoined && kind === 'mounted';
    hasJoined = true;
    ({ key, sequence: seen } = joined);
    if (isNew) owner.lost(takeUpTo(lastId));
    if (kind !== 'resumed' || tree) isStale = false;
    owner.joined(joined, takeUpTo(answered), isNew);
    setStatus('live');
    for (const entry of waiting) if (entry.id > taken) writeEntry(entry);
    if (isStale) resync();
  }

  function frame(sequence: Sequence, frame: Frame): void {
    if (sequence <= seen) return;
    seen = sequence;
    isStale &&= !frame.tree;
    if (!owner.frame(frame, takeUpTo(frame.answered ?? 0), isStale)) resync();
  }

  function resync(): void {
    isStale = true;
    write(['resync', seen]);
  }

  function closed(code = 0): void {
    drop();
    if (isFinal(code)) return giveUp();
    setStatus('offline');
    if (isBusy(code)) waitMs = busyMs;
    after(retryDelay(), open);
  }

  /** Full jitter: <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>. */
  function retryDelay(): number {
    const most = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
    failures += 1;
    return waitMs + random() * Math.max(most, waitMs);
  }

  function giveUp(): void {
    drop(1000);
    setStatus('closed');
    owner.lost(takeUpTo(lastId));
  }

  /** A connection that is dead may take minutes to close, so its end is not waited for. */
  function drop(code?: number): void {
    clearTimeout(timer);
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code);
    socket = null;
  }

  function ping(): void {
    write(['ping', seen]);
    after(silenceMs, closed);
  }

  function takeUpTo(last: EventId): readonly Waiting[] {
    const done = waiting.filter(({ id }) => id <= last);
    waiting = waiting.filter(({ id }) => id > last);
    return done;
  }

  function writeEntry({ id, body: [kind, ...rest] }: Waiting): void {
    write([kind, id, seen, ...rest] as unknown as ClientMessage);
  }

  function write(message: ClientMessage): void {
    socket?.send(JSON.stringify(message));
  }

  function setStatus(next: Status): void {
    if (next === status) return;
    status = next;
    owner.status(status);
  }

  function after(ms: number, callback: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(callback, ms);
  }
}
