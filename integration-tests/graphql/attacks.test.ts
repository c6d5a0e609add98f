import { Agent } from 'node:http';
import { configure } from 'livegraft';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListeningServer, listen } from '../../src/server/listen.ts';
import { openRentals, type RentalsApp } from '../rentals/rentalsApp.ts';
import { attacks, doors, ownDocuments } from './attackList.ts';
import { answerOf, documentFolder, graphqlRequest, productionSite } from './rentalsGraphql.ts';
import { sendMessage } from './sendMessage.ts';

const folder = documentFolder(ownDocuments);
let rentals: RentalsApp;
beforeAll(async () => {
  rentals = await openRentals();
});
afterAll(async () => {
  folder.remove();
  await rentals?.close();
});

describe.each(doors)('in production, %s', (door) => {
  let server: ListeningServer;
  const agent = new Agent({ keepAlive: true });
  beforeAll(async () => {
    const graphql = door === 'open' ? { open: true } : { documents: folder.folder };
    server = await listen(productionSite(rentals, graphql), { port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    agent.destroy();
    await server?.close(100);
  });

  it.each(attacks)('$name gets nothing by it', async ({ message, expected }) => {
    const { status, headers, text, ms } = await sendMessage(server.url, message[door], agent);
    expect({ status, text }).toEqual({
      status: expected[door].status,
      text: expect.stringMatching(expected[door].says),
    });
    expect(text).not.toMatch(/Did you mean|\bat .*\.[jt]s\b|node_modules|"stack"/);
    expect(errorKeys(text)).toEqual([]);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(ms, 'milliseconds').toBeLessThan(2_000); // the benchmark says how long; this says that none takes for ever
  });

  it('answers as before when all have been tried', async () => {
    const { message } = attacks.find(({ name }) => name === 'an offset of the greatest Int')!;
    expect(await sendMessage(server.url, message[door], agent)).toMatchObject({
      status: 200,
      text: '{"data":{"leases":[]}}',
    });
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

/** What errors have beside what the specification names. */
function errorKeys(text: string): string[] {
  if (!text.startsWith('{')) return [];
  const { errors = [] } = JSON.parse(text) as { errors?: object[] };
  return errors.flatMap(Object.keys).filter((key) => !['message', 'locations', 'path', 'extensions'].includes(key));
}
