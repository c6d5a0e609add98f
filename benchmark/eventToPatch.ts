import './production.ts';
import { openDatabase } from './database.ts';
import { eventToPatchTable, measureEventToPatch } from './measureEventToPatch.ts';
import { readRounds, showRound, writeResult } from './results.ts';

// npm run benchmark:live -- --rounds 200

process.env.SESSION_SECRET ??= 'a secret for a benchmark, which nobody reads';
const rounds = readRounds();

console.log('Making a database.');
const database = await openDatabase();
try {
  const result = await measureEventToPatch({
    url: database.url,
    rounds,
    onRound: (change, done) => showRound(change, done, rounds),
  });
  writeResult('eventToPatch', result, eventToPatchTable(result));
} finally {
  await database.close();
}
