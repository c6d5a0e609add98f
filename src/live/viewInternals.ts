import { type Clock, systemClock } from './clock.ts';

/** Where a view wants its browser to be. */
export interface VisitRequest {
  readonly kind: 'patch' | 'navigate' | 'load';
  readonly url: string;
  readonly replace: boolean;
}

/** Plain data for a page's hooks. */
export type Push = readonly [name: string, payload: unknown];

/**
 * What the base class keeps of a view, out of the template's sight: its messages and timers, its flash messages, and what
 * its handlers ask for. Messages wait until somebody receives them; after `close` there are none.
 */
export class ViewInternals {
  flash: Record<string, string> = {};
  clock: Clock = systemClock;
  /** Set when the base class is asked for the context, which holds the flash messages. */
  gaveContext = false;
  #visit: VisitRequest | null = null;
  #pushes: Push[] = [];
  #waiting: unknown[] = [];
  #receive: ((message: unknown) => void) | null = null;
  readonly #timers = new Set<() => void>();
  #isClosed = false;

  /** From now on messages are received so; first those that have waited. */
  open(receive: (message: unknown) => void): void {
    this.#receive = receive;
    for (const message of this.#waiting.splice(0)) receive(message);
  }

  send(message: unknown): void {
    if (this.#isClosed) return;
    if (this.#receive) this.#receive(message);
    else this.#waiting.push(message);
  }

  /** Sends after so many milliseconds. What it gives takes the message back. */
  sendAfter(message: unknown, ms: number): () => void {
    return this.#schedule(ms, () => this.send(message));
  }

  /** Sends every so many milliseconds. What it gives ends that. */
  sendEvery(message: unknown, ms: number): () => void {
    let cancel: () => void;
    const next = () => {
      cancel = this.#schedule(ms, () => {
        next();
        this.send(message);
      });
    };
    next();
    return () => cancel();
  }

  #schedule(ms: number, callback: () => void): () => void {
    if (this.#isClosed) return () => {};
    const cancel = this.clock.after(ms, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
    return () => {
      this.#timers.delete(cancel);
      cancel();
    };
  }

  visit(request: VisitRequest): void {
    this.#visit = request;
  }

  push(name: string, payload: unknown): void {
    this.#pushes.push([name, payload]);
  }

  get wantsVisit(): boolean {
    return this.#visit !== null;
  }

  takeVisit(): VisitRequest | null {
    const visit = this.#visit;
    this.#visit = null;
    return visit;
  }

  takePushes(): readonly Push[] {
    return this.#pushes.splice(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#receive = null;
    this.#waiting = [];
    for (const cancel of this.#timers) cancel();
  }
}
