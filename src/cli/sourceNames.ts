import type { TemplateLocation } from '../errors.ts';
import { classesOf } from '../live/classSource.ts';
import type { SourceFile } from '../live/lintView.ts';
import { type Token, tokensOf } from '../live/typescriptTokens.ts';

/** A part of a file of TypeScript: its tokens from `start` to before `end`. */
export interface SourcePart {
  readonly file: SourceFile;
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** Where a class has its name; undefined where no file has the class. */
export function placeOfClass(files: readonly SourceFile[], name: string): TemplateLocation | undefined {
  return files.flatMap(({ filename, text }) => classesOf(filename, text)).find((found) => found.name === name)
    ?.location;
}

/** A static member of a class, with its value. */
export function staticMember(files: readonly SourceFile[], className: string, name: string): SourcePart | null {
  for (const file of files) {
    const members = classesOf(file.filename, file.text).find((found) => found.name === className)?.members ?? [];
    const member = members.find((found) => found.name === name && found.modifiers.has('static'));
    if (!member) continue;
    const next = members[members.indexOf(member) + 1];
    const tokens = tokensOf(file.text);
    const start = indexAt(tokens, member.location);
    const last = next ? indexAt(tokens, next.location) : tokens.length;
    return { file, tokens, start, end: Math.min(last, endOf(tokens, start, [])) };
  }
  return null;
}

/** What `Model.init(…)` is given. */
export function initCall(files: readonly SourceFile[], className: string): SourcePart | null {
  for (const file of files) {
    const tokens = tokensOf(file.text);
    const texts = (index: number) => [0, 1, 2, 3].map((offset) => tokens[index + offset]?.text).join('');
    const index = tokens.findIndex((token, place) => token.text === className && texts(place) === `${className}.init(`);
    if (index !== -1) return bracketed(file, tokens, index + 3);
  }
  return null;
}

/** What `Source.hasMany(…)`, or one of the others, is given for the association that is named so. */
export function associationCall(files: readonly SourceFile[], source: string, as: string): SourcePart | null {
  const parts = files.flatMap((file) => {
    const tokens = tokensOf(file.text);
    return tokens.flatMap(({ text }, index) => {
      const isCall = text === source && tokens[index + 1]?.text === '.' && tokens[index + 3]?.text === '(';
      return isCall && associationMethods.has(tokens[index + 2]!.text) ? [bracketed(file, tokens, index + 3)] : [];
    });
  });
  return parts.find((part) => placesOfName(part, as).length > 0) ?? null;
}

const associationMethods: ReadonlySet<string> = new Set(['hasOne', 'hasMany', 'belongsTo', 'belongsToMany']);

/** What a call is given that stands at a place or after it. */
export function callAt(file: SourceFile, place: { readonly line: number; readonly column: number }): SourcePart | null {
  const tokens = tokensOf(file.text);
  const index = indexAt(tokens, { source: file.text, ...place });
  const open = tokens.findIndex((token, at) => at >= index && token.text === '(');
  return open === -1 ? null : bracketed(file, tokens, open);
}

/** The value of a property in an object that is written there. */
export function propertyOf({ file, tokens, ...part }: SourcePart, name: string): SourcePart | null {
  for (let index = part.start; index < part.end; index++) {
    if (nameOf(tokens[index]!) !== name || tokens[index + 1]?.text !== ':') continue;
    return { file, tokens, start: index, end: endOf(tokens, index, [',']) };
  }
  return null;
}

/** Where a name stands as a string or as the key of a property, in the order of the text. */
export function placesOfName({ file, tokens, start, end }: SourcePart, name: string): TemplateLocation[] {
  return tokens.slice(start, end).flatMap((token, offset) => {
    const index = start + offset;
    if (nameOf(token) !== name || (token.kind === 'word' && !isKey(tokens, index))) return [];
    return [locate(file, token.index + (token.kind === 'literal' ? 1 : 0), name.length)];
  });
}

/** Where a part begins: the name of a member or of a property. */
export function placeOfPart({ file, tokens, start }: SourcePart): TemplateLocation {
  const { index, text } = tokens[start]!;
  return locate(file, index, text.length);
}

function nameOf({ kind, text }: Token): string | null {
  if (kind === 'word') return text;
  return kind === 'literal' && /^(['"`]).*\1$/s.test(text) ? text.slice(1, -1) : null;
}

/** `title: …`, and `title` alone between braces and commas. */
function isKey(tokens: readonly Token[], index: number): boolean {
  const [before, after] = [tokens[index - 1]?.text ?? '', tokens[index + 1]?.text ?? ''];
  return after === ':' || ('{,'.includes(before) && ',}'.includes(after));
}

function bracketed(file: SourceFile, tokens: readonly Token[], open: number): SourcePart {
  return { file, tokens, start: open + 1, end: endOf(tokens, open + 1, []) };
}

/** The first token outside the brackets that encloses the one at `start`, or one of `marks` beside it. */
function endOf(tokens: readonly Token[], start: number, marks: readonly string[]): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const { kind, text } = tokens[index]!;
    if (kind !== 'punctuation') continue;
    if (depth === 0 && marks.includes(text)) return index;
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    if (depth < 0) return index;
  }
  return tokens.length;
}

/** The first token at a place or after it. */
function indexAt(tokens: readonly Token[], place: Pick<TemplateLocation, 'source' | 'line' | 'column'>): number {
  const before = place.source.split('\n').slice(0, place.line - 1);
  const offset = before.reduce((sum, line) => sum + line.length + 1, place.column - 1);
  return tokens.findIndex(({ index }) => index >= offset);
}

function locate({ filename, text }: SourceFile, index: number, length: number): TemplateLocation {
  const lines = text.slice(0, index).split('\n');
  return { filename, source: text, line: lines.length, column: lines.at(-1)!.length + 1, length };
}
