import {
  action,
  configure,
  event,
  LiveView,
  type MountContext,
  objects,
  page,
  type QuerySet,
  type SiteMetrics,
  type Viewer,
} from 'livegraft';
import { pino } from 'pino';
import { DataTypes, Model, Sequelize } from 'sequelize';
import { z } from 'zod';
import { listen } from '../../src/server/listen.ts';
import { createSite } from '../../src/server/site.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { createFakeClock, type FakeClock } from '../../src/testing/fakeClock.ts';
import type { TestDatabase } from '../testDatabase.ts';

/** An application with one page, whose rows can be hidden, missing and slow, as it is in production. */
export interface ParityApp {
  readonly url: string;
  readonly clock: FakeClock;
  readonly sequelize: Sequelize;
  /** What was logged since the last `takeLog()`. */
  takeLog(): LogLine[];
  /** For which paths `authenticate` was called since the last `takeAuthenticated()`. */
  takeAuthenticated(): string[];
  metrics(): SiteMetrics;
  close(): Promise<void>;
}

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly id?: string;
  readonly err?: { readonly message: string; readonly code?: string };
  readonly [name: string]: unknown;
}

/** An origin that is not the application's own, and one that it names as its own, too. */
export const foreignOrigin = 'https://evil.example';
export const otherOrigin = 'https://www.example.com';

/** What errors from inside speak of. */
export const secretName = 'salaries_2031';

export async function openParityApp(database: TestDatabase): Promise<ParityApp> {
  let lines: LogLine[] = [];
  let authenticated: string[] = [];
  configure({ logger: pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }) });
  const sequelize = new Sequelize(database.url, { logging: false, pool: { max: 2 } });
  const view = notesView(await defineNotes(sequelize));
  const clock = createFakeClock();
  const site = createSite(
    {
      sequelize,
      routes: [page('/', view), action('POST', '/act', () => new Response('done'))],
      authenticate(request) {
        authenticated.push(new URL(request.url).pathname);
        return viewerOf(request);
      },
      secret: '0123456789abcdef0123456789abcdef',
      origins: [otherOrigin],
      graphql: { open: true },
    },
    { templates: textTemplates({ 'notes.njk': template }), development: false, clock },
  );
  const problems = site.compile();
  if (problems.length > 0) throw problems[0];
  const server = await listen(site, { port: 0, host: '127.0.0.1' });
  return {
    url: server.url,
    clock,
    sequelize,
    takeLog() {
      const taken = lines;
      lines = [];
      return taken;
    },
    takeAuthenticated() {
      const taken = authenticated;
      authenticated = [];
      return taken;
    },
    metrics: site.metrics,
    async close() {
      await server.close(100);
      await sequelize.close();
      configure({ logger: pino({ level: 'silent' }) });
    },
  };
}

/** A cookie that says the name is enough here. */
function viewerOf(request: Request): Viewer | null {
  const name = /\buser=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return name ? { id: 1, name } : null;
}

async function defineNotes(sequelize: Sequelize) {
  class Note extends Model {
    declare id: number;
    /** Everybody sees their own; nobody sees nothing. */
    static visibleTo(viewer: Viewer | null) {
      return viewer !== null && { owner: String(viewer.name) };
    }
  }
  class Missing extends Model {
    declare id: number;
  }
  class Slow extends Model {
    declare id: number;
  }
  const id = { type: DataTypes.INTEGER, primaryKey: true };
  const options = { sequelize, timestamps: false };
  Note.init({ id, owner: DataTypes.TEXT }, { ...options, tableName: 'notes' });
  Missing.init({ id }, { ...options, tableName: secretName });
  Slow.init({ id, waited: DataTypes.TEXT }, { ...options, tableName: 'slow' });
  await sequelize.query(`CREATE TABLE notes AS SELECT id, owner FROM (VALUES ${notes}) rows (id, owner)`);
  await sequelize.query('CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(3)::text AS waited');
  return { Note, Missing, Slow };
}

/** Whose each note is. */
export const owners: Readonly<Record<number, string>> = { 1: 'Ann', 2: 'Ann', 3: 'Ben', 4: 'Ann', 5: 'Ben' };
const notes = Object.entries(owners)
  .map(([id, owner]) => `(${id}, '${owner}')`)
  .join(', ');

const template = `<!doctype html><html><head><title>Notes</title></head><body><main lg-root>
{% for note in notes %}<p lg-key="{{ note.id }}">note {{ note.id }}</p>{% endfor %}
{% for row in missing %}<p>missing {{ row.id }}</p>{% endfor %}
{% for row in slow %}<p>slow {{ row.id }} {{ row.waited }}</p>{% endfor %}
</main></body></html>`;

const What = z.enum(['nothing', 'notes', 'others', 'missing', 'slow']).default('nothing');
export type What = z.output<typeof What>;

function notesView({ Note, Missing, Slow }: Awaited<ReturnType<typeof defineNotes>>) {
  class NotesView extends LiveView {
    static override template = 'notes.njk';
    static override models = { notes: [Note], missing: [Missing], slow: [Slow] };

    notes: QuerySet<InstanceType<typeof Note>> | [] = [];
    missing: QuerySet<InstanceType<typeof Missing>> | [] = [];
    slow: QuerySet<InstanceType<typeof Slow>> | [] = [];

    override mount({ query }: MountContext): void {
      this.show({ what: What.parse(query.show) });
    }

    @event({ params: z.object({ what: What }) })
    show({ what }: { what: What }): void {
      if (what === 'notes') this.notes = objects(Note).orderBy('id');
      if (what === 'others') this.notes = objects(Note).where({ owner: 'Ben' });
      if (what === 'missing') this.missing = objects(Missing);
      if (what === 'slow') this.slow = objects(Slow);
    }
  }
  return NotesView;
}
