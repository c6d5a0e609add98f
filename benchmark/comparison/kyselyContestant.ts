import { Kysely, PostgresDialect } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import pg from 'pg';
import type { Candidate, Reading } from '../contestants.ts';

interface Tables {
  users: { id: number; first_name: string; last_name: string };
  tenants: { id: number; user_id: number };
  properties: { id: number; name: string; city: string };
  maintenance_requests: {
    id: number;
    title: string;
    status: string;
    priority: string;
    reported_at: Date;
    property_id: number;
    tenant_id: number | null;
  };
  authors: { id: number; name: string; born: number };
  books: { id: number; author_id: number; title: string; price: string; printed: string | null };
  book_tags: { book_id: number; tag_id: number };
  tags: { id: number; name: string };
}

/** Kysely over one pg connection: joins for what a row has one of, JSON of PostgreSQL for what it has many of. */
export function createKysely(url: string) {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
  });
  return {
    candidate: ({ root, rows }: Reading): Candidate => ({
      name: 'Kysely',
      run: () => (root === 'Author' ? readAuthors(db, rows) : readRequests(db, rows)),
    }),
    close: () => db.destroy(),
  };
}

function readAuthors(db: Kysely<Tables>, rows: number) {
  return db
    .selectFrom('authors')
    .select(({ selectFrom }) => [
      'id',
      'name',
      'born',
      jsonArrayFrom(
        selectFrom('books')
          .select((books) => [
            'books.id',
            'books.title',
            'books.price',
            'books.printed',
            jsonArrayFrom(
              books
                .selectFrom('tags')
                .innerJoin('book_tags', 'book_tags.tag_id', 'tags.id')
                .select(['tags.id', 'tags.name'])
                .whereRef('book_tags.book_id', '=', 'books.id'),
            ).as('tags'),
          ])
          .whereRef('books.author_id', '=', 'authors.id'),
      ).as('books'),
    ])
    .orderBy('name')
    .orderBy('id')
    .limit(rows)
    .execute();
}

function readRequests(db: Kysely<Tables>, rows: number) {
  return db
    .selectFrom('maintenance_requests as request')
    .select(({ selectFrom }) => [
      'request.id',
      'request.title',
      'request.status',
      'request.priority',
      'request.reported_at as reportedAt',
      jsonObjectFrom(
        selectFrom('properties').select(['id', 'name', 'city']).whereRef('properties.id', '=', 'request.property_id'),
      ).as('property'),
      jsonObjectFrom(
        selectFrom('tenants')
          .select((tenants) => [
            'tenants.id',
            jsonObjectFrom(
              tenants
                .selectFrom('users')
                .select(['users.id', 'users.first_name as firstName', 'users.last_name as lastName'])
                .whereRef('users.id', '=', 'tenants.user_id'),
            ).as('user'),
          ])
          .whereRef('tenants.id', '=', 'request.tenant_id'),
      ).as('tenant'),
    ])
    .where('request.status', 'in', ['open', 'in_progress'])
    .orderBy('reported_at', 'desc')
    .orderBy('request.id')
    .limit(rows)
    .execute();
}
