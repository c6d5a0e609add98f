import { Count, LiveView } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a list of instances keeps what was changed in memory, and has what the model annotates and counts
export default defineScenario({
  define(sequelize) {
    class Shelf extends Model {
      static annotations = { books_total: Count('books') };
    }
    Shelf.init({ label: DataTypes.STRING, roomId: DataTypes.INTEGER }, { sequelize });
    const Book = sequelize.define('Book', { shelfId: DataTypes.INTEGER });
    const Room = sequelize.define('Room', { name: DataTypes.STRING });
    Shelf.hasMany(Book, { as: 'books', foreignKey: 'shelfId' });
    Shelf.belongsTo(Room, { as: 'room', foreignKey: 'roomId' });
    return { Shelf, Book, Room };
  },
  async fill({ Shelf, Book, Room }) {
    await Room!.create({ name: 'Hall' });
    await Shelf!.bulkCreate([{ label: 'Novels', roomId: 1 }, { label: 'Poems' }]);
    await Book!.bulkCreate([{ shelfId: 1 }, { shelfId: 1 }]);
  },
  view({ Shelf }) {
    return class ShelfListView extends LiveView {
      static override template = 'page.njk';
      static override models = { shelves: [Shelf!] };
      declare shelves: Model[];
      override async getContextData() {
        const shelves = await Shelf!.findAll({ order: [['id', 'DESC']] });
        shelves[1]!.set('label', 'Short novels');
        this.shelves = shelves;
        return super.getContextData();
      }
    };
  },
});
