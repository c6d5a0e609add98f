import { DataTypes, fn } from 'sequelize';
import { createType, type Migration } from '../migrator.ts';

export const up: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await createType(db, 'enum_maintenance_requests_priority', ['low', 'medium', 'high', 'urgent'], transaction);
    await createType(
      db,
      'enum_maintenance_requests_status',
      ['open', 'in_progress', 'completed', 'cancelled'],
      transaction,
    );
    await createType(
      db,
      'enum_maintenance_requests_category',
      ['plumbing', 'electrical', 'heating', 'appliances', 'structural', 'pests', 'grounds', 'other'],
      transaction,
    );
    await db.createTable(
      'maintenance_requests',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        property_id: {
          type: DataTypes.INTEGER,
          allowNull: false,
          references: { model: 'properties', key: 'id' },
          onDelete: 'CASCADE',
        },
        tenant_id: {
          type: DataTypes.INTEGER,
          references: { model: 'tenants', key: 'id' },
          onDelete: 'SET NULL',
        },
        title: { type: DataTypes.STRING(160), allowNull: false },
        description: { type: DataTypes.TEXT, allowNull: false },
        priority: {
          type: 'enum_maintenance_requests_priority',
          allowNull: false,
          defaultValue: 'medium',
        },
        status: {
          type: 'enum_maintenance_requests_status',
          allowNull: false,
          defaultValue: 'open',
        },
        category: {
          type: 'enum_maintenance_requests_category',
          allowNull: false,
        },
        reported_at: { type: DataTypes.DATE, allowNull: false },
        completed_at: { type: DataTypes.DATE },
        estimated_cost: { type: DataTypes.DECIMAL(10, 2) },
        created_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
        updated_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
      },
      { transaction },
    );
    await db.addIndex('maintenance_requests', ['status', 'created_at'], { transaction });
    await db.addIndex('maintenance_requests', ['property_id'], { transaction });
    await db.addIndex('maintenance_requests', ['tenant_id'], { transaction });
    await createType(
      db,
      'enum_expenses_category',
      ['repair', 'insurance', 'tax', 'utilities', 'cleaning'],
      transaction,
    );
    await db.createTable(
      'expenses',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        property_id: {
          type: DataTypes.INTEGER,
          allowNull: false,
          references: { model: 'properties', key: 'id' },
          onDelete: 'CASCADE',
        },
        maintenance_request_id: {
          type: DataTypes.INTEGER,
          references: { model: 'maintenance_requests', key: 'id' },
          onDelete: 'SET NULL',
        },
        amount: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
        category: {
          type: 'enum_expenses_category',
          allowNull: false,
        },
        vendor: { type: DataTypes.STRING(120), allowNull: false },
        incurred_on: { type: DataTypes.DATEONLY, allowNull: false },
      },
      { transaction },
    );
    await db.addIndex('expenses', ['property_id', 'incurred_on'], { transaction });
    await db.addIndex('expenses', ['maintenance_request_id'], { transaction });
  });

export const down: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await db.dropTable('expenses', { transaction });
    await db.dropTable('maintenance_requests', { transaction });
    await db.sequelize.query(
      'DROP TYPE enum_expenses_category, enum_maintenance_requests_priority, ' +
        'enum_maintenance_requests_status, enum_maintenance_requests_category',
      { transaction },
    );
  });
