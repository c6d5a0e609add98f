import { GraphQLError } from 'graphql';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { printContextTypes } from '../cli/contextTypes.ts';
import { explainView } from '../cli/explainView.ts';
import { printOperations } from '../cli/generateOperations.ts';
import { createLivegraftSchema } from '../data/executableSchema.ts';
import { rootField } from '../data/rootField.ts';
import { textTemplates } from '../template/templateSource.ts';
import { compileView } from './compileView.ts';
import { LiveView, type ViewClass } from './liveView.ts';
import { loadContext } from './loadContext.ts';

class City extends Model {}
const sequelize = new Sequelize('postgres://localhost/none', { logging: false });
City.init({ name: DataTypes.STRING }, { sequelize });

const schema = createLivegraftSchema([City], {
  typeDefs: `
    enum Mood { CALM WILD }
    type Day { degrees: Float!, at: DateTime, mood: Mood, words: [String!], warmest: City }
    extend type Query { forecast(days: Int! = 1, from: DateTime): [Day!]!, greeting(name: String!): String, mustNotFail: Day! }
  `,
  resolvers: {
    Query: {
      forecast: (_: unknown, { days, from }: { days: number; from?: string }) =>
        Array.from({ length: days }, (_day, degrees) => ({ degrees, at: from ? new Date(from) : null })),
      greeting: (_: unknown, { name }: { name: string }) => {
        if (name === 'nobody') throw new GraphQLError('There is nobody.');
        return `Hello ${name}`;
      },
      mustNotFail: () => {
        throw new RangeError('it failed');
      },
    },
  },
});

function compiled(template: string, models: ViewClass['models'] = {}) {
  class PageView extends LiveView {
    static override template = 'page.njk';
    static override models = models;
  }
  return compileView(PageView, { load: textTemplates({ 'page.njk': `<main lg-root>${template}</main>` }), schema });
}

function load(template: string, values: Record<string, unknown>, models?: ViewClass['models']) {
  return loadContext(compiled(template, models), values, { viewer: null });
}

const days = '{% for day in forecast %}{{ day.degrees }}{% endfor %}';

describe('a public name that holds a root field', () => {
  it('has what the template reads of what the field gives, with its arguments', async () => {
    expect(await load(days, { forecast: rootField('forecast', { days: 2 }) })).toEqual({
      forecast: [{ degrees: 0 }, { degrees: 1 }],
    });
    expect(await load(days, { forecast: rootField('forecast') })).toEqual({ forecast: [{ degrees: 0 }] });
  });

  it('takes arguments as GraphQL coerces them', async () => {
    const from = new Date('2026-01-31T09:30:00Z').toISOString();
    const shown = "{% for day in forecast %}{{ day.at | date('iso') }}{% endfor %}";
    expect(await load(shown, { forecast: rootField('forecast', { from }) })).toEqual({ forecast: [{ at: from }] });
    await expect(load(days, { forecast: rootField('forecast', { days: 'two' }) })).rejects.toThrow(
      'LG4047: "forecast" of PageView gives the root field "forecast" arguments that it does not take: Variable "$days" got invalid value "two"; Int cannot represent non-integer value: "two"',
    );
    await expect(load(days, { forecast: rootField('forecast', { dayz: 3 }) })).rejects.toThrow(
      'LG4047: "forecast" of PageView gives the root field "forecast" arguments that it does not take: "dayz" is none of them.',
    );
    await expect(load('{{ greeting }}', { greeting: rootField('greeting') })).rejects.toThrow(
      'Variable "$name" of required type "String!" was not provided.',
    );
  });

  it('may be in dicts and lists, a promise, and counted', async () => {
    const template = `{% for part in parts %}{{ part.greeting }}{% endfor %}{{ later }}{{ forecast_count }}${days}`;
    const context = await load(template, {
      parts: [{ greeting: rootField('greeting', { name: 'A' }) }, { greeting: rootField('greeting', { name: 'B' }) }],
      later: Promise.resolve(rootField('greeting', { name: 'C' })),
      forecast: rootField('forecast', { days: 3 }),
    });
    expect(context).toMatchObject({
      parts: [{ greeting: 'Hello A' }, { greeting: 'Hello B' }],
      later: 'Hello C',
      forecast_count: 3,
    });
  });

  it('is not asked for where the template does not read it', async () => {
    expect(await load('', { it: rootField('mustNotFail') })).toEqual({ it: undefined });
  });

  it('is null where the field failed and may be, and fails the page where it may not', async () => {
    expect(await load('{{ greeting }}', { greeting: rootField('greeting', { name: 'nobody' }) })).toEqual({
      greeting: null,
    });
    await expect(load('{{ it.degrees }}', { it: rootField('mustNotFail') })).rejects.toThrow(
      'LG3024: The resolver of Query.mustNotFail failed: it failed.',
    );
  });

  it('is refused where Query has no such field, or "static models" says that it holds rows', async () => {
    const message =
      'LG1081: "PageView.forecast" holds the root field "forcast", but Query has none of that name. Did you mean "forecast"?';
    expect(() => compiled(days, { forecast: rootField('forcast') })).toThrow(message);
    await expect(load(days, { forecast: rootField('forcast') })).rejects.toThrow(message);
    await expect(load('{{ city.name }}', { city: rootField('greeting') }, { city: City })).rejects.toThrow(
      'LG4002: "city" of PageView holds one City, but was assigned the root field greeting. "static models" declares what it holds.',
    );
  });
});

describe('what a declared root field is known by', () => {
  const page = compiled(
    '{% for day in report.days %}{{ day.degrees }}{{ day.mood }}{% if day.warmest %}{{ day.warmest.name }}{% endif %}{% endfor %}{{ greeting }}',
    { report: { days: rootField('forecast') }, greeting: rootField('greeting') },
  );

  it('are its types', () => {
    expect(printContextTypes([page])).toContain(`export interface PageViewContext {
  readonly report: {
    readonly days: readonly {
      readonly degrees: number;
      readonly mood: 'CALM' | 'WILD' | null;
      readonly warmest: {
        readonly id: number;
        readonly name: string | null;
      } | null;
    }[];
  };
  readonly greeting: string | null;
}`);
  });

  it('is its operation', () => {
    expect(printOperations(page)).toContain(`# report.days
# page.njk, line 1
query PageView_report_days($days: Int, $from: DateTime) {
  report_days: forecast(days: $days, from: $from) {`);
  });

  it('is what explains it', async () => {
    const { fields, names, otherPaths } = await explainView(page);
    expect(names).toEqual([]);
    expect(otherPaths).toEqual([]);
    expect(fields.map(({ name, field, paths }) => [name, field, paths])).toEqual([
      ['report.days', 'forecast', ['report.days[].degrees', 'report.days[].mood', 'report.days[].warmest.name']],
      ['greeting', 'greeting', ['greeting']],
    ]);
  });
});
