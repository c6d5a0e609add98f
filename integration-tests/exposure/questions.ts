import fc from 'fast-check';
import type { QuerySet } from '../../src/data/querySet.ts';
import {
  Coalesce,
  Count,
  caseWhen,
  type Expression as DeclaredExpression,
  Exists,
  F,
  Max,
  Min,
  Sum,
  when,
} from '../../src/schema/expressions.ts';
import { type Condition, conditionOn, inGraphql, inSequelize, type Operator } from './conditions.ts';
import { columnsOf, edgeOf, edgesOf, isMany, type TableName, tableNames } from './generatedTables.ts';

/** What PostgreSQL is to compute for a row. */
export type Expression =
  | { readonly is: 'field'; readonly path: readonly string[] }
  | { readonly is: 'case'; readonly condition: Condition; readonly yes: number; readonly no: number }
  | { readonly is: 'coalesce'; readonly of: Expression; readonly otherwise: number }
  | {
      readonly is: 'aggregate';
      readonly name: 'count' | 'sum' | 'min' | 'max' | 'exists';
      readonly edge: string;
      /** Null for the rows themselves. */
      readonly column: string | null;
      readonly where: Condition | null;
      readonly distinct: boolean;
    };

export interface OrderItem {
  /** An annotation's name, or an expression. */
  readonly by: string | Expression;
  readonly direction: 'ASC' | 'DESC';
  readonly nulls: 'FIRST' | 'LAST' | null;
}

/** Which rows of an association are wanted. */
export interface Wanted {
  readonly where: Condition | null;
  readonly orderBy: readonly OrderItem[];
  readonly limit: number | null;
  readonly offset: number | null;
}

/** What is shown of a row beside its key. */
export interface Shape {
  readonly columns: readonly string[];
  readonly counts: readonly string[];
  readonly edges: readonly {
    readonly name: string;
    readonly alias: string;
    readonly below: Shape;
    readonly wanted: Wanted | null;
  }[];
}

/** What is asked of the rows of a table. */
export interface Question extends Wanted {
  readonly table: TableName;
  readonly except: Condition | null;
  readonly annotations: Readonly<Record<string, Expression>>;
  readonly having: { readonly annotation: string; readonly operator: Operator; readonly value: number } | null;
  readonly shape: Shape;
}

function sometimes<T>(arbitrary: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { nil: null, freq });
}

/** Paths over associations of which a row has one. */
function pathFrom(table: TableName, depth: number): fc.Arbitrary<readonly string[]> {
  const own = fc.constantFrom(...columnsOf(table).map(([name]) => [name]));
  const ones = edgesOf(table).filter(([, edge]) => !isMany(edge));
  if (depth === 0 || ones.length === 0) return own;
  const across = fc
    .constantFrom(...ones)
    .chain(([name, { target }]) => pathFrom(target, depth - 1).map((path) => [name, ...path]));
  return fc.oneof(own, { weight: 2, arbitrary: across });
}

/** Whole numbers, so that they may be compared with each other. */
function numberOf(table: TableName): fc.Arbitrary<Expression> {
  const cases = fc.record({ condition: conditionOn(table, 2), yes: fc.integer({ min: 0, max: 3 }) });
  const branches = cases.map(({ condition, yes }): Expression => ({ is: 'case', condition, yes, no: 4 }));
  const many = edgesOf(table).filter(([, edge]) => isMany(edge));
  if (many.length === 0) return branches;
  const aggregates = fc.constantFrom(...many).chain(([edge, { target }]): fc.Arbitrary<Expression> => {
    const numbers = columnsOf(target).flatMap(([name, kind]) => (kind === 'int' ? [name] : []));
    return fc
      .record({
        name: fc.constantFrom('count' as const, 'count' as const, 'sum' as const, 'min' as const, 'max' as const),
        column: fc.constantFrom(...numbers),
        where: sometimes(conditionOn(target, 1)),
        distinct: fc.boolean(),
        isCounted: fc.boolean(),
      })
      .map(({ name, column, where, distinct, isCounted }) => {
        const ofRows = name === 'count' && isCounted;
        return { is: 'aggregate', name, edge, column: ofRows ? null : column, where, distinct: distinct && !ofRows };
      });
  });
  const filled = aggregates.map((of): Expression => ({ is: 'coalesce', of, otherwise: 0 }));
  return fc.oneof({ weight: 3, arbitrary: aggregates }, filled, { weight: 2, arbitrary: branches });
}

function shownOf(table: TableName): fc.Arbitrary<Expression> {
  const path = pathFrom(table, 2).map((found): Expression => ({ is: 'field', path: found }));
  const many = edgesOf(table).filter(([, edge]) => isMany(edge));
  if (many.length === 0) return path;
  const exists = fc.constantFrom(...many).chain(([edge, { target }]) => {
    return sometimes(conditionOn(target, 1)).map((where): Expression => {
      return { is: 'aggregate', name: 'exists', edge, column: null, where, distinct: false };
    });
  });
  return fc.oneof(path, exists);
}

function orderOn(table: TableName, annotations: readonly string[] = []): fc.Arbitrary<readonly OrderItem[]> {
  const path = pathFrom(table, 2).map((found): Expression => ({ is: 'field', path: found }));
  const by =
    annotations.length > 0 ? fc.oneof<fc.Arbitrary<OrderItem['by']>[]>(path, fc.constantFrom(...annotations)) : path;
  const item = fc.record({
    by,
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
    nulls: sometimes(fc.constantFrom('FIRST' as const, 'LAST' as const), 1),
  });
  return fc.uniqueArray(item, { maxLength: 2, selector: ({ by: found }) => JSON.stringify(found) });
}

function shapeOf(table: TableName, depth: number, mayNarrow: boolean): fc.Arbitrary<Shape> {
  const names = columnsOf(table).map(([name]) => name);
  const many = edgesOf(table).flatMap(([name, edge]) => (isMany(edge) ? [name] : []));
  const edges = edgesOf(table).map(([name]) => name);
  const below = fc.uniqueArray(fc.constantFrom(...edges), { maxLength: depth === 3 ? 3 : 2 }).chain((chosen) => {
    return fc.tuple(...chosen.map((name, index) => edgeBelow(table, name, index, depth, mayNarrow)));
  });
  return fc.record({
    columns: fc.subarray(names),
    counts: many.length > 0 ? fc.subarray(many) : fc.constant([]),
    edges: depth === 0 ? fc.constant([]) : below,
  });
}

function edgeBelow(table: TableName, name: string, index: number, depth: number, mayNarrow: boolean) {
  const edge = edgeOf(table, name);
  const wanted: fc.Arbitrary<Wanted | null> =
    isMany(edge) && mayNarrow
      ? sometimes(
          fc.record({
            where: sometimes(conditionOn(edge.target, 1)),
            orderBy: orderOn(edge.target),
            limit: sometimes(fc.integer({ min: 0, max: 3 })),
            offset: sometimes(fc.integer({ min: 0, max: 2 }), 1),
          }),
        )
      : fc.constant(null);
  return fc.record({ below: shapeOf(edge.target, depth - 1, mayNarrow), wanted }).map(({ below, wanted: found }) => {
    return { name, alias: found ? `${name}_${index}` : name, below, wanted: found };
  });
}

/** Questions of all tables. Only GraphQL can narrow lists within rows. */
export function questions(mayNarrow: boolean): fc.Arbitrary<Question> {
  return fc.constantFrom(...tableNames).chain((table) => {
    return fc.record({ a: sometimes(numberOf(table)), b: sometimes(shownOf(table)) }).chain(({ a, b }) => {
      const annotations = { ...(a && { first: a }), ...(b && { second: b }) };
      const having = a
        ? sometimes(
            fc.record({
              annotation: fc.constant('first'),
              operator: fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'gte' as const),
              value: fc.integer({ min: 0, max: 4 }),
            }),
            1,
          )
        : fc.constant(null);
      return fc.record<Question>({
        table: fc.constant(table),
        where: sometimes(conditionOn(table, 2)),
        except: sometimes(conditionOn(table, 1), 1),
        annotations: fc.constant(annotations),
        having,
        orderBy: orderOn(table, Object.keys(annotations)),
        limit: sometimes(fc.integer({ min: 0, max: 12 }), 1),
        offset: sometimes(fc.integer({ min: 0, max: 4 }), 1),
        shape: shapeOf(table, 3, mayNarrow),
      });
    });
  });
}

/** An expression as QuerySets take it. */
export function declared(expression: Expression): DeclaredExpression {
  switch (expression.is) {
    case 'field':
      return F(expression.path.join('.'));
    case 'case':
      return caseWhen([when(inSequelize(expression.condition), expression.yes)], { otherwise: expression.no });
    case 'coalesce':
      return Coalesce(declared(expression.of), expression.otherwise);
    case 'aggregate': {
      const { name, edge, column, where, distinct } = expression;
      const narrowed = { ...(where && { where: inSequelize(where) }), ...(distinct && { distinct }) };
      const of = column === null ? edge : `${edge}.${column}`;
      const make = { count: Count, sum: Sum, min: Min, max: Max, exists: Exists }[name];
      return (make as (of: string, narrowed: object) => DeclaredExpression)(of, narrowed);
    }
  }
}

/** An expression as GraphQL takes it. */
export function inputOf(expression: Expression): object {
  switch (expression.is) {
    case 'field': {
      const [name, ...rest] = expression.path;
      return rest.length === 0 ? { field: name } : { related: { [name!]: inputOf({ is: 'field', path: rest }) } };
    }
    case 'case': {
      const { condition, yes, no } = expression;
      return { case: { branches: [{ where: inGraphql(condition), gives: { value: yes } }], otherwise: { value: no } } };
    }
    case 'coalesce':
      return { coalesce: [inputOf(expression.of), { value: expression.otherwise }] };
    case 'aggregate': {
      const { name, edge, column, where, distinct } = expression;
      const given = { ...(where && { where: inGraphql(where) }), ...(column && { of: { field: column } }) };
      return { [name]: { [edge]: { ...given, ...(distinct && { distinct }) } } };
    }
  }
}

/** The question as a QuerySet over the rows of its table. */
export function narrowed(rows: QuerySet, question: Question): QuerySet {
  const { where, except, annotations, having, orderBy, limit, offset } = question;
  const expressions = Object.entries(annotations).map(([name, expression]) => [name, declared(expression)]);
  let found: QuerySet = rows.annotate(Object.fromEntries(expressions));
  if (where) found = found.where(inSequelize(where));
  if (except) found = found.exclude(inSequelize(except));
  if (having) {
    const { annotation, operator, value } = having;
    found = found.where(inSequelize({ is: 'compare', column: annotation, operator, value }));
  }
  found = found.orderBy(
    ...orderBy.map(({ by, direction, nulls }) => {
      const field = typeof by === 'string' ? by : by.is === 'field' ? by.path.join('.') : declared(by);
      return { field, direction, ...(nulls && { nulls }) };
    }),
  );
  if (limit !== null) found = found.limit(limit);
  return offset === null ? found : found.offset(offset);
}

/** The question as a document and its variables. */
export function operationOf(question: Question, list: string): { query: string; variables: Record<string, unknown> } {
  const { table, except, annotations, having, shape } = question;
  const variables: Record<string, unknown> = {};
  const types: string[] = [];
  const bind = (value: unknown, type: string) => {
    const name = `v${types.length}`;
    variables[name] = value;
    types.push(`$${name}: ${type}`);
    return `$${name}`;
  };
  const where = {
    and: [
      ...(question.where ? [inGraphql(question.where)] : []),
      ...(except ? [{ except: inGraphql(except) }] : []),
      ...(having ? [{ annotation: { name: having.annotation, [having.operator]: having.value } }] : []),
    ],
  };
  const inputs = Object.entries(annotations).map(([name, expression]) => ({ name, expression: inputOf(expression) }));
  const annotate = `annotate: ${bind(inputs, `[${table}Annotation!]`)}`;
  const root = `where: ${bind(where, `${table}Where`)}, ${annotate}`;
  const shown = [
    ...Object.keys(annotations).map((name) => `${name}: annotation(name: "${name}")`),
    ...fieldTexts(table, shape, bind),
  ];
  const rest = argumentsOf(table, { ...question, where: null }, bind);
  const fields = [`rows: ${list}(${root}${rest}) { ${shown.join(' ')} }`, `count: ${list}Count(${root})`];
  return { query: `query (${types.join(', ')}) { ${fields.join(' ')} }`, variables };
}

type Bind = (value: unknown, type: string) => string;

/** The fields of a shape whose lists are not narrowed. */
export function fieldsOf(table: TableName, shape: Shape): string {
  const bind = () => {
    throw new TypeError('Lists within rows are narrowed, which takes variables.');
  };
  return fieldTexts(table, shape, bind).join(' ');
}

function fieldTexts(table: TableName, { columns, counts, edges }: Shape, bind: Bind): string[] {
  return [
    'id',
    ...columns,
    ...counts.map((name) => `${name}Count`),
    ...edges.map(({ name, alias, below, wanted }) => {
      const { target } = edgeOf(table, name);
      const given = wanted ? argumentsOf(target, wanted, bind).slice(2) : '';
      const head = alias === name ? name : `${alias}: ${name}`;
      return `${head}${given ? `(${given})` : ''} { ${fieldTexts(target, below, bind).join(' ')} }`;
    }),
  ];
}

/** `, where: $v3, limit: 2`; limits as they are written, so that both ways are taken. */
function argumentsOf(table: TableName, { where, orderBy, limit, offset }: Wanted, bind: Bind): string {
  const orders = orderBy.map(({ by, direction, nulls }) => {
    const what = typeof by === 'string' ? { annotation: by } : orderInput(by);
    return { ...what, direction, ...(nulls && { nulls }) };
  });
  const parts = [
    ...(where ? [`where: ${bind(inGraphql(where), `${table}Where`)}`] : []),
    ...(orders.length > 0 ? [`orderBy: ${bind(orders, `[${table}OrderBy!]`)}`] : []),
    ...(limit === null ? [] : [`limit: ${limit}`]),
    ...(offset === null ? [] : [`offset: ${offset}`]),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

function orderInput(expression: Expression): object {
  const isColumn = expression.is === 'field' && expression.path.length === 1;
  return isColumn ? { field: expression.path[0] } : { expression: inputOf(expression) };
}

/** A template that reads what a question shows of the list `rows`. */
export function templateOf({ table, shape, annotations }: Question): string {
  const own = Object.keys(annotations).map((name) => `{{ row.${name} }}`);
  return `<p lg-root>{% for row in rows %}${own.join('')}${read(table, shape, 'row', 0)}{% endfor %}</p>`;
}

/** The same of one row by the name `rows`. */
export function templateOfOne({ table, shape }: Question): string {
  return `<p lg-root>{% if rows %}${read(table, shape, 'rows', 0)}{% endif %}</p>`;
}

function read(table: TableName, { columns, counts, edges }: Shape, path: string, depth: number): string {
  const texts = ['id', ...columns, ...counts.map((name) => `${name}Count`)].map((name) => `{{ ${path}.${name} }}`);
  const below = edges.map(({ name, below: shape }) => {
    const edge = edgeOf(table, name);
    if (!isMany(edge)) return read(edge.target, shape, `${path}.${name}`, depth);
    const item = `item${depth}`;
    return `{% for ${item} in ${path}.${name} %}${read(edge.target, shape, item, depth + 1)}{% endfor %}`;
  });
  return [...texts, ...below].join('');
}
