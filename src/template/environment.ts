import nunjucks from 'nunjucks';
import transformer from 'nunjucks/src/transformer.js';
import { LivegraftError, toError } from '../errors.ts';
import { createFilters, type Locale } from './filters.ts';
import { parseTemplate } from './parseTemplate.ts';
import { rewriteFilters, rewriteTemplate } from './rewriteTemplate.ts';
import type { TemplateNode } from './templateNodes.ts';
import { locate, type TemplateLoader, type TemplateSource } from './templateSource.ts';

/** Plain data by name: what a template is given. */
export type RenderContext = Record<string, unknown>;

export interface TemplateEnvironment {
  /** The HTML of a template over plain data, escaped. Throws LG1011 where rendering fails. */
  render(name: string, context: RenderContext): string;
  /** Forgets compiled templates, so that the next rendering reads them again. */
  clear(): void;
}

export const defaultLocale: Locale = { locale: 'en-US', timeZone: 'UTC', currency: 'USD' };

/**
 * nunjucks' own environment over rewritten templates: what the analysis has read is what runs.
 * Each template is parsed, rewritten and compiled once.
 */
export function createEnvironment(load: TemplateLoader, locale: Locale = defaultLocale): TemplateEnvironment {
  const compiled = new RewritingLoader(load);
  const environment = new nunjucks.Environment(compiled as unknown as nunjucks.ILoader, {
    autoescape: true,
    dev: true,
  });
  for (const [name, filter] of Object.entries({ ...createFilters(locale), ...rewriteFilters })) {
    environment.addFilter(name, filter as (...args: unknown[]) => unknown);
  }
  return {
    render(name, context) {
      try {
        return environment.render(name, context);
      } catch (error) {
        throw renderError(name, load, error);
      }
    },
    clear() {
      compiled.cache = {};
    },
  };
}

interface CompiledSource {
  readonly src: { readonly type: 'code'; readonly obj: object };
  readonly path: string;
  readonly noCache: boolean;
}

/** nunjucks keeps what a loader gives in the loader's `cache`, and listens to it like to an EventEmitter. */
class RewritingLoader {
  cache: Record<string, unknown> = {};
  readonly #load: TemplateLoader;

  constructor(load: TemplateLoader) {
    this.#load = load;
  }

  getSource(name: string): CompiledSource {
    const source = this.#load(name);
    const code = compile(source);
    return { src: { type: 'code', obj: new Function(code)() as object }, path: source.name, noCache: false };
  }

  on(): void {}
}

interface NunjucksCompiler {
  compile(root: TemplateNode): void;
  getCode(): string;
}

const { Compiler } = (nunjucks as unknown as { compiler: { Compiler: new (name: string) => NunjucksCompiler } })
  .compiler;
const { transform } = transformer as {
  transform(root: TemplateNode, asyncFilters: string[], name: string): TemplateNode;
};

function compile(source: TemplateSource): string {
  const compiler = new Compiler(source.name);
  compiler.compile(transform(rewriteTemplate(parseTemplate(source)), [], source.name));
  return compiler.getCode();
}

interface NunjucksRenderError extends Error {
  readonly lineno?: number;
  readonly colno?: number;
}

/**
 * nunjucks says `(template name) [Line 3, Column 7]` in the message, keeps what was thrown as the cause, and does so anew
 * for each template around: the innermost knows most.
 */
function renderError(name: string, load: TemplateLoader, thrown: unknown): LivegraftError {
  let error = toError(thrown) as NunjucksRenderError;
  let cause: Error = error;
  while (cause.cause instanceof Error && !(cause instanceof LivegraftError)) {
    error = cause;
    cause = cause.cause;
  }
  if (cause instanceof LivegraftError && cause.location) return cause;
  const failed = load(error.message.match(templatesAndPlace)?.[1] ?? name);
  return new LivegraftError({
    code: cause instanceof LivegraftError ? cause.code : 'LG1011',
    message: `The template "${failed.name}" does not render: ${cause instanceof LivegraftError ? cause.reason : sentence(cause)}`,
    location: placeOfCall(failed, error),
    cause,
  });
}

/** `(page.njk)\n (included.njk) [Line 3, Column 7]\n`, from the outermost template to the one that failed. */
const templatesAndPlace = /^(?:\(([^()]*)\)(?: \[.*?\])?\s*)+/;

/**
 * nunjucks keeps the place of the last call alone, and names a child where its layout failed: a place counts if the
 * template has a call there.
 */
function placeOfCall(source: TemplateSource, { lineno = 0, colno = 0 }: NunjucksRenderError) {
  const line = source.text.split('\n')[lineno];
  return line?.[colno] === '(' ? locate(source, lineno, colno) : undefined;
}

function sentence(error: Error): string {
  return error.message
    .replace(templatesAndPlace, '')
    .replace(/^Error: /, '')
    .replace(/\.?$/, '.');
}
