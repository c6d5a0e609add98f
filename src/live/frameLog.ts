import type { Sequence } from '../protocol.ts';

export interface FrameLogLimits {
  /** Frames kept for a browser that comes back. */
  readonly maxFrames: number;
  /** Their size together, in UTF-16 code units. */
  readonly maxFrameCharacters: number;
}

/**
 * The frames that a browser may have missed, numbered from 1 on. The last ones are kept until the browser says that it has
 * them, or the limits are passed.
 *
 *     frames 4 5 6 kept, last = 6:   after(3) = [4 5 6]   after(6) = []   after(2) = null, 3 is gone
 */
export class FrameLog {
  readonly #limits: FrameLogLimits;
  #kept: string[] = [];
  #characters = 0;
  #last: Sequence = 0;

  constructor(limits: FrameLogLimits) {
    this.#limits = limits;
  }

  get last(): Sequence {
    return this.#last;
  }

  get bytes(): number {
    return 2 * this.#characters;
  }

  /** Keeps a frame; `encode` is given its number. */
  append(encode: (sequence: Sequence) => string): string {
    this.#last += 1;
    const text = encode(this.#last);
    this.#kept.push(text);
    this.#characters += text.length;
    while (this.#kept.length > this.#limits.maxFrames || this.#characters > this.#limits.maxFrameCharacters) {
      this.#dropFirst();
    }
    return text;
  }

  /** The browser has the frames up to this one. */
  acknowledge(seen: Sequence): void {
    while (this.#kept.length > 0 && this.#first <= seen) this.#dropFirst();
  }

  /** The frames behind one, or null where some of them are not kept any more or have never been. */
  after(seen: Sequence): readonly string[] | null {
    if (seen > this.#last || seen < this.#first - 1) return null;
    return this.#kept.slice(seen - this.#first + 1);
  }

  /** Forgets all frames: what follows does not build on them. */
  clear(): void {
    this.#kept = [];
    this.#characters = 0;
  }

  /** The number of the first frame that is kept; of the next one where none is. */
  get #first(): Sequence {
    return this.#last - this.#kept.length + 1;
  }

  #dropFirst(): void {
    this.#characters -= this.#kept.shift()!.length;
  }
}
