import nunjucks from 'nunjucks';
import type { Diagnostic } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { locate, type TemplateSource } from './templateSource.ts';

const { lexer, parser } = nunjucks as unknown as {
  lexer: { lex(text: string, options: object): Tokenizer };
  parser: { Parser: new (tokens: Tokenizer) => { parseAsRoot(): unknown } };
};

/**
 * The diagnostics without the warnings that a comment in their template silences, with its reason:
 *
 *     {# livegraft-ignore LG1057, LG1069: the page shows the first total on purpose #}
 *
 * on the line of the finding, or alone on the line before. Errors stay. What is wrong with the comments is added as
 * warnings: no reason (LG1090), not understood (LG1091), silences nothing (LG1092), would silence an error (LG1093).
 * `diagnostics` are all that was found in `sources`, each of which is named by its `filename`.
 */
export function withoutSilenced(diagnostics: readonly Diagnostic[], sources: readonly TemplateSource[]): Diagnostic[] {
  const byFilename = new Map(sources.map((source) => [source.filename, source]));
  const silenced = new Set<Diagnostic>();
  const warnings: LivegraftError[] = [];
  for (const source of byFilename.values()) {
    const found = diagnostics.filter(({ error }) => error.location?.filename === source.filename);
    for (const comment of directives(source)) {
      if ('problem' in comment) warnings.push(comment.problem);
      else for (const code of comment.codes) warnings.push(...silence(code, comment, found, silenced));
    }
  }
  const kept = diagnostics.filter((diagnostic) => !silenced.has(diagnostic));
  return [...kept, ...warnings.map((error): Diagnostic => ({ severity: 'warning', error }))];
}

/** What a comment silences. Lines count from 1. */
interface Silence {
  readonly codes: readonly string[];
  readonly firstLine: number;
  readonly lastLine: number;
  readonly location: TemplateLocation;
}

/** Adds what a comment silences to `silenced`; gives what is wrong with it. */
function silence(
  code: string,
  { firstLine, lastLine, location }: Silence,
  found: readonly Diagnostic[],
  silenced: Set<Diagnostic>,
): LivegraftError[] {
  const meant = found.filter(({ error }) => {
    return error.code === code && error.location!.line >= firstLine && error.location!.line <= lastLine;
  });
  const warnings = meant.filter(({ severity }) => severity === 'warning');
  for (const warning of warnings) silenced.add(warning);
  if (meant.length > warnings.length) return [silencesError(code, location)];
  return meant.length === 0 ? [silencesNothing(code, lastLine, location)] : [];
}

type Directive = Silence | { readonly problem: LivegraftError };

function directives(source: TemplateSource): Directive[] {
  const comments = /livegraft-/i.test(source.text) ? commentsOf(source) : [];
  return comments
    .filter(({ text }) => /^livegraft-/i.test(text))
    .map((comment) => readDirective(comment, linesMeant(comment, comments)));
}

function readDirective({ text, location }: Comment, lines: Pick<Silence, 'firstLine' | 'lastLine'>): Directive {
  const [, codes, reason] = /^livegraft-ignore\s+(LG\d{4}(?:\s*,\s*LG\d{4})*)\s*(?::([\s\S]*))?$/.exec(text) ?? [];
  if (!codes) return { problem: notUnderstood(text, location) };
  if (!reason?.trim()) return { problem: noReason(codes, location) };
  return { codes: [...new Set(codes.split(/\s*,\s*/))], ...lines, location };
}

interface Comment {
  /** Without its delimiters. */
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Whether nothing else stands on its lines. */
  readonly isAlone: boolean;
  readonly location: TemplateLocation;
}

/** The lines that a comment stands on or, if it is alone there, the next one that is more than a comment. */
function linesMeant(comment: Comment, comments: readonly Comment[]): Pick<Silence, 'firstLine' | 'lastLine'> {
  const { firstLine, lastLine, isAlone } = comment;
  if (!isAlone) return { firstLine, lastLine };
  let last = comment;
  for (const next of comments) if (next.isAlone && next.firstLine === last.lastLine + 1) last = next;
  return { firstLine: last.lastLine + 1, lastLine: last.lastLine + 1 };
}

interface Tokenizer {
  nextToken(): { type: string; value: string; lineno: number; colno: number } | null;
}

/** nunjucks' parser skips comments, and knows what only looks like one, in strings and raw text: it is listened to. */
function commentsOf(source: TemplateSource): Comment[] {
  const comments: Comment[] = [];
  const tokens = lexer.lex(source.text, {});
  const nextToken = tokens.nextToken.bind(tokens);
  tokens.nextToken = () => {
    const token = nextToken();
    if (token?.type === 'comment') comments.push(readComment(source, token.value, token.lineno, token.colno));
    return token;
  };
  try {
    new parser.Parser(tokens).parseAsRoot();
  } catch {
    return []; // a template that does not parse is an error, which hides no other
  }
  return comments;
}

function readComment(source: TemplateSource, value: string, lineno: number, colno: number): Comment {
  const lines = source.text.split('\n');
  const written = value.split('\n');
  const last = lineno + written.length - 1;
  const end = (written.length === 1 ? colno : 0) + written.at(-1)!.length;
  const around = lines[lineno]!.slice(0, colno) + lines[last]!.slice(end);
  return {
    text: value.replace(/^\{#-?|-?#\}$/g, '').trim(),
    firstLine: lineno + 1,
    lastLine: last + 1,
    isAlone: around.trim() === '',
    location: locate(source, lineno, colno, written[0]!.trimEnd().length),
  };
}

function noReason(codes: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1090',
    message: `This comment gives no reason to silence ${codes}.`,
    hint: `Say why: {# livegraft-ignore ${codes}: what makes it right here #}.`,
    location,
  });
}

function notUnderstood(text: string, location: TemplateLocation): LivegraftError {
  const [line = ''] = text.split(/\r?\n/);
  return new LivegraftError({
    code: 'LG1091',
    message: `The comment ${JSON.stringify(line)} is not understood.`,
    hint: 'Write {# livegraft-ignore LG1057: what makes it right here #}, with several codes separated by commas.',
    location,
  });
}

function silencesNothing(code: string, line: number, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1092',
    message: `This comment silences nothing: there is no warning ${code} on line ${line}.`,
    hint: 'Remove it, or put it on the line of the warning, or alone on the line before.',
    location,
  });
}

function silencesError(code: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1093',
    message: `${code} is an error here, and errors cannot be silenced.`,
    hint: 'Correct the template, and remove this comment.',
    location,
  });
}
