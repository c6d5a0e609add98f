import { describe, expect, it } from 'vitest';
import { collectPaths } from './collectPaths.ts';
import { readPaths } from './pathTree.ts';
import { textTemplates } from './templateSource.ts';

type Templates = Readonly<Record<string, string>>;

describe('the paths of a template', () => {
  it.each<[string, string | Templates, string[]]>([
    ['nothing', 'plain text {# a comment {{ r.title }} #}{% raw %}{{ r.title }}{% endraw %}', []],
    ['one name', '{{ title }}', ['title']],
    ['a chain', '{{ r.tenant.user.email }}', ['r.tenant.user.email']],
    ['a value and what is below it', '{{ r.tenant }}{{ r.tenant.name }}', ['r.tenant', 'r.tenant.name']],
    ['a test and what is below it', '{% if r.tenant %}{{ r.tenant.user.email }}{% endif %}', ['r.tenant.user.email']],
    ['a test alone', '{% if r.tenant %}x{% endif %}', ['r.tenant']],
    ['a comparison with none', '{% if r.tenant == none or none != r.owner %}x{% endif %}', ['r.tenant', 'r.owner']],
    ['a loop', '{% for r in requests %}{{ r.title }}{% endfor %}', ['requests.title']],
    ['a list that is only counted', '{{ requests | length }}{{ requests_count }}', ['requests', 'requests_count']],
    [
      'one variable for two lists',
      '{% for x in tenants %}{{ x.name }}{% endfor %}{% for x in tags %}{{ x.label }}{% endfor %}',
      ['tenants.name', 'tags.label'],
    ],
    [
      'a variable that hides a name of the context',
      '{{ x.label }}{% for x in tenants %}{{ x.name }}{% endfor %}{{ x.color }}',
      ['x.label', 'x.color', 'tenants.name'],
    ],
    [
      'the words of a list',
      '{{ r.tags.all.first.label }}{{ r.tags.count() }}',
      ['r.tags.all.first.label', 'r.tags.count'],
    ],
    ['a called member', '{{ r.getFullName() }}{{ r.user.getEmail }}', ['r.getFullName', 'r.user.getEmail']],
    ['a name set to a member', '{% set user = r.tenant.user %}{{ user.email }}', ['r.tenant.user.email']],
    ['a name that is set and not read', '{% set user = r.tenant.user %}', []],
    [
      'what an earlier turn of a loop has set',
      '{% for r in requests %}{% if last.day != r.day %}{{ last.title }}{% endif %}{% set last = r %}{% endfor %}',
      ['requests.day', 'requests.title', 'last.day', 'last.title'],
    ],
    [
      'an included template that sees the loop variable',
      { page: '{% for r in requests %}{% include "row" %}{% endfor %}', row: '{{ r.title }}{{ unit }}' },
      ['requests.title', 'unit'],
    ],
    [
      'blocks over two levels and a name that the layout reads',
      {
        page: '{% extends "section" %}{% set title = view.name %}{% block main %}{{ r.id }}{% endblock %}',
        section:
          '{% extends "layout" %}{% block side %}{{ menu.label }}{% endblock %}{% block main %}{{ no }}{% endblock %}',
        layout: '{{ title }}{% block side %}{{ never }}{% endblock %}{% block main %}{% endblock %}',
      },
      ['view.name', 'menu.label', 'r.id'],
    ],
    ['what a page shows outside of blocks', { page: '{% extends "l" %}{{ lost.text }}', l: '{{ kept }}' }, ['kept']],
    [
      'filters',
      '{{ a.at | date("short") }}{{ tags | join(", ", "label") }}{{ x | default(y.z) }}',
      ['a.at', 'tags.label', 'x', 'y.z'],
    ],
  ])('%s', (_, page, paths) => {
    const templates = typeof page === 'string' ? { page } : page;
    expect(readPaths(collectPaths('page', textTemplates(templates)).paths)).toEqual(paths);
  });

  it('keep every place where a step is named, and what is done there', () => {
    const { paths } = collectPaths(
      'page',
      textTemplates({ page: '{{ r.title }}\n{% if r.title %}{{ r.title | upper }}{% endif %}' }),
    );
    const title = paths.members.get('r')!.members.get('title')!;
    expect(title.mentions.map(({ line, column, length }) => [line, column, length])).toEqual([
      [1, 6, 5],
      [2, 9, 5],
      [2, 22, 5],
    ]);
    expect(title.reads.map(({ use, location }) => [use, location.line, location.column])).toEqual([
      ['print', 1, 6],
      ['test', 2, 9],
      ['print', 2, 22],
    ]);
  });

  it('come with every template that was read, the page first', () => {
    const load = textTemplates({ page: '{% extends "layout" %}', layout: '{% include "a" %}{% include "a" %}', a: '' });
    expect(collectPaths('page', load).sources.map(({ name }) => name)).toEqual(['page', 'layout', 'a']);
  });

  it('takes long chains of conditions in one pass each', () => {
    const chain = (operator: string) => Array.from({ length: 200 }, (_, index) => `r.f${index}`).join(operator);
    const page = `{{ ${chain(' or ')} }}{% if ${chain(' and ')} %}{% endif %}{{ r.f0${' | default(r.f1)'.repeat(200)} }}`;
    expect(readPaths(collectPaths('page', textTemplates({ page })).paths)).toHaveLength(200);
  });

  it('includes a part in nested loops without reading it over and over', () => {
    const depth = 8;
    const open = Array.from({ length: depth }, (_, level) => `{% for x${level} in xs %}`).join('');
    let reads = 0;
    const load = textTemplates({
      page: `${open}{% include "part" %}${'{% endfor %}'.repeat(depth)}`,
      part: '{{ x0.t }}',
    });
    collectPaths('page', (name) => {
      reads += Number(name === 'part');
      return load(name);
    });
    expect(reads).toBe(1);
  });
});

const writeItWith = 'Write it with for, if, set, include, extends, block, filters or an inline if.';
const knownFilters =
  'abs, capitalize, center, currency, d, date, default, e, escape, first, float, forceescape, indent, int, join, last, length, list, lower, nl2br, number, random, replace, reverse, round, safe, sort, string, striptags, title, trim, truncate, upper, urlencode, urlize, wordcount';

describe('what the analysis refuses', () => {
  it.each<[string, string | Templates, string[]]>([
    [
      'a template that is not there',
      { page: '<p>\n{% include "part" %}' },
      [
        'LG1000: There is no template "part" in the given templates. Template names are paths below the views folder, such as "rentals/list.njk".',
        '',
        'page:2:4',
        '1 | <p>',
        '2 | {% include "part" %}',
        '  |    ^',
      ],
    ],
    [
      'an unclosed tag',
      '{% if a %}\n<p>\n',
      [
        'LG1001: The template does not parse: parseIf: expected elif, else, or endif, got end of file.',
        '',
        'page:2:4',
        '1 | {% if a %}',
        '2 | <p>',
        '  |    ^',
      ],
    ],
    [
      'an expression that ends too early',
      '<p>{{ a. ',
      [
        'LG1001: The template does not parse: it ends in the middle of an expression.',
        '',
        'page:1:9',
        '1 | <p>{{ a. ',
        '  |         ^',
      ],
    ],
    [
      'an unknown tag',
      '<p>\n  {% fro x in xs %}',
      [
        'LG1001: The template does not parse: unknown block tag: fro.',
        '',
        'page:2:6',
        '1 | <p>',
        '2 |   {% fro x in xs %}',
        '  |      ^',
      ],
    ],
    [
      'two blocks of one name',
      '{% block a %}{% endblock %}\n{% if b %}{% block a %}{% endblock %}{% endif %}',
      [
        'LG1001: The template does not parse: the block "a" is defined more than once.',
        '',
        'page:2:20',
        '1 | {% block a %}{% endblock %}',
        '2 | {% if b %}{% block a %}{% endblock %}{% endif %}',
        '  |                    ^',
      ],
    ],
    [
      'a macro',
      '{% macro cell(x) %}{% endmacro %}',
      [
        `LG1002: Livegraft does not support {% macro %} yet. ${writeItWith}`,
        '',
        'page:1:4',
        '1 | {% macro cell(x) %}{% endmacro %}',
        '  |    ^',
      ],
    ],
    ...refusedTags('{% import "a" as b %}', '{% import %}', 4),
    ...refusedTags('{% from "a" import b %}', '{% from … import %}', 4),
    ...refusedTags('{% switch a %}{% case 1 %}{% endswitch %}', '{% switch %}', 4),
    ...refusedTags('{% set a %}x{% endset %}', '{% set %} with a body', 4),
    ...refusedTags('{% for a, b in c %}{% endfor %}', '{% for %} with several names', 4),
    ...refusedTags('{% asyncEach a in b %}{% endeach %}', '{% asyncEach %}', 4),
    ...refusedTags('{% asyncAll a in b %}{% endall %}', '{% asyncAll %}', 4),
    ...refusedTags('{% ifAsync a %}{% endif %}', '{% ifAsync %}', 4),
    ...refusedTags('{% filter upper %}a{% endfilter %}', '{% filter %}', 11),
    ...refusedTags('{% if a %}{% extends "b" %}{% endif %}', '{% extends %} inside another tag', 14),
    ...refusedTags('{{ super() }}', 'super()', 4, 5),
    ...refusedTags('{{ a.b(1) }}', 'the call b(…)', 6, 1),
    ...refusedTags('{{ a.getName(1) }}', 'the call getName(…)', 6, 7),
    ...refusedTags('{{ a(1) }}', 'this call', 4, 1),
    ...refusedTags('{{ a | round(precision=2) }}', 'keyword arguments of the filter "round"', 8, 5),
    ...refusedTags('{{ a | default("x", boolean=true) }}', 'keyword arguments of the filter "default"', 8, 7),
    [
      'a key that only the page knows',
      '{{ r[field] }}',
      [
        'LG1003: This key is only known when the page renders, so the fields it reads cannot be loaded. Write the name of the member.',
        '',
        'page:1:6',
        '1 | {{ r[field] }}',
        '  |      ^^^^^',
      ],
    ],
    [
      'a key that a loop changes',
      "{% set k = 'a' %}{% for x in xs %}{{ x[k] }}{% set k = 'b' %}{% endfor %}",
      [
        'LG1003: This key is only known when the page renders, so the fields it reads cannot be loaded. Write the name of the member.',
        '',
        'page:1:40',
        "1 | {% set k = 'a' %}{% for x in xs %}{{ x[k] }}{% set k = 'b' %}{% endfor %}",
        '  |                                        ^',
      ],
    ],
    [
      'a key that differs between branches',
      "{% if c %}{% set k = 'a' %}{% else %}{% set k = 'b' %}{% endif %}{{ x[k] }}",
      [
        'LG1003: This key is only known when the page renders, so the fields it reads cannot be loaded. Write the name of the member.',
        '',
        'page:1:71',
        "1 | {% if c %}{% set k = 'a' %}{% else %}{% set k = 'b' %}{% endif %}{{ x[k] }}",
        `  | ${' '.repeat(70)}^`,
      ],
    ],
    [
      'the name of a template that only the page knows',
      '{% include part %}',
      [
        'LG1003: The name of this template is only known when the page renders, so the fields it reads cannot be loaded. Write it as a string.',
        '',
        'page:1:12',
        '1 | {% include part %}',
        '  |            ^^^^',
      ],
    ],
    [
      "a filter's attribute that only the page knows",
      '{{ xs | sort(attribute=by) }}',
      [
        'LG1003: The attribute of this filter is only known when the page renders, so the fields it reads cannot be loaded. Write it as a string.',
        '',
        'page:1:24',
        '1 | {{ xs | sort(attribute=by) }}',
        '  |                        ^^',
      ],
    ],
    [
      'a name that goes deeper with each turn',
      '{% for i in range(3) %}{% set node = node.parent %}{% endfor %}',
      [
        'LG1003: How often "parent" is followed is only known when the page renders. Write the steps out, or compute the value in the view.',
        '',
        'page:1:43',
        '1 | {% for i in range(3) %}{% set node = node.parent %}{% endfor %}',
        `  | ${' '.repeat(42)}^^^^^^`,
      ],
    ],
    [
      'a list whose items are lists, and so on',
      '{% for i in range(3) %}{% set xs = xs | first %}{% endfor %}',
      [
        'LG1003: How often "xs" is followed is only known when the page renders. Write the steps out, or compute the value in the view.',
        '',
        'page:1:31',
        '1 | {% for i in range(3) %}{% set xs = xs | first %}{% endfor %}',
        `  | ${' '.repeat(30)}^^`,
      ],
    ],
    [
      'a name that may mean more and more',
      '{% for i in range(3) %}{% set n = n.left if i else n.right %}{% endfor %}',
      [
        'LG1003: How often "left" is followed is only known when the page renders. Write the steps out, or compute the value in the view.',
        '',
        'page:1:31',
        '1 | {% for i in range(3) %}{% set n = n.left if i else n.right %}{% endfor %}',
        `  | ${' '.repeat(30)}^`,
      ],
    ],
    [
      'an unknown filter like a known one',
      '{{ a | uper }}',
      [
        'LG1004: There is no filter "uper". Did you mean "upper"?',
        '',
        'page:1:8',
        '1 | {{ a | uper }}',
        '  |        ^^^^',
      ],
    ],
    [
      'an unknown filter like none',
      '{{ a | selectattr("b") }}',
      [
        `LG1004: There is no filter "selectattr". Livegraft knows ${knownFilters}.`,
        '',
        'page:1:8',
        '1 | {{ a | selectattr("b") }}',
        '  |        ^^^^^^^^^^',
      ],
    ],
    [
      'a template that reads itself',
      { page: '{% include "a" %}', a: '\n{% include "b" %}', b: '{% extends "a" %}' },
      ['LG1005: The template "a" reads itself: page → a → b → a.', '', 'b:1:4', '1 | {% extends "a" %}', '  |    ^'],
    ],
  ])('%s', (_, page, message) => {
    const templates = typeof page === 'string' ? { page } : page;
    expect(messageOf(() => collectPaths('page', textTemplates(templates)))).toBe(message.join('\n'));
  });
});

function refusedTags(page: string, what: string, column: number, length = 1): [string, string, string[]][] {
  const underline = ' '.repeat(column - 1) + '^'.repeat(length);
  const message = `LG1002: Livegraft does not support ${what} yet. ${writeItWith}`;
  return [[what, page, [message, '', `page:1:${column}`, `1 | ${page}`, `  | ${underline}`]]];
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
