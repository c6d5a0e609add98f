import { DataTypes, type ForeignKey, type InferAttributes, type InferCreationAttributes, Model } from 'sequelize';
import type { Property } from './property.ts';
import { sequelize } from './sequelize.ts';
import type { Tag } from './tag.ts';

/** One tag on one property. */
export class PropertyTag extends Model<InferAttributes<PropertyTag>, InferCreationAttributes<PropertyTag>> {
  declare propertyId: ForeignKey<Property['id']>;
  declare tagId: ForeignKey<Tag['id']>;

  static computed = { toString: ['propertyId', 'tagId'] };

  override toString(): string {
    return `Tag ${this.tagId} on property ${this.propertyId}`;
  }
}

PropertyTag.init(
  {
    propertyId: { type: DataTypes.INTEGER, primaryKey: true },
    tagId: { type: DataTypes.INTEGER, primaryKey: true },
  },
  { sequelize, modelName: 'PropertyTag', tableName: 'property_tags', timestamps: false },
);
