import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainView } from '../../src/cli/explainView.ts';
import { compiledOperationOf, dataOf } from '../../src/data/compiledOperation.ts';
import { recordStatements } from '../../src/data/statements.ts';
import { type CompiledView, compileView } from '../../src/live/compileView.ts';
import { LiveView, type ViewClass } from '../../src/live/liveView.ts';
import { folderTemplates, textTemplates } from '../../src/template/templateSource.ts';
import { openRentals, type RentalsApp } from './rentalsApp.ts';

let rentals: RentalsApp;
beforeAll(async () => {
  rentals = await openRentals();
});
afterAll(() => rentals?.close());

/** The texts that each operation sends for a QuerySet of all rows. */
async function statementsOf(page: CompiledView): Promise<Record<string, string[]>> {
  const sent: Record<string, string[]> = {};
  for (const [name, operation] of page.operations) {
    const variables = operation.cardinality === 'many' ? {} : { id: 1 };
    const run = async () => dataOf(await compiledOperationOf(page.schema, operation)(variables, { viewer: null }));
    const { statements } = await recordStatements(run);
    sent[name] = statements.map(({ text }) => text);
  }
  return sent;
}

async function explainedStatements(page: CompiledView): Promise<Record<string, string[]>> {
  const { names } = await explainView(page);
  return Object.fromEntries(
    names.map(({ name, statements }) => {
      const rows = statements.filter(({ kind }) => kind !== 'count');
      return [name, (rows.length > 0 ? rows : statements).map(({ text }) => text)]; // what is only counted is its count
    }),
  );
}

/** A view of these models whose template is `text`. */
function viewOf(text: string, models: ViewClass['models']): CompiledView {
  class TestView extends LiveView {
    static override template = 'test.njk';
    static override models = models;
  }
  const load = textTemplates({ 'test.njk': `<main lg-root>${text}</main>` });
  return compileView(TestView, { load, schema: rentals.createSite().schema });
}

describe('the SQL that is explained', () => {
  it('is what every operation of the application sends', async () => {
    const { schema } = rentals.createSite();
    const load = folderTemplates(rentals.templates);
    const views = new Set(rentals.app.routes.flatMap((route) => (route.kind === 'page' ? [route.view] : [])));
    let compared = 0;
    for (const view of views) {
      const page = compileView(view, { load, schema });
      const sent = await statementsOf(page);
      const { names } = await explainView(page);
      for (const { name, resolved } of names) {
        // what a resolver of the application reads is last, and one statement for each here
        if (sent[name]) sent[name] = sent[name].slice(0, sent[name].length - resolved.length);
      }
      expect(await explainedStatements(page), view.name).toEqual(sent);
      compared += Object.values(sent).flat().length;
    }
    expect(compared).toBeGreaterThanOrEqual(6);
  });

  it('is what lists in lists, computed members and single rows send, in their order', async () => {
    const { Lease, Property, Tenant } = rentals.app.sequelize.models as never as Record<string, never>;
    const page = viewOf(
      `{{ property.name }}{% for lease in property.leases %}{{ lease.tenant.user.getFullName }}
      {% for payment in lease.payments %}{{ payment.amount }}{% endfor %}{% endfor %}
      {% for tenant in tenants %}{{ tenant }}{% for request in tenant.maintenanceRequests %}{{ request.title }}
      {% for tag in request.property.tags %}{{ tag.name }}{% endfor %}{% endfor %}{% endfor %}
      {% for lease in leases %}{{ lease.id }}{% endfor %}`,
      { property: Property!, tenants: [Tenant!], leases: [Lease!] },
    );
    const sent = await statementsOf(page);
    expect(await explainedStatements(page)).toEqual(sent);
    expect(Object.values(sent).map((texts) => texts.length)).toEqual([3, 3, 1]);
    const { names } = await explainView(page);
    expect(names.map(({ statements }) => statements.map(({ path, takesQuerySet }) => [path, takesQuerySet]))).toEqual([
      [
        ['property', false],
        ['property.leases', false],
        ['property.leases[].payments', false],
      ],
      [
        ['tenants', true],
        ['tenants[].maintenanceRequests', false],
        ['tenants[].maintenanceRequests[].property.tags', false],
      ],
      [['leases', true]],
    ]);
  });

  it('is run again as ever: the connections are the application’s own', async () => {
    const page = viewOf('{% for lease in leases %}{{ lease.id }}{% endfor %}', {
      leases: [rentals.app.sequelize.models.Lease!],
    });
    await explainView(page);
    const { result } = await recordStatements(async () => rentals.app.sequelize.query('SELECT 7 AS seven'));
    expect(result[0]).toEqual([{ seven: 7 }]);
  });
});

describe('what is explained beside it', () => {
  it('is a count where rows are only counted, and where a limit may cut them', async () => {
    const { Lease, Property, Tag } = rentals.app.sequelize.models as never as Record<string, never>;
    const page = viewOf(
      '{{ leases | length }}{{ properties_count }}{% for tag in tags %}{{ tag.name }}{% endfor %}{{ tags_count }}',
      { leases: [Lease!], properties: [Property!], tags: [Tag!] },
    );
    const { names, models } = await explainView(page);
    expect(names.map(({ name, operation, statements }) => [name, operation !== null, statements])).toEqual([
      ['leases', false, [count('leases', 'Lease', null)]],
      ['properties', false, [count('properties', 'Property', null)]],
      [
        'tags',
        true,
        [expect.objectContaining({ kind: 'rows' }), count('tags', 'Tag', 'a limit may have cut the rows')],
      ],
    ]);
    expect(models).toEqual([{ model: 'Tag', columns: ['id', 'name'], annotations: [], computed: [], serverOnly: [] }]);
  });

  it('is what can reach a browser, and what stays on the server', async () => {
    const { MaintenanceRequest } = rentals.app.sequelize.models as never as Record<string, never>;
    const page = viewOf(
      '{% for r in requests %}{{ r.title }}{{ r.priorityOrder }}{{ r.tenant.user.getFullName }}{% endfor %}{{ now }}',
      { requests: [MaintenanceRequest!] },
    );
    const { models, otherPaths } = await explainView(page);
    expect(models).toEqual([
      {
        model: 'MaintenanceRequest',
        columns: ['id', 'title'],
        annotations: ['priorityOrder'],
        computed: [],
        serverOnly: [],
      },
      { model: 'Tenant', columns: ['id'], annotations: [], computed: [], serverOnly: [] },
      {
        model: 'User',
        columns: ['id'],
        annotations: [],
        computed: ['getFullName'],
        serverOnly: ['firstName', 'lastName'],
      },
    ]);
    expect(otherPaths).toEqual(['now']);
  });
});

function count(path: string, model: string, when: string | null) {
  const from = `"${path}" AS "${model}"`;
  return { path, kind: 'count', takesQuerySet: true, when, text: `SELECT count(*)::int4 FROM ${from}` };
}
