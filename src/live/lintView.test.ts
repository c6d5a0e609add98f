import { describe, expect, it } from 'vitest';
import { collectPaths } from '../template/collectPaths.ts';
import { textTemplates } from '../template/templateSource.ts';
import { lintViews } from './lintView.ts';
import { LiveView, type ViewClass } from './liveView.ts';

abstract class BaseView extends LiveView {
  viewer = null;
  abstract heading: string;
  _section = '';

  get initials(): string {
    throw new Error('It is not called.');
  }
}

class ListView extends BaseView {
  static override template = 'list.njk';
  heading = 'List';
  total = 0;
  requests = [];
  onDone = () => {};
  #hidden = 1;

  get hidden(): number {
    return this.#hidden;
  }
}

class FormView extends BaseView {
  static override template = 'form.njk';
  heading = 'Form';
}

/** What is said of views with these templates; `sources` are their files' text. */
function lint(templates: Record<string, string>, views: readonly ViewClass[], sources: readonly string[] = []) {
  const load = textTemplates(templates);
  const linted = views.map((view) => ({ view, paths: collectPaths(view.template, load).paths }));
  const files = sources.map((text, index) => ({ filename: `views/${index}.ts`, text }));
  return lintViews(linted, files).map(({ severity, error }) => `${severity} ${error.message}`);
}

const everything = '{{ viewer.name }} {{ heading }} {{ initials }} {{ total }} {{ requests_count }} {{ hidden }}';

describe('a public name that no template reads', () => {
  it('is said once, with its place', () => {
    const source = 'export class ListView extends BaseView {\n  total = 0;\n  requests = [];\n}\n';
    const found = lint({ 'list.njk': everything.replace('{{ total }}', '') }, [ListView], [source]);
    expect(found).toEqual([
      `warning LG4041: "total" of ListView is public, but "list.njk" does not read it. Write "#total" if only the view needs it, or remove it.

views/0.ts:2:3
1 | export class ListView extends BaseView {
2 |   total = 0;
  |   ^^^^^`,
    ]);
  });

  it('is none that a template reads in any way, no method, and nothing with "_" or "#"', () => {
    const templates = { 'list.njk': `{% if viewer %}{% endif %}${everything}` };
    expect(lint(templates, [ListView])).toEqual([]);
    const tested = {
      'list.njk':
        '{% for r in requests %}{% endfor %}{{ total ~ heading }}{% if viewer and initials and hidden %}{% endif %}',
    };
    expect(lint(tested, [ListView])).toEqual([]);
  });

  it('is a getter or a name of "static models" too', () => {
    class ModelsView extends LiveView {
      static override template = 'list.njk';
      static override models = { requests: [] };
      get total(): number {
        return 1;
      }
    }
    expect(lint({ 'list.njk': '' }, [ModelsView])).toEqual([
      'warning LG4041: "total" of ModelsView is public, but "list.njk" does not read it. Write "#total" if only the view needs it, or remove it.',
      'warning LG4041: "requests" of ModelsView is public, but "list.njk" does not read it. Write "#requests" if only the view needs it, or remove it.',
    ]);
  });

  it('of a base class is one that none of its views reads', () => {
    const templates = { 'list.njk': everything, 'form.njk': '{{ heading }}' };
    expect(lint(templates, [ListView, FormView])).toEqual([]);
    const without = { 'list.njk': everything.replace('{{ initials }}', ''), 'form.njk': '{{ heading }}' };
    expect(lint(without, [ListView, FormView], ['class BaseView {}'])).toEqual([
      `warning LG4041: "initials" of BaseView is public, but no template of its views reads it. Write "_initials" if only views need it, or remove it.

views/0.ts:1:7
1 | class BaseView {}
  |       ^^^^^^^^`,
    ]);
  });

  it('is not looked for where a template is wrong, or a view cannot be made', () => {
    let made = 0;
    class BrokenView extends LiveView {
      static override template = 'list.njk';
      total = 0;

      constructor() {
        super();
        made += 1;
        throw new Error('It needs a request.');
      }
    }
    expect(lint({ 'list.njk': '' }, [BrokenView], ['class BrokenView {}'])).toEqual([]);
    expect(made).toBe(1);
    expect(lintViews([{ view: ListView, paths: null }], [])).toEqual([]);
  });
});

describe('a name that is private for TypeScript only', () => {
  it('is said with its place, and not that it is unread', () => {
    const source = `class ListView extends BaseView {
  private total = 0;
  protected readonly requests: Request[] = [];
}`;
    const templates = { 'list.njk': '{{ viewer }}{{ heading }}{{ initials }}{{ hidden }}' };
    expect(lint(templates, [ListView], [source])).toEqual([
      `warning LG4042: "total" of ListView is private for TypeScript only: when the view runs, its template sees it. Write "#total".

views/0.ts:2:11
1 | class ListView extends BaseView {
2 |   private total = 0;
  |           ^^^^^`,
      `warning LG4042: "requests" of ListView is protected for TypeScript only: when the view runs, its template sees it. Write "_requests", which subclasses see and templates do not.

views/0.ts:3:22
2 |   private total = 0;
3 |   protected readonly requests: Request[] = [];
  |                      ^^^^^^^^`,
    ]);
  });

  it('may be a getter, a parameter of the constructor, in a base class, or declared only', () => {
    const sources = [
      'class BaseView { private get initials() { return 1; } private set viewer(v) {} }',
      'class ListView { constructor(private a: string, protected b = 1) {} declare private c: string; private accessor d = 1; }',
    ];
    const codes = lint({ 'list.njk': everything }, [ListView], sources).map((text) => text.slice(0, 30));
    expect(codes).toEqual([
      'warning LG4042: "initials" of ',
      'warning LG4042: "a" of ListVie',
      'warning LG4042: "b" of ListVie',
      'warning LG4042: "c" of ListVie',
      'warning LG4042: "d" of ListVie',
    ]);
  });

  it.each([
    'class ListView { private #hidden = 1; private _a = 1; #b = 2; c = 3; public d = 4 }',
    'class ListView { private static a = 1; private b() {} private onDone = this.done.bind(this); private c = () => 1 }',
    'abstract class BaseView { protected abstract heading: string }',
    'class OtherView { private a = 1 }',
    'class ListView { a = "private b = 1"; /* private c = 1; */ d = { private: 1 } }',
  ])('is none in %s', (source) => {
    expect(lint({ 'list.njk': everything }, [ListView], [source])).toEqual([]);
  });
});
