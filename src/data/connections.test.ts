import { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { poolOf } from '../../integration-tests/sequelizePool.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { configureDatabase } from './databaseSettings.ts';
import { prepareStatement, runStatement, unavailableError } from './statements.ts';

const one = prepareStatement('SELECT 1');
const sleep = prepareStatement('SELECT pg_sleep($1)');

describe('connections for statements', () => {
  const opened: Sequelize[] = [];
  let database: TestDatabase;

  function connect(options: object = {}): Sequelize {
    const sequelize = new Sequelize(database.url, { logging: false, ...options });
    opened.push(sequelize);
    return sequelize;
  }

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    configureDatabase({ acquireTimeoutMs: 5_000, queryTimeoutMs: 5_000 });
    await Promise.all(opened.splice(0).map((sequelize) => sequelize.close()));
  });
  afterAll(() => database.drop());

  describe('that all are in use', () => {
    it('are waited for as long as the settings say, where the pool waits longer', async () => {
      configureDatabase({ acquireTimeoutMs: 200 });
      const sequelize = connect({ pool: { max: 1 } });
      const held = runStatement(sequelize, sleep, [0.5]);
      const waiting = runStatement(sequelize, one, []);
      await expect(waiting).rejects.toMatchObject({
        message:
          "LG3033: The one connection of the pool is in use, and none came free within 0.2 s. Look for statements and transactions that take long, or raise Sequelize's pool.max.",
        status: 503,
      });
      await held;
      expect(await runStatement(sequelize, one, [])).toEqual([['1']]);
      expect(poolOf(sequelize)).toEqual({ size: 1, using: 0, available: 1, waiting: 0 });
    });

    it('are waited for as long as the application says, where that is less', async () => {
      const sequelize = connect({ pool: { max: 2, acquire: 200 } });
      const held = [1, 2].map(() => runStatement(sequelize, sleep, [0.5]));
      await expect(runStatement(sequelize, one, [])).rejects.toMatchObject({
        sentence: 'All 2 connections of the pool are in use, and none came free within 0.2 s.',
      });
      const thrown = await sequelize.query('SELECT 1').catch((error: unknown) => error);
      expect(unavailableError(sequelize, thrown)).toMatchObject({ code: 'LG3033', status: 503 });
      await Promise.all(held);
      expect(poolOf(sequelize)).toEqual({ size: 2, using: 0, available: 2, waiting: 0 });
    });

    it('leave a statement that waited long what is left of the time', async () => {
      configureDatabase({ acquireTimeoutMs: 900, queryTimeoutMs: 1_000 });
      const sequelize = connect({ pool: { max: 1 }, dialectOptions: { statement_timeout: 0 } });
      await runStatement(sequelize, one, []); // so that the one connection is there to be held
      const held = runStatement(sequelize, sleep, [0.8]);
      await expect(runStatement(sequelize, sleep, [2])).rejects.toMatchObject({
        sentence: expect.stringMatching(
          /^The database did not answer within 0\.5 s, after 0\.[89] s that it took to get a connection\.$/,
        ),
      });
      await held;
    });
  });

  describe('of replicas', () => {
    it('serve reads, and the master those that ask for it', async () => {
      const { hostname: host, port, username, password } = new URL(database.url);
      const at = (name: string) => ({
        host,
        port,
        username,
        password,
        database: database.name,
        application_name: name,
      });
      const sequelize = new Sequelize({
        dialect: 'postgres',
        logging: false,
        pool: { max: 2 },
        replication: { read: [at('replica')], write: at('master') },
      });
      opened.push(sequelize);
      await runStatement(sequelize, one, []);
      expect(poolOf(sequelize, 'read')).toMatchObject({ size: 1, available: 1 });
      expect(poolOf(sequelize, 'write')).toMatchObject({ size: 0 });
      await runStatement(sequelize, one, [], { useMaster: true });
      expect(poolOf(sequelize, 'write')).toMatchObject({ size: 1, available: 1 });
      await expect(runStatement(sequelize, prepareStatement('SELECT nothing'), [])).rejects.toThrow('LG3032');
      await expect(
        runStatement(sequelize, prepareStatement('SELECT pg_terminate_backend(pg_backend_pid())'), []),
      ).rejects.toThrow('LG3031');
      expect(poolOf(sequelize, 'read')).toMatchObject({ using: 0, waiting: 0 });
      expect(await runStatement(sequelize, one, [])).toEqual([['1']]);
    });
  });

  describe('of transactions', () => {
    it('see what the transaction has done, and stay with it', async () => {
      const sequelize = connect({ pool: { max: 1 } });
      const count = prepareStatement('SELECT count(*) FROM notes');
      const transaction = await sequelize.transaction();
      await sequelize.query('CREATE TABLE notes (id int); INSERT INTO notes VALUES (1), (2)', { transaction });
      expect(await runStatement(sequelize, count, [], { transaction })).toEqual([['2']]);
      expect(poolOf(sequelize)).toMatchObject({ size: 1, using: 1 });
      await transaction.rollback();
      await expect(runStatement(sequelize, count, [])).rejects.toThrow('"notes" does not exist');
      expect(poolOf(sequelize)).toMatchObject({ size: 1, using: 0, available: 1 });
    });

    it('run one statement at a time, and go on after one that times out at the client', async () => {
      configureDatabase({ queryTimeoutMs: 300 });
      const sequelize = connect({ pool: { max: 1 } });
      await sequelize.transaction(async (transaction) => {
        const order: string[] = [];
        const run = (name: string, seconds: number) =>
          runStatement(sequelize, sleep, [seconds], { transaction }).then(
            () => order.push(name),
            (error: Error) => order.push(`${name}: ${error.message.slice(0, 6)}`),
          );
        await Promise.all([run('first', 0.2), run('second', 0.2), run('third', 0.4), run('fourth', 0)]);
        expect(order).toEqual(['first', 'second', 'third: LG3030', 'fourth']);
      });
      expect(poolOf(sequelize)).toMatchObject({ size: 1, using: 0, available: 1 });
    });

    it('do not rely on prepared statements, whatever became of them', async () => {
      const sequelize = connect({ pool: { max: 1 } });
      await runStatement(sequelize, one, []);
      await sequelize.transaction(async (transaction) => {
        await sequelize.query('DEALLOCATE ALL', { transaction });
        expect(await runStatement(sequelize, one, [], { transaction })).toEqual([['1']]);
        const text = 'SELECT count(*) FROM pg_prepared_statements';
        expect(await runStatement(sequelize, prepareStatement(text), [], { transaction })).toEqual([['0']]);
      });
    });

    it('are told no time limit that would outlast the statement', async () => {
      const sequelize = connect({ pool: { max: 1 } });
      const setting = prepareStatement("SELECT current_setting('statement_timeout')");
      await sequelize.transaction(async (transaction) => {
        expect(await runStatement(sequelize, setting, [], { transaction })).toEqual([['0']]);
      });
    });

    it('are aborted by an error, which says so', async () => {
      const sequelize = connect({ pool: { max: 1 } });
      const transaction = await sequelize.transaction();
      const wrong = prepareStatement('SELECT $1::int4');
      await expect(runStatement(sequelize, wrong, ['x'], { transaction })).rejects.toThrow(
        'LG3032: The database refuses a value: an invalid text for its type (22P02). The transaction is aborted: roll it back.',
      );
      await expect(runStatement(sequelize, one, [], { transaction })).rejects.toMatchObject({ code: 'LG3032' });
      await transaction.rollback();
      expect(await runStatement(sequelize, one, [])).toEqual([['1']]);
    });

    it('end with their backend: nothing is tried again', async () => {
      const sequelize = connect({ pool: { max: 1 } });
      const transaction = await sequelize.transaction();
      const suicide = prepareStatement('SELECT pg_terminate_backend(pg_backend_pid())');
      await expect(runStatement(sequelize, suicide, [], { transaction })).rejects.toMatchObject({ code: 'LG3031' });
      await expect(runStatement(sequelize, one, [], { transaction })).rejects.toMatchObject({ code: 'LG3031' });
      vi.spyOn(console, 'warn').mockReturnValue(); // Sequelize says that it gives the connection up
      await expect(transaction.rollback()).rejects.toThrow();
      expect(await runStatement(sequelize, one, [])).toEqual([['1']]);
      expect(poolOf(sequelize)).toMatchObject({ size: 1, using: 0, available: 1 });
    });

    it.each(['commit', 'rollback'] as const)('are not touched after %s', async (end) => {
      const sequelize = connect({ pool: { max: 1 } });
      const transaction = await sequelize.transaction();
      const savepoint = await sequelize.transaction({ transaction });
      expect(await runStatement(sequelize, one, [], { transaction: savepoint })).toEqual([['1']]);
      await transaction[end]();
      for (const over of [transaction, savepoint]) {
        await expect(runStatement(sequelize, one, [], { transaction: over })).rejects.toThrow(
          'LG3035: A statement was to run in a transaction that is over. Await what reads in it before it is committed or rolled back.',
        );
      }
    });
  });
});
