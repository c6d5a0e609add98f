import type { AttributeName, NewElement, NewNode } from '../protocol.ts';
import { commonInOrder, type Sign } from './commonInOrder.ts';
import type { Dom } from './dom.ts';
import {
  type Attributes,
  describeData,
  describeElement,
  describeNode,
  startHash,
  type TreeReader,
} from './hashTree.ts';
import { type ChangeListener, collectNodes, insideOf, isOpaque } from './liveNodes.ts';
import { buildNode, readElement } from './newNodes.ts';

export interface Alignment {
  readonly dom: Dom;
  /** Its `children` are the nodes that may stand for the server's. */
  readonly reader: TreeReader;
  readonly changes: ChangeListener;
  setAttribute(element: Element, name: AttributeName, value: string | null): void;
}

/**
 * Makes `root` what `tree` says, out of the nodes that are there. Gives the nodes that now stand for the tree's, in its
 * order. Nodes that stand for none are left where they are.
 */
export function alignTree(root: Element, tree: NewElement, alignment: Alignment): Node[] {
  const { dom, reader, changes } = alignment;
  const describe = describer(reader);
  const aligned: Node[] = [];
  alignNode(root, tree);
  return aligned;

  function alignNode(node: Node, json: NewNode): void {
    aligned.push(node);
    if (node.nodeType === 1) {
      alignAttributes(node as Element, readElement(json as NewElement).attributes);
      if (!isOpaque(node)) alignChildren(node as Element, readElement(json as NewElement).children);
    } else if (node.nodeValue !== dataOf(json)) {
      node.nodeValue = dataOf(json);
      changes.content(node);
    }
  }

  function alignAttributes(element: Element, wanted: Attributes): void {
    const known = new Map(reader.attributes(element));
    for (const [name, value] of wanted) {
      if (known.get(name.trimStart()) !== value) alignment.setAttribute(element, name, value);
      known.delete(name.trimStart());
    }
    for (const name of known.keys()) alignment.setAttribute(element, name, null);
  }

  function alignChildren(parent: Element, wanted: readonly NewNode[]): void {
    joinTexts(parent, wanted);
    const there = reader.children(parent);
    const { partners, staying } = match(there.map(describe.node), wanted.map(describe.json));
    const nodes = wanted.map((json, index) => there[partners[index]!] ?? buildNode(json, dom));
    place(parent, nodes, new Set(staying.map((index) => there[index]!)));
    for (const [index, json] of wanted.entries()) {
      if (partners[index] !== undefined) alignNode(nodes[index]!, json);
      else collectNodes(nodes[index]!, insideOf, aligned);
    }
  }

  /** Joins neighbours that are one text for the server. */
  function joinTexts(parent: Element, wanted: readonly NewNode[]): void {
    for (const first of reader.children(parent)) {
      let data = '';
      const texts: Node[] = [];
      for (let next: Node | null = first; next?.nodeType === 3; next = next.nextSibling) {
        data += next.nodeValue;
        texts.push(next);
        if (texts.length > 1 && wanted.includes(data)) joinInto(first, texts.splice(1), data);
      }
    }
  }

  function joinInto(first: Node, others: readonly Node[], data: string): void {
    for (const text of others) text.parentNode!.removeChild(text);
    first.nodeValue = data;
    describe.forget(first);
  }

  /** Puts nodes in order, without touching those that stay: from the last to the first, each before the one after it. */
  function place(parent: Element, nodes: readonly Node[], staying: ReadonlySet<Node>): void {
    const last = nodes.findLast((node) => staying.has(node));
    let before: Node | null = last ? last.nextSibling : parent.firstChild;
    for (const node of nodes.toReversed()) {
      if (!staying.has(node)) {
        if (node.parentNode === parent) dom.move(parent, node, before);
        else dom.insert(parent, node, before);
        changes.content(parent);
      }
      before = node;
    }
  }
}

/** What a node is recognised by, from vague to exact. */
interface Signs {
  /** Type, name and key. */
  readonly kind: string;
  readonly isKeyed: boolean;
  readonly shallow: string;
  /** With all that is below it. */
  readonly deep: number;
}

/** A part of a list: from one place up to another. */
type Range = readonly [from: number, to: number];

/** In this order nodes are matched, each time between those that are matched already. */
const levels: readonly ((signs: Signs) => Sign)[] = [
  ({ kind, isKeyed }) => (isKeyed ? kind : null),
  ({ deep }) => deep,
  ({ shallow }) => shallow,
  ({ kind }) => kind,
];

/**
 * Which of the nodes `there` stands for each one that is `wanted`, by place, and which of them stay in their order.
 *
 *     there    li:1 li:2 p "a"       wanted   li:2 li:1 p "b"
 *     keyed    li:2                  by kind  p, "a" for "b"        left over: li:1, which moves
 */
function match(there: readonly Signs[], wanted: readonly Signs[]) {
  const partners: (number | undefined)[] = wanted.map(() => undefined);
  const staying: number[] = [];
  matchRange(0, [0, there.length], [0, wanted.length]);
  matchMoved();
  return { partners, staying };

  function matchRange(level: number, [from, to]: Range, [wantedFrom, wantedTo]: Range): void {
    const sign = levels[level];
    if (!sign || from === to || wantedFrom === wantedTo) return;
    const pairs = commonInOrder(there.slice(from, to).map(sign), wanted.slice(wantedFrom, wantedTo).map(sign));
    let [start, wantedStart] = [from, wantedFrom];
    for (const [first, second] of pairs) {
      const [at, wantedAt] = [from + first, wantedFrom + second];
      matchRange(level + 1, [start, at], [wantedStart, wantedAt]);
      partners[wantedAt] = at;
      staying.push(at);
      [start, wantedStart] = [at + 1, wantedAt + 1];
    }
    matchRange(level + 1, [start, to], [wantedStart, wantedTo]);
  }

  function matchMoved(): void {
    const taken = new Set(partners);
    const left = new Map<string, number>();
    for (const [index, { kind, isKeyed }] of there.entries()) {
      if (isKeyed && !taken.has(index)) left.set(kind, index);
    }
    for (const [index, { kind }] of wanted.entries()) {
      if (partners[index] !== undefined) continue;
      partners[index] = left.get(kind);
      left.delete(kind);
    }
  }
}

/** Describes nodes of the document and of JSON in the same words. What was described is remembered. */
function describer(reader: TreeReader) {
  const known = new Map<object, Signs>();
  return { node, json, forget: (of: Node) => known.delete(of) };

  function node(of: Node): Signs {
    return remember(of, () => {
      const shallow = describeNode(of, reader);
      if (of.nodeType !== 1) return signsOf(shallow, shallow[0]!, null, []);
      const attributes = new Map(reader.attributes(of as Element));
      return signsOf(shallow, kindOf(shallow, attributes), keyOf(attributes), reader.children(of).map(node));
    });
  }

  function json(of: NewNode): Signs {
    if (typeof of === 'string') return signsOf(describeData(true, of), '"', null, []);
    return remember(of, () => {
      if (of[0] === '!') return signsOf(describeData(false, dataOf(of)), '!', null, []);
      const parts = readElement(of as NewElement);
      const shallow = describeElement(parts);
      const attributes = new Map(parts.attributes);
      const kind = kindOf(shallow, attributes);
      const isOpaque = attributes.has('lg-ignore') || /^<0(template|selectedcontent)\0/.test(kind);
      return signsOf(shallow, kind, keyOf(attributes), isOpaque ? [] : parts.children.map(json));
    });
  }

  function remember(of: object, make: () => Signs): Signs {
    const signs = known.get(of) ?? make();
    known.set(of, signs);
    return signs;
  }
}

/** Its namespace and name, and whether its content is ignored: what it can never change. */
function kindOf(shallow: string, attributes: ReadonlyMap<string, string>): string {
  return shallow.slice(0, shallow.indexOf('\0') + 1) + attributes.has('lg-ignore');
}

function keyOf(attributes: ReadonlyMap<string, string>): string | null {
  return attributes.get('lg-key') ?? attributes.get('id') ?? null;
}

function signsOf(shallow: string, kind: string, key: string | null, children: readonly Signs[]): Signs {
  const hash = startHash();
  hash.add([shallow, ...children.map(({ deep }) => deep)].join('\0'));
  return { kind: key === null ? kind : `${kind}\0${key}`, isKeyed: key !== null, shallow, deep: hash.end() };
}

/** Of a text or a comment. */
function dataOf(json: NewNode): string {
  return typeof json === 'string' ? json : (json[1] as string);
}
