import { expect, it } from 'vitest';
import { FrameLog } from './frameLog.ts';

function logOf(texts: readonly string[], limits = {}): FrameLog {
  const log = new FrameLog({ maxFrames: 10, maxFrameCharacters: 1_000, ...limits });
  for (const text of texts) log.append((sequence) => `${sequence}${text}`);
  return log;
}

it('numbers frames from 1 on, and gives each its number', () => {
  const log = new FrameLog({ maxFrames: 10, maxFrameCharacters: 1_000 });
  expect(log.last).toBe(0);
  expect(log.append((sequence) => `first ${sequence}`)).toBe('first 1');
  expect(log.append((sequence) => `second ${sequence}`)).toBe('second 2');
  expect(log.last).toBe(2);
});

it('gives the frames behind one, or null for what it has not or never had', () => {
  const log = logOf(['a', 'b', 'c'], { maxFrames: 2 });
  expect(log.after(0)).toBe(null);
  expect(log.after(1)).toEqual(['2b', '3c']);
  expect(log.after(2)).toEqual(['3c']);
  expect(log.after(3)).toEqual([]);
  expect(log.after(4)).toBe(null);
});

it('that is empty has nothing behind its last frame', () => {
  expect(logOf([]).after(0)).toEqual([]);
  expect(logOf([]).after(1)).toBe(null);
});

it('forgets what the browser has', () => {
  const log = logOf(['a', 'b', 'c']);
  log.acknowledge(2);
  expect(log.after(1)).toBe(null);
  expect(log.after(2)).toEqual(['3c']);
  log.acknowledge(99);
  expect(log.after(3)).toEqual([]);
  expect(log.bytes).toBe(0);
});

it('keeps frames up to a size, and none that is larger by itself', () => {
  const log = logOf(['aaaa', 'bbbb'], { maxFrameCharacters: 10 });
  expect(log.after(0)).toEqual(['1aaaa', '2bbbb']);
  expect(log.bytes).toBe(20);
  log.append(() => 'c');
  expect(log.after(0)).toBe(null);
  expect(log.after(1)).toEqual(['2bbbb', 'c']);
  log.append(() => 'longer than 10');
  expect(log.after(3)).toBe(null);
  expect(log.after(4)).toEqual([]);
  expect(log.bytes).toBe(0);
});

it('goes on counting after it was cleared', () => {
  const log = logOf(['a', 'b']);
  log.clear();
  expect(log.bytes).toBe(0);
  expect(log.after(1)).toBe(null);
  expect(log.after(2)).toEqual([]);
  expect(log.append((sequence) => `${sequence}`)).toBe('3');
  expect(log.after(2)).toEqual(['3']);
});
