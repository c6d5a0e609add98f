import { getIntrospectionQuery, printSchema } from 'graphql';
import { pino } from 'pino';
import { QueryTypes } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import { configure } from '../../src/log.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { createGraphqlEndpoint, type GraphqlEndpoint } from '../../src/server/graphqlEndpoint.ts';
import { noLimits } from '../graphql/noLimits.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { errorsLogged, pollution } from './databaseLog.ts';
import { createHotel, type Hotel } from './hotel.ts';
import { injections, privateNames } from './injections.ts';

const strings = injections();

let database: TestDatabase;
let hotel: Hotel;
let schema: ReturnType<typeof createExecutableSchema>;
let endpoint: GraphqlEndpoint;
/** How many times a string was handed in. */
let tried = 0;

beforeAll(async () => {
  configure({ logger: pino({ level: 'silent' }) });
  database = await createTestDatabase(testServers()[0]!);
  hotel = await createHotel(database.url);
  schema = createExecutableSchema(createModelSchema([hotel.Room, hotel.Guest, hotel.House]));
  endpoint = createGraphqlEndpoint(schema, {
    development: false,
    open: true,
    introspection: true,
    origins: [],
    limits: noLimits,
  })!;
});
afterAll(async () => {
  console.log(`${tried} hostile names and values: ${strings.length} strings, each at every place`);
  await hotel.sequelize.close();
  await database.drop();
});
afterEach(async () => {
  const [{ rooms }] = (await hotel.sequelize.query('SELECT count(*)::int AS rooms FROM rooms', {
    type: QueryTypes.SELECT,
  })) as [{ rooms: number }];
  expect(rooms, 'rooms that are left').toBe(3);
  const logged = await errorsLogged(database, hotel.sequelize);
  const ofStatements = logged.filter((message) => !ofValues.some((form) => form.test(message)));
  expect(ofStatements, "errors in the database's log").toEqual([]);
  expect(pollution(), 'what every object has').toEqual([]);
});

interface Answer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

async function post(body: object): Promise<Answer & { readonly text: string }> {
  tried += 1;
  const request = new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const response = await endpoint(request, null);
  const text = await response.text();
  return { status: response.status, ...JSON.parse(text), text };
}

const list = `query ($where: RoomWhere, $orderBy: [RoomOrderBy!], $limit: Int, $offset: Int, $annotate: [RoomAnnotation!],
    $guests: GuestWhere, $by: [GuestOrderBy!], $most: Int) {
  rooms(where: $where, orderBy: $orderBy, limit: $limit, offset: $offset, annotate: $annotate) {
    id house { name } guests(where: $guests, orderBy: $by, limit: $most) { name }
  }
  roomsCount(where: $where, annotate: $annotate)
}`;

/** An object with one own property, whatever its name. */
const only = (name: string, value: unknown) => JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);
const annotated = (expression: object) => ({ annotate: [{ name: 'a', expression }] });

/** Where GraphQL takes a name in variables. A name that is none there is refused. */
const variableNames: Readonly<Record<string, (name: string) => object>> = {
  'a condition': (name) => ({ where: only(name, { eq: 1 }) }),
  'a condition below others': (name) => ({ where: { and: [{ not: only(name, { isNull: true }) }] } }),
  'a condition of one': (name) => ({ where: { house: only(name, { eq: 'x' }) } }),
  'a condition of many': (name) => ({ where: { guests: { some: only(name, { eq: 'x' }) } } }),
  'a quantifier': (name) => ({ where: { guests: only(name, {}) } }),
  'an operator': (name) => ({ where: { name: only(name, 'x') } }),
  'an operator of an annotation': (name) => ({
    ...annotated({ value: 1 }),
    where: { annotation: { name: 'a', ...only(name, 1) } },
  }),
  'the name of an annotation that is filtered by': (name) => ({ where: { annotation: { name, eq: 'x' } } }),
  'the field of an order': (name) => ({ orderBy: [{ field: name }] }),
  'the annotation of an order': (name) => ({ orderBy: [{ annotation: name }] }),
  'a direction': (name) => ({ orderBy: [{ field: 'name', direction: name }] }),
  'where nulls go': (name) => ({ orderBy: [{ field: 'name', nulls: name }] }),
  'a key of an order': (name) => ({ orderBy: [only(name, 'name')] }),
  'the field of an expression': (name) => annotated({ field: name }),
  'the annotation of an expression': (name) => annotated({ annotation: name }),
  'a key of an expression': (name) => annotated(only(name, [{ value: 1 }])),
  'an association of an expression': (name) => annotated({ related: only(name, { field: 'name' }) }),
  'a field across an association': (name) => annotated({ related: { house: { field: name } } }),
  'an association of an aggregate': (name) => annotated({ count: only(name, {}) }),
  'the field of an aggregate': (name) => annotated({ max: { guests: { of: { field: name } } } }),
  'a condition of an aggregate': (name) => annotated({ count: { guests: { where: only(name, { eq: 1 }) } } }),
  'a condition of a case': (name) =>
    annotated({ case: { branches: [{ where: only(name, { eq: 1 }), gives: { value: 1 } }] } }),
  'an expression to sort by': (name) => ({ orderBy: [{ expression: { related: { house: { field: name } } } }] }),
  "a condition of a field's argument": (name) => ({ guests: only(name, { eq: 'x' }) }),
  "an order of a field's argument": (name) => ({ by: [{ field: name }] }),
  "an annotation of a field's argument": (name) => ({ by: [{ annotation: name }] }),
  "an expression of a field's argument": (name) => ({ by: [{ expression: { related: { room: { field: name } } } }] }),
};

/** Names that are right somewhere. */
const rightNames = new Set(['name', 'and', 'or', 'not', 'except', 'annotation', 'some']);

describe('names from a client, in variables', () => {
  it.each(Object.entries(variableNames))('%s', async (_, variablesWith) => {
    for (const name of strings.filter((string) => !rightNames.has(string))) {
      const { status, data, errors, text } = await post({ query: list, variables: variablesWith(name) });
      const shown = JSON.stringify(name.slice(0, 60));
      expect(errors?.length, shown).toBeGreaterThan(0);
      expect(data ?? null, shown).toBeNull();
      expect(text, shown).not.toContain('Something went wrong');
      expect(status, shown).toBeLessThan(500);
      if (!privateNames.some((own) => name.includes(own) || own.includes(name))) {
        expect(text).not.toMatch(/passwordHash|nationalNumber/);
      }
    }
  });

  it('the name of an annotation is one that no column has, or refused', async () => {
    for (const name of strings) {
      const variables = { annotate: [{ name, expression: { value: 1 } }], orderBy: [{ annotation: name }] };
      const { errors, data } = await post({ query: list, variables });
      const isName = /^(?!__)[A-Za-z_]\w*$/.test(name);
      if (isName && !errors) expect(data).toMatchObject({ roomsCount: 3 });
      else expect(['LG2004', 'LG3001']).toContain(errors?.[0]?.extensions?.code);
    }
  });
});

/** Where a document itself takes a name. */
const documentNames: Readonly<Record<string, (name: string) => string>> = {
  'a root field': (name) => `{ ${name} }`,
  'a field': (name) => `{ rooms { ${name} } }`,
  'a field of one': (name) => `{ rooms { house { ${name} } } }`,
  'an argument': (name) => `{ rooms(${name}: 1) { id } }`,
  'an argument of one row': (name) => `{ room(id: 1, ${name}: 1) { id } }`,
  'a condition': (name) => `{ rooms(where: { ${name}: { eq: 1 } }) { id } }`,
  'an operator': (name) => `{ rooms(where: { name: { ${name}: "x" } }) { id } }`,
  'an order': (name) => `{ rooms(orderBy: [{ field: ${name} }]) { id } }`,
  'a direction': (name) => `{ rooms(orderBy: [{ field: name, direction: ${name} }]) { id } }`,
  'an expression': (name) => `{ rooms(annotate: [{ name: "a", expression: { field: ${name} } }]) { id } }`,
  'an enum': (name) => `{ rooms(where: { kind: { eq: ${name} } }) { id } }`,
  'an argument of a list': (name) => `{ rooms { guests(where: { ${name}: { eq: 1 } }) { id } } }`,
  'a type': (name) => `{ rooms { ... on ${name} { id } } }`,
};

describe('names from a client, in the document', () => {
  it.each(Object.entries(documentNames))('%s', async (_, documentWith) => {
    for (const name of strings.filter((string) => string.length <= 100_000)) {
      const { status, data, errors, text } = await post({ query: documentWith(name) });
      const shown = `${JSON.stringify(name.slice(0, 60))}: ${text.slice(0, 300)}`;
      expect(status, shown).toBeLessThan(500);
      // a comment, white space or a name that is right leaves a document that is whole
      if (errors) expect(data ?? null, shown).toBeNull();
      expect(text, shown).not.toContain('CANARY');
      if (!privateNames.some((own) => name.includes(own) || own.includes(name))) {
        expect(text).not.toMatch(/passwordHash|nationalNumber/);
      }
    }
  });

  it.each(privateNames.filter((name) => /^\w+$/.test(name)))(
    '%s, which is private, is refused everywhere',
    async (name) => {
      for (const [place, documentWith] of Object.entries(documentNames)) {
        const { errors, text } = await post({ query: documentWith(name) });
        expect(errors, place).toHaveLength(1);
        // as of a name that is nothing at all
        const unknown = await post({ query: documentWith('zzzzzzzzzzzz') });
        expect(text.replaceAll(name, '…'), place).toBe(unknown.text.replaceAll('zzzzzzzzzzzz', '…'));
      }
      for (const [place, variablesWith] of Object.entries(variableNames)) {
        const { errors, text } = await post({ query: list, variables: variablesWith(name) });
        expect(errors?.length, place).toBeGreaterThan(0);
        const unknown = await post({ query: list, variables: variablesWith('zzzzzzzzzzzz') });
        expect(text.replaceAll(name, '…'), place).toBe(unknown.text.replaceAll('zzzzzzzzzzzz', '…'));
      }
    },
  );

  it('has no private name in the schema, in whatever form it is asked for', async () => {
    const { text } = await post({ query: getIntrospectionQuery() });
    for (const told of [
      text,
      printSchema(schema),
      createModelSchema([hotel.Room, hotel.Guest, hotel.House]).typeDefs,
    ]) {
      expect(told).toContain('openedAt');
      expect(told).not.toMatch(/password|national/i);
    }
  });
});

/** Where a client gives a text. All are in one document, so that all are asked at once. */
const texts = `query ($s: String!, $strings: [String!]!, $value: Value!, $by: [RoomOrderBy!], $guests: GuestWhere) {
  eq: roomsCount(where: { name: { eq: $s } })
  ne: roomsCount(where: { name: { ne: $s } })
  in: roomsCount(where: { name: { in: $strings } })
  notIn: roomsCount(where: { name: { notIn: $strings } })
  less: roomsCount(where: { name: { lt: $s } })
  like: roomsCount(where: { name: { like: $s } })
  iLike: roomsCount(where: { name: { iLike: $s } })
  contains: roomsCount(where: { name: { contains: $s } })
  startsWith: roomsCount(where: { name: { startsWith: $s } })
  endsWith: roomsCount(where: { name: { endsWith: $s } })
  ofOne: roomsCount(where: { house: { name: { eq: $s } } })
  ofMany: roomsCount(where: { guests: { every: { name: { eq: $s } } } })
  annotated: roomsCount(
    annotate: [{ name: "a", expression: { concat: [{ field: name }, { value: $value }] } }]
    where: { annotation: { name: "a", eq: $value } }
  )
  shown: rooms(limit: 1, annotate: [{ name: "a", expression: { value: $value } }]) { a: annotation(name: "a") }
  sorted: rooms(orderBy: $by) { id guests(where: $guests) { id } }
}`;

/** What PostgreSQL itself finds wrong with a value that is bound: it never reads one as a part of a statement. */
const ofValues = [
  /^invalid byte sequence for encoding "UTF8": 0x00/,
  /^LIKE pattern must not end with escape character/,
  /^date\/time field value out of range/,
  /^value ".*" is out of range for type/,
  /^value overflows numeric format/,
  /^invalid input (syntax|value) for (type|enum)/,
];
/** The sentence of LG3032 for such a value, with the code of PostgreSQL's error. */
const refusedValue = /^The database refuses a value: .* \((22003|22008|22021|22025|22P02)\)\.$/;

describe('values from a client', () => {
  it('texts are bound as they are', async () => {
    for (const text of strings) {
      const by = [{ expression: { case: { branches: [{ where: { name: { eq: text } }, gives: { value: text } }] } } }];
      const variables = { s: text, strings: [text], value: text, by, guests: { name: { eq: text } } };
      const { data, errors = [] } = await post({ query: texts, variables });
      const shown = JSON.stringify(text.slice(0, 60));
      for (const { message } of errors) expect(message, shown).toMatch(refusedValue);
      if (errors.length > 0) continue;
      expect(data, shown).toMatchObject({ eq: 0, in: 0, ne: 2, notIn: 2, ofOne: 0, sorted: [{}, {}, {}] });
      expect(data!.shown, shown).toEqual([{ a: Buffer.from(text).toString() }]);
    }
  });

  const columns = [
    'beds',
    'price',
    'weight',
    'visits',
    'isOpen',
    'code',
    'openedAt',
    'day',
    'checkIn',
    'kind',
    'extra',
  ];
  it.each(columns)('texts for %s, which is none, are refused or are its values', async (column) => {
    for (const text of strings) {
      for (const comparison of [{ eq: text }, { in: [text] }, { isNull: text }]) {
        const { data, errors } = await post({ query: list, variables: { where: { [column]: comparison } } });
        const shown = `${JSON.stringify(comparison).slice(0, 80)}: ${JSON.stringify(errors)?.slice(0, 300)}`;
        if (!errors) expect(data, shown).toMatchObject({ rooms: [], roomsCount: 0 });
        else if (errors[0]!.message.startsWith('Variable "$where" got invalid value'))
          expect(data, shown).toBeUndefined();
        else for (const { message } of errors) expect(message, shown).toMatch(refusedValue);
      }
    }
  });

  it('keys and numbers of rows are refused where they are none', async () => {
    for (const text of strings) {
      for (const variables of [{ limit: text }, { offset: text }, { most: text }, { where: text }, { orderBy: text }]) {
        const { status, errors } = await post({ query: list, variables });
        expect([status, errors?.length], JSON.stringify(text.slice(0, 60))).toEqual([400, 1]);
      }
      const { status } = await post({ query: 'query ($id: Int!) { room(id: $id) { id } }', variables: { id: text } });
      expect(status).toBe(400);
    }
  });
});
