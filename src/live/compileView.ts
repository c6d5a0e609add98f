import type { GraphQLSchema } from 'graphql';
import { type Diagnostic, Diagnostics } from '../diagnostics.ts';
import { LivegraftError } from '../errors.ts';
import { JitCache } from '../jitCache.ts';
import { structureHashOf } from '../schema/modelType.ts';
import {
  type AnyOperation,
  buildFieldOperation,
  buildOperation,
  type FieldOperation,
  type Operation,
} from '../selection/buildOperation.ts';
import { analyzeTemplate } from '../template/analyzeTemplate.ts';
import type { PathTree } from '../template/pathTree.ts';
import type { TemplateLoader, TemplateSource } from '../template/templateSource.ts';
import type { Vocabulary } from '../template/vocabulary.ts';
import type { ViewClass } from './liveView.ts';
import {
  type Declaration,
  declaredFields,
  declaredPaths,
  pathBelow,
  pathName,
  type VariablePath,
  variableName,
} from './modelsDeclaration.ts';

/** What is known of a view before it runs. */
export interface CompiledView {
  readonly view: ViewClass;
  /** Its template and those that it extends and includes. */
  readonly sources: readonly TemplateSource[];
  readonly paths: PathTree;
  /** Of everything that the analysis depends on. */
  readonly hash: string;
  /** The query of each value that `static models` declares and the template reads, by its path: `requests`, `dashboard.recent`. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** The query of each value that holds a root field, by its path. */
  readonly fields: ReadonlyMap<string, FieldOperation>;
  readonly schema: GraphQLSchema;
}

/** What a view's template says, with what is wrong or doubtful in it. */
export interface ViewAnalysis extends CompiledView {
  readonly diagnostics: readonly Diagnostic[];
}

/** What views are compiled with. */
export interface CompileSetting {
  readonly load: TemplateLoader;
  readonly schema: GraphQLSchema;
  readonly vocabulary?: Vocabulary;
}

/**
 * From a view's template to its queries: which fields it reads, and the operation that loads them for each declared name.
 * Throws the first thing that is wrong, with its place.
 */
export function compileView(view: ViewClass, setting: CompileSetting): ViewAnalysis {
  const analysis = analyzeView(view, setting);
  throwFirst(analysis.diagnostics);
  return analysis;
}

/** The same with everything that is wrong or doubtful. Throws LG4001 and LG4007 for what the class itself says. */
export function analyzeView(view: ViewClass, { load, schema, vocabulary }: CompileSetting): ViewAnalysis {
  if (!view.template) throw noTemplate(view);
  const { paths, sources, hash, diagnostics: found } = analyzeTemplate(view.template, load, vocabulary);
  const diagnostics = new Diagnostics(found);
  const isWhole = !found.some(({ severity }) => severity === 'error');
  if (isWhole && !sources.some(({ text }) => /\slg-root[\s=>]/.test(text))) diagnostics.error(noRoot(view));
  const declared = new Map<string, Operation>();
  for (const { path, declaration } of declaredPaths(view)) {
    const operation = compileVariable({ view, paths, hash, schema }, path, declaration, diagnostics);
    if (operation) declared.set(pathName(path), operation);
  }
  const fields = new Map<string, FieldOperation>();
  for (const { path, field } of declaredFields(view)) {
    const operation = compileField({ view, paths, hash, schema }, path, field, diagnostics);
    if (operation) fields.set(pathName(path), operation);
  }
  return { view, sources, paths, hash, operations: declared, fields, schema, diagnostics: diagnostics.all };
}

/** The operations of all that `static models` declares and the template reads, with the paths of their values; rows first. */
export function declaredOperations({ view, operations: ofRows, fields }: CompiledView) {
  return [...declaredPaths(view), ...declaredFields(view)].flatMap(({ path }) => {
    const operation: AnyOperation | undefined = ofRows.get(pathName(path)) ?? fields.get(pathName(path));
    return operation ? [{ path, operation }] : [];
  });
}

/** Operations by schema, which has the models that they read. */
const operations = new WeakMap<GraphQLSchema, JitCache<CompiledVariable<AnyOperation>>>();
interface CompiledVariable<Kind extends AnyOperation> {
  readonly operation: Kind;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes an operation once for what it depends on. */
function compiledOnce<Kind extends AnyOperation>(
  schema: GraphQLSchema,
  key: readonly unknown[],
  diagnostics: Diagnostics,
  build: (own: Diagnostics) => Kind,
): Kind {
  const cache = operations.get(schema) ?? new JitCache('operations', 1_000);
  operations.set(schema, cache);
  const { operation, diagnostics: found } = cache.getOrMake(JSON.stringify(key), () => {
    const own = new Diagnostics();
    return { operation: build(own), diagnostics: own.all };
  });
  diagnostics.addAll(found);
  return operation as Kind;
}

/**
 * The operation for a value that holds rows, or null where the template does not read it. It is made once for a
 * template's texts, the view's name, the path and the structure of the model.
 */
function compileVariable(
  { view, paths, hash, schema }: Pick<CompiledView, 'view' | 'paths' | 'hash' | 'schema'>,
  path: VariablePath,
  { type, cardinality }: Declaration,
  diagnostics: Diagnostics,
): Operation | null {
  const read = pathBelow(paths, path);
  if (!read) return null;
  const subject = { viewName: view.name, variable: variableName(path), paths: read, type, cardinality };
  const key = [hash, view.name, path, structureHashOf(type), cardinality];
  return compiledOnce(schema, key, diagnostics, (own) => buildOperation(subject, schema, own));
}

/** The same for a value that holds a root field. Throws LG1081. */
function compileField(
  { view, paths, hash, schema }: Pick<CompiledView, 'view' | 'paths' | 'hash' | 'schema'>,
  path: VariablePath,
  field: string,
  diagnostics: Diagnostics,
): FieldOperation | null {
  const read = pathBelow(paths, path);
  if (!read) return null;
  const subject = { viewName: view.name, variable: variableName(path), paths: read, field };
  const key = [hash, view.name, path, field];
  return compiledOnce(schema, key, diagnostics, (own) => buildFieldOperation(subject, schema, own));
}

/** The operation for a root field that a value holds now. */
export function fieldOperationFor(page: CompiledView, path: VariablePath, field: string): FieldOperation | null {
  const declared = page.fields.get(pathName(path));
  if (declared?.field === field) return declared;
  const diagnostics = new Diagnostics();
  const operation = compileField(page, path, field, diagnostics);
  throwFirst(diagnostics.all);
  return operation;
}

/** The operation for what a value holds now: the declared one, or one that is made for it and kept. */
export function operationFor(page: CompiledView, path: VariablePath, held: Declaration): Operation | null {
  const declared = page.operations.get(pathName(path));
  if (declared?.type === held.type && declared.cardinality === held.cardinality) return declared;
  const diagnostics = new Diagnostics();
  const operation = compileVariable(page, path, held, diagnostics);
  throwFirst(diagnostics.all);
  return operation;
}

function throwFirst(diagnostics: readonly Diagnostic[]): void {
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) throw wrong.error;
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
