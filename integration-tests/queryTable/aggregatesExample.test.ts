import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileOperation } from '../../src/data/compiledOperation.ts';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import type { ModelClass } from '../../src/schema/modelType.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { repository } from '../runningApp.ts';

let rentals: RentalsApp;
beforeAll(async () => {
  rentals = await openRentals();
});
afterAll(() => rentals?.close());

it('the aggregates of docs/queries.md are those of the app', async () => {
  const { Lease } = await import('../../schema/index.ts');
  const { Count, Max, objects, Sum } = await import('livegraft');
  const text = readFileSync(path.join(repository, 'docs', 'queries.md'), 'utf8');
  const document = parse(text.match(/```graphql\n([\s\S]*?leasesAggregate[\s\S]*?)```/)![1]!);
  const schema = createExecutableSchema(createModelSchema(Object.values(Lease.sequelize!.models) as ModelClass[]));
  expect(validate(schema, document)).toEqual([]);
  const { data, errors } = await compileOperation(schema, document)({}, { viewer: null });
  expect(errors).toBeUndefined();
  const values = {
    count: Count(),
    rent: Sum('rent'),
    balance: Sum('balance'),
    endDate: Max('endDate'),
    tenants: Count('tenantId', { distinct: true }),
  };
  const groups = await objects(Lease)
    .where({ 'property.city': 'Portland' })
    .aggregate(values, { by: ['status'] });
  expect(groups.length).toBeGreaterThan(1);
  expect(data).toEqual({
    leasesAggregate: groups.map(({ status, count, rent, balance, endDate, tenants }) => ({
      by: { status },
      count,
      sum: { rent, balance },
      max: { endDate },
      countDistinct: { tenantId: tenants },
    })),
  });
});
