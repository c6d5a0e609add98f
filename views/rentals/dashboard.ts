import { Count, objects, type QuerySet, Sum } from 'livegraft';
import type { DashboardViewContext } from '../../schema/generated/contexts.ts';
import {
  ACTIVE_STATUSES,
  DUE_STATUSES,
  Lease,
  MaintenanceRequest,
  Payment,
  Property,
  REQUEST_STATUSES,
} from '../../schema/index.ts';
import { labelOf } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const SECTION_ROWS = 5;
const REPAIRS = 6;

/** Requests that stand together under a heading. */
interface Section {
  readonly title: string;
  readonly href: string;
  readonly requests: QuerySet<MaintenanceRequest>;
}

/** What the office looks at in the morning. Every part is of its own kind; they are read side by side. */
interface Dashboard {
  readonly money: Promise<{ rent: unknown; leases: number }>;
  readonly due: Promise<{ amount: unknown }>;
  /** Only counted. */
  readonly overdue: QuerySet<Payment>;
  readonly statusCounts: Promise<{ label: string; href: string; count: number }[]>;
  readonly recent: QuerySet<Payment>;
  readonly topProperty: Promise<Property | null>;
  /** The homes of the last repairs, in their order: a home stands there once for each. */
  readonly repaired: Promise<Property[]>;
  readonly sections: readonly Section[];
}

export class DashboardView extends RentalsView {
  static override template = 'rentals/dashboard.njk';
  static override models = {
    dashboard: {
      overdue: [Payment],
      recent: [Payment],
      topProperty: Property,
      repaired: [Property],
      sections: [{ requests: [MaintenanceRequest] }],
    },
  };
  declare static context: DashboardViewContext;

  override _section = '/dashboard';
  declare dashboard: Dashboard;

  override async getContextData() {
    const waiting = objects(MaintenanceRequest).where({ status: [...ACTIVE_STATUSES] });
    const awaited = objects(Payment).where({ status: [...DUE_STATUSES] });
    this.dashboard = {
      money: objects(Lease)
        .where({ status: 'active' })
        .aggregate({ rent: Sum('rent'), leases: Count() }),
      due: awaited.aggregate({ amount: Sum('amount') }),
      overdue: awaited,
      statusCounts: countStatuses(),
      recent: objects(Payment).where({ status: 'paid' }).orderBy('-paidAt').limit(SECTION_ROWS),
      topProperty: objects(Property)
        .where({ maintenanceRequests: { some: { status: ACTIVE_STATUSES } } })
        .orderBy('-activeRequestCount', 'name')
        .first(),
      repaired: findRepaired(),
      sections: [
        {
          title: 'Most urgent',
          href: '/maintenance',
          requests: waiting.orderBy('priorityOrder', 'reportedAt').limit(SECTION_ROWS),
        },
        {
          title: 'Waiting longest',
          href: '/maintenance?sort=oldest',
          requests: waiting.orderBy('reportedAt').limit(SECTION_ROWS),
        },
      ],
    };
    return super.getContextData();
  }
}

async function countStatuses() {
  const counts = await objects(MaintenanceRequest).countBy('status');
  return REQUEST_STATUSES.map((status) => ({
    label: labelOf(status),
    href: `/maintenance?status=${status}`,
    count: counts.get(status) ?? 0,
  }));
}

async function findRepaired(): Promise<Property[]> {
  const repairs = objects(MaintenanceRequest).where({ status: 'completed' }).orderBy('-completedAt').limit(REPAIRS);
  return (await repairs.with('property').all()).flatMap(({ property }) => property ?? []);
}
