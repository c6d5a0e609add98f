import { Count, LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, type Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

const paranoid = { timestamps: true, paranoid: true, createdAt: false, updatedAt: false } as const;

// rows that are marked as deleted are in no list, join, batch or count; nor are those behind a deleted link
export default defineScenario({
  define(sequelize) {
    const Folder = sequelize.define('Folder', { name: DataTypes.STRING }, paranoid);
    const Note = sequelize.define('Note', { text: DataTypes.STRING, folderId: DataTypes.INTEGER }, paranoid);
    const Comment = sequelize.define(
      'Comment',
      { text: DataTypes.STRING, noteId: DataTypes.INTEGER, deletedAt: { type: DataTypes.DATE, field: 'deleted_at' } },
      paranoid,
    );
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING }, paranoid);
    const NoteTag = sequelize.define('NoteTag', {}, paranoid);
    Note.belongsTo(Folder, { as: 'folder', foreignKey: 'folderId' });
    Note.hasMany(Comment, { as: 'comments', foreignKey: 'noteId' });
    Note.belongsToMany(Tag, { as: 'tags', through: NoteTag });
    Object.assign(Note, { annotations: { comments_total: Count('comments'), tags_total: Count('tags') } });
    return { Folder, Note, Comment, Tag, NoteTag };
  },
  async fill({ Folder, Note, Comment, Tag, NoteTag }) {
    await Folder!.bulkCreate([{ name: 'kept' }, { name: 'lost' }]);
    const notes = (await Note!.bulkCreate([
      { text: 'a', folderId: 1 },
      { text: 'b', folderId: 2 },
      { text: 'c', folderId: 1 },
    ])) as (Model & { addTags(tags: unknown[]): Promise<void> })[];
    await Comment!.bulkCreate([
      { text: 'yes', noteId: 1 },
      { text: 'no', noteId: 1 },
    ]);
    await notes[0]!.addTags(await Tag!.bulkCreate([{ label: 'red' }, { label: 'blue' }, { label: 'grey' }]));
    await Folder!.destroy({ where: { name: 'lost' } });
    await Note!.destroy({ where: { text: 'c' } });
    await Comment!.destroy({ where: { text: 'no' } });
    await Tag!.destroy({ where: { label: 'blue' } });
    await NoteTag!.destroy({ where: { TagId: 3 } });
  },
  view({ Note }) {
    return class NoteListView extends LiveView {
      static override template = 'page.njk';
      static override models = { notes: [Note!] };
      declare notes: QuerySet;
      override async getContextData() {
        this.notes = objects(Note!).limit(2);
        return super.getContextData();
      }
    };
  },
});
