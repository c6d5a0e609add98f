import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hotel, openHotel, Room } from '../../integration-tests/hotelModels.ts';
import {
  Avg,
  Coalesce,
  Concat,
  Count,
  caseWhen,
  Exists,
  type Expression,
  F,
  Max,
  Min,
  Sum,
  when,
} from '../schema/expressions.ts';
import { type AnnotationField, modelTypeOf } from '../schema/modelType.ts';
import { objects } from './querySet.ts';

// What expressions give for the four rooms of the hotel: Attic, Blue, Cave and Den.

let hotel: Hotel;
beforeAll(async () => {
  hotel = await openHotel();
});
afterAll(() => hotel.close());

/** Its type, with `!` where it is never null, and its value for each room. */
async function given(expression: Expression): Promise<[string, unknown[]]> {
  const rooms = objects(Room).annotate({ given: expression });
  const { scalar, nullable } = rooms.type.fields.get('given') as AnnotationField;
  const values = await rooms.orderBy('id').values('given');
  return [`${scalar.name}${nullable ? '' : '!'}`, values.map((row) => row.given)];
}

describe('expressions', () => {
  it.each<[string, Expression, string, unknown[]]>([
    ['a field', F('size'), 'Int', [1, 2, null, 5]],
    ['a path', F('house.city'), 'String', ['Bonn', 'Bonn', null, null]],
    ['a path over two', F('parent.parent.title'), 'String', [null, null, null, 'Attic']],
    ['a path to an annotation', F('parent.class'), 'String', [null, 'small', 'small', 'small']],
    ['a path to a count', F('parent.childrenCount'), 'Int', [null, 2, 2, 1]],
    ['a moment', F('opened'), 'DateTime', ['2020-05-01T08:00:00.000Z', null, null, null]],
    ['whole numbers added', F('size').plus(1), 'Int', [2, 3, null, 6]],
    ['whole numbers subtracted', F('size').minus(F('id')), 'Int', [0, 0, null, 1]],
    ['a whole number and a fraction', F('size').times(1.5), 'Float', [1.5, 3, null, 7.5]],
    ['a whole number and a decimal', F('rent').plus(F('size')), 'Decimal', ['101.50', '252.00', null, '85.00']],
    ['a decimal and a fraction', F('rent').times(0.5), 'Float', [50.25, 125, null, 40]],
    ['big integers beyond 2^53', F('beds').plus(1), 'BigInt', ['9007199254740994', null, null, null]],
    ['a quotient of whole numbers', F('size').dividedBy(2), 'Float', [0.5, 1, null, 2.5]],
    [
      'a quotient of decimals',
      F('rent').dividedBy(F('size').times(0).plus(4)),
      'Decimal',
      ['25.1250000000000000', '62.5000000000000000', null, '20.0000000000000000'],
    ],
    ['by zero', F('size').dividedBy(F('size').minus(1)), 'Float', [null, 2, null, 1.25]],
    ['by the value 0', F('rent').dividedBy(0), 'Decimal', [null, null, null, null]],
    ['nested', F('size').plus(1).times(F('size').minus(1)), 'Int', [0, 3, null, 24]],
    ['a case', caseWhen([when({ size: 1 }, 'one'), when({ size: 2 }, 'two')]), 'String', ['one', 'two', null, null]],
    ['a case, else', caseWhen([when({ size: 1 }, 0)], { otherwise: 9 }), 'Int!', [0, 9, 9, 9]],
    [
      'a case of 10, 100 and 9, as numbers',
      caseWhen([when({ id: 1 }, 10), when({ id: 2 }, 100)], { otherwise: 9 }),
      'Int!',
      [10, 100, 9, 9],
    ],
    [
      'a case of an association',
      caseWhen([when({ house: { city: 'Bonn' } }, true)], { otherwise: false }),
      'Boolean!',
      [true, true, false, false],
    ],
    [
      'a case of many',
      caseWhen([when({ stays: { some: { status: 'open' } } }, F('title'))], { otherwise: 'none' }),
      'String',
      ['Attic', 'none', 'none', 'none'],
    ],
    [
      'a case of fields of two kinds of number',
      caseWhen([when({ id: 1 }, F('rent'))], { otherwise: F('size') }),
      'Decimal',
      ['100.50', '2', null, '5'],
    ],
    ['a case of null only', caseWhen([when({ id: 1 }, null)]), 'Value', [null, null, null, null]],
    ['the first that is there', Coalesce(F('size'), F('id'), 0), 'Int!', [1, 2, 3, 5]],
    ['the first of a decimal and 0', Coalesce(F('rent'), 0), 'Decimal!', ['100.50', '250.00', '0', '80.00']],
    ['the first of texts', Coalesce(F('house.city'), F('house.name'), '?'), 'String!', ['Bonn', 'Bonn', 'Oak', '?']],
    ['the first of enum values', Coalesce(F('mood'), F('mood')), 'String', ['calm', 'loud', null, 'calm']],
    [
      'texts together',
      Concat(F('title'), ': ', F('house.city'), F('size')),
      'String!',
      ['Attic: Bonn1', 'Blue: Bonn2', 'Cave: ', 'Den: 5'],
    ],
    ['a value', Concat("it's $1"), 'String!', Array(4).fill("it's $1")],
    ['a count', Count('stays'), 'Int!', [2, 1, 1, 0]],
    ['a count with a condition', Count('stays', { where: { status: 'done' } }), 'Int!', [1, 1, 1, 0]],
    ['a count of values that are not null', Count('stays.paid'), 'Int!', [1, 1, 1, 0]],
    ['a count of different values', Count('children.mood', { distinct: true }), 'Int!', [1, 1, 0, 0]],
    ['a count over a link, without those that are deleted', Count('guests'), 'Int!', [2, 1, 0, 0]],
    ['a count of what is reached over a path', Count('stays.guest.age'), 'Int!', [1, 1, 0, 0]],
    ['a sum', Sum('stays.days'), 'Float', [5, null, 1, null]],
    ['a sum of decimals', Sum('stays.paid'), 'Decimal', ['10.00', '5.25', '7.00', null]],
    ['a sum of nothing', Sum('stays.days', { where: { status: 'open', days: 99 } }), 'Float', [null, null, null, null]],
    ['a sum, or 0', Coalesce(Sum('stays.days'), 0), 'Float!', [5, 0, 1, 0]],
    ['a sum of different values', Sum('guests.age', { distinct: true }), 'Float', [30, 30, null, null]],
    ['a sum of counts', Sum('children.staysCount'), 'Float', [2, 0, null, null]],
    ['a mean', Avg('stays.days'), 'Float', [2.5, null, 1, null]],
    [
      'a mean of decimals',
      Avg('children.rent'),
      'Decimal',
      ['250.0000000000000000', '80.0000000000000000', null, null],
    ],
    ['the least text', Min('guests.name'), 'String', ['Ann', 'Ann', null, null]],
    ['the greatest of an enum', Max('children.mood'), 'String', ['loud', 'calm', null, null]],
    ['the least truth', Min('children.furnished'), 'Boolean', [false, null, null, null]],
    ['the greatest moment', Max('children.opened'), 'DateTime', [null, null, null, null]],
    ['the greatest over a path', Max('children.house.name'), 'String', ['Oak', null, null, null]],
    ['whether there is any', Exists('stays'), 'Boolean!', [true, true, true, false]],
    ['whether any is so', Exists('stays', { where: { 'guest.name': 'Ann' } }), 'Boolean!', [true, true, false, false]],
    ['aggregates added', Count('stays').plus(Count('children')), 'Int!', [4, 2, 1, 0]],
    ['a share', Count('stays', { where: { status: 'done' } }).dividedBy(Count('stays')), 'Float', [0.5, 1, 1, null]],
  ])('%s', async (_, expression, type, values) => {
    expect(await given(expression)).toEqual([type, values]);
  });

  it.each<[string, Expression]>([
    ['a text', F('title')],
    ['a quotient', F('size').dividedBy(2)],
    ['a case of null only', caseWhen([when({ id: 1 }, null)])],
    ['a sum', Sum('stays.days')],
    ['an enum', F('mood')],
    ['a truth', Exists('stays')],
  ])('may be sorted and grouped by: %s', async (_, expression) => {
    const rooms = objects(Room).annotate({ by: expression });
    const sorted = (await rooms.orderBy('by').values('id')).map(({ id }) => id);
    const falling = (await rooms.orderBy('-by', '-id').values('id')).map(({ id }) => id);
    expect(falling).toEqual(sorted.toReversed());
    const counts = [...(await rooms.countBy('by')).values()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it('leave the type of the model as it is', () => {
    objects(Room).annotate({ more: Count('stays') });
    expect(modelTypeOf(Room).fields.has('more')).toBe(false);
  });
});
