import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { analyzeTemplate } from '../src/template/analyzeTemplate.ts';
import { collectPaths } from '../src/template/collectPaths.ts';
import { listPaths } from '../src/template/listPaths.ts';
import { parseTemplate } from '../src/template/parseTemplate.ts';
import { textTemplates } from '../src/template/templateSource.ts';

export interface TemplateAnalysisResult {
  readonly node: string;
  readonly rounds: number;
  readonly expressions: number;
  readonly templates: number;
  readonly paths: number;
  /** Medians, in milliseconds. */
  readonly coldProcessMs: number;
  readonly parseMs: number;
  readonly analysisMs: number;
  readonly cachedLookupMs: number;
}

export interface TemplateAnalysisOptions {
  readonly rounds: number;
  /** How many processes are started to measure the first analysis of each. */
  readonly processes: number;
  readonly onRound?: (reading: string, done: number) => void;
}

/** A page of 1,000 expressions, 900 of them in ten templates that it includes in a loop. */
export function largeTemplates(): Record<string, string> {
  const cell = (part: number, index: number) =>
    `  <td class="kind-{{ row.kind${index % 7} }}">{{ row.a${part}.b${index % 9}.c${index} | upper }}</td>`;
  const partOf = (part: number) => `<tr>\n${list(45, (index) => cell(part, index))}\n</tr>\n`;
  const parts = Object.fromEntries(Array.from({ length: 10 }, (_, part) => [`part${part}.njk`, partOf(part)]));
  const includes = list(10, (part) => `{% include "part${part}.njk" %}`);
  const tail = list(100, (index) => `<p>{{ totals.t${index} | number }}</p>`);
  return {
    'page.njk': `<main lg-root>\n{% for row in rows %}\n${includes}\n{% endfor %}\n${tail}\n</main>\n`,
    ...parts,
  };
}

function list(length: number, lineOf: (index: number) => string): string {
  return Array.from({ length }, (_, index) => lineOf(index)).join('\n');
}

/** How long the first analysis of this process takes, in milliseconds. */
export function firstAnalysisMs(): number {
  const load = textTemplates(largeTemplates());
  const started = performance.now();
  collectPaths('page.njk', load);
  return performance.now() - started;
}

/** What it takes to analyse a large page: in a new process, again and again, and from the cache. */
export function measureTemplateAnalysis({
  rounds,
  processes,
  onRound = () => {},
}: TemplateAnalysisOptions): TemplateAnalysisResult {
  const templates = largeTemplates();
  const load = textTemplates(templates);
  const { paths, sources } = analyzeTemplate('page.njk', load);
  const parse = () => Object.keys(templates).map((name) => parseTemplate(load(name)));
  const cold = Array.from({ length: processes }, (_, index) => {
    onRound('cold', index + 1);
    return coldProcessMs();
  });
  const lookups = 1_000;
  const timings = Array.from({ length: rounds }, (_, round) => {
    onRound('warm', round + 1);
    return {
      parse: msOf(parse),
      analysis: msOf(() => collectPaths('page.njk', load)),
      lookup: msOf(() => repeat(lookups, () => analyzeTemplate('page.njk', load))) / lookups,
    };
  });
  return {
    node: process.version,
    rounds,
    expressions: sources.reduce((sum, { text }) => sum + text.split('{{').length - 1, 0),
    templates: sources.length,
    paths: listPaths(paths).length,
    coldProcessMs: median(cold),
    parseMs: median(timings.map((timing) => timing.parse)),
    analysisMs: median(timings.map((timing) => timing.analysis)),
    cachedLookupMs: median(timings.map((timing) => timing.lookup)),
  };
}

export function templateAnalysisTable(result: TemplateAnalysisResult): string {
  const { expressions, templates, paths, rounds, node } = result;
  return [
    `A page of ${expressions} expressions in ${templates} templates, which reads ${paths} paths. Medians of ${rounds} rounds, on Node ${node}.`,
    '',
    '|  | ms |',
    '| --- | ---: |',
    `| the first analysis of a process, its code not yet compiled | ${result.coldProcessMs.toFixed(1)} |`,
    `| an analysis that is not in the cache | ${result.analysisMs.toFixed(1)} |`,
    `| of that, nunjucks' parser | ${result.parseMs.toFixed(1)} |`,
    `| an analysis from the cache, all texts compared | ${result.cachedLookupMs.toFixed(4)} |`,
    '',
  ].join('\n');
}

function coldProcessMs(): number {
  const code = `import { firstAnalysisMs } from ${JSON.stringify(import.meta.url)}; console.log(firstAnalysisMs());`;
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', code];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function msOf(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function repeat(times: number, run: () => unknown): void {
  for (let index = 0; index < times; index += 1) run();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
