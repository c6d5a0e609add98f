import { asc, desc, inArray, relations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { date, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { Candidate, Reading } from '../contestants.ts';

const users = pgTable('users', {
  id: integer().primaryKey(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
});
const tenants = pgTable('tenants', { id: integer().primaryKey(), userId: integer('user_id').notNull() });
const properties = pgTable('properties', {
  id: integer().primaryKey(),
  name: text().notNull(),
  city: text().notNull(),
});
const requests = pgTable('maintenance_requests', {
  id: integer().primaryKey(),
  title: text().notNull(),
  status: text().notNull(),
  priority: text().notNull(),
  reportedAt: timestamp('reported_at', { withTimezone: true }).notNull(),
  propertyId: integer('property_id').notNull(),
  tenantId: integer('tenant_id'),
});
const authors = pgTable('authors', { id: integer().primaryKey(), name: text().notNull(), born: integer().notNull() });
const books = pgTable('books', {
  id: integer().primaryKey(),
  authorId: integer('author_id').notNull(),
  title: text().notNull(),
  price: numeric().notNull(),
  printed: date(),
});
const bookTags = pgTable('book_tags', { bookId: integer('book_id'), tagId: integer('tag_id') }, (table) => [
  primaryKey({ columns: [table.bookId, table.tagId] }),
]);
const tags = pgTable('tags', { id: integer().primaryKey(), name: text().notNull() });

const schema = {
  users,
  tenants,
  properties,
  requests,
  authors,
  books,
  bookTags,
  tags,
  tenantRelations: relations(tenants, ({ one }) => ({
    user: one(users, { fields: [tenants.userId], references: [users.id] }),
  })),
  requestRelations: relations(requests, ({ one }) => ({
    property: one(properties, { fields: [requests.propertyId], references: [properties.id] }),
    tenant: one(tenants, { fields: [requests.tenantId], references: [tenants.id] }),
  })),
  authorRelations: relations(authors, ({ many }) => ({ books: many(books) })),
  bookRelations: relations(books, ({ one, many }) => ({
    author: one(authors, { fields: [books.authorId], references: [authors.id] }),
    tags: many(bookTags),
  })),
  bookTagRelations: relations(bookTags, ({ one }) => ({
    book: one(books, { fields: [bookTags.bookId], references: [books.id] }),
    tag: one(tags, { fields: [bookTags.tagId], references: [tags.id] }),
  })),
};

/** Drizzle's relational queries, prepared, over one pg connection. */
export function createDrizzle(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const db = drizzle(pool, { schema });
  const prepare = (rows: number) => ({
    MaintenanceRequest: db.query.requests
      .findMany({
        columns: { id: true, title: true, status: true, priority: true, reportedAt: true },
        where: inArray(requests.status, ['open', 'in_progress']),
        orderBy: [desc(requests.reportedAt), asc(requests.id)],
        limit: rows,
        with: {
          property: true,
          tenant: { columns: { id: true }, with: { user: true } },
        },
      })
      .prepare(`requests_${rows}`),
    Author: db.query.authors
      .findMany({
        orderBy: [asc(authors.name), asc(authors.id)],
        limit: rows,
        with: {
          books: { columns: { authorId: false }, with: { tags: { columns: {}, with: { tag: true } } } },
        },
      })
      .prepare(`authors_${rows}`),
  });
  return {
    candidate: ({ root, rows }: Reading): Candidate => {
      const prepared = prepare(rows);
      if (root !== 'Author') return { name: 'Drizzle', run: () => prepared.MaintenanceRequest.execute() };
      return {
        name: 'Drizzle',
        async run() {
          const found = await prepared.Author.execute();
          return found.map((author) => ({
            ...author,
            books: author.books.map((book) => ({ ...book, tags: book.tags.map(({ tag }) => tag) })),
          }));
        },
      };
    },
    close: () => pool.end(),
  };
}
