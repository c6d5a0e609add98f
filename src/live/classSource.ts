import type { TemplateLocation } from '../errors.ts';
import { type Token, tokensOf } from './typescriptTokens.ts';

/** A class as its source has it. */
export interface ClassSource {
  readonly name: string;
  /** Of its name. */
  readonly location: TemplateLocation;
  readonly members: readonly ClassMember[];
}

export interface ClassMember {
  readonly name: string;
  /** A `field` may be a parameter of the constructor. */
  readonly kind: 'field' | 'getter' | 'setter' | 'method';
  /** Such as `private`, `static` and `readonly`. */
  readonly modifiers: ReadonlySet<string>;
  /** Whether it is a field that is given a function. */
  readonly holdsFunction: boolean;
  readonly location: TemplateLocation;
}

/**
 * The named classes in a file of TypeScript, with their members. It is read without a compiler, so that none is needed
 * where an application runs; computed names are left out.
 */
export function classesOf(filename: string, text: string): ClassSource[] {
  const tokens = tokensOf(text);
  const locate = ({ text: { length }, index }: Token): TemplateLocation => {
    const lines = text.slice(0, index).split('\n');
    return { filename, source: text, line: lines.length, column: lines.at(-1)!.length + 1, length };
  };
  return tokens.flatMap((token, index) => {
    const name = tokens[index + 1];
    const isClass = token.kind === 'word' && token.text === 'class' && tokens[index - 1]?.text !== '.';
    if (!isClass || name?.kind !== 'word' || name.text === 'extends' || name.text === 'implements') return [];
    const body = bodyOf(tokens, index + 2);
    if (body === -1) return [];
    return [{ name: name.text, location: locate(name), members: new MemberReader(tokens, body, locate).members() }];
  });
}

/** Where the members of a class start; braces in its header stand in brackets. */
function bodyOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (const [offset, { text }] of tokens.slice(start).entries()) {
    if (text === '{' && depth === 0) return start + offset + 1;
    if (text === '(' || text === '[' || text === '<') depth += 1;
    if (text === ')' || text === ']' || text === '>') depth -= 1;
  }
  return -1;
}

const modifierWords: ReadonlySet<string> = new Set([
  ...['public', 'private', 'protected', 'static', 'readonly', 'abstract', 'override', 'declare', 'accessor'],
  ...['async', 'get', 'set'],
]);

/** Words after which a type or an expression goes on. */
const joiningWords: ReadonlySet<string> = new Set([
  ...['as', 'asserts', 'await', 'extends', 'in', 'infer', 'instanceof', 'is', 'keyof', 'new', 'of', 'satisfies'],
  ...['typeof', 'unique', 'yield'],
]);

class MemberReader {
  readonly #tokens: readonly Token[];
  readonly #locate: (token: Token) => TemplateLocation;
  readonly #members: ClassMember[] = [];
  #index: number;

  constructor(tokens: readonly Token[], start: number, locate: (token: Token) => TemplateLocation) {
    this.#tokens = tokens;
    this.#index = start;
    this.#locate = locate;
  }

  members(): ClassMember[] {
    while (this.#next && !this.#is('}')) {
      if (this.#is(';')) this.#index += 1;
      else if (this.#is('@')) this.#decorator();
      else this.#member();
    }
    return this.#members;
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#index];
  }

  #is(...texts: readonly string[]): boolean {
    return this.#next !== undefined && this.#next.kind !== 'literal' && texts.includes(this.#next.text);
  }

  /** `@event`, `@module.event(…)`, `@(…)` */
  #decorator(): void {
    this.#index += 1;
    while (this.#next?.kind === 'word' || this.#is('.')) {
      const isEnd = this.#next?.kind === 'word' && this.#tokens[this.#index + 1]?.text !== '.';
      this.#index += 1;
      if (isEnd) break;
    }
    if (this.#is('(')) this.#skipBrackets();
  }

  #member(): void {
    const modifiers = this.#modifiers(['(', '<', '=', ';', ':', '?', '!', ',', '}']);
    if (this.#is('{')) return this.#skipBrackets(); // static { … }
    if (this.#is('*')) this.#index += 1;
    const name = this.#next!;
    if (this.#is('[')) this.#skipBrackets();
    else this.#index += 1;
    if (this.#is('?', '!')) this.#index += 1;
    const isCalled = this.#is('(', '<');
    const isSetter = modifiers.has('set');
    const kind = !isCalled ? 'field' : modifiers.has('get') ? 'getter' : isSetter ? 'setter' : 'method';
    const holdsFunction = isCalled ? this.#skipMethod(name.text) : this.#skipField();
    if (name.kind !== 'punctuation') this.#add(name, kind, modifiers, holdsFunction);
  }

  /** Modifiers, and not a member of such a name, which one of `ends` follows. */
  #modifiers(ends: readonly string[]): Set<string> {
    const modifiers = new Set<string>();
    while (this.#next?.kind === 'word' && modifierWords.has(this.#next.text)) {
      const after = this.#tokens[this.#index + 1];
      if (!after || (after.kind === 'punctuation' && ends.includes(after.text))) break;
      modifiers.add(this.#next.text);
      this.#index += 1;
    }
    return modifiers;
  }

  #add(name: Token, kind: ClassMember['kind'], modifiers: ReadonlySet<string>, holdsFunction: boolean): void {
    const text = name.kind === 'literal' ? name.text.replace(/^['"]|['"]$/g, '') : name.text;
    this.#members.push({ name: text, kind, modifiers, holdsFunction, location: this.#locate(name) });
  }

  /** Parameters, what comes back, and the body: the first braces that are no type. */
  #skipMethod(name: string): false {
    while (this.#next && !this.#is('(')) this.#index += 1;
    if (name === 'constructor') this.#parameterProperties();
    this.#skipBrackets();
    while (this.#next && !this.#is(';', '}')) {
      if (this.#is('{') && !this.#goesOn()) {
        this.#skipBrackets();
        break;
      }
      if (this.#endsLine()) break;
      this.#skipOne();
    }
    return false;
  }

  /** `private readonly names: string[]` as a parameter is a field too. */
  #parameterProperties(): void {
    const start = this.#index;
    this.#index += 1;
    while (this.#next && !this.#is(')')) {
      while (this.#is('@')) this.#decorator();
      const modifiers = this.#modifiers([')', '=', ':', '?', ',']);
      if (modifiers.size > 0 && this.#next.kind === 'word') this.#add(this.#next, 'field', modifiers, false);
      while (this.#next && !this.#is(',', ')')) this.#skipOne();
      if (this.#is(',')) this.#index += 1;
    }
    this.#index = start;
  }

  /** Up to the field's end. Gives whether it is given a function. */
  #skipField(): boolean {
    let holdsFunction = false;
    let hasValue = false;
    while (this.#next && !this.#is(';', '}')) {
      if (this.#endsLine()) break;
      const isFirst = this.#is('=') && !hasValue;
      this.#skipOne();
      if (!isFirst) continue;
      hasValue = true;
      holdsFunction = this.#startsFunction();
    }
    return holdsFunction;
  }

  /** `function`, `x =>`, `(x) =>`, `(x): string =>`, `async` before any of them */
  #startsFunction(): boolean {
    const start = this.#index;
    if (this.#is('async')) this.#index += 1;
    const isFunction = this.#is('function');
    if (this.#next) this.#skipOne();
    const isArrow = this.#is('=>') || (this.#is(':') && this.#tokens[this.#index - 1]?.text === ')');
    this.#index = start;
    return isFunction || isArrow;
  }

  /** Whether a line that ends before the next token ends the member. */
  #endsLine(): boolean {
    const next = this.#next!;
    const isMember = (next.kind !== 'punctuation' && !joiningWords.has(next.text)) || next.text === '@';
    return next.startsLine && isMember && !this.#goesOn();
  }

  /** Whether something must follow what was read last. */
  #goesOn(): boolean {
    const { kind, text } = this.#tokens[this.#index - 1]!;
    if (kind === 'word') return joiningWords.has(text);
    return kind === 'punctuation' && ![')', ']', '}', '>', '!'].includes(text);
  }

  #skipOne(): void {
    if (this.#is('(', '[', '{')) this.#skipBrackets();
    else this.#index += 1;
  }

  #skipBrackets(): void {
    let depth = 0;
    do {
      if (this.#is('(', '[', '{')) depth += 1;
      if (this.#is(')', ']', '}')) depth -= 1;
      this.#index += 1;
    } while (depth > 0 && this.#next);
  }
}
