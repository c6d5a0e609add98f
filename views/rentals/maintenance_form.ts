import {
  type AnyMountContext,
  changeForm,
  type EventContext,
  event,
  type Form,
  type FormValues,
  formFields,
  objects,
  openForm,
  type QuerySet,
  submitForm,
} from 'livegraft';
import type { Attributes } from 'sequelize';
import { z } from 'zod';
import {
  type MaintenanceRequest,
  Property,
  REQUEST_CATEGORIES,
  REQUEST_PRIORITIES,
  type RequestStatus,
  tenantOf,
} from '../../schema/index.ts';
import { labelled, type Option, optionsOf, rowId } from './filters.ts';
import { RentalsView } from './rentals_view.ts';

const LIST = '/maintenance';
const FIRST_DAY = '2000-01-01';

/** What is asked of any request, by its columns. Fields that are not named here are left out, whoever sends them. */
export const RequestFields = z.object({
  title: textOf(160, 'Please say what is broken.'),
  description: textOf(4_000, 'Please describe it in a sentence or two.'),
  propertyId: rowId('Please choose a property.'),
  priority: z.enum(REQUEST_PRIORITIES, 'Please choose a priority.'),
  category: z.enum(REQUEST_CATEGORIES, 'Please choose a category.'),
  /** A day, such as `2026-01-31`. */
  reportedAt: z.iso
    .date('Please choose a day.')
    .refine((day) => day >= FIRST_DAY, 'Please choose a day of this century.'),
  /** Dollars, such as `99.50`. */
  estimatedCost: z
    .string()
    .trim()
    .regex(/^(-?\d{1,8}(\.\d{1,2})?)?$/, 'Please give an amount of dollars, such as 120 or 99.50.')
    .transform((amount) => amount || null),
} satisfies { readonly [Name in keyof Attributes<MaintenanceRequest>]?: z.ZodType });

export type RequestChanges = Partial<Attributes<MaintenanceRequest>>;

export type RequestData = z.output<typeof RequestFields> & { readonly status?: RequestStatus };

/** The form for a request, for people who are signed in: what it starts from and how it is saved say its pages. */
export abstract class MaintenanceFormView extends RentalsView {
  static override template = 'rentals/maintenance_form.njk';
  static override models = { properties: [Property] };

  override _section = LIST;
  abstract heading: string;
  form: Form = openForm();
  priorities = labelled(REQUEST_PRIORITIES.toReversed());
  categories = optionsOf('Choose a category', REQUEST_CATEGORIES);
  /** None where the status is not asked for. */
  statuses: Option[] = [];
  declare properties: QuerySet<Property>;

  abstract _fields: z.ZodType<RequestData>;
  /** The values that the form starts from. */
  abstract _open(context: AnyMountContext): Promise<Readonly<Record<string, unknown>>>;
  /** Gives whether there was something to save it to. */
  abstract _save(data: RequestData): Promise<boolean>;

  override async mount(context: AnyMountContext): Promise<void> {
    await super.mount(context);
    if (this._mayChange()) this.form = openForm(await this._open(context));
    else this.pushNavigate('/login');
  }

  @event({ params: formFields, debounce: 300 })
  async validate(values: FormValues, context: EventContext): Promise<void> {
    this.form = await changeForm(this._fields, values, context);
  }

  @event({ params: formFields })
  async save(values: FormValues): Promise<void> {
    if (!this._mayChange()) return this.pushNavigate('/login');
    const { form, saved } = await submitForm(this._fields, values, async (data) => ({
      title: data.title,
      isThere: (await this._maySee(data.propertyId)) && (await this._save(data)),
    }));
    this.form = form;
    if (!saved) return;
    if (saved.isThere) this.putFlash('info', `“${saved.title}” is saved.`);
    else this.putFlash('error', 'That request is gone: nothing was saved.');
    this.pushNavigate(LIST);
  }

  /** Whether the form offers this home. A home that is not there at all is the database's to refuse. */
  async _maySee(propertyId: number): Promise<boolean> {
    return tenantOf(this._viewer) === null || objects(Property).where({ id: propertyId }).exists();
  }

  override async getContextData() {
    this.properties = objects(Property).orderBy('name');
    return super.getContextData();
  }
}

/** Browsers send line ends as CR LF; PostgreSQL stores no NUL character. */
function textOf(most: number, missing: string) {
  return z
    .string(missing)
    .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
    .min(1, missing)
    .max(most, `Please use at most ${most} characters.`)
    .refine((text) => !text.includes('\0'), 'Please leave out the NUL character.');
}

/** The day of a moment, in UTC as everywhere in the application: `2026-01-31`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** A moment of a day: now for today, else noon. */
export function momentOf(day: string): Date {
  const now = new Date();
  return day === dayOf(now) ? now : new Date(`${day}T12:00:00Z`);
}
