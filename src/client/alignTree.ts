import { commonInOrder } from './commonInOrder.ts';
import { describeNode, startHash, type TreeReader } from './hashTree.ts';
import { type ChangeListener, collectNodes, insideOf, isOpaque } from './liveNodes.ts';

export interface Alignment {
  /** Its `children` are the nodes that may stand for the server's. */
  readonly reader: TreeReader;
  readonly changes: ChangeListener;
  /** Puts a node, a new one or a child of `parent`, before a child. */
  place(parent: Node, node: Node, before: Node | null): void;
  setAttribute(element: Element, attribute: Attr, value: string | null): void;
}

/**
 * Makes `root` equal to `wanted`, a tree that was built for it, out of the nodes that are there and, where none fits, of
 * `wanted` itself. Gives the nodes that now stand for the wanted ones, in their order. Nodes that stand for none are left
 * where they are.
 */
export function alignTree(root: Node, wanted: Node, { reader, changes, place, setAttribute }: Alignment): Node[] {
  const aligned: Node[] = [];
  const sign = signer(reader);
  alignNode(root, wanted);
  return aligned;

  function alignNode(node: Node, wanted: Node): void {
    if (sign.known(node).deep === sign.wanted(wanted).deep) return void collectNodes(node, reader.children, aligned);
    aligned.push(node);
    if (node.nodeType === 1) {
      alignAttributes(node as Element, wanted as Element);
      if (!isOpaque(node)) alignChildren(node, insideOf(wanted));
    } else if (node.nodeValue !== wanted.nodeValue) {
      node.nodeValue = wanted.nodeValue;
      changes.content(node);
    }
  }

  function alignAttributes(element: Element, wanted: Element): void {
    const known = new Map(reader.attributes(element).map((attribute) => [attribute.name, attribute]));
    for (const attribute of wanted.attributes) {
      const { name, value } = attribute;
      if (known.get(name)?.value !== value) setAttribute(element, attribute, value);
      known.delete(name);
    }
    for (const attribute of known.values()) setAttribute(element, attribute as Attr, null);
  }

  function alignChildren(parent: Node, wanted: readonly Node[]): void {
    joinTexts(parent, wanted);
    const { partners, staying } = matchNodes(reader.children(parent), wanted, sign);
    const nodes = wanted.map((child) => partners.get(child) ?? child);
    placeAll(parent, nodes, staying);
    for (const [index, child] of wanted.entries()) {
      if (partners.has(child)) alignNode(nodes[index]!, child);
      else collectNodes(child, insideOf, aligned);
    }
  }

  /** Joins neighbours that are one text for the server. */
  function joinTexts(parent: Node, wanted: readonly Node[]): void {
    const texts = new Set(wanted.map((node) => node.nodeValue));
    for (const first of reader.children(parent)) {
      let data = '';
      const found: Node[] = [];
      for (let next: Node | null = first; next?.nodeType === 3; next = next.nextSibling) {
        data += next.nodeValue;
        found.push(next);
        if (found.length === 1 || !texts.has(data)) continue;
        for (const text of found.splice(1)) parent.removeChild(text);
        first.nodeValue = data;
        sign.forget(first);
      }
    }
  }

  /** Puts nodes in order, without touching those that stay: from the last to the first, each before the one after it. */
  function placeAll(parent: Node, nodes: readonly Node[], staying: ReadonlySet<Node>): void {
    const last = nodes.findLast((node) => staying.has(node));
    let before = last ? last.nextSibling : parent.firstChild;
    for (const node of nodes.toReversed()) {
      if (!staying.has(node)) place(parent, node, before);
      before = node as ChildNode;
    }
  }
}

/** What a node is recognised by, from vague to exact. */
interface Signs {
  /** Type, name and key. */
  readonly kind: string;
  readonly isKeyed: boolean;
  /** Without what is below it. */
  readonly shallow: string;
  /** With all that is below it. */
  readonly deep: number;
}

/** In this order nodes are matched, each time between those that are matched already. */
const levels: readonly ((signs: Signs) => string | number | null)[] = [
  ({ kind, isKeyed }) => (isKeyed ? kind : null),
  ({ deep }) => deep,
  ({ shallow }) => shallow,
  ({ kind }) => kind,
];

/** A part of a list: from one place up to another. */
type Range = readonly [from: number, to: number];

/**
 * Which of the nodes `there` stands for each `wanted` one, and which of them stay in their order.
 *
 *     there    li:1 li:2 p "a"       wanted   li:2 li:1 p "b"
 *     keyed    li:2                  by kind  p, "a" for "b"        left over: li:1, which moves
 */
function matchNodes(there: readonly Node[], wanted: readonly Node[], sign: Signer) {
  const partners = new Map<Node, Node>();
  const [signs, wantedSigns] = [there.map(sign.known), wanted.map(sign.wanted)];
  matchRange(0, [0, there.length], [0, wanted.length]);
  const staying = new Set(partners.values());
  matchMoved();
  return { partners, staying };

  function matchRange(level: number, [from, to]: Range, [wantedFrom, wantedTo]: Range): void {
    const sign = levels[level];
    if (!sign || from === to || wantedFrom === wantedTo) return;
    const pairs = commonInOrder(signs.slice(from, to).map(sign), wantedSigns.slice(wantedFrom, wantedTo).map(sign));
    let [start, wantedStart] = [from, wantedFrom];
    for (const [first, second] of pairs) {
      const [at, wantedAt] = [from + first, wantedFrom + second];
      matchRange(level + 1, [start, at], [wantedStart, wantedAt]);
      partners.set(wanted[wantedAt]!, there[at]!);
      [start, wantedStart] = [at + 1, wantedAt + 1];
    }
    matchRange(level + 1, [start, to], [wantedStart, wantedTo]);
  }

  function matchMoved(): void {
    const left = new Map<string | number, Node>();
    const signOf = ({ kind, isKeyed, deep }: Signs) => (isKeyed ? kind : deep);
    for (const [index, node] of there.entries()) if (!staying.has(node)) left.set(signOf(signs[index]!), node);
    for (const [index, node] of wanted.entries()) {
      const sign = signOf(wantedSigns[index]!);
      const found = left.get(sign);
      if (!found || partners.has(node)) continue;
      partners.set(node, found);
      left.delete(sign);
    }
  }
}

/** How new nodes are read: all of them count. */
const newNodes: TreeReader = { children: insideOf, attributes: (element) => [...element.attributes] };

type Signer = ReturnType<typeof signer>;

/** Gives the signs of nodes that are there and of those that are wanted, and remembers them. */
function signer(reader: TreeReader) {
  const all = new Map<Node, Signs>();
  return {
    known: (node: Node): Signs => signsOf(node, reader),
    wanted: (node: Node): Signs => signsOf(node, newNodes),
    forget: (node: Node) => all.delete(node),
  };

  function signsOf(node: Node, reader: TreeReader): Signs {
    const signs = all.get(node) ?? readSigns(node, reader);
    all.set(node, signs);
    return signs;
  }

  function readSigns(node: Node, reader: TreeReader): Signs {
    const shallow = describeNode(node, reader);
    const hash = startHash();
    hash.add([shallow, ...reader.children(node).map((child) => signsOf(child, reader).deep)].join('/'));
    const deep = hash.end();
    if (node.nodeType !== 1) return { kind: shallow[0]!, isKeyed: false, shallow, deep };
    const attributes = new Map(reader.attributes(node as Element).map(({ name, value }) => [name, value]));
    const key = attributes.get('lg-key') ?? attributes.get('id');
    // One that gains or loses `lg-ignore` is another element.
    const kind = [shallow.split('\0')[0], attributes.has('lg-ignore'), key].join('\0');
    return { kind, isKeyed: key !== undefined, shallow, deep };
  }
}
