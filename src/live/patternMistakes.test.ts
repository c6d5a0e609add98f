import { Writable } from 'node:stream';
import { pino } from 'pino';
import { DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import app from '../../views/routes.ts';
import { objects, type QuerySet } from '../data/querySet.ts';
import * as statements from '../data/statements.ts';
import { configure } from '../log.ts';
import type { PageRoute } from '../server/app.ts';
import { collectContext } from './collectContext.ts';
import { internalsOf, LiveView, type ViewClass } from './liveView.ts';
import { mountView, readAddress } from './mountView.ts';
import { rememberFound } from './patternMistakes.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', { name: DataTypes.STRING, floor: DataTypes.INTEGER });
const Guest = sequelize.define('Guest', { name: DataTypes.STRING });
rememberFound(sequelize);
rememberFound(sequelize);

let lines: { level: number; view: string; name: string; msg: string }[];

beforeEach(() => {
  lines = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  configure({ logger: pino({ base: null, timestamp: false }, sink) });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What is said of a view that is shown so many times, as a session does: the event, then the context. */
async function warningsOf(view: LiveView, times = 3, event?: () => unknown): Promise<string[]> {
  for (let time = 0; time < times; time += 1) {
    if (time > 0) await event?.();
    await collectContext(view, true);
  }
  return lines.map(({ msg }) => msg);
}

/** What `findAll()` gives, hooks and all, without a database: as many rows, by their ids. */
async function findAll(model: ModelStatic<Model>, size: number): Promise<Model[]> {
  const rows = Array.from({ length: size }, (_, index) => model.build({ id: index + 1 }, { isNewRecord: false }));
  vi.spyOn(sequelize.getQueryInterface(), 'select').mockResolvedValueOnce(rows);
  return model.findAll();
}

function findByPk(model: ModelStatic<Model>): Promise<Model | null> {
  const row: unknown = model.build({ id: 1 }, { isNewRecord: false });
  vi.spyOn(sequelize.getQueryInterface(), 'select').mockResolvedValueOnce(row as object[]);
  return model.findByPk(1);
}

const outside =
  'LG4030: "rooms" of PageView was assigned a QuerySet of Room outside getContextData(). Build it in a private field, and write "this.rooms = this.#rooms;" in getContextData().';

describe('a QuerySet that was assigned outside getContextData()', () => {
  it('is said once for a class and a name, with both beside the text', async () => {
    class PageView extends LiveView {
      rooms = objects(Room);
    }
    expect(await warningsOf(new PageView())).toEqual([outside]);
    expect(await warningsOf(new PageView())).toEqual([outside]);
    expect(lines).toEqual([{ level: 40, view: 'PageView', name: 'rooms', msg: outside }]);
  });

  it('in mount()', async () => {
    class PageView extends LiveView {
      declare rooms: QuerySet;
      override mount() {
        this.rooms = objects(Room);
      }
    }
    const view = await mountView({ view: PageView as ViewClass, params: {}, query: {} }, null);
    expect(await warningsOf(view)).toEqual([outside]);
  });

  it('in an event handler, though getContextData() assigns another before and after', async () => {
    class PageView extends LiveView {
      declare rooms: QuerySet;
      search() {
        this.rooms = objects(Room).where({ floor: 1 });
      }
      override async getContextData() {
        this.rooms = objects(Room).orderBy('name');
        return super.getContextData();
      }
    }
    const view = new PageView();
    expect(await warningsOf(view, 1)).toEqual([]);
    expect(await warningsOf(view, 2, () => view.search())).toEqual([outside]);
  });

  it('is said for each name and each class, of the same name too', async () => {
    class PageView extends LiveView {
      rooms = objects(Room);
      guests = objects(Guest);
    }
    const Other = class PageView extends LiveView {
      rooms = objects(Room);
    };
    const guests =
      'LG4030: "guests" of PageView was assigned a QuerySet of Guest outside getContextData(). Build it in a private field, and write "this.guests = this.#guests;" in getContextData().';
    expect(await warningsOf(new PageView())).toEqual([outside, guests]);
    expect(await warningsOf(new Other())).toEqual([outside, guests, outside]);
  });

  it('is not what a getContextData() that failed has assigned', async () => {
    class PageView extends LiveView {
      declare rooms: QuerySet;
      fails = true;
      override async getContextData() {
        this.rooms = objects(Room);
        if (this.fails) throw new Error('away');
        return super.getContextData();
      }
    }
    const view = new PageView();
    await expect(collectContext(view, true)).rejects.toThrow('away');
    view.fails = false;
    expect(await warningsOf(view)).toEqual([]);
  });
});

describe('rows of a findAll() that JavaScript has worked on', () => {
  class RoomsView extends LiveView {
    _rows: unknown = null;
    declare rooms: unknown;
    override async getContextData() {
      this.rooms = this._rows;
      return super.getContextData();
    }
  }

  it.each<[string, (rows: Model[]) => Model[], string]>([
    ['sorted', (rows) => rows.toReversed(), 'orderBy(…)'],
    ['sorted', (rows) => rows.reverse(), 'orderBy(…)'],
    ['narrowed', (rows) => rows.filter((row) => Number(row.get('id')) % 2 === 1), 'where(…) or limit(…)'],
    ['narrowed', (rows) => rows.slice(0, 1), 'where(…) or limit(…)'],
    ['narrowed and sorted', (rows) => [rows[3]!, rows[1]!], 'where(…) or limit(…), and orderBy(…)'],
  ])('%s', async (done, work, instead) => {
    class PageView extends RoomsView {}
    const view = new PageView();
    view._rows = work(await findAll(Room, 4));
    expect(await warningsOf(view)).toEqual([
      `LG4031: "rooms" of PageView holds rows of Room that findAll() has read and JavaScript has ${done}. Assign objects(Room) with ${instead}: then only what the page shows is read.`,
    ]);
  });

  it('are seen in what getContextData() returns too', async () => {
    class PageView extends LiveView {
      override async getContextData() {
        return { ...(await super.getContextData()), rooms: (await findAll(Room, 2)).reverse() };
      }
    }
    expect(await warningsOf(new PageView())).toEqual([
      'LG4031: "rooms" of PageView holds rows of Room that findAll() has read and JavaScript has sorted. Assign objects(Room) with orderBy(…): then only what the page shows is read.',
    ]);
  });

  it('are seen on a public name that super.getContextData() was not asked for', async () => {
    class PageView extends LiveView {
      declare rooms: Model[];
      override async getContextData() {
        this.rooms = (await findAll(Room, 2)).slice(1);
        return { title: 'Rooms' };
      }
    }
    expect(await warningsOf(new PageView())).toEqual([
      'LG4031: "rooms" of PageView holds rows of Room that findAll() has read and JavaScript has narrowed. Assign objects(Room) with where(…) or limit(…): then only what the page shows is read.',
    ]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['all as they were', () => findAll(Room, 3)],
    ['another array of all as they were', async () => (await findAll(Room, 3)).map((row) => row)],
    ['of two results', async () => [(await findAll(Room, 3))[2], (await findAll(Guest, 2))[1]]],
    ['with a row twice', async () => (await findAll(Room, 2)).reverse().flatMap((row) => [row, row])],
    ['with a row that was just made', async () => [...(await findAll(Room, 2)).reverse(), Room.build({ id: 9 })]],
    ['none of them', async () => (await findAll(Room, 2)).slice(2)],
    ['one of them', async () => (await findAll(Room, 2))[1]],
    ['what findByPk() gives', () => findByPk(Room)],
    ['what was computed of them', async () => (await findAll(Room, 2)).map((row) => row.get('id')).reverse()],
    ['instances that nobody found', async () => [Room.build({ id: 2 }), Room.build({ id: 1 })]],
  ])('or not: %s', async (_, find) => {
    const view = new (class PageView extends RoomsView {})();
    view._rows = await find();
    expect(await warningsOf(view)).toEqual([]);
  });
});

describe('a loaded name that the context overwrites', () => {
  const room = Room.build({ id: 1 }, { isNewRecord: false });

  it.each<[unknown, unknown, string, string]>([
    [objects(Room), objects(Room), 'a QuerySet of Room', 'a QuerySet of Room'],
    [objects(Room), [{ name: 'Blue' }], 'a QuerySet of Room', 'other data'],
    [objects(Room), null, 'a QuerySet of Room', 'other data'],
    [room, objects(Guest), 'one Room', 'a QuerySet of Guest'],
    [[room], room, 'a list of Room', 'one Room'],
  ])('%#', async (held, returned, wasHeld, wasReturned) => {
    class PageView extends LiveView {
      declare rooms: unknown;
      override async getContextData() {
        this.rooms = held;
        return { ...(await super.getContextData()), rooms: returned };
      }
    }
    expect(await warningsOf(new PageView())).toEqual([
      `LG4032: getContextData() of PageView returned ${wasReturned} as "rooms", in place of ${wasHeld} that the public name holds. Assign what is to be shown to this.rooms before super.getContextData(), or return the other under another name.`,
    ]);
  });
});

it('a QuerySet that was put into the context by hand is said', async () => {
  class PageView extends LiveView {
    override async getContextData() {
      return { ...(await super.getContextData()), rooms: objects(Room) };
    }
  }
  expect(await warningsOf(new PageView())).toEqual([
    'LG4033: getContextData() of PageView returned a QuerySet of Room as "rooms", which is no public name of the view, so nothing checks what the template reads of it. Add "declare rooms: QuerySet<Room>" and "static models = { rooms: [Room] }", and assign it to this.rooms before super.getContextData().',
  ]);
});

it('a flash message that is lost for want of super.getContextData() is said', async () => {
  class PageView extends LiveView {
    isSaved = false;
    save() {
      this.putFlash('info', 'Saved.');
      this.isSaved = true;
    }
    override async getContextData() {
      return this.isSaved ? { title: 'Rooms' } : super.getContextData();
    }
  }
  const view = new PageView();
  expect(await warningsOf(view, 1)).toEqual([]);
  expect(await warningsOf(view, 3, () => view.save())).toEqual([
    'LG4035: getContextData() of PageView does not call super.getContextData(), so the flash message "info" is not shown. End it with "return { ...(await super.getContextData()), … }".',
  ]);
});

it('several mistakes of one view are each said', async () => {
  class PageView extends LiveView {
    rooms: unknown = objects(Room);
    override async getContextData() {
      return { ...(await super.getContextData()), rooms: (await findAll(Room, 2)).reverse(), guests: objects(Guest) };
    }
  }
  const codes = (await warningsOf(new PageView())).map((text) => text.slice(0, 6));
  expect(codes).toEqual(['LG4030', 'LG4032', 'LG4033', 'LG4031']);
});

it('production says nothing, and reads what is returned once', async () => {
  let reads = 0;
  class PageView extends LiveView {
    rooms = objects(Room);
    override async getContextData() {
      const returned = {
        guests: objects(Guest),
        get title() {
          reads += 1;
          return 'Rooms';
        },
      };
      return returned;
    }
  }
  const view = new PageView();
  view.putFlash('info', 'Hello');
  await collectContext(view);
  await collectContext(view, false);
  expect(lines).toEqual([]);
  expect(reads).toBe(2);
});

/** A view that builds its rows in private, as the guide has it. */
abstract class BuildingView extends LiveView {
  declare rooms: QuerySet | null;
  floor = 0;
  _rooms = objects(Room);
  next() {
    this.floor += 1;
    this._rooms = objects(Room).where({ floor: this.floor });
  }
}

const good: Record<string, () => LiveView> = {
  'a private field': () =>
    new (class extends LiveView {
      declare rooms: QuerySet;
      #rooms = objects(Room);
      next() {
        this.#rooms = this.#rooms.where({ floor: 1 });
      }
      override async getContextData() {
        this.rooms = this.#rooms;
        return super.getContextData();
      }
    })(),
  'an underscore': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms = this._rooms;
        return super.getContextData();
      }
    })(),
  'assigned after super': () =>
    new (class extends BuildingView {
      override async getContextData() {
        const context = await super.getContextData();
        this.rooms = this._rooms.orderBy('name');
        return { ...context, title: 'Rooms' };
      }
    })(),
  'a new one each time': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms = objects(Room).limit(this.floor + 1);
        return super.getContextData();
      }
    })(),
  'assigned only at first': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms ??= objects(Room);
        return super.getContextData();
      }
    })(),
  'taken away by a handler': () =>
    new (class extends BuildingView {
      override rooms: QuerySet | null = null;
      override next() {
        this.rooms = null;
      }
      override async getContextData() {
        this.rooms ??= objects(Room);
        return super.getContextData();
      }
    })(),
  'a getter that makes one': () =>
    new (class extends LiveView {
      get rooms() {
        return objects(Room).orderBy('name');
      }
    })(),
  'a getter that the context repeats': () =>
    new (class extends LiveView {
      get rooms() {
        return objects(Room);
      }
      override async getContextData() {
        return { ...(await super.getContextData()), rooms: this.rooms };
      }
    })(),
  'the public name repeated in the context': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms = this._rooms;
        return { ...(await super.getContextData()), rooms: this.rooms };
      }
    })(),
  'a declared name that is returned': () =>
    new (class extends LiveView {
      static override models = { rooms: [Room] };
      override async getContextData() {
        return { ...(await super.getContextData()), rooms: objects(Room) };
      }
    })(),
  'a public name that is null, and returned': () =>
    new (class extends BuildingView {
      override rooms: QuerySet | null = null;
      override async getContextData() {
        return { ...(await super.getContextData()), rooms: objects(Room) };
      }
    })(),
  'two levels of classes': () => {
    class BaseView extends BuildingView {
      override async getContextData() {
        this.rooms = this._rooms;
        return { ...(await super.getContextData()), navigation: ['rooms'] };
      }
    }
    return new (class extends BaseView {
      declare guests: QuerySet;
      override async getContextData() {
        this.guests = objects(Guest);
        return { ...(await super.getContextData()), title: 'Rooms' };
      }
    })();
  },
  'one row, found in a handler': () =>
    new (class extends LiveView {
      room: Model | null = null;
      async next() {
        [this.room] = (await findAll(Room, 2)) as [Model];
      }
    })(),
  'rows, found in a handler and shown as they are': () =>
    new (class extends LiveView {
      rooms: Model[] = [];
      async next() {
        this.rooms = await findAll(Room, 2);
      }
    })(),
  'plain data of the same names': () =>
    new (class extends LiveView {
      rooms = ['Blue'];
      override async getContextData() {
        return { ...(await super.getContextData()), rooms: ['Red'], rooms_count: 1 };
      }
    })(),
  'counts beside the rows': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms = this._rooms.limit(10);
        return { ...(await super.getContextData()), rooms_count: 40, total: 40 };
      }
    })(),
  'no super, and no message': () =>
    new (class extends BuildingView {
      override async getContextData() {
        this.rooms = this._rooms;
        return { title: 'Rooms' };
      }
    })(),
  'a message under another name': () =>
    new (class extends LiveView {
      next() {
        this.putFlash('info', 'Next.');
      }
      override async getContextData() {
        const { flash, ...context } = await super.getContextData();
        return { ...context, notice: flash };
      }
    })(),
  'no getContextData at all': () =>
    new (class extends LiveView {
      count = 0;
      next() {
        this.count += 1;
      }
    })(),
};

it.each(Object.entries(good))('nothing is said of a good view: %s', async (_, make) => {
  const view = make() as LiveView & { next?(): unknown };
  expect(await warningsOf(view, 4, () => view.next?.())).toEqual([]);
  internalsOf(view).close();
});

const pages = app.routes.filter((route): route is PageRoute => route.kind === 'page');

it.each(pages.map(({ view }) => [view.name, view] as const))(
  'nothing is said of the rentals app: %s',
  async (_, view) => {
    const row = Array(60).fill('1'); // as many columns as any statement has
    vi.spyOn(statements, 'runStatement').mockResolvedValue([row]);
    const request = app.sequelize.models.MaintenanceRequest!.build({ id: 1, reportedAt: new Date() });
    vi.spyOn(app.sequelize.getQueryInterface(), 'select').mockResolvedValue(request as never);
    const address = { view, params: { id: '1' }, query: {} };
    const shown = await mountView(address, { id: 1, name: 'Ann' });
    shown.putFlash('info', 'Hello.');
    const context = await readAddress(address);
    expect(await warningsOf(shown, 3, () => shown.handleParams(context))).toEqual([]);
  },
);
