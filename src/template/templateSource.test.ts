import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderTemplates, locate, textTemplates } from './templateSource.ts';

describe('templates in a folder', () => {
  let parent: string;
  let views: string;

  beforeAll(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'livegraft-templates-'));
    views = path.join(parent, 'views');
    for (const folder of ['views/rentals', 'views-secret']) mkdirSync(path.join(parent, folder), { recursive: true });
    for (const [filename, text] of Object.entries({
      'views/page.njk': 'page',
      'views/rentals/list.njk': 'liste à puces',
      'views/..odd.njk': 'odd',
      'views-secret/x.njk': 'secret',
      'outside.njk': 'secret',
    }))
      writeFileSync(path.join(parent, filename), text);
    symlinkSync(path.join(parent, 'outside.njk'), path.join(views, 'link.njk'));
    symlinkSync(path.join(parent, 'views-secret'), path.join(views, 'linked'));
    symlinkSync(path.join(views, 'page.njk'), path.join(views, 'alias.njk'));
    symlinkSync(views, path.join(parent, 'views-link'));
  });
  afterAll(() => rmSync(parent, { recursive: true }));

  it.each([
    ['page.njk', 'page'],
    ['rentals/list.njk', 'liste à puces'],
    ['rentals/../page.njk', 'page'],
    ['./page.njk', 'page'],
    ['..odd.njk', 'odd'],
    ['alias.njk', 'page'],
  ])('has "%s"', (name, text) => {
    const filename = path.relative(process.cwd(), path.join(views, name));
    expect(folderTemplates(views)(name)).toEqual({ name, filename, text });
  });

  it.each([
    ['the parent folder', '../outside.njk'],
    ['a sibling whose name begins alike', '../views-secret/x.njk'],
    ['further up', 'rentals/../../outside.njk'],
    ['the folder itself', '.'],
    ['a link to a file outside', 'link.njk'],
    ['a link to a folder outside', 'linked/x.njk'],
  ])('never leads to %s', (_, name) => {
    expect(() => folderTemplates(views)(name)).toThrow(
      `LG1000: The template name "${name}" leads out of ${views}. Move the template below that folder.`,
    );
  });

  it('never leads to an absolute path', () => {
    const name = path.join(parent, 'outside.njk');
    expect(() => folderTemplates(views)(name)).toThrow(
      `LG1000: The template name "${name}" leads out of ${views}. Move the template below that folder.`,
    );
  });

  it.each(['none.njk', 'rentals', 'page.njk/x', 'a\0b'])('has no "%s"', (name) => {
    expect(() => folderTemplates(views)(name)).toThrow(
      `LG1000: There is no template "${name}" in ${views}. Template names are paths below the views folder, such as "rentals/list.njk".`,
    );
  });

  it('may itself be reached by a link', () => {
    expect(folderTemplates(path.join(parent, 'views-link'))('page.njk').text).toBe('page');
    expect(() => folderTemplates(path.join(parent, 'views-link'))('../outside.njk')).toThrow('LG1000');
  });
});

describe('templates given as text', () => {
  it('are found by name', () => {
    expect(textTemplates({ a: 'text' })('a')).toEqual({ name: 'a', filename: 'a', text: 'text' });
  });

  it.each(['b', 'toString', '__proto__'])('have no "%s"', (name) => {
    expect(() => textTemplates({ a: '' })(name)).toThrow(
      `LG1000: There is no template "${name}" in the given templates. Template names are paths below the views folder, such as "rentals/list.njk".`,
    );
  });
});

it('a place counts from 1', () => {
  const source = { name: 'a', filename: 'views/a', text: 'text' };
  expect(locate(source, 0, 0)).toEqual({ filename: 'views/a', source: 'text', line: 1, column: 1, length: 1 });
  expect(locate(source, 4, 7, 3)).toEqual({ filename: 'views/a', source: 'text', line: 5, column: 8, length: 3 });
});
