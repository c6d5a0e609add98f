import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AuditResult, auditServer } from 'graphql-http';
import type { Site } from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { repository } from '../runningApp.ts';
import { documentFolder, productionSite } from './rentalsGraphql.ts';

let rentals: RentalsApp;
beforeAll(async () => {
  rentals = await openRentals();
});
afterAll(() => rentals?.close());

describe('GraphQL over HTTP, by the audit of graphql-http', () => {
  it('holds whole in development', async () => {
    const results = await audit(rentals.createSite());
    expect(results).toHaveLength(61);
    expect(failuresOf(results)).toEqual([]);
  });

  it('holds whole in production where it is open', async () => {
    const results = await audit(productionSite(rentals, { open: true, introspection: true }));
    expect(failuresOf(results)).toEqual([]);
  });
});

/** The documents of the audit that an application may declare: others ask for the schema, or are not valid. */
const auditDocuments = ['{ __typename }', 'query Query { __typename }'];

/** What does not hold in production where only documents of the application are answered: why, and which. */
const exceptions = {
  'a document that the audit brings along is refused with 400': [
    ...['22EB', '4655', '47DE', '80D8', '82A3', '78D5', '2C94', '5A70', '03D4', '34A2', '13EE'],
    ...['8161', 'B8B3', '94B0', '0220', '94B1', '0221', '94B2', '0222', '428F', '1B7A'],
  ],
  'a document that the audit brings along asks for the schema, which is not told': [
    ...['BF61', '2EA1', '28B9', 'D6D5', '6A70'],
  ],
  'a document that does not parse or is not valid is refused before anybody looks, with 400 for `application/json` too':
    [...['572B', 'FDE2', '7B9B']],
} as const;

describe('GraphQL over HTTP in production where it answers documents alone', () => {
  let site: Site;
  let folder: ReturnType<typeof documentFolder>;
  beforeAll(() => {
    folder = documentFolder(auditDocuments);
    site = productionSite(rentals, { documents: folder.folder });
  });
  afterAll(() => folder?.remove());

  it('holds but for the exceptions', async () => {
    const results = await audit(site);
    expect(results).toHaveLength(61);
    expect(failedIds(results), failuresOf(results).join('\n')).toEqual(Object.values(exceptions).flat().sort());
  });

  it('holds for a client that names the same documents by their hash, but for those that ask for the schema', async () => {
    const results = await audit(site, byHash);
    const [, asksForSchema = [], isNoDocument = []] = Object.values(exceptions);
    expect(failedIds(results), failuresOf(results).join('\n')).toEqual([...asksForSchema, ...isNoDocument].sort());
  });

  it('has its exceptions in docs/controls.md, each with its reason', () => {
    const text = readFileSync(path.join(repository, 'docs', 'controls.md'), 'utf8');
    const lines = text.match(/^\| .* \| (?:`\w{4}`(?:, )?)+ \|$/gm) ?? [];
    expect(lines).toEqual(
      Object.entries(exceptions).map(([why, ids]) => `| ${why} | ${ids.map((id) => `\`${id}\``).join(', ')} |`),
    );
  });
});

type Send = (request: Request) => Request | Promise<Request>;

function audit(site: Site, asSent: Send = (request) => request): Promise<AuditResult[]> {
  const fetchFn = async (url: string, init?: RequestInit) => site.fetch(await asSent(new Request(url, init)));
  return auditServer({ url: 'http://rentals.test/graphql', fetchFn });
}

/** The request with the hash of its document in place of the text, where the application has that document. */
async function byHash(request: Request): Promise<Request> {
  if (request.method !== 'POST') return byHashInAddress(request);
  const text = await request.text();
  const { method, headers, url } = request;
  return new Request(url, { method, headers, body: namedByHash(text) });
}

function byHashInAddress(request: Request): Request {
  const url = new URL(request.url);
  const query = url.searchParams.get('query') ?? '';
  if (!auditDocuments.includes(query)) return request;
  url.searchParams.delete('query');
  url.searchParams.set('extensions', JSON.stringify(persisted(query)));
  return new Request(url, request);
}

function namedByHash(text: string): string {
  const body = parsed(text);
  if (!auditDocuments.includes(body?.query as string)) return text;
  const { query, extensions, ...others } = body!;
  const isNamed = extensions === undefined || extensions === null || typeof extensions === 'object';
  if (!isNamed || Array.isArray(extensions)) return text;
  return JSON.stringify({ ...others, extensions: { ...extensions, ...persisted(String(query)) } });
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function persisted(text: string) {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } };
}

function failedIds(results: readonly AuditResult[]): string[] {
  return results.flatMap(({ status, id }) => (status === 'ok' ? [] : [id])).sort();
}

function failuresOf(results: readonly AuditResult[]): string[] {
  return results.flatMap((result) =>
    result.status === 'ok' ? [] : [`${result.status} ${result.id} ${result.name}: ${result.reason}`],
  );
}
