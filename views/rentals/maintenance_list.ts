import { event, type OrderOf, objects, type ParamsContext, type QuerySet } from 'livegraft';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { MaintenanceListViewContext } from '../../schema/generated/contexts.ts';
import {
  ACTIVE_STATUSES,
  MaintenanceRequest,
  REQUEST_CATEGORIES,
  REQUEST_PRIORITIES,
  REQUEST_STATUSES,
  tenantOf,
} from '../../schema/index.ts';
import { addressOf, type Choice, containing, labelOf, optionsOf, rowId, searchText, sum } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const PATH = '/maintenance';
const MORE_ROWS = 100;
const MOST_ROWS = 500;

const ORDERS: Record<Query['sort'], OrderOf<typeof MaintenanceRequest>[]> = {
  priority: ['priorityOrder', '-createdAt'],
  newest: ['-reportedAt'],
  oldest: ['reportedAt'],
  title: ['title', '-reportedAt'],
};

const STATUSES = {
  active: ACTIVE_STATUSES,
  open: ['open'],
  in_progress: ['in_progress'],
  completed: ['completed'],
  cancelled: ['cancelled'],
  all: REQUEST_STATUSES,
} as const;

const Query = z.object({
  q: searchText,
  status: z.enum(['active', ...REQUEST_STATUSES, 'all']).default('active'),
  priority: z.enum(['', ...REQUEST_PRIORITIES]).default(''),
  category: z.enum(['', ...REQUEST_CATEGORIES]).default(''),
  sort: z.enum(['priority', 'newest', 'oldest', 'title']).default('priority'),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(MORE_ROWS),
});
type Query = z.output<typeof Query>;

const DEFAULTS = Query.parse({});

/** What the form above the rows holds. */
const Filters = Query.omit({ limit: true });

/** The requests that match, in two statements: the rows, and the counts of all statuses. */
export class MaintenanceListView extends RentalsView {
  static override template = 'rentals/maintenance_list.njk';
  static override models = { requests: [MaintenanceRequest] };
  static override query = Query;
  declare static context: MaintenanceListViewContext;

  override _section = PATH;
  query: Query = DEFAULTS;
  priorities = optionsOf('Any priority', REQUEST_PRIORITIES.toReversed());
  categories = optionsOf('Any category', REQUEST_CATEGORIES);
  sorts = Object.keys(ORDERS).map((value) => ({ value, label: labelOf(value) }));
  declare requests: QuerySet<MaintenanceRequest>;
  /** All that match but for their status, which the counts are of. */
  #matching = objects(MaintenanceRequest);

  override handleParams({ query }: ParamsContext<typeof Query>): void {
    this.query = query;
    let matching = objects(MaintenanceRequest);
    if (query.q) {
      const pattern = { [Op.iLike]: containing(query.q) };
      matching = matching.where({ [Op.or]: [{ title: pattern }, { description: pattern }] });
    }
    if (query.priority) matching = matching.where({ priority: query.priority });
    if (query.category) matching = matching.where({ category: query.category });
    this.#matching = matching;
  }

  /** The address says what is shown, so that it can be kept, sent to somebody, and gone back to. */
  @event({ params: Filters, debounce: 300 })
  search(filters: z.output<typeof Filters>): void {
    this.pushPatch(addressOf(PATH, { ...DEFAULTS, ...filters }, DEFAULTS), { replace: true });
  }

  @event({ params: z.object({ id: rowId() }) })
  async complete({ id }: { id: number }): Promise<void> {
    // Also without JavaScript: the same page, asked for anew, so that loading it again completes nothing.
    this.pushPatch(this.#address({}), { replace: true });
    if (!this._mayChange()) return;
    const tenantId = tenantOf(this._viewer);
    const [, [completed]] = await MaintenanceRequest.update(
      { status: 'completed', completedAt: new Date() },
      { where: { id, status: [...STATUSES.active], ...(tenantId !== null && { tenantId }) }, returning: true },
    );
    if (completed) this.putFlash('info', `“${completed.title}” is done.`);
    else this.putFlash('error', 'That request is gone, or somebody else was faster: nothing has changed.');
  }

  override async getContextData() {
    const { status, sort, limit } = this.query;
    const shown = status === 'all' ? this.#matching : this.#matching.where({ status: [...STATUSES[status]] });
    this.requests = shown.orderBy(...ORDERS[sort]).limit(limit);
    const counts = await this.#matching.countBy('status');
    const total = countOf(status, counts);
    return {
      ...(await super.getContextData()),
      total,
      statusLinks: this.#statusLinks(counts),
      sortLinks: this.#sortLinks(),
      moreHref:
        total > limit && limit < MOST_ROWS ? this.#address({ limit: Math.min(limit + MORE_ROWS, MOST_ROWS) }) : null,
      clearHref: this.#isFiltered() ? this.#address({ q: '', priority: '', category: '' }) : null,
    };
  }

  #statusLinks(counts: Map<string, number>): Choice[] {
    return Query.shape.status.unwrap().options.map((status) => ({
      label: status === 'active' ? 'To do' : labelOf(status),
      href: this.#address({ status }),
      current: status === this.query.status,
      count: countOf(status, counts),
    }));
  }

  /** What the heads of the table's columns link to; the column that is sorted by links to the other direction. */
  #sortLinks() {
    const { sort } = this.query;
    return {
      title: { href: this.#address({ sort: 'title' }), direction: sort === 'title' ? 'ascending' : 'none' },
      priority: { href: this.#address({ sort: 'priority' }), direction: sort === 'priority' ? 'descending' : 'none' },
      reported: {
        href: this.#address({ sort: sort === 'newest' ? 'oldest' : 'newest' }),
        direction: sort === 'newest' ? 'descending' : sort === 'oldest' ? 'ascending' : 'none',
      },
    };
  }

  #isFiltered(): boolean {
    return this.query.q !== '' || this.query.priority !== '' || this.query.category !== '';
  }

  #address(changes: Partial<Query>): string {
    return addressOf(PATH, { ...this.query, ...changes }, DEFAULTS);
  }
}

function countOf(status: Query['status'], counts: Map<string, number>): number {
  return sum(STATUSES[status].map((name) => counts.get(name) ?? 0));
}
