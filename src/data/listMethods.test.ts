import { DataTypes, Sequelize } from 'sequelize';
import { expect, it } from 'vitest';
import { objects } from './querySet.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false });
const Room = sequelize.define('Room', { name: DataTypes.STRING });

const computed =
  'Its rows are there for the template alone: compute in a computed member of the model or in annotate(…).';

it.each([
  ['sort', 'Write orderBy(…): the database sorts.'],
  ['toSorted', 'Write orderBy(…): the database sorts.'],
  ['reverse', 'Write orderBy(…) with "-" before the name: the database sorts.'],
  ['filter', 'Write where(…): the database finds the rows.'],
  ['find', 'Write where(…): the database finds the rows.'],
  ['map', computed],
  ['forEach', computed],
  ['reduce', computed],
])('a QuerySet has no %s()', (method, hint) => {
  const rooms = objects(Room) as unknown as Record<string, () => void>;
  expect(() => rooms[method]!()).toThrow(
    expect.objectContaining({
      message: `LG4034: A QuerySet of Room is no array, so ${method}() cannot be called. ${hint}`,
    }),
  );
});

it('a QuerySet is compared, copied and awaited as before', async () => {
  const rooms = objects(Room).where({ name: 'Blue' });
  expect(rooms).toEqual(objects(Room).where({ name: 'Blue' }));
  expect(rooms).not.toEqual(objects(Room).where({ name: 'Red' }));
  expect(rooms).not.toEqual(rooms.unscoped());
  expect(Object.keys({ ...rooms })).toEqual(['type', 'variables', 'hatches']);
  expect(await rooms).toBe(rooms);
});
