import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a default scope's condition, order and limit: for a list of rows, for the list of each row, and left out
export default defineScenario({
  define(sequelize) {
    const Property = sequelize.define('Property', { name: DataTypes.STRING });
    const Payment = sequelize.define(
      'Payment',
      {
        amount: DataTypes.INTEGER,
        day: { type: DataTypes.DATEONLY, field: 'paid_on' },
        isVoid: DataTypes.BOOLEAN,
        propertyId: DataTypes.INTEGER,
      },
      { defaultScope: { where: { isVoid: false }, order: [['day', 'DESC NULLS LAST']], limit: 2 } },
    );
    Property.hasMany(Payment, { as: 'payments', foreignKey: 'propertyId' });
    return { Property, Payment };
  },
  async fill({ Property, Payment }) {
    await Property!.bulkCreate([{ name: 'Elm' }, { name: 'Oak' }]);
    await Payment!.bulkCreate([
      { amount: 1, day: '2026-01-01', isVoid: false, propertyId: 1 },
      { amount: 2, day: '2026-03-01', isVoid: false, propertyId: 1 },
      { amount: 3, day: '2026-02-01', isVoid: false, propertyId: 1 },
      { amount: 4, day: '2026-04-01', isVoid: true, propertyId: 1 },
      { amount: 5, day: null, isVoid: false, propertyId: 2 },
    ]);
  },
  view({ Property, Payment }) {
    return class PaymentsView extends LiveView {
      static override template = 'page.njk';
      static override models = { properties: [Property!], latest: [Payment!], all: [Payment!] };
      declare properties: QuerySet;
      declare latest: QuerySet;
      declare all: QuerySet;
      override async getContextData() {
        this.properties = objects(Property!);
        this.latest = objects(Payment!).orderBy('-amount');
        this.all = objects(Payment!).unscoped();
        return super.getContextData();
      }
    };
  },
});
