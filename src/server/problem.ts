import { randomUUID } from 'node:crypto';
import { LivegraftError, toError } from '../errors.ts';
import { log } from '../log.ts';
import type { Problem } from '../protocol.ts';

/**
 * What a browser is told of an error. What the request itself did wrong is said; anything else is logged under an id, and
 * only said, with the template's frame or the stack, in development.
 */
export function problemOf(thrown: unknown, development: boolean): Problem {
  const error = toError(thrown);
  const ours = error instanceof LivegraftError ? error : null;
  if (ours && ours.status < 500) return { code: ours.code, message: ours.reason };
  const id = randomUUID();
  log().error({ err: error, id }, error.message);
  if (!development) return { code: null, message: 'Something went wrong. The error has been logged.', id };
  return { code: ours?.code ?? null, message: ours ? ours.message : (error.stack ?? error.message), id };
}
