import { describe, expect, it } from 'vitest';
import { literal, type Meaning, meaningOf, nothing, union } from './meaning.ts';
import { createPathTree, memberOf } from './pathTree.ts';
import { Frame, mergeStates, Scopes, sizeOfState, TemplateContext } from './scope.ts';

const place = { filename: 'page', source: '', line: 1, column: 1, length: 1 };
const tree = createPathTree();
const a = meaningOf([memberOf(tree, 'a', place)]);
const b = meaningOf([memberOf(tree, 'b', place)]);
const c = meaningOf([memberOf(tree, 'c', place)]);

describe('a frame', () => {
  it('reads its own names, then those outside', () => {
    const outer = new Frame(null);
    const inner = new Frame(outer);
    outer.bind('x', a);
    expect(inner.lookup('x')).toEqual(a);
    inner.bind('x', b);
    expect(inner.lookup('x')).toEqual(b);
    expect(outer.lookup('x')).toEqual(a);
    expect(inner.lookup('y')).toBeUndefined();
  });

  it('changes a name where it is, or makes it here', () => {
    const outer = new Frame(null);
    const inner = new Frame(outer);
    outer.bind('x', a);
    inner.assign('x', b);
    inner.assign('y', a);
    expect(outer.lookup('x')).toEqual(b);
    expect(outer.lookup('y')).toBeUndefined();
    expect(inner.lookup('y')).toEqual(a);
  });

  it('keeps what it writes where it is isolated', () => {
    const outer = new Frame(null);
    const block = new Frame(outer, { isolated: true });
    outer.bind('x', a);
    expect(block.lookup('x')).toEqual(a);
    block.assign('x', b);
    expect(block.lookup('x')).toEqual(b);
    expect(outer.lookup('x')).toEqual(a);
  });

  it('lets a loop in an isolated one write outside, as nunjucks does', () => {
    const outer = new Frame(null);
    const loop = new Frame(new Frame(outer, { isolated: true }));
    outer.bind('x', a);
    loop.assign('x', b);
    expect(outer.lookup('x')).toEqual(b);
  });

  it('writes where a name may be, and further out where it may be instead', () => {
    const outer = new Frame(null);
    const block = new Frame(outer, { isolated: true });
    const loop = new Frame(block);
    outer.bind('x', a);
    const before = block.names;
    block.bind('x', b);
    block.names = mergeStates([before], [block.names])[0]!;
    loop.assign('x', c);
    const either = (...meanings: Meaning[]) => meaningOf(meanings.flatMap(({ targets }) => targets));
    expect(outer.lookup('x')).toEqual(either(a, c));
    expect(block.lookup('x')).toEqual(either(b, c, a));
    block.assign('x', a);
    expect(block.lookup('x')).toEqual(a);
  });
});

describe('the variables of a template', () => {
  it('are what is set at its top level', () => {
    const scopes = new Scopes();
    scopes.set('x', a);
    scopes.within({}, () => scopes.set('y', b));
    expect(scopes.context.names.get('x')).toEqual(a);
    expect(scopes.context.names.has('y')).toBe(false);
    expect(scopes.lookup('y')).toBeUndefined();
  });

  it('are what an import can name, unless they begin with _ or are imported themselves', () => {
    const scopes = new Scopes();
    scopes.set('x', a);
    scopes.set('_y', a);
    scopes.define('macro', b);
    scopes.bindImport('lib', c);
    scopes.within({}, () => scopes.define('inner', b));
    expect([...scopes.context.exported]).toEqual(['x', 'macro']);
    expect(scopes.lookup('lib')).toEqual(c);
  });

  it('are seen in another frame of the same template, and not in another template', () => {
    const scopes = new Scopes();
    scopes.set('x', a);
    scopes.within({}, () => expect(scopes.lookup('x')).toEqual(a), null);
    scopes.withContext(new TemplateContext(new Map(), false), () => {
      scopes.within({}, () => expect(scopes.lookup('x')).toBeUndefined(), null);
    });
  });
});

describe('several ways', () => {
  it('each start from the same names', () => {
    const scopes = new Scopes();
    scopes.set('x', a);
    scopes.oneOf([
      () => scopes.within({}, () => scopes.set('x', b)),
      () => {
        expect(scopes.lookup('x')).toEqual(a);
        scopes.set('y', c);
      },
    ]);
    expect(scopes.lookup('x')).toEqual(meaningOf([...b.targets, ...a.targets]));
    expect(scopes.lookup('y')).toEqual({ ...c, mayBeUnset: true });
  });

  it('leave a name that both set with what either set', () => {
    expect(merged(a, b)).toEqual(meaningOf([...a.targets, ...b.targets]));
    expect(merged(a, a)).toEqual(a);
  });

  it('leave a name that one set with what it may have meant outside', () => {
    const scopes = new Scopes();
    scopes.frame.bind('x', b);
    scopes.within({}, () => {
      scopes.oneOf([() => scopes.frame.bind('x', a), () => {}]);
      expect(scopes.frame.names.get('x')).toEqual({ ...a, mayBeUnset: true });
      expect(scopes.lookup('x')).toEqual(meaningOf([...a.targets, ...b.targets]));
    });
  });

  it('leave values only where both are known', () => {
    expect(union(literal('id'), literal('title')).literals).toEqual(['id', 'title']);
    expect(merged(literal('id'), a)).toEqual(a);
    expect(merged(literal('id'), nothing)).toEqual(nothing);
  });
});

describe('the turns of a loop', () => {
  it('are run until a name means no more than before', () => {
    const scopes = new Scopes();
    const meanings = [b, c, c];
    scopes.set('x', a);
    let turns = 0;
    scopes.untilStable(() => {
      scopes.set('x', meanings[Math.min(turns, 2)]!);
      turns += 1;
    }, keep);
    expect(scopes.lookup('x')).toEqual(meaningOf([...a.targets, ...b.targets, ...c.targets]));
    expect(turns).toBe(3);
  });

  it('end where folding leaves out what goes on for ever', () => {
    const scopes = new Scopes();
    scopes.set('x', a);
    const deeper = () => meaningOf(scopes.lookup('x')!.targets.map((target) => memberOf(target, 'o', place)));
    scopes.untilStable(
      () => scopes.set('x', deeper()),
      (_, known) => known,
    );
    expect(scopes.lookup('x')!.targets).toHaveLength(4);
  });
});

it('the size of a state grows with every possibility, lost values among them', () => {
  const both = union(a, b);
  const known: Meaning[] = [
    literal('id'),
    union(literal('id'), literal('title')),
    nothing,
    a,
    both,
    { ...both, mayBeUnset: true },
  ];
  const sizes = known.map((meaning) => sizeOfState([new Map([['x', meaning]])]));
  expect(sizeOfState([])).toBe(0);
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
  expect(new Set(sizes).size).toBe(known.length);
});

function keep(meaning: Meaning): Meaning {
  return meaning;
}

function merged(one: Meaning, other: Meaning): Meaning | undefined {
  const scopes = new Scopes();
  scopes.oneOf([() => scopes.set('x', one), () => scopes.set('x', other)]);
  return scopes.lookup('x');
}
