import fc from 'fast-check';
import { parse } from 'graphql';
import { DataTypes, type Model, type ModelStatic, Op, Sequelize, type WhereOptions } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { compileOperation, dataOf } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { objects } from './querySet.ts';

// The rows that a condition selects: ours, Sequelize's, and those that a naive reading in JavaScript leaves.

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 400);

const texts = ['a', 'ab', 'Ab', 'b', '', "it's", '100%', 'a_b', 'back\\slash', null];
const moments = ['2026-01-31T09:30:00.000Z', '2025-12-31T23:59:59.999Z', '1969-07-20T20:17:40.000Z', null];
const table = Array.from({ length: 60 }, (_, index) => ({
  id: index + 1,
  n: [0, 1, 2, 3, -1, null][index % 6]!,
  text: texts[(index * 7) % texts.length]!,
  flag: [true, false, null][(index * 5) % 3]!,
  at: moments[(index * 3 + Math.floor(index / 4)) % 4]!,
  price: ['0.00', '1.50', '10.00', null][Math.floor(index / 3) % 4]!,
  mood: ['calm', 'half-loud', null][Math.floor(index / 7) % 3]!,
}));
type Row = (typeof table)[number];

let database: TestDatabase;
let sequelize: Sequelize;
let Entry: ModelStatic<Model>;
let select: (where: WhereOptions) => Promise<number[]>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  Entry = sequelize.define('Entry', {
    n: DataTypes.INTEGER,
    text: { type: DataTypes.STRING, field: 'text_column' },
    flag: DataTypes.BOOLEAN,
    at: DataTypes.DATE,
    price: DataTypes.DECIMAL(8, 2),
    mood: DataTypes.ENUM('calm', 'half-loud'),
  });
  await sequelize.sync();
  await Entry.bulkCreate(table);
  const schema = createExecutableSchema(createModelSchema([Entry] as ModelClass[]));
  const run = compileOperation(schema, parse('query Q($where: EntryWhere) { entries(where: $where) { id } }'));
  select = async (where) => {
    const { variables } = objects(Entry).where(where);
    return (dataOf(await run({ ...variables }, { viewer: null })).data.entries as { id: number }[]).map(({ id }) => id);
  };
});
afterAll(async () => {
  await sequelize.close();
  await database.drop();
});

/** SQL's truth: null where it is not known. */
type Truth = boolean | null;

/** A condition in Sequelize's syntax, and what it means. */
interface Condition {
  readonly where: WhereOptions;
  readonly holds: (row: Row) => Truth;
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);
const all = (truths: Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const any = (truths: Truth[]): Truth => not(all(truths.map(not)));

/** What can be asked of one column: an operand, and what it means for a value that is not null. */
interface Asked {
  readonly operand: unknown;
  readonly holds: (value: never) => Truth;
  readonly ofNull?: Truth;
}

function conditions(): fc.Arbitrary<Condition> {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
    const list = fc.array(fc.oneof({ arbitrary: tie('condition'), weight: 8 }, fc.constant(nothing)), { maxLength: 3 });
    return {
      condition: fc.oneof(
        { maxDepth: 4, depthSize: 'medium' },
        { arbitrary: column(), weight: 4 },
        fc
          .tuple(column(), column())
          .map(([a, b]): Condition => ({ where: { ...a.where, ...b.where } as never, holds: bothOf(a, b) })),
        list.map(
          (of): Condition => ({
            where: { [Op.and]: of.map(({ where }) => where) } as never,
            holds: (row) => all(meant(of, row)),
          }),
        ),
        list.map(
          (of): Condition => ({
            where: { [Op.or]: of.map(({ where }) => where) } as never,
            holds: (row) => any(meant(of, row)),
          }),
        ),
        list.map(
          (of): Condition => ({
            where: { [Op.not]: of.map(({ where }) => where) } as never,
            holds: (row) => not(all(meant(of, row))),
          }),
        ),
      ),
    };
  });
  return condition;
}

const nothing: Condition = { where: {}, holds: () => true };

/** A later key of the same name goes before an earlier one. */
function bothOf(a: Condition, b: Condition): Condition['holds'] {
  const hidden = Object.keys(a.where).some((name) => Object.hasOwn(b.where, name));
  return hidden ? b.holds : (row) => all([a.holds(row), b.holds(row)]);
}

/** Empty conditions do not count, and a list of them is none. */
function meant(list: readonly Condition[], row: Row): Truth[] {
  return list.filter(({ where }) => !isEmpty(where)).map(({ holds }) => holds(row));
}

function isEmpty(where: WhereOptions): boolean {
  const keys = Reflect.ownKeys(where);
  const [nested] = keys.map((key) => (where as Record<symbol, WhereOptions[]>)[key as symbol]);
  return keys.length === 0 || (keys[0] === Op.and && nested!.every(isEmpty));
}

function column(): fc.Arbitrary<Condition> {
  return fc.constantFrom('n', 'text', 'flag', 'at', 'price', 'mood').chain((name) =>
    askedOf(name as Exclude<keyof Row, 'id'>).map(
      ({ operand, holds, ofNull = null }): Condition => ({
        where: { [name]: operand } as never,
        holds: (row) => (row[name as keyof Row] === null ? ofNull : holds(row[name as keyof Row] as never)),
      }),
    ),
  );
}

function askedOf(name: Exclude<keyof Row, 'id'>): fc.Arbitrary<Asked> {
  const values = [...new Set(table.map((row) => row[name]))].filter((value) => value !== null);
  const some = fc.constantFrom(...(values as (string | number | boolean)[]));
  const several = fc.array(some, { minLength: 1, maxLength: 3 });
  const equality = fc.oneof(
    some.map((value): Asked => ({ operand: value, holds: (of) => of === value })),
    some.map((value): Asked => ({ operand: { [Op.eq]: value }, holds: (of) => of === value })),
    some.map((value): Asked => ({ operand: { [Op.ne]: value }, holds: (of) => of !== value })),
    some.map(
      (value): Asked => ({
        operand: { [Op.not]: value },
        holds: (of) => of !== value,
        ofNull: typeof value === 'boolean' ? true : null,
      }),
    ),
    several.map((list): Asked => ({ operand: list, holds: (of) => list.includes(of) })),
    several.map((list): Asked => ({ operand: { [Op.in]: list }, holds: (of) => list.includes(of) })),
    several.map((list): Asked => ({ operand: { [Op.notIn]: list }, holds: (of) => !list.includes(of) })),
    several.map((list): Asked => ({ operand: { [Op.not]: list }, holds: (of) => !list.includes(of) })),
    several.map(
      (list): Asked => ({ operand: { [Op.or]: [...list, null] }, holds: (of) => list.includes(of), ofNull: true }),
    ),
    fc.constantFrom<Asked>(
      { operand: null, holds: () => false, ofNull: true },
      { operand: { [Op.is]: null }, holds: () => false, ofNull: true },
      { operand: { [Op.ne]: null }, holds: () => true, ofNull: false },
      { operand: { [Op.not]: null }, holds: () => true, ofNull: false },
    ),
  );
  if (name === 'text') return fc.oneof(equality, likeness());
  if (name === 'flag' || name === 'mood') return equality;
  return fc.oneof(equality, order(some as fc.Arbitrary<string | number>, name));
}

function order(some: fc.Arbitrary<string | number>, name: 'n' | 'at' | 'price'): fc.Arbitrary<Asked> {
  const size = (value: string | number) => (name === 'at' ? Date.parse(String(value)) : Number(value));
  const given = (value: string | number) => (name === 'at' ? new Date(value) : value);
  const compare = fc.constantFrom<[symbol, (a: number, b: number) => boolean]>(
    [Op.lt, (a, b) => a < b],
    [Op.lte, (a, b) => a <= b],
    [Op.gt, (a, b) => a > b],
    [Op.gte, (a, b) => a >= b],
  );
  const between = (low: string | number, high: string | number) => (of: string | number) =>
    size(of) >= size(low) && size(of) <= size(high);
  return fc.oneof(
    fc.tuple(compare, some).map(
      ([[operator, holds], value]): Asked => ({
        operand: { [operator]: given(value) },
        holds: (of) => holds(size(of), size(value)),
      }),
    ),
    fc.tuple(some, some).map(
      ([low, high]): Asked => ({
        operand: { [Op.gte]: given(low), [Op.lte]: given(high) },
        holds: between(low, high),
      }),
    ),
    fc
      .tuple(some, some)
      .map(
        ([low, high]): Asked => ({ operand: { [Op.between]: [given(low), given(high)] }, holds: between(low, high) }),
      ),
    fc.tuple(some, some).map(
      ([low, high]): Asked => ({
        operand: { [Op.notBetween]: [given(low), given(high)] },
        holds: (of) => !between(low, high)(of),
      }),
    ),
    fc.tuple(some, some).map(
      ([low, high]): Asked => ({
        operand: { [Op.or]: { [Op.lt]: given(low), [Op.gt]: given(high) } },
        holds: (of) => size(of) < size(low) || size(of) > size(high),
      }),
    ),
    fc.tuple(some, some).map(
      ([low, high]): Asked => ({
        operand: { [Op.and]: [{ [Op.gt]: given(low) }, { [Op.lt]: given(high) }] },
        holds: (of) => size(of) > size(low) && size(of) < size(high),
      }),
    ),
  );
}

function likeness(): fc.Arbitrary<Asked> {
  const pattern = fc.constantFrom('a%', '%b', 'a_', '_', '%', '', 'AB', "%'%", 'a__');
  const matches = (text: string, like: string, flags = '') => {
    const source = like.replaceAll('%', '[^]*').replaceAll('_', '[^]');
    return new RegExp(`^${source}$`, flags).test(text);
  };
  // Sequelize leaves % and _ in these as they are, Livegraft takes them as the characters they are
  const part = fc.constantFrom('a', 'b', '', "'", 'A');
  return fc.oneof(
    pattern.map((like): Asked => ({ operand: { [Op.like]: like }, holds: (of) => matches(of, like) })),
    pattern.map((like): Asked => ({ operand: { [Op.notLike]: like }, holds: (of) => !matches(of, like) })),
    pattern.map((like): Asked => ({ operand: { [Op.iLike]: like }, holds: (of) => matches(of, like, 'i') })),
    pattern.map((like): Asked => ({ operand: { [Op.notILike]: like }, holds: (of) => !matches(of, like, 'i') })),
    part.map((text): Asked => ({ operand: { [Op.substring]: text }, holds: (of: string) => of.includes(text) })),
    part.map((text): Asked => ({ operand: { [Op.startsWith]: text }, holds: (of: string) => of.startsWith(text) })),
    part.map((text): Asked => ({ operand: { [Op.endsWith]: text }, holds: (of: string) => of.endsWith(text) })),
  );
}

it('a condition selects the rows for which it holds, as it does in Sequelize', async () => {
  const property = fc.asyncProperty(conditions(), async ({ where, holds }) => {
    const naive = table.filter((row) => holds(row) === true).map(({ id }) => id);
    const found = await Entry.findAll({ where, order: ['id'], raw: true });
    expect((found as unknown as Row[]).map(({ id }) => id)).toEqual(naive);
    expect(await select(where)).toEqual(naive);
    expect(await objects(Entry).where(where).count()).toBe(naive.length);
  });
  await fc.assert(property, { numRuns });
});

it.each([
  ['an empty list', { n: [] }, []],
  ['not in an empty list', { n: { [Op.notIn]: [] } }, table.map(({ id }) => id)],
  ['the characters % and _', { text: { [Op.substring]: '%' } }, idsOf('100%')],
  ['the character _', { text: { [Op.endsWith]: '_b' } }, idsOf('a_b')],
  ['a backslash', { text: { [Op.substring]: '\\s' } }, idsOf('back\\slash')],
  ['text like SQL', { text: "a' OR '1'='1" }, []],
])('a condition takes %s as it is', async (_, where, ids) => {
  expect(await select(where as WhereOptions)).toEqual(ids);
});

function idsOf(text: string): number[] {
  return table.filter((row) => row.text === text).map(({ id }) => id);
}
