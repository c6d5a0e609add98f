/** A word, a piece of punctuation, or a literal, without white space and comments. */
export interface Token {
  readonly kind: 'word' | 'private' | 'punctuation' | 'literal';
  readonly text: string;
  /** Where it starts in the text, in characters. */
  readonly index: number;
  /** Whether a line ends before it. */
  readonly startsLine: boolean;
}

/** The tokens of TypeScript. A string, a template and a regular expression are one each. */
export function tokensOf(text: string): Token[] {
  return readTokens(text, 0, false).tokens;
}

const skipped = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const forms: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy],
  ['private', /#[\p{ID_Start}$_][\p{ID_Continue}$]*/uy],
  ['literal', /\d[\w.]*|'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y],
  ['punctuation', /=>|\?\.|\.\.\.|[\s\S]/uy],
];
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/** Of the code in a template's `${…}`, up to its end. */
function readTokens(text: string, start: number, isNested: boolean): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const space = match(skipped, text, index);
    index += space.length;
    if (index >= text.length) break;
    const [kind, found] = readToken(text, index, tokens.at(-1));
    if (found === '{') depth += 1;
    if (found === '}') depth -= 1;
    if (isNested && depth < 0) break;
    tokens.push({ kind, text: found, index, startsLine: space.includes('\n') });
    index += found.length;
  }
  return { tokens, end: index };
}

function readToken(text: string, index: number, before: Token | undefined): [Token['kind'], string] {
  if (text[index] === '`') return ['literal', text.slice(index, endOfTemplate(text, index))];
  const expression = text[index] === '/' && startsExpression(before) ? match(regularExpression, text, index) : '';
  if (expression) return ['literal', expression];
  for (const [kind, form] of forms) {
    const found = match(form, text, index);
    if (found) return [kind, found];
  }
  throw new RangeError(`There is no character at ${index}.`);
}

function endOfTemplate(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '`') {
    if (text.startsWith('${', index)) index = readTokens(text, index + 2, true).end + 1;
    else index += text[index] === '\\' ? 2 : 1;
  }
  return Math.min(index + 1, text.length);
}

const beforeExpression = /^(?:return|typeof|case|in|of|do|else|delete|void|throw|new|instanceof|yield|await)$/;

/** Whether a slash after a token starts a regular expression and does not divide. */
function startsExpression(before: Token | undefined): boolean {
  if (before?.kind === 'word') return beforeExpression.test(before.text);
  return before === undefined || (before.kind === 'punctuation' && before.text !== ')' && before.text !== ']');
}

function match(form: RegExp, text: string, index: number): string {
  form.lastIndex = index;
  return form.exec(text)?.[0] ?? '';
}
