interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** For tests: time that passes when they say so. */
export class FakeClock {
  readonly #timers = new Map<number, Timer>();
  #now = 0;
  #last = 0;

  readonly setTimeout = (callback: () => void, ms: number): number => {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.#now + ms, callback });
    return this.#last;
  };

  readonly clearTimeout = (timer: number): void => {
    this.#timers.delete(timer);
  };

  /** Milliseconds until something happens. */
  next(): number {
    return Math.min(...[...this.#timers.values()].map(({ at }) => at)) - this.#now;
  }

  /** Lets so many milliseconds pass. */
  run(ms: number): void {
    const end = this.#now + ms;
    while (this.#now + this.next() <= end) {
      this.#now += this.next();
      const due = [...this.#timers].find(([, { at }]) => at === this.#now)!;
      this.#timers.delete(due[0]);
      due[1].callback();
    }
    this.#now = end;
  }
}
