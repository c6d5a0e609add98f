import { configure, defineApp, event, LiveView, objects, page, type QuerySet } from 'livegraft';
import { pino } from 'pino';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Frame } from '../../src/protocol.ts';
import { type ListeningServer, listen } from '../../src/server/listen.ts';
import { createSite } from '../../src/server/site.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { type DatabaseProxy, openProxy } from '../databaseProxy.ts';
import { eventually } from '../runningApp.ts';
import { poolOf } from '../sequelizePool.ts';
import { TestBrowser, type TestSocket } from '../sockets/testBrowser.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { expectNothingLeaked } from './steadyLoad.ts';

class Note extends Model {}

/** Each of its rows takes a minute to read. */
class SlowNote extends Model {}

class NotesView extends LiveView {
  static override template = 'notes.njk';
  static override models = { notes: [Note], slow: [SlowNote] };
  notes: QuerySet<Note> = objects(Note);
  slow: QuerySet<SlowNote> | [] = [];
  turns = 0;

  @event()
  turn(): void {
    this.turns += 1;
    this.slow = [];
  }

  @event()
  wait(): void {
    this.slow = objects(SlowNote);
  }
}

const template = `<!doctype html><html><head><title>Notes</title></head><body><main lg-root>
  {{ turns }} {% for note in notes %}{{ note.text }}{% endfor %} {% for note in slow %}{{ note.text }}{% endfor %}
</main></body></html>`;

let database: TestDatabase;
let proxy: DatabaseProxy;
let sequelize: Sequelize;
let server: ListeningServer;
let sockets: TestSocket[];

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  proxy = await openProxy(database.url);
  configure({ logger: pino({ level: 'silent' }) });
  sequelize = new Sequelize(proxy.url, { logging: false, pool: { max: 2 } });
  const columns = { id: { type: DataTypes.INTEGER, primaryKey: true }, text: DataTypes.TEXT };
  Note.init(columns, { sequelize, tableName: 'notes', timestamps: false });
  SlowNote.init(columns, { sequelize, tableName: 'slow_notes', timestamps: false });
  await sequelize.query(`
    CREATE TABLE notes AS SELECT 1 AS id, 'a note' AS text;
    CREATE VIEW slow_notes AS SELECT 1 AS id, pg_sleep(60)::text AS text`);
  const app = defineApp({ sequelize, routes: [page('/', NotesView)] });
  const site = createSite(app, { templates: textTemplates({ 'notes.njk': template }), development: true });
  server = await listen(site, { port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
  sockets = [];
});
afterEach(async () => {
  await proxy.open();
  await Promise.all(sockets.map((socket) => socket.close()));
  await eventually('the page is back', async () => (await new TestBrowser(server.url).load('/')).status === 200);
  await expectNothingLeaked(sequelize, 2);
});
afterAll(async () => {
  await server?.close();
  await sequelize?.close();
  await proxy?.close();
  await database?.drop();
});

async function open(): Promise<TestSocket> {
  const socket = await new TestBrowser(server.url).visit('/');
  sockets.push(socket);
  await socket.settle();
  return socket;
}

/** What answers an event, which takes no longer than 6 s. */
async function answerInTime(socket: TestSocket, id: number, name: 'turn' | 'wait'): Promise<Frame> {
  const startedAt = performance.now();
  socket.send(['event', id, 0, name, {}]);
  const frame = await socket.answer(id);
  expect(performance.now() - startedAt, 'milliseconds').toBeLessThan(6_000);
  return frame;
}

it('50 slow events at a pool of 2 are answered with their errors in time, and then the pages go on', async () => {
  const pages = await Promise.all(Array.from({ length: 50 }, () => open()));
  const failed = await Promise.all(pages.map((socket) => answerInTime(socket, 1, 'wait')));
  const codes = new Set(failed.map(({ problem }) => problem?.code));
  expect(codes).toEqual(new Set(['LG3030', 'LG3033']));
  const mended = performance.now();
  const answers = await Promise.all(pages.map((socket) => answerInTime(socket, 2, 'turn')));
  expect(performance.now() - mended, 'milliseconds to recover').toBeLessThan(2_000);
  expect(answers.map(({ problem }) => problem)).toEqual(answers.map(() => undefined));
  expect(new Set(answers.map(({ patches }) => patches?.length))).toEqual(new Set([1]));
});

it('a database that is gone is said to open pages and new ones, and both come back', async () => {
  const socket = await open();
  await proxy.shut();
  const { problem } = await answerInTime(socket, 1, 'turn');
  expect(problem).toMatchObject({
    code: 'LG3031',
    message: `LG3031: The database cannot be reached: connect ECONNREFUSED 127.0.0.1:${new URL(proxy.url).port}. Check DATABASE_URL and that PostgreSQL is running.`,
  });
  expect((await new TestBrowser(server.url).load('/')).status).toBe(503);
  await proxy.open();
  expect(await answerInTime(socket, 2, 'turn')).toMatchObject({ patches: [expect.anything()] });
  expect((await new TestBrowser(server.url).load('/')).status).toBe(200);
});

it('a network that hangs is waited for, and what it kept goes on', async () => {
  const socket = await open();
  proxy.hold();
  const { problem } = await answerInTime(socket, 1, 'turn');
  expect(problem?.code).toMatch(/^LG303[01]$/);
  const page = await new TestBrowser(server.url).load('/');
  expect(page.status).toBe(503);
  expect(page.html).toMatch(/LG303[01]: The database (did not answer|cannot be reached)/);
  await proxy.open();
  const mended = performance.now();
  let id = 1;
  const frame = await eventually('the page goes on', async () => {
    id += 1;
    const answer = await answerInTime(socket, id, 'turn');
    return !answer.problem && answer;
  });
  expect(performance.now() - mended, 'milliseconds to recover').toBeLessThan(2_000);
  expect(frame.patches).toHaveLength(1);
});

it('a network that loses what it carries gives its places in the pool back', async () => {
  const socket = await open();
  proxy.stall();
  expect((await answerInTime(socket, 1, 'turn')).problem?.code).toBe('LG3030');
  expect((await answerInTime(socket, 2, 'turn')).problem?.code).toBe('LG3031');
  await eventually('no connection is being made', () => poolOf(sequelize).size === 0);
  await proxy.open();
  expect((await answerInTime(socket, 3, 'turn')).problem).toBeUndefined();
});
