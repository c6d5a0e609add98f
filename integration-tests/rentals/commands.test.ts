import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { openProxy } from '../databaseProxy.ts';
import { eventually, runProgram, runToEnd, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';

const [server] = testServers();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(server!);
});
afterAll(() => database?.drop());

describe.concurrent('the program', () => {
  it.each([
    [
      ['--help'],
      [
        'Usage: livegraft [options] [command]',
        '  start [options]',
        '  dev [options]',
        '  generate [options]',
        '  check [options]',
        '  paths [options] <template>',
        '  explain [options] <view|template>',
        '  DATABASE_URL ',
      ],
    ],
    [
      ['start', '--help'],
      [
        'Usage: livegraft start [options]',
        '  -p, --port <number>',
        '  --host <address>',
        '  --seed <number>',
        '  --app <folder>',
      ],
    ],
    [
      ['dev', '--help'],
      ['Usage: livegraft dev [options]', '  -p, --port <number>', '  --host <address>', '  --app <folder>'],
    ],
    [
      ['generate', '--help'],
      ['Usage: livegraft generate [options]', '  --check', '  --app <folder>'],
    ],
    [
      ['check', '--help'],
      [
        'Usage: livegraft check [options]',
        '  --json',
        '  --max-warnings <number>',
        '  --quiet',
        '  --app <folder>',
        '  {# livegraft-ignore LG1057: ',
      ],
    ],
    [
      ['paths', '--help'],
      ['Usage: livegraft paths [options] <template>', '  --views <folder>', '  requests[].property.name'],
    ],
    [
      ['explain', '--help'],
      ['Usage: livegraft explain [options] <view|template>', '  --json', '  $ livegraft explain MaintenanceListView'],
    ],
  ])('explains itself: %j', async (args, parts) => {
    const { code, output, errorOutput } = await runToEnd(args);
    for (const part of parts) expect(output).toContain(part);
    expect(output.split('\n').every((line) => line.length <= 80 || line.startsWith('  DATABASE_URL'))).toBe(true);
    expect(errorOutput).toBe('');
    expect(code).toBe(0);
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await runToEnd(['--version'])).toMatchObject({ code: 0, output: `${version}\n` });
  });

  it.each([
    [['stat'], {}, "error: unknown command 'stat'\n(Did you mean start?)\n"],
    [['start', '--prot', '1'], {}, "error: unknown option '--prot'\n(Did you mean --port?)\n"],
    [
      ['start', '--port', 'http'],
      {},
      "error: option '-p, --port <number>' argument 'http' is invalid. It must be a whole number from 0 to 65535.\n",
    ],
    [
      ['start', '--port', '65536'],
      {},
      "error: option '-p, --port <number>' argument '65536' is invalid. It must be a whole number from 0 to 65535.\n",
    ],
    [
      ['start'],
      { PORT: 'http' },
      "error: option '-p, --port <number>' value 'http' from env 'PORT' is invalid. It must be a whole number from 0 to 65535.\n",
    ],
    [
      ['start', '--seed', '-1'],
      {},
      "error: option '--seed <number>' argument '-1' is invalid. It must be a whole number.\n",
    ],
    [
      ['check', '--max-warnings', 'some'],
      {},
      "error: option '--max-warnings <number>' argument 'some' is invalid. It must be a whole number.\n",
    ],
    [['paths'], {}, "error: missing required argument 'template'\n"],
    [['explain', 'a', 'b'], {}, "error: too many arguments for 'explain'. Expected 1 argument but got 2.\n"],
  ])('does not understand %j with %j', async (args, env, message) => {
    expect(await runToEnd(args, { env })).toMatchObject({ code: 2, errorOutput: message, output: message });
  });

  it.each([
    [
      ['start'],
      { NODE_ENV: 'production' },
      'LG5012: No database is named. Set DATABASE_URL, such as postgres://user:password@host:5432/name; the embedded one is for development.\n',
    ],
    [
      ['start'],
      { DATABASE_URL: 'nonsense' },
      'LG5015: DATABASE_URL is not the address of a PostgreSQL. Write it as postgres://user:password@host:5432/name.\n',
    ],
    [
      ['dev'],
      { DATABASE_URL: 'mysql://user:secret@host/name' },
      'LG5015: DATABASE_URL is not the address of a PostgreSQL. Write it as postgres://user:password@host:5432/name.\n',
    ],
  ])('refuses %j with %j', async (args, env, message) => {
    expect(await runToEnd(args, { env })).toMatchObject({ code: 1, errorOutput: message, output: message });
  });

  it('refuses a folder without an application, and leaves nothing in it', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-no-app-'));
    const message = `LG5010: There is no application in ${folder}: it has no views/routes.ts. Name its folder with --app.\n`;
    for (const args of [['start'], ['dev'], ['generate'], ['check'], ['explain', 'HomeView']]) {
      expect(await runToEnd([...args, '--app', folder])).toMatchObject({ code: 2, output: message });
    }
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('needs a secret in production', async () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: database.url, SESSION_SECRET: 'short' };
    const { code, errorOutput } = await runToEnd(['start', '--port', '0'], { env });
    expect(errorOutput).toContain('SESSION_SECRET must be set to at least 32 random characters in production');
    expect(code).toBe(1);
  });
});

describe('start', () => {
  it('migrates and seeds once, ends within seconds when it is told to, and starts again without either', async () => {
    const first = await startApp(database.url);
    expect(first.output()).toMatch(/^Migrated 20260105-create-users-and-tenants$/m);
    expect(first.output()).toMatch(/^Seeded maintenance_requests: 160 of 160$/m);
    expect(first.output()).toMatch(
      /^Ready in \d+\.\d s: http:\/\/localhost:\d+ \(development\)\. Stop with Ctrl\+C\.$/m,
    );
    expect((await first.fetch('/maintenance')).status).toBe(200);
    const started = performance.now();
    first.signal('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(first.output()).toMatch(/^Stopping\.\n$/m);

    const second = await startApp(database.url);
    expect(second.output()).not.toMatch(/Migrated|Seeded/);
    second.signal('SIGINT');
    expect(await second.ended).toEqual({ code: 0, signal: null });
  });

  it('ends within seconds though a browser keeps its connection and a request is open', async () => {
    const app = await startApp(database.url);
    const idle = connect(Number(new URL(app.url).port), 'localhost');
    const halfSent = connect(Number(new URL(app.url).port), 'localhost');
    idle.on('error', () => {});
    halfSent.on('error', () => {});
    idle.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(idle, 'data');
    halfSent.write('POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nuser');
    expect((await app.fetch('/maintenance')).status).toBe(200);
    const started = performance.now();
    app.signal('SIGTERM');
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('ends within seconds though the database hangs, and says so as long as it runs', async () => {
    const proxy = await openProxy(database.url);
    const app = await startApp(proxy.url);
    proxy.stall();
    const answer = app.fetch('/maintenance').catch(() => null);
    await eventually('a statement waits', () => proxy.connections() > 0);
    const asked = performance.now();
    expect((await app.fetch('/healthz')).status).toBe(503);
    expect(performance.now() - asked).toBeLessThan(5_000);
    const started = performance.now();
    app.signal('SIGTERM');
    expect(await app.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(8_000);
    await answer;
    await proxy.close();
  });

  it('ends at once when it is told to twice', async () => {
    const app = await startApp(database.url);
    const open = connect(Number(new URL(app.url).port), 'localhost');
    open.on('error', () => {});
    open.write('POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nuser');
    await app.fetch('/healthz');
    app.signal('SIGINT');
    await eventually('it is stopping', () => app.output().includes('Stopping.'));
    app.signal('SIGINT');
    expect(await app.ended).toEqual({ code: 1, signal: null });
  });

  it('waits for a database that is still starting', async () => {
    const proxy = await openProxy(database.url);
    await proxy.shut();
    const program = runProgram(['start', '--port', '0'], { env: { DATABASE_URL: proxy.url } });
    const { host, pathname } = new URL(proxy.url);
    await eventually('it waits', () => program.output() === `Waiting for PostgreSQL at ${host}${pathname}\n`);
    await proxy.open();
    await eventually('it serves', () => program.output().includes('Ready in'));
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    await proxy.close();
  });

  it.each([
    [
      'a database that is not there',
      (url: URL) => Object.assign(url, { pathname: '/nowhere' }),
      /database "nowhere" does not exist\. Create it with createdb, or name another one in DATABASE_URL\./,
    ],
  ])('says what is wrong with %s', async (_, change, message) => {
    const url = change(new URL(database.url));
    const { code, output } = await runToEnd(['start', '--port', '0'], { env: { DATABASE_URL: url.href } });
    expect(output).toMatch(message);
    expect(output).not.toContain(url.password);
    expect(code).toBe(1);
  });

  it('says that its port is taken, and ends at once', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const program = runProgram(['start'], { env: { DATABASE_URL: database.url, PORT: String(port) } });
    await eventually('it says so', () => program.errorOutput().includes('LG5006'));
    const said = performance.now();
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(performance.now() - said).toBeLessThan(3_000);
    expect(program.errorOutput()).toBe(`LG5006: Port ${port} is taken. Choose another with PORT or --port.\n`);
    other.close();
  });

  it('says that an address is not this machine’s', async () => {
    const env = { DATABASE_URL: database.url };
    const { code, errorOutput } = await runToEnd(['start', '--port', '0', '--host', '203.0.113.7'], { env });
    expect(errorOutput).toBe(
      'LG5006: Cannot listen on "203.0.113.7": listen EADDRNOTAVAIL: address not available 203.0.113.7. Choose another with HOST or --host.\n',
    );
    expect(code).toBe(1);
  });

  it('listens only where it is told to', async () => {
    const app = await startApp(database.url, { args: ['start', '--host', '127.0.0.1'] });
    expect(app.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await app.fetch('/healthz')).status).toBe(200);
    await app.stop();
  });
});

describe('an application of its own', () => {
  let copy: AppCopy;
  beforeAll(() => {
    copy = copyApp();
  });
  afterAll(() => copy?.remove());

  it('is not served while views do not compile: every error is shown with its place', async () => {
    const list = copy.read('views/rentals/maintenance_list.njk');
    const home = copy.read('views/rentals/home.njk');
    copy.edit('views/rentals/maintenance_list.njk', '{{ request.title }}', '{{ request.titel }}');
    copy.edit('views/rentals/home.njk', '{% endblock %}\n{% block main %}', '{% endblock %}\n{% block main %}{% if %}');
    const env = { DATABASE_URL: database.url };
    const { code, errorOutput } = await runToEnd(['start', '--port', '0', '--app', copy.folder], { env });
    copy.write('views/rentals/maintenance_list.njk', list);
    copy.write('views/rentals/home.njk', home);
    expect(errorOutput.replaceAll(path.relative('.', copy.folder), 'APP')).toBe(`LG5013: The views do not compile.

LG1001: The template does not parse: unexpected token: %}.

APP/views/rentals/home.njk:3:23
2 | {% block title %}Welcome{% endblock %}
3 | {% block main %}{% if %}
  |                       ^

LG1006: Cannot read "titel" on type "MaintenanceRequest". Did you mean "title"?

APP/views/rentals/maintenance_list.njk:78:91
77 |     <tr lg-key="{{ request.id }}">
78 |       <th scope="row"><a href="/maintenance/{{ request.id }}/edit" lg-navigate>{{ request.titel }}</a> <small>{{ request.description | truncate(96) }}</small></th>
   |                                                                                           ^^^^^
`);
    expect(code).toBe(1);
  });

  it('keeps a database in its folder where none is named, and stops it', async () => {
    const app = await startApp(undefined, { args: ['start', '--app', copy.folder] });
    const [, folder = ''] = app.output().match(/^Creating a PostgreSQL \d+ cluster in (.*)$/m)!;
    expect(app.output()).toMatch(/^PostgreSQL is ready on port \d+ \(\d+\.\d s\)$/m);
    const [pid] = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    expect(isRunning(Number(pid))).toBe(true);
    expect((await app.fetch('/maintenance')).status).toBe(200);
    expect(await app.stop()).toEqual({ code: 0, signal: null });
    expect(isRunning(Number(pid))).toBe(false);

    const again = await startApp(undefined, { args: ['start', '--app', copy.folder] });
    expect(again.output()).not.toMatch(/Creating|Migrated|Seeded/);
    expect((await again.fetch('/maintenance')).status).toBe(200);
    await again.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it.each([
    ['no default export', 'export const x = 1;\n'],
    ['something else', 'export default { routes: [] };\n'],
  ])('is none with %s', async (_, text) => {
    const routes = copy.read('views/routes.ts');
    copy.write('views/routes.ts', text);
    const { code, output } = await runToEnd(['start', '--port', '0', '--app', copy.folder], {
      env: { DATABASE_URL: database.url },
    });
    copy.write('views/routes.ts', routes);
    expect(output).toBe(
      `LG5011: The default export of ${path.relative('.', copy.folder)}/views/routes.ts is no application. Write "export default defineApp({ sequelize, routes })".\n`,
    );
    expect(code).toBe(2);
  });

  it('has its SDL generated and checked', async () => {
    const run = (...args: string[]) => runToEnd(['generate', '--app', copy.folder, ...args]);
    const shown = `${path.relative('.', copy.folder)}/schema/schema.graphql`;
    expect(await run('--check')).toMatchObject({ code: 0, output: `${shown} is up to date.\n` });
    copy.edit('schema/schema.graphql', 'type Query', 'type  Query');
    expect(await run('--check')).toMatchObject({
      code: 1,
      output: `LG5014: ${shown} is not what the models say. Run "livegraft generate" and commit the file.\n`,
    });
    expect(await run()).toMatchObject({ code: 0, output: `Wrote ${shown}.\n` });
    expect(await run('--check')).toMatchObject({ code: 0 });
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
