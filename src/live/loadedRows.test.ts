import { Writable } from 'node:stream';
import { parse } from 'graphql';
import { pino } from 'pino';
import type { FindOptions, Model, ModelStatic } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Closing, Guest, type Hotel, House, openHotel, Pass, Room, Stay } from '../../integration-tests/hotelModels.ts';
import { compileOperation } from '../data/compiledOperation.ts';
import { configureDatabase } from '../data/databaseSettings.ts';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { objects } from '../data/querySet.ts';
import { recordStatements } from '../data/statementRecords.ts';
import { configure } from '../log.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { textTemplates } from '../template/templateSource.ts';
import { compileView } from './compileView.ts';
import { LiveView, type ModelsDeclaration } from './liveView.ts';
import { loadContext } from './loadContext.ts';

// What a page's context has of rows that are assigned to its names: instances, QuerySets, and data that holds them.

let hotel: Hotel;
let schema: ReturnType<typeof createExecutableSchema>;
beforeAll(async () => {
  hotel = await openHotel();
  schema = createExecutableSchema(createModelSchema(hotel.models));
});
afterAll(() => hotel.close());

let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
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
  configureDatabase({ listRows: 1_000 });
});

interface Given {
  readonly models?: ModelsDeclaration;
  readonly viewer?: { id: number } | null;
  readonly development?: boolean;
}

/** The context, in how many statements. */
async function load(
  template: string,
  values: Record<string, unknown>,
  { models, viewer = null, development }: Given = {},
) {
  class PageView extends LiveView {
    static override template = 'page.njk';
    static override models = models;
  }
  const compiled = compileView(PageView, { load: textTemplates({ 'page.njk': `<p lg-root>${template}</p>` }), schema });
  const { result, statements } = await recordStatements(() =>
    loadContext(compiled, values, { viewer: viewer as never, development }),
  );
  return { context: result, statements: statements.length, texts: statements.map(({ text }) => text) };
}

async function find<C extends ModelStatic<Model>>(model: C, id: number, options: FindOptions = {}) {
  return (await model.findByPk(id, options)) as InstanceType<C>;
}

describe('instances', () => {
  it('that have everything take no statement', async () => {
    const rooms = await Room.findAll({ order: ['id'], limit: 2 });
    const { context, statements } = await load(
      '{% for r in rooms %}{{ r.title }}{{ r.rent }}{{ r.opened }}{% endfor %}',
      { rooms },
    );
    expect(context.rooms).toEqual([
      { id: 1, title: 'Attic', rent: '100.50', opened: '2020-05-01T08:00:00.000Z' },
      { id: 2, title: 'Blue', rent: '250.00', opened: null },
    ]);
    expect(statements).toBe(0);
  });

  it('keep what was changed in memory, and computed members see it', async () => {
    const room = await find(Room, 1);
    room.set({ title: 'Loft', rent: '1.00' });
    const { context, statements } = await load('{{ room.label }}{{ room.rent }}{{ room.class }}', { room });
    expect(context.room).toMatchObject({ label: 'Loft in Elm', rent: '1.00', class: 'small' });
    expect(statements).toBe(1);
  });

  it('lead where a changed foreign key says', async () => {
    const [moved, kept, lost] = [await find(Room, 1), await find(Room, 2), await find(Room, 3)];
    moved.houseId = 2;
    lost.houseId = null;
    const { context } = await load('{% for r in rooms %}{{ r.house.name }}{% endfor %}', {
      rooms: [moved, kept, lost],
    });
    expect((context.rooms as { house: unknown }[]).map(({ house }) => house)).toEqual([
      { id: 2, name: 'Oak' },
      { id: 1, name: 'Elm' },
      null,
    ]);
  });

  it('keep the associations that were loaded with them, edits and order among them', async () => {
    const room = await find(Room, 1, { include: ['house', { association: 'stays', include: ['guest'] }] });
    room.house!.name = 'Ash';
    room.stays!.reverse();
    room.stays![0]!.guest!.name = 'Rob';
    const template = '{{ room.house.name }}{% for s in room.stays %}{{ s.days }}{{ s.guest.name }}{% endfor %}';
    const { context, statements } = await load(template, { room });
    expect(context.room).toMatchObject({
      house: { name: 'Ash' },
      stays: [
        { days: 3, guest: { name: 'Rob' } },
        { days: 2, guest: { name: 'Ann' } },
      ],
    });
    expect(statements).toBe(0);
  });

  it('are read what they lack: columns, annotations and what they lead to', async () => {
    const room = await find(Room, 1, { attributes: ['id', 'title'] });
    room.title = 'Loft';
    const template =
      '{{ room.title }}{{ room.size }}{{ room.done }}{{ room.house.name }}{% for s in room.stays %}{{ s.guest.name }}{% endfor %}{{ room.guests.count }}';
    const { context, statements } = await load(template, { room });
    expect(context.room).toMatchObject({
      title: 'Loft',
      size: 1,
      done: 1,
      house: { name: 'Elm' },
      stays: [{ guest: { name: 'Ann' } }, { guest: { name: 'Bob' } }],
      guests: 2,
    });
    expect(statements).toBe(2);
  });

  it('keep their order and their duplicates, and those that are gone are left out', async () => {
    const [one, two] = [await find(Pass, 1, { attributes: ['id'] }), await find(Pass, 2, { attributes: ['id'] })];
    const gone = Pass.build({ id: 99 } as never, { isNewRecord: false });
    const { context, statements } = await load('{{ passes_count }}{% for p in passes %}{{ p.number }}{% endfor %}', {
      passes: [two, gone, one, two],
    });
    expect(context).toEqual({
      passes: [
        { id: 2, number: 'P2' },
        { id: 1, number: 'P1' },
        { id: 2, number: 'P2' },
      ],
      passes_count: 3,
    });
    expect(statements).toBe(1);
    expect(lines).toEqual([{ level: 40, view: 'PageView', name: 'passes', missing: 1, msg: 'rows are gone' }]);
  });

  it('that are marked as deleted are shown where they were found so', async () => {
    const which = { where: { name: 'Dee' }, attributes: ['id', 'deletedAt'] };
    const dee = await Guest.findOne({ ...which, paranoid: false });
    const { context } = await load('{{ guest.name }}', { guest: dee });
    expect(context).toEqual({ guest: { id: dee!.id, name: 'Dee' } });
  });

  it('may have keys of two columns', async () => {
    const closings = await Closing.findAll({ attributes: ['houseId', 'day'], order: [['day', 'DESC'], 'houseId'] });
    const { context, statements } = await load(
      '{% for c in closings %}{{ c.day }}{{ c.reason }}{{ c.house.name }}{% endfor %}',
      {
        closings,
      },
    );
    expect(context.closings).toEqual([
      { houseId: 1, day: '2026-12-25', reason: null, house: { id: 1, name: 'Elm' } },
      { houseId: 1, day: '2026-01-01', reason: 'New Year', house: { id: 1, name: 'Elm' } },
      { houseId: 2, day: '2026-01-01', reason: 'Repairs', house: { id: 2, name: 'Oak' } },
    ]);
    expect(statements).toBe(1);
  });

  it('that a QuerySet has read keep its annotations', async () => {
    const rooms = await objects(Room)
      .with('house')
      .where({ id: [1, 2] })
      .orderBy('-id')
      .all();
    const { context, statements } = await load('{% for r in rooms %}{{ r.label }}{% endfor %}', { rooms });
    expect((context.rooms as { label: string }[]).map(({ label }) => label)).toEqual(['Blue in Elm', 'Attic in Elm']);
    expect(statements).toBe(0);
  });
});

describe('data that holds rows', () => {
  const template = `{% for r in dashboard.recent %}{{ r.title }}{% endfor %}{{ dashboard.top.name }}{{ dashboard.recent_count }}
    {% for s in sections %}{{ s.title }}{% for r in s.rows %}{{ r.title }}{% endfor %}{% endfor %}
    {% for g in later.guests %}{{ g.name }}{% endfor %}`;
  const values = () => ({
    dashboard: { recent: objects(Room).orderBy('-id').limit(1), top: House.findByPk(1), note: 'x' },
    sections: [
      { title: 'calm', rows: objects(Room).where({ mood: 'calm' }) },
      Promise.resolve({ title: 'none', rows: [] }),
      { title: 'both', rows: Room.findAll({ where: { houseId: 1 }, order: ['id'] }) },
    ],
    later: Promise.resolve({ guests: Promise.resolve(objects(Guest).where({ name: 'Ann' })) }),
  });
  const loaded = {
    dashboard: { recent: [{ id: 4, title: 'Den' }], recent_count: 4, top: { id: 1, name: 'Elm' }, note: 'x' },
    sections: [
      {
        title: 'calm',
        rows: [
          { id: 1, title: 'Attic' },
          { id: 4, title: 'Den' },
        ],
      },
      { title: 'none', rows: [] },
      {
        title: 'both',
        rows: [
          { id: 1, title: 'Attic' },
          { id: 2, title: 'Blue' },
        ],
      },
    ],
    later: { guests: [{ id: 1, name: 'Ann' }] },
  };
  const models: ModelsDeclaration = {
    dashboard: { recent: [Room], top: House },
    sections: [{ rows: [Room] }],
    later: { guests: [Guest] },
  };

  it('has them at their places, promises resolved, declared or not', async () => {
    expect((await load(template, values())).context).toEqual(loaded);
    expect((await load(template, values(), { models })).context).toEqual(loaded);
  });

  it('has operations by their paths, and variables that GraphQL can name', () => {
    class PageView extends LiveView {
      static override template = 'page.njk';
      static override models = models;
    }
    const { operations } = compileView(PageView, {
      load: textTemplates({ 'page.njk': `<p lg-root>${template}</p>` }),
      schema,
    });
    expect([...operations].map(([path, { variable, name }]) => [path, variable, name])).toEqual([
      ['dashboard.recent', 'dashboard_recent', 'PageView_dashboard_recent'],
      ['dashboard.top', 'dashboard_top', 'PageView_dashboard_top'],
      ['sections[].rows', 'sections_rows', 'PageView_sections_rows'],
      ['later.guests', 'later_guests', 'PageView_later_guests'],
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'another model than declared',
      () => load('{{ d.rooms | length }}', { d: { rooms: objects(Guest) } }, { models: { d: { rooms: [Room] } } }),
      'LG4002: "d.rooms" of PageView holds a list of Room, but was assigned a list of Guest. "static models" declares what it holds.',
    ],
    [
      'another model in a list of dicts',
      () =>
        load(
          '{% for s in l %}{{ s.top.name }}{% endfor %}',
          { l: [{ top: [objects(Guest)] }, { top: objects(Guest) }] },
          {
            models: { l: [{ top: House }] },
          },
        ),
      'LG4002: "l[].top" of PageView holds one House, but was assigned a list of Guest. "static models" declares what it holds.',
    ],
    [
      'rows in a class of its own',
      () => load('{{ d.page }}', { d: { page: Object.assign(new (class Page {})(), { rooms: objects(Room) }) } }),
      'LG4004: "d.page" of PageView holds models inside a Page, where they are not found. Hand them over in plain objects and arrays.',
    ],
    [
      'a declaration of no model',
      () => load('{{ d.rooms }}', {}, { models: { d: { rooms: 'Room' } } as never }),
      'LG4007: "static models" of PageView does not say what "d.rooms" holds. Write "rooms: [Model]" for a list of rows, "rooms: Model" for one row.',
    ],
    [
      'what the model has not, at its place',
      () => load('{{ d.top.nam }}', { d: { top: House.findByPk(1) } }),
      'LG1006: Cannot read "nam" on type "House". Did you mean "name"?\n\npage.njk:1:21\n1 | <p lg-root>{{ d.top.nam }}</p>\n  |                     ^^^',
    ],
  ])('is refused with %s', async (_, run, message) => {
    await expect(run()).rejects.toThrow(expect.objectContaining({ message }));
  });
});

describe('a QuerySet of a transaction', () => {
  it('shows what the transaction has done and nobody else sees', async () => {
    const transaction = await House.sequelize!.transaction();
    try {
      await House.create({ name: 'Unfinished', city: null }, { transaction });
      const houses = objects(House).where({ name: 'Unfinished' });
      const values = { inside: houses.using(transaction), outside: houses };
      const { context } = await load('{% for h in inside %}{{ h.name }}{% endfor %}{{ outside | length }}', values);
      expect(context).toMatchObject({ inside: [{ name: 'Unfinished' }], outside: 0 });
    } finally {
      await transaction.rollback();
    }
  });
});

describe('variables of one page', () => {
  it('share the statement of what they ask for at the same time', async () => {
    const stays = '{% for s in r.stays %}{{ s.guest.name }}{% endfor %}';
    const template = `{% for r in calm %}${stays}{% endfor %}{% for r in loud %}${stays}{% endfor %}{{ d.x }}{% for r in d.some %}${stays}{% endfor %}`;
    const values = {
      calm: objects(Room).where({ mood: 'calm' }),
      loud: objects(Room).where({ mood: 'loud' }),
      d: { some: await Room.findAll({ where: { id: [1, 3] } }) },
    };
    const { context, statements, texts } = await load(template, values);
    expect(statements).toBe(3);
    expect(texts.filter((text) => text.includes('FROM "Stays" AS "Stay"'))).toHaveLength(1);
    const names = (rooms: unknown) =>
      (rooms as { stays: { guest: { name: string } | null }[] }[]).map(({ stays }) =>
        stays.map(({ guest }) => guest?.name),
      );
    expect(names(context.calm)).toEqual([['Ann', 'Bob'], []]);
    expect(names(context.loud)).toEqual([['Ann']]);
    expect(names((context.d as { some: unknown }).some)).toEqual([['Ann', 'Bob'], [undefined]]);
  });
});

describe('a computed member that fails', () => {
  const template = '{% for r in rooms %}{{ r.title }}{{ r.failing }}{% endfor %}';
  const rooms = () => objects(Room).where({ id: [1, 2] });
  const said = (title: string) => `LG3023: Room.failing failed: ${title} cannot be computed.`;

  it('spoils its own field: nothing of it is shown, and the log has it once for each message', async () => {
    const { context } = await load(template, { rooms: rooms() });
    expect(context.rooms).toEqual([
      { id: 1, title: 'Attic', failing: null },
      { id: 2, title: 'Blue', failing: null },
    ]);
    expect(lines.map(({ msg, view, err }) => [msg, view, (err as { message: string }).message.split('\n')[0]])).toEqual(
      [
        ['a field failed', 'PageView', expect.stringContaining(said('Attic'))],
        ['a field failed', 'PageView', expect.stringContaining(said('Blue'))],
      ],
    );
  });

  it('is shown in its place in development, in instances and deep in lists too', async () => {
    const { context } = await load(template, { rooms: rooms() }, { development: true });
    expect(context.rooms).toEqual([
      { id: 1, title: 'Attic', failing: `[${said('Attic')}]` },
      { id: 2, title: 'Blue', failing: `[${said('Blue')}]` },
    ]);
    const deep = await load(
      '{{ room.failing }}{% for h in houses %}{% for r in h.rooms %}{{ r.failing }}{% endfor %}{% endfor %}',
      { room: Room.findByPk(4), houses: objects(House).where({ name: 'Oak' }) },
      { development: true },
    );
    expect(deep.context).toMatchObject({
      room: { failing: `[${said('Den')}]` },
      houses: [{ rooms: [{ failing: `[${said('Cave')}]` }] }],
    });
  });

  it('is an error of its field in GraphQL', async () => {
    const { data, errors } = await compileOperation(schema, parse('{ rooms(limit: 1) { title failing } }'))(
      {},
      { viewer: null },
    );
    expect(data).toEqual({ rooms: [{ title: 'Attic', failing: null }] });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([[said('Attic'), ['rooms', 0, 'failing']]]);
  });
});

describe('a list without a limit', () => {
  it('is cut at the default one, with a line in the log, and counts stay true', async () => {
    configureDatabase({ listRows: 3 });
    const { context, statements } = await load('{% for r in rooms %}{{ r.title }}{% endfor %}{{ rooms_count }}', {
      rooms: objects(Room),
    });
    expect((context.rooms as unknown[]).length).toBe(3);
    expect(context.rooms_count).toBe(4);
    expect(statements).toBe(2);
    expect(lines).toEqual([
      { level: 40, code: 'LG3040', model: 'Room', msg: 'A list of Room without a limit was cut at 3 rows.' },
    ]);
    expect(await objects(Room).count()).toBe(4);
    expect(await objects(Room).all()).toHaveLength(4);
  });

  it('of each row is cut too, and its count stays true; code reads all of it', async () => {
    configureDatabase({ listRows: 1 });
    const template = '{{ house.roomsCount }}{% for r in house.rooms %}{{ r.title }}{% endfor %}';
    const { context } = await load(template, { house: objects(House).get({ name: 'Elm' }) });
    const [house] = await objects(House).where({ name: 'Elm' }).with('rooms').all();
    expect(house!.rooms!.length).toBeGreaterThan(1);
    expect(context.house).toEqual({
      id: house!.id,
      roomsCount: house!.rooms!.length,
      rooms: [{ id: house!.rooms![0]!.id, title: house!.rooms![0]!.title }],
    });
    expect(lines).toEqual([
      { level: 40, code: 'LG3040', model: 'Room', msg: 'A list of Room without a limit was cut at 1 rows.' },
    ]);
  });

  it('is whole where it is no longer than that', async () => {
    configureDatabase({ listRows: 4 });
    const { context, statements } = await load('{{ rooms.first.title }}{{ rooms_count }}', { rooms: objects(Room) });
    expect([(context.rooms as unknown[]).length, context.rooms_count]).toEqual([4, 4]);
    expect(statements).toBe(2);
    expect(lines).toEqual([]);
  });

  it('may have a greater limit in a page, not in what a client sends', async () => {
    configureDatabase({ listRows: 2 });
    const { context } = await load('{% for r in rooms %}{{ r.title }}{% endfor %}', { rooms: objects(Room).limit(3) });
    expect(context.rooms).toHaveLength(3);
    const run = async (query: string) => compileOperation(schema, parse(query))({}, { viewer: null });
    expect((await run('{ rooms(limit: 3) { id } }')).errors?.map(({ message }) => message)).toEqual([
      'LG3004: A list of Room has at most 2 rows, but "limit" is 3. Read it in parts, with "offset".',
    ]);
    expect((await run('{ rooms { id } roomsCount }')).data).toEqual({ rooms: [{ id: 1 }, { id: 2 }], roomsCount: 4 });
  });

  it.each([0, -1, 1.5, Number.NaN, '5'])('cannot be cut at %s', (listRows) => {
    expect(() => configureDatabase({ listRows: listRows as number })).toThrow(
      new TypeError(`database.listRows must be a whole number from 1 to 2147483647, but got: ${listRows}.`),
    );
  });
});

it('stays lead to their rooms and guests', async () => {
  const stay = await find(Stay, 1);
  const { context } = await load('{{ stay.room.house.name }}{{ stay.guest.pass.number }}', { stay });
  expect(context.stay).toMatchObject({ room: { house: { name: 'Elm' } }, guest: { pass: { number: 'P1' } } });
});
