import fc from 'fast-check';
import type { Data, Templates } from './analyzedPage.ts';
import { generatedData } from './generatedData.ts';
import { type Grammar, phrasesOf } from './grammar.ts';

/** A page with the templates that it uses, and what it is given. */
export interface GeneratedCase {
  readonly templates: Templates;
  readonly seed: number;
  readonly data: Data;
}

// Every name is one of the data too, so that it means something where no tag has set it.
const expressions = {
  row: [
    'x',
    ...['a', 'b', 'y', 'v', 'w', 'p', 'x', 'v', 'missing'],
    ...['<row>.o', '<row>.o', "<row>['o']", '(<row>)', "<row>['' ~ 'o']", "<row>['o' if <cond> else 't']"],
    ...[
      '<rows>[0]',
      '<rows>[n - 1]',
      '<rows>.first',
      '<rows>.first()',
      '(<rows> or []).at(0)',
      '(<rows> or []).at(-1)',
    ],
    ...['<dict>.k1', "<dict>['k2']", '<dict>[k]', '<pairs>[0][1]'],
    ...['(<row> or <row>)', '(<row> and <row>)', '(<row> if <cond> else <row>)', '(<row> if <cond>)'],
    ...['[<row>, <row>][1]', '[<row>, <row>][n - 1]', '{ o: <row>, t: 1 }.o', "{ 'k1': <row> }[k]", '[<row>].first'],
    ...['(<rows> | first)', '(<rows> | last)', '(<rows> | random)'],
    ...['(<row> | default(<row>))', '(missing | d(<row>))', '(<row>.o | default(<row>, true))'],
    ...['(<listing> | first).value', '(<pairs> | first)[1]', '(<lists> | first)[0]', '(<groups>).k1[0]'],
    ...['cycler(<row>, <row>).next()'],
  ],
  rows: [
    'xs',
    ...['ys', 'q', '<row>.l', '<row>.l', '<rows>.all', '<rows>.all()', '[<row>, <row>]', '[<row>]'],
    ...['(<rows> or <rows>)', '(<rows> if <cond> else <rows>)', '<lists>[0]', '<groups>[key]'],
    ...[
      '(<rows> | reverse)',
      '(<rows> | list)',
      "(<rows> | sort(attribute='t'))",
      "(<rows> | sort(true, false, 'o.u'))",
    ],
    ...["(<rows> | selectattr('ok'))", "(<rows> | rejectattr('o'))", '(<rows> | select)', '(<rows> | reject)'],
    ...["(<rows> | unique('ok'))", "(<rows> | unique(attribute='o.t'))", '(xs | unique)', "(<rows> | map('o'))"],
    ...['(<rows> or []).slice(n - 1)', '(<rows> or []).concat(<rows>)', "(<rows> | map(attribute='o.o'))"],
    ...['(<rows> | default(<rows>))', '((<dict> | dictsort)[0])'],
  ],
  dict: [
    'dict',
    ...['<row>.m', '{ k1: <row>, k2: <row> }', '(<dict> or dict)', '(<dict> if <cond> else { k1: <row> })', 'missing'],
    ...["{ k1: <row>, 'k2': { o: <row> } }"],
  ],
  pairs: ['pairs', '(<dict> | dictsort)', "[['k1', <row>], [<text>, <row>]]", "(<dict> | dictsort(false, 'value'))"],
  lists: [
    '(<rows> | batch(2))',
    '(<rows> | slice(2))',
    '[<rows>, <rows>]',
    "(<rows> | map('l'))",
    '(<rows> | batch(3, <row>))',
  ],
  groups: [
    "(<rows> | groupby('t'))",
    "(<rows> | groupby('o.u'))",
    "(<rows> | groupby(attribute='ok'))",
    '{ k1: <rows> }',
  ],
  listing: ['(<dict> | list)', '(dict | list)', '(<rows> | list)'],
  text: [
    's',
    ...[
      '<row>.t',
      '<row>.t',
      '<row>.t',
      '<row>',
      "<row>['t']",
      '<row>[key]',
      '<row>[s]',
      '<row>.getName',
      '<row>.getName()',
    ],
    ...['<row>.l[0].t', 'g', 'k', '<row>.ok', '<number>', 'loop.index', '(<text> ~ <text>)', '(<text> + <text>)'],
    ...['(<text> if <cond> else <text>)', '(<text> if <cond>)', '(<text> or <text>)', '(<cond> and <text>)', 'r/a/'],
    ...[...Array<string>(9).fill('<shown>'), ...Array<string>(6).fill('<method>')],
    ...['<rows>', '<words>', '<pairs>', '<dict>', 'cycler(<text>, <row>.t).next()', '{ t: <text> }.t'],
    ...['[<text>, <row>.t]', 'joiner(<text>)()', '(<cond>)', 'none', 'range(<row>.u)'],
  ],
  shown: [
    '<text> | upper',
    ...['<text> | capitalize', '<any> | center(9)', '<any> | e', '<any> | escape', '<any> | forceescape'],
    ...['<any> | indent(2)', '<any> | lower', '<any> | nl2br', "<any> | replace('t', <text>)", '<any> | safe'],
    ...['<any> | string', '<any> | striptags', '<any> | title', '<any> | trim', '<any> | truncate(<number>)'],
    ...[
      '<any> | upper',
      '<any> | urlize',
      '<any> | wordcount',
      '<number> | abs',
      '<text> | float',
      '<number> | round(1)',
    ],
    ...[
      '<row>.d | timeago',
      '<number> | currency',
      "<row>.d | date('short')",
      "<row>.d | date(style='%Y', timeZone='UTC')",
    ],
    ...['<any> | dump', '<row>.t | tojson', '<any> | tojson', '<text> | int', '<text> | int(default=<number>)'],
    ...['<number> | number', '<row>.u | number(<number> | abs)', '<rows> | pluralize', "<number> | pluralize('y,ies')"],
    ...['<text> | urlencode', '<any> | length', '<rows> | length', '<dict> | length', '<any> | default(<text>)'],
    ...[
      '<rows> | join',
      "<rows> | join(<text>, 't')",
      "<rows> | join(attribute='o.t', d='-')",
      '<words> | join(<text>)',
    ],
    ...[
      "<rows> | sum('u')",
      '<nums> | sum',
      "<rows> | sum(attribute='u')",
      "<rows> | map('t')",
      "<rows> | map('o.t') | join",
    ],
    ...[
      "<rows> | sum('u', <number>)",
      '<groups> | length',
      '<words> | reverse',
      '<words> | first',
      '<words> | last',
      '<words> | random',
    ],
    ...[
      '<words> | sort | join',
      'words | unique | join',
      "<nums> | select('odd') | join",
      "<nums> | reject('divisibleby', <number>) | join",
    ],
    ...[
      '<any> | d(<text>)',
      '<lists> | first | length',
      '<lists> | length',
      '<pairs> | join',
      '<text> | replace(r/t/g, <text>)',
    ],
  ].map((filtered) => `(${filtered})`),
  any: ['<text>', '<text>', '<number>', '<row>', '<rows>', '<dict>', '<row>.o.t', '<words>'],
  method: [
    '<str>.trim()',
    ...['<str>.charAt(<number>)', '<str>.endsWith(<str>)', '<str>.includes(<str>)', '<str>.indexOf(<str>)'],
    ...['<str>.lastIndexOf(<str>)', '<str>.padEnd(9, <str>)', "<str>.padStart(9, '.')", "<str>.replaceAll('t', <str>)"],
    ...["<str>.split('.')", "<str>.startsWith('t')", '<str>.substring(1, <number>)', '<str>.toLowerCase()'],
    ...[
      '<str>.toString()',
      '<str>.toUpperCase()',
      '<str>.trimEnd()',
      '<str>.trimStart()',
      '<str>.slice(1)',
      '<str>.at(0)',
    ],
    ...['<str>.concat(<str>)', '<str>.length'],
    ...[
      '(<row>.u or 1).toFixed(1)',
      '(<row>.u or 1).toPrecision(2)',
      "(<row>.u or 1).toLocaleString('en')",
      '(<row>.u or 1).toString()',
    ],
    ...[
      '(when.toISOString() if when)',
      "(when.toLocaleDateString('en') if when)",
      "(when.toLocaleTimeString('en') if when)",
      "(when.toLocaleString('en') if when)",
    ],
    ...[
      '(flags.has(<str>) if flags)',
      '(flags.has(k) if flags)',
      '(<rows> or []).join(<str>)',
      '(<rows> or []).includes(<row>)',
    ],
    ...[
      '(<rows> or []).indexOf(<row>)',
      '(<words> or []).join()',
      '<rows>.count',
      '<rows>.count()',
      '<rows>.length',
      '<rows>.all()[0].t',
    ],
    ...['(when.getTime() if when)', '<rows>.first().t', '<row>.getName()'],
  ],
  str: ["'text'", "(<row>.t or 's')", "(<row>.t or 's')", "(<row>.getName or 't')", "(<text> ~ '')"],
  number: [
    'n',
    ...[
      '1',
      '<row>.u',
      '<row>.u',
      '(<number> + <number>)',
      '(<row>.u - <number>)',
      '(<number> * <row>.u)',
      '(<number> / <row>.u)',
    ],
    ...[
      '(<row>.u // <number>)',
      '(<number> % <row>.u)',
      '(<row>.u ** <number>)',
      '(<row>.u % 2)',
      '(<row>.u / 2)',
      '(2 * <row>.u)',
      '-<row>.u',
      '+<row>.u',
      '<rows>.length',
    ],
    ...[
      '(<rows> | length)',
      '(<number> if <cond> else 3)',
      'loop.index',
      '(<row>.u | abs)',
      '(<row>.u // 2)',
      '(2 ** <row>.u)',
    ],
  ],
  words: ['words', "['k1', <text>]", '[<row>.t, <text>]', "(<rows> | map('t'))"],
  nums: ['nums', '[1, <number>]', "(<rows> | map('u'))"],
  cond: [
    'flag',
    ...[
      '<row>',
      '<row>.o',
      '<row>.ok',
      '<row>.ok',
      '(not <row>.ok)',
      '(<cond> and <cond>)',
      '(<cond> or <cond>)',
      '(not <cond>)',
    ],
    ...[
      '<rows>',
      '<rows>.length',
      '<number>',
      '<text>',
      '(<number> < <row>.u)',
      '(<row>.t == <text>)',
      '(<row>.u != <number>)',
    ],
    ...[
      '(<row>.u === <number>)',
      '(<row>.u >= <number>)',
      '(<row>.o == none)',
      '(none != <row>.o)',
      '(<row> == <row>)',
    ],
    ...[
      '(<row>.t in (<words> or []))',
      "('t' in <str>)",
      '(k in (<dict> or dict))',
      '(<row> in (<rows> or []))',
      '(<number> not in (<nums> or []))',
    ],
    ...Array<string>(10).fill('<is>'),
  ],
  is: [
    '<any> is defined',
    ...[
      '<any> is callable',
      '<any> is escaped',
      '<row>.o is falsy',
      '<any> is iterable',
      '<any> is mapping',
      '<any> is null',
    ],
    ...[
      '<any> is number',
      '<any> is string',
      '<row>.ok is truthy',
      '<any> is undefined',
      '<row>.u is divisibleby(<number>)',
    ],
    ...[
      '<row>.t is eq(<text>)',
      '<row>.u is equalto(<number>)',
      '<row>.u is even',
      '<row>.u is ge(<number>)',
      '<row>.u is greaterthan(1)',
    ],
    ...[
      '<row>.u is gt(<number>)',
      '<row>.u is le(<number>)',
      '<row>.u is lessthan(<number>)',
      '<str> is lower',
      '<row>.u is lt(<row>.u)',
    ],
    ...['<row>.t is ne(<row>.t)', '<row>.u is odd', '<row> is sameas(<row>)', '<str> is upper', '<any> is not defined'],
  ].map((test) => `(${test})`),
} satisfies Grammar;

const statements = {
  body: ['<statement>', '<statement><statement>', '<statement><statement><statement>'],
  statement: [
    '{{ <text> }},',
    ...[
      '{{ <text> }},',
      '{{ <row>.t }},',
      '{{ <row> }},',
      '{{ <cond> }},',
      '{{ <any> }},',
      '{{ <shown> }},{{ <shown> }},',
      '{{ <method> }},{{ <method> }},',
    ],
    ...['{{ <is> }}{{ <is> }},', '{{ <shown> }}{{ <number> }},', '{{ <method> }},{{ <is> }},'],
    ...['{% if <cond> %}<body>{% endif %}', '{% if <cond> %}<body>{% elif <cond> %}<body>{% else %}<body>{% endif %}'],
    ...[
      '<loop>',
      '<loop>',
      '<loop>',
      '<set>',
      '<set>',
      '<set>',
      '<macro>',
      '<macro>',
      '<macro>',
      '<switch>',
      '<capture>',
    ],
    '{% raw %}{{ <row>.t }}{% endraw %}{# <row>.t #}',
  ],
  bodyOfLoop: ['{{ x.t }}{{ v.t }}', '<body>', '<body>', '{{ v.t }}{% set v = <row> %}', '{{ x.t }}<body>'],
  statementLoop: ['{% for x in <rows> %}<bodyOfLoop>{% endfor %}'],
  loop: [
    '{% for x in <rows> %}<bodyOfLoop>{% endfor %}',
    ...[
      '{% for x in <rows> %}<body>{% else %}<body>{% endfor %}',
      '{% for x in <row>.l %}{{ x.o.t }}{% else %}{{ x.t }}{% endfor %}',
    ],
    ...[
      '{% for k, v in <dict> %}{{ k }}{{ v.t }}<body>{% endfor %}',
      '{% for k, v in <pairs> %}{{ k }}{{ v.o.t }}<body>{% endfor %}',
    ],
    ...[
      '{% for k, v in <dict> %}{{ k }}{% else %}<body>{% endfor %}',
      '{% for v, x in [[<row>, <row>]] %}<body>{% endfor %}',
    ],
    ...['{% for k, q in <groups> %}{{ k }}{{ q | length }}{% for x in q %}{{ x.t }}{% endfor %}{% endfor %}'],
    ...[
      '{% for q in <lists> %}{% for x in q %}<body>{% endfor %}{% endfor %}',
      '{% for p in <pairs> %}{{ p[0] }}{{ p[1].t }}{% endfor %}',
    ],
    ...[
      '{% for p in <listing> %}{{ p.key }}{{ p.value.t }}{{ p.value.o }}{% endfor %}',
      '{% for v, w, p in <lists> %}{{ v.t }}<body>{% endfor %}',
    ],
    ...[
      '{% for i in range(<row>.u) %}<body>{% set v = v.o %}{{ v.t }}{% endfor %}',
      '{% for x in <rows> %}{{ w.t }}{% set w = v %}{% set v = x %}{% endfor %}',
    ],
    ...[
      '{% for x in <rows> %}{{ loop.index }}{{ loop.first }}{{ <row>.t if loop.last }}{% set x = x.o %}{{ x.t }}{% endfor %}',
    ],
    ...[
      '{% for g in <words> %}{{ g }}{% endfor %}',
      '{% for x in <rows> %}{% set p = { o: x, l: q } %}{{ p.o.t }}{% set q = [x] %}{% endfor %}',
    ],
  ],
  set: [
    '{% set v = <row> %}',
    ...[
      '{% set x = <row> %}',
      '{% set v, w = <row> %}',
      '{% set q = <rows> %}',
      '{% set g = <text> %}',
      '{% set a = <row> %}{{ a.t }}',
    ],
    ...[
      "{% set k = 't' %}{{ <row>[k] }}",
      "{% set k = 't' if <cond> else 'o' %}{{ <row>[k] }}",
      '{% set v = v.o %}{{ v.t }}',
    ],
    ...[
      '{% set p, q = { o: <row>, l: <rows>, t: <text> } %}{{ p.o.t }}{{ q.l[0].t }}{{ p.t }}',
      '{% set k, g = <text> %}{{ k }}{{ g }}',
    ],
    ...[
      '{% if <cond> %}{% set v = <row> %}{% endif %}{{ v.t }}',
      '{% set n = <number> %}{{ n }}',
      '{% set v = missing %}{{ v.t }}',
    ],
  ],
  capture: [
    '{% set g %}<body>{% endset %}{{ g }}',
    ...[
      '{% filter upper %}<body>{% endfilter %}',
      "{% filter replace('t', <text>) %}<body>{% endfilter %}",
      '{% set g %}{{ <row>.t }}{% endset %}{{ g | lower }}',
    ],
  ],
  switch: [
    '{% switch <text> %}{% case <text> %}<body>{% default %}<body>{% endswitch %}',
    ...[
      '{% switch <row>.u %}{% case 1 %}{% case 2 %}<body>{% case n %}<body>{% endswitch %}',
      '{% switch k %}{% case <text> %}{{ <row>.t }}{% case k %}<body>{% endswitch %}',
    ],
    ...['{% switch <row>.ok %}{% case <row>.ok %}<body>{% default %}{{ <row>.t }}{% endswitch %}'],
  ],
  macro: [
    '{% macro show(p) %}<body>{% endmacro %}{{ show(<row>) }}',
    ...[
      '{% macro show(p, w=<row>) %}{{ p.t }}{{ w.t }}<body>{% endmacro %}{{ show(<row>) }}{{ show(<row>, <row>) }}{{ show(w=<row>, p=<row>) }}',
    ],
    ...[
      '{% macro show(p, x) %}{{ x.t }}<body>{% endmacro %}{{ show(<row>, x=<row>) }}',
      '{% macro show() %}{{ a.t }}{{ <row>.t }}{% endmacro %}{{ show() }}',
    ],
    ...['{% macro tree(p) %}{% if p %}{{ p.t }}{{ tree(p.o) }}{% endif %}{% endmacro %}{{ tree(<row>) }}'],
    ...[
      '{% macro tree(p, n) %}{{ p.u }}{% if n > 0 %}{% for x in p.l %}{{ tree(x, n - 1) }}{% endfor %}{% endif %}{% endmacro %}{{ tree(<row>, 2) }}',
    ],
    ...[
      '{% macro flip(p, w, n) %}{{ p.t }}{% if n > 0 %}{{ flip(w, p.o, n - 1) }}{% endif %}{% endmacro %}{{ flip(<row>, <row>, 3) }}',
    ],
    ...[
      '{% macro wrap(p) %}{{ caller() }}{{ p.t }}{% endmacro %}{% call wrap(<row>) %}<body>{% endcall %}',
      '{% set show = <row> %}{{ show.t }}',
    ],
    ...[
      '{% macro wrap(p) %}{{ caller(p.o, <row>) }}{% endmacro %}{% call(x, y) wrap(<row>) %}{{ x.t }}<body>{% endcall %}',
    ],
    ...[
      '{% macro wrap(p) %}{{ caller(p, w=<row>) }}{% endmacro %}{% call(x, w=<row>) wrap(<row>) %}{{ w.t }}<body>{% endcall %}',
    ],
    ...[
      '{% macro show(p) %}<body>{% endmacro %}{% set f = { m: show } %}{{ f.m(<row>) }}',
      '{% macro show(q) %}{% for x in q %}{{ x.t }}{% endfor %}{% endmacro %}{{ show(<rows>) }}{{ show([<row>]) }}',
    ],
    ...[
      '{% macro show(p) %}{{ p.l[0].t }}{% endmacro %}{% macro twice(p) %}{{ show(p) }}{{ show(p.o) }}{% endmacro %}{{ twice(<row>) }}',
    ],
  ],
} satisfies Grammar;

/** Statements that name other templates: not in those, which would read themselves. */
const references = [
  '{% include "part" %}',
  ...[
    '{% include "pa" ~ "rt" %}',
    '{% include "part" if <cond> else "other" %}',
    '{% include "nowhere" ignore missing %}',
  ],
  ...[
    '{% for x in <rows> %}{% include "part" %}{% endfor %}{{ v.t }}',
    '{% set file = "part" %}{% include file %}',
    '{% include ("ot" + "her") ignore missing %}',
  ],
  ...[
    '{% import "lib" as lib %}{{ lib.show(<row>) }}{{ lib.note }}',
    '{% import "lib" as lib with context %}{{ lib.show(<row>) }}{{ lib.row.t }}',
  ],
  ...[
    '{% from "lib" import show, row %}{{ show(<row>, w=<row>) }}{{ row.t }}',
    '{% from "lib" import show as display with context %}{{ display(<row>) }}',
  ],
  ...[
    '{% from "lib" import wrap with context %}{% call(x) wrap(<row>) %}{{ x.t }}<body>{% endcall %}',
    '{% import "lib" as lib %}{% call(x) lib.wrap(<row>) %}<body>{% endcall %}',
  ],
  ...[
    '{% import "li" ~ "b" as lib without context %}{{ lib.tree(<row>) }}',
    '{% from "lib" import tree, note without context %}{{ tree(<row>) }}{{ note }}',
  ],
];

const { body: plain, row } = phrasesOf({ ...expressions, ...statements });
const { body: page, cond } = phrasesOf({
  ...expressions,
  ...statements,
  statement: [...statements.statement, ...references],
});

const library = fc.tuple(plain, plain, row, row, row).map(([shown, wrapped, given, set, text]) => {
  return [
    `{% set row = ${set} %}{% set note %}{{ ${text}.t }}{% endset %}`,
    `{% macro show(p, w=${given}) %}{{ p.t }}{{ w.t }}${shown}{% endmacro %}`,
    `{% macro wrap(p) %}{{ caller(p.o) }}{{ caller(${given}) }}${wrapped}{% endmacro %}`,
    '{% macro tree(p) %}{% if p %}{{ p.t }}{% for y in p.l %}{{ tree(y) }}{% endfor %}{% endif %}{% endmacro %}',
  ].join('');
});

const block = (name: string, body: string) => `{% block ${name} %}${body}{% endblock %}`;

/** Layouts on two levels: a page fills the blocks of its section, and both those of the layout. */
const layouts = fc
  .record({
    layout: fc.constantFrom(
      '{% extends "layout" %}',
      '{% extends "layout" %}',
      '{% extends "section" %}',
      '{% extends "section" %}',
      '{% extends "lay" ~ "out" %}',
      (condition: string) => `{% extends "layout" if ${condition} else "section" %}`,
      (condition: string) => `{% if ${condition} %}{% extends "section" %}{% endif %}`,
    ),
    sectionMain: fc.constantFrom(
      (own: string) => own,
      (own: string) => `${own}{{ super() }}`,
    ),
    ownMain: fc.constantFrom(
      (own: string) => own,
      (own: string) => `{{ super() }}${own}`,
      (own: string) => `${own}{{ super() }}`,
    ),
    row: fc.boolean(),
    ...{
      condition: cond,
      main: page,
      side: page,
      before: plain,
      top: plain,
      after: plain,
      inner: plain,
      set: row,
      lost: page,
    },
  })
  .map((parts) => ({
    page: [
      typeof parts.layout === 'string' ? parts.layout : parts.layout(parts.condition),
      `{% set w = ${parts.set} %}${parts.lost}`,
      block('main', parts.ownMain(parts.main)),
      parts.row ? block('row', '{{ x.o.t }}') : '',
    ].join(''),
    section: [
      '{% extends "layout" %}{% set v = w.o %}',
      block('main', parts.sectionMain(parts.top)),
      block('side', `{{ v.t }}${block('inner', parts.inner)}`),
    ].join(''),
    layout: [
      `${parts.before}{{ w.t }}`,
      block('main', parts.inner),
      block('side', parts.side),
      `{% for x in xs %}${block('row', '{{ x.t }}')}{% endfor %}${parts.after}`,
    ].join(''),
  }));

const partners = { part: plain, other: plain, lib: library };

/** Pages with and without layouts, over all that templates can hold, with what they are given. */
export const generatedCases: fc.Arbitrary<GeneratedCase> = fc
  .record({
    own: fc.oneof(
      { weight: 3, arbitrary: page.map((text): Templates => ({ page: text })) },
      { weight: 1, arbitrary: layouts },
    ),
    partners: fc.record(partners),
    seed: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
  })
  .map(({ own, partners, seed }) => ({ templates: { ...partners, ...own }, seed, data: generatedData(seed) }));
