import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { LivegraftError } from '../errors.ts';
import { findingOf } from './finding.ts';
import { analyzeTemplate } from './index.ts';

const templates = {
  'layout.njk': '<title>{{ title }}</title>{% block main %}{% endblock %}',
  'list.njk': `{% extends "layout.njk" %}
{% block main %}
{% for request in requests %}{{ request.title }} {{ request.tenant.user.email | shout }}{% endfor %}
{% endblock %}`,
};
const filters = { shout: { reads: 'text', apply: (text: string) => text.toUpperCase() } } as const;

describe('the analysis of a template', () => {
  it('says what it reads, with its layout', () => {
    const { tree, ...report } = analyzeTemplate('list.njk', { templates, filters });
    expect(report).toEqual({
      paths: ['requests[].tenant.user.email', 'requests[].title', 'title'],
      templates: ['list.njk', 'layout.njk'],
      findings: [],
    });
    const title = tree.members.get('requests')?.items?.members.get('title');
    expect(title?.reads).toEqual([
      { use: 'print', location: expect.objectContaining({ filename: 'list.njk', line: 3, column: 41, length: 5 }) },
    ]);
  });

  it('reads a folder, and what a loader gives', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-analyze-'));
    mkdirSync(path.join(folder, 'parts'));
    writeFileSync(path.join(folder, 'page.njk'), '{% include "parts/name.njk" %}');
    writeFileSync(path.join(folder, 'parts', 'name.njk'), '{{ user.name }}');
    expect(analyzeTemplate('page.njk', { templates: folder })).toMatchObject({
      paths: ['user.name'],
      templates: ['page.njk', 'parts/name.njk'],
      findings: [],
    });
    rmSync(folder, { recursive: true });
    const load = (name: string) => ({ name, filename: `db:${name}`, text: '{{ a.b' });
    expect(analyzeTemplate('x', { templates: load }).findings).toMatchObject([{ code: 'LG1001', file: 'db:x' }]);
  });

  it('finds what is wrong, with its place', () => {
    expect(analyzeTemplate('list.njk', { templates }).findings).toEqual([
      {
        severity: 'error',
        code: 'LG1004',
        message: expect.stringMatching(/^There is no filter "shout".*\.$/),
        hint: expect.any(String),
        file: 'list.njk',
        line: 3,
        column: 81,
        length: 5,
        frame: `list.njk:3:81
2 | {% block main %}
3 | {% for request in requests %}{{ request.title }} {{ request.tenant.user.email | shout }}{% endfor %}
  |                                                                                 ^^^^^`,
      },
    ]);
    expect(analyzeTemplate('nowhere.njk', { templates })).toMatchObject({
      paths: [],
      templates: [],
      findings: [
        {
          severity: 'error',
          code: 'LG1000',
          message: 'There is no template "nowhere.njk" in the given templates.',
          hint: 'Template names are paths below the views folder, such as "rentals/list.njk".',
          file: null,
          line: null,
          column: null,
          length: null,
          frame: null,
        },
      ],
    });
  });

  it('leaves out what a comment silences', () => {
    const text = (comment: string) => ({
      'page.njk': `${comment}\n{% for x in xs %}{% set n = n + 1 %}{% endfor %}{{ n }}`,
    });
    const [found] = analyzeTemplate('page.njk', { templates: text('') }).findings;
    expect(found).toMatchObject({ severity: 'warning', code: 'LG1057', line: 2 });
    const silenced = text('{# livegraft-ignore LG1057: it shows that nothing is counted #}');
    expect(analyzeTemplate('page.njk', { templates: silenced }).findings).toEqual([]);
  });

  it('does what its guide says', () => {
    const guide = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'commands.md'), 'utf8');
    const [, example = ''] = /```ts\nimport [^\n]*\n([\s\S]*?)```/.exec(guide) ?? [];
    const { code } = transformSync(example, { loader: 'ts' });
    const report = new Function('analyzeTemplate', `${code}; return { paths, templates, findings };`)(analyzeTemplate);
    const said = [...example.matchAll(/^\/\/ (\w+) +(\[.*\])$/gm)].map(([, key, value]) => [key, value]);
    expect(said).toEqual(
      Object.entries(report).map(([key, value]) => [key, JSON.stringify(value).replaceAll('"', "'")]),
    );
  });

  it('needs no Sequelize and no GraphQL', () => {
    const imported = importsFrom(path.join(import.meta.dirname, 'index.ts'));
    expect(imported.size).toBeGreaterThan(10);
    expect([...imported].filter((name) => !path.isAbsolute(name)).sort()).toEqual([
      'fastest-levenshtein',
      'node:fs',
      'node:path',
      'nunjucks',
    ]);
  });
});

describe('a finding', () => {
  it.each([
    ['It is wrong.', undefined, 'It is wrong.', null],
    ['Cannot read "a. B" on type "X".', 'Did you mean "b"?', 'Cannot read "a. B" on type "X".', 'Did you mean "b"?'],
    ['There is no x in /a/b.c.', 'Add it. Then go on.', 'There is no x in /a/b.c.', 'Add it. Then go on.'],
  ])('has a sentence and a hint: %j %j', (message, hint, sentence, next) => {
    const error = new LivegraftError({ code: 'LG1000', message, hint });
    expect(findingOf({ severity: 'error', error })).toMatchObject({ message: sentence, hint: next });
  });
});

/** The files and packages that a file leads to when it runs. */
function importsFrom(filename: string, found = new Set<string>()): Set<string> {
  if (found.has(filename)) return found;
  found.add(filename);
  const imports = readFileSync(filename, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm);
  for (const [, name] of imports) {
    if (name!.startsWith('.')) importsFrom(path.resolve(path.dirname(filename), name!), found);
    else found.add(name!);
  }
  return found;
}
