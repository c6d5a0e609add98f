import path from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PageTree } from '../../src/native.ts';
import { browserNote, browserPath, openBrowser } from '../browser.ts';
import type { PageHistory } from './browserPage.ts';
import { editedPages, page } from './soup.ts';

/** Pairs of pages; raised together with the runs of the other property tests. */
const numPairs = process.env.LIVEGRAFT_PROPERTY_RUNS ? 10_000 : 750;

const written = [
  ['<p>One<p>Two', '<p>Two<table><td>a'],
  ['<svg viewbox=a xlink:href=b xmlns=c xml:lang=d><path>', '<svg xlink:href=e><use xlink:href=f /></svg><math><mi>g'],
  ['<template><p>a</template><div lg-ignore>b</div>', '<template><b>a</template><div lg-ignore>c</div>'],
  ['<noscript><p>a</noscript><textarea>\n\nb</textarea>', '<pre>\n\nc</pre><noscript><i>d</noscript>'],
  ['', '<details open><summary>a</summary></details><x-y b=c é=d></x-y><svg><foreignObject><p>e'],
  ['<select><option>a<option selected>b</select>', '<select><option selected>a<option>b</select>&amp;\u{1F600}\0'],
  ['<p>', `<p>${'long '.repeat(30_000)}`],
  [`<p>${'\u{1F600}'.repeat(100_000)}`, '<p>short<script>throw 1</script>'],
  ['<x"y a\'="b" <="c">', '<x"y a\'="d" <="e"><q"></x"y>'],
].map((contents) => contents.map(page));

test.skipIf(!browserPath)(
  `The runtime in Chromium builds, numbers, patches, aligns and hashes the tree that the server has${browserNote}`,
  async () => {
    const runs = [...written, ...sampleHistories()].map(serve);
    const browser = await openBrowser();
    try {
      const tab = await browser.open();
      await tab.evaluate(await bundleRuntime());
      for (let start = 0; start < runs.length; start += 500) await check(tab, runs.slice(start, start + 500));
    } finally {
      await browser.close();
    }
  },
  600_000,
);

interface Run {
  readonly history: PageHistory;
  /** What the server has meanwhile. */
  readonly hashes: readonly number[];
}

async function check(tab: Page, runs: readonly Run[]): Promise<void> {
  const histories = JSON.stringify(runs.map(({ history }) => history));
  const hashes = (await tab.evaluate(`runHistories(${histories})`)) as number[][];
  expect(runs.filter((run, index) => run.hashes.join() !== hashes[index]!.join())).toEqual([]);
}

/** Histories that have so many pairs of pages together. */
function sampleHistories(): string[][] {
  const histories: string[][] = [];
  for (let pairs = 0; pairs < numPairs; ) {
    const more = fc.sample(editedPages, 100);
    histories.push(...more);
    pairs += more.reduce((sum, pages) => sum + pages.length - 1, 0);
  }
  return histories;
}

/** What a browser is sent for these pages, and at last to come back to the first. */
function serve(pages: readonly string[]): Run {
  const server = PageTree.adopt(pages[0]!);
  const hashes = [server.hash];
  const frames = pages.slice(1).map((html) => {
    const patches = server.update(html)?.patches ?? '[]';
    hashes.push(server.hash);
    return JSON.parse(patches);
  });
  const whole = PageTree.adopt(pages[0]!);
  const history = { html: pages[0]!, frames, tree: JSON.parse(whole.renumber()) };
  return { history, hashes: [...hashes, whole.hash] };
}

async function bundleRuntime(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'browserPage.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]!.text;
}
