import { getIntrospectionQuery, graphql } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { createLivegraftSchema, useLivegraft } from 'livegraft';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';

class Room extends Model {
  static visibleTo(viewer: { floor: number } | null) {
    return viewer ? { floor: viewer.floor } : false;
  }
}
class Guest extends Model {
  declare name: string;
  get initial() {
    return this.name[0];
  }
}

let database: TestDatabase;
let sequelize: Sequelize;
let schema: ReturnType<typeof createLivegraftSchema>;
beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  Room.init({ name: DataTypes.STRING, floor: DataTypes.INTEGER }, { sequelize });
  Guest.init({ name: DataTypes.STRING, roomId: DataTypes.INTEGER }, { sequelize });
  Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
  Guest.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });
  schema = createLivegraftSchema([Room, Guest]);
  await sequelize.sync();
  await Room.bulkCreate([
    { name: 'Blue', floor: 1 },
    { name: 'Red', floor: 2 },
  ]);
  await Guest.bulkCreate([
    { name: 'Ann', roomId: 1 },
    { name: 'Bob', roomId: 1 },
    { name: 'Cy', roomId: 2 },
  ]);
});
afterAll(async () => {
  await sequelize?.close();
  await database?.drop();
});

const source = '{ rooms { name guests { name initial } } roomsCount guests { room { name } } }';
const firstFloor = {
  rooms: [
    {
      name: 'Blue',
      guests: [
        { name: 'Ann', initial: 'A' },
        { name: 'Bob', initial: 'B' },
      ],
    },
  ],
  roomsCount: 1,
  guests: [{ room: { name: 'Blue' } }, { room: { name: 'Blue' } }, { room: null }],
};
const nobody = { rooms: [], roomsCount: 0, guests: [{ room: null }, { room: null }, { room: null }] };

describe('createLivegraftSchema', () => {
  it.each([
    ['who asks', { viewer: { floor: 1 } }, firstFloor],
    ['nobody where there is no viewer', {}, nobody],
    ['nobody where there is no context', undefined, nobody],
  ])('is executed by graphql-js, for %s', async (_, contextValue, data) => {
    const result = await graphql({ schema, source, contextValue });
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data });
  });
});

describe('useLivegraft in a Yoga of the application', () => {
  const yoga = (options: Parameters<typeof useLivegraft>[0] = {}) =>
    createYoga({ schema, context: { viewer: { floor: 1 } }, plugins: [useLivegraft(options)], logging: false });

  async function ask(query: string, options = {}, headers: Record<string, string> = {}) {
    const answer = await yoga(options).fetch('http://yoga.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return answer.json();
  }

  it('gives what graphql-js gives', async () => {
    expect(await ask(source)).toEqual({ data: firstFloor });
  });

  it('has limits', async () => {
    expect(await ask(source, { limits: { maxDepth: 2 } })).toEqual({
      errors: [
        {
          message: 'The query is more than 2 fields deep. Ask for less, in several requests.',
          extensions: { code: 'LG5021' },
        },
      ],
    });
  });

  it('takes the query by which tools ask for the schema', async () => {
    const { data, errors } = await ask(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }), {
      introspection: true,
    });
    expect(errors).toBeUndefined();
    expect(data.__schema.types.map(({ name }: { name: string }) => name)).toContain('Room');
  });

  it.each([
    '{ rooms(limit: -1) { name } }',
    '{ ...q } fragment q on Query { rooms(limit: -1) { name } }',
    '{ __typename rooms(limit: -1) { name } }',
  ])('says what a client did wrong: %s', async (query) => {
    const { errors } = await ask(query);
    expect(errors).toEqual([
      expect.objectContaining({ extensions: { code: expect.stringMatching(/^LG3/) }, path: ['rooms'] }),
    ]);
  });

  it('shows the plan where that is asked for, in development alone', async () => {
    const wanted = { 'livegraft-plan': '1' };
    const { data, extensions } = await ask(source, { development: true }, wanted);
    expect(data).toEqual(firstFloor);
    expect(extensions.livegraft.fields).toEqual({
      rooms: { model: 'Room', joins: [], batches: ['guests'], annotations: [] },
      guests: { model: 'Guest', joins: ['room'], batches: [], annotations: [] },
    });
    expect(extensions.livegraft.statements).toHaveLength(4);
    expect(extensions.livegraft.statements[0]).toEqual({
      text: expect.stringMatching(/^SELECT /),
      values: expect.any(Array),
      rows: expect.any(Number),
      startMs: expect.any(Number),
      ms: expect.any(Number),
      retried: false,
    });
    expect(await ask(source, { development: true })).toEqual({ data: firstFloor });
    expect(await ask(source, { development: false }, wanted)).toEqual({ data: firstFloor });
  });

  it.each([
    ['maxDepth', { maxDepth: 0 }, 'maxDepth must be a positive number, but got: 0.'],
    ['maxDeepness', { maxDeepness: 3 }, 'There is no GraphQL limit called "maxDeepness".'],
  ])('refuses what is no limit: %s', (_, limits, message) => {
    expect(() => useLivegraft({ limits: limits as object })).toThrow(new TypeError(message));
  });
});
