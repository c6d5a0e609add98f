import { execute, type GraphQLSchema, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { DataTypes, Sequelize } from 'sequelize';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LivegraftError } from '../errors.ts';
import { clearJitCache } from '../jitCache.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import type { Operation } from '../selection/buildOperation.ts';
import { compiledOperationOf, compileOperation, dataOf } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import * as statements from './statements.ts';

vi.mock('graphql', async (original) => {
  const graphql = await original<typeof import('graphql')>();
  return { ...graphql, execute: vi.fn(graphql.execute) };
});
vi.mock('graphql-jit', async (original) => {
  const jit = await original<typeof import('graphql-jit')>();
  return { ...jit, compileQuery: vi.fn(jit.compileQuery) };
});
afterEach(() => vi.restoreAllMocks());

/** Models in a ring, each leading to the next and to all that lead to it. */
function schemaOf(models: number): GraphQLSchema {
  const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
  const ring = Array.from({ length: models }, (_, index) =>
    sequelize.define(`Ring${index}`, {
      name: DataTypes.STRING,
      size: DataTypes.INTEGER,
      price: DataTypes.DECIMAL,
      mood: DataTypes.ENUM('calm', 'loud'),
      nextId: DataTypes.INTEGER,
    }),
  );
  for (const [index, model] of ring.entries()) {
    const next = ring[(index + 1) % models]!;
    model.belongsTo(next, { as: 'next', foreignKey: 'nextId' });
    next.hasMany(model, { as: 'previous', foreignKey: 'nextId' });
  }
  return createExecutableSchema(createModelSchema(ring as ModelClass[]));
}

const text = `query Page($where: Ring0Where, $orderBy: [Ring0OrderBy!], $limit: Int, $annotate: [Ring0Annotation!]) {
  rings: ring0s(where: $where, orderBy: $orderBy, limit: $limit, annotate: $annotate) { id name next { id previous { id price } } }
}`;
const where = {
  and: [{ name: { eq: 'a' } }, { not: { or: [{ mood: { in: ['calm'] } }, { size: { isNull: true } }] } }],
};

/** Answers of the database, one for each statement. */
function answer(...answers: (string | null)[][][]) {
  return vi.spyOn(statements, 'runStatement').mockImplementation(async () => answers.shift() ?? []);
}

describe('a compiled operation', () => {
  it('gives data by compiled execution, of a document with recursive inputs', async () => {
    const run = compileOperation(schemaOf(3), parse(text));
    answer([['1', 'a', '2']], [['5', '1.50', '2']]);
    const result = await run({ where, orderBy: [{ field: 'size', direction: 'DESC' }], limit: 3 }, { viewer: null });
    expect(result).toEqual({
      data: { rings: [{ id: 1, name: 'a', next: { id: 2, previous: [{ id: 5, price: '1.50' }] } }] },
    });
    expect(vi.mocked(compileQuery)).toHaveBeenCalledOnce();
    expect(isCompiledQuery(vi.mocked(compileQuery).mock.results[0]!.value)).toBe(true);
    expect(vi.mocked(execute)).not.toHaveBeenCalled();
  });

  it('is no larger for a schema of nine models, and is made in one pass', () => {
    const sizes = [3, 9].map((models) => {
      vi.mocked(compileQuery).mockClear();
      compileOperation(schemaOf(models), parse(text));
      const [[schema, document, name, options]] = vi.mocked(compileQuery).mock.calls as [
        Parameters<typeof compileQuery>,
      ];
      const compiled = compileQuery(schema, document, name, { ...options, debug: true } as object);
      return (compiled as unknown as { __DO_NOT_USE_THIS_OR_YOU_WILL_BE_FIRED_compilation: string })
        .__DO_NOT_USE_THIS_OR_YOU_WILL_BE_FIRED_compilation.length;
    });
    expect(sizes[0]).toBeGreaterThan(1000);
    expect(sizes[1]).toBe(sizes[0]);
    expect(sizes[0]).toBeLessThan(20_000);
  });

  it('takes its variables as GraphQL does: defaults, coercion, errors', async () => {
    const run = compileOperation(
      schemaOf(2),
      parse('query Page($where: Ring0Where!, $limit: Int = 7) { ring0s(where: $where, limit: $limit) { id } }'),
    );
    const asked = answer();
    expect(await run({ where: { price: { eq: 1.5 } } }, { viewer: null })).toEqual({ data: { ring0s: [] } });
    expect(asked.mock.calls[0]![2]).toEqual(['1.5', 7]);
    const errors = async (variables: object) =>
      (await run({ ...variables }, { viewer: null })).errors?.map(({ message }) => message);
    expect(await errors({})).toEqual(['Variable "$where" of required type "Ring0Where!" was not provided.']);
    expect(await errors({ where: { size: { eq: '5' } } })).toEqual([
      'Variable "$where" got invalid value "5" at "where.size.eq"; Int cannot represent non-integer value: "5"',
    ]);
    expect(await errors({ where: { mood: { eq: 'mad' } } })).toEqual([
      'Variable "$where" got invalid value "mad" at "where.mood.eq"; Value "mad" does not exist in "Ring0Mood" enum.',
    ]);
    expect(await errors({ where: { name: { eq: 'a' } }, limit: -1 })).toEqual([
      'LG3004: "limit" must be a whole number from 0, but got -1.',
    ]);
    expect(asked).toHaveBeenCalledOnce();
  });

  it('is executed by graphql-js where graphql-jit refuses it', async () => {
    vi.mocked(compileQuery).mockReturnValueOnce({ errors: [] });
    const run = compileOperation(schemaOf(2), parse('{ ring0s { id } }'));
    answer([['1']]);
    expect(await run({}, { viewer: null })).toMatchObject({ data: { ring0s: [{ id: 1 }] } });
    expect(vi.mocked(execute)).toHaveBeenCalledOnce();
  });

  it('runs the operation that is named', async () => {
    const run = compileOperation(schemaOf(2), parse('query A { ring0s { id } } query B { ring1s { name } }'), 'B');
    answer([['1', 'b']]);
    expect(await run({}, { viewer: null })).toEqual({ data: { ring1s: [{ name: 'b' }] } });
  });
});

describe('compiled operations', () => {
  const operation = (hash: string, query: string) => ({ hash, document: parse(query) }) as Operation;

  it('are made once for each text of each schema, until they are forgotten', () => {
    const [schema, other] = [schemaOf(2), schemaOf(2)];
    const first = compiledOperationOf(schema, operation('1', '{ ring0s { id } }'));
    expect(compiledOperationOf(schema, operation('1', '{ ring0s { id } }'))).toBe(first);
    expect(compiledOperationOf(schema, operation('2', '{ ring0s { name } }'))).not.toBe(first);
    expect(compiledOperationOf(other, operation('1', '{ ring0s { id } }'))).not.toBe(first);
    clearJitCache();
    expect(compiledOperationOf(schema, operation('1', '{ ring0s { id } }'))).not.toBe(first);
  });

  it('keep their fields apart', async () => {
    const schema = schemaOf(2);
    const asked = answer([['1', 'a']], [['1', '9']], [['1', 'a']]);
    for (const [field, value] of [
      ['name', 'a'],
      ['size', 9],
      ['name', 'a'],
    ] as const) {
      const run = compiledOperationOf(schema, operation(field, `{ ring0s { ${field} } }`));
      expect(dataOf(await run({}, { viewer: null })).data).toEqual({ ring0s: [{ [field]: value }] });
    }
    expect(asked.mock.calls.map(([, { text }]) => text)).toEqual([
      'SELECT "Ring0"."id", "Ring0"."name" FROM "Ring0s" AS "Ring0" ORDER BY "Ring0"."id" LIMIT $1::int8',
      'SELECT "Ring0"."id", "Ring0"."size" FROM "Ring0s" AS "Ring0" ORDER BY "Ring0"."id" LIMIT $1::int8',
      'SELECT "Ring0"."id", "Ring0"."name" FROM "Ring0s" AS "Ring0" ORDER BY "Ring0"."id" LIMIT $1::int8',
    ]);
  });
});

describe('the data of a result', () => {
  it('is what it holds', () => {
    expect(dataOf({ data: { a: 1 } })).toEqual({ data: { a: 1 }, spoiled: [] });
  });

  it('throws what a resolver threw', async () => {
    const thrown = new LivegraftError({ code: 'LG3031', message: 'The database cannot be reached.' });
    vi.spyOn(statements, 'runStatement').mockRejectedValue(thrown);
    const result = await compileOperation(schemaOf(2), parse('{ ring0s { id } }'))({}, { viewer: null });
    expect(() => dataOf(result)).toThrow(thrown);
    expect(() => dataOf({ errors: [new Error('no') as never] })).toThrow('no');
  });
});
