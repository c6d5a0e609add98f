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
import { DUE_STATUSES, type Payment } from './payment.ts';
import type { Property } from './property.ts';
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

export const LEASE_STATUSES = ['upcoming', 'active', 'expired', 'terminated'] as const;
export type LeaseStatus = (typeof LEASE_STATUSES)[number];

/** A tenant's contract for a property. `rent` is a month's rent as agreed, which may differ from the property's today. */
export class Lease extends Model<InferAttributes<Lease>, InferCreationAttributes<Lease>> {
  declare id: CreationOptional<number>;
  declare propertyId: ForeignKey<Property['id']>;
  declare tenantId: ForeignKey<Tenant['id']>;
  declare status: LeaseStatus;
  declare startDate: string;
  declare endDate: string;
  declare rent: string;
  declare deposit: string;

  declare property?: NonAttribute<Property>;
  declare tenant?: NonAttribute<Tenant>;
  declare payments?: NonAttribute<Payment[]>;
  declare balance?: NonAttribute<number | string>;

  /** `balance` is what is due and not paid. */
  static annotations = {
    balance: Coalesce(Sum('payments.amount', { where: { status: DUE_STATUSES } }), 0),
  };

  static computed = {
    getPeriod: ['startDate', 'endDate'],
    toString: ['property.name', 'startDate'],
  };

  /** A tenant sees their own. */
  static visibleTo(viewer: Viewer | null): Condition<Lease> | boolean {
    const tenant = tenantOf(viewer);
    return tenant === null || { tenantId: tenant };
  }

  getPeriod(): string {
    return `${this.startDate} – ${this.endDate}`;
  }

  override toString(): string {
    return `${this.property?.name ?? 'Lease'} from ${this.startDate}`;
  }
}

Lease.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    propertyId: { type: DataTypes.INTEGER, allowNull: false },
    tenantId: { type: DataTypes.INTEGER, allowNull: false },
    status: { type: DataTypes.ENUM(...LEASE_STATUSES), allowNull: false },
    startDate: { type: DataTypes.DATEONLY, allowNull: false },
    endDate: { type: DataTypes.DATEONLY, allowNull: false },
    rent: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    deposit: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
  },
  { sequelize, modelName: 'Lease', tableName: 'leases', timestamps: false },
);
