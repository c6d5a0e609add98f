import type { ClientMessage, EventId, Sequence } from '../protocol.ts';

/** An event or a visit that is not answered yet. */
export interface Waiting {
  readonly id: EventId;
  readonly name: string;
  toMessage(seen: Sequence): ClientMessage;
  /** Called once: with whether it was answered. */
  settle(isAnswered: boolean): void;
}

export type NewWaiting = Omit<Waiting, 'id' | 'toMessage'> & {
  toMessage(id: EventId, seen: Sequence): ClientMessage;
};

/** Keeps what was sent, in order, until it is answered. */
export class Outbox {
  #waiting: Waiting[] = [];
  #last: EventId = 0;

  get size(): number {
    return this.#waiting.length;
  }

  add(entry: NewWaiting): Waiting {
    this.#last += 1;
    const id = this.#last;
    const waiting: Waiting = { ...entry, id, toMessage: (seen) => entry.toMessage(id, seen) };
    this.#waiting.push(waiting);
    return waiting;
  }

  /** What the server has not taken yet. */
  after(taken: EventId): readonly Waiting[] {
    return this.#waiting.filter(({ id }) => id > taken);
  }

  /** Takes out what is answered. */
  takeUpTo(id: EventId): readonly Waiting[] {
    const done = this.#waiting.filter((waiting) => waiting.id <= id);
    this.#waiting = this.#waiting.slice(done.length);
    return done;
  }
}
