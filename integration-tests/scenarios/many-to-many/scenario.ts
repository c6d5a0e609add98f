import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

type Book = Model & { addTags(tags: unknown[]): Promise<void>; addWriters(writers: unknown[]): Promise<void> };

// every way to read a list of many: each edge is one statement, its rows ordered by key
export default defineScenario({
  define(sequelize) {
    const Book = sequelize.define('Book', { title: DataTypes.STRING });
    const Tag = sequelize.define('Tag', {
      label: DataTypes.STRING,
      color: DataTypes.STRING,
      size: DataTypes.INTEGER,
      note: DataTypes.STRING,
    });
    const Writer = sequelize.define('Writer', { name: DataTypes.STRING }, { tableName: 'people' });
    Book.belongsToMany(Tag, { as: 'tags', through: 'book_tags', foreignKey: 'book_id', otherKey: 'tag_id' });
    Tag.belongsToMany(Book, { as: 'books', through: 'book_tags', foreignKey: 'tag_id', otherKey: 'book_id' });
    Book.belongsToMany(Writer, { as: 'writers', through: 'Authorship' });
    return { Book, Tag, Writer };
  },
  async fill({ Book, Tag, Writer }) {
    const tags = await Tag!.bulkCreate([
      { label: 'old', color: 'red', size: 3 },
      { label: 'new', color: 'blue', size: 1 },
      { label: 'odd', color: 'grey', size: 2 },
    ]);
    const writers = await Writer!.bulkCreate([{ name: 'Ann' }, { name: 'Bob' }]);
    const books = (await Book!.bulkCreate([{ title: 'A' }, { title: 'B' }])) as Book[];
    await books[0]!.addTags([tags[2], tags[0], tags[1]]);
    await books[0]!.addWriters([writers[1]]);
  },
  view({ Book }) {
    return class BookListView extends LiveView {
      static override template = 'page.njk';
      static override models = { books: [Book!] };
      declare books: QuerySet;
      override async getContextData() {
        this.books = objects(Book!);
        return super.getContextData();
      }
    };
  },
});
