import {
  astFromValue,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  print,
  type TypeNode,
  typeFromAST,
  type ValueNode,
  visit,
} from 'graphql';
import type { CompiledView } from '../live/compileView.ts';
import type { OperationRun } from '../live/loadContext.ts';
import { pathBelow, pathName } from '../live/modelsDeclaration.ts';
import { readersOf } from '../live/readersOf.ts';

/**
 * An operation of a view as GraphQL that runs as it is: what its variables were are their default values, as GraphiQL takes
 * none from an address. Above it, comments say what it belongs to and which statements it caused; what was bound to those
 * stands in the variables alone.
 */
export function runnableDocument(page: CompiledView, run: OperationRun): string {
  const { document, unsaid } = withDefaults(page.schema, run.operation.document, run.variables);
  const text = [...headOf(page, run, unsaid).map(comment), '', print(document), ''].join('\n');
  return text.replace(/\p{Surrogate}/gu, '\uFFFD'); // half a character is none that GraphQL or an address could hold
}

interface RunnableDocument {
  readonly document: DocumentNode;
  /** Variables whose values GraphQL has no form for. */
  readonly unsaid: readonly string[];
}

function withDefaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  values: OperationRun['variables'],
): RunnableDocument {
  const unsaid: string[] = [];
  const runnable = visit(document, {
    VariableDefinition(definition) {
      const name = definition.variable.name.value;
      if (values[name] === undefined) return false;
      const defaultValue = literalOf(schema, definition.type, values[name]);
      if (!defaultValue) unsaid.push(name);
      return defaultValue ? { ...definition, defaultValue } : false;
    },
  });
  return { document: runnable, unsaid };
}

/** A value as GraphQL writes it, enums without quotes. Null where it has no form there. */
function literalOf(schema: GraphQLSchema, type: TypeNode, value: unknown): ValueNode | null {
  try {
    return astFromValue(plain(value), typeFromAST(schema, type as never) as GraphQLInputType) ?? null;
  } catch {
    return null;
  }
}

/** A value of the database's as it goes over the wire. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]));
}

/** What a person wants to know of an operation, in lines. */
function headOf(page: CompiledView, { path, hatches, statements }: OperationRun, unsaid: readonly string[]): string[] {
  return [
    `"${pathName(path)}" of ${page.view.name}`,
    ...readersOf(page, pathBelow(page.paths, path)),
    ...(hatches
      ? ['The page asks for more than GraphQL can say, so its rows may be others, or in another order.']
      : []),
    ...unsaid.map((name) => `The value of $${name} has no form in GraphQL, so it is left out.`),
    ...(statements.length > 0 ? ['It has sent:', ...statements.map((text) => `  ${text}`)] : []),
  ];
}

/** One line, whatever the text holds. */
function comment(text: string): string {
  return `# ${text.replace(/[\p{Control}\u2028\u2029]+/gu, ' ')}`;
}
