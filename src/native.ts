import { createRequire } from 'node:module';
import { LivegraftError, toError } from './errors.ts';

/** How HTML is read. The defaults are what a browser does with a page. */
export interface ParseOptions {
  /** The element that the HTML is parsed for, such as `div`, `svg path` or `math mi`. Without one it is a document. */
  readonly fragmentContext?: string;
  /** Whether the content of `noscript` is text. Default true. */
  readonly scripting?: boolean;
  readonly limits?: ParseLimits;
}

/** Each limit is the largest number that still passes. */
export interface ParseLimits {
  /** Levels of the tree. Default 1,000. */
  readonly maxDepth?: number;
  /** Nodes made while parsing. Default 1,000,000. */
  readonly maxNodes?: number;
  /** Bytes of the HTML as UTF-8. Default 16 MiB. */
  readonly maxInputBytes?: number;
}

export interface PageOptions {
  /** They hold for each update of the page too. */
  readonly limits?: ParseLimits;
}

/** What a browser is sent after an update. */
export interface PageUpdate {
  /** JSON of an array of `Patch` (`protocol.ts`); `[]` where the HTML differs and the tree does not. */
  readonly patches: string;
  /** The hash of the page with the patches applied. */
  readonly hash: number;
  /** The page's title where it is another than before; null where it is the same. */
  readonly title: string | null;
}

interface NativeAddon {
  dumpTree(html: string, options: ParseOptions): string;
  readonly PageTree: { adopt(html: string, options: PageOptions): NativePageTree };
}

interface NativePageTree {
  readonly hash: number;
  readonly title: string;
  readonly bytes: number;
  update(html: string): PageUpdate | null;
  renumber(): string;
}

const require = createRequire(import.meta.url);

/**
 * The tree that a browser builds from HTML, as html5lib's tests write it:
 *
 *     | <html>
 *     |   <head>
 *     |   <body>
 *     |     "text"
 *
 * @throws {LivegraftError} LG6000 while the addon is not built; LG6001–LG6003 when a limit is passed; LG6004 and LG6005
 *   for options that make no sense; LG6099 for a fault in the addon itself.
 */
export function dumpTree(html: string, options: ParseOptions = {}): string {
  requireString(html);
  return callNative((addon) => addon.dumpTree(html, options));
}

/**
 * One open page: the tree that its browser has, with the number of each node. It lives in native memory, which is freed
 * when the garbage collector finds that nothing refers to it.
 *
 *     const page = PageTree.adopt(html);     // as the GET answers
 *     const update = page.update(nextHtml);  // null, or what to send
 */
export class PageTree {
  readonly #native: NativePageTree;

  private constructor(native: NativePageTree) {
    this.#native = native;
  }

  /**
   * Numbers the nodes of a whole page as it is first sent: those inside its one element with `lg-root`.
   *
   * @throws {LivegraftError} LG6000 while the addon is not built; LG6001–LG6003 when a limit is passed; LG6005 for a
   *   limit that makes no sense; LG6006–LG6008 where the page has no live root, several, or one that cannot be patched;
   *   LG6099 for a fault in the addon itself.
   */
  static adopt(html: string, options: PageOptions = {}): PageTree {
    requireString(html);
    return new PageTree(callNative((addon) => addon.PageTree.adopt(html, options)));
  }

  /** The hash of the numbered nodes, a whole number up to 2^53 − 1. A browser computes the same over its own. */
  get hash(): number {
    return this.#native.hash;
  }

  /** What `document.title` is in a browser, white space stripped and collapsed; '' where the page has no title. */
  get title(): string {
    return this.#native.title;
  }

  /** About how much memory the page takes, in bytes. */
  get bytes(): number {
    return this.#native.bytes;
  }

  /**
   * Makes `html`, a whole page again, what the browser is to have. Gives the patches, or null where the HTML is the same
   * as before byte for byte.
   *
   * @throws {LivegraftError} as `adopt`; LG6009 where the root is now another element; LG6010 when the page has used up
   *   its numbers. The page then stays as it was.
   */
  update(html: string): PageUpdate | null {
    requireString(html);
    return callNative(() => this.#native.update(html));
  }

  /**
   * Numbers the nodes in document order from 1, as `adopt` does. Gives JSON of the root as a `NewElement`
   * (`protocol.ts`), with all that is below it, also what has no numbers: a browser that builds it, or gives its own
   * equal root the numbers anew, can be sent the patches of later updates. Hash and title stay.
   *
   * @throws {LivegraftError} LG6099 for a fault in the addon itself.
   */
  renumber(): string {
    return callNative(() => this.#native.renumber());
  }
}

function requireString(html: unknown): void {
  if (typeof html !== 'string') throw new TypeError(`html must be a string, but got: ${String(html)}.`);
}

/** Runs one call through the door. The addon is loaded by the first call; Node keeps it. */
function callNative<T>(call: (addon: NativeAddon) => T): T {
  const addon = loadNativeAddon();
  try {
    return call(addon);
  } catch (error) {
    throw toLivegraftError(error);
  }
}

/** The addon beside `src` and `dist`. `load` is Node's `require` outside tests. */
export function loadNativeAddon(load: (path: string) => unknown = require): NativeAddon {
  try {
    return load('../native/index.cjs') as NativeAddon;
  } catch (error) {
    throw new LivegraftError({
      code: 'LG6000',
      message: 'The native addon of livegraft is missing or does not fit this machine.',
      hint: 'Run `npm run build:native` in the livegraft folder; it needs Rust (https://rustup.rs).',
      cause: error,
    });
  }
}

/** The addon's own errors carry a code `LG60…`; those of Node's argument conversion stay as they are. */
function toLivegraftError(thrown: unknown): Error {
  const error = toError(thrown);
  const code = (error as NodeJS.ErrnoException).code;
  return code?.startsWith('LG') ? new LivegraftError({ code, message: error.message }) : error;
}
