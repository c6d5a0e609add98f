import { execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { type CreationOptional, DataTypes, Model, Sequelize, type Transaction } from 'sequelize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { clearJitCache } from '../jitCache.ts';
import { compileOperation, dataOf } from './compiledOperation.ts';
import { createLivegraftSchema } from './executableSchema.ts';
import { FetchScope } from './fetchScope.ts';
import type { SchemaExtension } from './ownFields.ts';
import { objects } from './querySet.ts';
import { recordStatements } from './statements.ts';

class Room extends Model {
  static computed = { label: ['name', 'floor'] };
  static visibleTo(viewer: { floor: number } | null) {
    return viewer ? { floor: viewer.floor } : true;
  }
  declare id: CreationOptional<number>;
  declare name: string;
  declare floor: number;
  declare opened: Date;
  declare apiToken: string;
  declare guests?: Guest[];
  get label() {
    return `${this.name} (${this.floor})`;
  }
}
class Guest extends Model {
  declare id: CreationOptional<number>;
  declare name: string;
  declare roomId: number;
  declare room?: Room | null;
}

/** What a resolver gives may have methods. */
class Stats {
  async rooms() {
    return objects(Room).count();
  }
  label({ of }: { of: string }) {
    return `stats of ${of}`;
  }
}

const typeDefs = `
  extend type Room {
    age(on: DateTime!): Int
    lastSeen: DateTime
    shout: String!
    weather: Weather
    bestGuest: Guest
    neighbours(first: Int): [Room!]!
    secretLength: Int
    moods: [Mood!]
    "Reads what it does not require."
    careless: String
    twins: [Room]!
    self: Room
    isOpen: Boolean!
    loudName: String!
    hidden: [Room!]
  }
  extend type Guest { stars: Int, failing: String, mustNotFail: String!, theirRoom: Room, missing: Room, wrong: Int }
  type Stats { rooms: Int!, label(of: String = "all"): String! }
  type Weather { degrees: Float!, words: [String!]!, at: Room, mood: Mood }
  enum Mood { CALM LOUD }
  extend type Query { forecast(days: Int = 1): [Weather!]!, busiest: Room, roomNames: [String!]!, stats: Stats!, none: Room, newest: [Room!]! }
  type Mutation { rename(id: Int!, name: String!): Room }
`;

let inTransaction: Transaction | undefined;
/** What each batch was asked for. */
let batches: unknown[][] = [];
const resolvers: SchemaExtension['resolvers'] & object = {
  Room: {
    age: {
      requires: ['opened'],
      resolve: (room: Room, { on }: { on: string }) => new Date(on).getUTCFullYear() - room.opened.getUTCFullYear(),
    },
    lastSeen: { requires: ['opened'], resolve: (room: Room) => room.opened },
    shout: { requires: ['label'], resolve: (room: Room) => `${room.label.toUpperCase()}!` },
    weather: {
      requires: ['floor'],
      batch(rooms: readonly Room[]) {
        batches.push(rooms.map(({ floor }) => floor));
        return rooms.map(({ floor }) =>
          floor === 3 ? new Error('there is none up there') : { degrees: 20 + floor, words: ['warm'], mood: '#00f' },
        );
      },
    },
    bestGuest: {
      requires: ['guests.name'],
      resolve: (room: Room) => Guest.findOne({ where: { name: room.guests?.[0]?.name ?? '' } }),
    },
    neighbours: {
      requires: ['id', 'floor'],
      resolve: (room: Room, { first }: { first: number | null }) => {
        const others = objects(Room).where({ floor: room.floor }).exclude({ id: room.id }).orderBy('name');
        return first ? others.limit(first) : others;
      },
    },
    secretLength: { requires: ['apiToken'], resolve: (room: Room) => room.apiToken.length },
    moods: () => ['#00f', '#f00'],
    twins: {
      requires: ['id'],
      batch: async (rooms: readonly Room[]) => {
        const all = await Room.findAll({ order: ['id'] });
        return rooms.map(({ id }) => [null, ...all.filter((room) => room.id !== id)]);
      },
    },
    self: { requires: ['id'], resolve: (room: Room) => room },
    loudName: { requires: ['name'], batch: (rooms: readonly Room[]) => rooms.map(({ name }) => name.toUpperCase()) },
    isOpen: { requires: ['apiToken'], resolve: (room: Room) => room.apiToken.endsWith('?') },
    hidden: () => objects(Room).limit(0),
    careless: { requires: ['name'], resolve: (room: Room) => `${room.floor}` },
  },
  Guest: {
    stars: {
      requires: ['room.floor'],
      async batch(guests: readonly Guest[], _: object, { viewer }: { viewer?: { floor: number } }) {
        batches.push(guests.map(({ room }) => room?.floor ?? null));
        return guests.map(({ room }) => (room ? room.floor + (viewer?.floor ?? 0) : null));
      },
    },
    theirRoom: { requires: ['room.id'], resolve: (guest: Guest) => guest.room },
    missing: () => objects(Room).get({ id: 999 }),
    wrong: () => 'not a number',
    failing: () => {
      throw new RangeError('there is nothing to resolve');
    },
    mustNotFail: () => {
      throw new GraphQLError('You may not know.');
    },
  },
  Mood: { CALM: '#00f', LOUD: '#f00' },
  Query: {
    forecast: (_: unknown, { days }: { days: number }) =>
      Array.from({ length: days }, (_day, degrees) => ({
        degrees,
        words: ['day'],
        at: objects(Room).where({ id: 2 }),
      })),
    async roomNames() {
      const rooms = await objects(Room).orderBy('id').all();
      return rooms.map(({ name }) => name);
    },
    stats: () => new Stats(),
    none: () => objects(Room).limit(0),
    newest: () => objects(Room).where({ floor: 9 }).using(inTransaction!),
    busiest: () => objects(Room).orderBy('-floor', 'name'),
  },
  Mutation: {
    async rename(_: unknown, { id, name }: { id: number; name: string }) {
      const room = await Room.findByPk(id);
      return room?.update({ name });
    },
  },
};

let database: TestDatabase;
let sequelize: Sequelize;
let schema: GraphQLSchema;
beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  Room.init(
    { name: DataTypes.STRING, floor: DataTypes.INTEGER, opened: DataTypes.DATE, apiToken: DataTypes.STRING },
    { sequelize },
  );
  Guest.init({ name: DataTypes.STRING, roomId: DataTypes.INTEGER }, { sequelize });
  Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
  Guest.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });
  schema = createLivegraftSchema([Room, Guest], { typeDefs, resolvers });
  await sequelize.sync();
  await Room.bulkCreate([
    { name: 'Blue', floor: 1, opened: '2000-01-31T09:30:00Z', apiToken: 'blue!' },
    { name: 'Red', floor: 1, opened: '2010-01-31T09:30:00Z', apiToken: 'red!' },
    { name: 'Top', floor: 3, opened: '2020-01-31T09:30:00Z', apiToken: 'top!' },
  ]);
  await Guest.bulkCreate([
    { name: 'Ann', roomId: 1 },
    { name: 'Bob', roomId: 1 },
    { name: 'Cy', roomId: 2 },
    { name: 'Dee', roomId: null },
  ]);
});
afterAll(async () => {
  await sequelize?.close();
  await database?.drop();
});
beforeEach(() => {
  batches = [];
  clearJitCache();
});

/** Both executors: what pages and `/graphql` use, and graphql-js. */
const executors = {
  compiled: async (text: string, context: object) => compileOperation(schema, parse(text))({}, context),
  'graphql-js': async (text: string, contextValue: object) => execute({ schema, document: parse(text), contextValue }),
};

describe.each(Object.entries(executors))('own fields, %s', (_, run) => {
  async function ask(text: string, context = {}) {
    expect(validate(schema, parse(text))).toEqual([]);
    const { result, statements } = await recordStatements(() => run(text, context));
    const { data, errors = [] } = JSON.parse(JSON.stringify(result));
    return { data, errors: errors.map(({ message }: Error) => message), statements: statements.map((one) => one.text) };
  }

  it('are given what they require, and their values are those of their types', async () => {
    const { data, errors, statements } = await ask(
      '{ rooms(orderBy: [{ field: id }], limit: 1) { age(on: "2026-01-01T00:00:00Z") lastSeen shout secretLength moods } }',
    );
    expect(errors).toEqual([]);
    expect(data.rooms).toEqual([
      { age: 26, lastSeen: '2000-01-31T09:30:00.000Z', shout: 'BLUE (1)!', secretLength: 5, moods: ['CALM', 'LOUD'] },
    ]);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/"name".*"floor".*"opened".*"apiToken"|"apiToken"/);
  });

  it('read no column that nobody requires', async () => {
    const { statements } = await ask('{ rooms { weather { degrees } } }');
    expect(statements[0]).not.toMatch(/"name"|"opened"|"apiToken"/);
  });

  it('are batched for all rows, the same row once, with each set of arguments', async () => {
    const { data, statements } = await ask(
      '{ guests(orderBy: [{ field: id }]) { stars room { weather { degrees } } } }',
      {
        viewer: { floor: 1 },
      },
    );
    expect(data.guests).toEqual([
      { stars: 2, room: { weather: { degrees: 21 } } },
      { stars: 2, room: { weather: { degrees: 21 } } },
      { stars: 2, room: { weather: { degrees: 21 } } },
      { stars: null, room: null },
    ]);
    expect(batches.map((batch) => JSON.stringify(batch)).sort()).toEqual(['[1,1,1,null]', '[1,1]']);
    expect(statements).toHaveLength(1);
  });

  it('spoil one row where a batch gives it an Error', async () => {
    const { data, errors } = await ask('{ rooms(orderBy: [{ field: id }]) { name weather { words mood } } }');
    expect(data.rooms).toEqual([
      { name: 'Blue', weather: { words: ['warm'], mood: 'CALM' } },
      { name: 'Red', weather: { words: ['warm'], mood: 'CALM' } },
      { name: 'Top', weather: null },
    ]);
    expect(errors).toEqual(['LG3024: The resolver of Room.weather failed: there is none up there.']);
  });

  it('lead to rows, which are read as others are', async () => {
    const { data, errors } = await ask(
      '{ rooms(orderBy: [{ field: id }]) { bestGuest { name room { label } } neighbours { name guests { name } } } }',
    );
    expect(errors).toEqual([]);
    expect(data.rooms).toEqual([
      {
        bestGuest: { name: 'Ann', room: { label: 'Blue (1)' } },
        neighbours: [{ name: 'Red', guests: [{ name: 'Cy' }] }],
      },
      {
        bestGuest: { name: 'Cy', room: { label: 'Red (1)' } },
        neighbours: [{ name: 'Blue', guests: [{ name: 'Ann' }, { name: 'Bob' }] }],
      },
      { bestGuest: null, neighbours: [] },
    ]);
  });

  it('show no row that the viewer may not see', async () => {
    const { data } = await ask('{ busiest { name } forecast(days: 2) { degrees at { name } } }', {
      viewer: { floor: 3 },
    });
    expect(data).toEqual({
      busiest: { name: 'Top' },
      forecast: [
        { degrees: 0, at: null },
        { degrees: 1, at: null },
      ],
    });
    expect((await ask('{ forecast { at { name } } }', { viewer: { floor: 1 } })).data).toEqual({
      forecast: [{ at: { name: 'Red' } }],
    });
  });

  it('run as the viewer, so what their own QuerySets read is what that may see', async () => {
    expect((await ask('{ roomNames }', { viewer: { floor: 1 } })).data).toEqual({ roomNames: ['Blue', 'Red'] });
    expect((await ask('{ roomNames }', { viewer: { floor: 3 } })).data).toEqual({ roomNames: ['Top'] });
  });

  it('are methods of what a resolver gives, which run as the viewer too', async () => {
    const text = '{ stats { rooms label other: label(of: "some") } }';
    expect((await ask(text, { viewer: { floor: 3 } })).data.stats).toEqual({
      rooms: 1,
      label: 'stats of all',
      other: 'stats of some',
    });
  });

  it('may give the row that they were given, and rows that it has', async () => {
    const { data } = await ask(
      '{ rooms(limit: 1) { self { label } } guests(limit: 1) { theirRoom { label guests { name } } } }',
    );
    expect(data).toEqual({
      rooms: [{ self: { label: 'Blue (1)' } }],
      guests: [{ theirRoom: { label: 'Blue (1)', guests: [{ name: 'Ann' }, { name: 'Bob' }] } }],
    });
  });

  it('keep a null that they give in a list, and leave out what the viewer may not see', async () => {
    const { data } = await ask('{ rooms(orderBy: [{ field: id }]) { twins { name } } }', { viewer: { floor: 1 } });
    expect(data.rooms).toEqual([{ twins: [null, { name: 'Red' }] }, { twins: [null, { name: 'Blue' }] }]);
  });

  it('give no row where a QuerySet wants none', async () => {
    expect((await ask('{ none { id } rooms(limit: 1) { hidden { id } } }')).data).toEqual({
      none: null,
      rooms: [{ hidden: [] }],
    });
  });

  it('have what they require, whatever a client annotates by their name', async () => {
    const { data, errors } = await ask(
      '{ rooms(limit: 1, annotate: [{ name: "isOpen", expression: { value: 1 } }]) { isOpen mine: annotation(name: "isOpen") } }',
    );
    expect({ data, errors }).toEqual({ data: { rooms: [{ isOpen: false, mine: 1 }] }, errors: [] });
  });

  it('have what each place selects below them, where a fragment has some of it', async () => {
    const { data } = await ask(
      '{ a: rooms(limit: 1) { ...F } b: rooms(limit: 1) { ...F self { guests { name } } } } fragment F on Room { self { name } }',
    );
    expect(data).toEqual({
      a: [{ self: { name: 'Blue' } }],
      b: [{ self: { name: 'Blue', guests: [{ name: 'Ann' }, { name: 'Bob' }] } }],
    });
  });

  it('are asked again after a mutation', async () => {
    const { data } = await ask(
      'mutation { a: rename(id: 3, name: "Roof") { twins { id } loud: loudName } b: rename(id: 3, name: "Top") { loud: loudName } }',
    );
    expect(data.a.loud).toBe('ROOF');
    expect(data.b.loud).toBe('TOP');
  });

  it('may be mutations, which lead to rows too', async () => {
    const { data } = await ask('mutation { rename(id: 3, name: "Roof") { label guests { id } } }');
    expect(data).toEqual({ rename: { label: 'Roof (3)', guests: [] } });
    await Room.update({ name: 'Top' }, { where: { id: 3 } });
  });

  it('fail one by one, a GraphQLError as the application says it', async () => {
    const { data, errors } = await ask('{ guests(limit: 1) { name failing } rooms(limit: 1) { name careless } }');
    expect(data).toEqual({ guests: [{ name: 'Ann', failing: null }], rooms: [{ name: 'Blue', careless: null }] });
    expect(errors.sort()).toEqual([
      'LG3020: The resolver of Room.careless reads "floor" of Room, which it does not declare. Add it to "requires: […]".',
      'LG3024: The resolver of Guest.failing failed: there is nothing to resolve.',
    ]);
    expect(await ask('{ guests(limit: 1) { mustNotFail } }')).toMatchObject({
      data: null,
      errors: ['You may not know.'],
    });
  });
});

it('mutations are the root that SDL names, or the type of that name', () => {
  const resolvers = { Mutation: { a: () => 1 } };
  for (const typeDefs of [
    'type Mutation { a: Int }',
    'directive @x on SCHEMA extend schema @x type Mutation { a: Int }',
    'extend schema { mutation: Mutation } type Mutation { a: Int }',
  ]) {
    expect(createLivegraftSchema([Room, Guest], { typeDefs, resolvers }).getMutationType()?.name).toBe('Mutation');
  }
});

describe('on a page', () => {
  const pageOf = async (text: string) => {
    const scope = new FetchScope(null);
    const result = await compileOperation(schema, parse(text))({}, { viewer: null, page: { scope } });
    const { data, spoiled } = dataOf(result);
    return {
      data: JSON.parse(JSON.stringify(data)),
      spoiled: spoiled.map(({ path, error }) => [path.join('.'), error.message]),
    };
  };

  it('what fails or does not fit spoils its own field', async () => {
    expect(await pageOf('{ guests(limit: 1) { name failing missing { id } wrong } }')).toEqual({
      data: { guests: [{ name: 'Ann', failing: null, missing: null, wrong: null }] },
      spoiled: expect.arrayContaining([
        ['guests.0.failing', 'LG3024: The resolver of Guest.failing failed: there is nothing to resolve.'],
        ['guests.0.missing', expect.stringMatching(/^LG3024: The resolver of Guest\.missing failed: /)],
        ['guests.0.wrong', expect.stringMatching(/^LG3024: "guests\.wrong" cannot be shown: Int cannot represent/)],
      ]),
    });
  });

  it('what may not be null fails the page', async () => {
    await expect(pageOf('{ guests(limit: 1) { mustNotFail } }')).rejects.toThrow(
      'LG3024: The resolver of Guest.mustNotFail failed: You may not know.',
    );
  });

  it('what reads in a transaction reads what that has written', async () => {
    await sequelize.transaction(async (transaction) => {
      inTransaction = transaction;
      await Room.create({ name: 'New', floor: 9 }, { transaction });
      expect((await pageOf('{ newest { name } }')).data).toEqual({ newest: [{ name: 'New' }] });
      await Room.destroy({ where: { floor: 9 }, transaction });
    });
  });
});

describe('LG2011', () => {
  const extend = (sdl: string, given: SchemaExtension['resolvers'] = {}) => {
    return () => createLivegraftSchema([Room, Guest], { typeDefs: sdl, resolvers: given });
  };
  const wrong = "LG2011: The application's own GraphQL does not fit: ";

  it.each([
    [
      'a field without a resolver',
      extend('extend type Room { x: Int }'),
      '"Room.x" has no resolver. Give it one: { Room: { x: { requires: […], resolve: (row) => … } } }.',
    ],
    [
      'a root field without a resolver',
      extend('extend type Query { x: Int }'),
      '"Query.x" has no resolver. Give it one: { Query: { x: { requires: […], resolve: (row) => … } } }.',
    ],
    [
      'a resolver of a column',
      extend('scalar X', { Room: { name: () => 1 } }),
      'there is a resolver for "Room.name", which the model itself has. What a model shows is declared there: an annotation, a getter or a "get…" method. Or give the field another name.',
    ],
    [
      'a resolver without a field',
      extend('extend type Room { size: Int }', { Room: { sise: () => 1 } }),
      'there is a resolver for "Room.sise", but no such field. Did you mean "size"?',
    ],
    [
      'a resolver without a type',
      extend('scalar X', { Rom: { x: () => 1 } }),
      'there are resolvers for "Rom", but no such type. Did you mean "Room"?',
    ],
    [
      'a resolver that is none',
      extend('extend type Room { x: Int }', { Room: { x: { require: ['name'], resolve: () => 1 } as never } }),
      'the resolver of "Room.x" is none. It is a function, or { requires, resolve } or { requires, batch }.',
    ],
    [
      'a path that leads nowhere',
      extend('extend type Room { x: Int }', { Room: { x: { requires: ['guests.nam'], resolve: () => 1 } } }),
      null,
    ],
    [
      'the name of a private attribute',
      extend('extend type Room { apiToken: String }', { Room: { apiToken: () => '' } }),
      '"Room.apiToken" is the name of a private attribute. Give the field another name.',
    ],
    [
      'resolvers of what the models take',
      extend('scalar X', { RoomWhere: { name: () => 1 } }),
      'there are resolvers for "RoomWhere", which is an input or the models\' own.',
    ],
    [
      'resolvers of a scalar of the models',
      extend('scalar X', { DateTime: {} }),
      'there are resolvers for "DateTime", which is an input or the models\' own.',
    ],
    [
      'rows in a union',
      extend('union Found = Room | Guest extend type Query { found: [Found!]! }', { Query: { found: () => [] } }),
      '"Query.found" leads to rows of a model by the union Found, which Room is of, where they are not read. Give the field the type of one model, or a list of it.',
    ],
    [
      'rows behind an interface',
      extend('interface Named { name: String } extend type Room implements Named extend type Query { named: Named }', {
        Query: { named: () => null },
      }),
      '"Query.named" leads to rows of a model by the interface Named, which Room is of, where they are not read. Give the field the type of one model, or a list of it.',
    ],
    [
      'rows of a subscription',
      extend('type Subscription { room: Room }'),
      '"Subscription.room" leads to rows of a model by a subscription, where they are not read. Give the field the type of one model, or a list of it.',
    ],
    [
      'rows in lists of lists',
      extend('extend type Query { rows: [[Room!]!]! }', { Query: { rows: () => [] } }),
      '"Query.rows" leads to rows of a model by lists in a list, where they are not read. Give the field the type of one model, or a list of it.',
    ],
    [
      'requires of what is no model',
      extend('extend type Query { x: Int }', { Query: { x: { requires: ['a'], resolve: () => 1 } } }),
      'the resolver of "Query.x" has "requires", but Query is no model.',
    ],
  ])('is said for %s', (_, make, message) => {
    expect(make).toThrow(
      message === null
        ? 'LG2011: The resolver of Room.x requires "guests.nam", but Guest has no attribute or association "nam". Did you mean "name"?'
        : wrong + message,
    );
  });

  it('has the place in the SDL', () => {
    expect(extend('type Room {\n  x: Int\n}')).toThrow(
      `${wrong}Type "Room" already exists in the schema. It cannot also be defined in this type definition. Add to a type of a model with "extend type".\n\ntypeDefs:1:6\n1 | type Room {\n  |      ^^^^`,
    );
    expect(extend('extend type Room {\n  ok: Int\n  name: Int\n}', {})).toThrow(
      /Field "Room\.name" already exists[^\n]*\n\ntypeDefs:3:3\n/,
    );
    expect(extend('extend type Room {\n  x: Wether\n}')).toThrow(/Unknown type "Wether"[^\n]*\n\ntypeDefs:2:6\n/);
    expect(extend('extend input RoomWhere { size: Int }')).toThrow(
      /What the models take as input cannot be extended\.\n\ntypeDefs:1:1\n/,
    );
    expect(extend('extend type Room {')).toThrow(/Syntax Error: Expected Name, found <EOF>\.\n\ntypeDefs:1:19\n/);
  });
});
