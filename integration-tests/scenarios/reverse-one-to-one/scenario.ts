import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// hasOne, over several levels and back, is one statement for all rows; a row without one has none
export default defineScenario({
  define(sequelize) {
    const Property = sequelize.define('Property', { street: DataTypes.STRING, planId: DataTypes.INTEGER });
    const Boiler = sequelize.define('Boiler', { maker: DataTypes.STRING, propertyId: DataTypes.INTEGER });
    const Service = sequelize.define('Service', { month: DataTypes.STRING, boilerId: DataTypes.INTEGER });
    Property.hasOne(Boiler, { as: 'boiler', foreignKey: 'propertyId' });
    Boiler.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
    Boiler.hasOne(Service, { as: 'service', foreignKey: 'boilerId' });
    Property.belongsTo(Property, { as: 'plan', foreignKey: 'planId' });
    return { Property, Boiler, Service };
  },
  async fill({ Property, Boiler, Service }) {
    await Property!.bulkCreate([{ street: 'Elm St' }, { street: 'Oak St', planId: 1 }, { street: 'Ash St' }]);
    await Boiler!.bulkCreate([
      { maker: 'Vaillant', propertyId: 1 },
      { maker: 'Viessmann', propertyId: 3 },
    ]);
    await Service!.create({ month: 'May', boilerId: 1 });
  },
  view({ Property }) {
    return class PropertyListView extends LiveView {
      static override template = 'page.njk';
      static override models = { properties: [Property!] };
      declare properties: QuerySet;
      override async getContextData() {
        this.properties = objects(Property!);
        return super.getContextData();
      }
    };
  },
});
