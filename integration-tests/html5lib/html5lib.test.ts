import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dumpTree } from '../../src/native.ts';
import { type Deviation, deviations } from './deviations.ts';
import { readTreeConstructionCases, type TreeConstructionCase } from './treeConstruction.ts';

// The test data is not ours and not in this repository: `LIVEGRAFT_CORPORA` names the folder that has it.
const corpora = process.env.LIVEGRAFT_CORPORA ?? resolve(import.meta.dirname, '../../../shared/corpora');
const folder = join(corpora, 'html5lib-tree-construction');
const totals = { files: 0, cases: 0, runs: 0, deviations: 0 };

describe('html5lib tree construction', () => {
  if (!existsSync(folder)) {
    console.log(`html5lib: skipped, because there is no folder ${folder}; LIVEGRAFT_CORPORA can name another`);
    test.skip('the test data is not here', () => {});
    return;
  }

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.dat'))) {
    const cases = readTreeConstructionCases(readFileSync(join(folder, file), 'utf8'));
    const listed = deviations.filter(({ html }) => cases.some((one) => one.html === html));

    test(`${file}: ${cases.length} cases`, () => {
      const failures = cases.flatMap(runCase);
      expect(cases).not.toHaveLength(0);
      expect(failures.filter(({ html }) => !listed.some((one) => one.html === html))).toEqual([]);
      expect(listed.filter(({ html }) => !failures.some((one) => one.html === html))).toEqual([]);
      count(cases, listed);
    });
  }

  afterAll(() => {
    const { files, cases, runs, deviations } = totals;
    console.log(`html5lib: ${cases} cases in ${files} files, ${runs} runs, ${deviations} listed deviations`);
  });
});

interface Failure {
  readonly html: string;
  readonly fragmentContext: string | undefined;
  readonly scripting: boolean;
  readonly expected: string;
  readonly actual: string;
}

function runCase({ html, fragmentContext, scripting, tree }: TreeConstructionCase): Failure[] {
  return scripting
    .map((scripting) => ({ html, fragmentContext, scripting, expected: tree, actual: build(scripting) }))
    .filter(({ expected, actual }) => actual !== expected);

  function build(scripting: boolean): string {
    return dumpTree(html, fragmentContext === undefined ? { scripting } : { scripting, fragmentContext });
  }
}

function count(cases: readonly TreeConstructionCase[], listed: readonly Deviation[]): void {
  totals.files += 1;
  totals.cases += cases.length;
  totals.runs += cases.reduce((sum, one) => sum + one.scripting.length, 0);
  totals.deviations += listed.length;
}
