import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

/** Text scalars have the form that PostgreSQL reads; anything else is refused before a statement is sent. */
export const scalarResolvers = {
  BigInt: textScalar('BigInt', /^-?\d{1,19}$/, 'whole number of 64 bits'),
  Date: textScalar('Date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'day such as "2026-01-31"'),
  DateTime: textScalar(
    'DateTime',
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/,
    'moment such as "2026-01-31T09:30:00Z"',
  ),
  Decimal: textScalar('Decimal', /^-?\d+(\.\d+)?$/, 'decimal number such as "12.50"'),
  Time: textScalar('Time', /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/, 'time such as "09:30:00"'),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
  Value: new GraphQLScalarType({
    name: 'Value',
    parseValue: simpleValue,
    parseLiteral: (node) => simpleValue(valueFromASTUntyped(node)),
  }),
};

function simpleValue(value: unknown): unknown {
  if (['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new TypeError(`Value takes a string, a number or a boolean, but got: ${JSON.stringify(value)}.`);
}

function textScalar(name: string, form: RegExp, example: string): GraphQLScalarType {
  const parse = (value: unknown, nodes: ValueNode | null = null) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text === 'string' && form.test(text)) return text;
    throw new GraphQLError(`${name} takes a ${example}, but got: ${JSON.stringify(value)}.`, { nodes });
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => textOf(name, value),
    parseValue: (value) => parse(value),
    parseLiteral: (node) =>
      parse(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null, node),
  });
}

/** A resolver of the application may give a Date or a number. */
function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return name === 'Date' ? value.toISOString().slice(0, 10) : value.toISOString();
  throw new TypeError(`${name} cannot be made of ${JSON.stringify(value)}.`);
}
