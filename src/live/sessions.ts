import { CloseCode } from '../protocol.ts';
import type { Clock } from './clock.ts';
import type { Session, SessionState } from './session.ts';

/** How many open pages are kept, and for how long. Bytes are `Session.bytes`. */
export interface SessionsLimits {
  readonly maxSessions: number;
  readonly maxBytes: number;
  /** Pages that were sent and not joined yet: with one more, the oldest is given up. */
  readonly maxParked: number;
  readonly maxParkedBytes: number;
  /** How long a page waits for its browser to join. */
  readonly parkMs: number;
  /** How long a page whose socket is lost waits for its browser to come back. */
  readonly detachMs: number;
}

export const defaultSessionsLimits: SessionsLimits = {
  maxSessions: 10_000,
  maxBytes: 1024 ** 3,
  maxParked: 1_000,
  maxParkedBytes: 64 * 1024 ** 2,
  parkMs: 30_000,
  detachMs: 180_000,
};

export interface SessionsMetrics {
  readonly sessions: Readonly<Record<Exclude<SessionState, 'closed'>, number>>;
  readonly bytes: number;
  /** Pages that were given up before anybody joined them, and those whose browser did not come back. */
  readonly lapsed: Readonly<{ parked: number; detached: number }>;
  /** Pages given up for others, where there were too many. */
  readonly evicted: number;
  /** Browsers that were sent away, where there was no room. */
  readonly turnedAway: number;
}

/** The open pages of a process. */
export class Sessions {
  readonly #limits: SessionsLimits;
  readonly #clock: Clock;
  /** By id, in the order in which they last changed their state. */
  readonly #sessions = new Map<string, Session>();
  readonly #lapses = new Map<Session, () => void>();
  readonly #lapsed = { parked: 0, detached: 0 };
  #evicted = 0;
  #turnedAway = 0;

  constructor(limits: SessionsLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this.#sessions.values();
  }

  /** Keeps a page that was sent, until its browser joins. False where there is no room: it can join anew later. */
  park(session: Session): boolean {
    const { maxParked, maxParkedBytes } = this.#limits;
    if (session.bytes > maxParkedBytes) return false;
    this.#makeRoom(['parked'], maxParked - 1, maxParkedBytes - session.bytes);
    return this.admit(session);
  }

  /** Keeps a page, giving up others that nobody looks at. False where there is no room. */
  admit(session: Session): boolean {
    const { maxSessions, maxBytes } = this.#limits;
    const hasRoom =
      session.bytes <= maxBytes && this.#makeRoom(['parked', 'detached'], maxSessions - 1, maxBytes - session.bytes);
    if (!hasRoom) {
      this.#turnedAway += 1;
      return false;
    }
    this.changed(session);
    return true;
  }

  /** To be called when a session has changed its state. */
  readonly changed = (session: Session): void => {
    this.#lapses.get(session)?.();
    this.#lapses.delete(session);
    this.#sessions.delete(session.id);
    if (session.state === 'closed') return;
    this.#sessions.set(session.id, session);
    if (session.state === 'parked') this.#closeIn(this.#limits.parkMs, session, 'parked');
    if (session.state === 'detached') this.#closeIn(this.#limits.detachMs, session, 'detached');
  };

  closeAll(code: number, reason: string): void {
    for (const session of [...this.#sessions.values()]) session.close(code, reason);
  }

  metrics(): SessionsMetrics {
    const sessions = { parked: 0, joining: 0, live: 0, detached: 0 };
    let bytes = 0;
    for (const { state, bytes: taken } of this.#sessions.values()) {
      if (state !== 'closed') sessions[state] += 1;
      bytes += taken;
    }
    return { sessions, bytes, lapsed: { ...this.#lapsed }, evicted: this.#evicted, turnedAway: this.#turnedAway };
  }

  #closeIn(ms: number, session: Session, state: 'parked' | 'detached'): void {
    const cancel = this.#clock.after(ms, () => {
      this.#lapsed[state] += 1;
      session.close(CloseCode.SessionOver, 'The page was not come back to.');
    });
    this.#lapses.set(session, cancel);
  }

  /**
   * Closes sessions in these states, first those of the first state and the longest in it, until at most so many are left
   * of what counts: of the one state, or of all sessions where several are given.
   */
  #makeRoom(states: readonly SessionState[], maxCount: number, maxBytes: number): boolean {
    const counted = [...this.#sessions.values()].filter(({ state }) => states.length > 1 || state === states[0]);
    let count = counted.length;
    let bytes = counted.reduce((sum, session) => sum + session.bytes, 0);
    for (const state of states) {
      for (const session of counted) {
        if (count <= maxCount && bytes <= maxBytes) return true;
        if (session.state !== state) continue;
        count -= 1;
        bytes -= session.bytes;
        this.#evicted += 1;
        session.close(CloseCode.Busy, 'There was no room for the page.');
      }
    }
    return count <= maxCount && bytes <= maxBytes;
  }
}
