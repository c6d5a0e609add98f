import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LivegraftError } from '../errors.ts';
import { collectPaths } from './collectPaths.ts';
import { createEnvironment, type RenderContext } from './environment.ts';
import type { PathNode, PathTree, PathUse } from './pathTree.ts';
import { textTemplates } from './templateSource.ts';

// What the analysis says is read against what nunjucks reads when it renders.

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 150);

type Templates = Readonly<Record<string, string>>;

const item = (name: string, below: object = {}) => ({
  t: `t-${name}`,
  u: name.length,
  __str__: `str-${name}`,
  ...below,
});
const data: RenderContext = {
  a: item('a', { o: item('a.o', { o: item('a.o.o') }), l: [item('a.l1'), item('a.l2')] }),
  b: item('bb', { o: null, l: [] }),
  xs: [
    item('x1', { o: item('x1.o', { o: item('x1.o.o') }), l: [item('x1.l1', { o: item('x1.l1.o') })] }),
    item('x2', { o: null, l: [] }),
    item('x3', { o: item('x3.o'), l: [item('x3.l1'), item('x3.l2')] }),
  ],
  ys: [item('y1', { o: item('y1.o'), l: [] }), item('y2', { o: item('y2.o'), l: [item('y2.l1')] })],
  n: 3,
  s: 'text',
};

describe('every path that a page reads is one that the analysis found', () => {
  it.each<[string, string | Templates]>([
    ['a chain', '{{ a.o.o.t }}'],
    ['a chain that ends early', '{{ b.o.o.t }}'],
    ['a key in brackets', `{{ a['o']["t"] }}{% set k = 't' %}{{ a[k] }}`],
    ['an index', '{{ xs[0].t }}{{ xs[1].o.t }}{{ xs[99].u }}'],
    ['a loop', '{% for x in xs %}{{ x.t }}{{ loop.index }}{% endfor %}'],
    ['loops in loops', '{% for x in xs %}{% for y in x.l %}{{ x.u }}{{ y.o.t }}{% endfor %}{% endfor %}'],
    [
      'one loop variable for two lists',
      '{% for x in xs %}{{ x.t }}{% endfor %}{% for x in ys %}{{ x.o.t }}{% endfor %}',
    ],
    ['a loop over the name of its variable', '{% for xs in xs %}{{ xs.t }}{% endfor %}{{ xs[0].u }}'],
    [
      'an inner loop that hides the outer name',
      '{% for x in xs %}{% for x in ys %}{{ x.o.t }}{% endfor %}{{ x.t }}{% endfor %}',
    ],
    ['else of a loop', '{% for x in b.l %}{{ x.t }}{% else %}{{ a.t }}{{ x.u }}{% endfor %}'],
    ['a branch', '{% if a.u > 1 %}{{ a.t }}{% elif b.u %}{{ b.t }}{% else %}{{ a.o.t }}{% endif %}'],
    ['a condition on what is printed deeper', '{% for x in xs %}{% if x.o %}{{ x.o.o.t }}{% endif %}{% endfor %}'],
    ['an inline if', `{{ a.t if b.o else a.o.t }}{{ 'x' if a.u }}`],
    ['and, or, not', '{% if not b.o and a.o.t or b.t %}{{ (b.o or a.o).t }}{{ (a and b).u }}{% endif %}'],
    ['comparisons', '{% if a.u == b.u or a.t < b.t or 1 < a.o.u <= b.u or a.o != none %}x{% endif %}'],
    ['in and is', `{% if s in a.t or a.u is odd or a.u is divisibleby(b.u) or a.o is defined %}x{% endif %}`],
    ['arithmetic', '{{ a.u + b.u * 2 - -a.o.u ** 2 / 3 // 1 % 5 }}{{ a ~ b.t ~ 1 }}'],
    ['lists and dicts', '{% for x in [a, b] %}{% endfor %}{{ [a.t, b.u] | join }}{% set d = { k: a.o.t } %}{{ d.k }}'],
    ['a name that is set', '{% set v = a.o %}{{ v.t }}{% set v = b %}{{ v.u }}'],
    ['two names set at once', '{% set v, w = a %}{{ v.t }}{{ w.o.t }}'],
    ['set in one branch', '{% set v = a %}{% if s %}{% set v = b %}{% endif %}{{ v.t }}'],
    ['set in each branch', '{% if n %}{% set v = a.o %}{% else %}{% set v = b %}{% endif %}{{ v.t }}'],
    ['set in a branch that is not taken', '{% if not s %}{% set a = b %}{% endif %}{{ a.t }}'],
    ['set in a loop, read after it', '{% set v = a %}{% for x in xs %}{% set v = x %}{% endfor %}{{ v.t }}'],
    ['set in a loop, gone after it', '{% for x in xs %}{% set v = x %}{% endfor %}{{ v.t }}'],
    ['set in a loop, read in the next turn', '{% for x in xs %}{{ v.t }}{% set v = x %}{% endfor %}'],
    ['set in a loop, read two turns on', '{% for x in xs %}{{ w.t }}{% set w = v %}{% set v = x %}{% endfor %}'],
    ['a loop variable set within its loop', '{% for x in xs %}{{ x.t }}{% set x = x.o %}{{ x.u }}{% endfor %}'],
    ['a list set to a part of itself', '{% set v = a %}{% for x in xs %}{{ v.t }}{% set v = x.o %}{% endfor %}'],
    ['set in else of a loop', '{% for x in b.l %}{% else %}{% set a = b %}{{ a.t }}{% endfor %}{{ a.u }}'],
    ['a set name as a list', '{% set v = xs %}{% for x in v %}{{ x.t }}{% endfor %}{{ v | length }}'],
    [
      'first, last, reverse, sort',
      `{{ (xs | first).t }}{{ (xs | last).u }}{{ (xs | reverse | first).o.t }}{% for x in ys | sort(attribute='o.t') %}{{ x.u }}{% endfor %}{% for x in ys | sort(true, false, 't') %}{{ x.o.u }}{% endfor %}`,
    ],
    ['join', `{{ xs | join(', ') }}{{ xs | join(', ', 't') }}{{ ys | join(attribute='o.t') }}`],
    ['default', `{{ b.o | default(a) }}{{ (b.zz | default(a.o)).t }}{{ b.zz or a.t }}`],
    ['text filters', '{{ a | upper }}{{ a.t | replace("t", b.t) }}{{ a.o.t | truncate(b.u) }}{{ a.t | safe }}'],
    ['length', '{{ xs | length }}{{ a.t | length }}{{ a.l.length }}'],
    ['what is printed', '{{ a }}{{ xs[0] }}{{ xs | first }}{{ b.o }}'],
    [
      'words of a list',
      '{{ xs.count }}{{ xs.first.t }}{{ xs.all()[1].u }}{% for x in xs.all %}{{ x.o.t }}{% endfor %}{{ xs.first().l.count() }}',
    ],
    [
      'globals',
      '{% for i in range(a.u) %}{{ i }}{% endfor %}{% set c = cycler(a.t, b.t) %}{{ c.next() }}{% set j = joiner() %}{{ j() }}',
    ],
    [
      'an included template',
      {
        page: '{% for x in xs %}{% include "row" %}{% endfor %}{{ v.t }}',
        row: '{{ x.t }}{{ a.o.t }}{% set v = x %}{{ v.u }}',
      },
    ],
    [
      'an included template that hides a name',
      { page: '{% set v = a %}{% include "part" %}{{ v.t }}', part: '{% set v = b %}{{ v.u }}' },
    ],
    [
      'an included loop that changes a name',
      { page: '{% set v = a %}{% include "part" %}{{ v.t }}', part: '{% for x in xs %}{% set v = x %}{% endfor %}' },
    ],
    [
      'a layout',
      {
        page: '{% extends "layout" %}{% block main %}{{ a.t }}{% endblock %}',
        layout: '{{ b.t }}{% block main %}{{ a.u }}{% endblock %}',
      },
    ],
    [
      'a layout that reads what the page sets',
      { page: '{% extends "layout" %}{% set v = a.o %}', layout: '{{ v.t }}{% block main %}{{ v.u }}{% endblock %}' },
    ],
    [
      'two levels of layouts',
      {
        page: '{% extends "section" %}{% set v = a %}{% block main %}{{ v.t }}{% endblock %}',
        section:
          '{% extends "layout" %}{% set w = v.o %}{% block side %}{{ w.t }}{% endblock %}{% block main %}{{ b.t }}{% endblock %}',
        layout: '{% block side %}{% endblock %}{% block main %}{% endblock %}{{ w.u }}',
      },
    ],
    [
      'a block in a loop of the layout',
      {
        page: '{% extends "layout" %}{% block row %}{{ x.o.t }}{% endblock %}',
        layout: '{% for x in xs %}{% block row %}{{ x.t }}{% endblock %}{% endfor %}',
      },
    ],
    ['a block that hides a name', '{% set v = a %}{% block main %}{% set v = b %}{{ v.u }}{% endblock %}{{ v.t }}'],
    [
      'a loop in a block that changes a name which the block may hide',
      '{% set v = a %}{% block main %}{% if b.o %}{% set v = b %}{% endif %}{% for x in xs %}{% set v = x %}{% endfor %}{% endblock %}{{ v.t }}',
    ],
    [
      'a loop in a block that changes a name',
      '{% set v = a %}{% block main %}{% for x in xs %}{% set v = x %}{% endfor %}{% endblock %}{{ v.t }}',
    ],
  ])('%s', (_, page) => {
    const compiled = compile(typeof page === 'string' ? { page } : page);
    expect(missing(compiled)).toEqual([]);
    expect(compiled.render(restrict([compiled.paths], data) as RenderContext)).toBe(compiled.render(data));
  });
});

it('a page renders the same from what the analysis says it reads', () => {
  fc.assert(
    fc.property(templateArbitrary(), (templates) => {
      const page = compileUnlessItGrows(templates);
      fc.pre(page !== null);
      expect(missing(page)).toEqual([]);
      expect(page.render(restrict([page.paths], data) as RenderContext)).toBe(page.render(data));
    }),
    { numRuns },
  );
});

interface Page {
  readonly paths: PathTree;
  /** Rendered HTML, or why there is none. */
  render(context: RenderContext): string;
}

function compile(templates: Templates): Page {
  const load = textTemplates(templates);
  const { paths } = collectPaths('page', load);
  const environment = createEnvironment(load);
  return {
    paths,
    render(context) {
      try {
        return environment.render('page', context);
      } catch (error) {
        return (error as Error).message;
      }
    },
  };
}

/** The same, or null where the analysis refuses a page that follows a name ever deeper. */
function compileUnlessItGrows(templates: Templates): Page | null {
  try {
    return compile(templates);
  } catch (error) {
    if (error instanceof LivegraftError && error.code === 'LG1003') return null;
    throw error;
  }
}

/** `value` with only what is read at `nodes`, the steps that may have led to it. */
function restrict(nodes: readonly PathNode[], value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isReadWhole(nodes, value)) return value;
  if (Array.isArray(value)) return value.map((entry) => restrict(itemNodes(nodes), entry));
  const entries = Object.entries(value).flatMap(([name, below]) => {
    const members = memberNodes(nodes, name);
    return members.length > 0 ? [[name, restrict(members, below)]] : [];
  });
  return Object.fromEntries(entries);
}

/** The paths that rendering reads below the names of the context and the analysis does not have. */
function missing({ paths, render }: Page): string[] {
  const unknown = new Set<string>();
  const record = (nodes: readonly PathNode[], value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null || isReadWhole(nodes, value)) return value;
    return new Proxy(value, {
      get(target, key) {
        const read = Reflect.get(target, key);
        if (!Object.hasOwn(target, key) || typeof key === 'symbol') return read;
        if (Array.isArray(target)) return key === 'length' ? read : record(itemNodes(nodes), read, path);
        const below = memberNodes(nodes, key);
        if (below.length === 0) unknown.add(`${path}.${key}`);
        return record(below, read, `${path}.${key}`);
      },
    });
  };
  const context = Object.entries(data).map(([name, value]) => [name, record(memberNodes([paths], name), value, name)]);
  render(Object.fromEntries(context));
  return [...unknown];
}

/** An object that is computed with, counted, or put into a list is read whole; of a model that is refused. */
function isReadWhole(nodes: readonly PathNode[], value: object): boolean {
  const isWhole = (use: PathUse) => use === 'value' || (use === 'count' && !Array.isArray(value));
  return nodes.some((node) => node.reads.some(({ use }) => isWhole(use)));
}

/** A list's items are reached in loops, by index, and by the words `all` and `first`. */
function itemNodes(nodes: readonly PathNode[]): PathNode[] {
  return nodes.flatMap((node) => {
    const all = node.members.get('all');
    const first = node.members.get('first');
    return [...(node.items ? [node.items] : []), ...(first ? [first] : []), ...(all ? itemNodes([all]) : [])];
  });
}

function memberNodes(nodes: readonly PathNode[], name: string): PathNode[] {
  if (name === '__str__') return nodes.filter((node) => node.reads.some(({ use }) => use === 'print'));
  return nodes.flatMap((node) => node.members.get(name) ?? []);
}

/**
 * Pages of a layout, a page and a part, over the names of `data`, loop variables x and y, and the names v and w.
 * None is set to undefined: nunjucks takes such a name for one that is not set, and looks further out.
 */
function templateArbitrary(): fc.Arbitrary<Templates> {
  const name = fc.constantFrom('a', 'b', 'xs', 'ys', 'n', 's', 'x', 'y', 'v', 'w', 'x', 'v');
  const { expression } = fc.letrec<{ expression: string }>((tie) => {
    const inner = tie('expression');
    return {
      expression: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        name,
        {
          arbitrary: fc.tuple(inner, fc.constantFrom('t', 'u', 'o', 'l')).map(([of, member]) => `${of}.${member}`),
          weight: 6,
        },
        inner.map((list) => `(${list})[0]`),
        fc.tuple(inner, fc.constantFrom('first', 'count', 'all()', 'getName()')).map(([of, word]) => `${of}.${word}`),
        fc
          .tuple(
            inner,
            fc.constantFrom(
              'first',
              'last',
              'reverse',
              'length',
              'upper',
              "sort(attribute='t')",
              "join('-', 't')",
              "join(',')",
              'default(a)',
            ),
          )
          .map(([of, filter]) => `(${of} | ${filter})`),
        fc
          .tuple(inner, inner, fc.constantFrom('and', 'or', '==', '<', '~', '+'))
          .map(([left, right, operator]) => `(${left} ${operator} ${right})`),
        fc
          .tuple(inner, inner, inner)
          .map(([then, condition, otherwise]) => `(${then} if ${condition} else ${otherwise})`),
        inner.map((value) => `(not ${value})`),
      ),
    };
  });
  const list = fc.oneof(
    fc.constantFrom('xs', 'ys', 'a.l', 'x.l', 'v.l', 'b.l', 'xs | reverse', '[a, b]', 'range(2)'),
    expression,
  );
  const { statements } = fc.letrec<{ statements: string; statement: string }>((tie) => {
    const body = tie('statements');
    return {
      statements: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      statement: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        expression.map((value) => `{{ ${value} }},`),
        {
          arbitrary: fc
            .tuple(fc.constantFrom('x', 'v', 'w'), expression)
            .map(([target, value]) => `{% set ${target} = ${value} or n %}`),
          weight: 2,
        },
        fc
          .tuple(fc.constantFrom('x', 'y'), list, body, body)
          .map(([variable, of, each, none]) => `{% for ${variable} in ${of} %}${each}{% else %}${none}{% endfor %}`),
        fc
          .tuple(expression, body, body)
          .map(([condition, then, otherwise]) => `{% if ${condition} %}${then}{% else %}${otherwise}{% endif %}`),
        fc.constant('{% include "part" %}'),
      ),
    };
  });
  const withoutInclude = statements.map((text) => text.replaceAll('{% include "part" %}', ''));
  const blocks = fc.tuple(statements, statements, statements);
  return fc.oneof(
    fc.tuple(statements, withoutInclude).map(([page, part]) => ({ page, part })),
    fc.tuple(blocks, blocks, withoutInclude).map(([[top, main, set], [before, own, after], part]) => ({
      page: `{% extends "layout" %}${set.replaceAll(/\{\{.*?\}\},/g, '')}{% block main %}${main}{% endblock %}`,
      layout: `${before}{% block top %}${top}{% endblock %}{% block main %}${own}{% endblock %}${after}`,
      part,
    })),
  );
}
