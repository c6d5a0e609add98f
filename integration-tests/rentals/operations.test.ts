import { type DocumentNode, Kind, visit } from 'graphql';
import { clearJitCache } from 'livegraft';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompiledView } from '../../src/live/compileView.ts';
import { compileView } from '../../src/live/compileView.ts';
import { updateView } from '../../src/live/updateView.ts';
import { createEnvironment } from '../../src/template/environment.ts';
import { folderTemplates } from '../../src/template/templateSource.ts';
import { cellsOf } from './pages.ts';
import { get, openRentals, type RentalsApp } from './rentalsApp.ts';

let rentals: RentalsApp;
beforeAll(async () => {
  rentals = await openRentals();
});
afterAll(() => rentals?.close());
beforeEach(() => clearJitCache());

describe("a page's operation is what runs", () => {
  it('shows what the root resolver of the schema gives, and sends no statement for the rows', async () => {
    const site = rentals.createSite();
    const field = site.schema.getQueryType()!.getFields().maintenanceRequests!;
    const asked: unknown[] = [];
    field.resolve = (_, args) => {
      asked.push(args);
      return [
        {
          id: 4711,
          title: 'Told by another resolver',
          description: 'No row says so',
          property: { id: 1, name: 'Nowhere Court', city: 'Erewhon' },
          tenant: null,
          priority: 'low',
          status: 'open',
          reportedAt: '2026-01-02T03:04:05.000Z',
          estimatedCost: '12.50',
        },
      ];
    };
    const answer = await site.fetch(get('/maintenance?limit=7'));
    expect(cellsOf(await answer.text())).toEqual([
      ['Told by another resolver No row says so', 'Nowhere Court Erewhon', '—', 'Low', 'Open', 'Jan 2, 2026', '$12.50'],
    ]);
    expect(asked).toEqual([
      {
        where: { status: { in: ['open', 'in_progress'] } },
        orderBy: [
          { field: 'priorityOrder', direction: 'ASC' },
          { field: 'createdAt', direction: 'DESC' },
        ],
        limit: 7,
      },
    ]);
    expect(answer.headers.get('server-timing')).toContain('"1 statement"');
  });

  it('says what the root resolver throws', async () => {
    const site = rentals.createSite();
    site.schema.getQueryType()!.getFields().maintenanceRequests!.resolve = () => {
      throw new Error('The resolver is out of order');
    };
    const answer = await site.fetch(get('/maintenance'));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('The resolver is out of order');
  });

  it('blanks what is taken out of the operation, in the page and in its statement', async () => {
    const compiled = await compiledMaintenance();
    const whole = await showMaintenance(compiled);
    const without = await showMaintenance(withoutField(compiled, 'city'));
    expect(columnsOf(whole.sql).filter((column) => !columnsOf(without.sql).includes(column))).toEqual([
      '"property"."city"',
    ]);
    const cities = /(<td data-label="Property">[^<]+<small>)([^<]+)/g;
    expect(whole.html.match(cities)).toHaveLength(100);
    expect(without.html).toBe(whole.html.replace(cities, '$1'));
  });
});

async function compiledMaintenance(): Promise<CompiledView> {
  const { MaintenanceListView } = await import('../../views/rentals/maintenance_list.ts');
  return compileView(MaintenanceListView, {
    load: folderTemplates(rentals.templates),
    schema: rentals.createSite().schema,
  });
}

/** The same view with an operation that does not ask for a field. */
function withoutField(compiled: CompiledView, field: string): CompiledView {
  const operation = compiled.operations.get('requests')!;
  const document: DocumentNode = visit(operation.document, {
    Field: (node) => (node.kind === Kind.FIELD && node.name.value === field ? null : undefined),
  });
  return { ...compiled, operations: new Map([['requests', { ...operation, document, hash: `without ${field}` }]]) };
}

async function showMaintenance(compiled: CompiledView) {
  const view = new compiled.view() as InstanceType<
    typeof import('../../views/rentals/maintenance_list.ts')['MaintenanceListView']
  >;
  const environment = createEnvironment(folderTemplates(rentals.templates));
  const query = compiled.view.query!['~standard'].validate({}) as { value: never };
  const update = await updateView({ compiled: () => compiled, environment, viewer: null }, async () => {
    view.handleParams({ params: {}, query: query.value });
    return view;
  });
  return { html: update.html, sql: update.statements.at(-1)!.text };
}

function columnsOf(sql: string): string[] {
  return sql.replace(/^SELECT (.*?) FROM .*$/s, '$1').split(', ');
}
