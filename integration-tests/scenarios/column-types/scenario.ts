import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

const values = {
  int: 42,
  small: -3,
  big: '9007199254740993',
  real: 0.5,
  double: 0.1,
  decimal: '12345678901234567890.10',
  flag: true,
  text: 'Grüße',
  long: 'two\nlines',
  char: 'ab',
  uuid: '0b9f6f4c-53a5-4e0e-8c1c-1f1d6a1b2c3d',
  moment: new Date('2026-01-31T23:30:15.250Z'),
  day: '2026-01-31',
  time: '09:30:00',
  mood: 'calm',
  shape: 'half-round',
  extra: { a: [1, { b: 'deep' }] },
  list: ['<one>', 2],
};

// every column type, bound in a condition and shown; then zero, false and empty values; then none at all
export default defineScenario({
  define(sequelize) {
    const Item = sequelize.define('Item', {
      int: DataTypes.INTEGER,
      small: DataTypes.SMALLINT,
      big: DataTypes.BIGINT,
      real: DataTypes.REAL,
      double: DataTypes.DOUBLE,
      decimal: DataTypes.DECIMAL(30, 2),
      flag: DataTypes.BOOLEAN,
      text: DataTypes.STRING(20),
      long: DataTypes.TEXT,
      char: DataTypes.CHAR(4),
      uuid: DataTypes.UUID,
      moment: DataTypes.DATE,
      day: DataTypes.DATEONLY,
      time: DataTypes.TIME,
      mood: DataTypes.ENUM('calm', 'loud'),
      shape: DataTypes.ENUM('round', 'half-round'), // no name for GraphQL
      extra: DataTypes.JSON,
      list: DataTypes.JSONB,
    });
    return { Item };
  },
  fill({ Item }) {
    return Item!.bulkCreate([
      values,
      {
        int: 0,
        small: 0,
        big: 0,
        real: -0.25,
        double: 1e21,
        decimal: 0,
        flag: false,
        text: '',
        moment: new Date('1969-12-31T23:59:59.999Z'),
        day: '0001-01-01',
        time: '00:00:00',
        extra: [],
        list: 0,
      },
      {},
    ]);
  },
  view({ Item }) {
    const { extra, list, ...compared } = values;
    return class ItemListView extends LiveView {
      static override template = 'page.njk';
      static override models = { items: [Item!] };
      declare items: QuerySet;
      override async getContextData() {
        this.items = objects(Item!)
          .where({ [Op.or]: [compared, { int: 0 }, { extra: null, list: { [Op.eq]: null } }] })
          .orderBy('shape', 'moment');
        return super.getContextData();
      }
    };
  },
});
