import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { LivegraftError, type TemplateLocation } from '../errors.ts';

/** One template's text. `filename` is what people read in errors: relative to where the process runs. */
export interface TemplateSource {
  readonly name: string;
  readonly filename: string;
  readonly text: string;
}

/** Finds a template by the name that views, `extends` and `include` use. Throws LG1000 where there is none. */
export type TemplateLoader = (name: string) => TemplateSource;

/** Templates in a folder. A name never leads out of it, by `..`, an absolute path or a symbolic link. */
export function folderTemplates(folder: string): TemplateLoader {
  const root = realpathSync(folder);
  return (name) => {
    const wanted = path.resolve(root, name);
    const filename = path.relative(process.cwd(), wanted);
    if (!isInside(root, wanted)) throw templateOutside(name, root);
    try {
      const actual = realpathSync(wanted);
      if (!isInside(root, actual)) throw templateOutside(name, root);
      return { name, filename, text: readFileSync(actual, 'utf8') };
    } catch (error) {
      throw error instanceof LivegraftError ? error : templateNotFound(name, root, error);
    }
  };
}

/** Templates given as text, by name. */
export function textTemplates(templates: Readonly<Record<string, string>>): TemplateLoader {
  return (name) => {
    const text = Object.hasOwn(templates, name) ? templates[name] : undefined;
    if (text === undefined) throw templateNotFound(name, 'the given templates');
    return { name, filename: name, text };
  };
}

/** The place of `length` characters that start at nunjucks' 0-based line and column. */
export function locate(source: TemplateSource, lineno: number, colno: number, length = 1): TemplateLocation {
  return { filename: source.filename, source: source.text, line: lineno + 1, column: colno + 1, length };
}

function isInside(root: string, filename: string): boolean {
  return filename.startsWith(root + path.sep);
}

function templateNotFound(name: string, folder: string, cause?: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1000',
    message: `There is no template "${name}" in ${folder}.`,
    hint: 'Template names are paths below the views folder, such as "rentals/list.njk".',
    cause,
  });
}

function templateOutside(name: string, folder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1000',
    message: `The template name "${name}" leads out of ${folder}.`,
    hint: 'Move the template below that folder.',
  });
}
