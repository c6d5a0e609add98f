import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  type ClientMessage,
  type Joined,
  type JoinRequest,
  type ServerMessage,
  socketPath,
} from '../../src/protocol.ts';

/** A page as a browser has loaded it. */
export interface LoadedPage {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly key: string | null;
  readonly token: string;
}

/** A browser with its cookies: loads pages and opens sockets. */
export class TestBrowser {
  readonly url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string, cookies: Readonly<Record<string, string>> = {}) {
    this.url = url;
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async load(
    path: string,
    init: RequestInit & { readonly headers?: Record<string, string> } = {},
  ): Promise<LoadedPage> {
    const headers = { accept: 'text/html', ...(this.cookies.size > 0 && { cookie: this.cookie }), ...init.headers };
    const answer = await fetch(new URL(path, this.url), { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)!;
      this.cookies.set(name!, value!);
    }
    const html = await answer.text();
    return {
      path,
      status: answer.status,
      headers: answer.headers,
      html,
      key: html.match(/ data-lg-key="([^"]*)"/)?.[1] ?? null,
      token: html.match(/ data-lg-token="([^"]*)"/)?.[1] ?? '',
    };
  }

  /** A socket that is open. Throws what the server answered where it does not take it. */
  async open(headers: Record<string, string | undefined> = {}): Promise<TestSocket> {
    return TestSocket.open(this.url, { origin: this.url, cookie: this.cookie || undefined, ...headers });
  }

  /** A socket that has joined with a page. */
  async join(page: LoadedPage, request: Partial<JoinRequest> = {}): Promise<TestSocket & { readonly joined: Joined }> {
    const socket = await this.open();
    const joined = await socket.join(page, request);
    return Object.assign(socket, { joined });
  }

  async visit(path: string): Promise<TestSocket & { readonly joined: Joined }> {
    return this.join(await this.load(path));
  }
}

let clients = 0;

/** What a page joins with. */
export function joinRequest({ key, token, path }: LoadedPage, request: Partial<JoinRequest> = {}): JoinRequest {
  clients += 1;
  return { key, token, client: `client ${clients}`, url: path, hash: 0, seen: 0, ...request };
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

type Received<Kind extends ServerMessage[0]> = Extract<ServerMessage, readonly [Kind, ...unknown[]]>;

/** One socket, with all that came. */
export class TestSocket {
  readonly raw: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly closed: Promise<Closed>;
  #read = 0;
  #waiting: (() => void)[] = [];
  #isClosed: Closed | null = null;

  constructor(raw: WebSocket) {
    this.raw = raw;
    raw.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)));
      this.#wake();
    });
    raw.on('error', () => {});
    this.closed = new Promise((resolve) => {
      raw.once('close', (code, reason) => {
        this.#isClosed = { code, reason: String(reason) };
        resolve(this.#isClosed);
        this.#wake();
      });
    });
  }

  /** Throws `RefusedError` where the server does not take the socket. */
  static async open(url: string, headers: Record<string, string | undefined>): Promise<TestSocket> {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const raw = new WebSocket(new URL(socketPath, url.replace(/^http/, 'ws')), {
      headers: given as Record<string, string>,
    });
    const socket = new TestSocket(raw);
    await new Promise<void>((resolve, reject) => {
      raw.once('open', resolve).once('error', reject);
      raw.once('unexpected-response', (_, { statusCode = 0 }) => {
        reject(new RefusedError(statusCode));
        raw.terminate();
      });
    });
    return socket;
  }

  send(message: ClientMessage): void {
    this.raw.send(JSON.stringify(message));
  }

  async join(page: LoadedPage, request: Partial<JoinRequest> = {}): Promise<Joined> {
    this.send(['join', joinRequest(page, request)]);
    const [, joined] = await this.next('joined');
    return joined;
  }

  /** The next message of a kind; those before it are passed over. Throws where the socket is closed first. */
  async next<Kind extends ServerMessage[0]>(kind: Kind): Promise<Received<Kind>> {
    for (;;) {
      while (this.#read < this.messages.length) {
        const message = this.messages[this.#read++]!;
        if (message[0] === kind) return message as Received<Kind>;
      }
      if (this.#isClosed) throw new Error(`Closed with ${this.#isClosed.code}: ${this.#isClosed.reason}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The next frame that answers an event. */
  async answer(id: number): Promise<Received<'frame'>[2]> {
    for (;;) {
      const [, , frame] = await this.next('frame');
      if ((frame.answered ?? 0) >= id) return frame;
    }
  }

  /** Whatever the server has to say about what was sent before has come. */
  async settle(): Promise<void> {
    this.raw.send('["ping",0]');
    await this.next('pong');
  }

  async close(code = 1000): Promise<void> {
    if (this.raw.readyState !== WebSocket.CLOSED) {
      const closed = once(this.raw, 'close');
      this.raw.close(code);
      await closed;
    }
  }

  /** As a network that is gone. */
  cut(): void {
    this.raw.terminate();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`Refused with ${status}`);
    this.status = status;
  }
}
