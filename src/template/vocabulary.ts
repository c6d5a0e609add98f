import { type FilterDeclaration, filterDeclarations, globalDeclarations } from './filterDeclarations.ts';
import type { PathUse } from './pathTree.ts';

/** A filter of an application: what it does with its first argument, and the function. */
export interface CustomFilter extends FilterDeclaration {
  readonly apply: (...args: never[]) => unknown;
}

/** A function of an application that templates can call: how it reads its arguments. */
export interface CustomGlobal {
  readonly reads: PathUse;
  readonly apply: (...args: never[]) => unknown;
}

/** What an application adds to what templates can use, by name. */
export interface TemplateExtensions {
  readonly filters?: Readonly<Record<string, CustomFilter>>;
  readonly globals?: Readonly<Record<string, CustomGlobal>>;
}

/** What templates can use by name beside their data. */
export interface Vocabulary {
  readonly filters: ReadonlyMap<string, FilterDeclaration>;
  /** Functions, by how they read their arguments. */
  readonly globals: ReadonlyMap<string, PathUse>;
}

/** nunjucks' filters and functions, ours, and those of an application, which go before. */
export function vocabularyOf({ filters = {}, globals = {} }: TemplateExtensions = {}): Vocabulary {
  const reads = Object.entries(globals).map(([name, global]) => [name, global.reads] as const);
  return {
    filters: new Map([...filterDeclarations, ...Object.entries(filters)]),
    globals: new Map([...globalDeclarations, ...reads]),
  };
}
