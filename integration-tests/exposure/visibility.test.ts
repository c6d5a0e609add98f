import fc from 'fast-check';
import { pino } from 'pino';
import type { Model, Order, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../../src/data/executableSchema.ts';
import { objects, type QuerySet } from '../../src/data/querySet.ts';
import { asViewer } from '../../src/data/visibility.ts';
import { compileView } from '../../src/live/compileView.ts';
import { LiveView } from '../../src/live/liveView.ts';
import { loadContext } from '../../src/live/loadContext.ts';
import { configure } from '../../src/log.ts';
import { Count, Max, Sum } from '../../src/schema/expressions.ts';
import { modelTypeOf } from '../../src/schema/modelType.ts';
import { createModelSchema, rootFieldsOf } from '../../src/schema/typeDefinitions.ts';
import { createGraphqlEndpoint, type GraphqlEndpoint } from '../../src/server/graphqlEndpoint.ts';
import { createEnvironment } from '../../src/template/environment.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { noLimits } from '../graphql/noLimits.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { type AllRows, aggregate, BruteForce, cut, loadAllRows, type Rules, ruleFor } from './bruteForce.ts';
import { inSequelize, type Viewer } from './conditions.ts';
import {
  columnsOf,
  defineModels,
  edgeOf,
  fillTables,
  type Models,
  type TableName,
  tableNames,
} from './generatedTables.ts';
import { fieldsOf, narrowed, operationOf, templateOf, templateOfOne } from './questions.ts';
import { type VisibilityCase, visibilityCases } from './visibilityCases.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 60);

/** One application over the tables; the models in `open` have no `visibleTo`. */
interface App {
  readonly models: Models;
  readonly sequelize: Sequelize;
  readonly open: readonly TableName[];
  readonly schema: ReturnType<typeof createExecutableSchema>;
  readonly endpoint: GraphqlEndpoint;
}

let database: TestDatabase;
let all: AllRows;
let apps: readonly App[];
/** What `visibleTo` of the models says now. */
let rules: Rules = {};

beforeAll(async () => {
  configure({ logger: pino({ level: 'silent' }) }); // instances that a viewer may not see are logged as gone
  database = await createTestDatabase(testServers()[0]!);
  apps = [createApp([]), createApp(['User', 'Property', 'Payment']), createApp(['Lease', 'PropertyTag', 'Tenant'])];
  await fillTables(apps[0]!);
  all = await loadAllRows(apps[0]!.sequelize);
});
afterAll(async () => {
  await Promise.all(apps.map(({ sequelize }) => sequelize.close()));
  await database.drop();
});

function createApp(open: readonly TableName[]): App {
  const { sequelize, models } = defineModels(database.url);
  for (const table of tableNames) {
    if (open.includes(table)) continue;
    models[table].visibleTo = (viewer: Viewer | null) => {
      const rule = ruleFor(rules[table] ?? true, viewer);
      return typeof rule === 'boolean' ? rule : inSequelize(rule);
    };
  }
  const schema = createExecutableSchema(createModelSchema(Object.values(models)));
  return {
    models,
    sequelize,
    open,
    schema,
    endpoint: createGraphqlEndpoint(schema, { development: true, origins: [], limits: noLimits })!,
  };
}

class PageView extends LiveView {
  static override template = 'page.njk';
}

function compile({ schema }: App, template: string) {
  return compileView(PageView, { load: textTemplates({ 'page.njk': template }), schema });
}

/** The question to pages and `/graphql` by each viewer in turn, on one compiled view and one document. */
async function pageAndGraphql(app: App, brute: ReadonlyMap<Viewer | null, BruteForce>, given: VisibilityCase) {
  const { question } = given;
  const page = compile(app, templateOf(question));
  const { list } = rootFieldsOf(modelTypeOf(app.models[question.table]));
  const document = operationOf(question, list);
  const rows = narrowed(objects(app.models[question.table]) as QuerySet, question);
  for (const viewer of [...given.viewers, given.viewers[0]]) {
    const expected = brute.get(viewer)!.answer(question);
    const context = await loadContext(page, { rows }, { viewer: viewer as never });
    expect(plain(context.rows), 'page').toEqual(expected);
    const matching = brute.get(viewer)!.matching(question).length;
    expect(await post(app, document, viewer), 'GraphQL').toEqual({ data: { rows: expected, count: matching } });
  }
}

/** Lists within rows, narrowed, sorted and cut for each row; all viewers at once. */
async function narrowedLists(app: App, brute: ReadonlyMap<Viewer | null, BruteForce>, given: VisibilityCase) {
  const question = given.narrowed;
  const { list } = rootFieldsOf(modelTypeOf(app.models[question.table]));
  const document = operationOf(question, list);
  const answers = await Promise.all(given.viewers.map((viewer) => post(app, document, viewer)));
  for (const [index, viewer] of given.viewers.entries()) {
    const count = brute.get(viewer)!.matching(question).length;
    expect(answers[index], 'lists within rows').toEqual({ data: { rows: brute.get(viewer)!.answer(question), count } });
  }
}

/** Rows by their keys, and the same rows as instances that the application read without a viewer. */
async function lookups(app: App, brute: ReadonlyMap<Viewer | null, BruteForce>, given: VisibilityCase) {
  const { ids, viewers } = given;
  const question = { ...given.question, ...wholeTable };
  const { table, shape } = question;
  const { one } = rootFieldsOf(modelTypeOf(app.models[table]));
  const include = shape.edges
    .filter(({ name }) => edgeOf(table, name).kind !== 'belongsToMany')
    .map(({ name }) => name);
  const order: Order = [['id', 'ASC'], ...include.map((name): [string, string, string] => [name, 'id', 'ASC'])];
  const bare: Model[] = await app.models[table].findAll({ where: { id: ids }, order: [['id', 'ASC']] });
  const loaded: Model[] = await app.models[table].findAll({ where: { id: ids }, include, order });
  const listPage = compile(app, templateOf(question));
  const onePage = compile(app, templateOfOne(question));
  const query = `{ ${ids.map((id) => `row${id}: ${one}(id: ${id}) { ${fieldsOf(table, shape)} }`).join(' ')} }`;
  for (const viewer of viewers) {
    const options = { viewer: viewer as never };
    const seen = brute.get(viewer)!.answer(question) as { id: number }[];
    const expected = seen.filter(({ id }) => ids.includes(id));
    for (const instances of [bare, loaded]) {
      if (instances.length === 0) continue;
      const { rows } = await loadContext(listPage, { rows: instances }, options);
      expect(plain(rows), 'instances').toEqual(expected);
      const [instance] = instances;
      const context = await loadContext(onePage, { rows: instance }, options);
      const found = expected.find(({ id }) => id === instance!.get('id')) ?? null;
      expect(plain(context.rows) ?? null, 'one instance').toEqual(found);
    }
    const byId = ids.map((id) => [`row${id}`, expected.find((row) => row.id === id) ?? null]);
    expect(await post(app, { query, variables: {} }, viewer), 'by id').toEqual({ data: Object.fromEntries(byId) });
  }
}

const wholeTable = { where: null, except: null, annotations: {}, having: null, orderBy: [], limit: null, offset: null };

/** What a QuerySet reads by itself, for the viewer for whom the code runs. */
async function terminals(app: App, brute: ReadonlyMap<Viewer | null, BruteForce>, given: VisibilityCase) {
  const { question } = given;
  const { table, limit, offset } = question;
  const rows = narrowed(objects(app.models[table]) as QuerySet, question);
  const [text] = columnsOf(table).find(([, kind]) => kind === 'text')!;
  const [number] = columnsOf(table).find(([, kind]) => kind === 'int')!;
  const path = question.orderBy.flatMap(({ by }) =>
    typeof by !== 'string' && by.is === 'field' ? [by.path] : [],
  )[0] ?? [text];
  const read = path.join('.');
  await Promise.all(
    given.viewers.map((viewer) =>
      asViewer(viewer, async () => {
        const own = brute.get(viewer)!;
        const matching = own.matching(question);
        const listed = cut(matching, limit, offset);
        const ids = listed.map(({ id }) => id);
        const readAt = (row: (typeof matching)[number]) => own.evaluate(table, row, { is: 'field', path });
        expect(await rows.count(), 'count').toBe(matching.length);
        expect(await rows.exists(), 'exists').toBe(matching.length > 0);
        expect(
          (await rows.all()).map((row) => row.get('id')),
          'all',
        ).toEqual(ids);
        expect((await rows.first())?.get('id'), 'first').toBe(ids[0]);
        const streamed: unknown[] = [];
        for await (const row of rows.inChunks(7)) streamed.push(row.get('id'));
        expect(streamed, 'for await').toEqual(ids);
        expect(await rows.values('id', read), 'values').toEqual(
          listed.map((row) => ({ id: row.id, [read]: readAt(row) })),
        );
        const groups = groupBy(matching, readAt);
        const sizes = [...groups].map(([value, found]) => [value, found.length] as const);
        expect(await rows.countBy(read as never), 'countBy').toEqual(new Map(sizes));
        const numbers = (of: typeof matching) => of.map((row) => row[number]!);
        expect(await rows.aggregate({ n: Count(), sum: Sum(number), max: Max(number) }), 'aggregate').toEqual({
          n: matching.length,
          sum: aggregate('sum', numbers(matching), false),
          max: aggregate('max', numbers(matching), false),
        });
        const grouped = await rows.aggregate({ n: Count(), sum: Sum(number) }, { by: [read as never] });
        expect(new Map(grouped.map((row) => [row[read as never], [row.n, row.sum]])), 'aggregate by').toEqual(
          new Map([...groups].map(([value, of]) => [value, [of.length, aggregate('sum', numbers(of), false)]])),
        );
      }),
    ),
  );
}

describe('rows that a viewer may not see', () => {
  it(`${numRuns} policies and selections: pages, GraphQL and QuerySets are a filter over all rows`, async () => {
    let [index, cases, seen, differing] = [0, 0, 0, 0];
    await fc.assert(
      fc.asyncProperty(visibilityCases, async (given) => {
        const app = apps[index++ % apps.length]!;
        rules = Object.fromEntries(
          Object.entries(given.rules).filter(([name]) => !app.open.includes(name as TableName)),
        );
        const brute = new Map(given.viewers.map((viewer) => [viewer, new BruteForce(all, rules, viewer)]));
        for (const check of [pageAndGraphql, narrowedLists, lookups, terminals]) await check(app, brute, given);
        const [a, b] = given.viewers.map((viewer) => JSON.stringify(brute.get(viewer)!.answer(given.question)));
        cases += 1;
        if (a !== '[]') seen += 1;
        if (a !== b) differing += 1;
      }),
      { numRuns },
    );
    console.log(`${cases} policies: ${seen} showed rows, ${differing} showed two viewers something else`);
    expect(seen).toBeGreaterThan(cases / 4);
    expect(differing).toBeGreaterThan(cases / 8);
  });
});

describe('instances that the application has read for itself', () => {
  const nobody = { viewer: null };

  it('are counted as far as the viewer may see them', async () => {
    const [app] = apps as [App];
    rules = { Property: { is: 'compare', column: 'id', operator: 'lt', value: 3 } };
    const rows: Model[] = await app.models.Property.findAll({ limit: 5, order: ['id'] });
    for (const template of [
      '{{ rows.length }}',
      '{{ rows | length }}',
      '{{ rows_count }}',
      '{{ rows[0].id }}{{ rows_count }}',
    ]) {
      const page = compile(app, `<p lg-root>${template}</p>`);
      const context = await loadContext(page, { rows }, nobody);
      const shown = createEnvironment(textTemplates({ 'page.njk': `<p lg-root>${template}</p>` })).render(
        'page.njk',
        context,
      );
      expect(shown, template).toMatch(/^<p lg-root>1?2<\/p>$/);
    }
  });

  it('keep loaded rows of an association only where the viewer may see what ties them', async () => {
    const [app] = apps as [App];
    const template =
      '<p lg-root>{% for row in rows %}{{ row.id }}{% for tag in row.tags %}{{ tag.id }}{% endfor %}{% endfor %}</p>';
    const include = { association: 'tags', required: true };
    const rows: Model[] = await app.models.Property.findAll({ include, order: ['id'] });
    for (const rule of [false, { is: 'compare', column: 'note', operator: 'eq', value: 'a' } as const]) {
      rules = { PropertyTag: rule };
      const brute = new BruteForce(all, rules);
      const context = await loadContext(compile(app, template), { rows }, nobody);
      const shown = (context.rows as { id: number; tags: { id: number }[] }[]).map(({ id, tags }) => [
        id,
        new Set(tags.map((tag) => tag.id)),
      ]);
      const expected = rows.map((row) => {
        const property = all.Property.find(({ id }) => id === row.get('id'))!;
        return [property.id, new Set(brute.related('Property', property, 'tags').map(({ id }) => id))];
      });
      expect(shown).toEqual(expected);
    }
  });
});

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

async function post({ endpoint }: App, { query, variables }: ReturnType<typeof operationOf>, viewer: unknown) {
  const request = new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await endpoint(request, viewer as never)).json();
}
