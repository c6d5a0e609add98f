import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonInOrder } from './commonInOrder.ts';

it.each([
  ['abcd', 'abcd', 'abcd'],
  ['abcd', 'axcd', 'acd'],
  ['xabc', 'abc', 'abc'],
  ['abc', 'xabcx', 'abc'],
  ['', 'abc', ''],
])('%s and %s have %s in common', (first, second, common) => {
  expect(
    commonInOrder([...first], [...second])
      .map(([one]) => first[one])
      .join(''),
  ).toBe(common);
});

it('null is equal to nothing', () => {
  expect(commonInOrder([null, 'a', null], [null, 'a'])).toEqual([[1, 1]]);
});

it('pairs are equal items and go up in both lists', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', null), { maxLength: 20 });
  fc.assert(
    fc.property(list, list, (first, second) => {
      const pairs = commonInOrder(first, second);
      for (const [index, [one, other]] of pairs.entries()) {
        expect([first[one], first[one] === null]).toEqual([second[other], false]);
        const [before, beforeOther] = pairs[index - 1] ?? [-1, -1];
        expect(one > before && other > beforeOther).toBe(true);
      }
    }),
  );
});
