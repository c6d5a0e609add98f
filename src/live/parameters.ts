import type { StandardSchemaV1 } from '@standard-schema/spec';
import { LivegraftError } from '../errors.ts';

/**
 * Parameters of a URL as a view's schema gives them; without a schema as they are.
 * Throws LG5002 for what does not fit.
 */
export async function readParameters(
  kind: 'query' | 'path',
  schema: StandardSchemaV1 | undefined,
  text: Record<string, string>,
): Promise<Record<string, string>> {
  if (!schema) return text;
  return (await checked(`The ${kind} parameter`, schema, text)) as Record<string, string>;
}

/**
 * An event's parameters as its schema gives them; without a schema none.
 * Throws LG5002 for what does not fit.
 */
export async function readEventParameters(
  name: string,
  schema: StandardSchemaV1 | undefined,
  parameters: unknown,
): Promise<unknown> {
  return schema ? checked(`The event "${name}" was not run: its parameter`, schema, parameters) : {};
}

/** A field's path in an issue: `address.city`. */
export function pathOf({ path = [] }: StandardSchemaV1.Issue): string {
  return path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
}

async function checked(what: string, schema: StandardSchemaV1, value: unknown): Promise<unknown> {
  const result = await schema['~standard'].validate(value);
  if (!result.issues) return result.value;
  const [first] = result.issues;
  throw new LivegraftError({
    code: 'LG5002',
    message: `${what} "${first ? pathOf(first) : ''}" does not fit: ${first?.message ?? 'it is not valid'}.`,
    status: 400,
  });
}
