import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
  Sequelize,
} from 'sequelize';
import { Count, caseWhen, when } from '../src/schema/expressions.ts';
import type { ModelClass } from '../src/schema/modelType.ts';
import { createTestDatabase, testServers } from './testDatabase.ts';

// A few small models with every kind of association, for tests of what is read from PostgreSQL.

export class House extends Model<InferAttributes<House>, InferCreationAttributes<House>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare city: string | null;
  declare rooms?: NonAttribute<Room[]>;
  declare closings?: NonAttribute<Closing[]>;
}

export class Room extends Model<InferAttributes<Room>, InferCreationAttributes<Room>> {
  static annotations = {
    class: caseWhen([when({ size: [1, 2] }, 'small')], { otherwise: 'large' }),
    done: Count('stays', { where: { status: 'done' } }),
  };
  static computed = { label: ['title', 'house.name'], failing: ['title'] };
  declare id: CreationOptional<number>;
  declare title: string;
  declare size: number | null;
  declare rent: string | null;
  declare area: number | null;
  declare beds: string | null;
  declare furnished: boolean | null;
  declare mood: 'calm' | 'loud' | null;
  declare opened: Date | null;
  declare apiToken: string | null;
  declare houseId: number | null;
  declare parentId: number | null;
  declare house?: NonAttribute<House | null>;
  declare parent?: NonAttribute<Room | null>;
  declare children?: NonAttribute<Room[]>;
  declare stays?: NonAttribute<Stay[]>;
  declare guests?: NonAttribute<Guest[]>;
  declare class?: NonAttribute<string>;
  declare done?: NonAttribute<number>;
  get label(): NonAttribute<string> {
    return `${this.title} in ${this.house?.name ?? 'no house'}`;
  }
  get failing(): NonAttribute<string> {
    throw new RangeError(`${this.title} cannot be computed`);
  }
}

/** Marked as deleted, never removed. */
export class Guest extends Model<InferAttributes<Guest>, InferCreationAttributes<Guest>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare age: number | null;
  declare deletedAt: CreationOptional<Date | null>;
  declare stays?: NonAttribute<Stay[]>;
  declare rooms?: NonAttribute<Room[]>;
  declare pass?: NonAttribute<Pass | null>;
}

export class Pass extends Model<InferAttributes<Pass>, InferCreationAttributes<Pass>> {
  declare id: CreationOptional<number>;
  declare number: string;
  declare guestId: number | null;
  declare guest?: NonAttribute<Guest | null>;
}

export class Stay extends Model<InferAttributes<Stay>, InferCreationAttributes<Stay>> {
  declare id: CreationOptional<number>;
  declare roomId: number | null;
  declare guestId: number | null;
  declare days: number | null;
  declare paid: string | null;
  declare status: 'open' | 'done';
  declare room?: NonAttribute<Room | null>;
  declare guest?: NonAttribute<Guest | null>;
}

/** With a key of two columns. */
export class Closing extends Model<InferAttributes<Closing>, InferCreationAttributes<Closing>> {
  declare houseId: number;
  declare day: string;
  declare reason: string | null;
  declare house?: NonAttribute<House | null>;
}

function initialize(sequelize: Sequelize): void {
  const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true } as const;
  House.init({ id, name: DataTypes.STRING, city: { type: DataTypes.STRING, field: 'town' } }, { sequelize });
  Room.init(
    {
      id,
      title: { type: DataTypes.STRING, field: 'room_title' },
      size: DataTypes.INTEGER,
      rent: DataTypes.DECIMAL(8, 2),
      area: DataTypes.DOUBLE,
      beds: DataTypes.BIGINT,
      furnished: DataTypes.BOOLEAN,
      mood: DataTypes.ENUM('calm', 'loud'),
      opened: DataTypes.DATE,
      apiToken: DataTypes.STRING,
      houseId: { type: DataTypes.INTEGER, field: 'house' },
      parentId: DataTypes.INTEGER,
    },
    {
      sequelize,
      scopes: {
        calm: { where: { mood: 'calm' }, order: [['size', 'DESC']] },
        atLeast: (size: number) => ({ where: { size: { [Op.gte]: size } } }),
        grouped: { group: ['size'] },
        ofAHouse: { include: ['house'] },
      },
    },
  );
  Guest.init(
    { id, name: DataTypes.STRING, age: DataTypes.INTEGER, deletedAt: DataTypes.DATE },
    { sequelize, timestamps: true, createdAt: false, updatedAt: false, paranoid: true },
  );
  Pass.init({ id, number: DataTypes.STRING, guestId: DataTypes.INTEGER }, { sequelize });
  Stay.init(
    {
      id,
      roomId: DataTypes.INTEGER,
      guestId: DataTypes.INTEGER,
      days: DataTypes.INTEGER,
      paid: DataTypes.DECIMAL(8, 2),
      status: DataTypes.ENUM('open', 'done'),
    },
    { sequelize },
  );
  Closing.init(
    {
      houseId: { type: DataTypes.INTEGER, primaryKey: true },
      day: { type: DataTypes.DATEONLY, primaryKey: true },
      reason: DataTypes.STRING,
    },
    { sequelize },
  );
  const unchecked = { constraints: false };
  Room.belongsTo(House, { as: 'house', foreignKey: 'houseId', ...unchecked });
  House.hasMany(Room, { as: 'rooms', foreignKey: 'houseId', ...unchecked });
  Room.belongsTo(Room, { as: 'parent', foreignKey: 'parentId', ...unchecked });
  Room.hasMany(Room, { as: 'children', foreignKey: 'parentId', ...unchecked });
  Room.hasMany(Stay, { as: 'stays', foreignKey: 'roomId', ...unchecked });
  Stay.belongsTo(Room, { as: 'room', foreignKey: 'roomId', ...unchecked });
  Guest.hasMany(Stay, { as: 'stays', foreignKey: 'guestId', ...unchecked });
  Stay.belongsTo(Guest, { as: 'guest', foreignKey: 'guestId', ...unchecked });
  Room.belongsToMany(Guest, {
    as: 'guests',
    through: { model: Stay, unique: false },
    foreignKey: 'roomId',
    ...unchecked,
  });
  Guest.belongsToMany(Room, {
    as: 'rooms',
    through: { model: Stay, unique: false },
    foreignKey: 'guestId',
    ...unchecked,
  });
  Guest.hasOne(Pass, { as: 'pass', foreignKey: 'guestId', ...unchecked });
  Pass.belongsTo(Guest, { as: 'guest', foreignKey: 'guestId', ...unchecked });
  House.hasMany(Closing, { as: 'closings', foreignKey: 'houseId', ...unchecked });
  Closing.belongsTo(House, { as: 'house', foreignKey: 'houseId', ...unchecked });
}

/**
 *     house   rooms (size, rent, mood)                    stays: guest (days, paid, status)
 *     1 Elm   1 Attic (1, 100.50, calm)                   Ann (2, 10.00, done), Bob (3, -, open)
 *             2 Blue (2, 250.00, loud), parent Attic      Ann (-, 5.25, done)
 *     2 Oak   3 Cave (-, -, -), parent Attic              Dee, who is deleted (1, 7.00, done)
 *     -       4 Den (5, 80.00, calm), parent Blue
 */
async function fill(): Promise<void> {
  await House.bulkCreate([
    { name: 'Elm', city: 'Bonn' },
    { name: 'Oak', city: null },
  ]);
  const nothing = { area: null, beds: null, furnished: null, mood: null, opened: null, apiToken: null } as const;
  await Room.bulkCreate([
    {
      ...nothing,
      title: 'Attic',
      size: 1,
      rent: '100.50',
      area: 12.5,
      beds: '9007199254740993',
      furnished: true,
      mood: 'calm',
      opened: new Date('2020-05-01T08:00:00.000Z'),
      apiToken: 'secret',
      houseId: 1,
      parentId: null,
    },
    { ...nothing, title: 'Blue', size: 2, rent: '250.00', furnished: false, mood: 'loud', houseId: 1, parentId: 1 },
    { ...nothing, title: 'Cave', size: null, rent: null, houseId: 2, parentId: 1 },
    { ...nothing, title: 'Den', size: 5, rent: '80.00', area: 40, mood: 'calm', houseId: null, parentId: 2 },
  ]);
  await Guest.bulkCreate([
    { name: 'Ann', age: 30 },
    { name: 'Bob', age: null },
    { name: 'Cyd', age: 20 },
    { name: 'Dee', age: 40 },
  ]);
  await Guest.destroy({ where: { name: 'Dee' } });
  await Pass.bulkCreate([
    { number: 'P1', guestId: 1 },
    { number: 'P2', guestId: 1 },
    { number: 'P3', guestId: 2 },
  ]);
  await Stay.bulkCreate([
    { roomId: 1, guestId: 1, days: 2, paid: '10.00', status: 'done' },
    { roomId: 1, guestId: 2, days: 3, paid: null, status: 'open' },
    { roomId: 2, guestId: 1, days: null, paid: '5.25', status: 'done' },
    { roomId: 3, guestId: 4, days: 1, paid: '7.00', status: 'done' },
  ]);
  await Closing.bulkCreate([
    { houseId: 1, day: '2026-01-01', reason: 'New Year' },
    { houseId: 1, day: '2026-12-25', reason: null },
    { houseId: 2, day: '2026-01-01', reason: 'Repairs' },
  ]);
}

export interface Hotel {
  readonly sequelize: Sequelize;
  readonly models: readonly ModelClass[];
  close(): Promise<void>;
}

/** The hotel in a database of its own. */
export async function openHotel(): Promise<Hotel> {
  const database = await createTestDatabase(testServers()[0]!);
  const sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  initialize(sequelize);
  await sequelize.sync();
  await fill();
  return {
    sequelize,
    models: Object.values(sequelize.models) as ModelClass[],
    async close() {
      await sequelize.close();
      await database.drop();
    },
  };
}
