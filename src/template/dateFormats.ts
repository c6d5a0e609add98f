import { LivegraftError } from '../errors.ts';
import type { Locale } from './filters.ts';

export interface DateFormats {
  /**
   * A moment as text: `style` is a name such as `short` or a format such as `%d.%m.%Y`; `timeZone` an IANA name.
   * A day without a time (`2026-01-31`) is the same day in every zone. Nothing is the empty text.
   * Throws LG1020 for what is no date or an unknown style, LG1023 for an unknown directive, LG1024 for an unknown zone.
   */
  date(value: unknown, style?: unknown, timeZone?: unknown): string;
  /** How far a moment is from now: `5 minutes ago`, `yesterday`, `in 3 months`. Throws LG1020 and LG1024. */
  timeago(value: unknown, timeZone?: unknown): string;
}

/** Dates in words of one locale. `now` is the clock that `timeago` reads. Throws a RangeError for an unknown locale. */
export function createDateFormats({ locale, timeZone: homeZone }: Locale, now: () => Date): DateFormats {
  const formatter = remember((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numbers = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  formatter({ timeZone: homeZone });

  function date(value: unknown, style?: unknown, timeZone?: unknown): string {
    if (value === undefined || value === null || value === '') return '';
    const moment = parseMoment('date', value);
    const zone = knownZone('date', timeZone ?? homeZone);
    return dateText(moment, String(style ?? 'medium'), moment.isDay ? 'UTC' : zone, formatter);
  }

  function timeago(value: unknown, timeZone?: unknown): string {
    if (value === undefined || value === null || value === '') return '';
    const moment = parseMoment('timeago', value);
    const { amount, unit, inWords } = distance(moment, now().getTime(), knownZone('timeago', timeZone ?? homeZone));
    return (inWords ? words : numbers).format(amount, unit);
  }

  return { date, timeago };
}

/** Making a formatter is costly, so each is made once. The oldest goes: zones and currencies may come from data. */
export function remember<Options, Formatter>(
  make: (options: Options) => Formatter,
  most = 200,
): (options: Options) => Formatter {
  const made = new Map<string, Formatter>();
  return (options) => {
    const key = JSON.stringify(options);
    const known = made.get(key);
    if (known) return known;
    const formatter = make(options);
    made.set(key, formatter);
    if (made.size > most) made.delete(made.keys().next().value!);
    return formatter;
  };
}

/** `time` is in milliseconds since 1970 in UTC: midnight for a day. */
interface Moment {
  readonly time: number;
  readonly isDay: boolean;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** ISO 8601 as JavaScript and PostgreSQL write it: `2026-01-31T23:30:00.000Z`, `2026-01-31 23:30:00+00`, `2026-01-31`. */
const isoDate =
  /^((?:\d{4}|[+-]\d{6})-\d\d-(\d\d))(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** The wall clock of a zone can be a day ahead, and must be a Date too. */
const lastTime = 8.64e15 - day;

function parseMoment(filter: string, value: unknown): Moment {
  const moment =
    value instanceof Date || typeof value === 'number' ? { time: Number(value), isDay: false } : parseIso(value);
  if (!moment || !(Math.abs(moment.time) <= lastTime)) throw notADate(filter, value);
  return moment;
}

/** A time without an offset is UTC, whatever the server's own zone. A day that its month lacks is no date. */
function parseIso(value: unknown): Moment | undefined {
  const [, date, dayOfMonth, time, offset = 'Z'] = (typeof value === 'string' && isoDate.exec(value.trim())) || [];
  if (!date || new Date(`${date}T00:00Z`).getUTCDate() !== Number(dayOfMonth)) return undefined;
  if (!time) return { time: Date.parse(`${date}T00:00Z`), isDay: true };
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return { time: Date.parse(`${date}T${time}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`), isDay: false };
}

type Formatters = (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat;

const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
  month: { year: 'numeric', month: 'long' },
  weekday: { weekday: 'long' },
};

function dateText(moment: Moment, style: string, timeZone: string, formatter: Formatters): string {
  const clock = { ...wallClock(moment.time, timeZone), timeZone, formatter };
  if (style.includes('%')) return strftime(style, { ...clock, hasDay: /%[-_0^]?[deDFc]/.test(style) });
  if (style === 'iso') return isoText(moment, clock);
  if (!Object.hasOwn(dateStyles, style)) throw unknownDateStyle(style);
  return formatter({ ...dateStyles[style], timeZone }).format(moment.time);
}

/** What `<time datetime>` and JavaScript read: a day, or a moment with the offset of its zone. */
function isoText({ isDay }: Moment, { wall, offset }: WallClock): string {
  const text = wall.toISOString();
  if (isDay) return text.slice(0, text.indexOf('T'));
  return offset === 0 ? text : text.replace('Z', offsetText(offset, ':'));
}

/** What a clock on the wall of a zone shows, as the Date that shows it in UTC; `offset` is in milliseconds. */
interface WallClock {
  readonly time: number;
  readonly wall: Date;
  readonly offset: number;
}

const zoneFormatter = remember(
  (timeZone: string) => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
);

function wallClock(time: number, timeZone: string): WallClock {
  const name = zoneFormatter(timeZone).format(time);
  const [, sign, hours, minutes, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
  const size = Number(hours ?? 0) * hour + Number(minutes ?? 0) * minute + Number(seconds) * second;
  const offset = sign === '-' ? -size : size;
  return { time, wall: new Date(time + offset), offset };
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.floor(Math.abs(offset) / minute);
  const [hoursPart, minutesPart] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${offset < 0 ? '-' : '+'}${hoursPart}${separator}${minutesPart}`;
}

interface Clock extends WallClock {
  readonly timeZone: string;
  readonly formatter: Formatters;
  /** Whether the format also shows the day: many languages then write the month in another form. */
  readonly hasDay: boolean;
}

/** A number is padded to `width`; a text has width 0. */
interface Directive {
  readonly width: number;
  readonly pad: string;
  readonly value: (clock: Clock) => string | number;
}

const directives: Readonly<Record<string, Directive>> = {
  '%': text(() => '%'),
  ':z': text(({ offset }) => offsetText(offset, ':')),
  A: text((clock) => part(clock, 'weekday', { weekday: 'long' })),
  B: text((clock) => monthName(clock, 'long')),
  C: digits(2, ({ wall }) => Math.floor(wall.getUTCFullYear() / 100)),
  D: text((clock) => strftime('%m/%d/%y', clock)),
  F: text((clock) => strftime('%Y-%m-%d', clock)),
  G: digits(4, ({ wall }) => thursday(wall).getUTCFullYear()),
  H: digits(2, ({ wall }) => wall.getUTCHours()),
  I: digits(2, ({ wall }) => wall.getUTCHours() % 12 || 12),
  M: digits(2, ({ wall }) => wall.getUTCMinutes()),
  P: text((clock) => dayPeriod(clock).toLowerCase()),
  R: text((clock) => strftime('%H:%M', clock)),
  S: digits(2, ({ wall }) => wall.getUTCSeconds()),
  T: text((clock) => strftime('%H:%M:%S', clock)),
  U: digits(2, ({ wall }) => weekOfYear(wall, wall.getUTCDay())),
  V: digits(2, ({ wall }) => Math.floor(dayOfYear(thursday(wall)) / 7) + 1),
  W: digits(2, ({ wall }) => weekOfYear(wall, (wall.getUTCDay() + 6) % 7)),
  X: text((clock) => whole(clock, { timeStyle: 'medium' })),
  Y: digits(4, ({ wall }) => wall.getUTCFullYear()),
  Z: text((clock) => part(clock, 'timeZoneName', { timeZoneName: 'short' })),
  a: text((clock) => part(clock, 'weekday', { weekday: 'short' })),
  b: text((clock) => monthName(clock, 'short')),
  c: text((clock) => whole(clock, { dateStyle: 'medium', timeStyle: 'medium' })),
  d: digits(2, ({ wall }) => wall.getUTCDate()),
  e: digits(2, ({ wall }) => wall.getUTCDate(), ' '),
  g: digits(2, ({ wall }) => shortYear(thursday(wall))),
  h: text((clock) => monthName(clock, 'short')),
  j: digits(3, ({ wall }) => dayOfYear(wall) + 1),
  k: digits(2, ({ wall }) => wall.getUTCHours(), ' '),
  l: digits(2, ({ wall }) => wall.getUTCHours() % 12 || 12, ' '),
  m: digits(2, ({ wall }) => wall.getUTCMonth() + 1),
  n: text(() => '\n'),
  p: text(dayPeriod),
  r: text((clock) => strftime('%I:%M:%S %p', clock)),
  s: digits(0, ({ time }) => Math.floor(time / second)),
  t: text(() => '\t'),
  u: digits(0, ({ wall }) => wall.getUTCDay() || 7),
  w: digits(0, ({ wall }) => wall.getUTCDay()),
  x: text((clock) => whole(clock, { dateStyle: 'short' })),
  y: digits(2, ({ wall }) => shortYear(wall)),
  z: text(({ offset }) => offsetText(offset, '')),
};

function text(value: Directive['value']): Directive {
  return { width: 0, pad: '', value };
}

function digits(width: number, value: Directive['value'], pad = '0'): Directive {
  return { width, pad, value };
}

/**
 * POSIX's strftime with GNU's flags: `-` no padding, `_` spaces, `0` zeros, `^` capitals.
 * https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html
 */
function strftime(format: string, clock: Clock): string {
  return format.replace(/%([-_0^]?)(:?.?)/gsu, (directive, flag: string, name: string) => {
    const known = Object.hasOwn(directives, name) ? directives[name] : undefined;
    if (!known) throw unknownDirective(directive, format);
    const { width, pad, value } = known;
    const written = padded(value(clock), flag === '-' ? 0 : width, flagPads[flag] ?? pad);
    return flag === '^' ? written.toUpperCase() : written;
  });
}

const flagPads: Readonly<Record<string, string>> = { _: ' ', 0: '0' };

function padded(value: string | number, width: number, pad: string): string {
  if (typeof value === 'string') return value;
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(width, pad)}`;
}

function whole({ time, timeZone, formatter }: Clock, options: Intl.DateTimeFormatOptions): string {
  return formatter({ ...options, timeZone }).format(time);
}

function part(
  { time, timeZone, formatter }: Clock,
  type: Intl.DateTimeFormatPartTypes,
  options: Intl.DateTimeFormatOptions,
): string {
  const parts = formatter({ ...options, timeZone }).formatToParts(time);
  return parts.find((candidate) => candidate.type === type)?.value ?? '';
}

/** `января` beside a day, `январь` alone. Where a month is a number (`1月`), the sign is no part of it beside a day. */
function monthName(clock: Clock, month: 'long' | 'short'): string {
  const besideDay = clock.hasDay ? part(clock, 'month', { month, day: 'numeric' }) : '';
  return besideDay && !/\d/.test(besideDay) ? besideDay : whole(clock, { month });
}

function dayPeriod(clock: Clock): string {
  return part(clock, 'dayPeriod', { hour: 'numeric', hour12: true });
}

function shortYear(wall: Date): number {
  return ((wall.getUTCFullYear() % 100) + 100) % 100;
}

/** Counted from 0. */
function dayOfYear(wall: Date): number {
  const first = new Date(wall);
  first.setUTCMonth(0, 1);
  return (wall.getTime() - first.getTime()) / day;
}

/** `weekday` counts from the first day of the week; the days before the year's first such day are week 0. */
function weekOfYear(wall: Date, weekday: number): number {
  return Math.floor((dayOfYear(wall) + 7 - weekday) / 7);
}

/** The Thursday of the same week: its year is the week's year (ISO 8601). */
function thursday(wall: Date): Date {
  return new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * day);
}

interface Distance {
  readonly amount: number;
  readonly unit: Intl.RelativeTimeFormatUnit;
  /** Whether the words for it hold: what was 40 days ago is `last month` only if that is the month before this one. */
  readonly inWords: boolean;
}

/** By the clock up to a day, from then on by the calendar, in whole units. */
function distance(moment: Moment, now: number, timeZone: string): Distance {
  const from = wallClock(now, timeZone).wall;
  const to = wallClock(moment.time, moment.isDay ? 'UTC' : timeZone).wall;
  const elapsed = moment.time - now;
  const days = dayNumber(to) - dayNumber(from);
  if (!moment.isDay && (Math.abs(elapsed) < day || days === 0)) return clockDistance(elapsed);
  if (Math.abs(days) < 7) return { amount: days, unit: 'day', inWords: true };
  const months = wholeMonths(from, to);
  if (months === 0) return calendarDistance('week', Math.trunc(days / 7), weekNumber(to) - weekNumber(from));
  if (Math.abs(months) < 12) return calendarDistance('month', months, monthNumber(to) - monthNumber(from));
  return calendarDistance('year', Math.trunc(months / 12), to.getUTCFullYear() - from.getUTCFullYear());
}

function clockDistance(elapsed: number): Distance {
  if (Math.abs(elapsed) < minute) return { amount: Math.trunc(elapsed / second), unit: 'second', inWords: true };
  if (Math.abs(elapsed) < hour) return { amount: Math.trunc(elapsed / minute), unit: 'minute', inWords: false };
  return { amount: Math.trunc(elapsed / hour), unit: 'hour', inWords: false };
}

function calendarDistance(unit: Intl.RelativeTimeFormatUnit, amount: number, onCalendar: number): Distance {
  return { amount, unit, inWords: amount === onCalendar };
}

/** Months that are over: from 31 January to 28 February there is none. */
function wholeMonths(from: Date, to: Date): number {
  const months = monthNumber(to) - monthNumber(from);
  const days = to.getUTCDate() - from.getUTCDate();
  return months * days < 0 ? months - Math.sign(months) : months;
}

function dayNumber(wall: Date): number {
  return Math.floor(wall.getTime() / day);
}

/** Weeks begin on Monday, and 1 January 1970 was a Thursday. */
function weekNumber(wall: Date): number {
  return Math.floor((dayNumber(wall) + 3) / 7);
}

function monthNumber(wall: Date): number {
  return wall.getUTCFullYear() * 12 + wall.getUTCMonth();
}

function knownZone(filter: string, timeZone: unknown): string {
  try {
    zoneFormatter(String(timeZone));
  } catch {
    throw unknownZone(filter, timeZone);
  }
  return String(timeZone);
}

/** What was given, short enough for one sentence. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const written = jsonOrKind(value);
  return written.length > 80 ? `${written.slice(0, 80)}…` : written;
}

function jsonOrKind(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return 'an object';
  }
}

function notADate(filter: string, value: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1020',
    message: `The filter "${filter}" takes an ISO 8601 date such as "2026-01-31", but got ${shown(value)}.`,
  });
}

function unknownDateStyle(style: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1020',
    message: `The filter "date" has no style ${shown(style)}.`,
    hint: `Use one of ${[...Object.keys(dateStyles), 'iso'].join(', ')}, or a format such as "%Y-%m-%d".`,
  });
}

function unknownDirective(directive: string, format: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1023',
    message: `The filter "date" does not know "${directive}" in the format ${shown(format)}.`,
    hint: `It knows ${Object.keys(directives)
      .map((name) => `%${name}`)
      .join(' ')}, and the flags - _ 0 ^ as in %-d.`,
  });
}

function unknownZone(filter: string, timeZone: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG1024',
    message: `The filter "${filter}" knows no time zone ${shown(timeZone)}.`,
    hint: 'Use an IANA name such as "Europe/Berlin".',
  });
}
