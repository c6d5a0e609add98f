import { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOwnCluster, type OwnCluster } from './ownCluster.ts';
import { expectNothingLeaked, longest, type SteadyLoad, startLoad } from './steadyLoad.ts';

const poolSize = 4;

let cluster: OwnCluster;
let sequelize: Sequelize;
let load: SteadyLoad;

beforeAll(async () => {
  cluster = await createOwnCluster();
});
beforeEach(async () => {
  sequelize = new Sequelize(cluster.url, { logging: false, pool: { max: poolSize } });
  load = startLoad(sequelize, 10);
  await load.untilAllRead();
  expect(load.codes()).toEqual(new Set());
});
afterEach(async () => {
  await load.stop();
  await sequelize.close();
});
afterAll(() => cluster?.remove());

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** All read again soon, none waited longer than it may, and nothing is left of what happened. */
async function expectRecovery(): Promise<void> {
  const mended = performance.now();
  await load.untilAllRead();
  expect(performance.now() - mended, 'milliseconds to recover').toBeLessThan(2_000);
  await load.stop();
  expect(longest(load.endings), 'milliseconds of the longest').toBeLessThan(6_000);
  await expectNothingLeaked(sequelize, poolSize);
}

it('a server that is restarted is away meanwhile, and then there', async () => {
  await cluster.stop();
  await wait(1_000);
  await cluster.start();
  await expectRecovery();
  expect(load.codes()).toEqual(new Set(['LG3031']));
});

it('a server that stands still for 10 s is waited for, and then goes on', async () => {
  const goOn = await cluster.freeze();
  try {
    await wait(10_000);
  } finally {
    goOn();
  }
  await expectRecovery();
  expect([...load.codes()].sort()).toEqual(expect.arrayContaining(['LG3030']));
  for (const code of load.codes()) expect(code).toMatch(/^LG303[013]$/);
});

it('a server that stands still for a moment is not noticed', async () => {
  const goOn = await cluster.freeze();
  await wait(500);
  goOn();
  await expectRecovery();
  expect(load.codes()).toEqual(new Set());
});
