import { beforeEach, expect, it } from 'vitest';
import { FakeClock } from '../../integration-tests/client/support/fakeClock.ts';
import { createTimers, type Pace, type Timers } from './timers.ts';

const field = {} as Element;
const other = {} as Element;
let clock: FakeClock;
let timers: Timers;
let sent: string[];

beforeEach(() => {
  clock = new FakeClock();
  timers = createTimers(clock);
  sent = [];
});

function pace(source: Element, pace: Partial<Pace>, text: string): void {
  timers.pace(source, 'input', { keepsLast: true, ...pace }, () => sent.push(text));
}

it('what has no pace is sent at once', () => {
  pace(field, {}, 'a');
  expect(sent).toEqual(['a']);
});

it('a debounced event waits for a pause, and the last one counts', () => {
  pace(field, { debounce: 500 }, 'a');
  clock.run(499);
  pace(field, { debounce: 500 }, 'ab');
  clock.run(499);
  expect(sent).toEqual([]);
  clock.run(1);
  expect(sent).toEqual(['ab']);
});

it('a throttled event is sent once in a while, the first and the last of a run', () => {
  for (const text of ['a', 'b', 'c']) pace(field, { throttle: 100 }, text);
  expect(sent).toEqual(['a']);
  clock.run(100);
  expect(sent).toEqual(['a', 'c']);
  clock.run(100);
  pace(field, { throttle: 100 }, 'd');
  expect(sent).toEqual(['a', 'c', 'd']);
});

it('of throttled clicks only the first counts', () => {
  for (const text of ['a', 'b']) pace(field, { throttle: 100, keepsLast: false }, text);
  clock.run(100);
  pace(field, { throttle: 100, keepsLast: false }, 'c');
  expect(sent).toEqual(['a', 'c']);
});

it('what waits is sent in order when it must not wait any longer', () => {
  pace(field, { debounce: 'blur' }, 'a');
  pace(other, { debounce: 500 }, 'b');
  pace(field, { debounce: 'blur' }, 'c');
  clock.run(1_000_000);
  expect(sent).toEqual(['b']);
  pace(other, { debounce: 500 }, 'd');
  timers.flush();
  expect(sent).toEqual(['b', 'c', 'd']);
  clock.run(1_000);
  expect(sent).toEqual(['b', 'c', 'd']);
});

it('what waits when the page is left is dropped', () => {
  pace(field, { debounce: 500 }, 'a');
  timers.clear();
  clock.run(1_000);
  expect(sent).toEqual([]);
});
