import { LiveView, objects } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a getter that throws for one row leaves the others, and the rest of its own, standing
export default defineScenario({
  define(sequelize) {
    class Request extends Model {
      static computed = { age: ['openedYear'] };
      declare openedYear: number | null;
      get age() {
        if (this.openedYear === null) throw new RangeError('it was never opened');
        return 2026 - this.openedYear;
      }
    }
    Request.init({ title: DataTypes.STRING, openedYear: DataTypes.INTEGER }, { sequelize });
    return { Request };
  },
  fill({ Request }) {
    return Request!.bulkCreate([
      { title: 'Roof', openedYear: 2024 },
      { title: 'Sink', openedYear: null },
      { title: 'Door', openedYear: 2025 },
    ]);
  },
  view({ Request }) {
    return class RequestsView extends LiveView {
      static override template = 'page.njk';
      static override models = { requests: [Request!] };
      requests = objects(Request!);
    };
  },
});
