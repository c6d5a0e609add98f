import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { LivegraftError } from '../errors.ts';
import type { Clock } from '../live/clock.ts';
import type { Viewer } from '../live/liveView.ts';
import type { Connection, Session } from '../live/session.ts';
import type { Sessions } from '../live/sessions.ts';
import { type ClientMessage, CloseCode, type JoinRequest, type Problem } from '../protocol.ts';
import { Budget, type BudgetLimits, costs, defaultBudgetLimits } from './budget.ts';
import { readMessage } from './readMessage.ts';
import type { Tokens } from './tokens.ts';

export interface SocketLimits extends BudgetLimits {
  readonly maxSockets: number;
  /** Sockets of one browser. One more is refused. */
  readonly maxSocketsPerBrowser: number;
  /** Bytes of a message. A longer one closes its socket with 1009. */
  readonly maxMessageBytes: number;
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
  joinMs: 10_000,
  heartbeatMs: 30_000,
};

export interface LiveSocketsSetting {
  readonly limits: SocketLimits;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Hosts of other origins whose pages may connect. */
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
    socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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
    const live = new LiveSocket(webSocket, browser, viewer, budgets.of(browser), setting, {
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

const reasons = { 403: 'Forbidden', 500: 'Internal Server Error', 503: 'Service Unavailable' } as const;

/** Sockets know no same-origin policy: the server must look where the page came from. */
function isAllowedOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host || origins.includes(origin);
}

/** What is left to each browser. One that has not asked for anything for a while has no entry. */
class Budgets {
  readonly #limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #budgets = new Map<string, Budget>();

  constructor(limits: BudgetLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** A browser without our cookie cannot join: it has a budget for that one message. */
  of(browser: string | null): Budget {
    const known = browser === null ? undefined : this.#budgets.get(browser);
    const budget = known ?? new Budget(this.#limits, this.#clock.now());
    if (browser !== null) this.#budgets.set(browser, budget);
    return budget;
  }

  /** A budget that is not full yet is kept, so that a new socket does not fill it; full ones are forgotten. */
  release(browser: string | null): void {
    if (browser === null) return;
    const ms = (1000 * this.#limits.budget) / this.#limits.budgetPerSecond;
    this.#clock.after(ms, () => {
      if (this.#budgets.get(browser)?.isFull(this.#clock.now())) this.#budgets.delete(browser);
    });
  }
}

/** While an application is being written, a page that cannot be shown is tried again so soon. */
const retryInDevelopmentMs = 1_000;

/** How long the other end may take to read what is on its way and to agree. */
const closingMs = 2_000;

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
    webSocket.on('pong', () => {
      this.#isAlive = true;
    });
    webSocket.on('error', () => {}); // it is closed next
    webSocket.on('close', (code) => this.#onClosed(code));
  }

  get bufferedBytes(): number {
    return this.#webSocket.bufferedAmount;
  }

  send(text: string): void {
    this.#webSocket.send(text, () => {}); // an error closes the socket
  }

  close(code: number, reason: string): void {
    if (this.#state === 'closed' || this.#closedWith !== null) return;
    this.#closedWith = code;
    this.#webSocket.close(code, reason);
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
    if (!this.#budget.spend(cost, this.#setting.clock.now())) return this.close(CloseCode.Flood, 'Too many messages.');
    if (!message) return this.close(CloseCode.Unacceptable, 'That is no message.');
    this.#handle(message);
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
    if (browser === null || !tokens.isToken(request.token, browser)) {
      return this.close(CloseCode.Forbidden, 'The page did not come from here.');
    }
    try {
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
      if (!this.#isAlive) return this.#webSocket.terminate();
      this.#isAlive = false;
      this.#webSocket.ping(() => {});
      this.#watch();
    });
  }

  /** A browser that leaves the page says so; a socket that was lost may come back. */
  #onClosed(code: number): void {
    this.#state = 'closed';
    this.#stopWatching();
    const hasLeft = this.#closedWith === null && (code === 1000 || code === 1001);
    if (hasLeft) this.#session?.close(code, 'The browser has left the page.');
    else this.#session?.detach(this);
    this.#events.onClose(this.#closedWith);
  }
}
