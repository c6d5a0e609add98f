import type { Condition, Viewer } from 'livegraft';
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
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';

export const PAYMENT_METHODS = ['bank_transfer', 'card', 'check', 'cash'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const PAYMENT_STATUSES = ['pending', 'paid', 'failed', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Of payments that are awaited: not made, or not gone through. */
export const DUE_STATUSES: readonly PaymentStatus[] = ['pending', 'failed'];

/** A month's rent: due, and paid or not. */
export class Payment extends Model<InferAttributes<Payment>, InferCreationAttributes<Payment>> {
  declare id: CreationOptional<number>;
  declare leaseId: ForeignKey<Lease['id']>;
  declare amount: string;
  declare dueDate: string;
  declare paidAt: CreationOptional<Date | null>;
  declare method: PaymentMethod;
  declare status: PaymentStatus;

  declare lease?: NonAttribute<Lease>;

  static computed = {
    wasPaidLate: ['dueDate', 'paidAt'],
    toString: ['amount', 'dueDate'],
  };

  /** A tenant sees those of their own leases. */
  static visibleTo(viewer: Viewer | null): Condition<Payment> | boolean {
    const tenant = tenantOf(viewer);
    return tenant === null || { lease: { tenantId: tenant } };
  }

  /** Whether it was paid after the day (in UTC) on which it was due. */
  get wasPaidLate(): NonAttribute<boolean> {
    return this.paidAt !== null && this.paidAt.toISOString().slice(0, 10) > this.dueDate;
  }

  override toString(): string {
    return `$${this.amount} due ${this.dueDate}`;
  }
}

Payment.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    leaseId: { type: DataTypes.INTEGER, allowNull: false },
    amount: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    dueDate: { type: DataTypes.DATEONLY, allowNull: false },
    paidAt: { type: DataTypes.DATE, allowNull: true },
    method: { type: DataTypes.ENUM(...PAYMENT_METHODS), allowNull: false },
    status: { type: DataTypes.ENUM(...PAYMENT_STATUSES), allowNull: false },
  },
  { sequelize, modelName: 'Payment', tableName: 'payments', timestamps: false },
);
