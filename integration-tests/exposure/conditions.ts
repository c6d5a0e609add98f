import fc from 'fast-check';
import { Op } from 'sequelize';
import { type ColumnKind, columnsOf, edgesOf, isMany, type TableName } from './generatedTables.ts';

export type Value = number | string | boolean | null;

/** Who looks. What policies compare with is in it. */
export interface Viewer {
  readonly name: string;
  readonly int: number | null;
  readonly text: string | null;
  readonly bool: boolean | null;
  readonly ints: readonly number[];
  readonly texts: readonly string[];
}

/** A value that is written, or one of the viewer's. */
type Operand = Value | { readonly of: ColumnKind };
type List = readonly Value[] | { readonly listOf: 'ints' | 'texts' };

/** A condition on the rows of a table, from which those of Sequelize and of GraphQL are made. */
export type Condition =
  | { readonly is: 'compare'; readonly column: string; readonly operator: Operator; readonly value: Operand }
  | { readonly is: 'in'; readonly column: string; readonly values: List }
  | { readonly is: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly is: 'not'; readonly condition: Condition }
  | { readonly is: 'one' | 'some' | 'every' | 'none'; readonly edge: string; readonly condition: Condition }
  | { readonly is: 'missing'; readonly edge: string };

export type Operator = 'eq' | 'ne' | 'lt' | 'gte';

export const valuesOf: { readonly [kind in ColumnKind]: fc.Arbitrary<Value> } = {
  int: fc.integer({ min: 0, max: 5 }),
  text: fc.constantFrom('a', 'b', 'c', 'd'),
  bool: fc.boolean(),
};

/** Null is compared with by `=` and `<>` only, where Sequelize means IS NULL. */
function comparison(column: string, kind: ColumnKind, operand: fc.Arbitrary<Operand>): fc.Arbitrary<Condition> {
  const operators: readonly Operator[] = kind === 'bool' ? ['eq', 'ne'] : ['eq', 'eq', 'ne', 'lt', 'gte'];
  return fc
    .record({ operator: fc.constantFrom(...operators), value: operand })
    .map(({ operator, value }): Condition => {
      const mayBeNull = value === null || typeof value === 'object';
      return { is: 'compare', column, operator: mayBeNull && operator !== 'ne' ? 'eq' : operator, value };
    });
}

const known = new Map<string, fc.Arbitrary<Condition>>();

/** Conditions with as many associations in a row as `depth` says; those of a policy may name the viewer's values. */
export function conditionOn(table: TableName, depth: number, isPolicy = false): fc.Arbitrary<Condition> {
  const key = `${table} ${depth} ${isPolicy}`;
  let found = known.get(key);
  if (!found) {
    found = makeCondition(table, depth, isPolicy);
    known.set(key, found);
  }
  return found;
}

function makeCondition(table: TableName, depth: number, isPolicy: boolean): fc.Arbitrary<Condition> {
  const columns: [string, ColumnKind][] = [['id', 'int'], ...columnsOf(table)];
  const leaf = fc.constantFrom(...columns).chain(([column, kind]): fc.Arbitrary<Condition> => {
    const value = fc.oneof({ weight: 4, arbitrary: valuesOf[kind] }, { weight: 1, arbitrary: fc.constant(null) });
    const viewers = fc.constant({ of: kind } as const);
    const operand = isPolicy ? fc.oneof<fc.Arbitrary<Operand>[]>(viewers, viewers, value) : value;
    const compared = comparison(column, kind, operand);
    if (kind === 'bool') return compared;
    const written = fc.array(valuesOf[kind], { maxLength: 3 });
    const asked = fc.constant({ listOf: `${kind}s` } as const);
    const list = (isPolicy ? fc.oneof<fc.Arbitrary<List>[]>(asked, written) : written) as fc.Arbitrary<List>;
    const listed = list.map((values): Condition => ({ is: 'in', column, values }));
    return fc.oneof({ weight: 3, arbitrary: compared }, { weight: 1, arbitrary: listed });
  });
  const parts = fc.array(leaf, { minLength: 1, maxLength: 3 });
  const flat: fc.WeightedArbitrary<Condition>[] = [
    { weight: 5, arbitrary: leaf },
    { weight: 2, arbitrary: parts.map((conditions) => ({ is: 'or', conditions })) },
    { weight: 1, arbitrary: parts.map((conditions) => ({ is: 'and', conditions })) },
    { weight: 1, arbitrary: leaf.map((condition) => ({ is: 'not', condition })) },
  ];
  if (depth === 0) return fc.oneof(...flat);
  const across = fc.constantFrom(...edgesOf(table)).chain(([edge, found]): fc.Arbitrary<Condition> => {
    const below = conditionOn(found.target, depth - 1, isPolicy);
    if (isMany(found)) {
      const quantifier = fc.constantFrom('some', 'some', 'every', 'none');
      return fc.tuple(quantifier, below).map(([is, condition]) => ({ is, edge, condition }));
    }
    const missing = fc.constant<Condition>({ is: 'missing', edge });
    const one = below.map((condition): Condition => ({ is: 'one', edge, condition }));
    return fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: missing });
  });
  const mixed = fc.tuple(leaf, across, fc.constantFrom('and' as const, 'or' as const));
  return fc.oneof(
    ...flat,
    { weight: 5, arbitrary: across },
    { weight: 2, arbitrary: across.map((condition): Condition => ({ is: 'not', condition })) },
    { weight: 2, arbitrary: mixed.map(([a, b, is]): Condition => ({ is, conditions: [a, b] })) },
  );
}

/** The condition with the viewer's values in it. Nobody has none. */
export function asked(condition: Condition, viewer: Viewer | null): Condition {
  switch (condition.is) {
    case 'compare': {
      const { value } = condition;
      return { ...condition, value: typeof value === 'object' && value ? (viewer?.[value.of] ?? null) : value };
    }
    case 'in': {
      const { values } = condition;
      return { ...condition, values: 'listOf' in values ? (viewer?.[values.listOf] ?? []) : values };
    }
    case 'and':
    case 'or':
      return { ...condition, conditions: condition.conditions.map((nested) => asked(nested, viewer)) };
    case 'missing':
      return condition;
    default:
      return { ...condition, condition: asked(condition.condition, viewer) };
  }
}

const symbols = { eq: Op.eq, ne: Op.ne, lt: Op.lt, gte: Op.gte };

/** In Sequelize's syntax, as `where()` and `visibleTo()` take it. */
export function inSequelize(condition: Condition): object {
  switch (condition.is) {
    case 'compare':
      return { [condition.column]: { [symbols[condition.operator]]: condition.value } };
    case 'in':
      return { [condition.column]: condition.values };
    case 'and':
    case 'or':
      return { [Op[condition.is]]: condition.conditions.map(inSequelize) };
    case 'not':
      return { [Op.not]: inSequelize(condition.condition) };
    case 'missing':
      return { [condition.edge]: null };
    case 'one':
      return { [condition.edge]: inSequelize(condition.condition) };
    default:
      return { [condition.edge]: { [condition.is]: inSequelize(condition.condition) } };
  }
}

/** As GraphQL's input takes it. */
export function inGraphql(condition: Condition): object {
  switch (condition.is) {
    case 'compare': {
      const { column, operator, value } = condition;
      return { [column]: value === null ? { isNull: operator === 'eq' } : { [operator]: value } };
    }
    case 'in':
      return { [condition.column]: { in: condition.values } };
    case 'and':
    case 'or':
      return { [condition.is]: condition.conditions.map(inGraphql) };
    case 'not':
      return { not: inGraphql(condition.condition) };
    case 'missing':
      return { not: { [condition.edge]: {} } };
    case 'one':
      return { [condition.edge]: inGraphql(condition.condition) };
    default:
      return { [condition.edge]: { [condition.is]: inGraphql(condition.condition) } };
  }
}
