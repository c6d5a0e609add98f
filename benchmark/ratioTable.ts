import type { ReadingResult, RowsToContext } from './measureRowsToContext.ts';

/** The ratios as Markdown: a line for each contestant, a column for each reading, and what Livegraft is compared to. */
export function ratioTable({ node, postgresql, rounds, readings }: RowsToContext): string {
  const contestants = readings[0]!.contestants;
  const head = ['', ...readings.map(({ name, columns }) => `${name} × ${columns} columns`)];
  const lines = contestants.map(({ name }) => [name, ...readings.map((reading) => shown(ratioOf(reading, name)))]);
  const statements = contestants.map(({ name }) => [
    `SQL statements: ${name}`,
    ...readings.map(({ contestants: own }) => String(own.find((found) => found.name === name)?.statements || '–')),
  ]);
  const compared = (['findAll, toJSON', 'graphql-js over findAll'] as const).map((name) => [
    `${name} ÷ Livegraft, operation`,
    ...readings.map((reading) => shown(ratioOf(reading, name)! / ratioOf(reading, 'Livegraft, operation')!)),
  ]);
  const served = [
    'graphql-js over findAll ÷ Livegraft, Yoga request',
    ...readings.map((reading) =>
      shown(ratioOf(reading, 'graphql-js over findAll')! / ratioOf(reading, 'Livegraft, Yoga request')!),
    ),
  ];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const table = [head, rule, ...lines, ...compared, served, ...statements]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
  return `Medians of ${rounds} rounds over the bare wire's, on Node ${node} and PostgreSQL ${postgresql}.\n\n${table}`;
}

function ratioOf({ contestants }: ReadingResult, name: string): number | undefined {
  return contestants.find((contestant) => contestant.name === name)?.ratio;
}

function shown(ratio: number | undefined): string {
  if (ratio === undefined) return '–';
  return ratio < 100 ? ratio.toFixed(ratio < 10 ? 2 : 1) : ratio.toFixed(0);
}
