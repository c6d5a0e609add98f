import { WebSocket } from 'ws';
import {
  type ClientMessage,
  type EventId,
  type EventParameters,
  type Frame,
  type Joined,
  type Sequence,
  type ServerMessage,
  socketPath,
} from '../../src/protocol.ts';
import { buildNode } from '../../src/testing/domTree.ts';
import { NumberedPage } from '../../src/testing/numberedPage.ts';
import { serializeHtml } from '../../src/testing/serializeHtml.ts';
import type { LoadedPage, TestBrowser } from './testBrowser.ts';

interface Waiting {
  readonly id: EventId;
  readonly name: string;
  readonly parameters: EventParameters;
}

/** A page that comes back after each cut, as `protocol.ts` has it, and applies what it is sent. */
export class ReturningPage {
  /** How it has joined, each time. */
  readonly joins: Joined[] = [];
  /** Events in the order in which they were answered. */
  readonly answered: EventId[] = [];
  /** What does not fit the protocol. */
  readonly faults: string[] = [];
  readonly #browser: TestBrowser;
  readonly #page: LoadedPage;
  readonly #onAnswer: (id: EventId, page: ReturningPage) => void;
  #key: string | null;
  #raw: WebSocket | null = null;
  #hasJoined = false;
  #seen: Sequence = 0;
  #last: EventId = 0;
  #waiting: Waiting[] = [];
  #tree: NumberedPage | null = null;
  #listeners: (() => void)[] = [];
  #isOver = false;

  /** `onAnswer` is called when the page shows what answers an event, by the frame's word. */
  constructor(browser: TestBrowser, page: LoadedPage, onAnswer: (id: EventId, page: ReturningPage) => void = () => {}) {
    this.#browser = browser;
    this.#onAnswer = onAnswer;
    this.#page = page;
    this.#key = page.key;
    this.#open();
  }

  get html(): string {
    return this.#tree ? serializeHtml(this.#tree.root) : '';
  }

  /** Sends an event now, or when the page is back. */
  send(name: string, parameters: EventParameters): EventId {
    this.#last += 1;
    const waiting = { id: this.#last, name, parameters };
    this.#waiting.push(waiting);
    if (this.#hasJoined) this.#write(waiting);
    return this.#last;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#listeners.push(resolve));
  }

  allAnswered(): Promise<void> {
    return this.until(() => this.#waiting.length === 0);
  }

  close(): void {
    this.#isOver = true;
    this.#raw?.close(1000);
  }

  #open(): void {
    const url = new URL(socketPath, this.#browser.url.replace('http', 'ws'));
    const raw = new WebSocket(url, { headers: { origin: this.#browser.url, cookie: this.#browser.cookie } });
    this.#raw = raw;
    this.#hasJoined = false;
    raw.on('error', () => {});
    raw.on('open', () => this.#join());
    raw.on('message', (data) => this.#receive(JSON.parse(String(data))));
    raw.on('close', (code) => {
      this.#hasJoined = false;
      if (code >= 4000) this.faults.push(`closed with ${code}`);
      if (!this.#isOver) setTimeout(() => this.#open(), 1);
      this.#wake();
    });
  }

  #join(): void {
    const { token, path: url } = this.#page;
    const message: ClientMessage = [
      'join',
      { key: this.#key, token, client: 'returning', url, hash: 0, seen: this.#seen },
    ];
    this.#raw!.send(JSON.stringify(message));
  }

  #write({ id, name, parameters }: Waiting): void {
    const message: ClientMessage = ['event', id, this.#seen, name, parameters];
    this.#raw!.send(JSON.stringify(message), () => {});
  }

  #receive(message: ServerMessage): void {
    if (message[0] === 'joined') this.#joined(message[1]);
    else if (message[0] === 'frame') this.#frame(message[1], message[2]);
    this.#wake();
  }

  #joined(joined: Joined): void {
    const { tree, key, sequence, taken } = joined;
    this.joins.push(joined);
    this.#hasJoined = true;
    this.#key = key;
    if (sequence < this.#seen) this.faults.push(`joined at ${sequence}, behind ${this.#seen}`);
    this.#seen = sequence;
    if (tree) this.#tree = new NumberedPage(buildNode(tree));
    for (const waiting of this.#waiting) if (waiting.id > taken) this.#write(waiting);
  }

  #frame(sequence: Sequence, { patches, tree, answered = 0, problem }: Frame): void {
    if (sequence !== this.#seen + 1) this.faults.push(`frame ${sequence} after ${this.#seen}`);
    if (problem) this.faults.push(problem.message);
    this.#seen = sequence;
    if (tree) this.#tree = new NumberedPage(buildNode(tree));
    this.#tree!.apply(patches ?? []);
    for (const { id } of this.#waiting) if (id <= answered) this.answered.push(id);
    this.#waiting = this.#waiting.filter(({ id }) => id > answered);
    if (answered > 0) this.#onAnswer(answered, this);
  }

  #wake(): void {
    for (const resolve of this.#listeners.splice(0)) resolve();
  }
}
