import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Model, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

const hostile = `</p></main><script>alert("1")</script><b title='2'>&amp; \`3\` \\ {{ 7 * 7 }} \${4} $1 %_ '; DROP TABLE "Notes"; --`;

// text that tries to be HTML, a template, a parameter or SQL stays text: stored, typed, compared with
export default defineScenario({
  define(sequelize) {
    class Note extends Model {
      static computed = { toString: ['text'] };
      declare text: string;
      override toString() {
        return this.text;
      }
    }
    Note.init({ text: DataTypes.TEXT, authorId: DataTypes.INTEGER }, { sequelize });
    const Author = sequelize.define('Author', { name: DataTypes.TEXT });
    const Reply = sequelize.define('Reply', { text: DataTypes.TEXT, noteId: DataTypes.INTEGER });
    Note.belongsTo(Author, { as: 'author', foreignKey: 'authorId' });
    Note.hasMany(Reply, { as: 'replies', foreignKey: 'noteId' });
    return { Note, Author, Reply };
  },
  async fill({ Note, Author, Reply }) {
    await Author!.create({ name: hostile });
    await Note!.create({ text: hostile, authorId: 1 });
    await Reply!.bulkCreate([
      { text: '<i>', noteId: 1 },
      { text: '"', noteId: 1 },
    ]);
  },
  query: { q: hostile },
  view({ Note }) {
    return class NoteListView extends LiveView {
      static override template = 'page.njk';
      static override models = { notes: [Note!] };
      declare notes: QuerySet;
      typed = '';
      override mount({ query }: { query: unknown }) {
        this.typed = (query as { q: string }).q;
      }
      override async getContextData() {
        this.notes = objects(Note!).where({
          text: {
            [Op.and]: [this.typed, { [Op.startsWith]: this.typed.slice(0, 70) }, { [Op.substring]: "$1 %_ '; " }],
          },
        });
        return super.getContextData();
      }
    };
  },
});
