/**
 * Where in JavaScript's text something stands. `open` is what is open around it, innermost last: a quote (`"`, `'` or a
 * backtick), `{` of a template literal's `${`, `/` that may begin a comment or a regular expression, `\n` a line comment,
 * `*` a block comment, `r` a regular expression, `[` a class in it. `before` is the last character that counts.
 */
export interface ScriptState {
  readonly open: string;
  readonly before: string;
}

export const scriptStart: ScriptState = { open: '', before: '' };

/** Whether code stands here, rather than a string, a template literal, a regular expression or a comment. */
export function isCode({ open }: ScriptState): boolean {
  return open === '' || open.endsWith('{');
}

/**
 * The state behind one more character, after the lexical grammar of ECMAScript. Whether a `/` divides or begins a
 * regular expression is told from the character before it, as highlighters do.
 */
export function readScript(state: ScriptState, char: string): ScriptState {
  const { open, before } = state;
  const outer = { open: open.slice(0, -1), before };
  const inside = { open, before: before === '\\' ? '' : char };
  switch (open.at(-1)) {
    case '"':
    case "'":
      return before !== '\\' && (char === open.at(-1) || char === '\n') ? { ...outer, before: ')' } : inside;
    case '`':
      if (before !== '\\' && char === '`') return { ...outer, before: ')' };
      return before === '$' && char === '{' ? { open: `${open}{`, before: '' } : inside;
    case '/':
      return readSlash(outer, char);
    case '\n':
      return char === '\n' ? outer : state;
    case '*':
      return before === '*' && char === '/' ? { ...outer, before: '' } : { open, before: char };
    case 'r':
      if (before !== '\\' && char === '[') return { open: `${open}[`, before: '' };
      return before !== '\\' && (char === '/' || char === '\n') ? { ...outer, before: ')' } : inside;
    case '[':
      return before !== '\\' && char === ']' ? { ...outer, before: '' } : inside;
    default:
      return readCode(state, char);
  }
}

function readSlash(outer: ScriptState, char: string): ScriptState {
  if (char === '/') return { ...outer, open: `${outer.open}\n` };
  if (char === '*') return { open: `${outer.open}*`, before: '' };
  const isRegularExpression = outer.before === '' || /[(,=:[!&|?{};+\-*%~^<>]/.test(outer.before);
  return readScript(isRegularExpression ? { open: `${outer.open}r`, before: '' } : { ...outer, before: '/' }, char);
}

/** Braces are counted within a template literal alone, where one of them ends `${`. */
function readCode({ open, before }: ScriptState, char: string): ScriptState {
  if (/["'`]/.test(char)) return { open: open + char, before: '' };
  if (char === '/') return { open: `${open}/`, before };
  if (char === '{' && open !== '') return { open: `${open}{`, before: char };
  if (char === '}' && open !== '') return { open: open.slice(0, -1), before: open.at(-2) === '`' ? '' : char };
  return /\s/.test(char) ? { open, before } : { open, before: char };
}
