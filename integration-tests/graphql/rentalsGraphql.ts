import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSite, type GraphqlOptions, type Site } from 'livegraft';
import type { RentalsApp } from '../rentals/rentalsApp.ts';

/** The rentals application as it is in production, with `/graphql` opened so far. */
export function productionSite({ app, templates }: RentalsApp, graphql: GraphqlOptions): Site {
  const secret = 'only for tests, but long enough: 0123456789';
  return createSite({ ...app, secret, graphql: { ...app.graphql, ...graphql } }, { templates, development: false });
}

/** A folder with one `.graphql` file for each document, until `remove` is called. */
export function documentFolder(documents: readonly string[]): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'livegraft-documents-'));
  for (const [index, text] of documents.entries()) writeFileSync(path.join(folder, `${index}.graphql`), text);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** A GraphQL request as clients send it. */
export function graphqlRequest(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request('http://rentals.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a query asked for
  readonly json: any;
  readonly ms: number;
}

export async function answerOf(site: Site, request: Request): Promise<GraphqlAnswer> {
  const started = performance.now();
  const answer = await site.fetch(request);
  const text = await answer.text();
  const ms = performance.now() - started;
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, text, json: isJson ? JSON.parse(text) : null, ms };
}
