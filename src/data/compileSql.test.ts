import { DataTypes, Op, Sequelize, type WhereOptions } from 'sequelize';
import { describe, expect, it } from 'vitest';
import {
  Avg,
  Coalesce,
  Concat,
  Count,
  caseWhen,
  Exists,
  type Expression,
  type ExpressionNode,
  F,
  Max,
  Min,
  readExpression,
  Sum,
  when,
} from '../schema/expressions.ts';
import { annotatedType, type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { readWhere, type Where } from '../schema/where.ts';
import { compileOrder, type OrderBy } from './compileOrder.ts';
import { compileExpression, compileWhere } from './compileSql.ts';
import { columnSql, quote, SqlScope } from './sql.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
const paranoid = { timestamps: true, paranoid: true, createdAt: false, updatedAt: false } as const;
const Room = sequelize.define('Room', {
  n: DataTypes.INTEGER,
  text: { type: DataTypes.STRING, field: 'text_of "it"' },
  big: DataTypes.BIGINT,
  price: DataTypes.DECIMAL,
  flag: DataTypes.BOOLEAN,
  mood: DataTypes.ENUM('calm', 'loud'),
  extra: DataTypes.JSON,
  parentId: { type: DataTypes.INTEGER, field: 'parent' },
});
const Guest = sequelize.define(
  'Guest',
  { name: DataTypes.STRING, roomId: DataTypes.INTEGER },
  { ...paranoid, schema: 'hotel' },
);
const Scoped = sequelize.define('Scoped', { roomId: DataTypes.INTEGER }, { defaultScope: { where: { id: 1 } } });
Room.belongsTo(Room, { as: 'parent', foreignKey: 'parentId' });
Room.hasMany(Room, { as: 'children', foreignKey: 'parentId' });
Room.hasOne(Guest, { as: 'owner', foreignKey: 'roomId' });
Room.belongsToMany(Guest, { as: 'guests', through: 'Stay', foreignKey: 'roomId', otherKey: 'guestId' });
Room.hasMany(Scoped, { as: 'scoped', foreignKey: 'roomId' });
Room.hasMany(Guest, { as: 'named', foreignKey: 'roomId', scope: { name: 'x' } });
Object.assign(Room, {
  annotations: { rank: caseWhen([when({ n: 1 }, 'low')], { otherwise: 'high' }), total: Count('children') },
});
const type = modelTypeOf(Room as ModelClass);

/** A statement that calls the rooms "Room" and has bound a value already. */
function begun(): SqlScope {
  const scope = new SqlScope(null, ['before']);
  scope.alias('Room');
  return scope;
}

function sqlOf(where: Where, of = type): [string, unknown[]] {
  const scope = begun();
  return [compileWhere(of, where, 'Room', scope), scope.values.slice(1)];
}

describe('the SQL of a condition', () => {
  it.each<[Where, string, unknown[]]>([
    [{}, 'TRUE', []],
    [{ and: [] }, 'TRUE', []],
    [{ or: [] }, 'FALSE', []],
    [{ not: { and: [] } }, 'NOT (TRUE)', []],
    [{ n: { eq: 5 } }, '"Room"."n" = $2::int4', [5]],
    [{ n: { eq: null } }, '"Room"."n" IS NULL', []],
    [{ n: { ne: 5 } }, '"Room"."n" <> $2::int4', [5]],
    [{ n: { ne: null } }, '"Room"."n" IS NOT NULL', []],
    [{ n: { in: [1, 2] } }, '"Room"."n" = ANY($2::int4[])', [[1, 2]]],
    [{ n: { notIn: [1, 2] } }, '"Room"."n" <> ALL($2::int4[])', [[1, 2]]],
    [{ n: { gt: 1, lte: 5 } }, '("Room"."n" > $2::int4 AND "Room"."n" <= $3::int4)', [1, 5]],
    [{ n: { gte: 1 } }, '"Room"."n" >= $2::int4', [1]],
    [{ n: { lt: 1 } }, '"Room"."n" < $2::int4', [1]],
    [{ n: { gt: undefined } }, 'TRUE', []],
    [{ n: { isNull: true } }, '"Room"."n" IS NULL', []],
    [{ n: { isNull: false } }, '"Room"."n" IS NOT NULL', []],
    [{ big: { eq: '9007199254740993' } }, '"Room"."big" = $2::int8', ['9007199254740993']],
    [{ flag: { eq: false } }, '"Room"."flag" = $2::bool', [false]],
    [{ mood: { eq: 'calm' } }, '"Room"."mood" = $2', ['calm']],
    [{ mood: { in: ['calm'] } }, '"Room"."mood" = ANY($2)', [['calm']]],
    [{ text: { like: 'a%' } }, '"Room"."text_of ""it""" LIKE $2::text', ['a%']],
    [{ text: { iLike: 'a%' } }, '"Room"."text_of ""it""" ILIKE $2::text', ['a%']],
    [{ text: { contains: '50%_\\' } }, '"Room"."text_of ""it""" LIKE $2::text', ['%50\\%\\_\\\\%']],
    [{ text: { startsWith: 'a%' } }, '"Room"."text_of ""it""" LIKE $2::text', ['a\\%%']],
    [{ text: { endsWith: 'a_' } }, '"Room"."text_of ""it""" LIKE $2::text', ['%a\\_']],
    [{ n: { eq: 1 }, flag: { eq: true } }, '("Room"."n" = $2::int4 AND "Room"."flag" = $3::bool)', [1, true]],
    [
      { or: [{ n: { eq: 1 } }, { not: { and: [{ n: { eq: 2 } }, { flag: { eq: true } }] } }] },
      '("Room"."n" = $2::int4 OR NOT (("Room"."n" = $3::int4 AND "Room"."flag" = $4::bool)))',
      [1, 2, true],
    ],
    [{ except: { n: { eq: 5 } } }, '(("Room"."n" = $2::int4) IS NOT TRUE)', [5]],
    [{ parent: {} }, 'EXISTS (SELECT 1 FROM "Rooms" AS "parent" WHERE "parent"."id" = "Room"."parent")', []],
    [
      { parent: { parent: { n: { eq: 5 } } } },
      'EXISTS (SELECT 1 FROM "Rooms" AS "parent" WHERE "parent"."id" = "Room"."parent" AND EXISTS (SELECT 1 FROM "Rooms" AS "parent 2" WHERE "parent 2"."id" = "parent"."parent" AND "parent 2"."n" = $2::int4))',
      [5],
    ],
    [
      { owner: { name: { eq: 'Ann' } } },
      'EXISTS (SELECT 1 FROM "hotel"."Guests" AS "owner" WHERE "owner"."roomId" = "Room"."id" AND ("owner"."deletedAt" IS NULL) AND ("owner"."id") = (SELECT "first owner"."id" FROM "hotel"."Guests" AS "first owner" WHERE "first owner"."roomId" = "Room"."id" AND ("first owner"."deletedAt" IS NULL) ORDER BY "first owner"."id" LIMIT 1) AND "owner"."name" = $2::text)',
      ['Ann'],
    ],
    [
      { children: { some: { n: { eq: 5 } }, none: { n: { eq: 6 } } } },
      '(EXISTS (SELECT 1 FROM "Rooms" AS "children" WHERE "children"."parent" = "Room"."id" AND "children"."n" = $2::int4) AND NOT EXISTS (SELECT 1 FROM "Rooms" AS "children 2" WHERE "children 2"."parent" = "Room"."id" AND "children 2"."n" = $3::int4))',
      [5, 6],
    ],
    [
      { children: { every: { n: { eq: 5 } } } },
      '(NOT EXISTS (SELECT 1 FROM "Rooms" AS "children" WHERE "children"."parent" = "Room"."id" AND (("children"."n" = $2::int4) IS NOT TRUE)))',
      [5],
    ],
    [{ children: { some: null } }, 'TRUE', []],
    [
      { guests: { some: {} } },
      '(EXISTS (SELECT 1 FROM "hotel"."Guests" AS "guests" INNER JOIN "Stay" AS "guests through" ON "guests through"."guestId" = "guests"."id" WHERE "guests through"."roomId" = "Room"."id" AND ("guests"."deletedAt" IS NULL)))',
      [],
    ],
    [
      { scoped: { none: {} } },
      '(NOT EXISTS (SELECT 1 FROM "Scopeds" AS "scoped" WHERE "scoped"."roomId" = "Room"."id" AND ("scoped"."id" = 1)))',
      [],
    ],
    [{ or: undefined, not: null, and: null } as never, '(TRUE AND TRUE AND TRUE)', []],
    [
      { rank: { eq: 'low' } },
      'CASE WHEN "Room"."n" = $2::int4 THEN $3::text ELSE $4::text END = $5::text',
      [1, 'low', 'high', 'low'],
    ],
  ])('%j', (where, text, values) => {
    expect(sqlOf(where)).toEqual([text, values]);
  });

  it('has no value in it, whatever the value', () => {
    const texts = ['a', "'; DROP TABLE x; --", '$1', '"', ''].map((text) => sqlOf({ text: { eq: text } })[0]);
    expect(new Set(texts).size).toBe(1);
    const lists = [[], [1], [1, 2, 3]].map((n) => sqlOf({ n: { in: n } })[0]);
    expect(new Set(lists).size).toBe(1);
  });

  it('compares an annotation of the QuerySet', () => {
    const annotated = annotatedType(type, {
      cheap: { case: { branches: [{ where: { n: { lt: 3 } }, gives: { value: true } }] } },
    });
    expect(sqlOf({ annotation: { name: 'cheap', eq: true } }, annotated)).toEqual([
      'CASE WHEN "Room"."n" < $2::int4 THEN $3::bool ELSE NULL END = $4::bool',
      [3, true, true],
    ]);
  });

  it.each(['in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'like', 'iLike', 'contains', 'startsWith', 'endsWith', 'isNull'])(
    'refuses null for %s',
    (operator) => {
      expect(() => sqlOf({ text: { [operator]: null } })).toThrow(
        expect.objectContaining({
          status: 400,
          message: `LG3003: The condition "${operator}" on "Room.text" takes a value, but got null. Ask for missing values with "isNull".`,
        }),
      );
    },
  );
});

describe('the SQL of an expression', () => {
  const compiled = (node: ExpressionNode, of = type) => {
    const scope = new SqlScope();
    const text = compileExpression(of, node, scope.alias('Room'), scope);
    return [text, scope.values];
  };
  const sql = (expression: Expression, ofRows = false) => compiled(readExpression(type, expression, ofRows));
  const children = 'FROM "Rooms" AS "counted children" WHERE "counted children"."parent" = "Room"."id"';

  it.each<[string, Expression, string, unknown[]]>([
    ['a field', F('text'), '"Room"."text_of ""it"""', []],
    [
      'an annotation of the model',
      F('rank'),
      'CASE WHEN "Room"."n" = $1::int4 THEN $2::text ELSE $3::text END',
      [1, 'low', 'high'],
    ],
    [
      'a path',
      F('parent.parent.text'),
      '(SELECT (SELECT "parent 2"."text_of ""it""" FROM "Rooms" AS "parent 2" WHERE "parent 2"."id" = "parent"."parent") FROM "Rooms" AS "parent" WHERE "parent"."id" = "Room"."parent")',
      [],
    ],
    [
      'a path to what only one may be, and may be several',
      F('owner.name'),
      '(SELECT "owner"."name" FROM "hotel"."Guests" AS "owner" WHERE "owner"."roomId" = "Room"."id" AND ("owner"."deletedAt" IS NULL) ORDER BY "owner"."id" LIMIT 1)',
      [],
    ],
    [
      'a case of fractions',
      caseWhen([when({ n: 1 }, 0), when({ n: [2, 3], flag: true }, 1.5)], { otherwise: 9 }),
      'CASE WHEN "Room"."n" = $1::int4 THEN $2::float8 WHEN ("Room"."n" = ANY($3::int4[]) AND "Room"."flag" = $4::bool) THEN $5::float8 ELSE $6::float8 END',
      [1, '0', [2, 3], true, '1.5', '9'],
    ],
    ['a case of nothing else', caseWhen([when({}, 'all')]), 'CASE WHEN TRUE THEN $1::text ELSE NULL END', ['all']],
    [
      'a case of nothing',
      caseWhen([when({ n: 1 }, null)]),
      'CASE WHEN "Room"."n" = $1::int4 THEN NULL ELSE NULL END',
      [1],
    ],
    [
      'a case of fields',
      caseWhen([when({ flag: true }, F('n'))], { otherwise: F('big') }),
      'CASE WHEN "Room"."flag" = $1::bool THEN "Room"."n" ELSE "Room"."big" END',
      [true],
    ],
    [
      'the first that is there',
      Coalesce(F('price'), F('n'), 0),
      'COALESCE("Room"."price", "Room"."n", $1::numeric)',
      ['0'],
    ],
    [
      'texts together',
      Concat(F('text'), ', ', F('n')),
      'concat("Room"."text_of ""it""", $1::text, "Room"."n")',
      [', '],
    ],
    ['a sum of two', F('n').plus(1), '("Room"."n"::int4 + $1::int4::int4)', ['1']],
    ['a difference', F('price').minus(F('n')), '("Room"."price"::numeric - "Room"."n"::numeric)', []],
    ['a product', F('big').times(2.5), '("Room"."big"::float8 * $1::float8::float8)', ['2.5']],
    ['a quotient', F('n').dividedBy(F('big')), '("Room"."n"::float8 / NULLIF("Room"."big"::float8, 0))', []],
    ['a count', Count('children'), `(SELECT count(*)::int4 ${children})`, []],
    [
      'a count of what a condition on a count leaves',
      Count('children', { where: { total: { [Op.gt]: 2 }, flag: null } }),
      `(SELECT count(*)::int4 ${children} AND ((SELECT count(*)::int4 FROM "Rooms" AS "counted children 2" WHERE "counted children 2"."parent" = "counted children"."id") > $1::int4 AND "counted children"."flag" IS NULL))`,
      [2],
    ],
    [
      'a count of different values',
      Count('children.n', { distinct: true }),
      `(SELECT count(DISTINCT "counted children"."n")::int4 ${children})`,
      [],
    ],
    [
      'a count over a link',
      Count('guests', { where: { name: 'Ann' } }),
      '(SELECT count(*)::int4 FROM "hotel"."Guests" AS "counted guests" INNER JOIN "Stay" AS "counted guests through" ON "counted guests through"."guestId" = "counted guests"."id" WHERE "counted guests through"."roomId" = "Room"."id" AND ("counted guests"."deletedAt" IS NULL) AND "counted guests"."name" = $1::text)',
      ['Ann'],
    ],
    [
      'a count of rows with a default scope',
      Count('scoped'),
      '(SELECT count(*)::int4 FROM "Scopeds" AS "counted scoped" WHERE "counted scoped"."roomId" = "Room"."id" AND ("counted scoped"."id" = 1))',
      [],
    ],
    [
      'a count of rows that the association narrows',
      Count('named'),
      `(SELECT count(*)::int4 FROM "hotel"."Guests" AS "counted named" WHERE "counted named"."roomId" = "Room"."id" AND ("counted named"."name" = 'x') AND ("counted named"."deletedAt" IS NULL))`,
      [],
    ],
    ['a sum of whole numbers', Sum('children.n'), `(SELECT sum("counted children"."n")::float8 ${children})`, []],
    ['a sum of decimals', Sum('children.price'), `(SELECT sum("counted children"."price")::numeric ${children})`, []],
    ['a mean', Avg('children.big'), `(SELECT avg("counted children"."big")::numeric ${children})`, []],
    ['the least', Min('children.text'), `(SELECT min("counted children"."text_of ""it""") ${children})`, []],
    ['the least of truths', Min('children.flag'), `(SELECT bool_and("counted children"."flag") ${children})`, []],
    ['the greatest of truths', Max('children.flag'), `(SELECT bool_or("counted children"."flag") ${children})`, []],
    [
      'the greatest over a path',
      Max('children.parent.n'),
      `(SELECT max((SELECT "parent"."n" FROM "Rooms" AS "parent" WHERE "parent"."id" = "counted children"."parent")) ${children})`,
      [],
    ],
    [
      'whether there is any',
      Exists('children', { where: { n: 1 } }),
      `EXISTS (SELECT 1 ${children} AND "counted children"."n" = $1::int4)`,
      [1],
    ],
  ])('%s', (_, expression, text, values) => {
    expect(sql(expression)).toEqual([text, values]);
  });

  it.each<[string, Expression, string, unknown[]]>([
    ['how many', Count(), 'count(*)::int4', []],
    [
      'how many of them',
      Count(undefined, { where: { n: 1 } }),
      'count(*) FILTER (WHERE "Room"."n" = $1::int4)::int4',
      [1],
    ],
    ['their sum', Sum('n', { distinct: true }), 'sum(DISTINCT "Room"."n")::float8', []],
    ['the sum of what is computed', Sum(F('n').times(2)), 'sum(("Room"."n"::int4 * $1::int4::int4))::float8', ['2']],
    ['the sum of counts', Sum('total'), `sum((SELECT count(*)::int4 ${children}))::float8`, []],
  ])('of rows together: %s', (_, expression, text, values) => {
    expect(sql(expression, true)).toEqual([text, values]);
  });

  it.each<[string, () => Expression, string]>([
    [
      'an unknown association',
      () => Count('kids'),
      'LG2007: An annotation of Room takes the count of "kids", which is no association of many rows. Name one, such as "leases" or "leases.rent"; aggregate(…) takes the rows of a QuerySet together.',
    ],
    [
      'a parent',
      () => Count('parent'),
      'LG2007: An annotation of Room takes the count of "parent", of which there is one at most. Name a field of it: F("parent.…").',
    ],
    [
      'rows without a field',
      () => Sum('children'),
      'LG2007: An annotation of Room takes the sum of "children", but not of which field. Name it: "children.…".',
    ],
    [
      'its own rows',
      () => Sum('n'),
      'LG2007: An annotation of Room takes the sum of "n", which is no association of many rows. Name one, such as "leases" or "leases.rent"; aggregate(…) takes the rows of a QuerySet together.',
    ],
    [
      'a field of many',
      () => F('children.n'),
      'LG2007: An expression of Room leads over "children", of which a row has many. Say which of their values is meant: Count("children"), or Sum, Avg, Min, Max of "children.…".',
    ],
    ['an unknown field', () => F('m'), 'LG3001: Room cannot be filtered or sorted by "m". Did you mean "n"?'],
    [
      'a sum of texts',
      () => Sum('children.text'),
      'LG2003: An expression of Room takes "sum" of String, which is no number.',
    ],
    [
      'texts added',
      () => F('text').plus(1),
      'LG2003: An expression of Room takes "add" of String, which is no number.',
    ],
    [
      'an enum multiplied',
      () => F('mood').times(2),
      'LG2003: An expression of Room takes "multiply" of an enum, which is no number.',
    ],
    ['null added', () => F('n').plus(null), 'LG2003: An expression of Room takes "add" of Value, which is no number.'],
    [
      'one of a text and a number',
      () => Coalesce(F('text'), 1),
      'LG2003: An expression of Room must give values of one kind, but gives: [{"field":"text"},1].',
    ],
  ])('refuses %s', (_, expression, message) => {
    expect(() => annotatedType(type, { odd: readExpression(type, expression()) })).toThrow(
      expect.objectContaining({ message }),
    );
  });

  it.each<[string, ExpressionNode, string]>([
    ['nothing', {}, 'nothing'],
    ['null', { field: null }, 'field'],
    ['two things', { field: 'n', value: 1 }, 'field, value'],
    ['two aggregates of one kind', { count: { children: {}, guests: {} } }, 'children, guests'],
    ['an aggregate of nothing', { count: {} }, 'nothing'],
    ['an aggregate of null', { count: { children: null } }, 'children'],
    ['two associations', { related: { parent: { field: 'n' }, owner: { field: 'name' } } }, 'parent, owner'],
  ])('is exactly one thing, not %s', (_, node, names) => {
    expect(() => compiled(node)).toThrow(
      expect.objectContaining({
        status: 400,
        message: `LG3006: An expression of Room must be exactly one thing, but is ${names}.`,
      }),
    );
  });

  it('looks up the names that a client gives', () => {
    for (const node of [{ field: 'passwordHash' }, { count: { kids: {} } }, { related: { kids: { field: 'n' } } }])
      expect(() => compiled(node)).toThrow(expect.objectContaining({ code: 'LG3001' }));
  });
});

describe('the SQL of an order', () => {
  const order = (orderBy: OrderBy[]) => {
    const scope = new SqlScope();
    return compileOrder(type, orderBy, scope.alias('Room'), scope);
  };

  it.each<[OrderBy[], string]>([
    [[], '"Room"."id"'],
    [[{ field: 'n', direction: 'ASC' }], '"Room"."n", "Room"."id"'],
    [
      [
        { field: 'text', direction: 'DESC' },
        { field: 'n', direction: 'ASC' },
      ],
      '"Room"."text_of ""it""" DESC, "Room"."n", "Room"."id"',
    ],
    [[{ field: 'id', direction: 'DESC' }], '"Room"."id" DESC'],
    [
      [{ field: 'rank', direction: 'ASC' }],
      'CASE WHEN "Room"."n" = $1::int4 THEN $2::text ELSE $3::text END, "Room"."id"',
    ],
    [
      [{ field: null, annotation: 'rank', direction: 'DESC' }],
      'CASE WHEN "Room"."n" = $1::int4 THEN $2::text ELSE $3::text END DESC, "Room"."id"',
    ],
    [[{ field: 'n', direction: 'DESC', nulls: 'LAST' }], '"Room"."n" DESC NULLS LAST, "Room"."id"'],
    [[{ field: 'n', direction: 'ASC', nulls: 'FIRST' }], '"Room"."n" NULLS FIRST, "Room"."id"'],
    [
      [{ expression: { related: { parent: { field: 'n' } } }, direction: 'DESC' }],
      '(SELECT "parent"."n" FROM "Rooms" AS "parent" WHERE "parent"."id" = "Room"."parent") DESC, "Room"."id"',
    ],
  ])('%j', (orderBy, text) => {
    expect(order(orderBy)).toBe(text);
  });

  it.each<[OrderBy, string]>([
    [
      { direction: 'ASC' },
      'LG3005: An order of Room names nothing to sort by. Give one of "field", "annotation" and "expression".',
    ],
    [
      { field: 'n', annotation: 'n', direction: 'ASC' },
      'LG3005: An order of Room names several things to sort by. Give one of "field", "annotation" and "expression".',
    ],
    [
      { field: 'n', expression: { field: 'n' }, direction: 'ASC' },
      'LG3005: An order of Room names several things to sort by. Give one of "field", "annotation" and "expression".',
    ],
  ])('refuses %j', (orderBy, message) => {
    expect(() => order([orderBy])).toThrow(expect.objectContaining({ message, status: 400 }));
  });
});

it('what is read from Sequelize is what is compiled', () => {
  const where = { [Op.or]: [{ n: { [Op.not]: null } }, { flag: { [Op.not]: true } }] } as WhereOptions;
  expect(sqlOf(readWhere(type, where))[0]).toBe(
    '("Room"."n" IS NOT NULL OR ("Room"."flag" <> $2::bool OR "Room"."flag" IS NULL))',
  );
});

it('names of tables are unique in a statement, and as short as PostgreSQL needs', () => {
  const scope = new SqlScope();
  const long = 'a'.repeat(70);
  expect([scope.alias('Room'), scope.alias('Room'), scope.alias('Room')]).toEqual(['Room', 'Room 2', 'Room 3']);
  const aliases = [scope.alias(long), scope.alias(`${long}b`)];
  expect(new Set(aliases).size).toBe(2);
  for (const alias of aliases) expect(Buffer.byteLength(alias)).toBeLessThanOrEqual(63);
  expect(Buffer.byteLength(scope.alias('ß'.repeat(40)))).toBeLessThanOrEqual(63);
  const copy = scope.copy(null);
  expect([copy.alias('Room'), scope.alias('Room')]).toEqual(['Room 4', 'Room 4']);
});

it('names are quoted', () => {
  expect(quote('a"b')).toBe('"a""b"');
  expect(columnSql(Room as ModelClass, 'parentId', 'tenant->room')).toBe('"tenant->room"."parent"');
});
