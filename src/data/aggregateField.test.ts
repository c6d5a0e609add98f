import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { pino } from 'pino';
import { DataTypes, Op, QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Hotel, openHotel, Room, Stay } from '../../integration-tests/hotelModels.ts';
import { configure } from '../log.ts';
import { Avg, Count, Max, Min, Sum } from '../schema/expressions.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { createModelSchema, type FieldAggregate, fieldAggregates } from '../schema/typeDefinitions.ts';
import { compileOperation } from './compiledOperation.ts';
import { configureDatabase } from './databaseSettings.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { objects } from './querySet.ts';
import { recordStatements } from './statements.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 60);

let hotel: Hotel;
let Sample: ModelClass;
let schema: ReturnType<typeof createExecutableSchema>;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  configure({ logger: pino({ base: null, timestamp: false }, { write: (line) => logged.push(JSON.parse(line)) }) });
  hotel = await openHotel();
  Sample = hotel.sequelize.define(
    'Sample',
    {
      whole: { type: DataTypes.INTEGER, field: 'whole_column' },
      big: DataTypes.BIGINT,
      decimal: DataTypes.DECIMAL(12, 3),
      float: DataTypes.DOUBLE,
      text: DataTypes.STRING,
      moment: DataTypes.DATE,
      day: DataTypes.DATEONLY,
      time: DataTypes.TIME,
      flag: DataTypes.BOOLEAN,
      key: DataTypes.UUID,
      extra: DataTypes.JSON,
    },
    { tableName: 'samples' },
  ) as ModelClass;
  await Sample.sync();
  await hotel.sequelize.query(`INSERT INTO samples (whole_column, big, decimal, float, text, moment, day, time, flag, key)
    SELECT nullif(n, 3), 9007199254740993 + n, n * 1.125, n / 8.0, chr(97 + n * 5 % 7), timestamptz '2026-03-01 10:00:00.25Z' - n * interval '1 day',
      date '2026-03-01' - n, time '09:30' + n * interval '7 minutes', n % 2 = 0, gen_random_uuid()
    FROM generate_series(1, 9) AS n`);
  // a viewer sees the stays of one status
  Object.assign(Stay, { visibleTo: (viewer: string | null) => viewer === null || { status: viewer } });
  schema = createExecutableSchema(createModelSchema([...hotel.models, Sample]));
});
afterEach(() => {
  logged.length = 0;
});
afterAll(() => hotel.close());

/** What both executors give, and the statements of the first. */
async function run(query: string, variables: Record<string, unknown> = {}, viewer: string | null = null) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const { result, statements } = await recordStatements(() =>
    compileOperation(schema, document)(variables, { viewer }),
  );
  const executed = await execute({ schema, document, variableValues: variables, contextValue: { viewer } });
  expect(plain(executed)).toEqual(plain(result));
  expect(result.errors).toBeUndefined();
  return { data: plain(result.data) as Record<string, unknown>, texts: statements.map(({ text }) => text) };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function textOf(sql: string): Promise<string | null> {
  const [row] = await hotel.sequelize.query<{ text: string | null }>(`SELECT (${sql})::text AS text FROM samples`, {
    type: QueryTypes.SELECT,
  });
  return row!.text;
}

const isoMoment = (sql: string) => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

describe('aggregates in GraphQL', () => {
  it.each([
    ['sum { whole }', 'sum(whole_column)', 'number'],
    ['sum { big }', 'sum(big)', 'string'],
    ['sum { decimal }', 'sum(decimal)', 'string'],
    ['sum { float }', 'sum(float)', 'number'],
    ['avg { whole }', 'avg(whole_column)::float8', 'number'],
    ['avg { big }', 'avg(big)', 'string'],
    ['avg { decimal }', 'avg(decimal)', 'string'],
    ['avg { float }', 'avg(float)', 'number'],
    ['min { whole }', 'min(whole_column)', 'number'],
    ['max { big }', 'max(big)', 'string'],
    ['min { decimal }', 'min(decimal)', 'string'],
    ['max { float }', 'max(float)', 'number'],
    ['max { text }', 'max(text)', 'string'],
    ['min { moment }', isoMoment('min(moment)'), 'string'],
    ['max { moment }', isoMoment('max(moment)'), 'string'],
    ['min { day }', 'min(day)', 'string'],
    ['max { time }', 'max(time)', 'string'],
    ['countDistinct { whole }', 'count(DISTINCT whole_column)', 'number'],
    ['countDistinct { flag }', 'count(DISTINCT flag)', 'number'],
    ['countDistinct { key }', 'count(DISTINCT key)', 'number'],
  ])('gives %s as PostgreSQL does', async (selection, sql, kind) => {
    const { data, texts } = await run(`{ samplesAggregate { ${selection} } }`);
    const [row] = data.samplesAggregate as Record<string, Record<string, unknown>>[];
    const [value] = Object.values(Object.values(row!)[0]!);
    expect(String(value)).toBe(await textOf(sql));
    expect(typeof value).toBe(kind);
    expect(texts).toHaveLength(1);
  });

  it('reads in one statement what is asked for and nothing else', async () => {
    const query = `{ roomsAggregate(where: { size: { gt: 0 } }, by: [mood]) { by { mood } count sum { rent } countDistinct { houseId } } }`;
    const { data, texts } = await run(query);
    expect(data.roomsAggregate).toEqual([
      { by: { mood: 'calm' }, count: 2, sum: { rent: '180.50' }, countDistinct: { houseId: 1 } },
      { by: { mood: 'loud' }, count: 1, sum: { rent: '250.00' }, countDistinct: { houseId: 1 } },
    ]);
    expect(texts).toEqual([
      'SELECT "Room"."mood", count(*)::int4, sum("Room"."rent")::numeric, count(DISTINCT "Room"."house")::int4 FROM "Rooms" AS "Room" WHERE "Room"."size" > $1::int4 GROUP BY 1 ORDER BY 1 LIMIT $2::int8',
    ]);
    const { texts: ofMax } = await run('{ roomsAggregate { max { title } } }');
    expect(ofMax).toEqual(['SELECT max("Room"."room_title") FROM "Rooms" AS "Room"']);
  });

  it('groups by several fields and annotations, nulls among them, sorted by the group', async () => {
    const query = '{ roomsAggregate(by: [class, mood, class]) { by { mood class size } count max { size title } } }';
    expect((await run(query)).data.roomsAggregate).toEqual([
      { by: { mood: 'calm', class: 'large', size: null }, count: 1, max: { size: 5, title: 'Den' } },
      { by: { mood: null, class: 'large', size: null }, count: 1, max: { size: null, title: 'Cave' } },
      { by: { mood: 'calm', class: 'small', size: null }, count: 1, max: { size: 1, title: 'Attic' } },
      { by: { mood: 'loud', class: 'small', size: null }, count: 1, max: { size: 2, title: 'Blue' } },
    ]);
  });

  it('takes all rows together where it groups by nothing', async () => {
    const together = { by: null, count: 4, min: { size: 1 } };
    const query = `query Q($by: [RoomOrderField!]) {
      none: roomsAggregate { by { mood } count min { size } }
      null: roomsAggregate(by: null) { by { mood } count min { size } }
      empty: roomsAggregate(by: $by) { by { mood } count min { size } }
    }`;
    const all = [together];
    expect((await run(query, { by: [] })).data).toEqual({ none: all, null: all, empty: all });
  });

  it('gives one object of no rows, and no group', async () => {
    const query = `{
      all: roomsAggregate(where: { id: { lt: 0 } }) { count sum { rent } avg { size } max { title } countDistinct { mood } }
      groups: roomsAggregate(where: { id: { lt: 0 } }, by: [mood]) { count }
    }`;
    expect((await run(query)).data).toEqual({
      all: [{ count: 0, sum: { rent: null }, avg: { size: null }, max: { title: null }, countDistinct: { mood: 0 } }],
      groups: [],
    });
  });

  it('takes conditions over associations, and on what the query annotates', async () => {
    const query = `query Q($where: RoomWhere, $annotate: [RoomAnnotation!]) {
      inBonn: roomsAggregate(where: { house: { city: { eq: "Bonn" } } }) { sum { rent } }
      withOpen: roomsAggregate(where: { stays: { some: { status: { eq: open } } } }) { max { title } }
      busy: roomsAggregate(where: $where, annotate: $annotate) { count sum { staysCount done } }
    }`;
    const annotate = [{ name: 'days', expression: { sum: { stays: { of: { field: 'days' } } } } }];
    expect((await run(query, { annotate, where: { annotation: { name: 'days', gt: 0 } } })).data).toEqual({
      inBonn: [{ sum: { rent: '350.50' } }],
      withOpen: [{ max: { title: 'Attic' } }],
      busy: [{ count: 2, sum: { staysCount: 3, done: 2 } }],
    });
  });

  it('finds what is asked for in fragments, under aliases and directives', async () => {
    const query = `query Q($yes: Boolean!) {
      rooms: roomsAggregate(where: { id: { in: [1, 2] } }) { sum { rent } ...Sizes }
      rooms: roomsAggregate(where: { id: { in: [1, 2] } }) {
        sum { again: rent size @skip(if: $yes) }
        ... on RoomAggregate @include(if: $yes) { n: count }
        ... { __typename min { __typename } }
      }
    }
    fragment Sizes on RoomAggregate { sum { ...Sum } low: min { size } high: min { rent } }
    fragment Sum on RoomAggregateSum { sizes: size }`;
    const { data, texts } = await run(query, { yes: true });
    expect(data.rooms).toEqual([
      {
        sum: { rent: '350.50', again: '350.50', sizes: 3 },
        low: { size: 1 },
        high: { rent: '100.50' },
        n: 2,
        __typename: 'RoomAggregate',
        min: { __typename: 'RoomAggregateMin' },
      },
    ]);
    expect(texts).toHaveLength(1);
  });

  it('is one object where nothing of it is asked for', async () => {
    const query =
      '{ a: roomsAggregate { __typename } b: roomsAggregate { sum { __typename } } c: roomsAggregate { by { id } } }';
    expect((await run(query)).data).toEqual({
      a: [{ __typename: 'RoomAggregate' }],
      b: [{ sum: { __typename: 'RoomAggregateSum' } }],
      c: [{ by: null }],
    });
  });

  it('gives each viewer what they may see, of one document', async () => {
    const query = `{
      stays: staysAggregate(by: [status]) { by { status } count sum { paid } }
      rooms: roomsAggregate(where: { stays: { some: { days: { gt: 0 } } } }) { count sum { staysCount } }
    }`;
    const compiled = compileOperation(schema, parse(query));
    const seenBy = async (viewer: string | null) => plain((await compiled({}, { viewer })).data);
    const ofOpen = {
      stays: [{ by: { status: 'open' }, count: 1, sum: { paid: null } }],
      rooms: [{ count: 1, sum: { staysCount: 1 } }],
    };
    expect(await seenBy('open')).toEqual(ofOpen);
    expect(await seenBy('done')).toEqual({
      stays: [{ by: { status: 'done' }, count: 3, sum: { paid: '22.25' } }],
      rooms: [{ count: 2, sum: { staysCount: 2 } }],
    });
    expect(await seenBy(null)).toMatchObject({
      stays: [{ count: 1 }, { count: 3 }],
      rooms: [{ sum: { staysCount: 3 } }],
    });
    expect(await seenBy('open')).toEqual(ofOpen);
  });

  it.each([
    ['min { apiToken }', 'Cannot query field "apiToken" on type "RoomAggregateMin".'],
    ['countDistinct { apiToken }', 'Cannot query field "apiToken" on type "RoomAggregateCountDistinct".'],
    ['by { apiToken }', 'Cannot query field "apiToken" on type "RoomAggregateGroup".'],
  ])('knows no private attribute: %s', (selection, message) => {
    const errors = validate(schema, parse(`{ roomsAggregate { ${selection} } }`));
    expect(errors.map((error) => error.message)).toEqual([message]);
    expect(validate(schema, parse('{ roomsAggregate(by: [apiToken]) { count } }'))).toHaveLength(1);
  });

  it("refuses a client's mistakes", async () => {
    const query = 'query Q($where: RoomWhere) { roomsAggregate(where: $where) { count } }';
    const { errors } = await compileOperation(schema, parse(query))(
      { where: { annotation: { name: 'nope', eq: 1 } } },
      { viewer: null },
    );
    expect(errors?.map(({ originalError }) => originalError)).toMatchObject([{ code: 'LG3001', status: 400 }]);
  });

  it('leaves out groups beyond those of a list without a limit, and says so', async () => {
    configureDatabase({ listRows: 2 });
    try {
      const { data } = await run(
        '{ roomsAggregate(by: [id]) { by { id } } two: roomsAggregate(by: [houseId], where: { houseId: { gt: 0 } }) { count } }',
      );
      expect(data).toEqual({
        roomsAggregate: [{ by: { id: 1 } }, { by: { id: 2 } }],
        two: [{ count: 2 }, { count: 1 }],
      });
    } finally {
      configureDatabase({ listRows: 1_000 });
    }
    const said = { level: 40, code: 'LG3040', model: 'Room', msg: 'A list of Room without a limit was cut at 2 rows.' };
    expect(logged).toEqual([said, said]); // one for each executor
  });
});

// What GraphQL and QuerySet.aggregate() say of the same rows.

const expressions = {
  sum: Sum,
  avg: Avg,
  min: Min,
  max: Max,
  countDistinct: (name: string) => Count(name, { distinct: true }),
};

/** The fields that the SDL has for an aggregate. */
function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName) as { getFields?: () => object } | undefined;
  return Object.keys(type?.getFields?.() ?? {});
}

it('is what QuerySet.aggregate gives, for whatever is asked', async () => {
  const wanted = fc.constantFrom<ModelClass>(Room as ModelClass, Stay as ModelClass, Sample).chain((model) => {
    const asked = fieldAggregates.map((name) => fc.subarray(fieldsOf(`${model.name}Aggregate${upperFirst(name)}`)));
    const chosen = fc
      .tuple(...asked)
      .map((fields) => fields.map((names, index) => [fieldAggregates[index]!, names] as const));
    return fc.record({
      model: fc.constant(model),
      by: fc.subarray(fieldsOf(`${model.name}AggregateGroup`)).map((names) => names.slice(0, 3)),
      chosen: chosen.filter((all) => all.some(([, names]) => names.length > 0)),
      least: fc.integer({ min: 0, max: 5 }),
    });
  });
  const property = fc.asyncProperty(wanted, async ({ model, by, chosen, least }) => {
    const pairs = chosen.flatMap(([aggregate, names]) => names.map((name) => [aggregate, name] as const));
    const rows = objects(modelTypeOf(model).model).where({ id: { [Op.gt]: least } });
    const values = Object.fromEntries(
      pairs.map(([aggregate, name]) => [keyOf(aggregate, name), expressions[aggregate](name)]),
    );
    const expected = await rows.aggregate(values, { by: by as never[] });
    const selection = chosen
      .filter(([, names]) => names.length > 0)
      .map(([name, names]) => `${name} { ${names.join(' ')} }`);
    const groups = by.length > 0 ? `by { ${by.join(' ')} }` : '';
    const root = `${model.name[0]!.toLowerCase()}${model.name.slice(1)}sAggregate`;
    const variables = { where: rows.variables.where, by };
    const { data } = await run(
      `query Q($where: ${model.name}Where, $by: [${model.name}OrderField!]) { given: ${root}(where: $where, by: $by) { ${groups} ${selection.join(' ')} } }`,
      variables,
    );
    const given = (data.given as Record<string, Record<string, unknown>>[]).map((row) => ({
      ...row.by,
      ...Object.fromEntries(pairs.map(([aggregate, name]) => [keyOf(aggregate, name), row[aggregate]![name]])),
    }));
    expect(given).toEqual(plain(expected));
  });
  await fc.assert(property, { numRuns });
});

function keyOf(aggregate: FieldAggregate, name: string): string {
  return `${aggregate} of ${name}`;
}

function upperFirst(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}
