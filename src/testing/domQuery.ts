import { selectAll } from 'css-select';
import { type DomElement, type DomNode, isTemplate } from './domTree.ts';

/** A tree as it is at the moment, with the ways upwards that it does not keep itself. */
export interface DomQuery {
  /** The elements that a selector finds, the root among them, in document order. Throws on a selector that is none. */
  all(selector: string): DomElement[];
  parentOf(element: DomElement): DomElement | null;
  /** The element itself or the nearest one around it that passes. */
  closest(element: DomElement, passes: (element: DomElement) => boolean): DomElement | null;
}

export function queryDom(root: DomElement): DomQuery {
  const parents = new Map<DomNode, DomElement>();
  noteParents(root);

  function noteParents(parent: DomElement): void {
    for (const child of visibleChildren(parent)) {
      parents.set(child, parent);
      if (child.kind === 'element') noteParents(child);
    }
  }

  const parentOf = (node: DomNode) => parents.get(node) ?? null;
  const adapter = {
    isTag: (node: DomNode): node is DomElement => node.kind === 'element',
    getAttributeValue: ({ attributes }: DomElement, name: string) => attributes.get(name),
    hasAttrib: ({ attributes }: DomElement, name: string) => attributes.has(name),
    getChildren: (node: DomNode) => [...visibleChildren(node)],
    getName: ({ name }: DomElement) => name,
    getParent: parentOf,
    getSiblings: (node: DomNode) => [...(parents.get(node)?.children ?? [node])],
    getText: textOf,
    removeSubsets: (nodes: DomNode[]) => nodes,
  };

  return {
    all: (selector) => selectAll<DomNode, DomElement>(selector, [root], { adapter, cacheResults: false }),
    parentOf,
    closest(element, passes) {
      for (let at: DomElement | null = element; at; at = parentOf(at)) if (passes(at)) return at;
      return null;
    },
  };
}

/** The text of a node and what is below it, as `textContent` gives it. */
export function textOf(node: DomNode): string {
  if (node.kind === 'text') return node.data;
  return node.kind === 'element' ? visibleChildren(node).map(textOf).join('') : '';
}

/** White space as a browser shows it: runs are one space. */
export function collapse(text: string): string {
  return text.replace(/[\t\n\f\r ]+/g, ' ').trim();
}

/** What is inside a template is in a document of its own. */
function visibleChildren(node: DomNode): readonly DomNode[] {
  return node.kind === 'element' && !isTemplate(node) ? node.children : [];
}
