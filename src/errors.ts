import { closest, distance } from 'fastest-levenshtein';

/** A place in a template. Lines and columns count from 1; `length` is in characters of that line. */
export interface TemplateLocation {
  readonly filename: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface LivegraftErrorOptions {
  /** `LG` and four digits, for good: LG1 templates, LG2 models, LG3 data, LG4 views, LG5 server, LG6 native core, LG7 embedded database, LG8 testing. */
  readonly code: string;
  /** One sentence: what is wrong, with the value. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly location?: TemplateLocation | undefined;
  readonly cause?: unknown;
  /** The HTTP status that answers a request which fails so. 500 unless the request itself is at fault. */
  readonly status?: number;
}

/**
 * The one error that Livegraft throws for what an author or a client did.
 * `message` is complete: code, sentence, hint, and the template's frame where a place is known.
 */
export class LivegraftError extends Error {
  override readonly name = 'LivegraftError';
  readonly code: string;
  /** What is wrong, without code, hint and frame. */
  readonly sentence: string;
  readonly hint: string | undefined;
  /** The sentence and the hint. */
  readonly reason: string;
  readonly location: TemplateLocation | undefined;
  readonly status: number;

  constructor({ code, message, hint, location, cause, status = 500 }: LivegraftErrorOptions) {
    const reason = hint ? `${message} ${hint}` : message;
    const frame = location ? `\n\n${codeFrame(location)}` : '';
    super(`${code}: ${reason}${frame}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.sentence = message;
    this.hint = hint;
    this.reason = reason;
    this.location = location;
    this.status = status;
  }
}

/**
 * The lines around a place, with the place underlined:
 *
 *     views/list.njk:6:19
 *     5 |   <tr lg-key="{{ request.id }}">
 *     6 |     <td>{{ request.titel }}</td>
 *       |                    ^^^^^
 */
export function codeFrame({ filename, source, line, column, length }: TemplateLocation): string {
  const lines = source.split(/\r\n?|\n/);
  const first = Math.max(1, line - 1);
  const gutter = String(line).length;
  const shown = lines
    .slice(first - 1, line)
    .map((text, index) => `${String(first + index).padStart(gutter)} | ${text}`);
  const indent = (lines[line - 1] ?? '').slice(0, column - 1).replace(/[^\t]/g, ' ');
  const underline = `${' '.repeat(gutter)} | ${indent}${'^'.repeat(Math.max(1, length))}`;
  return [`${filename}:${line}:${column}`, ...shown, underline].join('\n');
}

/** `Did you mean "title"?` where a known name is near, else nothing. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.length === 0) return undefined;
  const nearest = closest(name, names);
  return distance(name, nearest) <= Math.max(1, Math.floor(name.length * 0.4))
    ? `Did you mean "${nearest}"?`
    : undefined;
}

/** What was thrown, as an Error whatever it is. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(textOf(thrown), { cause: thrown });
}

/** An object without a prototype has no text of its own. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return `An ${typeof thrown} was thrown.`;
  }
}
