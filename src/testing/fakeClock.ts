import type { Clock } from '../live/clock.ts';

/** Time that passes only where a test lets it. */
export interface FakeClock extends Clock {
  /**
   * Lets so many milliseconds pass: calls back what is due, in its order. Before, after each call and at the end it lets
   * promises settle. What waits for something else, such as a database, is awaited with `TestPage.nextFrame()`.
   */
  advance(ms: number): Promise<void>;
  /** How many calls are still to come. */
  readonly pending: number;
}

interface Call {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * A clock for pages under test, which starts at 0:
 *
 *     const clock = createFakeClock();
 *     const page = await mount(ClockView, { templates, clock });
 *     await clock.advance(60_000);
 *     expect(page.text('time')).toBe('00:01');
 */
export function createFakeClock(): FakeClock {
  let now = 0;
  const calls = new Set<Call>();

  /** The earliest call up to `end`; of those at one time, the one that was asked for first. */
  function nextUntil(end: number): Call | undefined {
    let next: Call | undefined;
    for (const call of calls) if (call.at <= end && (!next || call.at < next.at)) next = call;
    return next;
  }

  return {
    now: () => now,
    after(ms, callback) {
      const call = { at: now + ms, callback };
      calls.add(call);
      return () => calls.delete(call);
    },
    async advance(ms) {
      if (!(ms >= 0)) throw new TypeError(`ms must not be negative, but got: ${ms}.`);
      const end = now + ms;
      await settle();
      for (let call = nextUntil(end); call; call = nextUntil(end)) {
        calls.delete(call);
        now = Math.max(now, call.at);
        call.callback();
        await settle();
      }
      now = end;
      await settle();
    },
    get pending() {
      return calls.size;
    },
  };
}

/** Promises settle before Node goes on to its next phase. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
