import { describe, expect, it } from 'vitest';
import { createPathTree, memberOf } from './pathTree.ts';
import { type Meaning, meaningOf, mergeStates, nothing, Scope, sizeOfState, union } from './scope.ts';

const place = { filename: 'page', source: '', line: 1, column: 1, length: 1 };
const tree = createPathTree();
const a = meaningOf([memberOf(tree, 'a', place)]);
const b = meaningOf([memberOf(tree, 'b', place)]);
const c = meaningOf([memberOf(tree, 'c', place)]);

describe('a scope', () => {
  it('reads its own names, then those outside', () => {
    const outer = new Scope();
    const inner = new Scope(outer);
    outer.bind('x', a);
    expect(inner.lookup('x')).toEqual(a);
    inner.bind('x', b);
    expect(inner.lookup('x')).toEqual(b);
    expect(outer.lookup('x')).toEqual(a);
    expect(inner.lookup('y')).toBeUndefined();
  });

  it('changes a name where it is, or makes it here', () => {
    const outer = new Scope();
    const inner = new Scope(outer);
    outer.bind('x', a);
    inner.assign('x', b);
    inner.assign('y', a);
    expect(outer.lookup('x')).toEqual(b);
    expect(outer.lookup('y')).toBeUndefined();
    expect(inner.lookup('y')).toEqual(a);
  });

  it('keeps what it writes where it is isolated', () => {
    const outer = new Scope();
    const block = new Scope(outer, true);
    outer.bind('x', a);
    expect(block.lookup('x')).toEqual(a);
    block.assign('x', b);
    expect(block.lookup('x')).toEqual(b);
    expect(outer.lookup('x')).toEqual(a);
  });

  it('lets a loop in an isolated one write outside, as nunjucks does', () => {
    const outer = new Scope();
    const loop = new Scope(new Scope(outer, true));
    outer.bind('x', a);
    loop.assign('x', b);
    expect(outer.lookup('x')).toEqual(b);
  });

  it('writes where a name may be, and further out where it may be instead', () => {
    const outer = new Scope();
    const block = new Scope(outer, true);
    const loop = new Scope(block);
    outer.bind('x', a);
    const before = block.capture();
    block.bind('x', b);
    block.restore(mergeStates(before, block.capture()));
    loop.assign('x', c);
    const either = (...meanings: Meaning[]) => ({ ...nothing, targets: meanings.flatMap(({ targets }) => targets) });
    expect(outer.lookup('x')).toEqual(either(a, c));
    expect(block.lookup('x')).toEqual(either(b, c, a));
    block.assign('x', a);
    expect(block.lookup('x')).toEqual(a);
  });

  it('goes back to a state with all scopes around it', () => {
    const outer = new Scope();
    const inner = new Scope(outer);
    outer.bind('x', a);
    const before = inner.capture();
    inner.assign('x', b);
    inner.bind('y', b);
    inner.restore(before);
    expect(inner.lookup('x')).toEqual(a);
    expect(inner.lookup('y')).toBeUndefined();
  });
});

describe('two ways', () => {
  it('leave a name that both set with what either set', () => {
    expect(merged(a, b)).toEqual({ ...nothing, targets: [...a.targets, ...b.targets] });
    expect(merged(a, a)).toEqual(a);
  });

  it('leave a name that one set with what it may have meant outside', () => {
    const outer = new Scope();
    const inner = new Scope(outer);
    inner.bind('x', a);
    const withName = inner.capture();
    inner.restore([new Map(), new Map()]);
    inner.restore(mergeStates(withName, inner.capture()));
    expect(inner.lookup('x')).toEqual({ ...a, mayBeUnset: true });
    outer.bind('x', b);
    expect(inner.lookup('x')).toEqual({ ...nothing, targets: [...a.targets, ...b.targets] });
  });

  it('leave a literal only where it is one', () => {
    const one: Meaning = { ...nothing, literal: 'id' };
    expect(union(one, { ...nothing, literal: 'title' })).toEqual(nothing);
    expect(merged(one, a)).toEqual(a);
  });
});

it('the size of a state grows with every possibility, a lost literal among them', () => {
  const sizes = [
    [],
    [['x', { ...nothing, literal: 'id' }]],
    [['x', nothing]],
    [['x', a]],
    [['x', union(a, b)]],
    [['x', { ...union(a, b), mayBeUnset: true }]],
  ].map((names) => sizeOfState([new Map(names as [string, Meaning][])]));
  expect(sizes).toEqual([0, 1, 2, 3, 4, 5]);
});

function merged(one: Meaning, other: Meaning): Meaning | undefined {
  const scope = new Scope();
  scope.bind('x', one);
  const state = scope.capture();
  scope.bind('x', other);
  scope.restore(mergeStates(state, scope.capture()));
  return scope.lookup('x');
}
