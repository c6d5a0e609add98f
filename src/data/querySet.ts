import type { Attributes, Model, ModelStatic, Transaction } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { JitCache } from '../jitCache.ts';
import { Expression, F, readExpression } from '../schema/expressions.ts';
import { annotatedType, type ModelClass, type ModelType, modelTypeOf, unscoped } from '../schema/modelType.ts';
import { readWhere, type Where } from '../schema/where.ts';
import { aggregateRows, countAll, readValues } from './aggregateRows.ts';
import type { OrderBy } from './compileOrder.ts';
import { buildFetchPlan, type FetchPlan } from './fetchPlan.ts';
import { FetchScope } from './fetchScope.ts';
import { instancesOf } from './instances.ts';
import { refuseListMethods } from './listMethods.ts';
import { type ScopeOptions, scopeOptions } from './ownConditions.ts';
import type {
  Aggregated,
  Annotated,
  Annotations,
  AnnotationsOf,
  AnyAnnotations,
  AssociationPath,
  Condition,
  DeclaredAnnotations,
  FieldPath,
  Instance,
  Order,
  OrderName,
} from './queryTypes.ts';
import { readKeysInParts } from './readKeysInParts.ts';
import {
  type AnnotationInput,
  annotatedTwice,
  type Hatches,
  orderOf,
  type RowsWanted,
  readOrder,
  type SqlCondition,
} from './rowsWanted.ts';
import { instanceSelection, type Selection, signatureOf } from './selection.ts';
import type { Policy } from './sql.ts';
import { currentPolicy, policyFor } from './visibility.ts';

/** What a QuerySet asks for, as plain data: the variables of its GraphQL operation. */
export interface QuerySetVariables {
  readonly where?: Where;
  readonly orderBy?: readonly OrderBy[];
  readonly limit?: number;
  readonly offset?: number;
  readonly annotate?: readonly AnnotationInput[];
}

/** Everything that makes a QuerySet beside its model. */
interface Parts {
  readonly variables: QuerySetVariables;
  readonly hatches: Hatches;
  /** Associations that its instances have. */
  readonly included: readonly string[];
  readonly isDistinct: boolean;
  /** Whose rows its own methods read; undefined for those of whoever the code runs for. */
  readonly policy: Policy | null | undefined;
}

const everything: Parts = { variables: {}, hatches: {}, included: [], isDistinct: false, policy: undefined };

/**
 * All rows of a model, to be narrowed: `objects(Property).where({ status: 'active' }).orderBy('-rent')`. Of
 * `Property.scope('active')` those of that scope, without the default one.
 */
export function objects<C extends ModelStatic<Model>>(model: C): QuerySet<InstanceType<C>, DeclaredAnnotations<C>> {
  const base = unscoped(model as unknown as ModelClass);
  const rows = new QuerySet<InstanceType<C>, DeclaredAnnotations<C>>(modelTypeOf(base), everything);
  if (base === (model as unknown as ModelClass)) return rows;
  return rows.unscoped().within(scopeOptions(model as unknown as ModelClass));
}

/**
 * Rows of a model, not read yet. It never changes: each method gives a new one. Assign it to a public name in
 * `getContextData()`, and the page's template decides which fields are read; or read it here, as instances of the model,
 * with `all`, `first`, `get`, `for await`: what the viewer may not see, for whom the code runs, is left out.
 */
export class QuerySet<M extends Model = Model, A extends Annotations = AnyAnnotations> {
  readonly type: ModelType;
  /** What it asks for, as far as GraphQL can say it. */
  readonly variables: QuerySetVariables;
  /** What it asks for that only code can say. */
  readonly hatches: Hatches;
  readonly #parts: Parts;
  /** What its rows are instances of; only for the compiler. */
  declare readonly rowType: M;

  constructor(type: ModelType, parts: Parts) {
    this.type = type;
    this.variables = parts.variables;
    this.hatches = parts.hatches;
    this.#parts = parts;
  }

  /**
   * Only rows for which this holds too, in Sequelize's syntax; associations by name or path:
   * `where({ 'tenant.user.lastName': 'May', leases: { some: { status: 'active' } } })`. Throws LG3001 for an unknown
   * name, LG3002 for what it cannot say.
   */
  where(condition: Condition<M, A>): QuerySet<M, A> {
    return this.#narrow(readWhere(this.type, condition));
  }

  /** All rows but those for which this holds. Rows for which it is unknown, because something is null, stay. */
  exclude(condition: Condition<M, A>): QuerySet<M, A> {
    return this.#narrow({ except: readWhere(this.type, condition) });
  }

  /**
   * Only rows for which SQL of your own holds: values are bound, `F(…)` stands for a field. It is not shown in GraphiQL's
   * variables, and nothing checks it. ``whereSql`${F('title')} ~* ${pattern}` ``
   */
  whereSql(strings: TemplateStringsArray, ...operands: readonly unknown[]): QuerySet<M, A> {
    const condition: SqlCondition = {
      strings: [...strings],
      operands: operands.map((operand) => {
        return operand instanceof Expression ? readExpression(this.type, operand) : { bound: operand };
      }),
    };
    const sql = [...(this.#parts.hatches.sql ?? []), condition];
    return this.#with({ hatches: { ...this.#parts.hatches, sql } });
  }

  /**
   * Sorted by attributes, annotations and paths, `-` before a name for falling; replaces an order given before. An object
   * says where nulls go, or sorts by an expression. Throws LG3001.
   */
  orderBy(...orders: readonly (OrderName<M, A> | Order<M, A>)[]): QuerySet<M, A> {
    return this.#vary({ orderBy: orders.map((order) => readOrderBy(this.type, order as string | Order)) });
  }

  /**
   * With columns that PostgreSQL computes, by name; they can be shown, filtered and sorted by like those that the model
   * declares: `objects(Property).annotate({ total: Count('leases') }).orderBy('-total')`. Throws LG2003, LG2004, LG2007 and
   * LG3006.
   */
  annotate<E extends Readonly<Record<string, Expression>>>(
    expressions: E & Annotated<M, A, keyof E>,
  ): QuerySet<M, A & AnnotationsOf<E>> {
    let { type } = this;
    const annotate = [...(this.#parts.variables.annotate ?? [])];
    for (const [name, expression] of Object.entries(expressions)) {
      if (annotate.some((input) => input.name === name)) throw annotatedTwice(type);
      annotate.push({ name, expression: readExpression(type, expression) });
      type = annotatedType(type, Object.fromEntries(annotate.map((input) => [input.name, input.expression])));
    }
    return new QuerySet(type, { ...this.#parts, variables: { ...this.#parts.variables, annotate } });
  }

  /** At most `rows` rows. Throws a TypeError for anything but a whole number from 0. */
  limit(rows: number): QuerySet<M, A> {
    return this.#vary({ limit: wholeNumber('limit', rows) });
  }

  /** Without the first `rows` rows. */
  offset(rows: number): QuerySet<M, A> {
    return this.#vary({ offset: wholeNumber('offset', rows) });
  }

  /** The rows from one place to before another, counted from 0 in what it already is: `slice(20, 40)`. */
  slice(start: number, end?: number): QuerySet<M, A> {
    const { offset = 0, limit } = this.#parts.variables;
    const left = Math.max(0, (limit ?? Number.POSITIVE_INFINITY) - wholeNumber('start', start));
    const wanted = end === undefined ? left : Math.min(left, Math.max(0, wholeNumber('end', end) - start));
    return this.#vary({ offset: offset + start, ...(Number.isFinite(wanted) && { limit: wanted }) });
  }

  /** Narrowed by scopes of the model: `scope('active', { method: ['since', day] })`. Throws LG3010 and LG3012. */
  scope(...names: readonly (string | { readonly method: readonly [string, ...unknown[]] })[]): QuerySet<M, A> {
    let rows: QuerySet<M, A> = this;
    for (const scope of names) {
      const [name, ...args] = typeof scope === 'string' ? [scope] : scope.method;
      const scopes: Readonly<Record<string, unknown>> = this.type.model.options.scopes ?? {};
      const declared = Object.hasOwn(scopes, name) ? scopes[name] : undefined;
      if (declared === undefined) throw unknownScope(this.type, name);
      rows = rows.within((typeof declared === 'function' ? declared(...args) : declared) as ScopeOptions);
    }
    return rows;
  }

  /** Narrowed by what a scope of Sequelize says. Throws LG3010. */
  within({ where, order, limit, offset, ...others }: ScopeOptions): QuerySet<M, A> {
    const unknown = Object.keys(others).filter((key) => key !== 'attributes');
    if (unknown.length > 0) throw unsupportedScope(this.type, unknown);
    const rows = where ? this.#narrow(readWhere(this.type, where)) : this;
    return rows.#vary({
      ...(order !== undefined && { orderBy: [...(rows.variables.orderBy ?? []), ...readOrder(this.type, order)] }),
      ...(limit !== undefined && { limit: wholeNumber('limit', limit) }),
      ...(offset !== undefined && { offset: wholeNumber('offset', offset) }),
    });
  }

  /** Without the model's default scope. */
  unscoped(): QuerySet<M, A> {
    return this.#with({ hatches: { ...this.#parts.hatches, unscoped: true } });
  }

  /** With rows that a paranoid model has marked as deleted. */
  withDeleted(): QuerySet<M, A> {
    return this.#with({ hatches: { ...this.#parts.hatches, withDeleted: true } });
  }

  /** Each result of `values` once. Rows of a model never repeat. */
  distinct(): QuerySet<M, A> {
    return this.#with({ isDistinct: true });
  }

  /** Its instances have these associations: `with('property', 'tenant.user')`. A template says itself what it reads. Throws LG3001. */
  with(...paths: readonly AssociationPath<M>[]): QuerySet<M, A> {
    instanceSelection(this.type, paths);
    return this.#with({ included: [...new Set([...this.#parts.included, ...paths])] });
  }

  /** Read in a transaction, on its connection. */
  using(transaction: Transaction): QuerySet<M, A> {
    return this.#with({ hatches: { ...this.#parts.hatches, transaction } });
  }

  /** What a viewer may see, whoever the code runs for; only for what is read here: a page shows its own viewer's rows. */
  visibleTo(viewer: unknown): QuerySet<M, A> {
    return this.#with({ policy: policyFor(viewer) });
  }

  /** All rows, whoever the code runs for; only for what is read here. */
  unrestricted(): QuerySet<M, A> {
    return this.#with({ policy: null });
  }

  /** The rows as instances. */
  async all(): Promise<Instance<M, A>[]> {
    return this.#instances(this.#wanted());
  }

  /** The first instance, by the key where there is no order; null where there is none. */
  async first(): Promise<Instance<M, A> | null> {
    const [row] = await this.limit(Math.min(1, this.#parts.variables.limit ?? 1)).all();
    return row ?? null;
  }

  /** The one instance for which this holds. Throws LG3041 (status 404) where there is none, LG3042 where there are several. */
  async get(condition?: Condition<M, A>): Promise<Instance<M, A>> {
    const rows = await (condition ? this.where(condition) : this).limit(2).all();
    if (rows.length !== 1) throw notOne(this.type, rows.length);
    return rows[0]!;
  }

  /** The instance with the greatest value of a field; null where there is none. */
  latest(field: FieldPath<M> | (keyof A & string)): Promise<Instance<M, A> | null> {
    return this.orderBy({ field, direction: 'DESC', nulls: 'LAST' }).first();
  }

  /** The instance with the least value of a field; null where there is none. */
  earliest(field: FieldPath<M> | (keyof A & string)): Promise<Instance<M, A> | null> {
    return this.orderBy({ field, nulls: 'LAST' }).first();
  }

  /** How many rows match, whatever limit is set, in one statement. */
  async count(): Promise<number> {
    const [row] = await aggregateRows(this.type, this.#wanted(), { count: countAll }, [], this.#scope());
    return row!.count as number;
  }

  /** How many rows match for each value of a field, whatever limit is set, in one grouped statement. A missing value counts under null. */
  async countBy<Name extends FieldPath<M> | (keyof A & string)>(
    field: Name,
  ): Promise<Map<Name extends keyof Attributes<M> ? Attributes<M>[Name] : unknown, number>> {
    const by = [['value', readExpression(this.type, F(field))]] as const;
    const rows = await aggregateRows(this.type, this.#wanted(), { count: countAll }, by, this.#scope());
    return new Map(rows.map((row) => [row.value as never, row.count as number]));
  }

  /** Whether any row matches. */
  async exists(): Promise<boolean> {
    const key = this.type.primaryKey[0]!.name;
    const wanted = { ...this.#wanted(), orderBy: [], limit: 1, offset: 0 };
    return (await readValues(this.type, wanted, [[key, { field: key }]], false, this.#scope())).length > 0;
  }

  /**
   * What the rows come to together, whatever limit is set: `aggregate({ rent: Sum('rent'), n: Count() })`; grouped by
   * fields and paths, a list with one object for each: `aggregate({ n: Count() }, { by: ['status'] })`.
   */
  aggregate<E extends Readonly<Record<string, Expression>>>(
    expressions: E & Aggregated<M, A, keyof E>,
  ): Promise<AnnotationsOf<E>>;
  aggregate<E extends Readonly<Record<string, Expression>>, Name extends FieldPath<M> | (keyof A & string)>(
    expressions: E & Aggregated<M, A, keyof E>,
    options: { readonly by: readonly Name[] },
  ): Promise<(AnnotationsOf<E> & Readonly<Record<Name, unknown>>)[]>;
  async aggregate(
    expressions: Readonly<Record<string, Expression>>,
    options?: { by: readonly string[] },
  ): Promise<unknown> {
    const read = (expression: Expression, ofRows: boolean) => readExpression(this.type, expression, ofRows);
    const values = Object.entries(expressions).map(([name, expression]) => [name, read(expression, true)] as const);
    const by = (options?.by ?? []).map((name) => [name, read(F(name), false)] as const);
    const rows = await aggregateRows(this.type, this.#wanted(), Object.fromEntries(values), by, this.#scope());
    return options ? rows : rows[0];
  }

  /**
   * Plain objects with the fields and paths named, in the form that templates see them: a moment is ISO text.
   * `values('id', 'tenant.user.lastName')`
   */
  async values<Name extends FieldPath<M> | (keyof A & string)>(
    ...names: readonly [Name, ...Name[]]
  ): Promise<Readonly<Record<Name, unknown>>[]> {
    const columns = names.map((name) => [name, readExpression(this.type, F(name))] as const);
    const rows = await readValues(this.type, this.#wanted(), columns, this.#parts.isDistinct, this.#scope());
    return rows as Record<Name, unknown>[];
  }

  /** Instances one after the other, read in parts of 500: the rows are those of one moment, and memory stays small. */
  [Symbol.asyncIterator](): AsyncIterator<Instance<M, A>> {
    return this.inChunks(500);
  }

  /** The same in parts of another size. Throws a TypeError for anything but a whole number from 1. */
  async *inChunks(size: number): AsyncGenerator<Instance<M, A>, void, undefined> {
    const wanted = this.#wanted();
    for await (const { keys, transaction } of readKeysInParts(
      this.type,
      wanted,
      wholeNumber('size', size, 1),
      this.#scope(),
    )) {
      const { primaryKey } = this.type;
      const where: Where = {
        or: keys.map((key) => Object.fromEntries(primaryKey.map(({ name }) => [name, { eq: key[name] }]))),
      };
      const single = primaryKey.length === 1 ? primaryKey[0]!.name : null;
      const narrowed: Where = single ? { [single]: { in: keys.map((key) => key[single]) } } : where;
      const hatches = { ...this.#parts.hatches, transaction };
      yield* await this.#instances({ where: narrowed, orderBy: wanted.orderBy, ...hatches }, transaction);
    }
  }

  async #instances(
    wanted: RowsWanted & Hatches,
    transaction = this.#parts.hatches.transaction,
  ): Promise<Instance<M, A>[]> {
    const selection = instanceSelection(this.type, this.#parts.included);
    const rows = await planOf(selection).fetch(wanted, this.#scope(transaction));
    return instancesOf(selection, rows) as Instance<M, A>[];
  }

  #scope(transaction = this.#parts.hatches.transaction): FetchScope {
    const { policy } = this.#parts;
    return new FetchScope(policy === undefined ? currentPolicy() : policy, { transaction: transaction ?? null });
  }

  #wanted(): RowsWanted & Hatches {
    const { annotate, ...variables } = this.#parts.variables;
    return { ...variables, ...this.#parts.hatches };
  }

  #narrow(added: Where): QuerySet<M, A> {
    const { where } = this.#parts.variables;
    if (!where) return this.#vary({ where: added });
    const isList = where.and && Object.keys(where).length === 1;
    return this.#vary({ where: { and: [...(isList ? where.and! : [where]), added] } });
  }

  #vary(changes: QuerySetVariables): QuerySet<M, A> {
    return this.#with({ variables: { ...this.#parts.variables, ...changes } });
  }

  #with(changes: Partial<Parts>): QuerySet<M, A> {
    return new QuerySet<M, A>(this.type, { ...this.#parts, ...changes });
  }

  static {
    refuseListMethods(QuerySet.prototype);
  }
}

const plans = new JitCache<FetchPlan>('fetch plans of QuerySets', 500);

/** The plan for instances, made once for a selection. */
function planOf(selection: Selection): FetchPlan {
  return plans.getOrMake(`${idOf(selection.type.model)} ${signatureOf(selection)}`, () => buildFetchPlan(selection));
}

const ids = new WeakMap<ModelClass, number>();
let lastId = 0;

/** Two models of different applications may have the same name. */
function idOf(model: ModelClass): number {
  let id = ids.get(model);
  if (id === undefined) {
    id = ++lastId;
    ids.set(model, id);
  }
  return id;
}

function readOrderBy(type: ModelType, order: string | Order): OrderBy {
  if (typeof order !== 'string') {
    const { field, direction = 'ASC', nulls } = order;
    const by = field instanceof Expression ? { expression: readExpression(type, field) } : fieldOrder(type, field);
    return { ...by, direction, ...(nulls && { nulls }) };
  }
  const falling = order.startsWith('-');
  return { ...fieldOrder(type, falling ? order.slice(1) : order), direction: falling ? 'DESC' : 'ASC' };
}

/** Looks the name up, so that a mistake in it is thrown here. */
function fieldOrder(type: ModelType, path: string): Omit<OrderBy, 'direction'> {
  readExpression(type, F(path));
  return orderOf(type, path.split('.'));
}

function wholeNumber(name: string, value: number, least = 0): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`${name} must be a whole number from ${least}, but got: ${value}.`);
}

function unknownScope({ name, model }: ModelType, scope: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3012',
    message: `${name} has no scope "${scope}".`,
    hint: `It has ${Object.keys(model.options.scopes ?? {}).join(', ') || 'none'}.`,
  });
}

function unsupportedScope({ name }: ModelType, options: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG3010',
    message: `Livegraft does not support "${options.join('", "')}" in a scope of ${name}.`,
    hint: 'Keep conditions, order and limit in it; what is included follows from the templates.',
  });
}

function notOne({ name }: ModelType, rows: number): LivegraftError {
  return new LivegraftError({
    code: rows === 0 ? 'LG3041' : 'LG3042',
    message: rows === 0 ? `There is no such ${name}.` : `There are several of such ${name}, where one was asked for.`,
    ...(rows > 0 && { hint: 'Narrow the condition, or take first().' }),
    status: rows === 0 ? 404 : 500,
  });
}
