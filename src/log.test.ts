import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// each test has a log of its own: the module keeps the process's settings
let log: typeof import('./log.ts');
let lines: Record<string, unknown>[];

beforeEach(async () => {
  vi.resetModules();
  vi.stubEnv('LIVEGRAFT_DEBUG', '');
  log = await import('./log.ts');
  lines = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  log.configure({ logger: pino({ base: null, timestamp: false }, sink) });
});
afterEach(() => vi.unstubAllEnvs());

describe('a debug channel', () => {
  it('is silent, and its lines are not made, until it is switched on', () => {
    const line = vi.fn(() => 'SELECT 1');
    log.debug('sql', line);
    expect(line).not.toHaveBeenCalled();
    log.configure({ debug: ['sql'] });
    log.debug('sql', line);
    log.debug('jit', line);
    expect(lines).toEqual([{ level: 30, channel: 'sql', msg: '[SQL] SELECT 1' }]);
    expect(line).toHaveBeenCalledOnce();
  });

  it('is switched off by another list, and stays as it is without one', () => {
    log.configure({ debug: ['jit'] });
    log.configure({});
    log.debug('jit', () => 'once');
    log.configure({ debug: [] });
    log.debug('jit', () => 'twice');
    expect(lines.map(({ msg }) => msg)).toEqual(['[JIT] once']);
  });

  it('may be named by the environment', async () => {
    vi.resetModules();
    vi.stubEnv('LIVEGRAFT_DEBUG', ' jit,,sql ');
    const fresh = await import('./log.ts');
    fresh.configure({ logger: log.log() });
    for (const channel of ['jit', 'sql'] as const) fresh.debug(channel, () => 'on');
    expect(lines.map(({ msg }) => msg)).toEqual(['[JIT] on', '[SQL] on']);
  });

  it('must exist', async () => {
    const message = 'A debug channel must be one of jit, sql, live, but got: html.';
    expect(() => log.configure({ debug: ['jit', 'html' as never] })).toThrow(new TypeError(message));
    vi.resetModules();
    vi.stubEnv('LIVEGRAFT_DEBUG', 'html');
    await expect(import('./log.ts')).rejects.toThrow(new TypeError(message));
  });
});

it('the log is where it was configured to be, and made once otherwise', async () => {
  log.log().warn({ rows: 2 }, 'rows are gone');
  expect(lines).toEqual([{ level: 40, rows: 2, msg: 'rows are gone' }]);
  vi.resetModules();
  const fresh = await import('./log.ts');
  expect(fresh.log()).toBe(fresh.log());
});
