import type { ExecutionResult } from 'graphql';
import { Model } from 'sequelize';
import { aggregateRows, countAll } from '../data/aggregateRows.ts';
import { compiledOperationOf, dataOf, type OperationData } from '../data/compiledOperation.ts';
import { databaseSettings } from '../data/databaseSettings.ts';
import type { PageRequest } from '../data/fetchContext.ts';
import { FetchScope } from '../data/fetchScope.ts';
import { spoilsLeaf } from '../data/fieldErrors.ts';
import { knownRowsPlan } from '../data/knownRows.ts';
import { QuerySet } from '../data/querySet.ts';
import { RootField } from '../data/rootField.ts';
import { withDefaults } from '../data/rowsWanted.ts';
import { emptySelection } from '../data/selection.ts';
import { recordStatements } from '../data/statements.ts';
import { policyFor } from '../data/visibility.ts';
import { LivegraftError } from '../errors.ts';
import { debug, log } from '../log.ts';
import { type ModelClass, type ModelType, modelTypeOf, unscoped } from '../schema/modelType.ts';
import type { AnyOperation, Operation } from '../selection/buildOperation.ts';
import { joinsOf } from '../selection/joinsOf.ts';
import type { RenderContext } from '../template/environment.ts';
import { listPaths } from '../template/listPaths.ts';
import type { PathNode } from '../template/pathTree.ts';
import { type CompiledView, fieldOperationFor, operationFor } from './compileView.ts';
import type { Viewer } from './liveView.ts';
import { type Declaration, declaredAt, pathBelow, pathName, pathTo, type VariablePath } from './modelsDeclaration.ts';
import { holdsRows, isPlain } from './plainData.ts';

/** Who a context is for. */
export interface ContextOptions {
  readonly viewer: Viewer | null;
  /** Whether what a computed member threw is shown in its place. */
  readonly development?: boolean | undefined;
  /** Where each operation is noted when it has run, in the order in which they end. */
  readonly operations?: OperationRun[] | undefined;
}

/** An operation that ran for a page. */
export interface OperationRun {
  readonly operation: AnyOperation;
  /** The value that it loaded, from the view's context. */
  readonly path: VariablePath;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether the page asked for more than the variables say: instances, a transaction, SQL, other rows than the scope's. */
  readonly hatches: boolean;
  /** The texts of the statements that it began. What several operations read together is the first one's. */
  readonly statements: readonly string[];
}

/**
 * A view's context with its rows: every public name that holds a QuerySet, a model, a list of models or a root field becomes plain
 * objects with the fields that the template reads, also within plain objects and arrays, and promises of them.
 * `<name>_count` and `<name>Count` say how many rows a list has, unless the view gave such a name itself.
 */
export async function loadContext(
  page: CompiledView,
  values: RenderContext,
  options: ContextOptions,
): Promise<RenderContext> {
  const loading: Loading = {
    page,
    scope: new FetchScope(policyFor(options.viewer), { listRows: databaseSettings().listRows }),
    ...options,
  };
  return loadEntries(loading, values, page.paths, []);
}

/** What one context is loaded with. */
interface Loading extends ContextOptions {
  readonly page: CompiledView;
  readonly scope: FetchScope;
}

async function loadEntries(
  loading: Loading,
  values: Readonly<Record<string, unknown>>,
  node: PathNode | null,
  path: VariablePath,
): Promise<Record<string, unknown>> {
  const entries = await Promise.all(
    Object.entries(values).map(async ([name, value]) => {
      const counts = [`${name}_count`, `${name}Count`].filter((alias) => {
        return node?.members.has(alias) === true && !Object.hasOwn(values, alias);
      });
      const { loaded, count } = await loadValue(loading, await value, pathTo(path, name), counts.length > 0);
      const counted = count === null ? [] : counts.map((alias) => [alias, count] as const);
      return [[name, loaded] as const, ...counted];
    }),
  );
  return Object.fromEntries(entries.flat());
}

interface Loaded {
  readonly loaded: unknown;
  /** How many rows a list has, where that was asked for. */
  readonly count: number | null;
}

async function loadValue(loading: Loading, value: unknown, path: VariablePath, asksCount: boolean): Promise<Loaded> {
  const held = holding(loading.page, path, value);
  if (held) {
    const loaded = await loadVariable(loading, path, held);
    const isCounted = asksCount && held.cardinality === 'many';
    return { loaded, count: isCounted ? await countOf(loading, held, loaded) : null };
  }
  if (value instanceof RootField) {
    const loaded = await loadField(loading, path, value);
    return { loaded, count: asksCount && Array.isArray(loaded) ? loaded.length : null };
  }
  if (!holdsRows(value)) return { loaded: value, count: null };
  if (Array.isArray(value)) {
    const items = value.map(async (item) => (await loadValue(loading, await item, pathTo(path, null), false)).loaded);
    return { loaded: await Promise.all(items), count: null };
  }
  if (!isPlain(value)) throw modelsInside(loading.page, path, value);
  return { loaded: await loadEntries(loading, value, pathBelow(loading.page.paths, path), path), count: null };
}

/** Rows that a public name holds, not read yet. */
interface Held extends Declaration {
  readonly rows: QuerySet | readonly Model[];
}

/** What a value holds of models, or null for plain data. Throws LG4002 where `static models` says otherwise. */
function holding(page: CompiledView, path: VariablePath, value: unknown): Held | null {
  const held = heldBy(value);
  const declared = declaredAt(page.view, path);
  if (!declared) return held;
  if (declared.cardinality === 'many' && Array.isArray(value) && value.length === 0) return { ...declared, rows: [] };
  if (!held) return null;
  if (held.type.model !== declared.type.model || held.cardinality !== declared.cardinality)
    throw otherThan(page, path, declared, textOf(held));
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

function typeOf(instance: Model): ModelType {
  return modelTypeOf(unscoped(instance.constructor as ModelClass));
}

async function loadVariable(loading: Loading, path: VariablePath, held: Held): Promise<unknown> {
  const { page, scope } = loading;
  const operation = operationFor(page, path, held);
  if (!operation) return undefined; // the template does not read it
  if (operation.counts) return countList(loading, operation, path, held);
  explain(page, operation, path);
  const { variables, request } =
    held.rows instanceof QuerySet
      ? { variables: { ...held.rows.variables }, request: { scope, hatches: held.rows.hatches } }
      : instancesRequest(loading, operation, path, held.rows);
  const result = await runOperation(loading, operation, path, variables, request);
  const loaded = shown(dataOf(result), loading)[operation.variable];
  const count = Array.isArray(loaded) ? loaded.length : 1;
  debug('jit', () => `Serialized ${count} ${held.type.name} objects for '${pathName(path)}' using JavaScript`);
  return loaded;
}

/** What a root field gives, with what the template reads of it. */
async function loadField(loading: Loading, path: VariablePath, { name, args }: RootField): Promise<unknown> {
  const declared = declaredAt(loading.page.view, path);
  if (declared) throw otherThan(loading.page, path, declared, `the root field ${name}`);
  const operation = fieldOperationFor(loading.page, path, name);
  if (!operation) return undefined; // the template does not read it
  const unknown = Object.keys(args).find((arg) => !operation.args.includes(arg));
  if (unknown) throw badArguments(loading.page, path, name, `"${unknown}" is none of them.`);
  const request = { scope: loading.scope, uncoerced: true };
  const result = await runOperation(loading, operation, path, args, request);
  if (result.data === undefined) throw badArguments(loading.page, path, name, result.errors?.[0]?.message ?? '');
  return shown(dataOf(result), loading)[operation.variable];
}

/** Runs an operation, and notes it where somebody wants to know. */
async function runOperation(
  { page, viewer, operations }: Loading,
  operation: AnyOperation,
  path: VariablePath,
  variables: Readonly<Record<string, unknown>>,
  request: PageRequest,
): Promise<ExecutionResult> {
  const run = () => compiledOperationOf(page.schema, operation)(variables, { viewer, page: request });
  if (!operations) return run();
  const { result, statements } = await recordStatements(run);
  const hatches = request.read !== undefined || Object.keys(request.hatches ?? {}).length > 0;
  operations.push({ operation, path, variables, hatches, statements: statements.map(({ text }) => text) });
  return result;
}

/** Instances keep what they have; the operation's variables are those by which GraphiQL finds the same rows. */
function instancesRequest({ page, scope }: Loading, operation: Operation, path: VariablePath, all: readonly Model[]) {
  const { type, cardinality } = operation;
  if (all.some(({ isNewRecord }) => isNewRecord)) throw notSaved(page, path, type);
  const keys = all.map((instance) => type.primaryKey.map(({ name }) => [name, instance.get(name)] as const));
  const request: PageRequest = {
    scope,
    async read({ selection }, readArguments) {
      const rows = await knownRowsPlan(selection).read(all, scope, readArguments);
      const found = rows.filter((row) => row !== null);
      const missing = rows.length - found.length;
      if (missing > 0) log().warn({ view: page.view.name, name: pathName(path), missing }, 'rows are gone');
      return found;
    },
  };
  if (cardinality === 'one') return { variables: Object.fromEntries(keys[0]!), request };
  const where = { or: keys.map((key) => Object.fromEntries(key.map(([name, value]) => [name, { eq: value }]))) };
  return { variables: { where }, request };
}

/** The data, in development with what a failed member threw in its place. It is logged in any case. */
function shown({ data, spoiled }: OperationData, { page, development }: Loading): Record<string, unknown> {
  const said = new Set<string>();
  for (const { path, error } of spoiled) {
    if (!said.has(error.message)) log().error({ err: error, view: page.view.name }, 'a field failed');
    said.add(error.message);
    if (!development || !spoilsLeaf(error)) continue;
    // biome-ignore lint/suspicious/noExplicitAny: a path into the data of a result
    const owner = path.slice(0, -1).reduce((value: any, key) => value[key], data);
    owner[path.at(-1)!] = `[${error.message}]`;
  }
  return data;
}

/** How many rows a list has that is only counted. It stands for the list: its `length` and `count` are itself. */
async function countList(loading: Loading, operation: Operation, path: VariablePath, { rows }: Held): Promise<number> {
  const { scope } = loading;
  if (!(rows instanceof QuerySet)) return countInstances(scope, operation.type, rows);
  const { where, annotate } = rows.variables;
  const { limit, offset } = withDefaults(rows.type.model, rows.type, { ...rows.variables, ...rows.hatches });
  const variables = { where, ...(annotate && { annotate }) };
  const { data } = dataOf(await runOperation(loading, operation, path, variables, { scope, hatches: rows.hatches }));
  debug('jit', () => `Counted ${operation.type.name} objects for '${operation.variable}': only their number is read`);
  return Math.min(limit ?? Number.POSITIVE_INFINITY, Math.max(0, (data[operation.variable] as number) - (offset ?? 0)));
}

/** How many of some instances the viewer may see. */
async function countInstances(scope: FetchScope, type: ModelType, instances: readonly Model[]): Promise<number> {
  if (scope.policy?.seesAll(type) !== false) return instances.length;
  const rows = await knownRowsPlan(emptySelection(type)).read(instances, scope, () => ({}));
  return rows.filter((row) => row !== null).length;
}

/** The number of rows, where no limit has cut them; else it is asked for. */
async function countOf({ scope }: Loading, { rows, type }: Held, loaded: unknown): Promise<number> {
  if (!(rows instanceof QuerySet)) {
    return (loaded as unknown[] | undefined)?.length ?? countInstances(scope, type, rows);
  }
  const { limit, offset, where } = withDefaults(type.model, type, { ...rows.variables, ...rows.hatches });
  if (typeof loaded === 'number' && typeof limit !== 'number' && !offset) return loaded;
  const isWhole = Array.isArray(loaded) && !offset && loaded.length < (limit ?? databaseSettings().listRows);
  if (isWhole) return loaded.length;
  const [row] = await aggregateRows(type, { where, ...rows.hatches }, { count: countAll }, [], scope);
  return row!.count as number;
}

function explain(page: CompiledView, operation: Operation, path: VariablePath): void {
  debug('jit', () => {
    const node = pathBelow(page.paths, path);
    return `Extracted paths from template: ${list(node ? listPaths(node) : [])}`;
  });
  debug('jit', () => `Auto-applied joins: ${list(joinsOf(operation).joined)}`);
  debug('jit', () => `Auto-applied batches: ${list(joinsOf(operation).batched)}`);
  debug('jit', () => `Auto-applied annotations: ${list(joinsOf(operation).annotated)}`);
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

function otherThan(page: CompiledView, path: VariablePath, declared: Declaration, held: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4002',
    message: `"${pathName(path)}" of ${page.view.name} holds ${textOf(declared)}, but was assigned ${held}.`,
    hint: `"static models" declares what it holds.`,
  });
}

function textOf({ type, cardinality }: Declaration): string {
  return cardinality === 'many' ? `a list of ${type.name}` : `one ${type.name}`;
}

function badArguments(page: CompiledView, path: VariablePath, field: string, reason: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4047',
    message: `"${pathName(path)}" of ${page.view.name} gives the root field "${field}" arguments that it does not take: ${reason}`,
  });
}

function notSaved(page: CompiledView, path: VariablePath, type: ModelType): LivegraftError {
  return new LivegraftError({
    code: 'LG4005',
    message: `"${pathName(path)}" of ${page.view.name} holds a ${type.name} that is not saved, so nothing can be read of it.`,
    hint: 'Save it first, or hand over plain data.',
  });
}

function modelsInside(page: CompiledView, path: VariablePath, value: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG4004',
    message: `"${pathName(path)}" of ${page.view.name} holds models inside a ${(value as object).constructor.name}, where they are not found.`,
    hint: 'Hand them over in plain objects and arrays.',
  });
}
