import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { databaseSettings } from '../data/databaseSettings.ts';
import { modelTypesOf } from '../schema/schemaNotes.ts';
import { weightOfArguments, weightOfField } from '../schema/weight.ts';

/** What one GraphQL document may ask for. Fragments count wherever they are spread. */
export interface QueryLimits {
  /** Words and signs of its text. */
  readonly maxTokens: number;
  /** Fields within fields: `{ lease { tenant { id } } }` is 3 deep. How deep introspection goes is limited by graphql-js. */
  readonly maxDepth: number;
  readonly maxFields: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /**
   * Fields, and what conditions, orders and annotations compare and compute, times the rows that they are read of. A list
   * without a limit counts as 25 rows, what is compared within a condition or expression as 10 rows for each row.
   */
  readonly maxCost: number;
}

export const defaultQueryLimits: QueryLimits = {
  maxTokens: 2_000,
  maxDepth: 12,
  maxFields: 500,
  maxAliases: 30,
  maxDirectives: 30,
  maxCost: 100_000,
};

/**
 * What is too large in a document, or null. It looks at each definition once, however often fragments spread each other;
 * the rules of graphql-js follow every way, so this comes before them.
 */
export function findExcess(document: DocumentNode, limits: QueryLimits): GraphQLError | null {
  const measure = createMeasure(document);
  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const { depth, fields, aliases, directives } = measure(definition);
    // a fragment of introspection by itself does not show that it is one
    if (definition.kind === Kind.OPERATION_DEFINITION && depth > limits.maxDepth)
      return excess(`is more than ${limits.maxDepth} fields deep`);
    if (fields > limits.maxFields) return excess(`asks for more than ${limits.maxFields} fields`);
    if (aliases > limits.maxAliases) return excess(`has more than ${limits.maxAliases} aliases`);
    if (directives > limits.maxDirectives) return excess(`has more than ${limits.maxDirectives} directives`);
  }
  return null;
}

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const nothing: Size = { depth: 0, fields: 0, aliases: 0, directives: 0 };

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

function createMeasure(document: DocumentNode): (definition: Definition) => Size {
  const fragments = fragmentsOf(document);
  const known = new Map<Definition, Size>();

  function ofDefinition(definition: Definition): Size {
    const found = known.get(definition);
    if (found) return found;
    known.set(definition, nothing); // one that is within itself is refused by graphql-js
    const size = beside(ownSize(definition), ofSelections(definition.selectionSet));
    known.set(definition, size);
    return size;
  }

  function ofSelections({ selections }: SelectionSetNode): Size {
    let size = nothing;
    for (const node of selections) {
      size = beside(size, ownSize(node));
      if (node.kind === Kind.FIELD) size = beside(size, ofField(node));
      else if (node.kind === Kind.INLINE_FRAGMENT) size = beside(size, ofSelections(node.selectionSet));
      else if (fragments.has(node.name.value)) size = beside(size, ofDefinition(fragments.get(node.name.value)!));
    }
    return size;
  }

  function ofField({ alias, name, selectionSet }: FieldNode): Size {
    const below = selectionSet ? ofSelections(selectionSet) : nothing;
    const depth = name.value.startsWith('__') ? 1 : 1 + below.depth;
    return { ...below, depth, fields: 1 + below.fields, aliases: (alias ? 1 : 0) + below.aliases };
  }

  return ofDefinition;
}

function ownSize({ directives = [] }: { readonly directives?: readonly unknown[] | undefined }): Size {
  return { ...nothing, directives: directives.length };
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** How many rows a list is taken for that says no limit, and as how many rows a table is that a condition looks through. */
const assumedRows = 25;

/**
 * Whether an operation with these variables costs more than it may: each field counts once for each row that it may be
 * read of, and so does what its arguments compare and compute. For documents that are valid.
 */
export function findCostExcess(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
  { maxCost }: QueryLimits,
): GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return null; // graphql-js says so
  const fragments = fragmentsOf(document);
  const types = modelTypesOf(schema);
  const values: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const { value } = variable.name;
    if (defaultValue && values[value] === undefined) values[value] = valueFromASTUntyped(defaultValue);
  }

  function costOf({ selections }: SelectionSetNode, type: GraphQLNamedType): number {
    let cost = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) cost += costOfField(node, type);
      else if (node.kind === Kind.INLINE_FRAGMENT) cost += costOf(node.selectionSet, typed(node.typeCondition, type));
      else {
        const fragment = fragments.get(node.name.value)!;
        cost += costOf(fragment.selectionSet, typed(fragment.typeCondition, type));
      }
    }
    return cost;
  }

  function typed(condition: { name: { value: string } } | undefined, type: GraphQLNamedType): GraphQLNamedType {
    return (condition && schema.getType(condition.name.value)) ?? type;
  }

  function costOfField(node: FieldNode, type: GraphQLNamedType): number {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field) return 1; // introspection, which reads no rows
    const own = costOfValue(node, type) + assumedRows * costOfArguments(field, node);
    if (!node.selectionSet) return own;
    const below = costOf(node.selectionSet, getNamedType(field.type));
    return own + below * (isListType(getNullableType(field.type)) ? rowsOf(node) : 1);
  }

  /** What an annotation computes, of a row or of the rows of an aggregate. */
  function costOfValue({ name }: FieldNode, { name: typeName }: GraphQLNamedType): number {
    const aggregated = /^(\w+)Aggregate(?:Group|Sum|Avg|Min|Max|CountDistinct)$/.exec(typeName)?.[1];
    const model = types?.get(typeName) ?? types?.get(aggregated ?? '');
    return model ? weightOfField(model, name.value) : 1;
  }

  /** What is asked of each row that a list looks at. */
  function costOfArguments({ args }: GraphQLField<unknown, unknown>, { arguments: given = [] }: FieldNode): number {
    const where = args.find(({ name }) => name === 'where');
    const model = where && types?.get(getNamedType(where.type).name.replace(/Where$/, ''));
    if (!model || given.length === 0) return 0;
    const asked = given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, values)]);
    return weightOfArguments(model, Object.fromEntries(asked));
  }

  /** A greater limit than a list may have is refused when it is read. */
  function rowsOf({ arguments: given = [] }: FieldNode): number {
    const node = given.find(({ name }) => name.value === 'limit')?.value;
    const limit = node && valueFromASTUntyped(node, values);
    return typeof limit === 'number' ? Math.max(0, Math.min(limit, databaseSettings().listRows)) : assumedRows;
  }

  const cost = costOf(operation.selectionSet, root);
  if (!(cost > maxCost)) return null;
  return excess(Number.isFinite(cost) ? `costs more than ${maxCost}` : 'has arguments that are nested too deeply');
}

/** LG5021. */
export function excess(reason: string): GraphQLError {
  return new GraphQLError(`The query ${reason}. Ask for less, in several requests.`, {
    extensions: { code: 'LG5021', http: { spec: true, status: 400 } },
  });
}
