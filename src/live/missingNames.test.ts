import { describe, expect, it } from 'vitest';
import { collectPaths } from '../template/collectPaths.ts';
import { textTemplates } from '../template/templateSource.ts';
import type { CompiledView } from './compileView.ts';
import { missingNames } from './missingNames.ts';

function missing(template: string, context: Record<string, unknown>): string[] {
  const { paths } = collectPaths('list.njk', textTemplates({ 'list.njk': template }));
  return missingNames({ view: { name: 'ListView' }, paths } as CompiledView, context).map(({ message }) => message);
}

describe('a name that a template reads', () => {
  it('and is not given is found, with its place', () => {
    expect(missing('<p>{{ total }}\n{{ pagr.next }}</p>', { total: null, pager: {} })).toEqual([
      `LG4046: ListView gives its template no "pagr", so nothing is shown for it. Did you mean "pager"? Make it a public name or return it from getContextData(), be it null.

list.njk:2:4
1 | <p>{{ total }}
2 | {{ pagr.next }}</p>
  |    ^^^^`,
    ]);
    expect(missing('{% for row in rows %}{{ row }}{% endfor %}', {})).toHaveLength(1);
  });

  it.each([
    ['that it tests', '{% if href %}<a href="{{ href }}">{% endif %}'],
    ['that has a default', '{{ note | default("None") }}'],
    [
      'that the template makes',
      '{% set note = "here" %}{{ note }}{% for row in [1] %}{{ row }}{{ loop.index }}{% endfor %}',
    ],
    ['of a message', '{{ flash.info }}'],
    ['that is there for all templates', '{% for number in range(3) %}{{ number }}{% endfor %}'],
  ])('may be missing: one %s', (_, template) => {
    expect(missing(template, {})).toEqual([]);
  });
});
