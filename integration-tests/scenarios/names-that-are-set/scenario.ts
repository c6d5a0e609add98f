import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// names set in branches and in loops: one outlives the loop, one is what the turn before has set
export default defineScenario({
  define(sequelize) {
    const Flower = sequelize.define('Flower', { color: DataTypes.STRING, scent: DataTypes.STRING });
    const Root = sequelize.define('Root', { color: DataTypes.STRING, depth: DataTypes.INTEGER });
    const Plant = sequelize.define('Plant', {
      name: DataTypes.STRING,
      label: DataTypes.STRING,
      height: DataTypes.INTEGER,
      isRare: DataTypes.BOOLEAN,
      flowerId: DataTypes.INTEGER,
      rootId: DataTypes.INTEGER,
    });
    Plant.belongsTo(Flower, { as: 'flower', foreignKey: 'flowerId' });
    Plant.belongsTo(Root, { as: 'root', foreignKey: 'rootId' });
    return { Flower, Root, Plant };
  },
  async fill({ Flower, Root, Plant }) {
    await Flower!.create({ color: 'white' });
    await Root!.create({ color: 'brown' });
    await Plant!.bulkCreate([
      { name: 'Edelweiss', label: 'L. alpinum', isRare: true, flowerId: 1, rootId: 1 },
      { name: 'Carrot', label: 'D. carota', isRare: false, flowerId: 1, rootId: 1 },
    ]);
  },
  view({ Plant }) {
    return class PlantListView extends LiveView {
      static override template = 'page.njk';
      static override models = { plants: [Plant!] };
      declare plants: QuerySet;
      featured = { label: 'nothing grows' };
      override async getContextData() {
        this.plants = objects(Plant!);
        return super.getContextData();
      }
    };
  },
});
