import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { ConnectionError, DatabaseError, DataTypes, Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { poolOf } from '../../integration-tests/sequelizePool.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { LivegraftError } from '../errors.ts';
import { configureDatabase } from './databaseSettings.ts';
import { prepareStatement, recordSequelize, recordStatements, runStatement, unavailableError } from './statements.ts';

describe.each(testServers())('statements on $name', (server) => {
  let database: TestDatabase;
  let sequelize: Sequelize;

  /** One connection, so that what happens to it shows. */
  function connect(dialectOptions: object = {}): Sequelize {
    return new Sequelize(database.url, { logging: false, pool: { max: 1 }, dialectOptions });
  }

  async function backendOf(of: Sequelize): Promise<string | null> {
    return (await runStatement(of, prepareStatement('SELECT pg_backend_pid()'), []))[0]![0]!;
  }

  beforeAll(async () => {
    database = await createTestDatabase(server);
    sequelize = connect();
    await sequelize.query('CREATE TABLE things (id int PRIMARY KEY, name text, at timestamptz)');
    await sequelize.query(`INSERT INTO things VALUES (1, 'a', '2026-01-31 09:30+02'), (2, NULL, NULL)`);
  });
  afterAll(async () => {
    await sequelize.close();
    await database.drop();
  });

  const all = prepareStatement('SELECT * FROM things ORDER BY id');

  it('give rows as text, moments in UTC', async () => {
    expect(await runStatement(sequelize, all, [])).toEqual([
      ['1', 'a', '2026-01-31 07:30:00+00'],
      ['2', null, null],
    ]);
    const none = prepareStatement('SELECT id FROM things WHERE id = 99');
    expect(await runStatement(sequelize, none, [])).toEqual([]);
  });

  it('bind values and lists', async () => {
    const statement = prepareStatement('SELECT $1::text, $2::int4[], $3::bool, $4::text[], $5::text');
    const values = ["it's $1", [1, 2], false, ['a"b', 'c,{d}', null, ''], null];
    expect(await runStatement(sequelize, statement, values)).toEqual([
      ["it's $1", '{1,2}', 'f', '{"a\\"b","c,{d}",NULL,""}', null],
    ]);
  });

  it('are prepared once for a connection, under a name made of the text', async () => {
    expect(all.name).toMatch(/^lg_[\w-]{32}$/);
    expect(prepareStatement(all.text)).toEqual(all);
    expect(prepareStatement(`${all.text} `).name).not.toBe(all.name);
    await runStatement(sequelize, all, []);
    await runStatement(sequelize, all, []);
    const [prepared] = await sequelize.query(
      `SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name = '${all.name}'`,
    );
    expect(prepared).toEqual([{ n: 1 }]);
  });

  it('are prepared anew where the server has dropped them', async () => {
    await runStatement(sequelize, all, []);
    await sequelize.query('DEALLOCATE ALL');
    for (const _ of [1, 2]) expect(await runStatement(sequelize, all, [])).toHaveLength(2);
  });

  it('are prepared anew where their columns have changed', async () => {
    await runStatement(sequelize, all, []);
    await sequelize.query('ALTER TABLE things ADD COLUMN extra int DEFAULT 5');
    for (const _ of [1, 2])
      expect((await runStatement(sequelize, all, []))[0]).toEqual(['1', 'a', '2026-01-31 07:30:00+00', '5']);
    await sequelize.query('ALTER TABLE things DROP COLUMN extra');
    expect((await runStatement(sequelize, all, []))[0]).toHaveLength(3);
  });

  it('run beside each other and beside those of Sequelize, with one connection too', async () => {
    const results = await Promise.all([
      runStatement(sequelize, all, []),
      sequelize.query('SELECT 1 AS one', { plain: true }),
      runStatement(sequelize, prepareStatement('SELECT $1::int4'), [7]),
      runStatement(sequelize, all, []),
    ]);
    expect(results).toMatchObject([{ length: 2 }, { one: 1 }, [['7']], { length: 2 }]);
  });

  describe('that fail', () => {
    async function failure(run: () => Promise<unknown>): Promise<LivegraftError> {
      const error = await run().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LivegraftError);
      return error as LivegraftError;
    }

    afterEach(async () => {
      configureDatabase({ maxRows: 100_000 });
      expect(await runStatement(sequelize, all, [])).toHaveLength(2);
    });

    /** How much the pool's one connection received during `work`. */
    async function bytesRead(of: Sequelize, work: () => Promise<unknown>): Promise<number> {
      const sockets: Socket[] = [];
      of.addHook('afterConnect', (client) => {
        sockets.push((client as { connection: { stream: Socket } }).connection.stream);
      });
      await runStatement(of, all, []);
      const before = sockets.map((socket) => socket.bytesRead);
      await work();
      return sockets.reduce((sum, socket, index) => sum + socket.bytesRead - (before[index] ?? 0), 0);
    }

    it('are refused by the database', async () => {
      const error = await failure(() => runStatement(sequelize, prepareStatement('SELECT nothing FROM things'), []));
      expect(error.message).toBe(
        'LG3032: The database refuses the statement: column "nothing" does not exist (42703). Check that the migrations and the models say the same; LIVEGRAFT_DEBUG=sql shows the statements.',
      );
      expect(error.status).toBe(500);
    });

    it('hold a value that its type does not, and do not say which', async () => {
      const run = (text: string, value: unknown) =>
        failure(() => runStatement(sequelize, prepareStatement(text), [value]));
      const error = await run('SELECT $1::uuid', 'secret');
      expect(error.message).toBe('LG3032: The database refuses a value: an invalid text for its type (22P02).');
      expect(error.status).toBe(400);
      const tooLarge = await run('SELECT $1::int4', 2 ** 40);
      expect(tooLarge.message).toBe('LG3032: The database refuses a value: a number out of range (22003).');
      const unnamed = await run("SELECT jsonb_path_query('{}', $1::jsonpath)", '$.secret ? secret');
      const raised = await run("SELECT to_tsquery('simple', $1)", 'secret & & secret');
      expect(raised.message).toBe(
        "LG3032: The database refuses the statement (42601). The database's log has its words.",
      );
      for (const said of [error, tooLarge, unnamed, raised]) {
        expect(inspect(said)).not.toMatch(/secret|1099511627776/);
      }
    });

    it('are stopped by the server shortly before the client gives up', async () => {
      const impatient = connect({ query_timeout: 2_000 });
      await runStatement(impatient, all, []);
      const before = await backendOf(impatient);
      const error = await failure(() => runStatement(impatient, prepareStatement('SELECT pg_sleep(5)'), []));
      expect(error.message).toBe(
        "LG3030: The database stopped the statement, which took longer than its statement_timeout. Try again; if it stays so, look for locks and for the statement in the database's log.",
      );
      expect(error.status).toBe(503);
      expect(await backendOf(impatient)).toBe(before);
      await impatient.close();
    });

    it('are given up by the client where the server does not stop them', async () => {
      const impatient = connect({ query_timeout: 500, statement_timeout: 60_000 });
      await runStatement(impatient, all, []); // so that it has its connection
      const error = await failure(() => runStatement(impatient, prepareStatement('SELECT pg_sleep(2)'), []));
      expect(error.message).toBe(
        "LG3030: The database did not answer within 0.5 s. Try again; if it stays so, look for locks and for the statement in the database's log.",
      );
      expect(await runStatement(impatient, all, [])).toHaveLength(2);
      expect(poolOf(impatient)).toMatchObject({ size: 1, using: 0 });
      await impatient.close();
    });

    it('wait for a lock longer than they may', async () => {
      const hasty = connect({ lock_timeout: 100 });
      await sequelize.transaction(async (transaction) => {
        await sequelize.query('LOCK TABLE things', { transaction });
        const error = await failure(() => runStatement(hasty, all, []));
        expect(error.message).toBe(
          "LG3030: The database stopped the statement, which waited longer for a lock than its lock_timeout. Try again; if it stays so, look for locks and for the statement in the database's log.",
        );
      });
      await hasty.close();
    });

    it('are ended by the server after its own time', async () => {
      const limited = connect({ statement_timeout: 100 });
      const error = await failure(() => runStatement(limited, prepareStatement('SELECT pg_sleep(5)'), []));
      expect(error.message).toBe(
        "LG3030: The database stopped the statement, which took longer than its statement_timeout. Try again; if it stays so, look for locks and for the statement in the database's log.",
      );
      await limited.close();
    });

    it('lose their connection, and find another', async () => {
      const lost = connect();
      const error = await failure(() =>
        runStatement(lost, prepareStatement('SELECT pg_terminate_backend(pg_backend_pid())'), []),
      );
      expect(error.message).toBe(
        'LG3031: The database cannot be reached: terminating connection due to administrator command. Check DATABASE_URL and that PostgreSQL is running.',
      );
      expect(error.status).toBe(503);
      expect(await runStatement(lost, all, [])).toHaveLength(2);
      await lost.close();
    });

    it('give more rows than they may: no more are read, and the next statement runs', async () => {
      configureDatabase({ maxRows: 1_000 });
      const series = prepareStatement("SELECT repeat('x', 1000) FROM generate_series(1, $1::int4)");
      const own = connect();
      expect(await runStatement(own, series, [1_000])).toHaveLength(1_000);
      const error = await failure(() => runStatement(own, series, [1_001]));
      expect(error.message).toBe(
        'LG3034: A statement gave more than 1,000 rows. Add limit() to the QuerySet; configure({ database: { maxRows } }) allows more.',
      );
      const sockets = await bytesRead(own, () => failure(() => runStatement(own, series, [1_000_000])));
      expect(sockets).toBeLessThan(20_000_000); // of a thousand million
      expect(await runStatement(own, series, [2])).toHaveLength(2);
      expect(poolOf(own)).toEqual({ size: 1, using: 0, available: 1, waiting: 0 });
      await own.close();
    });

    it('give more rows than they may in a transaction, which goes on', async () => {
      configureDatabase({ maxRows: 2 });
      const series = prepareStatement('SELECT generate_series(1, $1::int4)');
      await sequelize.transaction(async (transaction) => {
        const error = await failure(() => runStatement(sequelize, series, [100_000], { transaction }));
        expect(error.code).toBe('LG3034');
        expect(await runStatement(sequelize, series, [2], { transaction })).toHaveLength(2);
      });
    });

    it('are refused for a value that cannot be sent, before they take a connection', async () => {
      const endless: Record<string, unknown> = {};
      endless.self = endless;
      await expect(runStatement(sequelize, prepareStatement('SELECT $1::json'), [endless])).rejects.toThrow(TypeError);
      expect(poolOf(sequelize)).toMatchObject({ using: 0 });
    });

    it('find no database', async () => {
      const nowhere = new Sequelize('postgres://127.0.0.1:1/none', { logging: false });
      const error = await failure(() => runStatement(nowhere, all, []));
      expect(error.message).toBe(
        'LG3031: The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL and that PostgreSQL is running.',
      );
      expect(error.status).toBe(503);
    });
  });

  describe('are recorded', () => {
    it('with their rows, in order, for whoever asked', async () => {
      const one = prepareStatement('SELECT 1');
      const { result, statements } = await recordStatements(async () => {
        await runStatement(sequelize, all, []);
        await Promise.all([runStatement(sequelize, one, [])]);
        return 'done';
      });
      expect(result).toBe('done');
      expect(statements.map(({ text, rows }) => [text, rows])).toEqual([
        [all.text, 2],
        ['SELECT 1', 1],
      ]);
      expect(statements.every(({ ms }) => ms >= 0)).toBe(true);
    });

    it('with what was bound, as it was given', async () => {
      const at = new Date('2026-01-31T07:30:00Z');
      const { statements } = await recordStatements(() =>
        runStatement(sequelize, prepareStatement('SELECT $1::timestamptz, $2::int4[]'), [at, [1, 2]]),
      );
      expect(statements).toMatchObject([{ values: [at, [1, 2]], retried: false }]);
    });

    it('apart from those of others at the same time, and again for whoever records around', async () => {
      const record = (text: string) => recordStatements(() => runStatement(sequelize, prepareStatement(text), []));
      const { result, statements } = await recordStatements(() =>
        Promise.all([record('SELECT 1'), record('SELECT 2')]),
      );
      expect(result.map((inner) => inner.statements.map(({ text }) => text))).toEqual([['SELECT 1'], ['SELECT 2']]);
      expect(statements.map(({ text }) => text).sort()).toEqual(['SELECT 1', 'SELECT 2']);
    });

    it("with Sequelize's own where that was asked for", async () => {
      const recorded = connect();
      const Thing = recorded.define('things', { name: DataTypes.TEXT }, { timestamps: false });
      const count = async () => (await recordStatements(() => Thing.findAll())).statements.map(({ text }) => text);
      expect(await count()).toEqual([]);
      recordSequelize(recorded);
      expect(await count()).toEqual(['SELECT "id", "name" FROM "things" AS "things";']);
      await recorded.close();
    });
  });

  it("what an application's own call threw is said alike where the database is away", async () => {
    const nowhere = new Sequelize('postgres://127.0.0.1:1/none', { logging: false });
    const thrown = await nowhere.query('SELECT 1').catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ConnectionError);
    expect(unavailableError(nowhere, thrown)).toMatchObject({ code: 'LG3031', status: 503 });
    const refused = await sequelize.query('SELECT nothing').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseError);
    expect(unavailableError(sequelize, refused)).toBe(refused);
    const other = new Error('something else');
    expect(unavailableError(sequelize, other)).toBe(other);
  });
});
