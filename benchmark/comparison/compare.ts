import '../production.ts';
import { openDatabase } from '../database.ts';
import { measureRowsToContext } from '../measureRowsToContext.ts';
import { ratioTable } from '../ratioTable.ts';
import { readRounds, showRound, writeResult } from '../results.ts';
import { createDrizzle } from './drizzleContestant.ts';
import { createKysely } from './kyselyContestant.ts';
import { createPrisma } from './prismaContestant.ts';

// npm install && npm start -- --rounds 100

const rounds = readRounds();
const database = await openDatabase();
const libraries = [createPrisma(database.url), createDrizzle(database.url), createKysely(database.url)];
try {
  const result = await measureRowsToContext({
    url: database.url,
    rounds,
    shapes: ['narrow', 'lists'],
    challengers: (reading) => libraries.map(({ candidate }) => candidate(reading)),
    onRound: (reading, done) => showRound(reading, done, rounds),
  });
  writeResult('comparison', result, ratioTable(result));
} finally {
  for (const { close } of libraries) await close();
  await database.close();
}
