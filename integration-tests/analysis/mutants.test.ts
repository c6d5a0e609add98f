import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { collectPaths } from '../../src/template/collectPaths.ts';
import { filterDeclarations } from '../../src/template/filterDeclarations.ts';
import { type AnalyzedPage, analyzePage, lawBreaks, type Rendering } from './analyzedPage.ts';
import { now } from './generatedData.ts';
import { type GeneratedCase, generatedCases } from './generatedPages.ts';
import { loadAnalysis, type Mutant, mutantsOfAnalysis } from './mutants.ts';
import { touchedBy } from './touched.ts';

/** Cases of the switches that no page shown can miss. */
const equivalents: Readonly<Record<string, string>> = {
  AsyncAll: 'only reports that the tag is refused',
  AsyncEach: 'only reports that the tag is refused',
  CallExtension: 'only reports that the tag is refused',
  CallExtensionAsync: 'only reports that the tag is refused',
  IfAsync: 'only reports that the tag is refused',
  FilterAsync: 'no filter is asynchronous',
  Pair: 'is read with the dict or the call that it stands in',
  KeywordArgs: 'is read with the call that it stands in',
  Root: 'is read by #root, which comes before',
  same: 'is read by #filter, which comes before',
};

interface Sample extends GeneratedCase {
  readonly touched: ReadonlySet<string>;
  readonly page: AnalyzedPage;
  readonly whole: Rendering;
}

beforeAll(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.4);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('without any one case of its switches the analysis loses something that a generated page shows', async () => {
  const samples = fc.sample(generatedCases, { numRuns: 1000, seed: 4 }).flatMap(sampleOf);
  const mutants = mutantsOfAnalysis();
  const survivors: string[] = [];
  const unchanged = await loadAnalysis();
  expect(samples.slice(0, 100).filter((sample) => tells(unchanged, sample))).toEqual([]);
  for (const mutant of mutants) {
    const collect = await mutant.load();
    if (!samples.some((sample) => mayTell(mutant, sample) && tells(collect, sample))) survivors.push(mutant.name);
  }
  const reasons = survivors.filter((name) => equivalents[name.split("'")[1]!] !== undefined);
  console.log(`${mutants.length} mutants of the analysis, ${survivors.length} of them alike:\n${survivors.join('\n')}`);
  expect(survivors).toEqual(reasons);
  expect(new Set(reasons.map((name) => name.split("'")[1]!))).toEqual(new Set(Object.keys(equivalents)));
});

function sampleOf(one: GeneratedCase): Sample[] {
  const page = analyzePage(one.templates);
  if (page.errors.length > 0) return [];
  const whole = page.render(one.data);
  expect(lawBreaks(page, one.data, whole)).toEqual([]);
  return whole.fails ? [] : [{ ...one, page, whole, touched: touchedBy(page.analysis) }];
}

/** A page without such a node or filter is read as before. */
function mayTell({ method, label }: Mutant, { touched }: Sample): boolean {
  if (method !== '#filtered') return touched.has(`node ${label}`);
  return [...filterDeclarations].some(([name, { reads }]) => reads === label && touched.has(`filter ${name}`));
}

function tells(collect: typeof collectPaths, { templates, data, page, whole }: Sample): boolean {
  const { analysis } = analyzePage(templates, {}, collect);
  return lawBreaks({ ...page, analysis }, data, whole).length > 0;
}
