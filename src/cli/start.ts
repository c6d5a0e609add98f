import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { LivegraftError } from '../errors.ts';
import { log } from '../log.ts';
import type { App } from '../server/app.ts';
import { listen } from '../server/listen.ts';
import { createSite, type Site } from '../server/site.ts';
import { provideDatabase } from './database.ts';
import { findApp, loadApp } from './loadApp.ts';
import { watchFolder } from './watchFolder.ts';

export interface StartOptions {
  readonly folder: string;
  readonly port: number;
  readonly host?: string | undefined;
  readonly seed?: number | undefined;
  /** Recompile templates that change. */
  readonly watchTemplates?: boolean;
}

/** Serves an application until it is told to stop: database, migrations, views, then the port. */
export async function start({ folder, port, host, seed, watchTemplates = false }: StartOptions): Promise<void> {
  const started = performance.now();
  const say = (line: string) => console.log(line);
  const development = process.env.NODE_ENV !== 'production';
  findApp(folder); // before a database is made for it
  const stopDatabase = await provideDatabase(folder, say);
  const stopping = onStop();
  let app: App | undefined;
  try {
    app = await loadApp(folder);
    await app.prepare?.({ log: say, seed });
    const templates = path.resolve(folder, 'views');
    const site = createSite(app, { templates, development });
    reportProblems(site.compile(), watchTemplates);
    const server = await listen(site, { port, host });
    const watcher = watchTemplates ? watchViews(templates, site) : null;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`Ready in ${seconds} s: ${server.url} (${development ? 'development' : 'production'}). Stop with Ctrl+C.`);
    process.send?.('ready');
    await stopping;
    say('Stopping.');
    watcher?.close();
    await server.close();
  } finally {
    if (app) await disconnect(app);
    await stopDatabase();
    // Whatever a handler or a connection still waits for. Once an error has been said.
    setImmediate(() => process.exit());
  }
}

const disconnectMs = 2_000;

/** Closes the application's connections, but for those that wait for the database too long. */
async function disconnect({ sequelize }: App): Promise<void> {
  await Promise.race([sequelize.close(), delay(disconnectMs, undefined, { ref: false })]);
}

/** Settles when the process is asked to end. A second signal ends it at once. */
function onStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}

/** While templates are being written, a wrong one is shown on its page; otherwise nothing is served. */
function reportProblems(problems: readonly LivegraftError[], goOn: boolean): void {
  if (problems.length === 0) return;
  const messages = problems.map((problem) => problem.message).join('\n\n');
  if (!goOn) throw new LivegraftError({ code: 'LG5013', message: `The views do not compile.\n\n${messages}` });
  console.error(`${messages}\n`);
}

function watchViews(templates: string, site: Site): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  return watchFolder(templates, (filename) => {
    if (!filename.endsWith('.njk')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const problems = site.reload();
      if (problems.length === 0) log().info(`Recompiled after a change of ${filename}`);
      reportProblems(problems, true);
    }, 50);
  });
}
