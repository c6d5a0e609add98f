import { describe, expect, it } from 'vitest';
import { createEnvironment, defaultLocale } from './environment.ts';
import { createFilters, filterDeclarations, printed } from './filters.ts';
import { textTemplates } from './templateSource.ts';

function render(page: string, context: Record<string, unknown> = {}, locale = defaultLocale): string {
  return createEnvironment(textTemplates({ page }), locale).render('page', context);
}

it('every declared filter is there when a page renders', () => {
  const page = [...filterDeclarations.keys()].map((name) => `{{ 1 | ${name} if no }}`).join('');
  expect(render(page)).toBe('');
});

describe('date', () => {
  it.each([
    ['{{ at | date }}', 'Jan 31, 2026'],
    ["{{ at | date('short') }}", '1/31/26'],
    ["{{ at | date('long') }}", 'January 31, 2026'],
    ["{{ at | date('full') }}", 'Saturday, January 31, 2026'],
    ["{{ at | date('time') }}", '11:30 PM'],
    ["{{ at | date('datetime') }}", 'Jan 31, 2026, 11:30 PM'],
    ['{{ day | date }}', 'Feb 28, 2026'],
    ['[{{ none | date }}{{ missing | date }}{{ "" | date }}]', '[]'],
  ])('%s', (page, text) => {
    const context = { at: '2026-01-31T23:30:00.000Z', day: '2026-02-28' };
    expect(render(page, context).replaceAll('\u202f', ' ')).toBe(text);
  });

  it('writes a moment in the time zone, and a day as the same day everywhere', () => {
    const tokyo = { locale: 'de-DE', timeZone: 'Asia/Tokyo', currency: 'EUR' };
    const page = "{{ at | date('short') }} {{ day | date('short') }} {{ moment | date('time') }}";
    const context = { at: '2026-01-31T23:30:00.000Z', day: '2026-01-31', moment: new Date('2026-01-31T00:00:00Z') };
    expect(render(page, context, tokyo)).toBe('01.02.26 31.01.26 09:00');
    expect(render(page, context, { ...tokyo, timeZone: 'America/New_York' })).toBe('31.01.26 31.01.26 19:00');
  });

  it.each([
    [
      '"soon" | date',
      'LG1020: The template "page" does not render: The filter "date" takes an ISO 8601 date such as "2026-01-31", but got "soon".',
    ],
    [
      '{ a: 1 } | date',
      'LG1020: The template "page" does not render: The filter "date" takes an ISO 8601 date such as "2026-01-31", but got {"a":1}.',
    ],
    [
      '"2026-01-31" | date("tiny")',
      'LG1020: The template "page" does not render: The filter "date" has no style "tiny". Use one of short, medium, long, full, time, datetime.',
    ],
    [
      '"2026-01-31" | date("short of a day")',
      'LG1020: The template "page" does not render: The filter "date" has no style "short of a day". Use one of short, medium, long, full, time, datetime.',
    ],
  ])('refuses %s', (expression, message) => {
    expect(() => render(`{{ ${expression} }}`)).toThrow(expect.objectContaining({ message }));
  });
});

describe('number and currency', () => {
  it.each([
    ['{{ 1234567.891 | number }}', '1,234,567.891'],
    ['{{ "1234.50" | number }}', '1,234.5'],
    ['{{ "9007199254740993" | number }}', '9,007,199,254,740,993'],
    ['{{ 0 | number }}', '0'],
    ['{{ "1250.5" | currency }}', '$1,250.50'],
    ['{{ "99999999999999999.99" | currency }}', '$99,999,999,999,999,999.99'],
    ['{{ -3 | currency("EUR") }}', '-€3.00'],
    ['[{{ none | number }}{{ missing | currency }}{{ "" | number }}]', '[]'],
  ])('%s', (page, text) => {
    expect(render(page)).toBe(text);
  });

  it('write as the locale does', () => {
    const locale = { locale: 'de-DE', timeZone: 'UTC', currency: 'EUR' };
    expect(render('{{ 1234.5 | number }} {{ 1234.5 | currency }}', {}, locale)).toBe('1.234,5 1.234,50\u00a0€');
  });

  it.each(['number', 'currency'])('%s refuses what is no number', (name) => {
    expect(() => render(`{{ "many" | ${name} }}`)).toThrow(
      expect.objectContaining({
        code: 'LG1021',
        message: `LG1021: The template "page" does not render: The filter "${name}" takes a number, but got "many".`,
      }),
    );
  });
});

describe('join', () => {
  const tags = [
    { __str__: 'Tag 1', label: 'old', owner: { name: 'Ann' } },
    { __str__: 'Tag 2', label: '<new>', owner: null },
  ];
  it.each([
    ['{{ tags | join }}', 'Tag 1Tag 2'],
    ['{{ tags | join(", ") }}', 'Tag 1, Tag 2'],
    ['{{ tags | join(", ", "label") }}', 'old, &lt;new&gt;'],
    ['{{ tags | join(", ", "owner.name") }}', 'Ann, '],
    ['{{ tags | join(", ", attribute="label") }}', 'old, &lt;new&gt;'],
    ['{{ tags | join(d="-", attribute="label") }}', 'old-&lt;new&gt;'],
    ['{{ ["a", "<b>", 3] | join(" < ") }}', 'a &lt; &lt;b&gt; &lt; 3'],
    ['{{ ["a", "b"] | join("<br>" | safe) | safe }}', 'a<br>b'],
    ['[{{ none | join(",") }}{{ missing | join(",") }}{{ [] | join(",") }}]', '[]'],
  ])('%s', (page, text) => {
    expect(render(page, { tags })).toBe(text);
  });
});

it('a model prints as its __str__, and anything else as it is', () => {
  expect(printed({ __str__: 'Elm St', id: 3 })).toBe('Elm St');
  expect(printed('text')).toBe('text');
  expect(printed(null)).toBeNull();
  expect(printed(Object.create({ __str__: 'inherited' }))).toEqual({});
});

it('formatters are made once, for one locale', () => {
  const { number } = createFilters({ locale: 'fr-FR', timeZone: 'UTC', currency: 'EUR' }) as {
    number(n: number): string;
  };
  expect(number(1234.5)).toBe('1\u202f234,5');
  expect(() => createFilters({ ...defaultLocale, timeZone: 'Mars/Olympus' })).toThrow('Mars/Olympus');
});
