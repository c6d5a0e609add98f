import {
  changeForm,
  type EventContext,
  event,
  type Form,
  type FormValues,
  formFields,
  type MountContext,
  objects,
  openForm,
  type QuerySet,
  submitForm,
} from 'livegraft';
import { z } from 'zod';
import type { TenantViewContext } from '../../schema/generated/contexts.ts';
import { ACTIVE_STATUSES, MaintenanceRequest, Tenant } from '../../schema/index.ts';
import { labelled, rowId } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const CONTACT_WAYS = ['email', 'phone', 'text'] as const;

const Params = z.object({ id: rowId() });

/** What may be changed here. Fields that are not named are left out, whoever sends them. */
const ContactFields = z.object({
  emergencyContact: z
    .string()
    .trim()
    .max(120, 'Please use at most 120 characters.')
    .refine((text) => !text.includes('\0'), 'Please leave out the NUL character.')
    .transform((text) => text || null),
  contactBy: z.enum(CONTACT_WAYS, 'Please choose one.'),
});

/** One tenant with leases, payments and what is to be repaired. How to reach them is shown as it is typed, before it is saved. */
export class TenantView extends RentalsView {
  static override template = 'rentals/tenant.njk';
  static override models = { tenant: Tenant, requests: [MaintenanceRequest] };
  static override params = Params;
  declare static context: TenantViewContext;

  override _section = '/tenants';
  ways = labelled(CONTACT_WAYS);
  form: Form = openForm();
  declare tenant: Tenant;
  declare requests: QuerySet<MaintenanceRequest>;
  #tenant!: Tenant;

  override async mount(context: MountContext<z.ZodType, typeof Params>): Promise<void> {
    await super.mount(context);
    this.#tenant = await objects(Tenant).get({ id: context.params.id });
    const { emergencyContact, preferences } = this.#tenant;
    this.form = openForm({ emergencyContact: emergencyContact ?? '', contactBy: preferences.contactBy });
  }

  @event({ params: formFields, debounce: 300 })
  async preview(values: FormValues, context: EventContext): Promise<void> {
    this.form = await changeForm(ContactFields, values, context);
    const { data } = ContactFields.safeParse(values);
    if (data) this.#change(data);
  }

  @event({ params: formFields })
  async save(values: FormValues): Promise<void> {
    if (!this._mayChange()) return this.pushNavigate('/login');
    const { form, saved } = await submitForm(ContactFields, values, async (data) => {
      this.#change(data);
      return this.#tenant.save();
    });
    this.form = form;
    if (saved) this.putFlash('info', 'It is saved.');
  }

  override async getContextData() {
    this.tenant = this.#tenant;
    this.requests = objects(MaintenanceRequest)
      .where({ tenantId: this.#tenant.id, status: [...ACTIVE_STATUSES] })
      .orderBy('priorityOrder', '-reportedAt');
    return { ...(await super.getContextData()), isUnsaved: this.#tenant.changed() !== false };
  }

  /** In memory. */
  #change({ emergencyContact, contactBy }: z.output<typeof ContactFields>): void {
    this.#tenant.set({ emergencyContact, preferences: { ...this.#tenant.preferences, contactBy } });
  }
}
