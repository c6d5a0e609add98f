import { parse, validate } from 'graphql';
import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { Count } from '../schema/expressions.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { compileOperation } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { recordStatements } from './statements.ts';

let database: TestDatabase;
let sequelize: Sequelize;
let schema: ReturnType<typeof createExecutableSchema>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  const Room = sequelize.define('Room', {
    name: DataTypes.STRING,
    price: DataTypes.DECIMAL(8, 2),
    opened: DataTypes.DATE,
    day: DataTypes.DATEONLY,
    from: DataTypes.TIME,
    big: DataTypes.BIGINT,
    extra: DataTypes.JSON,
    passwordHash: DataTypes.STRING,
  });
  const Guest = sequelize.define('Guest', { name: DataTypes.STRING, roomId: DataTypes.INTEGER });
  Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
  Guest.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });
  Object.assign(Room, { annotations: { total: Count('guests') } });
  schema = createExecutableSchema(createModelSchema([Room, Guest] as ModelClass[]));
  await sequelize.sync();
  await Room.bulkCreate([
    {
      name: 'Blue',
      price: 10,
      opened: '2026-01-31T09:30:00Z',
      day: '2026-01-31',
      from: '09:30',
      big: '9007199254740993',
      extra: { a: 1 },
    },
    { name: 'Red', price: 20.5 },
    { name: 'Green' },
  ]);
  await Guest.bulkCreate([
    { name: 'Ann', roomId: 1 },
    { name: 'Bob', roomId: 1 },
    { name: 'Cy', roomId: 2 },
  ]);
});
afterAll(async () => {
  await sequelize.close();
  await database.drop();
});

async function run(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const { result, statements } = await recordStatements(() =>
    compileOperation(schema, document)(variables, { viewer: null }),
  );
  return { ...result, statements: statements.length };
}

describe('GraphQL over the models', () => {
  it('reads a list, filtered, ordered and cut', async () => {
    const query = `{ rooms(where: { name: { ne: "Red" } }, orderBy: [{ field: name, direction: DESC }], limit: 1, offset: 1) { name } }`;
    expect(await run(query)).toEqual({ data: { rooms: [{ name: 'Blue' }] }, statements: 1 });
  });

  it('reads one row by its key, or none', async () => {
    expect(await run('{ room(id: 2) { name guests { name } } }')).toEqual({
      data: { room: { name: 'Red', guests: [{ name: 'Cy' }] } },
      statements: 2,
    });
    expect(await run('{ room(id: 99) { name guests { name } } }')).toEqual({ data: { room: null }, statements: 1 });
  });

  it('counts', async () => {
    expect(await run('{ roomsCount all: roomsCount(where: { total: { gt: 0 } }) }')).toEqual({
      data: { roomsCount: 3, all: 2 },
      statements: 2,
    });
  });

  it('reads each association once, however the query asks for it', async () => {
    const query = `query Q($yes: Boolean!) {
      rooms(orderBy: [{ field: id }], limit: 1) {
        ...Named
        again: guests { first: name }
        guests { name }
        ... on Room { guests { room { name } } }
        price @include(if: $yes)
        big @skip(if: $yes)
        __typename
      }
    }
    fragment Named on Room { title: name total str }`;
    const guest = (name: string) => ({ name, room: { name: 'Blue' } });
    expect(await run(query, { yes: true })).toEqual({
      data: {
        rooms: [
          {
            title: 'Blue',
            total: 2,
            str: 'Room 1',
            again: [{ first: 'Ann' }, { first: 'Bob' }],
            guests: [guest('Ann'), guest('Bob')],
            price: '10.00',
            __typename: 'Room',
          },
        ],
      },
      statements: 2,
    });
  });

  it('annotates rows with what the query says', async () => {
    const query = `query Q($annotate: [RoomAnnotation!], $where: RoomWhere, $orderBy: [RoomOrderBy!]) {
      rooms(annotate: $annotate, where: $where, orderBy: $orderBy) { name many: annotation(name: "many") none: annotation(name: "none") }
    }`;
    const annotate = [{ name: 'many', expression: { count: { guests: { where: { name: { ne: 'Bob' } } } } } }];
    const where = { annotation: { name: 'many', gt: 0 } };
    expect(await run(query, { annotate, where, orderBy: [{ annotation: 'many' }, { field: 'name' }] })).toEqual({
      data: {
        rooms: [
          { name: 'Blue', many: 1, none: null },
          { name: 'Red', many: 1, none: null },
        ],
      },
      statements: 1,
    });
  });

  it.each([
    ['price', '10.00'],
    ['price', '10'],
    ['opened', '2026-01-31T09:30:00Z'],
    ['opened', '2026-01-31T10:30:00.000+01:00'],
    ['day', '2026-01-31'],
    ['from', '09:30:00'],
    ['from', '09:30'],
    ['big', '9007199254740993'],
  ])('compares %s with "%s"', async (field, value) => {
    const found = { data: { rooms: [{ name: 'Blue' }] }, statements: 1 };
    expect(await run(`{ rooms(where: { ${field}: { eq: "${value}" } }) { name } }`)).toEqual(found);
    const query = `query Q($where: RoomWhere) { rooms(where: $where) { name } }`;
    expect(await run(query, { where: { [field]: { eq: value } } })).toEqual(found);
  });

  it.each([
    ['price', 'ten', 'Decimal takes a decimal number such as "12.50", but got: "ten".'],
    ['opened', '2026-01-31', 'DateTime takes a moment such as "2026-01-31T09:30:00Z", but got: "2026-01-31".'],
    ['day', '31.01.2026', 'Date takes a day such as "2026-01-31", but got: "31.01.2026".'],
    ['from', '25:00', 'Time takes a time such as "09:30:00", but got: "25:00".'],
    ['big', '1e9', 'BigInt takes a whole number of 64 bits, but got: "1e9".'],
  ])('does not compare %s with "%s"', async (field, value, message) => {
    const [error] = validate(schema, parse(`{ rooms(where: { ${field}: { eq: "${value}" } }) { name } }`));
    expect(error?.message).toBe(message);
    const query = `query Q($where: RoomWhere) { rooms(where: $where) { name } }`;
    const { errors, statements } = await run(query, { where: { [field]: { eq: value } } });
    expect(errors?.[0]?.message).toBe(
      `Variable "$where" got invalid value "${value}" at "where.${field}.eq"; ${message}`,
    );
    expect(statements).toBe(0);
  });

  it.each([
    ['{ rooms(limit: -1) { id } }', {}, 'LG3004: "limit" must be a whole number from 0, but got -1.'],
    ['{ rooms(offset: -5) { id } }', {}, 'LG3004: "offset" must be a whole number from 0, but got -5.'],
    [
      '{ rooms(where: { name: { like: null } }) { id } }',
      {},
      'LG3003: The condition "like" on "Room.name" takes a value, but got null. Ask for missing values with "isNull".',
    ],
    [
      '{ rooms(orderBy: [{ direction: ASC }]) { id } }',
      {},
      'LG3005: An order of Room names nothing to sort by. Give one of "field", "annotation" and "expression".',
    ],
    [
      '{ rooms(annotate: [{ name: "a", expression: {} }]) { id } }',
      {},
      'LG3006: An expression of Room must be exactly one thing, but is nothing.',
    ],
    [
      '{ rooms(annotate: [{ name: "a", expression: { field: id } }, { name: "a", expression: { value: 1 } }]) { id } }',
      {},
      'LG3006: The annotations of Room must have names of their own.',
    ],
    [
      '{ rooms(annotate: [{ name: "a", expression: { sum: { guests: { of: { field: name } } } } }]) { id } }',
      {},
      'LG2003: An expression of Room takes "sum" of String, which is no number.',
    ],
    [
      '{ rooms(annotate: [{ name: "name", expression: { value: 1 } }]) { id } }',
      {},
      'LG2004: The model Room declares "name" twice, as attribute, association, annotation or computed member. Rename one of them.',
    ],
    [
      '{ rooms(limit: 1001) { id } }',
      {},
      'LG3004: A list of Room has at most 1000 rows, but "limit" is 1001. Read it in parts, with "offset".',
    ],
    [
      'query Q($name: String!) { rooms { annotation(name: $name) } }',
      { name: 'a' },
      'LG3007: The name of an annotation must be written in the query, not given as a variable.',
    ],
    [
      '{ rooms(orderBy: [{ annotation: "passwordHash" }]) { id } }',
      {},
      'LG3001: Room cannot be filtered or sorted by "passwordHash". It has id, name, price, opened, day, from, big, extra, total, guestsCount.',
    ],
    [
      '{ rooms(where: { annotation: { name: "passwordHash", eq: "x" } }) { id } }',
      {},
      'LG3001: Room cannot be filtered or sorted by "passwordHash". It has id, name, price, opened, day, from, big, extra, total, guestsCount.',
    ],
  ])('refuses %s', async (query, variables, message) => {
    const { errors, statements } = await run(query, variables);
    expect(errors?.map((error) => error.message)).toEqual([message]);
    expect(statements).toBe(0);
  });

  it.each(['passwordHash', '...on Room { passwordHash }'])('has no field for what is private: %s', (selection) => {
    expect(validate(schema, parse(`{ rooms { ${selection} } }`))[0]?.message).toContain(
      'Cannot query field "passwordHash"',
    );
    expect(validate(schema, parse('{ rooms(where: { passwordHash: { eq: "x" } }) { id } }'))).toHaveLength(1);
    expect(validate(schema, parse('{ rooms(orderBy: [{ field: passwordHash }]) { id } }'))).toHaveLength(1);
  });
});

it('names of joins that are too long for PostgreSQL are cut', async () => {
  const Node = sequelize.define('Node', { name: DataTypes.STRING, parentId: DataTypes.INTEGER });
  const parent = 'theOneThatIsTheParentOfThisNode';
  Node.belongsTo(Node, { as: parent, foreignKey: 'parentId' });
  await Node.sync();
  await Node.bulkCreate([
    { name: 'a' },
    { name: 'b', parentId: 1 },
    { name: 'c', parentId: 2 },
    { name: 'd', parentId: 3 },
  ]);
  const nodes = createExecutableSchema(createModelSchema([Node] as ModelClass[]));
  const query = `{ node(id: 4) { name ${parent} { name ${parent} { name ${parent} { name } } } } }`;
  expect(await compileOperation(nodes, parse(query))({}, { viewer: null })).toEqual({
    data: { node: { name: 'd', [parent]: { name: 'c', [parent]: { name: 'b', [parent]: { name: 'a' } } } } },
  });
});

it('a default scope with what is included is refused', async () => {
  const lone = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
  const Node = lone.define(
    'Node',
    { parentId: DataTypes.INTEGER },
    { defaultScope: { limit: 1, group: ['id'], include: ['parent'] } },
  );
  const Item = lone.define('Item', { nodeId: DataTypes.INTEGER });
  Node.belongsTo(Node, { as: 'parent', foreignKey: 'parentId' });
  Item.belongsTo(Node, { as: 'node', foreignKey: 'nodeId' });
  const nodes = createExecutableSchema(createModelSchema([Node, Item] as ModelClass[]));
  for (const query of ['{ nodes { id } }', '{ items { node { id } } }']) {
    const { errors } = await compileOperation(nodes, parse(query))({}, { viewer: null });
    expect(errors?.[0]?.message).toBe(
      'LG3010: Livegraft does not support "group", "include" in the default scope of Node. Keep conditions, order and limit in it; what is included follows from the templates.',
    );
  }
});
