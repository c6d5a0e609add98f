import { LiveView, objects } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// without `static models` a name is what it was assigned, promises among it; plain data stays as it is
export default defineScenario({
  define(sequelize) {
    const Owner = sequelize.define('Owner', { name: DataTypes.STRING, phone: DataTypes.STRING });
    const Kind = sequelize.define('Kind', { label: DataTypes.STRING });
    const Pet = sequelize.define('Pet', { name: DataTypes.STRING, age: DataTypes.INTEGER, kindId: DataTypes.INTEGER });
    Pet.belongsTo(Kind, { as: 'kind', foreignKey: 'kindId' });
    return { Owner, Kind, Pet };
  },
  async fill({ Owner, Kind, Pet }) {
    await Owner!.create({ name: 'Ann', phone: '0228 1' });
    await Kind!.create({ label: 'newt' });
    await Pet!.bulkCreate([
      { name: 'Isa', age: 3, kindId: 1 },
      { name: 'Ole', age: 9 },
    ]);
  },
  view({ Owner, Pet }) {
    return class PetListView extends LiveView {
      static override template = 'page.njk';
      pets = objects(Pet!).orderBy('-name');
      settings = { theme: 'dark', sizes: [1, 2], unread: { deep: true } };
      none = [];
      #hidden = 'private';
      _hidden = 'private';
      declare few: Model[];
      get total() {
        return this.settings.sizes.length + this.#hidden.length;
      }
      override async getContextData() {
        this.few = await Pet!.findAll({ where: { age: 9 } });
        return { ...(await super.getContextData()), owner: Owner!.findByPk(1) };
      }
    };
  },
});
