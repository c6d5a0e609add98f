import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// the same variables for different lists: no path of one is a path of the other
export default defineScenario({
  define(sequelize) {
    const Tenant = sequelize.define('Tenant', { name: DataTypes.STRING, label: DataTypes.STRING });
    const Pet = sequelize.define('Pet', {
      species: DataTypes.STRING,
      hex: DataTypes.STRING,
      tenantId: DataTypes.INTEGER,
    });
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING, name: DataTypes.STRING, weight: DataTypes.INTEGER });
    const Color = sequelize.define('Color', {
      hex: DataTypes.STRING,
      species: DataTypes.STRING,
      tagId: DataTypes.INTEGER,
    });
    Tenant.hasMany(Pet, { as: 'pets', foreignKey: 'tenantId' });
    Tag.hasMany(Color, { as: 'colors', foreignKey: 'tagId' });
    return { Tenant, Pet, Tag, Color };
  },
  async fill({ Tenant, Pet, Tag, Color }) {
    await Tenant!.bulkCreate([{ name: 'Ann' }, { name: 'Bob' }]);
    await Pet!.bulkCreate([
      { species: 'cat', tenantId: 1 },
      { species: 'newt', tenantId: 1 },
    ]);
    await Tag!.bulkCreate([{ label: 'old', weight: 3 }]);
    await Color!.bulkCreate([{ hex: 'd0c0b0', tagId: 1 }]);
  },
  view({ Tenant, Tag }) {
    return class OverviewView extends LiveView {
      static override template = 'page.njk';
      static override models = { tenants: [Tenant!], tags: [Tag!] };
      declare tenants: QuerySet;
      declare tags: QuerySet;
      override async getContextData() {
        this.tenants = objects(Tenant!);
        this.tags = objects(Tag!);
        return super.getContextData();
      }
    };
  },
});
