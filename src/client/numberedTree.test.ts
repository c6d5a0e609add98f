import { expect, it, vi } from 'vitest';
import { plainDocument, toHtml } from '../../integration-tests/client/support/plainDom.ts';
import type { NewElement, NewNode, Patch } from '../protocol.ts';
import { buildNode } from './newNodes.ts';
import { numberTree } from './numberedTree.ts';

vi.stubGlobal('document', plainDocument);

/** A numbered `main` that holds these nodes: the first of them is number 2. */
function adopt(...children: NewNode[]) {
  const root = buildNode(['main', [], children]) as Element;
  const changed: string[] = [];
  const tree = numberTree(root, (node, attribute) => {
    changed.push([(node as Element).localName ?? node.nodeName, attribute].join(' ').trim());
  });
  tree.adopt();
  return { tree, root, changed, html: () => toHtml(root).slice(6, -7) };
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
  expect(changed).toEqual(['#text', 'p title', 'p class', 'main', 'main', 'ul', 'main', '#text']);
});

it('puts nodes after the last one that has a number, before foreign ones', () => {
  const { tree, root, html } = adopt(['p']);
  root.insertBefore(buildNode(['u']), root.firstChild);
  root.insertBefore(buildNode(['u']), null);
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
  const hash = tree.hash();
  root.insertBefore(buildNode(['u']), null);
  (root.lastChild!.previousSibling as Element).insertBefore(buildNode(['u']), null);
  (root.firstChild as Element).setAttribute('open', '');
  expect(tree.hash()).toBe(hash);
  tree.apply([[1, 2, 'open', '']]);
  expect(tree.hash()).not.toBe(hash);
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
  expect(html()).toBe(toHtml(buildNode(wanted)).slice(6, -7));
  expect([p, ul, a, b].map((node) => root.contains(node!))).toEqual([true, true, true, true]);
  expect(root.childNodes[2]!.childNodes[0]).toBe(b);
  const fresh = numberTree(buildNode(wanted) as Element, () => {});
  fresh.adopt();
  expect(tree.hash()).toBe(fresh.hash());
});

it('takes what fits nothing for foreign at first, and for stale later', () => {
  const { tree, html } = adopt(['u'], ['p'], ['u']);
  tree.align(['main', [], [['p']]], true);
  expect(html()).toBe('<u></u><p></p><u></u>');
  tree.align(['main', [], [['i']]], false);
  expect(html()).toBe('<i></i><u></u><u></u>');
});

it('joins what a parser has made several texts of', () => {
  const { tree, html, root } = adopt('he', 'l', 'lo', ['br'], 'a', ['p', ['lg-ignore', ''], ['b', 'c']]);
  expect([html(), root.childNodes.length]).toEqual(['hello<br></br>a<p lg-ignore="">bc</p>', 4]);
  expect(root.lastChild!.childNodes.length).toBe(2);
  expect(tree.apply([[0, 4, 'A']])).toBe(true);
  expect(html()).toContain('<br></br>A');
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
