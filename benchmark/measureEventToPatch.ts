import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Connection, Session } from '../src/live/session.ts';
import type { Update } from '../src/live/updateView.ts';
import { createSite } from '../src/server/site.ts';

/** Milliseconds are medians; bytes are those of the frame as it is sent. */
export interface ChangeResult {
  readonly name: string;
  readonly statements: number;
  readonly frameBytes: number;
  readonly stages: Readonly<Record<Stage, number>>;
}

export interface EventToPatch {
  readonly node: string;
  readonly postgresql: string;
  readonly rounds: number;
  readonly rows: number;
  readonly pageBytes: number;
  readonly changes: readonly ChangeResult[];
}

/** `total` is from the event's arrival to the frame that is handed to the socket. */
export const stages = ['sql', 'serialize', 'render', 'diff', 'total'] as const;
export type Stage = (typeof stages)[number];

export interface EventToPatchOptions {
  /** Of an empty database, for the rentals application. */
  readonly url: string;
  readonly rounds: number;
  readonly rows?: number;
  readonly onRound?: (change: string, done: number) => void;
}

/**
 * What an open page of the rentals application sends for a change, and where the time goes: a table of so many requests,
 * read from PostgreSQL again for each change.
 */
export async function measureEventToPatch({
  url,
  rounds,
  rows = 100,
  onRound = () => {},
}: EventToPatchOptions): Promise<EventToPatch> {
  process.env.DATABASE_URL = url; // read by the application's module when it is first imported
  const { default: app } = await import('../views/routes.ts');
  await app.prepare!({ log: () => {} });
  const run = (statement: string) => app.sequelize.query(statement);
  await run(`DELETE FROM expenses WHERE maintenance_request_id > ${rows}`);
  await run(`DELETE FROM maintenance_requests WHERE id > ${rows}`);
  const page = new MeasuredPage();
  const site = createSite(app, {
    templates: fileURLToPath(new URL('../views', import.meta.url)),
    observe: (_, update) => page.observe(update),
    limits: { maxFrames: 4 },
  });
  try {
    const session = await site.open('/maintenance?status=all&limit=500', null);
    page.join(session);
    const changes: ChangeResult[] = [];
    for (const [name, change] of Object.entries(changesOf(page, run))) {
      changes.push(await measure(name, page, change, rounds, onRound));
    }
    const version = await app.sequelize.databaseVersion();
    const { pageBytes } = page;
    return { node: process.version, postgresql: version, rounds, rows, pageBytes, changes };
  } finally {
    site.close();
    await app.sequelize.close();
  }
}

/** One change that is measured, and what comes before it so that it can be made again. */
interface Change {
  prepare?(): Promise<unknown>;
  act(): void;
}

function changesOf(page: MeasuredPage, run: (statement: string) => Promise<unknown>): Record<string, Change> {
  const insert = `INSERT INTO maintenance_requests
    (id, property_id, title, description, priority, status, category, reported_at, created_at, updated_at)
    SELECT 1000000, property_id, 'A new request', 'It has just come in.', 'urgent', 'open', 'other', now(), now(), now()
    FROM maintenance_requests WHERE id = 1`;
  let cost = 100;
  return {
    nothing: { act: () => page.refresh() },
    'one cell of a row': {
      prepare: () => {
        cost += 1;
        return run(`UPDATE maintenance_requests SET estimated_cost = ${cost} WHERE id = 1`);
      },
      act: () => page.refresh(),
    },
    'one more row': {
      async prepare() {
        await run('DELETE FROM maintenance_requests WHERE id = 1000000');
        await page.after(() => page.refresh());
        await run(insert);
      },
      act: () => page.refresh(),
    },
    'the list the other way round': {
      prepare: () => page.after(() => page.visit('/maintenance?status=all&limit=500&sort=newest')),
      act: () => page.visit('/maintenance?status=all&limit=500&sort=oldest'),
    },
    'a search that finds a few': {
      prepare: () => page.after(() => page.visit('/maintenance?status=all&limit=500')),
      act: () => page.visit('/maintenance?status=all&limit=500&q=leak'),
    },
  };
}

async function measure(
  name: string,
  page: MeasuredPage,
  { prepare, act }: Change,
  rounds: number,
  onRound: (change: string, done: number) => void,
): Promise<ChangeResult> {
  const readings: Reading[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await prepare?.();
    readings.push(await page.after(act));
    onRound(name, round);
  }
  const last = readings.at(-1)!;
  return {
    name,
    statements: last.statements,
    frameBytes: last.frameBytes,
    stages: Object.fromEntries(
      stages.map((stage) => [stage, median(readings.map((reading) => reading.stages[stage]))]),
    ) as Record<Stage, number>,
  };
}

type Reading = Omit<ChangeResult, 'name'>;

/** An open page whose frames are counted instead of sent. */
class MeasuredPage implements Connection {
  readonly bufferedBytes = 0;
  pageBytes = 0;
  #session: Session | null = null;
  #frameBytes = 0;
  #started = 0;
  #events = 0;
  #done: (reading: Reading) => void = () => {};

  join(session: Session): void {
    this.#session = session;
    session.join(this, { key: null, token: '', client: 'benchmark', url: session.url, hash: 0, seen: 0 });
    this.#frameBytes = 0;
  }

  send(text: string): void {
    this.#frameBytes += Buffer.byteLength(text);
  }

  close(): void {}

  refresh(): void {
    this.#session!.refresh();
  }

  visit(url: string): void {
    this.#events += 1;
    this.#session!.receive(this, ['visit', this.#events, 0, url, 'patch']);
  }

  /** What the session makes of a change, once it has been sent. */
  async after(act: () => void): Promise<Reading> {
    const reading = new Promise<Reading>((resolve) => {
      this.#done = resolve;
    });
    this.#frameBytes = 0;
    this.#started = performance.now();
    act();
    return reading;
  }

  observe(update: Update | null): void {
    if (!update) throw new Error('The page could not be shown.');
    this.pageBytes = Math.max(this.pageBytes, Buffer.byteLength(update.html));
    const total = performance.now() - this.#started;
    const { statements, timings } = update;
    this.#done({
      statements: statements.length,
      frameBytes: this.#frameBytes,
      stages: { ...timings, total },
    });
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** A line for each change. */
export function eventToPatchTable({ node, postgresql, rounds, rows, pageBytes, changes }: EventToPatch): string {
  const head = ['', 'SQL statements', 'bytes sent', ...stages.map((stage) => `${stage} (ms)`)];
  const lines = changes.map(({ name, statements, frameBytes, stages: ms }) => {
    return [name, String(statements), String(frameBytes), ...stages.map((stage) => ms[stage].toFixed(2))];
  });
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const table = [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  return `A page of ${rows} requests (${pageBytes} bytes of HTML), medians of ${rounds} rounds, on Node ${node} and PostgreSQL ${postgresql}.\n\n${table}`;
}
