import { LiveView, objects, type Viewer } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// what one viewer may see: in lists, joins, batches, counts, conditions, orders and what the view reads itself
export default defineScenario({
  define(sequelize) {
    class Tenant extends Model {
      static visibleTo(viewer: Viewer | null) {
        return viewer ? { ownerId: viewer.id } : false;
      }
    }
    class Note extends Model {
      static visibleTo(viewer: Viewer | null) {
        return viewer !== null && { isDraft: false, 'request.tenant.ownerId': viewer.id };
      }
    }
    Tenant.init({ name: DataTypes.STRING, ownerId: DataTypes.INTEGER }, { sequelize });
    Note.init({ text: DataTypes.STRING, isDraft: DataTypes.BOOLEAN, requestId: DataTypes.INTEGER }, { sequelize });
    const Request = sequelize.define('Request', { title: DataTypes.STRING, tenantId: DataTypes.INTEGER });
    Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    Request.hasMany(Note, { as: 'notes', foreignKey: 'requestId' });
    Note.belongsTo(Request, { as: 'request', foreignKey: 'requestId' });
    return { Tenant, Note, Request };
  },
  async fill({ Tenant, Note, Request }) {
    await Tenant!.bulkCreate([
      { name: 'Ann', ownerId: 7 },
      { name: 'Bob', ownerId: 8 },
    ]);
    await Request!.bulkCreate([
      { title: 'Roof', tenantId: 1 },
      { title: 'Sink', tenantId: 2 },
      { title: 'Door', tenantId: 1 },
    ]);
    await Note!.bulkCreate([
      { text: 'shown', isDraft: false, requestId: 1 },
      { text: 'a draft', isDraft: true, requestId: 1 },
      { text: "another's", isDraft: false, requestId: 2 },
    ]);
  },
  viewer: { id: 7, name: 'Olga' },
  view({ Tenant, Note, Request }) {
    return class RequestsView extends LiveView {
      static override template = 'page.njk';
      static override models = { requests: [Request!], tenants: [Tenant!], withNotes: [Request!], handed: [Tenant!] };
      requests = objects(Request!).orderBy('-tenant.name', 'id');
      tenants = objects(Tenant!);
      withNotes = objects(Request!).where({ notes: { some: {} } });
      declare handed: Model[];
      declare notes: number;
      override async getContextData() {
        this.handed = await Tenant!.findAll({ order: ['id'] });
        this.notes = await objects(Note!).count();
        return super.getContextData();
      }
    };
  },
});
