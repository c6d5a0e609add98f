import { Count, event, type OrderOf, objects, type ParamsContext, type PathOf, type QuerySet, Sum } from 'livegraft';
import { col, fn, Op } from 'sequelize';
import { z } from 'zod';
import type { LeaseListViewContext } from '../../schema/generated/contexts.ts';
import { LEASE_STATUSES, Lease, type LeaseStatus } from '../../schema/index.ts';
import {
  addressOf,
  type Choice,
  containing,
  labelOf,
  type Option,
  pageNumber,
  pagerOf,
  rowId,
  searchText,
  sum,
} from './filters.ts';
import { dayOf } from './maintenance_form.ts';
import { RentalsView } from './rentals_view.ts';

const PATH = '/leases';
const PAGE_ROWS = 25;

const ORDERS: Record<Query['sort'], { label: string; by: OrderOf<typeof Lease>[] }> = {
  tenant: { label: 'Tenant', by: ['tenant.user.lastName', 'tenant.user.firstName', '-startDate'] },
  home: { label: 'Home', by: ['property.name', '-startDate'] },
  ends: { label: 'Ends first', by: ['endDate', 'property.name'] },
  rent: { label: 'Rent, high to low', by: ['-rent', 'property.name'] },
  balance: { label: 'Balance, highest first', by: ['-balance', 'property.name'] },
};

/** Where the words are looked for. */
const SEARCHED: PathOf<typeof Lease>[] = ['property.name', 'tenant.user.firstName', 'tenant.user.lastName'];

const Query = z.object({
  q: searchText,
  status: z.enum(['all', ...LEASE_STATUSES]).default('all'),
  city: searchText,
  sort: z.enum(['tenant', 'home', 'ends', 'rent', 'balance']).default('tenant'),
  page: pageNumber,
});
type Query = z.output<typeof Query>;

const DEFAULTS = Query.parse({});

/** What the form above the rows holds. Whoever filters starts on the first page. */
const Filters = Query.omit({ page: true });

/** What the leases of one status come to. */
interface Group {
  readonly leases: number;
  readonly rent: number | string | null;
}

/** Contracts, in four statements: the rows of one page, the tags of their homes, what each status comes to, and the cities. */
export class LeaseListView extends RentalsView {
  static override template = 'rentals/lease_list.njk';
  static override models = { leases: [Lease] };
  static override query = Query;
  declare static context: LeaseListViewContext;

  override _section = PATH;
  query: Query = DEFAULTS;
  sorts = Object.entries(ORDERS).map(([value, { label }]) => ({ value, label }));
  declare leases: QuerySet<Lease>;
  /** All that the words match. */
  #found = objects(Lease);

  override handleParams({ query }: ParamsContext<typeof Query>): void {
    this.query = query;
    const pattern = { [Op.iLike]: containing(query.q) };
    const named = SEARCHED.map((path) => ({ [path]: pattern }));
    this.#found = query.q ? objects(Lease).where({ [Op.or]: named }) : objects(Lease);
  }

  @event({ params: Filters, debounce: 300 })
  search(filters: z.output<typeof Filters>): void {
    this.pushPatch(addressOf(PATH, { ...DEFAULTS, ...filters }, DEFAULTS), { replace: true });
  }

  @event({ params: z.object({ id: rowId() }) })
  async terminate({ id }: { id: number }): Promise<void> {
    // Also without JavaScript: the same page, asked for anew, so that loading it again terminates nothing.
    this.pushPatch(this.#address({}), { replace: true });
    if (!this._mayChange()) return;
    if (!this._isStaff()) return this.putFlash('error', 'Only the office can terminate a lease.');
    const [changed] = await Lease.update(
      { status: 'terminated', endDate: fn('LEAST', col('end_date'), dayOf(new Date())) },
      { where: { id, status: 'active' } },
    );
    if (changed > 0) this.putFlash('info', 'The lease is terminated.');
    else this.putFlash('error', 'That lease is not active any more: nothing has changed.');
  }

  override async getContextData() {
    const { status, city, sort, page } = this.query;
    const matching = city ? this.#found.where({ 'property.city': city }) : this.#found;
    this.leases = (status === 'all' ? matching : matching.where({ status }))
      .orderBy(...ORDERS[sort].by)
      .slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
    const [groups, cities] = await Promise.all([
      matching.aggregate({ leases: Count(), rent: Sum('rent') }, { by: ['status'] }),
      this.#found.countBy('property.city'),
    ]);
    const byStatus = new Map(groups.map((group) => [group.status as LeaseStatus, group]));
    return {
      ...(await super.getContextData()),
      statusLinks: this.#statusLinks(byStatus),
      activeRent: byStatus.get('active')?.rent ?? 0,
      cities: citiesOf(cities as ReadonlyMap<string, number>),
      pager: pagerOf(page, PAGE_ROWS, countOf(status, byStatus), (next) => this.#address({ page: next })),
      clearHref: this.query.q || city ? this.#address({ q: '', city: '', page: 1 }) : null,
      isStaff: this._isStaff(),
    };
  }

  #statusLinks(groups: ReadonlyMap<LeaseStatus, Group>): Choice[] {
    return Query.shape.status.unwrap().options.map((status) => ({
      label: labelOf(status),
      href: this.#address({ status, page: 1 }),
      current: status === this.query.status,
      count: countOf(status, groups),
    }));
  }

  #address(changes: Partial<Query>): string {
    return addressOf(PATH, { ...this.query, ...changes }, DEFAULTS);
  }
}

function countOf(status: Query['status'], groups: ReadonlyMap<LeaseStatus, Group>): number {
  if (status === 'all') return sum([...groups.values()].map(({ leases }) => leases));
  return groups.get(status)?.leases ?? 0;
}

function citiesOf(counts: ReadonlyMap<string, number>): Option[] {
  const cities = [...counts].map(([city, count]) => ({ value: city, label: `${city} (${count})` }));
  return [{ value: '', label: 'Any city' }, ...cities];
}
