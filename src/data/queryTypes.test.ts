import { type Model, type ModelStatic, Op } from 'sequelize';
import { describe, expectTypeOf, it } from 'vitest';
import type { House } from '../../integration-tests/hotelModels.ts';
import { Room, Stay } from '../../integration-tests/hotelModels.ts';
import {
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
import { objects, type QuerySet } from './querySet.ts';
import type { OrderOf, PathOf } from './queryTypes.ts';

// What the compiler knows of a QuerySet. `tsc` checks it; nothing here runs.

const rooms = () => objects(Room);
const annotated = () =>
  rooms().annotate({
    total: Count('stays'),
    paid: Sum('stays.paid'),
    first: Min<Date | null>('stays.days'),
    any: Exists('stays'),
    kind: caseWhen([when({ size: 1 }, 'small')], { otherwise: 'large' }),
    rank: caseWhen([when({ size: 1 }, 1)]),
    text: Concat('title', '!'),
    rent: Coalesce(F<string>('rent'), 0),
    sum: F<number>('size').plus(1),
  });

describe('a QuerySet in TypeScript', () => {
  it('gives instances of its model, with its annotations', () => {
    expectTypeOf(rooms).returns.toExtend<QuerySet<Room>>();
    expectTypeOf(() => rooms().first()).returns.resolves.toExtend<Room | null>();
    expectTypeOf(() => rooms().get()).returns.resolves.toExtend<Room>();
    expectTypeOf(() => rooms().all())
      .returns.resolves.items.toHaveProperty('class')
      .toExtend<string>();
    expectTypeOf(() => rooms().all())
      .returns.resolves.items.toHaveProperty('done')
      .toExtend<number>();
    type Row = Awaited<ReturnType<ReturnType<typeof annotated>['get']>>;
    expectTypeOf<Row>().toExtend<Room>();
    expectTypeOf<Row['total']>().toEqualTypeOf<number>();
    expectTypeOf<Row['paid']>().toEqualTypeOf<number | string | null>();
    expectTypeOf<Row['first']>().toEqualTypeOf<Date | null>();
    expectTypeOf<Row['any']>().toEqualTypeOf<boolean>();
    expectTypeOf<Row['kind']>().toEqualTypeOf<string>();
    expectTypeOf<Row['rank']>().toEqualTypeOf<number | null>();
    expectTypeOf(caseWhen([when({ size: 1 }, 1)])).toEqualTypeOf<Expression<number | null, never>>();
    expectTypeOf<Row['text']>().toEqualTypeOf<string>();
    expectTypeOf<Row['sum']>().toEqualTypeOf<number>();
    expectTypeOf(() => rooms()[Symbol.asyncIterator]().next()).returns.resolves.toHaveProperty('value');
  });

  it('gives values, counts and aggregates by their names', () => {
    expectTypeOf(() => rooms().values('id', 'house.name')).returns.resolves.items.toEqualTypeOf<
      Readonly<Record<'id' | 'house.name', unknown>>
    >();
    expectTypeOf(() => rooms().countBy('houseId')).returns.resolves.toEqualTypeOf<Map<number | null, number>>();
    expectTypeOf(() => rooms().countBy('house.name')).returns.resolves.toEqualTypeOf<Map<unknown, number>>();
    expectTypeOf(() => rooms().aggregate({ n: Count() })).returns.resolves.toEqualTypeOf<{ readonly n: number }>();
    expectTypeOf(() => rooms().aggregate({ n: Count() }, { by: ['mood'] })).returns.resolves.items.toEqualTypeOf<
      { readonly n: number } & Readonly<Record<'mood', unknown>>
    >();
  });

  it('knows the names that a condition may have', () => {
    () => rooms().where({ title: 'a', size: { [Op.gt]: 1 }, mood: ['calm'], opened: null, class: 'small' });
    () => rooms().where({ house: { city: 'Bonn', rooms: { some: { size: 1 } } }, parent: null });
    () => rooms().where({ 'house.city': 'Bonn', '$parent.title$': 'a' });
    () => rooms().where({ [Op.or]: [{ title: 'a' }, { stays: { none: { guest: { name: 'Ann' } } } }] });
    () => annotated().where({ total: { [Op.gt]: 1 }, title: 'a' });
    () => rooms().where({ 'stays.guest.name': 'Ann', 'house.rooms': { some: {} }, 'parent.class': 'small' });
    // @ts-expect-error no attribute
    () => rooms().where({ titel: 'a' });
    // @ts-expect-error no attribute of the other model
    () => rooms().where({ house: { title: 'Elm' } });
    // @ts-expect-error of those of which it has many
    () => rooms().where({ stays: { some: { size: 1 } } });
    // @ts-expect-error at the end of a path
    () => rooms().where({ 'house.title': 'Elm' });
    // @ts-expect-error as Sequelize writes it, too
    () => rooms().where({ '$house.title$': 'Elm' });
    // @ts-expect-error within a path
    () => rooms().where({ 'size.name': 'Elm' });
    // @ts-expect-error among alternatives
    () => objects(Stay).where({ [Op.or]: [{ titel: 'a' }, { days: 1 }] });
    // @ts-expect-error which of many
    () => rooms().where({ stays: { status: 'open' } });
    // @ts-expect-error in a list too
    () => rooms().where({ [Op.and]: [{ titel: 'a' }] });
    // @ts-expect-error not annotated
    () => rooms().where({ total: 1 });
    // @ts-expect-error exclude takes the same
    () => rooms().exclude({ titel: 'a' });
    // @ts-expect-error and get
    () => rooms().get({ titel: 'a' });
  });

  it('knows the names that an order may have', () => {
    () => rooms().orderBy('title', '-size', 'house.city', '-parent.parent.house.name', 'class', '-staysCount');
    () => annotated().orderBy('-total', { field: 'paid', nulls: 'LAST' }, { field: F('size').times(2) });
    // @ts-expect-error no attribute
    () => rooms().orderBy('titel');
    // @ts-expect-error no attribute of the other model
    () => rooms().orderBy('house.title');
    // @ts-expect-error of which it has many
    () => rooms().orderBy('stays.days');
    // @ts-expect-error not annotated
    () => rooms().orderBy('-total');
    // @ts-expect-error within an expression
    () => rooms().orderBy({ field: F('titel').plus(1) });
    // @ts-expect-error no direction
    () => rooms().orderBy({ field: 'size', direction: 'falling' });
    // @ts-expect-error latest takes fields, without a sign
    () => rooms().latest('-size');
  });

  it('knows the names that are read', () => {
    () => rooms().with('house', 'stays.guest', 'guests.pass', 'parent.parent.house.closings');
    () => rooms().values('id', 'done', 'guestsCount', 'parent.size');
    // @ts-expect-error no association
    () => rooms().with('title');
    // @ts-expect-error no association of the other model
    () => rooms().with('house.stays');
    // @ts-expect-error no attribute
    () => rooms().values('titel');
    // @ts-expect-error nothing is read
    () => rooms().values();
    // @ts-expect-error no attribute
    () => rooms().countBy('titel');
    // @ts-expect-error grouped by attributes
    () => rooms().aggregate({ n: Count() }, { by: ['titel'] });
    // @ts-expect-error an expression, not its value
    () => rooms().annotate({ n: 1 });
  });

  it('knows the names that expressions have', () => {
    () => rooms().annotate({ a: Sum('stays.days'), b: F('a').plus(Count('guests')), c: F('parent.class') });
    () => rooms().aggregate({ size: Sum(F('size').times(2)), rent: Max('rent'), n: Count(undefined, {}) });
    // A type that is said hides the path.
    () => rooms().aggregate({ last: Max<Date | null>('titel') });
    () => objects(Room as ModelStatic<Model>).aggregate({ n: Sum('anything') });
    // @ts-expect-error no attribute
    () => rooms().aggregate({ size: Sum('titel') });
    // @ts-expect-error not itself
    () => rooms().aggregate({ titel: Sum('titel') }, { by: ['mood'] });
    // @ts-expect-error no attribute of those of which it has many
    () => rooms().annotate({ a: Sum('stays.titel') });
    // @ts-expect-error deep within
    () => rooms().annotate({ a: Coalesce(Concat(F('title'), ' ', F('titel')), '') });
    // @ts-expect-error a branch of a choice
    () => rooms().annotate({ a: caseWhen([when({ size: 1 }, F('titel'))]) });
    // @ts-expect-error no association
    () => rooms().annotate({ a: Exists('titel') });
    expectTypeOf(() => rooms().aggregate({ rent: Min('rent'), sum: Sum('rent') })).returns.resolves.toEqualTypeOf<{
      readonly rent: number | string | null;
      readonly sum: number | string | null;
    }>();
  });

  it('has names for tables of orders and of paths', () => {
    expectTypeOf<'-house.name' | 'class'>().toExtend<OrderOf<typeof Room>>();
    expectTypeOf<{ field: 'size'; nulls: 'LAST' }>().toExtend<OrderOf<typeof Room>>();
    expectTypeOf<'-titel'>().not.toExtend<OrderOf<typeof Room>>();
    expectTypeOf<'parent.parent.size' | 'done'>().toExtend<PathOf<typeof Room>>();
    expectTypeOf<'-size' | 'stays.days'>().not.toExtend<PathOf<typeof Room>>();
  });

  it('keeps what it knows from method to method', () => {
    const narrowed = () =>
      annotated().where({ total: 1 }).exclude({ kind: 'small' }).whereSql`TRUE`
        .orderBy('-paid')
        .limit(5)
        .offset(1)
        .slice(0, 2)
        .scope('calm')
        .unscoped()
        .withDeleted()
        .distinct()
        .with('house')
        .visibleTo(null)
        .unrestricted();
    expectTypeOf(narrowed).returns.toEqualTypeOf<ReturnType<typeof annotated>>();
    expectTypeOf<
      NonNullable<Awaited<ReturnType<ReturnType<typeof narrowed>['first']>>>['total']
    >().toEqualTypeOf<number>();
  });

  it('knows what associations lead to', () => {
    type Loaded = NonNullable<NonNullable<Stay['room']>['house']>;
    expectTypeOf<Loaded>().toExtend<House>();
    () => objects(Stay).where({ 'guest.name': 'Ann' }).orderBy('room.house.name', '-guest.age');
    // @ts-expect-error no attribute of the guest's
    () => objects(Stay).orderBy('guest.title');
  });
});
