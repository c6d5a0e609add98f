import {
  Concat,
  type Condition,
  Count,
  event,
  F,
  type OrderOf,
  objects,
  type ParamsContext,
  type QuerySet,
} from 'livegraft';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { TenantListViewContext } from '../../schema/generated/contexts.ts';
import { User } from '../../schema/index.ts';
import { addressOf, type Choice, containing, pageNumber, pagerOf, searchText } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const PATH = '/tenants';
const PAGE_ROWS = 20;

const people = objects(User)
  .where({ role: 'tenant' })
  .annotate({ fullName: Concat(F('firstName'), ' ', F('lastName')) });

const GROUPS: Record<Query['group'], { label: string; where: Condition<User> }> = {
  all: { label: 'All', where: {} },
  housed: { label: 'With a home', where: { 'tenant.currentLease': {} } },
  unhoused: { label: 'Without a home', where: { 'tenant.currentLease': null } },
  owing: { label: 'Owing', where: { 'tenant.balance': { [Op.gt]: 0 } } },
};

const ORDERS: Record<Query['sort'], { label: string; by: OrderOf<typeof User>[] }> = {
  name: { label: 'Name', by: ['lastName', 'firstName'] },
  newest: { label: 'Moved in last', by: ['-tenant.moveInDate', 'lastName'] },
  leases: { label: 'Leases, most first', by: ['-tenant.leasesCount', 'lastName'] },
  balance: { label: 'Balance, highest first', by: [{ field: F('tenant.balance'), direction: 'DESC' }, 'lastName'] },
};

const Query = z.object({
  q: searchText,
  group: z.enum(['all', 'housed', 'unhoused', 'owing']).default('all'),
  sort: z.enum(['name', 'newest', 'leases', 'balance']).default('name'),
  page: pageNumber,
});
type Query = z.output<typeof Query>;

const DEFAULTS = Query.parse({});

/** What the form above the rows holds. Whoever filters starts on the first page. */
const Filters = Query.omit({ page: true });

/** Who rents, in two statements: the rows of one page, and the counts of all groups. */
export class TenantListView extends RentalsView {
  static override template = 'rentals/tenant_list.njk';
  static override models = { people };
  static override query = Query;
  declare static context: TenantListViewContext;

  override _section = PATH;
  query: Query = DEFAULTS;
  sorts = Object.entries(ORDERS).map(([value, { label }]) => ({ value, label }));
  declare people: QuerySet<User>;
  /** All that match but for their group, which the counts are of. */
  #matching = people;

  override handleParams({ query }: ParamsContext<typeof Query>): void {
    this.query = query;
    const pattern = { [Op.iLike]: containing(query.q) };
    this.#matching = query.q ? people.where({ [Op.or]: [{ fullName: pattern }, { email: pattern }] }) : people;
  }

  @event({ params: Filters, debounce: 300 })
  search(filters: z.output<typeof Filters>): void {
    this.pushPatch(addressOf(PATH, { ...DEFAULTS, ...filters }, DEFAULTS), { replace: true });
  }

  override async getContextData() {
    const { group, sort, page } = this.query;
    this.people = this.#matching
      .where(GROUPS[group].where)
      .orderBy(...ORDERS[sort].by)
      .slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
    const counts = await this.#countGroups();
    return {
      ...(await super.getContextData()),
      groupLinks: this.#groupLinks(counts),
      pager: pagerOf(page, PAGE_ROWS, counts[group], (next) => this.#address({ page: next })),
      clearHref: this.query.q ? this.#address({ q: '', page: 1 }) : null,
    };
  }

  #countGroups(): Promise<Record<Query['group'], number>> {
    return this.#matching.aggregate({
      all: Count(),
      housed: Count(undefined, GROUPS.housed),
      unhoused: Count(undefined, GROUPS.unhoused),
      owing: Count(undefined, GROUPS.owing),
    });
  }

  #groupLinks(counts: Record<Query['group'], number>): Choice[] {
    return Query.shape.group.unwrap().options.map((group) => ({
      label: GROUPS[group].label,
      href: this.#address({ group, page: 1 }),
      current: group === this.query.group,
      count: counts[group],
    }));
  }

  #address(changes: Partial<Query>): string {
    return addressOf(PATH, { ...this.query, ...changes }, DEFAULTS);
  }
}
