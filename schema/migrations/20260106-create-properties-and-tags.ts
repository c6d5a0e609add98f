import { DataTypes, fn } from 'sequelize';
import { createType, type Migration } from '../migrator.ts';

export const up: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await createType(db, 'enum_properties_type', ['apartment', 'house', 'townhouse', 'studio', 'loft'], transaction);
    await createType(db, 'enum_properties_status', ['available', 'occupied', 'renovation'], transaction);
    await db.createTable(
      'properties',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        name: { type: DataTypes.STRING(120), allowNull: false },
        address: { type: DataTypes.STRING(160), allowNull: false },
        city: { type: DataTypes.STRING(80), allowNull: false },
        type: {
          type: 'enum_properties_type',
          allowNull: false,
        },
        status: {
          type: 'enum_properties_status',
          allowNull: false,
        },
        bedrooms: { type: DataTypes.INTEGER, allowNull: false },
        bathrooms: { type: DataTypes.DECIMAL(3, 1), allowNull: false },
        square_feet: { type: DataTypes.INTEGER, allowNull: false },
        rent: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
        available_from: { type: DataTypes.DATEONLY },
        amenities: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
        created_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
        updated_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
      },
      { transaction },
    );
    await db.addIndex('properties', ['status', 'type'], { transaction });
    await db.addIndex('properties', ['name'], { transaction });
    await createType(db, 'enum_tags_color', ['blue', 'green', 'amber', 'rose', 'violet', 'slate'], transaction);
    await db.createTable(
      'tags',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        name: { type: DataTypes.STRING(40), allowNull: false, unique: true },
        color: {
          type: 'enum_tags_color',
          allowNull: false,
        },
      },
      { transaction },
    );
    await db.createTable(
      'property_tags',
      {
        property_id: {
          type: DataTypes.INTEGER,
          primaryKey: true,
          references: { model: 'properties', key: 'id' },
          onDelete: 'CASCADE',
        },
        tag_id: {
          type: DataTypes.INTEGER,
          primaryKey: true,
          references: { model: 'tags', key: 'id' },
          onDelete: 'CASCADE',
        },
      },
      { transaction },
    );
    await db.addIndex('property_tags', ['tag_id'], { transaction });
  });

export const down: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await db.dropTable('property_tags', { transaction });
    await db.dropTable('tags', { transaction });
    await db.dropTable('properties', { transaction });
    await db.sequelize.query('DROP TYPE enum_tags_color, enum_properties_type, enum_properties_status', {
      transaction,
    });
  });
