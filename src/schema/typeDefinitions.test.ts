import { buildSchema } from 'graphql';
import { DataTypes, Model, type ModelStatic, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Count, caseWhen, type Expression, F, when } from './expressions.ts';
import { type ModelClass, modelTypeOf } from './modelType.ts';
import { createModelSchema, rootFieldsOf } from './typeDefinitions.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
class Room extends Model {
  static annotations = { rank: caseWhen([when({ mood: 'calm' }, 0)]), guests_total: Count('guests') };
  get label() {
    return '';
  }
  getShort() {
    return '';
  }
}
Room.init(
  {
    name: { type: DataTypes.STRING, allowNull: false },
    mood: DataTypes.ENUM('calm', 'loud'),
    shape: DataTypes.ENUM('half-round', 'square'),
    price: DataTypes.DECIMAL(8, 2),
    extra: DataTypes.JSONB,
    passwordHash: DataTypes.STRING,
    apiToken: new DataTypes.VIRTUAL(),
  },
  { sequelize },
);
const Guest = sequelize.define('Guest', { roomId: DataTypes.BIGINT, since: DataTypes.DATE });
const Seat = sequelize.define('Seat', {
  row: { type: DataTypes.INTEGER, primaryKey: true },
  code: { type: DataTypes.UUID, primaryKey: true },
});
Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
Guest.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });

const { types, typeDefs } = createModelSchema([Seat, Room, Guest] as ModelClass[]);

function definition(head: string): string {
  const start = typeDefs.indexOf(`${head} {\n`);
  return typeDefs.slice(start, typeDefs.indexOf('\n}', start) + 2);
}

describe('the schema of models', () => {
  it('is valid, ordered by name, and the same whatever the order of the models', () => {
    expect(() => buildSchema(typeDefs)).not.toThrow();
    expect([...types.keys()]).toEqual(['Guest', 'Room', 'Seat']);
    expect(createModelSchema([Guest, Seat, Room] as ModelClass[]).typeDefs).toBe(typeDefs);
  });

  it('has root fields for a list, one row by its whole key, a count and aggregates', () => {
    const list = (name: string) =>
      `(where: ${name}Where, orderBy: [${name}OrderBy!], limit: Int, offset: Int, annotate: [${name}Annotation!]): [${name}!]!`;
    const count = (name: string) => `(where: ${name}Where, annotate: [${name}Annotation!]): Int!`;
    const aggregate = (name: string) =>
      `(where: ${name}Where, annotate: [${name}Annotation!], by: [${name}OrderField!]): [${name}Aggregate!]!`;
    expect(definition('type Query')).toBe(
      `type Query {
  guests${list('Guest')}
  guest(id: Int!): Guest
  guestsCount${count('Guest')}
  guestsAggregate${aggregate('Guest')}
  rooms${list('Room')}
  room(id: Int!): Room
  roomsCount${count('Room')}
  roomsAggregate${aggregate('Room')}
  seats${list('Seat')}
  seat(row: Int!, code: ID!): Seat
  seatsCount${count('Seat')}
  seatsAggregate${aggregate('Seat')}
}`,
    );
  });

  it('has a type for each model, with everything that is not private', () => {
    expect(definition('type Room')).toBe(
      `type Room {
  id: Int!
  name: String!
  mood: RoomMood
  shape: String
  price: Decimal
  extra: JSON
  rank: Int
  guests_total: Int!
  guests(where: GuestWhere, orderBy: [GuestOrderBy!], limit: Int, offset: Int): [Guest!]!
  label: Value
  getShort: Value
  """How it prints."""
  str: String
  guestsCount: Int!
  """What the query itself annotates its rows with, by name."""
  annotation(name: String!): Value
}`,
    );
    expect(definition('type Guest')).toContain('  room: Room\n');
  });

  it('filters by columns and annotations, and sorts by all of them but JSON', () => {
    expect(definition('input RoomWhere')).toBe(
      `input RoomWhere {
  and: [RoomWhere!]
  or: [RoomWhere!]
  not: RoomWhere
  except: RoomWhere
  annotation: AnnotationFilter
  id: IntFilter
  name: StringFilter
  mood: RoomMoodFilter
  shape: EnumFilter
  price: DecimalFilter
  extra: JSONFilter
  rank: IntFilter
  guests_total: IntFilter
  guestsCount: IntFilter
  guests: GuestManyWhere
}`,
    );
    expect(definition('enum RoomOrderField')).toBe(
      'enum RoomOrderField {\n  id\n  name\n  mood\n  shape\n  price\n  rank\n  guests_total\n  guestsCount\n}',
    );
    expect(definition('enum RoomMood')).toBe('enum RoomMood {\n  calm\n  loud\n}');
    expect(definition('input RoomMoodFilter')).toBe(
      'input RoomMoodFilter {\n  eq: RoomMood\n  ne: RoomMood\n  in: [RoomMood!]\n  notIn: [RoomMood!]\n  isNull: Boolean\n}',
    );
    expect(definition('input EnumFilter')).toContain('  eq: String\n');
    expect(definition('input JSONFilter')).toBe('input JSONFilter {\n  isNull: Boolean\n}');
    expect(typeDefs.match(/input StringFilter \{/g)).toHaveLength(1);
  });

  it('takes expressions: of each model what it has, over associations too', () => {
    expect(definition('input RoomAnnotation')).toBe(
      'input RoomAnnotation {\n  name: String!\n  expression: RoomExpression!\n}',
    );
    expect(definition('input RoomExpression')).toBe(
      `input RoomExpression {
  field: RoomOrderField
  annotation: String
  value: Value
  case: RoomCase
  count: RoomAggregated
  sum: RoomAggregated
  avg: RoomAggregated
  min: RoomAggregated
  max: RoomAggregated
  exists: RoomAggregated
  coalesce: [RoomExpression!]
  concat: [RoomExpression!]
  add: [RoomExpression!]
  subtract: [RoomExpression!]
  multiply: [RoomExpression!]
  divide: [RoomExpression!]
}`,
    );
    expect(definition('input RoomAggregated')).toBe('input RoomAggregated {\n  guests: GuestRows\n}');
    expect(definition('input GuestRows')).toBe(
      'input GuestRows {\n  where: GuestWhere\n  of: GuestExpression\n  distinct: Boolean\n}',
    );
    expect(definition('input RoomCase')).toContain('  branches: [RoomCaseBranch!]!\n  otherwise: RoomExpression\n');
    expect(definition('input RoomCaseBranch')).toContain('  where: RoomWhere!\n  gives: RoomExpression!\n');
    expect(definition('input GuestExpression')).toContain('  related: GuestRelated\n');
    expect(definition('input GuestRelated')).toBe('input GuestRelated {\n  room: RoomExpression\n}');
  });

  it('has aggregates of the fields for which they have a meaning, with the types that expressions have', () => {
    expect(definition('type RoomAggregate')).toBe(
      `type RoomAggregate {
  """What its rows have in common, null without groups."""
  by: RoomAggregateGroup
  count: Int!
  sum: RoomAggregateSum!
  avg: RoomAggregateAvg!
  min: RoomAggregateMin!
  max: RoomAggregateMax!
  countDistinct: RoomAggregateCountDistinct!
}`,
    );
    expect(definition('type RoomAggregateGroup')).toBe(
      `type RoomAggregateGroup {
  id: Int
  name: String
  mood: RoomMood
  shape: String
  price: Decimal
  rank: Int
  guests_total: Int
  guestsCount: Int
}`,
    );
    const numbers = '  id: Float\n  price: Decimal\n  rank: Float\n  guests_total: Float\n  guestsCount: Float\n}';
    expect(definition('type RoomAggregateSum')).toBe(`type RoomAggregateSum {\n${numbers}`);
    expect(definition('type RoomAggregateAvg')).toBe(`type RoomAggregateAvg {\n${numbers}`);
    const ordered =
      '  id: Int\n  name: String\n  price: Decimal\n  rank: Int\n  guests_total: Int\n  guestsCount: Int\n}';
    expect(definition('type RoomAggregateMin')).toBe(`type RoomAggregateMin {\n${ordered}`);
    expect(definition('type RoomAggregateMax')).toBe(`type RoomAggregateMax {\n${ordered}`);
    expect(definition('type RoomAggregateCountDistinct')).toBe(
      'type RoomAggregateCountDistinct {\n  id: Int!\n  name: Int!\n  mood: Int!\n  shape: Int!\n  price: Int!\n  rank: Int!\n  guests_total: Int!\n  guestsCount: Int!\n}',
    );
    expect(definition('type GuestAggregateSum')).toBe('type GuestAggregateSum {\n  id: Float\n  roomId: Decimal\n}');
    expect(definition('type GuestAggregateMin')).toBe(
      'type GuestAggregateMin {\n  id: Int\n  roomId: BigInt\n  since: DateTime\n}',
    );
    expect(typeDefs).not.toMatch(/passwordHash|apiToken/);
  });

  it('has no aggregate that would be empty', () => {
    const Mark = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } }).define(
      'Mark',
      { key: { type: DataTypes.UUID, primaryKey: true }, on: DataTypes.BOOLEAN, extra: DataTypes.JSON },
    );
    const own = createModelSchema([Mark] as ModelClass[]).typeDefs;
    expect(() => buildSchema(own)).not.toThrow();
    expect(own).toContain('  by: MarkAggregateGroup\n  count: Int!\n  countDistinct: MarkAggregateCountDistinct!\n}');
    expect(own).toContain('type MarkAggregateCountDistinct {\n  key: Int!\n  on: Int!\n}');
    expect(own).not.toMatch(/MarkAggregate(Sum|Avg|Min|Max)/);
  });

  it.each<[string, string[], object, string]>([
    [
      'a model',
      ['Lease', 'LeaseAggregate'],
      {},
      'There would be the GraphQL type "LeaseAggregate" twice, made for the model Lease and the model LeaseAggregate.',
    ],
    [
      'an enum',
      ['Lease'],
      { aggregateGroup: DataTypes.ENUM('a', 'b') },
      'There would be the GraphQL type "LeaseAggregateGroup" twice, made for the model Lease.',
    ],
    [
      'a root field',
      ['Lease', 'LeasesAggregate'],
      {},
      'There would be the root field "leasesAggregate" twice, made for the model Lease and the model LeasesAggregate.',
    ],
    [
      'a type of every schema',
      ['Query'],
      {},
      'There would be the GraphQL type "Query" twice, made for Livegraft itself and the model Query.',
    ],
  ])('refuses %s with a name that an aggregate has, or another type', (_, names, attributes, reason) => {
    const own = new Sequelize('postgres://localhost/none', { logging: false });
    const models = names.map((name) => own.define(name, { ...attributes })) as ModelClass[];
    const hint = 'Rename the model, or the column whose enum has that name.';
    expect(() => createModelSchema(models)).toThrow(
      expect.objectContaining({ code: 'LG2010', message: `LG2010: ${reason} ${hint}` }),
    );
  });

  it('has no expressions over associations where there are none', () => {
    expect(definition('input GuestExpression')).not.toContain('count');
    expect(definition('input SeatExpression')).not.toMatch(/related|count/);
    expect(typeDefs).not.toMatch(/input (Seat(Related|Aggregated)|RoomRelated|GuestAggregated) /);
  });

  it('filters over associations, and orders by fields, annotations and expressions', () => {
    expect(definition('input GuestWhere')).toContain('  room: RoomWhere\n');
    expect(definition('input GuestManyWhere')).toBe(
      'input GuestManyWhere {\n  some: GuestWhere\n  every: GuestWhere\n  none: GuestWhere\n}',
    );
    expect(definition('input RoomOrderBy')).toBe(
      'input RoomOrderBy {\n  field: RoomOrderField\n  annotation: String\n  expression: RoomExpression\n  direction: OrderDirection! = ASC\n  nulls: NullsOrder\n}',
    );
  });

  it.each<[string, () => Expression, string]>([
    [
      'values of two kinds',
      () => caseWhen([when<string | number>({ id: 1 }, 'a'), when<string | number>({ id: 2 }, 2)]),
      'LG2003: An expression of Odd must give values of one kind, but gives: ["a",2,null].',
    ],
    ['an unknown field', () => F('nam'), 'LG3001: Odd cannot be filtered or sorted by "nam". Did you mean "name"?'],
    [
      'a condition that cannot be',
      () => caseWhen([when({ id: 'x' }, 1)]),
      'LG3002: A condition on "Odd.id" takes a whole number, but got "x".',
    ],
    [
      'its own rows',
      () => Count(),
      'LG2007: An annotation of Odd takes the count of its own rows, which is no association of many rows. Name one, such as "leases" or "leases.rent"; aggregate(…) takes the rows of a QuerySet together.',
    ],
  ])('refuses an annotation of %s, before anything runs', (_, expression, message) => {
    const Odd = new Sequelize('postgres://localhost/none', { logging: false }).define('Odd', {
      name: DataTypes.STRING,
    });
    Object.assign(Odd, { annotations: { odd: expression() } });
    expect(() => createModelSchema([Odd] as ModelClass[])).toThrow(expect.objectContaining({ message }));
  });

  it('says nothing of what is private', () => {
    expect(typeDefs).not.toMatch(/password|token/i);
  });

  it.each([
    [
      'MaintenanceRequest',
      {
        list: 'maintenanceRequests',
        one: 'maintenanceRequest',
        count: 'maintenanceRequestsCount',
        aggregate: 'maintenanceRequestsAggregate',
      },
    ],
    ['Property', { list: 'properties', one: 'property', count: 'propertiesCount', aggregate: 'propertiesAggregate' }],
    ['Sheep', { list: 'sheepList', one: 'sheep', count: 'sheepListCount', aggregate: 'sheepListAggregate' }],
    ['APIKey', { list: 'aPIKeys', one: 'aPIKey', count: 'aPIKeysCount', aggregate: 'aPIKeysAggregate' }],
  ])('names the root fields of %s', (name, fields) => {
    expect(rootFieldsOf(modelTypeOf(sequelize.define(name, {}) as ModelClass))).toEqual(fields);
  });

  it('needs every model that one leads to', () => {
    const lone = new Sequelize('postgres://localhost/none', { logging: false });
    const A = lone.define('A', { bId: DataTypes.INTEGER });
    const B: ModelStatic<Model> = lone.define('Building', {});
    A.belongsTo(B, { as: 'b', foreignKey: 'bId' });
    expect(() => createModelSchema([A] as ModelClass[])).toThrow(
      'LG2006: "A.b" leads to the model Building, which is not one of the application\'s models. Initialize it with the same Sequelize instance.',
    );
    const Buildings = lone.define('Buildings', {});
    expect(() => createModelSchema([A, Buildings] as ModelClass[])).toThrow(
      'LG2006: "A.b" leads to the model Building, which is not one of the application\'s models. Did you mean "Buildings"?',
    );
  });
});
