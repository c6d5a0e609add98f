/** Places in two lists that belong together. */
export type Pair = readonly [first: number, second: number];

/** What stands for an item; equal ones belong together, null belongs to nothing. */
type Sign = string | number | null;

/**
 * Equal items of two lists in the order of both: from the ends as far as they go, and between them each item of the
 * second list with the next equal one of the first.
 *
 *     a b c d  and  a x c d  →  a, c, d
 */
export function commonInOrder(first: readonly Sign[], second: readonly Sign[]): Pair[] {
  const ends: Pair[] = [];
  let [firstEnd, secondEnd] = [first.length, second.length];
  while (
    firstEnd > 0 &&
    secondEnd > 0 &&
    first[firstEnd - 1] !== null &&
    first[firstEnd - 1] === second[secondEnd - 1]
  ) {
    firstEnd -= 1;
    secondEnd -= 1;
    ends.push([firstEnd, secondEnd]);
  }
  const pairs: Pair[] = [];
  let start = 0;
  for (let place = 0; place < secondEnd; place += 1) {
    const found = second[place] === null ? -1 : first.indexOf(second[place]!, start);
    if (found < 0 || found >= firstEnd) continue;
    pairs.push([found, place]);
    start = found + 1;
  }
  return [...pairs, ...ends.reverse()];
}
