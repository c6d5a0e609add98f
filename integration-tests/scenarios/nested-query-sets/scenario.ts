import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// rows inside dicts, in a list of dicts and behind promises: each is found by its own path
export default defineScenario({
  define(sequelize) {
    const Tenant = sequelize.define('Tenant', { name: DataTypes.STRING });
    const Request = sequelize.define('Request', {
      title: DataTypes.STRING,
      status: DataTypes.STRING,
      tenantId: DataTypes.INTEGER,
    });
    Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    return { Tenant, Request };
  },
  async fill({ Tenant, Request }) {
    await Tenant!.bulkCreate([{ name: 'Ann' }, { name: 'Bob' }]);
    await Request!.bulkCreate([
      { title: 'Roof', status: 'open', tenantId: 1 },
      { title: 'Sink', status: 'done', tenantId: 2 },
      { title: 'Door', status: 'open', tenantId: 2 },
    ]);
  },
  view({ Tenant, Request }) {
    return class DashboardView extends LiveView {
      static override template = 'page.njk';
      static override models = {
        dashboard: { recent: [Request!], of: Tenant! },
        sections: [{ rows: [Request!] }],
      };
      declare dashboard: { recent: QuerySet; of: Promise<Model | null>; unread: QuerySet };
      declare sections: { title: string; rows: QuerySet }[];
      declare later: Promise<{ tenants: QuerySet }>;
      override async getContextData() {
        const requests = objects(Request!);
        this.dashboard = { recent: requests.orderBy('-id').limit(1), of: Tenant!.findByPk(2), unread: requests };
        this.sections = ['open', 'done'].map((status) => ({ title: status, rows: requests.where({ status }) }));
        this.later = Promise.resolve({ tenants: objects(Tenant!) });
        return super.getContextData();
      }
    };
  },
});
