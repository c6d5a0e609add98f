import { expect, test } from 'vitest';
import { readTreeConstructionCases } from './treeConstruction.ts';

test('a case has HTML, and a tree for both scripting settings', () => {
  const text = '#data\n<p>One\n<p>Two\n#errors\n(1,3): some-error\n#document\n| <p>\n|   "One\n\n"\n';
  expect(readTreeConstructionCases(text)).toEqual([
    { html: '<p>One\n<p>Two', fragmentContext: undefined, scripting: [true, false], tree: '| <p>\n|   "One\n\n"' },
  ]);
});

test('headings give the context and the scripting setting', () => {
  const one = '#data\n#errors\n#document-fragment\nsvg path\n#script-on\n#document\n| <a>';
  const two = '#data\n\n#errors\n#new-errors\n(1,1): x\n#script-off\n#document\n';
  expect(readTreeConstructionCases(`${one}\n\n${two}`)).toEqual([
    { html: '', fragmentContext: 'svg path', scripting: [true], tree: '| <a>' },
    { html: '', fragmentContext: undefined, scripting: [false], tree: '' },
  ]);
});
