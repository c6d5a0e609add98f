import './production.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from './database.ts';
import { markdownTable, measureRowsToContext } from './measureRowsToContext.ts';

// npm run benchmark [-- --rounds 300]

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '300' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new TypeError(`--rounds must be a whole number from 1, but got: ${values.rounds}.`);
}

console.log('Preparing the database.');
const database = await openDatabase();
try {
  const result = await measureRowsToContext({ url: database.url, rounds, onProgress: showProgress });
  const folder = path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'rowsToContext.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(path.join(folder, 'rowsToContext.md'), markdownTable(result));
  console.log(`\n${markdownTable(result)}`);
} finally {
  await database.close();
}

function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
}
