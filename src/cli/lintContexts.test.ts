import { describe, expect, it } from 'vitest';
import { LiveView } from '../live/liveView.ts';
import { lintContexts } from './lintContexts.ts';

class ListView extends LiveView {}
class FormView extends LiveView {}

function lint(...texts: readonly string[]): string[] {
  const files = texts.map((text, index) => ({ filename: `views/${index}.ts`, text }));
  return lintContexts([ListView, FormView], files).map(({ severity, error }) => `${severity} ${error.message}`);
}

describe('the context that a view declares', () => {
  it('is that of its own template', () => {
    const [found, ...others] = lint(
      'class FormView extends LiveView {\n  declare static context: FormViewContext;\n}',
      "class ListView extends LiveView {\n  static override template = 'list.njk';\n  declare static readonly context: FormViewContext;\n}",
    );
    expect(
      found,
    ).toBe(`warning LG4045: The context of ListView is declared to be that of FormView. Write "declare static context: ListViewContext", which "livegraft generate" writes to schema/generated/contexts.ts.

views/1.ts:3:36
2 |   static override template = 'list.njk';
3 |   declare static readonly context: FormViewContext;
  |                                    ^^^^^^^^^^^^^^^`);
    expect(others).toEqual([]);
  });

  it.each([
    ['nothing', 'class ListView extends LiveView {}'],
    ['a type of its own', 'class ListView extends LiveView { declare static context: Mine; }'],
    ['a type without a name', 'class ListView extends LiveView { declare static context: { form: FormViewContext }; }'],
    ['a field of that name', 'class ListView extends LiveView { declare context: FormViewContext; }'],
    ['no view of the application', 'class OtherView extends LiveView { declare static context: FormViewContext; }'],
  ])('may be %s', (_, text) => {
    expect(lint(text)).toEqual([]);
  });
});
