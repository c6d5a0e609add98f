import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model, type ModelStatic } from 'sequelize';
import { defineScenario } from '../scenario.ts';

export default defineScenario({
  define: (sequelize) => ({ City: sequelize.define('City', { name: DataTypes.STRING }) }),
  fill: ({ City }) => City!.bulkCreate([{ name: 'Bonn' }]),
  graphql: () => ({
    typeDefs: `
      scalar URL
      type Weather { degrees: Float!, words: [String!]!, since: DateTime! }
      extend type City { weather: Weather, distance(to: String!): Int, twin: City, link: URL }
    `,
    resolvers: {
      City: { weather: () => null, distance: () => 1, twin: () => null, link: () => 'https://city.test' },
    },
  }),
  view({ City }) {
    return class CityListView extends LiveView {
      static override template = 'page.njk';
      static override models = { cities: [City as ModelStatic<Model>] };
      declare cities: QuerySet;
      override async getContextData() {
        this.cities = objects(City!);
        return super.getContextData();
      }
    };
  },
});
