import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { toError } from '../errors.ts';
import type { Account } from './clusterAccount.ts';

const KEPT_CHARACTERS = 4_000;
const SHOWN_LINES = 20;

/** What PostgreSQL's programs see of our environment: no secrets of the application, no PGDATA or PGPORT of the user. */
const PASSED_VARIABLES = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'];

export interface PostgresCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** The working directory: one that the account may enter. */
  readonly folder: string;
  /** Who runs it; undefined means this process' own account. */
  readonly account: Account | undefined;
  /** What it reads from its standard input. */
  readonly input?: string;
  /** Gives it a process group of its own, out of reach of Ctrl-C in the terminal, and lets this process end before it. */
  readonly detached?: boolean;
  readonly onOutput?: (text: string) => void;
}

/** A program of PostgreSQL that was started: what it wrote last, and how it ended. */
export interface PostgresProcess {
  /** Undefined if it could not be started. */
  readonly pid: number | undefined;
  /** Settles with its `ending` when it, and all that write to its output, are gone. */
  readonly ended: Promise<string>;
  /** `exit code 1`, `signal SIGKILL`, or why it could not be started; undefined while it runs. */
  ending(): string | undefined;
  /** The last lines that it wrote. */
  lastOutput(): string;
}

/** Starts a program of PostgreSQL. Does not throw: a program that cannot be started is one that ended. */
export function startProgram(command: PostgresCommand): PostgresProcess {
  let output = '';
  let ending: string | undefined;
  const child = spawnProgram(command);
  const keep = (text: string) => {
    output = (output + text).slice(-KEPT_CHARACTERS);
    command.onOutput?.(text);
  };
  const ended = (child instanceof Error ? Promise.resolve(child.message) : endOf(child)).then((how) => (ending = how));
  if (!(child instanceof Error)) readOutput(child, keep);
  return {
    pid: child instanceof Error ? undefined : child.pid,
    ended,
    ending: () => ending,
    lastOutput: () => output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n'),
  };
}

function spawnProgram({ program, args, folder, account, input = '', detached = false }: PostgresCommand) {
  try {
    const environment = PASSED_VARIABLES.map((name) => [name, process.env[name]]);
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...Object.fromEntries(environment), LC_ALL: 'C', TZ: 'UTC' },
      detached,
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    child.stdin.on('error', () => {}); // it ended before it had read all
    child.stdin.end(input);
    if (detached) letGo(child);
    return child;
  } catch (error) {
    return toError(error); // this process may not start one as that account
  }
}

/** Lets this process end while the child runs. */
function letGo(child: ChildProcessWithoutNullStreams): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as Socket).unref();
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

function readOutput(child: ChildProcessWithoutNullStreams, onText: (text: string) => void): void {
  child.stdout.setEncoding('utf8').on('data', onText);
  child.stderr.setEncoding('utf8').on('data', onText);
}
