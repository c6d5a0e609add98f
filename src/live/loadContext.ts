import { Model } from 'sequelize';
import { compiledOperationOf, dataOf } from '../data/compiledOperation.ts';
import { countRows } from '../data/countRows.ts';
import type { Edits } from '../data/fetchPlan.ts';
import { QuerySet } from '../data/querySet.ts';
import { LivegraftError } from '../errors.ts';
import { debug, log } from '../log.ts';
import { type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import type { Cardinality, Operation } from '../selection/buildOperation.ts';
import { joinsOf } from '../selection/joinsOf.ts';
import type { RenderContext } from '../template/environment.ts';
import { listPaths } from '../template/listPaths.ts';
import { type CompiledView, declarationOf, operationFor } from './compileView.ts';
import type { Viewer } from './liveView.ts';
import { findModel } from './plainData.ts';

/**
 * A view's context with its rows: every public name that holds a QuerySet, a model or a list of models becomes plain
 * objects with the fields that the template reads. `<name>_count` and `<name>Count` say how many rows a list has, unless
 * the view gave such a name itself.
 */
export async function loadContext(
  page: CompiledView,
  values: RenderContext,
  viewer: Viewer | null,
): Promise<RenderContext> {
  const context: RenderContext = {};
  for (const [name, value] of Object.entries(values)) {
    const settled = await value;
    const held = holding(page, name, settled);
    if (!held) {
      const nested = findModel(settled, name);
      if (nested !== null) throw nestedModels(page, nested);
      context[name] = settled;
      continue;
    }
    context[name] = await loadVariable(page, name, held, viewer);
    if (held.cardinality === 'one') continue;
    const asked = [`${name}_count`, `${name}Count`].filter((alias) => {
      return page.paths.members.has(alias) && !Object.hasOwn(values, alias);
    });
    const count = asked.length > 0 && (await countOf(held, context[name]));
    for (const alias of asked) context[alias] = count;
  }
  return context;
}

/** Rows that a public name holds, not read yet. */
interface Held {
  readonly type: ModelType;
  readonly cardinality: Cardinality;
  readonly rows: QuerySet | readonly Model[];
}

/** What a value holds of models, or null for plain data. Throws LG4002 where `static models` says otherwise. */
function holding(page: CompiledView, name: string, value: unknown): Held | null {
  const held = heldBy(value);
  const declared = declarationOf(page.view, name);
  if (!declared) return held;
  const [type, cardinality] = declared;
  if (cardinality === 'many' && Array.isArray(value) && value.length === 0) return { type, cardinality, rows: [] };
  if (!held) return null;
  if (held.type.model !== type.model || held.cardinality !== cardinality)
    throw otherModel(page, name, held, type, cardinality);
  return held;
}

function heldBy(value: unknown): Held | null {
  if (value instanceof QuerySet) return { type: value.type, cardinality: 'many', rows: value };
  if (value instanceof Model) return { type: typeOf(value), cardinality: 'one', rows: [value] };
  if (!Array.isArray(value) || value.length === 0 || !value.every((item) => item instanceof Model)) return null;
  const instances: readonly Model[] = value;
  const type = typeOf(instances[0]!);
  return instances.every((item) => typeOf(item) === type) ? { type, cardinality: 'many', rows: instances } : null;
}

/** What `Model.scope(…)` and `Model.unscoped()` give are instances of a subclass, made for that call. */
function typeOf(instance: Model): ModelType {
  let model = instance.constructor as ModelClass & { scoped?: boolean };
  while (model.scoped) model = Object.getPrototypeOf(model);
  return modelTypeOf(model);
}

async function loadVariable(page: CompiledView, name: string, held: Held, viewer: Viewer | null): Promise<unknown> {
  const operation = operationFor(page, name, held.type, held.cardinality);
  if (!operation) return undefined; // the template does not read it
  if (operation.counts) return countList(page, operation, held.rows, viewer);
  explain(page, operation);
  const run = compiledOperationOf(page.schema, operation);
  const loaded =
    held.rows instanceof QuerySet
      ? dataOf(await run({ ...held.rows.variables }, { viewer }))[name]
      : await loadInstances(page, operation, held.rows, viewer);
  const count = Array.isArray(loaded) ? loaded.length : 1;
  debug('jit', () => `Serialized ${count} ${held.type.name} objects for '${name}' using JavaScript`);
  return loaded;
}

/** Instances are read again by key, for the fields that they lack; what was changed in memory stays changed. */
async function loadInstances(
  page: CompiledView,
  operation: Operation,
  instances: readonly Model[],
  viewer: Viewer | null,
) {
  if (instances.length === 0) return [];
  const { type, variable, cardinality } = operation;
  const key = singleKey(type);
  const unsaved = instances.find((instance) => instance.isNewRecord);
  if (unsaved) throw notSaved(page, variable, type);
  const keys = instances.map((instance) => instance.get(key));
  const run = compiledOperationOf(page.schema, operation);
  const edits = editsOf(type, key, instances);
  if (cardinality === 'one') return dataOf(await run({ [key]: keys[0] }, { viewer, edits }))[variable];
  const where = { [key]: { in: [...new Set(keys)] } };
  const rows = dataOf(await run({ where }, { viewer, edits }))[variable] as Record<string, unknown>[];
  const byKey = new Map(rows.map((row) => [row[key], row]));
  const found = keys.filter((value) => byKey.has(value));
  if (found.length < keys.length)
    log().warn({ view: page.view.name, name: variable, missing: keys.length - found.length }, 'rows are gone');
  return found.map((value) => byKey.get(value));
}

/** Changed attributes that are not saved, in the form that rows have. */
function editsOf(type: ModelType, key: string, instances: readonly Model[]): Edits {
  const edits = new Map<unknown, Record<string, unknown>>();
  for (const instance of instances) {
    const changed = (instance.changed() || []).filter((name) => type.columns.has(name));
    const values = changed.map((name) => [name, rowValue(type, name, instance.getDataValue(name as never))]);
    if (values.length > 0) edits.set(instance.get(key), Object.fromEntries(values));
  }
  return edits;
}

function rowValue(type: ModelType, name: string, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  const isText = ['Decimal', 'BigInt'].includes(type.columns.get(name)!.scalar.name);
  return isText && value !== null && value !== undefined ? String(value) : value;
}

/** How many rows a list has that is only counted. It stands for the list: its `length` and `count` are itself. */
async function countList(
  page: CompiledView,
  operation: Operation,
  rows: QuerySet | readonly Model[],
  viewer: Viewer | null,
): Promise<number> {
  if (!(rows instanceof QuerySet)) return rows.length;
  const { limit, offset = 0, where, annotate } = rows.variables;
  const run = compiledOperationOf(page.schema, operation);
  const count = dataOf(await run({ where, ...(annotate && { annotate }) }, { viewer }))[operation.variable] as number;
  debug('jit', () => `Counted ${operation.type.name} objects for '${operation.variable}': only their number is read`);
  return Math.min(limit ?? Number.POSITIVE_INFINITY, Math.max(0, count - offset));
}

/** The number of rows, where no limit has cut them; else it is asked for. */
async function countOf({ rows, type }: Held, loaded: unknown): Promise<number> {
  if (!(rows instanceof QuerySet)) return (loaded as unknown[] | undefined)?.length ?? rows.length;
  const { limit, offset = 0, where } = rows.variables;
  if (typeof loaded === 'number' && limit === undefined && offset === 0) return loaded;
  const isWhole = Array.isArray(loaded) && offset === 0 && (limit === undefined || loaded.length < limit);
  return isWhole ? loaded.length : countRows(type, where);
}

function singleKey(type: ModelType): string {
  if (type.primaryKey.length === 1) return type.primaryKey[0]!.name;
  throw new LivegraftError({
    code: 'LG4006',
    message: `Livegraft does not support instances of ${type.name} in a page yet: its key has several attributes.`,
    hint: 'Assign a QuerySet.',
  });
}

function explain(page: CompiledView, operation: Operation): void {
  debug('jit', () => {
    const paths = listPaths(page.paths.members.get(operation.variable)!);
    return `Extracted paths from template: ${list(paths)}`;
  });
  debug('jit', () => `Auto-applied joins: ${list(joinsOf(operation).joined)}`);
  debug('jit', () => `Auto-applied batches: ${list(joinsOf(operation).batched)}`);
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

function otherModel(
  page: CompiledView,
  name: string,
  held: Held,
  type: ModelType,
  cardinality: Cardinality,
): LivegraftError {
  const say = (model: ModelType, many: boolean) => (many ? `a list of ${model.name}` : `one ${model.name}`);
  return new LivegraftError({
    code: 'LG4002',
    message: `"${name}" of ${page.view.name} holds ${say(type, cardinality === 'many')}, but was assigned ${say(held.type, held.cardinality === 'many')}.`,
    hint: `"static models" declares what it holds.`,
  });
}

function notSaved(page: CompiledView, name: string, type: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG4005',
    message: `"${name}" of ${page.view.name} holds a ${type.name} that is not saved, so nothing can be read of it.`,
    hint: 'Save it first, or hand over plain data.',
  });
}

function nestedModels(page: CompiledView, path: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4004',
    message: `"${path}" of ${page.view.name} holds models inside other data, which Livegraft does not support yet.`,
    hint: 'Assign them to a public name of their own.',
  });
}
