import { parse, validate } from 'graphql';
import { DataTypes, type Model, type ModelStatic, Op, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { Count, Sum } from '../schema/expressions.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { compileOperation, dataOf } from './compiledOperation.ts';
import { createExecutableSchema } from './executableSchema.ts';
import { objects } from './querySet.ts';

// Default scopes: which rows there are, in which order, how many, and which attributes they have.

let database: TestDatabase;
let sequelize: Sequelize;
let schema: ReturnType<typeof createExecutableSchema>;
let Shelf: ModelStatic<Model>;
let Book: ModelStatic<Model>;
let Loan: ModelStatic<Model>;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
  Shelf = sequelize.define('Shelf', { name: DataTypes.STRING });
  Book = sequelize.define(
    'Book',
    {
      title: { type: DataTypes.STRING, field: 'book_title' },
      pages: DataTypes.INTEGER,
      notes: DataTypes.STRING,
      lost: DataTypes.BOOLEAN,
      shelfId: DataTypes.INTEGER,
    },
    {
      defaultScope: {
        where: { lost: false },
        order: [['title', 'DESC']],
        attributes: { exclude: ['notes'] },
      },
      scopes: { lost: { where: { lost: true } } },
    },
  );
  Loan = sequelize.define(
    'Loan',
    { bookId: DataTypes.INTEGER, day: DataTypes.DATEONLY },
    { defaultScope: { order: [['day', 'DESC NULLS LAST'], 'id'], limit: 2 } },
  );
  Book.belongsTo(Shelf, { as: 'shelf', foreignKey: 'shelfId' });
  Shelf.hasMany(Book, { as: 'books', foreignKey: 'shelfId' });
  Shelf.hasMany(Book.scope('lost') as ModelStatic<Model>, { as: 'lostBooks', foreignKey: 'shelfId' });
  Book.hasMany(Loan, { as: 'loans', foreignKey: 'bookId' });
  Loan.belongsTo(Book, { as: 'book', foreignKey: 'bookId' });
  schema = createExecutableSchema(createModelSchema([Shelf, Book, Loan] as ModelClass[]));
  await sequelize.sync();
  await Shelf.bulkCreate([{ name: 'Left' }, { name: 'Right' }]);
  await Book.bulkCreate([
    { title: 'Ada', pages: 100, lost: false, shelfId: 1, notes: 'x' },
    { title: 'Bel', pages: 200, lost: false, shelfId: 1 },
    { title: 'Cat', pages: 300, lost: true, shelfId: 1 },
    { title: 'Dot', pages: 400, lost: false, shelfId: 2 },
  ]);
  await Loan.bulkCreate([
    { bookId: 1, day: '2026-01-01' },
    { bookId: 1, day: '2026-03-01' },
    { bookId: 1, day: null },
    { bookId: 1, day: '2026-02-01' },
    { bookId: 3, day: '2026-05-01' },
  ]);
});
afterAll(async () => {
  await sequelize.close();
  await database.drop();
});

async function read(query: string): Promise<unknown> {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return dataOf(await compileOperation(schema, document)({}, { viewer: null })).data;
}

describe('a default scope', () => {
  it('narrows and orders rows, and goes before another order', async () => {
    expect(await objects(Book).values('title')).toEqual([{ title: 'Dot' }, { title: 'Bel' }, { title: 'Ada' }]);
    const titles = async (order: string) => (await objects(Book).orderBy(order).all()).map((book) => book.get('title'));
    expect(await titles('pages')).toEqual(['Dot', 'Bel', 'Ada']);
    const found = await Book.findAll({ order: ['pages'] });
    expect(await titles('pages')).toEqual(found.map((book) => book.get('title')));
    expect(await objects(Book).count()).toBe(3);
    expect(await objects(Book).aggregate({ pages: Sum('pages') })).toEqual({ pages: 700 });
  });

  it('narrows what is joined, listed, counted and asked for in conditions', async () => {
    expect(
      await read(
        '{ loans { id book { title } } shelves { booksCount books { title } lostBooks { title } lostBooksCount } }',
      ),
    ).toEqual({
      loans: [
        { id: 5, book: null },
        { id: 2, book: { title: 'Ada' } },
      ],
      shelves: [
        {
          booksCount: 2,
          books: [{ title: 'Bel' }, { title: 'Ada' }],
          lostBooks: [{ title: 'Cat' }],
          lostBooksCount: 1,
        },
        { booksCount: 1, books: [{ title: 'Dot' }], lostBooks: [], lostBooksCount: 0 },
      ],
    });
    const shelves = objects(Shelf).annotate({ n: Count('books'), pages: Sum('lostBooks.pages') });
    expect(await shelves.values('n', 'pages')).toEqual([
      { n: 2, pages: 300 },
      { n: 1, pages: null },
    ]);
    expect(
      await objects(Shelf)
        .where({ books: { some: { pages: { [Op.gte]: 300 } } } })
        .values('id'),
    ).toEqual([{ id: 2 }]);
    expect(
      await objects(Shelf)
        .where({ lostBooks: { some: {} } })
        .values('id'),
    ).toEqual([{ id: 1 }]);
  });

  it('limits a list of rows, and the list of each row', async () => {
    expect(await read('{ loans { id } }')).toEqual({ loans: [{ id: 5 }, { id: 2 }] });
    expect(await read('{ books { title loans { day } } }')).toEqual({
      books: [
        { title: 'Dot', loans: [] },
        { title: 'Bel', loans: [] },
        { title: 'Ada', loans: [{ day: '2026-03-01' }, { day: '2026-02-01' }] },
      ],
    });
    expect(await read('{ loans(limit: 3) { id } book(id: 1) { loans(limit: 4) { day } } }')).toEqual({
      loans: [{ id: 5 }, { id: 2 }, { id: 4 }],
      book: { loans: [{ day: '2026-03-01' }, { day: '2026-02-01' }, { day: '2026-01-01' }, { day: null }] },
    });
    expect(await objects(Loan).count()).toBe(5);
    expect(await objects(Loan).values('id')).toEqual([{ id: 5 }, { id: 2 }]);
  });

  it('does not hold where it is left out', async () => {
    expect(await objects(Book).unscoped().values('title')).toEqual(
      ['Ada', 'Bel', 'Cat', 'Dot'].map((title) => ({ title })),
    );
    expect(await objects(Book).unscoped().count()).toBe(4);
    expect(await objects(Book.unscoped()).orderBy('-pages').values('id')).toEqual([4, 3, 2, 1].map((id) => ({ id })));
    expect(await objects(Book.scope('lost')).values('title')).toEqual([{ title: 'Cat' }]);
    expect(await objects(Book).scope('lost').values('title')).toEqual([]);
    expect(await objects(Loan).unscoped().values('id')).toHaveLength(5);
  });

  it('leaves out the attributes that it excludes, except for the key', async () => {
    expect(modelTypeOf(Book as ModelClass).fields.has('notes')).toBe(false);
    expect(validate(schema, parse('{ books { notes } }'))).toHaveLength(1);
    expect(() => objects(Book).where({ notes: 'x' })).toThrow('LG3001');
    const Page = sequelize.define(
      'Page',
      { text: DataTypes.STRING, size: DataTypes.INTEGER },
      { defaultScope: { attributes: ['text'] } },
    );
    expect([...modelTypeOf(Page as ModelClass).fields.keys()]).toEqual(['id', 'text', 'str']);
  });

  it('is refused in words that say which order it cannot read', async () => {
    const Page = sequelize.define('Page2', {}, { defaultScope: { order: [sequelize.fn('random')] } });
    await expect(objects(Page).values('id')).rejects.toThrow(
      'LG3010: Livegraft cannot read the order [{"fn":"random","args":[]}] of Page2. Name attributes and associations, each with "ASC" or "DESC".',
    );
  });
});
