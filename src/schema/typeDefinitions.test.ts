import { buildSchema } from 'graphql';
import { DataTypes, Model, type ModelStatic, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Count, caseWhen, when } from './annotations.ts';
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

  it('has root fields for a list, one row by its whole key, and a count', () => {
    const list = (name: string) =>
      `(where: ${name}Where, orderBy: [${name}OrderBy!], limit: Int, offset: Int, annotate: [${name}Annotation!]): [${name}!]!`;
    const count = (name: string) => `(where: ${name}Where, annotate: [${name}Annotation!]): Int!`;
    expect(definition('type Query')).toBe(
      `type Query {
  guests${list('Guest')}
  guest(id: Int!): Guest
  guestsCount${count('Guest')}
  rooms${list('Room')}
  room(id: Int!): Room
  roomsCount${count('Room')}
  seats${list('Seat')}
  seat(row: Int!, code: ID!): Seat
  seatsCount${count('Seat')}
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
  guests: [Guest!]!
  label: Value
  getShort: Value
  """How it prints."""
  str: String!
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

  it('counts what a row has many of, and nothing else', () => {
    expect(definition('input RoomCount')).toBe('input RoomCount {\n  guests: GuestCounted\n}');
    expect(definition('input RoomAnnotation')).toContain('  count: RoomCount\n');
    expect(definition('input SeatAnnotation')).not.toContain('count');
    expect(typeDefs).not.toContain('input SeatCount {');
  });

  it('says nothing of what is private', () => {
    expect(typeDefs).not.toMatch(/password|token/i);
  });

  it.each([
    [
      'MaintenanceRequest',
      { list: 'maintenanceRequests', one: 'maintenanceRequest', count: 'maintenanceRequestsCount' },
    ],
    ['Property', { list: 'properties', one: 'property', count: 'propertiesCount' }],
    ['Sheep', { list: 'sheepList', one: 'sheep', count: 'sheepListCount' }],
    ['APIKey', { list: 'aPIKeys', one: 'aPIKey', count: 'aPIKeysCount' }],
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
