import type { ModelType } from './modelType.ts';

// What conditions, orders and expressions ask of PostgreSQL for one row, in the same unit as the fields of a selection. What a
// client sends is looked at before it is coerced, so nothing is taken for granted of its form.

/** How many rows a row is taken to have of an association of which it has many. */
const relatedRows = 10;

/** Deeper than that, nothing is compiled. */
const deepest = 100;

/** Conditions, orders and annotations as GraphQL's arguments have them. */
export interface WeighedArguments {
  readonly where?: unknown;
  readonly orderBy?: unknown;
  readonly annotate?: unknown;
  /** Fields by whose values rows are grouped. */
  readonly by?: unknown;
}

/** What the arguments of a list cost for each of its rows: 1 for each comparison, with all those of the rows that it leads to. */
export function weightOfArguments(type: ModelType, { where, orderBy, annotate, by }: WeighedArguments): number {
  const annotations = new Map<string, number>();
  const weigh = weigher(annotations);
  for (const { name, expression } of objectsIn(annotate)) {
    annotations.set(String(name), weigh.expression(type, expression));
  }
  const made = sum([...annotations.values()]);
  const orders = objectsIn(orderBy).map(({ field, annotation, expression }) => {
    return weigh.expression(type, expression ?? { field, annotation });
  });
  const groups = listOf(by).map((field) => weightOfField(type, String(field)));
  return made + weigh.where(type, where) + sum(orders) + sum(groups);
}

/** What one field of a model costs for each row: an annotation what its expression does, anything else 1. */
export function weightOfField(type: ModelType, name: string): number {
  return weigher(new Map()).field(type, name);
}

const known = new WeakMap<ModelType, Map<string, number>>();

function weigher(annotations: ReadonlyMap<string, number>) {
  function field(type: ModelType, name: string, depth = 0): number {
    const found = type.fields.get(name);
    if (found?.kind !== 'annotation' || found.adHoc) return 1;
    const weights = known.get(type) ?? new Map<string, number>();
    known.set(type, weights);
    const weight = weights.get(name) ?? expression(type, found.expression, depth + 1);
    weights.set(name, weight);
    return weight;
  }

  function where(type: ModelType, given: unknown, depth = 0): number {
    if (depth > deepest) return Number.POSITIVE_INFINITY;
    if (Array.isArray(given)) return sum(given.map((item) => where(type, item, depth + 1)));
    return sum(
      entriesOf(given).map(([name, value]) => {
        if (['and', 'or', 'not', 'except'].includes(name)) return where(type, value, depth + 1);
        if (name === 'annotation') return 1 + annotation((value as { name?: unknown } | null)?.name);
        const found = type.fields.get(name);
        if (found?.kind === 'toOne') return 1 + where(found.target, value, depth + 1);
        if (found?.kind !== 'toMany') return field(type, name, depth) * Math.max(1, entriesOf(value).length);
        const each = entriesOf(value).map(([, inner]) => 1 + where(found.target, inner, depth + 1));
        return relatedRows * sum(each);
      }),
    );
  }

  function expression(type: ModelType, given: unknown, depth = 0): number {
    if (depth > deepest) return Number.POSITIVE_INFINITY;
    if (Array.isArray(given)) return sum(given.map((item) => expression(type, item, depth + 1)));
    return sum(
      entriesOf(given).map(([name, value]) => {
        if (value === null || value === undefined) return 0;
        if (name === 'field') return field(type, String(value), depth);
        if (name === 'annotation') return annotation(value);
        if (name === 'case') return choice(type, value, depth);
        if (Array.isArray(value)) return 1 + expression(type, value, depth + 1);
        return 1 + sum(entriesOf(value).map(([association, inner]) => related(type, association, inner, depth)));
      }),
    );
  }

  function choice(type: ModelType, given: unknown, depth: number): number {
    const { branches, otherwise } = given as { readonly branches?: unknown; readonly otherwise?: unknown };
    const weights = objectsIn(branches).map((branch) => {
      return where(type, branch.where, depth + 1) + expression(type, branch.gives, depth + 1);
    });
    return sum(weights) + expression(type, otherwise, depth + 1);
  }

  /** Of what a row has one of, an expression; of what it has many of, those rows. */
  function related(type: ModelType, association: string, given: unknown, depth: number): number {
    const found = type.fields.get(association);
    if (found?.kind === 'toOne') return expression(found.target, given, depth + 1);
    if (found?.kind !== 'toMany') return 1;
    const { where: narrowed, of } = (given ?? {}) as { readonly where?: unknown; readonly of?: unknown };
    return relatedRows * (1 + where(found.target, narrowed, depth + 1) + expression(found.target, of, depth + 1));
  }

  function annotation(name: unknown): number {
    return annotations.get(String(name)) ?? 1;
  }

  return { field, where, expression };
}

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** GraphQL takes one item for a list of it. */
function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function objectsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  return listOf(value).filter((item) => typeof item === 'object' && item !== null) as Record<string, unknown>[];
}
