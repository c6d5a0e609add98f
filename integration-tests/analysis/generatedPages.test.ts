import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { analyzePage, lawBreaks } from './analyzedPage.ts';
import { now } from './generatedData.ts';
import { generatedCases } from './generatedPages.ts';
import { allTouchable, Counts, touchedBy } from './touched.ts';

const numRuns = process.env.LIVEGRAFT_PROPERTY_RUNS ? 10 * Number(process.env.LIVEGRAFT_PROPERTY_RUNS) : 300;
/** Fewer cases do not say how evenly they are spread. */
const enough = 10_000;

beforeAll(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.4);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Pages that are refused, and those that fail with whole objects and say why, do not count. */
it(`${numRuns} generated pages show the same with the selected fields only, and read nothing else`, () => {
  const counts = new Counts(allTouchable());
  fc.assert(
    fc.property(generatedCases, ({ templates, data }) => {
      const page = analyzePage(templates);
      fc.pre(page.errors.length === 0);
      const whole = page.render(data);
      const breaks = lawBreaks(page, data, whole);
      expect(breaks).toEqual([]);
      fc.pre(!whole.fails);
      counts.add(touchedBy(page.analysis));
    }),
    { numRuns },
  );
  console.log(`${numRuns} generated pages, of which so many have a\n${counts}`);
  if (numRuns >= enough) expect(counts.below(100)).toEqual([]);
});
