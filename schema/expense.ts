import type { Viewer } from 'livegraft';
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import type { MaintenanceRequest } from './maintenance_request.ts';
import type { Property } from './property.ts';
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';

export const EXPENSE_CATEGORIES = ['repair', 'insurance', 'tax', 'utilities', 'cleaning'] as const;
export type ExpenseCategory = (typeof EXPENSE_CATEGORIES)[number];

/** What a property cost. A repair names the maintenance request that it paid for. */
export class Expense extends Model<InferAttributes<Expense>, InferCreationAttributes<Expense>> {
  declare id: CreationOptional<number>;
  declare propertyId: ForeignKey<Property['id']>;
  declare maintenanceRequestId: CreationOptional<ForeignKey<MaintenanceRequest['id'] | null>>;
  declare amount: string;
  declare category: ExpenseCategory;
  declare vendor: string;
  declare incurredOn: string;

  declare property?: NonAttribute<Property>;
  declare maintenanceRequest?: NonAttribute<MaintenanceRequest | null>;

  static computed = { toString: ['vendor', 'amount'] };

  /** What homes cost is not the tenants' business. */
  static visibleTo(viewer: Viewer | null): boolean {
    return tenantOf(viewer) === null;
  }

  override toString(): string {
    return `${this.vendor}: $${this.amount}`;
  }
}

Expense.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    propertyId: { type: DataTypes.INTEGER, allowNull: false },
    maintenanceRequestId: { type: DataTypes.INTEGER, allowNull: true },
    amount: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    category: { type: DataTypes.ENUM(...EXPENSE_CATEGORIES), allowNull: false },
    vendor: { type: DataTypes.STRING(120), allowNull: false },
    incurredOn: { type: DataTypes.DATEONLY, allowNull: false },
  },
  { sequelize, modelName: 'Expense', tableName: 'expenses', timestamps: false },
);
