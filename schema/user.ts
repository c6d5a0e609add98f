import type { Condition, Viewer } from 'livegraft';
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

export const USER_ROLES = ['manager', 'staff', 'tenant'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** A person who can sign in. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare email: string;
  declare firstName: string;
  declare lastName: string;
  declare phone: CreationOptional<string | null>;
  declare role: UserRole;
  declare passwordHash: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare tenant?: NonAttribute<Tenant | null>;

  static computed = {
    getFullName: ['firstName', 'lastName'],
    initials: ['firstName', 'lastName'],
    toString: ['firstName', 'lastName'],
  };

  static privateAttributes = ['passwordHash'];

  /** A tenant sees nobody else. */
  static visibleTo(viewer: Viewer | null): Condition<User> | boolean {
    return tenantOf(viewer) === null || { id: viewer!.id };
  }

  get initials(): NonAttribute<string> {
    return [this.firstName, this.lastName].map((name) => [...name][0] ?? '').join('');
  }

  getFullName(): string {
    return `${this.firstName} ${this.lastName}`;
  }

  override toString(): string {
    return this.getFullName();
  }
}

User.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    email: { type: DataTypes.STRING, allowNull: false, unique: true, validate: { isEmail: true } },
    firstName: { type: DataTypes.STRING(80), allowNull: false },
    lastName: { type: DataTypes.STRING(80), allowNull: false },
    phone: { type: DataTypes.STRING(30), allowNull: true },
    role: { type: DataTypes.ENUM(...USER_ROLES), allowNull: false },
    passwordHash: { type: DataTypes.STRING(100), allowNull: false },
    createdAt: { type: DataTypes.DATE, allowNull: false },
    updatedAt: { type: DataTypes.DATE, allowNull: false },
  },
  { sequelize, modelName: 'User', tableName: 'users' },
);
