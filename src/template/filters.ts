import { LivegraftError } from '../errors.ts';

/**
 * What a filter does with its first argument, for the analysis:
 * - `text` prints it: a model becomes its `__str__`
 * - `value` computes with a plain value
 * - `same` hands it on: the argument or, for `default`, one of the others
 * - `list` hands the list on in another order; `attribute` is read on its items
 * - `item` hands on one of its items
 * - `count` asks how many it holds
 * - `items` prints its items, or their `attribute`
 */
export type FilterReads = 'text' | 'value' | 'same' | 'list' | 'item' | 'count' | 'items';

export interface FilterDeclaration {
  readonly reads: FilterReads;
  /** Where the name of an attribute of the items is given: a keyword, and its position after the first argument. */
  readonly attribute?: { readonly keyword: string; readonly position: number };
  /** Whether it takes arguments by name; nunjucks hands any other filter an object instead. */
  readonly keywords?: true;
}

const text: FilterDeclaration = { reads: 'text' };
const value: FilterDeclaration = { reads: 'value' };

/** The filters that templates may use, by name. */
export const filterDeclarations: ReadonlyMap<string, FilterDeclaration> = new Map<string, FilterDeclaration>([
  ...[
    'capitalize',
    'center',
    'e',
    'escape',
    'forceescape',
    'indent',
    'lower',
    'nl2br',
    'replace',
    'safe',
    'string',
  ].map((name) => [name, text] as const),
  ...['striptags', 'title', 'trim', 'truncate', 'upper', 'urlencode', 'urlize', 'wordcount'].map(
    (name) => [name, text] as const,
  ),
  ...['abs', 'currency', 'date', 'float', 'number', 'round'].map((name) => [name, value] as const),
  ['d', { reads: 'same' }],
  ['default', { reads: 'same' }],
  ['first', { reads: 'item' }],
  ['int', { reads: 'value', keywords: true }],
  ['join', { reads: 'items', attribute: { keyword: 'attribute', position: 1 }, keywords: true }],
  ['last', { reads: 'item' }],
  ['length', { reads: 'count' }],
  ['list', { reads: 'list' }],
  ['random', { reads: 'item' }],
  ['reverse', { reads: 'list' }],
  ['sort', { reads: 'list', attribute: { keyword: 'attribute', position: 2 }, keywords: true }],
]);

/** How dates and numbers are written. */
export interface Locale {
  /** A BCP 47 tag such as `en-US`. */
  readonly locale: string;
  /** An IANA time zone such as `UTC`. */
  readonly timeZone: string;
  /** An ISO 4217 code such as `USD`. */
  readonly currency: string;
}

const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
};

/** The filters that nunjucks lacks, and those whose nunjucks version does not know what a model prints as. */
export function createFilters(locale: Locale): Record<string, (...args: never[]) => unknown> {
  const numbers = new Intl.NumberFormat(locale.locale);
  const formatters = new Map(
    Object.entries(dateStyles).flatMap(([style, options]) => [
      [style, new Intl.DateTimeFormat(locale.locale, { ...options, timeZone: locale.timeZone })] as const,
      // a date without a time is the same day everywhere
      [`${style} of a day`, new Intl.DateTimeFormat(locale.locale, { ...options, timeZone: 'UTC' })] as const,
    ]),
  );

  function date(moment: unknown, style: unknown = 'medium'): string {
    if (isNothing(moment)) return '';
    const parsed = moment instanceof Date ? moment : new Date(String(moment));
    if (Number.isNaN(parsed.getTime())) throw notADate(moment);
    if (!Object.hasOwn(dateStyles, String(style))) throw unknownDateStyle(style);
    const day = typeof moment === 'string' && /^\d{4}-\d\d-\d\d$/.test(moment);
    const formatter = formatters.get(day ? `${String(style)} of a day` : String(style))!;
    return formatter.format(parsed);
  }

  function currency(amount: unknown, code: string = locale.currency): string {
    if (isNothing(amount)) return '';
    return new Intl.NumberFormat(locale.locale, { style: 'currency', currency: code }).format(
      toNumber('currency', amount),
    );
  }

  function number(amount: unknown): string {
    return isNothing(amount) ? '' : numbers.format(toNumber('number', amount));
  }

  /** `join(', ')`, `join(', ', 'property.name')`, `join(', ', attribute='property.name')` */
  function join(list: readonly unknown[] | null | undefined, ...args: unknown[]): string {
    const last = args.at(-1);
    const keywords = isPlainObject(last) && last.__keywords === true ? last : undefined;
    const [separator, attribute] = args.filter((argument) => argument !== keywords);
    const path = attribute ?? keywords?.attribute;
    const steps = path ? String(path).split('.') : [];
    return (list ?? []).map((item) => printed(follow(item, steps))).join(String(separator ?? keywords?.d ?? ''));
  }

  return { date, currency, number, join };
}

function follow(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce((from, step) => (isPlainObject(from) ? from[step] : undefined), value);
}

/** What `value` shows as text: for a model, what its `toString()` gave. */
export function printed(value: unknown): unknown {
  return isPlainObject(value) && Object.hasOwn(value, '__str__') ? value.__str__ : value;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Digits stay text, which `Intl.NumberFormat` writes exactly: a Decimal may have more of them than a number holds. */
function toNumber(filter: string, amount: unknown): number | Intl.StringNumericLiteral {
  const parsed = Number(amount);
  if (typeof amount === 'string' && /^-?\d+(\.\d+)?$/.test(amount)) return amount as Intl.StringNumericLiteral;
  if (!Number.isNaN(parsed)) return parsed;
  throw new LivegraftError({
    code: 'LG1021',
    message: `The filter "${filter}" takes a number, but got ${JSON.stringify(amount)}.`,
  });
}

function notADate(moment: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1020',
    message: `The filter "date" takes an ISO 8601 date such as "2026-01-31", but got ${JSON.stringify(moment)}.`,
  });
}

function unknownDateStyle(style: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1020',
    message: `The filter "date" has no style ${JSON.stringify(style)}.`,
    hint: `Use one of ${Object.keys(dateStyles).join(', ')}.`,
  });
}
