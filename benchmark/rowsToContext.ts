import './production.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from './database.ts';
import { measureRowsToContext } from './measureRowsToContext.ts';
import { ratioTable } from './ratioTable.ts';

// npm run benchmark -- --rounds 200

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new TypeError(`--rounds must be a whole number from 1, but got: ${values.rounds}.`);
}

console.log('Making a database.');
const database = await openDatabase();
try {
  const result = await measureRowsToContext({ url: database.url, rounds, onRound: showRound });
  const folder = path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'rowsToContext.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(path.join(folder, 'rowsToContext.md'), ratioTable(result));
  console.log(`\n${ratioTable(result)}`);
} finally {
  await database.close();
}

/** A line that counts on a terminal, elsewhere a line when a reading is done. */
function showRound(reading: string, done: number): void {
  const line = `${reading}: ${done} of ${rounds} rounds`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
  else if (done === rounds) console.log(line);
}
