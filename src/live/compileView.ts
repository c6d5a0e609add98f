import type { GraphQLSchema } from 'graphql';
import { QuerySet } from '../data/querySet.ts';
import { LivegraftError } from '../errors.ts';
import { type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import { buildOperation, type Cardinality, type Operation } from '../selection/buildOperation.ts';
import { collectPaths } from '../template/collectPaths.ts';
import type { PathTree } from '../template/pathTree.ts';
import type { TemplateLoader, TemplateSource } from '../template/templateSource.ts';
import type { ViewClass } from './liveView.ts';

/** What is known of a view before it runs. */
export interface CompiledView {
  readonly view: ViewClass;
  /** Its template and those that it extends and includes. */
  readonly sources: readonly TemplateSource[];
  readonly paths: PathTree;
  /** The query of each public name that `static models` declares and the template reads. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** The queries of names that were assigned something else: made when that is first seen. */
  readonly assigned: Map<string, Operation>;
  readonly schema: GraphQLSchema;
}

/**
 * From a view's template to its queries: which fields it reads, and the operation that loads them for each declared name.
 * Throws what is wrong with the template, with its place.
 */
export function compileView(view: ViewClass, load: TemplateLoader, schema: GraphQLSchema): CompiledView {
  if (!view.template) throw noTemplate(view);
  const { paths, sources } = collectPaths(view.template, load);
  if (!sources.some(({ text }) => /\slg-root[\s=>]/.test(text))) throw noRoot(view);
  const operations = new Map<string, Operation>();
  for (const name of Object.keys(view.models ?? {})) {
    const operation = compileVariable({ view, paths, schema }, name, ...declarationOf(view, name)!);
    if (operation) operations.set(name, operation);
  }
  return { view, sources, paths, operations, assigned: new Map(), schema };
}

/** The operation for a public name that holds rows of `type`, or null where the template does not read it. */
export function compileVariable(
  { view, paths, schema }: Pick<CompiledView, 'view' | 'paths' | 'schema'>,
  name: string,
  type: ModelType,
  cardinality: Cardinality,
): Operation | null {
  const read = paths.members.get(name);
  return read ? buildOperation({ viewName: view.name, variable: name, paths: read, type, cardinality }, schema) : null;
}

/** The operation for what a name holds now: the declared one, or one that is made for it and kept. */
export function operationFor(
  page: CompiledView,
  name: string,
  type: ModelType,
  cardinality: Cardinality,
): Operation | null {
  for (const known of [page.operations.get(name), page.assigned.get(name)]) {
    if (known?.type === type && known.cardinality === cardinality) return known;
  }
  const operation = compileVariable(page, name, type, cardinality);
  if (operation) page.assigned.set(name, operation);
  return operation;
}

/** What `static models` says of a name. Throws LG4007 for a list that does not hold just one model. */
export function declarationOf(view: ViewClass, name: string): [ModelType, Cardinality] | null {
  const declared = view.models && Object.hasOwn(view.models, name) ? view.models[name] : undefined;
  if (!declared) return null;
  if (declared instanceof QuerySet) return [declared.type, 'many'];
  const models = Array.isArray(declared) ? declared : [declared];
  if (models.length !== 1 || typeof models[0] !== 'function') throw badDeclaration(view, name);
  return [modelTypeOf(models[0] as ModelClass), Array.isArray(declared) ? 'many' : 'one'];
}

function badDeclaration(view: ViewClass, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4007',
    message: `"static models" of ${view.name} does not say what "${name}" holds.`,
    hint: `Write "${name}: [Model]" for a list of rows, "${name}: Model" for one row.`,
  });
}

function noTemplate(view: ViewClass): LivegraftError {
  return new LivegraftError({
    code: 'LG4001',
    message: `The view ${view.name} names no template.`,
    hint: 'Add "static template = \'folder/page.njk\'".',
  });
}

function noRoot(view: ViewClass): LivegraftError {
  return new LivegraftError({
    code: 'LG1012',
    message: `The page of ${view.name} has no element with "lg-root".`,
    hint: `Give it to the element of "${view.template}" or its layout that holds what changes, such as <main lg-root>.`,
  });
}
