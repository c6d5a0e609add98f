import { event, LiveView, type MountContext } from 'livegraft';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CloseCode } from '../../src/protocol.ts';
import { createFakeClock } from '../../src/testing/fakeClock.ts';
import { eventually } from '../runningApp.ts';
import { type LoadedPage, TestBrowser, type TestSocket } from './testBrowser.ts';
import { serve, type TestSite } from './testSite.ts';

let mounts = 0;
let unmounts = 0;

/** Says for whom it was mounted, and keeps a note that only its own browser may see. */
class NoteView extends LiveView {
  static override template = '<p>{{ name }}: {{ note }}</p>';
  static override query = z.object({ note: z.string().default('empty') });
  name = 'nobody';
  note = '';

  override mount({ viewer, query }: MountContext<typeof NoteView.query>): void {
    mounts += 1;
    this.name = viewer?.name ?? 'nobody';
    this.note = query.note;
  }

  override unmount(): void {
    unmounts += 1;
  }

  @event({ params: z.object({ text: z.string() }) })
  write({ text }: { text: string }): void {
    this.note = text;
  }
}

/** The cookie says it. */
function authenticate(request: Request) {
  const name = request.headers.get('cookie')?.match(/user=(\w+)/)?.[1];
  return name ? { id: name, name } : null;
}

const clock = createFakeClock();
const open = (port = 0) => serve({ '/': NoteView }, { clock, authenticate, port, limits: { budget: 100_000 } });
let server: TestSite;
let ann: TestBrowser;
let page: LoadedPage;
let first: Awaited<ReturnType<TestBrowser['join']>>;
let secondId = 0;

beforeAll(async () => {
  server = await open();
});
afterAll(() => server?.close());
beforeEach(async () => {
  ann = new TestBrowser(server.url, { user: 'Ann' });
  page = await ann.load('/?note=start');
  first = await ann.join(page, { client: 'first' });
  expect(first.joined.kind).toBe('adopted');
  await write(first, 1, 'secret');
  secondId += 1;
});

describe('a key is for the load of the page that came with it first', () => {
  it('a second one gets a session of its own, and the first goes on', async () => {
    const before = mounts;
    const second = await ann.join(page, { client: `second ${secondId}` });
    expect(second.joined).toMatchObject({ kind: 'mounted', taken: 0, answered: 0 });
    expect(second.joined.key).not.toBe(first.joined.key);
    expect(textOf(second.joined.tree)).toBe('Ann: start');
    expect(mounts).toBe(before + 1);
    await write(first, 2, 'more');
    expect(await textAt(second)).toBe('Ann: start');
    expect(await textAt(first)).toBe('Ann: more');
    await Promise.all([first.close(), second.close()]);
  });

  it('that one may come back to it while its old socket is open: the old one is closed with 4014', async () => {
    const again = await ann.join(page, { client: 'first' });
    expect(again.joined).toMatchObject({ kind: 'resumed', key: page.key, taken: 1, answered: 0 });
    expect(await first.closed).toEqual({ code: CloseCode.Replaced, reason: 'The page has another connection.' });
    expect(await textAt(again)).toBe('Ann: secret');
    await again.close();
  });

  it('two that come at once with the same key get two sessions', async () => {
    await first.close();
    const fresh = await ann.load('/?note=fresh');
    const both = await Promise.all(['one', 'two'].map((client) => ann.join(fresh, { client })));
    expect(both.map(({ joined }) => joined.kind).sort()).toEqual(['adopted', 'mounted']);
    await Promise.all(both.map((socket) => socket.close()));
  });
});

describe('a fresh page from the URL, and nothing of another session, is given', () => {
  async function expectFresh(join: () => Promise<Awaited<ReturnType<TestBrowser['join']>>>, text = 'Ann: start') {
    const before = mounts;
    const socket = await join();
    expect(socket.joined).toMatchObject({ kind: 'mounted', sequence: 0, taken: 0, answered: 0 });
    expect(textOf(socket.joined.tree)).toBe(text);
    expect(socket.joined.key).not.toBe(page.key);
    expect(mounts).toBe(before + 1);
    await socket.close();
  }

  it('for a key whose session has ended', async () => {
    const before = unmounts;
    await first.close(1001);
    await eventually('the view is let go', () => unmounts === before + 1);
    await expectFresh(() => ann.join(page, { client: 'first' }));
  });

  it('for a key whose browser came back too late', async () => {
    first.cut();
    await eventually('the socket is gone', () => server.site.metrics().sessions.detached === 1);
    await clock.advance(180_000);
    await expectFresh(() => ann.join(page, { client: 'first' }));
  });

  it('for a key that was not used within parkMs', async () => {
    await first.close();
    const late = await ann.load('/?note=late');
    const lapsed = server.site.metrics().lapsed.parked;
    await clock.advance(29_999);
    expect(server.site.metrics().lapsed.parked).toBe(lapsed);
    await clock.advance(1);
    expect(server.site.metrics().lapsed.parked).toBe(lapsed + 1);
    await expectFresh(() => ann.join(late), 'Ann: late');
  });

  it('for a key that was tampered with', async () => {
    const [id, signature] = page.key!.split('.') as [string, string];
    const other = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    for (const key of [
      `${other(id)}.${signature}`,
      `${id}.${other(signature)}`,
      `${id}.`,
      `.${signature}`,
      id,
      '.',
      '',
      `${page.key}.`,
      `${id}.${'é'.repeat(43)}`,
      `__proto__.${signature}`,
    ]) {
      await expectFresh(() => ann.join({ ...page, key }, { client: 'first' }));
    }
    await expectFresh(() => ann.join({ ...page, key: null }, { client: 'first' }));
    expect(await textAt(first)).toBe('Ann: secret');
  });

  it('for the key of another viewer in the same browser', async () => {
    const { cookies } = ann;
    const shared = new TestBrowser(server.url, { ...Object.fromEntries(cookies), user: 'Bob' });
    await expectFresh(() => shared.join(page, { client: 'first' }), 'Bob: start');
    shared.cookies.delete('user');
    await expectFresh(() => shared.join(page, { client: 'first' }), 'nobody: start');
    await write(first, 2, 'still here');
  });

  it('for the key of the same viewer in another browser', async () => {
    const elsewhere = new TestBrowser(server.url, { user: 'Ann' });
    const { token } = await elsewhere.load('/');
    await expectFresh(() => elsewhere.join({ ...page, token }, { client: 'first' }));
    expect(await textAt(first)).toBe('Ann: secret');
  });

  it('for a key from before a restart with the same secret', async () => {
    const port = Number(new URL(server.url).port);
    await server.close();
    expect(await first.closed).toMatchObject({ code: CloseCode.Away });
    server = await open(port);
    await expectFresh(() => ann.join(page, { client: 'first' }));
  });
});

it('a socket that replaces another is the only one that is heard', async () => {
  const again = await ann.join(page, { client: 'first' });
  first.raw.send(JSON.stringify(['event', 2, 1, 'write', { text: 'from the old socket' }]));
  await first.closed;
  expect(await textAt(again)).toBe('Ann: secret');
  await again.close();
});

it('what waits is bounded: nothing is left when all have gone', async () => {
  await first.close();
  await clock.advance(200_000);
  await eventually('all are gone', () => server.site.metrics().sockets === 0);
  expect(server.site.metrics().sessions).toEqual({ parked: 0, joining: 0, live: 0, detached: 0 });
  expect(unmounts).toBe(mounts);
});

async function write(socket: TestSocket, id: number, text: string): Promise<void> {
  socket.send(['event', id, 0, 'write', { text }]);
  expect(await socket.answer(id)).toMatchObject({ answered: id });
}

/** What the server has for the page. */
async function textAt(socket: TestSocket): Promise<string> {
  socket.send(['resync', 0]);
  for (;;) {
    const [, , { tree }] = await socket.next('frame');
    if (tree) return textOf(tree);
  }
}

function textOf(tree: unknown): string {
  const [, , children = []] = tree as [string, unknown, unknown[]?];
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
