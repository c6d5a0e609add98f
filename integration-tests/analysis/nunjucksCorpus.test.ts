import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { analyzePage, type Data, lawBreaks } from './analyzedPage.ts';
import { corpusTemplates } from './corpusTemplates.ts';

// The test data is not ours and not in this repository: `LIVEGRAFT_CORPORA` names the folder that has it.
const corpora = process.env.LIVEGRAFT_CORPORA ?? path.resolve(import.meta.dirname, '../../../shared/corpora');
const filename = path.join(corpora, 'nunjucks-render.json');

interface CorpusCase {
  readonly template: string;
  readonly context: Data;
  readonly options: { readonly autoescape: boolean };
  readonly expected: string;
}

/** What is refused, by the start of the sentence, and how often. */
const refused = {
  'LG1002: Livegraft does not support {% asyncEach %}': 14,
  'LG1002: Livegraft does not support {% asyncAll %}': 10,
  'LG1003: The name of this template is only known when the page renders': 3,
  'LG1032: What is printed here stands where a tag is named': 1,
};
/** It is refused as HTML, not for what it reads: it renders as nunjucks has it. */
const renderable = 'LG1032';
const counts = { rendered: 0, refused: 0 };

describe('the templates of nunjucks', () => {
  if (!existsSync(filename)) {
    console.log(`nunjucks: skipped, because there is no file ${filename}; LIVEGRAFT_CORPORA can name another folder`);
    test.skip('the test data is not here', () => {});
    return;
  }
  const cases = JSON.parse(readFileSync(filename, 'utf8')) as CorpusCase[];
  const analyzed = cases.map((one) => {
    const { autoescape } = one.options;
    return { ...one, page: analyzePage({ ...corpusTemplates, page: one.template }, { autoescape }) };
  });
  const kept = analyzed.filter(({ page }) => page.errors.every((message) => message.startsWith(renderable)));

  test.each(kept.map((one, index) => [index, one] as const))('%i renders as expected, of its own fields', (_, one) => {
    const whole = one.page.render(one.context);
    expect(whole, one.template).toEqual({ fails: false, text: one.expected });
    expect(lawBreaks(one.page, one.context, whole), one.template).toEqual([]);
    counts.rendered += 1;
  });

  test('are refused for no other reason than these', () => {
    const reasons: Record<string, number> = {};
    for (const { page } of analyzed.filter((one) => one.page.errors.length > 0)) {
      const reason = page.errors[0]!.split(/[:,.]\s|\n/)
        .slice(0, 2)
        .join(': ');
      reasons[reason] = (reasons[reason] ?? 0) + 1;
      counts.refused += 1;
    }
    expect(reasons).toEqual(refused);
  });

  afterAll(() => {
    console.log(`nunjucks: ${counts.rendered} of ${cases.length} templates render, ${counts.refused} are refused`);
  });
});
