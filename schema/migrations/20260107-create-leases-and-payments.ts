import { DataTypes } from 'sequelize';
import { createType, type Migration } from '../migrator.ts';

export const up: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await createType(db, 'enum_leases_status', ['upcoming', 'active', 'expired', 'terminated'], transaction);
    await db.createTable(
      'leases',
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
          allowNull: false,
          references: { model: 'tenants', key: 'id' },
          onDelete: 'CASCADE',
        },
        status: {
          type: 'enum_leases_status',
          allowNull: false,
        },
        start_date: { type: DataTypes.DATEONLY, allowNull: false },
        end_date: { type: DataTypes.DATEONLY, allowNull: false },
        rent: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
        deposit: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
      },
      { transaction },
    );
    await db.addIndex('leases', ['property_id', 'status'], { transaction });
    await db.addIndex('leases', ['tenant_id'], { transaction });
    await createType(db, 'enum_payments_method', ['bank_transfer', 'card', 'check', 'cash'], transaction);
    await createType(db, 'enum_payments_status', ['pending', 'paid', 'failed', 'refunded'], transaction);
    await db.createTable(
      'payments',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        lease_id: {
          type: DataTypes.INTEGER,
          allowNull: false,
          references: { model: 'leases', key: 'id' },
          onDelete: 'CASCADE',
        },
        amount: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
        due_date: { type: DataTypes.DATEONLY, allowNull: false },
        paid_at: { type: DataTypes.DATE },
        method: {
          type: 'enum_payments_method',
          allowNull: false,
        },
        status: {
          type: 'enum_payments_status',
          allowNull: false,
        },
      },
      { transaction },
    );
    await db.addIndex('payments', ['lease_id', 'due_date'], { transaction });
    await db.addIndex('payments', ['status', 'due_date'], { transaction });
  });

export const down: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await db.dropTable('payments', { transaction });
    await db.dropTable('leases', { transaction });
    await db.sequelize.query('DROP TYPE enum_payments_method, enum_payments_status, enum_leases_status', {
      transaction,
    });
  });
