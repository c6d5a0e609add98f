import { LiveView } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a list of instances is read again for what it lacks: its order, its duplicates and what was changed in memory stay;
// a row that is gone is left out
export default defineScenario({
  define(sequelize) {
    class Book extends Model {
      static computed = { loud: ['title'] };
      declare title: string;
      get loud() {
        return `${this.title.toUpperCase()}!`;
      }
    }
    Book.init(
      {
        title: DataTypes.STRING,
        pages: DataTypes.INTEGER,
        printed: DataTypes.DATE,
        price: DataTypes.DECIMAL(8, 2),
        secret: DataTypes.STRING,
        shelfId: DataTypes.INTEGER,
      },
      { sequelize },
    );
    const Shelf = sequelize.define('Shelf', { label: DataTypes.STRING });
    const Note = sequelize.define('Note', { text: DataTypes.STRING, bookId: DataTypes.INTEGER });
    Book.belongsTo(Shelf, { as: 'shelf', foreignKey: 'shelfId' });
    Book.hasMany(Note, { as: 'notes', foreignKey: 'bookId' });
    return { Book, Shelf, Note };
  },
  async fill({ Book, Shelf, Note }) {
    await Shelf!.create({ label: 'Novels' });
    const printed = new Date('2026-01-31T12:00:00Z');
    await Book!.bulkCreate([
      { title: 'Emma', pages: 474, price: 9.5, printed, shelfId: 1 },
      { title: 'Malina', pages: 356, price: 12, printed },
      { title: 'Ariel', pages: 105, price: 7, printed, shelfId: 1 },
    ]);
    await Note!.bulkCreate([{ text: 'read', bookId: 3 }]);
  },
  view({ Book }) {
    return class BookListView extends LiveView {
      static override template = 'page.njk';
      static override models = { books: [Book!] };
      declare books: Model[];
      #books: Model[] = [];
      override async mount() {
        const [emma, malina, ariel] = await Book!.unscoped().findAll({ attributes: ['id', 'title'], order: ['id'] });
        malina!.set({
          title: 'Malina <2>',
          pages: 1,
          price: 3.25,
          printed: new Date('2027-02-01T00:00:00Z'),
          secret: 'x',
        });
        const gone = await Book!.create({ title: 'Gone' });
        await gone.destroy();
        this.#books = [ariel!, malina!, gone, emma!, ariel!];
      }
      override async getContextData() {
        this.books = this.#books;
        return super.getContextData();
      }
    };
  },
});
