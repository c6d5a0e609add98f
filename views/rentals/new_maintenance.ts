import { MaintenanceRequest } from '../../schema/index.ts';
import { dayOf, MaintenanceFormView, momentOf, type RequestData, RequestFields } from './maintenance_form.ts';

/** Reports something to be repaired. */
export class NewMaintenanceView extends MaintenanceFormView {
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
    await MaintenanceRequest.create({ ...data, status: 'open', reportedAt: momentOf(reportedAt) });
    return true;
  }
}
