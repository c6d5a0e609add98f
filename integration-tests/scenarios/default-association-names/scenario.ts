import { LiveView, objects } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// associations without a name of their own have the one that Sequelize gives them, in both directions
export default defineScenario({
  define(sequelize) {
    const City = sequelize.define('City', { name: DataTypes.STRING });
    const Author = sequelize.define('Author', { name: DataTypes.STRING });
    const Book = sequelize.define('Book', { title: DataTypes.STRING });
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
    Author.belongsTo(City);
    City.hasMany(Author);
    Author.hasMany(Book);
    Book.belongsToMany(Tag, { through: 'BookTag' });
    Tag.belongsToMany(Book, { through: 'BookTag' });
    return { City, Author, Book, Tag };
  },
  async fill({ City, Author, Book, Tag }) {
    await City!.bulkCreate([{ name: 'Bonn' }, { name: 'Ulm' }]);
    await Author!.bulkCreate([{ name: 'Ann', CityId: 1 }, { name: 'Bob' }]);
    const [emma] = await Book!.bulkCreate([
      { title: 'Emma', AuthorId: 1 },
      { title: 'Ariel', AuthorId: 1 },
    ]);
    await (emma as Model & { addTags(tags: unknown[]): Promise<void> }).addTags([await Tag!.create({ label: 'old' })]);
  },
  view({ Author, City }) {
    return class AuthorListView extends LiveView {
      static override template = 'page.njk';
      static override models = { authors: [Author!], cities: [City!] };
      authors = objects(Author!);
      cities = objects(City!);
    };
  },
});
