import './production.ts';
import { openDatabase } from './database.ts';
import { measureRowsToContext } from './measureRowsToContext.ts';
import { ratioTable } from './ratioTable.ts';
import { readRounds, showRound, writeResult } from './results.ts';

// npm run benchmark -- --rounds 200

const rounds = readRounds();

console.log('Making a database.');
const database = await openDatabase();
try {
  const onRound = (reading: string, done: number) => showRound(reading, done, rounds);
  const result = await measureRowsToContext({ url: database.url, rounds, onRound });
  writeResult('rowsToContext', result, ratioTable(result));
} finally {
  await database.close();
}
