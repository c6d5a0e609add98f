import './production.ts';
import { openDatabase } from './database.ts';
import { attacksTable, measureAttacks } from './measureAttacks.ts';
import { readRounds, showRound, writeResult } from './results.ts';

// npm run benchmark:attacks -- --rounds 20

process.env.SESSION_SECRET ??= 'a secret for a benchmark, which nobody reads';
const rounds = readRounds();

console.log('Making a database.');
const database = await openDatabase();
try {
  const result = await measureAttacks({
    url: database.url,
    rounds,
    onRound: (door, done) => showRound(door, done, rounds),
  });
  writeResult('attacks', result, attacksTable(result));
} finally {
  await database.close();
}
