import { event, type OrderOf, objects, type ParamsContext, type QuerySet } from 'livegraft';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { PropertyListViewContext } from '../../schema/generated/contexts.ts';
import { PROPERTY_STATUSES, PROPERTY_TYPES, Property } from '../../schema/index.ts';
import { addressOf, type Choice, containing, labelOf, optionsOf, searchText, sum } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const PATH = '/properties';

const ORDERS: Record<Query['sort'], { label: string; by: OrderOf<typeof Property>[] }> = {
  name: { label: 'Name', by: ['name'] },
  'rent-low': { label: 'Rent, low to high', by: ['rent', 'name'] },
  'rent-high': { label: 'Rent, high to low', by: ['-rent', 'name'] },
};

const Query = z.object({
  q: searchText,
  status: z.enum(['all', ...PROPERTY_STATUSES]).default('all'),
  type: z.enum(['', ...PROPERTY_TYPES]).default(''),
  sort: z.enum(['name', 'rent-low', 'rent-high']).default('name'),
});
type Query = z.output<typeof Query>;

const DEFAULTS = Query.parse({});

/** The properties that match, with their tags, in three statements: rows, tags, and the counts of all statuses. */
export class PropertyListView extends RentalsView {
  static override template = 'rentals/property_list.njk';
  static override models = { properties: [Property] };
  static override query = Query;
  declare static context: PropertyListViewContext;

  override _section = PATH;
  query: Query = DEFAULTS;
  types = optionsOf('Any type', PROPERTY_TYPES);
  sorts = Object.entries(ORDERS).map(([value, { label }]) => ({ value, label }));
  declare properties: QuerySet<Property>;
  /** All that match but for their status, which the counts are of. */
  #matching = objects(Property);

  override handleParams({ query }: ParamsContext<typeof Query>): void {
    this.query = query;
    let matching = objects(Property);
    if (query.q) {
      const pattern = { [Op.iLike]: containing(query.q) };
      matching = matching.where({ [Op.or]: [{ name: pattern }, { address: pattern }] });
    }
    if (query.type) matching = matching.where({ type: query.type });
    this.#matching = matching;
  }

  @event({ params: Query, debounce: 300 })
  search(filters: Query): void {
    this.pushPatch(addressOf(PATH, filters, DEFAULTS), { replace: true });
  }

  override async getContextData() {
    const { status, sort } = this.query;
    const shown = status === 'all' ? this.#matching : this.#matching.where({ status });
    this.properties = shown.orderBy(...ORDERS[sort].by);
    return {
      ...(await super.getContextData()),
      statusLinks: this.#statusLinks(await this.#matching.countBy('status')),
      clearHref: this.query.q || this.query.type ? this.#address({ q: '', type: '' }) : null,
    };
  }

  #statusLinks(counts: Map<string, number>): Choice[] {
    return Query.shape.status.unwrap().options.map((status) => ({
      label: labelOf(status),
      href: this.#address({ status }),
      current: status === this.query.status,
      count: status === 'all' ? sum(counts.values()) : (counts.get(status) ?? 0),
    }));
  }

  #address(changes: Partial<Query>): string {
    return addressOf(PATH, { ...this.query, ...changes }, DEFAULTS);
  }
}
