import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LivegraftError } from '../errors.ts';
import { type CompiledView, compileView } from '../live/compileView.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { type AppViews, loadViews } from './appViews.ts';
import { contextsMarker, printContextTypes } from './contextTypes.ts';
import { operationsMarker, printOperations } from './generateOperations.ts';

export interface GenerateOptions {
  readonly folder: string;
  readonly check?: boolean | undefined;
}

/**
 * Writes what follows from an application's models and templates: `schema/schema.graphql`, `schema/operations/<View>.graphql`
 * and `schema/generated/contexts.ts`; files of views that are gone are removed. With `check` nothing is written.
 *
 * Throws LG5014 where `check` finds files that are not what they should be, LG5027 for two views of one name, LG5028 where
 * somebody's own file is in the way, and the first thing that is wrong with a view.
 */
export async function generate({ folder, check = false }: GenerateOptions): Promise<void> {
  const app = await loadViews(folder);
  const sdl = sdlFile(folder, app);
  const ofModels = changesOf([sdl]);
  // The SDL is there even while a template does not compile.
  if (!check) write(ofModels);
  const ofViews = changesOf(viewFiles(folder, compileViews(app)));
  if (check && ofModels.length + ofViews.length > 0) throw notGenerated([...ofModels, ...ofViews]);
  if (ofModels.length === 0) console.log(`${shown(sdl.filename)} is up to date.`);
  write(ofViews);
}

/** A file that is generated. */
interface GeneratedFile {
  readonly filename: string;
  /** Null where it is not to be there. */
  readonly text: string | null;
  readonly source: 'models' | 'views';
  /** The line that a file begins with which may be overwritten and removed; null where any may. */
  readonly marker: string | null;
}

function sdlFile(folder: string, { models }: AppViews): GeneratedFile {
  const { typeDefs } = createModelSchema(models);
  return { filename: path.resolve(folder, 'schema', 'schema.graphql'), text: typeDefs, source: 'models', marker: null };
}

function compileViews(app: AppViews): CompiledView[] {
  const setting = { ...app, schema: app.schema() };
  const names = app.views.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw sameName(twice);
  return app.views.map((view) => compileView(view, setting));
}

function viewFiles(folder: string, pages: readonly CompiledView[]): GeneratedFile[] {
  const operations = path.resolve(folder, 'schema', 'operations');
  const texts = new Map<string, string | null>(ownFiles(operations).map((name) => [name, null]));
  for (const page of pages) {
    const text = printOperations(page);
    if (text) texts.set(`${page.view.name}.graphql`, text);
  }
  const contexts = path.resolve(folder, 'schema', 'generated', 'contexts.ts');
  return [
    ...[...texts].sort(byName).map(([name, text]): GeneratedFile => {
      return { filename: path.join(operations, name), text, source: 'views', marker: operationsMarker };
    }),
    { filename: contexts, text: printContextTypes(pages), source: 'views', marker: contextsMarker },
  ];
}

/** The files in the folder of operations that were written here. */
function ownFiles(operations: string): string[] {
  if (!existsSync(operations)) return [];
  const names = readdirSync(operations).filter((name) => name.endsWith('.graphql'));
  return names.filter((name) => readFileSync(path.join(operations, name), 'utf8').startsWith(operationsMarker));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** A file that is not what it should be. */
interface Change extends GeneratedFile {
  readonly kind: 'stale' | 'missing' | 'superfluous';
}

function changesOf(files: readonly GeneratedFile[]): Change[] {
  return files.flatMap((file) => {
    const { filename, text, marker } = file;
    const found = existsSync(filename) ? readFileSync(filename, 'utf8') : null;
    if (found === text) return [];
    const isOwn = found === null || marker === null || found.startsWith(marker);
    if (!isOwn && text === null) return [];
    if (!isOwn) throw inTheWay(filename);
    return [{ ...file, kind: found === null ? 'missing' : text === null ? 'superfluous' : 'stale' }];
  });
}

function write(changes: readonly Change[]): void {
  for (const { filename, text } of changes) {
    if (text === null) rmSync(filename);
    else {
      mkdirSync(path.dirname(filename), { recursive: true });
      writeFileSync(filename, text);
    }
    console.log(`${text === null ? 'Removed' : 'Wrote'} ${shown(filename)}.`);
  }
}

function shown(filename: string): string {
  return path.relative('.', filename);
}

function notGenerated(changes: readonly Change[]): LivegraftError {
  const [first, ...more] = changes.map(describe);
  return new LivegraftError({
    code: 'LG5014',
    message: more.length === 0 ? `${first}.` : `${changes.length} files are not what the models and views say.`,
    hint:
      more.length === 0
        ? 'Run "livegraft generate" and commit the file.'
        : `Run "livegraft generate" and commit the files:\n${[first, ...more].map((line) => `  ${line}`).join('\n')}`,
  });
}

function describe({ kind, filename, source }: Change): string {
  switch (kind) {
    case 'stale':
      return `${shown(filename)} is not what the ${source} say`;
    case 'missing':
      return `${shown(filename)} is missing`;
    case 'superfluous':
      return `${shown(filename)} belongs to no view`;
    default:
      return kind satisfies never;
  }
}

function sameName(name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5027',
    message: `Two views are named ${name}, and so would be the files and types that are made of them.`,
    hint: 'Rename one of the classes.',
  });
}

function inTheWay(filename: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5028',
    message: `${shown(filename)} was not written by "livegraft generate", which would overwrite it.`,
    hint: 'Move or delete it.',
  });
}
