/** The clock of all cases. */
export const now = new Date('2026-01-15T12:00:00Z');

/**
 * The context of a generated page: rows (`t u d ok o l m getName`), lists and dicts of them, plain values. Seed 0 has
 * everything; by other seeds associations are null, lists empty, and names missing. Every text is its own path.
 */
export function generatedData(seed: number): Record<string, unknown> {
  const random = seed === 0 ? () => 0.5 : randomNumbers(seed);
  const isThere = (chance: number) => random() < chance;

  function row(path: string, depth: number): object {
    const below = (name: string) => row(`${path}.${name}`, depth - 1);
    const list = depth > 0 && isThere(0.7) ? ['l0', 'l1'].map(below) : [];
    return {
      id: path,
      t: `t:${path}`,
      u: Math.floor(random() * 7) - 1,
      d: `2025-0${1 + Math.floor(random() * 9)}-12T08:30:00Z`,
      ok: isThere(0.6),
      getName: `name:${path}`,
      o: depth > 0 && isThere(0.75) ? below('o') : null,
      l: list,
      ...(depth > 1 ? { m: { k1: below('m1') } } : {}),
      __str__: `str:${path}`,
    };
  }
  const rows = (name: string, count: number) => {
    return Array.from({ length: isThere(0.8) ? count : 0 }, (_, index) => row(`${name}${index}`, 2));
  };

  const context: Record<string, unknown> = {
    ...Object.fromEntries(['a', 'b', 'x', 'y', 'v', 'w', 'p'].map((name) => [name, row(name, 2)])),
    ...{ xs: rows('xs', 3), ys: rows('ys', 2), q: rows('q', 2) },
    dict: { k1: row('dict.k1', 2), k2: row('dict.k2', 1) },
    pairs: [
      ['k1', row('pairs0', 2)],
      ['k2', row('pairs1', 1)],
    ],
    ...{ n: 2, s: 'text', g: 'some words', k: 'k1', key: 't', flag: isThere(0.6), words: ['k1', 'two', 'text'] },
    nums: [3, 1, 2],
  };
  const there = Object.entries(context).filter(() => seed === 0 || isThere(0.96));
  return {
    ...Object.fromEntries(there),
    when: new Date('2025-03-04T05:06:07Z'),
    flags: new Set(['k1', 'text']),
  };
}

/** Numbers from 0 to 1, the same for the same seed. Source: mulberry32, by Tommy Ettinger. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
