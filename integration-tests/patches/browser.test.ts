import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PageTree } from '../../src/native.ts';
import { browserNote, browserPath, openBrowser } from '../browser.ts';
import { type PageHistory, runInBrowser } from './browserPage.ts';
import { editedPages, page } from './soup.ts';

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 300);

const written = [
  ['<p>One<p>Two', '<p>Two<table><td>a'],
  ['<svg viewbox=a xlink:href=b xmlns=c xml:lang=d><path>', '<svg xlink:href=e><use xlink:href=f /></svg><math><mi>g'],
  ['<template><p>a</template><div lg-ignore>b</div>', '<template><b>a</template><div lg-ignore>c</div>'],
  ['<noscript><p>a</noscript><textarea>\n\nb</textarea>', '<pre>\n\nc</pre><noscript><i>d</noscript>'],
  ['', '<details open><summary>a</summary></details><x-y b=c é=d></x-y><svg><foreignObject><p>e'],
  ['<select><option>a<option selected>b</select>', '<select><option selected>a<option>b</select>&amp;\u{1F600}\0'],
].map((contents) => contents.map(page));

test.skipIf(!browserPath)(
  `Chromium builds, numbers, patches and hashes the tree that the server has${browserNote}`,
  async () => {
    const pages = [...written, ...fc.sample(editedPages, numRuns)];
    const runs = pages.map(serve);
    const browser = await openBrowser();
    try {
      const tab = await browser.open();
      const histories = JSON.stringify(runs.map(({ history }) => history));
      const hashes = await tab.evaluate(runInBrowser, histories);
      const wrong = runs.filter((run, index) => run.hashes.join() !== hashes[index]!.join());
      expect(wrong).toEqual([]);
    } finally {
      await browser.close();
    }
  },
  120_000,
);

/** What a browser is sent for these pages, and the hashes that the server has meanwhile. */
function serve(pages: readonly string[]): { history: PageHistory; hashes: number[] } {
  const server = PageTree.adopt(pages[0]!);
  const hashes = [server.hash];
  const frames = pages.slice(1).map((html) => {
    const patches = server.update(html)?.patches ?? '[]';
    hashes.push(server.hash);
    return JSON.parse(patches);
  });
  return { history: { html: pages[0]!, frames }, hashes };
}
