import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// what getters, methods, VIRTUALs and attribute getters read, over associations and of private columns too
export default defineScenario({
  define(sequelize) {
    class City extends Model {
      declare name: string;
      declare zip: string;
    }
    class User extends Model {
      static computed = {
        getFullName: ['firstName', 'lastName'],
        address: ['city.name', 'city.zip'],
        isSafe: ['passwordHash'],
        since: ['joinedAt'],
      };
      declare firstName: string;
      declare lastName: string;
      declare passwordHash: string;
      declare joinedAt: Date;
      declare city: City | null;
      getFullName() {
        return `${this.firstName} ${this.lastName}`;
      }
      get address() {
        return this.city && `${this.city.zip} ${this.city.name}`;
      }
      get isSafe() {
        return this.passwordHash.length > 8;
      }
      get since() {
        return this.joinedAt.getUTCFullYear();
      }
      /** Reads what it does not declare: every column that is not private. */
      get initials() {
        return `${this.firstName[0]}${this.lastName[0]}`;
      }
    }
    class Post extends Model {
      static computed = { byline: ['title', 'author.getFullName'] };
      declare title: string;
      declare author: User;
      get byline() {
        return `${this.title} by ${this.author.getFullName()}`;
      }
    }
    City.init({ name: DataTypes.STRING, zip: DataTypes.STRING, mayor: DataTypes.STRING }, { sequelize });
    User.init(
      {
        firstName: DataTypes.STRING,
        lastName: DataTypes.STRING,
        nickname: DataTypes.STRING,
        passwordHash: DataTypes.STRING,
        joinedAt: DataTypes.DATE,
        shout: {
          type: new DataTypes.VIRTUAL(DataTypes.STRING, ['nickname']),
          get(this: User) {
            return this.getDataValue('nickname' as never)?.toUpperCase();
          },
        },
        price: {
          type: DataTypes.DECIMAL(10, 2),
          get(this: User) {
            return `${this.getDataValue('price' as never)} €`;
          },
        },
        cityId: DataTypes.INTEGER,
      },
      { sequelize },
    );
    Post.init({ title: DataTypes.STRING, text: DataTypes.TEXT, authorId: DataTypes.INTEGER }, { sequelize });
    User.belongsTo(City, { as: 'city', foreignKey: 'cityId' });
    Post.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
    return { City, User, Post };
  },
  async fill({ City, User, Post }) {
    await City!.create({ name: 'Bonn', zip: '53111', mayor: 'x' });
    const joinedAt = new Date('2021-12-31T23:30:00Z');
    await User!.bulkCreate([
      {
        firstName: 'Ann',
        lastName: 'Lee',
        nickname: 'annie',
        price: 12.5,
        passwordHash: 'scrypt:123',
        cityId: 1,
        joinedAt,
      },
      { firstName: 'Bob', lastName: 'Ray', price: 3, passwordHash: 'x', joinedAt },
    ]);
    await Post!.create({ title: 'Moons', authorId: 1 });
  },
  view({ User, Post }) {
    return class UserListView extends LiveView {
      static override template = 'page.njk';
      static override models = { users: [User!], posts: [Post!] };
      declare users: QuerySet;
      declare posts: QuerySet;
      override async getContextData() {
        this.users = objects(User!);
        this.posts = objects(Post!);
        return super.getContextData();
      }
    };
  },
});
