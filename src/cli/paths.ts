import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findingOf } from '../analyze/finding.ts';
import { LivegraftError } from '../errors.ts';
import { collectPaths } from '../template/collectPaths.ts';
import { listPaths } from '../template/listPaths.ts';
import { withoutSilenced } from '../template/silenced.ts';
import { folderTemplates } from '../template/templateSource.ts';
import { type Vocabulary, vocabularyOf } from '../template/vocabulary.ts';
import { findingText, inOrder, showsColours } from './findingText.ts';
import { loadApp } from './loadApp.ts';

export interface PathsOptions {
  /** Of the application, if there is one. */
  readonly folder: string;
  /** Of the templates; `views` of the application where it is not given. */
  readonly views?: string | undefined;
}

/**
 * Prints the paths that a template reads, one a line, and its findings on standard error; exits 1 for an error.
 * Throws LG5020 where there is no folder of templates.
 */
export async function paths(template: string, { folder, views }: PathsOptions): Promise<void> {
  const vocabulary = await vocabularyIn(folder);
  const { name, root } = placeOf(template, views ?? path.join(folder, 'views'));
  const { paths: tree, sources, diagnostics } = collectPaths(name, folderTemplates(root), vocabulary);
  const findings = inOrder(withoutSilenced(diagnostics, sources).map(findingOf));
  for (const read of listPaths(tree)) console.log(read);
  for (const finding of findings) console.error(`${findingText(finding, showsColours(process.stderr))}\n`);
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1;
}

/** With the filters and functions of an application, where there is one. */
async function vocabularyIn(folder: string): Promise<Vocabulary> {
  const hasApp = ['ts', 'js'].some((ending) => existsSync(path.resolve(folder, 'views', `routes.${ending}`)));
  return vocabularyOf(hasApp ? await loadApp(folder) : {});
}

/** A name below the views folder, or a filename: one that is not in that folder is read in its own. */
function placeOf(template: string, views: string): { name: string; root: string } {
  const hasViews = existsSync(views);
  const isName = hasViews && !path.isAbsolute(template) && existsSync(path.join(views, template));
  if (isName || !existsSync(template)) {
    if (!hasViews) throw noTemplates(views);
    return { name: template, root: views };
  }
  const filename = realpathSync(template);
  const name = hasViews ? path.relative(realpathSync(views), filename) : '..';
  const isInside = !name.startsWith('..') && !path.isAbsolute(name);
  return isInside
    ? { name: name.split(path.sep).join('/'), root: views }
    : { name: path.basename(filename), root: path.dirname(filename) };
}

function noTemplates(folder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5020',
    message: `There is no folder ${path.resolve(folder)}.`,
    hint: 'Name the folder of the templates with --views, or the application with --app.',
  });
}
