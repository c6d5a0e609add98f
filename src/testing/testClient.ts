import { randomUUID } from 'node:crypto';
import type { Viewer } from '../live/liveView.ts';
import type { Session } from '../live/session.ts';
import type {
  ClientMessage,
  EventId,
  Frame,
  Joined,
  JoinRequest,
  Problem,
  Sequence,
  ServerMessage,
} from '../protocol.ts';
import { readMessage } from '../server/readMessage.ts';
import type { Site } from '../server/site.ts';
import { buildNode, type DomElement } from './domTree.ts';
import { FakeConnection } from './fakeConnection.ts';
import { hashTree } from './hashTree.ts';
import { NumberedPage } from './numberedPage.ts';
import { serializeHtml } from './serializeHtml.ts';
import { connectionClosed, noMessage, PageProblemError, sessionLost, treesDiffer } from './testingErrors.ts';

type Sent = Exclude<ClientMessage, readonly ['join', JoinRequest]>;

/** An event or a visit that is not answered yet. */
interface Waiting {
  readonly id: EventId;
  toMessage(seen: Sequence): Sent;
  resolve(): void;
  reject(error: Error): void;
}

interface FrameListener {
  resolve(frame: Frame): void;
  reject(error: Error): void;
}

/** The browser's runtime in small: joins, applies frames to its tree and compares hashes, keeps what is not answered. */
export class TestClient {
  readonly frames: Frame[] = [];
  readonly pushes: (readonly [name: string, payload: unknown])[] = [];
  url: string;
  title = '';
  problem: Problem | null = null;
  /** The address that the server has told the browser to load. */
  redirected: string | null = null;
  session: Session;
  connection: FakeConnection;
  readonly #site: Site;
  readonly #viewer: Viewer | null;
  readonly #id = randomUUID();
  #page: NumberedPage | null = null;
  #seen: Sequence = 0;
  #taken: EventId = 0;
  #last: EventId = 0;
  #waiting: Waiting[] = [];
  #listeners: FrameListener[] = [];
  /** Why nothing can be sent any more. */
  #failure: Error | null = null;
  /** The page as it was where its hash was not the server's. */
  #wrong: string | null = null;

  /** `session` is one that nobody has joined. */
  constructor(site: Site, session: Session, viewer: Viewer | null, url: string) {
    this.#site = site;
    this.#viewer = viewer;
    this.url = url;
    this.session = session;
    this.connection = this.#join();
  }

  get root(): DomElement {
    return this.#page!.root;
  }

  /** Sends what is made with the next number, and waits for its answer. */
  request(make: (id: EventId, seen: Sequence) => Sent): Promise<void> {
    const id = this.#last + 1;
    return this.send((seen) => make(id, seen), id);
  }

  /** Waits for the answer to event or visit `id`; other messages are not answered by a frame that names them. */
  send(toMessage: (seen: Sequence) => Sent, id: EventId | null): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    const message = toMessage(this.#seen);
    if (!isMessage(message)) return Promise.reject(noMessage(message));
    if (id === null) return Promise.resolve(this.#write(message));
    this.#last = Math.max(this.#last, id);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, toMessage, resolve, reject });
      this.#write(message);
    });
  }

  nextFrame(): Promise<Frame> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => this.#listeners.push({ resolve, reject }));
  }

  /** The socket is gone, and the server knows it. */
  disconnect(): void {
    this.connection.cut();
    this.session.detach(this.connection);
  }

  /** Comes back as a browser does: to the same session where that is still there. */
  async reconnect(): Promise<void> {
    this.disconnect();
    const isThere = this.session.belongsTo(this.#id);
    if (!isThere) this.session = await this.#site.open(this.url, this.#viewer);
    this.#failure = null;
    this.#wrong = null;
    this.connection = this.#join();
    const left = this.#waiting.filter(({ id }) => id > this.#taken);
    for (const { toMessage } of left) this.#write(toMessage(this.#seen));
  }

  close(): void {
    this.session.close(1000, 'The browser has left the page.');
  }

  #join(): FakeConnection {
    const connection = new FakeConnection(
      (message) => this.#take(message),
      (code, reason) => this.#fail(connectionClosed(code, reason)),
    );
    this.connection = connection;
    const hash = this.#page ? hashTree(this.root) : 0;
    const request = { key: null, token: '', client: this.#id, url: this.url, hash, seen: this.#seen };
    this.session.join(connection, request, 'mounted');
    return connection;
  }

  #write(message: Sent): void {
    if (!this.connection.isCut) this.session.receive(this.connection, message);
  }

  #take(message: ServerMessage): void {
    switch (message[0]) {
      case 'joined':
        return this.#joined(message[1]);
      case 'frame':
        return this.#frame(message[1], message[2]);
      case 'pong':
      case 'away':
      case 'problems':
        return;
      default:
        message satisfies never;
    }
  }

  /** Where the tree comes, what was answered before is in it; otherwise the frames that follow answer it. */
  #joined({ kind, sequence, taken, answered, tree, title }: Joined): void {
    this.#seen = sequence;
    this.#taken = taken;
    this.title = title;
    if (tree) this.#page = new NumberedPage(buildNode(tree));
    else if (kind === 'mounted') this.#page = new NumberedPage(this.root);
    if (kind === 'mounted') for (const { reject } of this.#waiting.splice(0)) reject(sessionLost());
    else if (tree) this.#answer({ answered });
  }

  #frame(sequence: Sequence, frame: Frame): void {
    this.frames.push(frame);
    try {
      if (sequence !== this.#seen + 1) throw new Error(`Frame ${sequence} came after frame ${this.#seen}.`);
      this.#seen = sequence;
      this.#apply(frame);
      if (!this.#isRight(frame)) return;
    } catch (error) {
      return this.#fail(error as Error);
    }
    this.#answer(frame);
    for (const { resolve } of this.#listeners.splice(0)) resolve(frame);
  }

  #apply({ patches, tree, title, url, load, pushes }: Frame): void {
    if (patches) this.#page!.apply(patches);
    if (tree) this.#page = new NumberedPage(buildNode(tree));
    this.title = title ?? this.title;
    this.url = url?.[1] ?? this.url;
    this.redirected = load ?? this.redirected;
    this.pushes.push(...(pushes ?? []));
  }

  /** Where the hashes differ, the server's tree is asked for. Throws LG8011 with both once it is there. */
  #isRight({ hash, tree }: Frame): boolean {
    if (this.#wrong !== null && tree) throw treesDiffer(this.#wrong, serializeHtml(this.root));
    if (hash === undefined || hashTree(this.root) === hash) return true;
    if (tree) throw treesDiffer(serializeHtml(this.root), null);
    this.#wrong = serializeHtml(this.root);
    this.#write(['resync', this.#seen]);
    return false;
  }

  /** A problem is that of the last event that the frame answers. */
  #answer({ answered, problem }: Frame): void {
    if (answered !== undefined || problem) this.problem = problem ?? null;
    if (answered === undefined) return;
    const done = this.#waiting.filter(({ id }) => id <= answered);
    this.#waiting = this.#waiting.filter(({ id }) => id > answered);
    for (const { id, resolve, reject } of done) {
      if (problem && id === answered) reject(new PageProblemError(problem));
      else resolve();
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of [...this.#waiting.splice(0), ...this.#listeners.splice(0)]) reject(error);
  }
}

/** Whether the server would take it: as JSON, and with nothing in it that it refuses. */
function isMessage(message: Sent): boolean {
  return readMessage(JSON.stringify(message)) !== null;
}
