import { Sequelize } from 'sequelize';
import { afterEach, describe, expect, it } from 'vitest';
import { configureDatabase, databaseSettings, statementLimits } from './databaseSettings.ts';

const defaults = {
  queryTimeoutMs: 5_000,
  acquireTimeoutMs: 5_000,
  preparedStatements: 250,
  maxRows: 100_000,
  listRows: 1_000,
};

const { listRows: _, ...ofStatements } = defaults;

function limits(options: object = {}, query = '') {
  return statementLimits(new Sequelize(`postgres://localhost/none${query}`, { logging: false, ...options }));
}

describe('database settings', () => {
  afterEach(() => configureDatabase(defaults));

  it('have defaults, and keep what is not named', () => {
    expect(databaseSettings()).toEqual(defaults);
    configureDatabase({ maxRows: 7 });
    configureDatabase({ queryTimeoutMs: 100, preparedStatements: false });
    expect(databaseSettings()).toEqual({ ...defaults, maxRows: 7, queryTimeoutMs: 100, preparedStatements: 0 });
    configureDatabase({ preparedStatements: true });
    expect(databaseSettings().preparedStatements).toBe(250);
  });

  it.each([
    [{ queryTimeoutMs: 0 }, 'database.queryTimeoutMs must be a whole number from 1 to 2147483647, but got: 0.'],
    [
      { acquireTimeoutMs: Infinity },
      'database.acquireTimeoutMs must be a whole number from 1 to 2147483647, but got: Infinity.',
    ],
    [{ maxRows: 1.5 }, 'database.maxRows must be a whole number from 1 to 2147483647, but got: 1.5.'],
    [
      { preparedStatements: -1 },
      'database.preparedStatements must be a whole number from 0 to 2147483647, but got: -1.',
    ],
  ])('refuse %o, and change nothing', (changes, message) => {
    expect(() => configureDatabase({ maxRows: 7, ...changes })).toThrow(new TypeError(message));
    expect(databaseSettings()).toEqual(defaults);
  });

  it('give way to what the application set for its connections', () => {
    expect(limits()).toEqual({ ...ofStatements, statementTimeoutMs: 4_750 });
    expect(limits({ dialectOptions: { query_timeout: 20_000 } })).toMatchObject({
      queryTimeoutMs: 20_000,
      statementTimeoutMs: 19_000,
    });
    expect(limits({}, '?query_timeout=1500')).toMatchObject({ queryTimeoutMs: 1_500, statementTimeoutMs: 1_425 });
    expect(limits({ dialectOptions: { statement_timeout: 0 } })).toMatchObject({ statementTimeoutMs: null });
    expect(limits({ pool: { acquire: 1_000 } })).toMatchObject({ acquireTimeoutMs: 1_000 });
    expect(limits({ pool: { acquire: 60_000 } })).toMatchObject({ acquireTimeoutMs: 5_000 });
  });
});
