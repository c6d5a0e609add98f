import { PageTree, type PageUpdate } from '../native.ts';

/**
 * A page as its browser has it: as HTML until the browser joins, then as the tree that server and browser number alike.
 * A page that nobody joins costs no parse, and a tenth of the memory.
 */
export class RenderedPage {
  #html: string;
  #tree: PageTree | null = null;

  constructor(html: string) {
    this.#html = html;
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#tree ? this.#tree.bytes : 2 * this.#html.length;
  }

  /**
   * Numbers the nodes as the browser does that has just loaded the HTML. Gives the hash of the numbered tree.
   * Throws LG6001 to LG6008 for a page that cannot be patched.
   */
  adopt(): number {
    this.#tree ??= PageTree.adopt(this.#html);
    this.#html = '';
    return this.#tree.hash;
  }

  /** The page is this HTML now. Gives what a joined browser is to be sent, or null where there is nothing new. */
  update(html: string): PageUpdate | null {
    if (this.#tree) return this.#tree.update(html);
    this.#html = html;
    return null;
  }

  /** JSON of the root as a `NewElement`; its nodes are numbered anew, in document order. */
  renumber(): string {
    this.adopt();
    return this.#tree!.renumber();
  }

  get title(): string {
    this.adopt();
    return this.#tree!.title;
  }
}
