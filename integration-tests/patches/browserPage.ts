import { numberTree } from '../../src/client/numberedTree.ts';
import type { NewElement, Patch } from '../../src/protocol.ts';

/** A page as it is first sent, what makes it the next ones, and at last the whole of another page with the same root. */
export interface PageHistory {
  readonly html: string;
  readonly frames: readonly (readonly Patch[])[];
  readonly tree: NewElement;
}

/**
 * Runs inside a browser, over its own parser and its own DOM: loads each page into a frame of the document, numbers the
 * nodes and applies the patches. Gives the hashes of each page: as it was loaded, after each update, and aligned with
 * the whole tree.
 */
export function runHistories(histories: readonly PageHistory[]): number[][] {
  const page = document.body.appendChild(document.createElement('iframe')).contentDocument!;
  return histories.map(({ html, frames, tree }) => {
    page.open();
    page.write(html);
    page.close();
    const root = numberTree(page.querySelector('[lg-root]')!, () => {});
    root.adopt();
    const hashes = [root.hash()];
    for (const patches of frames) hashes.push(root.apply(patches) ? root.hash() : -1);
    root.align(tree, false);
    return [...hashes, root.hash()];
  });
}

Object.assign(window, { runHistories });
