import nunjucks from 'nunjucks';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { parseHint } from './parseHints.ts';
import type { StatementNode } from './templateNodes.ts';
import { locate, type TemplateSource } from './templateSource.ts';

const { parser: nunjucksParser } = nunjucks as unknown as {
  parser: { parse(text: string, extensions: unknown[], options: object): StatementNode };
};

/** The AST of one template's text, made afresh: whoever rewrites it owns it. Throws LG1001 where the text does not parse. */
export function parseTemplate(source: TemplateSource): StatementNode {
  try {
    return nunjucksParser.parse(source.text, [], {});
  } catch (error) {
    throw syntaxError(source, error as Partial<NunjucksSyntaxError>);
  }
}

/** Lines and columns count from 1, and are missing where the text ended too early. */
interface NunjucksSyntaxError {
  message: string;
  lineno: number;
  colno: number;
}

function syntaxError(source: TemplateSource, error: Partial<NunjucksSyntaxError>): LivegraftError {
  const ended = error.lineno === undefined;
  const sentence = error instanceof TypeError ? 'it ends in the middle of an expression' : error.message;
  const location = ended ? endOf(source) : locate(source, error.lineno! - 1, (error.colno ?? 1) - 1);
  return new LivegraftError({
    code: 'LG1001',
    message: `The template does not parse: ${sentence}.`,
    hint: parseHint(String(error.message), source.text.split('\n')[location.line - 1] ?? ''),
    location,
    cause: error,
  });
}

function endOf(source: TemplateSource): TemplateLocation {
  const lines = source.text.trimEnd().split('\n');
  return locate(source, lines.length - 1, lines.at(-1)!.length);
}
