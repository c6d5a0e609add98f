import { Op } from 'sequelize';
import { didYouMean, LivegraftError } from '../errors.ts';
import type { AnnotationField, ColumnField, ModelType, ToManyField, ToOneField } from './modelType.ts';
import { type FilterOperator, scalars } from './scalars.ts';

/**
 * A condition on a model's rows, as plain data and as GraphQL takes it: all keys must hold.
 *
 *     { status: { in: ['open'] }, or: [{ title: { iLike: '%sink%' } }, { not: { tenantId: { isNull: true } } }] }
 *     { tenant: { user: { lastName: { startsWith: 'M' } } }, expenses: { some: { amount: { gt: '100' } } } }
 */
export interface Where {
  readonly and?: readonly Where[] | null;
  readonly or?: readonly Where[] | null;
  /** SQL's NOT: neither what holds nor what is unknown, because something is null, is left. */
  readonly not?: Where | null;
  /** All rows but those for which it holds. */
  readonly except?: Where | null;
  /** A comparison with what the QuerySet itself annotates. */
  readonly annotation?: AnnotationComparison | null;
  readonly [field: string]: Where | readonly Where[] | Comparison | AnnotationComparison | ManyWhere | null | undefined;
}

export type Comparison = { readonly [operator in FilterOperator]?: unknown };

export type AnnotationComparison = Comparison & { readonly name: string };

/** A condition on the rows of which a row has many. */
export interface ManyWhere {
  readonly some?: Where | null;
  readonly every?: Where | null;
  readonly none?: Where | null;
}

/** A field that conditions and orders may name. */
export type FilterableField = ColumnField | AnnotationField;

/**
 * Sequelize's `where` syntax as a `Where`: attributes and annotations of the model by name, values, lists and the
 * operators of `Op` that GraphQL has too; associations by name or as a path, `tenant.user.lastName`, of which a row has
 * many with `some`, `every` and `none`. Throws LG3001 (unknown name), LG3002 (not supported).
 */
export function readWhere(type: ModelType, where: unknown): Where {
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

/** The annotation of that name that the QuerySet itself makes. Throws LG3001. */
export function annotationField(type: ModelType, name: string): AnnotationField {
  const field = type.fields.get(name);
  if (field?.kind !== 'annotation' || !field.adHoc) throw unknownField(type, name);
  return field;
}

/** Of values that a client compares with an annotation, whose type GraphQL does not know. Throws LG3002 with status 400. */
export function assertFits(type: ModelType, field: AnnotationField, comparison: Comparison): void {
  for (const [operator, operand] of Object.entries(comparison)) {
    if (operand === null || operand === undefined || operator === 'isNull') continue;
    const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
    for (const value of values) plain(type, field, value, operator as FilterOperator, 400);
  }
}

/** The association of that name. Throws LG3001. */
export function associationField(type: ModelType, name: string): ToOneField | ToManyField {
  const field = type.fields.get(name);
  if (field?.kind !== 'toOne' && field?.kind !== 'toMany') throw unknownField(type, name);
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
  const [name, ...rest] = key.replace(/^\$(.*)\$$/, '$1').split('.') as [string, ...string[]];
  const field = type.fields.get(name);
  if (field?.kind === 'toOne') {
    if (rest.length === 0 && value === null) return { not: { [name]: {} } };
    return { [name]: readBelow(field.target, rest, value) };
  }
  if (field?.kind === 'toMany') {
    return {
      [name]: rest.length > 0 ? { some: readBelow(field.target, rest, value) } : readMany(type, field, value),
    };
  }
  return readComparison(type, filterableField(type, rest.length > 0 ? key : name), value);
}

function readBelow(target: ModelType, path: readonly string[], value: unknown): Where {
  return path.length > 0 ? readEntry(target, path.join('.'), value) : readWhere(target, value);
}

function readMany(type: ModelType, field: ToManyField, value: unknown): ManyWhere {
  const entries = isTree(value) ? entriesOf(value) : [];
  const isKnown = ([key]: [string | symbol, unknown]) => key === 'some' || key === 'every' || key === 'none';
  if (entries.length === 0 || !entries.every(isKnown)) throw noQuantifier(type, field);
  return Object.fromEntries(entries.map(([key, nested]) => [key, readWhere(field.target, nested)]));
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
      if (known) return on(type, field, { [known]: plain(type, field, operand, known) });
      const negated = negatedOperators.get(operator as symbol);
      if (negated) return { not: on(type, field, { [negated]: plain(type, field, operand, negated) }) };
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

const patterns: ReadonlySet<FilterOperator> = new Set(['like', 'iLike', 'contains', 'startsWith', 'endsWith']);

/** A value that can be bound, in the form that GraphQL gives it: a Date as ISO text, decimals and big integers as digits. */
function plain(
  type: ModelType,
  field: FilterableField,
  value: unknown,
  operator: FilterOperator = 'eq',
  status = 500,
): unknown {
  const found = patterns.has(operator) ? asText(value) : boundValue(field, value);
  if (found === undefined) throw unfitValue(type, field, value, status);
  return found;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Undefined where the field's type cannot hold the value. */
function boundValue({ scalar, ...field }: FilterableField, value: unknown): unknown {
  const given = typeof value === 'bigint' ? String(value) : value;
  switch (scalar.name) {
    case 'Int':
    case 'Float': {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      const fits = scalar.name === 'Int' ? Number.isInteger(number) : Number.isFinite(number);
      return fits ? number : undefined;
    }
    case 'BigInt':
      return /^-?\d+$/.test(String(given)) ? String(given) : undefined;
    case 'Decimal':
      return /^-?\d+(\.\d+)?$/.test(String(given)) ? String(given) : undefined;
    case 'Boolean':
      return typeof given === 'boolean' ? given : undefined;
    case 'DateTime':
      return momentOf(given)?.toISOString();
    case 'Date':
      if (given instanceof Date) return momentOf(given)?.toISOString().slice(0, 10);
      return typeof given === 'string' && /^\d{4}-\d\d-\d\d/.test(given) ? given.slice(0, 10) : undefined;
    case 'ID':
      return typeof given === 'string' && /^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i.test(given) ? given : undefined;
    case 'String': {
      if (scalar !== scalars.Enum) return asText(given);
      const values = 'values' in field ? field.values : null;
      return typeof given === 'string' && (values?.includes(given) ?? true) ? given : undefined;
    }
    case 'Time':
      return typeof given === 'string' && /^\d\d:\d\d/.test(given) ? given : undefined;
    default:
      return ['string', 'number', 'boolean'].includes(typeof given) ? given : undefined;
  }
}

function momentOf(value: unknown): Date | undefined {
  if (!(value instanceof Date) && typeof value !== 'string' && typeof value !== 'number') return undefined;
  const moment = new Date(value);
  const isWritten = !Number.isNaN(moment.getTime()) && /^\d/.test(moment.toISOString()); // years of four digits
  return isWritten ? moment : undefined;
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
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return `an object of ${value.constructor?.name ?? 'no class'}`;
  return String(value);
}

/** LG3001, for conditions, orders and expressions alike. */
export function unknownField(type: ModelType, name: string): LivegraftError {
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
    message: `A condition on ${type.name} uses ${String(operator)}, which Livegraft does not support.`,
    hint:
      'Use eq, ne, is, not, in, notIn, lt, lte, gt, gte, between, like, iLike, substring, startsWith, endsWith, and, or; ' +
      'for anything else there is whereSql`…`.',
  });
}

/** LG3002, where a client may ask it of an annotation too. */
export function wrongOperator(
  type: ModelType,
  field: FilterableField,
  operator: FilterOperator,
  status = 500,
): LivegraftError {
  const kind = field.scalar === scalars.Enum ? 'enum' : field.scalar.name;
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${field.name}" uses ${operator}, which its type ${kind} does not have.`,
    hint: `It has ${field.scalar.operators.join(', ')}.`,
    status,
  });
}

function noQuantifier(type: ModelType, { name }: ToManyField): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${name}", of which a row has many, says which of them it is about.`,
    hint: `Write { ${name}: { some: { … } } }, or "every" or "none".`,
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

const examples: { readonly [name in FilterableField['scalar']['name']]: string } = {
  Int: 'a whole number',
  Float: 'a number',
  String: 'a text',
  Boolean: 'true or false',
  ID: 'a UUID',
  BigInt: 'a whole number',
  Decimal: 'a decimal number',
  DateTime: 'a Date',
  Date: 'a day such as "2026-01-31"',
  Time: 'a time such as "09:30"',
  JSON: 'null',
  Value: 'a text, a number, true or false',
};

function unfitValue(type: ModelType, field: FilterableField, value: unknown, status: number): LivegraftError {
  const { name, scalar } = field;
  const values = field.kind === 'column' ? field.values : null;
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on "${type.name}.${name}" takes ${values ? `one of ${values.join(', ')}` : examples[scalar.name]}, but got ${show(value)}.`,
    ...(values && typeof value === 'string' && { hint: didYouMean(value, values) }),
    status,
  });
}

function unsupportedCondition(type: ModelType, condition: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG3002',
    message: `A condition on ${type.name} must be an object of attributes and operators, but got ${show(condition)}.`,
  });
}
