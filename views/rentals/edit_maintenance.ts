import { type MountContext, notFound, objects } from 'livegraft';
import { col, fn } from 'sequelize';
import { z } from 'zod';
import type { EditMaintenanceViewContext } from '../../schema/generated/contexts.ts';
import { MaintenanceRequest, REQUEST_STATUSES } from '../../schema/index.ts';
import { labelled, rowId } from './filters.ts';
import {
  dayOf,
  MaintenanceFormView,
  momentOf,
  type RequestChanges,
  type RequestData,
  RequestFields,
} from './maintenance_form.ts';

const Params = z.object({ id: rowId() });

/** Changes a request, and says how far it has come. */
export class EditMaintenanceView extends MaintenanceFormView {
  static override params = Params;
  declare static context: EditMaintenanceViewContext;

  heading = 'Edit the request';
  override statuses = labelled(REQUEST_STATUSES);
  override _fields = RequestFields.extend({ status: z.enum(REQUEST_STATUSES, 'Please choose a status.') });
  #id = 0;
  /** The day that the form has started from: while it is the same, the time of day is kept. */
  #reportedDay = '';

  override async _open({ params }: MountContext<z.ZodType, typeof Params>) {
    const [request] = await objects(MaintenanceRequest)
      .where({ id: params.id })
      .values('title', 'description', 'propertyId', 'priority', 'category', 'status', 'reportedAt', 'estimatedCost');
    if (!request) throw notFound(`There is no maintenance request ${params.id}.`);
    this.#id = params.id;
    this.#reportedDay = dayOf(new Date(request.reportedAt as string));
    return { ...request, reportedAt: this.#reportedDay };
  }

  override async _save({ reportedAt, ...data }: RequestData): Promise<boolean> {
    const isCompleted = data.status === 'completed';
    const reported: RequestChanges = reportedAt === this.#reportedDay ? {} : { reportedAt: momentOf(reportedAt) };
    const [changed] = await MaintenanceRequest.update(
      {
        ...data,
        ...reported,
        // In the statement itself: somebody else may have completed it since the form was opened.
        completedAt: isCompleted ? fn('COALESCE', col('completed_at'), new Date()) : null,
      },
      { where: { id: this.#id } },
    );
    return changed > 0;
  }
}
