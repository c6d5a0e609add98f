import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listPaths } from '../../src/template/listPaths.ts';
import { analyzePage } from './analyzedPage.ts';
import { phrasesOf } from './grammar.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 200);

// Nothing here depends on the data: without conditions, all that is listed has to be read.
const { body, row } = phrasesOf({
  row: [
    'x',
    'a',
    'b',
    'v',
    '<row>.o',
    "<row>['o']",
    '<rows>[0]',
    '(<rows> | first)',
    '<rows>.first.o',
    '{ k: <row> }.k',
  ],
  rows: ['xs', '<row>.l', '<row>.l', '(<rows> | reverse)', '<rows>.all', '(<rows> | list)', '[<row>]'],
  text: [
    '<row>.t',
    ...['<row>.u', '<row>', '(<row>.t ~ <row>.u)', '(<row>.u + <row>.u)', '(<row>.t | upper)', '<row>.t.trim()'],
    ...[
      "(<rows> | join(',', 't'))",
      "(<rows> | sum('u'))",
      "(<rows> | map('o') | join)",
      '<row>.getName()',
      '<rows>.length',
    ],
  ],
  body: ['<statement>', '<statement><statement>', '<statement><statement><statement>'],
  statement: [
    '{{ <text> }}',
    ...[
      '{{ <text> }}',
      '{% for x in <rows> %}<body>{% endfor %}',
      '{% set g %}<body>{% endset %}',
      '{% include "part" %}',
    ],
    ...['{% macro show(x) %}<body>{% endmacro %}{{ show(<row>) }}', '{% filter upper %}<body>{% endfilter %}'],
    ...[
      "{% for x in <rows> | sort(attribute='t') %}<body>{% endfor %}",
      '{% for k, x in { k: <row> } %}<body>{% endfor %}',
    ],
    ...[
      '{% import "lib" as lib %}{{ lib.show(<row>) }}',
      '{% macro wrap(y) %}{{ caller(y) }}{% endmacro %}{% call(x) wrap(<row>) %}<body>{% endcall %}',
    ],
  ],
});
const part = '{{ x.t }}{{ a.o.u }}';
const lib = '{% macro show(x, y=x.o) %}{{ x.t }}{{ y.u }}{% endmacro %}';

it('every path that is listed for a page without conditions is read', () => {
  fc.assert(
    fc.property(row, body, (set, text) => {
      const page = analyzePage({ page: `{% set v = ${set} %}${text}`, part, lib });
      expect(page.errors).toEqual([]);
      const reads = new Set<string>();
      expect(page.render(endlessData(reads))).toMatchObject({ fails: false });
      const listed = listPaths(page.analysis.paths).filter((path) => path.includes('.'));
      expect(listed.filter((path) => !reads.has(path))).toEqual([]);
    }),
    { numRuns },
  );
});

/** Rows below which there are always more. What is read is added to `reads`, as `listPaths` writes it. */
function endlessData(reads: Set<string>): Record<string, unknown> {
  const rowAt = (path: string): object => {
    const read = <T>(step: string, value: T): T => {
      reads.add(`${path}${step}`);
      return value;
    };
    return {
      get t() {
        return read('.t', `t of ${path}`);
      },
      get u() {
        return read('.u', path.length);
      },
      get getName() {
        return read('.getName', `name of ${path}`);
      },
      get o() {
        return read('.o', rowAt(`${path}.o`));
      },
      get l() {
        return read('.l', listAt(`${path}.l`));
      },
      get __str__() {
        return read('', path);
      },
    };
  };
  const listAt = (path: string) => {
    const list = [rowAt(`${path}[]`), rowAt(`${path}[]`)];
    return new Proxy(list, {
      get(target, key) {
        if (key === 'length') reads.add(`${path}.length`);
        return Reflect.get(target, key);
      },
    });
  };
  const rows = ['a', 'b', 'x', 'v'].map((name) => [name, rowAt(name)]);
  return { ...Object.fromEntries(rows), xs: listAt('xs') };
}
