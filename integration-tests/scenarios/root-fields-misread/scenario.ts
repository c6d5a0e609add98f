import { LiveView, rootField } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

export default defineScenario({
  define: (sequelize) => ({ City: sequelize.define('City', { name: DataTypes.STRING }) }),
  fill: ({ City }) => City!.bulkCreate([{ name: 'Bonn' }]),
  graphql: () => ({
    typeDefs: `
      type Day { degrees: Float!, warmest: City }
      extend type Query { forecast: [Day!]!, greeting: String! }
    `,
    resolvers: { Query: { forecast: () => [], greeting: () => '' } },
  }),
  view: () =>
    class ForecastView extends LiveView {
      static override template = 'page.njk';
      static override models = { forecast: rootField('forecast'), greeting: rootField('greeting') };
      forecast = rootField('forecast');
      greeting = rootField('greeting');
    },
});
