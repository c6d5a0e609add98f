import { type Condition, caseWhen, type Viewer, when } from 'livegraft';
import {
  type CreationOptional,
  DataTypes,
  type ForeignKey,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import type { Expense } from './expense.ts';
import type { Property } from './property.ts';
import { sequelize } from './sequelize.ts';
import { tenantOf } from './tenancy.ts';
import type { Tenant } from './tenant.ts';

export const REQUEST_PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type RequestPriority = (typeof REQUEST_PRIORITIES)[number];

export const REQUEST_STATUSES = ['open', 'in_progress', 'completed', 'cancelled'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Of requests that wait to be done. */
export const ACTIVE_STATUSES: readonly RequestStatus[] = ['open', 'in_progress'];

export const REQUEST_CATEGORIES = [
  'plumbing',
  'electrical',
  'heating',
  'appliances',
  'structural',
  'pests',
  'grounds',
  'other',
] as const;
export type RequestCategory = (typeof REQUEST_CATEGORIES)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Something to be repaired. It has no tenant where staff found it, or where the property stands empty. */
export class MaintenanceRequest extends Model<
  InferAttributes<MaintenanceRequest>,
  InferCreationAttributes<MaintenanceRequest>
> {
  declare id: CreationOptional<number>;
  declare propertyId: ForeignKey<Property['id']>;
  declare tenantId: CreationOptional<ForeignKey<Tenant['id'] | null>>;
  declare title: string;
  declare description: string;
  declare priority: RequestPriority;
  declare status: RequestStatus;
  declare category: RequestCategory;
  declare reportedAt: Date;
  declare completedAt: CreationOptional<Date | null>;
  declare estimatedCost: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare property?: NonAttribute<Property>;
  declare tenant?: NonAttribute<Tenant | null>;
  declare expenses?: NonAttribute<Expense[]>;

  /** `priorityOrder` sorts the urgent first. */
  static annotations = {
    priorityOrder: caseWhen(
      [
        when({ priority: 'urgent' }, 0),
        when({ priority: 'high' }, 1),
        when({ priority: 'medium' }, 2),
        when({ priority: 'low' }, 3),
      ],
      { otherwise: 4 },
    ),
  };

  static computed = {
    getResolutionDays: ['reportedAt', 'completedAt'],
    toString: ['title'],
  };

  /** A tenant sees their own. */
  static visibleTo(viewer: Viewer | null): Condition<MaintenanceRequest> | boolean {
    const tenant = tenantOf(viewer);
    return tenant === null || { tenantId: tenant };
  }

  /** Whole days from report to completion; null while it is not completed. */
  getResolutionDays(): number | null {
    if (!this.completedAt) return null;
    return Math.floor((this.completedAt.getTime() - this.reportedAt.getTime()) / DAY_MS);
  }

  override toString(): string {
    return this.title;
  }
}

MaintenanceRequest.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    propertyId: { type: DataTypes.INTEGER, allowNull: false },
    tenantId: { type: DataTypes.INTEGER, allowNull: true },
    title: { type: DataTypes.STRING(160), allowNull: false },
    description: { type: DataTypes.TEXT, allowNull: false },
    priority: { type: DataTypes.ENUM(...REQUEST_PRIORITIES), allowNull: false, defaultValue: 'medium' },
    status: { type: DataTypes.ENUM(...REQUEST_STATUSES), allowNull: false, defaultValue: 'open' },
    category: { type: DataTypes.ENUM(...REQUEST_CATEGORIES), allowNull: false },
    reportedAt: { type: DataTypes.DATE, allowNull: false, validate: { isNotToCome } },
    completedAt: { type: DataTypes.DATE, allowNull: true },
    estimatedCost: {
      type: DataTypes.DECIMAL(10, 2),
      allowNull: true,
      validate: { min: { args: [0], msg: 'An estimate cannot be negative.' } },
    },
    createdAt: { type: DataTypes.DATE, allowNull: false },
    updatedAt: { type: DataTypes.DATE, allowNull: false },
  },
  { sequelize, modelName: 'MaintenanceRequest', tableName: 'maintenance_requests' },
);

function isNotToCome(moment: Date): void {
  if (moment.getTime() > Date.now()) throw new Error('This day is still to come.');
}
