import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';

let database: TestDatabase;
let app: RunningApp;
/** What the application had logged before the test. */
let logged: string;

beforeAll(async () => {
  database = await createTestDatabase(testServers()[0]!);
  app = await startApp(database.url);
  logged = app.output();
});
afterAll(async () => {
  await app?.stop();
  await database?.drop();
});
afterEach(async () => {
  expect((await app.fetch('/maintenance')).status, 'the status of /maintenance afterwards').toBe(200);
  expect(errorsLogged(), 'errors that only the client made').toEqual([]);
});

describe('GraphQL refuses, and says why', () => {
  it.each([
    ['a syntax error', '{', 'Syntax Error: Expected Name, found <EOF>.'],
    ['an unknown root field', '{ nope }', 'Cannot query field "nope" on type "Query".'],
    [
      'a misspelt field',
      '{ maintenanceRequests { titel } }',
      'Cannot query field "titel" on type "MaintenanceRequest". Did you mean "title"?',
    ],
    [
      'no selection',
      '{ users }',
      'Field "users" of type "[User!]!" must have a selection of subfields. Did you mean "users { ... }"?',
    ],
    [
      'a selection of a leaf',
      '{ users { id { x } } }',
      'Field "id" must not have a selection since type "Int!" has no subfields.',
    ],
    [
      'a key that is missing',
      '{ user { id } }',
      'Field "user" argument "id" of type "Int!" is required, but it was not provided.',
    ],
    ['an unknown fragment', '{ users { ...Nope } }', 'Unknown fragment "Nope".'],
    [
      'a fragment in itself',
      '{ users { ...F } } fragment F on User { tenant { user { ...F } } }',
      'Cannot spread fragment "F" within itself.',
    ],
    ['a mutation', 'mutation { x }', 'Schema is not configured to execute mutation operation.'],
    ['a text for a number', '{ user(id: "1") { id } }', 'Int cannot represent non-integer value: "1"'],
    [
      'a number that is too large',
      '{ user(id: 99999999999) { id } }',
      'Int cannot represent non 32-bit signed integer value: 99999999999',
    ],
    [
      'null in a list',
      '{ usersCount(where: { id: { in: [1, null] } }) }',
      'Expected value of type "Int!", found null.',
    ],
    ['a negative limit', '{ users(limit: -1) { id } }', '"limit" must be a whole number from 0, but got -1.'],
    ['a negative offset', '{ users(offset: -1) { id } }', '"offset" must be a whole number from 0, but got -1.'],
    [
      'an order by null',
      '{ tenantsCount(where: { id: { lt: null } }) }',
      'The condition "lt" on "Tenant.id" takes a value, but got null. Ask for missing values with "isNull".',
    ],
    [
      'a list that is null',
      '{ tenantsCount(where: { id: { in: null } }) }',
      'The condition "in" on "Tenant.id" takes a value, but got null. Ask for missing values with "isNull".',
    ],
    [
      'a word for a day',
      '{ leases(where: { startDate: { gt: "yesterday" } }) { id } }',
      'Date takes a day such as "2026-01-31", but got: "yesterday".',
    ],
    [
      'a day that no month has',
      '{ leases(where: { startDate: { gt: "2026-02-31" } }) { id } }',
      'The database refuses a value: a date or time out of range (22008).',
    ],
    [
      'a day for a moment',
      '{ payments(where: { paidAt: { gt: "2026-01-01" } }) { id } }',
      'DateTime takes a moment such as "2026-01-31T09:30:00Z", but got: "2026-01-01".',
    ],
    [
      'a decimal comma',
      '{ leases(where: { rent: { gt: "12,50" } }) { id } }',
      'Decimal takes a decimal number such as "12.50", but got: "12,50".',
    ],
    [
      'a text for an enum',
      '{ users(where: { role: { eq: "manager" } }) { id } }',
      'Enum "UserRole" cannot represent non-enum value: "manager". Did you mean the enum value "manager"?',
    ],
    [
      'a name that an enum has not',
      '{ users(where: { role: { eq: king } }) { id } }',
      'Value "king" does not exist in "UserRole" enum.',
    ],
    [
      'a pattern for an enum',
      '{ users(where: { role: { like: "%" } }) { id } }',
      'Field "like" is not defined by type "UserRoleFilter".',
    ],
    [
      'an order by an association',
      '{ users(orderBy: [{ field: tenant }]) { id } }',
      'Value "tenant" does not exist in "UserOrderField" enum.',
    ],
    [
      'a NUL character',
      '{ users(where: { email: { like: "\\u0000" } }) { id } }',
      'The database refuses a value: a character that the encoding does not have (22021).',
    ],
  ])('%s', async (_, query, message) => {
    const { status, errors, data } = await ask({ query });
    expect(errors).toEqual([expect.objectContaining({ message })]);
    expect(data ?? null).toBeNull();
    expect(status).toBe(200);
  });

  it.each([
    ['$n: Int', '$n', 'x', 'Int cannot represent non-integer value: "x"'],
    ['$n: Int', '$n', 1.5, 'Int cannot represent non-integer value: 1.5'],
    ['$n: Int', '$n', 2 ** 31, 'Int cannot represent non 32-bit signed integer value: 2147483648'],
    ['$where: LeaseWhere', '$where', 'x', 'Expected type "LeaseWhere" to be an object.'],
    [
      '$where: LeaseWhere',
      '$where',
      { constructor: { eq: 1 } },
      'Field "constructor" is not defined by type "LeaseWhere".',
    ],
    [
      '$where: LeaseWhere',
      '$where',
      JSON.parse('{ "__proto__": { "id": { "eq": 1 } } }'),
      'Field "__proto__" is not defined by type "LeaseWhere".',
    ],
    [
      '$day: Date',
      '{ startDate: { gt: $day } }',
      'infinity',
      'Date takes a day such as "2026-01-31", but got: "infinity".',
    ],
    ['$day: Date', '{ startDate: { gt: $day } }', {}, 'Date takes a day such as "2026-01-31", but got: {}.'],
    [
      '$status: LeaseStatus',
      '{ status: { eq: $status } }',
      'over',
      'Value "over" does not exist in "LeaseStatus" enum.',
    ],
    [
      '$status: LeaseStatus',
      '{ status: { eq: $status } }',
      1,
      'Enum "LeaseStatus" cannot represent non-string value: 1.',
    ],
  ])('a variable %s as %s with the value %j', async (definition, use, value, message) => {
    const [, name = ''] = definition.match(/\$(\w+)/)!;
    const query = `query (${definition}) { leases(${name === 'n' ? 'limit' : 'where'}: ${use}) { id } }`;
    const { status, errors } = await ask({ query, variables: { [name]: value } });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^Variable "\\$${name}" got invalid value `)),
        locations: [{ line: 1, column: 8 }],
      }),
    ]);
    expect(errors![0]!.message).toContain(message);
    expect(status).toBe(400);
  });

  it('a variable that is missing', async () => {
    expect(await ask({ query: 'query ($n: Int!) { users(limit: $n) { id } }' })).toEqual({
      status: 400,
      errors: [
        {
          message: 'Variable "$n" of required type "Int!" was not provided.',
          locations: [{ line: 1, column: 8 }],
        },
      ],
    });
  });

  it('a variable where its type does not fit', async () => {
    const { errors } = await ask({ query: 'query ($n: String) { users(limit: $n) { id } }' });
    expect(errors).toMatchObject([
      { message: 'Variable "$n" of type "String" used in position expecting type "Int".' },
    ]);
  });

  it.each([
    ['no JSON', '{', 400, 'POST body sent invalid JSON.'],
    ['nothing', '', 400, 'POST body sent invalid JSON.'],
    ['null', 'null', 400, 'POST body is expected to be object but received null'],
    ['a batch', '[{ "query": "{ usersCount }" }]', 400, 'Batching is not supported.'],
    ['no query', '{ "variables": {} }', 200, 'Must provide query string.'],
    ['a query that is no text', '{ "query": {} }', 400, 'Expected "query" param to be a string, but given object.'],
    [
      'variables that are no object',
      '{ "query": "{ usersCount }", "variables": [] }',
      400,
      'Expected "variables" param to be empty or an object, but given array.',
    ],
    [
      'two operations',
      '{ "query": "query A { usersCount } query B { tagsCount }" }',
      400,
      'Could not determine what operation to execute.',
    ],
  ])('a body with %s', async (_, body, expected, message) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.fetch('/graphql', { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ errors: [{ message }] });
    expect(answer.status).toBe(expected);
  });

  it('a body that is text', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{ "query": "{ usersCount }" }' };
    expect((await app.fetch('/graphql', init)).status).toBe(415);
  });

  it('another method', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await app.fetch('/graphql', { method });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.get('access-control-allow-origin'), method).toBeNull();
    }
  });

  it('to let another site read an answer', async () => {
    const headers = { origin: 'http://evil.example', 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ usersCount }' });
    const answer = await app.fetch('/graphql', { method: 'POST', headers, body });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('as 4xx where the client knows GraphQL over HTTP', async () => {
    for (const query of ['{', '{ nope }', 'query ($n: Int!) { users(limit: $n) { id } }']) {
      const { status } = await ask({ query }, { accept: 'application/graphql-response+json' });
      expect(status, query).toBe(400);
    }
  });
});

describe('GraphQL answers', () => {
  it.each([
    ['eq: null, as where it is missing', '{ maintenanceRequestsCount(where: { tenantId: { eq: null } }) }', 16],
    ['ne: null, as where it is there', '{ maintenanceRequestsCount(where: { tenantId: { ne: null } }) }', 144],
    ['a condition that is null, as none', '{ maintenanceRequestsCount(where: { tenantId: null }) }', 160],
    ['an empty condition, as none', '{ maintenanceRequestsCount(where: { tenantId: {} }) }', 160],
    ['all of none', '{ maintenanceRequestsCount(where: { and: [] }) }', 160],
    ['one of none, as no row', '{ maintenanceRequestsCount(where: { or: [] }) }', 0],
    ['in an empty list, as no row', '{ maintenanceRequestsCount(where: { id: { in: [] } }) }', 0],
    ['a key that no row has', '{ user(id: 0) { id } }', null],
    ['a limit of nothing', '{ users(limit: 0) { id } }', []],
    ['a limit that is null', '{ tags(limit: null, offset: null, where: { id: { eq: 1 } }) { id } }', [{ id: 1 }]],
    ['text that LIKE knows', '{ usersCount(where: { email: { contains: "%_\\\\" } }) }', 0],
    ['a fragment at the root', '{ ...F } fragment F on Query { user(id: 1) { firstName } }', { firstName: 'Margaret' }],
    ['a type beside a field', '{ user(id: 1) { __typename id } }', { __typename: 'User', id: 1 }],
  ])('%s', async (_, query, value) => {
    const { status, data, errors } = await ask({ query });
    expect(errors).toBeUndefined();
    expect(Object.values(data!)).toEqual([value]);
    expect(status).toBe(200);
  });

  it('a GET with a query', async () => {
    const answer = await app.fetch(`/graphql?query=${encodeURIComponent('{ user(id: 4) { getFullName } }')}`);
    expect(await answer.json()).toEqual({ data: { user: { getFullName: "Beth O'Malley" } } });
  });

  it('a browser with GraphiQL', async () => {
    const answer = await app.fetch('/graphql', { headers: { accept: 'text/html' } });
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(await answer.text()).toContain('GraphiQL');
  });
});

describe('GraphQL survives', () => {
  it('conditions that are too deep for the stack', async () => {
    const where = `${'{"not":'.repeat(9_000)}{"id":{"eq":1}}${'}'.repeat(9_000)}`;
    const body = `{"query":"query ($where: UserWhere) { usersCount(where: $where) }","variables":{"where":${where}}}`;
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    const answer = await app.fetch('/graphql', { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: 'The query has arguments that are nested too deeply. Ask for less, in several requests.',
          extensions: { code: 'LG5021' },
        },
      ],
    });
    expect(answer.status).toBe(400);
  });

  it('an operation of ten joins', async () => {
    const query = `{ users(limit: 1) { ${'tenant { user { '.repeat(5)} id ${'} } '.repeat(5)} } }`;
    const { data, errors } = await ask({ query });
    expect(errors).toBeUndefined();
    expect(data!.users).toHaveLength(1);
  });

  it('a thousand conditions and thirty aliases', async () => {
    const where = { or: Array.from({ length: 1_000 }, (_, index) => ({ id: { eq: index } })) };
    const query = `query ($where: UserWhere) { ${Array.from({ length: 30 }, (_, index) => `a${index}: tagsCount`).join(' ')} usersCount(where: $where) }`;
    const { data } = await ask({ query, variables: { where } });
    expect(data!.usersCount).toBe(66);
    expect(Object.keys(data!)).toHaveLength(31);
  });
});

function errorsLogged(): string[] {
  return app
    .output()
    .slice(logged.length)
    .split('\n')
    .filter((line) => /ERROR|Error:/.test(line));
}

interface Result {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly message: string }[];
}

async function ask(body: object, headers: Record<string, string> = {}): Promise<Result> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const answer = await app.fetch('/graphql', init);
  return { status: answer.status, ...((await answer.json()) as object) };
}
