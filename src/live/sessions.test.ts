import { beforeEach, describe, expect, it } from 'vitest';
import { CloseCode } from '../protocol.ts';
import { createFakeClock, type FakeClock } from '../testing/index.ts';
import type { Session, SessionState } from './session.ts';
import { Sessions, type SessionsLimits } from './sessions.ts';

let clock: FakeClock;
let sessions: Sessions;
let closed: [id: string, code: number, reason: string][];

/** As much of a session as is counted. */
class Counted {
  readonly id: string;
  bytes: number;
  state: SessionState = 'parked';

  constructor(id: string, bytes: number) {
    this.id = id;
    this.bytes = bytes;
  }

  become(state: SessionState): this {
    this.state = state;
    sessions.changed(this as unknown as Session);
    return this;
  }

  close(code: number, reason: string): void {
    closed.push([this.id, code, reason]);
    this.become('closed');
  }
}

function limit(limits: Partial<SessionsLimits>): void {
  const large = { maxSessions: 100, maxBytes: 10_000, maxParked: 100, maxParkedBytes: 10_000 };
  sessions = new Sessions({ ...large, parkMs: 30, detachMs: 180, ...limits }, clock);
}

beforeEach(() => {
  clock = createFakeClock();
  closed = [];
  limit({});
});

function park(id: string, bytes = 1): boolean {
  return sessions.park(new Counted(id, bytes) as unknown as Session);
}

function admit(id: string, bytes = 1): boolean {
  return sessions.admit(new Counted(id, bytes) as unknown as Session);
}

/** A session that was admitted, in a state. */
function kept(id: string, state: SessionState, bytes = 1): Counted {
  const session = new Counted(id, bytes);
  expect(sessions.admit(session as unknown as Session)).toBe(true);
  return session.become(state);
}

const ids = () => [...sessions].map(({ id }) => id);
const evicted = () => closed.map(([id]) => id);

describe('parked pages', () => {
  it('are found until they lapse', async () => {
    expect(park('a')).toBe(true);
    await clock.advance(29);
    expect(sessions.find('a')?.id).toBe('a');
    await clock.advance(1);
    expect(sessions.find('a')).toBeUndefined();
    expect(closed).toEqual([['a', CloseCode.SessionOver, 'The page was not come back to.']]);
    expect(sessions.metrics()).toMatchObject({ lapsed: { parked: 1, detached: 0 }, evicted: 0 });
  });

  it('give way to newer ones where there are too many: the oldest first', () => {
    limit({ maxParked: 2 });
    for (const id of ['a', 'b', 'c']) expect(park(id)).toBe(true);
    expect(ids()).toEqual(['b', 'c']);
    expect(closed).toEqual([['a', CloseCode.Busy, 'There was no room for the page.']]);
    expect(sessions.metrics().evicted).toBe(1);
  });

  it('give way where they are too large together', () => {
    limit({ maxParkedBytes: 10 });
    for (const [id, bytes] of [
      ['a', 4],
      ['b', 4],
      ['c', 2],
      ['d', 5],
    ] as const)
      expect(park(id, bytes)).toBe(true);
    expect(evicted()).toEqual(['a', 'b']);
    expect(sessions.metrics().bytes).toBe(7);
  });

  it('are not counted with live ones', () => {
    limit({ maxParked: 1 });
    kept('live', 'live');
    expect(park('a')).toBe(true);
    expect(ids()).toEqual(['live', 'a']);
  });

  it('larger than all room for them are not kept, and drive nobody out', () => {
    limit({ maxParkedBytes: 10 });
    park('a', 10);
    expect(park('b', 11)).toBe(false);
    expect(ids()).toEqual(['a']);
  });
});

describe('all pages', () => {
  it('make room by giving up the parked ones, then the detached ones, the longest in that state first', () => {
    limit({ maxSessions: 4 });
    const back = kept('detached', 'detached');
    kept('detached later', 'detached');
    back.become('live').become('detached');
    kept('parked', 'parked');
    kept('live', 'live');
    for (const id of ['one', 'two', 'three']) kept(id, 'live');
    expect(evicted()).toEqual(['parked', 'detached later', 'detached']);
    expect(ids()).toEqual(['live', 'one', 'two', 'three']);
  });

  it('are turned away where everybody is looked at', () => {
    limit({ maxSessions: 1 });
    kept('live', 'live');
    expect(admit('more')).toBe(false);
    expect(park('parked')).toBe(false);
    expect(evicted()).toEqual([]);
    expect(sessions.metrics()).toMatchObject({ evicted: 0, turnedAway: 2 });
  });

  it('are bounded in bytes', () => {
    limit({ maxBytes: 10 });
    kept('live', 'live', 6);
    kept('detached', 'detached', 4);
    expect(admit('small', 3)).toBe(true);
    expect(evicted()).toEqual(['detached']);
    expect(admit('large', 11)).toBe(false);
    expect(ids()).toEqual(['live', 'small']);
  });

  it('that are detached lapse, unless their browser comes back', async () => {
    const session = kept('a', 'live');
    session.become('detached');
    await clock.advance(179);
    session.become('live');
    await clock.advance(1_000);
    expect(ids()).toEqual(['a']);
    session.become('detached');
    await clock.advance(180);
    expect(ids()).toEqual([]);
    expect(sessions.metrics().lapsed).toEqual({ parked: 0, detached: 1 });
    expect(clock.pending).toBe(0);
  });

  it('that are closed by somebody else leave no timer', () => {
    kept('a', 'detached').close(1000, 'Left.');
    expect(clock.pending).toBe(0);
    expect(sessions.metrics().lapsed).toEqual({ parked: 0, detached: 0 });
  });

  it('are counted by state, with their bytes', () => {
    kept('a', 'parked', 1);
    kept('b', 'joining', 2);
    kept('c', 'live', 3);
    kept('d', 'live', 4);
    kept('e', 'detached', 5);
    expect(sessions.metrics()).toEqual({
      sessions: { parked: 1, joining: 1, live: 2, detached: 1 },
      bytes: 15,
      lapsed: { parked: 0, detached: 0 },
      evicted: 0,
      turnedAway: 0,
    });
  });

  it('can be closed together', () => {
    kept('a', 'live');
    kept('b', 'parked');
    sessions.closeAll(1012, 'The server stops.');
    expect(closed).toEqual([
      ['a', 1012, 'The server stops.'],
      ['b', 1012, 'The server stops.'],
    ]);
    expect(ids()).toEqual([]);
  });
});
