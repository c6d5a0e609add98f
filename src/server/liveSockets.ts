import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { LivegraftError } from '../errors.ts';
import type { Clock } from '../live/clock.ts';
import type { Viewer } from '../live/liveView.ts';
import type { Connection, Session } from '../live/session.ts';
import type { Sessions } from '../live/sessions.ts';
import { log } from '../log.ts';
import { type ClientMessage, CloseCode, type JoinRequest, type Problem, socketPath } from '../protocol.ts';
import { Budget, type BudgetLimits, costs, defaultBudgetLimits } from './budget.ts';
import { isOwnOrigin } from './ownOrigin.ts';
import { readMessage } from './readMessage.ts';
import type { Tokens } from './tokens.ts';

export interface SocketLimits extends BudgetLimits {
  readonly maxSockets: number;
  /** Sockets of one browser. One more is refused. */
  readonly maxSocketsPerBrowser: number;
  /** Bytes of a message. A longer one closes its socket with 1009. */
  readonly maxMessageBytes: number;
  /** Bytes on their way to a browser. With more, its socket is cut instead of being sent anything else. */
  readonly maxUnreadBytes: number;
  /** How long a socket may take to join. */
  readonly joinMs: number;
  /** Every so many milliseconds a socket must give a sign of life. */
  readonly heartbeatMs: number;
}

export const defaultSocketLimits: SocketLimits = {
  ...defaultBudgetLimits,
  maxSockets: 12_000,
  maxSocketsPerBrowser: 64,
  maxMessageBytes: 64 * 1024,
  maxUnreadBytes: 8 * 1024 * 1024,
  joinMs: 10_000,
  heartbeatMs: 30_000,
};

export interface LiveSocketsSetting {
  readonly limits: SocketLimits;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Other origins whose pages may connect. */
  readonly origins: readonly string[];
  readonly development: boolean;
  authenticate(request: IncomingMessage): Promise<Viewer | null>;
  /** A new session at a path with its query; null where there is no room. Throws what the page fails with. */
  open(url: string, viewer: Viewer | null, browser: string): Promise<Session | null>;
  describe(thrown: unknown): Problem;
  /** Called when a session has joined. */
  joined?(session: Session): void;
}

export interface SocketsMetrics {
  readonly sockets: number;
  /** Connections that were not taken, by HTTP status. */
  readonly refused: Readonly<Record<number, number>>;
  /** Sockets that the server has closed, by close code. */
  readonly closed: Readonly<Record<number, number>>;
  readonly messages: number;
}

/** The websockets of a site. */
export interface LiveSockets {
  /** Takes a connection over from HTTP, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells each browser to come back after so many milliseconds, and takes nobody any more. */
  close(afterMs: number): void;
  metrics(): SocketsMetrics;
}

export function createLiveSockets(setting: LiveSocketsSetting): LiveSockets {
  const { limits, clock, tokens } = setting;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false, // 244 KB a socket against 11 KB
    clientTracking: false,
  });
  const sockets = new Set<LiveSocket>();
  const budgets = new Budgets(limits, clock);
  const refused: Record<number, number> = {};
  const closed: Record<number, number> = {};
  let messages = 0;
  let isClosing = false;

  function refuse(socket: Duplex, status: 403 | 500 | 503): void {
    refused[status] = (refused[status] ?? 0) + 1;
    log().info({ path: socketPath, status }, 'a socket is refused');
    refuseUpgrade(socket, status);
  }

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!isAllowedOrigin(request, setting.origins)) return refuse(socket, 403);
    const browser = tokens.browserOf(request.headers.cookie ?? null);
    const viewer = await setting.authenticate(request);
    if (isClosing || !hasRoom(browser)) return refuse(socket, 503);
    server.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, browser, viewer));
  }

  function hasRoom(browser: string | null): boolean {
    const own = browser === null ? 0 : [...sockets].filter((socket) => socket.browser === browser).length;
    return sockets.size < limits.maxSockets && own < limits.maxSocketsPerBrowser;
  }

  function open(webSocket: WebSocket, browser: string | null, viewer: Viewer | null): void {
    const live = new LiveSocket(webSocket, browser, viewer, budgets.take(browser), setting, {
      onMessage: () => {
        messages += 1;
      },
      onClose: (code) => {
        if (sockets.delete(live) && code !== null) closed[code] = (closed[code] ?? 0) + 1;
        budgets.release(browser);
      },
    });
    sockets.add(live);
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch((error) => {
        setting.describe(error);
        refuse(socket, 500);
      });
    },
    close(afterMs) {
      isClosing = true;
      for (const socket of [...sockets]) socket.goAway(afterMs);
    },
    metrics: () => ({ sockets: sockets.size, refused: { ...refused }, closed: { ...closed }, messages }),
  };
}

const reasons = {
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** Answers who wants another protocol, and lets the connection go: nobody reads from it any more. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof reasons): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Sockets know no same-origin policy: the server must look where the page came from. */
function isAllowedOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  return origin !== undefined && isOwnOrigin(origin, host, origins);
}

/** What is left to each browser. One that has no socket and has not asked for anything for a while has no entry. */
class Budgets {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #budgets = new Map<string, { readonly budget: Budget; sockets: number }>();

  constructor(limits: BudgetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** For a socket, until its `release`. A browser without our cookie cannot join: it has a budget for that one message. */
  take(browser: string | null): Budget {
    const known = browser === null ? undefined : this.#budgets.get(browser);
    const entry = known ?? { budget: new Budget(this.#limits, this.#clock.now()), sockets: 0 };
    entry.sockets += 1;
    if (browser !== null) this.#budgets.set(browser, entry);
    return entry.budget;
  }

  /** A budget that is not full yet is kept, so that a new socket does not fill it; full ones are forgotten. */
  release(browser: string | null): void {
    const entry = browser === null ? undefined : this.#budgets.get(browser);
    if (!entry) return;
    entry.sockets -= 1;
    const ms = (1000 * this.#limits.budget) / this.#limits.budgetPerSecond;
    this.#clock.after(ms + 1_000, () => {
      const isIdle = entry.sockets === 0 && entry.budget.isFull(this.#clock.now());
      if (isIdle && this.#budgets.get(browser!) === entry) this.#budgets.delete(browser!);
    });
  }
}

/** While an application is being written, a page that cannot be shown is tried again so soon. */
const retryInDevelopmentMs = 1_000;

/** What ws closes a socket with by itself, by the code of its error. */
const closeCodes: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
};

/** How long the other end may take to read what is on its way and to agree. */
const closingMs = 2_000;

/** The browser has left the page, or will not come back to its session after these. */
const endsSession: readonly number[] = [1000, 1001, CloseCode.Unacceptable, CloseCode.Flood];

interface LiveSocketEvents {
  onMessage(): void;
  /** With the code that the server closed it with; null where the browser did, or the network. */
  onClose(code: number | null): void;
}

/** One socket: `waiting` for its join → `joining` → `joined` → `closed`. */
class LiveSocket implements Connection {
  readonly browser: string | null;
  readonly #webSocket: WebSocket;
  readonly #viewer: Viewer | null;
  readonly #budget: Budget;
  readonly #setting: LiveSocketsSetting;
  readonly #events: LiveSocketEvents;
  #state: 'waiting' | 'joining' | 'joined' | 'closed' = 'waiting';
  #session: Session | null = null;
  #closedWith: number | null = null;
  #isAlive = true;
  #stopWatching: () => void;

  constructor(
    webSocket: WebSocket,
    browser: string | null,
    viewer: Viewer | null,
    budget: Budget,
    setting: LiveSocketsSetting,
    events: LiveSocketEvents,
  ) {
    this.browser = browser;
    this.#webSocket = webSocket;
    this.#viewer = viewer;
    this.#budget = budget;
    this.#setting = setting;
    this.#events = events;
    const { clock, limits } = setting;
    this.#stopWatching = clock.after(limits.joinMs, () => this.close(CloseCode.Silent, 'No join came.'));
    webSocket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    webSocket.on('ping', () => this.#spend(costs.ping));
    webSocket.on('pong', () => {
      this.#isAlive = true;
      this.#spend(costs.ping);
    });
    webSocket.on('error', (error) => {
      this.#closedWith ??= closeCodes[(error as NodeJS.ErrnoException).code ?? ''] ?? null; // ws closes it so
      this.#cutSoon();
    });
    webSocket.on('close', (code) => this.#onClosed(code));
  }

  get bufferedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  send(text: string): void {
    if (this.bufferedBytes > this.#setting.limits.maxUnreadBytes) return this.#cut(CloseCode.SlowReader);
    this.#webSocket.send(text, () => {}); // an error closes the socket
  }

  close(code: number, reason: string): void {
    if (this.#state === 'closed' || this.#closedWith !== null) return;
    this.#closedWith = code;
    this.#webSocket.close(code, reason);
    this.#cutSoon();
  }

  #cutSoon(): void {
    this.#setting.clock.after(closingMs, () => this.#webSocket.terminate());
  }

  /** The server stops: the browser is told when to come back. */
  goAway(afterMs: number): void {
    this.send(JSON.stringify(['away', afterMs]));
    this.close(CloseCode.Away, 'The server stops.');
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#closedWith !== null) return;
    this.#events.onMessage();
    const { length } = data as Buffer;
    const message = isBinary ? null : readMessage(data.toString());
    const cost = (message ? costs[message[0]] : costs.event) + length / 1024;
    if (!this.#spend(cost)) return;
    if (!message) return this.close(CloseCode.Unacceptable, 'That is no message.');
    this.#handle(message);
  }

  /** False where the browser has asked for too much: the socket is closed then. */
  #spend(points: number): boolean {
    const isAllowed = this.#budget.spend(points, this.#setting.clock.now());
    if (!isAllowed) this.close(CloseCode.Flood, 'Too many messages.');
    return isAllowed;
  }

  #handle(message: ClientMessage): void {
    if (message[0] === 'join') {
      if (this.#state !== 'waiting') return this.close(CloseCode.Unacceptable, 'A socket joins once.');
      this.#state = 'joining';
      void this.#join(message[1]);
    } else if (this.#state === 'joined') this.#session!.receive(this, message);
    else this.close(CloseCode.Unacceptable, 'A socket joins first.');
  }

  async #join(request: JoinRequest): Promise<void> {
    const { tokens, joined } = this.#setting;
    const { browser } = this;
    try {
      if (browser === null || !tokens.isToken(request.token, browser)) {
        return this.close(CloseCode.Forbidden, 'The page did not come from here.');
      }
      const known = this.#find(request, browser);
      const session = known ?? (await this.#setting.open(request.url, this.#viewer, browser));
      if (!session) return this.close(CloseCode.Busy, 'There is no room at the moment.');
      if (this.#closedWith !== null || this.#state === 'closed') return this.#abandon(session, known);
      this.#state = 'joined';
      this.#session = session;
      session.join(this, request, known ? 'adopted' : 'mounted');
      this.#watch();
      joined?.(session);
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** The session that the key is for, if the browser may have it. */
  #find({ key, client }: JoinRequest, browser: string): Session | null {
    const id = key && this.#setting.tokens.sessionOf(key, browser, this.#viewer);
    const session = id ? this.#setting.sessions.find(id) : undefined;
    return session?.belongsTo(client) ? session : null;
  }

  /** Nobody knows of a session that was just made; another one waits for its browser. */
  #abandon(session: Session, known: Session | null): void {
    if (!known) session.close(CloseCode.SessionOver, 'The browser is gone.');
  }

  /** What the address or the browser did wrong stays wrong; for the rest it may come again. */
  #refuse(error: unknown): void {
    const { describe, development } = this.#setting;
    const { message } = describe(error);
    const isOurs = error instanceof LivegraftError;
    const isLasting = isOurs && (error.status < 500 || error.code.startsWith('LG60'));
    const code = isLasting ? CloseCode.NotFound : CloseCode.Busy;
    if (development && !isLasting) {
      this.send(JSON.stringify(['problems', message]));
      this.goAway(retryInDevelopmentMs);
    }
    this.#session?.close(code, 'The page cannot be shown.');
    this.close(code, 'The page cannot be shown.');
  }

  /** A socket whose other end has gone without a word is cut. */
  #watch(): void {
    const { clock, limits } = this.#setting;
    this.#stopWatching();
    this.#stopWatching = clock.after(limits.heartbeatMs, () => {
      if (!this.#isAlive) return this.#cut(CloseCode.Silent);
      this.#isAlive = false;
      this.#webSocket.ping(() => {});
      this.#watch();
    });
  }

  /** Nobody is there to agree. */
  #cut(code: number): void {
    this.#closedWith ??= code;
    this.#webSocket.terminate();
  }

  /** A browser that leaves the page says so; a socket that was lost may come back. */
  #onClosed(code: number): void {
    this.#state = 'closed';
    this.#stopWatching();
    const closeCode = this.#closedWith ?? code;
    if (endsSession.includes(closeCode)) this.#session?.close(closeCode, 'The browser has left the page.');
    else this.#session?.detach(this);
    this.#events.onClose(this.#closedWith);
  }
}
