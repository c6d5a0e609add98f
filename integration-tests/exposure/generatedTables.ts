import { type Association, DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';
import type { ModelClass } from '../../src/schema/modelType.ts';

/** The models of the visibility test. It is plain data, so that rows can be judged without the code that is tested. */
export const tables = {
  User: { role: 'text', level: 'int', active: 'bool' },
  Property: { name: 'text', rent: 'int', ownerId: 'int', parentId: 'int' },
  Tenant: { name: 'text', score: 'int', userId: 'int' },
  Lease: { status: 'text', rent: 'int', propertyId: 'int', tenantId: 'int' },
  Payment: { method: 'text', amount: 'int', leaseId: 'int' },
  Tag: { label: 'text', weight: 'int' },
  PropertyTag: { note: 'text', propertyId: 'int', tagId: 'int' },
} as const satisfies Record<string, Readonly<Record<string, ColumnKind>>>;

export type ColumnKind = 'int' | 'text' | 'bool';
export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** The columns of a table beside its key, with what they hold. */
export function columnsOf(table: TableName): [name: string, kind: ColumnKind][] {
  return Object.entries(tables[table]);
}

/** An association: a row and those of `target` whose `theirs` is its `own`, or that a row of `through` ties to it. */
export interface Edge {
  readonly kind: 'belongsTo' | 'hasOne' | 'hasMany' | 'belongsToMany';
  readonly target: TableName;
  readonly own: string;
  readonly theirs: string;
  readonly through?: { readonly table: TableName; readonly own: string; readonly other: string };
}

const belongsTo = (target: TableName, own: string): Edge => ({ kind: 'belongsTo', target, own, theirs: 'id' });
const has = (kind: 'hasOne' | 'hasMany', target: TableName, theirs: string): Edge => {
  return { kind, target, own: 'id', theirs };
};
const tagged = (target: TableName, own: string, other: string): Edge => {
  return { kind: 'belongsToMany', target, own: 'id', theirs: 'id', through: { table: 'PropertyTag', own, other } };
};

const edges: { readonly [table in TableName]: Readonly<Record<string, Edge>> } = {
  User: { tenant: has('hasOne', 'Tenant', 'userId'), owned: has('hasMany', 'Property', 'ownerId') },
  Property: {
    owner: belongsTo('User', 'ownerId'),
    parent: belongsTo('Property', 'parentId'),
    parts: has('hasMany', 'Property', 'parentId'),
    leases: has('hasMany', 'Lease', 'propertyId'),
    tags: tagged('Tag', 'propertyId', 'tagId'),
  },
  Tenant: { user: belongsTo('User', 'userId'), leases: has('hasMany', 'Lease', 'tenantId') },
  Lease: {
    property: belongsTo('Property', 'propertyId'),
    tenant: belongsTo('Tenant', 'tenantId'),
    payments: has('hasMany', 'Payment', 'leaseId'),
  },
  Payment: { lease: belongsTo('Lease', 'leaseId') },
  Tag: { properties: tagged('Property', 'tagId', 'propertyId') },
  PropertyTag: { property: belongsTo('Property', 'propertyId'), tag: belongsTo('Tag', 'tagId') },
};

export function edgesOf(table: TableName): [name: string, edge: Edge][] {
  return Object.entries(edges[table]);
}

export function edgeOf(table: TableName, name: string): Edge {
  return edges[table][name]!;
}

export function isMany({ kind }: Edge): boolean {
  return kind === 'hasMany' || kind === 'belongsToMany';
}

export type Models = { readonly [table in TableName]: ModelStatic<Model> & ModelClass };

/** The tables as models of Sequelize, on connections of their own. */
export function defineModels(url: string): { readonly sequelize: Sequelize; readonly models: Models } {
  const sequelize = new Sequelize(url, {
    logging: false,
    define: { timestamps: false, underscored: true },
    pool: { max: 4 },
  });
  const types = { int: DataTypes.INTEGER, text: DataTypes.STRING, bool: DataTypes.BOOLEAN };
  const models = Object.fromEntries(
    tableNames.map((name) => {
      const attributes = Object.fromEntries(columnsOf(name).map(([column, kind]) => [column, types[kind]]));
      // written, because Sequelize drops an id of its own making from a through model
      const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
      return [name, sequelize.define(name, { id, ...attributes })];
    }),
  ) as unknown as Models;
  for (const name of tableNames) for (const [as, edge] of edgesOf(name)) associate(models, name, as, edge);
  return { sequelize, models };
}

function associate(
  models: Models,
  name: TableName,
  as: string,
  { kind, target, own, theirs, through }: Edge,
): Association {
  const [source, other] = [models[name], models[target]];
  if (kind === 'belongsTo') return source.belongsTo(other, { as, foreignKey: own, constraints: false });
  if (kind !== 'belongsToMany') return source[kind](other, { as, foreignKey: theirs, constraints: false });
  const keys = { foreignKey: through!.own, otherKey: through!.other, constraints: false };
  return source.belongsToMany(other, { as, through: { model: models[through!.table], unique: false }, ...keys });
}

/** How many rows each table has. */
const rowCounts: { readonly [table in TableName]: number } = {
  User: 20,
  Property: 40,
  Tenant: 18,
  Lease: 90,
  Payment: 160,
  Tag: 8,
  PropertyTag: 90,
};

/** Fills the tables, always with the same: few different values, nulls, keys of rows that are not there. */
export async function fillTables({ sequelize, models }: ReturnType<typeof defineModels>): Promise<void> {
  await sequelize.sync();
  let state = 7;
  const random = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (const table of tableNames) {
    const rows = Array.from({ length: rowCounts[table] }, (_, index) =>
      Object.fromEntries(
        columnsOf(table).map(([column, kind]) => [column, columnValue(table, column, kind, index, random)] as const),
      ),
    );
    await models[table].bulkCreate(rows);
  }
}

function columnValue(
  table: TableName,
  column: string,
  kind: ColumnKind,
  index: number,
  random: (below: number) => number,
) {
  if (random(6) === 0) return null;
  if (kind === 'text') return 'abcd'[random(4)];
  if (kind === 'bool') return random(2) === 0;
  const edge = edgesOf(table).find(([, { kind, own }]) => kind === 'belongsTo' && own === column)?.[1];
  if (!edge && !column.endsWith('Id')) return random(5);
  const target = edge?.target ?? 'User';
  // a user has one tenant at most
  return table === 'Tenant' ? index + 3 : 1 + random(rowCounts[target] + 2);
}
