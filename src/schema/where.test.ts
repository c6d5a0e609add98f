import { DataTypes, fn, literal, Op, Sequelize, type WhereOptions } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Count, caseWhen, when } from './expressions.ts';
import { annotatedType, type ModelClass, modelTypeOf } from './modelType.ts';
import { filterableField, readWhere } from './where.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', {
  n: DataTypes.INTEGER,
  big: DataTypes.BIGINT,
  text: DataTypes.STRING,
  flag: DataTypes.BOOLEAN,
  at: DataTypes.DATE,
  day: DataTypes.DATEONLY,
  key: DataTypes.UUID,
  mood: DataTypes.ENUM('calm', 'loud'),
  extra: DataTypes.JSONB,
  passwordHash: DataTypes.STRING,
}) as ModelClass;
Room.hasMany(Room, { as: 'rooms', foreignKey: 'n' });
Room.annotations = { rank: caseWhen([when({ text: 'a' }, 1)], { otherwise: 2 }), total: Count('rooms') };
const type = modelTypeOf(Room);

describe('conditions in the syntax of Sequelize', () => {
  it.each<[string, WhereOptions, object]>([
    ['nothing', {}, { and: [] }],
    ['a value', { n: 5 }, { n: { eq: 5 } }],
    ['two values', { n: 5, text: 'a' }, { and: [{ n: { eq: 5 } }, { text: { eq: 'a' } }] }],
    ['null', { n: null }, { n: { isNull: true } }],
    ['a list', { n: [1, 2] }, { n: { in: [1, 2] } }],
    ['an empty list', { n: [] }, { n: { in: [] } }],
    ['a boolean', { flag: false }, { flag: { eq: false } }],
    ['a moment', { at: new Date('2026-01-31T09:30:00Z') }, { at: { eq: '2026-01-31T09:30:00.000Z' } }],
    ['a moment for a day', { day: new Date('2026-01-31T23:30:00Z') }, { day: { eq: '2026-01-31' } }],
    ['a big integer', { big: 12345678901234567890n }, { big: { eq: '12345678901234567890' } }],
    ['an annotation', { rank: 1, total: { [Op.gt]: 0 } }, { and: [{ rank: { eq: 1 } }, { total: { gt: 0 } }] }],
    ['eq', { n: { [Op.eq]: 5 } }, { n: { eq: 5 } }],
    ['eq null', { n: { [Op.eq]: null } }, { n: { isNull: true } }],
    ['ne', { n: { [Op.ne]: 5 } }, { n: { ne: 5 } }],
    ['ne null', { n: { [Op.ne]: null } }, { n: { isNull: false } }],
    ['is null', { n: { [Op.is]: null } }, { n: { isNull: true } }],
    ['not null', { n: { [Op.not]: null } }, { n: { isNull: false } }],
    ['not a value', { n: { [Op.not]: 5 } }, { n: { ne: 5 } }],
    ['not true', { flag: { [Op.not]: true } }, { or: [{ flag: { ne: true } }, { flag: { isNull: true } }] }],
    ['not a list', { n: { [Op.not]: [1, 2] } }, { not: { n: { in: [1, 2] } } }],
    ['not a condition', { n: { [Op.not]: { [Op.gt]: 5 } } }, { not: { n: { gt: 5 } } }],
    ['in', { n: { [Op.in]: [1, 2] } }, { n: { in: [1, 2] } }],
    ['not in', { n: { [Op.notIn]: [1, 2] } }, { n: { notIn: [1, 2] } }],
    ['lt, lte', { n: { [Op.lt]: 1, [Op.lte]: 2 } }, { and: [{ n: { lt: 1 } }, { n: { lte: 2 } }] }],
    ['gt, gte', { n: { [Op.gt]: 1, [Op.gte]: 2 } }, { and: [{ n: { gt: 1 } }, { n: { gte: 2 } }] }],
    ['between', { n: { [Op.between]: [1, 5] } }, { n: { gte: 1, lte: 5 } }],
    ['not between', { n: { [Op.notBetween]: [1, 5] } }, { not: { n: { gte: 1, lte: 5 } } }],
    ['like', { text: { [Op.like]: 'a%' } }, { text: { like: 'a%' } }],
    ['not like', { text: { [Op.notLike]: 'a%' } }, { not: { text: { like: 'a%' } } }],
    ['iLike', { text: { [Op.iLike]: 'a%' } }, { text: { iLike: 'a%' } }],
    ['not iLike', { text: { [Op.notILike]: 'a%' } }, { not: { text: { iLike: 'a%' } } }],
    ['substring', { text: { [Op.substring]: 'a_' } }, { text: { contains: 'a_' } }],
    ['startsWith', { text: { [Op.startsWith]: 'a' } }, { text: { startsWith: 'a' } }],
    ['endsWith', { text: { [Op.endsWith]: 'a' } }, { text: { endsWith: 'a' } }],
    [
      'alternatives',
      { n: { [Op.or]: [1, null, { [Op.gt]: 5 }] } },
      { or: [{ n: { eq: 1 } }, { n: { isNull: true } }, { n: { gt: 5 } }] },
    ],
    [
      'alternatives by operator',
      { n: { [Op.or]: { [Op.lt]: 1, [Op.gt]: 5 } } },
      { or: [{ n: { lt: 1 } }, { n: { gt: 5 } }] },
    ],
    [
      'both of a list',
      { n: { [Op.and]: [{ [Op.gt]: 1 }, { [Op.lt]: 5 }] } },
      { and: [{ n: { gt: 1 } }, { n: { lt: 5 } }] },
    ],
    [
      'both by operator',
      { n: { [Op.and]: { [Op.gt]: 1, [Op.lt]: 5 } } },
      { and: [{ n: { gt: 1 } }, { n: { lt: 5 } }] },
    ],
    ['or', { [Op.or]: [{ n: 1 }, { text: 'a' }] }, { or: [{ n: { eq: 1 } }, { text: { eq: 'a' } }] }],
    ['or of an object', { [Op.or]: { n: 1, text: 'a' } }, { or: [{ n: { eq: 1 } }, { text: { eq: 'a' } }] }],
    ['and', { [Op.and]: [{ n: 1 }, { n: 2 }] }, { and: [{ n: { eq: 1 } }, { n: { eq: 2 } }] }],
    ['not', { [Op.not]: { n: 1, text: 'a' } }, { not: { and: [{ n: { eq: 1 } }, { text: { eq: 'a' } }] } }],
    ['not of a list', { [Op.not]: [{ n: 1 }] }, { not: { and: [{ n: { eq: 1 } }] } }],
    [
      'or in and in not',
      { text: 'a', [Op.not]: { [Op.and]: [{ [Op.or]: [{ n: 1 }, { n: 2 }] }, { flag: true }] } },
      {
        and: [
          { text: { eq: 'a' } },
          { not: { and: [{ and: [{ or: [{ n: { eq: 1 } }, { n: { eq: 2 } }] }, { flag: { eq: true } }] }] } },
        ],
      },
    ],
    ['or with an empty condition', { [Op.or]: [{}, { [Op.and]: [{}] }, { n: 1 }] }, { or: [{ n: { eq: 1 } }] }],
    ['or of nothing', { [Op.or]: [{}] }, { or: [] }],
    ['an object without a prototype', Object.assign(Object.create(null), { n: 1 }), { n: { eq: 1 } }],
  ])('%s', (_, where, read) => {
    expect(readWhere(type, where)).toEqual(read);
  });

  it('name an annotation of the QuerySet as GraphQL does', () => {
    const annotated = annotatedType(type, { late: { count: { rooms: {} } } });
    expect(readWhere(annotated, { late: { [Op.gt]: 1 } })).toEqual({ annotation: { name: 'late', gt: 1 } });
    expect(readWhere(annotated, { late: { [Op.or]: [1, 2] }, n: 1 })).toEqual({
      and: [
        { or: [{ annotation: { name: 'late', eq: 1 } }, { annotation: { name: 'late', eq: 2 } }] },
        { n: { eq: 1 } },
      ],
    });
  });
});

const fieldsOfRoom = 'id, n, big, text, flag, at, day, key, mood, extra, rank, total, roomsCount';
const operators =
  'Use eq, ne, is, not, in, notIn, lt, lte, gt, gte, between, like, iLike, substring, startsWith, endsWith, and, or; ' +
  'for anything else there is whereSql`…`.';

describe('what is no condition', () => {
  it.each<[string, unknown, string]>([
    ['an unknown name', { txt: 1 }, 'LG3001: Room cannot be filtered or sorted by "txt". Did you mean "text"?'],
    [
      'a name like none',
      { colour: 1 },
      `LG3001: Room cannot be filtered or sorted by "colour". It has ${fieldsOfRoom}.`,
    ],
    [
      'a private name',
      { passwordHash: 'x' },
      `LG3001: Room cannot be filtered or sorted by "passwordHash". It has ${fieldsOfRoom}.`,
    ],
    ['a JSON path', { 'extra.a': 1 }, `LG3001: Room cannot be filtered or sorted by "extra.a". Did you mean "extra"?`],
    [
      'SQL as a name',
      { 'n; DROP TABLE': 1 },
      `LG3001: Room cannot be filtered or sorted by "n; DROP TABLE". It has ${fieldsOfRoom}.`,
    ],
    [
      'a key __proto__',
      JSON.parse('{ "__proto__": { "n": 1 } }'),
      `LG3001: Room cannot be filtered or sorted by "__proto__". It has ${fieldsOfRoom}.`,
    ],
    [
      'a key constructor',
      { constructor: 1 },
      `LG3001: Room cannot be filtered or sorted by "constructor". It has ${fieldsOfRoom}.`,
    ],
    [
      'an own prototype',
      { __proto__: { n: 1 } },
      'LG3002: A condition on Room must be an object of attributes and operators, but got an object of Object.',
    ],
    ['undefined', { n: undefined }, 'LG3002: A condition on "Room.n" takes a whole number, but got undefined.'],
    ['NaN', { n: Number.NaN }, 'LG3002: A condition on "Room.n" takes a whole number, but got NaN.'],
    [
      'Infinity',
      { n: { [Op.lt]: Number.POSITIVE_INFINITY } },
      'LG3002: A condition on "Room.n" takes a whole number, but got Infinity.',
    ],
    ['a function', { n: () => 1 }, 'LG3002: A condition on "Room.n" takes a whole number, but got () => 1.'],
    ['a symbol', { n: Symbol('x') }, 'LG3002: A condition on "Room.n" takes a whole number, but got Symbol(x).'],
    [
      'no date',
      { at: new Date(Number.NaN) },
      'LG3002: A condition on "Room.at" takes a Date, but got an object of Date.',
    ],
    [
      'literal()',
      { n: literal('1') },
      'LG3002: A condition on "Room.n" takes a whole number, but got an object of Literal.',
    ],
    ['fn()', { text: fn('lower', 'A') }, 'LG3002: A condition on "Room.text" takes a text, but got an object of Fn.'],
    [
      'a Buffer',
      { text: Buffer.from('a') },
      'LG3002: A condition on "Room.text" takes a text, but got an object of Buffer.',
    ],
    [
      'an object without operators',
      { n: {} },
      'LG3002: A condition on "Room.n" takes a whole number, but got an object of Object.',
    ],
    [
      'an object of words',
      { n: { gt: 5 } },
      `LG3002: A condition on Room uses gt, which Livegraft does not support. ${operators}`,
    ],
    ['null in a list', { n: [1, null] }, 'LG3002: A condition on "Room.n" takes a whole number, but got null.'],
    ['a value for in', { n: { [Op.in]: 5 } }, 'LG3002: A condition on "Room.n" takes a list here, but got 5.'],
    ['a value for or', { n: { [Op.or]: 5 } }, 'LG3002: A condition on "Room.n" takes a list here, but got 5.'],
    ['null for and', { n: { [Op.and]: null } }, 'LG3002: A condition on "Room.n" takes a list here, but got null.'],
    ['one bound', { n: { [Op.between]: [1] } }, 'LG3002: A condition on "Room.n" takes two bounds here, but got 1.'],
    [
      'three bounds',
      { n: { [Op.notBetween]: [1, 2, 3] } },
      'LG3002: A condition on "Room.n" takes two bounds here, but got 3.',
    ],
    [
      'null to compare with',
      { n: { [Op.gt]: null } },
      'LG3002: A condition on "Room.n" takes a whole number, but got null.',
    ],
    [
      'an operator that is not supported',
      { n: { [Op.overlap]: [1] } },
      `LG3002: A condition on Room uses Symbol(overlap), which Livegraft does not support. ${operators}`,
    ],
    [
      'an operator of no field',
      { [Op.gt]: 1 },
      `LG3002: A condition on Room uses Symbol(gt), which Livegraft does not support. ${operators}`,
    ],
    [
      'like on a number',
      { n: { [Op.like]: '1%' } },
      'LG3002: A condition on "Room.n" uses like, which its type Int does not have. It has eq, ne, in, notIn, isNull, lt, lte, gt, gte.',
    ],
    [
      'less than an enum',
      { mood: { [Op.lt]: 'loud' } },
      'LG3002: A condition on "Room.mood" uses lt, which its type enum does not have. It has eq, ne, in, notIn, isNull.',
    ],
    [
      'a value of JSON',
      { extra: 'x' },
      'LG3002: A condition on "Room.extra" uses eq, which its type JSON does not have. It has isNull.',
    ],
    [
      'a string for or',
      { [Op.or]: 'n = 1' },
      'LG3002: A condition on Room must be an object of attributes and operators, but got "n = 1".',
    ],
    [
      'a list in or',
      { [Op.or]: [[{ n: 1 }]] },
      'LG3002: A condition on Room must be an object of attributes and operators, but got an object of Array.',
    ],
    [
      'SQL',
      literal('1 = 1'),
      'LG3002: A condition on Room must be an object of attributes and operators, but got an object of Literal.',
    ],
    ['text', '1 = 1', 'LG3002: A condition on Room must be an object of attributes and operators, but got "1 = 1".'],
    ['null', null, 'LG3002: A condition on Room must be an object of attributes and operators, but got null.'],
  ])('%s', (_, where, message) => {
    expect(() => readWhere(type, where as WhereOptions)).toThrow(expect.objectContaining({ message }));
  });
});

it('a field to filter and sort by is a column or an annotation', () => {
  expect(filterableField(type, 'n')).toMatchObject({ kind: 'column', name: 'n' });
  expect(filterableField(type, 'rank')).toMatchObject({ kind: 'annotation', name: 'rank' });
  for (const name of ['rooms', 'str', 'passwordHash', 'toString'])
    expect(() => filterableField(type, name)).toThrow('LG3001');
});
