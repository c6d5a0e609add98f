import type { NewMaintenanceViewContext } from '../../schema/generated/contexts.ts';
import { MaintenanceRequest, tenantOf } from '../../schema/index.ts';
import { dayOf, MaintenanceFormView, momentOf, type RequestData, RequestFields } from './maintenance_form.ts';

/** Reports something to be repaired. */
export class NewMaintenanceView extends MaintenanceFormView {
  declare static context: NewMaintenanceViewContext;
  heading = 'New request';
  override _fields = RequestFields;

  override async _open() {
    return {
      title: '',
      description: '',
      propertyId: '',
      priority: 'medium',
      category: '',
      reportedAt: dayOf(new Date()),
      estimatedCost: '',
    };
  }

  override async _save({ reportedAt, ...data }: RequestData): Promise<boolean> {
    const tenantId = tenantOf(this._viewer);
    await MaintenanceRequest.create({ ...data, status: 'open', tenantId, reportedAt: momentOf(reportedAt) });
    return true;
  }
}
