import { DataTypes, Op, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Count, caseWhen, when } from '../schema/expressions.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { objects, type QuerySet } from './querySet.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', {
  name: DataTypes.STRING,
  n: DataTypes.INTEGER,
  apiToken: DataTypes.STRING,
});
Room.hasMany(Room, { as: 'rooms', foreignKey: 'n' });
Object.assign(Room, { annotations: { total: Count('rooms') } });

describe('a QuerySet', () => {
  it('is all rows of its model', () => {
    const rooms = objects(Room);
    expect(rooms.type).toBe(modelTypeOf(Room as ModelClass));
    expect(rooms.variables).toEqual({});
  });

  it('is narrowed step by step, and says so as plain data', () => {
    const rooms = objects(Room)
      .where({ name: 'a' })
      .where({ n: { [Op.gt]: 1 } })
      .where({ total: 2 } as never)
      .orderBy('-n', 'total')
      .limit(10)
      .offset(20);
    expect(rooms.variables).toEqual({
      where: { and: [{ name: { eq: 'a' } }, { n: { gt: 1 } }, { total: { eq: 2 } }] },
      orderBy: [
        { field: 'n', direction: 'DESC' },
        { field: 'total', direction: 'ASC' },
      ],
      limit: 10,
      offset: 20,
    });
    expect(JSON.parse(JSON.stringify(rooms.variables))).toEqual(rooms.variables);
  });

  it('never changes', () => {
    const rooms = objects(Room).where({ name: 'a' }).orderBy('n').limit(1);
    const before = structuredClone(rooms.variables);
    const others: QuerySet[] = [
      rooms.where({ n: 1 }),
      rooms.orderBy('name'),
      rooms.limit(2),
      rooms.offset(1),
      rooms.annotate({ other: Count('rooms') }),
    ];
    expect(rooms.variables).toEqual(before);
    expect(new Set([rooms, ...others]).size).toBe(6);
    expect(others.map(({ variables }) => variables.where)).toEqual([
      { and: [{ name: { eq: 'a' } }, { n: { eq: 1 } }] },
      ...Array(4).fill(before.where),
    ]);
    expect(rooms.type.fields.has('other')).toBe(false);
  });

  it('keeps the last order and the last limit', () => {
    const rooms = objects(Room).orderBy('n').orderBy('-name').limit(5).limit(0);
    expect(rooms.variables).toEqual({ orderBy: [{ field: 'name', direction: 'DESC' }], limit: 0 });
    expect(rooms.orderBy().variables.orderBy).toEqual([]);
  });

  it('may be annotated, then narrowed and ordered by that', () => {
    const rooms = objects(Room)
      .annotate({ big: caseWhen([when({ n: { [Op.gt]: 9 } }, true)], { otherwise: false }) })
      .annotate({ inner: Count('rooms', { where: { name: 'x' } }) })
      .where({ big: true, inner: { [Op.lt]: 3 } } as never)
      .orderBy('-inner', 'n');
    expect(rooms.variables).toEqual({
      annotate: [
        {
          name: 'big',
          expression: {
            case: { branches: [{ where: { n: { gt: 9 } }, gives: { value: true } }], otherwise: { value: false } },
          },
        },
        { name: 'inner', expression: { count: { rooms: { where: { name: { eq: 'x' } } } } } },
      ],
      where: { and: [{ annotation: { name: 'big', eq: true } }, { annotation: { name: 'inner', lt: 3 } }] },
      orderBy: [
        { annotation: 'inner', direction: 'DESC' },
        { field: 'n', direction: 'ASC' },
      ],
    });
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('takes no limit or offset of %s', (rows) => {
    const message = (name: string) => new TypeError(`${name} must be a whole number from 0, but got: ${rows}.`);
    expect(() => objects(Room).limit(rows as number)).toThrow(message('limit'));
    expect(() => objects(Room).offset(rows as number)).toThrow(message('offset'));
  });

  it.each([
    [
      'an unknown order',
      () => objects(Room).orderBy('-nam'),
      'LG3001: Room cannot be filtered or sorted by "nam". Did you mean "name"?',
    ],
    [
      'an order by what is private',
      () => objects(Room).orderBy('apiToken'),
      'LG3001: Room cannot be filtered or sorted by "apiToken". It has id, name, n, total, roomsCount.',
    ],
    [
      'an order by an association',
      () => objects(Room).orderBy('rooms'),
      'LG3001: Room cannot be filtered or sorted by "rooms". It has id, name, n, total, roomsCount.',
    ],
    [
      'SQL as an order',
      () => objects(Room).orderBy('n; DROP'),
      'LG3001: Room cannot be filtered or sorted by "n; DROP". It has id, name, n, total, roomsCount.',
    ],
    [
      'an annotation by a name that is taken',
      () => objects(Room).annotate({ total: Count('rooms') }),
      'LG2004: The model Room declares "total" twice, as attribute, association, annotation or computed member. Rename one of them.',
    ],
    [
      'the same annotation twice',
      () =>
        objects(Room)
          .annotate({ more: Count('rooms') })
          .annotate({ more: Count('rooms') }),
      'LG3006: The annotations of Room must have names of their own.',
    ],
    [
      'an annotation of values of two kinds',
      () =>
        objects(Room).annotate({
          odd: caseWhen([when<number | string>({ n: 1 }, 1), when<number | string>({ n: 2 }, 'two')]),
        }),
      'LG2003: An expression of Room must give values of one kind, but gives: [1,"two",null].',
    ],
  ])('refuses %s', (_, build, message) => {
    expect(build).toThrow(expect.objectContaining({ message }));
  });
});
