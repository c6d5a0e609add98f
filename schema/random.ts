/** Numbers that look random and are the same for the same name on every machine. */
export class Random {
  #state: number;

  constructor(name: string) {
    this.#state = hash(name);
  }

  /** At least 0, below 1 (mulberry32, by Tommy Ettinger). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.between(0, items.length - 1)]!;
  }

  /** `count` different items, in the order of the list. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const chosen = new Set<Item>();
    while (chosen.size < Math.min(count, items.length)) chosen.add(this.pick(items));
    return items.filter((item) => chosen.has(item));
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value;
}
