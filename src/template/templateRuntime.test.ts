import { describe, expect, it } from 'vitest';
import { createEnvironment } from './environment.ts';
import { textTemplates } from './templateSource.ts';

const row = { id: 1, title: 'first', tags: ['a', 'b'], nothing: undefined, __str__: 'Row 1' };

describe('what a template can reach', () => {
  it.each<[string, string, string]>([
    ['a member', '{{ r.title }}{{ r["title"] }}', 'firstfirst'],
    ['a called member that is no function', '{{ r.title() }}{{ r.getName() }}', 'first'],
    ['the words of a list', '{{ r.tags.first }}{{ r.tags.count }}{{ r.tags.all()[1] }}{{ r.tags.first() }}', 'a2ba'],
    ['a field that is named like a word', '{{ d.first }}{{ d.count }}', '12'],
    ['a method that changes nothing', '{{ r.title.toUpperCase() }}{{ r.tags.slice(1) }}', 'FIRSTb'],
    ['the characters of a text', '{{ r.title[0] }}{{ r.title.length }}', 'f5'],
    ['nothing of what is missing', '{{ none.a.b }}{{ r.nothing.a }}', ''],
    ['no code from data', '{{ r.constructor }}{{ r.tags.constructor }}{{ r.title.constructor }}{{ r.toString }}', ''],
    ['no code from a function', '{{ range.constructor }}{{ range.name }}', ''],
    ['no method that changes a list', '{{ r.tags.push }}{{ r.tags.sort }}', ''],
  ])('%s', (_, page, shown) => {
    const data = { r: row, d: { first: 1, count: 2 } };
    expect(render(page, data)).toBe(shown);
  });
});

it('a row is shown as its text, in lists, filters and concatenations too', () => {
  const page = '{{ r }},{{ [r, r] }},{{ r ~ "!" }},{{ r | upper }},{{ [r] | join }},{{ missing ~ r ~ none }}';
  expect(render(page, { r: row })).toBe('Row 1,Row 1,Row 1,Row 1!,ROW 1,Row 1,Row 1');
});

it('an object without a prototype is shown like any other', () => {
  expect(render('{{ x }}', { x: Object.create(null) })).toBe('[object Object]');
});

it('a name that is set to what is missing hides the one outside', () => {
  expect(render('{% set x = 1 %}{% block b %}{% set x = missing %}[{{ x }}]{% endblock %}', {})).toBe('[]');
});

function render(page: string, data: Record<string, unknown>): string {
  return createEnvironment(textTemplates({ page })).render('page', data);
}
