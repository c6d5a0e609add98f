import { once } from 'node:events';
import { connect } from 'node:net';
import { event, LiveView } from 'livegraft';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CloseCode, socketPath } from '../../src/protocol.ts';
import { createFakeClock } from '../../src/testing/fakeClock.ts';
import { eventually } from '../runningApp.ts';
import { joinRequest, type LoadedPage, RefusedError, TestBrowser } from './testBrowser.ts';
import { logged, serve, type TestSite } from './testSite.ts';

class CountView extends LiveView {
  static override template = '<p>{{ count }}</p>';
  count = 0;

  @event()
  add(): void {
    this.count += 1;
  }
}

/** A page that no browser could have numbered alike. */
class DeepView extends LiveView {
  static override template = '{% for level in range(0, 1100) %}<div>{% endfor %}';
}

class BrokenView extends LiveView {
  static override template = '<p>{{ count }}</p>';
  count = 0;

  override mount(): void {
    throw new Error('the password is 1234');
  }
}

const clock = createFakeClock();
let server: TestSite;
let browser: TestBrowser;
let page: LoadedPage;

beforeAll(async () => {
  const views = { '/': CountView, '/deep': DeepView, '/broken': BrokenView };
  const limits = { budget: 100_000, maxSocketsPerBrowser: 1_000 };
  server = await serve(views, { clock, limits, origins: ['https://friend.example', 'http://friend.example:8080'] });
});
afterAll(() => server?.close());
beforeEach(async () => {
  browser = new TestBrowser(server.url);
  page = await browser.load('/');
});

describe('a socket is opened', () => {
  it.each(['own', 'https://friend.example', 'http://friend.example:8080'])('from the origin %s', async (origin) => {
    const socket = await browser.open({ origin: origin === 'own' ? server.url : origin });
    expect(await socket.join(page)).toMatchObject({ kind: 'adopted', taken: 0, answered: 0, title: 'Test' });
    socket.send(['event', 1, 0, 'add', {}]);
    expect(await socket.answer(1)).toMatchObject({ answered: 1, patches: [[0, 3, '1']] });
    await socket.close();
  });

  it('without compression, whatever the browser offers', async () => {
    const socket = await browser.open();
    expect(socket.raw.extensions).toBe('');
    await socket.close();
  });
});

describe('a socket is refused with 403, and counted,', () => {
  const wrong = [
    undefined,
    'null',
    '',
    'nonsense',
    'http://evil.example',
    'http://localhost',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'https://friend.example:8443',
    'https://friend.example.evil.example',
    'http://friend.example',
    'https://friend.example/',
    'file://',
  ];

  it.each(wrong.map((origin) => ({ origin })))('from the origin $origin', async ({ origin }) => {
    const before = server.site.metrics().refused[403] ?? 0;
    await expect(browser.open({ origin })).rejects.toEqual(new RefusedError(403));
    expect(server.site.metrics().refused[403]).toBe(before + 1);
  });

  it('from a host that only ends or begins as ours', async () => {
    const { host } = new URL(server.url);
    for (const origin of [`http://evil.${host}`, `http://${host}1`, `http://${host}@evil.example`]) {
      await expect(browser.open({ origin }), origin).rejects.toEqual(new RefusedError(403));
    }
  });
});

describe('another path is none for sockets', () => {
  it.each(['/', '/_livegraft', '/_livegraft/sockets', `${socketPath}/`, `/x${socketPath}`, `/${socketPath}`, '*'])(
    '%s is answered with 404',
    async (path) => {
      expect(await handshake(`GET ${path} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    },
  );

  it('a handshake that is none is answered with 400', async () => {
    expect(await handshake(`GET ${socketPath} HTTP/1.1`, { 'Sec-WebSocket-Key': 'short' })).toMatch(/^HTTP\/1\.1 400 /);
    expect(await handshake(`GET ${socketPath} HTTP/1.1`, { 'Sec-WebSocket-Version': '7' })).toMatch(
      /^HTTP\/1\.1 4\d\d /,
    );
    expect(await handshake(`POST ${socketPath} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('who is refused and holds on to the connection is let go of', async () => {
    for (const [path, origin] of [
      [socketPath, 'http://evil.example'],
      ['/elsewhere', server.url],
    ] as const) {
      const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => {}).resume();
      socket.write(handshakeText(`GET ${path} HTTP/1.1`, { Origin: origin }));
      await once(socket, 'end');
      await eventually('the server has let go', async () => {
        socket.write('still here');
        return socket.destroyed;
      });
    }
  });
});

describe('a join is refused', () => {
  it('with 4003 without a cookie', async () => {
    const socket = await browser.open({ cookie: undefined });
    socket.send(['join', joinRequest(page)]);
    expect(await socket.closed).toEqual({ code: CloseCode.Forbidden, reason: 'The page did not come from here.' });
  });

  it('with 4003 with the token of another browser', async () => {
    const stranger = new TestBrowser(server.url);
    const { token } = await stranger.load('/');
    for (const [who, request] of [
      [browser, { token }],
      [stranger, {}],
    ] as const) {
      const socket = await who.open();
      socket.send(['join', joinRequest(page, request)]);
      expect((await socket.closed).code).toBe(CloseCode.Forbidden);
    }
  });

  it.each(['', 'x', 'é'.repeat(43), '\ud800'.repeat(43), '\0'.repeat(43)])(
    'with 4003 with the token %j',
    async (token) => {
      const socket = await browser.open();
      socket.send(['join', joinRequest(page, { token })]);
      expect((await socket.closed).code).toBe(CloseCode.Forbidden);
    },
  );

  it.each(['/nothing', '/?x=1#/../..', '/%E0%A4%A', '/deep', '/_livegraft/client.js', '/:'])(
    'with 4004 where there is no live page: %s',
    async (url) => {
      const socket = await browser.open();
      socket.send(['join', joinRequest(page, { key: null, url })]);
      if (url.startsWith('/?')) return expect((await socket.next('joined'))[1].kind).toBe('mounted');
      expect(await socket.closed).toEqual({ code: CloseCode.NotFound, reason: 'The page cannot be shown.' });
    },
  );

  it('with 4004 for a page that was parked and cannot be patched', async () => {
    const socket = await browser.open();
    socket.send(['join', joinRequest(await browser.load('/deep'))]);
    expect((await socket.closed).code).toBe(CloseCode.NotFound);
  });

  it('with 4009 where the page fails, without a word of why', async () => {
    const socket = await browser.open();
    socket.send(['join', joinRequest(page, { key: null, url: '/broken' })]);
    expect(await socket.closed).toEqual({ code: CloseCode.Busy, reason: 'The page cannot be shown.' });
    expect(socket.messages).toEqual([]);
  });
});

describe('a socket is closed', () => {
  it('with 4015 where no join comes in time', async () => {
    const socket = await browser.open();
    await eventually('the server has it', () => server.site.metrics().sockets > 0);
    await clock.advance(9_999);
    expect(socket.raw.readyState).toBe(socket.raw.OPEN);
    await clock.advance(1);
    expect(await socket.closed).toEqual({ code: CloseCode.Silent, reason: 'No join came.' });
  });

  it('with 4015 where the other end gives no sign of life', async () => {
    const socket = await browser.join(page);
    for (let times = 0; times < 3; times += 1) {
      const pinged = once(socket.raw, 'ping'); // and answers by itself
      await clock.advance(30_000);
      await pinged;
      await socket.settle();
    }
    const cuts = () => server.site.metrics().closed[CloseCode.Silent] ?? 0;
    const before = cuts();
    socket.raw.pause();
    await clock.advance(60_000);
    await eventually('the socket is cut', () => cuts() > before);
    socket.cut();
  });

  it.each([
    ['joins twice', 'A socket joins once.', (twice: string) => [twice, twice]],
    ['sends an event before its join', 'A socket joins first.', () => ['["event",1,0,"add",{}]']],
    ['pings before its join', 'A socket joins first.', () => ['["ping",0]']],
    [
      'sends an event while it joins',
      'A socket joins first.',
      (join: string) => [join.replace(/"key":"[^"]*"/, '"key":null'), '["event",1,0,"add",{}]'],
    ],
    ['sends no JSON', 'That is no message.', () => ['nonsense']],
    ['sends nothing', 'That is no message.', () => ['']],
    ['sends JSON that is no message', 'That is no message.', () => ['["hello"]']],
  ])('with 4000 where it %s', async (_, reason, texts) => {
    const socket = await browser.open();
    for (const text of texts(JSON.stringify(['join', joinRequest(page)]))) socket.raw.send(text);
    expect(await socket.closed).toEqual({ code: CloseCode.Unacceptable, reason });
  });

  it('with 4000 after a binary frame, also one that holds a message', async () => {
    const socket = await browser.join(page);
    socket.raw.send(Buffer.from('["ping",0]'));
    expect((await socket.closed).code).toBe(CloseCode.Unacceptable);
  });

  it('with 1007 after text that is no UTF-8', async () => {
    const socket = await browser.join(page);
    const before = server.site.metrics().closed[1007] ?? 0;
    socket.raw.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
    expect((await socket.closed).code).toBe(1007);
    await eventually('it is counted', () => server.site.metrics().closed[1007] === before + 1);
  });

  it('with 1009 after a message above 64 KB, whole or in pieces', async () => {
    const before = server.site.metrics().closed[1009] ?? 0;
    for (const pieces of [1, 2, 100]) {
      const socket = await browser.join(await browser.load('/'));
      sendInPieces(socket.raw, messageOf(64 * 1024 + 1), pieces);
      expect((await socket.closed).code, `${pieces} pieces`).toBe(1009);
    }
    await eventually('they are counted', () => server.site.metrics().closed[1009] === before + 3);
  });
});

it('a message of 64 KB is taken, whole or in pieces', async () => {
  for (const pieces of [1, 2, 100]) {
    const socket = await browser.join(await browser.load('/'));
    sendInPieces(socket.raw, messageOf(64 * 1024), pieces);
    expect(await socket.answer(1)).toMatchObject({ answered: 1, patches: [[0, 3, '1']] });
    await socket.close();
  }
});

it('nothing of all this has harmed a page', async () => {
  const socket = await browser.visit('/');
  socket.send(['event', 1, 0, 'add', {}]);
  expect(await socket.answer(1)).toMatchObject({ patches: [[0, 3, '1']] });
  await socket.close();
  const errors = logged.filter(({ level }) => level >= 50);
  expect(new Set(errors.map(({ msg }) => msg.split(/: |\n/)[0]))).toEqual(new Set(['the password is 1234', 'LG6002']));
});

/** An event of so many bytes. */
function messageOf(bytes: number): string {
  const start = '["event",1,0,"add",{"text":"';
  return `${start}${'x'.repeat(bytes - start.length - 3)}"}]`;
}

function sendInPieces(socket: TestBrowserSocket, text: string, pieces: number): void {
  const length = Math.ceil(text.length / pieces);
  for (let piece = 0; piece < pieces; piece += 1) {
    socket.send(text.slice(piece * length, (piece + 1) * length), { fin: piece === pieces - 1 });
  }
}

type TestBrowserSocket = Awaited<ReturnType<TestBrowser['open']>>['raw'];

/** What the server answers to a handshake before it ends the connection. */
async function handshake(requestLine: string, headers: Record<string, string> = {}): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.write(handshakeText(requestLine, headers));
  await once(socket, 'close');
  return answer;
}

function handshakeText(requestLine: string, headers: Record<string, string>): string {
  const all = {
    Host: new URL(server.url).host,
    Origin: server.url,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  return `${requestLine}\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}
