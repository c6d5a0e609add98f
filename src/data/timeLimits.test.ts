import { Sequelize, type Transaction } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createTestDatabase,
  loggedStatements,
  type TestDatabase,
  testServers,
} from '../../integration-tests/testDatabase.ts';
import type { PgWire } from './connections.ts';
import { configureDatabase } from './databaseSettings.ts';
import { prepareStatement, runStatement } from './statements.ts';
import { liftTimeLimit, rememberTimeLimit } from './timeLimits.ts';

const setting = prepareStatement("SELECT current_setting('statement_timeout')");

describe('the time limit of the server for a statement', () => {
  let database: TestDatabase;
  let sequelize: Sequelize;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
  });
  beforeEach(() => {
    sequelize = connect();
  });
  afterEach(async () => {
    configureDatabase({ preparedStatements: true, queryTimeoutMs: 5_000 });
    await sequelize.close();
  });
  afterAll(() => database.drop());

  /** One connection, so that what happens to it shows. */
  function connect(options: object = {}, url = database.url): Sequelize {
    return new Sequelize(url, { logging: false, pool: { max: 1 }, ...options });
  }

  /** What Livegraft's own statements meet. */
  async function ours(): Promise<string | null> {
    return (await runStatement(sequelize, setting, []))[0]![0]!;
  }

  /** What a statement of the application's meets. */
  async function theirs(transaction: Transaction | null = null): Promise<string> {
    const [rows] = await sequelize.query(setting.text, { transaction });
    return (rows as { current_setting: string }[])[0]!.current_setting;
  }

  it("is a little less than the client's, once for a connection, and taken off for the application", async () => {
    expect([await ours(), await ours(), await theirs(), await theirs()]).toEqual(['4750ms', '4750ms', '0', '0']);
    expect([await ours(), await ours()]).toEqual(['4750ms', '4750ms']);
    const sent = loggedStatements(database).filter((text) => /set_config|SET statement_timeout/.test(text));
    expect(sent.map((text) => text.match(/set_config|SET/)![0])).toEqual(['set_config', 'SET', 'set_config']);
  });

  it('is taken off for transactions, those that Livegraft reads in too', async () => {
    expect(await ours()).toBe('4750ms');
    await sequelize.transaction(async (transaction) => {
      expect(await theirs(transaction)).toBe('0');
      expect(await runStatement(sequelize, setting, [], { transaction })).toEqual([['0']]);
    });
    expect(await ours()).toBe('4750ms');
  });

  it('is set again where the first statement was refused, and the limit with it', async () => {
    await expect(runStatement(sequelize, prepareStatement('SELECT $1::int4'), ['x'])).rejects.toThrow('22P02');
    expect(await ours()).toBe('4750ms');
  });

  it('does not make a statement pass for prepared that the server never understood', async () => {
    const things = prepareStatement('SELECT * FROM things');
    for (const _ of [1, 2]) await expect(runStatement(sequelize, things, [])).rejects.toThrow('42P01');
    await sequelize.query('CREATE TABLE things AS SELECT 1 AS id');
    expect(await runStatement(sequelize, things, [])).toEqual([['1']]);
  });

  it('changes with the settings', async () => {
    expect(await ours()).toBe('4750ms');
    configureDatabase({ queryTimeoutMs: 2_000 });
    expect([await ours(), await theirs(), await ours()]).toEqual(['1900ms', '0', '1900ms']);
  });

  it("is the application's where it has one: for connections, by a statement, for the database", async () => {
    await sequelize.query("SET statement_timeout = '1h'");
    expect([await ours(), await theirs(), await ours()]).toEqual(['1h', '1h', '1h']);
    await sequelize.close();
    sequelize = connect({ dialectOptions: { statement_timeout: 7_000 } });
    expect([await ours(), await theirs()]).toEqual(['7s', '7s']);
    await sequelize.query(`ALTER DATABASE ${database.name} SET statement_timeout = '9s'`);
    await sequelize.close();
    sequelize = connect();
    expect([await ours(), await theirs(), await ours()]).toEqual(['9s', '9s', '9s']);
    await sequelize.query(`ALTER DATABASE ${database.name} RESET statement_timeout`);
  });

  it('belongs to the one statement behind a pooler, whose sessions are shared', async () => {
    configureDatabase({ preparedStatements: false });
    expect([await ours(), await ours()]).toEqual(['4750ms', '4750ms']);
    configureDatabase({ preparedStatements: true });
    await sequelize.transaction(async (transaction) => expect(await theirs(transaction)).toBe('0'));
  });

  it('that cannot be taken off is no error of its own: the connection is lost, and the next statement says so', async () => {
    const wire = {} as PgWire;
    const query = vi.fn(() => Promise.reject(new Error('Connection terminated')));
    rememberTimeLimit(wire, { ms: 4_750, isOurs: true });
    for (const _ of [1, 2]) await liftTimeLimit({ connection: wire, query }, 1_000);
    expect(query.mock.calls).toEqual([[{ text: 'SET statement_timeout = 0', query_timeout: 1_000 }]]);
  });
});
