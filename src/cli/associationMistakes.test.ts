import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import type { ModelClass } from '../schema/modelType.ts';
import { associationMistakes } from './associationMistakes.ts';

const source = `Home.hasMany(Lease, { as: 'leases', foreignKey: 'homeId' });
Lease.belongsTo(Home, { as: 'home', foreignKey: 'homeId' });
Home.hasOne(Lease, { as: 'current', foreignKey: 'placeId', scope: { state: 'active', ends: null } });
Home.belongsToMany(Tag, { as: 'tags', through: HomeTag, foreignKey: 'homeId', otherKey: 'tagId' });
`;

/** Leases whose column `home_id` is the attribute `placeId`; homes and tags are joined by columns without attributes of their own. */
function declare(): Record<'Home' | 'Lease' | 'Tag' | 'HomeTag', ModelClass> {
  const sequelize = new Sequelize({ dialect: 'postgres', define: { underscored: true } });
  class Home extends Model {}
  Home.init({ name: DataTypes.STRING }, { sequelize });
  class Lease extends Model {}
  Lease.init({ placeId: { type: DataTypes.INTEGER, field: 'home_id' }, ends: DataTypes.DATEONLY }, { sequelize });
  class Tag extends Model {}
  Tag.init({ name: DataTypes.STRING }, { sequelize });
  class HomeTag extends Model {}
  HomeTag.init({ labelId: { type: DataTypes.INTEGER, field: 'tag_id' } }, { sequelize });
  return { Home, Lease, Tag, HomeTag } as unknown as ReturnType<typeof declare>;
}

function said({ Home, Lease, Tag, HomeTag }: ReturnType<typeof declare>, text = source): string[] {
  return associationMistakes([Home, Lease, Tag, HomeTag], [{ filename: 'schema/index.ts', text }]).map((error) => {
    const { line, column, length } = error.location ?? {};
    const word = line && text.split('\n')[line - 1]!.slice(column! - 1, column! - 1 + length!);
    return `${error.code} ${line ?? 'nowhere'}: ${word ?? ''}: ${error.sentence}`;
  });
}

describe('what associations are told', () => {
  it('is wrong of a foreign key whose column has an attribute already', () => {
    const models = declare();
    models.Home.hasMany(models.Lease, { as: 'leases', foreignKey: 'homeId' });
    models.Lease.belongsTo(models.Home, { as: 'home', foreignKey: 'homeId' });
    const two = 'Lease has two attributes for its column "home_id": "placeId", and "homeId" of an association.';
    expect(said(models)).toEqual([`LG2012 1: homeId: ${two}`, `LG2012 2: homeId: ${two}`]);
    expect(said(models, '')).toEqual([`LG2012 nowhere: : ${two}`, `LG2012 nowhere: : ${two}`]);
  });

  it('is wrong of either key of a model that joins two others', () => {
    const models = declare();
    models.Home.belongsToMany(models.Tag, {
      as: 'tags',
      through: models.HomeTag,
      foreignKey: 'homeId',
      otherKey: 'tagId',
    });
    expect(said(models)).toEqual([
      'LG2012 4: tagId: HomeTag has two attributes for its column "tag_id": "labelId", and "tagId" of an association.',
    ]);
  });

  it('is wrong of a scope over what is not there, and right of other keys', () => {
    const models = declare();
    const scope = { state: 'active', ends: null };
    models.Home.hasOne(models.Lease, { as: 'current', foreignKey: 'placeId', scope });
    expect(said(models)).toEqual(['LG3001 3: state: Lease cannot be filtered or sorted by "state".']);
  });

  it('is right of a foreign key that Sequelize adds', () => {
    const models = declare();
    models.Tag.belongsTo(models.Home, { as: 'home', foreignKey: 'homeId' });
    expect(said(models)).toEqual([]);
  });

  it('is right of one that Sequelize names', () => {
    const models = declare();
    models.Lease.belongsTo(models.Home, { as: 'Home' });
    expect(Object.keys(models.Lease.rawAttributes)).toEqual(expect.arrayContaining(['placeId', 'HomeId']));
    expect(said(models)).toEqual([]);
  });
});
