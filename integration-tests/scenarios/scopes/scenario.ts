import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// conditions of default scopes, associations and links hold wherever their rows are read
export default defineScenario({
  define(sequelize) {
    const onlyActive = { defaultScope: { where: { active: true } } };
    const Author = sequelize.define('Author', { name: DataTypes.STRING, active: DataTypes.BOOLEAN }, onlyActive);
    const Post = sequelize.define(
      'Post',
      { title: DataTypes.STRING, active: DataTypes.BOOLEAN, authorId: DataTypes.INTEGER },
      onlyActive,
    );
    const Comment = sequelize.define(
      'Comment',
      { text: DataTypes.STRING, kind: DataTypes.STRING, active: DataTypes.BOOLEAN, postId: DataTypes.INTEGER },
      onlyActive,
    );
    const Tag = sequelize.define('Tag', { label: DataTypes.STRING });
    const PostTag = sequelize.define('PostTag', {
      postId: { type: DataTypes.INTEGER, primaryKey: true },
      tagId: { type: DataTypes.INTEGER, primaryKey: true },
      role: DataTypes.STRING,
    });
    Post.belongsTo(Author, { as: 'author', foreignKey: 'authorId' });
    Post.hasMany(Comment, { as: 'comments', foreignKey: 'postId' });
    Post.hasMany(Comment, { as: 'praise', foreignKey: 'postId', scope: { kind: "it's good" } });
    const keys = { foreignKey: 'postId', otherKey: 'tagId' };
    Post.belongsToMany(Tag, { as: 'mainTags', through: { model: PostTag, scope: { role: 'main' } }, ...keys });
    return { Author, Post, Comment, Tag, PostTag };
  },
  async fill({ Author, Post, Comment, Tag, PostTag }) {
    await Author!.bulkCreate([
      { name: 'Ann', active: true },
      { name: 'Bob', active: false },
    ]);
    await Post!.bulkCreate([
      { title: 'one', active: true, authorId: 1 },
      { title: 'two', active: false, authorId: 1 },
      { title: 'three', active: true, authorId: 2 },
    ]);
    await Comment!.bulkCreate([
      { text: 'a', kind: 'question', active: true, postId: 1 },
      { text: 'b', kind: "it's good", active: true, postId: 1 },
      { text: 'c', kind: "it's good", active: false, postId: 1 },
    ]);
    await Tag!.bulkCreate([{ label: 'red' }, { label: 'blue' }]);
    await PostTag!.bulkCreate([
      { postId: 1, tagId: 1, role: 'main' },
      { postId: 1, tagId: 2, role: 'side' },
    ]);
  },
  view({ Post }) {
    return class PostListView extends LiveView {
      static override template = 'page.njk';
      static override models = { posts: [Post!] };
      declare posts: QuerySet;
      override async getContextData() {
        this.posts = objects(Post!).limit(2);
        return super.getContextData();
      }
    };
  },
});
