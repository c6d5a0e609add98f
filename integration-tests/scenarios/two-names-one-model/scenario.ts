import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// three names of one model, each with the fields that the template reads of it and no others
export default defineScenario({
  define(sequelize) {
    const Tenant = sequelize.define('Tenant', { name: DataTypes.STRING, phone: DataTypes.STRING });
    const Lease = sequelize.define('Lease', {
      status: DataTypes.STRING,
      start: DataTypes.DATEONLY,
      end: DataTypes.DATEONLY,
      tenantId: DataTypes.INTEGER,
    });
    Lease.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    return { Tenant, Lease };
  },
  async fill({ Tenant, Lease }) {
    await Tenant!.create({ name: 'Ann', phone: '0228 1' });
    await Lease!.bulkCreate([
      { status: 'active', start: '2026-01-01', tenantId: 1 },
      { status: 'ended', start: '2024-01-01', end: '2025-12-31', tenantId: 1 },
    ]);
  },
  view({ Lease }) {
    return class LeaseListView extends LiveView {
      static override template = 'page.njk';
      static override models = { active: [Lease!], ended: [Lease!], latest: Lease! };
      declare active: QuerySet;
      declare ended: QuerySet;
      declare latest: Model;
      override async getContextData() {
        const leases = objects(Lease!).orderBy('-start');
        this.active = leases.where({ status: 'active' });
        this.ended = leases.where({ status: 'ended' });
        this.latest = (await Lease!.findOne({ order: [['start', 'DESC']] }))!;
        return super.getContextData();
      }
    };
  },
});
