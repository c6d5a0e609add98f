import nunjucks from 'nunjucks';
import { LivegraftError } from '../errors.ts';

/** Text that is HTML already: nunjucks does not escape it. */
export const { SafeString } = nunjucks.runtime;

/** A text that a filter was given: plain or HTML. */
export type Text = string | InstanceType<typeof SafeString>;

/** More than this in characters is no page but a mistake, or somebody's attempt. */
const mostText = 10_000_000;

/** As HTML where `from` is HTML. */
export function copySafeness(from: unknown, result: string): Text {
  return from instanceof SafeString ? new SafeString(result) : result;
}

/** HTML as the string that it holds; other values as they are. */
export function unwrapped(value: unknown): unknown {
  return value instanceof SafeString ? value.toString() : value;
}

/** What text filters work on. Nothing, and `false` as nunjucks has it, are the empty text. */
export function textOf(value: unknown): Text {
  if (value === undefined || value === null || value === false) return '';
  return typeof value === 'string' || value instanceof SafeString ? value : stringOf(value);
}

/** An object without a prototype has no text of its own. */
export function stringOf(value: unknown): string {
  const bare = typeof value === 'object' && value !== null && !('toString' in value);
  return bare ? '[object Object]' : String(value);
}

/** Without white space at both ends. */
export function trim(text: Text): Text {
  return copySafeness(text, text.toString().trim());
}

/** Without tags and comments, and with single spaces; `preserveLinebreaks` keeps up to two line breaks in a row. */
export function striptags(text: Text, preserveLinebreaks?: unknown): Text {
  const kept = withoutTags(text.toString()).trim();
  return copySafeness(text, preserveLinebreaks ? squashed(kept) : kept.replace(/\s+/g, ' '));
}

const tagStart = /<(?:!--|\/?[a-z][a-z0-9]*\b)/gi;

/** As `/<\/?([a-z][a-z0-9]*)\b[^>]*>|<!--[\s\S]*?-->/gi`, but each end is searched for once, not once for each start. */
function withoutTags(html: string): string {
  const endOfTag = finder(html, '>');
  const endOfComment = finder(html, '-->');
  let kept = '';
  let position = 0;
  for (const { 0: start, index } of html.matchAll(tagStart)) {
    if (index < position) continue;
    const end = start === '<!--' ? endOfComment(index + 4) : endOfTag(index);
    if (end === -1) continue;
    kept += html.slice(position, index);
    position = end;
  }
  return kept + html.slice(position);
}

/** Where `wanted` ends at or after a position, or -1. Positions must grow from call to call. */
function finder(text: string, wanted: string): (from: number) => number {
  let start = -2;
  return (from) => {
    if (start !== -1 && start < from) start = text.indexOf(wanted, from);
    return start === -1 ? -1 : start + wanted.length;
  };
}

/** The look behind keeps a run of spaces from being tried again from each of its spaces. */
function squashed(text: string): string {
  return text
    .replace(/^ +|(?<! ) +$/gm, '')
    .replace(/ +/g, ' ')
    .replace(/\r\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** In the middle of `width` characters. */
export function center(text: Text, width: unknown): Text {
  const spaces = (Number(width) || 80) - text.length;
  if (spaces <= 0) return text;
  checkLength('center', text.length + spaces);
  return copySafeness(text, ' '.repeat(Math.floor(spaces / 2)) + text + ' '.repeat(Math.ceil(spaces / 2)));
}

/** Each line but the first moved to the right by `width` spaces; the first too with `indentfirst`. */
export function indent(text: Text, width: unknown, indentfirst: unknown): Text {
  if (text === '') return '';
  const columns = Math.max(0, Math.ceil(Number(width || 4) || 0));
  const lines = text.toString().split('\n');
  checkLength('indent', text.length + lines.length * columns);
  const space = ' '.repeat(columns);
  return copySafeness(text, (indentfirst ? space : '') + lines.join(`\n${space}`));
}

/**
 * The first `count` (-1: all) places of `old` replaced, as nunjucks does: an empty `old` is between all characters, and
 * anything but a text, a number or a regular expression is nowhere. What is no text is handed back.
 */
export function replace(value: unknown, old: unknown, replacement: unknown, count: unknown = -1): unknown {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof SafeString)) return value;
  const text = String(value);
  const written = String(replacement ?? '');
  if (old instanceof RegExp) return text.replace(old, written);
  const wanted = unwrapped(old);
  if (typeof wanted !== 'string' && typeof wanted !== 'number') return value;
  const parts = split(text, String(wanted), count);
  if (parts.length === 1) return value;
  checkLength('replace', text.length + (parts.length - 1) * (written.length - String(wanted).length));
  return copySafeness(value, parts.join(written));
}

function split(text: string, wanted: string, count: unknown): string[] {
  if (wanted === '') return ['', ...(text === '' ? [''] : text.split('')), ''];
  const parts: string[] = [];
  let position = 0;
  for (const found of occurrences(text, wanted)) {
    if (count !== -1 && parts.length >= Number(count)) break;
    parts.push(text.slice(position, found));
    position = found + wanted.length;
  }
  return [...parts, text.slice(position)];
}

/**
 * Where `wanted` begins, from left to right without overlaps, in time proportional to both lengths (Knuth, Morris and
 * Pratt): the engine's own search takes the product of them for texts that repeat themselves.
 */
function* occurrences(text: string, wanted: string): Generator<number> {
  const borders = bordersOf(wanted);
  let matched = 0;
  for (let index = 0; index < text.length; index++) {
    while (matched > 0 && text[index] !== wanted[matched]) matched = borders[matched - 1]!;
    if (text[index] === wanted[matched]) matched++;
    if (matched < wanted.length) continue;
    yield index + 1 - wanted.length;
    matched = 0;
  }
}

/** For each end: how many characters before it are also the beginning. */
function bordersOf(wanted: string): Uint32Array {
  const borders = new Uint32Array(wanted.length);
  let matched = 0;
  for (let index = 1; index < wanted.length; index++) {
    while (matched > 0 && wanted[index] !== wanted[matched]) matched = borders[matched - 1]!;
    if (wanted[index] === wanted[matched]) matched++;
    borders[index] = matched;
  }
  return borders;
}

/** For a query string: a text, or the pairs of a dict or of a list of pairs as `a=1&b=2`. */
export function urlencode(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof SafeString) return encoded(textOf(value));
  const pairs: unknown[] = Array.isArray(value) ? value : Object.entries(value);
  return pairs
    .map((pair) => (Array.isArray(pair) ? `${encoded(pair[0])}=${encoded(pair[1])}` : encoded(pair)))
    .join('&');
}

/** Half of a surrogate pair has no encoding. */
function encoded(value: unknown): string {
  return encodeURIComponent(String(value ?? '').replace(/\p{Surrogate}/gu, '\ufffd'));
}

function checkLength(filter: string, length: number): void {
  if (length > mostText) throw textTooLong(filter, length);
}

function textTooLong(filter: string, length: number): LivegraftError {
  return new LivegraftError({
    code: 'LG1028',
    message: `The filter "${filter}" would make a text of ${length} characters.`,
    hint: `The most is ${mostText}: give it smaller arguments.`,
  });
}
