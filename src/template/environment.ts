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
 * nunjucks says `(template name) [Line 3, Column 7]` in the message, and keeps what was thrown as the cause.
 * It knows no place for what a filter throws.
 */
function renderError(name: string, load: TemplateLoader, thrown: unknown): LivegraftError {
  const error = toError(thrown) as NunjucksRenderError;
  const cause = rootCause(error);
  if (cause instanceof LivegraftError && cause.location) return cause;
  const failed = load(error.message.match(/^\((.*?)\)/)?.[1] ?? name);
  const known = error.lineno !== undefined && error.colno !== undefined && !(cause instanceof LivegraftError);
  return new LivegraftError({
    code: cause instanceof LivegraftError ? cause.code : 'LG1011',
    message: `The template "${failed.name}" does not render: ${cause instanceof LivegraftError ? cause.reason : sentence(cause)}`,
    location: known ? locate(failed, error.lineno!, error.colno!) : undefined,
    cause,
  });
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

function sentence(error: Error): string {
  return error.message
    .replace(/^(\(.*?\)( \[.*?\])?\s*)+/, '')
    .replace(/^Error: /, '')
    .replace(/\.?$/, '.');
}
