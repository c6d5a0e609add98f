import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './runningApp.ts';

/** A copy of the rentals application that a test may change. */
export interface AppCopy {
  readonly folder: string;
  read(filename: string): string;
  write(filename: string, text: string): void;
  /** Replaces text in a file, which must have it. */
  edit(filename: string, from: string, to: string): void;
  remove(): void;
}

/** Copies `schema/` and `views/` to where their imports are found as in the original: an ignored folder of the package. */
export function copyApp(): AppCopy {
  const parent = path.join(repository, '.livegraft');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, 'test-app-'));
  chmodSync(folder, 0o755); // another account may run its PostgreSQL
  for (const name of ['schema', 'views']) {
    cpSync(path.join(repository, name), path.join(folder, name), {
      recursive: true,
      filter: (source) => !source.endsWith('.test.ts'),
    });
  }
  const inside = (filename: string) => path.join(folder, filename);
  const read = (filename: string) => readFileSync(inside(filename), 'utf8');
  return {
    folder,
    read,
    write(filename, text) {
      mkdirSync(path.dirname(inside(filename)), { recursive: true });
      writeFileSync(inside(filename), text);
    },
    edit(filename, from, to) {
      const text = read(filename);
      if (!text.includes(from)) throw new Error(`${filename} does not have: ${from}`);
      writeFileSync(inside(filename), text.replace(from, to));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
