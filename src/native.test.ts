import { expect, test } from 'vitest';
import { LivegraftError } from './errors.ts';
import { dumpTree, loadNativeAddon } from './native.ts';

test('dumpTree writes the tree that a browser builds', () => {
  expect(dumpTree('<p>One<p>Two')).toBe(`| <html>
|   <head>
|   <body>
|     <p>
|       "One"
|     <p>
|       "Two"`);
});

test('dumpTree parses a fragment for its context, with scripting or without', () => {
  expect(dumpTree('<td>x', { fragmentContext: 'tr' })).toBe('| <td>\n|   "x"');
  expect(dumpTree('<desc>', { fragmentContext: 'svg svg' })).toBe('| <svg desc>');
  expect(dumpTree('<noscript><b>', { fragmentContext: 'div' })).toBe('| <noscript>\n|   "<b>"');
  expect(dumpTree('<noscript><b>', { fragmentContext: 'div', scripting: false })).toBe('| <noscript>\n|   <b>');
});

test('text outside the basic plane comes back whole, and half a character as U+FFFD', () => {
  expect(dumpTree('\u{1F600}', { fragmentContext: 'div' })).toBe('| "\u{1F600}"');
  expect(dumpTree('\uD83D', { fragmentContext: 'div' })).toBe('| "\uFFFD"');
});

test('a missing addon names the command that builds it', () => {
  const cause = new Error('no such file');
  const load = () => {
    throw cause;
  };
  const error = thrownBy(() => loadNativeAddon(load));
  expect(error).toBeInstanceOf(LivegraftError);
  expect(error.message).toBe(
    'LG6000: The native addon of livegraft is missing or does not fit this machine. ' +
      'Run `npm run build:native` in the livegraft folder; it needs Rust (https://rustup.rs).',
  );
  expect(error.cause).toBe(cause);
});

test.each([
  {
    passed: () => dumpTree('<p>é', { limits: { maxInputBytes: 4 } }),
    message:
      'LG6001: The HTML is 5 bytes long, and the limit is 4. ' +
      'Render less on one page, for example with a limit on its list, or raise maxInputBytes.',
  },
  {
    passed: () => dumpTree('<div>\n'.repeat(100_000)),
    message:
      'LG6002: The HTML nests deeper than 1000 levels at <div> on line 999. ' +
      'Look for an element that is never closed or a template that includes itself, or raise maxDepth.',
  },
  {
    passed: () => dumpTree('<br>\n'.repeat(10), { limits: { maxNodes: 10 } }),
    message:
      'LG6003: The HTML has more than 10 nodes, counted up to line 4. ' +
      'Render less on one page, for example with a limit on its list, or raise maxNodes.',
  },
  {
    passed: () => dumpTree('', { fragmentContext: 'div p' }),
    message:
      'LG6004: The fragment context must be an element name such as "div", "svg path" or "math mi", but got: "div p". ' +
      'Give the name of the element that the HTML is parsed for.',
  },
  {
    passed: () => dumpTree('', { limits: { maxDepth: -1 } }),
    message:
      'LG6005: maxDepth must be a whole number from 1 to 4294967295, but got: -1. Leave it out to use the default.',
  },
])('$message', ({ passed, message }) => {
  const error = thrownBy(passed);
  expect(error).toBeInstanceOf(LivegraftError);
  expect(error.message).toBe(message);
});

test('HTML that is no string is shown', () => {
  expect(() => dumpTree(42 as unknown as string)).toThrow(new TypeError('html must be a string, but got: 42.'));
});

function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}
