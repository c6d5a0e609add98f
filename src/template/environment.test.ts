import { describe, expect, it } from 'vitest';
import { createEnvironment } from './environment.ts';
import { textTemplates } from './templateSource.ts';

describe('rendering', () => {
  it('escapes what is printed, in text and in quoted attributes', () => {
    const page = '<p title="{{ x }}" class=\'{{ x }}\'>{{ x }}</p>{{ x | safe }}{{ "<b>" }}';
    const hostile = `</p><script>alert("1" + '2' && \`3\` \\ 4)</script>`;
    const escaped = '&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39; &amp;&amp; `3` &#92; 4)&lt;/script&gt;';
    expect(render({ page }, { x: hostile })).toBe(
      `<p title="${escaped}" class='${escaped}'>${escaped}</p>${hostile}&lt;b&gt;`,
    );
  });

  it('compiles each template once, until they are forgotten', () => {
    const templates = { page: 'one' };
    const environment = createEnvironment((name) => textTemplates(templates)(name));
    expect(environment.render('page', {})).toBe('one');
    templates.page = 'two';
    expect(environment.render('page', {})).toBe('one');
    environment.clear();
    expect(environment.render('page', {})).toBe('two');
  });

  it('leaves the given context as it was', () => {
    const context = { r: { tags: [2, 1] } };
    render({ page: '{% set r = 1 %}{% set x = 2 %}{{ r }}' }, context);
    render(
      { page: '{% for t in r.tags | sort %}{{ t }}{% endfor %}{% for t in r.tags | reverse %}{% endfor %}' },
      context,
    );
    expect(context).toEqual({ r: { tags: [2, 1] } });
  });
});

it('rows without an association are sorted last by what it has', () => {
  const page = '{% for x in xs | sort(attribute="o.t") %}{{ x.o.t or "none" }},{% endfor %}';
  expect(render({ page }, { xs: [{ o: null }, { o: { t: 2 } }, { o: { t: 1 } }] })).toBe('1,2,none,');
});

it('filters and globals of the application go before those of nunjucks', () => {
  const options = {
    filters: { upper: { reads: 'text', apply: (text: unknown) => `<${text}>` } },
    globals: { twice: { reads: 'value', apply: (value: number) => 2 * value } },
  } as const;
  const environment = createEnvironment(textTemplates({ page: '{{ r | upper }}{{ twice(2) }}' }), options);
  expect(environment.render('page', { r: { __str__: 'row' } })).toBe('&lt;row&gt;4');
});

it('text that is no HTML is not escaped', () => {
  const environment = createEnvironment(textTemplates({ page: '{{ x }}' }), { autoescape: false });
  expect(environment.render('page', { x: '<' })).toBe('<');
});

describe('a page that does not render', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'says where a call fails',
      { page: '<p>\n  {{ range(2).foo(1) }}' },
      [
        'LG1011: The template "page" does not render: Unable to call `the return value of (range)["foo"]`, which is undefined or falsey.',
        '',
        'page:2:11',
        '1 | <p>',
        '2 |   {{ range(2).foo(1) }}',
        '  |           ^',
      ],
    ],
    [
      'names the included template that fails',
      { page: '\n\n{% include "part" %}', part: '{{ missing() }}' },
      [
        'LG1011: The template "part" does not render: Unable to call `missing`, which is undefined or falsey.',
        '',
        'part:1:11',
        '1 | {{ missing() }}',
        '  |           ^',
      ],
    ],
    [
      'shows no place that it does not know',
      { page: '{{ "a" in 5 }}' },
      ['LG1011: The template "page" does not render: Cannot use "in" operator to search for "a" in unexpected types.'],
    ],
    [
      'shows no place in a layout, of which nunjucks only knows the line',
      { page: '{% extends "layout" %}', layout: '\n\n  {{ missing() }}' },
      ['LG1011: The template "page" does not render: Unable to call `missing`, which is undefined or falsey.'],
    ],
    [
      'keeps the code of what a filter of ours says',
      { page: '{% include "part" %}', part: '{{ "x" | number }}' },
      ['LG1021: The template "part" does not render: The filter "number" takes a number, but got "x".'],
    ],
    [
      'keeps the place of a template that does not parse',
      { page: '{% include "part" %}', part: '{% if %}' },
      ['LG1001: The template does not parse: unexpected token: %}.', '', 'part:1:7', '1 | {% if %}', '  |       ^'],
    ],
    [
      'names a template that is not there',
      { page: '{% include "part" %}' },
      [
        'LG1000: The template "page" does not render: There is no template "part" in the given templates. Template names are paths below the views folder, such as "rentals/list.njk".',
      ],
    ],
  ])('%s', (_, templates, message) => {
    expect(() => render(templates, { xs: [{ o: null }, { o: { t: 1 } }] })).toThrow(
      expect.objectContaining({ message: message.join('\n') }),
    );
  });

  it('keeps what was thrown', () => {
    const thrown = new RangeError('out of range');
    const row = {
      get title(): string {
        throw thrown;
      },
    };
    expect(() => render({ page: '{{ row.title }}' }, { row })).toThrow(
      expect.objectContaining({
        code: 'LG1011',
        reason: 'The template "page" does not render: out of range.',
        cause: thrown,
      }),
    );
  });
});

function render(templates: Record<string, string>, context: Record<string, unknown>): string {
  return createEnvironment(textTemplates(templates)).render('page', context);
}
