import { Op } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closing, Guest, type Hotel, House, openHotel, Pass, Room, Stay } from '../../integration-tests/hotelModels.ts';
import { Avg, Coalesce, Count, caseWhen, Exists, F, Max, Min, Sum, when } from '../schema/expressions.ts';
import { objects, type QuerySet } from './querySet.ts';
import type { Condition } from './queryTypes.ts';
import { recordSequelize, recordStatements } from './statementRecords.ts';

let hotel: Hotel;
beforeAll(async () => {
  hotel = await openHotel();
});
afterAll(() => hotel.close());

// biome-ignore lint/suspicious/noExplicitAny: rows of any model with an id
async function idsOf(rows: QuerySet<any, any>): Promise<unknown[]> {
  return (await rows.values('id')).map(({ id }) => id);
}

/** What is read, and in how many statements. */
async function counted<T>(work: () => Promise<T>): Promise<[T, number]> {
  const { result, statements } = await recordStatements(work);
  return [result, statements.length];
}

const conditions: [string, Condition<Room>, number[]][] = [
  ['a value', { title: 'Blue' }, [2]],
  ['a value that is null in some rows', { size: { [Op.ne]: 1 } }, [2, 4]],
  ['two values', { mood: 'calm', size: 5 }, [4]],
  ['a path', { 'house.name': 'Elm' }, [1, 2]],
  ['a path as Sequelize writes it', { '$house.name$': 'Elm' }, [1, 2]],
  ['a longer path', { 'parent.house.city': 'Bonn' }, [2, 3, 4]],
  ['an association', { house: { city: null } }, [3]],
  ['any row of an association', { house: {} }, [1, 2, 3]],
  ['none of an association', { house: null }, [4]],
  ['an association of an association', { parent: { parent: { title: 'Attic' } } }, [4]],
  ['some of many', { stays: { some: { status: 'done' } } }, [1, 2, 3]],
  ['every one of many', { stays: { every: { status: 'done' } } }, [2, 3, 4]],
  ['every one of many, some of which are not known', { stays: { every: { days: { [Op.lt]: 3 } } } }, [3, 4]],
  ['none of many', { stays: { none: { status: 'done' } } }, [4]],
  ['any of many', { stays: { some: {} } }, [1, 2, 3]],
  ['some and none of many', { stays: { some: { status: 'done' }, none: { status: 'open' } } }, [2, 3]],
  ['many over a link, without those that are deleted', { guests: { some: {} } }, [1, 2]],
  ['what many of them lead to', { stays: { some: { guest: { age: { [Op.gt]: 25 } } } } }, [1, 2]],
  ['a path through many', { 'stays.guest.name': 'Bob' }, [1]],
  ['one of two over associations', { [Op.or]: [{ house: null }, { 'parent.title': 'Attic' }] }, [2, 3, 4]],
  ['an annotation of the model', { class: 'small' }, [1, 2]],
  ['a count', { childrenCount: { [Op.gte]: 1 } }, [1, 2]],
];

describe('conditions', () => {
  it.each(conditions)('%s', async (_, condition, ids) => {
    expect(await idsOf(objects(Room).where(condition))).toEqual(ids);
    expect(await objects(Room).where(condition).count()).toBe(ids.length);
  });

  it.each(conditions)('exclude leaves all other rows: %s', async (_, condition, ids) => {
    expect(await idsOf(objects(Room).exclude(condition))).toEqual([1, 2, 3, 4].filter((id) => !ids.includes(id)));
  });

  it('take SQL of your own, with fields and bound values', async () => {
    const found = objects(Room).whereSql`${F('title')} ~* ${'^[bc]'} AND ${F('parent.title')} = ${"Attic' --"}`;
    expect(await idsOf(found)).toEqual([]);
    const rooms = objects(Room).whereSql`${F('title')} ~* ${'^[bc]'} OR ${F('size').plus(1)} = ${2}`;
    expect(await idsOf(rooms.where({ houseId: 1 }))).toEqual([1, 2]);
    expect(rooms.variables).toEqual({});
  });

  it('see deleted rows only where they are asked for', async () => {
    expect(await idsOf(objects(Guest))).toEqual([1, 2, 3]);
    expect(await idsOf(objects(Guest).withDeleted())).toEqual([1, 2, 3, 4]);
    expect(await idsOf(objects(Stay).where({ guest: {} }))).toEqual([1, 2, 3]);
    expect(await objects(Guest).withDeleted().where({ age: 40 }).exists()).toBe(true);
  });
});

const withNights = () => objects(Room).annotate({ nights: Coalesce(Sum('stays.days'), 0) });
type WithNights = ReturnType<typeof withNights>;

describe('orders', () => {
  it.each<[string, (rooms: WithNights) => WithNights, number[]]>([
    ['nothing', (rooms) => rooms, [1, 2, 3, 4]],
    ['a field', (rooms) => rooms.orderBy('rent'), [4, 1, 2, 3]],
    ['a falling field', (rooms) => rooms.orderBy('-rent'), [3, 2, 1, 4]],
    ['nulls first', (rooms) => rooms.orderBy({ field: 'rent', nulls: 'FIRST' }), [3, 4, 1, 2]],
    ['nulls last', (rooms) => rooms.orderBy({ field: 'rent', direction: 'DESC', nulls: 'LAST' }), [2, 1, 4, 3]],
    ['two fields', (rooms) => rooms.orderBy('mood', '-size'), [4, 1, 2, 3]],
    ['a path, nulls last', (rooms) => rooms.orderBy('house.name', '-id'), [2, 1, 3, 4]],
    ['a falling path, nulls first', (rooms) => rooms.orderBy('-house.name'), [4, 3, 1, 2]],
    ['a path with nulls last', (rooms) => rooms.orderBy({ field: 'house.city', nulls: 'FIRST' }), [3, 4, 1, 2]],
    ['a path over two', (rooms) => rooms.orderBy('-parent.house.name', '-id'), [1, 4, 3, 2]],
    ['a path to an annotation', (rooms) => rooms.orderBy({ field: F('parent.done'), direction: 'DESC' }), [1, 2, 3, 4]],
    ['an expression', (rooms) => rooms.orderBy({ field: Coalesce(F('size'), 3) }), [1, 2, 3, 4]],
    ['an expression, falling', (rooms) => rooms.orderBy({ field: F('size').times(-1), nulls: 'FIRST' }), [3, 4, 2, 1]],
    ['a count', (rooms) => rooms.orderBy('-staysCount'), [1, 2, 3, 4]],
    ['an annotation of its own', (rooms) => rooms.orderBy('-nights', 'id'), [1, 3, 2, 4]],
  ])('%s', async (_, order, ids) => {
    expect(await idsOf(order(withNights()))).toEqual(ids);
  });

  it('parts are of the order', async () => {
    const rooms = objects(Room).orderBy('-id');
    expect(await idsOf(rooms.slice(1, 3))).toEqual([3, 2]);
    expect(await idsOf(rooms.slice(1))).toEqual([3, 2, 1]);
    expect(await idsOf(rooms.offset(1).limit(2).slice(1, 5))).toEqual([2]);
    expect(await idsOf(rooms.limit(3).slice(2))).toEqual([2]);
    expect(await idsOf(rooms.slice(3, 1))).toEqual([]);
  });
});

describe('what is read of rows', () => {
  it('instances of the model, with its types', async () => {
    const [[room], statements] = await counted(() => objects(Room).where({ id: 1 }).all());
    expect(room).toBeInstanceOf(Room);
    expect(room!.get()).toEqual({
      id: 1,
      title: 'Attic',
      size: 1,
      rent: '100.50',
      area: 12.5,
      beds: '9007199254740993',
      furnished: true,
      mood: 'calm',
      opened: new Date('2020-05-01T08:00:00.000Z'),
      apiToken: 'secret',
      houseId: 1,
      parentId: null,
    });
    expect(room!.isNewRecord).toBe(false);
    expect(room!.changed()).toBe(false);
    expect(statements).toBe(1);
  });

  it('instances with annotations, and with associations by their paths', async () => {
    const rooms = objects(Room)
      .annotate({ nights: Sum('stays.days'), title2: F<string>('title') })
      .with('house.closings', 'stays.guest', 'parent');
    const [[attic, blue, , den], statements] = await counted(() => rooms.all());
    expect([attic!.nights, blue!.nights, attic!.title2]).toEqual([5, null, 'Attic']);
    expect(attic!.house).toBeInstanceOf(House);
    expect(attic!.house!.closings!.map(({ day }) => day)).toEqual(['2026-01-01', '2026-12-25']);
    expect(attic!.stays!.map((stay) => stay.guest!.name)).toEqual(['Ann', 'Bob']);
    expect(blue!.parent!.title).toBe('Attic');
    expect([attic!.parent, den!.house, den!.stays]).toEqual([null, null, []]);
    expect(statements).toBe(3);
  });

  it('an instance is saved as any other', async () => {
    const guest = await objects(Guest).get({ name: 'Cyd' });
    await guest.update({ age: 21 });
    expect(await objects(Guest).where({ age: 21 }).exists()).toBe(true);
    await guest.update({ age: 20 });
  });

  it('the first, the latest, the earliest, or none', async () => {
    const rooms = objects(Room);
    expect((await rooms.first())!.id).toBe(1);
    expect((await rooms.orderBy('-title').first())!.id).toBe(4);
    expect((await rooms.offset(2).first())!.id).toBe(3);
    expect(await rooms.limit(0).first()).toBeNull();
    expect(await rooms.where({ id: 99 }).first()).toBeNull();
    expect((await rooms.latest('size'))!.id).toBe(4);
    expect((await rooms.earliest('rent'))!.id).toBe(4);
    expect((await rooms.latest('house.name'))!.id).toBe(3);
    expect(await rooms.where({ size: 99 }).latest('size')).toBeNull();
  });

  it('the only one', async () => {
    expect((await objects(Room).get({ title: 'Den' })).id).toBe(4);
    expect((await objects(Room).where({ title: 'Den' }).get()).id).toBe(4);
    await expect(objects(Room).get({ id: 99 })).rejects.toMatchObject({
      status: 404,
      message: 'LG3041: There is no such Room.',
    });
    await expect(objects(Room).get({ mood: 'calm' })).rejects.toMatchObject({
      status: 500,
      message:
        'LG3042: There are several of such Room, where one was asked for. Narrow the condition, or take first().',
    });
  });

  it('the row with the least key where several could be the one', async () => {
    const guests = await objects(Guest).with('pass').all();
    expect(guests.map(({ pass }) => pass?.number)).toEqual(['P1', 'P3', undefined]);
    expect(await objects(Guest).orderBy('-pass.number').values('name', 'pass.number')).toEqual([
      { name: 'Cyd', 'pass.number': null },
      { name: 'Bob', 'pass.number': 'P3' },
      { name: 'Ann', 'pass.number': 'P1' },
    ]);
    expect(await idsOf(objects(Guest).where({ 'pass.number': 'P1' }))).toEqual([1]);
  });

  it('values, as templates see them, each combination once where they are distinct', async () => {
    expect(
      await objects(Room)
        .where({ id: [1, 4] })
        .values('id', 'beds', 'opened', 'house.city', 'done'),
    ).toEqual([
      { id: 1, beds: '9007199254740993', opened: '2020-05-01T08:00:00.000Z', 'house.city': 'Bonn', done: 1 },
      { id: 4, beds: null, opened: null, 'house.city': null, done: 0 },
    ]);
    expect(await objects(Room).distinct().values('mood')).toEqual([{ mood: 'calm' }, { mood: 'loud' }, { mood: null }]);
    expect(await objects(Room).orderBy('-mood', 'size').distinct().limit(2).values('mood')).toEqual([
      { mood: null },
      { mood: 'loud' },
    ]);
  });

  it('whether there are any', async () => {
    const [exists, statements] = await counted(() => objects(Room).where({ mood: 'calm' }).offset(5).exists());
    expect([exists, statements]).toEqual([true, 1]);
    expect(await objects(Room).where({ title: 'x' }).exists()).toBe(false);
    expect(await objects(Closing).where({ day: '2026-12-25' }).exists()).toBe(true);
  });

  it('counts, by fields, paths and annotations too', async () => {
    expect([...(await objects(Room).countBy('mood'))]).toEqual([
      ['calm', 2],
      ['loud', 1],
      [null, 1],
    ]);
    expect([...(await objects(Room).limit(1).countBy('house.name'))]).toEqual([
      ['Elm', 2],
      ['Oak', 1],
      [null, 1],
    ]);
    expect([
      ...(await objects(Room)
        .annotate({ wide: F('size').plus(0) })
        .countBy('wide')),
    ]).toHaveLength(4);
  });

  it('what they come to together', async () => {
    const rooms = objects(Room);
    const [all, statements] = await counted(() =>
      rooms.limit(1).aggregate({
        n: Count(),
        rent: Sum('rent'),
        mean: Avg('size'),
        least: Min('rent'),
        most: Max<Date>('opened'),
        calm: Count(undefined, { where: { mood: 'calm' } }),
        moods: Count('mood', { distinct: true }),
        stays: Sum('staysCount'),
        houses: Count('houseId', { distinct: true }),
      }),
    );
    expect(all).toEqual({
      n: 4,
      rent: '430.50',
      mean: 8 / 3,
      least: '80.00',
      most: '2020-05-01T08:00:00.000Z',
      calm: 2,
      moods: 2,
      stays: 4,
      houses: 2,
    });
    expect(statements).toBe(1);
    expect(await rooms.where({ id: 99 }).aggregate({ n: Count(), rent: Sum('rent'), mean: Avg('size') })).toEqual({
      n: 0,
      rent: null,
      mean: null,
    });
    expect(await rooms.aggregate({ n: Count(), rent: Sum('rent') }, { by: ['house.name', 'mood'] })).toEqual([
      { 'house.name': 'Elm', mood: 'calm', n: 1, rent: '100.50' },
      { 'house.name': 'Elm', mood: 'loud', n: 1, rent: '250.00' },
      { 'house.name': 'Oak', mood: null, n: 1, rent: null },
      { 'house.name': null, mood: 'calm', n: 1, rent: '80.00' },
    ]);
  });

  it('refuses names that it does not have', async () => {
    const rooms = objects(Room);
    await expect(rooms.values('nam' as never)).rejects.toThrow('LG3001');
    await expect(rooms.values('apiToken' as never)).rejects.toThrow('LG3001');
    await expect(rooms.countBy('stays.days' as never)).rejects.toThrow('LG2007');
    await expect(rooms.aggregate({ n: Sum('apiToken') })).rejects.toThrow('LG3001');
    await expect(rooms.aggregate({ n: Count() }, { by: ['guests' as never] })).rejects.toThrow('LG3001');
    expect(() => rooms.with('hous' as never)).toThrow('LG3001');
    expect(() => rooms.with('title' as never)).toThrow('LG3001');
    await expect(async () => rooms.latest('apiToken')).rejects.toThrow('LG3001');
  });
});

describe('scopes', () => {
  it('narrow and order by what they say', async () => {
    expect(await idsOf(objects(Room).scope('calm'))).toEqual([4, 1]);
    expect(await idsOf(objects(Room).scope({ method: ['atLeast', 2] }))).toEqual([2, 4]);
    expect(await idsOf(objects(Room).scope('calm', { method: ['atLeast', 2] }))).toEqual([4]);
    expect(await idsOf(objects(Room.scope('calm')))).toEqual([4, 1]);
    expect(await idsOf(objects(Room.scope({ method: ['atLeast', 2] }).unscoped()))).toEqual([1, 2, 3, 4]);
    expect(objects(Room).orderBy('title').scope('calm').variables).toEqual({
      where: { mood: { eq: 'calm' } },
      orderBy: [
        { field: 'title', direction: 'ASC' },
        { field: 'size', direction: 'DESC' },
      ],
    });
  });

  it.each([
    ['calmer', 'LG3012: Room has no scope "calmer". It has calm, atLeast, grouped, ofAHouse.'],
    [
      'grouped',
      'LG3010: Livegraft does not support "group" in a scope of Room. Keep conditions, order and limit in it; what is included follows from the templates.',
    ],
    [
      'ofAHouse',
      'LG3010: Livegraft does not support "include" in a scope of Room. Keep conditions, order and limit in it; what is included follows from the templates.',
    ],
  ])('refuses %s', (scope, message) => {
    expect(() => objects(Room).scope(scope)).toThrow(expect.objectContaining({ message }));
  });

  it('of a model that has none are refused by name', () => {
    expect(() => objects(House).scope('calm')).toThrow('LG3012: House has no scope "calm". It has none.');
  });
});

describe('transactions', () => {
  it('are read in where a QuerySet is told to', async () => {
    const transaction = await hotel.sequelize.transaction();
    try {
      await Pass.create({ number: 'P4', guestId: 3 }, { transaction });
      const passes = objects(Pass).where({ number: 'P4' });
      expect(await passes.count()).toBe(0);
      const inside = passes.using(transaction);
      expect(await inside.count()).toBe(1);
      expect((await inside.with('guest').all())[0]!.guest!.name).toBe('Cyd');
      expect(await inside.values('number')).toEqual([{ number: 'P4' }]);
      expect(await inside.exists()).toBe(true);
      const each: string[] = [];
      for await (const pass of inside) each.push(pass.number);
      expect(each).toEqual(['P4']);
      expect(await inside.count()).toBe(1); // the transaction goes on
    } finally {
      await transaction.rollback();
    }
  });
});

describe('one after the other', () => {
  it('rows are those of one moment, in order, in as many statements as there are parts', async () => {
    recordSequelize(hotel.sequelize);
    await Pass.bulkCreate(Array.from({ length: 7 }, (_, index) => ({ number: `Q${index}`, guestId: null })));
    const passes = objects(Pass)
      .where({ number: { [Op.startsWith]: 'Q' } })
      .orderBy('-number');
    const found: string[] = [];
    const { statements } = await recordStatements(async () => {
      for await (const pass of passes.inChunks(3)) {
        found.push(pass.number);
        if (found.length < 4) await Pass.create({ number: `Q${9 - found.length}x`, guestId: null });
      }
    });
    expect(found).toEqual(['Q6', 'Q5', 'Q4', 'Q3', 'Q2', 'Q1', 'Q0']);
    const reads = statements.filter(({ text }) => text.startsWith('SELECT'));
    expect(reads).toHaveLength(3);
    expect(await passes.count()).toBe(10);
    await Pass.destroy({ where: { number: { [Op.startsWith]: 'Q' } } });
  });

  it('may be left early, and leave no transaction open', async () => {
    for await (const room of objects(Room).inChunks(1)) if (room.id === 2) break;
    const [open] = await hotel.sequelize.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    expect(open).toEqual([{ n: 0 }]);
  });

  it('have a limit, keys of two columns, annotations and associations as all() has', async () => {
    const days: string[] = [];
    for await (const closing of objects(Closing).orderBy('-day').limit(2).inChunks(1)) days.push(closing.day);
    expect(days).toEqual(['2026-12-25', '2026-01-01']);
    const rooms: unknown[] = [];
    for await (const room of objects(Room)
      .annotate({ n: Count('stays') })
      .with('house')
      .orderBy('-n'))
      rooms.push([room.title, room.n, room.house?.name]);
    expect(rooms).toEqual([
      ['Attic', 2, 'Elm'],
      ['Blue', 1, 'Elm'],
      ['Cave', 1, 'Oak'],
      ['Den', 0, undefined],
    ]);
  });

  it('takes no part of none', async () => {
    for (const size of [0, -1, 1.5, Number.NaN]) {
      await expect(objects(Room).inChunks(size).next()).rejects.toThrow(
        new TypeError(`size must be a whole number from 1, but got: ${size}.`),
      );
    }
  });
});

describe('annotations of a QuerySet', () => {
  it('may name those before them', async () => {
    const rooms = objects(Room)
      .annotate({ n: Count('stays') })
      .annotate({ twice: F<number>('n').times(2), some: Exists('stays', { where: { status: 'open' } }) })
      .where({ twice: { [Op.gt]: 1 } })
      .annotate({ kind: caseWhen([when({ some: true }, 'open')], { otherwise: 'done' }) })
      .orderBy('-kind', '-id');
    expect(await rooms.values('id', 'n', 'twice', 'some', 'kind')).toEqual([
      { id: 1, n: 2, twice: 4, some: true, kind: 'open' },
      { id: 3, n: 1, twice: 2, some: false, kind: 'done' },
      { id: 2, n: 1, twice: 2, some: false, kind: 'done' },
    ]);
  });
});
