import { expect, it } from 'vitest';
import { parseTemplate } from './parseTemplate.ts';

it.each([
  ['{% if a %}{% else if b %}{% endif %}', 'Write {% elif %}.'],
  ['{% if a %}{% elsif b %}{% endif %}', 'Write {% elif %}.'],
  ['{% for x in xs %}{% empty %}{% endfor %}', 'Write {% else %}.'],
  ['{% for x in xs %}{% break %}{% endfor %}', "Put {% if %} around the rest of the loop's body."],
  ['{% for x in xs %}{% endfor x %}', 'Write the end tag alone.'],
  ['{% with a = 1 %}{% endwith %}', 'Write {% set name = value %}.'],
  ['{% load static %}', 'Leave it out: all filters are there.'],
  ['{% csrf_token %}', 'Leave it out: forms are protected without it.'],
  ['{% do xs.push(1) %}', 'A template changes nothing: compute it in the view.'],
  ['{% url "home" %}', 'Write the path.'],
  ['{{ a|default:"x" }}', 'Write the arguments of a filter in parentheses, such as default("…").'],
  ['{% include "a" with x = 1 %}', 'Set the names before: an included template sees the names around it.'],
  ['{{ a && b }}', 'Write "and", "or" and "not".'],
  ['{{ a ? b : c }}', 'Write b if a else c.'],
  ['{% if a = b %}{% endif %}', 'Write == to compare.'],
  ['{{ xs[0:2] }}', 'Write list.slice(0, 2).'],
  ['{{ xs.0 }}', 'Write list[0].'],
  ['{% endif %}', 'No tag is open here that it could belong to.'],
])('%s: %s', (text, hint) => {
  const parse = () => parseTemplate({ name: 'page', filename: 'page', text });
  expect(parse).toThrow(expect.objectContaining({ code: 'LG1001', hint }));
});

it('a mistake that is none of another language has no hint', () => {
  const parse = () => parseTemplate({ name: 'page', filename: 'page', text: '{{ a b }}' });
  expect(parse).toThrow(expect.objectContaining({ code: 'LG1001', hint: undefined }));
});
