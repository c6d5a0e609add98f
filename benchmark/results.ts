import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** What `--rounds` says. Throws a TypeError for what is no number of rounds. */
export function readRounds(): number {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
  const rounds = Number(values.rounds);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  throw new TypeError(`--rounds must be a whole number from 1, but got: ${values.rounds}.`);
}

/** A line that counts on a terminal, elsewhere a line when a reading is done. */
export function showRound(reading: string, done: number, rounds: number): void {
  const line = `${reading}: ${done} of ${rounds} rounds`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
  else if (done === rounds) console.log(line);
}

/** Writes `results/<name>.json` and `results/<name>.md`, and shows the latter. */
export function writeResult(name: string, result: unknown, table: string): void {
  const folder = path.join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(path.join(folder, `${name}.md`), table);
  console.log(`\n${table}`);
}
