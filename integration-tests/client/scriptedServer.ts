import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { type WebSocket, WebSocketServer } from 'ws';
import { PageTree } from '../../src/native.ts';
import {
  type ClientMessage,
  clientPath,
  type Frame,
  type Joined,
  type JoinRequest,
  type Patch,
  socketPath,
} from '../../src/protocol.ts';

/** What a test says of a page: the content of the root, and what else it has. */
export interface PageContent {
  readonly main: string;
  readonly title?: string;
  /** A script of the page's own, which runs before the runtime. */
  readonly script?: string;
  /** Before the root. */
  readonly header?: string;
}

/**
 * A server that does what a test tells it: serves pages and the runtime, answers joins, and sends the frames that the
 * test makes. The policy of its pages is the strictest that livegraft promises to work under.
 */
export class ScriptedServer {
  /** By path and query; what is not there is `/`. */
  readonly pages = new Map<string, PageContent>();
  /** What is added to each answer to a join. */
  joined: Partial<Joined> = {};
  /** Whether keys are known that were given out before. */
  knowsKeys = true;
  readonly #http: Server;
  readonly #parked = new Map<string, PageTree>();
  readonly #links: Link[] = [];
  readonly #waiting: ((link: Link) => void)[] = [];

  private constructor(runtime: string) {
    this.#http = createServer((request, response) => {
      const headers = { 'Content-Security-Policy': "default-src 'self'", 'Cache-Control': 'private, no-cache' };
      const isPage = request.url !== clientPath && request.url !== '/page.js' && request.url !== '/favicon.ico';
      if (isPage)
        return response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(this.#page(request.url!));
      const text = request.url === clientPath ? runtime : ([...this.pages.values()][0]?.script ?? '');
      response.writeHead(200, { ...headers, 'Content-Type': 'text/javascript' }).end(text);
    });
    const sockets = new WebSocketServer({ server: this.#http, path: socketPath });
    sockets.on('connection', (socket) => socket.once('message', (data) => this.#join(socket, String(data))));
  }

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer(await bundleRuntime());
    await new Promise<void>((resolve) => server.#http.listen(0, 'localhost', resolve));
    return server;
  }

  get url(): string {
    return `http://localhost:${(this.#http.address() as AddressInfo).port}`;
  }

  /** The next socket that joins, or has joined and was not asked for. */
  link(): Promise<Link> {
    const link = this.#links.shift();
    return link ? Promise.resolve(link) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Forgets what a test has left. */
  reset(): void {
    this.pages.clear();
    this.#links.length = 0;
    this.#waiting.length = 0;
    this.joined = {};
    this.knowsKeys = true;
  }

  stop(): Promise<unknown> {
    this.#http.closeAllConnections();
    return new Promise((resolve) => this.#http.close(resolve));
  }

  #page(url: string): string {
    const key = randomUUID();
    const html = this.html(url, `data-lg-key="${key}"`);
    this.#parked.set(key, PageTree.adopt(html));
    return html;
  }

  html(url: string, key = ''): string {
    return pageHtml(this.pages.get(url) ?? this.pages.get('/')!, key);
  }

  #join(socket: WebSocket, data: string): void {
    const [, request] = JSON.parse(data) as ['join', JoinRequest];
    const known = this.knowsKeys && request.key ? this.#parked.get(request.key) : undefined;
    const tree = known ?? PageTree.adopt(this.html(request.url));
    const kind = known ? (request.seen > 0 ? 'resumed' : 'adopted') : 'mounted';
    const key = randomUUID();
    this.#parked.set(key, tree);
    const differs = request.hash !== tree.hash;
    const joined: Joined = {
      ...{ kind, key, sequence: known ? request.seen : 0, taken: 0, answered: 0, title: tree.title, timings: {} },
      ...(differs ? { tree: JSON.parse(tree.renumber()) } : {}),
      ...this.joined,
    };
    const link = new Link(socket, request, joined, tree);
    this.#waiting.length > 0 ? this.#waiting.shift()!(link) : this.#links.push(link);
  }
}

/** One joined socket, and the page behind it. */
export class Link {
  readonly request: JoinRequest;
  readonly joined: Joined;
  readonly tree: PageTree;
  /** With which code the browser has closed the socket. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #messages: ClientMessage[] = [];
  readonly #waiting: ((message: ClientMessage) => void)[] = [];
  #sequence: number;
  #content: PageContent | null = null;

  constructor(socket: WebSocket, request: JoinRequest, joined: Joined, tree: PageTree) {
    this.request = request;
    this.joined = joined;
    this.tree = tree;
    this.#socket = socket;
    this.#sequence = joined.sequence;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ClientMessage;
      const waiting = this.#waiting.shift();
      waiting ? waiting(message) : this.#messages.push(message);
    });
    this.send(['joined', joined]);
  }

  /** The next message of the browser. */
  next(): Promise<ClientMessage> {
    const message = this.#messages.shift();
    return message ? Promise.resolve(message) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next event: its name, parameters and form. */
  async event(): Promise<{ id: number; name: string; parameters: unknown; form: unknown }> {
    const message = await this.next();
    if (message[0] !== 'event') throw new Error(`An event was expected, but came: ${JSON.stringify(message)}`);
    return { id: message[1], name: message[3], parameters: message[4], form: message[5] };
  }

  /** Messages that came and were not asked for. */
  get unread(): readonly ClientMessage[] {
    return this.#messages;
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  frame(frame: Frame): void {
    this.#sequence += 1;
    this.send(['frame', this.#sequence, frame]);
  }

  /** Sends what makes the root hold `main`. */
  update(main: string, rest: Frame = {}): void {
    this.#content = { main };
    const update = this.tree.update(pageHtml(this.#content));
    const patches: Patch[] = JSON.parse(update?.patches ?? '[]');
    this.frame({ ...rest, patches, hash: this.tree.hash });
  }

  /** Sends the whole root. */
  whole(rest: Frame = {}): void {
    this.frame({ ...rest, tree: JSON.parse(this.tree.renumber()), hash: this.tree.hash });
  }

  /** Cuts the socket as a network does, or closes it with a code. */
  close(code?: number): void {
    if (code === undefined) this.#socket.terminate();
    else this.#socket.close(code);
  }
}

function pageHtml({ main, title = 'Test', script, header = '' }: PageContent, key = ''): string {
  const own = script === undefined ? '' : '<script src="/page.js" defer></script>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${own}
<script src="${clientPath}" defer ${key} data-lg-token="token"></script></head>
<body>${header}<main lg-root>${main}</main></body></html>`;
}

/** The runtime of development, which checks every hash. */
async function bundleRuntime(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: path.join(import.meta.dirname, '../..'),
    entryPoints: ['src/client/mainInDevelopment.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]!.text;
}
