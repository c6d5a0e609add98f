import { defaultQueryLimits, type QueryLimits } from '../../src/server/queryLimits.ts';

/** For documents that tests generate: they may be as large as they come. */
export const noLimits = Object.fromEntries(
  Object.keys(defaultQueryLimits).map((name) => [name, Number.POSITIVE_INFINITY]),
) as unknown as QueryLimits;
