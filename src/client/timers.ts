import type { Platform } from './connection.ts';

/** When an event is sent: after a pause of so many milliseconds or when the field is left, or once in so many. */
export interface Pace {
  readonly debounce?: number | 'blur';
  readonly throttle?: number;
  /** Whether the last event of a throttled run counts, as that of typing does and that of clicking does not. */
  readonly keepsLast: boolean;
}

interface Run {
  readonly source: Element;
  readonly type: string;
  send: (() => void) | null;
  timer: number | undefined;
}

/** Events that wait to be sent, in the order in which they began to. */
export class Timers {
  readonly #clock: Pick<Platform, 'setTimeout' | 'clearTimeout'>;
  #runs: Run[] = [];

  constructor(clock: Pick<Platform, 'setTimeout' | 'clearTimeout'>) {
    this.#clock = clock;
  }

  /** `source` and `type` say which events take each other's place. */
  pace(source: Element, type: string, { debounce, throttle, keepsLast }: Pace, send: () => void): void {
    const run = this.#runs.find((run) => run.source === source && run.type === type);
    if (debounce !== undefined) this.#debounce(run ?? this.#begin(source, type), debounce, send);
    else if (throttle === undefined) send();
    else if (!run) this.#throttle(this.#begin(source, type), throttle, send);
    else if (keepsLast) run.send = send;
  }

  /** Sends what waits for elements that are `among` these, now. */
  flush(among: (source: Element) => boolean): void {
    for (const run of this.#runs.filter(({ source }) => among(source))) this.#end(run);
  }

  clear(): void {
    for (const { timer } of this.#runs) this.#clock.clearTimeout(timer!);
    this.#runs = [];
  }

  #begin(source: Element, type: string): Run {
    const run: Run = { source, type, send: null, timer: undefined };
    this.#runs.push(run);
    return run;
  }

  #debounce(run: Run, ms: number | 'blur', send: () => void): void {
    run.send = send;
    if (run.timer !== undefined) this.#clock.clearTimeout(run.timer);
    if (ms !== 'blur') run.timer = this.#clock.setTimeout(() => this.#end(run), ms);
  }

  #throttle(run: Run, ms: number, send: () => void): void {
    send();
    run.timer = this.#clock.setTimeout(() => {
      const { send } = run;
      if (!send) return this.#end(run);
      run.send = null;
      this.#throttle(run, ms, send);
    }, ms);
  }

  #end(run: Run): void {
    this.#runs = this.#runs.filter((other) => other !== run);
    if (run.timer !== undefined) this.#clock.clearTimeout(run.timer);
    run.send?.();
  }
}
