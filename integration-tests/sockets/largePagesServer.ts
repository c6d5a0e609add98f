/** A process of its own whose pages change by a megabyte each time, so that its memory can be measured. */
import { event, LiveView } from 'livegraft';
import { serve } from './testSite.ts';

const kilobyte = 'x'.repeat(1_023);
let turns = 0;

class LargeView extends LiveView {
  static override template = '{% for line in lines %}<p>{{ line }}</p>{% endfor %}';
  lines: string[] = [];

  override mount(): void {
    this.#turn();
  }

  @event()
  begin(): void {
    this.sendEvery('turn', 10);
  }

  override handleInfo(): void {
    turns += 1;
    this.#turn();
  }

  /** A thousand lines of a kilobyte, each another than before. */
  #turn(): void {
    this.lines = Array.from({ length: 1_000 }, (_, index) => `${turns}.${index} ${kilobyte}`);
  }
}

class SmallView extends LiveView {
  static override template = '<p>{{ count }}</p>';
  count = 0;

  @event()
  add(): void {
    this.count += 1;
  }
}

export interface Measured {
  readonly rss: number;
  /** Changes of large pages so far. */
  readonly turns: number;
  readonly sockets: number;
  readonly closed: Readonly<Record<number, number>>;
  readonly bytes: number;
}

const { site, url } = await serve(
  { '/large': LargeView, '/small': SmallView },
  { limits: { stallMs: 6_000, budget: 1e6 } },
);
process.on('message', () => {
  globalThis.gc?.();
  const { sockets, closed, bytes } = site.metrics();
  process.send!({ rss: process.memoryUsage().rss, turns, sockets, closed, bytes } satisfies Measured);
});
process.send!(url);
