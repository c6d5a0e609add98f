import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, loggedStatements, type TestDatabase, testServers } from '../testDatabase.ts';
import { linksOf } from './pages.ts';
import { signIn } from './signIn.ts';

// Every seeded password hash holds the canary. No message of these tests shows what they found, only where.
const canary = 'CANARY-passwordHash';
const column = 'password_hash';
const attribute = 'passwordHash';

let database: TestDatabase;
let app: RunningApp;
/** Every answer in full, by what was asked. */
const answers = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url, { env: { LIVEGRAFT_DEBUG: 'jit,sql' } });
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});

describe('the hash of a password', () => {
  afterEach(() => {
    const told = [...answers].filter(([, answer]) => isTold(answer)).map(([asked]) => asked);
    expect(told, 'answers that show it').toEqual([]);
    expect(isTold(app.output()), 'whether the log shows it').toBe(false);
    expect(loggedStatements(database).filter(readsColumn), 'statements that read it').toEqual([]);
  });

  it('is there to be found, and the log of statements would show it', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(`SELECT bool_and(u::text LIKE '%passwordHash-7f3a%') AS all FROM users AS u`);
    await client.end();
    expect(rows).toEqual([{ all: true }]);
    expect(loggedStatements(database).filter((statement) => statement.includes(column)).length).toBeGreaterThan(1);
    expect(readsColumn(`SELECT "${column}" FROM users`)).toBe(true);
  });

  it.each(['nobody', 'a manager', 'a tenant'])('is in no page that %s can reach', async (who) => {
    const user = { 'a manager': 1, 'a tenant': 7 }[who];
    const cookie = user ? await signIn(app, user) : '';
    const seen = new Set<string>(['/', '/login', '/maintenance', '/properties']);
    for (const path of seen) {
      const answer = await ask(`${who}: ${path}`, path, { headers: { cookie } });
      const isForSignedIn = /^\/maintenance\/(new|\d+\/edit)$/.test(path);
      expect(answer.status, path).toBe(isForSignedIn && !user ? 303 : 200);
      if (answer.type.startsWith('text/html')) for (const link of linksOf(answer.body, path)) seen.add(link);
    }
    // a tenant sees the requests of no other
    expect(seen.size).toBeGreaterThan(who === 'a tenant' ? 30 : 70);
  });

  it('is in no answer of GraphQL, whatever field is asked for', async () => {
    const schema = await readSchema();
    const queries = everyQuery(schema, await askFor('{ propertyTags(limit: 1) { propertyId tagId } }'));
    expect(queries).toHaveLength(36);
    for (const query of queries) {
      const { data, errors } = await askFor(query);
      expect(errors, query).toBeUndefined();
      for (const value of Object.values(data)) expect(value, query).toBeTruthy();
    }
  });

  it('has no name in the schema', async () => {
    const { body } = await askGraphql('introspection', { query: getIntrospectionQuery() });
    const names = [...body.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name!);
    expect(names).toContain('firstName');
    expect(names.filter((name) => /pass|hash|secret/i.test(name))).toEqual([]);
    expect(body.toLowerCase()).not.toContain('password');
  });

  it.each([
    ['a field', '{ users { passwordHash } }'],
    ['a field of an association', '{ tenants { user { passwordHash } } }'],
    ['an alias', '{ users { id: passwordHash } }'],
    ['its column', '{ users { password_hash } }'],
    ['a misspelt field', '{ users { passwordHas } }'],
    ['a shorter field', '{ users { password } }'],
    ['a filter', '{ users(where: { passwordHash: { like: "%" } }) { id } }'],
    ['a misspelt filter', '{ users(where: { paswordHash: { eq: "x" } }) { id } }'],
    ['a filter below others', '{ usersCount(where: { and: [{ not: { passwordHash: { isNull: true } } }] }) }'],
    ['an order', '{ users(orderBy: [{ field: passwordHash }]) { id } }'],
    ['a misspelt order', '{ users(orderBy: [{ field: passwordHas }]) { id } }'],
    [
      "an annotation's condition",
      '{ users(annotate: [{ name: "a", expression: { case: { branches: [{ where: { passwordHash: { like: "%" } }, gives: { value: 1 } }] } } }]) { id } }',
    ],
    ['an annotation', '{ users(annotate: [{ name: "a", expression: { field: passwordHash } }]) { id } }'],
    [
      'an annotation over an association',
      '{ tenants(annotate: [{ name: "a", expression: { related: { user: { field: passwordHash } } } }]) { id } }',
    ],
    ['an order by an expression', '{ users(orderBy: [{ expression: { field: passwordHash } }]) { id } }'],
    ['a filter over an association', '{ tenants(where: { user: { passwordHash: { like: "%" } } }) { id } }'],
    ['an order by an annotation', '{ users(orderBy: [{ annotation: "passwordHash" }]) { id } }'],
    ['a filter of an annotation', '{ users(where: { annotation: { name: "passwordHash", eq: "x" } }) { id } }'],
    ['a key', '{ user(id: 1, passwordHash: "x") { id } }'],
    ['a fragment', 'fragment F on User { passwordHash } { users { ...F } }'],
    ['its type', '{ __type(name: "User") { fields { name } inputFields { name } enumValues { name } } }'],
  ])('is not to be guessed with %s', async (_, query) => {
    const { status, body } = await askGraphql(query, { query });
    expect(status).toBeLessThan(500);
    if (!query.startsWith('{ __type')) expect(JSON.parse(body).errors).toHaveLength(1);
    // What the client did not write is not said to it: no "Did you mean".
    if (!query.includes(attribute)) expect(body).not.toContain(attribute);
  });

  it('is not what an annotation of its name gives', async () => {
    const annotate =
      '[{ name: "passwordHash", expression: { case: { branches: [{ where: { id: { gt: 0 } }, gives: { value: 7 } }] } } }]';
    const queries = [
      ['{ users(limit: 1) { annotation(name: "passwordHash") } }', null],
      [`{ users(limit: 1, annotate: ${annotate}) { annotation(name: "passwordHash") } }`, 7],
    ] as const;
    for (const [query, annotation] of queries) expect((await askFor(query)).data).toEqual({ users: [{ annotation }] });
  });

  it.each([
    ['filter', { where: { passwordHash: { like: '%' } } }],
    ['misspelt filter', { where: { passwordHas: { like: '%' } } }],
    ['order', { orderBy: [{ field: 'passwordHash' }] }],
    ['misspelt order', { orderBy: [{ field: 'passwordHas' }] }],
  ])('is not to be guessed with a %s in variables', async (name, variables) => {
    const query =
      'query ($where: UserWhere, $orderBy: [UserOrderBy!]) { users(where: $where, orderBy: $orderBy) { id } }';
    const { body } = await askGraphql(`${name} in variables`, { query, variables });
    expect(JSON.parse(body).errors).toHaveLength(1);
    if (!JSON.stringify(variables).includes(attribute)) expect(body).not.toContain(attribute);
  });

  it.each([
    ['/nothing/here', {}, 404],
    ['/maintenance', { method: 'DELETE' }, 405],
    ['/maintenance?sort=passwordHash', {}, 400],
    ['/maintenance?limit=passwordHash', {}, 400],
    ['/login?problem=passwordHash', {}, 400],
    ['/login', { method: 'POST', body: 'user=passwordHash' }, 303],
    ['/graphql', { method: 'POST', body: 'passwordHash', headers: { 'content-type': 'application/json' } }, 400],
  ])('is in no error: %s', async (path, init, status) => {
    expect((await ask(`error ${path}`, path, init)).status).toBe(status);
  });
});

function isTold(text: string): boolean {
  return text.includes(canary) || text.includes('$2b$12$') || text.includes(column);
}

/** Migrations make the column and the seed fills it; nothing else names it. */
function readsColumn(statement: string): boolean {
  return statement.includes(column) && !/^(INSERT INTO "users"|CREATE TABLE|CREATE TYPE|ALTER TABLE)/.test(statement);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function ask(asked: string, path: string, init?: RequestInit): Promise<Answer> {
  const answer = await app.fetch(path, init);
  const body = await answer.text();
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
  // What stands in what was asked may come back.
  const echoed = path.includes(column) || String(init?.body).includes(column);
  answers.set(asked, echoed ? body.replaceAll(column, '') : `${headers}${body}`);
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body };
}

function askGraphql(asked: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return ask(asked, '/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
}

async function askFor(query: string) {
  return JSON.parse((await askGraphql(query, { query })).body);
}

async function readSchema(): Promise<GraphQLSchema> {
  const { data } = await askFor(getIntrospectionQuery());
  return buildClientSchema(data as IntrospectionQuery);
}

/** A query for each root field, with all fields of its type and of two levels of associations. */
function everyQuery(schema: GraphQLSchema, { data: { propertyTags } }: { data: { propertyTags: object[] } }): string[] {
  const keys: Record<string, unknown> = { id: 1, ...propertyTags[0] };
  return Object.values(schema.getQueryType()!.getFields()).map((field) => {
    const args = field.args
      .filter(({ name }) => name === 'limit' || Object.hasOwn(keys, name))
      .map(({ name }) => `${name}: ${name === 'limit' ? 5 : keys[name]}`);
    return `{ ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selectionOf(field, 2)} }`;
  });
}

function selectionOf({ type }: GraphQLField<unknown, unknown>, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const fields = Object.values((named as GraphQLObjectType).getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const args = field.args.some(({ name }) => name === 'limit') ? '(limit: 5)' : '';
    return depth > 0 ? [`${field.name}${args} ${selectionOf(field, depth - 1)}`] : [];
  });
  return `{ ${fields.join(' ')} }`;
}
