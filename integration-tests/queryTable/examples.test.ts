import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as livegraft from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { repository } from '../runningApp.ts';

const text = readFileSync(path.join(repository, 'docs', 'queries.md'), 'utf8');

describe('docs/queries.md', () => {
  let rentals: RentalsApp;
  let names: Record<string, unknown>;

  beforeAll(async () => {
    rentals = await openRentals();
    const schema = await import('../../schema/index.ts');
    names = { ...livegraft, ...schema, requests: livegraft.objects(schema.MaintenanceRequest) };
  });
  afterAll(() => rentals?.close());

  it('names every method of a QuerySet', () => {
    const properties = Object.entries(Object.getOwnPropertyDescriptors(livegraft.QuerySet.prototype));
    // Those that cannot be written are array methods, which are there to say that a QuerySet has none.
    const isMethod = ({ value, writable }: PropertyDescriptor) => typeof value === 'function' && writable === true;
    const methods = properties
      .filter(([name, property]) => name !== 'constructor' && isMethod(property))
      .map(([name]) => name);
    expect(methods.length).toBeGreaterThan(25);
    expect(methods.filter((name) => !new RegExp(`[.\`]${name}[(\`]`).test(text))).toEqual([]);
  });

  it.each(examplesOf('## Which rows'))('%s is a QuerySet that can be read', async (example) => {
    const rows = await run(`return ${example}`);
    expect(rows).toBeInstanceOf(livegraft.QuerySet);
    await (rows as livegraft.QuerySet).all();
  });

  it.each(examplesOf('## Reading in code'))('%s can be read', async (example) => {
    if (example.startsWith('for ')) await run(example);
    else expect(await run(`return ${example}`)).toBeDefined();
  });

  it.each(examplesOf('## Expressions'))('%s can be annotated', async (example) => {
    const expression = (await run(`return ${example}`)) as livegraft.Expression;
    const { Lease, Property } = await import('../../schema/index.ts');
    const model = example.includes('tenant.') ? Lease : Property;
    const [row] = await livegraft.objects(model).annotate({ example: expression }).limit(1).all();
    expect(row).toHaveProperty('example');
  });

  /** Runs code in which the package, the models and `requests` can be named. */
  function run(code: string): Promise<unknown> {
    return new AsyncFunction(...Object.keys(names), code)(...Object.values(names));
  }
});

const AsyncFunction = (async () => {}).constructor as new (
  ...code: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** The code in the first column of the tables below a heading. */
function examplesOf(heading: string): string[] {
  const [, after = ''] = text.split(`${heading}\n`);
  const [section] = after.split('\n## ');
  return [...section!.matchAll(/^\| (`+)(.*?)\1 \|/gm)].map(([, , code]) => code!.trim().replaceAll('\\|', '|'));
}
