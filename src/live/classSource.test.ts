import { describe, expect, it } from 'vitest';
import { classesOf } from './classSource.ts';

/** Each class, and each of its members as `modifiers name: kind`. */
function outline(text: string): Record<string, string[]> {
  return Object.fromEntries(
    classesOf('view.ts', text).map(({ name, members }) => [
      name,
      members.map(({ name, kind, modifiers, holdsFunction }) => {
        return `${[...modifiers, name].join(' ')}: ${kind}${holdsFunction ? ' of a function' : ''}`;
      }),
    ]),
  );
}

describe('the classes of a file', () => {
  it.each([
    ['fields', 'class A { a = 1; private b; readonly c!: string; d?: number }', ['a', 'private b', 'readonly c', 'd']],
    [
      'no semicolons',
      'class A {\n  a = 1\n  private b = [1,\n 2]\n  c\n  private d: string\n}',
      ['a', 'private b', 'c', 'private d'],
    ],
    ['lines that go on', 'class A {\n a =\n 1 +\n 2\n b:\n | "x"\n | "y"\n c = x as\n string\n}', ['a', 'b', 'c']],
    [
      'strings and templates',
      `class A { a = "class B { private x = 1; }"; b = \`}\${{ c: \`}\` }.c}\`; c = '}'; }`,
      ['a', 'b', 'c'],
    ],
    ['comments', 'class A { // private a = 1; }\n /* private b; } */ c = 1; /** } */ }', ['c']],
    [
      'regular expressions',
      'class A { a = /[/}"]\\/}/g; b = 4 / 2 / 1; c = x.match(/}/); d = (1) / 2; }',
      ['a', 'b', 'c', 'd'],
    ],
    [
      'types with braces',
      'class A { a: { b: string; c(): void } = f({ d: 1 }); e: Map<string, { f: 1 }> = new Map(); }',
      ['a', 'e'],
    ],
    [
      'members named as modifiers',
      'class A { private = 1; static; get: string; readonly private?: 1; async }',
      ['private', 'static', 'get', 'readonly private', 'async'],
    ],
    [
      'private names',
      'class A { #a = 1; static #b = 2; _c = 3; declare private d: string; private accessor e = 1; }',
      ['#a', 'static #b', '_c', 'declare private d', 'private accessor e'],
    ],
    [
      'quoted and computed names',
      'class A { private "a b" = 1; [Symbol.iterator] = 2; [key: string]: unknown; c }',
      ['private a b', 'c'],
    ],
    [
      'static blocks',
      'class A { static { const x = { private: 1 }; } a = 1; static b = 2; private static readonly c = 3 }',
      ['a', 'static b', 'private static readonly c'],
    ],
  ])('%s', (_, text, names) => {
    expect(outline(text)).toEqual({ A: names.map((name) => `${name}: field`) });
  });

  it('methods, getters and setters, with types and bodies of any form', () => {
    const text = `abstract class A {
      private a(): { b: string } { return { b: '}' }; }
      async *c<T extends { d: string }>(x: T, y = { z: 1 }): AsyncGenerator<{ e: T }> { if (x) { } }
      private get f(): string { return ''; }
      protected set f(value) {}
      private static get g() { return 1 }
      abstract h(): void
      protected abstract i: string
      j(): void;
      j(x?: string): void {}
      get(): 1 { return 1 }
      set = 2
    }`;
    expect(outline(text)).toEqual({
      A: [
        'private a: method',
        'async c: method',
        'private get f: getter',
        'protected set f: setter',
        'private static get g: getter',
        'abstract h: method',
        'protected abstract i: field',
        'j: method',
        'j: method',
        'get: method',
        'set: field',
      ],
    });
  });

  it('parameters of the constructor that are fields', () => {
    const text = `class A {
      constructor(private readonly a: Map<string, { b: number }>, c: string, @inject(D) protected e = { f: (g) => 1 }, { h } = {}) {
        this.private = 1;
      }
      i = 1;
    }`;
    expect(outline(text).A).toEqual([
      'private readonly a: field',
      'protected e: field',
      'constructor: method',
      'i: field',
    ]);
  });

  it('decorators', () => {
    const text = `class A {
      @event({ params: z.object({ query: z.string() }), debounce: 500 })
      private search({ query }: { query: string }) {}
      @a.b.c private d = 1;
      @(e({})) @f private g = 2
    }`;
    expect(outline(text).A).toEqual(['private search: method', 'private d: field', 'private g: field']);
  });

  it.each([
    'function () {}',
    'async () => 1',
    '() => ({})',
    '(x: string): string => x',
    'x => x',
    'async x => x',
    'async function* () {}',
  ])('a field of a function: %s', (value) => {
    expect(outline(`class A { private a: () => void = ${value}; b = [${value}]; c = (1); d = async; }`).A).toEqual([
      'private a: field of a function',
      'b: field',
      'c: field',
      'd: field',
    ]);
  });

  it('several, one in another, with headers of any form', () => {
    const text = `
      export default class A<T extends { a: 1 }> extends mixin({ b: 2 })<{ c: 3 }> implements D, E<{ f: 4 }> { private g = 1 }
      const h = class I { private j = class K { private l = 1 } };
      const m = class { private n = 1 }, o = class extends A { private p = 1 };
      const q = { class: { r: 1 }, s: x.class };
      abstract class T {}`;
    expect(outline(text)).toEqual({
      A: ['private g: field'],
      I: ['private j: field'],
      K: ['private l: field'],
      T: [],
    });
  });

  it('with their places', () => {
    const text = '// ü\r\nexport class A {\r\n  private b = 1;\r\n}';
    const [found] = classesOf('views/a.ts', text);
    expect(found).toMatchObject({
      location: { filename: 'views/a.ts', source: text, line: 2, column: 14, length: 1 },
      members: [{ location: { filename: 'views/a.ts', source: text, line: 3, column: 11, length: 1 } }],
    });
  });

  it.each([
    'class',
    'class A',
    'class A {',
    'class A { private',
    'class A { x = "',
    'class A { x = `${',
    'class A { @',
    'class A { (',
    'class A { constructor(',
  ])('an unfinished file ends: %s', (text) => {
    expect(classesOf('a.ts', text).length).toBeLessThanOrEqual(1);
  });
});
