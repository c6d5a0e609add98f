import { expect, test } from 'vitest';
import { createTestDatabase, testServers } from '../integration-tests/testDatabase.ts';
import { eventToPatchTable, measureEventToPatch } from './measureEventToPatch.ts';

test('a change sends what has changed: less for a cell than for a row, for a row than for the page', async () => {
  const database = await createTestDatabase(testServers()[0]!);
  process.env.SESSION_SECRET ??= 'a secret for a benchmark, which nobody reads';
  try {
    const result = await measureEventToPatch({ url: database.url, rounds: 2, rows: 30 });
    const bytes = Object.fromEntries(result.changes.map(({ name, frameBytes }) => [name, frameBytes]));
    expect(bytes.nothing).toBe(0);
    expect(bytes['one cell of a row']).toBeGreaterThan(0);
    expect(bytes['one cell of a row']).toBeLessThan(bytes['one more row']!);
    expect(bytes['one more row']).toBeLessThan(bytes['the list the other way round']!);
    expect(bytes['the list the other way round']).toBeLessThan(result.pageBytes / 4);
    expect(new Set(result.changes.map(({ statements }) => statements))).toEqual(new Set([2]));
    const table = eventToPatchTable(result);
    for (const name of Object.keys(bytes)) expect(table).toContain(`| ${name} | 2 | ${bytes[name]} |`);
  } finally {
    await database.drop();
  }
});
