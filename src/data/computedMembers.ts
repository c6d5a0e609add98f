import { Model } from 'sequelize';
import { LivegraftError, toError } from '../errors.ts';
import {
  type ComputedField,
  hasToString,
  type ModelClass,
  type ModelType,
  modelTypeOf,
  type StrField,
} from '../schema/modelType.ts';
import { scalars } from '../schema/scalars.ts';
import { needsOf, requiredSelection, type Selection } from './selection.ts';
import { storedKeyOf } from './storedKey.ts';

/** One row as an object: values by attribute name, joined and batched rows by association name. */
export type Row = Record<string, unknown>;

/**
 * Runs a model's getter, `get…` method or `toString` on a row. In it, `this` has what the member declares that it reads,
 * with the types that Sequelize gives: a DATE is a Date, a DECIMAL a string. Reading anything else throws LG3020,
 * changing anything LG3021; a result that is no plain value throws LG3022, whatever the member throws comes as LG3023. What
 * is thrown is given as the value, so that it spoils its own field and no other.
 */
export function compileComputed(type: ModelType, field: ComputedField | StrField): (row: Row) => unknown {
  const owner = `${type.name}.${field.kind === 'str' ? 'toString' : field.name}`;
  if (field.kind === 'str' && !hasToString(type.model)) return (row) => `${type.name} ${keyOf(type, row)}`;
  const key = field.kind === 'str' ? 'toString' : field.name;
  const receiver = receiverOf(needsOf(type, field), {
    owner,
    is: 'a computed member may only read',
    member: field.name,
    declares: `static computed = { ${key}: […] }`,
  });
  const member = memberOf(type, field);
  return (row) => {
    try {
      const value = member.call(receiver(row));
      return field.kind === 'str' ? String(value) : plain(value, owner);
    } catch (error) {
      return error instanceof LivegraftError ? error : memberFailed(owner, toError(error));
    }
  };
}

/**
 * A row as the resolver of an own field is given it: with what it requires, as a computed member sees it. Throws LG2011 for
 * a path that leads nowhere.
 */
export function resolverRow(type: ModelType, name: string, requires: readonly string[]): (row: Row) => object {
  return receiverOf(requiredSelection(type, name, requires), {
    owner: `The resolver of ${type.name}.${name}`,
    is: 'what it is given is a row to read',
    member: name,
    declares: 'requires: […]',
  });
}

function keyOf(type: ModelType, row: Row): string {
  return type.primaryKey.map((column) => String(row[storedKeyOf(type, column.name)])).join('/');
}

type Member = (this: unknown, ...args: unknown[]) => unknown;

function memberOf({ model }: ModelType, field: ComputedField | StrField): Member {
  const prototype = model.prototype as unknown as Record<string, Member>;
  if (field.kind === 'str') return prototype.toString!;
  if (field.method) return prototype[field.name]!;
  const attribute = model.rawAttributes[field.name];
  if (attribute) return (attribute.get as Member | undefined) ?? (() => null);
  return getterOf(model.prototype, field.name);
}

function getterOf(prototype: object, name: string): Member {
  const property = Object.getOwnPropertyDescriptor(prototype, name);
  return (property?.get as Member | undefined) ?? getterOf(Object.getPrototypeOf(prototype), name);
}

/** The instance that a row stands for which a resolver was given, or that such a row has; null for anything else. */
export function instanceOfRow(given: unknown): Model | null {
  const row = (given as Partial<Receiver> | null)?.[rowOf];
  if (!row) return null;
  const type = modelTypeOf((given as object).constructor as ModelClass);
  const key = type.primaryKey.map(({ name }) => [name, row[storedKeyOf(type, name)]]);
  return type.model.build(Object.fromEntries(key), { isNewRecord: false, raw: true });
}

const rowOf = Symbol('row');
interface Receiver {
  readonly [rowOf]: Row;
}

/** Whose code reads a row, in the words of its errors. */
interface Reader {
  readonly owner: string;
  readonly is: string;
  /** The member that it is, which may have the name of an attribute. */
  readonly member: string;
  /** Where it says what it reads. */
  readonly declares: string;
}

/** Makes what a member sees as `this`: the model's own methods and getters over the row's declared values. */
function receiverOf(selection: Selection, by: Reader): (row: Row) => Receiver {
  const { type } = selection;
  const prototype = Object.create(type.model.prototype);
  const define = (property: string, get: (this: Receiver) => unknown) => {
    Object.defineProperty(prototype, property, { get, configurable: true });
  };
  const undeclared = (property: string) => () => {
    throw undeclaredRead(by, type, property);
  };
  for (const property of [...Object.keys(type.model.rawAttributes), ...Object.keys(type.model.associations)]) {
    define(property, undeclared(property));
  }
  for (const column of selection.columns.values()) {
    const { get } = type.model.rawAttributes[column.name]!;
    if (get && column.name !== by.member) define(column.name, get as Member);
    else define(column.name, reader(storedKeyOf(type, column.name), column.scalar === scalars.DateTime));
  }
  for (const field of selection.fields.values()) {
    if (field.kind === 'annotation') define(field.name, reader(field.name, field.scalar === scalars.DateTime));
  }
  for (const member of selection.members) {
    const attribute = type.model.rawAttributes[member];
    if (attribute?.get && !selection.columns.has(member)) define(member, attribute.get as Member);
  }
  for (const [association, { selection: target }] of selection.associations) {
    const wrap = receiverOf(target, by);
    define(association, function read() {
      const value = this[rowOf][association] as Row | Row[] | null;
      return Array.isArray(value) ? value.map(wrap) : value && wrap(value);
    });
  }
  const getDataValue = function read(this: Receiver, property: string) {
    const column = selection.columns.get(property);
    if (!column) throw undeclaredRead(by, type, property);
    return reader(storedKeyOf(type, property), column.scalar === scalars.DateTime).call(this);
  };
  const methods = { get: readProperty, getDataValue, ...refusedMethods(by) };
  for (const [method, value] of Object.entries(methods)) Object.defineProperty(prototype, method, { value });
  // Made for each row and member: a descriptor given to Object.create would take ten times as long.
  return (row) => {
    const receiver = Object.create(prototype);
    receiver[rowOf] = row;
    return receiver;
  };
}

function reader(name: string, isMoment: boolean): (this: Receiver) => unknown {
  if (!isMoment)
    return function read() {
      return this[rowOf][name];
    };
  return function read() {
    const value = this[rowOf][name] as string | null;
    return value === null ? null : new Date(value);
  };
}

function readProperty(this: Record<string, unknown>, property: string): unknown {
  return this[property];
}

const changing = [
  'save',
  'update',
  'destroy',
  'restore',
  'reload',
  'increment',
  'decrement',
  'set',
  'setDataValue',
  'setAttributes',
];

function refusedMethods(by: Reader): Record<string, () => never> {
  return Object.fromEntries(
    changing.map((method) => [
      method,
      () => {
        throw changingCall(by, method);
      },
    ]),
  );
}

function plain(value: unknown, owner: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return String(value);
    case 'undefined':
      return null;
    default:
      if (value === null) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
      throw notPlain(owner, value);
  }
}

function undeclaredRead({ owner, declares }: Reader, type: ModelType, property: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3020',
    message: `${owner} reads "${property}" of ${type.name}, which it does not declare.`,
    hint: `Add it to "${declares}".`,
  });
}

function changingCall({ owner, is }: Reader, method: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3021',
    message: `${owner} calls ${method}(), but ${is}.`,
  });
}

function notPlain(owner: string, value: unknown): LivegraftError {
  const kind =
    value instanceof Promise ? 'a promise' : value instanceof Model ? 'a model' : `a value of type ${typeof value}`;
  return new LivegraftError({
    code: 'LG3022',
    message: `${owner} gives ${kind}, but a template can only show a string, number, boolean, date or null.`,
  });
}

function memberFailed(owner: string, error: Error): LivegraftError {
  return new LivegraftError({
    code: 'LG3023',
    message: `${owner} failed: ${error.message}`.replace(/\.?$/, '.'),
    cause: error,
  });
}
