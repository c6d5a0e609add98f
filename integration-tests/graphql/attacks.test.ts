import { configure, type Site } from 'livegraft';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { answerOf, documentFolder, graphqlRequest, productionSite } from './rentalsGraphql.ts';

const folder = documentFolder(['{ leasesCount }']);
let rentals: RentalsApp;
/** Closed as by default, and opened. */
let sites: Readonly<Record<'closed' | 'open', Site>>;
beforeAll(async () => {
  rentals = await openRentals();
  sites = {
    closed: productionSite(rentals, { documents: folder.folder }),
    open: productionSite(rentals, { open: true }),
  };
  await answerOf(sites.open, graphqlRequest({ query: '{ leasesCount }' }));
});
afterAll(async () => {
  folder.remove();
  await rentals?.close();
});

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number) => `{ leases ${'{ tenant { leases '.repeat(depth)}{ id }${' } }'.repeat(depth)} }`;
const bomb = (size: number) =>
  `{ leases { ...f0 } } ${times(size, (index) => `fragment f${index} on Lease { tenant { leases { ...f${index + 1} ...f${index + 1} } } }`)} fragment f${size} on Lease { id }`;

/** What is sent, and what the opened server says. */
const attacks: readonly (readonly [name: string, query: string, message: RegExp])[] = [
  ['aliases', `{ ${times(1_000, (index) => `a${index}: leasesCount`)} }`, /tokens|aliases/],
  ['few aliases', `{ ${times(31, (index) => `a${index}: leasesCount`)} }`, /has more than 30 aliases/],
  ['directives', `{ leasesCount ${'@include(if: true) '.repeat(200)} }`, /has more than 30 directives/],
  ['unknown directives', `{ leasesCount ${'@a '.repeat(900)} }`, /has more than 30 directives/],
  ['fields', `{ leases { ${'id '.repeat(1_500)} } }`, /asks for more than 500 fields/],
  ['tokens', `{ leases { ${'id '.repeat(50_000 / 3)} } }`, /more than 2000 tokens|more that 2000 tokens/],
  ['nesting', nested(20), /is more than 12 fields deep/],
  ['deep nesting', nested(300), /is more than 12 fields deep/],
  ['braces', '{'.repeat(90_000), /more than 2000 tokens|Syntax Error/],
  ['lists in values', `{ leases(where: ${'[{ and: '.repeat(400)}`, /Syntax Error|tokens/],
  ['a bomb of fragments', bomb(30), /fields/],
  [
    'a bomb of flat fragments',
    `{ leases { ...f0 } } ${times(60, (index) => `fragment f${index} on Lease { ...f${index + 1} ...f${index + 1} }`)} fragment f60 on Lease { id }`,
    /asks for more than 500 fields/,
  ],
  [
    'a bomb that no operation uses',
    `{ leasesCount } ${times(60, (index) => `fragment f${index} on Lease { id ...f${index + 1} ...f${index + 1} }`)} fragment f60 on Lease { id }`,
    /asks for more than 500 fields/,
  ],
  [
    'a circle of fragments',
    '{ leases { ...a } } fragment a on Lease { ...b } fragment b on Lease { ...a }',
    /Cannot spread fragment "a" within itself/,
  ],
  ['introspection', '{ __schema { types { name } } }', /introspection has been disabled/i],
  [
    'circular introspection',
    `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`,
    /introspection/i,
  ],
  [
    'introspection in a fragment',
    '{ ...q } fragment q on Query { __type(name: "User") { name } }',
    /introspection has been disabled/i,
  ],
  [
    'rows of rows of rows',
    '{ leases { payments { lease { payments { lease { payments { id } } } } } } }',
    /costs more than 100000/,
  ],
  ['a limit that is too great', '{ leases(limit: 1000000) { id } }', /^A list of Lease has at most \d+ rows/],
  ['suggestions of fields', '{ leases { rentt } }', /^Cannot query field "rentt" on type "Lease"\.$/],
  ['suggestions of arguments', '{ leases(wher: {}) { id } }', /^Unknown argument "wher" on field "Query.leases"\.$/],
  [
    'suggestions of values',
    '{ leases(orderBy: [{ field: ren }]) { id } }',
    /^Value "ren" does not exist in "LeaseOrderField" enum\.$/,
  ],
  ['private fields', '{ users { passwordHash } }', /^Cannot query field "passwordHash" on type "User"\.$/],
  ['a mutation', 'mutation { x }', /Schema is not configured to execute mutation operation/],
];

describe.each(['closed', 'open'] as const)('in production, %s', (name) => {
  it.each(attacks)('refuses %s', async (_, query, message) => {
    const { status, json, ms } = await answerOf(sites[name], graphqlRequest({ query }));
    expect(json.data ?? null).toBeNull();
    expect(status).toBe(query.includes('limit: 1000000') && name === 'open' ? 200 : 400); // only its value is wrong
    expect(json.errors[0].message).toMatch(name === 'open' ? message : /^This server answers its own documents alone/);
    expect(
      Object.keys(json.errors[0]).filter((key) => !['message', 'locations', 'path', 'extensions'].includes(key)),
    ).toEqual([]);
    expect(JSON.stringify(json)).not.toMatch(/Did you mean|\bat .*\.[jt]s\b|node_modules|stack/);
    expect(ms, 'milliseconds').toBeLessThan(1_000); // the benchmark says how long; this says that none takes for ever
  });

  it.each([
    ['a batch', graphqlRequest([{ query: '{ leasesCount }' }, { query: '{ leasesCount }' }]), 400],
    ['a body of 101 KB', graphqlRequest({ query: '{ leasesCount }', padding: 'x'.repeat(101 * 1024) }), 413],
    ['JSON that is none', graphqlRequest('{"query":'), 400],
    ['no object', graphqlRequest('7'), 400],
    ['null', graphqlRequest('null'), 400],
    ['a list', graphqlRequest('[]'), 400],
    ['the form of another site', form('application/x-www-form-urlencoded', 'query=%7BleasesCount%7D'), 415],
    ['a form with parts', form('multipart/form-data; boundary=x', '--x--'), 415],
    ['plain text', form('text/plain', '{"query":"{ leasesCount }"}'), 415],
    ['another origin', graphqlRequest({ query: '{ leasesCount }' }, { origin: 'https://evil.example' }), 403],
    ['no origin', graphqlRequest({ query: '{ leasesCount }' }, { origin: 'null' }), 403],
    ['a mutation by GET', new Request('http://rentals.test/graphql?query=mutation%7Bx%7D'), [400, 405]],
    ['a deletion', new Request('http://rentals.test/graphql', { method: 'DELETE' }), 405],
    ['variables that are a list', graphqlRequest({ query: '{ leasesCount }', variables: [] }), 400],
    ['a prototype', graphqlRequest('{"query":"{ leasesCount }","__proto__":{"x":1}}'), 400],
  ])('refuses %s', async (_, request, expected) => {
    const { status, text, json } = await answerOf(sites[name], request.clone());
    expect([expected].flat()).toContain(status);
    expect(json?.data).toBeUndefined();
    expect(text).not.toMatch(/\bat .*\.[jt]s\b|node_modules/);
  });

  it('gives no other origin a word', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await sites[name].fetch(new Request('http://rentals.test/graphql', { method: 'OPTIONS', headers }));
    expect([...answer.headers.keys()].filter((header) => header.startsWith('access-control'))).toEqual([]);
  });
});

it('says nothing of what is wrong inside but an id, which is in the log', async () => {
  const lines: string[] = [];
  configure({ logger: pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }) });
  const site = productionSite(rentals, { open: true });
  site.schema.getQueryType()!.getFields().leasesCount!.resolve = () => {
    throw new Error('connect to 10.1.2.3 failed');
  };
  const { json, text } = await answerOf(site, graphqlRequest({ query: '{ leasesCount }' }));
  configure({ logger: pino({ level: 'silent' }) });
  const { message, extensions } = json.errors[0];
  expect(message).toBe('Something went wrong. The error has been logged.');
  expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.stringMatching(/^[\da-f-]{36}$/) });
  expect(text).not.toContain('10.1.2.3');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      id: extensions.id,
      err: expect.objectContaining({ message: 'connect to 10.1.2.3 failed' }),
    }),
  );
});

function form(type: string, body: string): Request {
  return new Request('http://rentals.test/graphql', { method: 'POST', headers: { 'content-type': type }, body });
}
