import { execFileSync } from 'node:child_process';
import { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareStatement, recordStatements, runStatement } from '../../src/data/statements.ts';
import { eventually, repository } from '../runningApp.ts';
import { poolOf } from '../sequelizePool.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { expectNothingLeaked, startLoad } from './steadyLoad.ts';

const poolSize = 3;
const backend = prepareStatement('SELECT pg_backend_pid()');
const sleep = prepareStatement('SELECT pg_backend_pid(), pg_sleep($1)');

describe.each(testServers())('backends of $name', (server) => {
  let database: TestDatabase;
  let sequelize: Sequelize;
  let others: Sequelize;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    others = new Sequelize(server.url, { logging: false });
  });
  beforeEach(() => {
    sequelize = new Sequelize(database.url, { logging: false, pool: { max: poolSize } });
  });
  afterEach(() => sequelize.close());
  afterAll(async () => {
    await others?.close();
    await database?.drop();
  });

  const allOfPool = () => `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`;

  /** Uses every connection of the pool at the same time. Gives their backends. */
  async function fillPool(): Promise<string[]> {
    const rows = await Promise.all(Array.from({ length: poolSize }, () => runStatement(sequelize, sleep, [0.05])));
    return rows.map(([row]) => row![0]!);
  }

  it('that are terminated while they are idle in the pool are replaced', async () => {
    const before = await fillPool();
    await others.query(allOfPool());
    const after = await fillPool();
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    await expectNothingLeaked(sequelize, poolSize);
  });

  it('that are terminated while nobody could notice are replaced by the statement that meets them', async () => {
    const before = await fillPool();
    terminateUnnoticed(server.url, allOfPool());
    const { result, statements } = await recordStatements(() => runStatement(sequelize, backend, []));
    expect(before).not.toContain(result[0]![0]);
    expect(statements).toMatchObject([{ text: backend.text, retried: true }]);
    const again = await recordStatements(() => runStatement(sequelize, backend, []));
    expect(again.statements).toMatchObject([{ retried: false }]);
    await expectNothingLeaked(sequelize, poolSize);
  });

  it('that are terminated while they run a statement: it runs once more elsewhere', async () => {
    const running = recordStatements(() => runStatement(sequelize, sleep, [1]));
    const pid = await runningBackend();
    await others.query(`SELECT pg_terminate_backend(${pid})`);
    const { result, statements } = await running;
    expect(result[0]![0]).not.toBe(`${pid}`);
    expect(statements).toMatchObject([{ rows: 1, values: [1], retried: true }]);
    await expectNothingLeaked(sequelize, poolSize);
  });

  it('that are terminated twice while they run a statement: it fails', async () => {
    const running = runStatement(sequelize, sleep, [30]).catch((error: unknown) => error);
    const first = await runningBackend();
    await others.query(`SELECT pg_terminate_backend(${first})`);
    const second = await runningBackend(first);
    await others.query(`SELECT pg_terminate_backend(${second})`);
    expect(await running).toMatchObject({
      message:
        'LG3031: The database cannot be reached: terminating connection due to administrator command. Check DATABASE_URL and that PostgreSQL is running.',
      status: 503,
    });
    await expectNothingLeaked(sequelize, poolSize);
  });

  it('that are terminated in the middle of many statements, again and again', async () => {
    const load = startLoad(sequelize, 10);
    for (let round = 0; round < 5; round++) {
      await load.untilAllRead();
      await others.query(allOfPool());
    }
    const mended = performance.now();
    await load.untilAllRead();
    expect(performance.now() - mended).toBeLessThan(2_000);
    await load.stop();
    // One that met two of the rounds.
    for (const code of load.codes()) expect(code).toBe('LG3031');
    expect(load.endings.filter(({ code }) => code !== null).length).toBeLessThan(10);
    await expectNothingLeaked(sequelize, poolSize);
  });

  it('that are more than the server takes are away until it takes them', async () => {
    const role = `limited_${database.name}`;
    await others.query(
      `ALTER DATABASE ${database.name} CONNECTION LIMIT 0; CREATE ROLE ${role} LOGIN PASSWORD 'limited'`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = 'limited';
    const limited = new Sequelize(url.href, { logging: false });
    try {
      await expect(runStatement(limited, backend, [])).rejects.toThrow(
        `LG3031: The database cannot be reached: too many connections for database "${database.name}". Lower Sequelize's pool.max, or raise max_connections in PostgreSQL.`,
      );
      expect(poolOf(limited)).toMatchObject({ size: 0, using: 0, waiting: 0 });
      await others.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
      expect(await runStatement(limited, prepareStatement('SELECT 1'), [])).toEqual([['1']]);
    } finally {
      await limited.close();
      await others.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1; DROP ROLE ${role}`);
    }
  });

  async function runningBackend(not = 0): Promise<number> {
    const text = `SELECT pid FROM pg_stat_activity WHERE datname = '${database.name}' AND wait_event = 'PgSleep' AND pid <> ${not}`;
    return eventually('the statement runs', async () => {
      const [rows] = await others.query(text);
      return (rows as { pid: number }[])[0]?.pid;
    });
  }
});

/** Runs SQL in another process while this one stands still: what arrives here meanwhile is read later. */
function terminateUnnoticed(url: string, sql: string): void {
  const program = `
    const client = new (require('pg').Client)(process.argv[1]);
    client.connect().then(() => client.query(process.argv[2])).then(() => client.end());`;
  execFileSync(process.execPath, ['-e', program, url, sql], { cwd: repository });
}
