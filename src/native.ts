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

interface NativeAddon {
  dumpTree(html: string, options: ParseOptions): string;
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
  if (typeof html !== 'string') throw new TypeError(`html must be a string, but got: ${String(html)}.`);
  return callNative((addon) => addon.dumpTree(html, options));
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
