import { Count, LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// attributes whose columns have other names: primary and foreign keys, in joins, batches, counts, conditions and orders
export default defineScenario({
  define(sequelize) {
    const key = (field: string) => ({ type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, field });
    const Customer = sequelize.define(
      'Customer',
      { customerId: key('cust_id'), fullName: { type: DataTypes.STRING, field: 'full_name' } },
      { tableName: 'customers' },
    );
    const Order = sequelize.define(
      'Order',
      {
        orderId: key('order_id'),
        number: { type: DataTypes.STRING, field: 'order_no' },
        orderedAt: { type: DataTypes.DATEONLY, field: 'ordered' },
        customerId: { type: DataTypes.INTEGER, field: 'cust' },
      },
      { tableName: 'orders' },
    );
    const Line = sequelize.define(
      'Line',
      {
        articleName: { type: DataTypes.STRING, field: 'article' },
        quantity: { type: DataTypes.INTEGER, field: 'qty' },
        orderId: { type: DataTypes.INTEGER, field: 'order_ref' },
      },
      { tableName: 'order_lines' },
    );
    const Label = sequelize.define('Label', { text: { type: DataTypes.STRING, field: 'label_text' } });
    const OrderLabel = sequelize.define(
      'OrderLabel',
      {
        orderId: { type: DataTypes.INTEGER, primaryKey: true, field: 'o' },
        labelId: { type: DataTypes.INTEGER, primaryKey: true, field: 'l' },
      },
      { tableName: 'order_labels' },
    );
    Order.belongsTo(Customer, { as: 'customer', foreignKey: 'customerId' });
    Order.hasMany(Line, { as: 'lines', foreignKey: 'orderId' });
    Order.belongsToMany(Label, { as: 'labels', through: OrderLabel, foreignKey: 'orderId', otherKey: 'labelId' });
    Object.assign(Order, { annotations: { lines_total: Count('lines', { where: { quantity: { [Op.gt]: 1 } } }) } });
    return { Customer, Order, Line, Label, OrderLabel };
  },
  async fill({ Customer, Order, Line, Label }) {
    await Customer!.create({ fullName: 'Ann Lee' });
    const orders = (await Order!.bulkCreate([
      { number: 'A-1', orderedAt: '2026-01-31', customerId: 1 },
      { number: 'A-2', orderedAt: '2026-02-28', customerId: 1 },
      { number: 'A-0', orderedAt: '2025-12-24', customerId: 1 },
    ])) as (Model & { addLabels(labels: unknown[]): Promise<void> })[];
    await Line!.bulkCreate([
      { articleName: 'nut', quantity: 9, orderId: 1 },
      { articleName: 'bolt', quantity: 1, orderId: 1 },
    ]);
    await orders[0]!.addLabels(await Label!.bulkCreate([{ text: 'rush' }, { text: 'gift' }]));
  },
  view({ Order }) {
    return class OrderListView extends LiveView {
      static override template = 'page.njk';
      static override models = { orders: [Order!] };
      declare orders: QuerySet;
      override async getContextData() {
        this.orders = objects(Order!)
          .where({ orderedAt: { [Op.gte]: '2026-01-01' }, customerId: 1 })
          .orderBy('-orderedAt');
        return super.getContextData();
      }
    };
  },
});
