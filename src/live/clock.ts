/** Time as sessions and views see it, so that tests can let it pass. */
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Calls back once, after so many milliseconds. What it gives takes the call back. */
  after(ms: number, callback: () => void): () => void;
}

/** The machine's own. What waits keeps no process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, longestTimerMs)).unref();
    return () => clearTimeout(timer);
  },
};

/** Node fires at once what is to wait longer. */
const longestTimerMs = 2 ** 31 - 1;
