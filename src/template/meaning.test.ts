import { describe, expect, it } from 'vitest';
import {
  combineLiterals,
  depthOfMeaning,
  dictOf,
  itemAt,
  itemsOfMeaning,
  listOf,
  literal,
  type Meaning,
  mark,
  meaningOf,
  memberOfMeaning,
  nothing,
  sizeOf,
  union,
  unionOfAll,
} from './meaning.ts';
import { createPathTree, itemsOf, memberOf, type PathNode } from './pathTree.ts';

const place = { filename: 'page', source: '', line: 1, column: 1, length: 1 };

function setUp() {
  const tree = createPathTree();
  const node = (name: string) => memberOf(tree, name, place);
  return { a: node('a'), b: node('b'), ofA: meaningOf([node('a')]), ofB: meaningOf([node('b')]) };
}

const usesOf = (node: PathNode) => node.reads.map(({ use }) => use);

describe('either of two meanings', () => {
  it('is all that both may be, each once', () => {
    const { a, b, ofA, ofB } = setUp();
    expect(union(ofA, ofB).targets).toEqual([a, b]);
    expect(union(union(ofA, ofB), ofA).targets).toEqual([a, b]);
    expect(unionOfAll([])).toBe(nothing);
  });

  it('has known values only where both have', () => {
    expect(union(literal('x'), literal('y')).literals).toEqual(['x', 'y']);
    expect(union(literal('x'), nothing).literals).toBeNull();
    const many = Array.from({ length: 65 }, (_, index) => literal(index));
    expect(unionOfAll(many.slice(1)).literals).toHaveLength(64);
    expect(unionOfAll(many).literals).toBeNull();
  });

  it('holds under each name what both hold there', () => {
    const { a, b, ofA, ofB } = setUp();
    const { made } = union(
      dictOf([['x', ofA]]),
      dictOf([
        ['x', ofB],
        ['y', ofA],
      ]),
    );
    expect(made!.members.get('x')!.targets).toEqual([a, b]);
    expect(made!.members.get('y')!.targets).toEqual([a]);
  });

  it('is never smaller than one of them', () => {
    const { ofA, ofB } = setUp();
    const all: Meaning[] = [nothing, literal(1), ofA, union(ofA, ofB), listOf([ofA]), dictOf([['x', ofB]], ofA)];
    for (const one of all) {
      for (const other of all) {
        expect(sizeOf(union(one, other))).toBeGreaterThanOrEqual(Math.max(sizeOf(one), sizeOf(other)));
      }
    }
  });
});

it('values are put together in all ways', () => {
  const either = union(literal('a'), literal('b'));
  const joined = combineLiterals(either, union(literal(1), literal(2)), (left, right) => `${left}${right}`);
  expect(joined.literals).toEqual(['a1', 'a2', 'b1', 'b2']);
  expect(combineLiterals(either, nothing, (left) => left)).toBe(nothing);
});

describe('what a list or dict holds', () => {
  it('is known by its place where the template made it', () => {
    const { a, b, ofA, ofB } = setUp();
    const list = listOf([ofA, ofB]);
    expect(itemAt(list, 1).targets).toEqual([b]);
    expect(itemAt(list, 2)).toBe(nothing);
    expect(itemsOfMeaning(list).targets).toEqual([a, b]);
    expect(itemAt(listOf([ofA], ofB), 5).targets).toEqual([b]);
  });

  it('is one step from data, whatever the index', () => {
    const { a, ofA } = setUp();
    expect(itemAt(ofA, 3).targets).toEqual([itemsOf(a)]);
    expect(itemsOfMeaning(ofA).targets).toEqual([itemsOf(a)]);
  });

  it('is found by name in data and in what the template made', () => {
    const { a, b, ofA, ofB } = setUp();
    const either = union(ofA, dictOf([['x', ofB]]));
    expect(memberOfMeaning(either, 'x', place).targets).toEqual([memberOf(a, 'x', place), b]);
    expect(memberOfMeaning(dictOf([]), 'x', place)).toBe(nothing);
  });
});

describe('a list that is marked', () => {
  it('is printed with all it holds', () => {
    const { a, b, ofA, ofB } = setUp();
    mark(listOf([ofA, dictOf([['x', ofB]])]), 'print', place);
    expect([usesOf(a), usesOf(b)]).toEqual([['print'], ['print']]);
  });

  it.each(['test', 'iterate', 'count'] as const)('by %s is only asked of itself', (use) => {
    const { a, ofA } = setUp();
    mark(listOf([ofA]), use, place);
    mark(ofA, use, place);
    expect(usesOf(a)).toEqual([use]);
  });
});

it('the depth of a meaning is that of the lists and dicts in it', () => {
  expect([nothing, listOf([]), listOf([dictOf([['x', listOf([])]]), nothing])].map(depthOfMeaning)).toEqual([0, 1, 3]);
});
