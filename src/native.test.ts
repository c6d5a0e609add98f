import { expect, test } from 'vitest';
import { LivegraftError } from './errors.ts';
import { dumpTree, loadNativeAddon, PageTree } from './native.ts';

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

test('an open page tells what changed', () => {
  const page = PageTree.adopt('<main lg-root><p>One</p></main>');
  expect(page.hash).toBe(1_113_588_161_027_487);
  expect(page.bytes).toBeGreaterThan(100);

  expect(page.update('<main lg-root><p>One</p></main>')).toBeNull();
  const update = page.update('<main lg-root><p>Two</p></main>');
  expect(update).toEqual({ patches: '[[0,3,"Two"]]', hash: page.hash, title: null });
  expect(page.update('<main lg-root ><p>Two</p></main>')).toEqual({ patches: '[]', hash: page.hash, title: null });
});

test.each([
  { head: '', title: '' },
  { head: '<title></title>', title: '' },
  { head: '<title>Q&amp;A &lt;1&gt; &#x1F600;</title>', title: 'Q&A <1> \u{1F600}' },
  { head: '<title>\n  Open \t requests&nbsp;\r\n</title>', title: 'Open requests\u00A0' },
  { head: '<title>One</title><title>Two</title>', title: 'One' },
  { head: '<svg><title>Icon</title></svg>', title: '' },
  { head: '<template><title>Later</title></template>', title: '' },
])('the title of a page with "$head" is "$title"', ({ head, title }) => {
  expect(PageTree.adopt(`${head}<main lg-root></main>`).title).toBe(title);
});

test('an update gives the title where it is another', () => {
  const page = PageTree.adopt('<title>One</title><main lg-root>a</main>');
  expect(page.update('<title>Two</title><main lg-root>a</main>')).toMatchObject({ patches: '[]', title: 'Two' });
  expect(page.title).toBe('Two');
  expect(page.update('<title>Two </title><main lg-root>b</main>')).toMatchObject({ title: null });
  expect(page.update('<main lg-root>b</main>')).toMatchObject({ patches: '[]', title: '' });
  expect(() => page.update('<title>Three</title><main>b</main>')).toThrow('LG6006');
  expect(page.title).toBe('');
});

test('a page that is numbered anew gives its whole root, and its numbers start again', () => {
  const page = PageTree.adopt('<title>T</title><main lg-root><p>One</p><hr></main><footer></footer>');
  page.update('<title>T</title><main lg-root><br><p>One</p><div lg-ignore>\u{1F600}</div></main>');
  const { hash, title, bytes } = page;
  expect(JSON.parse(page.renumber())).toEqual([
    'main',
    ['lg-root', ''],
    [['br'], ['p', [], ['One']], ['div', ['lg-ignore', ''], ['\u{1F600}']]],
  ]);
  expect(page).toMatchObject({ hash, title, bytes });
  expect(page.update('<title>T</title><main lg-root><br><p>Two</p></main>')?.patches).toBe('[[5,5],[0,4,"Two"]]');
});

test('an update that fails leaves the page as it was', () => {
  const page = PageTree.adopt('<main lg-root>One</main>', { limits: { maxNodes: 20 } });
  const { hash, bytes } = page;
  expect(() => page.update(`<main lg-root>${'<br>'.repeat(20)}</main>`)).toThrow('LG6003');
  expect(() => page.update('<main>Two</main>')).toThrow('LG6006');
  expect(page).toMatchObject({ hash, bytes });
  expect(page.update('<main lg-root>Two</main>')?.patches).toBe('[[0,2,"Two"]]');
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
  {
    passed: () => PageTree.adopt('', { limits: { maxNodes: 0.5 } }),
    message:
      'LG6005: maxNodes must be a whole number from 1 to 4294967295, but got: 0.5. Leave it out to use the default.',
  },
  {
    passed: () => PageTree.adopt('<main>'),
    message:
      'LG6006: The page has no element with lg-root. ' +
      'Put lg-root on the element around what changes, such as <main lg-root> in the layout.',
  },
  {
    passed: () => PageTree.adopt('<main lg-root><p lg-root>'),
    message:
      'LG6007: The page has more than one element with lg-root: first <main>, then <p>. ' +
      'Keep one of them, and use lg-ignore for what is not to be patched.',
  },
  {
    passed: () => PageTree.adopt('<main lg-root lg-ignore>'),
    message:
      'LG6008: The element <main> cannot be the live root, because its content is never patched. ' +
      'Put lg-root on an element without lg-ignore that is not a <template>.',
  },
  {
    passed: () => PageTree.adopt('<main lg-root>').update('<section lg-root>'),
    message:
      'LG6009: The live root was <main> and is now <section>, and a browser cannot patch one into the other. ' +
      'Give the root the same element on every render, or load the page anew.',
  },
])('$message', ({ passed, message }) => {
  const error = thrownBy(passed);
  expect(error).toBeInstanceOf(LivegraftError);
  expect(error.message).toBe(message);
});

test('HTML that is no string is shown', () => {
  expect(() => dumpTree(42 as unknown as string)).toThrow(new TypeError('html must be a string, but got: 42.'));
  expect(() => PageTree.adopt(null as unknown as string)).toThrow(
    new TypeError('html must be a string, but got: null.'),
  );
});

function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}
