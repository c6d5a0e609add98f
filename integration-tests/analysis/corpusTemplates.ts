/**
 * The templates that nunjucks' render tests name and that are not among the data: ours, made so that what the tests expect
 * comes out.
 */
export const corpusTemplates: Readonly<Record<string, string>> = {
  'base.njk': 'Foo{% block block1 %}Bar{% endblock %}{% block block2 %}Baz{% endblock %}Fizzle',
  'base2.njk': 'Other{% block block1 %}{% endblock %}',
  'base-inherit.njk': '{% extends "base.njk" %}{% block block1 %}*{{ super() }}*{% endblock %}',
  'base-show.njk': '{% block main %}{{ var }}{% endblock %}',
  'base-set-and-show.njk': '{% set var = "parent" %}{% block main %}{% endblock %}{{ var }}',
  'base-set-wraps-block.njk': '{% set text %}{% block somevar %}{% endblock %}{% endset %}{{ text }}\n',
  'filter-block.html':
    '{% filter replace("force", "forth") %}may the {% block block1 %}{% endblock %} be with you{% endfilter %}\n',
  'import.njk':
    `{% macro foo() %}Here's a macro{% endmacro %}{% set bar = "baz" %}` +
    '{% macro wrap(el) %}{{ ("<" ~ el ~ ">") | safe }}{{ caller() }}{{ ("</" ~ el ~ ">") | safe }}{% endmacro %}',
  'import-context.njk': `{% macro foo() %}Here's {{ bar }}{% endmacro %}`,
  'import-context-set.njk': '{% set bar = "FOO" %}{% set buzz = "buzz" %}',
  'include.njk': 'FooInclude {{ name }}',
  'includeMany.njk': '{% include "include.njk" %}\n'.repeat(130),
  'item.njk': 'showing {{ item }}',
};
