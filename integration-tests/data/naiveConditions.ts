import type { Model } from 'sequelize';
import { compareValues } from './columnValues.ts';
import type { Comparison, Condition, Order } from './randomCase.ts';
import { type AssociationSpec, associationOf, columnOf, isToMany, modelOf, type SchemaSpec } from './schemaSpec.ts';

export type Instance = Model & Record<string, unknown>;

/** How a row's associations are read, and how PostgreSQL sorts texts. */
export interface Reader {
  readonly spec: SchemaSpec;
  readonly ranks: ReadonlyMap<string, number>;
  related(row: Instance, association: AssociationSpec): Promise<readonly Instance[]>;
  /** What is stored in a column of a row, whether or not the default scope hides it. */
  stored(model: string, row: Instance, column: string): unknown;
}

/** SQL's truth: null where it is not known. */
export type Truth = boolean | null;

/** Whether a condition holds for a row of a model, worked out from the row and what its getters give. */
export async function holds(reader: Reader, model: string, row: Instance, condition: Condition): Promise<Truth> {
  switch (condition.kind) {
    case 'compare':
      return compares(reader, model, row, condition);
    case 'and':
    case 'or':
    case 'not': {
      const truths: Truth[] = [];
      for (const one of condition.of) truths.push(await holds(reader, model, row, one));
      if (condition.kind === 'or') return not(all(truths.map(not)));
      return condition.kind === 'and' ? all(truths) : not(all(truths));
    }
    default:
      break;
  }
  const association = associationOf(reader.spec, model, condition.association);
  const rows = await reader.related(row, association);
  if (condition.kind === 'count') {
    return condition.operator === 'eq' ? rows.length === condition.operand : rows.length > condition.operand;
  }
  if (condition.kind === 'missing') return rows.length === 0;
  let held = 0;
  for (const one of rows) if ((await holds(reader, association.target, one, condition.of)) === true) held += 1;
  if (condition.kind === 'every') return held === rows.length;
  return condition.kind === 'none' ? held === 0 : held > 0;
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);
const all = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);

function compares(
  reader: Reader,
  model: string,
  row: Instance,
  { column: name, operator, operand }: Comparison,
): Truth {
  const column = columnOf(modelOf(reader.spec, model), name);
  const value = reader.stored(model, row, name);
  if (operator === 'isNull' || operator === 'isSet') return (value === null) === (operator === 'isNull');
  if (value === null) return null;
  const compare = (other: unknown) => compareValues(column, value, other, reader.ranks);
  switch (operator) {
    case 'eq':
      return compare(operand) === 0;
    case 'ne':
      return compare(operand) !== 0;
    case 'in':
    case 'notIn':
      return (operand as unknown[]).some((other) => compare(other) === 0) === (operator === 'in');
    case 'lt':
      return compare(operand) < 0;
    case 'lte':
      return compare(operand) <= 0;
    case 'gt':
      return compare(operand) > 0;
    case 'gte':
      return compare(operand) >= 0;
    case 'substring':
      return String(value).includes(operand as string);
    default:
      return operator satisfies never;
  }
}

/** Rows sorted as PostgreSQL sorts them. Missing values are greater than all others, unless the order says where they go. */
export async function sorted(
  reader: Reader,
  model: string,
  rows: readonly Instance[],
  orders: readonly Order[],
): Promise<Instance[]> {
  const keyed: { row: Instance; found: Found[] }[] = [];
  for (const row of rows) {
    const found: Found[] = [];
    for (const { path } of orders) found.push(await valueAt(reader, model, row, path));
    keyed.push({ row, found });
  }
  return keyed
    .sort((a, b) => {
      const compared = orders.map((order, index) => compareFound(order, a.found[index]!, b.found[index]!));
      return compared.find((difference) => difference !== 0) ?? 0;
    })
    .map(({ row }) => row);
}

/** A value at the end of a path, which is null where there is no row on the way, and how it compares. */
interface Found {
  readonly value: unknown;
  compare(other: unknown): number;
}

async function valueAt(
  reader: Reader,
  model: string,
  row: Instance,
  [name, ...rest]: readonly string[],
): Promise<Found> {
  const spec = modelOf(reader.spec, model);
  if (rest.length > 0) {
    const association = associationOf(reader.spec, model, name!);
    const [one] = await reader.related(row, association);
    return one ? valueAt(reader, association.target, one, rest) : { value: null, compare: () => 0 };
  }
  const column = columnOf(spec, name!);
  if (column) {
    const value = reader.stored(model, row, name!);
    return { value, compare: (other) => compareValues(column, value, other, reader.ranks) };
  }
  const counted = reader.spec.associations.filter(
    (association) => association.source === model && isToMany(association),
  );
  const count = (await reader.related(row, counted.find(({ as }) => `${as}Count` === name)!)).length;
  return { value: count, compare: (other) => count - (other as number) };
}

function compareFound({ direction, nulls }: Order, a: Found, b: Found): number {
  const nullsFirst = nulls ? nulls === 'FIRST' : direction === 'DESC';
  if (a.value === null || b.value === null) {
    const difference = Number(a.value === null) - Number(b.value === null);
    return nullsFirst ? -difference : difference;
  }
  return direction === 'DESC' ? -a.compare(b.value) : a.compare(b.value);
}
