import type { StandardSchemaV1 } from '@standard-schema/spec';
import { LivegraftError } from '../errors.ts';

/** Parameters of a URL as a view's schema gives them; without a schema as they are. Throws LG5002 for what does not fit. */
export async function parseParameters(
  kind: 'query' | 'path',
  schema: StandardSchemaV1 | undefined,
  text: Record<string, string>,
) {
  if (!schema) return text;
  const result = await schema['~standard'].validate(text);
  if (result.issues) throw misfit(kind, result.issues);
  return result.value as Record<string, string>;
}

function misfit(kind: string, issues: readonly StandardSchemaV1.Issue[]): LivegraftError {
  const [first] = issues;
  const name = (first?.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
  return new LivegraftError({
    code: 'LG5002',
    message: `The ${kind} parameter "${name}" does not fit: ${first?.message ?? 'it is not valid'}.`,
    status: 400,
  });
}
