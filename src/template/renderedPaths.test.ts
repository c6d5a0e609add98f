import { describe, expect, it } from 'vitest';
import { analyzePage, lawBreaks, type Templates } from '../../integration-tests/analysis/analyzedPage.ts';
import type { RenderContext } from './environment.ts';

// What the analysis says is read against what nunjucks reads when it renders. Generated pages are in integration-tests/analysis.

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
    ['comparisons', '{% if a.u == b.u or a.t < b.t or 1 < a.o.u and a.o.u <= b.u or a.o != none %}x{% endif %}'],
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
    ['a loop over the entries of a dict', '{% for k, v in { p: a, q: b.o } %}{{ k }}{{ v.t }}{% endfor %}'],
    [
      'a loop over groups',
      "{% for k, all in xs | groupby('u') %}{{ k }}{% for x in all %}{{ x.t }}{% endfor %}{% endfor %}",
    ],
    ['lists and dicts that hold data', '{% set d = { k: [a, b.o or a.o] } %}{{ d.k[1].t }}{{ d["k"][0].o.t }}'],
    ['a key that is one of two', "{% set k = 't' if s else 'u' %}{{ a[k] }}{{ xs[n].t }}{{ a[s] }}"],
    ['a switch', '{% switch a.u %}{% case b.u %}{{ a.t }}{% case 1 %}{% default %}{{ b.t }}{% endswitch %}'],
    [
      'the text of a body',
      '{% set v %}{{ a.t }}{% endset %}{{ v }}{% filter replace(a.t, b.t) %}{{ a.t }}{% endfilter %}',
    ],
    [
      'a macro with a default, called by position and by name',
      '{% macro m(p, q=a.o) %}{{ p.t }}{{ q.o.t }}{% endmacro %}{{ m(xs[0]) }}{{ m(b, a) }}{{ m(q=a, p=b) }}',
    ],
    [
      'a macro that calls itself',
      '{% macro m(p) %}{% if p %}{{ p.t }}{{ m(p.o) }}{% endif %}{% endmacro %}{{ m(a) }}{{ m(xs[0]) }}',
    ],
    ['a macro in a loop', '{% for x in xs %}{% macro m(p) %}{{ p.t }}{% endmacro %}{{ m(x.o) }}{% endfor %}'],
    [
      'the body of a call',
      '{% macro m(p) %}{{ caller(p.o) }}{% endmacro %}{% for x in xs %}{% call(y) m(x) %}{{ x.u }}{{ y.t }}{% endcall %}{% endfor %}',
    ],
    [
      'an import without and with context',
      {
        page: '{% set v = a %}{% import "lib" as lib %}{{ lib.m(b) }}{% from "lib" import m as n, r with context %}{{ n(a.o) }}{{ r.u }}',
        lib: '{% macro m(p) %}{{ p.t }}{% if v %}{{ v.u }}{% endif %}{% endmacro %}{% set r = v %}',
      },
    ],
    [
      'an import in a loop',
      {
        page: '{% for x in xs %}{% import "lib" as lib %}{{ lib.m(x) }}{% endfor %}',
        lib: '{% macro m(p) %}{{ p.t }}{% endmacro %}',
      },
    ],
    [
      'included templates whose names are put together',
      {
        page: '{% include "pa" ~ "rt" %}{% include "part" if n else "other" %}{% include "none" ignore missing %}',
        part: '{{ a.t }}',
        other: '{{ b.t }}',
      },
    ],
    [
      'super on two levels',
      {
        page: '{% extends "section" %}{% block main %}{{ a.t }}{{ super() }}{% endblock %}',
        section: '{% extends "layout" %}{% block main %}{{ super() }}{{ b.t }}{% endblock %}',
        layout: '{% block main %}{{ a.o.t }}{% endblock %}',
      },
    ],
    [
      'a layout that is chosen before a name is set',
      {
        page: '{% extends "one" if a.o.u else "two" %}{% set a = b %}{% block main %}{{ a.t }}{% endblock %}',
        one: '{% block main %}{% endblock %}',
        two: '{{ a.u }}{% block main %}{% endblock %}',
      },
    ],
    [
      'a layout in a condition',
      {
        page: '{% if b.o %}{% extends "one" %}{% endif %}{{ a.t }}{% block main %}{{ a.u }}{% endblock %}',
        one: '{{ a.o.t }}',
      },
    ],
    [
      'methods',
      '{{ a.t.toUpperCase() }}{{ xs.slice(1)[0].t }}{{ xs.concat(ys)[3].u }}{{ xs.at(-1).o.t }}{{ xs.join() }}',
    ],
  ])('%s', (_, page) => {
    const analyzed = analyzePage(typeof page === 'string' ? { page } : page);
    expect(analyzed.errors).toEqual([]);
    expect(analyzed.render(data).fails).toBe(false);
    expect(lawBreaks(analyzed, data)).toEqual([]);
  });
});
