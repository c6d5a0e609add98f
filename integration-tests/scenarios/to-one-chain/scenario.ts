import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// one statement: three joins, of which two may find nothing
export default defineScenario({
  define(sequelize) {
    const User = sequelize.define('User', { email: DataTypes.STRING, name: DataTypes.STRING });
    const Tenant = sequelize.define('Tenant', { flat: DataTypes.STRING, userId: DataTypes.INTEGER });
    const Property = sequelize.define('Property', { name: DataTypes.STRING, city: DataTypes.STRING });
    const Request = sequelize.define('Request', {
      title: DataTypes.STRING,
      text: DataTypes.TEXT,
      tenantId: DataTypes.INTEGER,
      propertyId: { type: DataTypes.INTEGER, allowNull: false },
    });
    Tenant.belongsTo(User, { as: 'user', foreignKey: 'userId' });
    Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    Request.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
    return { User, Tenant, Property, Request };
  },
  async fill({ User, Tenant, Property, Request }) {
    await User!.bulkCreate([{ email: 'ann@example.org', name: 'Ann' }]);
    await Tenant!.bulkCreate([{ flat: '1a', userId: 1 }, { flat: '1b' }]);
    await Property!.bulkCreate([{ name: 'Elm St', city: 'Bonn' }]);
    await Request!.bulkCreate([
      { title: 'Leak', tenantId: 1, propertyId: 1 },
      { title: 'Noise', tenantId: 2, propertyId: 1 },
      { title: 'Roof', propertyId: 1 },
    ]);
  },
  view({ Request }) {
    return class RequestListView extends LiveView {
      static override template = 'page.njk';
      static override models = { requests: [Request!] };
      declare requests: QuerySet;
      override async getContextData() {
        this.requests = objects(Request!);
        return super.getContextData();
      }
    };
  },
});
