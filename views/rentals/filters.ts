import { z } from 'zod';

/** A link that chooses something: a status to show, a column to sort by. */
export interface Choice {
  label: string;
  href: string;
  current: boolean;
  count?: number;
}

/** What a select offers. */
export interface Option {
  value: string;
  label: string;
}

/** Text to search for, as a query parameter. PostgreSQL stores no NUL character, so none can be found. */
export const searchText = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !text.includes('\0'), 'must not contain a NUL character')
  .default('');

/** The id of a row: PostgreSQL's integer. */
export function rowId(message?: string) {
  return z.coerce.number(message).int(message).positive(message).max(2_147_483_647, message);
}

/** The pattern of a LIKE that finds the text itself: `50%` → `%50\%%`. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The address of a page with its query parameters, without those that have their default value. */
export function addressOf<Query extends object>(path: string, query: Query, defaults: Query): string {
  const changed = Object.entries(query).filter(([name, value]) => value !== defaults[name as keyof Query]);
  if (changed.length === 0) return path;
  return `${path}?${new URLSearchParams(changed.map(([name, value]) => [name, String(value)]))}`;
}

/** A name from a closed list as people read it: `in_progress` → `In progress`. */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a select offers: first the empty choice, then the names. */
export function optionsOf(empty: string, names: readonly string[]): Option[] {
  return [{ value: '', label: empty }, ...labelled(names)];
}

export function labelled(names: readonly string[]): Option[] {
  return names.map((name) => ({ value: name, label: labelOf(name) }));
}

export function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** Where a list that is shown in parts stands: which rows of how many, and the pages beside it. */
export interface Pager {
  from: number;
  to: number;
  total: number;
  previousHref: string | null;
  nextHref: string | null;
}

/** The pager of page `page`, counted from 1, of a list with `total` rows. */
export function pagerOf(page: number, rows: number, total: number, addressOf: (page: number) => string): Pager {
  const last = Math.max(1, Math.ceil(total / rows));
  return {
    from: (page - 1) * rows + 1,
    to: Math.min(page * rows, total),
    total,
    previousHref: page > 1 ? addressOf(Math.min(page - 1, last)) : null,
    nextHref: page < last ? addressOf(page + 1) : null,
  };
}

/** The number of a page of a list, as a query parameter. */
export const pageNumber = z.coerce.number().int().min(1).max(10_000).default(1);
