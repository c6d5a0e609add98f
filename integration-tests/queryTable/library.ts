import {
  type BelongsToGetAssociationMixin,
  type CreationOptional,
  DataTypes,
  type HasManyGetAssociationsMixin,
  type HasOneGetAssociationMixin,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** How many authors there are: the rows that the figures are of. */
export const AUTHORS = 100;

export type Library = ReturnType<typeof defineLibrary>;

/** Authors with one association of each kind, on a Sequelize instance. */
export function defineLibrary(sequelize: Sequelize) {
  class Country extends Model<InferAttributes<Country>, InferCreationAttributes<Country>> {
    declare id: CreationOptional<number>;
    declare name: string;
  }

  class Publisher extends Model<InferAttributes<Publisher>, InferCreationAttributes<Publisher>> {
    declare id: CreationOptional<number>;
    declare name: string;
    declare countryId: number;
    declare getCountry: BelongsToGetAssociationMixin<Country>;
    declare getAuthors: HasManyGetAssociationsMixin<Author>;
  }

  class Author extends Model<InferAttributes<Author>, InferCreationAttributes<Author>> {
    declare id: CreationOptional<number>;
    declare name: string;
    declare publisherId: number;
    declare getPublisher: BelongsToGetAssociationMixin<Publisher>;
    declare getProfile: HasOneGetAssociationMixin<Profile>;
    declare getBooks: HasManyGetAssociationsMixin<Book>;
    declare getTags: HasManyGetAssociationsMixin<Tag>;
  }

  class Profile extends Model<InferAttributes<Profile>, InferCreationAttributes<Profile>> {
    declare id: CreationOptional<number>;
    declare motto: string;
    declare authorId: number;
  }

  class Book extends Model<InferAttributes<Book>, InferCreationAttributes<Book>> {
    declare id: CreationOptional<number>;
    declare title: string;
    declare AuthorId: number;
  }

  class Tag extends Model<InferAttributes<Tag>, InferCreationAttributes<Tag>> {
    declare id: CreationOptional<number>;
    declare label: string;
  }

  const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
  const options = { sequelize, timestamps: false };
  Country.init({ id, name: DataTypes.STRING }, options);
  Publisher.init({ id, name: DataTypes.STRING, countryId: DataTypes.INTEGER }, options);
  Author.init({ id, name: DataTypes.STRING, publisherId: DataTypes.INTEGER }, options);
  Profile.init({ id, motto: DataTypes.STRING, authorId: DataTypes.INTEGER }, options);
  Book.init({ id, title: DataTypes.STRING, AuthorId: DataTypes.INTEGER }, options);
  Tag.init({ id, label: DataTypes.STRING }, options);
  const AuthorTag = sequelize.define('AuthorTag', { authorId: DataTypes.INTEGER, tagId: DataTypes.INTEGER }, options);

  Publisher.belongsTo(Country, { as: 'country', foreignKey: 'countryId' });
  Publisher.hasMany(Author, { as: 'authors', foreignKey: 'publisherId' });
  Author.belongsTo(Publisher, { as: 'publisher', foreignKey: 'publisherId' });
  Author.hasOne(Profile, { as: 'profile', foreignKey: 'authorId' });
  Author.hasMany(Book); // under the name that Sequelize gives it: "Books"
  Author.belongsToMany(Tag, { as: 'tags', through: AuthorTag, foreignKey: 'authorId', otherKey: 'tagId' });
  return { Country, Publisher, Author, Profile, Book, Tag, AuthorTag };
}

/** Makes the tables and fills them: all authors have one publisher, a profile, two books and two tags each. */
export async function fillLibrary(sequelize: Sequelize, library: Library): Promise<void> {
  await sequelize.sync();
  const ids = Array.from({ length: AUTHORS }, (_, index) => index + 1);
  const two = ids.flatMap((authorId) => [1, 2].map((nth) => ({ authorId, nth })));
  const tagIds = (authorId: number, nth: number) => ((authorId + nth) % 7) + 1;
  await library.Country.create({ name: 'Iceland' });
  await library.Publisher.create({ name: 'Forlagið', countryId: 1 });
  await library.Author.bulkCreate(ids.map((id) => ({ name: `Author ${id}`, publisherId: 1 })));
  await library.Profile.bulkCreate(ids.map((authorId) => ({ motto: `Motto ${authorId}`, authorId })));
  await library.Book.bulkCreate(two.map(({ authorId, nth }) => ({ title: `${authorId}.${nth}`, AuthorId: authorId })));
  await library.Tag.bulkCreate([1, 2, 3, 4, 5, 6, 7].map((nth) => ({ label: `Tag ${nth}` })));
  await library.AuthorTag.bulkCreate(two.map(({ authorId, nth }) => ({ authorId, tagId: tagIds(authorId, nth) })));
}
