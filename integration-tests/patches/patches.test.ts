import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dumpTree, PageTree } from '../../src/native.ts';
import type { Patch } from '../../src/protocol.ts';
import type { DomElement, DomNode } from '../../src/testing/domTree.ts';
import { hashTree } from '../../src/testing/hashTree.ts';
import { NumberedPage } from '../../src/testing/numberedPage.ts';
import { readLiveRoot } from './readLiveRoot.ts';
import { anyPage, editedPages, page } from './soup.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 500);

test.each([
  '',
  'text',
  ' \n<!-- comment --> ',
  '<p>One<p>Two',
  '<table><tr><td>a</table>',
  '<b><p>a</b>b</p>',
  '<svg viewbox=a xlink:href=b xml:lang=c xmlns=d xmlns:xlink=e><path/><desc><p>f</desc></svg>',
  '<math definitionurl=a><mi>b</mi><annotation-xml encoding=text/html><p>c',
  '<p b=1 a=2 B=3 é=4 \u{1F600}=5 \uFB03=6 xlink:href=7>',
  '<template><p>a</template><div lg-ignore>b</div>',
  '<select><button><selectedcontent></selectedcontent></button><option>a<option selected>b</select>',
  '<noscript><p>a</noscript><textarea>\n\n<p></textarea><pre>\n\nb</pre>',
  '\u{1F600}é\u2028&amp;&lt;&quot;\0',
])('a browser computes the same hash: %s', (content) => {
  expect(hashTree(parseRoot(page(content)))).toBe(PageTree.adopt(page(content)).hash);
});

test('a browser computes the same hash of any page', () => {
  fc.assert(
    fc.property(anyPage, (html) => {
      expect(hashTree(parseRoot(html))).toBe(PageTree.adopt(html).hash);
    }),
    { numRuns },
  );
});

test('a browser that applies the patches has the new page, number by number', () => {
  fc.assert(fc.property(editedPages, follow), { numRuns });
});

test('a browser follows rows that are added, removed, changed and sorted', () => {
  const row = fc.record({ key: fc.integer({ min: 1, max: 12 }), title: fc.constantFrom('Tap', 'Roof') });
  const rows = fc.uniqueArray(row, { selector: ({ key }) => key });
  fc.assert(
    fc.property(fc.array(rows, { minLength: 2, maxLength: 5 }), (lists) => {
      follow(lists.map((list) => page([`<table>${list.map(rowHtml).join('\n')}</table>`])));
    }),
    { numRuns },
  );
});

test('what an extension inserts shifts no address', () => {
  const old = page('<p>a</p><p>b</p>');
  const server = PageTree.adopt(old);
  const browser = new NumberedPage(parseRoot(old));
  const foreign: DomNode = { kind: 'comment', data: 'foreign' };
  browser.root.children.splice(1, 0, foreign);
  browser.root.children.push(foreign);

  browser.apply(patchesOf(server, page('<p>a</p><i></i><p>B</p><hr>')));
  expect(browser.root.children.map((node) => (node.kind === 'element' ? node.name : node.kind))).toEqual([
    'p',
    'comment',
    'i',
    'p',
    'hr',
    'comment',
  ]);
});

/** Leads a server and a browser through pages, and compares them after each step. */
function follow(pages: readonly string[]): void {
  const server = PageTree.adopt(pages[0]!);
  const browser = new NumberedPage(parseRoot(pages[0]!));
  for (const html of pages.slice(1)) {
    browser.apply(patchesOf(server, html));
    const expected = parseRoot(html);
    expect(hashTree(browser.root)).toBe(server.hash);
    expect(withoutIgnored(browser.root)).toEqual(withoutIgnored(expected));
    expect(new Set(browser.numbers()).size).toBe(new NumberedPage(expected).numbers().length);
  }
}

function patchesOf(server: PageTree, html: string): Patch[] {
  return JSON.parse(server.update(html)?.patches ?? '[]');
}

function parseRoot(html: string): DomElement {
  return readLiveRoot(dumpTree(html));
}

/** What is below `lg-ignore` is not the server's, so it is not compared. */
function withoutIgnored(node: DomNode): DomNode {
  if (node.kind !== 'element') return node;
  const isLeft = node.attributes.has('lg-ignore') || node.name === 'selectedcontent';
  return { ...node, children: isLeft ? [] : node.children.map(withoutIgnored) };
}

function rowHtml({ key, title }: { key: number; title: string }): string {
  return `<tr lg-key="${key}"><td>${title}</td><td><button lg-value-id="${key}">Done</button></td></tr>`;
}
