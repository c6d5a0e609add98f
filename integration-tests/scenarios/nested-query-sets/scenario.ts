import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a QuerySet inside other data is refused, with what to do
export default defineScenario({
  define(sequelize) {
    return { Request: sequelize.define('Request', { title: DataTypes.STRING }) };
  },
  fill({ Request }) {
    return Request!.create({ title: 'Roof' });
  },
  view({ Request }) {
    return class DashboardView extends LiveView {
      static override template = 'page.njk';
      declare dashboard: { recent: QuerySet };
      override async getContextData() {
        this.dashboard = { recent: objects(Request!) };
        return super.getContextData();
      }
    };
  },
});
