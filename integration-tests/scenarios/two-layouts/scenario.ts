import { LiveView } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// a page in a section in a layout: what the page sets is read further out; what it shows outside of blocks is not
export default defineScenario({
  define(sequelize) {
    const Author = sequelize.define('Author', { name: DataTypes.STRING, email: DataTypes.STRING });
    const Section = sequelize.define('Section', { name: DataTypes.STRING });
    const Article = sequelize.define('Article', {
      title: DataTypes.STRING,
      body: DataTypes.TEXT,
      summary: DataTypes.TEXT,
      dropped: DataTypes.TEXT,
      year: DataTypes.INTEGER,
      authorId: DataTypes.INTEGER,
      sectionId: DataTypes.INTEGER,
    });
    Article.belongsTo(Author, { as: 'author', foreignKey: 'authorId' });
    Article.belongsTo(Section, { as: 'section', foreignKey: 'sectionId' });
    return { Author, Section, Article };
  },
  async fill({ Author, Section, Article }) {
    await Author!.create({ name: 'Ann', email: 'ann@example.org' });
    await Section!.create({ name: 'Science' });
    await Article!.create({
      title: 'Moons',
      body: 'There are many.',
      summary: 'x',
      year: 2026,
      authorId: 1,
      sectionId: 1,
    });
  },
  view({ Article }) {
    return class ArticleView extends LiveView {
      static override template = 'page.njk';
      static override models = { article: Article! };
      declare article: Model;
      site = 'Journal';
      #article!: Model;
      override async mount() {
        this.#article = (await Article!.findByPk(1))!;
      }
      override async getContextData() {
        this.article = this.#article;
        return super.getContextData();
      }
    };
  },
});
