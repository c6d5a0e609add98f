import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a model prints as its toString() says, of which only what it declares is read; else as its name and key
export default defineScenario({
  define(sequelize) {
    class Property extends Model {
      static computed = { toString: ['street', 'number'] };
      declare street: string;
      declare number: number;
      override toString() {
        return `${this.street} ${this.number}`;
      }
    }
    class Tenant extends Model {
      declare name: string;
      override toString() {
        return `<${this.name}>`;
      }
    }
    Property.init({ street: DataTypes.STRING, number: DataTypes.INTEGER, city: DataTypes.STRING }, { sequelize });
    Tenant.init({ name: DataTypes.STRING, flat: DataTypes.STRING, pin: DataTypes.STRING }, { sequelize });
    Object.assign(Tenant, { privateAttributes: ['pin'] });
    const Request = sequelize.define('Request', { propertyId: DataTypes.INTEGER, tenantId: DataTypes.INTEGER });
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
    Request.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
    Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    Request.belongsToMany(Tag, { as: 'tags', through: 'RequestTag' });
    return { Property, Tenant, Request, Tag };
  },
  async fill({ Property, Tenant, Request, Tag }) {
    await Property!.create({ street: 'Elm St', number: 7, city: 'Bonn' });
    await Tenant!.create({ name: 'Ann', flat: '1a', pin: '1234' });
    const [first] = await Request!.bulkCreate([{ propertyId: 1, tenantId: 1 }, { propertyId: 1 }]);
    const tags = await Tag!.bulkCreate([{ label: 'old' }, { label: 'wet' }]);
    await (first as unknown as { addTags(tags: unknown[]): Promise<void> }).addTags(tags);
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
