import { expect, it } from 'vitest';
import { createFakeClock } from './fakeClock.ts';

it('calls back what is due, in its order, and lets promises settle in between', async () => {
  const clock = createFakeClock();
  const calls: string[] = [];
  clock.after(20, () => calls.push(`late at ${clock.now()}`));
  clock.after(10, async () => {
    calls.push(`early at ${clock.now()}`);
    await null;
    await null;
    clock.after(5, () => calls.push(`asked for at 10, called at ${clock.now()}`));
  });
  clock.after(10, () => calls.push('second at 10'));
  clock.after(26, () => calls.push('never'));
  const takeBack = clock.after(1, () => calls.push('taken back'));
  takeBack();
  await clock.advance(25);
  expect(calls).toEqual(['early at 10', 'second at 10', 'asked for at 10, called at 15', 'late at 20']);
  expect(clock.now()).toBe(25);
  expect(clock.pending).toBe(1);
});

it('goes forwards only', async () => {
  await expect(createFakeClock().advance(-1)).rejects.toThrow('ms must not be negative, but got: -1.');
});
