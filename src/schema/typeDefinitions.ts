import { Utils } from 'sequelize';
import { didYouMean, LivegraftError } from '../errors.ts';
import { aggregateNames, callNames, type ExpressionNode, expressionType, ownRows } from './expressions.ts';
import {
  type ColumnField,
  checkAnnotations,
  type Field,
  type ModelClass,
  type ModelType,
  modelTypeOf,
} from './modelType.ts';
import { type Scalar, scalars } from './scalars.ts';
import { type FilterableField, isFilterable } from './where.ts';

/** Models as one GraphQL schema: their types by name, and the SDL. */
export interface ModelSchema {
  readonly types: ReadonlyMap<string, ModelType>;
  /** The types as a person reads them, and as `schema/schema.graphql` keeps them. */
  readonly typeDefs: string;
}

/**
 * The schema of a set of models: an object type per model, with fields named like its attributes, associations,
 * annotations and computed members; `where` and `orderBy` inputs for what can be compared; and root fields for a list,
 * one row, a count and aggregates. Throws LG2006 where an association leads to a model that is not given, LG2010 where
 * two things would have one name, and what is wrong with an annotation.
 */
export function createModelSchema(models: readonly ModelClass[]): ModelSchema {
  const types = models.map(modelTypeOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const type of types) {
    assertTargets(type, types);
    checkAnnotations(type);
  }
  assertRootFields(types);
  const parts: readonly Part[] = [
    { of: null, text: scalarDefinitions },
    { of: null, text: queryDefinition(types) },
    ...types.map((type) => ({ of: type, text: typeDefinition(type) })),
    { of: null, text: filterDefinitions(types) },
    { of: null, text: sharedInputs },
  ];
  assertTypeNames(parts);
  const typeDefs = `${parts.map(({ text }) => text).join('\n\n')}\n`;
  return { types: new Map(types.map((type) => [type.name, type])), typeDefs };
}

/** Definitions, and the model that they are made for. */
interface Part {
  readonly of: ModelType | null;
  readonly text: string;
}

export interface RootFields {
  readonly list: string;
  readonly one: string;
  readonly count: string;
  readonly aggregate: string;
}

/** The root fields of a type: `leases`, `lease`, `leasesCount`, `leasesAggregate`. */
export function rootFieldsOf(type: ModelType): RootFields {
  const one = lowerFirst(type.name);
  const plural = Utils.pluralize(one);
  const list = plural === one ? `${one}List` : plural;
  return { list, one, count: `${list}Count`, aggregate: `${list}Aggregate` };
}

/** What an aggregate has of its rows' fields, beside their `count`. */
export const fieldAggregates = ['sum', 'avg', 'min', 'max', 'countDistinct'] as const;
export type FieldAggregate = (typeof fieldAggregates)[number];

/** What `{ sum { rent } }` means: what `Sum('rent')` does. */
export function aggregateExpression(aggregate: FieldAggregate, field: string): ExpressionNode {
  if (aggregate === 'countDistinct') return { count: { [ownRows]: { of: { field }, distinct: true } } };
  return { [aggregate]: { [ownRows]: { of: { field } } } };
}

const scalarDefinitions = `"""An integer of 64 bits, as decimal digits."""
scalar BigInt

"""A day: YYYY-MM-DD."""
scalar Date

"""A moment: ISO 8601 in UTC, with milliseconds."""
scalar DateTime

"""A decimal number of any precision, as digits."""
scalar Decimal

"""Any JSON value."""
scalar JSON

"""A time of day: HH:MM:SS."""
scalar Time

"""What a computed member gives: a string, a number, a boolean or null."""
scalar Value`;

const sharedInputs = `input AnnotationFilter {
  name: String!
  eq: Value
  ne: Value
  in: [Value!]
  notIn: [Value!]
  lt: Value
  lte: Value
  gt: Value
  gte: Value
  like: String
  iLike: String
  contains: String
  startsWith: String
  endsWith: String
  isNull: Boolean
}

enum OrderDirection {
  ASC
  DESC
}

"""Where rows without a value go. PostgreSQL puts them last, and first where the order falls."""
enum NullsOrder {
  FIRST
  LAST
}`;

function queryDefinition(types: readonly ModelType[]): string {
  const fields = types.flatMap((type) => {
    const { list, one, count, aggregate } = rootFieldsOf(type);
    const by = sortableFields(type).length > 0 ? `, by: [${type.name}OrderField!]` : '';
    const key = type.primaryKey.map((column) => `${column.name}: ${scalarName(type, column)}!`).join(', ');
    return [
      `  ${list}(where: ${type.name}Where, orderBy: [${type.name}OrderBy!], limit: Int, offset: Int, annotate: [${type.name}Annotation!]): [${type.name}!]!`,
      `  ${one}(${key}): ${type.name}`,
      `  ${count}(where: ${type.name}Where, annotate: [${type.name}Annotation!]): Int!`,
      `  ${aggregate}(where: ${type.name}Where, annotate: [${type.name}Annotation!]${by}): [${type.name}Aggregate!]!`,
    ];
  });
  // GraphQL has no type without fields.
  return `type Query {\n${fields.join('\n') || '  _: Boolean'}\n}`;
}

function typeDefinition(type: ModelType): string {
  const fields = [...type.fields.values()];
  const filterable = filterableFields(type);
  const enums = fields.filter((field) => field.kind === 'column' && isGraphqlEnum(field)) as ColumnField[];
  return [
    block(`type ${type.name}`, [
      ...fields.map((field) => fieldDefinition(type, field)),
      '"""What the query itself annotates its rows with, by name."""\n  annotation(name: String!): Value',
    ]),
    block(`input ${type.name}Where`, [
      `and: [${type.name}Where!]`,
      `or: [${type.name}Where!]`,
      `not: ${type.name}Where`,
      `except: ${type.name}Where`,
      'annotation: AnnotationFilter',
      ...filterable.map((field) => `${field.name}: ${filterName(type, field)}`),
      ...related(type, 'toOne').map((field) => `${field.name}: ${field.target.name}Where`),
      ...related(type, 'toMany').map((field) => `${field.name}: ${field.target.name}ManyWhere`),
    ]),
    block(`input ${type.name}ManyWhere`, [
      `some: ${type.name}Where`,
      `every: ${type.name}Where`,
      `none: ${type.name}Where`,
    ]),
    block(`input ${type.name}OrderBy`, [
      `field: ${type.name}OrderField`,
      'annotation: String',
      `expression: ${type.name}Expression`,
      'direction: OrderDirection! = ASC',
      'nulls: NullsOrder',
    ]),
    block(
      `enum ${type.name}OrderField`,
      sortableFields(type).map((field) => field.name),
    ),
    ...expressionDefinitions(type),
    ...aggregateDefinitions(type),
    ...enums.map((field) => block(`enum ${enumName(type, field)}`, field.values!)),
    ...enums.map((field) => filterDefinition(filterName(type, field), enumName(type, field), field.scalar)),
  ].join('\n\n');
}

function filterableFields(type: ModelType): FilterableField[] {
  return [...type.fields.values()].filter(isFilterable).filter((field) => field.scalar.operators.length > 0);
}

/** What can be sorted, grouped and told apart by: PostgreSQL has no equality of json. */
function sortableFields(type: ModelType): FilterableField[] {
  return filterableFields(type).filter((field) => field.scalar !== scalars.JSON);
}

/** The inputs that say what PostgreSQL is to compute. Of each expression exactly one key is given. */
function expressionDefinitions(type: ModelType): string[] {
  const { name } = type;
  const [one, many] = [related(type, 'toOne'), related(type, 'toMany')];
  return [
    block(`input ${name}Annotation`, ['name: String!', `expression: ${name}Expression!`]),
    block(`input ${name}Expression`, [
      `field: ${name}OrderField`,
      'annotation: String',
      'value: Value',
      `case: ${name}Case`,
      ...(one.length > 0 ? [`related: ${name}Related`] : []),
      ...(many.length > 0 ? aggregateNames.map((aggregate) => `${aggregate}: ${name}Aggregated`) : []),
      ...callNames.map((call) => `${call}: [${name}Expression!]`),
    ]),
    block(`input ${name}Case`, [`branches: [${name}CaseBranch!]!`, `otherwise: ${name}Expression`]),
    block(`input ${name}CaseBranch`, [`where: ${name}Where!`, `gives: ${name}Expression!`]),
    ...(one.length > 0
      ? [
          block(
            `input ${name}Related`,
            one.map((field) => `${field.name}: ${field.target.name}Expression`),
          ),
        ]
      : []),
    ...(many.length > 0
      ? [
          block(
            `input ${name}Aggregated`,
            many.map((field) => `${field.name}: ${field.target.name}Rows`),
          ),
        ]
      : []),
    block(`input ${name}Rows`, [`where: ${name}Where`, `of: ${name}Expression`, 'distinct: Boolean']),
  ];
}

/** What rows come to together. A type that would have no fields is left out, with the field that leads to it. */
function aggregateDefinitions(type: ModelType): string[] {
  const name = `${type.name}Aggregate`;
  const groups = sortableFields(type).map((field) => `${field.name}: ${scalarName(type, field)}`);
  const aggregates = fieldAggregates
    .map((aggregate) => ({
      aggregate,
      fields: aggregatedFields(type, aggregate),
      typeName: name + upperFirst(aggregate),
    }))
    .filter(({ fields }) => fields.length > 0);
  return [
    block(`type ${name}`, [
      ...(groups.length > 0
        ? [`"""What its rows have in common, null without groups."""\n  by: ${type.name}AggregateGroup`]
        : []),
      'count: Int!',
      ...aggregates.map(({ aggregate, typeName }) => `${aggregate}: ${typeName}!`),
    ]),
    ...(groups.length > 0 ? [block(`type ${type.name}AggregateGroup`, groups)] : []),
    ...aggregates.map(({ aggregate, fields, typeName }) => {
      const lines = fields.map((field) => `${field.name}: ${aggregateScalarName(type, aggregate, field)}`);
      return block(`type ${typeName}`, lines);
    }),
  ];
}

function aggregatedFields(type: ModelType, aggregate: FieldAggregate): FilterableField[] {
  const fields = sortableFields(type);
  switch (aggregate) {
    case 'sum':
    case 'avg':
      return fields.filter(({ scalar }) => numbers.has(scalar));
    case 'min':
    case 'max':
      return fields.filter(({ scalar }) => scalar.operators.includes('lt'));
    case 'countDistinct':
      return fields;
    default:
      return aggregate satisfies never;
  }
}

const numbers: ReadonlySet<Scalar> = new Set([scalars.Int, scalars.BigInt, scalars.Decimal, scalars.Float]);

function aggregateScalarName(type: ModelType, aggregate: FieldAggregate, field: FilterableField): string {
  const { scalar, nullable } = expressionType(type, aggregateExpression(aggregate, field.name));
  return `${scalar.name}${nullable ? '' : '!'}`;
}

function related<Kind extends 'toOne' | 'toMany'>(type: ModelType, kind: Kind): Extract<Field, { kind: Kind }>[] {
  return [...type.fields.values()].filter((field): field is Extract<Field, { kind: Kind }> => field.kind === kind);
}

function fieldDefinition(type: ModelType, field: Field): string {
  switch (field.kind) {
    case 'column':
    case 'annotation':
      return `${field.name}: ${scalarName(type, field)}${field.nullable ? '' : '!'}`;
    case 'computed':
      return `${field.name}: Value`;
    case 'str':
      return '"""How it prints."""\n  str: String';
    case 'toOne':
      return `${field.name}: ${field.target.name}`;
    case 'toMany': {
      const { name } = field.target;
      return `${field.name}(where: ${name}Where, orderBy: [${name}OrderBy!], limit: Int, offset: Int): [${name}!]!`;
    }
    default:
      return field satisfies never;
  }
}

function filterDefinitions(types: readonly ModelType[]): string {
  const used = new Map<string, Scalar>();
  for (const type of types) {
    for (const field of type.fields.values()) {
      if (isFilterable(field) && !isGraphqlEnum(field) && field.scalar.operators.length > 0)
        used.set(filterName(type, field), field.scalar);
    }
  }
  return [...used]
    .sort()
    .map(([name, scalar]) => filterDefinition(name, scalar.name, scalar))
    .join('\n\n');
}

function filterDefinition(name: string, value: string, scalar: Scalar): string {
  const operand = (operator: string) => {
    if (operator === 'isNull') return 'Boolean';
    return operator === 'in' || operator === 'notIn' ? `[${value}!]` : value;
  };
  return block(
    `input ${name}`,
    scalar.operators.map((operator) => `${operator}: ${operand(operator)}`),
  );
}

function scalarName(type: ModelType, field: FilterableField): string {
  return isGraphqlEnum(field) ? enumName(type, field) : field.scalar.name;
}

function filterName(type: ModelType, field: FilterableField): string {
  if (isGraphqlEnum(field)) return `${enumName(type, field)}Filter`;
  return field.scalar === scalars.Enum ? 'EnumFilter' : `${field.scalar.name}Filter`;
}

/** GraphQL allows fewer names than PostgreSQL; an enum with others is a String. */
function isGraphqlEnum(field: { readonly kind: string; readonly values?: readonly string[] | null }): boolean {
  const { values } = field;
  return (
    !!values && values.length > 0 && values.every((value) => /^(?!__|true$|false$|null$)[_A-Za-z]\w*$/.test(value))
  );
}

function enumName(type: ModelType, field: { name: string }): string {
  return `${type.name}${upperFirst(field.name)}`;
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

function lowerFirst(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}

function upperFirst(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}

function assertRootFields(types: readonly ModelType[]): void {
  const owners = new Map<string, ModelType>();
  for (const type of types) {
    for (const name of Object.values(rootFieldsOf(type))) {
      const other = owners.get(name);
      if (other) throw twice(`the root field "${name}"`, other, type);
      owners.set(name, type);
    }
  }
}

/** Merged into one, an object type and anything else of its name would be neither. */
function assertTypeNames(parts: readonly Part[]): void {
  const owners = new Map<string, { readonly of: ModelType | null; readonly kind: string }>();
  for (const { of, text } of parts) {
    for (const [, kind, name] of text.matchAll(/^(type|input|enum|scalar) (\w+)/gm)) {
      const other = owners.get(name!);
      if (other && (other.kind === 'type' || kind === 'type')) throw twice(`the GraphQL type "${name}"`, other.of, of);
      owners.set(name!, { of, kind: kind! });
    }
  }
}

function assertTargets(type: ModelType, types: readonly ModelType[]): void {
  for (const field of type.fields.values()) {
    if (field.kind !== 'toOne' && field.kind !== 'toMany') continue;
    const target = field.target.model;
    if (!types.some((known) => known.model === target)) throw missingModel(type, field.name, target, types);
  }
}

function missingModel(type: ModelType, name: string, target: ModelClass, types: readonly ModelType[]): LivegraftError {
  return new LivegraftError({
    code: 'LG2006',
    message: `"${type.name}.${name}" leads to the model ${target.name}, which is not one of the application's models.`,
    hint:
      didYouMean(
        target.name,
        types.map((known) => known.name),
      ) ?? 'Initialize it with the same Sequelize instance.',
  });
}

function twice(what: string, first: ModelType | null, second: ModelType | null): LivegraftError {
  const owners = [...new Set([first, second])].map((type) => (type ? `the model ${type.name}` : 'Livegraft itself'));
  return new LivegraftError({
    code: 'LG2010',
    message: `There would be ${what} twice, made for ${owners.join(' and ')}.`,
    hint: 'Rename the model, or the column whose enum has that name.',
  });
}
