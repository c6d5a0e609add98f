import { Count, caseWhen, LiveView, objects, type QuerySet, when } from 'livegraft';
import { DataTypes, type Model, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// cases and counts of the rows themselves, of joined rows and of batched rows; ordered and filtered by
export default defineScenario({
  define(sequelize) {
    const Owner = sequelize.define('Owner', { name: DataTypes.STRING });
    const Property = sequelize.define('Property', {
      name: DataTypes.STRING,
      priority: DataTypes.STRING,
      ownerId: DataTypes.INTEGER,
    });
    const Lease = sequelize.define('Lease', {
      status: DataTypes.STRING,
      arrears: DataTypes.DECIMAL(10, 2),
      propertyId: DataTypes.INTEGER,
    });
    const Payment = sequelize.define('Payment', { isLate: DataTypes.BOOLEAN, leaseId: DataTypes.INTEGER });
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
    Owner.hasMany(Property, { as: 'properties', foreignKey: 'ownerId' });
    Property.belongsTo(Owner, { as: 'owner', foreignKey: 'ownerId' });
    Property.hasMany(Lease, { as: 'leases', foreignKey: 'propertyId' });
    Lease.hasMany(Payment, { as: 'payments', foreignKey: 'leaseId' });
    Property.belongsToMany(Tag, { as: 'tags', through: 'PropertyTag' });
    Tag.belongsToMany(Property, { as: 'properties', through: 'PropertyTag' });
    Object.assign(Owner, {
      annotations: {
        houses: Count('properties'),
        size: caseWhen([when({ houses: { [Op.gt]: 1 } }, 'big')], { otherwise: 'small' }),
      },
    });
    Object.assign(Property, {
      annotations: {
        rank: caseWhen([when({ priority: 'urgent' }, 0), when({ priority: ['high', 'normal'] }, 1.5)], {
          otherwise: 9,
        }),
        leases_total: Count('leases'),
        leases_active: Count('leases', { where: { status: 'active', arrears: { [Op.lt]: 100 } } }),
        tags_total: Count('tags', { where: { label: { [Op.ne]: 'old' } } }),
      },
    });
    Object.assign(Lease, {
      annotations: {
        state: caseWhen([when({ status: 'active' }, 'runs')]),
        late: Count('payments', { where: { isLate: true } }),
      },
    });
    Object.assign(Tag, { annotations: { used: Count('properties') } });
    return { Owner, Property, Lease, Payment, Tag };
  },
  async fill({ Owner, Property, Lease, Payment, Tag }) {
    await Owner!.bulkCreate([{ name: 'Ann' }, { name: 'Bob' }]);
    const properties = (await Property!.bulkCreate([
      { name: 'Elm', priority: 'low', ownerId: 1 },
      { name: 'Oak', priority: 'high', ownerId: 1 },
      { name: 'Fir', priority: 'urgent', ownerId: 2 },
      { name: 'Bay', priority: null, ownerId: 1 },
    ])) as (Model & { addTags(tags: unknown[]): Promise<void> })[];
    await Lease!.bulkCreate([
      { status: 'active', arrears: 0, propertyId: 1 },
      { status: 'active', arrears: 250, propertyId: 1 },
      { status: 'ended', arrears: 0, propertyId: 2 },
    ]);
    await Payment!.bulkCreate([
      { isLate: true, leaseId: 1 },
      { isLate: false, leaseId: 1 },
      { isLate: true, leaseId: 1 },
    ]);
    const tags = await Tag!.bulkCreate([{ label: 'old' }, { label: 'wet' }]);
    await properties[0]!.addTags(tags);
    await properties[1]!.addTags([tags[0]!]);
  },
  view({ Property }) {
    return class PropertyListView extends LiveView {
      static override template = 'page.njk';
      static override models = { properties: [Property!] };
      declare properties: QuerySet;
      override async getContextData() {
        this.properties = objects(Property!)
          .where({ rank: { [Op.lt]: 100 }, leases_total: { [Op.lte]: 2 } })
          .orderBy('rank', '-leases_total', 'name');
        return super.getContextData();
      }
    };
  },
});
