import { Op, type WhereOptions } from 'sequelize';
import { didYouMean, LivegraftError } from '../errors.ts';
import type { AnnotationField, ColumnField, ModelType } from './modelType.ts';
import { type FilterOperator, scalars } from './scalars.ts';

/**
 * A condition on a model's rows, as plain data and as GraphQL takes it: all keys must hold.
 *
 *     { status: { in: ['open'] }, or: [{ title: { iLike: '%sink%' } }, { not: { tenantId: { isNull: true } } }] }
 */
export interface Where {
  readonly and?: readonly Where[];
  readonly or?: readonly Where[];
  readonly not?: Where;
  /** A comparison with what the QuerySet itself annotates. */
  readonly annotation?: AnnotationComparison;
  readonly [field: string]: Where | readonly Where[] | Comparison | AnnotationComparison | undefined;
}

export type Comparison = { readonly [operator in FilterOperator]?: unknown };

export type AnnotationComparison = Comparison & { readonly name: string };

/** A field that conditions and orders may name. */
export type FilterableField = ColumnField | AnnotationField;

/**
 * Sequelize's `where` syntax as a `Where`: attributes and annotations of the model by name, values, lists and the
 * operators of `Op` that GraphQL has too. Throws LG3001 (unknown name), LG3002 (not supported).
 */
export function readWhere(type: ModelType, where: WhereOptions): Where {
  if (!isTree(where)) throw unsupportedCondition(type, where);
  const conditions = entriesOf(where).map(([key, value]) => readEntry(type, key, value));
  return conditions.length === 1 ? conditions[0]! : { and: conditions };
}

/** The field of that name that may be filtered and sorted by. Throws LG3001. */
export function filterableField(type: ModelType, name: string): FilterableField {
  const field = type.fields.get(name);
  if (!field || (field.kind !== 'column' && field.kind !== 'annotation')) throw unknownField(type, name);
  return field;
}

export function isFilterable(field: { kind: string }): field is FilterableField {
  return field.kind === 'column' || field.kind === 'annotation';
}

function readEntry(type: ModelType, key: string | symbol, value: unknown): Where {
  if (key === Op.and) return { and: readList(type, value) };
  if (key === Op.or) return { or: readList(type, value) };
  if (key === Op.not) return { not: { and: readList(type, value) } };
  if (typeof key === 'symbol') throw unsupportedOperator(type, key);
  return readComparison(type, filterableField(type, key), value);
}

/** `Op.and` and `Op.or` take a list of conditions, or one whose keys are the list. As in Sequelize, empty ones do not count. */
function readList(type: ModelType, value: unknown): Where[] {
  if (Array.isArray(value)) return value.map((condition) => readWhere(type, condition)).filter(isNotEmpty);
  if (!isTree(value)) throw unsupportedCondition(type, value);
  return entriesOf(value)
    .map(([key, nested]) => readEntry(type, key, nested))
    .filter(isNotEmpty);
}

function isNotEmpty({ and }: Where): boolean {
  return and?.length !== 0;
}

/** A comparison with a field of the model, or with an annotation that only the QuerySet has. */
function on(type: ModelType, field: FilterableField, comparison: Comparison): Where {
  const [operator] = Object.keys(comparison) as FilterOperator[];
  if (!field.scalar.operators.some((known) => known === operator)) throw wrongOperator(type, field, operator!);
  const adHoc = field.kind === 'annotation' && field.adHoc;
  return adHoc ? { annotation: { name: field.name, ...comparison } } : { [field.name]: comparison };
}

function readComparison(type: ModelType, field: FilterableField, value: unknown): Where {
  if (value === null) return on(type, field, { isNull: true });
  if (Array.isArray(value)) return on(type, field, { in: value.map((item) => plain(type, field, item)) });
  if (!isTree(value) || Reflect.ownKeys(value).length === 0) return on(type, field, { eq: plain(type, field, value) });
  const conditions = entriesOf(value).map(([operator, operand]) => readOperator(type, field, operator, operand));
  return conditions.length === 1 ? conditions[0]! : { and: conditions };
}

function readOperator(type: ModelType, field: FilterableField, operator: string | symbol, operand: unknown): Where {
  const nested = (value: unknown) => readComparison(type, field, value);
  switch (operator) {
    case Op.eq:
    case Op.is:
      return nested(operand);
    case Op.ne:
    case Op.not:
      if (operand === null) return on(type, field, { isNull: false });
      if (Array.isArray(operand) || isTree(operand)) return { not: nested(operand) };
      // `IS NOT TRUE` holds for null too
      if (operator === Op.not && typeof operand === 'boolean')
        return { or: [on(type, field, { ne: operand }), on(type, field, { isNull: true })] };
      return on(type, field, { ne: plain(type, field, operand) });
    case Op.in:
      return on(type, field, { in: plainList(type, field, operand) });
    case Op.notIn:
      return on(type, field, { notIn: plainList(type, field, operand) });
    case Op.between:
    case Op.notBetween: {
      const bounds = plainList(type, field, operand);
      if (bounds.length !== 2) throw noBounds(type, field, bounds);
      const between = on(type, field, { gte: bounds[0], lte: bounds[1] });
      return operator === Op.between ? between : { not: between };
    }
    case Op.and:
      return { and: alternatives(type, field, operand).map(nested) };
    case Op.or:
      return { or: alternatives(type, field, operand).map(nested) };
    default: {
      const known = plainOperators.get(operator as symbol);
      if (known) return on(type, field, { [known]: plain(type, field, operand) });
      const negated = negatedOperators.get(operator as symbol);
      if (negated) return { not: on(type, field, { [negated]: plain(type, field, operand) }) };
      throw unsupportedOperator(type, operator);
    }
  }
}

/** `{ [Op.or]: [1, null] }`, or `{ [Op.or]: { [Op.lt]: 1, [Op.gt]: 5 } }`. */
function alternatives(type: ModelType, field: FilterableField, operand: unknown): readonly unknown[] {
  if (Array.isArray(operand)) return operand;
  if (isTree(operand)) return entriesOf(operand).map(([key, value]) => ({ [key]: value }));
  throw noList(type, field, operand);
}

const plainOperators: ReadonlyMap<symbol, FilterOperator> = new Map<symbol, FilterOperator>([
  [Op.lt, 'lt'],
  [Op.lte, 'lte'],
  [Op.gt, 'gt'],
  [Op.gte, 'gte'],
  [Op.like, 'like'],
  [Op.iLike, 'iLike'],
  [Op.substring, 'contains'],
  [Op.startsWith, 'startsWith'],
  [Op.endsWith, 'endsWith'],
]);

const negatedOperators: ReadonlyMap<symbol, FilterOperator> = new Map<symbol, FilterOperator>([
  [Op.notLike, 'like'],
  [Op.notILike, 'iLike'],
]);

/** A value that can be bound: a Date as ISO text, of its day in UTC where a day is asked for; big integers as text. */
function plain(type: ModelType, { name, scalar }: FilterableField, value: unknown): unknown {
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return scalar === scalars.Date ? value.toISOString().slice(0, 10) : value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  throw new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${name}" takes a string, number, boolean or date, but got ${show(value)}.`,
  });
}

function plainList(type: ModelType, field: FilterableField, values: unknown): unknown[] {
  if (Array.isArray(values)) return values.map((value) => plain(type, field, value));
  throw noList(type, field, values);
}

/** Own keys, operators (symbols) among them. `__proto__` and the like are not followed. */
function entriesOf(tree: object): [string | symbol, unknown][] {
  return Reflect.ownKeys(tree).map((key) => [key, (tree as Record<string | symbol, unknown>)[key]]);
}

function isTree(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function show(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'object' && value !== null) return `an object of ${value.constructor?.name ?? 'no class'}`;
  return String(value);
}

function unknownField(type: ModelType, name: string): LivegraftError {
  const names = [...type.fields.values()].filter(isFilterable).map((field) => field.name);
  return new LivegraftError({
    code: 'LG3001',
    message: `${type.name} cannot be filtered or sorted by "${name}".`,
    hint: didYouMean(name, names) ?? `It has ${names.join(', ')}.`,
  });
}

function unsupportedOperator(type: ModelType, operator: string | symbol): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on ${type.name} uses ${String(operator)}, which Livegraft does not support yet.`,
    hint: 'Use eq, ne, is, not, in, notIn, lt, lte, gt, gte, between, like, iLike, substring, startsWith, endsWith, and, or.',
  });
}

function wrongOperator(type: ModelType, field: FilterableField, operator: FilterOperator): LivegraftError {
  const kind = field.scalar === scalars.Enum ? 'enum' : field.scalar.name;
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${field.name}" uses ${operator}, which its type ${kind} does not have.`,
    hint: `It has ${field.scalar.operators.join(', ')}.`,
  });
}

function noList(type: ModelType, { name }: FilterableField, value: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${name}" takes a list here, but got ${show(value)}.`,
  });
}

function noBounds(type: ModelType, { name }: FilterableField, bounds: readonly unknown[]): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${name}" takes two bounds here, but got ${bounds.length}.`,
  });
}

function unsupportedCondition(type: ModelType, condition: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on ${type.name} must be an object of attributes and operators, but got ${show(condition)}.`,
  });
}
