import fc from 'fast-check';
import { parse } from 'graphql';
import {
  DataTypes,
  type FindOptions,
  type IncludeOptions,
  type Model,
  type ModelStatic,
  Op,
  Sequelize,
} from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema, rootFieldsOf } from '../schema/typeDefinitions.ts';
import { compileOperation, dataOf } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { objects } from './querySet.ts';
import { recordStatements } from './statements.ts';

// What a plan reads is compared with what Sequelize's own findAll and toJSON give.

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 40);

let database: TestDatabase;
let sequelize: Sequelize;
let models: Record<string, ModelStatic<Model>>;
let types: ReturnType<typeof createModelSchema>['types'];
let schema: ReturnType<typeof createExecutableSchema>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  models = define(sequelize);
  const modelSchema = createModelSchema(Object.values(sequelize.models) as ModelClass[]);
  types = modelSchema.types;
  schema = createExecutableSchema(modelSchema);
  await sequelize.sync();
  await fill(models);
});
afterAll(async () => {
  await sequelize.close();
  await database.drop();
});

/** Every kind of association, renamed columns, deleted rows, default scopes, and keys of other types. */
function define(sequelize: Sequelize): Record<string, ModelStatic<Model>> {
  const paranoid = { timestamps: true, paranoid: true, createdAt: false, updatedAt: false } as const;
  const City = sequelize.define('City', {
    name: DataTypes.STRING,
    zip: { type: DataTypes.STRING, field: 'postal_code' },
  });
  const Person = sequelize.define(
    'Person',
    {
      name: DataTypes.STRING,
      age: DataTypes.INTEGER,
      born: DataTypes.DATE,
      cityId: { type: DataTypes.INTEGER, field: 'city' },
      bossId: DataTypes.INTEGER,
    },
    { tableName: 'people' },
  );
  const Pet = sequelize.define(
    'Pet',
    {
      name: { type: DataTypes.STRING, field: 'pet_name' },
      weight: DataTypes.DECIMAL(6, 2),
      personId: { type: DataTypes.BIGINT, field: 'owner' },
    },
    paranoid,
  );
  const Passport = sequelize.define('Passport', {
    number: { type: DataTypes.BIGINT, primaryKey: true },
    personId: DataTypes.INTEGER,
  });
  const Club = sequelize.define(
    'Club',
    { name: DataTypes.STRING, active: DataTypes.BOOLEAN },
    { defaultScope: { where: { active: true } } },
  );
  const Membership = sequelize.define(
    'Membership',
    {
      personId: { type: DataTypes.INTEGER, primaryKey: true, field: 'person' },
      clubId: { type: DataTypes.INTEGER, primaryKey: true, field: 'club' },
      role: DataTypes.STRING,
    },
    paranoid,
  );
  const unchecked = { constraints: false };
  Person.belongsTo(City, { as: 'city', foreignKey: 'cityId', ...unchecked });
  City.hasMany(Person, { as: 'people', foreignKey: 'cityId', ...unchecked });
  City.hasMany(Person, { as: 'children', foreignKey: 'cityId', scope: { age: { [Op.lt]: 18 } }, ...unchecked });
  Person.belongsTo(Person, { as: 'boss', foreignKey: 'bossId', ...unchecked });
  Person.hasMany(Person, { as: 'staff', foreignKey: 'bossId', ...unchecked });
  Person.hasMany(Pet, { as: 'pets', foreignKey: 'personId', ...unchecked });
  Pet.belongsTo(Person, { as: 'owner', foreignKey: 'personId', ...unchecked });
  Person.hasOne(Passport, { as: 'passport', foreignKey: 'personId', ...unchecked });
  Passport.belongsTo(Person, { as: 'holder', foreignKey: 'personId', ...unchecked });
  const links = { through: Membership, ...unchecked };
  Person.belongsToMany(Club, { as: 'clubs', foreignKey: 'personId', otherKey: 'clubId', ...links });
  Club.belongsToMany(Person, { as: 'members', foreignKey: 'clubId', otherKey: 'personId', ...links });
  const led = { through: { model: Membership, scope: { role: 'lead' } }, ...unchecked };
  Person.belongsToMany(Club, { as: 'ledClubs', foreignKey: 'personId', otherKey: 'clubId', ...led });
  return { City, Person, Pet, Passport, Club, Membership };
}

async function fill({ City, Person, Pet, Passport, Club, Membership }: Record<string, ModelStatic<Model>>) {
  const some = <T>(count: number, row: (index: number) => T) => Array.from({ length: count }, (_, index) => row(index));
  await City!.bulkCreate(some(3, (i) => ({ name: `City ${i}`, zip: i === 1 ? null : `1000${i}` })));
  await Person!.bulkCreate(
    some(12, (i) => ({
      name: `Person ${i % 5}`,
      age: i % 4 === 3 ? null : (i * 7) % 60,
      born: i % 3 === 2 ? null : new Date(Date.UTC(1950 + i * 5, i % 12, 1, 12, 30, 15, i * 80)),
      cityId: i % 4 === 0 ? null : 1 + (i % 3),
      bossId: i === 0 ? null : Math.floor(i / 3) + 1,
    })),
  );
  await Pet!.bulkCreate(
    some(9, (i) => ({ name: `Pet ${i}`, weight: i * 1.25, personId: i === 8 ? null : 1 + ((i * 5) % 7) })),
  );
  await Pet!.destroy({ where: { name: ['Pet 2', 'Pet 5'] } });
  await Passport!.bulkCreate(some(5, (i) => ({ number: `90071992547409${90 + i}`, personId: 1 + i * 2 })));
  await Club!.bulkCreate(some(5, (i) => ({ name: `Club ${i}`, active: i !== 3 })));
  await Membership!.bulkCreate(
    some(20, (i) => ({
      personId: 1 + (i % 10),
      clubId: 1 + ((i * 3 + Math.floor(i / 10)) % 5),
      role: i % 3 === 0 ? 'lead' : null,
    })),
  );
  await Membership!.destroy({ where: { personId: [2, 7] } });
}

/** What is asked of a model: attributes, and the same of what it leads to. */
interface Asked {
  readonly model: string;
  readonly attributes: readonly string[];
  readonly associations: Readonly<Record<string, Asked>>;
}

function asked(model: string, depth: number): fc.Arbitrary<Asked> {
  const { model: described, columns } = types.get(model)!;
  const attributes = fc.subarray(
    [...columns.keys()].filter((name) => name !== 'deletedAt'),
    { minLength: 1 },
  );
  const names =
    depth === 0 ? fc.constant([]) : fc.subarray(Object.keys(described.associations)).map((all) => all.slice(0, 3));
  return names.chain((chosen) => {
    const targets = chosen.map((name) => [name, asked(described.associations[name]!.target.name, depth - 1)] as const);
    return fc.record({ model: fc.constant(model), attributes, associations: fc.record(Object.fromEntries(targets)) });
  });
}

function selection({ attributes, associations }: Asked): string {
  const nested = Object.entries(associations).map(([name, below]) => `${name} ${selection(below)}`);
  return `{ ${[...attributes, ...nested].join(' ')} }`;
}

/** The same with Sequelize: everything of the models, and whatever they lead to, present or not. */
function include({ associations }: Asked): IncludeOptions[] {
  return Object.entries(associations).map(([name, below]) => ({
    association: name,
    required: false,
    include: include(below),
  }));
}

/** Of what toJSON gives, what was asked for; lists in the order of their keys. */
function pick(row: Record<string, unknown> | null, { model, attributes, associations }: Asked): object | null {
  if (row === null || row === undefined) return null;
  const nested = Object.entries(associations).map(([name, below]) => {
    const value = row[name] as Record<string, unknown> | Record<string, unknown>[] | null;
    const key = types.get(below.model)!.primaryKey[0]!.name;
    if (!Array.isArray(value)) return [name, pick(value, below)];
    return [name, value.toSorted(by(key)).map((item) => pick(item, below))];
  });
  expect(types.has(model)).toBe(true);
  return { ...Object.fromEntries(attributes.map((name) => [name, row[name]])), ...Object.fromEntries(nested) };
}

/** Keys are whole numbers, or their digits. */
function by(key: string): (a: Record<string, unknown>, b: Record<string, unknown>) => number {
  return (a, b) => Number(BigInt(a[key] as string) - BigInt(b[key] as string));
}

/** How many statements an operation takes: one, and one for each edge to many. */
function statementsFor({ model, associations }: Asked): number {
  return Object.entries(associations).reduce((sum, [name, below]) => {
    const many = types.get(model)!.fields.get(name)!.kind === 'toMany';
    return sum + Number(many) + statementsFor(below);
  }, 0);
}

it('rows are what Sequelize reads with nested includes, in one statement for each edge to many', async () => {
  const roots = fc.constantFrom('City', 'Person', 'Pet', 'Passport', 'Club');
  const wanted = fc.record(
    {
      limit: fc.nat({ max: 8 }),
      offset: fc.nat({ max: 5 }),
      direction: fc.constantFrom('ASC', 'DESC'),
    },
    { requiredKeys: [] },
  );
  const property = fc.asyncProperty(
    roots.chain((root) => asked(root, 3)),
    wanted,
    async (query, { limit, offset, direction = 'ASC' }) => {
      const type = types.get(query.model)!;
      const key = type.primaryKey[0]!.name;
      const variables = {
        orderBy: [{ field: key, direction }],
        ...(limit !== undefined && { limit }),
        ...(offset !== undefined && { offset }),
      };
      const { list } = rootFieldsOf(type);
      const text = `query Q($orderBy: [${query.model}OrderBy!], $limit: Int, $offset: Int) { rows: ${list}(orderBy: $orderBy, limit: $limit, offset: $offset) ${selection(query)} }`;
      const { result, statements } = await recordStatements(() =>
        compileOperation(schema, parse(text))(variables, { viewer: null }),
      );
      const rows = dataOf(result).data.rows as object[];
      const found = await type.model.findAll({ include: include(query) } as FindOptions);
      const expected = (JSON.parse(JSON.stringify(found)) as Record<string, unknown>[])
        .toSorted(direction === 'ASC' ? by(key) : (a, b) => by(key)(b, a))
        .slice(offset ?? 0, limit === undefined ? undefined : (offset ?? 0) + limit)
        .map((row) => pick(row, query));
      expect(JSON.parse(JSON.stringify(rows))).toEqual(expected);
      expect(statements.length).toBeLessThanOrEqual(1 + statementsFor(query));
    },
  );
  await fc.assert(property, { numRuns });
});

describe('a plan', () => {
  const run = async (text: string, variables: object = {}) => {
    return recordStatements(() => compileOperation(schema, parse(text))({ ...variables }, { viewer: null }));
  };

  it('takes as many statements for six rows as for twelve', async () => {
    const text =
      'query Q($limit: Int) { people(limit: $limit) { name boss { pets { name } } pets { owner { clubs { name } } } staff { id } } }';
    const counts = await Promise.all([6, 12].map(async (limit) => (await run(text, { limit })).statements.length));
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBe(5);
  });

  it('asks for nothing below rows that are not there', async () => {
    const { result, statements } = await run('{ people(limit: 0) { pets { owner { clubs { name } } } } }');
    expect(result).toEqual({ data: { people: [] } });
    expect(statements).toHaveLength(1);
  });

  it('reads each column and each row of a list once, however many rows share it', async () => {
    const { statements } = await run('{ pets { owner { id name name city { name } pets { name } } } }');
    expect(statements.map(({ text }) => text)).toEqual([
      'SELECT "Pet"."id", "owner"."id", "owner"."name", "owner->city"."id", "owner->city"."name" FROM "Pets" AS "Pet" LEFT OUTER JOIN "people" AS "owner" ON "owner"."id" = "Pet"."owner" LEFT OUTER JOIN "Cities" AS "owner->city" ON "owner->city"."id" = "owner"."city" WHERE ("Pet"."deletedAt" IS NULL) ORDER BY "Pet"."id" LIMIT $1::int8',
      'SELECT "Pet"."id", "Pet"."pet_name", "Pet"."owner" FROM "Pets" AS "Pet" WHERE "Pet"."owner" = ANY($1::int4[]) AND ("Pet"."deletedAt" IS NULL) ORDER BY "Pet"."id"',
    ]);
  });

  it('has one text for all values of a shape', async () => {
    const texts = await Promise.all(
      [
        [1, 'a'],
        [2, "b'"],
      ].map(async ([age, name]) => {
        const text = 'query Q($where: PersonWhere, $limit: Int) { people(where: $where, limit: $limit) { id } }';
        return (await run(text, { where: { age: { in: [age] }, name: { eq: name } }, limit: age })).statements[0]!.text;
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });
});

describe('counting', () => {
  const Person = () =>
    models.Person! as ModelStatic<Model<{ age: number | null; cityId: number | null; name: string }>>;

  it('counts rows, whatever the limit', async () => {
    expect(await objects(Person()).count()).toBe(12);
    expect(await objects(Person()).where({ age: null }).limit(1).offset(50).count()).toBe(3);
    expect(await objects(models.Pet!).count()).toBe(7);
    expect(await objects(models.Club!).count()).toBe(4);
  });

  it('counts rows for each value, a missing one among them', async () => {
    const { result, statements } = await recordStatements(() =>
      objects(Person())
        .where({ name: { [Op.ne]: 'x' } })
        .countBy('cityId'),
    );
    expect([...result]).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
      [null, 3],
    ]);
    expect(statements.map(({ text }) => text)).toEqual([
      'SELECT "Person"."city", count(*)::int4 FROM "people" AS "Person" WHERE "Person"."name" <> $1::text GROUP BY 1 ORDER BY 1',
    ]);
    expect([...(await objects(Person()).where({ age: -1 }).countBy('name'))]).toEqual([]);
  });

  it('refuses what is no field', async () => {
    await expect(() => objects(Person()).countBy('nam' as never)).rejects.toThrow('LG3001');
  });
});
