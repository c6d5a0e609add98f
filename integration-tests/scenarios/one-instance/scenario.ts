import { LiveView } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// one row by its key, with joins and batches; a changed one; one that was deleted meanwhile; none
export default defineScenario({
  define(sequelize) {
    const City = sequelize.define('City', { name: DataTypes.STRING });
    const Property = sequelize.define('Property', { cityId: DataTypes.INTEGER });
    const Tenant = sequelize.define('Tenant', { name: DataTypes.STRING });
    const Lease = sequelize.define('Lease', {
      id: { type: DataTypes.BIGINT, primaryKey: true },
      start: DataTypes.DATEONLY,
      tenantId: DataTypes.INTEGER,
      propertyId: DataTypes.INTEGER,
    });
    const Payment = sequelize.define('Payment', { amount: DataTypes.DECIMAL(8, 2), leaseId: DataTypes.BIGINT });
    Property.belongsTo(City, { as: 'city', foreignKey: 'cityId' });
    Lease.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
    Lease.belongsTo(Property, { as: 'property', foreignKey: 'propertyId' });
    Lease.hasMany(Payment, { as: 'payments', foreignKey: 'leaseId' });
    return { City, Property, Tenant, Lease, Payment };
  },
  async fill({ City, Property, Tenant, Lease, Payment }) {
    await City!.create({ name: 'Bonn' });
    await Property!.create({ cityId: 1 });
    await Tenant!.create({ name: 'Ann' });
    await Lease!.bulkCreate([
      { id: '9007199254740993', start: '2026-01-31', tenantId: 1, propertyId: 1 },
      { id: 2, start: '2025-01-31' },
      { id: 3, start: '2024-01-31' },
    ]);
    await Payment!.bulkCreate([
      { amount: 700, leaseId: '9007199254740993' },
      { amount: 650.5, leaseId: '9007199254740993' },
    ]);
  },
  view({ Lease, Tenant }) {
    return class LeaseView extends LiveView {
      static override template = 'page.njk';
      static override models = { lease: Lease!, draft: Lease!, gone: Lease!, nobody: Tenant! };
      declare lease: Model | null;
      declare draft: Model | null;
      declare gone: Model | null;
      nobody = null;
      override async getContextData() {
        this.lease = await Lease!.findByPk('9007199254740993');
        this.draft = await Lease!.findByPk(2);
        this.draft!.set('start', '2030-12-24');
        this.gone = await Lease!.findByPk(3);
        await Lease!.destroy({ where: { id: 3 } });
        return super.getContextData();
      }
    };
  },
});
