import { createHash } from 'node:crypto';
import type { Site } from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { answerOf, documentFolder, graphqlRequest, productionSite } from './rentalsGraphql.ts';

const lease = 'query Lease($id: Int!) { lease(id: $id) { id status } }\n';
const folder = documentFolder([lease, '{ leasesCount }']);
let rentals: RentalsApp;
let site: Site;
beforeAll(async () => {
  rentals = await openRentals();
  site = productionSite(rentals, { documents: folder.folder });
});
afterAll(async () => {
  folder.remove();
  await rentals?.close();
});

const persisted = (text: string, variables: object = {}) => ({
  variables,
  extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } },
});

describe('production answers the documents of the application', () => {
  it('by their hash, with variables, under the policy of who asks', async () => {
    const { status, json } = await answerOf(site, graphqlRequest(persisted(lease, { id: 1 })));
    expect({ status, json }).toEqual({ status: 200, json: { data: { lease: { id: 1, status: expect.any(String) } } } });
  });

  it('by GET too', async () => {
    const { extensions } = persisted('{ leasesCount }');
    const address = `http://rentals.test/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    const { json } = await answerOf(site, new Request(address, { headers: { accept: 'application/json' } }));
    expect(json).toEqual({ data: { leasesCount: expect.any(Number) } });
  });

  it.each([
    [
      'a document of the client',
      { query: lease, variables: { id: 1 } },
      'This server answers its own documents alone. Name one by its hash.',
    ],
    [
      'a document and a hash',
      { query: '{ leasesCount }', ...persisted(lease) },
      'This server answers its own documents alone. Name one by its hash.',
    ],
    ['an unknown hash', persisted('{ usersCount }'), 'There is no document with this hash.'],
    [
      "the hash of a page's operation",
      persisted('query MaintenanceListView_requests { maintenanceRequestsCount }'),
      'There is no document with this hash.',
    ],
    ['no document', { variables: {} }, 'The request has no query, and names no document by its hash.'],
    [
      'introspection',
      { query: '{ __schema { types { name } } }' },
      'This server answers its own documents alone. Name one by its hash.',
    ],
  ])('refuses %s', async (_, body, message) => {
    const { status, json } = await answerOf(site, graphqlRequest(body));
    expect(json).toEqual({ errors: [{ message, extensions: { code: 'LG5023' } }] });
    expect(status).toBe(400);
  });

  it('shows no GraphiQL', async () => {
    const headers = { accept: 'text/html' };
    const { text } = await answerOf(site, new Request('http://rentals.test/graphql', { headers }));
    expect(text).not.toMatch(/graphiql/i);
  });

  it('is not there where the application declares no document', async () => {
    expect((await answerOf(productionSite(rentals, {}), graphqlRequest({ query: '{ leasesCount }' }))).status).toBe(
      404,
    );
  });

  it('does not start with a document that asks for the schema, which it does not tell', () => {
    const asking = documentFolder(['{ __schema { types { name } } }']);
    expect(() => productionSite(rentals, { documents: asking.folder })).toThrow(
      /^LG5022: The GraphQL document \S*0\.graphql:1:3 cannot be used: GraphQL introspection has been disabled/,
    );
    expect(() => productionSite(rentals, { documents: asking.folder, open: true, introspection: true })).not.toThrow();
    asking.remove();
  });

  it('does not start with a document that is not valid', () => {
    const wrong = documentFolder(['{ leases { rentt } }']);
    expect(() => productionSite(rentals, { documents: wrong.folder })).toThrow(
      /^LG5022: The GraphQL document .*0\.graphql:1:12 cannot be used: Cannot query field "rentt" on type "Lease"\. Did you mean "rent"/,
    );
    wrong.remove();
  });
});
