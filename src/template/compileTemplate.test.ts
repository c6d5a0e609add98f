import { expect, it } from 'vitest';
import { createEnvironment } from './environment.ts';
import { textTemplates } from './templateSource.ts';

it('what a page shows outside of its blocks does not run', () => {
  const r = {
    get lost(): string {
      throw new Error('is read');
    },
  };
  expect(
    render(
      { page: '{% extends "l" %}{{ r.lost }}{% block b %}shown{% endblock %}', l: '{% block b %}{% endblock %}' },
      { r },
    ),
  ).toBe('shown');
});

it('super() shows the block above where it stands, with the names there', () => {
  const templates = {
    page: '{% extends "section" %}{% block b %}{% set x = "page" %}({{ super() }}){% endblock %}',
    section: '{% extends "l" %}{% block b %}[{{ super() }}{{ super() }}]{% endblock %}',
    l: '{% set x = "layout" %}{% block b %}<{{ x }}>{% endblock %}',
  };
  expect(render(templates, {})).toBe('([<page><page>])');
});

it('the body of a call sees the names where it stands', () => {
  const page =
    '{% macro m(x) %}{{ caller() }}{{ caller() }}{% endmacro %}{% for x in [1, 2] %}{% call m(9) %}{{ x }}{% endcall %}{% endfor %}';
  expect(render({ page }, {})).toBe('1122');
});

it('a block stands in the body of a set', () => {
  const l = '{% block a %}{% endblock %}{% set x %}{% block b %}{% endblock %}{% endset %}{{ x }}';
  const page = '{% extends "l" %}{% block a %}A{% endblock %}{% block b %}B{% endblock %}';
  expect(render({ page, l }, {})).toBe('AB');
});

it('concatenation puts nothing together from what is missing', () => {
  expect(render({ page: '{{ "a" ~ missing ~ none ~ 0 }}' }, {})).toBe('a0');
});

function render(templates: Record<string, string>, data: Record<string, unknown>): string {
  return createEnvironment(textTemplates(templates)).render('page', data);
}
