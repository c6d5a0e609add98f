import { type Condition, Count, type Viewer } from 'livegraft';
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import type { Expense } from './expense.ts';
import type { Lease } from './lease.ts';
import { ACTIVE_STATUSES, type MaintenanceRequest } from './maintenance_request.ts';
import { sequelize } from './sequelize.ts';
import type { Tag } from './tag.ts';
import { tenantOf } from './tenancy.ts';

export const PROPERTY_TYPES = ['apartment', 'house', 'townhouse', 'studio', 'loft'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export const PROPERTY_STATUSES = ['available', 'occupied', 'renovation'] as const;
export type PropertyStatus = (typeof PROPERTY_STATUSES)[number];

/** A home that is let. */
export class Property extends Model<InferAttributes<Property>, InferCreationAttributes<Property>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare address: string;
  declare city: string;
  declare type: PropertyType;
  declare status: PropertyStatus;
  declare bedrooms: number;
  declare bathrooms: string;
  declare squareFeet: number;
  declare rent: string;
  declare availableFrom: CreationOptional<string | null>;
  declare amenities: string[];
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  /** Dollars a square foot and month, to the cent. */
  declare rentPerSquareFoot: CreationOptional<number>;

  declare leases?: NonAttribute<Lease[]>;
  declare maintenanceRequests?: NonAttribute<MaintenanceRequest[]>;
  declare expenses?: NonAttribute<Expense[]>;
  declare tags?: NonAttribute<Tag[]>;

  static annotations = {
    leaseCount: Count('leases'),
    activeLeaseCount: Count('leases', { where: { status: 'active' } }),
    activeRequestCount: Count('maintenanceRequests', { where: { status: ACTIVE_STATUSES } }),
  };

  static computed = {
    getShortAddress: ['address', 'city'],
    toString: ['name'],
  };

  /** A tenant sees the homes of their own leases. */
  static visibleTo(viewer: Viewer | null): Condition<Property> | boolean {
    const tenant = tenantOf(viewer);
    return tenant === null || { leases: { some: { tenantId: tenant } } };
  }

  getShortAddress(): string {
    return `${this.address}, ${this.city}`;
  }

  override toString(): string {
    return this.name;
  }
}

Property.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    name: { type: DataTypes.STRING(120), allowNull: false },
    address: { type: DataTypes.STRING(160), allowNull: false },
    city: { type: DataTypes.STRING(80), allowNull: false },
    type: { type: DataTypes.ENUM(...PROPERTY_TYPES), allowNull: false },
    status: { type: DataTypes.ENUM(...PROPERTY_STATUSES), allowNull: false },
    bedrooms: { type: DataTypes.INTEGER, allowNull: false },
    bathrooms: { type: DataTypes.DECIMAL(3, 1), allowNull: false },
    squareFeet: { type: DataTypes.INTEGER, allowNull: false },
    rent: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    availableFrom: { type: DataTypes.DATEONLY, allowNull: true },
    amenities: { type: DataTypes.JSONB, allowNull: false },
    createdAt: { type: DataTypes.DATE, allowNull: false },
    updatedAt: { type: DataTypes.DATE, allowNull: false },
    rentPerSquareFoot: {
      type: new DataTypes.VIRTUAL(DataTypes.FLOAT, ['rent', 'squareFeet']),
      get(this: Property): number {
        return Math.round((Number(this.rent) / this.squareFeet) * 100) / 100;
      },
    },
  },
  { sequelize, modelName: 'Property', tableName: 'properties' },
);
