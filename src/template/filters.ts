import nunjucks from 'nunjucks';
import { didYouMean, LivegraftError } from '../errors.ts';
import { createDateFormats, remember, shown } from './dateFormats.ts';
import {
  center,
  copySafeness,
  indent,
  replace,
  SafeString,
  stringOf,
  striptags,
  type Text,
  textOf,
  trim,
  unwrapped,
  urlencode,
} from './htmlText.ts';
import { printed } from './printed.ts';

/** How dates and numbers are written. */
export interface Locale {
  /** A BCP 47 tag such as `en-US`. */
  readonly locale: string;
  /** An IANA time zone such as `UTC`. */
  readonly timeZone: string;
  /** An ISO 4217 code such as `USD`. */
  readonly currency: string;
}

/** As nunjucks calls it: `this` is `{ env, ctx }`, and arguments by name are one last object with `__keywords`. */
export type TemplateFilter = (this: unknown, value: unknown, ...args: unknown[]) => unknown;

/**
 * The filters that nunjucks lacks, and those of its own that throw on nothing, take long on hostile text, or change what
 * they are given. In all of them nothing is the empty text or list, arguments can be given by name, and attributes can be
 * dotted. `now` is the clock of `timeago`. Throws LG1022 for an argument that a filter does not have.
 */
export function createFilters(locale: Locale, now: () => Date = () => new Date()): Record<string, TemplateFilter> {
  const defined = { ...textFilters, ...valueFilters, ...listFilters, ...localeFilters(locale, now) };
  return Object.fromEntries(
    Object.entries(defined).map(([name, [parameters, filter]]) => [name, takingNames(name, parameters, filter)]),
  );
}

/** The names of the arguments after the first, in order; those after `*` are given by name only. */
type FilterDefinition = readonly [parameters: readonly string[], filter: TemplateFilter];

const nunjucksOwn = new nunjucks.Environment([]);

const textFilters: Readonly<Record<string, FilterDefinition>> = {
  capitalize: [[], ownOnText('capitalize')],
  center: [['width'], onText(center)],
  indent: [['width', 'indentfirst'], onText(indent)],
  lower: [[], ownOnText('lower')],
  nl2br: [[], ownOnText('nl2br')],
  replace: [['old', 'new', 'count'], replace],
  string: [[], (value) => copySafeness(value, value === false ? 'false' : textOf(value).toString())],
  striptags: [['preserve_linebreaks'], onText(striptags)],
  title: [[], ownOnText('title')],
  trim: [[], onText(trim)],
  truncate: [['length', 'killwords', 'end'], ownOnText('truncate')],
  upper: [[], ownOnText('upper')],
  urlencode: [[], urlencode],
  urlize: [['length', 'nofollow'], ownOnText('urlize')],
  wordcount: [[], ownOnText('wordcount')],
};

function ownOnText(name: string): TemplateFilter {
  return onText(nunjucksOwn.getFilter(name) as TextFilter);
}

type TextFilter = (text: Text, ...args: unknown[]) => unknown;

function onText(filter: TextFilter): TemplateFilter {
  return (value, ...args) => filter(textOf(value), ...args);
}

const valueFilters: Readonly<Record<string, FilterDefinition>> = {
  abs: [[], ownOnSomething('abs')],
  d: [['default_value', 'boolean'], nunjucksOwn.getFilter('default')],
  default: [['default_value', 'boolean'], nunjucksOwn.getFilter('default')],
  dump: [
    ['spaces'],
    (value, spaces) => (value === undefined ? '' : jsonText('dump', value, spaces as string | number)),
  ],
  float: [['default'], nunjucksOwn.getFilter('float')],
  int: [['default', 'base'], (value, fallback, base) => nunjucksOwn.getFilter('int')(value, fallback, base)],
  round: [['precision', 'method'], ownOnSomething('round')],
  tojson: [['indent'], tojson],
};

function ownOnSomething(name: string): TemplateFilter {
  const own = nunjucksOwn.getFilter(name);
  return (value, ...args) => (isMissing(value) ? undefined : own(value, ...args));
}

/** JSON that is safe in a script element and in an attribute in single quotes. Nothing is `null`. */
function tojson(value: unknown, indent: unknown): Text {
  const escaped = jsonText('tojson', value, Number(indent ?? 0)).replace(
    /[<>&'\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new SafeString(escaped);
}

function jsonText(filter: string, value: unknown, indent?: string | number): string {
  const plain = (_key: string, member: unknown) => {
    if (typeof member === 'bigint') throw noJson(filter, `the BigInt ${member}`);
    return unwrapped(member);
  };
  try {
    return JSON.stringify(value, plain, indent) ?? 'null';
  } catch (error) {
    throw error instanceof TypeError && /circular/.test(error.message)
      ? noJson(filter, 'data that holds itself')
      : error;
  }
}

const listFilters: Readonly<Record<string, FilterDefinition>> = {
  batch: [['linecount', 'fill_with'], batch],
  dictsort: [['case_sensitive', 'by'], (dict, ...args) => nunjucksOwn.getFilter('dictsort')(dict ?? {}, ...args)],
  first: [[], (list) => listOf(list)[0]],
  groupby: [['attribute'], groupby],
  join: [['d', 'attribute'], join],
  last: [[], (list) => listOf(list).at(-1)],
  // a list of which only the number of its items was read is that number
  length: [[], (list) => (typeof list === 'number' ? list : nunjucksOwn.getFilter('length')(list))],
  list: [[], (value) => (isMissing(value) ? [] : nunjucksOwn.getFilter('list')(unwrapped(value)))],
  map: [['attribute'], map],
  random: [[], (list) => nunjucksOwn.getFilter('random')(listOf(list))],
  reject: [['test', 'argument'], onList('reject')],
  rejectattr: [['attribute'], (list, attribute) => listOf(list).filter((item) => !read(item, attribute))],
  reverse: [[], (value) => nunjucksOwn.getFilter('reverse')(unwrapped(value))],
  select: [['test', 'argument'], onList('select')],
  selectattr: [['attribute'], (list, attribute) => listOf(list).filter((item) => read(item, attribute))],
  slice: [['slices', 'fill_with'], slice],
  sort: [['reverse', 'case_sensitive', 'attribute'], sort],
  sum: [['attribute', 'start'], sum],
  unique: [['attribute'], unique],
};

/** Tests are found through the environment, which is `this.env`. */
function onList(name: string): TemplateFilter {
  const own = nunjucksOwn.getFilter(name);
  return function (list, ...args) {
    return own.call(this, listOf(list), ...args);
  };
}

/** The items as a list that is not to be changed: nothing has none, a text its characters. */
function listOf(value: unknown): readonly unknown[] {
  const list = unwrapped(value);
  if (Array.isArray(list)) return list;
  if (typeof list === 'string') return list.split('');
  return typeof list === 'object' && list !== null && Symbol.iterator in list ? [...(list as Iterable<unknown>)] : [];
}

/** What an item has under a name or a dotted path: its own members, nothing that it inherits. No name is the item. */
function read(item: unknown, attribute: unknown): unknown {
  const steps = isMissing(attribute) || attribute === '' ? [] : String(attribute).split('.');
  return steps.reduce<unknown>((from, step) => (hasMember(from, step) ? from[step] : undefined), item);
}

function hasMember(value: unknown, name: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** More than this in one list is no page. */
const mostItems = 100_000;

function batch(list: unknown, linecount: unknown, fillWith: unknown): unknown {
  if (fillWith) checkCount('batch', linecount);
  return nunjucksOwn.getFilter('batch')(listOf(list), linecount, fillWith);
}

function slice(list: unknown, slices: unknown, fillWith: unknown): unknown {
  checkCount('slice', slices);
  return nunjucksOwn.getFilter('slice')(listOf(list), slices, fillWith);
}

/** A dict of lists by what their items have. Made from entries, so that a group may be called `constructor`. */
function groupby(list: unknown, attribute: unknown): Record<string, unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const item of listOf(list)) {
    const key = read(item, attribute);
    const name = stringOf(printed(key));
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return Object.fromEntries(groups);
}

/** `join(', ')`, `join(', ', 'property.name')`, `join(', ', attribute='property.name')` */
function join(list: unknown, separator: unknown, attribute: unknown): string {
  const texts = listOf(list).map((item) => printed(read(item, attribute)) ?? '');
  return texts.map(stringOf).join(stringOf(separator ?? ''));
}

/** `map('tenant.user.email')`: what each item has there, or null. */
function map(list: unknown, attribute: unknown): unknown[] {
  if (isMissing(attribute)) throw noAttribute('map');
  return listOf(list).map((item) => read(item, attribute) ?? null);
}

/** The first item of each value, or of each value of an attribute. */
function unique(list: unknown, attribute: unknown): unknown[] {
  const seen = new Set<string>();
  return listOf(list).filter((item) => {
    const key = identity(read(item, attribute));
    return seen.has(key) ? false : seen.add(key);
  });
}

/** One text for equal values: a row is its `id`, other data all that it holds. */
function identity(value: unknown): string {
  const plain = unwrapped(value);
  if (isMissing(plain)) return 'nothing';
  if (typeof plain !== 'object') return `${typeof plain} ${plain}`;
  return hasMember(plain, 'id') && !isMissing(plain.id) ? `row ${identity(plain.id)}` : jsonText('unique', plain);
}

/** A sorted copy. What is missing comes last, first in reverse, as PostgreSQL has it. */
function sort(list: unknown, reverse: unknown, caseSensitive: unknown, attribute: unknown): unknown[] {
  const keyOf = (item: unknown) => {
    const key = unwrapped(read(item, attribute));
    return typeof key === 'string' && !caseSensitive ? key.toLowerCase() : key;
  };
  const direction = reverse ? -1 : 1;
  return listOf(list)
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((left, right) => compare(left.key, right.key) * direction)
    .map(({ item }) => item);
}

function compare(left: unknown, right: unknown): number {
  if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right));
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** Items without the attribute add nothing. */
function sum(list: unknown, attribute: unknown, start: unknown): unknown {
  const values = listOf(list).map((item) => read(item, attribute));
  const total = values.reduce<unknown>((from, value) => (isMissing(value) ? from : plus(from, value)), 0);
  return plus(start ?? 0, total);
}

function plus(left: unknown, right: unknown): unknown {
  return (left as number) + (right as number);
}

const digitNames = ['minimumFractionDigits', 'maximumFractionDigits'] as const;

const numberStyles: Readonly<Record<string, Intl.NumberFormatOptions>> = {
  decimal: {},
  percent: { style: 'percent' },
  compact: { notation: 'compact' },
};

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

function localeFilters(locale: Locale, now: () => Date): Record<string, FilterDefinition> {
  const { date, timeago } = createDateFormats(locale, now);
  const numberFormat = remember((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale.locale, options));
  const plurals = new Intl.PluralRules(locale.locale);

  function number(amount: unknown, digits: unknown, minimum: unknown, maximum: unknown, style: unknown): string {
    if (isNothing(amount)) return '';
    const name = String(style ?? 'decimal');
    if (!Object.hasOwn(numberStyles, name)) throw unknownNumberStyle(name);
    const options = { ...numberStyles[name], ...fractionDigits(minimum ?? digits, maximum ?? digits) };
    return numberFormat(options).format(toNumber('number', amount));
  }

  function currency(amount: unknown, code: unknown): string {
    if (isNothing(amount)) return '';
    const currency = String(code ?? locale.currency);
    if (!/^[a-z]{3}$/i.test(currency)) throw unknownCurrency(currency);
    return numberFormat({ style: 'currency', currency }).format(toNumber('currency', amount));
  }

  /** `pluralize`, `pluralize('es')`, `pluralize('y,ies')` as Django has them, or `pluralize(one='Haus', other='Häuser')`. */
  function pluralize(value: unknown, suffix: unknown, ...forms: unknown[]): string {
    if (isNothing(value)) return '';
    const count = countOf(value);
    if (forms.every(isMissing)) return suffixOf(count, String(suffix ?? 's'));
    const other = forms.at(-1);
    if (isMissing(other)) throw noOtherForm();
    const category = count === 0 && !isMissing(forms[0]) ? 'zero' : plurals.select(count);
    return String(forms[pluralForms.indexOf(category)] ?? other);
  }

  return {
    currency: [['currency'], currency],
    date: [['style', 'timeZone'], (value, ...args) => date(unwrapped(value), ...args)],
    number: [['digits', '*', ...digitNames, 'style'], number],
    pluralize: [['suffix', '*', ...pluralForms], pluralize],
    timeago: [['timeZone'], (value, ...args) => timeago(unwrapped(value), ...args)],
  };
}

function isNothing(value: unknown): boolean {
  return isMissing(value) || value === '';
}

/** Digits stay text, which `Intl.NumberFormat` writes exactly: a Decimal may have more of them than a number holds. */
function toNumber(filter: string, amount: unknown): number | bigint | Intl.StringNumericLiteral {
  const plain = unwrapped(amount);
  if (typeof plain === 'bigint') return plain;
  if (typeof plain === 'string' && /^-?\d+(\.\d+)?$/.test(plain)) return plain as Intl.StringNumericLiteral;
  const parsed = typeof plain === 'string' && plain.trim() !== '' ? Number(plain) : plain;
  if (typeof parsed !== 'number' || Number.isNaN(parsed)) throw notANumber(filter, plain);
  return parsed;
}

function fractionDigits(minimum: unknown, maximum: unknown): Intl.NumberFormatOptions {
  const given = [minimum, maximum].map((digits, index) =>
    isMissing(digits) ? {} : { [digitNames[index]!]: checkDigits(digits) },
  );
  if (!isMissing(minimum) && Number(minimum) > Number(maximum ?? minimum)) throw crossedDigits(minimum, maximum);
  return Object.assign({}, ...given);
}

function checkDigits(digits: unknown): number {
  const count = Number(digits);
  if (!Number.isInteger(count) || count < 0 || count > 100) throw wrongDigits(digits);
  return count;
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Set || value instanceof Map) return value.size;
  return Number(toNumber('pluralize', value));
}

function suffixOf(count: number, suffixes: string): string {
  const [first = '', second, ...rest] = suffixes.split(',');
  if (rest.length > 0) throw tooManySuffixes(suffixes);
  const [singular, plural] = second === undefined ? ['', first] : [first, second];
  return count === 1 ? singular : plural;
}

/** A filter that takes its arguments by place and by name. */
function takingNames(name: string, parameters: readonly string[], filter: TemplateFilter): TemplateFilter {
  const byName = parameters.filter((parameter) => parameter !== '*');
  const byPlace = parameters.includes('*') ? parameters.slice(0, parameters.indexOf('*')) : parameters;
  return function (value, ...args) {
    const keywords = args.find(isKeywords);
    const places = keywords ? args.slice(0, -1) : args;
    if (places.length > byPlace.length) throw tooManyArguments(name, byPlace.length, places.length);
    if (!keywords) return filter.call(this, value, ...places);
    for (const keyword of Object.keys(keywords)) {
      if (keyword !== '__keywords' && !byName.includes(keyword)) throw unknownArgument(name, keyword, byName);
    }
    return filter.call(this, value, ...byName.map((parameter, index) => keywords[parameter] ?? places[index]));
  };
}

function isKeywords(value: unknown): value is Record<string, unknown> {
  return hasMember(value, '__keywords');
}

function checkCount(filter: string, count: unknown): void {
  if (Number(count) > mostItems) throw tooManyItems(filter, count);
}

function notANumber(filter: string, value: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1021',
    message: `The filter "${filter}" takes a number, but got ${shown(value)}.`,
  });
}

function unknownArgument(filter: string, keyword: string, known: readonly string[]): LivegraftError {
  const names = known.length > 0 ? `It takes ${known.join(', ')}.` : 'It takes none by name.';
  return new LivegraftError({
    code: 'LG1022',
    message: `The filter "${filter}" has no argument "${keyword}".`,
    hint: [didYouMean(keyword, known), names].filter(Boolean).join(' '),
  });
}

function tooManyArguments(filter: string, most: number, given: number): LivegraftError {
  return new LivegraftError({
    code: 'LG1022',
    message: `The filter "${filter}" takes ${most} arguments by place, but got ${given}.`,
  });
}

function wrongDigits(digits: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1025',
    message: `The filter "number" takes 0 to 100 fraction digits, but got ${shown(digits)}.`,
  });
}

function crossedDigits(minimum: unknown, maximum: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1025',
    message: `The filter "number" cannot write at least ${shown(minimum)} and at most ${shown(maximum)} fraction digits.`,
  });
}

function unknownNumberStyle(style: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1025',
    message: `The filter "number" has no style ${shown(style)}.`,
    hint: `Use one of ${Object.keys(numberStyles).join(', ')}.`,
  });
}

function unknownCurrency(code: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1025',
    message: `The filter "currency" knows no currency ${shown(code)}.`,
    hint: 'Use an ISO 4217 code such as "EUR".',
  });
}

function tooManySuffixes(suffixes: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1026',
    message: `The filter "pluralize" takes one or two endings, but got ${shown(suffixes)}.`,
    hint: `Write pluralize('y,ies'), or pluralize(one='…', few='…', other='…') where a language has more.`,
  });
}

function noOtherForm(): LivegraftError {
  return new LivegraftError({
    code: 'LG1026',
    message: 'The filter "pluralize" needs the form "other" beside the others.',
    hint: `Write pluralize(one='child', other='children').`,
  });
}

function noJson(filter: string, what: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1027',
    message: `The filter "${filter}" cannot write ${what}: JSON has nothing for it.`,
    hint: 'Give it plain data, with large numbers as text.',
  });
}

function tooManyItems(filter: string, count: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1028',
    message: `The filter "${filter}" would make ${shown(count)} items.`,
    hint: `The most is ${mostItems}: give it smaller arguments.`,
  });
}

function noAttribute(filter: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1029',
    message: `The filter "${filter}" needs the name of an attribute.`,
    hint: `Write ${filter}('name') or ${filter}('owner.name').`,
  });
}
