// Builds the native addon: native/livegraft.<platform>.node and the loader native/index.cjs beside it.
// npm runs it as `prepare`; `npm run build:native` runs it by hand. A build that is up to date is left as it is.

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const native = join(root, 'native');

/** The exit code: 0 when the addon is there and up to date. */
function buildNative() {
  if (isUpToDate()) return say('The native addon is up to date.');
  if (!hasCargo()) return complain(CARGO_IS_MISSING);
  const cli = findNapiCli();
  if (!cli) return complain(NAPI_CLI_IS_MISSING);

  say('Building the native addon (Rust): about a minute the first time, ten seconds after a change.');
  const started = Date.now();
  if (!runBuild(cli)) return complain(BUILD_FAILED);
  return say(`Built the native addon in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const CARGO_IS_MISSING = `The native addon needs Rust to be built, and \`cargo\` was not found.
Install Rust in the official way, with rustup: https://rustup.rs shows the one command for your system.
Open a new terminal afterwards, so that \`cargo\` is on its PATH, and run: npm run build:native`;

const NAPI_CLI_IS_MISSING = `The native addon is built with @napi-rs/cli, which is not installed.
Install the development dependencies (npm install, without --omit=dev) and run: npm run build:native`;

const BUILD_FAILED = `The native addon could not be built; cargo's own message is above.
When that is fixed, run: npm run build:native`;

/** Whether everything that a build writes is newer than everything that it reads. */
function isUpToDate() {
  const files = readdirSync(native);
  const addons = files.filter((file) => file.endsWith('.node'));
  if (addons.length === 0 || !files.includes('index.cjs')) return false;

  const written = [...addons, 'index.cjs'].map((file) => join(native, file));
  return Math.min(...written.map(modifiedAt)) >= Math.max(...listSources().map(modifiedAt));
}

function listSources() {
  const rust = readdirSync(join(native, 'src'), { recursive: true }).map((file) => join('src', file));
  return ['Cargo.toml', 'Cargo.lock', 'build.rs', 'napi.json', ...rust].map((file) => join(native, file));
}

function modifiedAt(file) {
  return statSync(file).mtimeMs;
}

function hasCargo() {
  return spawnSync('cargo', ['--version'], { stdio: 'ignore' }).status === 0;
}

function findNapiCli() {
  try {
    const manifest = createRequire(import.meta.url).resolve('@napi-rs/cli/package.json');
    return join(manifest, '..', 'dist', 'cli.js');
  } catch {
    return undefined;
  }
}

function runBuild(cli) {
  const options = [
    ...['--release', '--platform'],
    ...['--manifest-path', 'native/Cargo.toml', '--config-path', 'native/napi.json'],
    ...['--output-dir', 'native', '--js', 'index.cjs', '--dts', 'index.d.ts'],
    ...['--', '--locked'],
  ];
  return spawnSync(process.execPath, [cli, 'build', ...options], { cwd: root, stdio: 'inherit' }).status === 0;
}

function say(line) {
  console.log(line);
  return 0;
}

function complain(text) {
  console.error(text);
  return 1;
}

process.exitCode = buildNative();
