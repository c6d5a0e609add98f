import { types as pgTypes } from 'pg';
import type { Scalar } from '../schema/scalars.ts';
import type { Row } from './computedMembers.ts';
import type { TextRow } from './statements.ts';

/** How one row of text becomes an object: where its values are, and which objects hang below it. */
export interface ObjectShape {
  readonly values: readonly { readonly name: string; readonly scalar: Scalar; readonly index: number }[];
  readonly objects: readonly { readonly name: string; readonly shape: ObjectShape }[];
  /** The value that is null where the object is not there. */
  readonly keyIndex: number;
}

/**
 * A function that turns rows of text into objects, generated for one shape: a literal per row, no loop over its columns.
 *
 *     [['7', 'Leak', '3', 'Elm St']] → [{ id: 7, title: 'Leak', property: { id: 3, name: 'Elm St' } }]
 */
export function compileRowMapper(shape: ObjectShape): (rows: readonly TextRow[]) => Row[] {
  const body = `return function mapRows(rows) {
  const objects = new Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i];
    objects[i] = ${objectSource(shape)};
  }
  return objects;
};`;
  return new Function('moment', body)(moment) as (rows: readonly TextRow[]) => Row[];
}

function objectSource({ values, objects }: ObjectShape): string {
  const parts = [
    ...values.map(({ name, scalar, index }) => `${keySource(name)}: ${valueSource(scalar, `r[${index}]`)}`),
    ...objects.map(
      ({ name, shape }) => `${JSON.stringify(name)}: r[${shape.keyIndex}] === null ? null : ${objectSource(shape)}`,
    ),
  ];
  return `{ ${parts.join(', ')} }`;
}

/** A literal's `__proto__` would be its prototype. */
function keySource(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}

function valueSource(scalar: Scalar, text: string): string {
  const decode = decoders[scalar.name];
  return decode ? `${text} === null ? null : ${decode(text)}` : text;
}

/** The other scalars are text on the wire and stay text. */
const decoders: { readonly [name in Scalar['name']]?: (text: string) => string } = {
  Int: (text) => `+${text}`,
  Float: (text) => `+${text}`,
  Boolean: (text) => `${text} === 't'`,
  DateTime: (text) => `moment(${text})`,
  JSON: (text) => `JSON.parse(${text})`,
};

const parseTimestamp = pgTypes.getTypeParser(1184) as (text: string) => Date | number;

/**
 * `2026-01-15 09:30:00.5+00` → `2026-01-15T09:30:00.500Z`: cut to milliseconds, as a Date is. A moment that no Date can
 * hold stays PostgreSQL's text.
 */
function moment(text: string): string {
  const zeros = missingZeros[text.length];
  if (zeros !== undefined && text[10] === ' ' && text.endsWith('+00')) {
    return `${text.slice(0, 10)}T${text.slice(11, Math.min(text.length - 3, 23))}${zeros}Z`;
  }
  const parsed = parseTimestamp(text);
  return parsed instanceof Date && !Number.isNaN(parsed.getTime()) ? parsed.toISOString() : text;
}

/** What PostgreSQL leaves out of three digits, by the length of its text: from none of a fraction to six digits. */
const missingZeros: Readonly<Record<number, string>> = {
  22: '.000',
  24: '00',
  25: '0',
  26: '',
  27: '',
  28: '',
  29: '',
};
