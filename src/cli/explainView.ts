import { aggregateRows, countAll } from '../data/aggregateRows.ts';
import { databaseSettings } from '../data/databaseSettings.ts';
import { buildFetchPlan, sequelizeOf } from '../data/fetchPlan.ts';
import { FetchScope } from '../data/fetchScope.ts';
import { type AssociationSelection, type Selection, selectionOf, signatureOf } from '../data/selection.ts';
import type { CompiledView } from '../live/compileView.ts';
import {
  type Declaration,
  declaredFields,
  declaredPaths,
  pathBelow,
  pathName,
  type VariablePath,
} from '../live/modelsDeclaration.ts';
import type { ModelType } from '../schema/modelType.ts';
import { type Cardinality, type Operation, rootFieldOf } from '../selection/buildOperation.ts';
import { joinsOf } from '../selection/joinsOf.ts';
import { isOnlyCounted } from '../selection/listItems.ts';
import { listPaths } from '../template/listPaths.ts';
import { isUsed, type PathTree } from '../template/pathTree.ts';
import { dryRun } from './dryRun.ts';

/** What a view loads, and what of it can reach a browser. */
export interface ViewExplanation {
  readonly view: string;
  readonly template: string;
  /** The public names that `static models` declares and the template reads. */
  readonly names: readonly NameExplanation[];
  readonly fields: readonly FieldExplanation[];
  /** The paths of all other names: plain data, or rows that are only known when they are assigned. */
  readonly otherPaths: readonly string[];
  readonly models: readonly ModelExplanation[];
}

/** A name that holds what a root field gives. */
export interface FieldExplanation {
  readonly name: string;
  readonly field: string;
  readonly paths: readonly string[];
  readonly operation: { readonly name: string; readonly hash: string; readonly text: string };
}

export interface NameExplanation {
  readonly name: string;
  readonly model: string;
  readonly cardinality: Cardinality;
  readonly paths: readonly string[];
  /** Null where no rows are read, as they are only counted. */
  readonly operation: { readonly name: string; readonly hash: string; readonly text: string } | null;
  /** Associations that are read with the rows. */
  readonly joins: readonly string[];
  /** Associations that are read in a statement of their own, for all rows at once. */
  readonly batches: readonly string[];
  /** Fields that resolvers of the application give; what these read is not among the statements. */
  readonly resolved: readonly string[];
  readonly statements: readonly StatementExplanation[];
}

export interface StatementExplanation {
  /** The path whose rows it reads or counts. */
  readonly path: string;
  readonly kind: 'rows' | 'batch' | 'count';
  /** Whether what a QuerySet asks for is added: conditions, and for rows order and limit. */
  readonly takesQuerySet: boolean;
  /** When it runs; null for always. */
  readonly when: string | null;
  /** As it is prepared, for a QuerySet that asks for all rows. */
  readonly text: string;
}

/** What is read of a model. All but the last can reach a browser. */
export interface ModelExplanation {
  readonly model: string;
  readonly columns: readonly string[];
  readonly annotations: readonly string[];
  readonly computed: readonly string[];
  /** Columns that stay on the server: what computed members need, and keys. */
  readonly serverOnly: readonly string[];
}

/** Runs every statement of a view dry: nothing connects. */
export async function explainView(page: CompiledView): Promise<ViewExplanation> {
  const names: NameExplanation[] = [];
  for (const { path, declaration } of declaredPaths(page.view)) {
    const owner = pathBelow(page.paths, path.slice(0, -1));
    const aliases = aliasesOf(path.at(-1) ?? '');
    const isNamed = owner !== null && aliases.some((alias) => isRead(owner, alias));
    if (isNamed || isUsedAt(page.paths, path)) names.push(await explainName(page, path, declaration));
  }
  const fields = declaredFields(page.view).flatMap(({ path, field }) => explainField(page, path, field));
  const explained = new Set([...names, ...fields].flatMap(({ paths }) => paths));
  const loaded = names.flatMap(({ name, operation }) =>
    operation ? [selectionFor(page, page.operations.get(name)!)] : [],
  );
  return {
    view: page.view.name,
    template: page.view.template,
    names,
    fields,
    otherPaths: listPaths(page.paths).filter((path) => !explained.has(path)),
    models: explainModels(loaded),
  };
}

function explainField(page: CompiledView, path: VariablePath, field: string): FieldExplanation[] {
  const name = pathName(path);
  const operation = page.fields.get(name);
  const node = pathBelow(page.paths, path);
  if (!operation || !node) return [];
  const own = `${name.slice(0, name.length - path.at(-1)!.length)}`;
  const paths = listPaths({ ...page.paths, members: new Map([[path.at(-1)!, node]]) }).map((found) => own + found);
  return [{ name, field, paths, operation: { name: operation.name, hash: operation.hash, text: operation.text } }];
}

function isUsedAt(paths: PathTree, path: VariablePath): boolean {
  const node = pathBelow(paths, path);
  return node !== null && isUsed(node);
}

function isRead({ members }: PathTree, name: string): boolean {
  return members.has(name) && isUsed(members.get(name)!);
}

/** A name, and those that say how many rows it has. */
function aliasesOf(name: string): string[] {
  return [name, `${name}_count`, `${name}Count`];
}

async function explainName(
  page: CompiledView,
  path: VariablePath,
  { type, cardinality }: Declaration,
): Promise<NameExplanation> {
  const name = pathName(path);
  const last = path.at(-1) ?? '';
  const owner = pathBelow(page.paths, path.slice(0, -1));
  const read = [...(owner?.members ?? [])].filter(([member]) => aliasesOf(last).includes(member));
  const node = pathBelow(page.paths, path);
  const isCounted = cardinality === 'many' && node !== null && isOnlyCounted(node);
  const operation = isCounted ? undefined : page.operations.get(name);
  const statements = operation ? await planStatements(page, operation) : [];
  const isAsked = cardinality === 'many' && read.some(([member]) => member !== last);
  if (isCounted) statements.push(await countStatement(name, type, null));
  if (isAsked) statements.push(await countStatement(name, type, node ? 'a limit may have cut the rows' : null));
  const prefix = name.slice(0, name.length - last.length);
  return {
    name,
    model: type.name,
    cardinality,
    paths: listPaths({ ...page.paths, members: new Map(read) }).map((found) => `${prefix}${found}`),
    operation: operation ? { name: operation.name, hash: operation.hash, text: operation.text } : null,
    joins: operation ? joinsOf(operation).joined : [],
    batches: operation ? joinsOf(operation).batched : [],
    resolved: operation ? joinsOf(operation).resolved : [],
    statements,
  };
}

async function countStatement(path: string, type: ModelType, when: string | null): Promise<StatementExplanation> {
  const count = () => aggregateRows(type, {}, { count: countAll }, [], new FetchScope(null));
  const [text = ''] = await dryRun(sequelizeOf(type), count);
  return { path, kind: 'count', takesQuerySet: true, when, text };
}

/** The statements of the plan that the operation's root field runs. */
async function planStatements(page: CompiledView, operation: Operation): Promise<StatementExplanation[]> {
  const { type, cardinality, variable } = operation;
  const many = cardinality === 'many';
  const key = Object.fromEntries(type.primaryKey.map((column) => [column.name, { eq: '1' }]));
  const plan = buildFetchPlan(withoutMembers(selectionFor(page, operation)));
  const texts = await dryRun(sequelizeOf(type), () => {
    return plan.fetch(
      many ? { limit: databaseSettings().listRows + 1 } : { where: key, limit: 1 },
      new FetchScope(null),
    );
  });
  const batches = batchPaths(selectionFor(page, operation), many ? `${variable}[]` : variable);
  return texts.map((text, index) => ({
    path: index === 0 ? variable : batches[index - 1]!,
    kind: index === 0 ? 'rows' : 'batch',
    takesQuerySet: many && index === 0,
    when: index === 0 ? null : 'there are rows to read them for',
    text,
  }));
}

function selectionFor({ schema }: CompiledView, operation: Operation): Selection {
  return selectionOf(operation.type, [rootFieldOf(operation)], { fragments: {}, schema });
}

/** What is read stays the same; but the application's code is not run on rows that are none. */
function withoutMembers(selection: Selection): Selection {
  const fields = [...selection.fields].filter(([, { kind }]) => kind !== 'computed' && kind !== 'str');
  const associations = [...selection.associations].map(([name, association]): [string, AssociationSelection] => {
    return [name, { ...association, selection: withoutMembers(association.selection) }];
  });
  return { ...selection, fields: new Map(fields), associations: new Map(associations) };
}

/**
 * In the order in which a plan reads them: all associations of the rows, then all of those that are below them. What
 * leads over different paths to the same is read once, for the first of them.
 */
function batchPaths(selection: Selection, path: string): string[] {
  const paths: string[] = [];
  let level = [{ selection, path }];
  while (level.length > 0) {
    const read = new Map(level.flatMap((rows) => batchesOf(rows.selection, rows.path)).reverse());
    const ordered = [...read.values()].reverse();
    paths.push(...ordered.map((batch) => batch.path));
    level = ordered.map((batch) => ({ selection: batch.selection, path: `${batch.path}[]` }));
  }
  return paths;
}

function batchesOf(selection: Selection, path: string): [string, { selection: Selection; path: string }][] {
  return [...selection.associations].flatMap(([name, { field, selection: target }]) => {
    const own = `${path}.${name}`;
    if (field.kind === 'toOne') return batchesOf(target, own);
    return [[`${selection.type.name} ${name} ${signatureOf(target)}`, { selection: target, path: own }]];
  });
}

function explainModels(selections: readonly Selection[]): ModelExplanation[] {
  const models = new Map<string, Record<keyof Omit<ModelExplanation, 'model'>, Set<string>>>();
  for (const selection of selections.flatMap(allOf)) {
    const { name } = selection.type.model;
    const read = models.get(name) ?? {
      columns: new Set(),
      annotations: new Set(),
      computed: new Set(),
      serverOnly: new Set(),
    };
    models.set(name, read);
    for (const field of selection.fields.values()) {
      if (field.kind === 'column') read.columns.add(field.name);
      if (field.kind === 'annotation') read.annotations.add(field.name);
      if (field.kind === 'computed') read.computed.add(field.name);
      if (field.kind === 'str') read.computed.add('__str__');
    }
    for (const column of selection.columns.keys()) read.serverOnly.add(column);
  }
  return [...models]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, { columns, annotations, computed, serverOnly }]) => ({
      model,
      columns: [...columns].sort(),
      annotations: [...annotations].sort(),
      computed: [...computed].sort(),
      serverOnly: [...serverOnly].filter((name) => !columns.has(name)).sort(),
    }));
}

function allOf(selection: Selection): Selection[] {
  return [selection, ...[...selection.associations.values()].flatMap((association) => allOf(association.selection))];
}
