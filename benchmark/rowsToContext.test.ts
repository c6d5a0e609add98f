import { expect, test } from 'vitest';
import { createTestDatabase, testServers } from '../integration-tests/testDatabase.ts';
import { measureRowsToContext } from './measureRowsToContext.ts';
import { ratioTable } from './ratioTable.ts';

test('all contestants give the same data, Livegraft in a statement and one for each list, and each is in the table', async () => {
  const database = await createTestDatabase(testServers()[0]!);
  try {
    const result = await measureRowsToContext({ url: database.url, rounds: 2, warmUpMs: 0, sizes: [20, 30] });
    const statements = result.readings.map(({ name, contestants }) => [
      name,
      Object.fromEntries(contestants.map((contestant) => [contestant.name, contestant.statements])),
    ]);
    const single = {
      'bare wire': 1,
      'pg, arrays of text': 1,
      'Livegraft, plan': 1,
      'Livegraft, operation': 1,
      'Livegraft, Yoga request': 1,
      'findAll, raw and nest': 1,
      'findAll, toJSON': 1,
      'graphql-js over findAll': 1,
    };
    // 20 requests with their properties; of the 18 with a tenant, the tenant and the user
    const lazy = { ...single, 'findAll, lazy getters': 1 + 20 + 18 + 18 };
    const three = {
      'bare wire': 3,
      'pg, arrays of text': 3,
      'Livegraft, plan': 3,
      'Livegraft, operation': 3,
      'Livegraft, Yoga request': 3,
    };
    const lists = { ...three, 'findAll, toJSON': 1, 'graphql-js over findAll': 1 };
    expect(Object.fromEntries(statements)).toEqual({
      'narrow, 20 rows': lazy,
      'narrow, 30 rows': single,
      'wide, 20 rows': lazy,
      'wide, 30 rows': single,
      // the books of each author, the tags of each book
      'lists, 20 rows': { ...lists, 'findAll, lazy getters': 1 + 20 + 100 },
      'lists, 30 rows': lists,
    });
    const table = ratioTable(result);
    for (const name of Object.keys(lazy)) expect(table).toContain(`| ${name} | `);
  } finally {
    await database.drop();
  }
});
