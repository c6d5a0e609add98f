import { describe, expect, it } from 'vitest';
import { scalars } from '../schema/scalars.ts';
import { compileRowMapper } from './rowMapper.ts';

function decode(scalar: keyof typeof scalars, text: string | null): unknown {
  const map = compileRowMapper({
    values: [{ name: 'value', scalar: scalars[scalar], index: 0 }],
    objects: [],
    keyIndex: 0,
  });
  return map([[text]])[0]!.value;
}

it('rows of text become objects, nested ones among them', () => {
  const value = (name: string, index: number, scalar = scalars.Int as (typeof scalars)['Int' | 'String']) => ({
    name,
    scalar,
    index,
  });
  const map = compileRowMapper({
    values: [value('id', 0), value('ti"tle', 1, scalars.String)],
    objects: [
      {
        name: 'tenant',
        shape: {
          values: [value('id', 2)],
          objects: [{ name: 'user', shape: { values: [value('id', 3)], objects: [], keyIndex: 3 } }],
          keyIndex: 2,
        },
      },
    ],
    keyIndex: 0,
  });
  expect(map([])).toEqual([]);
  expect(
    map([
      ['7', '</script>`\\"', '3', '9'],
      ['8', null, '3', null],
      ['9', '', null, null],
    ]),
  ).toEqual([
    { id: 7, 'ti"tle': '</script>`\\"', tenant: { id: 3, user: { id: 9 } } },
    { id: 8, 'ti"tle': null, tenant: { id: 3, user: null } },
    { id: 9, 'ti"tle': '', tenant: null },
  ]);
});

describe('a value', () => {
  it.each<[keyof typeof scalars, string, unknown]>([
    ['Int', '-42', -42],
    ['Float', '1e+21', 1e21],
    ['Float', 'NaN', Number.NaN],
    ['Float', '-Infinity', Number.NEGATIVE_INFINITY],
    ['Boolean', 't', true],
    ['Boolean', 'f', false],
    ['String', 't', 't'],
    ['BigInt', '9007199254740993', '9007199254740993'],
    ['Decimal', '0.10', '0.10'],
    ['Date', '2026-01-31', '2026-01-31'],
    ['Time', '09:30:00', '09:30:00'],
    ['ID', '0b9f6f4c-53a5-4e0e-8c1c-1f1d6a1b2c3d', '0b9f6f4c-53a5-4e0e-8c1c-1f1d6a1b2c3d'],
    ['Enum', 'calm', 'calm'],
    ['JSON', '{"a": [1, null]}', { a: [1, null] }],
    ['JSON', 'null', null],
  ])('%s %s', (scalar, text, value) => {
    expect(decode(scalar, text)).toEqual(value);
    expect(decode(scalar, null)).toBeNull();
  });

  it.each([
    ['2026-01-31 23:30:15+00', '2026-01-31T23:30:15.000Z'],
    ['2026-01-31 23:30:15.2+00', '2026-01-31T23:30:15.200Z'],
    ['2026-01-31 23:30:15.25+00', '2026-01-31T23:30:15.250Z'],
    ['2026-01-31 23:30:15.251+00', '2026-01-31T23:30:15.251Z'],
    ['2026-01-31 23:30:15.2519+00', '2026-01-31T23:30:15.251Z'],
    ['2026-01-31 23:30:15.251999+00', '2026-01-31T23:30:15.251Z'],
    ['2026-02-01 01:30:15+02', '2026-01-31T23:30:15.000Z'],
    ['2026-02-01 05:00:15.5+05:30', '2026-01-31T23:30:15.500Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
    ['12026-01-31 00:00:00+00', '+012026-01-31T00:00:00.000Z'],
    ['12026-01-31 00:00:00.25+00', '+012026-01-31T00:00:00.250Z'],
    ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ])('DateTime %s', (text, moment) => {
    expect(decode('DateTime', text)).toBe(moment);
  });
});
