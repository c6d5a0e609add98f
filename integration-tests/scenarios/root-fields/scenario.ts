import { LiveView, objects, type RootField, rootField } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

export default defineScenario({
  define: (sequelize) => ({
    City: sequelize.define('City', { name: DataTypes.STRING, country: DataTypes.STRING, people: DataTypes.INTEGER }),
  }),
  fill: ({ City }) =>
    City!.bulkCreate([
      { name: 'Bonn', country: 'DE', people: 330 },
      { name: 'Oxford', country: 'UK', people: 160 },
      { name: 'Berlin', country: 'DE', people: 3_700 },
    ]),
  graphql: ({ City }) => ({
    typeDefs: `
      type Day { degrees: Float!, words: [String!]!, warmest: City }
      extend type Query { forecast(days: Int! = 1): [Day!]!, greeting(name: String!): String!, largest: City }
      extend type City { motto: String! }
    `,
    resolvers: {
      Query: {
        forecast: (_: unknown, { days }: { days: number }) =>
          Array.from({ length: days }, (_day, index) => ({
            degrees: 20.5 + index,
            words: ['dry', 'warm'].slice(0, index + 1),
            warmest: index === 1 ? objects(City!).where({ name: 'Bonn' }) : null,
          })),
        greeting: (_: unknown, { name }: { name: string }) => `Hello <${name}>`,
        largest: () => objects(City!).orderBy('-people'),
      },
      City: { motto: { requires: ['name'], resolve: ({ name }: { name: string }) => `${name}!` } },
    },
  }),
  view: () =>
    class ForecastView extends LiveView {
      static override template = 'page.njk';
      static override models = { forecast: rootField('forecast'), report: { greeting: rootField('greeting') } };
      declare forecast: RootField;
      declare largest: RootField;
      report = {};
      override async getContextData() {
        this.forecast = rootField('forecast', { days: 3 });
        this.largest = rootField('largest');
        this.report = {
          greeting: rootField('greeting', { name: 'you' }),
          byCountry: rootField('citiesAggregate', { by: ['country'] }),
        };
        return super.getContextData();
      }
    },
});
