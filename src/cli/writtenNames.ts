import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { Expression, readExpression } from '../schema/expressions.ts';
import type { ModelType } from '../schema/modelType.ts';
import { readWhere } from '../schema/where.ts';
import { placesOfName, type SourcePart } from './sourceNames.ts';

/** A name or path as a condition or an expression is given it. */
export interface WrittenName {
  readonly written: string;
  /** Why it cannot be what it is meant for; null where it can. */
  readonly error: LivegraftError | null;
}

/** All names in a condition in Sequelize's `where` syntax, in the order in which they are written. */
export function namesInCondition(type: ModelType, where: unknown): WrittenName[] {
  if (Array.isArray(where)) return where.flatMap((item) => namesInCondition(type, item));
  if (!isTree(where)) return [];
  return Reflect.ownKeys(where).flatMap((key) => {
    const value: unknown = Reflect.get(where, key);
    return typeof key === 'symbol' ? namesInCondition(type, value) : namesInEntry(type, key, value);
  });
}

/** All names in an expression. `ofRows` where it takes rows together, as in `aggregate`. */
export function namesInExpression(type: ModelType, operand: unknown, ofRows = false): WrittenName[] {
  if (!(operand instanceof Expression)) return [];
  const { source } = operand;
  const nested = (given: unknown) => namesInExpression(type, given, ofRows);
  switch (source.kind) {
    case 'field':
      return [{ written: source.path, error: errorOf(() => readExpression(type, operand)) }];
    case 'case': {
      const branches = source.branches.flatMap(({ where, gives }) => [
        ...namesInCondition(type, where),
        ...nested(gives),
      ]);
      return [...branches, ...nested(source.otherwise)];
    }
    case 'call':
      return source.operands.flatMap(nested);
    case 'aggregate': {
      const { where, of, ...plain } = source;
      if (of instanceof Expression) return [...namesInExpression(type, of), ...namesInCondition(type, where)];
      const error = errorOf(() => readExpression(type, new Expression({ ...plain, of }), ofRows));
      const field = type.fields.get(of?.split('.')[0] ?? '');
      const target = field?.kind === 'toMany' ? field.target : type;
      return [...(of === null ? [] : [{ written: of, error }]), ...(error ? [] : namesInCondition(target, where))];
    }
    default:
      return source satisfies never;
  }
}

/**
 * The errors of names, each with its place in the part of a source that they are written in: the third `status` that is
 * given is the third that is written. What is not written there, as it comes from elsewhere, has the place `otherwise`.
 */
export function placedErrors(
  names: readonly WrittenName[],
  part: SourcePart | null,
  otherwise: TemplateLocation | undefined,
): LivegraftError[] {
  const seen = new Map<string, number>();
  return names.flatMap(({ written, error }) => {
    const count = seen.get(written) ?? 0;
    seen.set(written, count + 1);
    const places = part ? placesOfName(part, written) : [];
    return error ? [placed(error, places[count] ?? places.at(-1) ?? otherwise)] : [];
  });
}

/** The same error at a place. */
export function placed({ code, sentence, hint, status }: LivegraftError, location: TemplateLocation | undefined) {
  return new LivegraftError({ code, message: sentence, hint, status, location });
}

/** What is thrown as an error of the application, or null. */
export function errorOf(run: () => unknown): LivegraftError | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof LivegraftError) return error;
    throw error;
  }
}

function namesInEntry(type: ModelType, key: string, value: unknown): WrittenName[] {
  const field = type.fields.get(key);
  if (field?.kind === 'toOne' && isTree(value)) {
    return [{ written: key, error: null }, ...namesInCondition(field.target, value)];
  }
  if (field?.kind === 'toMany' && isTree(value)) {
    const quantified = Object.values(value).flatMap((nested) => namesInCondition(field.target, nested));
    return [{ written: key, error: null }, ...quantified];
  }
  return [{ written: key, error: errorOf(() => readWhere(type, { [key]: value })) }];
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
