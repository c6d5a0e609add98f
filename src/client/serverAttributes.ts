import type { Attribute } from './hashTree.ts';

/**
 * Attributes that differ from the server's on purpose, because the browser or this runtime has changed them: `open`,
 * which a person toggles, and the `tabindex` of a heading that was given the focus.
 */
export class ServerAttributes {
  readonly #kept = new WeakMap<Element, Map<string, string | null>>();

  /** From now on the server's value is `value`, whatever the document says. */
  keep(element: Element, name: string, value: string | null): void {
    const kept = this.#kept.get(element);
    if (kept) kept.set(name, value);
    else this.#kept.set(element, new Map([[name, value]]));
  }

  /** The server's value is what the document says now, and stays so, unless it is known already. */
  keepFirst(element: Element, name: string): void {
    if (!this.#kept.get(element)?.has(name)) this.keep(element, name, element.getAttribute(name));
  }

  /** The document's value is the server's again. */
  release(element: Element, name: string): void {
    this.#kept.get(element)?.delete(name);
  }

  /** All of an element's attributes as the server has them. */
  read(element: Element): readonly Attribute[] {
    const kept = this.#kept.get(element);
    if (!kept) return [...element.attributes];
    const others = [...element.attributes].filter(({ name }) => !kept.has(name));
    return [...others, ...[...kept].flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))];
  }
}

/** Whether a person may open and close an element. */
export function canOpen(node: Node): boolean {
  return node.nodeName === 'DETAILS' || node.nodeName === 'DIALOG';
}
