import type { GraphQLSchema } from 'graphql';
import { DataTypes, Model, type ModelAttributes, Op, Sequelize, type WhereOptions } from 'sequelize';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import type { ModelClass } from '../../src/schema/modelType.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { columnValues } from './columnValues.ts';
import {
  type AssociationSpec,
  type ColumnSpec,
  type MemberSpec,
  type ModelSpec,
  modelOf,
  type Narrowing,
  type SchemaSpec,
} from './schemaSpec.ts';

/** A schema as the application would have it: its models in Sequelize, and what Livegraft makes of them. */
export interface DefinedSchema {
  readonly spec: SchemaSpec;
  readonly sequelize: Sequelize;
  readonly graphqlSchema: GraphQLSchema;
  model(name: string): ModelClass;
}

/** Creates the tables of a schema below a name of their own, and their rows. */
export async function defineSchema(url: string, namespace: string, spec: SchemaSpec): Promise<DefinedSchema> {
  const define = { timestamps: false, schema: namespace, whereMergeStrategy: 'and' } as const;
  const sequelize = new Sequelize(url, { logging: false, define });
  for (const model of spec.models) if (!model.isMade) defineModel(sequelize, spec, model);
  for (const association of spec.associations) associate(sequelize, spec, association);
  const graphqlSchema = createExecutableSchema(createModelSchema(Object.values(sequelize.models) as ModelClass[]));
  const defined = { spec, sequelize, graphqlSchema, model: (name: string) => sequelize.models[name] as ModelClass };
  await sequelize.createSchema(namespace, {});
  await sequelize.sync();
  for (const { name, rows } of spec.models) {
    if (rows.length > 0) await sequelize.models[name]!.unscoped().bulkCreate([...rows]);
  }
  return defined;
}

function defineModel(sequelize: Sequelize, schema: SchemaSpec, spec: ModelSpec): void {
  const model = class extends Model {};
  const attributes = Object.fromEntries(spec.columns.map((column) => [column.name, attributeOf(spec, column)]));
  for (const member of spec.members) defineMember(model, attributes, member);
  const declared = spec.members.filter(({ isDeclared }) => isDeclared);
  Object.assign(model, { computed: Object.fromEntries(declared.map(({ name, needs }) => [name, needs])) });
  model.init(attributes as ModelAttributes, {
    sequelize,
    modelName: spec.name,
    tableName: spec.tableName,
    defaultScope: defaultScopeOf(spec),
    indexes: foreignKeysOf(schema, spec).map((name, index) => ({ name: `${spec.name}_${index}`, fields: [name] })),
    ...(spec.deletedAt && { timestamps: true, paranoid: true, deletedAt: spec.deletedAt, ...noOtherTimestamps }),
  });
}

const noOtherTimestamps = { createdAt: false, updatedAt: false } as const;

/** The columns of a model by which rows of others are tied to its own, as the database calls them. */
function foreignKeysOf({ associations }: SchemaSpec, { name, columns }: ModelSpec): string[] {
  const keys = associations.flatMap((association) => {
    if (association.kind === 'belongsToMany') return association.through === name ? [association.foreignKey] : [];
    return association.kind !== 'belongsTo' && association.target === name ? [association.foreignKey] : [];
  });
  return columns.filter((column) => keys.includes(column.name)).map(({ field }) => field);
}

function attributeOf({ primaryKey }: ModelSpec, { name, type, field, isUnique, hasGetter }: ColumnSpec): object {
  const read = {
    get(this: Model) {
      return `<${shown(this.getDataValue(name as never))}>`;
    },
  };
  return {
    type: dataTypes[type] ?? DataTypes[type],
    field,
    primaryKey: primaryKey.includes(name),
    unique: isUnique,
    ...(hasGetter && read),
  };
}

const dataTypes: Readonly<Record<string, unknown>> = {
  CHAR: DataTypes.CHAR(4),
  DECIMAL: DataTypes.DECIMAL(10, 2),
  ENUM: DataTypes.ENUM(...(columnValues.ENUM as [string])),
};

function defaultScopeOf({ scope: { where, order, exclude } }: ModelSpec): object {
  return {
    ...(where.length > 0 && { where: narrowed(where) }),
    ...(order.length > 0 && { order }),
    ...(exclude.length > 0 && { attributes: { exclude } }),
  };
}

function narrowed(narrowings: readonly Narrowing[]): WhereOptions {
  const conditions = narrowings.map(({ column, operator, value }) => {
    return [column, { eq: value, ne: { [Op.ne]: value }, isSet: { [Op.ne]: null } }[operator]];
  });
  return Object.fromEntries(conditions);
}

function defineMember(
  model: typeof Model,
  attributes: Record<string, object>,
  { kind, name, needs }: MemberSpec,
): void {
  function read(this: object): string {
    return needs.map((path) => shownAt(this, path.split('.'))).join('; ');
  }
  if (kind === 'virtual') {
    const columns = needs.filter((path) => !path.includes('.') && path in attributes);
    attributes[name] = { type: new DataTypes.VIRTUAL(DataTypes.STRING, columns as never), get: read };
  } else {
    Object.defineProperty(model.prototype, name, { configurable: true, [kind === 'getter' ? 'get' : 'value']: read });
  }
}

/** What a row has at the end of a path, as text; of several rows one after the other. */
function shownAt(value: unknown, [name, ...rest]: readonly string[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => shownAt(item, [name!, ...rest])).join(', ')}]`;
  if (value === null || value === undefined) return 'none';
  return name === undefined ? shown(value) : shownAt((value as Record<string, unknown>)[name], rest);
}

function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Model || (typeof value === 'object' && value !== null && isRow(value))) return 'row';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A stand-in for a model's instance has its class too. */
function isRow(value: object): boolean {
  return Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value);
}

function associate(sequelize: Sequelize, spec: SchemaSpec, association: AssociationSpec): void {
  const [source, target] = [sequelize.models[association.source]!, sequelize.models[association.target]!];
  const { kind, as } = association;
  const scope = association.scope.length > 0 ? { scope: narrowed(association.scope) as never } : {};
  const options = { as, constraints: false, ...scope };
  switch (kind) {
    case 'belongsTo':
      source.belongsTo(target, { ...options, foreignKey: association.foreignKey, targetKey: association.key });
      break;
    case 'hasOne':
    case 'hasMany':
      source[kind](target, { ...options, foreignKey: association.foreignKey, sourceKey: association.key });
      break;
    case 'belongsToMany': {
      const { foreignKey, otherKey, sourceKey, targetKey, throughScope } = association;
      const through = modelOf(spec, association.through);
      const key = (name: string) => ({ name, field: through.columns.find((column) => column.name === name)!.field });
      const model = sequelize.models[through.name] ?? through.name;
      const scope = throughScope.length > 0 ? { scope: narrowed(throughScope) as never } : {};
      source.belongsToMany(target, {
        ...options,
        through: { model: model as never, unique: through.isMade, ...scope },
        foreignKey: key(foreignKey),
        otherKey: key(otherKey),
        sourceKey,
        targetKey,
      });
      break;
    }
    default:
      kind satisfies never;
  }
}
