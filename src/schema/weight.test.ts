import { DataTypes, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { F, Sum } from './expressions.ts';
import { type ModelClass, modelTypeOf } from './modelType.ts';
import { weightOfArguments, weightOfField } from './weight.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false });
const House = sequelize.define('House', { name: DataTypes.STRING });
const Room = sequelize.define('Room', { title: DataTypes.STRING, rent: DataTypes.DECIMAL });
House.hasMany(Room, { as: 'rooms', foreignKey: 'houseId' });
Room.belongsTo(House, { as: 'house', foreignKey: 'houseId' });
Object.assign(House, { annotations: { income: Sum('rooms.rent'), twice: F('income').plus(F('income')) } });
Object.assign(Room, { annotations: { houseIncome: F('house.income') } });
const house = modelTypeOf(House as ModelClass);
const room = modelTypeOf(Room as ModelClass);

describe('what arguments cost for each row', () => {
  it.each([
    ['nothing', {}, 0],
    ['one comparison', { where: { name: { eq: 'Elm' } } }, 1],
    ['each of several', { where: { name: { gt: 'A', lt: 'C' }, id: { eq: 1 } } }, 3],
    [
      'those within and, or, not and except',
      { where: { or: [{ and: [{ name: { eq: '' } }] }, { not: { id: { eq: 1 } } }] } },
      2,
    ],
    ['a list of values as one', { where: { id: { in: Array.from({ length: 1_000 }, (_, id) => id) } } }, 1],
    ['the rows of an association as ten', { where: { rooms: { some: { title: { eq: 'Attic' } } } } }, 20],
    ['those of each quantifier', { where: { rooms: { some: {}, none: {} } } }, 20],
    ['their rows again', { where: { rooms: { some: { house: { rooms: { every: {} } } } } } }, 120],
    ['an order', { orderBy: [{ field: 'name' }] }, 1],
    ['one order that is no list', { orderBy: { field: 'name' } }, 1],
    ['an order by a count', { orderBy: [{ expression: { count: { rooms: {} } } }] }, 11],
    ['an order by what a model annotates', { orderBy: [{ field: 'income' }] }, 21],
    ['what that is made of', { orderBy: [{ field: 'twice' }] }, 43],
    ['a comparison with it', { where: { income: { gt: '1' } } }, 21],
    ['a group by it', { by: ['income'] }, 21],
    [
      'a sum of a product',
      { orderBy: [{ expression: { sum: { rooms: { of: { multiply: [{ field: 'rent' }, { value: 2 }] } } } } }] },
      41,
    ],
    [
      'a choice with its conditions',
      {
        orderBy: [
          {
            expression: {
              case: { branches: [{ where: { id: { eq: 1 } }, gives: { field: 'name' } }], otherwise: { value: 1 } },
            },
          },
        ],
      },
      3,
    ],
  ])('is %s', (_, given, weight) => {
    expect(weightOfArguments(house, given)).toBe(weight);
  });

  it('is twice as much with each annotation that doubles the one before', () => {
    const weights = [1, 2, 3, 10, 60].map((count) => {
      const more = Array.from({ length: count }, (_, index) => {
        return {
          name: `a${index + 1}`,
          expression: { add: [{ annotation: `a${index}` }, { annotation: `a${index}` }] },
        };
      });
      return weightOfArguments(house, {
        annotate: [{ name: 'a0', expression: { count: { rooms: {} } } }, ...more],
        orderBy: [{ annotation: `a${count}` }],
        where: { annotation: { name: 'a0', gt: 1 } },
      });
    });
    expect(weights.slice(0, 3)).toEqual([11 + 23 + 23 + 12, 11 + 23 + 47 + 47 + 12, 11 + 23 + 47 + 95 + 95 + 12]);
    expect(weights[3]).toBeGreaterThan(11 * 2 ** 10);
    expect(weights[4]).toBeGreaterThan(2 ** 60);
  });

  it('has no end where it is nested deeper than anything is compiled', () => {
    const where = JSON.parse(`${'{"not":'.repeat(5_000)}{}${'}'.repeat(5_000)}`);
    expect(weightOfArguments(house, { where })).toBe(Number.POSITIVE_INFINITY);
    const expression = JSON.parse(`${'{"add":['.repeat(5_000)}${']}'.repeat(5_000)}`);
    expect(weightOfArguments(house, { orderBy: { expression } })).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    7,
    'x',
    [null],
    [[7]],
    { __proto__: { id: 1 } },
    { rooms: 7 },
    { and: 7 },
    { annotation: 7 },
    { case: 7 },
    { sum: [7] },
  ])('is a number whatever is given: %j', (given) => {
    for (const name of ['where', 'orderBy', 'annotate', 'by'])
      expect(weightOfArguments(house, { [name]: given })).toBeGreaterThanOrEqual(0);
    expect(weightOfArguments(house, { orderBy: [{ expression: given }] })).toBeGreaterThanOrEqual(0);
  });
});

it('a field costs 1, an annotation what it computes', () => {
  expect([weightOfField(room, 'title'), weightOfField(room, 'house'), weightOfField(room, 'houseIncome')]).toEqual([
    1, 1, 22,
  ]);
});
