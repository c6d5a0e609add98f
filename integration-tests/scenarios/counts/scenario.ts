import { LiveView, objects } from 'livegraft';
import { DataTypes, type Model, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a list's own length where it is whole; a COUNT where a limit cut it and the template asks; what the view gave goes first
export default defineScenario({
  define(sequelize) {
    return { Row: sequelize.define('Row', { name: DataTypes.STRING }) };
  },
  fill({ Row }) {
    return Row!.bulkCreate(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })));
  },
  view({ Row }) {
    const rows = objects(Row!);
    return class RowListView extends LiveView {
      static override template = 'page.njk';
      static override models = {
        all: [Row!],
        short: [Row!],
        enough: [Row!],
        late: [Row!],
        unread: [Row!],
        given: [Row!],
        nothing: [Row!],
      };
      /** Counted, not shown: no rows are read. */
      all = rows;
      short = rows.where({ name: { [Op.ne]: 'c' } }).limit(2);
      enough = rows.limit(9);
      late = rows.offset(3).limit(9);
      unread = rows.limit(1);
      given = rows.limit(2);
      given_count = 'many';
      nothing: Model[] = [];
      override async getContextData() {
        return { ...(await super.getContextData()), givenCount: 'a lot' };
      }
    };
  },
});
