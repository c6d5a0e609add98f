// Runs all tests, the Rust ones and then those in TypeScript, and ends with one line that counts both.
// Arguments go to vitest: `npm test -- integration-tests/scenarios -t nested-loop`; then Rust is left out.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);

const counts = [...(filters.length === 0 ? [await runCargo()] : []), runVitest()];
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) =>
  counts.reduce((sum, count) => sum + count[key], 0),
);
const broken = counts.some((count) => count.status !== 0);
console.log(`\n${passed} passed, ${failed || (broken ? 1 : 0)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = broken ? 1 : 0;

/** `test result: ok. 12 passed; 0 failed; 0 ignored; …`, once per test binary. */
async function runCargo() {
  console.log('Rust: building and running the tests of native/ (about a minute the first time).');
  const { status, output } = await runShowing('cargo', [
    'test',
    '--manifest-path',
    'native/Cargo.toml',
    '--no-default-features',
  ]);
  const results = [...output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed; (\d+) ignored/gm)];
  const sum = (group) => results.reduce((total, result) => total + Number(result[group]), 0);
  return { status, passed: sum(1), failed: sum(2), skipped: sum(3) };
}

function runVitest() {
  console.log('TypeScript: running vitest; it starts a PostgreSQL of its own.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-report-'));
  const report = path.join(folder, 'report.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...filters], {
    cwd: root,
    stdio: 'inherit',
  });
  const result = readReport(report);
  rmSync(folder, { recursive: true, force: true });
  return {
    status: status ?? 1,
    passed: result.numPassedTests ?? 0,
    failed: result.numFailedTests ?? 0,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  };
}

/** Nothing where vitest ended before it could report. */
function readReport(filename) {
  try {
    return JSON.parse(readFileSync(filename, 'utf8'));
  } catch {
    return {};
  }
}

function runShowing(command, args) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once('error', (error) => {
      console.error(`${command} cannot be run: ${error.message}. Rust is installed with rustup: https://rustup.rs`);
      resolve({ status: 1, output });
    });
    child.once('close', (status) => resolve({ status: status ?? 1, output }));
  });
}
