import { urlStart } from './safeUrl.ts';
import { isCode, readScript, type ScriptState, scriptStart } from './scriptText.ts';

/** The tokenizer's states as far as they differ for what may be printed there. */
export type HtmlPosition =
  | 'text'
  | 'rcdata'
  | 'raw text'
  | 'plaintext'
  | 'tag open'
  | 'end tag open'
  | 'tag name'
  | 'before attribute name'
  | 'attribute name'
  | 'after attribute name'
  | 'between names'
  | 'self-closing'
  | 'before attribute value'
  | 'double-quoted'
  | 'single-quoted'
  | 'unquoted'
  | 'markup declaration'
  | 'comment'
  | 'bogus comment'
  | 'doctype';

/** Where reading stands. `Place` is what the caller names places with, `Held` what it keeps until later text tells. */
export interface HtmlState<Place, Held> {
  readonly at: HtmlPosition;
  /** In lower case, as is `attribute`; '' where it depends on what is printed or on a condition. */
  readonly element: string;
  readonly attribute: string;
  readonly closing: boolean;
  /** Of a URL what tells its scheme (`urlSoFar`); of `http-equiv` all; of other attributes nothing. */
  readonly value: string;
  /** What was printed into this value, or into this `meta`, and is only safe if nothing unfitting follows. */
  readonly held: readonly Held[];
  /** Whether this tag has `http-equiv="refresh"`. */
  readonly refresh: boolean;
  /** The last characters, where they may be the start of what ends a comment or an element of text. */
  readonly tail: string;
  readonly escaped: 'no' | 'comment' | 'script';
  readonly script: ScriptState;
  readonly tagPlace: Place | undefined;
  readonly valuePlace: Place | undefined;
}

type AnyState = HtmlState<unknown, unknown>;

export const textState: HtmlState<never, never> = {
  at: 'text',
  element: '',
  attribute: '',
  closing: false,
  value: '',
  held: [],
  refresh: false,
  tail: '',
  escaped: 'no',
  script: scriptStart,
  tagPlace: undefined,
  valuePlace: undefined,
};

/** A URL that starts with what was printed, as `urlSoFar` has it; and one that goes on with a colon. */
export const printedUrl = 'x';
export const composedScheme = ':';

const rawTextElements: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes']);
const rcdataElements: ReadonlySet<string> = new Set(['title', 'textarea']);

/** Attributes with a URL: those of the HTML standard's index of attributes, obsolete ones, and those of SVG. */
const urlAttributes: ReadonlySet<string> = new Set(
  `action archive background cite classid codebase data dynsrc formaction href longdesc lowsrc manifest ping poster
  profile src xlink:href`.split(/\s+/),
);
const animations: ReadonlySet<string> = new Set(['animate', 'set']);

/** Whether the attribute is read as one URL; an animation's ends may be those of an `href`. */
export function isUrlAttribute({ element, attribute }: AnyState): boolean {
  return urlAttributes.has(attribute) || (animations.has(element) && /^(from|to|by)$/.test(attribute));
}

/** Whether the attribute is read as several URLs. */
export function isUrlListAttribute({ element, attribute }: AnyState): boolean {
  return /^(image)?srcset$/.test(attribute) || (element === 'animate' && attribute === 'values');
}

/**
 * The state behind one more character of a page, or several of a name (`unitOf`). It follows
 * https://html.spec.whatwg.org/multipage/parsing.html#tokenization,
 * sections 13.2.5.1 (data) to 13.2.5.54 (bogus DOCTYPE), with the elements that switch states from 13.2.6.4. Character
 * references change no state. A CDATA section is read as the bogus comment that it is in HTML.
 */
export function readHtml<P, H>(state: HtmlState<P, H>, char: string, place: P): HtmlState<P, H> {
  switch (state.at) {
    case 'text':
      return char === '<' ? { ...state, at: 'tag open', tagPlace: place } : state;
    case 'tag open':
      return tagOpen(state, char, place);
    case 'end tag open':
      if (/[a-z]/i.test(char)) return { ...state, at: 'tag name', closing: true, element: char.toLowerCase() };
      return char === '>' ? textState : bogusComment(state, char);
    case 'tag name':
      return afterName(state, char) ?? { ...state, element: state.element && state.element + char.toLowerCase() };
    case 'before attribute name':
      return isSpace(char) ? state : (afterName(state, char) ?? attributeName(state, char));
    case 'attribute name':
      if (char === '=') return { ...state, at: 'before attribute value' };
      if (isSpace(char)) return { ...state, at: 'after attribute name' };
      return afterName(state, char) ?? { ...state, attribute: state.attribute && state.attribute + char.toLowerCase() };
    case 'after attribute name':
      if (char === '=') return { ...state, at: 'before attribute value' };
      return isSpace(char) ? state : (afterName(state, char) ?? attributeName(state, char));
    case 'between names':
      return afterName(state, char) ?? { ...state, at: 'attribute name', attribute: '' };
    case 'self-closing':
      return char === '>' ? endOfTag(state) : readHtml({ ...state, at: 'before attribute name' }, char, place);
    case 'before attribute value':
      return beforeValue(state, char, place);
    case 'double-quoted':
      return char === '"' ? endOfValue(state) : inValue(state, char);
    case 'single-quoted':
      return char === "'" ? endOfValue(state) : inValue(state, char);
    case 'unquoted':
      if (isSpace(char)) return endOfValue(state);
      return char === '>' ? endOfTag(endOfValue(state)) : inValue(state, char);
    case 'markup declaration':
      return markupDeclaration(state, state.tail + char.toLowerCase());
    case 'comment':
      return inComment(state, state.tail + char);
    case 'bogus comment':
    case 'doctype':
      return char === '>' ? textState : state;
    case 'rcdata':
    case 'raw text':
      return inElement(state, char, place);
    case 'plaintext':
      return state;
    default:
      return state.at satisfies never;
  }
}

/** Where in `text`, from `index` on, a character can change the state next; the length of `text` where none can. */
export function nextOf(state: AnyState, text: string, index: number): number {
  const awaited = awaitedBy(state);
  const found = awaited === '' ? index : text.indexOf(awaited, index);
  return found < 0 ? text.length : found;
}

/** What `readHtml` can read at once at `index`: the rest of a name, else one character. */
export function unitOf({ at }: AnyState, text: string, index: number): string {
  if (at !== 'tag name' && at !== 'attribute name') return text[index]!;
  restOfName.lastIndex = index;
  return restOfName.exec(text)?.[0] ?? text[index]!;
}

/** The state behind what a print writes, whatever it is. */
export function readPrint<P, H>(state: HtmlState<P, H>): HtmlState<P, H> {
  switch (state.at) {
    case 'tag open':
    case 'end tag open':
    case 'tag name':
      return { ...state, at: 'tag name', element: '' };
    case 'before attribute name':
    case 'attribute name':
    case 'after attribute name':
    case 'between names':
    case 'self-closing':
      return { ...state, at: 'attribute name', attribute: '' };
    case 'before attribute value':
      return { ...state, at: 'unquoted', value: '' };
    default:
      return { ...state, tail: '', script: isCode(state.script) ? { ...state.script, before: ')' } : state.script };
  }
}

/**
 * The one state for two ways of getting to a place, or undefined where what follows would be read differently:
 *
 *     <tr{% if x %} class="a"{% endif %}>      in a tag, where either a space or the tag's end follows
 *     <a href="{% if x %}/a{% else %}{{ b }}{% endif %}">      of two starts of a URL, the less certain one
 */
export function mergeStates<P, H>(a: HtmlState<P, H>, b: HtmlState<P, H>): HtmlState<P, H> | undefined {
  if (a === b) return a;
  const at = mergePositions(a, b);
  const element = a.element === b.element ? a.element : mergeElements(a, b);
  if (!at || element === undefined || a.closing !== b.closing || a.escaped !== b.escaped) return undefined;
  if (a.script.open !== b.script.open || (isValue(at) && a.attribute !== b.attribute)) return undefined;
  if (a.tail !== b.tail && (a.tail + b.tail).includes('<')) return undefined;
  return {
    ...a,
    at,
    element,
    attribute: a.attribute === b.attribute ? a.attribute : '',
    value: certainty(a) <= certainty(b) ? a.value : b.value,
    held: [...new Set([...a.held, ...b.held])],
    refresh: a.refresh || b.refresh,
    tail: a.tail === b.tail ? a.tail : '',
  };
}

/** Whether reading on from either comes to the same. */
export function isSameState(a: AnyState, b: AnyState): boolean {
  const keys = ['at', 'element', 'attribute', 'closing', 'value', 'refresh', 'tail', 'escaped'] as const;
  return keys.every((key) => a[key] === b[key]) && a.script.open === b.script.open && a.held.length === b.held.length;
}

/** Where a state stands, in words: `the value of "class"`, `the tag <p>`. */
export function describeState({ at, element, attribute, closing, script }: AnyState): string {
  const tag = `<${closing ? '/' : ''}${element || '…'}>`;
  switch (at) {
    case 'text':
      return 'text';
    case 'rcdata':
    case 'plaintext':
      return `the element ${tag}`;
    case 'raw text':
      return isCode(script) ? `the element ${tag}` : 'a string or comment of the script';
    case 'before attribute value':
    case 'double-quoted':
    case 'single-quoted':
    case 'unquoted':
      return `the value of "${attribute || '…'}"`;
    case 'comment':
    case 'bogus comment':
      return 'the comment';
    case 'markup declaration':
    case 'doctype':
      return 'the DOCTYPE';
    default:
      return at === 'tag open' ? 'the tag <' : `the tag ${tag}`;
  }
}

/** The one character that changes such a state; '' where several do. */
function awaitedBy(state: AnyState): string {
  if (state.at === 'text') return '<';
  if (state.at === 'comment') return state.tail === '' ? '-' : '';
  if (state.at === 'bogus comment' || state.at === 'doctype') return '>';
  if (state.at !== 'double-quoted' && state.at !== 'single-quoted') return '';
  const isRead = state.attribute === 'http-equiv' || (isUrlAttribute(state) && state.value !== '/');
  return isRead ? '' : state.at === 'double-quoted' ? '"' : "'";
}

function tagOpen<P, H>(state: HtmlState<P, H>, char: string, place: P): HtmlState<P, H> {
  if (/[a-z]/i.test(char)) return { ...state, at: 'tag name', element: char.toLowerCase() };
  if (char === '/') return { ...state, at: 'end tag open' };
  if (char === '!') return { ...state, at: 'markup declaration' };
  return char === '?' ? { ...state, at: 'bogus comment' } : readHtml<P, H>(textState, char, place);
}

function bogusComment<P, H>(state: HtmlState<P, H>, char: string): HtmlState<P, H> {
  return char === '>' ? textState : { ...state, at: 'bogus comment', tail: '' };
}

/** What ends the name of a tag or an attribute, and ends a tag; undefined for what is part of a name. */
function afterName<P, H>(state: HtmlState<P, H>, char: string): HtmlState<P, H> | undefined {
  if (isSpace(char)) return { ...state, at: 'before attribute name' };
  if (char === '/') return { ...state, at: 'self-closing' };
  return char === '>' ? endOfTag(state) : undefined;
}

function attributeName<P, H>(state: HtmlState<P, H>, char: string): HtmlState<P, H> {
  return { ...state, at: 'attribute name', attribute: char.toLowerCase() };
}

function endOfTag<P, H>({ element, closing, tagPlace }: HtmlState<P, H>): HtmlState<P, H> {
  if (closing || !hasOwnText(element)) return textState;
  const at = rcdataElements.has(element) ? 'rcdata' : element === 'plaintext' ? 'plaintext' : 'raw text';
  return { ...textState, at, element, tagPlace };
}

function hasOwnText(element: string): boolean {
  return rawTextElements.has(element) || rcdataElements.has(element) || element === 'plaintext';
}

function beforeValue<P, H>(state: HtmlState<P, H>, char: string, place: P): HtmlState<P, H> {
  if (isSpace(char)) return state;
  const value = { ...state, value: '', valuePlace: place };
  if (char === '"') return { ...value, at: 'double-quoted' };
  if (char === "'") return { ...value, at: 'single-quoted' };
  return char === '>' ? endOfTag(state) : inValue({ ...value, at: 'unquoted' }, char);
}

function inValue<P, H>(state: HtmlState<P, H>, char: string): HtmlState<P, H> {
  const value = state.value + char;
  if (isUrlAttribute(state)) return { ...state, value: urlSoFar(value, state.held.length > 0) };
  if (state.attribute !== 'http-equiv') return state;
  return { ...state, value, refresh: state.refresh || value.trim().toLowerCase() === 'refresh' };
}

const scriptSchemes: ReadonlySet<string> = new Set(['javascript', 'vbscript', 'data']);

/** A URL's text while it tells nothing of the scheme; `/` for one that has a harmless one or none. */
function urlSoFar(text: string, isPrinted: boolean): string {
  const start = urlStart(text, true);
  if (start.kind === 'scheme')
    return isPrinted ? composedScheme : scriptSchemes.has(start.scheme) ? `${start.scheme}:` : '/';
  if (start.kind === 'empty') return '';
  if (start.kind === 'unclear' && isPrinted && !/&\w*$/.test(text)) return composedScheme;
  return start.kind === 'relative' ? '/' : text;
}

function endOfValue<P, H>(state: HtmlState<P, H>): HtmlState<P, H> {
  return { ...state, at: 'before attribute name', value: '', held: state.element === 'meta' ? state.held : [] };
}

function markupDeclaration<P, H>(state: HtmlState<P, H>, tail: string): HtmlState<P, H> {
  if (tail === '--') return { ...state, at: 'comment', tail: commentStart };
  if (tail === 'doctype') return { ...state, at: 'doctype', tail: '' };
  return '--'.startsWith(tail) || 'doctype'.startsWith(tail) ? { ...state, tail } : bogusComment(state, tail.slice(-1));
}

/** Stands for `<!--`, behind which `>` and `->` end a comment. */
const commentStart = 's';

function inComment<P, H>(state: HtmlState<P, H>, tail: string): HtmlState<P, H> {
  if (/--!?>$|^s-?>$/.test(tail)) return textState;
  return { ...state, tail: /(?:^s-?|-{1,2}!?)$/.exec(tail)?.[0] ?? '' };
}

/** RCDATA, RAWTEXT and script data, the latter with its escaped and double escaped states. */
function inElement<P, H>(state: HtmlState<P, H>, char: string, place: P): HtmlState<P, H> {
  const { element, tail, escaped } = state;
  const endsName = isSpace(char) || char === '/' || char === '>';
  if (endsName && tail === `</${element}` && escaped !== 'script') {
    return readHtml(
      { ...state, at: 'tag name', closing: true, tail: '', escaped: 'no', script: scriptStart },
      char,
      place,
    );
  }
  const next = { ...state, tail: /(?:<[!/]?-{0,2}[a-z]*|-{1,2})$/.exec(tail + char.toLowerCase())?.[0] ?? '' };
  if (element !== 'script') return next;
  return { ...next, escaped: scriptEscape(escaped, tail + char, endsName), script: readScript(state.script, char) };
}

function scriptEscape(escaped: AnyState['escaped'], tail: string, endsName: boolean): AnyState['escaped'] {
  if (tail.endsWith('-->')) return 'no';
  if (escaped === 'no') return tail.endsWith('<!--') ? 'comment' : 'no';
  if (!endsName) return escaped;
  const name = tail.slice(0, -1);
  return escaped === 'comment'
    ? name === '<script'
      ? 'script'
      : 'comment'
    : name === '</script'
      ? 'comment'
      : 'script';
}

const spaced: ReadonlySet<HtmlPosition> = new Set(['before attribute name', 'after attribute name']);
const named: ReadonlySet<HtmlPosition> = new Set([
  ...spaced,
  'tag name',
  'attribute name',
  'between names',
  'self-closing',
  'unquoted',
]);

function mergePositions(a: AnyState, b: AnyState): HtmlPosition | undefined {
  if (a.at === b.at && (!named.has(a.at) || a.at === 'attribute name')) return a.at;
  if (a.at === b.at && a.element === b.element && a.attribute === b.attribute) return a.at;
  if (spaced.has(a.at) && spaced.has(b.at)) return 'before attribute name';
  return named.has(a.at) && named.has(b.at) ? 'between names' : undefined;
}

/** Two elements may share the rest of a tag if what it means does not depend on which it is. */
function mergeElements(a: AnyState, b: AnyState): '' | undefined {
  const special = [a.element, b.element].some((name) => hasOwnText(name) || /^(meta|base|animate|set)$/.test(name));
  return special ? undefined : '';
}

function isValue(at: HtmlPosition): boolean {
  return ['before attribute value', 'double-quoted', 'single-quoted', 'unquoted'].includes(at);
}

function certainty({ value, held }: AnyState): number {
  if (value === '/' || value === '') return value === '/' ? 4 : 3;
  return /^(javascript|vbscript|data):$/.test(value) ? 0 : held.length > 0 ? 1 : 2;
}

const restOfName = /[^\t\n\f\r />=]+/y;

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f';
}
