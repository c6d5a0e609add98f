import type { ColumnSpec, ColumnType } from './schemaSpec.ts';

/** A few values of each type, in the form that `create` takes and a result shows; few, so that they repeat. */
export const columnValues: { readonly [type in ColumnType]: readonly [unknown, ...unknown[]] } = {
  BIGINT: ['9', '10', '9007199254740993', '-5'],
  BOOLEAN: [true, false],
  CHAR: ['abcd', 'ABCD', 'a  b'],
  CITEXT: ['mild', 'wild'],
  DATE: ['2026-01-31T09:30:00.000Z', '2025-12-31T23:59:59.999Z', '1969-07-20T20:17:40.120Z'],
  DATEONLY: ['2026-01-31', '2024-02-29', '1969-07-20'],
  DECIMAL: ['9.00', '10.50', '-0.25', '0.00'],
  DOUBLE: [0.5, -2.25, 1e15],
  ENUM: ['low', 'half-high', 'high'],
  FLOAT: [0.1, 9, 10],
  INTEGER: [0, 9, 10, -3],
  JSON: [{ a: [1, null] }, 'text', 5],
  JSONB: [{ b: { c: true } }, [], false],
  REAL: [0.25, 9, 10],
  SMALLINT: [1, 2, 3],
  STRING: ['a', 'ab', 'Ab', 'b', '', "it's", '100%', 'a_b', 'back\\slash', '$1'],
  TEXT: ['élan', 'elm', 'two\nlines', '"quoted"'],
  TIME: ['09:30:00', '23:59:59', '00:00:00'],
  UUID: ['00000000-0000-4000-8000-00000000000a', 'f0000000-0000-4000-8000-000000000001'],
};

/** Keys of rows. They are all different. */
export const keyValues = {
  BIGINT: ['4', '10', '9007199254740993', '9007199254740995', '7', '12', '100'],
  INTEGER: [3, 1, 20, 100, 4, 7, 11],
  STRING: ['kb', 'ka', 'k', 'kaa', 'm', 'ml', 'b'],
  UUID: Array.from({ length: 7 }, (_, index) => `${(index * 37) % 10}0000000-0000-4000-8000-00000000000${index}`),
} as const satisfies { readonly [type in ColumnType]?: readonly unknown[] };

export type KeyType = keyof typeof keyValues;

/** A key that no row has. */
export const danglingKey: { readonly [type in KeyType]: unknown } = {
  BIGINT: '999',
  INTEGER: 999,
  STRING: 'none',
  UUID: 'ffffffff-0000-4000-8000-000000000000',
};

/** Every text that a row may hold. PostgreSQL is asked once how it sorts them. */
export const texts: readonly string[] = [
  ...new Set([...columnValues.STRING, ...columnValues.TEXT, ...columnValues.CHAR, ...keyValues.STRING, 'none']),
] as string[];

const textual: ReadonlySet<ColumnType> = new Set(['STRING', 'TEXT', 'CHAR']);

/** Whether values can be told apart and compared in JavaScript as in PostgreSQL. */
export function isComparable({ type }: ColumnSpec): boolean {
  return type !== 'JSON' && type !== 'JSONB' && type !== 'CITEXT';
}

export function isTextual({ type }: ColumnSpec): boolean {
  return type === 'STRING' || type === 'TEXT';
}

/** Whether GraphQL compares the values of a column by size. */
export function isOrdered({ type }: ColumnSpec): boolean {
  return !(['BOOLEAN', 'ENUM', 'UUID', 'JSON', 'JSONB', 'CITEXT'] as ColumnType[]).includes(type);
}

/** How PostgreSQL sorts the values of a column, none of which is null; `ranks` are those of texts. */
export function compareValues(
  { type }: ColumnSpec,
  a: unknown,
  b: unknown,
  ranks: ReadonlyMap<string, number>,
): number {
  const [left, right] = [a, b].map((value) => sizeOf(type, value, ranks)) as [never, never];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sizeOf(type: ColumnType, value: unknown, ranks: ReadonlyMap<string, number>): unknown {
  if (textual.has(type)) return ranks.get(value as string)!;
  switch (type) {
    case 'BIGINT':
      return BigInt(value as string);
    case 'DECIMAL':
      return Number(value);
    case 'DATE':
      return new Date(value as string).getTime();
    case 'ENUM':
      return columnValues.ENUM.indexOf(value);
    default:
      return value;
  }
}
