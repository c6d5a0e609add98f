import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hotel, openHotel } from '../../integration-tests/hotelModels.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { compileOperation } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { recordStatements } from './statementRecords.ts';

// Associations of which a row has many, with arguments, and in several places of one operation.

let hotel: Hotel;
let schema: ReturnType<typeof createExecutableSchema>;
beforeAll(async () => {
  hotel = await openHotel();
  schema = createExecutableSchema(createModelSchema(hotel.models));
});
afterAll(() => hotel.close());

async function run(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const { result, statements } = await recordStatements(() =>
    compileOperation(schema, document)(variables, { viewer: null }),
  );
  return { ...result, statements: statements.length };
}

describe('a list of what a row has many of', () => {
  it.each<[string, string, number[][]]>([
    ['by its key', '', [[2, 3], [4], [], []]],
    ['in another order', '(orderBy: [{ field: id, direction: DESC }])', [[3, 2], [4], [], []]],
    ['at most one for each', '(limit: 1)', [[2], [4], [], []]],
    ['the last for each', '(orderBy: [{ field: title, direction: DESC }], limit: 1)', [[3], [4], [], []]],
    ['all but one for each', '(offset: 1)', [[3], [], [], []]],
    ['none', '(limit: 0)', [[], [], [], []]],
    ['that are so', '(where: { mood: { eq: calm } })', [[], [4], [], []]],
    ['that are so over associations', '(where: { house: { name: { eq: "Oak" } } })', [[3], [], [], []]],
    [
      'the first of those',
      '(where: { staysCount: { gt: 0 } }, orderBy: [{ expression: { field: rent }, nulls: FIRST }], limit: 1)',
      [[3], [], [], []],
    ],
  ])('%s', async (_, args, ids) => {
    const { data, statements } = await run(`{ rooms { children${args} { id } } }`);
    const rooms = data!.rooms as { children: { id: number }[] }[];
    expect(rooms.map(({ children }) => children.map(({ id }) => id))).toEqual(ids);
    expect(statements).toBe(2);
  });

  it('has a limit for each row, over a link too, and however deep', async () => {
    const query =
      '{ houses { rooms(orderBy: [{ field: id, direction: DESC }], limit: 1) { id guests(limit: 1) { name stays(limit: 1, offset: 1) { id } } } } }';
    expect(await run(query)).toEqual({
      data: {
        houses: [
          { rooms: [{ id: 2, guests: [{ name: 'Ann', stays: [{ id: 3 }] }] }] },
          { rooms: [{ id: 3, guests: [] }] },
        ],
      },
      statements: 4,
    });
  });

  it('takes its arguments from variables, and defaults', async () => {
    const query = `query Q($where: RoomWhere, $limit: Int = 1, $size: Int) {
      rooms(limit: 2) { children(where: $where, limit: $limit) { id } small: children(where: { size: { eq: $size } }) { id } }
    }`;
    const room = (children: number[], small: number[]) => ({
      children: children.map((id) => ({ id })),
      small: small.map((id) => ({ id })),
    });
    expect(await run(query, { size: 5 })).toEqual({ data: { rooms: [room([2], []), room([4], [4])] }, statements: 3 });
    expect(await run(query, { where: { id: { gt: 2 } }, limit: null, size: 2 })).toEqual({
      data: { rooms: [room([3], [2]), room([4], [])] },
      statements: 3,
    });
    const { errors } = await run(query, { limit: -1, size: 1 });
    expect(errors?.map(({ message }) => message)).toEqual([
      'LG3004: "limit" must be a whole number from 0, but got -1.',
    ]);
  });

  it('has a batch for each of two aliases with other arguments, and one for those with the same', async () => {
    const query = `{ room(id: 1) {
      calm: stays(where: { status: { eq: done } }) { id guest { name } }
      again: stays(where: { status: { eq: done } }) { days }
      open: stays(where: { status: { eq: open } }) { id }
      stays { id }
      all: stays { paid }
    } }`;
    expect(await run(query)).toEqual({
      data: {
        room: {
          calm: [{ id: 1, guest: { name: 'Ann' } }],
          again: [{ days: 2 }],
          open: [{ id: 2 }],
          stays: [{ id: 1 }, { id: 2 }],
          all: [{ paid: '10.00' }, { paid: null }],
        },
      },
      statements: 4,
    });
  });
});

describe('statements of one operation', () => {
  it('are shared by root fields that ask for the same of different rows', async () => {
    const query = '{ a: room(id: 1) { stays { guest { name } } } b: room(id: 2) { stays { guest { name } } } }';
    expect(await run(query)).toEqual({
      data: {
        a: { stays: [{ guest: { name: 'Ann' } }, { guest: { name: 'Bob' } }] },
        b: { stays: [{ guest: { name: 'Ann' } }] },
      },
      statements: 3,
    });
  });

  it('are shared with the same arguments, and not with others', async () => {
    const both = (first: string, second: string) =>
      run(
        `{ a: rooms(limit: 1) { children(${first}) { id } } b: rooms(offset: 1, limit: 1) { children(${second}) { id } } }`,
      );
    expect((await both('limit: 1', 'limit: 1')).statements).toBe(4);
    expect((await both('limit: 1', 'limit: 2')).data).toEqual({
      a: [{ children: [{ id: 2 }] }],
      b: [{ children: [{ id: 4 }] }],
    });
  });

  it('are not shared by requests', async () => {
    const counts = await Promise.all([1, 2].map((id) => run(`{ room(id: ${id}) { stays { id } } }`)));
    expect(counts.map(({ statements }) => statements)).toEqual([2, 2]);
  });
});

describe('what a client may not ask for', () => {
  it.each([
    ['a private attribute as a condition', '{ rooms { children(where: { apiToken: { eq: "x" } }) { id } } }'],
    ['a private attribute as an order', '{ rooms { children(orderBy: [{ field: apiToken }]) { id } } }'],
    ['a private attribute over an association', '{ stays(where: { room: { apiToken: { eq: "x" } } }) { id } }'],
    [
      'a private attribute in an expression',
      '{ stays(orderBy: [{ expression: { related: { room: { field: apiToken } } } }]) { id } }',
    ],
    ['the marks of deleted rows as an argument', '{ guests(withDeleted: true) { id } }'],
  ])('%s', (_, query) => {
    expect(validate(schema, parse(query))).toHaveLength(1);
  });

  it('the rows themselves as what is aggregated', async () => {
    const query = 'query Q($annotate: [RoomAnnotation!]) { rooms(annotate: $annotate) { id } }';
    const { errors, statements } = await run(query, { annotate: [{ name: 'n', expression: { count: { '': {} } } }] });
    expect(errors?.[0]?.message).toContain('Field "" is not defined by type "RoomAggregated"');
    expect(statements).toBe(0);
  });
});
