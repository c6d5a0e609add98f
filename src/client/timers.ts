import type { Platform } from './connection.ts';

/** When an event is sent: after a pause of so many milliseconds, or once in so many; numbers, or text of an attribute. */
export interface Pace {
  /** What is no number, as `blur`: when the field is left. */
  readonly debounce?: number | string | null;
  readonly throttle?: number | string | null;
  /** Whether the last event of a throttled run counts, as that of typing does and that of clicking does not. */
  readonly keepsLast?: boolean;
}

interface Run {
  readonly source: Element;
  readonly type: string;
  send: (() => void) | null;
  timer: number;
}

export type Timers = ReturnType<typeof createTimers>;

/** Events that wait to be sent, in the order in which they began to. */
export function createTimers({ setTimeout, clearTimeout }: Pick<Platform, 'setTimeout' | 'clearTimeout'>) {
  let runs: Run[] = [];

  return {
    /** `source` and `type` say which events take each other's place. */
    pace(source: Element, type: string, { debounce, throttle, keepsLast }: Pace, send: () => void): void {
      if (!debounce && !throttle) return send();
      const known = runs.find((run) => run.source === source && run.type === type);
      const run = known ?? { source, type, send: null, timer: 0 };
      if (!known) runs.push(run);
      if (debounce) waitForPause(run, Number(debounce), send);
      else if (!known) sendAndWait(run, Number(throttle), send);
      else if (keepsLast) run.send = send;
    },
    /** Sends what waits for an element, or all that waits, now. */
    flush(source?: Element): void {
      for (const run of runs) if (!source || run.source === source) end(run);
    },
    clear(): void {
      for (const { timer } of runs) clearTimeout(timer);
      runs = [];
    },
  };

  function waitForPause(run: Run, ms: number, send: () => void): void {
    run.send = send;
    clearTimeout(run.timer);
    if (ms >= 0) run.timer = setTimeout(() => end(run), ms);
  }

  function sendAndWait(run: Run, ms: number, send: () => void): void {
    run.send = null;
    send();
    run.timer = setTimeout(() => (run.send ? sendAndWait(run, ms, run.send) : end(run)), ms);
  }

  function end(run: Run): void {
    runs = runs.filter((other) => other !== run);
    clearTimeout(run.timer);
    run.send?.();
  }
}
