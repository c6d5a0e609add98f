/** Places in two lists that belong together. */
export type Pair = readonly [first: number, second: number];

/** What stands for an item; equal ones belong together, null belongs to nothing. */
export type Sign = string | number | null;

/** Above so many comparisons the middle of two lists is matched by looking ahead, which finds less. */
const maxComparisons = 4_000_000;

/**
 * Equal items of two lists, in the order of both:
 *
 *     a b c d  and  a x c b d  →  a, c (or b), d
 */
export function commonInOrder(first: readonly Sign[], second: readonly Sign[]): Pair[] {
  const [ones, others] = [withSign(first), withSign(second)];
  const signs = (places: readonly number[], list: readonly Sign[]) => places.map((place) => list[place]!);
  return commonSigns(signs(ones, first), signs(others, second)).map(([one, other]) => [ones[one]!, others[other]!]);
}

function withSign(list: readonly Sign[]): number[] {
  return list.flatMap((sign, place) => (sign === null ? [] : [place]));
}

function commonSigns(first: readonly (string | number)[], second: readonly (string | number)[]): Pair[] {
  const isEqual = (one: number, other: number) => first[one] === second[other];
  const pairs: Pair[] = [];
  let start = 0;
  let [firstEnd, secondEnd] = [first.length, second.length];
  for (; start < Math.min(firstEnd, secondEnd) && isEqual(start, start); start += 1) pairs.push([start, start]);
  const ends: Pair[] = [];
  while (firstEnd > start && secondEnd > start && isEqual(firstEnd - 1, secondEnd - 1)) {
    firstEnd -= 1;
    secondEnd -= 1;
    ends.push([firstEnd, secondEnd]);
  }
  const isLong = (firstEnd - start) * (secondEnd - start) > maxComparisons;
  const middle = isLong ? lookAhead : longestCommon;
  pairs.push(...middle(isEqual, start, firstEnd, secondEnd), ...ends.reverse());
  return pairs;
}

type IsEqual = (first: number, second: number) => boolean;

/** The longest common subsequence, by the table of the textbook. */
function longestCommon(isEqual: IsEqual, start: number, firstEnd: number, secondEnd: number): Pair[] {
  const width = secondEnd - start + 1;
  const lengths = new Uint32Array((firstEnd - start + 1) * width);
  const at = (one: number, other: number) => (one - start) * width + other - start;
  for (let one = firstEnd - 1; one >= start; one -= 1) {
    for (let other = secondEnd - 1; other >= start; other -= 1) {
      lengths[at(one, other)] = isEqual(one, other)
        ? lengths[at(one + 1, other + 1)]! + 1
        : Math.max(lengths[at(one + 1, other)]!, lengths[at(one, other + 1)]!);
    }
  }
  const pairs: Pair[] = [];
  for (let one = start, other = start; one < firstEnd && other < secondEnd; ) {
    if (isEqual(one, other)) pairs.push([one++, other++]);
    else if (lengths[at(one + 1, other)]! >= lengths[at(one, other + 1)]!) one += 1;
    else other += 1;
  }
  return pairs;
}

/** For each item of the second list the next one of the first within a short distance. */
function lookAhead(isEqual: IsEqual, start: number, firstEnd: number, secondEnd: number): Pair[] {
  const pairs: Pair[] = [];
  let one = start;
  for (let other = start; other < secondEnd; other += 1) {
    const end = Math.min(firstEnd, one + 100);
    let found = one;
    while (found < end && !isEqual(found, other)) found += 1;
    if (found === end) continue;
    pairs.push([found, other]);
    one = found + 1;
  }
  return pairs;
}
