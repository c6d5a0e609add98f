import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { Sequelize } from 'sequelize';
import { type Finding, findingOf } from '../analyze/finding.ts';
import { type Diagnostic, Diagnostics } from '../diagnostics.ts';
import { LivegraftError } from '../errors.ts';
import { analyzeView } from '../live/compileView.ts';
import { lintViews, type SourceFile } from '../live/lintView.ts';
import type { ViewClass } from '../live/liveView.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { collectPaths } from '../template/collectPaths.ts';
import { listPaths } from '../template/listPaths.ts';
import { isUsed, type PathTree, stepsFrom } from '../template/pathTree.ts';
import { withoutSilenced } from '../template/silenced.ts';
import type { TemplateSource } from '../template/templateSource.ts';
import { type AppViews, filesBelow, loadViews } from './appViews.ts';
import { associationMistakes } from './associationMistakes.ts';
import { findingText, inOrder, showsColours } from './findingText.ts';
import { lintContexts } from './lintContexts.ts';
import { modelMistakes } from './modelMistakes.ts';
import { locationOf, notingMistakes, placeOfError, queryMistakes } from './queryMistakes.ts';
import { placed } from './writtenNames.ts';

export interface CheckOptions {
  readonly folder: string;
  /** One JSON document on standard output. */
  readonly json?: boolean | undefined;
  /** Leaves warnings out of what is shown; they count nevertheless. */
  readonly quiet?: boolean | undefined;
  /** How many warnings are accepted. */
  readonly maxWarnings?: number | undefined;
}

/** Prints what is wrong or doubtful in an application's models, templates and views; exits 1 where that is too much. */
export async function check({ folder, json = false, quiet = false, maxWarnings = 0 }: CheckOptions): Promise<void> {
  const report = await checkApp(folder);
  const findings = report.findings.filter(({ severity }) => !quiet || severity === 'error');
  console.log(json ? jsonOf({ ...report, findings }) : textOf({ ...report, findings }, showsColours(process.stdout)));
  if (report.errors > 0 || report.warnings > maxWarnings) process.exitCode = 1;
}

export interface CheckReport {
  /** Each once, by file and place. */
  readonly findings: readonly ViewFinding[];
  /** By class name, in the order of their routes. */
  readonly views: readonly string[];
  /** By their paths below the views folder. */
  readonly templates: readonly string[];
  readonly unchecked: readonly UncheckedName[];
  readonly errors: number;
  readonly warnings: number;
  readonly silenced: number;
}

/** The view is named where the finding is of one view alone. */
type ViewFinding = Finding & { readonly view?: string };

/** A public name that templates read deeper than a plain value, and that `static models` does not declare. */
interface UncheckedName {
  readonly name: string;
  readonly views: readonly string[];
  readonly paths: readonly string[];
}

/** What there is to say where an application cannot be loaded. */
function reportOf(errors: readonly LivegraftError[]): CheckReport {
  const findings = inOrder(errors.map((error) => findingOf(asError(error))));
  return { findings, views: [], templates: [], unchecked: [], errors: errors.length, warnings: 0, silenced: 0 };
}

function asError(error: LivegraftError): Diagnostic {
  return { severity: 'error', error };
}

/** What was analysed: a view with its template, or a template that no view uses. */
interface Analysis {
  readonly view: ViewClass | null;
  readonly paths: PathTree | null;
  readonly sources: readonly TemplateSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What loading it finds wrong keeps nothing else from being found, unless there are no views without it. */
async function checkApp(folder: string): Promise<CheckReport> {
  const files = sourceFiles(folder);
  const databases: Sequelize[] = [];
  Sequelize.addHook('afterInit', databasesHook, (made) => void databases.push(made));
  try {
    const { value: app, failed } = await notingMistakes(() => loadViews(folder));
    return checkViews(app, [
      ...modelMistakes(app.models, files),
      ...associationMistakes(app.models, files),
      ...queryMistakes(failed, files),
    ]);
  } catch (error) {
    if (!(error instanceof LivegraftError) || error.code.startsWith('LG5')) throw error;
    const models = databases.flatMap((database) => Object.values(database.models) as ModelClass[]);
    const place = placeOfError(error, files);
    const thrown = placed(error, place ? locationOf(place) : undefined);
    return reportOf(withCause(thrown, modelMistakes(models, files)));
  } finally {
    Sequelize.removeHook('afterInit', databasesHook);
  }
}

const databasesHook = 'livegraft check';

/** A model that cannot be described is said where it is declared, not where a view names it first. */
function withCause(thrown: LivegraftError, mistakes: readonly LivegraftError[]): readonly LivegraftError[] {
  return mistakes.some(({ sentence }) => sentence === thrown.sentence) ? mistakes : [...mistakes, thrown];
}

/** The TypeScript of an application, whose shape is a folder for its models and one for its views. */
function sourceFiles(folder: string): SourceFile[] {
  const folders = ['schema', 'views'].map((name) => path.resolve(folder, name)).filter((name) => existsSync(name));
  return folders.map((name) => realpathSync(name)).flatMap(typescriptBelow);
}

function checkViews(app: AppViews, mistakes: readonly LivegraftError[]): CheckReport {
  const schema = attempt(app.schema);
  const ofViews = app.views.map((view) => viewAnalysis(view, app, schema.value));
  const reached = new Set(ofViews.flatMap(({ sources }) => sources.map(({ filename }) => filename)));
  const names = filesBelow(app.folder, '.njk');
  const alone = names.filter((name) => !reached.has(shown(app, name))).map((name) => templateAnalysis(name, app));
  const analyses = [...ofViews, ...alone];
  const linted = ofViews.flatMap(({ view, paths, diagnostics }) => {
    return view ? [{ view, paths: diagnostics.some(({ severity }) => severity === 'error') ? null : paths }] : [];
  });
  const typescript = typescriptBelow(app.folder);
  const all = new Diagnostics([
    ...mistakes.map(asError),
    ...schema.diagnostics.filter(({ error }) => mistakes.every(({ sentence }) => sentence !== error.sentence)),
    ...analyses.flatMap(({ diagnostics }) => diagnostics),
    ...lintViews(linted, typescript),
    ...lintContexts(app.views, typescript),
  ]).all;
  const sources = analyses.flatMap((analysis) => analysis.sources);
  const kept = withoutSilenced(all, sources);
  return {
    findings: inOrder(kept.map((diagnostic) => ({ ...findingOf(diagnostic), ...ownerOf(diagnostic, ofViews) }))),
    views: app.views.map(({ name }) => name),
    templates: [...new Set([...sources.map(({ filename }) => named(app, filename)), ...names])].sort(),
    unchecked: uncheckedNames(ofViews),
    errors: kept.filter(({ severity }) => severity === 'error').length,
    warnings: kept.filter(({ severity }) => severity === 'warning').length,
    silenced: all.filter((diagnostic) => !kept.includes(diagnostic)).length,
  };
}

/** Without a schema, which is an error of the models, the view's template is read for what it says by itself. */
function viewAnalysis(view: ViewClass, app: AppViews, schema: GraphQLSchema | null): Analysis {
  if (!schema) return { ...templateAnalysis(view.template, app), view };
  const { value, diagnostics } = attempt(() => analyzeView(view, { ...app, schema }));
  return value ?? { ...templateAnalysis(view.template, app), view, diagnostics };
}

function templateAnalysis(name: string, { load, vocabulary }: AppViews): Analysis {
  return { ...collectPaths(name, load, vocabulary), view: null };
}

/** What is thrown as an error of the application is something that was found. */
function attempt<T>(run: () => T): { readonly value: T | null; readonly diagnostics: readonly Diagnostic[] } {
  try {
    return { value: run(), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof LivegraftError)) throw error;
    return { value: null, diagnostics: [asError(error)] };
  }
}

/** A template's filename as it is shown, and back. */
function shown({ folder }: AppViews, name: string): string {
  return path.relative('.', path.join(folder, name));
}

function named({ folder }: AppViews, filename: string): string {
  return path.relative(folder, path.resolve(filename)).split(path.sep).join('/');
}

function typescriptBelow(folder: string): SourceFile[] {
  return filesBelow(folder, '.ts')
    .filter((name) => !/\.(?:d|test)\.ts$/.test(name))
    .map((name) => path.join(folder, name))
    .map((filename) => ({ filename: path.relative('.', filename), text: readFileSync(filename, 'utf8') }));
}

function ownerOf({ error }: Diagnostic, analyses: readonly Analysis[]): { view?: string } {
  const owners = analyses.filter(({ diagnostics }) =>
    diagnostics.some((found) => found.error.message === error.message),
  );
  const [owner] = owners;
  return owners.length === 1 && owner?.view ? { view: owner.view.name } : {};
}

/** `flash` is the base class' own. */
function uncheckedNames(analyses: readonly Analysis[]): UncheckedName[] {
  const unchecked = new Map<string, { views: Set<string>; paths: Set<string> }>();
  for (const { view, paths } of analyses) {
    for (const [name, node] of paths?.members ?? []) {
      const isDeep = stepsFrom(node).some(isUsed);
      if (!view || !isDeep || name === 'flash' || Object.hasOwn(view.models ?? {}, name)) continue;
      const found = unchecked.get(name) ?? { views: new Set(), paths: new Set() };
      unchecked.set(name, found);
      found.views.add(view.name);
      for (const read of listPaths({ ...paths!, members: new Map([[name, node]]) })) found.paths.add(read);
    }
  }
  return [...unchecked]
    .map(([name, { views, paths }]) => ({ name, views: [...views], paths: [...paths].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Nothing is left out but a hint or a view that there is none of. */
function jsonOf({ findings, ...report }: CheckReport): string {
  const plain = findings.map(({ frame, hint, ...finding }) => ({ ...finding, ...(hint !== null && { hint }) }));
  return JSON.stringify({ findings: plain, ...report }, null, 2);
}

function textOf({ findings, views, templates, unchecked, errors, warnings, silenced }: CheckReport, coloured: boolean) {
  const found = [count(errors, 'error'), count(warnings, 'warning'), ...(silenced > 0 ? [`${silenced} silenced`] : [])];
  return [
    ...findings.map((finding) => `${findingText(finding, coloured)}${viewText(finding)}\n`),
    `${count(templates.length, 'template')}, ${count(views.length, 'view')}: ${found.join(', ')}.`,
    ...(unchecked.length > 0 ? [uncheckedText(unchecked)] : []),
  ].join('\n');
}

/** Where it is found, for want of a place in a file. */
function viewText({ file, view, message }: ViewFinding): string {
  return file === null && view && !message.includes(view) ? `\n\nin ${view}` : '';
}

function uncheckedText(unchecked: readonly UncheckedName[]): string {
  const names = unchecked.map(({ name }) => name).join(', ');
  return `Not checked against a model, as no "static models" declares them: ${names}.`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
