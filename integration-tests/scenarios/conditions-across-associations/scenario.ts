import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// which rows, by what they lead to: one, several, and over both; the order too
export default defineScenario({
  define(sequelize) {
    const City = sequelize.define('City', { name: DataTypes.STRING });
    const Property = sequelize.define('Property', { name: DataTypes.STRING, cityId: DataTypes.INTEGER });
    const Lease = sequelize.define('Lease', {
      status: DataTypes.STRING,
      rent: DataTypes.INTEGER,
      propertyId: DataTypes.INTEGER,
    });
    Property.belongsTo(City, { as: 'city', foreignKey: 'cityId' });
    City.hasMany(Property, { as: 'properties', foreignKey: 'cityId' });
    Property.hasMany(Lease, { as: 'leases', foreignKey: 'propertyId' });
    return { City, Property, Lease };
  },
  async fill({ City, Property, Lease }) {
    await City!.bulkCreate([{ name: 'Bonn' }, { name: 'Aachen' }, { name: 'Celle' }]);
    await Property!.bulkCreate([
      { name: 'Elm', cityId: 1 },
      { name: 'Oak', cityId: 2 },
      { name: 'Fir', cityId: 2 },
      { name: 'Yew', cityId: null },
    ]);
    await Lease!.bulkCreate([
      { status: 'active', rent: 700, propertyId: 1 },
      { status: 'ended', rent: 600, propertyId: 1 },
      { status: 'active', rent: 900, propertyId: 2 },
      { status: 'ended', rent: 500, propertyId: 3 },
      { status: 'active', rent: 400, propertyId: 4 },
    ]);
  },
  view({ City, Property }) {
    return class PropertiesView extends LiveView {
      static override template = 'page.njk';
      static override models = { let: [Property!], free: [Property!], cities: [City!] };
      declare let: QuerySet;
      declare free: QuerySet;
      declare cities: QuerySet;
      override async getContextData() {
        this.let = objects(Property!)
          .where({ leases: { some: { status: 'active', rent: { [Op.gte]: 500 } } } })
          .orderBy('city.name');
        this.free = objects(Property!).exclude({ 'city.name': 'Bonn', leases: { some: { status: 'active' } } });
        this.cities = objects(City!).where({ properties: { some: { leases: { every: { status: 'ended' } } } } });
        return super.getContextData();
      }
    };
  },
});
