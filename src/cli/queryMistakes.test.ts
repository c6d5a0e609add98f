import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { objects } from '../data/querySet.ts';
import { Concat, F } from '../schema/expressions.ts';
import { notingMistakes, queryMistakes } from './queryMistakes.ts';

class Person extends Model {}
Person.init({ first: DataTypes.STRING }, { sequelize: new Sequelize({ dialect: 'postgres' }) });
const people = objects(Person as typeof Person & { new (): Model<Record<string, unknown>> });

/** This file, in which the calls are written. */
const own = path.relative('.', fileURLToPath(import.meta.url));
const files = [{ filename: own, text: readFileSync(own, 'utf8') }];

/** The words that are said to be wrong, as they stand in this file, and why. */
async function said(work: () => unknown): Promise<string[]> {
  const { failed } = await notingMistakes(async () => work());
  return queryMistakes(failed, files).map(({ code, location }) => {
    const line = location?.source.split('\n')[location.line - 1] ?? '';
    return `${code} ${line.slice(location!.column - 1, location!.column - 1 + location!.length)}`;
  });
}

describe('QuerySets that are wrong while an application is loaded', () => {
  it('are all noted, at the words that are wrong', async () => {
    const words = await said(() => {
      people.where({ first: 'A', last: 'B' });
      people.annotate({ full: Concat(F('first'), ' ', F('second')) });
      people.orderBy('-third', 'first', { field: F('fourth') });
    });
    expect(words).toEqual(['LG3001 last', 'LG3001 second', 'LG3001 -third', 'LG3001 fourth']);
  });

  it('are not wrong for naming an annotation that is', async () => {
    expect(await said(() => people.annotate({ full: F('second') }).orderBy('full'))).toEqual(['LG3001 second']);
  });

  it('are refused again afterwards', async () => {
    await said(() => people.where({ last: 'B' }));
    expect(() => people.where({ last: 'B' })).toThrow('LG3001');
    await expect(notingMistakes(() => Promise.reject(new Error('Something else.')))).rejects.toThrow('Something else.');
    expect(() => people.orderBy('last')).toThrow('LG3001');
  });
});
