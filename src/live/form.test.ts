import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { changeForm, formFields, openForm, submitForm } from './form.ts';

const schema = z.object({
  name: z
    .string()
    .min(2, 'Two letters at least.')
    .regex(/^[A-Z]/, 'A capital letter first.'),
  age: z.coerce.number<string>('A number, please.'),
  address: z.object({ city: z.string('A city, please.') }).optional(),
});

describe('a form', () => {
  it('is opened with values as they would be typed, and without errors', () => {
    const date = new Date('2026-01-02T03:04:05Z');
    const opened = { name: 'Ann', age: 7, done: false, none: null, missing: undefined, tags: [1, 'b'], date };
    expect(openForm(opened)).toEqual({
      values: {
        name: 'Ann',
        age: '7',
        done: 'false',
        none: '',
        missing: '',
        tags: ['1', 'b'],
        date: '2026-01-02T03:04:05.000Z',
      },
      errors: {},
      error: null,
    });
    expect(openForm()).toEqual({ values: {}, errors: {}, error: null });
  });

  it('that is typed into shows errors of the fields that were used, the first of each', async () => {
    const values = { name: 'a', age: 'x' };
    expect(await changeForm(schema, values, { used: [] })).toEqual({ values, errors: {}, error: null });
    expect(await changeForm(schema, values, { used: ['name'] })).toEqual({
      values,
      errors: { name: 'Two letters at least.' },
      error: null,
    });
    const both = await changeForm(schema, values, { used: ['age', 'name'] });
    expect(both.errors).toEqual({ name: 'Two letters at least.', age: 'A number, please.' });
    expect((await changeForm(schema, { name: 'Ann', age: '1' }, { used: ['name'] })).errors).toEqual({});
  });

  it('knows errors inside a field by their path, and the field as used', async () => {
    const values = { name: 'Ann', age: '1', address: {} as never };
    expect((await changeForm(schema, values, { used: ['address'] })).errors).toEqual({
      'address.city': 'A city, please.',
    });
    expect((await changeForm(schema, values, { used: ['name'] })).errors).toEqual({});
  });

  it('that is sent with values that do not fit is not saved, and shows the errors of all fields', async () => {
    const whole = schema.refine(() => false, 'It does not fit together.');
    let saves = 0;
    const save = async () => {
      saves += 1;
    };
    expect(await submitForm(schema, { name: 'a', age: 'x' }, save)).toEqual({
      form: {
        values: { name: 'a', age: 'x' },
        errors: { name: 'Two letters at least.', age: 'A number, please.' },
        error: null,
      },
      saved: null,
    });
    expect((await submitForm(whole, { name: 'Ann', age: '1' }, save)).form).toEqual({
      values: { name: 'Ann', age: '1' },
      errors: {},
      error: 'It does not fit together.',
    });
    expect(saves).toBe(0);
  });

  it('that fits is saved as the schema gives it', async () => {
    const submitted = await submitForm(schema, { name: 'Ann', age: '7' }, async (data) => ({ id: 1, ...data }));
    expect(submitted).toEqual({
      form: { values: { name: 'Ann', age: '7' }, errors: {}, error: null },
      saved: { id: 1, name: 'Ann', age: 7 },
    });
  });

  it('whose saving fails for another reason throws that', async () => {
    const away = new Error('The disk is full.');
    await expect(submitForm(schema, { name: 'Ann', age: '7' }, () => Promise.reject(away))).rejects.toBe(away);
  });
});

describe('what the database refuses', () => {
  let database: TestDatabase;
  let sequelize: Sequelize;
  const any = z.record(z.string(), z.string());

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
    sequelize.define('City', { name: DataTypes.STRING });
    sequelize.define('Person', {
      email: { type: DataTypes.STRING, allowNull: false, unique: true, validate: { isEmail: { msg: 'No address.' } } },
      cityId: { type: DataTypes.INTEGER, field: 'city_id', references: { model: 'Cities', key: 'id' } },
    });
    await sequelize.sync();
  });
  beforeEach(() => sequelize.truncate({ cascade: true, restartIdentity: true }));
  afterAll(async () => {
    await sequelize.close();
    await database.drop();
  });

  const save = async (data: Record<string, string>) => {
    const person = await sequelize.model('Person').create(data);
    return person.get('id') as number;
  };

  it('is said beside the field: validations, what is missing, unique and foreign keys', async () => {
    expect((await submitForm(any, { email: 'no' }, save)).form.errors).toEqual({ email: 'No address.' });
    expect((await submitForm(any, {}, save)).form.errors).toEqual({ email: 'Person.email cannot be null' });
    expect((await submitForm(any, { email: 'ann@example.org' }, save)).saved).toBe(1);
    expect(await submitForm(any, { email: 'ann@example.org' }, save)).toEqual({
      form: { values: { email: 'ann@example.org' }, errors: { email: 'This is taken already.' }, error: null },
      saved: null,
    });
    expect((await submitForm(any, { email: 'bob@example.org', cityId: '7' }, save)).form.errors).toEqual({
      cityId: 'Please choose another one: this one is gone.',
    });
  });

  it('is thrown on where it is no fault of the values', async () => {
    const wrong = async () => sequelize.query('SELECT * FROM nowhere');
    await expect(submitForm(any, {}, wrong)).rejects.toThrow('relation "nowhere" does not exist');
  });
});

describe('the fields of any form', () => {
  const validate = (value: unknown) => formFields['~standard'].validate(value);

  it('are texts and lists of texts', async () => {
    const fields = { name: 'Ann', tags: ['a', 'b'], none: [] };
    expect(await validate(fields)).toEqual({ value: fields });
  });

  it.each([{ a: 1 }, { a: { b: 'c' } }, { a: ['b', 1] }, { a: [['b']] }, { a: null }])(
    'are nothing else: %j',
    async (fields) => {
      expect(await validate(fields)).toEqual({
        issues: [{ message: 'must be text, or a list of texts', path: ['a'] }],
      });
    },
  );

  it.each([null, 'text', ['a'], 1])('are an object: %j', async (value) => {
    expect(await validate(value)).toEqual({ issues: [{ message: 'The fields of a form must be an object.' }] });
  });
});
