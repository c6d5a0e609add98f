// The runtime of a server in development: with everything of main.ts, and what helps to find mistakes.

import type { Problem } from '../protocol.ts';
import { setLatency, withLatency } from './latency.ts';
import { Overlay } from './overlay.ts';
import type { Watcher } from './page.ts';
import { browserPlatform } from './platform.ts';
import { startPage } from './start.ts';

const problems = new Overlay({ inset: '0' });
const problem = new Overlay({ inset: 'auto 16px 16px auto', maxWidth: 'min(640px, 90vw)', maxHeight: '50vh' });

let isReported = false;

const watcher: Watcher = {
  /** Once for each load of the page: what has changed it may do so after every frame. */
  verify(expected, actual) {
    if (expected === undefined || expected === actual || isReported) return true;
    isReported = true;
    console.error(`The page is not what the server has: its hash is ${actual}, and the server's is ${expected}.`);
    return false;
  },
  problems(text) {
    if (text === null) problems.hide();
    else problems.show('The page cannot be shown', text);
  },
};

/** A server that is being written is back in a moment: the page looks for it more often. */
const platform = { ...withLatency(browserPlatform), random: () => Math.random() / 8 };

const livegraft = startPage(platform, watcher);
if (livegraft) {
  livegraft.latency = setLatency;
  document.addEventListener('lg:problem', (event) => {
    const { code, message, id } = (event as CustomEvent<Problem>).detail;
    console.error(code, message);
    problem.show(code ?? 'An error on the server', id ? `${message}\n\nIt is logged as ${id}.` : message);
  });
}
