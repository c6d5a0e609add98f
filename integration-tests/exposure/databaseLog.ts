import { readFileSync } from 'node:fs';
import type { Sequelize } from 'sequelize';
import { inject, vi } from 'vitest';
import type { TestDatabase } from '../testDatabase.ts';

let marks = 0;
/** How much of the log was looked at. */
const read = new WeakMap<TestDatabase, number>();

/** What the embedded server's own log has of errors in a database, of everything that was sent since it was last asked. */
export async function errorsLogged(database: TestDatabase, sequelize: Sequelize): Promise<string[]> {
  const mark = `SELECT 'mark ${++marks} of ${database.name}'`;
  await sequelize.query(mark);
  const log = await vi.waitUntil(
    () => {
      const text = readFileSync(inject('testServers').logFilename, 'utf8');
      return text.includes(mark) && text;
    },
    { timeout: 30_000 },
  );
  const since = read.get(database) ?? 0;
  read.set(database, log.length);
  return log
    .slice(since)
    .split(/\n(?=\S+ \d+ )/)
    .filter((entry) => entry.startsWith(`${database.name} `))
    .flatMap((entry) => entry.match(/ (?:ERROR|FATAL|PANIC): {2}(.*)/)?.[1] ?? []);
}

/** What every object would have after a prototype was written to. */
export function pollution(): string[] {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype].flatMap(Object.keys);
}
