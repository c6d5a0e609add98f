import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { QuerySet } from '../data/querySet.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import type { SourceFile } from '../live/lintView.ts';
import { Coalesce } from '../schema/expressions.ts';
import { callAt, placeOfPart } from './sourceNames.ts';
import {
  errorOf,
  namesInCondition,
  namesInExpression,
  placed,
  placedErrors,
  type WrittenName,
} from './writtenNames.ts';

/** A call of a QuerySet's method that failed. */
interface FailedCall {
  readonly rows: QuerySet;
  readonly method: Method;
  readonly args: readonly unknown[];
  readonly error: LivegraftError;
  /** Made where the call came in, as the error's own stack may end before it. */
  readonly calledAt: Error;
}

/** What gives a QuerySet, which may be the same one as before where it fails. */
const methods = ['where', 'exclude', 'orderBy', 'annotate', 'with', 'scope', 'within'] as const;
type Method = (typeof methods)[number];
type Narrow = (this: QuerySet, ...args: unknown[]) => QuerySet;

/**
 * Runs what makes QuerySets, such as an application's modules, to its end: a call that is wrong leaves its QuerySet as it
 * was, and is noted. What it cannot have noted, as it is no such call, is thrown.
 */
export async function notingMistakes<T>(work: () => Promise<T>): Promise<{ value: T; failed: readonly FailedCall[] }> {
  const prototype = QuerySet.prototype as unknown as Record<Method, Narrow>;
  const originals = Object.fromEntries(methods.map((method) => [method, prototype[method]])) as Record<Method, Narrow>;
  const failed: FailedCall[] = [];
  for (const method of methods) {
    prototype[method] = function tolerant(this: QuerySet, ...args: unknown[]) {
      try {
        return originals[method].call(this, ...args);
      } catch (error) {
        if (!(error instanceof LivegraftError)) throw error;
        failed.push({ rows: this, method, args, error, calledAt: new Error(method) });
        return method === 'annotate' ? withAnything(originals.annotate, this, args[0] as object) : this;
      }
    };
  }
  try {
    return { value: await work(), failed };
  } finally {
    Object.assign(prototype, originals);
  }
}

/** What is wrong with calls, each name with its place where it is written in the call. */
export function queryMistakes(failed: readonly FailedCall[], files: readonly SourceFile[]): LivegraftError[] {
  return failed.flatMap((call) => {
    const place = placeOfError(call.calledAt, files);
    const part = place && callAt(place.file, place);
    const errors = part ? placedErrors(namesIn(call), part, placeOfPart(part)) : [];
    return errors.length > 0 ? errors : [placed(call.error, part ? placeOfPart(part) : undefined)];
  });
}

/** The line of an application's source that an error was thrown below. */
export function placeOfError(
  { stack = '' }: Error,
  files: readonly SourceFile[],
): { readonly file: SourceFile; readonly line: number; readonly column: number } | null {
  for (const [, name, line, column] of stack.matchAll(/(?:at |\()((?:file:\/\/)?\/[^()\n]+?):(\d+):(\d+)\)?$/gm)) {
    const filename = name!.startsWith('file:') ? fileURLToPath(name!.replace(/\?.*$/, '')) : name!;
    const file = files.find((found) => path.resolve(found.filename) === filename);
    if (file) return { file, line: Number(line), column: Number(column) };
  }
  return null;
}

/** A place in a file, as errors have it. */
export function locationOf({ file, line, column }: NonNullable<ReturnType<typeof placeOfError>>): TemplateLocation {
  return { filename: file.filename, source: file.text, line, column, length: 1 };
}

/** Names that annotations have, with values of which nothing is known: whoever names them is not to blame. */
function withAnything(annotate: Narrow, rows: QuerySet, expressions: object): QuerySet {
  return Object.entries(expressions).reduce((annotated, [name, expression]) => {
    const isWrong = errorOf(() => annotate.call(annotated, { [name]: expression })) !== null;
    return annotate.call(annotated, { [name]: isWrong ? Coalesce(null) : expression });
  }, rows);
}

function namesIn({ rows, method, args }: FailedCall): WrittenName[] {
  const { type } = rows;
  switch (method) {
    case 'where':
    case 'exclude':
      return namesInCondition(type, args[0]);
    case 'annotate':
      return Object.values(args[0] as object).flatMap((expression) => namesInExpression(type, expression));
    case 'orderBy':
      return args.flatMap((order) => {
        const field = typeof order === 'string' ? order : (order as { field: unknown }).field;
        if (typeof field !== 'string') return namesInExpression(type, field);
        return [{ written: field, error: errorOf(() => rows.orderBy(order as never)) }];
      });
    case 'with':
      return (args as string[]).map((name) => ({ written: name, error: errorOf(() => rows.with(name as never)) }));
    case 'scope':
    case 'within':
      return [];
    default:
      return method satisfies never;
  }
}
