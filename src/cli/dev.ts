import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideDatabase } from './database.ts';
import { findApp } from './loadApp.ts';
import type { StartOptions } from './start.ts';
import { watchFolder } from './watchFolder.ts';

/** Set in the process that serves, so that it does not watch code itself. */
const servingVariable = 'LIVEGRAFT_SERVES_DEVELOPMENT';

/**
 * Serves an application while it is being written. The database stays up; a process beside it serves, and is replaced
 * when TypeScript below schema/, views/ or src/ changes. Templates are recompiled in that process.
 */
export async function develop(options: StartOptions): Promise<void> {
  if (process.env[servingVariable]) {
    const { start } = await import('./start.ts');
    return start({ ...options, watchTemplates: true });
  }
  findApp(options.folder); // before a database is made for it
  const stopDatabase = await provideDatabase(options.folder, (line) => console.log(line));
  const server = new ServingProcess();
  const watchers = codeFolders(options.folder).map((folder) => {
    return watchFolder(folder, (filename) => {
      if (/\.(ts|js|json)$/.test(filename)) server.restart(filename);
    });
  });
  server.start();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  for (const watcher of watchers) watcher.close();
  await server.stop();
  await stopDatabase();
}

function codeFolders(folder: string): string[] {
  const framework = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const isSource = path.basename(framework) === 'src';
  return [path.resolve(folder, 'schema'), path.resolve(folder, 'views'), ...(isSource ? [framework] : [])].filter(
    (name) => existsSync(name),
  );
}

/** `stopped` → `running` → `stopped`; a change while it starts or stops is served by the next one. */
class ServingProcess {
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  start(): void {
    if (this.#ended) return;
    const [main = ''] = process.argv.slice(1);
    const env = { ...process.env, [servingVariable]: '1' };
    const child = spawn(process.execPath, [...process.execArgv, main, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env,
    });
    this.#child = child;
    child.once('exit', (code) => {
      if (this.#child === child) this.#child = null;
      if (!this.#ended && code) console.error('The application has stopped. It starts again when its code changes.');
    });
  }

  /** Waits for a burst of changes to end, so that a save of several files is one restart. */
  restart(filename: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      console.log(`${filename} has changed: starting again.`);
      await this.#terminate();
      this.start();
    }, 100);
  }

  async stop(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#terminate();
  }

  async #terminate(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(killer);
  }
}
