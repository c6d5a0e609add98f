/** What a browser may ask for: a bucket of points that fills up again. */
export interface BudgetLimits {
  /** Points that a browser has when it comes. */
  readonly budget: number;
  readonly budgetPerSecond: number;
}

export const defaultBudgetLimits: BudgetLimits = { budget: 400, budgetPerSecond: 40 };

/** What each kind of message costs; a kilobyte of it costs one more. */
export const costs = { join: 20, visit: 10, resync: 10, event: 2, ping: 1 } as const;

/**
 * A token bucket (https://en.wikipedia.org/wiki/Token_bucket). All sockets of a browser share one, so opening more of them
 * gives it no more.
 */
export class Budget {
  readonly #limits: BudgetLimits;
  #points: number;
  #countedAt: number;

  constructor(limits: BudgetLimits, now: number) {
    this.#limits = limits;
    this.#points = limits.budget;
    this.#countedAt = now;
  }

  /** Takes what something costs. False where too little is left: it is not to be done. */
  spend(points: number, now: number): boolean {
    this.#points = this.pointsAt(now);
    this.#countedAt = now;
    if (points > this.#points) return false;
    this.#points -= points;
    return true;
  }

  pointsAt(now: number): number {
    const { budget, budgetPerSecond } = this.#limits;
    return Math.min(budget, this.#points + ((now - this.#countedAt) / 1000) * budgetPerSecond);
  }

  /** Whether it is as new, so that nothing need be kept. */
  isFull(now: number): boolean {
    return this.pointsAt(now) >= this.#limits.budget;
  }
}
