import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Coalesce, caseWhen, F, Sum, when } from '../schema/expressions.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { modelMistakes } from './modelMistakes.ts';

const source = `export class Home extends Model {
  static computed = { getPlace: ['street', 'city'], toString: ['name'] };
  static annotations = {
    cost: Coalesce(Sum('bills.sum', { where: { state: 'due', day: 1 } }), 0),
    rank: caseWhen([when({ city: 'A' }, 0), when({ town: 'B' }, 1), when({ town: 'C' }, 2)]),
    double: F('cost').plus(F('cost')),
  };
}
Home.init({ size: { type: new DataTypes.VIRTUAL(DataTypes.FLOAT, ['width', 'city']) } }, { sequelize });
export class Bill extends Model {}
`;

/** Homes with bills, none of which have what the homes declare. */
function declare(declared: object, virtual: string[] = ['width', 'city']): ModelClass[] {
  const sequelize = new Sequelize({ dialect: 'postgres' });
  class Home extends Model {
    getPlace(): string {
      return '';
    }

    override toString(): string {
      return '';
    }
  }
  Object.assign(Home, declared);
  const size = { type: new DataTypes.VIRTUAL(DataTypes.FLOAT, virtual) };
  Home.init({ city: DataTypes.STRING, size }, { sequelize });
  class Bill extends Model {}
  Bill.init({ total: DataTypes.DECIMAL }, { sequelize });
  Home.hasMany(Bill, { as: 'bills' });
  return [Home, Bill] as unknown as ModelClass[];
}

const said = (models: readonly ModelClass[], text = source) =>
  modelMistakes(models, [{ filename: 'schema/home.ts', text }]).map(({ code, sentence, location }) => {
    const line = location?.source.split('\n')[location.line - 1] ?? '';
    const place =
      location && `${location.line}: ${line.slice(location.column - 1, location.column - 1 + location.length)}`;
    return `${code} ${place ?? 'nowhere'}: ${sentence}`;
  });

describe('what models declare and cannot be', () => {
  it('is all said, each thing at the word that is wrong', () => {
    const models = declare({
      computed: { getPlace: ['street', 'city'], toString: ['name'] },
      annotations: {
        cost: Coalesce(Sum('bills.sum', { where: { state: 'due', day: 1 } }), 0),
        rank: caseWhen([when({ city: 'A' }, 0), when({ town: 'B' }, 1), when({ town: 'C' }, 2)]),
        double: F<number>('cost').plus(F('cost')),
      },
    });
    expect(said(models)).toEqual([
      'LG2009 9: width: "static computed" says that Home.size needs "width", but Home has no attribute or association "width".',
      'LG2009 2: street: "static computed" says that Home.getPlace needs "street", but Home has no attribute or association "street".',
      'LG2009 2: name: "static computed" says that Home.str needs "name", but Home has no attribute or association "name".',
      'LG3001 4: bills.sum: Bill cannot be filtered or sorted by "sum".',
      'LG3001 5: town: Home cannot be filtered or sorted by "town".',
      'LG3001 5: town: Home cannot be filtered or sorted by "town".',
    ]);
    const [, , , , second, third] = modelMistakes(
      declare({ annotations: models[0]!.annotations, computed: models[0]!.computed }),
      [{ filename: 'schema/home.ts', text: source }],
    );
    expect(third!.location!.column).toBeGreaterThan(second!.location!.column);
  });

  it('does not keep the schema from being made of the rest', () => {
    const models = declare({ annotations: { cost: Sum('bills.sum'), double: F<number>('cost').plus(1) } }, ['city']);
    expect(said(models)).toHaveLength(1);
    expect(createModelSchema(models).typeDefs).toContain('cost: Value');
  });

  it('is said of values too that do not go together, where all names are right', () => {
    const models = declare(
      { annotations: { rank: caseWhen<string | number>([when({ city: 'A' }, 0), when({ city: 'B' }, 'last')]) } },
      ['city'],
    );
    expect(said(models)).toEqual([
      'LG2003 5: rank: An expression of Home must give values of one kind, but gives: [0,"last",null].',
    ]);
  });

  it('has the place of its class where it is not written there, and none without a source', () => {
    const models = () => declare({ annotations: { elsewhere: F('town') } }, ['city']);
    expect(said(models())).toEqual(['LG3001 1: Home: Home cannot be filtered or sorted by "town".']);
    expect(said(models(), '')).toEqual(['LG3001 nowhere: Home cannot be filtered or sorted by "town".']);
  });

  it('is a private attribute that is not there, which keeps its model from being described and no other', () => {
    const text = "class Home extends Model {\n  static privateAttributes = ['code', 'key'];\n}";
    const [home, bill] = declare({ privateAttributes: ['city', 'key'] });
    Object.assign(bill!, { annotations: { twice: F('total').plus(F('sum')) } });
    expect(said([home!, bill!], text)).toEqual([
      'LG2005 2: key: "static privateAttributes" of Home names "key", which is no attribute of it.',
      'LG3001 nowhere: Bill cannot be filtered or sorted by "sum".',
    ]);
  });

  it('is nothing where all is right', () => {
    expect(
      said(declare({ computed: { toString: ['city'] }, annotations: { cost: Sum('bills.total') } }, ['city'])),
    ).toEqual([]);
  });
});
