import { LivegraftError } from '../errors.ts';
import { debug } from '../log.ts';
import {
  type ClientMessage,
  CloseCode,
  type EventId,
  type EventMessage,
  type Frame,
  type Joined,
  type JoinRequest,
  type Problem,
  type Sequence,
  type ServerMessage,
  type VisitMessage,
} from '../protocol.ts';
import type { RenderedPage } from '../render/renderedPage.ts';
import type { Clock } from './clock.ts';
import { timingsOf } from './events.ts';
import { FrameLog, type FrameLogLimits } from './frameLog.ts';
import { internalsOf, type LiveView, type ViewClass, type Viewer } from './liveView.ts';
import { letGo, mountView, type PageAddress, readAddress } from './mountView.ts';
import { runEvent } from './runEvent.ts';
import { type PageSetting, type Update, updateView } from './updateView.ts';
import type { Push, VisitRequest } from './viewInternals.ts';

/**
 *     parked ──join──→ joining ──→ live ──socket lost──→ detached
 *                                   ↑                        │
 *                                   └────── same browser ────┘        each of them → closed
 */
export type SessionState = 'parked' | 'joining' | 'live' | 'detached' | 'closed';

/** A browser's end of the wire. */
export interface Connection {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Bytes that were sent and that the network has not taken yet. */
  readonly bufferedBytes: number;
}

export interface SessionLimits extends FrameLogLimits {
  /** Events and visits that wait. One more closes the session with `QueueFull`. */
  readonly maxEvents: number;
  /** Messages for `handleInfo`, and pushes for a browser that is away. One more ends the session with `SessionOver`. */
  readonly maxMessages: number;
  /** How long a pass may take: an event with its update. Then the session ends with `SessionOver`. */
  readonly passMs: number;
  /** How long events are taken together before the page is shown. */
  readonly coalesceMs: number;
  /** Above so many bytes on their way nothing more is sent until they are gone. */
  readonly maxBufferedBytes: number;
  /** How long that may last before the session ends with `SlowReader`. */
  readonly stallMs: number;
}

export const defaultSessionLimits: SessionLimits = {
  maxFrames: 64,
  maxFrameCharacters: 512 * 1024,
  maxEvents: 128,
  maxMessages: 1_000,
  passMs: 30_000,
  coalesceMs: 50,
  maxBufferedBytes: 1024 * 1024,
  stallMs: 15_000,
};

/** What a session is given by the server. */
export interface SessionSetting extends Omit<PageSetting, 'viewer'> {
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly development: boolean;
  /** The page at a path with its query, or null where there is none that could be shown in place. */
  find(url: string): PageAddress | null;
  /** Logs what went wrong and says what of it a browser may know. */
  describe(thrown: unknown): Problem;
  /** Called after each pass, with what it made where the page was shown. */
  observe?(session: Session, update: Update | null): void;
}

/** A page as it was opened: its view, what its browser was sent, and where. */
export interface OpenedPage {
  readonly id: string;
  /** What the browser comes back with. */
  readonly key: string;
  readonly view: LiveView;
  readonly page: RenderedPage;
  readonly viewer: Viewer | null;
  /** Path and query. */
  readonly url: string;
}

type Job =
  | { readonly kind: 'event'; readonly message: EventMessage }
  | { readonly kind: 'visit'; readonly message: VisitMessage }
  | { readonly kind: 'info'; readonly view: LiveView; readonly message: unknown };

/** What the next frame says beside its patches. */
type Answer = { -readonly [Part in keyof Frame]: Frame[Part] } & { pushes: Push[] };

/** One open page: runs its events in their order, shows it after them, and keeps what a lost socket did not deliver. */
export class Session {
  readonly id: string;
  readonly viewer: Viewer | null;
  readonly #key: string;
  readonly #setting: SessionSetting;
  readonly #page: RenderedPage;
  readonly #frames: FrameLog;
  #state: SessionState = 'parked';
  #view: LiveView;
  #url: string;
  #connection: Connection | null = null;
  /** The load of a page that the session belongs to, once it has joined. */
  #client: string | null = null;
  #jobs: Job[] = [];
  /** The last event or visit that was taken from the browser. */
  #taken: EventId = 0;
  /** The last of them that a frame has answered. */
  #answered: EventId = 0;
  #answer: Answer = { pushes: [] };
  #needsShowing = false;
  /** Whether the browser has asked for the whole. */
  #needsTree = false;
  #isWorking = false;
  /** The frame that showed the view; events that were sent before it are for the view before. */
  #viewSince: Sequence = 0;
  #stalledSince: number | null = null;
  #stopWaiting = () => {};
  readonly #onState: (session: Session) => void;

  constructor(
    { id, key, view, page, viewer, url }: OpenedPage,
    setting: SessionSetting,
    onState: (session: Session) => void,
  ) {
    this.id = id;
    this.viewer = viewer;
    this.#key = key;
    this.#setting = setting;
    this.#page = page;
    this.#frames = new FrameLog(setting.limits);
    this.#view = view;
    this.#url = url;
    this.#onState = onState;
    this.#take(view);
  }

  get state(): SessionState {
    return this.#state;
  }

  get url(): string {
    return this.#url;
  }

  get view(): LiveView {
    return this.#view;
  }

  /** About how much memory it takes, the view's own fields aside. */
  get bytes(): number {
    return this.#page.bytes + this.#frames.bytes + 2_000;
  }

  /** Whether a browser with this name may join: the first one, and from then on only that. */
  belongsTo(client: string): boolean {
    return this.#state !== 'closed' && (this.#client === null || this.#client === client);
  }

  /**
   * A browser takes the page over, or comes back to it. `kind` is for the first time.
   * Throws LG6001 to LG6008 for a page that cannot be patched.
   */
  join(
    connection: Connection,
    { client, hash, seen, url }: JoinRequest,
    kind: 'adopted' | 'mounted' = 'adopted',
  ): void {
    const isFirst = this.#state === 'parked';
    if (kind === 'mounted' && url !== this.#url) this.#answer.url = ['replace', this.#url];
    this.#connection?.close(CloseCode.Replaced, 'The page has another connection.');
    this.#connection = connection;
    this.#client = client;
    this.#needsTree = false;
    if (isFirst) this.#adopt(kind, hash);
    else this.#resume(seen);
    this.#setState('live');
    this.#takePushes();
    // Otherwise a pass is under way or follows: an answer goes with the patches that it is about, not before them.
    if (!this.#isWorking && !this.#needsShowing) this.#sendAnswer(null);
    void this.#work();
  }

  #adopt(kind: 'adopted' | 'mounted', hash: number): void {
    this.#setState('joining');
    const isSame = this.#page.adopt() === hash;
    this.#sendJoined({ kind, sequence: 0 }, !isSame);
  }

  #resume(seen: Sequence): void {
    const missed = this.#frames.after(seen);
    this.#sendJoined({ kind: 'resumed', sequence: missed ? seen : this.#frames.last }, !missed);
    if (missed) this.#frames.acknowledge(seen);
    for (const text of missed ?? []) this.#connection!.send(text);
  }

  #sendJoined(part: Pick<Joined, 'kind' | 'sequence'>, withTree: boolean): void {
    const { development } = this.#setting;
    const joined: Joined = {
      ...part,
      key: this.#key,
      taken: this.#taken,
      answered: withTree ? this.#answered : 0, // the frames that follow say it
      title: this.#page.title,
      timings: timingsOf(this.#viewClass),
      ...(development && { development }),
    };
    if (withTree) this.#frames.clear();
    const tree = withTree ? { tree: this.#page.renumber() } : {};
    this.#connection!.send(`["joined",${encode(joined, tree)}]`);
  }

  /** What a browser has sent, after its join. Messages of a connection that is not the session's any more are dropped. */
  receive(connection: Connection, message: Exclude<ClientMessage, readonly ['join', JoinRequest]>): void {
    if (connection !== this.#connection) return;
    switch (message[0]) {
      case 'event':
      case 'visit':
        this.#frames.acknowledge(message[2]);
        return this.#takeMessage(message);
      case 'resync':
        this.#needsTree = true;
        void this.#work();
        return;
      case 'ping':
        this.#frames.acknowledge(message[1]);
        return connection.send('["pong"]');
      default:
        message satisfies never;
    }
  }

  /** Events that were taken before come again after a lost socket: they run once. */
  #takeMessage(message: EventMessage | VisitMessage): void {
    const id = message[1];
    if (id <= this.#taken) return;
    this.#taken = id;
    const waiting = this.#jobs.filter(({ kind }) => kind !== 'info').length;
    if (waiting >= this.#setting.limits.maxEvents) return this.close(CloseCode.QueueFull, 'Too many events wait.');
    this.#add(message[0] === 'event' ? { kind: 'event', message } : { kind: 'visit', message });
  }

  /** The page as a whole: the browser's is another one. */
  #sendTree(): void {
    this.#needsTree = false;
    this.#frames.clear();
    const tree = this.#page.renumber();
    const text = this.#encodeFrame({ title: this.#page.title }, { tree });
    this.#connection?.send(text);
  }

  /** The socket is lost. What happens meanwhile is shown to the browser when it comes back. */
  detach(connection: Connection): void {
    if (connection !== this.#connection || this.#state === 'closed') return;
    this.#connection = null;
    this.#stalledSince = null;
    this.#setState('detached');
  }

  /** Shows the page anew: what it is made of has changed. */
  refresh(): void {
    this.#needsShowing = true;
    void this.#work();
  }

  /** A message that is in no order with the frames. */
  tell(message: ServerMessage): void {
    if (this.#state === 'live') this.#connection?.send(JSON.stringify(message));
  }

  close(code: number, reason: string): void {
    if (this.#state === 'closed') return;
    this.#connection?.close(code, reason);
    this.#connection = null;
    this.#jobs = [];
    this.#stopWaiting();
    this.#setState('closed');
    this.#letGo(this.#view);
  }

  #add(job: Job): void {
    this.#jobs.push(job);
    void this.#work();
  }

  /** One pass after the other, until nothing waits or the browser cannot be sent anything. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#hasWork()) {
      if (this.#needsTree && this.#canSend()) this.#sendTree();
      else await this.#passInTime();
    }
    this.#isWorking = false;
    if (this.#state === 'live' && (this.#needsShowing || this.#needsTree)) this.#waitForReader();
  }

  #hasWork(): boolean {
    if (this.#state === 'closed') return false;
    return this.#jobs.length > 0 || ((this.#needsShowing || this.#needsTree) && this.#canSend());
  }

  /** Whether the browser is there and reads. */
  #canSend(): boolean {
    const isReading =
      this.#connection !== null && this.#connection.bufferedBytes <= this.#setting.limits.maxBufferedBytes;
    if (isReading) this.#stalledSince = null;
    return this.#state === 'live' && isReading;
  }

  async #passInTime(): Promise<void> {
    const { clock, limits } = this.#setting;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(limits.passMs, () => {
        this.#setting.describe(tookTooLong(this.#viewClass, limits.passMs));
        this.close(CloseCode.SessionOver, 'An event took too long.');
        resolve();
      });
      this.#pass()
        .catch((error) => {
          this.#setting.describe(error);
          this.close(CloseCode.SessionOver, 'The session failed.');
        })
        .finally(() => {
          cancel();
          resolve();
        });
    });
  }

  /** Runs what waits, and shows the page once for all of it. */
  async #pass(): Promise<void> {
    const run = async () => {
      await this.#runWaiting();
      return this.#view;
    };
    this.#needsShowing = true;
    const isShown = this.#canSend();
    const update = isShown ? await this.#show(run) : await run().then(() => null);
    if (this.#state === 'closed') return;
    debug('live', () => `${this.#viewClass.name} at ${this.#url}: ${update ? explain(update) : 'not shown'}`);
    if (isShown) this.#sendAnswer(update);
    this.#setting.observe?.(this, update);
  }

  /** Null where the page cannot be shown: the browser keeps the one it has. */
  async #show(run: () => Promise<LiveView>): Promise<Update | null> {
    const { viewer } = this;
    this.#needsShowing = false;
    try {
      return await updateView({ ...this.#setting, viewer }, run, this.#page);
    } catch (error) {
      // What was visited and cannot be shown in place, such as a page with another root, is loaded by the browser.
      const hasOtherRoot = error instanceof LivegraftError && error.code === 'LG6009';
      if (hasOtherRoot || this.#answer.url) this.#answer.load = this.#url;
      if (!hasOtherRoot) this.#answer.problem = this.#setting.describe(error);
      return null;
    }
  }

  /** Until one fails: a problem is that of the last event that its frame answers. */
  async #runWaiting(): Promise<void> {
    const { clock, limits } = this.#setting;
    const end = clock.now() + limits.coalesceMs;
    do {
      const job = this.#jobs.shift();
      if (!job) return;
      await this.#runJob(job);
    } while (clock.now() < end && this.#state !== 'closed' && !this.#answer.problem);
  }

  /** What it throws is an error of this event alone. */
  async #runJob(job: Job): Promise<void> {
    try {
      await this.#perform(job);
      await this.#applyEffects();
    } catch (error) {
      internalsOf(this.#view).takeVisit();
      this.#answer.problem = this.#setting.describe(error);
    }
    if (job.kind !== 'info') this.#answer.answered = job.message[1];
  }

  #perform(job: Job): unknown {
    switch (job.kind) {
      case 'event':
        return this.#runEvent(job.message);
      case 'visit':
        return this.#runVisit(job.message);
      case 'info':
        return job.view === this.#view ? job.view.handleInfo(job.message) : undefined;
      default:
        return job satisfies never;
    }
  }

  async #runEvent([, , seen, name, parameters, form]: EventMessage): Promise<void> {
    if (seen < this.#viewSince) return;
    await runEvent(this.#view, name, parameters, form);
  }

  /** What a person asked for and does not exist is loaded: the browser shows what the server answers. */
  async #runVisit([, , , url, kind]: VisitMessage): Promise<void> {
    internalsOf(this.#view).flash = {};
    try {
      await this.#visit({ kind, url, replace: url === this.#url });
    } catch (error) {
      if (!(error instanceof LivegraftError) || error.status >= 500) throw error;
      this.#answer.load = url;
    }
  }

  /** Where the handler wants to be; from there it may be sent on. */
  async #applyEffects(): Promise<void> {
    for (let steps = 0; ; steps += 1) {
      this.#takePushes();
      const visit = internalsOf(this.#view).takeVisit();
      if (!visit) return;
      if (steps === 10) throw endlessVisits(this.#viewClass);
      await this.#visit(visit);
    }
  }

  #takePushes(): void {
    this.#answer.pushes.push(...internalsOf(this.#view).takePushes());
    if (this.#answer.pushes.length > this.#setting.limits.maxMessages) {
      this.close(CloseCode.SessionOver, 'Too many pushes wait.');
    }
  }

  async #visit({ kind, url, replace }: VisitRequest): Promise<void> {
    const address = kind === 'load' ? null : this.#setting.find(url);
    if (!address) {
      this.#answer.load = url;
      return;
    }
    if (kind === 'patch' && address.view === this.#viewClass) await this.#view.handleParams(await readAddress(address));
    else await this.#replaceView(address);
    this.#url = url;
    this.#answer.url = [replace ? 'replace' : 'push', url];
  }

  async #replaceView(address: PageAddress): Promise<void> {
    const view = await mountView(address, this.viewer, this.#setting.clock);
    if (this.#state === 'closed') return this.#letGo(view);
    const previous = this.#view;
    internalsOf(view).flash = { ...internalsOf(previous).flash, ...internalsOf(view).flash };
    this.#view = view;
    this.#viewSince = this.#frames.last + 1;
    this.#answer.view = timingsOf(this.#viewClass);
    this.#take(view);
    this.#letGo(previous);
  }

  /** The view's messages come here from now on. */
  #take(view: LiveView): void {
    internalsOf(view).open((message) => {
      if (this.#jobs.length < this.#setting.limits.maxMessages) this.#add({ kind: 'info', view, message });
      else this.close(CloseCode.SessionOver, 'Too many messages wait.');
    });
  }

  #letGo(view: LiveView): void {
    try {
      letGo(view);
    } catch (error) {
      this.#setting.describe(error);
    }
  }

  /** Nothing is sent where there is nothing to say. */
  #sendAnswer(update: Update | null): void {
    const { pushes, ...parts } = this.#answer;
    this.#answer = { pushes: [] };
    this.#answered = parts.answered ?? this.#answered;
    const frame: Frame = {
      ...parts,
      ...(update?.title != null && { title: update.title }),
      ...(pushes.length > 0 && { pushes }),
    };
    const patches = update?.patches && update.patches !== '[]' ? { patches: update.patches } : {};
    if (Object.keys(frame).length + Object.keys(patches).length === 0) return;
    const text = this.#encodeFrame(frame, patches); // kept, also where nobody is there to be sent it
    this.#connection?.send(text);
  }

  /** `parts` are JSON already. */
  #encodeFrame(frame: Frame, parts: Readonly<Record<string, string>>): string {
    const hash = this.#setting.development ? { hash: this.#page.adopt() } : {};
    return this.#frames.append((sequence) => `["frame",${sequence},${encode({ ...frame, ...hash }, parts)}]`);
  }

  /** Looks again in a while whether the browser reads. */
  #waitForReader(): void {
    const { clock, limits } = this.#setting;
    this.#stalledSince ??= clock.now();
    if (clock.now() - this.#stalledSince >= limits.stallMs) {
      return this.close(CloseCode.SlowReader, 'The browser does not read.');
    }
    this.#stopWaiting();
    this.#stopWaiting = clock.after(readerPauseMs, () => void this.#work());
  }

  get #viewClass(): ViewClass {
    return this.#view.constructor as ViewClass;
  }

  #setState(state: SessionState): void {
    this.#state = state;
    this.#onState(this);
  }
}

const readerPauseMs = 100;

/** `2 statements, 340 characters of patches; sql 3.1 ms, serialize 0.4 ms, render 1.2 ms, diff 0.9 ms` */
function explain({ statements, patches, timings }: Update): string {
  const stages = Object.entries(timings).map(([stage, ms]) => `${stage} ${ms.toFixed(1)} ms`);
  return `${statements.length} statements, ${patches?.length ?? 0} characters of patches; ${stages.join(', ')}`;
}

/** A JSON object of `value`, with parts that are JSON already. */
function encode(value: object, parts: Readonly<Record<string, string>>): string {
  const raw = Object.entries(parts).map(([name, json]) => `"${name}":${json}`);
  const own = JSON.stringify(value).slice(1, -1);
  return `{${[...(own ? [own] : []), ...raw].join(',')}}`;
}

function tookTooLong(view: ViewClass, ms: number): LivegraftError {
  return new LivegraftError({
    code: 'LG4021',
    message: `An event of ${view.name} took longer than ${ms / 1000} s, so its page was given up.`,
    hint: 'Do long work elsewhere, and send() the view its result.',
    status: 503,
  });
}

function endlessVisits(view: ViewClass): LivegraftError {
  return new LivegraftError({
    code: 'LG4022',
    message: `${view.name} sends its browser on and on: handleParams or mount asks for another address each time.`,
    hint: 'Ask for it only where the parameters are not those wanted.',
  });
}
