import { DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';
import type { ModelClass } from '../../src/schema/modelType.ts';

export interface Hotel {
  readonly sequelize: Sequelize;
  readonly Room: ModelStatic<Model> & ModelClass;
  readonly Guest: ModelStatic<Model> & ModelClass;
  readonly House: ModelStatic<Model> & ModelClass;
}

/** Models with every type of column and two private attributes: one by its name, one that is declared. */
export async function createHotel(url: string): Promise<Hotel> {
  const sequelize = new Sequelize(url, { logging: false, define: { timestamps: false, underscored: true } });
  const House = sequelize.define('House', { name: DataTypes.STRING, nationalNumber: DataTypes.STRING });
  const Room = sequelize.define(
    'Room',
    {
      name: DataTypes.STRING,
      beds: DataTypes.INTEGER,
      price: DataTypes.DECIMAL(8, 2),
      weight: DataTypes.DOUBLE,
      visits: DataTypes.BIGINT,
      isOpen: DataTypes.BOOLEAN,
      code: DataTypes.UUID,
      openedAt: DataTypes.DATE,
      day: DataTypes.DATEONLY,
      checkIn: DataTypes.TIME,
      extra: DataTypes.JSONB,
      kind: DataTypes.ENUM('single', 'double'),
      houseId: DataTypes.INTEGER,
      passwordHash: DataTypes.STRING,
      nationalNumber: DataTypes.STRING,
    },
    { scopes: { open: { where: { isOpen: true } } } },
  );
  const Guest = sequelize.define('Guest', {
    name: DataTypes.STRING,
    age: DataTypes.INTEGER,
    roomId: DataTypes.INTEGER,
    passwordHash: DataTypes.STRING,
  });
  Room.belongsTo(House, { as: 'house', foreignKey: 'houseId' });
  House.hasMany(Room, { as: 'rooms', foreignKey: 'houseId' });
  Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
  Guest.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });
  Object.assign(Room, { privateAttributes: ['nationalNumber'] });
  Object.assign(House, { privateAttributes: ['nationalNumber'] });
  await sequelize.sync();
  await House.create({ name: 'Elm', nationalNumber: 'CANARY' });
  await Room.bulkCreate([
    {
      name: 'Blue',
      beds: 2,
      price: '10.50',
      houseId: 1,
      passwordHash: 'CANARY',
      nationalNumber: 'CANARY',
      kind: 'double',
    },
    {
      name: 'Red',
      beds: 1,
      price: '20.00',
      houseId: 1,
      passwordHash: 'CANARY',
      nationalNumber: 'CANARY',
      isOpen: true,
    },
    { name: null, houseId: null, passwordHash: 'CANARY', nationalNumber: 'CANARY' },
  ]);
  await Guest.bulkCreate([
    { name: 'Ann', age: 30, roomId: 1, passwordHash: 'CANARY' },
    { name: 'Bob', age: 40, roomId: 1, passwordHash: 'CANARY' },
    { name: 'Cy', age: 50, roomId: 2, passwordHash: 'CANARY' },
  ]);
  return { sequelize, Room, Guest, House } as unknown as Hotel;
}
