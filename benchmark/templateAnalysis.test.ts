import { expect, test } from 'vitest';
import { measureTemplateAnalysis, templateAnalysisTable } from './measureTemplateAnalysis.ts';

test('a large page is analysed whole, and the table says what it took', () => {
  const result = measureTemplateAnalysis({ rounds: 3, processes: 1 });
  expect(result).toMatchObject({ expressions: 1_000, templates: 11, paths: 557 });
  expect(result.cachedLookupMs).toBeLessThan(result.analysisMs / 20);
  expect(templateAnalysisTable(result)).toContain('A page of 1000 expressions in 11 templates, which reads 557 paths.');
});
