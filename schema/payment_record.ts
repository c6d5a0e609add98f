import { objects } from 'livegraft';
import type { PaymentRecord } from './generated/graphql.ts';
import { Payment } from './payment.ts';
import type { Tenant } from './tenant.ts';

/** How `Tenant.paymentRecord` is resolved: for all tenants of a page or request at once, of the payments that the viewer may see. */
export const paymentRecord = {
  requires: ['id'],
  async batch(tenants: readonly Tenant[]): Promise<Omit<PaymentRecord, '__typename'>[]> {
    const ids = tenants.map(({ id }) => id);
    const paid = objects(Payment).where({ status: 'paid', lease: { tenantId: ids } });
    const payments = await paid.orderBy('paidAt').with('lease').all();
    return ids.map((id) => recordOf(payments.filter(({ lease }) => lease?.tenantId === id)));
  },
};

function recordOf(payments: readonly Payment[]) {
  return {
    made: payments.length,
    late: payments.filter(({ wasPaidLate }) => wasPaidLate).length,
    lastPaidAt: payments.at(-1)?.paidAt?.toISOString() ?? null,
  };
}
