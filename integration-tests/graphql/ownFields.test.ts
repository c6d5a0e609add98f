import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { createSite, type GraphqlOptions, objects, type Site } from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { answerOf, documentFolder, graphqlRequest } from './rentalsGraphql.ts';

const rename =
  'mutation Rename($id: Int!, $name: String!) { renameProperty(id: $id, name: $name) { id name standing } }';
const failing = 'mutation Failing { fail }';
const folder = documentFolder([rename, failing]);
const manager = { id: 1, name: 'Margaret Holloway', role: 'manager' };

let rentals: RentalsApp;
let sites: Readonly<Record<'development' | 'open' | 'documents', Site>>;
beforeAll(async () => {
  rentals = await openRentals();
  const { Property, Tenant } = await import('../../schema/index.ts');
  const own: GraphqlOptions = {
    typeDefs: `
      extend type Property { standing: String! }
      extend type Tenant { neighbours: [Tenant!]! }
      type Mutation {
        renameProperty(id: Int!, name: String!): Property
        refuse: Boolean
        fail: Boolean
      }
    `,
    resolvers: {
      Property: { standing: { requires: ['name', 'city'], resolve: ({ name, city }) => `${name}, ${city}` } },
      Tenant: { neighbours: { requires: ['id'], resolve: ({ id }) => objects(Tenant).exclude({ id }).orderBy('id') } },
      Mutation: {
        async renameProperty(_: unknown, { id, name }: { id: number; name: string }, { viewer }) {
          if (viewer?.role !== 'manager') throw new GraphQLError('Only the manager renames.');
          const property = await objects(Property).get({ id });
          return property.update({ name });
        },
        refuse() {
          throw new GraphQLError('This is refused.', { extensions: { code: 'REFUSED' } });
        },
        fail() {
          throw new Error('connect to 10.1.2.3 failed');
        },
      },
    },
  };
  const authenticate = (request: Request) => JSON.parse(request.headers.get('x-viewer') ?? 'null');
  const secret = 'only for tests, but long enough: 0123456789';
  const site = (graphql: GraphqlOptions, development: boolean) => {
    const app = { ...rentals.app, secret, authenticate };
    return createSite(
      {
        ...app,
        graphql: {
          ...rentals.app.graphql,
          ...graphql,
          typeDefs: [rentals.app.graphql?.typeDefs ?? [], own.typeDefs!].flat(),
          resolvers: merged(rentals.app.graphql?.resolvers, own.resolvers),
        },
      },
      { templates: rentals.templates, development },
    );
  };
  sites = {
    development: site({}, true),
    open: site({ open: true }, false),
    documents: site({ documents: folder.folder }, false),
  };
});
afterAll(async () => {
  folder.remove();
  await rentals?.close();
});

type Resolvers = NonNullable<GraphqlOptions['resolvers']>;

function merged(first: Resolvers = {}, second: Resolvers = {}): Resolvers {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...names].map((name) => [name, { ...first[name], ...second[name] }]));
}

const as = (viewer: object) => ({ 'x-viewer': JSON.stringify(viewer) });
const persisted = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } },
});

describe('fields of the application over HTTP', () => {
  it.each(['development', 'open'] as const)('are answered beside those of models, %s', async (name) => {
    const query = '{ properties(orderBy: [{ field: id }], limit: 2) { name city standing } }';
    const { json } = await answerOf(sites[name], graphqlRequest({ query }, as(manager)));
    expect(json.data.properties).toHaveLength(2);
    for (const { name, city, standing } of json.data.properties) expect(standing).toBe(`${name}, ${city}`);
  });

  it('lead to no row that the viewer may not see', async () => {
    const query = '{ tenants(orderBy: [{ field: id }], limit: 1) { id neighbours { id } } }';
    const { json: seen } = await answerOf(sites.open, graphqlRequest({ query }, as(manager)));
    expect(seen.data.tenants[0].neighbours.length).toBeGreaterThan(1);
    const tenant = { id: 5, name: 'Zoë Lindqvist', role: 'tenant', tenantId: 1 };
    const { json: hidden } = await answerOf(sites.open, graphqlRequest({ query }, as(tenant)));
    expect(hidden.data).toEqual({ tenants: [{ id: 1, neighbours: [] }] });
  });

  it('may be mutations, by POST alone', async () => {
    const variables = { id: 1, name: 'Elm <House>' };
    const answer = await answerOf(sites.documents, graphqlRequest({ ...persisted(rename), variables }, as(manager)));
    expect(answer.json.data.renameProperty).toMatchObject({ id: 1, name: 'Elm <House>' });
    expect(answer.json.data.renameProperty.standing).toMatch(/^Elm <House>, /);
    for (const site of Object.values(sites)) {
      const search = new URLSearchParams({
        variables: JSON.stringify({ id: 1, name: 'by GET' }),
        ...(site === sites.documents
          ? { extensions: JSON.stringify(persisted(rename).extensions) }
          : { query: rename }),
      });
      const { status, json } = await answerOf(
        site,
        new Request(`http://rentals.test/graphql?${search}`, { headers: as(manager) }),
      );
      expect(status).toBe(405);
      expect(json.errors[0].message).toMatch(/mutation/);
    }
    const read = graphqlRequest({ query: '{ property(id: 1) { name } }' }, as(manager));
    expect((await answerOf(sites.open, read)).json).toEqual({ data: { property: { name: 'Elm <House>' } } });
  });

  it('say what they refuse with a GraphQLError, and nothing of what failed', async () => {
    const refused = await answerOf(sites.open, graphqlRequest({ query: 'mutation { refuse }' }, as(manager)));
    expect(refused.json.errors).toEqual([
      expect.objectContaining({ message: 'This is refused.', extensions: { code: 'REFUSED' } }),
    ]);
    const failed = await answerOf(sites.documents, graphqlRequest(persisted(failing), as(manager)));
    expect(failed.json.errors[0].message).toBe('Something went wrong. The error has been logged.');
    expect(failed.text).not.toMatch(/10\.1\.2\.3|fail failed/);
    const said = await answerOf(sites.development, graphqlRequest({ query: failing }, as(manager)));
    expect(said.json.errors[0].message).toBe('The resolver of Mutation.fail failed: connect to 10.1.2.3 failed.');
  });
});
