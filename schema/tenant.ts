import { Coalesce, type Condition, Sum, type Viewer } from 'livegraft';
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import type { Lease } from './lease.ts';
import type { MaintenanceRequest } from './maintenance_request.ts';
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';
import type { User } from './user.ts';

export interface TenantPreferences {
  contactBy: 'email' | 'phone' | 'text';
  language: string;
  pets: string[];
}

/** A user who rents, rented or will rent. */
export class Tenant extends Model<InferAttributes<Tenant>, InferCreationAttributes<Tenant>> {
  declare id: CreationOptional<number>;
  declare userId: ForeignKey<User['id']>;
  declare emergencyContact: CreationOptional<string | null>;
  declare moveInDate: string;
  declare preferences: TenantPreferences;

  declare user?: NonAttribute<User>;
  declare leases?: NonAttribute<Lease[]>;
  declare currentLease?: NonAttribute<Lease | null>;
  declare maintenanceRequests?: NonAttribute<MaintenanceRequest[]>;
  declare balance?: NonAttribute<number | string>;

  /** `balance` is what is due of all leases. */
  static annotations = { balance: Coalesce(Sum('leases.balance'), 0) };

  static computed = { toString: ['user.firstName', 'user.lastName'] };

  /** A tenant sees no other. */
  static visibleTo(viewer: Viewer | null): Condition<Tenant> | boolean {
    const tenant = tenantOf(viewer);
    return tenant === null || { id: tenant };
  }

  override toString(): string {
    return this.user ? `${this.user.firstName} ${this.user.lastName}` : 'Tenant';
  }
}

Tenant.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    userId: { type: DataTypes.INTEGER, allowNull: false, unique: true },
    emergencyContact: { type: DataTypes.STRING(120), allowNull: true },
    moveInDate: { type: DataTypes.DATEONLY, allowNull: false },
    preferences: { type: DataTypes.JSONB, allowNull: false },
  },
  { sequelize, modelName: 'Tenant', tableName: 'tenants', timestamps: false },
);
