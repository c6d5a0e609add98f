import { describe, expect, it } from 'vitest';
import { analyzePage, type Templates } from '../../integration-tests/analysis/analyzedPage.ts';
import { collectPaths } from './collectPaths.ts';
import { filterDeclarations, testDeclarations } from './filterDeclarations.ts';
import { listPaths } from './listPaths.ts';
import { textTemplates } from './templateSource.ts';

describe('the paths of a template', () => {
  it.each<[string, string | Templates, string[]]>([
    ['nothing', 'plain text {# a comment {{ r.title }} #}{% raw %}{{ r.title }}{% endraw %}', []],
    ['one name', '{{ title }}', ['title']],
    ['a chain', '{{ r.tenant.user.email }}', ['r.tenant.user.email']],
    [
      'an index of what may be one list or another',
      "{{ ((xs | map('o')) or ((d | dictsort)[0]))[0].t }}",
      ['d[].t', 'xs[].o.t'],
    ],
    [
      'the count of a list, or of one that the template makes',
      '{{ (ys if s else (xs or []).concat(xs)).count }}',
      ['s', 'xs', 'xs.count', 'ys.count'],
    ],
    ['a value and what is below it', '{{ r.tenant }}{{ r.tenant.name }}', ['r.tenant', 'r.tenant.name']],
    ['a test and what is below it', '{% if r.tenant %}{{ r.tenant.user.email }}{% endif %}', ['r.tenant.user.email']],
    ['a test alone', '{% if r.tenant %}x{% endif %}', ['r.tenant']],
    ['a comparison with none', '{% if r.tenant == none or none != r.owner %}x{% endif %}', ['r.owner', 'r.tenant']],
    ['a loop', '{% for r in requests %}{{ r.title }}{% endfor %}', ['requests[].title']],
    ['a list that is only counted', '{{ requests | length }}{{ requests_count }}', ['requests', 'requests_count']],
    [
      'one variable for two lists',
      '{% for x in tenants %}{{ x.name }}{% endfor %}{% for x in tags %}{{ x.label }}{% endfor %}',
      ['tags[].label', 'tenants[].name'],
    ],
    [
      'a variable that hides a name of the context',
      '{{ x.label }}{% for x in tenants %}{{ x.name }}{% endfor %}{{ x.color }}',
      ['tenants[].name', 'x.color', 'x.label'],
    ],
    ['the words of a list', '{{ r.tags.all.first.label }}{{ r.tags.count() }}', ['r.tags.count', 'r.tags[].label']],
    ['a called member', '{{ r.getFullName() }}{{ r.user.getEmail }}', ['r.getFullName', 'r.user.getEmail']],
    ['a name set to a member', '{% set user = r.tenant.user %}{{ user.email }}', ['r.tenant.user.email']],
    ['a name that is set and not read', '{% set user = r.tenant.user %}', []],
    [
      'what an earlier turn of a loop has set',
      '{% for r in requests %}{% if last.day != r.day %}{{ last.title }}{% endif %}{% set last = r %}{% endfor %}',
      ['last.day', 'last.title', 'requests[].day', 'requests[].title'],
    ],
    [
      'an included template that sees the loop variable',
      { page: '{% for r in requests %}{% include "row" %}{% endfor %}', row: '{{ r.title }}{{ unit }}' },
      ['requests[].title', 'unit'],
    ],
    [
      'blocks over two levels and a name that the layout reads',
      {
        page: '{% extends "section" %}{% set title = view.name %}{% block main %}{{ r.id }}{% endblock %}',
        section:
          '{% extends "layout" %}{% block side %}{{ menu.label }}{% endblock %}{% block main %}{{ no }}{% endblock %}',
        layout: '{{ title }}{% block side %}{{ never }}{% endblock %}{% block main %}{% endblock %}',
      },
      ['menu.label', 'r.id', 'view.name'],
    ],
    ['what a page shows outside of blocks', { page: '{% extends "l" %}{{ lost.text }}', l: '{{ kept }}' }, ['kept']],
    [
      'filters',
      '{{ a.at | date("short") }}{{ tags | join(", ", "label") }}{{ x | default(y.z) }}{{ xs | selectattr("on") | length }}',
      ['a.at', 'tags[].label', 'x', 'xs[].on', 'y.z'],
    ],
    ['a macro', '{% macro cell(x, y=r.b) %}{{ x.a }}{{ y }}{% endmacro %}{{ cell(r) }}', ['r.a', 'r.b']],
    [
      'imports',
      {
        page: '{% import "lib" as lib %}{{ lib.cell(r) }}{% from "lib" import cell as c with context %}{{ c(s) }}',
        lib: '{% macro cell(x) %}{{ x.a }}{% endmacro %}',
      },
      ['r.a', 's.a'],
    ],
    [
      'a switch',
      '{% switch r.a %}{% case r.b %}{{ r.c }}{% default %}{{ r.d }}{% endswitch %}',
      ['r.a', 'r.b', 'r.c', 'r.d'],
    ],
    [
      'the text of a body',
      '{% set a %}{{ r.a }}{% endset %}{{ a }}{% filter upper %}{{ r.b }}{% endfilter %}',
      ['r.a', 'r.b'],
    ],
    ['a loop with several names', '{% for a, b in c %}{{ a }}{{ b.d }}{% endfor %}', ['c[].d']],
    [
      'a layout in a condition',
      { page: '{% if a %}{% extends "b" %}{% endif %}{{ shown }}', b: '{{ b.c }}' },
      ['a', 'b.c', 'shown'],
    ],
    ['a call that may read everything', '{{ a(r.b) }}{{ r.getName(1) }}', ['a', 'r.b', 'r.getName']],
    ['a key that only the page knows', '{{ r[field] }}{{ xs[n].a }}', ['field', 'n', 'r[]', 'xs[].a']],
    [
      'a key that a loop changes',
      "{% set k = 'a' %}{% for x in xs %}{{ x[k] }}{% set k = 'b' %}{% endfor %}",
      ['xs[].a', 'xs[].b'],
    ],
    [
      'a key that differs between branches',
      "{% if c %}{% set k = 'a' %}{% else %}{% set k = 'b' %}{% endif %}{{ x[k] }}",
      ['c', 'x.a', 'x.b'],
    ],
    [
      'a name that goes deeper with each turn',
      '{% for i in range(3) %}{{ node.a }}{% set node = node.parent %}{% endfor %}',
      ['', '.parent', '.parent.parent', '.parent.parent.parent']
        .map((path) => `node${path}.a`)
        .concat('node.parent.parent.parent.parent'),
    ],
  ])('%s', (_, page, paths) => {
    const { errors, analysis } = analyzePage(typeof page === 'string' ? { page } : page);
    expect(errors).toEqual([]);
    expect(listPaths(analysis.paths)).toEqual(paths);
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
    expect(listPaths(collectPaths('page', textTemplates({ page })).paths)).toHaveLength(200);
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

const knownFilters = [...filterDeclarations.keys()].sort().join(', ');
const knownTests = [...testDeclarations.keys()].sort().join(', ');
const noWaiting = 'all data is loaded before a page renders, so nothing in it waits. Use for and if.';

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
    ...refusedTags('{% asyncEach a in b %}{% endeach %}', '{% asyncEach %}'),
    ...refusedTags('{% asyncAll a in b %}{% endall %}', '{% asyncAll %}'),
    ...refusedTags('{% ifAsync a %}{% endif %}', '{% ifAsync %}'),
    [
      'a list of names, as other languages have it',
      '{% include ["a", "b"] %}',
      [
        'LG1019: nunjucks takes the name of one template here, no list of names. Choose with an inline if, or write several tags with "ignore missing".',
        '',
        'page:1:12',
        '1 | {% include ["a", "b"] %}',
        '  |            ^',
      ],
    ],
    [
      'the name of a template that only the page knows',
      '{% include part %}',
      [
        'LG1003: The name of this template is only known when the page renders, so the fields it reads cannot be loaded. Write it as a string, or choose between strings with an inline if.',
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
      'a list that holds itself',
      '{% set q = [1] %}{% for x in xs %}{% set q = [q] %}{% endfor %}',
      [
        'LG1003: How deep this goes is only known when the page renders: it holds what an earlier turn of a loop made. Make it in the view.',
        '',
        'page:1:46',
        '1 | {% set q = [1] %}{% for x in xs %}{% set q = [q] %}{% endfor %}',
        `  | ${' '.repeat(45)}^`,
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
      '{{ a | qqqqqqqqqq("b") }}',
      [
        `LG1004: There is no filter "qqqqqqqqqq". Livegraft knows ${knownFilters}.`,
        '',
        'page:1:8',
        '1 | {{ a | qqqqqqqqqq("b") }}',
        '  |        ^^^^^^^^^^',
      ],
    ],
    [
      'a template that reads itself',
      { page: '{% include "a" %}', a: '\n{% include "b" %}', b: '{% extends "a" %}' },
      [
        'LG1005: The template "a" reads itself: page → a → b → a. A macro can call itself.',
        '',
        'b:1:4',
        '1 | {% extends "a" %}',
        '  |    ^',
      ],
    ],
    [
      'an unknown test like a known one',
      '{{ 1 if a is definde }}',
      [
        'LG1013: There is no test "definde". Did you mean "defined"?',
        '',
        'page:1:14',
        '1 | {{ 1 if a is definde }}',
        '  |              ^^^^^^^',
      ],
    ],
    [
      'an unknown test like none',
      '{{ 1 if a is qqqqqqqqqq(1) }}',
      [
        `LG1013: There is no test "qqqqqqqqqq". nunjucks knows ${knownTests}.`,
        '',
        'page:1:14',
        '1 | {{ 1 if a is qqqqqqqqqq(1) }}',
        '  |              ^^^^^^^^^^',
      ],
    ],
    [
      'a method that changes a list',
      '{{ xs.push(1) }}',
      [
        'LG1014: "push" changes what it is called on, which a template must not do. Make the list in the view, or use a filter such as sort, reverse or batch.',
        '',
        'page:1:7',
        '1 | {{ xs.push(1) }}',
        '  |       ^^^^',
      ],
    ],
    [
      'an import of what is not there',
      { page: '{% from "lib" import cell, row %}', lib: '{% macro cell() %}{% endmacro %}' },
      [
        'LG1015: The imported template does not define "row". It defines cell.',
        '',
        'page:1:28',
        '1 | {% from "lib" import cell, row %}',
        '  |                            ^^^',
      ],
    ],
    [
      'an import of what begins with _',
      { page: '{% from "lib" import cell %}', lib: '{% macro _cell() %}{% endmacro %}' },
      [
        'LG1015: The imported template does not define "cell". It defines nothing that an import can name.',
        '',
        'page:1:22',
        '1 | {% from "lib" import cell %}',
        '  |                      ^^^^',
      ],
    ],
    [
      'super() where nothing is above',
      {
        page: '{% extends "l" %}{% block main %}{% block own %}{{ super() }}{% endblock %}{% endblock %}',
        l: '{% block main %}{% endblock %}',
      },
      [
        'LG1017: There is nothing above the block "own" that super() could show. Use it in a block that a layout defines too.',
        '',
        'page:1:52',
        '1 | {% extends "l" %}{% block main %}{% block own %}{{ super() }}{% endblock %}{% endblock %}',
        `  | ${' '.repeat(51)}^^^^^`,
      ],
    ],
    [
      'super() outside of a block',
      '{{ super() }}',
      [
        'LG1017: super() stands outside of a block. Use it in a block that a layout defines too.',
        '',
        'page:1:4',
        '1 | {{ super() }}',
        '  |    ^^^^^',
      ],
    ],
    [
      'a parameter like another',
      '{% macro m(title, x=1) %}{% endmacro %}{{ m(titel=1) }}',
      [
        'LG1018: The macro has no parameter "titel". Did you mean "title"?',
        '',
        'page:1:43',
        '1 | {% macro m(title, x=1) %}{% endmacro %}{{ m(titel=1) }}',
        `  | ${' '.repeat(42)}^`,
      ],
    ],
    [
      'a parameter like none',
      '{% macro m(title, x=1) %}{% endmacro %}{{ m(qqqqqq=1) }}',
      [
        'LG1018: The macro has no parameter "qqqqqq". It has title, x.',
        '',
        'page:1:43',
        '1 | {% macro m(title, x=1) %}{% endmacro %}{{ m(qqqqqq=1) }}',
        `  | ${' '.repeat(42)}^`,
      ],
    ],
    [
      'a parameter of a macro without any',
      '{% macro m() %}{% endmacro %}{{ m(a=1) }}',
      [
        'LG1018: The macro has no parameter "a". It has none.',
        '',
        'page:1:33',
        '1 | {% macro m() %}{% endmacro %}{{ m(a=1) }}',
        `  | ${' '.repeat(32)}^`,
      ],
    ],
  ])('%s', (_, page, message) => {
    const { errors } = analyzePage(typeof page === 'string' ? { page } : page);
    // super() outside of a block is a mistake in the text as well
    expect(errors.filter((error) => !error.startsWith('LG1063'))).toEqual([message.join('\n')]);
  });
});

it('an imported template that reads the data of the page is warned of', () => {
  const { analysis, errors } = analyzePage({
    page: '{% import "lib" as lib %}{{ lib.cell() }}',
    lib: '{% macro cell() %}{{ user.name }}{% endmacro %}',
  });
  expect(errors).toEqual([]);
  expect(analysis.diagnostics.map(({ severity, error }) => [severity, error.message])).toEqual([
    [
      'warning',
      [
        'LG1016: "user" is never set here: an imported template does not see the data of the page. Hand it to the macro as an argument, or import "with context".',
        '',
        'lib:1:22',
        '1 | {% macro cell() %}{{ user.name }}{% endmacro %}',
        '  |                      ^^^^',
      ].join('\n'),
    ],
  ]);
});

it('what is wrong does not keep the rest from being read', () => {
  const { analysis, errors } = analyzePage({
    page: '{{ a | uper }}{% include "none" %}{% include "part" %}',
    part: '{{ r.b }}',
  });
  expect(errors).toHaveLength(2);
  expect(listPaths(analysis.paths)).toEqual(['r.b']);
});

function refusedTags(page: string, what: string): [string, string, string[]][] {
  const message = `LG1002: Livegraft does not support ${what}: ${noWaiting}`;
  return [[what, page, [message, '', 'page:1:4', `1 | ${page}`, '  |    ^']]];
}
