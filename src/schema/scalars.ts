import type { DataType } from 'sequelize';

/**
 * A kind of plain value: how GraphQL names it, how PostgreSQL casts a bound value to it, and which operators filter it.
 * On the wire and in templates a Decimal and a BigInt are strings, a DateTime is ISO 8601 in UTC, a Date is `YYYY-MM-DD`.
 */
export interface Scalar {
  readonly name:
    | 'Int'
    | 'Float'
    | 'String'
    | 'Boolean'
    | 'ID'
    | 'BigInt'
    | 'Decimal'
    | 'DateTime'
    | 'Date'
    | 'Time'
    | 'JSON'
    | 'Value';
  /** The type that a bound value is cast to; null where PostgreSQL takes it from the column (enums, json). */
  readonly sqlType: string | null;
  readonly operators: readonly FilterOperator[];
}

export type FilterOperator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'like'
  | 'iLike'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'isNull';

const equality = ['eq', 'ne', 'in', 'notIn', 'isNull'] as const;
const ordered = [...equality, 'lt', 'lte', 'gt', 'gte'] as const;
const textual = [...ordered, 'like', 'iLike', 'contains', 'startsWith', 'endsWith'] as const;

export const scalars = {
  Int: { name: 'Int', sqlType: 'int4', operators: ordered },
  Float: { name: 'Float', sqlType: 'float8', operators: ordered },
  String: { name: 'String', sqlType: 'text', operators: textual },
  CiText: { name: 'String', sqlType: 'citext', operators: textual },
  Boolean: { name: 'Boolean', sqlType: 'bool', operators: equality },
  ID: { name: 'ID', sqlType: 'uuid', operators: equality },
  BigInt: { name: 'BigInt', sqlType: 'int8', operators: ordered },
  Decimal: { name: 'Decimal', sqlType: 'numeric', operators: ordered },
  DateTime: { name: 'DateTime', sqlType: 'timestamptz', operators: ordered },
  Date: { name: 'Date', sqlType: 'date', operators: ordered },
  Time: { name: 'Time', sqlType: 'time', operators: ordered },
  JSON: { name: 'JSON', sqlType: null, operators: ['isNull'] },
  /** What a computed member gives: only its code knows which. */
  Value: { name: 'Value', sqlType: null, operators: [] },
  Enum: { name: 'String', sqlType: null, operators: equality },
} as const satisfies Record<string, Scalar>;

const byDataType: Readonly<Record<string, Scalar>> = {
  BIGINT: scalars.BigInt,
  BOOLEAN: scalars.Boolean,
  CHAR: scalars.String,
  CITEXT: scalars.CiText,
  DATE: scalars.DateTime,
  DATEONLY: scalars.Date,
  DECIMAL: scalars.Decimal,
  DOUBLE: scalars.Float,
  'DOUBLE PRECISION': scalars.Float,
  ENUM: scalars.Enum,
  FLOAT: scalars.Float,
  INTEGER: scalars.Int,
  JSON: scalars.JSON,
  JSONB: scalars.JSON,
  MEDIUMINT: scalars.Int,
  REAL: scalars.Float,
  SMALLINT: scalars.Int,
  STRING: scalars.String,
  TEXT: scalars.String,
  TIME: scalars.Time,
  TINYINT: scalars.Int,
  UUID: scalars.ID,
};

/** The scalar of a Sequelize data type, or undefined where Livegraft has none for it. */
export function scalarOf(type: DataType): Scalar | undefined {
  return byDataType[dataTypeName(type)];
}

/** The scalar of literal values, null aside, or undefined where they are of different kinds. */
export function scalarOfValues(values: readonly (string | number | boolean | null)[]): Scalar | undefined {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size !== 1) return undefined;
  if (kinds.has('string')) return scalars.String;
  if (kinds.has('boolean')) return scalars.Boolean;
  return values.every((value) => value === null || Number.isInteger(value)) ? scalars.Int : scalars.Float;
}

export function dataTypeName(type: DataType): string {
  return typeof type === 'string' ? type : (type as unknown as { key: string }).key;
}
