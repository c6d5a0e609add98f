import { describe, expect, it } from 'vitest';
import { createEnvironment } from './environment.ts';
import { isCallableMember } from './rewriteTemplate.ts';
import { textTemplates } from './templateSource.ts';

const tags = [
  { __str__: 'Tag 1', label: 'old', count: 7, tags: [] },
  { __str__: 'Tag 2', label: 'new', count: 8, tags: ['x', 'y'] },
];
const context = {
  r: {
    __str__: 'Request 1',
    tags,
    tenant: null,
    getFullName: 'Ann Lee',
    first: 'own first',
    count: 42,
    all: 'own all',
    text: 'abc',
  },
  plain: { get: () => 'got', getName: () => 'called', first: () => 'called first' },
  tags,
  empty: [],
};

describe('words of a list', () => {
  it.each([
    ['{% for t in r.tags.all %}{{ t.label }} {% endfor %}', 'old new '],
    ['{% for t in r.tags.all() %}{{ t.label }} {% endfor %}', 'old new '],
    ['{{ r.tags.count }}{{ r.tags.count() }}{{ tags.all.count }}', '222'],
    ['{{ r.tags.first.label }} {{ r.tags.first().label }}', 'old old'],
    ['{{ r.tags.all.first }} {{ (tags | last).tags.first }}', 'Tag 1 x'],
    ['[{{ empty.first }}{{ empty.first.label }}{{ empty.count }}]', '[0]'],
    ['[{{ missing.all }}{{ missing.count() }}{{ r.tenant.first }}]', '[]'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });

  it('give way to a field of that name', () => {
    expect(render('{{ r.first }} {{ r.count }} {{ r.all() }} {{ tags[0].count }}')).toBe('own first 42 own all 7');
    expect(render('{{ plain.first() }}')).toBe('called first');
    expect(render('{% for t in tags %}{{ loop.first }}{% endfor %}')).toBe('truefalse');
  });

  it('mean nothing on text', () => {
    expect(render('[{{ r.text.first }}{{ r.text.count }}]')).toBe('[]');
  });
});

describe('called members', () => {
  it.each([
    ['{{ r.getFullName }}', 'Ann Lee'],
    ['{{ r.getFullName() }}', 'Ann Lee'],
    ['[{{ r.tenant.getFullName() }}]', '[]'],
    ['{{ plain.getName() }}', 'called'],
    ['{{ "x" if r.getFullName() == "Ann Lee" }}', 'x'],
    ['{{ "x" if 4 is divisibleby(tags.count()) }}', 'x'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });

  it.each([
    ['getName', true],
    ['all', true],
    ['count', true],
    ['first', true],
    ['get', false],
    ['getter', false],
    ['name', false],
  ])('%s: %s', (name, isCallable) => {
    expect(isCallableMember(name)).toBe(isCallable);
  });
});

describe('a model that is printed', () => {
  it.each([
    ['{{ r }}', 'Request 1'],
    ['{{ tags[0] }} {{ tags | last }}', 'Tag 1 Tag 2'],
    ['{{ r ~ "!" }}', 'Request 1!'],
    ['{{ r | upper }} {{ r | truncate(3, true, "") }}', 'REQUEST 1 Req'],
    ['{{ r.tenant or r }}', 'Request 1'],
    ['{{ (r if tags) }}', 'Request 1'],
    ['{{ r.tenant | default(r) }}{{ missing | default(r) }}', 'Request 1'],
    ['{% set x = r %}{{ x }}', 'Request 1'],
    ['{{ "x" | replace("x", "y") }}', 'y'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });
});

it('no template can name the filters that rewriting calls', () => {
  expect(() => render('{{ r | livegraft print }}')).toThrow('expected variable end');
});

function render(page: string): string {
  return createEnvironment(textTemplates({ page })).render('page', context);
}
