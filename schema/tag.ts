import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import type { Property } from './property.ts';
import { sequelize } from './sequelize.ts';

export const TAG_COLORS = ['blue', 'green', 'amber', 'rose', 'violet', 'slate'] as const;
export type TagColor = (typeof TAG_COLORS)[number];

/** A word that says something of properties. Its color is a name that the style sheet knows. */
export class Tag extends Model<InferAttributes<Tag>, InferCreationAttributes<Tag>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare color: TagColor;

  declare properties?: NonAttribute<Property[]>;

  static computed = { toString: ['name'] };

  override toString(): string {
    return this.name;
  }
}

Tag.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    name: { type: DataTypes.STRING(40), allowNull: false, unique: true },
    color: { type: DataTypes.ENUM(...TAG_COLORS), allowNull: false },
  },
  { sequelize, modelName: 'Tag', tableName: 'tags', timestamps: false },
);
