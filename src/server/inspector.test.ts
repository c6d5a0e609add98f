import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { DataTypes, Sequelize } from 'sequelize';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { objects } from '../data/querySet.ts';
import { recordStatement } from '../data/statementRecords.ts';
import * as statements from '../data/statements.ts';
import { clearJitCache, jitCacheSizes } from '../jitCache.ts';
import { LiveView } from '../live/liveView.ts';
import { configure } from '../log.ts';
import { page } from './app.ts';
import { createSite, type Site } from './site.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', { name: DataTypes.STRING });

let names: readonly string[];
class RoomsView extends LiveView {
  static override template = 'rooms.njk';
  static override models = { rooms: [Room], room: Room };
  rooms = objects(Room).where({ name: [...names] });
  room = Room.build({ id: 7, name: 'Kept' }, { isNewRecord: false });
}
class ManyView extends LiveView {
  static override template = 'many.njk';
  lists = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`list${index}`, objects(Room)]));
}
class BrokenView extends LiveView {
  static override template = 'broken.njk';
}
class ÄndernView extends LiveView {
  static override template = 'plain.njk';
}

let templates: Record<string, string>;
let site: Site;

function open(development = true): Site {
  return createSite(
    {
      sequelize,
      routes: [
        page('/rooms', RoomsView),
        page('/rooms/all', RoomsView),
        page('/many', ManyView),
        page('/broken', BrokenView),
        page('/change', ÄndernView),
      ],
      secret: '0123456789abcdef0123456789abcdef',
      authenticate: () => ({ id: 4711, name: 'Viewer of Secrets' }),
    },
    {
      templates: (name) => ({ name, filename: `views/${name}`, text: templates[name]! }),
      development,
    },
  );
}

async function get(path: string, from = site): Promise<Response> {
  return from.fetch(new Request(`http://localhost${path}`, { headers: { accept: 'text/html' } }));
}

/** The inspector's page, or the part of one view. */
async function inspect(view?: string): Promise<string> {
  const text = await (await get('/_livegraft')).text();
  return view ? text.match(new RegExp(`<section id="${view}">.*?</section>`, 's'))![0] : text;
}

/** Where the links to GraphiQL lead, as GraphQL. */
function linked(html: string): string[] {
  return [...html.matchAll(/href="\/graphql\?query=([^"]*)"/g)].map(([, query]) => decodeURIComponent(query!));
}

beforeEach(() => {
  configure({ logger: pino({ level: 'silent' }) });
  names = ['Blue'];
  templates = {
    'rooms.njk': '<main lg-root>{% for r in rooms %}{{ r.name }}{% endfor %}{{ room.name }}</main>',
    'broken.njk': '<main lg-root>{% if %}<script>alert("<broken>")</script>',
    'many.njk':
      '<main lg-root>{% for name, list in lists %}{% for r in list %}{{ r.name }}{% endfor %}{% endfor %}</main>',
    'plain.njk': '<main lg-root></main>',
  };
  vi.spyOn(statements, 'runStatement').mockImplementation(async (_, { text }, values) => {
    recordStatement({ text, values, rows: 1, startedAt: performance.now(), ms: 1, retried: false });
    return [['1', 'Blue']];
  });
  site = open();
});
afterEach(() => {
  site.close();
  vi.restoreAllMocks();
});

describe('what pages load', () => {
  it('is not there in production, and no page names it', async () => {
    const production = open(false);
    const [answer, change] = [await get('/_livegraft', production), await get('/change', production)];
    production.close();
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toMatch(/RoomsView/);
    expect(change.status).toBe(200);
    expect(change.headers.get('link')).toBeNull();
  });

  it('is only to be read', async () => {
    const post = await site.fetch(new Request('http://localhost/_livegraft', { method: 'POST' }));
    expect(post.status).toBe(404);
    const head = await site.fetch(new Request('http://localhost/_livegraft', { method: 'HEAD' }));
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is named by each page, which stays as it is', async () => {
    const answer = await get('/change');
    expect(answer.headers.get('link')).toBe('</_livegraft#%C3%84ndernView>; rel="describedby"');
    expect(await inspect()).toContain('<section id="ÄndernView">');
    expect(await answer.text()).not.toContain('_livegraft#');
  });

  it('runs no script and takes its own style alone', async () => {
    const answer = await get('/_livegraft');
    const html = await answer.text();
    const style = html.match(/<style>(.*)<\/style>/s)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(html).not.toMatch(/<script| style=| on\w+=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('has each view with its routes, templates and paths, and says what has not run', async () => {
    const html = await inspect();
    expect(html).toMatch(/<b>RoomsView<\/b> <code>\/rooms<\/code> <code>\/rooms\/all<\/code>/);
    const rooms = await inspect('RoomsView');
    expect(rooms).toContain('Templates: <code>views/rooms.njk</code>');
    expect([...rooms.matchAll(/<li><code>(.*?)<\/code>/g)].map(([, path]) => path)).toEqual([
      'room.name',
      'rooms[].name',
    ]);
    expect(rooms.match(/not run yet/g)).toHaveLength(2);
    expect(linked(rooms)).toEqual([expect.stringContaining('query RoomsView_rooms($where: RoomWhere, ')]);
    expect(rooms).toContain('It needs a key that only a run of the page has.');
  });

  it('has what ran last, with its variables and its statements', async () => {
    await get('/rooms');
    names = ['Green & "Gold"'];
    await get('/rooms');
    const rooms = await inspect('RoomsView');
    const sql = rooms.match(/<pre>(SELECT.*?)<\/pre>/s)![1]!;
    expect(sql).toMatch(/^SELECT &#34;Room&#34;.*\$1/);
    expect(sql).not.toContain('Green');
    expect(rooms).not.toContain('Blue');
    const [room, list] = linked(rooms);
    expect(room).toContain('query RoomsView_room($id: Int! = 7)');
    expect(room).toContain('# The page asks for more than GraphQL can say');
    expect(list).toContain(String.raw`$where: RoomWhere = {name: {in: ["Green & \"Gold\""]}}`);
    expect(list).toContain('\n#   SELECT "Room"');
    expect(list).not.toContain('for more than GraphQL can say');
    expect(rooms).not.toContain('not run yet');
  });

  it('forgets what ran with another template', async () => {
    await get('/rooms');
    expect(await inspect('RoomsView')).not.toContain('not run yet');
    templates['rooms.njk'] = '<main lg-root>{% for r in rooms %}{{ r.id }}{% endfor %}</main>';
    site.reload();
    expect(await inspect('RoomsView')).toMatch(/not run yet/);
    expect(linked(await inspect('RoomsView'))[0]).toContain('$where: RoomWhere,');
  });

  it('remembers so many operations of a view and no more, the last ones', async () => {
    await get('/many');
    const many = await inspect('ManyView');
    expect(many.match(/<article>/g)).toHaveLength(100);
    expect(many).toContain('<code>ManyView_lists_list149</code>');
    expect(many).not.toContain('<code>ManyView_lists_list49</code>');
  });

  it('says so where an address would be too long', async () => {
    names = Array.from({ length: 1_000 }, (_, index) => `Room ${index}`);
    await get('/rooms');
    const rooms = await inspect('RoomsView');
    expect(rooms).toContain('It is too long for an address');
    expect(linked(rooms)).toHaveLength(1);
    expect(rooms).toContain('Room 999');
  });

  it('escapes whatever it shows', async () => {
    names = ['</pre><script>alert(1)</script>\n}'];
    await get(`/rooms?a=<img src=x onerror=alert(2)>"'`);
    const html = await inspect();
    expect(html).not.toMatch(/<script|<img|onerror=alert\(2\)>/);
    expect(html).toContain('&#60;/pre&#62;&#60;script&#62;alert(1)');
    expect(html).toMatch(/LG\d+.*&#60;script&#62;/s);
  });

  it('has the open pages by state, and nothing of who looks at them', async () => {
    await get('/rooms?of=mine');
    const session = await site.open('/change', { id: 4711, name: 'Viewer of Secrets' });
    const html = await inspect();
    expect(html).toContain('<li>2 parked</li>');
    expect(html).toContain('<tr><td>RoomsView</td><td><code>/rooms?of=mine</code></td><td>parked</td></tr>');
    expect(html).not.toContain(session.id);
    expect(html).not.toMatch(/Secrets|4711/);
  });

  it('has how much is compiled', async () => {
    clearJitCache();
    await get('/rooms');
    const sizes = Object.fromEntries(jitCacheSizes().map(({ name, size }) => [name, size]));
    expect(sizes).toMatchObject({ 'compiled operations': 2, operations: 2, 'fetch plans of operations': 2 });
    expect(await inspect()).toMatch(/<td>template analyses<\/td><td class="number">\d+<\/td>/);
  });
});
