import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';
import { signIn } from './signIn.ts';

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url);
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});
afterEach(async () => {
  const { status } = await app.fetch('/maintenance');
  expect(status, 'the status of /maintenance afterwards').toBe(200);
});

describe('a request for what is not there', () => {
  it.each([
    ['/nothing', '/nothing'],
    ['/MAINTENANCE/7', '/MAINTENANCE/7'],
    ['/%E0%A4%A', '/%E0%A4%A'],
    ['/%00', '/%00'],
    ['//evil', '//evil'],
    ['//evil.example/maintenance', '//evil.example/maintenance'],
    ['///', '///'],
    ['/..%2f..%2fetc%2fpasswd', '/..%2f..%2fetc%2fpasswd'],
    ['/../../etc/passwd', '/etc/passwd'],
    ['/assets/../schema/user.ts', '/schema/user.ts'],
    ['/assets/app.css%00.ts', '/assets/app.css%00.ts'],
    ['/__proto__', '/__proto__'],
    ['/constructor', '/constructor'],
  ])('%s is answered with 404', async (path, shown) => {
    const { status, headers, body } = await send(`GET ${path} HTTP/1.1`);
    expect(status).toBe(404);
    expect(headers).toMatch(/^content-type: text\/html; charset=utf-8$/m);
    expect(headers).toMatch(/^content-security-policy: default-src 'none'/m);
    expect(sentenceOf(body)).toBe(`LG5001: There is no page at ${JSON.stringify(shown)}.`);
  });

  it('shows the path as text', async () => {
    const { body } = await send('GET /<script>alert(1)</script> HTTP/1.1');
    expect(body).not.toContain('<script>');
    expect(sentenceOf(body)).toBe('LG5001: There is no page at "/%3Cscript%3Ealert(1)%3C/script%3E".');
  });
});

describe('a wrong method', () => {
  it.each([
    ['POST', '/', 'GET, HEAD'],
    ['PUT', '/maintenance', 'GET, HEAD, POST'],
    ['DELETE', '/properties', 'GET, HEAD, POST'],
    ['PATCH', '/', 'GET, HEAD'],
    ['OPTIONS', '/maintenance', 'GET, HEAD, POST'],
    ['TRACE', '/maintenance', 'GET, HEAD, POST'],
    ['DELETE', '/login', 'GET, HEAD, POST'],
    ['GET', '/logout', 'POST'],
  ])('%s %s is answered with 405 and what is allowed', async (method, path, allowed) => {
    const { status, headers, body } = await send(`${method} ${path} HTTP/1.1`);
    expect(status).toBe(405);
    expect(headers).toMatch(new RegExp(`^allow: ${allowed}$`, 'm'));
    expect(sentenceOf(body)).toBe(`LG5001: ${JSON.stringify(path)} does not answer ${method}. It answers ${allowed}.`);
  });

  it('TRACE at /graphql is answered with 405', async () => {
    expect((await send('TRACE /graphql HTTP/1.1')).status).toBe(405);
  });

  it('HEAD is answered like GET, without the body', async () => {
    const { status, headers, body } = await send('HEAD /maintenance HTTP/1.1');
    expect(status).toBe(200);
    expect(headers).toMatch(/^server-timing: sql;desc="2 statements"/m);
    expect(body).toBe('');
  });

  it('that HTTP does not know is answered with 400', async () => {
    expect((await send('BREW /maintenance HTTP/1.1')).status).toBe(400);
  });
});

describe('a query parameter that does not fit', () => {
  it.each([
    ['limit=abc', 'limit', 'Invalid input: expected number, received NaN'],
    ['limit=', 'limit', 'Too small: expected number to be >=1'],
    ['limit=0', 'limit', 'Too small: expected number to be >=1'],
    ['limit=-1', 'limit', 'Too small: expected number to be >=1'],
    ['limit=501', 'limit', 'Too big: expected number to be <=500'],
    ['limit=1e999', 'limit', 'Invalid input: expected number, received Infinity'],
    ['limit=2.5', 'limit', 'Invalid input: expected int, received number'],
    ['sort=price', 'sort', 'Invalid option: expected one of "priority"|"newest"|"oldest"|"title"'],
    ['priority=__proto__', 'priority', 'Invalid option: expected one of ""|"low"|"medium"|"high"|"urgent"'],
    ['q=%00', 'q', 'must not contain a NUL character'],
    ['q=a%00b', 'q', 'must not contain a NUL character'],
    [`q=${'a'.repeat(201)}`, 'q', 'Too big: expected string to have <=200 characters'],
    [`q=${'a'.repeat(14_000)}`, 'q', 'Too big: expected string to have <=200 characters'],
  ])('is answered with 400 and its name: %s', async (query, name, reason) => {
    const answer = await app.fetch(`/maintenance?${query}`);
    expect(answer.status).toBe(400);
    expect(sentenceOf(await answer.text())).toBe(`LG5002: The query parameter "${name}" does not fit: ${reason}.`);
  });

  it('is refused by HTTP itself where the address is longer than 16 KB', async () => {
    expect((await send(`GET /maintenance?q=${'a'.repeat(17_000)} HTTP/1.1`)).status).toBe(431);
  });

  it.each([
    ['an unknown name', 'colour=red'],
    ['broken escapes', 'q=%E0%A4%A&colour=%ZZ%'],
    ['lone halves of a pair', 'q=%ED%A0%80'],
    ['a control character', 'q=%01%1b%7f'],
    ['characters that LIKE knows', 'q=%25_%5C'],
    ['quotes', `q=${encodeURIComponent(`'"\`; --`)}`],
    ['the names of prototypes', '__proto__=1&__proto__[limit]=2&constructor[prototype][limit]=3&toString=4'],
    ['a name twice', 'q=sink&q=heating'],
  ])('is not what the page complains of: %s', async (_, query) => {
    expect((await send(`GET /maintenance?${query} HTTP/1.1`)).status).toBe(200);
  });

  it('never becomes the prototype of what the view is given', async () => {
    const { body } = await send('GET /maintenance?__proto__[limit]=1&__proto__=2&limit=3 HTTP/1.1');
    expect(body.match(/<tr lg-key/g)).toHaveLength(3);
    const after = await (await app.fetch('/maintenance')).text();
    expect(after.match(/<tr lg-key/g)).toHaveLength(100);
  });

  it('comes back as text', async () => {
    const body = await (
      await app.fetch(`/maintenance?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
    ).text();
    expect(body).toContain('value="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"');
    expect(body).not.toContain('<img src=x');
  });
});

describe('a body', () => {
  it.each([
    ['/login', 'application/x-www-form-urlencoded', 413],
    ['/graphql', 'application/json', 413],
    ['/maintenance', 'application/x-www-form-urlencoded', 413],
    ['/', 'application/x-www-form-urlencoded', 405],
    ['/nothing', 'text/plain', 404],
  ])('over 100 KB is refused at %s, and the sender is told so', async (path, type, status) => {
    const tooLarge = { message: "The request's body is larger than 100 KB.", extensions: { code: 'LG5005' } };
    for (const size of [100 * 1024 + 1, 300_000, 5_000_000]) {
      const init = { method: 'POST', headers: { 'content-type': type, origin: app.url }, body: 'a'.repeat(size) };
      const answer = await app.fetch(path, init);
      const text = await answer.text();
      expect(answer.status, `${size} bytes`).toBe(status);
      if (status !== 413) continue;
      if (path === '/graphql') expect(JSON.parse(text).errors[0]).toEqual(tooLarge);
      else expect(sentenceOf(text)).toBe(`LG5005: ${tooLarge.message}`);
    }
  });

  it.each([
    ['/login', 413],
    ['/nothing', 404],
  ])('over 100 KB at %s leaves the connection fit for the next request', async (path, status) => {
    const first = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n${'a'.repeat(200_000)}`;
    const second = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const answer = await sendRaw(first + second);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/HTTP\/1\.1 200 [^{]*\{"status":"ok","database":"ok"\}/s);
  });

  it('of exactly 100 KB is read', async () => {
    const body = `user=1&note=${'a'.repeat(100 * 1024 - 12)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: app.url };
    const answer = await app.fetch('/login', { method: 'POST', headers, body });
    expect(answer.headers.get('location')).toBe('/maintenance');
  });

  it('over 100 KB in chunks of unknown number is refused', async () => {
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    const head = ['POST /login HTTP/1.1', 'Host: localhost', 'Transfer-Encoding: chunked', 'Connection: close'].join(
      '\r\n',
    );
    const { status } = await sendRaw(`${head}\r\n\r\n${chunk.repeat(20)}0\r\n\r\n`);
    expect(status).toBe(413);
  });

  it('that is cut off is nobody’s error', async () => {
    const before = app.errorOutput();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(app.url).port), 'localhost');
      socket.once('close', () => resolve());
      socket.write('POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nuser=', () => {
        socket.destroy();
      });
    });
    expect((await app.fetch('/healthz')).status).toBe(200);
    expect(app.errorOutput().slice(before.length)).not.toContain('ERROR');
  });

  it('that is no form signs nobody in', async () => {
    for (const [type, body] of [
      ['application/json', '{"user":1}'],
      ['multipart/form-data; boundary=x', 'no parts'],
      ['application/x-www-form-urlencoded', '%%%=%'],
      ['nonsense', 'user=1'],
      ['application/x-www-form-urlencoded', ''],
    ]) {
      const answer = await app.fetch('/login', {
        method: 'POST',
        headers: { 'content-type': type!, origin: app.url },
        body: body!,
      });
      expect(answer.status, type).toBe(303);
      expect(answer.headers.get('location'), type).toBe('/login?problem=user');
      expect(answer.headers.has('set-cookie'), type).toBe(false);
    }
  });
});

describe('a cookie', () => {
  it.each([
    ['nothing but separators', ';;; =; , =='],
    ['a broken escape', 'rentals_session=%'],
    ['no signature', 'rentals_session=abc'],
    ['an empty value', 'rentals_session='],
    ['quotes', 'rentals_session="a.b"'],
    ['the name of a prototype', '__proto__=1; constructor=2; rentals_session=__proto__'],
    ['many of them', Array.from({ length: 200 }, (_, index) => `c${index}=1`).join('; ')],
    ['Latin-1 bytes', 'rentals_session=\xe9\xff'],
  ])('of %s is nobody’s', async (_, cookie) => {
    const { status, body } = await send('GET /maintenance HTTP/1.1', [`Cookie: ${cookie}`]);
    expect(status).toBe(200);
    expect(body).toContain('<a href="/login" lg-navigate>Sign in</a>');
  });

  it('that was tampered with is nobody’s', async () => {
    const cookie = await signIn(app, 2);
    const [name, value] = cookie.split('=') as [string, string];
    const [content, signature] = decodeURIComponent(value).split('.') as [string, string];
    const other = Buffer.from(JSON.stringify({ id: 1, name: 'Margaret Holloway', expires: 9e15 })).toString(
      'base64url',
    );
    for (const forged of [
      `${other}.${signature}`,
      `${content}.${signature}x`,
      `${content}.`,
      content,
      `.${signature}`,
    ]) {
      const answer = await app.fetch('/maintenance', { headers: { cookie: `${name}=${encodeURIComponent(forged)}` } });
      expect(await answer.text(), forged).toContain('<a href="/login" lg-navigate>Sign in</a>');
    }
    expect(await (await app.fetch('/maintenance', { headers: { cookie } })).text()).toContain('Dev Ramanathan');
  });
});

describe('the form that signs in', () => {
  it.each([
    ['another site', { origin: 'http://evil.example' }],
    ['another site that says no origin', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { origin: 'http://localhost:1' }],
    ['an opaque origin', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    for (const path of ['/login', '/logout']) {
      const body = new URLSearchParams({ user: '1' });
      const answer = await app.fetch(path, { method: 'POST', headers, body });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('LG5015: That form came from another site.');
      expect(answer.headers.has('set-cookie')).toBe(false);
    }
  });

  it.each(['99999', '0', '-1', '1.5', 'abc', '1 OR 1=1', '2147483648', '\0', ''])(
    'knows no user "%s"',
    async (user) => {
      const init = { method: 'POST', headers: { origin: app.url }, body: new URLSearchParams({ user }) };
      const answer = await app.fetch('/login', init);
      expect(answer.headers.get('location')).toBe('/login?problem=user');
      const page = await app.fetch(answer.headers.get('location')!);
      expect(await page.text()).toContain(
        '<p class="problem" role="alert">There is no such user. Please choose another one.</p>',
      );
    },
  );
});

describe('a request that names no host', () => {
  it.each([
    ['a space in it', 'a b'],
    ['a path in it', 'evil/../x'],
    ['a query in it', 'localhost/maintenance?'],
    ['a user in it', 'user@localhost'],
    ['a fragment in it', 'localhost#'],
    ['no port', 'localhost:port'],
    ['half an address', '[::1'],
  ])('is answered with 400: %s', async (_, host) => {
    const before = app.errorOutput();
    const { status, body } = await sendRaw(`GET /maintenance HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(status).toBe(400);
    expect(sentenceOf(body)).toBe('LG5007: The request names no address that can be read. Check its Host header.');
    expect(app.errorOutput().slice(before.length)).not.toContain('ERROR');
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:3000', '[::1]:3000', 'rentals.example', 'xn--bcher-kva.example'])(
    'is no request to %s',
    async (host) => {
      const { status } = await sendRaw(`GET /maintenance HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(status).toBe(200);
    },
  );

  it('or no HTTP is answered with 400', async () => {
    expect((await sendRaw('nonsense\r\n\r\n')).status).toBe(400);
    expect((await sendRaw('GET /maintenance HTTP/1.1\r\n\r\n')).status).toBe(400);
    const { host } = new URL(app.url);
    for (const line of ['GET http://evil.example/maintenance HTTP/1.1', 'OPTIONS * HTTP/1.1']) {
      expect((await sendRaw(`${line}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status, line).toBe(400);
    }
  });
});

it('the process has logged no error of its own', async () => {
  await eventually('the log is written', () => app.output().includes('/maintenance'));
  expect(app.output()).not.toContain('ERROR');
  expect(app.output()).not.toMatch(/Unhandled|Unexpected error|at .*\.ts:\d+/);
});

interface RawAnswer {
  readonly status: number;
  /** Without the status line; the names in small letters. */
  readonly headers: string;
  readonly body: string;
}

/** Sends a request line as it is: fetch would tidy the path up. */
function send(requestLine: string, headers: readonly string[] = []): Promise<RawAnswer> {
  return sendRaw([requestLine, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'));
}

async function sendRaw(request: string): Promise<RawAnswer> {
  const text = await new Promise<string>((resolve, reject) => {
    let received = '';
    const socket = connect(Number(new URL(app.url).port), 'localhost');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
    });
    socket.once('error', reject).once('close', () => resolve(received));
    socket.write(request, 'latin1');
  });
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...headers] = head.split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: headers.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())).join('\n'),
    body: rest.join('\r\n\r\n'),
  };
}

/** What an error page says. */
function sentenceOf(body: string): string {
  return textOf(body.match(/<p>(.*?)<\/p>/s)?.[1] ?? body);
}
