import { DataTypes, fn } from 'sequelize';
import { createType, type Migration } from '../migrator.ts';

export const up: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await createType(db, 'enum_users_role', ['manager', 'staff', 'tenant'], transaction);
    await db.createTable(
      'users',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        email: { type: DataTypes.STRING, allowNull: false, unique: true },
        first_name: { type: DataTypes.STRING(80), allowNull: false },
        last_name: { type: DataTypes.STRING(80), allowNull: false },
        phone: { type: DataTypes.STRING(30) },
        role: {
          type: 'enum_users_role',
          allowNull: false,
        },
        password_hash: { type: DataTypes.STRING(100), allowNull: false },
        created_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
        updated_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
      },
      { transaction },
    );
    await db.addIndex('users', ['last_name', 'first_name'], { transaction });
    await db.createTable(
      'tenants',
      {
        id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
        user_id: {
          type: DataTypes.INTEGER,
          allowNull: false,
          unique: true,
          references: { model: 'users', key: 'id' },
          onDelete: 'CASCADE',
        },
        emergency_contact: { type: DataTypes.STRING(120) },
        move_in_date: { type: DataTypes.DATEONLY, allowNull: false },
        preferences: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      },
      { transaction },
    );
  });

export const down: Migration = ({ context: db }) =>
  db.sequelize.transaction(async (transaction) => {
    await db.dropTable('tenants', { transaction });
    await db.dropTable('users', { transaction });
    await db.sequelize.query('DROP TYPE enum_users_role', { transaction });
  });
