import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configureDatabase, databaseSettings } from '../../src/data/databaseSettings.ts';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import { objects } from '../../src/data/querySet.ts';
import { recordStatements } from '../../src/data/statements.ts';
import { compileView } from '../../src/live/compileView.ts';
import { LiveView } from '../../src/live/liveView.ts';
import { loadContext } from '../../src/live/loadContext.ts';
import { configure } from '../../src/log.ts';
import { createModelSchema } from '../../src/schema/typeDefinitions.ts';
import { createGraphqlEndpoint, type GraphqlEndpoint } from '../../src/server/graphqlEndpoint.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { noLimits } from '../graphql/noLimits.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { type AllRows, BruteForce, loadAllRows } from './bruteForce.ts';
import { inSequelize } from './conditions.ts';
import { defineModels, fillTables, type Models } from './generatedTables.ts';

const usual = databaseSettings().listRows;
const most = 10;
/** What a viewer may see of the properties: about half of them, and more than a list has. */
const visible = { is: 'compare', column: 'rent', operator: 'lt', value: 3 } as const;

let database: TestDatabase;
let sequelize: Sequelize;
let models: Models;
let all: AllRows;
let schema: ReturnType<typeof createExecutableSchema>;
let endpoint: GraphqlEndpoint;
let lines: { code?: string; msg: string }[];

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  ({ sequelize, models } = defineModels(database.url));
  await fillTables({ sequelize, models });
  all = await loadAllRows(sequelize);
  models.Property.visibleTo = (viewer: unknown) => (viewer === null ? true : inSequelize(visible));
  schema = createExecutableSchema(createModelSchema(Object.values(models)));
  endpoint = createGraphqlEndpoint(schema, { development: false, open: true, origins: [], limits: noLimits })!;
});
afterAll(async () => {
  await sequelize.close();
  await database.drop();
});
beforeEach(() => {
  configureDatabase({ listRows: most });
  lines = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  configure({ logger: pino({ base: null }, sink) });
});
afterEach(() => configureDatabase({ listRows: usual }));

async function post(query: string, viewer: unknown = null, variables: object = {}) {
  const request = new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { result, statements } = await recordStatements(async () => (await endpoint(request, viewer as never)).json());
  return {
    ...(result as { data: Record<string, never>; errors?: { message: string }[] }),
    statements: statements.length,
  };
}

const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

describe('a list without a limit', () => {
  it.each([null, { id: 1 }])('is cut for %j, the log says so, and counts stay true', async (viewer) => {
    const brute = new BruteForce(all, viewer ? { Property: visible } : {});
    const expected = idsOf(brute.rows.Property);
    expect(expected.length).toBeGreaterThan(most);
    class PageView extends LiveView {
      static override template = 'page.njk';
    }
    const template = '<p lg-root>{{ rows_count }}{% for row in rows %}{{ row.id }}{{ row.partsCount }}{% endfor %}</p>';
    const page = compileView(PageView, { load: textTemplates({ 'page.njk': template }), schema });
    const context = await loadContext(page, { rows: objects(models.Property) }, { viewer: viewer as never });
    const { data } = await post('{ properties { id partsCount } propertiesCount }', viewer);
    const shown = brute.rows.Property.slice(0, most).map((row) => {
      return { id: row.id, partsCount: brute.related('Property', row, 'parts').length };
    });
    expect(context).toEqual({ rows: shown, rows_count: expected.length });
    expect(data).toEqual({ properties: shown, propertiesCount: expected.length });
    const cut = { code: 'LG3040', msg: `A list of Property without a limit was cut at ${most} rows.` };
    expect(lines).toEqual([expect.objectContaining(cut), expect.objectContaining(cut)]);
  });

  it('is whole below the limit, without a word', async () => {
    const { data } = await post(`{ properties(where: { id: { lte: ${most} } }) { id } }`);
    expect(data.properties).toHaveLength(most);
    expect(lines).toEqual([]);
  });
});

describe("a client's limit", () => {
  it.each([
    ['of a list', '{ properties(limit: 11) { id } }', 'Property'],
    ['of a list within rows', '{ users { owned(limit: 11) { id } } }', 'User.owned'],
    ['far below', '{ payments { lease { property { parent { tags(limit: 2147483647) { id } } } } } }', 'Property.tags'],
    ['of one row', '{ user(id: 1) { owned(limit: 11) { id } } }', 'User.owned'],
    ['under an alias', '{ users { a: owned(limit: 1) { id } b: owned(limit: 11) { id } } }', 'User.owned'],
    ['in a fragment', '{ users { ...F } } fragment F on User { owned(limit: 11) { id } }', 'User.owned'],
  ])('%s is refused where it is greater', async (_, query, name) => {
    const { errors, data } = await post(query);
    expect(errors?.map(({ message }) => message.split(', but')[0])).toEqual([`A list of ${name} has at most 10 rows`]);
    expect(Object.values(data ?? {}).filter(Boolean)).toEqual([]);
  });

  it('in a variable is refused where it is greater, and taken where it is not', async () => {
    const query = 'query ($most: Int) { properties(limit: $most) { id } users { owned(limit: $most) { id } } }';
    expect((await post(query, null, { most: 11 })).errors).toHaveLength(1);
    const { errors, data } = await post(query, null, { most });
    expect(errors).toBeUndefined();
    expect(data.properties).toHaveLength(most);
  });

  it.each([-1, -2147483648])('of %i rows is refused', async (limit) => {
    for (const query of [`{ tags(limit: ${limit}) { id } }`, `{ tags { properties(offset: ${limit}) { id } } }`]) {
      expect((await post(query)).errors?.[0]?.message).toMatch(/must be a whole number from 0/);
    }
  });
});

describe('lists within rows', () => {
  it('are one statement each, however deep they are, and hold what each row has', async () => {
    const query =
      '{ users(limit: 10) { id owned { id leases { id payments { id } tenant { id leases { id payments { id } } } } tags { id } } } }';
    const brute = new BruteForce(all);
    const { data, statements } = await post(query);
    const below = (table: 'User' | 'Property' | 'Lease' | 'Tenant', row: { id: number }, edge: string) => {
      return brute.related(table, row as never, edge);
    };
    const payments = (lease: { id: number }) => below('Lease', lease, 'payments').map(({ id }) => ({ id }));
    const expected = brute.rows.User.slice(0, 10).map((user) => ({
      id: user.id,
      owned: below('User', user, 'owned').map((property) => ({
        id: property.id,
        leases: below('Property', property, 'leases').map((lease) => {
          const [tenant] = below('Lease', lease, 'tenant');
          const leases = () =>
            below('Tenant', tenant!, 'leases').map((other) => ({ id: other.id, payments: payments(other) }));
          return {
            id: lease.id,
            payments: payments(lease),
            tenant: tenant ? { id: tenant.id, leases: leases() } : null,
          };
        }),
        tags: below('Property', property, 'tags').map(({ id }) => ({ id })),
      })),
    }));
    expect(data.users).toEqual(expected);
    expect(statements).toBe(
      1 + ['owned', 'leases', 'payments', 'tags', 'tenant.leases', 'tenant.leases.payments'].length,
    );
  });

  it('are cut for each row, under a hundred aliases, each with arguments of its own', async () => {
    const places = Array.from({ length: 100 }, (_, index) => ({ limit: index % most, offset: index % 7 }));
    const aliases = places.map(
      ({ limit, offset }, index) => `a${index}: leases(limit: ${limit}, offset: ${offset}) { id }`,
    );
    const { data, statements } = await post(`{ properties { ${aliases.join(' ')} } }`);
    const brute = new BruteForce(all);
    const expected = brute.rows.Property.slice(0, most).map((property) => {
      const leases = brute.related('Property', property, 'leases').map(({ id }) => ({ id }));
      const cut = places.map(
        ({ limit, offset }, index) => [`a${index}`, leases.slice(offset, offset + limit)] as const,
      );
      return Object.fromEntries(cut);
    });
    expect(data.properties).toEqual(expected);
    // equal arguments are one list
    expect(statements).toBe(1 + new Set(aliases.map((alias) => alias.split(':').slice(1).join())).size);
  });
});

describe('what one statement may hold', () => {
  const countWhere = 'query ($where: PropertyWhere) { propertiesCount(where: $where) }';

  it('conditions over many associations are refused before they are planned', async () => {
    const nest = (times: number, where: object): object =>
      times === 0 ? where : { leases: { some: { property: nest(times - 1, where) } } };
    expect((await post(countWhere, null, { where: nest(6, {}) })).errors).toBeUndefined();
    expect((await post(countWhere, null, { where: nest(7, {}) })).errors).toMatchObject([
      { extensions: { code: 'LG3009' } },
    ]);
    expect((await post(countWhere, null, { where: nest(500, {}) })).errors).toMatchObject([
      { extensions: { code: 'LG3009' } },
    ]);
  });

  it('conditions in conditions too', async () => {
    const nest = (times: number): object => (times === 0 ? { id: { eq: 1 } } : { not: nest(times - 1) });
    expect((await post(countWhere, null, { where: nest(90) })).data).toEqual({ propertiesCount: 1 });
    expect((await post(countWhere, null, { where: nest(500) })).errors).toMatchObject([
      { extensions: { code: 'LG3009' } },
    ]);
  });

  it('more values than PostgreSQL counts are refused, and the connection stays', async () => {
    const where = (times: number) => ({ or: Array.from({ length: times }, () => ({ id: { eq: 1 } })) });
    expect((await post(countWhere, null, { where: where(65_535) })).data).toEqual({ propertiesCount: 1 });
    expect((await post(countWhere, null, { where: where(65_536) })).errors).toMatchObject([
      { extensions: { code: 'LG3008' } },
    ]);
    const ids = Array.from({ length: 100_000 }, (_, index) => index);
    expect((await post(countWhere, null, { where: { id: { in: ids } } })).data).toEqual({ propertiesCount: 40 });
  });
});
