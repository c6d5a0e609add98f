import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** Where the package is. */
export const repository = fileURLToPath(new URL('..', import.meta.url));

export interface RunOptions {
  /** Added to the environment, or taken from it with undefined. It has no `DATABASE_URL` and no `NODE_ENV` of its own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The command line program as a child process, with all that it writes. */
export interface RunningProgram {
  readonly pid: number;
  /** Standard output and standard error, in the order in which they came. */
  output(): string;
  errorOutput(): string;
  /** Settles when the process has ended and its output is complete. */
  readonly ended: Promise<Ended>;
  /** Asks it to end. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it, by force where asking does not help within 10 s. */
  stop(): Promise<Ended>;
}

/** An application that serves. */
export interface RunningApp extends RunningProgram {
  /** Such as `http://localhost:41234`. */
  readonly url: string;
  /** Asks for a path, without following redirects. */
  fetch(pathname: string, init?: RequestInit): Promise<Response>;
}

const running = new Set<ChildProcess>();

/** A test that fails leaves its processes behind: they end with its file. */
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs `livegraft` with these arguments, from source. */
export function runProgram(args: readonly string[], { env = {}, cwd = repository }: RunOptions = {}): RunningProgram {
  const main = path.join(repository, 'src', 'cli', 'main.ts');
  const tsx = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--conditions=source', '--import', tsx, main, ...args], {
    cwd,
    env: { ...ownEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let all = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    all += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    all += text;
    errors += text;
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  return {
    pid: child.pid!,
    output: () => all,
    errorOutput: () => errors,
    ended,
    signal: (signal) => child.kill(signal),
    stop: () => stop(child, ended),
  };
}

/** Runs `livegraft` to its end. */
export async function runToEnd(
  args: readonly string[],
  options?: RunOptions,
): Promise<Ended & { readonly output: string; readonly errorOutput: string }> {
  const program = runProgram(args, options);
  const ended = await program.ended;
  return { ...ended, output: program.output(), errorOutput: program.errorOutput() };
}

/** Starts `livegraft start` (or another command) on a free port, and waits until it serves. */
export async function startApp(
  databaseUrl: string | undefined,
  { args = ['start'], ...options }: RunOptions & { readonly args?: readonly string[] } = {},
): Promise<RunningApp> {
  const env = { DATABASE_URL: databaseUrl, ...options.env };
  const program = runProgram([...args, '--port', '0'], { ...options, env });
  const url = await readyUrl(program);
  return {
    ...program,
    url,
    fetch: (pathname, init) => fetch(new URL(pathname, url), { redirect: 'manual', ...init }),
  };
}

/** The embedded database makes its files the first time, and other suites may be starting theirs. */
const startupMs = 90_000;

async function readyUrl(program: RunningProgram): Promise<string> {
  let ended: Ended | undefined;
  program.ended.then((end) => {
    ended = end;
  });
  const url = await eventually(
    'the program serves',
    () => {
      if (ended) throw new Error(`The program ended with ${ended.code ?? ended.signal}:\n${program.output()}`);
      return program.output().match(/^Ready in .* s: (http:\S+)/m)?.[1];
    },
    startupMs,
  ).catch(async (error: Error) => {
    await program.stop();
    throw new Error(`${error.message}\n${program.output()}`);
  });
  return url;
}

/** Looks again and again until there is a value, and fails with the sentence when there is none for too long. */
export async function eventually<T>(
  sentence: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  timeoutMs = 25_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > end) throw new Error(`In ${timeoutMs / 1000} s it did not come to pass that ${sentence}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stop(child: ChildProcess, ended: Promise<Ended>): Promise<Ended> {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  return ended.finally(() => clearTimeout(killer));
}

/** This process' environment without what changes how an application runs. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const own =
    /^(DATABASE_URL|NODE_ENV|NODE_OPTIONS|PORT|HOST|SESSION_SECRET|LIVEGRAFT_DEBUG|VITEST.*|TEST|DEV|PROD|SSR|MODE|BASE_URL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
