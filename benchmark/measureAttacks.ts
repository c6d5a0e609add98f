import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { configure } from 'livegraft';
import { pino } from 'pino';
import { attacks, type Door, doors, ownDocuments } from '../integration-tests/graphql/attackList.ts';
import { documentFolder } from '../integration-tests/graphql/rentalsGraphql.ts';
import { sendMessage } from '../integration-tests/graphql/sendMessage.ts';
import { listen } from '../src/server/listen.ts';
import { createSite } from '../src/server/site.ts';

/** How one attack was answered in production. Milliseconds run from the first byte sent to the last one read. */
export interface AttackTimes {
  readonly name: string;
  readonly doors: Readonly<
    Record<Door, { readonly status: number; readonly median: number; readonly greatest: number }>
  >;
}

export interface AttacksResult {
  readonly node: string;
  readonly postgresql: string;
  readonly rounds: number;
  readonly attacks: readonly AttackTimes[];
}

export interface AttacksOptions {
  /** Of an empty database, for the rentals application. */
  readonly url: string;
  readonly rounds: number;
  readonly onRound?: (door: string, done: number) => void;
}

/** What may be the answer to an attack, in milliseconds. */
export const goalMs = 100;

/** Times each attack on the rentals application, over HTTP on this machine: where its documents alone are answered, and open. */
export async function measureAttacks(options: AttacksOptions): Promise<AttacksResult> {
  const { url, rounds, onRound = () => {} } = options;
  process.env.DATABASE_URL = url; // read by the application's module when it is first imported
  configure({ logger: pino({ level: 'silent' }) });
  const { default: app } = await import('../views/routes.ts');
  await app.prepare!({ log: () => {} });
  const { folder, remove } = documentFolder(ownDocuments);
  const templates = fileURLToPath(new URL('../views', import.meta.url));
  const readings = new Map<Door, readonly Reading[]>();
  try {
    for (const door of doors) {
      const graphql = door === 'open' ? { open: true } : { documents: folder };
      const server = await listen(createSite({ ...app, graphql: { ...app.graphql, ...graphql } }, { templates }), {
        port: 0,
        host: '127.0.0.1',
      });
      readings.set(door, await measureDoor(door, server.url, rounds, (done) => onRound(door, done)));
      await server.close(100);
    }
    return {
      node: process.version,
      postgresql: await app.sequelize.databaseVersion(),
      rounds,
      attacks: timesOf(readings),
    };
  } finally {
    remove();
    await app.sequelize.close();
  }
}

function timesOf(readings: ReadonlyMap<Door, readonly Reading[]>): AttackTimes[] {
  return attacks.map(({ name }, index) => {
    const [closed, open] = doors.map((door) => summaryOf(readings.get(door)![index]!));
    return { name, doors: { closed: closed!, open: open! } };
  });
}

interface Reading {
  readonly status: number;
  readonly ms: readonly number[];
}

/** All attacks take turns, so that what one leaves behind is felt by the others. The first turn, in which code is compiled, counts too. */
async function measureDoor(
  door: Door,
  url: string,
  rounds: number,
  onRound: (done: number) => void,
): Promise<Reading[]> {
  const agent = new Agent({ keepAlive: true });
  const statuses = attacks.map(() => 0);
  const ms = attacks.map((): number[] => []);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, { message }] of attacks.entries()) {
      const answer = await sendMessage(url, message[door], agent);
      statuses[index] = answer.status;
      ms[index]!.push(answer.ms);
    }
    onRound(round);
  }
  agent.destroy();
  return attacks.map((_, index) => ({ status: statuses[index]!, ms: ms[index]! }));
}

function summaryOf({ status, ms }: Reading) {
  const sorted = ms.toSorted((one, other) => one - other);
  return { status, median: sorted[Math.floor(sorted.length / 2)]!, greatest: sorted.at(-1)! };
}

export function attacksTable(result: AttacksResult): string {
  const { node, postgresql, rounds, attacks: measured } = result;
  const slow = measured.filter((attack) => greatestOf(attack) > goalMs);
  return [
    `${measured.length} attacks on /graphql in production, ${rounds} rounds each, over HTTP on one machine, on Node ${node} and PostgreSQL ${postgresql}.`,
    'Closed: documents of the application alone are answered. Open: any document is.',
    `Answered within ${goalMs} ms each time: ${measured.length - slow.length} of ${measured.length}.`,
    ...slow.map(({ name }) => `Not: ${name}.`),
    '',
    ...linesOf(measured),
    '',
  ].join('\n');
}

function linesOf(measured: readonly AttackTimes[]): string[] {
  const head = ['', ...doors.flatMap((door) => [`${door}: status`, 'median (ms)', 'greatest (ms)'])];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const lines = measured.map(({ name, doors: of }) => [
    name,
    ...doors.flatMap((door) => [String(of[door].status), of[door].median.toFixed(1), of[door].greatest.toFixed(1)]),
  ]);
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`);
}

function greatestOf({ doors: of }: AttackTimes): number {
  return Math.max(...doors.map((door) => of[door].greatest));
}
