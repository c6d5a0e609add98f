import { LivegraftError } from '../errors.ts';
import type { AnnotationExpression } from '../schema/annotations.ts';
import type { ModelType } from '../schema/modelType.ts';

/** An annotation of a query: its name, and one expression. */
export type AnnotationInput = AnnotationExpression & { readonly name: string };

/** The annotations of a query, by name. Throws LG3006 for what is not exactly one expression. */
export function readAnnotations(
  type: ModelType,
  inputs: readonly AnnotationInput[],
): Record<string, AnnotationExpression> {
  const annotations = new Map<string, AnnotationExpression>();
  for (const { name, case: cases, count } of inputs) {
    const counted = Object.values(count ?? {}).filter((value) => value !== undefined);
    const parts = (cases ? 1 : 0) + counted.length;
    const isGiven = cases ? cases.branches.length > 0 : counted[0] !== null;
    if (parts !== 1 || !isGiven || annotations.has(name)) throw badAnnotation(type, name);
    annotations.set(name, cases ? { case: cases } : { count: count! });
  }
  return Object.fromEntries(annotations);
}

function badAnnotation(type: ModelType, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3006',
    message: `The annotation "${name}" of ${type.name} must be one case with branches or one count, given once.`,
    status: 400,
  });
}
