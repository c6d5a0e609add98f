import nunjucks from 'nunjucks';
import { LivegraftError, toError } from '../errors.ts';
import { compileTemplate, type TemplateFunctions } from './compileTemplate.ts';
import { filterDeclarations } from './filterDeclarations.ts';
import { createFilters, type Locale } from './filters.ts';
import { printed } from './printed.ts';
import { safeUrl } from './safeUrl.ts';
import { locate, type TemplateLoader, type TemplateSource } from './templateSource.ts';
import { declared, type TemplateExtensions } from './vocabulary.ts';

/** Plain data by name: what a template is given. */
export type RenderContext = Record<string, unknown>;

export interface TemplateEnvironment {
  /** The HTML of a template over plain data, escaped. Throws LG1011 where rendering fails. */
  render(name: string, context: RenderContext): string;
  /** Forgets compiled templates, so that the next rendering reads them again. */
  clear(): void;
}

export const defaultLocale: Locale = { locale: 'en-US', timeZone: 'UTC', currency: 'USD' };

export interface EnvironmentOptions extends TemplateExtensions {
  readonly locale?: Locale;
  /** Whether what is printed is escaped. Only for text that is no HTML. */
  readonly autoescape?: boolean;
}

type AnyFunction = (...args: unknown[]) => unknown;

/** nunjucks' own environment over compiled templates: what the analysis has read is what runs. Each is compiled once. */
export function createEnvironment(load: TemplateLoader, options: EnvironmentOptions = {}): TemplateEnvironment {
  const { locale = defaultLocale, autoescape = true, filters = {}, globals = {} } = options;
  const compiled = new CompilingLoader(load);
  const environment = new nunjucks.Environment(compiled as unknown as nunjucks.ILoader, { autoescape, dev: true });
  const functions = Object.entries({ ...createFilters(locale), ...functionsOf(filters), 'livegraft url': safeUrl });
  for (const [name, filter] of functions) environment.addFilter(name, filter as AnyFunction);
  for (const [name, { reads }] of filterDeclarations) if (reads === 'text') printFirst(environment, name);
  for (const [name, filter] of Object.entries(filters)) {
    if (declared(filter).reads === 'text') printFirst(environment, name);
  }
  for (const [name, call] of Object.entries(functionsOf(globals))) environment.addGlobal(name, call);
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

function functionsOf(extensions: NonNullable<TemplateExtensions['filters' | 'globals']>): Record<string, AnyFunction> {
  return Object.fromEntries(
    Object.entries(extensions).map(([name, extension]) => [name, declared(extension).apply as AnyFunction]),
  );
}

/** A filter that prints what it is given is given what that prints as. */
function printFirst(environment: nunjucks.Environment, name: string): void {
  const filter = environment.getFilter(name) as unknown as AnyFunction;
  environment.addFilter(name, function (this: unknown, first, ...rest) {
    return filter.call(this, printed(first), ...rest);
  });
}

interface CompiledSource {
  readonly src: { readonly type: 'code'; readonly obj: TemplateFunctions };
  readonly path: string;
  readonly noCache: boolean;
}

/** nunjucks keeps what a loader gives in the loader's `cache`, and listens to it like to an EventEmitter. */
class CompilingLoader {
  cache: Record<string, unknown> = {};
  readonly #load: TemplateLoader;

  constructor(load: TemplateLoader) {
    this.#load = load;
  }

  /** Null for a template that is not there: nunjucks decides whether that matters. */
  getSource(name: string): CompiledSource | null {
    const source = findTemplate(name, this.#load);
    if (!source) return null;
    return { src: { type: 'code', obj: compileTemplate(source) }, path: source.name, noCache: false };
  }

  on(): void {}
}

function findTemplate(name: string, load: TemplateLoader): TemplateSource | null {
  try {
    return load(name);
  } catch (error) {
    if (error instanceof LivegraftError && error.code === 'LG1000') return null;
    throw error;
  }
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
  cause = missingTemplate(cause, load) ?? cause;
  const failed = load(error.message.match(templatesAndPlace)?.[1] ?? name);
  return new LivegraftError({
    code: cause instanceof LivegraftError ? cause.code : 'LG1011',
    message: `The template "${failed.name}" does not render: ${cause instanceof LivegraftError ? cause.reason : sentence(cause)}`,
    location: placeOfCall(failed, error),
    cause,
  });
}

/** nunjucks says only that a template is not there. */
function missingTemplate({ message }: Error, load: TemplateLoader): Error | null {
  const name = /template not found: (.*)$/.exec(message)?.[1];
  if (name === undefined) return null;
  try {
    load(name);
    return null;
  } catch (error) {
    return toError(error);
  }
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
