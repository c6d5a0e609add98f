import { LivegraftError } from '../errors.ts';
import type { ModelType } from './modelType.ts';
import { type Scalar, scalarOfValues, scalars } from './scalars.ts';
import { associationField, filterableField, readWhere, unknownField, type Where } from './where.ts';

export type ExpressionValue = string | number | boolean | null;

/** Of an expression whose paths the compiler does not know. */
// biome-ignore lint/suspicious/noExplicitAny: they may be those of any model
type AnyPath = any;

/** What an expression may be made of: another one, or a value. */
export type Operand = Expression | ExpressionValue;

/**
 * What PostgreSQL computes for a row, as a model or a QuerySet declares it. It never changes, and names are looked up when
 * it is given to a model or a QuerySet.
 */
export class Expression<Value = unknown, Path extends string = AnyPath> {
  /** What it gives; only for the compiler. */
  declare readonly value: Value;
  /** The paths that it names; only for the compiler. */
  declare readonly paths: readonly Path[];
  readonly source: ExpressionSource;

  constructor(source: ExpressionSource) {
    this.source = source;
  }

  plus<O extends Operand>(operand: O): Expression<Value, Path | PathsOf<O>> {
    return call('add', [this, operand]);
  }

  minus<O extends Operand>(operand: O): Expression<Value, Path | PathsOf<O>> {
    return call('subtract', [this, operand]);
  }

  times<O extends Operand>(operand: O): Expression<Value, Path | PathsOf<O>> {
    return call('multiply', [this, operand]);
  }

  /** Of whole numbers too, the quotient may be a fraction. Null where the divisor is 0. */
  dividedBy<O extends Operand>(operand: O): Expression<number | string | null, Path | PathsOf<O>> {
    return call('divide', [this, operand]);
  }
}

export type ExpressionSource =
  | { readonly kind: 'field'; readonly path: string }
  | { readonly kind: 'case'; readonly branches: readonly When[]; readonly otherwise: Operand }
  | ({
      readonly kind: 'aggregate';
      readonly aggregate: AggregateName;
      readonly of: string | Expression | null;
    } & Narrowed)
  | { readonly kind: 'call'; readonly name: CallName; readonly operands: readonly Operand[] };

/** How the rows that an aggregate takes are narrowed. */
export interface Narrowed {
  /** In Sequelize's `where` syntax. */
  readonly where?: object;
  /** Each value once. */
  readonly distinct?: boolean;
}

export const aggregateNames = ['count', 'sum', 'avg', 'min', 'max', 'exists'] as const;
export type AggregateName = (typeof aggregateNames)[number];

export const callNames = ['coalesce', 'concat', 'add', 'subtract', 'multiply', 'divide'] as const;
export type CallName = (typeof callNames)[number];

export interface When<Value = unknown> {
  readonly where: object;
  readonly gives: Operand;
  /** Only for the compiler. */
  readonly value?: Value | undefined;
}

/**
 * The value of the first branch whose condition holds for a row, else `otherwise`.
 *
 * `caseWhen([when({ priority: 'urgent' }, 0), when({ priority: 'high' }, 1)], { otherwise: 9 })`
 */
export function caseWhen<T extends Operand>(branches: readonly When<T>[]): Expression<ValueOf<T> | null, PathsOf<T>>;
export function caseWhen<T extends Operand, O extends Operand>(
  branches: readonly When<T>[],
  options: { readonly otherwise: O },
): Expression<ValueOf<T> | ValueOf<O>, PathsOf<T> | PathsOf<O>>;
export function caseWhen(
  branches: readonly When<Operand>[],
  { otherwise = null }: { readonly otherwise?: Operand } = {},
): Expression {
  if (branches.length === 0) throw new TypeError('caseWhen needs at least one branch, but got an empty list.');
  return new Expression({ kind: 'case', branches, otherwise });
}

/** One branch of `caseWhen`: the condition in Sequelize's `where` syntax, and a value or an expression for where it holds. */
export function when<T extends Operand>(where: object, gives: T): When<T> {
  return { where, gives };
}

/** What an operand gives. */
export type ValueOf<T> = T extends Expression<infer V> ? V : T extends string ? string : T extends number ? number : T;

/** The paths that an operand names. */
export type PathsOf<T> = T extends Expression<unknown, infer Path> ? Path : never;

/**
 * An attribute or annotation of the row, or of something that it has one of: `F('tenant.user.lastName')`. Where its type is
 * said, `F<string>('city')`, the compiler does not look at the path: TypeScript infers all of them or none.
 */
export function F<Value = unknown, const Path extends string = AnyPath>(path: Path): Expression<Value, Path> {
  return new Expression({ kind: 'field', path });
}

/**
 * How many: `Count('leases', { where: { status: 'active' } })` of an association, `Count('leases.tenantId', { distinct:
 * true })` different values among them, `Count()` of the rows themselves in `aggregate`.
 */
export function Count(of?: undefined, narrowed?: Narrowed): Expression<number, never>;
export function Count<const Path extends string>(of: Path, narrowed?: Narrowed): Expression<number, Path>;
export function Count(of?: string, narrowed: Narrowed = {}): Expression<number> {
  return aggregate('count', of ?? null, narrowed);
}

/** A value's type as a caller says it, or else the default: it is not inferred from where the expression goes. */
type Said<Value> = [Value][Value extends unknown ? 0 : never];

/** The sum over an association, `Sum('leases.rent')`, or in `aggregate` over the rows, `Sum('rent')`; null for none. */
export function Sum<Value = number | string | null, const Path extends string = AnyPath>(
  of: Path | Expression<unknown, Path>,
  narrowed: Narrowed = {},
): Expression<Said<Value>, Path> {
  return aggregate('sum', of, narrowed);
}

/** The mean; null for none. */
export function Avg<Value = number | string | null, const Path extends string = AnyPath>(
  of: Path | Expression<unknown, Path>,
  narrowed: Narrowed = {},
): Expression<Said<Value>, Path> {
  return aggregate('avg', of, narrowed);
}

/** The least; null for none. */
export function Min<Value = number | string | null, const Path extends string = AnyPath>(
  of: Path | Expression<unknown, Path>,
  narrowed: Narrowed = {},
): Expression<Said<Value>, Path> {
  return aggregate('min', of, narrowed);
}

/** The greatest; null for none. */
export function Max<Value = number | string | null, const Path extends string = AnyPath>(
  of: Path | Expression<unknown, Path>,
  narrowed: Narrowed = {},
): Expression<Said<Value>, Path> {
  return aggregate('max', of, narrowed);
}

/** Whether an association has any row: `Exists('leases', { where: { status: 'active' } })`. */
export function Exists<const Path extends string>(
  association: Path,
  { where }: { readonly where?: object } = {},
): Expression<boolean, Path> {
  return aggregate('exists', association, where ? { where } : {});
}

/** The first that is not null. */
export function Coalesce<T extends readonly [Operand, ...Operand[]]>(
  ...operands: T
): Expression<ValueOf<T[number]>, PathsOf<T[number]>> {
  return call('coalesce', operands);
}

/** Texts one after the other; null counts as an empty one. */
export function Concat<T extends readonly [Operand, ...Operand[]]>(
  ...operands: T
): Expression<string, PathsOf<T[number]>> {
  return call('concat', operands);
}

function aggregate<Value, Path extends string>(
  name: AggregateName,
  of: string | Expression | null,
  narrowed: Narrowed,
): Expression<Value, Path> {
  return new Expression({ kind: 'aggregate', aggregate: name, of, ...narrowed });
}

function call<Value, Path extends string>(name: CallName, operands: readonly Operand[]): Expression<Value, Path> {
  return new Expression({ kind: 'call', name, operands });
}

/**
 * An expression as plain data, which is also how GraphQL takes it: exactly one key.
 *
 *     { case: { branches: [{ where: { priority: { eq: 'urgent' } }, gives: { value: 0 } }], otherwise: { value: 9 } } }
 *     { sum: { leases: { where: { status: { eq: 'active' } }, of: { field: 'rent' } } } }
 *     { related: { tenant: { field: 'lastName' } } }
 */
export type ExpressionNode = {
  readonly field?: string | null;
  /** An annotation of the QuerySet itself. */
  readonly annotation?: string | null;
  readonly value?: ExpressionValue;
  /** Any column, one that is no field among them: for a default scope's order alone. GraphQL cannot say it. */
  readonly column?: string;
  readonly related?: { readonly [association: string]: ExpressionNode | null } | null;
  readonly case?: CaseNode | null;
} & { readonly [name in AggregateName]?: { readonly [association: string]: AggregateNode | null } | null } & {
  readonly [name in CallName]?: readonly ExpressionNode[] | null;
};

export interface CaseNode {
  readonly branches: readonly { readonly where: Where; readonly gives: ExpressionNode }[];
  readonly otherwise?: ExpressionNode | null;
}

export interface AggregateNode {
  readonly where?: Where | null;
  readonly of?: ExpressionNode | null;
  readonly distinct?: boolean | null;
}

/** What stands for an association's name where the rows themselves are meant. No association has it, so GraphQL cannot say it. */
export const ownRows = '';

/** A declared expression as plain data. Throws LG2007 and LG2010, and what `readWhere` throws. */
export function readExpression(type: ModelType, operand: Operand, ofRows = false): ExpressionNode {
  if (!(operand instanceof Expression)) return { value: plainValue(operand) };
  const { source } = operand;
  switch (source.kind) {
    case 'field':
      return fieldNode(type, source.path.split('.'));
    case 'case':
      return {
        case: {
          branches: source.branches.map(({ where, gives }) => {
            return { where: readWhere(type, where), gives: readExpression(type, gives, ofRows) };
          }),
          otherwise: readExpression(type, source.otherwise, ofRows),
        },
      };
    case 'call':
      return { [source.name]: source.operands.map((nested) => readExpression(type, nested, ofRows)) };
    case 'aggregate':
      return readAggregate(type, source, ofRows);
    default:
      return source satisfies never;
  }
}

function plainValue(value: unknown): ExpressionValue {
  const isPlain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (isPlain) return value as ExpressionValue;
  throw new TypeError(
    `An expression takes an expression, a string, a number, a boolean or null, but got ${typeof value}.`,
  );
}

function fieldNode(type: ModelType, path: readonly string[]): ExpressionNode {
  const [name, ...rest] = path;
  if (rest.length === 0) {
    const field = filterableField(type, name!);
    return field.kind === 'annotation' && field.adHoc ? { annotation: field.name } : { field: field.name };
  }
  const field = type.fields.get(name!);
  if (field?.kind === 'toMany') throw manyValues(type, field.name);
  if (field?.kind !== 'toOne') throw unknownField(type, path.join('.'));
  return { related: { [field.name]: fieldNode(field.target, rest) } };
}

function readAggregate(
  type: ModelType,
  source: Extract<ExpressionSource, { kind: 'aggregate' }>,
  ofRows: boolean,
): ExpressionNode {
  const { aggregate: name, of, where, distinct } = source;
  const [first, ...rest] = typeof of === 'string' ? of.split('.') : [];
  const field = first === undefined ? undefined : type.fields.get(first);
  const narrowed = (target: ModelType) => ({
    ...(where && { where: readWhere(target, where) }),
    ...(distinct && { distinct }),
  });
  if (field?.kind === 'toMany') {
    if (rest.length === 0 && name !== 'count' && name !== 'exists') throw aggregatesRows(type, name, field.name);
    const value = rest.length > 0 ? { of: fieldNode(field.target, rest) } : {};
    return { [name]: { [field.name]: { ...narrowed(field.target), ...value } } };
  }
  if (field?.kind === 'toOne' && rest.length === 0) throw oneAtMost(type, name, field.name);
  if (!ofRows) throw aggregatesItself(type, name, typeof of === 'string' ? of : null);
  const value =
    of instanceof Expression ? readExpression(type, of) : of === null ? null : fieldNode(type, of.split('.'));
  return { [name]: { [ownRows]: { ...narrowed(type), ...(value && { of: value }) } } };
}

/** What an expression gives. */
export interface ExpressionType {
  readonly scalar: Scalar;
  readonly nullable: boolean;
}

/**
 * Whole numbers stay whole when they are added; a sum or mean of them is a Float, of decimals a Decimal. Throws LG2003
 * where values of different kinds meet, LG2007 for an unknown association, LG3006 for what is not one expression.
 */
export function expressionType(type: ModelType, node: ExpressionNode): ExpressionType {
  const [name, given] = onlyEntry(type, node);
  const operands = name === 'case' ? (given as CaseNode).branches : given;
  if (Array.isArray(operands) && operands.length === 0) throw ofNothing(type, name);
  switch (name) {
    case 'value': {
      const scalar = given === null ? scalars.Value : scalarOfValues([given as ExpressionValue]);
      return { scalar: scalar!, nullable: given === null };
    }
    case 'field':
    case 'annotation': {
      const { scalar, nullable } = filterableField(type, given as string);
      return { scalar, nullable };
    }
    case 'column': {
      const { scalar, nullable } = type.columns.get(given as string)!;
      return { scalar, nullable };
    }
    case 'related': {
      const [association, nested] = onlyEntry(type, given as Record<string, ExpressionNode>);
      const { scalar } = expressionType(associationField(type, association).target, nested);
      return { scalar, nullable: true };
    }
    case 'case': {
      const { branches, otherwise } = given as CaseNode;
      return common(type, [...branches.map(({ gives }) => gives), otherwise ?? { value: null }]);
    }
    case 'coalesce': {
      const types = (given as ExpressionNode[]).map((operand) => expressionType(type, operand));
      return { ...common(type, given as ExpressionNode[]), nullable: types.every(({ nullable }) => nullable) };
    }
    case 'concat':
      return { scalar: scalars.String, nullable: false };
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return arithmeticType(type, name, given as ExpressionNode[]);
    default:
      return aggregateType(type, name as AggregateName, given as Record<string, AggregateNode | null>);
  }
}

/** The one key of a node, and what it holds. Throws LG3006 for none and for several. */
export function onlyEntry<T extends object>(type: ModelType, node: T): [string, NonNullable<T[keyof T]>] {
  const entries = Object.entries(node).filter(([, value]) => value !== undefined);
  if (entries.length !== 1 || (entries[0]![1] === null && entries[0]![0] !== 'value')) throw notOne(type, entries);
  return entries[0] as [string, NonNullable<T[keyof T]>];
}

function common(type: ModelType, nodes: readonly ExpressionNode[]): ExpressionType {
  const types = nodes.map((node) => expressionType(type, node));
  const kinds = new Set(types.map(({ scalar }) => scalar).filter((scalar) => scalar !== scalars.Value));
  const [only = scalars.Value] = kinds;
  const nullable = types.some((found) => found.nullable);
  if (kinds.size <= 1) return { scalar: only, nullable };
  if ([...kinds].every(isNumber)) return { scalar: widest([...kinds]), nullable };
  if ([...kinds].every(({ name }) => name === 'String')) return { scalar: scalars.String, nullable };
  throw mixed(type, nodes);
}

function arithmeticType(type: ModelType, name: string, operands: readonly ExpressionNode[]): ExpressionType {
  const types = operands.map((operand) => expressionType(type, operand));
  const wrong = types.findIndex(({ scalar }) => !isNumber(scalar));
  if (wrong !== -1) throw noNumber(type, name, types[wrong]!.scalar);
  const scalar = widest(types.map((found) => found.scalar));
  const isWhole = scalar === scalars.Int || scalar === scalars.BigInt;
  return {
    scalar: name === 'divide' && isWhole ? scalars.Float : scalar,
    nullable: name === 'divide' || types.some(({ nullable }) => nullable),
  };
}

function aggregateType(
  type: ModelType,
  name: AggregateName,
  given: Readonly<Record<string, AggregateNode | null>>,
): ExpressionType {
  const [association, { of }] = onlyEntry(type, given) as [string, AggregateNode];
  const target = association === ownRows ? type : associationField(type, association).target;
  if (name === 'count') return { scalar: scalars.Int, nullable: false };
  if (name === 'exists') return { scalar: scalars.Boolean, nullable: false };
  if (!of) throw aggregatesRows(type, name, association);
  const { scalar } = expressionType(target, of);
  if (name === 'min' || name === 'max') {
    if (scalar === scalars.JSON) throw noNumber(type, name, scalar);
    return { scalar, nullable: true };
  }
  if (!isNumber(scalar)) throw noNumber(type, name, scalar);
  return { scalar: summed.get(scalar)!, nullable: true };
}

/** PostgreSQL sums whole numbers to wider ones. A Float holds them exactly up to 2^53. */
const summed: ReadonlyMap<Scalar, Scalar> = new Map<Scalar, Scalar>([
  [scalars.Int, scalars.Float],
  [scalars.BigInt, scalars.Decimal],
  [scalars.Decimal, scalars.Decimal],
  [scalars.Float, scalars.Float],
]);

const numbers: readonly Scalar[] = [scalars.Int, scalars.BigInt, scalars.Decimal, scalars.Float];

function isNumber(scalar: Scalar): boolean {
  return numbers.includes(scalar);
}

function widest(found: readonly Scalar[]): Scalar {
  return numbers[Math.max(...found.map((scalar) => numbers.indexOf(scalar)))]!;
}

function manyValues(type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An expression of ${type.name} leads over "${name}", of which a row has many.`,
    hint: `Say which of their values is meant: Count("${name}"), or Sum, Avg, Min, Max of "${name}.…".`,
  });
}

function oneAtMost(type: ModelType, aggregateName: string, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An annotation of ${type.name} takes the ${aggregateName} of "${name}", of which there is one at most.`,
    hint: `Name a field of it: F("${name}.…").`,
  });
}

function aggregatesRows(type: ModelType, aggregateName: string, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An annotation of ${type.name} takes the ${aggregateName} of "${name}", but not of which field.`,
    hint: `Name it: "${name}.…".`,
    status: 400,
  });
}

function aggregatesItself(type: ModelType, aggregateName: string, of: string | null): LivegraftError {
  return new LivegraftError({
    code: 'LG2007',
    message: `An annotation of ${type.name} takes the ${aggregateName} of ${of === null ? 'its own rows' : `"${of}"`}, which is no association of many rows.`,
    hint: 'Name one, such as "leases" or "leases.rent"; aggregate(…) takes the rows of a QuerySet together.',
  });
}

function mixed(type: ModelType, nodes: readonly ExpressionNode[]): LivegraftError {
  return new LivegraftError({
    code: 'LG2003',
    message: `An expression of ${type.name} must give values of one kind, but gives: ${JSON.stringify(nodes.map((node) => ('value' in node ? node.value : node)))}.`,
    status: 400,
  });
}

function noNumber(type: ModelType, name: string, scalar: Scalar): LivegraftError {
  return new LivegraftError({
    code: 'LG2003',
    message: `An expression of ${type.name} takes "${name}" of ${scalar === scalars.Enum ? 'an enum' : scalar.name}, which is no number.`,
    status: 400,
  });
}

function ofNothing(type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3006',
    message: `An expression of ${type.name} is a "${name}" of nothing.`,
    hint: 'Give it at least one part.',
    status: 400,
  });
}

function notOne(type: ModelType, entries: readonly [string, unknown][]): LivegraftError {
  const names = entries.map(([name]) => name).join(', ');
  return new LivegraftError({
    code: 'LG3006',
    message: `An expression of ${type.name} must be exactly one thing, but is ${names === '' ? 'nothing' : names}.`,
    status: 400,
  });
}
