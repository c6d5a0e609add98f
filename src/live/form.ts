import type { StandardSchemaV1 } from '@standard-schema/spec';
import { ForeignKeyConstraintError, ValidationError } from 'sequelize';
import { pathOf } from './parameters.ts';

/** What a person has typed, and what is wrong with it: plain data for a public name of a view. */
export interface Form {
  /** By field, as it was typed. */
  readonly values: FormValues;
  /** By field, the first thing that is wrong with it; only of fields that were used. */
  readonly errors: Readonly<Record<string, string>>;
  /** What is wrong with the form as a whole. */
  readonly error: string | null;
}

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** A form that nobody has used, with the values to start from. Null and undefined stand for an empty field. */
export function openForm(values: Readonly<Record<string, unknown>> = {}): Form {
  return { values: Object.fromEntries(Object.entries(values).map(asTyped)), errors: {}, error: null };
}

/** The form after something was typed. Fields that were not used yet have no errors. */
export async function changeForm(
  schema: StandardSchemaV1,
  values: FormValues,
  { used }: { readonly used: readonly string[] },
): Promise<Form> {
  const { issues = [] } = await schema['~standard'].validate(values);
  const { errors } = sortIssues(
    issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
    values,
  );
  const shown = Object.entries(errors).filter(([field]) => used.includes(field.split('.')[0]!));
  return { values, errors: Object.fromEntries(shown), error: null };
}

/** The form after it was sent, and what `save` gave: null where the values did not fit or could not be saved. */
export interface Submitted<Saved> {
  readonly form: Form;
  readonly saved: Saved | null;
}

/**
 * Checks all fields and saves what the schema makes of them. What Sequelize then refuses is said beside the fields too:
 * validations, unique and foreign keys. Anything else that `save` throws is thrown on.
 */
export async function submitForm<Schema extends StandardSchemaV1, Saved>(
  schema: Schema,
  values: FormValues,
  save: (data: StandardSchemaV1.InferOutput<Schema>) => Promise<Saved>,
): Promise<Submitted<Saved>> {
  const result = await schema['~standard'].validate(values);
  if (result.issues) {
    const issues = result.issues.map((issue) => ({ path: pathOf(issue), message: issue.message }));
    return { form: { values, ...sortIssues(issues, values) }, saved: null };
  }
  try {
    return { form: { values, errors: {}, error: null }, saved: await save(result.value) };
  } catch (error) {
    return { form: { values, ...sortIssues(issuesOf(error), values) }, saved: null };
  }
}

/** The fields of any form, for an event that checks them itself: `@event({ params: formFields })`. A Standard Schema. */
export const formFields: StandardSchemaV1<FormValues, FormValues> = {
  '~standard': {
    version: 1,
    vendor: 'livegraft',
    validate(value) {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (!isObject) return { issues: [{ message: 'The fields of a form must be an object.' }] };
      const wrong = Object.entries(value).find(([, field]) => !isField(field));
      if (wrong) return { issues: [{ message: 'must be text, or a list of texts', path: [wrong[0]] }] };
      return { value: value as FormValues };
    },
  },
};

function isField(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

function asTyped([name, value]: [string, unknown]): [string, string | string[]] {
  if (value === null || value === undefined) return [name, ''];
  if (value instanceof Date) return [name, value.toISOString()];
  return [name, Array.isArray(value) ? value.map(String) : String(value)];
}

interface FieldIssue {
  /** '' for the form as a whole. */
  readonly path: string;
  readonly message: string;
}

function sortIssues(issues: readonly FieldIssue[], values: FormValues): Pick<Form, 'errors' | 'error'> {
  const errors: Record<string, string> = {};
  let error: string | null = null;
  for (const { path, message } of issues) {
    const field = fieldOf(path, values);
    if (field === null) error ??= message;
    else if (!Object.hasOwn(errors, field)) errors[field] = message;
  }
  return { errors, error };
}

/** A column may be written otherwise than its field: `property_id`. */
function fieldOf(path: string, values: FormValues): string | null {
  if (path === '' || Object.hasOwn(values, path)) return path || null;
  const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
  return Object.keys(values).find((field) => plain(field) === plain(path)) ?? path;
}

/** What Sequelize says of values that it or the database refuses. Throws on what is no fault of the values. */
function issuesOf(error: unknown): FieldIssue[] {
  if (error instanceof ForeignKeyConstraintError) {
    return columnsOf(error).map((path) => ({ path, message: 'Please choose another one: this one is gone.' }));
  }
  if (!(error instanceof ValidationError) || error.errors.length === 0) throw error;
  return error.errors.map(({ path, message, type }) => ({
    path: path ?? '',
    message: type === 'unique violation' ? 'This is taken already.' : message,
  }));
}

/** `Key (property_id)=(7) is not present in table "properties".` */
function columnsOf({ parent }: ForeignKeyConstraintError): string[] {
  const { detail = '' } = parent as { detail?: string };
  return detail.match(/^Key \(([^)]*)\)=/)?.[1]?.split(', ') ?? [''];
}
