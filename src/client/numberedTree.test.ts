import { expect, it } from 'vitest';
import type { NewElement, NewNode, Patch } from '../protocol.ts';
import { buildNode } from './newNodes.ts';
import { NumberedTree } from './numberedTree.ts';
import { plainDom, toHtml } from './plainDom.ts';

/** A numbered `main` that holds these nodes: the first of them is number 2. */
function adopt(...children: NewNode[]) {
  const root = build(['main', [], children]) as Element;
  const changed: string[] = [];
  const listener = {
    attribute: (element: Element, name: string) => changed.push(`${element.localName} ${name}`),
    content: (node: Node) => changed.push(node.nodeName),
  };
  const tree = new NumberedTree(root, listener, plainDom);
  tree.adopt();
  return { tree, root, changed, html: () => toHtml(root).slice(6, -7) };
}

function build(json: NewNode): Node {
  return buildNode(json, plainDom);
}

const list: NewElement = [
  'ul',
  [],
  [
    ['li', ['lg-key', 'a'], ['a']],
    ['li', ['lg-key', 'b'], ['b']],
  ],
];

it('applies each kind of patch to the node of its number', () => {
  const { tree, html, changed } = adopt(['p', ['class', 'a'], ['one']], ['i'], list);
  const patches: Patch[] = [
    [0, 3, 'two'],
    [1, 2, 'title', 't'],
    [2, 2, 'class'],
    [3, 1, 4, ['new', ['!', 'c']]],
    [4, 6, 0],
    [5, 4],
    [0, 10, 'newer'],
  ];
  expect(tree.apply(patches)).toBe(true);
  const ul = '<ul><li lg-key="b">b</li><li lg-key="a">a</li></ul>';
  expect(html()).toBe(`<p title="t">two</p>newer<!--c-->${ul}`);
  expect(changed).toEqual(['#text', 'p title', 'p class', 'MAIN', 'MAIN', 'UL', 'MAIN', '#text']);
});

it('puts nodes after the last one that has a number, before foreign ones', () => {
  const { tree, root, html } = adopt(['p']);
  root.insertBefore(build(['u']), root.firstChild);
  root.insertBefore(build(['u']), null);
  expect(tree.apply([[3, 1, 0, [['b']]]])).toBe(true);
  expect(html()).toBe('<u></u><p></p><b></b><u></u>');
});

it.each<[string, Patch, (root: Element) => void]>([
  ['a number that was never given', [0, 9, 'x'], () => {}],
  ['a node that was taken out', [5, 2], (root) => root.removeChild(root.firstChild!)],
  ['a node below one that was taken out', [0, 3, 'x'], (root) => root.removeChild(root.firstChild!)],
  ['a node that is somewhere else', [4, 3, 0], (root) => root.insertBefore(root.firstChild!.firstChild!, null)],
  ['a reference that is somewhere else', [3, 1, 3, ['x']], () => {}],
])('drops the rest at %s', (_, patch, spoil) => {
  const { tree, root, html } = adopt(['p', [], ['one']], ['i']);
  spoil(root);
  const before = html();
  expect(tree.apply([patch, [1, 4, 'class', 'late']])).toBe(false);
  expect(html()).toBe(before);
});

it('the hash leaves out what is foreign, ignored and opened by a person', () => {
  const { tree, root } = adopt(['details', [], ['a']], ['div', ['lg-ignore', '']]);
  const { hash } = tree;
  root.insertBefore(build(['u']), null);
  (root.lastChild!.previousSibling as Element).insertBefore(build(['u']), null);
  (root.firstChild as Element).setAttribute('open', '');
  expect(tree.hash).toBe(hash);
  tree.apply([[1, 2, 'open', '']]);
  expect(tree.hash).not.toBe(hash);
});

it('a heading that was made focusable has the hash of one that was not', () => {
  const { tree, root, html } = adopt(['h1']);
  const { hash } = tree;
  tree.setOwnAttribute(root.firstChild as Element, 'tabindex', '-1');
  expect([html(), tree.hash]).toEqual(['<h1 tabindex="-1"></h1>', hash]);
  tree.removeOwnAttribute(root.firstChild as Element, 'tabindex');
  expect([html(), tree.hash]).toEqual(['<h1></h1>', hash]);
});

it('aligns with the nodes that are there: keyed ones by key, others in order', () => {
  const { tree, root, html } = adopt(['p', [], ['one']], list, 'text');
  const [p, ul] = root.childNodes;
  const [a, b] = ul!.childNodes;
  const wanted: NewElement = [
    ...(['main', ['class', 'x']] as const),
    [['hr'], ['p', [], ['two']], ['ul', [], [list[2]![1]!, ['li', ['lg-key', 'c']], list[2]![0]!]]],
  ];
  tree.align(wanted, false);
  expect(html()).toBe(toHtml(build(wanted)).slice(6, -7));
  expect([p, ul, a, b].map((node) => root.contains(node!))).toEqual([true, true, true, true]);
  expect(root.childNodes[2]!.childNodes[0]).toBe(b);
  const fresh = new NumberedTree(build(wanted) as Element, { attribute() {}, content() {} }, plainDom);
  fresh.adopt();
  expect(tree.hash).toBe(fresh.hash);
});

it('takes what fits nothing for foreign at first, and for stale later', () => {
  const { tree, html } = adopt(['u'], ['p'], ['u']);
  tree.align(['main', [], [['p']]], true);
  expect(html()).toBe('<u></u><p></p><u></u>');
  tree.align(['main', [], [['i']]], false);
  expect(html()).toBe('<i></i><u></u><u></u>');
});

it('joins what was one text, where the server has it as one', () => {
  const { tree, html, root } = adopt('he', 'l', 'lo', ['br'], 'a', 'b');
  tree.align(['main', [], ['hello', ['br'], 'a', 'b']], false);
  expect([html(), root.childNodes.length]).toEqual(['hello<br></br>ab', 4]);
});

it('goes a thousand levels deep', () => {
  let deep: NewNode = 'end';
  for (let level = 0; level < 1_000; level += 1) deep = ['b', [], [deep]];
  const { tree, html } = adopt('x');
  expect(
    tree.apply([
      [3, 1, 0, [deep]],
      [0, 1003, 'END'],
    ]),
  ).toBe(true);
  expect(html()).toContain('<b>END</b>');
  tree.align(['main', [], [deep]], false);
  expect(html()).toContain('<b>end</b>');
});
