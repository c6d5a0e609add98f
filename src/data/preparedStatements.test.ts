import { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import type { PgConnection } from './connections.ts';
import { configureDatabase } from './databaseSettings.ts';
import { prepareStatement, runStatement } from './statements.ts';

describe.each(testServers())('prepared statements on $name', (server) => {
  const select = (n: number) => prepareStatement(`SELECT ${n}`);
  let database: TestDatabase;
  let sequelize: Sequelize;

  beforeAll(async () => {
    database = await createTestDatabase(server);
  });
  beforeEach(() => {
    sequelize = connect(1);
  });
  afterEach(async () => {
    configureDatabase({ preparedStatements: true });
    await sequelize.close();
  });
  afterAll(() => database.drop());

  function connect(max: number): Sequelize {
    return new Sequelize(database.url, {
      logging: false,
      pool: { max },
      dialectOptions: { statement_timeout: 60_000 },
    });
  }

  /** Run in this order; each says its number. */
  async function run(...numbers: number[]): Promise<void> {
    for (const n of numbers) expect(await runStatement(sequelize, select(n), [])).toEqual([[`${n}`]]);
  }

  /** Which are prepared, asked without preparing anything. */
  async function prepared(): Promise<string[]> {
    const [rows] = await sequelize.query('SELECT name FROM pg_prepared_statements');
    return (rows as { name: string }[]).map(({ name }) => name).sort();
  }

  /** What pg believes to be prepared on the one connection. */
  async function believed(): Promise<string[]> {
    return Object.keys((await wire()).parsedStatements).sort();
  }

  async function wire(): Promise<PgConnection['connection']> {
    return sequelize.transaction(async (transaction) => {
      return (transaction as unknown as { connection: PgConnection }).connection.connection;
    });
  }

  const names = (...numbers: number[]) => numbers.map((n) => select(n).name).sort();

  it('stay on their connection up to a number, and the least recently used goes', async () => {
    configureDatabase({ preparedStatements: 3 });
    await run(1, 2, 3, 1);
    expect(await prepared()).toEqual(names(1, 2, 3));
    await run(4);
    expect(await prepared()).toEqual(names(1, 3, 4));
    expect(await believed()).toEqual(names(1, 3, 4));
    await run(2, 3);
    expect(await prepared()).toEqual(names(2, 3, 4));
    configureDatabase({ preparedStatements: 1 });
    await run(3);
    expect(await prepared()).toEqual(names(3));
  });

  it('are 250 where nobody says otherwise', async () => {
    await run(...Array.from({ length: 260 }, (_, n) => n));
    expect(await prepared()).toEqual(names(...Array.from({ length: 250 }, (_, n) => n + 10)));
  });

  it('are none where that is asked for', async () => {
    configureDatabase({ preparedStatements: false });
    await run(1, 2, 1);
    expect(await prepared()).toEqual([]);
    expect(await runStatement(sequelize, prepareStatement('SELECT $1::int4'), [7])).toEqual([['7']]);
  });

  it.each(['DEALLOCATE ALL', 'DISCARD ALL'])('are prepared anew after %s by somebody else', async (statement) => {
    await run(1, 2);
    await sequelize.query(statement);
    await run(1, 2, 1);
    expect(await prepared()).toEqual(names(1, 2));
  });

  it('are prepared anew where pg has lost its record of them', async () => {
    await run(1, 2);
    const { parsedStatements } = await wire();
    for (const name of Object.keys(parsedStatements)) delete parsedStatements[name];
    await run(1, 2);
    expect(await prepared()).toEqual(names(1, 2));
  });

  it('are usable after one of them was refused', async () => {
    const cast = prepareStatement('SELECT $1::int4');
    for (const value of ['x', 'y']) await expect(runStatement(sequelize, cast, [value])).rejects.toThrow('22P02');
    expect(await runStatement(sequelize, cast, [1])).toEqual([['1']]);
    for (const _ of [1, 2]) {
      await expect(runStatement(sequelize, prepareStatement('SELECT nothing'), [])).rejects.toThrow('42703');
    }
    expect(await prepared()).toEqual([cast.name]);
  });

  it('are lost and outdated on every connection while many run', async () => {
    const many = connect(8);
    await many.query('CREATE TABLE IF NOT EXISTS shapes AS SELECT 1 AS a');
    const shapes = prepareStatement('SELECT * FROM shapes');
    const runAll = () => Promise.all(Array.from({ length: 40 }, () => runStatement(many, shapes, [])));
    await runAll();
    for (const [index, change] of [
      'DEALLOCATE ALL',
      'ALTER TABLE shapes ADD COLUMN b int DEFAULT 2',
      'DISCARD ALL',
    ].entries()) {
      const results = [runAll(), ...Array.from({ length: 8 }, () => (index === 1 ? [] : many.query(change))), runAll()];
      if (index === 1) await many.query(change);
      await Promise.all(results);
      expect(new Set((await runAll()).map(([row]) => row!.join()))).toEqual(new Set([index === 0 ? '1' : '1,2']));
    }
    await many.close();
  });
});
