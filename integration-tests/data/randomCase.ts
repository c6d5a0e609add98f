import fc from 'fast-check';
import { columnValues, isComparable, isOrdered, isTextual, type KeyType, keyValues } from './columnValues.ts';
import {
  type AssociationSpec,
  associationsOf,
  type ColumnSpec,
  isToMany,
  modelOf,
  readableColumns,
  type SchemaSpec,
  shownColumns,
} from './schemaSpec.ts';

/** What one operation asks for. */
export interface Case {
  readonly wanted: Wanted;
  /** Rows for which this holds are left out. */
  readonly exclude: Condition | null;
  readonly selection: Selection;
}

export interface Selection {
  readonly model: string;
  /** Columns, computed members, `str`, and counts. */
  readonly fields: readonly string[];
  readonly edges: readonly Edge[];
}

export interface Edge {
  readonly association: AssociationSpec;
  /** Only of many rows. */
  readonly wanted: Wanted | null;
  readonly selection: Selection;
}

/** Which rows of a list are wanted. */
export interface Wanted {
  readonly where: Condition | null;
  readonly orderBy: readonly Order[];
  readonly limit: number | null;
  readonly offset: number | null;
}

/** By a column, a count, or a column of what a row has one of, and so on. */
export interface Order {
  readonly path: readonly string[];
  readonly direction: 'ASC' | 'DESC';
  readonly nulls: 'FIRST' | 'LAST' | null;
}

export type Condition = Comparison | CountComparison | Combination | Related;

export interface Comparison {
  readonly kind: 'compare';
  readonly column: string;
  readonly operator: Operator;
  readonly operand: unknown;
}

export type Operator = 'eq' | 'ne' | 'in' | 'notIn' | 'lt' | 'lte' | 'gt' | 'gte' | 'isNull' | 'isSet' | 'substring';

export interface CountComparison {
  readonly kind: 'count';
  readonly association: string;
  readonly operator: 'eq' | 'gt';
  readonly operand: number;
}

export interface Combination {
  readonly kind: 'and' | 'or' | 'not';
  readonly of: readonly Condition[];
}

export interface Related {
  readonly kind: 'one' | 'missing' | 'some' | 'every' | 'none';
  readonly association: string;
  readonly of: Condition;
  /** Whether it is written as a path: `'owner.name'`. */
  readonly isPath: boolean;
}

/** Operations over a schema: associations to depth 3, conditions to depth 2. */
export function cases(schema: SchemaSpec): fc.Arbitrary<Case> {
  return fc.constantFrom(...schema.models.map(({ name }) => name)).chain((model) =>
    fc.record({
      wanted: wantedOf(schema, model, { maxLimit: 8 }),
      exclude: fc.oneof({ arbitrary: fc.constant(null), weight: 9 }, condition(schema, model, 1)),
      selection: selectionOf(schema, model, 3),
    }),
  );
}

export function countField(association: AssociationSpec): string {
  return `${association.as}Count`;
}

/** The selections of a model. */
export function selectionOf(schema: SchemaSpec, model: string, depth: number): fc.Arbitrary<Selection> {
  const spec = modelOf(schema, model);
  const own = associationsOf(schema, model);
  const members = spec.members.map(({ name }) => (name === 'toString' ? 'str' : name));
  const counts = own.filter(isToMany).map(countField);
  const fields = [...new Set([...readableColumns(spec), ...members, ...counts, 'str'])];
  const chosen =
    depth === 0 || own.length === 0 ? fc.constant([]) : fc.subarray(own, { maxLength: Math.min(3, own.length) });
  const selection = fc.record({
    model: fc.constant(model),
    fields: fc.subarray(fields, { minLength: 1, maxLength: Math.min(5, fields.length) }),
    edges: chosen.chain((associations) =>
      fc.tuple(...associations.map((one) => edgesOf(schema, one, depth))).map(flat),
    ),
  });
  return fc.oneof({ arbitrary: selection, weight: 2 }, selection.map(repeating));
}

/** The same with selections that repeat, so that lists are asked for in two places: `{ items { name } parent { items { name } } }`. */
function repeating(selection: Selection): Selection {
  const { model, fields, edges } = selection;
  const lists = edges.filter(({ association, wanted }) => isToMany(association) && wanted === null);
  const single = edges.filter(({ association }) => !isToMany(association));
  const selectionOf = (target: string): Selection => {
    if (target === model) return { model, fields, edges: lists };
    return single.find(({ association }) => association.target === target)!.selection;
  };
  return {
    ...selection,
    edges: edges.map((edge) =>
      isToMany(edge.association) ? edge : { ...edge, selection: selectionOf(edge.association.target) },
    ),
  };
}

function flat<T>(lists: readonly (readonly T[])[]): T[] {
  return lists.flat();
}

/** One, or the same twice for lists: as it is, and with arguments. */
function edgesOf(schema: SchemaSpec, association: AssociationSpec, depth: number): fc.Arbitrary<Edge[]> {
  const { target } = association;
  const selection = selectionOf(schema, target, depth - 1);
  const plain = fc.record({ association: fc.constant(association), wanted: fc.constant(null), selection });
  const single = plain.map((edge): Edge[] => [edge]);
  if (!isToMany(association)) return single;
  const narrowed = fc.record({
    association: fc.constant(association),
    wanted: wantedOf(schema, target, { maxLimit: 3 }),
    selection,
  });
  return fc.oneof(
    { arbitrary: single, weight: 5 },
    { arbitrary: narrowed.map((edge): Edge[] => [edge]), weight: 2 },
    { arbitrary: fc.tuple(plain, narrowed), weight: 1 },
    { arbitrary: fc.tuple(narrowed, narrowed), weight: 1 },
  );
}

function wantedOf(schema: SchemaSpec, model: string, { maxLimit }: { maxLimit: number }): fc.Arbitrary<Wanted> {
  return fc.record({
    where: fc.option(condition(schema, model, 2), { freq: 2 }),
    orderBy: fc.uniqueArray(orderOf(schema, model), { maxLength: 2, selector: ({ path }) => path.join('.') }),
    limit: fc.option(fc.nat({ max: maxLimit }), { freq: 2 }),
    offset: fc.option(fc.nat({ max: 3 }), { freq: 2 }),
  });
}

function orderOf(schema: SchemaSpec, model: string): fc.Arbitrary<Order> {
  return fc.record({
    path: pathOf(schema, model, 2),
    direction: fc.constantFrom('ASC', 'DESC'),
    nulls: fc.option(fc.constantFrom('FIRST', 'LAST'), { freq: 2 }),
  });
}

function pathOf(schema: SchemaSpec, model: string, hops: number): fc.Arbitrary<readonly string[]> {
  const columns = shownColumns(modelOf(schema, model)).filter(isComparable);
  const own = associationsOf(schema, model);
  const counts = own.filter(isToMany).map(countField);
  const here = fc.constantFrom(...columns.map(({ name }) => name), ...counts).map((name) => [name]);
  const toOne = own.filter((association) => !isToMany(association));
  if (toOne.length === 0 || hops === 0) return here;
  const there = fc.constantFrom(...toOne).chain(({ as, target }) => {
    return pathOf(schema, target, hops - 1).map((rest) => [as, ...rest]);
  });
  return fc.oneof({ arbitrary: here, weight: 3 }, there);
}

/** Conditions on a model; over associations `depth` times at most. */
export function condition(schema: SchemaSpec, model: string, depth: number): fc.Arbitrary<Condition> {
  const own = depth === 0 ? [] : associationsOf(schema, model);
  const columns = shownColumns(modelOf(schema, model));
  const comparisons = fc.constantFrom(...columns).chain(comparison);
  const counts = own.filter(isToMany).map(({ as }) =>
    fc.record({
      kind: fc.constant('count' as const),
      association: fc.constant(as),
      operator: fc.constantFrom('eq', 'gt'),
      operand: fc.nat({ max: 2 }),
    }),
  );
  const related = own.map((association): fc.Arbitrary<Condition> => {
    const kinds = isToMany(association) ? (['some', 'every', 'none'] as const) : (['one', 'missing'] as const);
    return fc.record({
      kind: fc.constantFrom(...kinds),
      association: fc.constant(association.as),
      of: condition(schema, association.target, depth - 1),
      isPath: fc.boolean(),
    });
  });
  const single = fc.oneof(
    { arbitrary: comparisons, weight: 3 },
    ...(counts.length > 0 ? [fc.oneof(...counts)] : []),
    ...(related.length > 0 ? [{ arbitrary: fc.oneof(...related), weight: 2 }] : []),
  );
  const combined = fc.record({
    kind: fc.constantFrom('and', 'or', 'not'),
    of: fc.array(single, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof({ arbitrary: single, weight: 3 }, combined);
}

function comparison(column: ColumnSpec): fc.Arbitrary<Condition> {
  const value = fc.constantFrom(...columnValues[column.type], ...(keyValues[column.type as KeyType] ?? []));
  // Of an empty list Sequelize makes IN (NULL), whose opposite is not true either
  const values = fc.array(value, { minLength: 1, maxLength: 3 });
  const asked = (operators: readonly Operator[], operand: fc.Arbitrary<unknown>) =>
    fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constant(column.name),
      operator: fc.constantFrom(...operators),
      operand,
    });
  return fc.oneof(
    asked(['isNull', 'isSet'], fc.constant(null)),
    ...(isComparable(column) ? [asked(['eq', 'ne'], value), asked(['in', 'notIn'], values)] : []),
    ...(isOrdered(column) ? [asked(['lt', 'lte', 'gt', 'gte'], value)] : []),
    ...(isTextual(column) ? [asked(['substring'], fc.constantFrom('a', 'b', "'", ''))] : []),
  );
}
