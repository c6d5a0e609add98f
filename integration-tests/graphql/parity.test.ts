import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { configure } from 'livegraft';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CloseCode } from '../../src/protocol.ts';
import { repository } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { foreignOrigin, type LogLine, openParityApp, otherOrigin, type ParityApp, secretName } from './parityApp.ts';
import {
  type Door,
  graphqlDoor,
  type Outcome,
  openPage,
  pageDoor,
  query,
  sendForm,
  socketDoor,
  socketOutcome,
} from './parityDoors.ts';

// `npx vitest run integration-tests/graphql/parity.test.ts -u` writes the table of docs/controls.md anew.

const document = path.join(repository, 'docs', 'controls.md');
const begin = '<!-- The table is made by integration-tests/graphql/parity.test.ts. -->\n';
const end = '<!-- The end of the table. -->\n';

const ann = { user: 'Ann' };

let database: TestDatabase;
let app: ParityApp;
let doors: Readonly<Record<DoorName, Door>>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await openParityApp(database);
  doors = { page: pageDoor(app), socket: socketDoor(app), graphql: graphqlDoor(app) };
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

it('each control holds at each of the three doors as docs/controls.md says', async () => {
  const lines: string[] = [];
  for (const { name, attempts } of controls) {
    const cells: string[] = [];
    for (const door of doorNames) cells.push(await attempts[door](doors[door]));
    lines.push(`| ${[name, ...cells].join(' | ')} |`);
  }
  const table = ['| control | a page by HTTP | its websocket | GraphQL over HTTP |', '|---|---|---|---|', ...lines, ''];
  const text = await readFile(document, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const [, after] = rest.split(end);
  expect(after, `docs/controls.md has the lines ${begin}${end}`).toBeDefined();
  await expect(`${before}${begin}\n${table.join('\n')}\n${end}${after}`).toMatchFileSnapshot(document);
});

const doorNames = ['page', 'socket', 'graphql'] as const;
type DoorName = (typeof doorNames)[number];

/** Tries a control at a door, and says in a few words what was seen. */
type Attempt = (door: Door) => Promise<string>;

interface Control {
  readonly name: string;
  readonly attempts: Readonly<Record<DoorName, Attempt>>;
}

const controls: readonly Control[] = [
  same('who asks', async (door) => {
    app.takeAuthenticated();
    const known = await door.ask('notes', ann);
    const asked = app.takeAuthenticated().at(-1);
    const nobody = await door.ask('notes');
    return `\`authenticate(request)\` of \`${asked}\`: Ann reads ${notes(known)}, nobody reads ${notes(nobody)}`;
  }),
  same('what they may see', async (door) => {
    const [own, others] = [await door.ask('notes', ann), await door.ask('others', ann)];
    const ben = await door.ask('notes', { user: 'Ben' });
    return `Ann sees ${notes(own)}, of Ben's ${notes(others)}; Ben sees ${notes(ben)}`;
  }),
  {
    name: 'how often that is asked',
    attempts: {
      page: timesAsked,
      socket: async () => {
        const socket = await joined();
        app.takeAuthenticated();
        for (const id of [1, 2, 3]) socket.send(['event', id, 0, 'show', { what: 'notes' }]);
        await socket.settle();
        const times = app.takeAuthenticated().length;
        await socket.close();
        return `${times} times for 3 events`;
      },
      graphql: timesAsked,
    },
  },
  {
    name: 'a foreign origin',
    attempts: {
      page: () => pageFrom(foreignOrigin),
      socket: (door) => askFrom(door, foreignOrigin),
      graphql: (door) => askFrom(door, foreignOrigin),
    },
  },
  {
    name: 'an origin that `origins` names',
    attempts: {
      page: () => pageFrom(otherOrigin),
      socket: (door) => askFrom(door, otherOrigin),
      graphql: (door) => askFrom(door, otherOrigin),
    },
  },
  {
    name: 'the size of what is sent',
    attempts: {
      page: async () => `101 KB: ${inWords(await sendForm(app, `_event=show&x=${'x'.repeat(101 * 1024)}`))}`,
      socket: async () => `65 KB: ${inWords(await sent(`["event",1,0,"show",{"x":"${'x'.repeat(65 * 1024)}"}]`))}`,
      graphql: async () => `101 KB: ${inWords(await query(app, `{ notesCount } #${'x'.repeat(101 * 1024)}`))}`,
    },
  },
  {
    name: 'how often',
    attempts: { page: manyRequests, socket: manyMessages, graphql: manyRequests },
  },
  {
    name: 'how much at once',
    attempts: {
      page: async () => `the template's query alone: \`?query=\` reads ${notes(await queryInAddress())}`,
      socket: async () => {
        const deep = `["event",1,0,"show",{"x":${'['.repeat(17)}${']'.repeat(17)}}]`;
        return `the template's query alone; parameters 17 deep: ${inWords(await sent(deep))}`;
      },
      graphql: async () => {
        const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: notesCount`).join(' ');
        return `31 aliases: ${inWords(await query(app, `{ ${aliases} }`, ann))}`;
      },
    },
  },
  {
    name: 'the length of lists',
    attempts: {
      page: cutList,
      socket: cutList,
      graphql: async (door) => {
        const greater = await withSettings({ listRows: 2 }, () => query(app, '{ notes(limit: 3) { id } }', ann));
        return `${await cutList(door)}; \`limit: 3\`: ${inWords(greater)}`;
      },
    },
  },
  same('errors from inside', async (door) => {
    const { outcome, logged } = await failing(() => door.ask('missing', ann));
    expect(outcome.text).not.toContain(secretName);
    expect(JSON.stringify(logged.at(-1))).toContain(secretName);
    return `${inWords(outcome)}; ${ofLog(outcome, logged)}`;
  }),
  same('a statement that takes too long', async (door) => {
    const { outcome, logged } = await failing(() => {
      return withSettings({ queryTimeoutMs: 300 }, () => door.ask('slow', ann));
    });
    return `${inWords(outcome)}; ${ofLog(outcome, logged)}`;
  }),
  same('no connection free in the pool', async (door) => {
    const held = [await app.sequelize.transaction(), await app.sequelize.transaction()];
    const { outcome, logged } = await failing(() => {
      return withSettings({ acquireTimeoutMs: 200 }, () => door.ask('notes', ann));
    });
    for (const transaction of held) await transaction.rollback();
    return `${inWords(outcome)}; ${ofLog(outcome, logged)}`;
  }),
  {
    name: 'what the log has of an answer',
    attempts: {
      page: logOf((door) => door.ask('notes', ann)),
      socket: async () => {
        const socket = await joined();
        const write = logOf(() => answered(socket, '["event",1,0,"show",{"what":"notes"}]'));
        return write(doors.socket);
      },
      graphql: logOf((door) => door.ask('notes', ann)),
    },
  },
  {
    name: 'what the log has of a refusal',
    attempts: {
      page: logOf(() => sendForm(app, '_event=show', { origin: foreignOrigin })),
      socket: async () => {
        const before = app.metrics().refused[403] ?? 0;
        const lines = await logOf((door) => door.ask('notes', { origin: foreignOrigin }))(doors.socket);
        const own = lines.split('; ').filter((line) => !line.includes('path /,')); // the page was loaded before
        const counted = (app.metrics().refused[403] ?? 0) - before;
        return `${own.join('; ') || 'nothing'}; \`metrics().refused\` counts ${counted}`;
      },
      graphql: logOf((door) => door.ask('notes', { origin: foreignOrigin })),
    },
  },
];

function same(name: string, attempt: Attempt): Control {
  return { name, attempts: { page: attempt, socket: attempt, graphql: attempt } };
}

async function timesAsked(door: Door): Promise<string> {
  app.takeAuthenticated();
  for (let times = 0; times < 3; times += 1) await door.ask('notes', ann);
  return `${app.takeAuthenticated().length} times for 3 requests`;
}

async function pageFrom(origin: string): Promise<string> {
  const page = await doors.page.ask('nothing', { ...ann, origin });
  const form = await sendForm(app, '_event=show', { ...ann, origin });
  const action = await sendForm(app, '', { ...ann, origin }, '/act');
  return `a GET: ${inWords(page)}; a form: ${inWords(form)}; an \`action\`: ${inWords(action)}`;
}

async function askFrom(door: Door, origin: string): Promise<string> {
  return inWords(await door.ask('nothing', { ...ann, origin }));
}

async function manyRequests(door: Door): Promise<string> {
  const outcomes: Outcome[] = [];
  for (let times = 0; times < 100; times += 1) outcomes.push(await door.ask('nothing'));
  return `of 100 requests ${outcomes.filter(({ status }) => status === 200).length} are answered`;
}

async function manyMessages(): Promise<string> {
  const socket = await joined();
  for (let times = 0; times < 500; times += 1) socket.send(['ping', 0]);
  const { code, reason } = await socket.closed;
  const pongs = socket.messages.filter(([kind]) => kind === 'pong').length;
  await app.clock.advance(60_000);
  return `of 500 messages ${pongs < 500 ? 'as many as the budget has points for' : 'all'} are answered, then ${nameOf(code)} “${reason}”`;
}

async function queryInAddress(): Promise<Outcome> {
  return sendForm(app, '_event=show&query=%7Bnotes%7Bid%7D%7D', ann, '/?query=%7Bnotes%7Bid%7D%7D');
}

async function cutList(door: Door): Promise<string> {
  app.takeLog();
  const outcome = await withSettings({ listRows: 2 }, () => door.ask('notes', ann));
  const [cut] = app.takeLog().filter(({ level }) => level === warning);
  return `with \`listRows: 2\` Ann reads ${notes(outcome)}; the log has ${cut?.code ?? 'nothing'}`;
}

const warning = 40;

/** What came of something that fails, with the errors in the log. */
async function failing(work: () => Promise<Outcome>): Promise<{ outcome: Outcome; logged: LogLine[] }> {
  app.takeLog();
  const outcome = await work();
  return { outcome, logged: app.takeLog().filter(({ level }) => level > warning) };
}

/** Whether the log has what was told, by the id that was told. */
function ofLog({ id }: Outcome, logged: readonly LogLine[]): string {
  const line = logged.find((entry) => id !== null && entry.id === id);
  return line
    ? `the log has the id with ${line.err?.code}`
    : `the log has ${logged[0]?.err?.code} without a word of it`;
}

type Settings = NonNullable<Parameters<typeof configure>[0]['database']>;

async function withSettings(database: Settings, work: () => Promise<Outcome>): Promise<Outcome> {
  configure({ database });
  try {
    return await work();
  } finally {
    configure({ database: { listRows: 1_000, queryTimeoutMs: 5_000, acquireTimeoutMs: 5_000 } });
  }
}

/** Tries something and says which lines it wrote, by their level, words and names. */
function logOf(work: (door: Door) => Promise<Outcome>): Attempt {
  return async (door) => {
    app.takeLog();
    await work(door);
    return app.takeLog().map(lineInWords).join('; ') || 'nothing';
  };
}

function lineInWords({ level, msg, pid, hostname, time, ...named }: LogLine): string {
  const values = Object.entries(named).map(([name, value]) => `${name}${name === 'ms' ? '' : ` ${value}`}`);
  return `${level === 30 ? 'info' : level} “${msg}”: ${values.join(', ')}`;
}

async function joined() {
  const socket = await openPage(app, ann);
  if (typeof socket === 'number') throw new Error(`The socket was refused with ${socket}.`);
  return socket;
}

/** What comes of one message on a new page. */
async function sent(text: string): Promise<Outcome> {
  return answered(await joined(), text);
}

async function answered(socket: Awaited<ReturnType<typeof joined>>, text: string): Promise<Outcome> {
  socket.raw.send(text);
  return socketOutcome(socket);
}

function notes(outcome: Outcome): string {
  return outcome.notes.length > 0 ? `notes ${outcome.notes.join(', ')}` : 'none';
}

/** `403 LG5015 “That form came from another site.”` */
function inWords({ status, code, message, id, type }: Outcome): string {
  if (message === '' && (status === null || status === 200)) return 'answered';
  const place = [status === null ? 'the problem' : nameOf(status), code].filter((word) => word !== null).join(' ');
  const words = message === '' ? '' : ` “${message.replace(/(?<=\.) .*/, '')}”`;
  return `${place}${words}${id ? ' with an id' : ''}${type === 'HTML' && status !== 200 ? ', as HTML' : ''}`;
}

/** A close code with its name. */
function nameOf(status: number): string {
  const name = Object.entries(CloseCode).find(([, code]) => code === status)?.[0];
  return name ? `${status} (${name})` : String(status);
}
