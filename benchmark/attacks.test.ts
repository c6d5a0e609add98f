import { expect, test } from 'vitest';
import { attacks } from '../integration-tests/graphql/attackList.ts';
import { createTestDatabase, testServers } from '../integration-tests/testDatabase.ts';
import { attacksTable, measureAttacks } from './measureAttacks.ts';

test('each attack is answered as it is expected to be, and the table says how soon', async () => {
  const database = await createTestDatabase(testServers()[0]!);
  process.env.SESSION_SECRET ??= 'a secret for a benchmark, which nobody reads';
  try {
    const result = await measureAttacks({ url: database.url, rounds: 1 });
    const statuses = result.attacks.map(({ name, doors }) => [name, doors.closed.status, doors.open.status]);
    expect(statuses).toEqual(attacks.map(({ name, expected }) => [name, expected.closed.status, expected.open.status]));
    const table = attacksTable(result);
    for (const { name, doors } of result.attacks) expect(table).toContain(`| ${name} | ${doors.closed.status} | `);
    const slowest = result.attacks.filter(({ doors }) => Math.max(doors.closed.greatest, doors.open.greatest) > 100);
    expect(table).toContain(`each time: ${attacks.length - slowest.length} of ${attacks.length}.`);
  } finally {
    await database.drop();
  }
});
