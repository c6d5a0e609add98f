import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// included templates see loop variables, names that are set, and those of the view
export default defineScenario({
  define(sequelize) {
    const Shelf = sequelize.define(
      'Shelf',
      { label: DataTypes.STRING, room: DataTypes.STRING },
      { tableName: 'shelves' },
    );
    const Book = sequelize.define('Book', {
      title: DataTypes.STRING,
      pages: DataTypes.INTEGER,
      language: DataTypes.STRING,
      isbn: DataTypes.STRING,
      shelfId: DataTypes.INTEGER,
    });
    Shelf.hasMany(Book, { as: 'books', foreignKey: 'shelfId' });
    return { Shelf, Book };
  },
  async fill({ Shelf, Book }) {
    await Shelf!.bulkCreate([{ label: 'Novels' }, { label: 'Poems' }]);
    await Book!.bulkCreate([
      { title: 'Emma', pages: 474, language: 'en', shelfId: 1 },
      { title: 'Malina', pages: 356, language: 'de', shelfId: 1 },
      { title: 'Ariel', pages: 105, language: 'en', shelfId: 2 },
    ]);
  },
  view({ Shelf }) {
    return class ShelfView extends LiveView {
      static override template = 'page.njk';
      static override models = { shelves: [Shelf!] };
      declare shelves: QuerySet;
      home = 'en';
      override async getContextData() {
        this.shelves = objects(Shelf!);
        return super.getContextData();
      }
    };
  },
});
