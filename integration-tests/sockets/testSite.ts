import { type AppOptions, configure, defineApp, page, type ViewClass } from 'livegraft';
import { pino } from 'pino';
import { DataTypes, Sequelize } from 'sequelize';
import { type ListeningServer, listen } from '../../src/server/listen.ts';
import { createSite, type Site, type SiteOptions } from '../../src/server/site.ts';
import { textTemplates } from '../../src/template/templateSource.ts';

export interface TestSite extends ListeningServer {
  readonly site: Site;
}

/** What was logged in this process, line by line. */
export const logged: LogEntry[] = [];

export interface LogEntry {
  readonly level: number;
  readonly msg: string;
  readonly id?: string;
}

export type TestSiteOptions = Partial<Pick<AppOptions, 'authenticate' | 'origins' | 'secret'>> &
  Partial<Pick<SiteOptions, 'limits' | 'clock' | 'development' | 'observe'>> & { readonly port?: number };

/** What signs in production. */
export const secret = '0123456789abcdef0123456789abcdef';

/** Serves views of a test by path, without a database and in production. A view's `template` is the text itself. */
export async function serve(
  views: Readonly<Record<string, ViewClass>>,
  options: TestSiteOptions = {},
): Promise<TestSite> {
  const { limits, clock, development = false, observe, port = 0, ...appOptions } = options;
  configure({ logger: pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) }) });
  const sequelize = new Sequelize('postgres://nobody@localhost:1/none', { logging: false });
  sequelize.define('Thing', { name: DataTypes.TEXT }); // a schema needs a model; nothing is read
  const app = defineApp({
    sequelize,
    routes: Object.entries(views).map(([path, view]) => page(path, view)),
    secret,
    ...appOptions,
  });
  const templates = Object.fromEntries(Object.values(views).map(({ template }) => [template, document(template)]));
  const site = createSite(app, {
    templates: textTemplates(templates),
    development,
    ...(limits && { limits }),
    ...(clock && { clock }),
    ...(observe && { observe }),
  });
  const problems = site.compile();
  if (problems.length > 0) throw problems[0];
  return { ...(await listen(site, { port, host: '127.0.0.1' })), site };
}

/** A whole page around the content of its live root. */
function document(content: string): string {
  return `<!doctype html><html><head><title>Test</title></head><body><main lg-root>${content}</main></body></html>`;
}
