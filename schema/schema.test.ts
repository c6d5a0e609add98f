import { createHash } from 'node:crypto';
import { DataTypes, type Model, type ModelStatic, QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MaintenanceRequest, PropertyTag, prepareDatabase, sequelize, User } from './index.ts';
import { seedDatabase } from './seed.ts';

const models = Object.values(sequelize.models) as ModelStatic<Model>[];

describe.skipIf(!process.env.DATABASE_URL)('the rentals schema, in the database of DATABASE_URL', () => {
  beforeAll(() => prepareDatabase({ log: () => {} }));
  afterAll(() => sequelize.close());

  it('has nine models and no table of the migrations among them', () => {
    expect(models.map((model) => model.name).sort()).toEqual([
      'Expense',
      'Lease',
      'MaintenanceRequest',
      'Payment',
      'Property',
      'PropertyTag',
      'Tag',
      'Tenant',
      'User',
    ]);
  });

  it.each(models.map((model) => [model.name, model] as const))('%s is what its migration makes', async (_, model) => {
    expect(await columnsOf(model)).toEqual(attributesOf(model));
  });

  it('gives every foreign key a constraint and an index that starts with it', async () => {
    const keys = await sequelize.query<{ column: string; indexed: boolean }>(FOREIGN_KEYS, { type: QueryTypes.SELECT });
    expect(keys.filter(({ indexed }) => !indexed)).toEqual([]);
    expect(keys.map(({ column }) => column).sort()).toEqual(belongsToColumns());
  });

  it('seeds at least 110 requests that are open or in progress, and keeps the canary in every hash', async () => {
    expect(await MaintenanceRequest.count({ where: { status: ['open', 'in_progress'] } })).toBeGreaterThanOrEqual(110);
    expect(await MaintenanceRequest.count({ where: { tenantId: null } })).toBeGreaterThan(0);
    const users = await User.findAll();
    expect(users.every(({ passwordHash }) => passwordHash.includes('CANARY-passwordHash-7f3a'))).toBe(true);
  });

  it('adds nothing when it seeds again', async () => {
    const before = await fingerprint();
    const lines: string[] = [];
    await seedDatabase({ requests: 160, log: (line) => lines.push(line) });
    expect(lines).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });

  /** Every row of the models that a page shows, but for requests beyond the default: other tests may ask for more. */
  async function fingerprint(): Promise<string> {
    const users = await User.findAll({ order: ['id'], raw: true });
    const requests = await MaintenanceRequest.findAll({ order: ['id'], limit: 160, raw: true });
    const propertyTags = await PropertyTag.findAll({ order: ['propertyId', 'tagId'], raw: true });
    return createHash('sha256')
      .update(JSON.stringify([users, requests, propertyTags]))
      .digest('hex');
  }
});

interface Column {
  type: string;
  allowNull: boolean;
  primaryKey: boolean;
  values: readonly string[];
}

async function columnsOf(model: ModelStatic<Model>): Promise<Record<string, Column>> {
  const columns = await sequelize.getQueryInterface().describeTable(model.getTableName() as string);
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const { type, allowNull, primaryKey, special } = column as typeof column & { special: string[] };
      return [name, { type, allowNull, primaryKey, values: special }];
    }),
  );
}

function attributesOf(model: ModelStatic<Model>): Record<string, Column> {
  const stored = Object.values(model.getAttributes()).filter(({ type }) => !(type instanceof DataTypes.VIRTUAL));
  return Object.fromEntries(
    stored.map(({ field, type, allowNull = true, primaryKey = false }) => [
      field,
      {
        type: postgresType(type as { toSql(): string }),
        allowNull: allowNull && !primaryKey,
        primaryKey,
        values: type instanceof DataTypes.ENUM ? (type as { values: string[] }).values : [],
      },
    ]),
  );
}

/** The type as describeTable words it, which leaves out the digits of a DECIMAL. */
function postgresType(type: { toSql(): string }): string {
  if (type instanceof DataTypes.ENUM) return 'USER-DEFINED';
  return type
    .toSql()
    .replace(/^DECIMAL\(.*/, 'NUMERIC')
    .replace('VARCHAR', 'CHARACTER VARYING');
}

function belongsToColumns(): string[] {
  const associations = models.flatMap((model) => Object.values(model.associations).map((one) => ({ model, one })));
  return associations
    .filter(({ one }) => one.associationType === 'BelongsTo')
    .map(({ model, one }) => `${model.getTableName()}.${model.getAttributes()[one.foreignKey]!.field}`)
    .concat('property_tags.property_id', 'property_tags.tag_id')
    .sort();
}

const FOREIGN_KEYS = `
  SELECT con.conrelid::regclass || '.' || att.attname AS column,
         EXISTS (SELECT FROM pg_index WHERE indrelid = con.conrelid AND indkey[0] = con.conkey[1]) AS indexed
    FROM pg_constraint con
    JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
   WHERE con.contype = 'f' AND con.connamespace = 'public'::regnamespace`;
