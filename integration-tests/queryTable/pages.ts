import { type ModelsDeclaration, objects, type RenderContext } from 'livegraft';
import { AUTHORS, type Library } from './library.ts';

/** A page that shows 100 rows, and the same text by Sequelize's getters. */
export interface TablePage {
  /** How the table names it. */
  readonly name: string;
  /** What the page reads, as the table shows it. */
  readonly reads: string;
  readonly template: string;
  readonly models: ModelsDeclaration;
  /** The page's public names. */
  values(): Promise<RenderContext>;
  /** The text of the page, with every association asked for where it is read. */
  lazily(): Promise<string>;
}

/** A page for each kind of association, and for each kind of value that a public name may hold. */
export function tablePages({ Publisher, Author }: Library): TablePage[] {
  type Row = InstanceType<typeof Author>;
  const authors = { authors: [Author] };
  const all = async () => ({ authors: objects(Author) });
  const each = async (rows: readonly Row[], show: (row: Row) => Promise<string>) => {
    const shown: string[] = [];
    for (const row of rows) shown.push(await show(row));
    return shown.join('');
  };
  const inOrder = { order: ['id'] };
  const motto = async (row: Row) => `${(await row.getProfile()).motto};`;
  const half = AUTHORS / 2;

  return [
    {
      name: 'to-one chain',
      reads: 'author.publisher.country.name',
      template: '{% for author in authors %}{{ author.publisher.country.name }};{% endfor %}',
      models: authors,
      values: all,
      lazily: async () =>
        each(await Author.findAll(inOrder), async (author) => {
          const publisher = await author.getPublisher();
          return `${(await publisher.getCountry()).name};`;
        }),
    },
    {
      name: 'reverse one-to-one',
      reads: 'author.profile.motto',
      template: '{% for author in authors %}{{ author.profile.motto }};{% endfor %}',
      models: authors,
      values: all,
      lazily: async () => each(await Author.findAll(inOrder), motto),
    },
    {
      name: 'default reverse association',
      reads: 'author.Books',
      template: '{% for author in authors %}{% for book in author.Books %}{{ book.title }};{% endfor %}{% endfor %}',
      models: authors,
      values: all,
      lazily: async () =>
        each(await Author.findAll(inOrder), async (author) => {
          return (await author.getBooks(inOrder)).map(({ title }) => `${title};`).join('');
        }),
    },
    {
      name: 'many-to-many',
      reads: 'author.tags.all',
      template: '{% for author in authors %}{% for tag in author.tags.all %}{{ tag.label }};{% endfor %}{% endfor %}',
      models: authors,
      values: all,
      lazily: async () =>
        each(await Author.findAll(inOrder), async (author) => {
          return (await author.getTags(inOrder)).map(({ label }) => `${label};`).join('');
        }),
    },
    {
      name: 'list of models',
      reads: 'author.publisher.name, author.Books',
      template: `{% for author in authors %}{{ author.publisher.name }}:
        {%- for book in author.Books %}{{ book.title }};{% endfor %}{% endfor %}`,
      models: authors,
      values: async () => ({ authors: await Author.findAll(inOrder) }),
      lazily: async () =>
        each(await Author.findAll(inOrder), async (author) => {
          const { name } = await author.getPublisher();
          return `${name}:${(await author.getBooks(inOrder)).map(({ title }) => `${title};`).join('')}`;
        }),
    },
    {
      name: 'single model',
      reads: 'publisher.authors, author.profile.motto',
      template: '{% for author in publisher.authors %}{{ author.profile.motto }};{% endfor %}',
      models: { publisher: Publisher },
      values: async () => ({ publisher: await Publisher.findByPk(1) }),
      lazily: async () => each(await (await Publisher.findByPk(1))!.getAuthors(inOrder), motto),
    },
    {
      name: 'nested dict',
      reads: 'shelf.first, shelf.sections[].rows: author.profile.motto',
      template: `{% for author in shelf.first %}{{ author.profile.motto }};{% endfor %}
        {%- for section in shelf.sections %}{% for author in section.rows %}{{ author.profile.motto }};{% endfor %}{% endfor %}`,
      models: { shelf: { first: [Author], sections: [{ rows: [Author] }] } },
      async values() {
        const sections = [half, half + half / 2].map((start) => ({
          rows: objects(Author).slice(start, start + half / 2),
        }));
        return { shelf: { first: objects(Author).limit(half), sections } };
      },
      async lazily() {
        const parts = [
          { limit: half, offset: 0 },
          { limit: half / 2, offset: half },
          { limit: half / 2, offset: half + half / 2 },
        ];
        const shown: string[] = [];
        for (const part of parts) shown.push(await each(await Author.findAll({ ...inOrder, ...part }), motto));
        return shown.join('');
      },
    },
  ];
}
