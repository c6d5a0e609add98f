import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Account, firstClosed } from './clusterAccount.ts';
import { placeCluster } from './clusterPlace.ts';
import { createCluster, OWNER_ROLE, readPassword } from './createCluster.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embeddedPostgres.ts';
import { installedBinaries } from './postgresBinaries.ts';
import { freePort, startPostmaster } from './postmaster.ts';
import { isRunning, until } from './runningProcess.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // a loaded machine may take seconds to make a cluster

const isRoot = process.getuid?.() === 0;
const nobody: Account = { name: 'nobody', uid: 65_534, gid: 65_534 };
const sourceFile = new URL('embeddedPostgres.ts', import.meta.url);
const nobodyCanReadSource = firstClosed(sourceFile.pathname, nobody) === undefined;

let parent: string;
let dataFolder: string;
let sharedFolder: string;
let lines: string[];
const running = new Set<EmbeddedPostgres>();
const children = new Set<ChildProcess>();

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'livegraft-postgres-'));
  await chmod(parent, 0o755);
  dataFolder = path.join(parent, 'app/.livegraft/postgres');
  sharedFolder = path.join(parent, 'shared');
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...running].map((postgres) => postgres.stop()));
  children.clear();
  running.clear();
});

afterAll(async () => {
  await until(() => serversBelow(parent).length === 0, 5_000);
  const left = serversBelow(parent);
  await rm(parent, { recursive: true, force: true });
  expect(left).toEqual([]);
});

describe('the first start', () => {
  test('makes a cluster and a database, and says so', async () => {
    const postgres = await start();
    expect(lines).toEqual([
      `Creating a PostgreSQL 18 cluster in ${dataFolder}`,
      'Creating the database "livegraft"',
      expect.stringMatching(new RegExp(`^PostgreSQL is ready on port ${postgres.port} \\(\\d+\\.\\d s\\)$`)),
    ]);
    expect(new URL(postgres.url).pathname).toBe('/livegraft');
    await query(postgres.url, `CREATE TABLE tenant (name text); INSERT INTO tenant VALUES ('Ötzi'), ('ada'), ('Zoe')`);
  });

  test('makes a cluster that is the same on every machine', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect(await query(url, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
    expect(await query(url, 'SELECT name FROM tenant ORDER BY name')).toEqual([
      { name: 'Zoe' },
      { name: 'ada' },
      { name: 'Ötzi' },
    ]);
    expect(await query(url, `SELECT name FROM tenant WHERE name ILIKE 'ö%'`)).toEqual([{ name: 'Ötzi' }]);
  });

  test('keeps the data and the password from other accounts', async () => {
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
    expect((await stat(`${dataFolder}.password`)).mode & 0o777).toBe(0o600);
    const { url, port } = await start();
    await expect(query(url.replace(/:\w+@/, ':guess@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    expect(await query(url, 'SHOW port')).toEqual([{ port: String(port) }]);
  });

  test('leaves nothing of one that was interrupted', async () => {
    const folder = path.join(parent, "an ünfinished 'one'/postgres");
    await mkdir(`${folder}.new-00000000/data`, { recursive: true });
    await mkdir(folder);
    await writeFile(`${folder}.new-00000000/data/PG_VERSION`, '18\n');
    const postgres = await start({ dataFolder: folder });
    await postgres.stop();
    expect((await readdir(path.dirname(folder))).sort()).toEqual(['postgres', 'postgres.password']);
  });

  test('is not hurt by one that is killed while it makes a cluster', async () => {
    const folder = path.join(parent, 'killed/postgres');
    const child = spawnStart({ dataFolder: folder });
    const isUnderWay = () => readdirSync(path.dirname(folder)).some((name) => name.startsWith('postgres.new-'));
    expect(await until(() => existsSync(path.dirname(folder)) && isUnderWay(), 30_000)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const postgres = await start({ dataFolder: folder });
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect((await readdir(path.dirname(folder))).sort()).toEqual(['postgres', 'postgres.password']);
  });

  test('says what initdb said when it fails', async () => {
    const folder = path.join(parent, 'failing/postgres');
    const place = placeCluster(folder, sharedFolder, () => {});
    const binaries = { ...(await installedBinaries()), initdb: process.execPath };
    await expect(createCluster(binaries, place)).rejects.toThrow(
      /^LG7012: Cannot create a PostgreSQL cluster in .*: initdb ended with exit code 9\..*\n\n.*bad option: --pgdata/s,
    );
    expect(await readdir(path.dirname(folder))).toEqual([]);
  });
});

describe('a later start', () => {
  test('finds the data again', async () => {
    const postgres = await start();
    expect(lines).toEqual([expect.stringMatching(/^PostgreSQL is ready on port \d+ /)]);
    expect(await query(postgres.url, 'SELECT count(*)::int FROM tenant')).toEqual([{ count: 3 }]);
  });

  test('makes another database where one is named', async () => {
    const postgres = await start({ database: 'another-one' });
    expect(await query(postgres.url, 'SELECT current_database()')).toEqual([{ current_database: 'another-one' }]);
    expect(lines[0]).toBe('Creating the database "another-one"');
  });

  test('passes settings on and hands out the log', async () => {
    let log = '';
    const settings = { log_statement: 'all', fsync: 'off' };
    const postgres = await start({ settings, onServerLog: (text) => (log += text) });
    await query(postgres.url, 'SELECT 40 + 2');
    await postgres.stop();
    expect(log.match(/statement: .*/g)).toEqual(['statement: SELECT 40 + 2']);
  });

  test('sets a new password where the file was lost', async () => {
    const password = await readFile(`${dataFolder}.password`, 'utf8');
    await rm(`${dataFolder}.password`);
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readFile(`${dataFolder}.password`, 'utf8')).not.toBe(password);
    expect((await stat(`${dataFolder}.password`)).mode & 0o777).toBe(0o600);
  });

  test('says which file has a wrong password', async () => {
    const filename = `${dataFolder}.password`;
    const password = await readFile(filename, 'utf8');
    await writeFile(filename, 'wrong');
    await expect(start()).rejects.toThrow(`LG7015: PostgreSQL on ${dataFolder} refused the password in ${filename}.`);
    await writeFile(filename, password);
    await start();
  });

  test('refuses data of another major version', async () => {
    const filename = path.join(dataFolder, 'PG_VERSION');
    await writeFile(filename, '17\n');
    await expect(start()).rejects.toThrow(
      `LG7009: The data in ${dataFolder} were written by PostgreSQL 17, but PostgreSQL 18 is installed.`,
    );
    await writeFile(filename, '18\n');
  });

  test('refuses a folder with other things in it', async () => {
    const folder = path.join(parent, 'photos');
    await mkdir(folder);
    await writeFile(path.join(folder, 'cat.jpeg'), '');
    await expect(start({ dataFolder: folder })).rejects.toThrow(`LG7008: The folder ${folder} is not empty`);
    expect(await readdir(folder)).toEqual(['cat.jpeg']);
  });

  test('shows the log of a server that does not come up', async () => {
    await expect(start({ settings: { shared_buffers: 'many' } })).rejects.toThrow(
      /^LG7013: .* ended with exit code 1 before it was ready\. .*\n\n.*invalid value for parameter "shared_buffers": "many"/s,
    );
    await start();
  });

  test('takes another port where someone took the first', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const ports = [(taken.address() as AddressInfo).port, 0];
    const binaries = await installedBinaries();
    const place = placeCluster(dataFolder, sharedFolder, () => {});
    const login = { user: OWNER_ROLE, password: await readPassword(binaries, place), database: 'livegraft' };
    const common = { binaries, place, login, settings: {}, readyTimeoutMs: 60_000, stopTimeoutMs: 10_000 };
    const silent = { log: () => {}, onServerLog: () => {} };
    const postmaster = await startPostmaster({ ...common, ...silent }, async () => ports.shift() || freePort());
    expect(ports).toEqual([]);
    await postmaster.stop();
    taken.close();
  });

  test('gives up after the time limit, and leaves no server', async () => {
    await expect(start({ readyTimeoutMs: 0.001 })).rejects.toThrow(
      `LG7014: PostgreSQL on ${dataFolder} was not ready within 0.000001 s.`,
    );
    expect(serversBelow(dataFolder)).toEqual([]);
  });
});

describe('one process at a time', () => {
  test('a second start in this process is refused', async () => {
    await start();
    await expect(start()).rejects.toThrow(
      `LG7010: The data in ${dataFolder} are in use by process ${process.pid} (this one). Stop that process, or name another data folder.`,
    );
  });

  test('a second start in another process is refused', async () => {
    const child = await startInChild({ dataFolder });
    await expect(start()).rejects.toThrow(`LG7010: The data in ${dataFolder} are in use by process ${child.pid}.`);
  });

  test('of two that start together, one at most comes up, and then it can be used', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    const servers = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(servers.length).toBeLessThanOrEqual(1);
    for (const { value } of servers) expect(await query(value.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the server of a process', () => {
  test('stops when it is told to, as often as it is told', async () => {
    const postgres = await start();
    const pid = postmasterPid();
    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(path.join(dataFolder, 'postmaster.pid'))).toBe(false);
  });

  test('stops although connections are open', async () => {
    const postgres = await start();
    const client = new pg.Client(postgres.url);
    const errors: Error[] = [];
    client.on('error', (error) => errors.push(error));
    await client.connect();
    await postgres.stop();
    expect(await until(() => errors.length > 0, 5_000)).toBe(true);
  });

  test('is forced when it does not stop', async () => {
    const postgres = await start({ stopTimeoutMs: 50 });
    process.kill(postmasterPid(), 'SIGSTOP');
    await postgres.stop();
    expect(serversBelow(dataFolder)).toEqual([]);
    await start();
  });

  test('is reported when it dies', async () => {
    const postgres = await start();
    process.kill(postmasterPid(), 'SIGKILL');
    await until(() => lines.length === 2, 5_000);
    expect(lines[1]).toBe('PostgreSQL ended unexpectedly with signal SIGKILL');
    await postgres.stop();
    expect(await query((await start()).url, 'SELECT count(*)::int FROM tenant')).toEqual([{ count: 3 }]);
  });

  test('ends with a process that forgets it, and does not keep that alive', async () => {
    const child = await startInChild({ dataFolder }, 'forgets it');
    const [code] = await child.exit;
    expect(code).toBe(0);
    expect(await until(() => serversBelow(dataFolder).length === 0, 5_000)).toBe(true);
    expect(await readdir(path.dirname(dataFolder))).toEqual(['postgres', 'postgres.password']);
  });

  test.skipIf(process.platform === 'win32')('is out of reach of Ctrl-C in the terminal', async () => {
    await start();
    const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(postmasterPid())], { encoding: 'utf8' });
    expect(Number(group)).toBe(postmasterPid());
  });

  test('is found and stopped after its process was killed', async () => {
    const child = await startInChild({ dataFolder });
    const pid = postmasterPid();
    child.process.kill('SIGKILL');
    await child.exit;
    expect(isRunning(pid)).toBe(true);
    const postgres = await start();
    expect(lines[0]).toBe(`Stopping the PostgreSQL server (process ${pid}) that an earlier run left behind`);
    expect(isRunning(pid)).toBe(false);
    expect(await query(postgres.url, 'SELECT count(*)::int FROM tenant')).toEqual([{ count: 3 }]);
  });
});

describe('a postmaster.pid that was left behind', () => {
  test.each([
    ['names another living process', () => process.pid],
    ['names a dead process', () => deadPid()],
  ])('is no obstacle when it %s', async (_, pid) => {
    await writeFile(path.join(dataFolder, 'postmaster.pid'), `${pid()}\n${dataFolder}\n1700000000\n5432\n\n\n`);
    await start();
    expect(lines).toEqual([expect.stringMatching(/^PostgreSQL is ready/)]);
  });

  test('is no obstacle when it is empty', async () => {
    await writeFile(path.join(dataFolder, 'postmaster.pid'), '');
    await start();
  });
});

describe('as an ordinary user', () => {
  test.skipIf(!isRoot || !nobodyCanReadSource)('runs as that user', async () => {
    const folder = path.join(parent, 'nobody');
    await mkdir(folder);
    await chown(folder, nobody.uid, nobody.gid);
    const child = await startInChild({ dataFolder: path.join(folder, 'postgres') }, 'keeps it', nobody);
    expect(await query(child.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(path.join(folder, 'postgres'))).uid).toBe(nobody.uid);
    child.process.kill('SIGKILL');
    await child.exit;

    // Root takes over what the user has: the leftover server, the data and the password.
    const postgres = await start({ dataFolder: path.join(folder, 'postgres') });
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(path.join(folder, 'postgres'))).uid).toBe(nobody.uid);
  });

  test.skipIf(!isRoot || !nobodyCanReadSource)("another account's data are refused", async () => {
    await expect(startInChild({ dataFolder }, 'keeps it', nobody)).rejects.toThrow(
      `LG7005: The PostgreSQL data in ${dataFolder} belong to another account.`,
    );
  });
});

describe.skipIf(!isRoot)('as root', () => {
  test('hands the server to another account', async () => {
    await start();
    const [user] = execFileSync('ps', ['-o', 'uid=', '-p', String(postmasterPid())], { encoding: 'utf8' }).split('\n');
    expect(Number(user)).toBe((await stat(dataFolder)).uid);
    expect(Number(user)).not.toBe(0);
  });

  test('keeps the data of a project below a closed folder where that account can reach them', async () => {
    const home = path.join(parent, 'home');
    await mkdir(home, { mode: 0o700 });
    const wanted = path.join(home, 'shop/.livegraft/postgres');
    const first = await start({ dataFolder: wanted });
    const [name] = (await readdir(sharedFolder)).filter((entry) => /postgres-[0-9a-f]{8}$/.test(entry));
    const folder = path.join(sharedFolder, name ?? '');
    expect(lines[0]).toMatch(
      new RegExp(`^Keeping the data in ${folder}: the account ".+", which runs PostgreSQL, cannot reach ${wanted}$`),
    );
    await query(first.url, 'CREATE TABLE kept (id int)');
    await first.stop();

    await chmod(home, 0o755); // opened later: the data stay where they are
    const second = await start({ dataFolder: wanted });
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
    expect(existsSync(wanted)).toBe(false);
  });

  test('says which folder was closed to the account afterwards', async () => {
    const app = path.join(parent, 'app');
    await chmod(app, 0o700);
    await expect(start()).rejects.toThrow(`but may not enter ${app}. Let it pass: chmod o+x ${app}`);
    await chmod(app, 0o755);
  });

  test('refuses data that belong to root', async () => {
    const folder = path.join(parent, 'roots');
    await mkdir(folder);
    await writeFile(path.join(folder, 'PG_VERSION'), '18\n');
    await expect(start({ dataFolder: folder })).rejects.toThrow(
      `LG7006: The PostgreSQL data in ${folder} belong to root`,
    );
  });
});

test.each<[Partial<EmbeddedPostgresOptions>, string]>([
  [{ dataFolder: '' }, 'dataFolder must name a folder, but got: "".'],
  [{ database: 'a/b' }, 'database must be 1 to 63 letters, digits, "_" or "-", but got: "a/b".'],
  [{ readyTimeoutMs: -1 }, 'readyTimeoutMs must be a positive number, but got: -1.'],
  [{ settings: { port: '5432' } }, 'settings.port is chosen by Livegraft and cannot be set.'],
])('the options %o are refused', async (options, message) => {
  await expect(start(options)).rejects.toThrow(new TypeError(message));
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  lines = [];
  const log = (line: string) => lines.push(line);
  const postgres = await startEmbeddedPostgres({
    dataFolder,
    sharedFolder,
    log,
    settings: { fsync: 'off' },
    ...options,
  });
  running.add(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

type Then = 'keeps it' | 'forgets it';

/** Starts a server in a process of its own, and settles when it can be used. */
async function startInChild(options: { dataFolder: string }, then: Then = 'keeps it', account?: Account) {
  const child = spawnStart(options, then, account);
  const exit = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exit.then(() => ['{}'])]);
  const { url, message } = JSON.parse(line);
  if (url === undefined) throw new Error(message ?? 'The process ended without a word.');
  return { process: child, pid: child.pid, exit, url: url as string };
}

/** A process that starts a server, prints its url or the error as JSON, and then waits for its end or forgets the server. */
function spawnStart(options: { dataFolder: string }, then: Then = 'keeps it', account?: Account) {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(sourceFile.href)});
    const options = ${JSON.stringify({ ...options, sharedFolder })};
    try { console.log(JSON.stringify({ url: (await startEmbeddedPostgres(options)).url })); }
    catch (error) { console.log(JSON.stringify({ message: error.message })); }
    ${then === 'keeps it' ? 'setInterval(() => {}, 60_000);' : ''}`;
  const env = { ...process.env, TSX_DISABLE_CACHE: '1' }; // another account would leave a folder in /tmp
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', loader, '--input-type=module', '--eval', code],
    { cwd: '/', env, stdio: ['ignore', 'pipe', 'inherit'], ...(account && { uid: account.uid, gid: account.gid }) },
  );
  children.add(child);
  return child;
}

function postmasterPid(): number {
  return Number.parseInt(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8'), 10);
}

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** The server processes whose data are below the folder, by their command lines. */
function serversBelow(folder: string): string[] {
  const commands = execFileSync('ps', ['-A', '-ww', '-o', 'command='], { encoding: 'utf8' }).split('\n');
  return commands.filter((command) => command.includes('postgres -D') && command.includes(folder));
}
