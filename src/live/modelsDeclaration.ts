import { QuerySet } from '../data/querySet.ts';
import { RootField } from '../data/rootField.ts';
import { LivegraftError } from '../errors.ts';
import { type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import type { Cardinality } from '../selection/buildOperation.ts';
import { mergeNodes, type PathNode, type PathTree } from '../template/pathTree.ts';
import type { ViewClass } from './liveView.ts';
import { isPlain } from './plainData.ts';

/** From a view's context to one of its values: names, and null for any item of an array. */
export type VariablePath = readonly (string | null)[];

export function pathTo(path: VariablePath, step: string | null): VariablePath {
  return [...path, step];
}

/** As a person writes it: `dashboard.recent`, `sections[].rows`. */
export function pathName(path: VariablePath): string {
  return path.map((step, index) => (step === null ? '[]' : `${index === 0 ? '' : '.'}${step}`)).join('');
}

/** As GraphQL takes it for a name: `dashboard_recent`. */
export function variableName(path: VariablePath): string {
  const steps = path.filter((step) => step !== null).map((step) => step.replace(/\W/g, '_'));
  return steps.join('_').replace(/^(?=\d)/, '_');
}

/** What a template reads below a value: by its name, or of any value of a dict that it goes through. Null where it reads nothing. */
export function pathBelow(paths: PathTree, path: VariablePath): PathNode | null {
  return path.reduce<PathNode | null>((node, step) => {
    if (!node) return null;
    if (step !== null) return mergeNodes(node.members.get(step) ?? null, node === paths ? null : node.items);
    const [first, all] = [node.members.get('first') ?? null, node.members.get('all')?.items ?? null];
    return mergeNodes(mergeNodes(node.items, first), all);
  }, paths);
}

/** What a name holds. */
export interface Declaration {
  readonly type: ModelType;
  readonly cardinality: Cardinality;
}

/** What `static models` says of a value, or null where it says nothing. Throws LG4007. */
export function declaredAt(view: ViewClass, path: VariablePath): Declaration | null {
  let declared: unknown = view.models;
  for (const step of path) {
    if (step === null) declared = Array.isArray(declared) && isPlain(declared[0]) ? declared[0] : undefined;
    else declared = isPlain(declared) && Object.hasOwn(declared, step) ? declared[step] : undefined;
    if (declared === undefined) return null;
  }
  return readDeclaration(view, path, declared);
}

/** Every value that `static models` declares to hold rows, in its order. Throws LG4007 for one that says no model. */
export function declaredPaths(view: ViewClass): { readonly path: VariablePath; readonly declaration: Declaration }[] {
  return below(view, [], view.models ?? {}).flatMap(({ path, declaration }) => {
    return declaration instanceof RootField ? [] : [{ path, declaration }];
  });
}

/** Every value that `static models` declares to hold what a root field gives. Throws LG4007. */
export function declaredFields(view: ViewClass): { readonly path: VariablePath; readonly field: string }[] {
  return below(view, [], view.models ?? {}).flatMap(({ path, declaration }) => {
    return declaration instanceof RootField ? [{ path, field: declaration.name }] : [];
  });
}

interface Declared {
  readonly path: VariablePath;
  readonly declaration: Declaration | RootField;
}

function below(view: ViewClass, path: VariablePath, declared: unknown): Declared[] {
  if (declared instanceof RootField) return [{ path, declaration: declared }];
  const declaration = path.length > 0 ? readDeclaration(view, path, declared) : null;
  if (declaration) return [{ path, declaration }];
  if (Array.isArray(declared)) return below(view, pathTo(path, null), declared[0]);
  return Object.entries(declared as object).flatMap(([name, nested]) => below(view, pathTo(path, name), nested));
}

/** Null for a dict, or a list of dicts, that may hold declarations. */
function readDeclaration(view: ViewClass, path: VariablePath, declared: unknown): Declaration | null {
  if (declared instanceof RootField) return null;
  if (declared instanceof QuerySet) return { type: declared.type, cardinality: 'many' };
  if (isPlain(declared)) return null;
  const models: readonly unknown[] = Array.isArray(declared) ? declared : [declared];
  if (models.length === 1 && Array.isArray(declared) && isPlain(models[0])) return null;
  if (models.length !== 1 || typeof models[0] !== 'function') throw badDeclaration(view, path);
  return {
    type: modelTypeOf(models[0] as unknown as ModelClass),
    cardinality: Array.isArray(declared) ? 'many' : 'one',
  };
}

function badDeclaration(view: ViewClass, path: VariablePath): LivegraftError {
  const name = path.at(-1) ?? pathName(path);
  return new LivegraftError({
    code: 'LG4007',
    message: `"static models" of ${view.name} does not say what "${pathName(path)}" holds.`,
    hint: `Write "${name}: [Model]" for a list of rows, "${name}: Model" for one row.`,
  });
}
