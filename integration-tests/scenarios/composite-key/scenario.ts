import { LiveView, objects, type QuerySet } from 'livegraft';
import { type DataType, DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// keys of two columns: both are read, both break ties in the order, both print
export default defineScenario({
  define(sequelize) {
    const key = (type: DataType) => ({ type, primaryKey: true });
    const Hall = sequelize.define('Hall', { name: DataTypes.STRING });
    const Seat = sequelize.define('Seat', {
      row: key(DataTypes.INTEGER),
      number: { ...key(DataTypes.INTEGER), field: 'no' },
      price: DataTypes.INTEGER,
      hallId: DataTypes.INTEGER,
    });
    const Booking = sequelize.define('Booking', {
      hallId: key(DataTypes.INTEGER),
      day: key(DataTypes.DATEONLY),
      guest: DataTypes.STRING,
    });
    Seat.belongsTo(Hall, { as: 'hall', foreignKey: 'hallId' });
    Hall.hasMany(Booking, { as: 'bookings', foreignKey: 'hallId' });
    return { Hall, Seat, Booking };
  },
  async fill({ Hall, Seat, Booking }) {
    await Hall!.create({ name: 'Main' });
    await Seat!.bulkCreate([
      { row: 2, number: 1, price: 20, hallId: 1 },
      { row: 1, number: 2, price: 20, hallId: 1 },
      { row: 1, number: 1, price: 30, hallId: 1 },
    ]);
    await Booking!.bulkCreate([
      { hallId: 1, day: '2026-02-01', guest: 'Bob' },
      { hallId: 1, day: '2026-01-31', guest: 'Ann' },
    ]);
  },
  view({ Seat }) {
    return class SeatListView extends LiveView {
      static override template = 'page.njk';
      static override models = { seats: [Seat!] };
      declare seats: QuerySet;
      override async getContextData() {
        this.seats = objects(Seat!)
          .where({ price: [20, 30] })
          .orderBy('price');
        return super.getContextData();
      }
    };
  },
});
