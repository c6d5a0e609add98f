import { type AuditResult, auditServer } from 'graphql-http';
import type { Site } from 'livegraft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { productionSite } from './rentalsGraphql.ts';

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

function audit(site: Site): Promise<AuditResult[]> {
  const fetchFn = (url: string, init?: RequestInit) => site.fetch(new Request(url, init));
  return auditServer({ url: 'http://rentals.test/graphql', fetchFn });
}

function failuresOf(results: readonly AuditResult[]): string[] {
  return results.flatMap((result) =>
    result.status === 'ok' ? [] : [`${result.status} ${result.id} ${result.name}: ${result.reason}`],
  );
}
