import fc from 'fast-check';
import nunjucks from 'nunjucks';
import { describe, expect, it } from 'vitest';
import { filterDeclarations } from './filterDeclarations.ts';
import { createFilters, type Locale } from './filters.ts';
import { printed } from './printed.ts';

const english: Locale = { locale: 'en-US', timeZone: 'UTC', currency: 'USD' };
const german: Locale = { locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' };
const japanese: Locale = { locale: 'ja-JP', timeZone: 'Asia/Tokyo', currency: 'JPY' };
const noon = () => new Date('2026-03-15T12:00:00Z');
const filters = createFilters(english, noon);
const own = new nunjucks.Environment([]);
const { SafeString } = nunjucks.runtime;
const html = (text: string) => new SafeString(text);

function environment(locale: Locale): nunjucks.Environment {
  const made = new nunjucks.Environment([], { autoescape: true });
  for (const [name, filter] of Object.entries(createFilters(locale, noon))) made.addFilter(name, filter);
  return made;
}

/** Intl's narrow and unbreakable spaces are shown as spaces. */
function render(page: string, context: Record<string, unknown> = {}, locale = english): string {
  return environment(locale)
    .renderString(page, context)
    .replace(/[\u202f\u00a0]/g, ' ');
}

function apply(name: string, ...args: unknown[]): unknown {
  return filters[name]!.call({ env: own }, ...(args as [unknown]));
}

function messageOf(name: string, ...args: unknown[]): string {
  try {
    return `no error but ${String(apply(name, ...args))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Arguments by name, as nunjucks hands them over. */
function named(keywords: Record<string, unknown>): unknown {
  return { ...keywords, __keywords: true };
}

it('every declared filter is there when a page renders', () => {
  const made = environment(english);
  for (const name of filterDeclarations.keys()) expect(made.getFilter(name), name).toBeTypeOf('function');
});

describe('date', () => {
  const at = '2026-01-31T23:30:05.250Z';

  it.each([
    ['date', 'Jan 31, 2026', '01.02.2026', '2026/02/01'],
    ["date('short')", '1/31/26', '01.02.26', '2026/02/01'],
    ["date('long')", 'January 31, 2026', '1. Februar 2026', '2026年2月1日'],
    ["date('full')", 'Saturday, January 31, 2026', 'Sonntag, 1. Februar 2026', '2026年2月1日日曜日'],
    ["date('time')", '11:30 PM', '00:30', '8:30'],
    ["date('datetime')", 'Jan 31, 2026, 11:30 PM', '01.02.2026, 00:30', '2026/02/01 8:30'],
    ["date('month')", 'January 2026', 'Februar 2026', '2026年2月'],
    ["date('weekday')", 'Saturday', 'Sonntag', '日曜日'],
    ["date('iso')", '2026-01-31T23:30:05.250Z', '2026-02-01T00:30:05.250+01:00', '2026-02-01T08:30:05.250+09:00'],
    ["date('short', 'Europe/Berlin')", '2/1/26', '01.02.26', '2026/02/01'],
    ["date(style='time', timeZone='America/New_York')", '6:30 PM', '18:30', '18:30'],
    ["date('time', timeZone='Asia/Kolkata')", '5:00 AM', '05:00', '5:00'],
    ["date(timeZone='Asia/Tokyo')", 'Feb 1, 2026', '01.02.2026', '2026/02/01'],
    [
      "date('%d. %B %Y, %H:%M %Z')",
      '31. January 2026, 23:30 UTC',
      '01. Februar 2026, 00:30 MEZ',
      '01. 2月 2026, 08:30 JST',
    ],
    ["date('%a %A %b %p %P')", 'Sat Saturday Jan PM pm', 'So Sonntag Feb AM am', '日 日曜日 2月 午前 午前'],
    ["date('%x %X')", '1/31/26 11:30:05 PM', '01.02.26 00:30:05', '2026/02/01 8:30:05'],
    ["date('%c')", 'Jan 31, 2026, 11:30:05 PM', '01.02.2026, 00:30:05', '2026/02/01 8:30:05'],
  ])('%s in three places', (filter, inEnglish, inGerman, inJapanese) => {
    const page = `{{ at | ${filter} }}`;
    const written = [english, german, japanese].map((locale) => render(page, { at }, locale));
    expect(written).toEqual([inEnglish, inGerman, inJapanese]);
  });

  it.each([
    ['%C %y %g %G', '20 26 26 2026'],
    ['%D %F %R %T', '02/01/26 2026-02-01 00:30 00:30:05'],
    ['%d %e %-d %_d %0e', '01  1 1  1 01'],
    ['%H %k %-H %I %l %-I', '00  0 0 12 12 12'],
    ['%j %-j %u %w', '032 32 7 0'],
    ['%U %V %W', '05 05 04'],
    ['%m %-m %M %S %s', '02 2 30 05 1769902205'],
    ['%z %:z', '+0100 +01:00'],
    ['%h %^a %^B', 'Feb SO FEBRUAR'],
    ['%r', '12:30:05 AM'],
    ['100 %% %n%t|', '100 % \n\t|'],
  ])('%s as strftime has it', (format, text) => {
    expect(createFilters(german).date!(at, format)).toBe(text);
  });

  it.each([
    ['2021-01-03', '2020-53 53 2021 01 00'],
    ['2024-12-30', '2025-01 01 2024 52 53'],
    ['2023-01-01', '2022-52 52 2023 01 00'],
    ['2024-12-31', '2025-01 01 2024 52 53'],
  ])('the weeks of %s', (day, text) => {
    expect(apply('date', day, '%G-%V %V %Y %U %W')).toBe(text);
  });

  it('beside a day a month has the form that the language wants there', () => {
    const russian = createFilters({ ...english, locale: 'ru-RU' });
    expect(russian.date!('2026-01-31', '%d %B %Y')).toBe('31 января 2026');
    expect(russian.date!('2026-01-31', '%B %Y')).toBe('январь 2026');
  });

  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59 +0100 MEZ'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00 +0200 MESZ'],
    ['2026-10-25T00:30:00Z', '2026-10-25 02:30:00 +0200 MESZ'],
    ['2026-10-25T01:30:00Z', '2026-10-25 02:30:00 +0100 MEZ'],
    ['2025-12-31T23:30:00Z', '2026-01-01 00:30:00 +0100 MEZ'],
  ])('%s when the clocks change in Berlin', (moment, text) => {
    expect(createFilters(german).date!(moment, '%F %T %z %Z')).toBe(text);
  });

  it.each([
    [new Date('2026-01-31T00:00:00Z'), '2026-01-30 19:00:00'],
    [1769817600000, '2026-01-30 19:00:00'],
    [0, '1969-12-31 19:00:00'],
    ['2026-01-31 00:00:00+00', '2026-01-30 19:00:00'],
    ['2026-01-31 05:30:00.5+0530', '2026-01-30 19:00:00'],
    ['2026-01-31T00:00', '2026-01-30 19:00:00'],
    [html('2026-01-31T00:00:00z'), '2026-01-30 19:00:00'],
    [' 2026-01-31 ', '2026-01-31 00:00:00'],
    ['0099-01-01', '0099-01-01 00:00:00'],
    ['-000044-03-15', '-0044-03-15 00:00:00'],
    [null, ''],
    [undefined, ''],
    ['', ''],
  ])('reads %s', (moment, text) => {
    expect(apply('date', moment, '%F %T', 'America/New_York')).toBe(text);
  });

  const zones = Intl.supportedValuesOf('timeZone');
  const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

  it('a day is the same day in every zone', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        expect(apply('date', day, '%F', zone)).toBe(day);
        expect(apply('date', day, 'iso', zone)).toBe(day);
      }),
    );
  });

  it('iso is the same moment in every zone', () => {
    const recent = fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(recent, fc.constantFrom(...zones), (date, zone) => {
        expect(Date.parse(String(apply('date', date, 'iso', zone)))).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ['soon', '"soon"'],
    [{ a: 1 }, '{"a":1}'],
    ['2026-02-30', '"2026-02-30"'],
    ['2026-01-31T25:00Z', '"2026-01-31T25:00Z"'],
    ['Jan 31 2026', '"Jan 31 2026"'],
    [new Date(Number.NaN), 'null'],
    [Number.NaN, 'NaN'],
    [8.64e15, '8640000000000000'],
    [12n, '12'],
    [{ n: 1n }, 'an object'],
    [true, 'true'],
    ['x'.repeat(200), `"${'x'.repeat(79)}…`],
  ])('refuses %s', (value, given) => {
    const message = `takes an ISO 8601 date such as "2026-01-31", but got ${given}.`;
    expect(messageOf('date', value)).toBe(`LG1020: The filter "date" ${message}`);
    expect(messageOf('timeago', value)).toBe(`LG1020: The filter "timeago" ${message}`);
  });

  it.each(['tiny', 'toString'])('has no style %s', (style) => {
    expect(messageOf('date', '2026-01-31', style)).toBe(
      `LG1020: The filter "date" has no style "${style}". Use one of short, medium, long, full, time, datetime, month, weekday, iso, or a format such as "%Y-%m-%d".`,
    );
  });

  it.each([
    ['%Y-%Q', '%Q'],
    ['%-E', '%-E'],
    ['100%', '%'],
  ])('knows what it does not know in %s', (format, directive) => {
    expect(messageOf('date', '2026-01-31', format)).toBe(
      `LG1023: The filter "date" does not know "${directive}" in the format "${format}". It knows %% %:z %A %B %C %D %F %G %H %I %M %P %R %S %T %U %V %W %X %Y %Z %a %b %c %d %e %g %h %j %k %l %m %n %p %r %s %t %u %w %x %y %z, and the flags - _ 0 ^ as in %-d.`,
    );
  });

  it('refuses a zone that there is not', () => {
    const rest = 'knows no time zone "Mars/Olympus". Use an IANA name such as "Europe/Berlin".';
    expect(messageOf('date', '2026-01-31', 'short', 'Mars/Olympus')).toBe(`LG1024: The filter "date" ${rest}`);
    expect(messageOf('timeago', '2026-01-31', 'Mars/Olympus')).toBe(`LG1024: The filter "timeago" ${rest}`);
    expect(() => createFilters({ ...english, timeZone: 'Mars/Olympus' })).toThrow('Mars/Olympus');
  });
});

describe('timeago', () => {
  it.each([
    ['2026-03-15T12:00:00Z', 'now', 'jetzt', '今'],
    ['2026-03-15T11:59:20Z', '40 seconds ago', 'vor 40 Sekunden', '40 秒前'],
    ['2026-03-15T11:55:00Z', '5 minutes ago', 'vor 5 Minuten', '5 分前'],
    ['2026-03-15T12:59:59Z', 'in 59 minutes', 'in 59 Minuten', '59 分後'],
    ['2026-03-14T12:00:01Z', '23 hours ago', 'vor 23 Stunden', '23 時間前'],
    ['2026-03-14T11:00:00Z', 'yesterday', 'gestern', '昨日'],
    ['2026-03-13T23:00:00Z', '2 days ago', 'gestern', '昨日'],
    ['2026-03-15', 'today', 'heute', '今日'],
    ['2026-03-16', 'tomorrow', 'morgen', '明日'],
    ['2026-03-17', 'in 2 days', 'übermorgen', '明後日'],
    ['2026-03-08', 'last week', 'letzte Woche', '先週'],
    ['2026-03-24', 'in 1 week', 'in 1 Woche', '1 週間後'],
    ['2026-03-01', '2 weeks ago', 'vor 2 Wochen', '2 週間前'],
    ['2026-02-15', 'last month', 'letzten Monat', '先月'],
    ['2026-01-31', '1 month ago', 'vor 1 Monat', '1 か月前'],
    ['2026-06-20', 'in 3 months', 'in 3 Monaten', '3 か月後'],
    ['2025-03-16', '11 months ago', 'vor 11 Monaten', '11 か月前'],
    ['2025-03-15', 'last year', 'letztes Jahr', '昨年'],
    ['2024-12-31', '1 year ago', 'vor 1 Jahr', '1 年前'],
    ['2030-01-01', 'in 3 years', 'in 3 Jahren', '3 年後'],
  ])('%s at noon of 15 March 2026', (moment, ...texts) => {
    const written = [english, german, japanese].map((locale) => createFilters(locale, noon).timeago!(moment));
    expect(written).toEqual(texts);
  });

  it('takes a zone, because yesterday depends on it', () => {
    const at = '2026-03-14T11:00:00Z';
    expect(render("{{ at | timeago('Pacific/Kiritimati') }}", { at })).toBe('yesterday');
    expect(render("{{ at | timeago(timeZone='Pacific/Kiritimati') }}", { at: '2026-03-14T09:00:00Z' })).toBe(
      '2 days ago',
    );
  });

  it('a day of 25 hours does not end before it is over', () => {
    const late = () => new Date('2026-10-25T22:30:00Z');
    expect(createFilters({ ...german, locale: 'en-US' }, late).timeago!('2026-10-24T22:15:00Z')).toBe('24 hours ago');
  });

  it('prints nothing for nothing', () => {
    expect([null, undefined, ''].map((value) => apply('timeago', value))).toEqual(['', '', '']);
  });
});

describe('number and currency', () => {
  it.each([
    ['1234567.891 | number', '1,234,567.891', '1.234.567,891', '1,234,567.891'],
    ['"1234.50" | number', '1,234.5', '1.234,5', '1,234.5'],
    ['"9007199254740993" | number', '9,007,199,254,740,993', '9.007.199.254.740.993', '9,007,199,254,740,993'],
    ['0 | number', '0', '0', '0'],
    ['"1e3" | number', '1,000', '1.000', '1,000'],
    ['1234.5 | number(2)', '1,234.50', '1.234,50', '1,234.50'],
    ['1.005 | number(0)', '1', '1', '1'],
    ['1.23456 | number(maximumFractionDigits=1)', '1.2', '1,2', '1.2'],
    ['1.5 | number(minimumFractionDigits=4)', '1.5000', '1,5000', '1.5000'],
    ['1.23456 | number(2, maximumFractionDigits=4)', '1.2346', '1,2346', '1.2346'],
    ['0.125 | number(style="percent")', '13%', '13 %', '13%'],
    ['0.125 | number(1, style="percent")', '12.5%', '12,5 %', '12.5%'],
    ['12345678 | number(style="compact")', '12M', '12 Mio.', '1235万'],
    ['"1250.5" | currency', '$1,250.50', '1.250,50 €', '￥1,251'],
    [
      '"99999999999999999.99" | currency',
      '$99,999,999,999,999,999.99',
      '99.999.999.999.999.999,99 €',
      '￥100,000,000,000,000,000',
    ],
    ['-3 | currency("GBP")', '-£3.00', '-3,00 £', '-£3.00'],
    ['3 | currency(currency="USD")', '$3.00', '3,00 $', '$3.00'],
    ['none | number', '', '', ''],
    ['missing | currency', '', '', ''],
    ['"" | number', '', '', ''],
  ])('{{ %s }} in three places', (expression, ...texts) => {
    const written = [english, german, japanese].map((locale) => render(`{{ ${expression} }}`, {}, locale));
    expect(written).toEqual(texts);
  });

  it('a BigInt and HTML that is a number are numbers', () => {
    expect(apply('number', 9007199254740993n)).toBe('9,007,199,254,740,993');
    expect(apply('number', html('1234.5'))).toBe('1,234.5');
  });

  it.each(['number', 'currency', 'pluralize'])('%s refuses what is no number', (name) => {
    const message = (given: string) => `LG1021: The filter "${name}" takes a number, but got ${given}.`;
    expect(messageOf(name, 'many')).toBe(message('"many"'));
    expect(messageOf(name, ' ')).toBe(message('" "'));
    expect(messageOf(name, Number.NaN)).toBe(message('NaN'));
    expect(messageOf(name, true)).toBe(message('true'));
    expect(messageOf(name, { a: 1 })).toBe(message('{"a":1}'));
  });

  it.each([
    [['number', 1, 101], 'LG1025: The filter "number" takes 0 to 100 fraction digits, but got 101.'],
    [['number', 1, 'two'], 'LG1025: The filter "number" takes 0 to 100 fraction digits, but got "two".'],
    [
      ['number', 1, named({ minimumFractionDigits: 3, maximumFractionDigits: 2 })],
      'LG1025: The filter "number" cannot write at least 3 and at most 2 fraction digits.',
    ],
    [
      ['number', 1, named({ style: 'roman' })],
      'LG1025: The filter "number" has no style "roman". Use one of decimal, percent, compact.',
    ],
    [
      ['currency', 1, 'EURO'],
      'LG1025: The filter "currency" knows no currency "EURO". Use an ISO 4217 code such as "EUR".',
    ],
  ] as [[string, ...unknown[]], string][])('refuses %j', (call, message) => {
    expect(messageOf(...call)).toBe(message);
  });
});

describe('pluralize', () => {
  it.each([
    ['request{{ 0 | pluralize }}', 'requests'],
    ['request{{ 1 | pluralize }}', 'request'],
    ['request{{ 2 | pluralize }}', 'requests'],
    ['request{{ "1" | pluralize }}', 'request'],
    ['request{{ "1.5" | pluralize }}', 'requests'],
    ['request{{ [7] | pluralize }}', 'request'],
    ['request{{ [] | pluralize }}', 'requests'],
    ['bus{{ 2 | pluralize("es") }}', 'buses'],
    ['bus{{ 1 | pluralize("es") }}', 'bus'],
    ['cit{{ 1 | pluralize("y,ies") }}', 'city'],
    ['cit{{ 3 | pluralize(suffix="y,ies") }}', 'cities'],
    ['request{{ missing | pluralize }}', 'request'],
    ['{{ 1 | pluralize(one="child", other="children") }}', 'child'],
    ['{{ 4 | pluralize(one="child", other="children") }}', 'children'],
    ['{{ 0 | pluralize(zero="nobody", one="child", other="children") }}', 'nobody'],
    ['{{ 0 | pluralize(one="child", other="children") }}', 'children'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });

  it('counts sets and maps', () => {
    expect(apply('pluralize', new Set([1]))).toBe('');
    expect(apply('pluralize', new Map())).toBe('s');
  });

  it('chooses as the language does', () => {
    const page = '{{ n | pluralize(one="запрос", few="запроса", many="запросов", other="запроса") }}';
    const written = [1, 2, 5, 21, 1.5].map((n) => render(page, { n }, { ...english, locale: 'ru-RU' }));
    expect(written).toEqual(['запрос', 'запроса', 'запросов', 'запрос', 'запроса']);
  });

  it('refuses what it cannot choose from', () => {
    expect(messageOf('pluralize', 2, 'a,b,c')).toBe(
      `LG1026: The filter "pluralize" takes one or two endings, but got "a,b,c". Write pluralize('y,ies'), or pluralize(one='…', few='…', other='…') where a language has more.`,
    );
    expect(messageOf('pluralize', 2, named({ one: 'child' }))).toBe(
      `LG1026: The filter "pluralize" needs the form "other" beside the others. Write pluralize(one='child', other='children').`,
    );
  });
});

describe('arguments by name', () => {
  it('an unknown one is named with the known', () => {
    expect(messageOf('date', '2026-01-31', named({ timezone: 'UTC' }))).toBe(
      'LG1022: The filter "date" has no argument "timezone". Did you mean "timeZone"? It takes style, timeZone.',
    );
    expect(messageOf('number', 1, named({ xyz: 1 }))).toBe(
      'LG1022: The filter "number" has no argument "xyz". It takes digits, minimumFractionDigits, maximumFractionDigits, style.',
    );
    expect(messageOf('upper', 'a', named({ x: 1 }))).toBe(
      'LG1022: The filter "upper" has no argument "x". It takes none by name.',
    );
  });

  it('one too many by place is refused, not lost', () => {
    expect(messageOf('pluralize', 2, 'y', 'ies')).toBe(
      'LG1022: The filter "pluralize" takes 1 arguments by place, but got 2.',
    );
  });

  it.each([
    ['{{ "a long text" | truncate(length=6, end="…") }}', 'a long…'],
    ['{{ "aXbX" | replace(old="X", new="-", count=1) }}', 'a-bX'],
    ['{{ [{n: 2}, {n: 1}] | sort(attribute="n") | join(",", attribute="n") }}', '1,2'],
    ['{{ [{n: 2}, {n: 3}] | sum(attribute="n", start=10) }}', '15'],
    ['{{ missing | default(default_value="-") }}', '-'],
    ['{{ "x" | int(default=7) }} {{ "ff" | int(base=16) }}', '7 255'],
    ['{{ 3.14159 | round(precision=2) }}', '3.14'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });
});

describe('join', () => {
  const tags = [
    { __str__: 'Tag 1', label: 'old', owner: { __str__: 'Ann', name: 'Ann' } },
    { __str__: 'Tag 2', label: '<new>', owner: null },
  ];
  it.each([
    ['{{ tags | join }}', 'Tag 1Tag 2'],
    ['{{ tags | join(", ") }}', 'Tag 1, Tag 2'],
    ['{{ tags | join(", ", "label") }}', 'old, &lt;new&gt;'],
    ['{{ tags | join(", ", "owner") }}', 'Ann, '],
    ['{{ tags | join(", ", "owner.name") }}', 'Ann, '],
    ['{{ tags | join(", ", attribute="label") }}', 'old, &lt;new&gt;'],
    ['{{ tags | join(d="-", attribute="label") }}', 'old-&lt;new&gt;'],
    ['{{ ["a", "<b>", 3, false, none] | join(" < ") }}', 'a &lt; &lt;b&gt; &lt; 3 &lt; false &lt; '],
    ['{{ ["a", "b"] | join("<br>" | safe) | safe }}', 'a<br>b'],
    ['[{{ none | join(",") }}{{ missing | join(",") }}{{ [] | join(",") }}]', '[]'],
  ])('%s', (page, text) => {
    expect(render(page, { tags })).toBe(text);
  });
});

describe('map', () => {
  const requests = [
    { title: 'Leak', tenant: { user: { email: 'ann@example.com' } } },
    { title: 'Noise', tenant: null },
  ];

  it.each([
    ['title', ['Leak', 'Noise']],
    ['tenant.user.email', ['ann@example.com', null]],
    ['titel', [null, null]],
    ['constructor', [null, null]],
    ['title.length', [null, null]],
  ])('%s of each', (attribute, values) => {
    expect(apply('map', requests, attribute)).toEqual(values);
    expect(apply('map', requests, named({ attribute }))).toEqual(values);
  });

  it('of nothing is nothing, and of no name an error', () => {
    expect(apply('map', null, 'title')).toEqual([]);
    expect(messageOf('map', requests)).toBe(
      `LG1029: The filter "map" needs the name of an attribute. Write map('name') or map('owner.name').`,
    );
  });
});

describe('unique', () => {
  const ann = { id: 1, name: 'Ann' };
  const bob = { id: 2, name: 'Bob', boss: ann };

  it.each([
    [
      [3, 1, 3, '3', 1],
      [3, 1, '3'],
    ],
    [
      ['a', 'A', html('a'), null, undefined],
      ['a', 'A', null],
    ],
    [
      [ann, bob, { id: 1, name: 'Ann, read elsewhere' }],
      [ann, bob],
    ],
    [
      [{ a: 1 }, { a: 2 }, { a: 1 }],
      [{ a: 1 }, { a: 2 }],
    ],
    [
      [[1], [1], [2]],
      [[1], [2]],
    ],
    [null, []],
  ])('of %j keeps the first of each', (list, kept) => {
    expect(apply('unique', list)).toEqual(kept);
  });

  it('by an attribute', () => {
    const list = [ann, bob, { id: 3, name: 'Ann' }, { id: 4, name: 'Eve', boss: { id: 1 } }];
    expect(apply('unique', list, 'name')).toEqual([ann, bob, list[3]]);
    expect(apply('unique', list, named({ attribute: 'boss.id' }))).toEqual([ann, bob]);
  });

  it('twice is the same as once', () => {
    const items = fc.array(
      fc.oneof(fc.integer({ max: 3, min: 0 }), fc.constantFrom('0', 'a', null, true), fc.jsonValue()),
    );
    fc.assert(
      fc.property(items, (list) => {
        const once = apply('unique', list) as unknown[];
        expect(apply('unique', once)).toEqual(once);
        for (const item of list) expect(once).toContainEqual(item);
      }),
    );
  });
});

describe('tojson', () => {
  it.each([
    [{ a: [1, 'x', null] }, '{"a":[1,"x",null]}'],
    ["</script>&'", '"\\u003c/script\\u003e\\u0026\\u0027"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    [undefined, 'null'],
    [null, 'null'],
    [html('<b>'), '"\\u003cb\\u003e"'],
    [{ at: new Date('2026-01-31T00:00:00Z') }, '{"at":"2026-01-31T00:00:00.000Z"}'],
  ])('of %s', (value, json) => {
    expect(String(apply('tojson', value))).toBe(json);
  });

  it('is not escaped once more, and can be indented', () => {
    expect(render('<script>let a = {{ a | tojson }};</script>', { a: { b: "it's" } })).toBe(
      '<script>let a = {"b":"it\\u0027s"};</script>',
    );
    expect(render('{{ a | tojson(indent=2) }}', { a: { b: 1 } })).toBe('{\n  "b": 1\n}');
  });

  it('round-trips, without what could end a script or an attribute', () => {
    const hostile = fc.constantFrom('</script>', '<!--', "'", '&quot;', '\u2028', '\u2029', '\ud800');
    const strings = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    const values = fc.oneof(fc.jsonValue(), fc.dictionary(strings, fc.oneof(strings, fc.array(strings))));
    fc.assert(
      fc.property(values, (value) => {
        const json = String(apply('tojson', value));
        expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(value));
        expect(json).not.toMatch(/[<>&'\u2028\u2029]/);
      }),
    );
  });

  it.each(['tojson', 'dump', 'unique'])('%s says what JSON cannot hold', (name) => {
    const list: unknown[] = [{ n: 12n }];
    expect(messageOf(name, name === 'unique' ? list : list[0])).toBe(
      `LG1027: The filter "${name}" cannot write the BigInt 12: JSON has nothing for it. Give it plain data, with large numbers as text.`,
    );
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(messageOf(name, cyclic)).toBe(
      `LG1027: The filter "${name}" cannot write data that holds itself: JSON has nothing for it. Give it plain data, with large numbers as text.`,
    );
  });

  it('what fails otherwise fails as it does', () => {
    const failing = {
      toJSON: () => {
        throw new TypeError('no');
      },
    };
    expect(messageOf('tojson', failing)).toBe('no');
  });
});

describe('nothing', () => {
  const expressions = [
    ...['capitalize', 'date', 'currency', 'escape', 'indent', 'lower', 'nl2br', 'number', 'replace("a", "b")', 'safe'],
    ...['string', 'striptags', 'timeago', 'title', 'trim', 'truncate', 'upper', 'urlencode', 'urlize', 'wordcount'],
    ...['abs', 'float', 'int', 'round', 'pluralize', 'batch(2)', 'dictsort', 'first', 'join', 'last', 'list', 'random'],
    ...[
      'map("a")',
      'reject',
      'rejectattr("a")',
      'reverse',
      'select',
      'selectattr("a")',
      'sort',
      'sort(attribute="a.b")',
    ],
    ...['unique', 'unique("a.b")', 'center(0 - 1)'],
  ];
  it.each(expressions)('| %s prints nothing', (filter) => {
    expect(render(`[{{ none | ${filter} }}{{ missing | ${filter} }}]`)).toBe('[]');
  });

  it('has no groups, no sum and empty slices', () => {
    expect(render('{% for k, v in missing | groupby("a") %}{{ k }}{% endfor %}')).toBe('');
    expect(render('{{ missing | sum("a") }} {{ none | sum }} {{ missing | length }}')).toBe('0 0 0');
    expect(render('{% for part in none | slice(2) %}<{{ part }}>{% endfor %}')).toBe('<><>');
    expect(render('{{ none | center(3) }}|')).toBe('   |');
  });

  it('in the middle of a path breaks no list', () => {
    const items = [{ owner: { name: 'b', pay: 2 } }, { owner: null }, null, { owner: { name: 'a', pay: 3 } }];
    const names = (list: unknown) => (list as typeof items).map((item) => item?.owner?.name ?? null);
    expect(names(apply('sort', items, named({ attribute: 'owner.name' })))).toEqual(['a', 'b', null, null]);
    expect(names(apply('sort', items, true, false, 'owner.name'))).toEqual([null, null, 'b', 'a']);
    expect(apply('sum', items, 'owner.pay')).toBe(5);
    expect(names(apply('selectattr', items, 'owner.name'))).toEqual(['b', 'a']);
    expect(names(apply('rejectattr', items, 'owner.name'))).toEqual([null, null]);
    expect(Object.keys(apply('groupby', items, 'owner.name') as object)).toEqual(['b', 'undefined', 'a']);
  });
});

it.each([
  ['12.5 | upper', '12.5'],
  ['12.5 | capitalize', '12.5'],
  ['12.5 | trim', '12.5'],
  ['12.5 | replace(".", ",")', '12,5'],
  ['12.5 | urlencode', '12.5'],
  ['12.5 | nl2br', '12.5'],
  ['12.5 | urlize', '12.5'],
  ['12.5 | wordcount', '2'],
  ['12.5 | center(8)', '  12.5  '],
  ['1234567 | truncate(3)', '123...'],
  ['true | title', 'True'],
  ['["a", "b"] | upper', 'A,B'],
  ['bare | upper', '[OBJECT OBJECT]'],
])('{{ %s }} prints too', (expression, text) => {
  expect(render(`{{ ${expression} }}`, { bare: Object.create(null) })).toBe(text);
});

describe("as nunjucks' own", () => {
  const pieces = fc.constantFrom(
    ...['<', '>', '</', '<!--', '-->', '-', '!', 'a', 'B', '_', '1', '/', '&', '"'],
    ...[' ', '  ', '\n', '\n\n\n', '\r\n', '\t', '\u00a0', '\u2028', '\ufeff', 'é', '😀'],
  );
  const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
  const lists = fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 9 });
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const small = fc.integer({ min: 1, max: 12 });

  const cases: [name: string, value: fc.Arbitrary<unknown>, ...args: fc.Arbitrary<unknown>[]][] = [
    ['trim', texts],
    ['striptags', texts, some(fc.boolean())],
    ['center', texts, some(small)],
    ['indent', texts, some(small), some(fc.boolean())],
    [
      'replace',
      texts,
      fc.oneof(texts, pieces, fc.constant(1), fc.constant(null)),
      pieces,
      some(fc.integer({ min: -1, max: 3 })),
    ],
    ['urlencode', texts],
    ['urlencode', fc.dictionary(pieces, texts)],
    ['sort', lists, fc.boolean()],
    ['sort', fc.array(pieces), fc.boolean(), fc.boolean()],
    ['sort', fc.array(fc.record({ a: fc.record({ b: small }) })), fc.boolean(), fc.boolean(), fc.constant('a.b')],
    ['groupby', fc.array(fc.record({ a: fc.oneof(small, fc.constantFrom('x', null, true)) })), fc.constant('a')],
    ['sum', lists],
    ['sum', fc.array(fc.record({ a: small })), fc.constant('a'), small],
    ['selectattr', fc.array(fc.record({ a: fc.boolean() })), fc.constant('a')],
    ['rejectattr', fc.array(fc.record({ a: fc.boolean() })), fc.constant('a')],
    ['select', lists, fc.constant('odd')],
    ['reject', lists],
    ['batch', lists, small, some(small)],
    ['slice', lists, small, some(small)],
    ['join', lists, some(texts)],
    ['first', fc.oneof(lists, texts)],
    ['last', fc.oneof(lists, texts)],
    ['list', fc.oneof(lists, texts)],
    ['reverse', fc.oneof(lists, texts)],
    ['dictsort', fc.dictionary(pieces, small), some(fc.boolean()), some(fc.constantFrom('key', 'value'))],
    ['round', fc.double(), some(small), some(fc.constantFrom('ceil', 'floor'))],
    ['string', fc.oneof(texts, small, fc.boolean())],
  ];
  it.each(cases)('%s', (name, value, ...args) => {
    const nunjucksFilter = own.getFilter(name);
    fc.assert(
      fc.property(value, fc.boolean(), fc.tuple(...args), (given, safe, rest) => {
        const input =
          safe && typeof given === 'string' && !['list', 'reverse', 'urlencode', 'first', 'last'].includes(name)
            ? html(given)
            : given;
        const before = structuredClone(given);
        const expected = nunjucksFilter.call({ env: { ...own, opts: {}, getTest: testOf } }, input, ...rest);
        expect(apply(name, input, ...rest)).toEqual(expected);
        expect(given, 'is left as it was').toEqual(before);
      }),
      { numRuns: 400 },
    );
  });
});

/** A filter that kept what was HTML and escaped what was not. */
it.each([
  ['trim', [' <b> '], '<b>'],
  ['striptags', ['<i>a</i> &lt;'], 'a &lt;'],
  ['center', ['<b>', 5], ' <b> '],
  ['indent', ['<b>\n<i>', 1], '<b>\n <i>'],
  ['replace', ['<b>', 'b', 'i'], '<i>'],
  ['nl2br', ['<b>\n'], '<b><br />\n'],
  ['title', ['<b>'], '<b>'],
  ['string', ['<b>'], '<b>'],
] as [string, [string, ...unknown[]], string][])(
  '%s of HTML is HTML, of text is text',
  (name, [text, ...args], result) => {
    const safe = apply(name, html(text), ...args);
    expect(safe).toBeInstanceOf(SafeString);
    expect(String(safe)).toBe(result);
    expect(apply(name, text, ...args)).toBe(result);
  },
);

describe('hostile input', () => {
  const repeated = (text: string) => (length: number) => text.repeat(Math.ceil(length / text.length));
  const inputs: [string, (length: number) => string][] = [
    ['spaces', (length) => `a${' '.repeat(length)}b`],
    ['line breaks', (length) => `a${' \n'.repeat(length / 2)}b`],
    ['<', repeated('<')],
    ['<a <a', repeated('<a ')],
    ['<!--', repeated('<!--')],
    ['<a_', repeated('<a_')],
    ['</a>', repeated('</a>')],
  ];
  const filtersOfText = ['trim', 'striptags', 'urlize'];
  const calls = filtersOfText.flatMap((name) => inputs.map(([what, make]) => [name, what, make] as const));

  it.each(calls)('%s takes time proportional to the length of %s', (name, _what, make) => {
    expect(growth((length) => apply(name, make(length)))).toBeLessThan(200);
  });

  it.each(inputs)('striptags that keeps line breaks takes time proportional to the length of %s', (_what, make) => {
    expect(growth((length) => apply('striptags', make(length), true))).toBeLessThan(200);
  });

  it('replace takes time proportional to both lengths', () => {
    const half = (length: number) => 'a'.repeat(length / 4);
    expect(
      growth((length) => apply('replace', 'a'.repeat(length), `${half(length)}b${half(length)}`, '')),
    ).toBeLessThan(200);
  });

  it('replace finds what overlaps itself', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 24 });
    const wanted = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(letters, wanted, (text, old) => {
        expect(apply('replace', text, old, '-')).toBe(text.split(old).join('-'));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [['center', 'a', 1e9], 'center" would make a text of 1000000000 characters. The most is 10000000'],
    [['indent', 'a\nb\n', 1e9], 'indent" would make a text of 3000000004 characters. The most is 10000000'],
    [
      ['replace', 'a'.repeat(10_000), 'a', 'b'.repeat(10_000)],
      'replace" would make a text of 100000000 characters. The most is 10000000',
    ],
    [['batch', [1], 1e9, 'x'], 'batch" would make 1000000000 items. The most is 100000'],
    [['slice', [1], 1e9], 'slice" would make 1000000000 items. The most is 100000'],
  ] as [[string, ...unknown[]], string][])('one argument makes no page of a gigabyte: %#', (call, message) => {
    expect(messageOf(...call)).toBe(`LG1028: The filter "${message}: give it smaller arguments.`);
  });

  it('half a character and a group called constructor are data like other', () => {
    expect(apply('urlencode', 'a\ud800b')).toBe('a%EF%BF%BDb');
    const groups = apply('groupby', [{ a: 'constructor' }, { a: '__proto__' }], 'a') as object;
    expect(Object.entries(groups)).toEqual([
      ['constructor', [{ a: 'constructor' }]],
      ['__proto__', [{ a: '__proto__' }]],
    ]);
  });

  /** How much more work twenty times as much is: some 20 in linear, 400 in quadratic time. */
  function growth(run: (length: number) => unknown): number {
    return (
      leastWork(() => run(1_000_000)) /
      Math.max(
        1,
        leastWork(() => run(50_000)),
      )
    );
  }

  /** In milliseconds of the processor, so that a busy machine does not count. */
  function leastWork(run: () => unknown): number {
    const works = [1, 2].map(() => {
      const before = process.cpuUsage();
      run();
      return process.cpuUsage(before).user / 1000;
    });
    return Math.min(...works);
  }
});

it('a model prints as its __str__, and anything else as it is', () => {
  expect(printed({ __str__: 'Elm St', id: 3 })).toBe('Elm St');
  expect(printed('text')).toBe('text');
  expect(printed(null)).toBeNull();
  expect(printed(Object.create({ __str__: 'inherited' }))).toEqual({});
});

function testOf(name: string): unknown {
  return (own as unknown as { getTest(test: string): unknown }).getTest(name);
}
