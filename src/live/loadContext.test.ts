import { Writable } from 'node:stream';
import { pino } from 'pino';
import { DataTypes, Sequelize } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { objects } from '../data/querySet.ts';
import * as statements from '../data/statements.ts';
import { configure } from '../log.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { createEnvironment } from '../template/environment.ts';
import { textTemplates } from '../template/templateSource.ts';
import { compileView } from './compileView.ts';
import { LiveView } from './liveView.ts';
import { loadContext } from './loadContext.ts';
import { updateView } from './updateView.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', {
  name: DataTypes.STRING,
  price: DataTypes.DECIMAL(8, 2),
  opened: DataTypes.DATE,
  houseId: DataTypes.INTEGER,
});
const House = sequelize.define('House', { street: DataTypes.STRING });
const Guest = sequelize.define('Guest', { name: DataTypes.STRING, roomId: DataTypes.INTEGER });
Room.belongsTo(House, { as: 'house', foreignKey: 'houseId' });
Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
const schema = createExecutableSchema(createModelSchema([Room, House, Guest] as ModelClass[]));

class PageView extends LiveView {
  static override template = 'page.njk';
}
const compile = (template: string) =>
  compileView(PageView, { load: textTemplates({ 'page.njk': `<p lg-root>${template}</p>` }), schema });

let lines: { level: number; msg: string; [field: string]: unknown }[];
let asked: unknown[][];

/** Answers of the database, one for each statement. */
function answer(...answers: (string | null)[][][]) {
  vi.spyOn(statements, 'runStatement').mockImplementation(async (_, { text }, values) => {
    asked.push([text, values]);
    return answers.shift() ?? [];
  });
}

beforeEach(() => {
  lines = [];
  asked = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  configure({ debug: [], logger: pino({ base: null, timestamp: false }, sink) });
});
afterEach(() => {
  configure({ debug: [] });
  vi.restoreAllMocks();
});

describe('loading', () => {
  it('says which paths, joins and batches it found, where that is followed', async () => {
    configure({ debug: ['jit'] });
    answer([['1', 'Blue', '7', 'Elm St']], [['5', 'Ann', '1']]);
    const template =
      '{% for r in rooms %}{{ r.name }}{{ r.house.street }}{% for g in r.guests %}{{ g.name }}{% endfor %}{% endfor %}';
    await loadContext(compile(template), { rooms: objects(Room) }, { viewer: null });
    expect(lines.map(({ msg }) => msg)).toEqual([
      "[JIT] Extracted paths from template: ['[].guests[].name', '[].house.street', '[].name']",
      "[JIT] Auto-applied joins: ['house']",
      "[JIT] Auto-applied batches: ['guests']",
      '[JIT] Auto-applied annotations: []',
      "[JIT] Serialized 1 Room objects for 'rooms' using JavaScript",
    ]);
  });

  it('reads what instances lack by their keys, each once, and keeps what was changed in memory', async () => {
    answer([['2', 'stored', '2.00', '2026-01-01 00:00:00+00']]);
    const stored = { isNewRecord: false };
    const [one, two] = [Room.build({ id: 1 }, stored), Room.build({ id: 2 }, stored)];
    one.set({ name: 'changed', price: 9.5, opened: new Date('2027-01-01T00:00:00Z'), houseId: 3 });
    const page = compile('{% for r in rooms %}{{ r.name }}{{ r.price }}{{ r.opened }}{% endfor %}');
    const { rooms } = await loadContext(page, { rooms: [two, one, two] }, { viewer: null });
    const second = { id: 2, name: 'stored', price: '2.00', opened: '2026-01-01T00:00:00.000Z' };
    expect(rooms).toEqual([
      second,
      { id: 1, name: 'changed', price: '9.5', opened: '2027-01-01T00:00:00.000Z' },
      second,
    ]);
    expect(asked).toEqual([
      [
        'SELECT "Room"."id", "Room"."name", "Room"."price", "Room"."opened" FROM "Rooms" AS "Room" WHERE "Room"."id" = ANY($1::int4[]) ORDER BY "Room"."id"',
        [[2]],
      ],
    ]);
  });

  it('leaves out rows that are gone, and says so', async () => {
    answer([['2', 'b']]);
    const rooms = [1, 2].map((id) => Room.build({ id }, { isNewRecord: false }));
    const context = await loadContext(
      compile('{{ rooms_count }}{{ rooms | join(", ", "name") }}'),
      { rooms },
      { viewer: null },
    );
    expect(context).toEqual({ rooms: [{ id: 2, name: 'b' }], rooms_count: 1 });
    expect(lines).toEqual([{ level: 40, view: 'PageView', name: 'rooms', missing: 1, msg: 'rows are gone' }]);
  });

  it('takes instances of a scoped model for what they are', async () => {
    answer([['1', 'a']], [['1', 'a']]);
    const scoped = Room.unscoped().build({ id: 1 }, { isNewRecord: false });
    const page = compile('{{ room.name }}{{ rooms | join(", ", "name") }}');
    expect(await loadContext(page, { room: scoped, rooms: [scoped] }, { viewer: null })).toEqual({
      room: { id: 1, name: 'a' },
      rooms: [{ id: 1, name: 'a' }],
    });
  });

  it('counts at most once, and only what the template asks for', async () => {
    answer([['40']], [['40']], [['40']]);
    const rooms = objects(Room).limit(1);
    const page = compile('{{ rooms | length }}{{ rooms_count }}{{ roomsCount }}{{ others | length }}');
    const context = await loadContext(page, { rooms, others: rooms }, { viewer: null });
    expect(context).toEqual({ rooms: 1, rooms_count: 40, roomsCount: 40, others: 1 });
    expect(Object.keys(context)).toEqual(['rooms', 'rooms_count', 'roomsCount', 'others']);
    expect(asked).toHaveLength(3);
  });

  it('is how many there are, where a list is only counted, as far as its limit lets them be shown', async () => {
    const rooms = objects(Room).where({ name: 'a' });
    const lists = { all: rooms, few: rooms.limit(2), late: rooms.offset(3), past: rooms.offset(9).limit(2) };
    answer([['5']], [['5']], [['5']], [['5']]);
    const page = compile('{{ all | length }}{{ few.length }}{{ late.count }}{{ past.count() }}');
    expect(await loadContext(page, lists, { viewer: null })).toEqual({ all: 5, few: 2, late: 2, past: 0 });
    const sql = 'SELECT count(*)::int4 FROM "Rooms" AS "Room" WHERE "Room"."name" = $1::text';
    expect(asked).toEqual(Array(4).fill([sql, ['a']]));
  });

  it('counts such a list once for itself and its count, and asks nothing for one of instances', async () => {
    answer([['5']]);
    const page = compile('{{ rooms | length }}{{ rooms_count }}{{ shown | length }}');
    const shown = [Room.build({ id: 1 }, { isNewRecord: false })];
    expect(await loadContext(page, { rooms: objects(Room), shown }, { viewer: null })).toEqual({
      rooms: 5,
      rooms_count: 5,
      shown: 1,
    });
    expect(asked).toHaveLength(1);
  });

  it('fails with what the database said', async () => {
    vi.spyOn(statements, 'runStatement').mockRejectedValue(new Error('away'));
    await expect(
      loadContext(compile('{{ rooms | length }}'), { rooms: objects(Room) }, { viewer: null }),
    ).rejects.toThrow('away');
  });
});

it('an update is the change, the context and the page, with what it took', async () => {
  answer([['1', '<Blue>']]);
  class RoomsView extends PageView {
    query = '';
    rooms = objects(Room);
  }
  const view = new RoomsView();
  const template = '<p lg-root>{{ query }}: {% for r in rooms %}{{ r.name }}{% endfor %}</p>';
  const load = textTemplates({ 'page.njk': template });
  const compiled = compileView(RoomsView, { load, schema });
  const environment = createEnvironment(load);
  const update = await updateView({ compiled: () => compiled, environment, viewer: null }, async () => {
    view.query = 'blue';
    view.rooms = view.rooms.where({ name: view.query });
    return view;
  });
  expect(update.context).toEqual({ query: 'blue', rooms: [{ id: 1, name: '<Blue>' }] });
  expect(update.html).toBe('<p lg-root>blue: &lt;Blue&gt;</p>');
  expect(asked.map(([, values]) => values)).toEqual([['blue', 1001]]);
  expect(Object.values(update.timings).every((ms) => ms >= 0)).toBe(true);
});
