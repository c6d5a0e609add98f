import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from './appViews.ts';

it('files are found by their ending at any depth, but not in packages and hidden folders', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'livegraft-files-'));
  const names = [
    'b.njk',
    'a.njk',
    'a.ts',
    'c/d/e.njk',
    'node_modules/x/f.njk',
    'c/node_modules/g.njk',
    '.h/i.njk',
    'c/.j.njk',
  ];
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '');
  }
  expect(filesBelow(folder, '.njk')).toEqual(['a.njk', 'b.njk', 'c/d/e.njk']);
  rmSync(folder, { recursive: true });
});
