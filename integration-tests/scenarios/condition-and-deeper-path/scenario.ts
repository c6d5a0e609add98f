import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a test of an object does not make it a plain value; one that is only tested is read by its key alone
export default defineScenario({
  define(sequelize) {
    const User = sequelize.define('User', { email: DataTypes.STRING });
    const Tenant = sequelize.define('Tenant', { flat: DataTypes.STRING, userId: DataTypes.INTEGER });
    const Property = sequelize.define('Property', { name: DataTypes.STRING });
    const Request = sequelize.define('Request', { tenantId: DataTypes.INTEGER, propertyId: DataTypes.INTEGER });
    const Note = sequelize.define('Note', { text: DataTypes.STRING, requestId: DataTypes.INTEGER });
    Tenant.belongsTo(User, { as: 'user', foreignKey: 'userId' });
    Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    Request.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
    Request.hasMany(Note, { as: 'notes', foreignKey: 'requestId' });
    return { User, Tenant, Property, Request, Note };
  },
  async fill({ User, Tenant, Property, Request, Note }) {
    await User!.create({ email: 'ann@example.org' });
    await Tenant!.create({ flat: '1a', userId: 1 });
    await Property!.create({ name: 'Elm St' });
    await Request!.bulkCreate([{ tenantId: 1 }, { propertyId: 1 }]);
    await Note!.bulkCreate([
      { text: 'a', requestId: 1 },
      { text: 'b', requestId: 1 },
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
