import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Random } from '../schema/random.ts';

/** One way to do something. `every` is how many rounds pass before it runs again; 1 by default. */
export interface Contestant {
  readonly name: string;
  readonly every?: number;
  run(): Promise<unknown>;
}

export interface InterleaveOptions {
  readonly rounds: number;
  /** How long each contestant runs by itself before, so that its code is compiled as it is on a busy server. */
  readonly warmUpMs: number;
  readonly onRound?: (done: number) => void;
}

/**
 * The time of each contestant in milliseconds, as the median of all rounds. In each round all run once, one after the
 * other and in a new order, so that what disturbs the machine, and garbage that others left, is shared by all.
 */
export async function interleave<Name extends string>(
  contestants: readonly (Contestant & { readonly name: Name })[],
  { rounds, warmUpMs, onRound = () => {} }: InterleaveOptions,
): Promise<Record<Name, number>> {
  const times = new Map<Name, number[]>(contestants.map(({ name }) => [name, []]));
  const random = new Random('interleave');
  for (const { run } of contestants) await repeat(run, warmUpMs);
  for (let round = 0; round < rounds; round++) {
    for (const { name, every = 1, run } of shuffle(contestants, random)) {
      if (round % every !== 0) continue;
      await setImmediate();
      const started = performance.now();
      await run();
      times.get(name)!.push(performance.now() - started);
    }
    onRound(round + 1);
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)])) as Record<Name, number>;
}

async function repeat(run: () => Promise<unknown>, ms: number): Promise<void> {
  const started = performance.now();
  while (performance.now() - started < ms) await run();
}

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
