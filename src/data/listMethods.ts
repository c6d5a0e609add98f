import { LivegraftError } from '../errors.ts';
import type { QuerySet } from './querySet.ts';

const elsewhere =
  'Its rows are there for the template alone: compute in a computed member of the model or in annotate(…).';

/** Array methods that a QuerySet is taken to have, each with what to do instead. */
const listMethods: Readonly<Record<string, string>> = {
  sort: 'Write orderBy(…): the database sorts.',
  toSorted: 'Write orderBy(…): the database sorts.',
  reverse: 'Write orderBy(…) with "-" before the name: the database sorts.',
  filter: 'Write where(…): the database finds the rows.',
  find: 'Write where(…): the database finds the rows.',
  map: elsewhere,
  forEach: elsewhere,
  reduce: elsewhere,
};

/** Makes array methods of a QuerySet throw LG4034. TypeScript knows none of them and refuses them before. */
export function refuseListMethods(prototype: QuerySet): void {
  for (const [name, hint] of Object.entries(listMethods)) {
    Object.defineProperty(prototype, name, {
      value(this: QuerySet): never {
        throw notAnArray(this, name, hint);
      },
    });
  }
}

function notAnArray({ type }: QuerySet, method: string, hint: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4034',
    message: `A QuerySet of ${type.name} is no array, so ${method}() cannot be called.`,
    hint,
  });
}
