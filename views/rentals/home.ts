import { objects } from 'livegraft';
import { MaintenanceRequest, Property } from '../../schema/index.ts';
import { sum } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

/** The front page: what waits to be done, and what waits for a tenant. */
export class HomeView extends RentalsView {
  static override template = 'rentals/home.njk';

  override async getContextData() {
    const [requests, properties] = await Promise.all([
      objects(MaintenanceRequest)
        .where({ status: ['open', 'in_progress'] })
        .countBy('priority'),
      objects(Property).countBy('status'),
    ]);
    return {
      ...(await super.getContextData()),
      requests: { total: sum(requests.values()), urgent: requests.get('urgent') ?? 0 },
      properties: { total: sum(properties.values()), available: properties.get('available') ?? 0 },
    };
  }
}
