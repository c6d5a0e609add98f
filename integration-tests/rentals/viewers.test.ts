import { LiveView, type MountContext, objects, type ParamsContext, page, type QuerySet, type Site } from 'livegraft';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { MaintenanceRequest } from '../../schema/index.ts';
import { createSite } from '../../src/server/site.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { statementsDuring } from '../statementsDuring.ts';
import { get, openRentals, type RentalsApp } from './rentalsApp.ts';

let rentals: RentalsApp;
let site: Site;
let rows: Row[];

beforeAll(async () => {
  rentals = await openRentals();
  site = await createTestSite();
  rows = await rentals.app.sequelize.query<Row>(
    'SELECT id, tenant_id AS tenant, status, priority FROM maintenance_requests ORDER BY id',
    { type: QueryTypes.SELECT },
  );
});
afterAll(() => rentals?.close());

describe('one plan for many viewers', () => {
  it('gives each of 200 updates that run at once the rows and the viewer of its own', async () => {
    const visits = Array.from({ length: 200 }, (_, index) => makeVisit(index));
    expect(visits.filter((visit) => expected(visit).includes(';')).length).toBeGreaterThan(50);
    const results = new Map<Visit, { text: string; announced: string }>();
    const statements = await statementsDuring(rentals.database, async () => {
      await Promise.all(visits.map(async (visit) => results.set(visit, await show(visit))));
    });
    for (const visit of visits) {
      expect(results.get(visit), JSON.stringify(visit)).toEqual({ text: expected(visit), announced: '1 statement' });
    }
    expect(statements).toHaveLength(200);
    // A tenant or none, with a priority or without: never one for a value, an empty list or a viewer.
    expect(new Set(statements).size).toBe(4);
  });

  it('keeps them apart one after the other, too', async () => {
    for (const index of [0, 1, 2, 3, 4, 0, 5, 6, 7, 1]) {
      const visit = makeVisit(index);
      expect((await show(visit)).text, JSON.stringify(visit)).toBe(expected(visit));
    }
  });
});

interface Row {
  readonly id: number;
  readonly tenant: number | null;
  readonly status: string;
  readonly priority: string;
}

/** Who asks for what. */
interface Visit {
  readonly viewer: string;
  readonly tenant: number | null;
  readonly statuses: readonly string[];
  readonly priority: string | null;
}

const statusLists = [['open'], [], ['open', 'in_progress'], ['completed', 'cancelled', 'open'], ['cancelled']];

/** Each kind of value meets each other kind within a few visits. */
function makeVisit(index: number): Visit {
  return {
    viewer: `Viewer ${index}`,
    tenant: index % 3 === 1 ? null : (index % 26) + 1,
    statuses: statusLists[index % statusLists.length]!,
    priority: index % 7 < 3 ? ['urgent', 'high', 'low'][index % 3]! : null,
  };
}

function expected({ viewer, tenant, statuses, priority }: Visit): string {
  const own = rows.filter((row) => row.tenant === tenant && statuses.includes(row.status));
  const shown = priority ? own.filter((row) => row.priority === priority).reverse() : own;
  return [`${viewer}:`, ...shown.map(({ id, status }) => `${id} ${status} ${tenant ?? ''};`)].join(' ');
}

async function show({ viewer, tenant, statuses, priority }: Visit) {
  const query = new URLSearchParams({ tenant: String(tenant), statuses: statuses.join(), priority: priority ?? '' });
  const answer = await site.fetch(get(`/own?${query}`, { 'x-viewer': viewer }));
  const text = (await answer.text()).replace(/<[^>]*>/g, '').trim();
  return { text, announced: answer.headers.get('server-timing')?.match(/desc="(.*?)"/)?.[1] ?? '' };
}

const template = `<main lg-root>{{ viewer.name }}:
{%- for request in requests %} <span>{{ request.id }} {{ request.status }} {{ request.tenant.id }};</span>
{%- else %} {% endfor %}</main>`;

async function createTestSite(): Promise<Site> {
  const { MaintenanceRequest } = await import('../../schema/index.ts');
  const Query = z.object({
    tenant: z.string().transform((text) => (text === 'null' ? null : Number(text))),
    statuses: z.string().transform((text) => (text ? text.split(',') : [])),
    priority: z.string(),
  });

  class OwnRequestsView extends LiveView {
    static override template = 'own.njk';
    static override models = { requests: [MaintenanceRequest] };
    static override query = Query;

    viewer: { name: string } | null = null;
    declare requests: QuerySet<MaintenanceRequest>;
    #requests = objects(MaintenanceRequest);

    override mount({ viewer }: MountContext): void {
      this.viewer = viewer;
    }

    override async handleParams({ query }: ParamsContext<typeof Query>): Promise<void> {
      const { tenant, statuses, priority } = query;
      await letOthersGo(statuses.length + (tenant ?? 0) + priority.length);
      const own = this.#requests.where({ tenantId: tenant }).where({ status: statuses as never[] });
      this.#requests = priority ? own.where({ priority: priority as never }).orderBy('-id') : own.orderBy('id');
    }

    override async getContextData() {
      await letOthersGo(this.viewer!.name.length);
      this.requests = this.#requests;
      return super.getContextData();
    }
  }

  return createSite(
    {
      sequelize: rentals.app.sequelize,
      routes: [page('/own', OwnRequestsView)],
      authenticate: (request) => ({ id: 1, name: request.headers.get('x-viewer')! }),
    },
    { templates: textTemplates({ 'own.njk': template }), development: true },
  );
}

/** Gives the other updates so many turns. */
async function letOthersGo(turns: number): Promise<void> {
  for (let turn = 0; turn < turns % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
