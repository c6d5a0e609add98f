import { DataTypes, Model, type ModelStatic, Sequelize } from 'sequelize';
import { beforeEach, describe, expect, it } from 'vitest';
import { Count, caseWhen, when } from './expressions.ts';
import {
  annotatedType,
  type ComputedField,
  countFieldOf,
  hasToString,
  type ModelClass,
  modelTypeOf,
  structureHashOf,
  type ToManyField,
} from './modelType.ts';
import { dataTypeName, scalarOf, scalarOfValues, scalars } from './scalars.ts';

let sequelize: Sequelize;
beforeEach(() => {
  sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });
});

function define(name: string, attributes: Parameters<Sequelize['define']>[1], declarations: object = {}): ModelClass {
  return Object.assign(sequelize.define(name, attributes), declarations) as ModelClass;
}

describe('the type of a model', () => {
  it('has its columns, annotations, associations, members and how it prints', () => {
    class User extends Model {
      static annotations = { rank: caseWhen([when({ email: 'a' }, 1)]), posts_total: Count('posts') };
      static computed = { getFullName: ['firstName'] };
      get initials() {
        return '';
      }
      getFullName() {
        return '';
      }
      getWithParameter(_of: string) {
        return '';
      }
      rename() {}
      set nickname(_to: string) {}
    }
    User.init(
      {
        firstName: { type: DataTypes.STRING, allowNull: false },
        email: DataTypes.STRING,
        shout: new DataTypes.VIRTUAL(DataTypes.STRING, ['firstName']),
        price: { type: DataTypes.INTEGER, get: () => 0 },
        mood: DataTypes.ENUM('calm', 'loud'),
      },
      { sequelize },
    );
    const Post = define('Post', { userId: DataTypes.INTEGER });
    User.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
    Post.belongsTo(User, { as: 'user', foreignKey: 'userId' });
    const type = modelTypeOf(User);
    expect([...type.fields.values()].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'column id',
      'column firstName',
      'column email',
      'column mood',
      'annotation rank',
      'annotation posts_total',
      'toMany posts',
      'computed shout',
      'computed price',
      'computed initials',
      'computed getFullName',
      'str str',
      'annotation postsCount',
    ]);
    expect([...type.columns.keys()]).toEqual(['id', 'firstName', 'email', 'price', 'mood']);
    expect(type.primaryKey.map(({ name }) => name)).toEqual(['id']);
    const needs = ['shout', 'price', 'initials', 'getFullName', 'str'].map((name) => {
      return (type.fields.get(name) as ComputedField).needs;
    });
    const everything = ['id', 'firstName', 'email', 'price', 'mood'];
    expect(needs).toEqual([['firstName'], ['price'], everything, ['firstName'], []]);
    expect(type.fields.get('firstName')).toMatchObject({ scalar: scalars.String, nullable: false, values: null });
    expect(type.fields.get('email')).toMatchObject({ nullable: true });
    expect(type.fields.get('mood')).toMatchObject({ scalar: scalars.Enum, values: ['calm', 'loud'] });
    expect(type.fields.get('rank')).toMatchObject({ scalar: scalars.Int, nullable: true, adHoc: false });
    expect(type.fields.get('posts_total')).toMatchObject({ scalar: scalars.Int, nullable: false });
    expect((type.fields.get('posts') as ToManyField).target).toBe(modelTypeOf(Post));
    expect(modelTypeOf(User)).toBe(type);
  });

  it.each([
    ['passwordHash', true],
    ['password', true],
    ['apiToken', true],
    ['api_token', true],
    ['API_TOKEN', true],
    ['PASSWORD', true],
    ['JWTToken', true],
    ['resetPasswd', true],
    ['salt', true],
    ['secretary', false],
    ['saltiness', false],
    ['tokenize', false],
    ['basalt', false],
  ])('keeps %s private: %s', (name, isPrivate) => {
    const type = modelTypeOf(define('User', { [name]: DataTypes.STRING, name: DataTypes.STRING }));
    expect(type.fields.has(name)).toBe(!isPrivate);
    expect(type.columns.has(name)).toBe(true);
  });

  it('keeps private what the model declares so, of whatever type, and what computes it', () => {
    const attributes = {
      shape: DataTypes.GEOMETRY,
      note: DataTypes.STRING,
      password: new DataTypes.VIRTUAL(DataTypes.STRING),
    };
    const type = modelTypeOf(define('User', attributes, { privateAttributes: ['shape', 'note'] }));
    expect([...type.fields.keys()]).toEqual(['id', 'str']);
    expect([...type.columns.keys()]).toEqual(['id', 'note']);
  });

  it('counts the rows of each association to many, unless the model has a field of that name', () => {
    const [User, Tag] = [define('User', { tagsCount: DataTypes.INTEGER }), define('Tag', {})];
    const Post = define('Post', { userId: DataTypes.INTEGER }, { annotations: { readersCount: Count('readers') } });
    User.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
    User.belongsToMany(Tag, { as: 'tags', through: 'UserTag' });
    User.hasOne(Post, { as: 'latest', foreignKey: 'userId' });
    Post.hasMany(User, { as: 'readers' });
    const [user, post] = [modelTypeOf(User), modelTypeOf(Post)];
    const count = user.fields.get('postsCount');
    expect(count).toEqual({
      kind: 'annotation',
      name: 'postsCount',
      counts: 'posts',
      scalar: scalars.Int,
      nullable: false,
      adHoc: false,
      expression: { count: { posts: {} } },
    });
    expect(countFieldOf(user, user.fields.get('posts') as ToManyField)).toBe(count);
    expect(countFieldOf(user, user.fields.get('tags') as ToManyField)).toBeUndefined();
    expect(user.fields.get('tagsCount')).toMatchObject({ kind: 'column' });
    expect(user.fields.has('latestCount')).toBe(false);
    expect(post.fields.get('readersCount')).not.toHaveProperty('counts');
    expect(countFieldOf(post, post.fields.get('readers') as ToManyField)).toBeUndefined();
  });

  it('has a hash of its structure, which any change of a field changes', () => {
    const hashOf = (attributes: Parameters<Sequelize['define']>[1], declarations: object = {}) => {
      return structureHashOf(modelTypeOf(define('User', attributes, declarations)));
    };
    const hashes = [
      hashOf({ name: DataTypes.STRING }),
      hashOf({ name: DataTypes.INTEGER }),
      hashOf({ name: { type: DataTypes.STRING, allowNull: false } }),
      hashOf({ name: DataTypes.STRING, age: DataTypes.INTEGER }),
      hashOf({ name: DataTypes.STRING }, { privateAttributes: ['name'] }),
      hashOf({ name: DataTypes.STRING }, { annotations: { rank: caseWhen([when({ name: 'a' }, 1)]) } }),
      hashOf({ name: DataTypes.STRING }, { annotations: { rank: caseWhen([when({ name: 'b' }, 1)]) } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashOf({ name: DataTypes.STRING })).toBe(hashes[0]);
    const [User, Post] = [define('User', { name: DataTypes.STRING }), define('Post', {})];
    User.hasOne(Post, { as: 'post', foreignKey: 'userId' });
    expect(hashes).not.toContain(structureHashOf(modelTypeOf(User)));
  });

  it('knows whether the model says how it prints', () => {
    class Plain extends Model {}
    class Parent extends Model {
      override toString() {
        return 'parent';
      }
    }
    class Child extends Parent {}
    for (const model of [Plain, Parent, Child]) model.init({}, { sequelize });
    expect([Plain, Parent, Child].map((model) => hasToString(model))).toEqual([false, true, true]);
  });

  it('keeps the getters of base classes, and an own one before theirs', () => {
    abstract class Base extends Model {
      get label() {
        return 'base';
      }
    }
    class Item extends Base {
      static computed = { label: ['id'] };
      override get label() {
        return 'item';
      }
    }
    Item.init({}, { sequelize });
    expect(modelTypeOf(Item).fields.get('label')).toEqual({
      kind: 'computed',
      name: 'label',
      method: false,
      needs: ['id'],
    });
  });
});

describe('a model that cannot be described', () => {
  it.each<[string, () => ModelStatic<Model>, string]>([
    [
      'is not initialized',
      () => class Room extends Model {},
      'LG2000: The model Room is not initialized. Call Room.init({ … }, { sequelize }) before a view uses it.',
    ],
    [
      'has a type that is not supported',
      () => define('Room', { shape: DataTypes.GEOMETRY }),
      `LG2001: Livegraft does not support the type GEOMETRY of "Room.shape" yet. Name it in "static privateAttributes = ['shape']" to leave it out.`,
    ],
    [
      'has no primary key',
      () => {
        const Room = define('Room', { n: DataTypes.INTEGER });
        Room.removeAttribute('id');
        return Room;
      },
      'LG2002: The model Room has no primary key, so its rows cannot be told apart. Mark an attribute with "primaryKey: true".',
    ],
    [
      'has two fields of one name',
      () => define('Room', { total: DataTypes.INTEGER }, { annotations: { total: caseWhen([when({ id: 1 }, 1)]) } }),
      'LG2004: The model Room declares "total" twice, as attribute, association, annotation or computed member. Rename one of them.',
    ],
    ...['__count', 'and', 'or', 'not', 'except', 'annotation', 'a-b', 'größe', '1st'].map(
      (name): [string, () => ModelStatic<Model>, string] => [
        `has a field ${name}`,
        () => define('Room', { [name]: DataTypes.INTEGER }),
        `LG2004: "Room.${name}" cannot be a GraphQL field. Rename it: letters, digits and "_", not beginning with "__", and none of "and", "or", "not", "except", "annotation".`,
      ],
    ),
    [
      'has a private attribute that it has not',
      () => define('Room', {}, { privateAttributes: ['hash'] }),
      'LG2005: "static privateAttributes" of Room names "hash", which is no attribute of it.',
    ],
    [
      'declares what a member needs that it has not',
      () => define('Room', { n: DataTypes.INTEGER }, { computed: { label: ['n'] } }),
      'LG2005: "static computed" of Room names "label", which is no getter and no get… method without parameters.',
    ],
  ])('%s', (_, model, message) => {
    expect(() => modelTypeOf(model() as ModelClass)).toThrow(expect.objectContaining({ message }));
  });
});

describe('annotations of a QuerySet', () => {
  it('give the same type for the same annotations, and leave the model its own', () => {
    const Room = define('Room', { parentId: DataTypes.INTEGER });
    Room.hasMany(Room, { as: 'rooms', foreignKey: 'parentId' });
    const type = modelTypeOf(Room);
    const total = { count: { rooms: {} } };
    const annotated = annotatedType(type, { total });
    expect(annotatedType(type, { total: { count: { rooms: {} } } })).toBe(annotated);
    expect(annotatedType(type, { all: total })).not.toBe(annotated);
    expect(annotated.fields.get('total')).toEqual({
      kind: 'annotation',
      name: 'total',
      adHoc: true,
      expression: total,
      scalar: scalars.Int,
      nullable: false,
    });
    expect(type.fields.has('total')).toBe(false);
    expect(annotated.model).toBe(Room);
  });

  it.each([
    [
      { id: { value: 1 } },
      'LG2004: The model Room declares "id" twice, as attribute, association, annotation or computed member. Rename one of them.',
    ],
    [
      { 'a b': { value: 1 } },
      'LG2004: "Room.a b" cannot be a GraphQL field. Rename it: letters, digits and "_", not beginning with "__", and none of "and", "or", "not", "except", "annotation".',
    ],
    [
      { rank: { case: { branches: [{ where: {}, gives: { value: 1 } }], otherwise: { value: 'x' } } } },
      'LG2003: An expression of Room must give values of one kind, but gives: [1,"x"].',
    ],
  ])('are refused where they cannot be fields', (annotations, message) => {
    const type = modelTypeOf(define('Room', {}));
    expect(() => annotatedType(type, annotations)).toThrow(expect.objectContaining({ message }));
  });
});

it('caseWhen needs a branch', () => {
  expect(() => caseWhen([])).toThrow(new TypeError('caseWhen needs at least one branch, but got an empty list.'));
});

describe('scalars', () => {
  it.each([
    [DataTypes.STRING(20), 'String', 'text'],
    [DataTypes.TEXT, 'String', 'text'],
    [DataTypes.CHAR(3), 'String', 'text'],
    [DataTypes.CITEXT, 'String', 'citext'],
    [DataTypes.INTEGER, 'Int', 'int4'],
    [DataTypes.SMALLINT, 'Int', 'int4'],
    [DataTypes.BIGINT, 'BigInt', 'int8'],
    [DataTypes.FLOAT, 'Float', 'float8'],
    [DataTypes.REAL, 'Float', 'float8'],
    [DataTypes.DOUBLE, 'Float', 'float8'],
    [DataTypes.DECIMAL(10, 2), 'Decimal', 'numeric'],
    [DataTypes.BOOLEAN, 'Boolean', 'bool'],
    [DataTypes.DATE, 'DateTime', 'timestamptz'],
    [DataTypes.DATEONLY, 'Date', 'date'],
    [DataTypes.TIME, 'Time', 'time'],
    [DataTypes.UUID, 'ID', 'uuid'],
    [DataTypes.ENUM('a'), 'String', null],
    [DataTypes.JSON, 'JSON', null],
    [DataTypes.JSONB, 'JSON', null],
  ])('%s', (type, name, sqlType) => {
    expect(scalarOf(type)).toMatchObject({ name, sqlType });
  });

  it.each([
    DataTypes.BLOB,
    DataTypes.ARRAY(DataTypes.INTEGER),
    DataTypes.RANGE(DataTypes.INTEGER),
    DataTypes.HSTORE,
    DataTypes.INET,
  ])('none for %s', (type) => {
    expect(scalarOf(type)).toBeUndefined();
    expect(dataTypeName(type)).toMatch(/^[A-Z]+$/);
  });

  it.each([
    [[1, 2, null], scalars.Int],
    [[1, 2.5], scalars.Float],
    [['a', null], scalars.String],
    [[true, false], scalars.Boolean],
    [[1, 'a'], undefined],
    [[null], undefined],
    [[], undefined],
  ])('of the values %j', (values, scalar) => {
    expect(scalarOfValues(values)).toBe(scalar);
  });
});
