import { DataTypes, Model, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { Count } from '../schema/expressions.ts';
import { type ComputedField, type ModelClass, modelTypeOf, type StrField } from '../schema/modelType.ts';
import { compileComputed, type Row } from './computedMembers.ts';

const sequelize = new Sequelize('postgres://localhost/none', { logging: false, define: { timestamps: false } });

class City extends Model {
  declare name: string;
  declare mayor: string;
  get upper() {
    return this.name.toUpperCase();
  }
}
City.init({ name: DataTypes.STRING, mayor: DataTypes.STRING }, { sequelize });

class Person extends Model {
  static annotations = { posts_total: Count('posts') };
  declare first: string;
  declare last: string;
  declare born: Date;
  declare salary: string;
  declare city: City | null;
  declare posts: (Model & { title: string })[];
  declare posts_total: number;
  getFull() {
    return `${this.first} ${this.last}`;
  }
  get viaMethod() {
    return this.getFull().length;
  }
  get year() {
    return this.born?.getUTCFullYear();
  }
  get moment() {
    return this.born;
  }
  get place() {
    return this.city?.upper;
  }
  get titles() {
    return this.posts.map((post) => post.title).join('+');
  }
  get busy() {
    return this.posts_total > 2;
  }
  get byGet() {
    return [this.get('first'), this.getDataValue('last')].join(' ');
  }
  get undeclared() {
    return this.salary;
  }
  get undeclaredDeep() {
    return this.city?.mayor;
  }
  get undeclaredAssociation() {
    return this.posts.length;
  }
  get undeclaredData() {
    return this.getDataValue('salary');
  }
  get saving() {
    return this.save();
  }
  get setting() {
    return this.set('first', 'x');
  }
  get failing(): string {
    throw new RangeError('too far');
  }
  override toString() {
    return `${this.first}!`;
  }
}
Object.assign(Person, {
  computed: {
    getFull: ['first', 'last'],
    viaMethod: ['getFull'],
    year: ['born'],
    moment: ['born'],
    place: ['city.upper', 'city.name'],
    titles: ['posts.title'],
    busy: ['posts_total'],
    byGet: ['first', 'last'],
    undeclared: ['first'],
    undeclaredDeep: ['city.name'],
    undeclaredAssociation: ['first'],
    undeclaredData: ['first'],
    saving: [],
    setting: ['first'],
    toString: ['first'],
    loud: ['first'],
  },
});
Person.init(
  {
    first: DataTypes.STRING,
    last: DataTypes.STRING,
    born: DataTypes.DATE,
    salary: {
      type: DataTypes.DECIMAL(10, 2),
      get(this: Person) {
        return `${this.getDataValue('salary' as never)} €`;
      },
    },
    loud: {
      type: DataTypes.VIRTUAL,
      get(this: Person) {
        return this.first.toUpperCase();
      },
    },
    silent: DataTypes.VIRTUAL,
    cityId: DataTypes.INTEGER,
  },
  { sequelize },
);
const Post = sequelize.define('Post', { title: DataTypes.STRING, personId: DataTypes.INTEGER });
Person.belongsTo(City, { as: 'city', foreignKey: 'cityId' });
Person.hasMany(Post, { as: 'posts', foreignKey: 'personId' });
const type = modelTypeOf(Person as ModelClass);

const row = {
  id: 7,
  first: 'Ann',
  last: 'Lee',
  born: '2001-01-31T00:00:00.000Z',
  'stored salary': '12.50',
  city: { id: 1, name: 'Bonn', mayor: 'x' },
  posts: [
    { id: 1, title: 'A' },
    { id: 2, title: 'B' },
  ],
  posts_total: 3,
};

function compute(name: string, of: Row = row): unknown {
  return compileComputed(type, type.fields.get(name) as ComputedField | StrField)(of);
}

describe('a computed member', () => {
  it.each([
    ['getFull', 'Ann Lee'],
    ['viaMethod', 7],
    ['year', 2001],
    ['moment', '2001-01-31T00:00:00.000Z'],
    ['place', 'BONN'],
    ['titles', 'A+B'],
    ['busy', true],
    ['byGet', 'Ann Lee'],
    ['salary', '12.50 €'],
    ['loud', 'ANN'],
    ['silent', null],
    ['str', 'Ann!'],
  ])('%s gives %s', (name, value) => {
    expect(compute(name)).toBe(value);
  });

  it('sees null where nothing is', () => {
    expect(compute('year', { ...row, born: null })).toBeNull();
    expect(compute('place', { ...row, city: null })).toBeNull();
    expect(compute('titles', { ...row, posts: [] })).toBe('');
  });

  it('keeps nothing from one row to the next, and changes none', () => {
    const given = structuredClone(row);
    const full = compileComputed(type, type.fields.get('getFull') as ComputedField);
    expect([full(given), full({ ...given, first: 'Bob' }), full(given)]).toEqual(['Ann Lee', 'Bob Lee', 'Ann Lee']);
    expect(given).toEqual(row);
  });

  it('prints a model without a toString by its name and key', () => {
    const Seat = sequelize.define('Seat', {
      row: { type: DataTypes.INTEGER, primaryKey: true },
      no: { type: DataTypes.INTEGER, primaryKey: true },
    });
    for (const [model, of, text] of [
      [Post, { id: 3 }, 'Post 3'],
      [Seat, { row: 1, no: 2 }, 'Seat 1/2'],
    ] as const) {
      const described = modelTypeOf(model as ModelClass);
      expect(compileComputed(described, described.fields.get('str') as StrField)(of)).toBe(text);
    }
  });
});

describe('what a member gives', () => {
  const given = (result: unknown) => {
    class Thing extends Model {
      get given() {
        return typeof result === 'function' ? result() : result;
      }
    }
    Thing.init({}, { sequelize: new Sequelize('postgres://localhost/none', { logging: false }) });
    const described = modelTypeOf(Thing as ModelClass);
    return compileComputed(described, described.fields.get('given') as ComputedField)({ id: 1 });
  };

  it.each([
    ['text', 'text', 'text'],
    ['zero', 0, 0],
    ['NaN', Number.NaN, null],
    ['Infinity', Number.POSITIVE_INFINITY, null],
    ['false', false, false],
    ['a big integer', 9007199254740993n, '9007199254740993'],
    ['undefined', undefined, null],
    ['null', null, null],
    ['a date', new Date('2026-01-31T00:00:00Z'), '2026-01-31T00:00:00.000Z'],
    ['no date', new Date(Number.NaN), null],
  ])('%s', (_, result, value) => {
    expect(given(result)).toBe(value);
  });

  it.each([
    ['an object', {}, 'a value of type object'],
    ['a list', [1], 'a value of type object'],
    ['a promise', Promise.resolve(1), 'a promise'],
    ['a model', Post.build(), 'a model'],
    ['a function', () => () => 1, 'a value of type function'],
    ['a symbol', Symbol('x'), 'a value of type symbol'],
  ])('is not %s', (_, result, kind) => {
    expect(given(result)).toEqual(
      expect.objectContaining({
        message: `LG3022: Thing.given gives ${kind}, but a template can only show a string, number, boolean, date or null.`,
      }),
    );
  });
});

describe('a member that does more than it says gives the mistake as its value', () => {
  it.each([
    [
      'undeclared',
      'LG3020: Person.undeclared reads "salary" of Person, which it does not declare. Add it to "static computed = { undeclared: […] }".',
    ],
    [
      'undeclaredDeep',
      'LG3020: Person.undeclaredDeep reads "mayor" of City, which it does not declare. Add it to "static computed = { undeclaredDeep: […] }".',
    ],
    [
      'undeclaredAssociation',
      'LG3020: Person.undeclaredAssociation reads "posts" of Person, which it does not declare. Add it to "static computed = { undeclaredAssociation: […] }".',
    ],
    [
      'undeclaredData',
      'LG3020: Person.undeclaredData reads "salary" of Person, which it does not declare. Add it to "static computed = { undeclaredData: […] }".',
    ],
    ['saving', 'LG3021: Person.saving calls save(), but a computed member may only read.'],
    ['setting', 'LG3021: Person.setting calls set(), but a computed member may only read.'],
    ['failing', 'LG3023: Person.failing failed: too far.'],
  ])('%s', (name, message) => {
    expect(compute(name)).toMatchObject({ name: 'LivegraftError', message });
  });

  it('keeps what it threw as the cause', () => {
    expect(compute('failing')).toHaveProperty('cause', new RangeError('too far'));
  });

  it('names toString where that is what it is', () => {
    class Greedy extends Model {
      static computed = { toString: [] };
      declare name: string;
      override toString() {
        return this.name;
      }
    }
    Greedy.init({ name: DataTypes.STRING }, { sequelize });
    const described = modelTypeOf(Greedy as ModelClass);
    expect(compileComputed(described, described.fields.get('str') as StrField)({ id: 1 })).toHaveProperty(
      'message',
      'LG3020: Greedy.toString reads "name" of Greedy, which it does not declare. Add it to "static computed = { toString: […] }".',
    );
  });

  it.each([
    [
      'nmae',
      'LG2009: "static computed" says that Thing.label needs "nmae", but Thing has no attribute or association "nmae".',
    ],
    [
      'name.length',
      'LG2009: "static computed" says that Thing.label needs "name.length", but Thing has no attribute or association "name".',
    ],
  ])('needs no "%s"', (need, message) => {
    class Thing extends Model {
      static computed = { label: [need] };
      get label() {
        return '';
      }
    }
    Thing.init({ name: DataTypes.STRING }, { sequelize });
    const described = modelTypeOf(Thing as ModelClass);
    expect(() => compileComputed(described, described.fields.get('label') as ComputedField)).toThrow(
      expect.objectContaining({ message }),
    );
  });
});
