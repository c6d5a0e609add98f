import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model, type ModelStatic } from 'sequelize';
import { defineScenario } from '../scenario.ts';

export default defineScenario({
  define(sequelize) {
    const Author = sequelize.define('Author', { name: DataTypes.STRING, country: DataTypes.STRING });
    const Book = sequelize.define('Book', {
      title: DataTypes.STRING,
      year: DataTypes.INTEGER,
      AuthorId: DataTypes.INTEGER,
    });
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
    Author.hasMany(Book, { as: 'books', foreignKey: 'AuthorId' });
    Book.belongsTo(Author, { as: 'author', foreignKey: 'AuthorId' });
    Book.belongsToMany(Tag, { as: 'tags', through: 'BookTag' });
    Tag.belongsToMany(Book, { as: 'books', through: 'BookTag' });
    return { Author, Book, Tag };
  },
  async fill({ Author, Book, Tag }) {
    await Author!.bulkCreate([
      { name: 'Le Guin', country: 'US' },
      { name: 'Lem', country: 'PL' },
      { name: 'Nobody', country: 'XX' },
    ]);
    await Book!.bulkCreate([
      { title: 'The Dispossessed', year: 1974, AuthorId: 1 },
      { title: 'Solaris', year: 1961, AuthorId: 2 },
      { title: 'The Lathe of Heaven', year: 1971, AuthorId: 1 },
    ]);
    const [anarchy, dreams] = await Tag!.bulkCreate([{ label: 'anarchy' }, { label: 'dreams & <waking>' }]);
    const books = (await Book!.findAll({ order: ['id'] })) as (Model & { addTags(tags: unknown[]): Promise<void> })[];
    await books[0]!.addTags([anarchy]);
    await books[2]!.addTags([anarchy, dreams]);
  },
  view({ Author }) {
    return class AuthorListView extends LiveView {
      static override template = 'page.njk';
      static override models = { authors: [Author as ModelStatic<Model>] };
      declare authors: QuerySet;
      #authors = objects(Author!).orderBy('-name');
      override async getContextData() {
        this.authors = this.#authors;
        return super.getContextData();
      }
    };
  },
});
