import path from 'node:path';
import { findingOf } from '../analyze/finding.ts';
import { didYouMean, LivegraftError } from '../errors.ts';
import { analyzeView, type ViewAnalysis } from '../live/compileView.ts';
import { type AppViews, filesBelow, loadViews } from './appViews.ts';
import {
  explainView,
  type FieldExplanation,
  type ModelExplanation,
  type NameExplanation,
  type StatementExplanation,
  type ViewExplanation,
} from './explainView.ts';
import { findingText, inOrder, showsColours } from './findingText.ts';

export interface ExplainOptions {
  readonly folder: string;
  /** One JSON document on standard output. */
  readonly json?: boolean | undefined;
}

/**
 * Prints what a view loads, or each view that uses a template; exits 1 where one of them is wrong, which is said on
 * standard error. Throws LG4043 for a subject that is neither, LG4044 for a template that no view uses.
 */
export async function explain(subject: string, { folder, json = false }: ExplainOptions): Promise<void> {
  const app = await loadViews(folder);
  const setting = { ...app, schema: app.schema() };
  const analyses = subjectViews(subject, app, (view) => analyzeView(view, setting));
  const explanations: ViewExplanation[] = [];
  for (const analysis of analyses) explanations.push(await explainView(analysis));
  console.log(json ? JSON.stringify({ views: explanations }, null, 2) : explanations.map(textOf).join('\n\n'));
  reportErrors(analyses);
}

function subjectViews(
  subject: string,
  app: AppViews,
  analyze: (view: AppViews['views'][number]) => ViewAnalysis,
): ViewAnalysis[] {
  const named = app.views.filter(({ name }) => name === subject);
  if (named.length > 0) return named.map(analyze);
  const templates = filesBelow(app.folder, '.njk');
  const name = templates.find((known) => known === subject || path.join(app.folder, known) === path.resolve(subject));
  if (name === undefined) throw unknownSubject(subject, [...app.views.map((view) => view.name), ...templates]);
  const using = app.views.map(analyze).filter(({ sources }) => sources.some((source) => source.name === name));
  if (using.length === 0) throw unusedTemplate(name);
  return using;
}

function reportErrors(analyses: readonly ViewAnalysis[]): void {
  const wrong = analyses.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
  const texts = inOrder(wrong.map(findingOf)).map((finding) => findingText(finding, showsColours(process.stderr)));
  for (const text of new Set(texts)) console.error(`${text}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

function textOf({ view, template, names, fields, otherPaths, models }: ViewExplanation): string {
  return [
    `${view} (${template})`,
    ...names.map(nameText),
    ...fields.map(fieldText),
    ...(otherPaths.length > 0
      ? [section('Other names: plain data, or rows that "static models" does not declare', otherPaths)]
      : []),
    ...(models.length > 0 ? [section('What can reach a browser, by model', models.flatMap(modelLines))] : []),
  ].join('\n\n');
}

function nameText({ name, model, cardinality, paths, operation, statements, resolved }: NameExplanation): string {
  return [
    `${name}: ${cardinality === 'many' ? `a list of ${model}` : `one ${model}`}`,
    section('Paths', paths),
    ...(operation ? [section('GraphQL', operation.text.split('\n'))] : []),
    section(`SQL, ${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}`, sqlLines(statements)),
    ...(resolved.length > 0 ? [section('Resolved by the application, which may read more', resolved)] : []),
  ].join('\n\n');
}

function fieldText({ name, field, paths, operation }: FieldExplanation): string {
  return [
    `${name}: the root field ${field}`,
    section('Paths', paths),
    section('GraphQL', operation.text.split('\n')),
  ].join('\n\n');
}

function sqlLines(statements: readonly StatementExplanation[]): string[] {
  return statements.flatMap((statement) => [`-- ${statementTitle(statement)}`, statement.text]);
}

function statementTitle({ path: read, kind, takesQuerySet, when }: StatementExplanation): string {
  const added = kind === 'count' ? 'WHERE' : 'WHERE, ORDER BY and LIMIT';
  return [
    `${kind === 'count' ? 'how many ' : ''}${read}`,
    ...(when ? [`only where ${when}`] : []),
    ...(takesQuerySet ? [`the QuerySet adds ${added}`] : []),
  ].join('; ');
}

function modelLines({ model, columns, annotations, computed, serverOnly }: ModelExplanation): string[] {
  const sent = [
    ...columns,
    ...annotations.map((name) => `${name} (annotation)`),
    ...computed.map((name) => `${name} (computed)`),
  ];
  const hidden = serverOnly.length > 0 ? [`  on the server only: ${serverOnly.join(', ')}`] : [];
  return [`${model}: ${sent.join(', ')}`, ...hidden];
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function unknownSubject(subject: string, known: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG4043',
    message: `No route has a view "${subject}", and there is no such template.`,
    hint: didYouMean(subject, known) ?? 'Name the class of a view, or a template by its path below the views folder.',
  });
}

function unusedTemplate(name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4044',
    message: `No view uses the template "${name}", so nothing is loaded for it.`,
    hint: `"livegraft paths ${name}" prints what it reads.`,
  });
}
