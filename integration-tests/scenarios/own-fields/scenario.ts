import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Model, type ModelStatic } from 'sequelize';
import { defineScenario } from '../scenario.ts';

interface City {
  readonly id: number;
  readonly name: string;
  readonly twinId: number | null;
  readonly stations: readonly { readonly id: number }[];
}

export default defineScenario({
  define(sequelize) {
    class Keeper extends Model {
      static computed = { getName: ['name'] };
      declare name: string;
      getName() {
        return this.name.toUpperCase();
      }
    }
    Keeper.init({ name: DataTypes.STRING }, { sequelize });
    const City = sequelize.define('City', { name: DataTypes.STRING, twinId: DataTypes.INTEGER });
    const Station = sequelize.define('Station', {
      name: DataTypes.STRING,
      cityId: DataTypes.INTEGER,
      keeperId: DataTypes.INTEGER,
    });
    City.hasMany(Station, { as: 'stations', foreignKey: 'cityId' });
    Station.belongsTo(Keeper, { as: 'keeper', foreignKey: 'keeperId' });
    return { Keeper, City, Station };
  },
  async fill({ Keeper, City, Station }) {
    await Keeper!.bulkCreate([{ name: 'Kim' }]);
    await City!.bulkCreate([
      { name: 'Bonn', twinId: 2 },
      { name: 'Oxford', twinId: 1 },
      { name: 'Nowhere', twinId: null },
    ]);
    await Station!.bulkCreate([
      { name: 'Rhine', cityId: 1, keeperId: 1 },
      { name: 'Thames', cityId: 2, keeperId: null },
      { name: 'Isis', cityId: 2, keeperId: 1 },
    ]);
  },
  graphql: ({ City, Station }) => ({
    typeDefs: `
      extend type City { motto: String!, weather(unit: String = "C"): Weather, twins: [City!]! }
      type Weather { degrees: Float!, words: [String!]!, mood: Mood!, since: DateTime!, station: Station! }
      enum Mood { CALM WILD }
    `,
    resolvers: {
      City: {
        motto: { requires: ['name'], resolve: ({ name }: City) => `${name} <3` },
        weather: {
          requires: ['stations.id'],
          async batch(cities: readonly City[]) {
            const first = cities.map(({ stations }) => stations[0]?.id);
            const stations = await Station!.findAll({ where: { id: first.filter((id) => id !== undefined) } });
            return first.map((wanted) => {
              const station = stations.find((one) => one.get('id') === wanted);
              const since = new Date('2026-05-01T06:30:00Z');
              return station ? { degrees: 20.5, words: ['dry', 'warm'], mood: 'CALM', since, station } : null;
            });
          },
        },
        twins: {
          requires: ['twinId'],
          async batch(cities: readonly City[]) {
            const twins = await City!.findAll({ where: { id: cities.flatMap(({ twinId }) => twinId ?? []) } });
            return cities.map(({ twinId }) => twins.filter((twin) => twin.get('id') === twinId));
          },
        },
      },
    },
  }),
  view({ City }) {
    return class CityListView extends LiveView {
      static override template = 'page.njk';
      static override models = { cities: [City as ModelStatic<Model>] };
      declare cities: QuerySet;
      #cities = objects(City!).orderBy('id');
      override async getContextData() {
        this.cities = this.#cities;
        return super.getContextData();
      }
    };
  },
});
