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

type AnyFunction = (...args: never[]) => unknown;

/** What an application adds to what templates can use, by name. A function that does not say what it reads may read all. */
export interface TemplateExtensions {
  readonly filters?: Readonly<Record<string, CustomFilter | AnyFunction>>;
  readonly globals?: Readonly<Record<string, CustomGlobal | AnyFunction>>;
}

/** What templates can use by name beside their data. */
export interface Vocabulary {
  readonly filters: ReadonlyMap<string, FilterDeclaration>;
  /** Functions, by how they read their arguments. */
  readonly globals: ReadonlyMap<string, PathUse>;
}

/** nunjucks' filters and functions, ours, and those of an application, which go before. */
export function vocabularyOf({ filters = {}, globals = {} }: TemplateExtensions = {}): Vocabulary {
  const reads = Object.entries(globals).map(([name, global]) => [name, declared(global).reads] as const);
  const own = Object.entries(filters).map(([name, filter]) => [name, declared(filter)] as const);
  return {
    filters: new Map<string, FilterDeclaration>([...filterDeclarations, ...own]),
    globals: new Map([...globalDeclarations, ...reads]),
  };
}

/** An extension with what it reads. */
export function declared<T extends CustomFilter | CustomGlobal>(
  extension: T | AnyFunction,
): T | { readonly reads: 'whole'; readonly apply: AnyFunction } {
  return typeof extension === 'function' ? { reads: 'whole', apply: extension } : extension;
}
