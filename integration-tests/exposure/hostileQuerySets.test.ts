import { pino } from 'pino';
import { literal, QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { objects } from '../../src/data/querySet.ts';
import { LivegraftError } from '../../src/errors.ts';
import { configure } from '../../src/log.ts';
import {
  Avg,
  Coalesce,
  Concat,
  Count,
  caseWhen,
  Exists,
  F,
  Max,
  Min,
  Sum,
  when,
} from '../../src/schema/expressions.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { errorsLogged, pollution } from './databaseLog.ts';
import { createHotel, type Hotel } from './hotel.ts';
import { injections, privateNames } from './injections.ts';

const strings = injections();
const publicNames = new Set(['name', 'house.name', '$house.name$', '-name', '$name$']);

let database: TestDatabase;
let hotel: Hotel;
let tried = 0;

beforeAll(async () => {
  configure({ logger: pino({ level: 'silent' }) });
  database = await createTestDatabase(testServers()[0]!);
  hotel = await createHotel(database.url);
});
afterAll(async () => {
  console.log(`${tried} hostile names and values from untyped code`);
  await hotel.sequelize.close();
  await database.drop();
});
afterEach(async () => {
  const [left] = await hotel.sequelize.query('SELECT count(*)::int AS rooms FROM rooms', { type: QueryTypes.SELECT });
  expect(left).toEqual({ rooms: 3 });
  const logged = await errorsLogged(database, hotel.sequelize);
  const ofStatements = logged.filter((message) => !ofValues.some((form) => form.test(message)));
  expect(ofStatements, "errors in the database's log").toEqual([]);
  expect(pollution(), 'what every object has').toEqual([]);
});

/** Values that only PostgreSQL can judge. */
const ofValues = [
  /^invalid byte sequence for encoding/,
  /^LIKE pattern must not end/,
  /out of range/,
  /^invalid input syntax/,
];

// biome-ignore lint/suspicious/noExplicitAny: what code without types can call
type Untyped = any;
const rooms = (): Untyped => objects(hotel.Room);
const read = (expression: unknown): Untyped => rooms().annotate({ a: expression }).all();
/** An object with one own property, whatever its name. */
const only = (name: string, value: unknown) => JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);

/** Where a QuerySet takes a name. */
const names: Readonly<Record<string, (name: string) => Untyped>> = {
  'where()': (name) => rooms().where(only(name, 1)).all(),
  'where() of one': (name) =>
    rooms()
      .where({ house: only(name, 1) })
      .all(),
  'where() of many': (name) =>
    rooms()
      .where({ guests: { some: only(name, 1) } })
      .all(),
  'a path of where()': (name) =>
    rooms()
      .where(only(`house.${name}`, 1))
      .all(),
  'a quantifier': (name) =>
    rooms()
      .where({ guests: only(name, {}) })
      .all(),
  'an operator': (name) =>
    rooms()
      .where({ name: only(name, 1) })
      .all(),
  'exclude()': (name) => rooms().exclude(only(name, 1)).count(),
  'orderBy()': (name) => rooms().orderBy(name).values('id'),
  'a falling orderBy()': (name) => rooms().orderBy(`-${name}`).values('id'),
  'an order as an object': (name) => rooms().orderBy({ field: name }).values('id'),
  'an order across an association': (name) => rooms().orderBy(`house.${name}`).all(),
  'where nulls go': (name) => rooms().orderBy({ field: 'name', nulls: name }).all(),
  'where nulls go, in values()': (name) => rooms().distinct().orderBy({ field: 'name', nulls: name }).values('name'),
  'a direction': (name) => rooms().orderBy({ field: 'name', direction: name }).all(),
  'a direction, in values()': (name) => rooms().distinct().orderBy({ field: 'name', direction: name }).values('name'),
  'latest()': (name) => rooms().latest(name),
  'earliest()': (name) => rooms().earliest(name),
  'countBy()': (name) => rooms().countBy(name),
  'values()': (name) => rooms().values(name),
  'a path of values()': (name) => rooms().values(`house.${name}`),
  'aggregate() by': (name) => rooms().aggregate({ n: Count() }, { by: [name] }),
  'scope()': (name) => rooms().scope(name).all(),
  'scope() with a method': (name) =>
    rooms()
      .scope({ method: [name, 1] })
      .all(),
  'within() order': (name) =>
    rooms()
      .within({ order: [[name, 'ASC']] })
      .values('id'),
  'a direction of within()': (name) =>
    rooms()
      .within({ order: [['name', name]] })
      .values('id'),
  'within() where': (name) =>
    rooms()
      .within({ where: only(name, 1) })
      .all(),
  'a key of within()': (name) => rooms().within(only(name, [])).all(),
  'with()': (name) => rooms().with(name).all(),
  'a path of with()': (name) => rooms().with(`house.${name}`).all(),
  'F()': (name) => read(F(name)),
  'F() across an association': (name) => read(F(`house.${name}`)),
  'Count()': (name) => read(Count(name)),
  'Count() of a field': (name) => read(Count(`guests.${name}`)),
  'Sum()': (name) => read(Sum(`guests.${name}`)),
  'Avg()': (name) => read(Avg(`guests.${name}`)),
  'Min()': (name) => read(Min(`guests.${name}`)),
  'Max()': (name) => read(Max(`guests.${name}`)),
  'Exists()': (name) => read(Exists(name)),
  'Exists() where': (name) => read(Exists('guests', { where: only(name, 1) })),
  'when()': (name) => read(caseWhen([when(only(name, 1), 1)])),
  'Coalesce()': (name) => read(Coalesce(F(name), 'x')),
  'Concat()': (name) => read(Concat(F(name))),
  'aggregate() of a field': (name) => rooms().aggregate({ a: Max(name) }),
};

describe('names from code without types', () => {
  it.each(Object.entries(names))('%s', async (place, use) => {
    for (const name of strings.filter((string) => isWrong(string, place))) {
      tried += 1;
      const error = await failureOf(() => use(name));
      const shown = JSON.stringify(name.slice(0, 60));
      expect(error, shown).toBeInstanceOf(Error);
      expect(error instanceof LivegraftError ? error.code : error!.name, shown).toMatch(
        /^(LG2007|LG30(01|02|05|10|12)|TypeError)$/,
      );
      if (!privateNames.some((own) => name.includes(own)))
        expect(error!.message).not.toMatch(/passwordHash|nationalNumber/);
    }
  });

  it.each(['passwordHash', 'nationalNumber'])(
    '%s, which is private, is as any name that there is not',
    async (name) => {
      for (const [place, use] of Object.entries(names)) {
        const [error, unknown] = [await failureOf(() => use(name)), await failureOf(() => use('zzzzzzzzzzzz'))];
        expect(error?.message.replaceAll(name, '…'), place).toBe(unknown?.message.replaceAll('zzzzzzzzzzzz', '…'));
        expect(error, place).toBeInstanceOf(Error);
      }
    },
  );

  it('the name of an annotation is one that GraphQL could have, or refused', async () => {
    for (const name of strings) {
      tried += 1;
      const use = () =>
        rooms()
          .annotate({ [name]: Count('guests') })
          .orderBy(name)
          .values('id', name);
      const isName = /^(?!__)[A-Za-z_]\w*$/.test(name);
      const error = await failureOf(use);
      if (error) expect(error).toMatchObject({ code: 'LG2004' });
      else expect([isName, (await use()).length]).toEqual([true, 3]);
    }
  });

  it('the name of an aggregate is only the key under which it is found', async () => {
    for (const name of strings.filter((string) => string.length < 100_000)) {
      tried += 1;
      const totals = await rooms().aggregate(Object.fromEntries([[name, Count()]]));
      expect(Object.entries(totals), JSON.stringify(name)).toEqual([[name, 3]]);
    }
  });
});

/** Names that are right at a place are no test of it. */
function isWrong(name: string, place: string): boolean {
  if (place === 'a quantifier') return name !== 'some';
  if (place === 'a key of within()') return !['order', 'where', 'limit', 'offset', 'attributes'].includes(name);
  // no direction, and no place for nulls, is the usual one
  if (/direction|nulls/.test(place)) return name !== '' && !/^((ASC|DESC) ?)?(NULLS (FIRST|LAST))?$/i.test(name);
  return !publicNames.has(name);
}

async function failureOf(use: () => Untyped): Promise<Error | null> {
  try {
    await use();
    return null;
  } catch (error) {
    return error as Error;
  }
}

describe('values from code without types', () => {
  it('texts are bound as they are', async () => {
    for (const text of strings) {
      tried += 1;
      const shown = JSON.stringify(text.slice(0, 60));
      try {
        expect(await rooms().where({ name: text }).count(), shown).toBe(0);
        expect(
          await rooms()
            .where({ name: [text, 'Blue'] })
            .count(),
          shown,
        ).toBe(1);
        expect(await rooms().exclude({ name: text }).count(), shown).toBe(3);
        expect(await rooms().where({ 'house.name': text }).count(), shown).toBe(0);
        expect(await rooms().whereSql`${F('name')} = ${text}`.count(), shown).toBe(0);
        expect(
          await rooms()
            .annotate({ a: Concat(text) })
            .limit(1)
            .values('a'),
          shown,
        ).toEqual([{ a: Buffer.from(text).toString() }]);
      } catch (error) {
        if (!(error instanceof LivegraftError)) throw error;
        expect([text.includes('\0'), error.code, error.status], shown).toEqual([true, 'LG3032', 400]);
      }
    }
  });

  it.each(['beds', 'price', 'weight', 'visits', 'isOpen', 'code', 'openedAt', 'day', 'checkIn', 'kind', 'extra'])(
    'texts for %s, which is none, are refused or are its values',
    async (column) => {
      for (const text of strings) {
        for (const value of [text, [text], { [Symbol('x')]: text }]) {
          tried += 1;
          const error = await failureOf(() =>
            rooms()
              .where({ [column]: value })
              .all(),
          );
          if (!error) continue;
          const { code = error.name, status } = error as LivegraftError;
          expect([code, status], JSON.stringify(text.slice(0, 60))).toEqual(
            code === 'LG3002' ? ['LG3002', 500] : ['LG3032', 400],
          );
        }
      }
    },
  );

  it('objects that look like SQL or like tools are no values and no conditions', async () => {
    const raw = literal("'Blue' OR 1=1");
    const values = [
      raw,
      hotel.sequelize.fn('now'),
      hotel.sequelize.col('password_hash'),
      new Map(),
      () => 1,
      Symbol('x'),
    ];
    for (const value of values) {
      for (const use of [
        () => rooms().where(value).all(),
        () => rooms().where({ name: value }).all(),
        () =>
          rooms()
            .where({ name: [value] })
            .all(),
        () => rooms().where({ house: value }).all(),
        () => rooms().exclude({ beds: value }).all(),
        () => rooms().orderBy(value).all(),
        () => rooms().orderBy({ field: value }).all(),
        () => rooms().annotate({ a: value }).all(),
        () => rooms().limit(value).all(),
        () => rooms().offset(value).all(),
      ]) {
        tried += 1;
        expect(await failureOf(use), `${String(use)} of ${String(value)}`).toBeInstanceOf(Error);
      }
    }
  });

  it('numbers that are none', async () => {
    for (const value of [
      '1; DROP TABLE rooms',
      '1',
      -1,
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e300,
      null,
      {},
      [],
    ]) {
      for (const use of [
        () => rooms().limit(value).all(),
        () => rooms().offset(value).all(),
        () => rooms().slice(value).all(),
        () =>
          rooms()
            .slice(0, value === null ? Number.NaN : value)
            .all(),
        () => rooms().inChunks(value).next(),
        () => rooms().within({ limit: value }).all(),
        () => rooms().within({ offset: value }).all(),
      ]) {
        tried += 1;
        expect(await failureOf(use), `${String(use)} of ${String(value)}`).toBeInstanceOf(TypeError);
      }
    }
  });

  it('keys that reach prototypes change no object and narrow nothing unseen', async () => {
    for (const text of [
      '{"__proto__": {"isOpen": true}}',
      '{"constructor": {"prototype": {"isOpen": true}}}',
      '{"house": {"__proto__": {"polluted": true}}}',
      '{"guests": {"__proto__": {"name": "x"}}}',
      '{"name": {"__proto__": "x"}}',
      '{"name": {"constructor": "x"}}',
    ]) {
      for (const use of [(given: object) => rooms().where(given), (given: object) => rooms().exclude(given)]) {
        tried += 1;
        expect(await failureOf(() => use(JSON.parse(text)).all()), text).toMatchObject({
          code: expect.stringMatching(/^LG300[12]$/),
        });
      }
    }
  });
});
