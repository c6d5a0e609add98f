import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from './budget.ts';

describe('a budget', () => {
  it('gives what it has at first, then what comes with time', () => {
    const budget = new Budget({ budget: 10, budgetPerSecond: 2 }, 0);
    expect(budget.spend(10, 0)).toBe(true);
    expect(budget.spend(1, 499)).toBe(false);
    expect(budget.spend(1, 500)).toBe(true);
    expect(budget.spend(2, 1_000)).toBe(false);
    expect(budget.spend(1, 1_000)).toBe(true);
  });

  it('never holds more than at first, however long nobody asks', () => {
    const budget = new Budget({ budget: 10, budgetPerSecond: 2 }, 0);
    expect(budget.isFull(0)).toBe(true);
    budget.spend(4, 0);
    expect(budget.isFull(1_999)).toBe(false);
    expect(budget.isFull(2_000)).toBe(true);
    expect(budget.spend(10.5, 1e12)).toBe(false);
    expect(budget.spend(10, 1e12)).toBe(true);
    expect(budget.spend(0.1, 1e12)).toBe(false);
  });

  it('takes nothing for what is refused', () => {
    const budget = new Budget({ budget: 10, budgetPerSecond: 1 }, 0);
    for (let times = 0; times < 100; times += 1) expect(budget.spend(11, 0)).toBe(false);
    expect(budget.spend(10, 0)).toBe(true);
  });

  it('in no span of time gives more than it holds and what comes in that time', () => {
    const asked = fc.array(fc.record({ points: fc.double({ min: 0, max: 60, noNaN: true }), wait: fc.nat(2_000) }), {
      maxLength: 60,
    });
    const limit = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(limit, limit, asked, (size, rate, requests) => {
        const budget = new Budget({ budget: size, budgetPerSecond: rate }, 0);
        const spent: { points: number; at: number }[] = [];
        let now = 0;
        for (const { points, wait } of requests) {
          now += wait;
          if (budget.spend(points, now)) spent.push({ points, at: now });
        }
        for (const [index, { at: start }] of spent.entries()) {
          let sum = 0;
          for (const { points, at } of spent.slice(index)) {
            sum += points;
            expect(sum).toBeLessThanOrEqual(size + (rate * (at - start)) / 1_000 + 1e-6);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
