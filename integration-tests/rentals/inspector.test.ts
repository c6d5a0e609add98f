import { execute, parse, validate } from 'graphql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileView } from '../../src/live/compileView.ts';
import type { ViewClass } from '../../src/live/liveView.ts';
import type { OperationRun } from '../../src/live/loadContext.ts';
import { pathName, type VariablePath } from '../../src/live/modelsDeclaration.ts';
import { mountView } from '../../src/live/mountView.ts';
import { type Update, updateView } from '../../src/live/updateView.ts';
import { createRouter } from '../../src/server/router.ts';
import { runnableDocument } from '../../src/server/runnableDocument.ts';
import { createSite, type Site } from '../../src/server/site.ts';
import { createEnvironment, defaultLocale } from '../../src/template/environment.ts';
import { folderTemplates } from '../../src/template/templateSource.ts';
import { vocabularyOf } from '../../src/template/vocabulary.ts';
import { browserNote, browserPath, keepScreenshot, openBrowser, type TestBrowser } from '../browser.ts';
import { type ServedRentals, serveRentals } from './servedRentals.ts';

let rentals: ServedRentals;
let site: Site;
beforeAll(async () => {
  rentals = await serveRentals();
  const authenticate = (request: Request) => JSON.parse(decodeURIComponent(request.headers.get('x-viewer')!));
  site = createSite({ ...rentals.app, authenticate }, { templates: rentals.templates, development: true });
});
afterAll(() => rentals?.close());

const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };
const zoe = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };

const addresses = [
  '/',
  '/dashboard',
  '/maintenance',
  '/maintenance?status=completed&sort=oldest&page=2',
  '/maintenance?q=%22O%27Brien%5C%0A',
  '/maintenance/new',
  '/properties',
  '/tenants',
  '/tenants/1',
  '/leases',
  '/login',
];

describe.each([
  ['the staff', manager, [...addresses, '/maintenance/1/edit']],
  ['a tenant', zoe, addresses],
])('what pages load for %s', (_, viewer, visited) => {
  const compared = new Set<string>();
  const hatches = new Set<string>();

  it.each(visited)('gives the same in GraphiQL: %s', async (address) => {
    const { view, operations, context } = await show(address, viewer);
    const page = compiled(view.constructor as ViewClass);
    for (const runs of byPath(operations)) {
      const name = `${page.view.name}: ${pathName(runs[0]!.path)}`;
      if (runs.some((run) => run.hatches)) {
        hatches.add(name);
        continue;
      }
      const results = await Promise.all(runs.map((run) => resultOf(run, runnableDocument(page, run), viewer)));
      expect(texts(results), name).toEqual(texts(valuesAt(context, runs[0]!.path)));
      compared.add(name);
    }
  });

  it('is compared where it is no instances', () => {
    expect([...compared].sort()).toEqual([
      'DashboardView: dashboard.overdue',
      'DashboardView: dashboard.recent',
      'DashboardView: dashboard.sections[].requests',
      ...(viewer === manager ? ['EditMaintenanceView: properties'] : []),
      'LeaseListView: leases',
      'LoginView: users',
      'MaintenanceListView: requests',
      'NewMaintenanceView: properties',
      'PropertyListView: properties',
      'TenantListView: people',
      'TenantView: requests',
    ]);
    expect([...hatches].sort()).toEqual([
      'DashboardView: dashboard.repaired',
      'DashboardView: dashboard.topProperty',
      'TenantView: tenant',
    ]);
  });
});

/** What GraphiQL would show, run by graphql-js. */
async function resultOf({ operation }: OperationRun, text: string, viewer: typeof manager): Promise<unknown> {
  const document = parse(text);
  expect(validate(site.schema, document)).toEqual([]);
  const { data, errors } = await execute({ schema: site.schema, document, contextValue: { viewer } });
  expect(errors).toBeUndefined();
  expect(await answerTo(text, viewer)).toEqual({ data });
  return data![operation.variable];
}

/** What `/graphql` answers, within its limits. */
async function answerTo(query: string, viewer: typeof manager): Promise<unknown> {
  const request = new Request('http://rentals.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-viewer': encodeURIComponent(JSON.stringify(viewer)) },
    body: JSON.stringify({ query }),
  });
  return (await site.fetch(request)).json();
}

async function show(address: string, viewer: typeof manager): Promise<Update> {
  const { pathname, searchParams } = new URL(address, 'http://rentals.test');
  const { route, params } = createRouter(rentals.app.routes)('GET', pathname);
  if (route.kind !== 'page') throw new TypeError(`${address} is no page.`);
  const environment = createEnvironment(folderTemplates(rentals.templates), {
    ...rentals.app,
    locale: { ...defaultLocale, ...rentals.app.locale },
  });
  const wanted = { view: route.view, params: { ...params }, query: Object.fromEntries(searchParams) };
  return updateView({ compiled, environment, viewer, development: true }, () => mountView(wanted, viewer));
}

function compiled(view: ViewClass) {
  const vocabulary = vocabularyOf(rentals.app);
  return compileView(view, { load: folderTemplates(rentals.templates), schema: site.schema, vocabulary });
}

function byPath(runs: readonly OperationRun[]): OperationRun[][] {
  const names = [...new Set(runs.map(({ path }) => pathName(path)))];
  return names.map((name) => runs.filter(({ path }) => pathName(path) === name));
}

/** What a context has at a path: for each item of an array one. */
function valuesAt(value: unknown, path: VariablePath): unknown[] {
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (step === null) return (value as unknown[]).flatMap((item) => valuesAt(item, rest));
  return valuesAt((value as Record<string, unknown>)[step], rest);
}

/** As texts, in an order of their own: which of a path's values is read first is open. */
function texts(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value, null, 1)).sort();
}

describe.skipIf(!browserPath)(`the inspector in a browser${browserNote}`, () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it("leads from a page's header to its operations, and on to GraphiQL with its rows", async () => {
    page = await rentals.openAs(browser, "Beth O'Malley (staff)");
    const answer = await page.goto(`${rentals.address}/tenants`);
    const [, target] = /^<([^>]+)>; rel="describedby"$/.exec(answer!.headers().link!)!;
    const email = await page.locator('tbody tr small').first().textContent();
    await page.goto(`${rentals.address}${target}`);
    const operation = page.locator('#TenantListView article').first();
    await operation.waitFor();
    await keepScreenshot(page, 'inspector');
    await page.emulateMedia({ colorScheme: 'dark' });
    await keepScreenshot(page, 'inspector-dark');
    await operation.getByRole('link', { name: 'Open in GraphiQL' }).click();
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.getByText(`"${email}"`).waitFor();
    await keepScreenshot(page, 'inspector-graphiql');
    expect(browser.problems).toEqual([]);
  });
});
