import { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { prepareStatement, runStatement } from '../../src/data/statements.ts';
import { LivegraftError } from '../../src/errors.ts';
import { eventually } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { expectNothingLeaked } from './steadyLoad.ts';

const slow = prepareStatement('SELECT pg_sleep(60)');
const short = prepareStatement('SELECT 1');
const events = 50;

let database: TestDatabase;
let sequelize: Sequelize;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
});
beforeEach(() => {
  sequelize = new Sequelize(database.url, { logging: false, pool: { max: 2 } });
});
afterEach(() => sequelize.close());
afterAll(() => database?.drop());

/** Settles with what it threw, within 6 s. */
async function failureInTime(run: () => Promise<unknown>): Promise<LivegraftError> {
  const startedAt = performance.now();
  const thrown = await run().then(
    () => null,
    (error: unknown) => error,
  );
  expect(performance.now() - startedAt, 'milliseconds').toBeLessThan(6_000);
  expect(thrown).toBeInstanceOf(LivegraftError);
  return thrown as LivegraftError;
}

async function expectRecovery(): Promise<void> {
  const mended = performance.now();
  const results = await Promise.all(Array.from({ length: events }, () => runStatement(sequelize, short, [])));
  expect(performance.now() - mended, 'milliseconds to recover').toBeLessThan(2_000);
  expect(results).toEqual(results.map(() => [['1']]));
  await expectNothingLeaked(sequelize, 2);
  await eventually('the server has stopped working on them', async () => {
    const working = `SELECT count(*)::int4 FROM pg_stat_activity WHERE datname = '${database.name}' AND wait_event = 'PgSleep'`;
    return (await runStatement(sequelize, prepareStatement(working), []))[0]![0] === '0';
  });
}

it('50 slow statements at a pool of 2 fail in time, and the next ones run', async () => {
  const failures = await Promise.all(
    Array.from({ length: events }, () => failureInTime(() => runStatement(sequelize, slow, []))),
  );
  const codes = failures.map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['LG3030', 'LG3033']));
  expect(codes.filter((code) => code === 'LG3033').length).toBeGreaterThanOrEqual(events - 6);
  expect(failures.find(({ code }) => code === 'LG3033')!.message).toBe(
    "LG3033: All 2 connections of the pool are in use, and none came free within 5 s. Look for statements and transactions that take long, or raise Sequelize's pool.max.",
  );
  await expectRecovery();
});

it('50 statements that are not quite so slow are served in their order, as far as time goes', async () => {
  const half = prepareStatement('SELECT pg_sleep(0.5)');
  const settled = await Promise.allSettled(Array.from({ length: events }, () => runStatement(sequelize, half, [])));
  const served = settled.map(({ status }) => status === 'fulfilled');
  const firstRefused = served.indexOf(false);
  expect(firstRefused).toBeGreaterThan(2); // two at a time: more than the first two
  expect(served.slice(firstRefused)).not.toContain(true);
  await expectRecovery();
});
