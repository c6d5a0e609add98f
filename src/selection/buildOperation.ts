import { createHash } from 'node:crypto';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLSchema,
  getNullableType,
  isRequiredArgument,
  Kind,
  type NameNode,
  OperationTypeNode,
  parseType,
  print,
  type SelectionSetNode,
  type VariableDefinitionNode,
  validate,
} from 'graphql';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean, LivegraftError } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { rootFieldsOf } from '../schema/typeDefinitions.ts';
import type { PathNode } from '../template/pathTree.ts';
import { isOnlyCounted } from './listItems.ts';
import { type SelectSetting, selectList, selectObject, selectRootField } from './selectFields.ts';

/** A list of rows, or one row. */
export type Cardinality = 'many' | 'one';

/** The query that loads one public name of a view: its rows, or what a root field gives. */
export type AnyOperation = Operation | FieldOperation;

/** The query for rows of a model. */
export interface Operation extends OperationDocument {
  readonly type: ModelType;
  readonly cardinality: Cardinality;
  /** Whether it asks for the number of rows alone. */
  readonly counts: boolean;
}

/** The query for what a root field gives. */
export interface FieldOperation extends OperationDocument {
  readonly field: string;
  /** The names of its arguments. */
  readonly args: readonly string[];
}

export interface OperationDocument {
  /** `MaintenanceListView_requests` */
  readonly name: string;
  readonly variable: string;
  readonly document: DocumentNode;
  /** The document as a person reads it. */
  readonly text: string;
  /** Of the text: the same operation has the same hash in every process. */
  readonly hash: string;
}

export interface OperationSubject {
  readonly viewName: string;
  readonly variable: string;
  /** What the template reads of the variable. */
  readonly paths: PathNode;
  readonly type: ModelType;
  readonly cardinality: Cardinality;
}

/** One validated operation for one public name. Reports what `selectObject` reports, and leaves it out. */
export function buildOperation(
  { viewName, variable, paths, type, cardinality }: OperationSubject,
  schema: GraphQLSchema,
  diagnostics: Diagnostics,
): Operation {
  const counts = cardinality === 'many' && isOnlyCounted(paths);
  const { field, variables } = rootOf(type, counts ? 'count' : cardinality, schema);
  const selectionSet = counts ? undefined : selectionOf(paths, type, cardinality, { schema, diagnostics });
  return { ...operationOf({ viewName, variable, field, variables, selectionSet }, schema), type, cardinality, counts };
}

/** One validated operation for a public name that holds a root field. Throws LG1081 where the schema has none of that name. */
export function buildFieldOperation(
  {
    viewName,
    variable,
    paths,
    field: name,
  }: Pick<OperationSubject, 'viewName' | 'variable' | 'paths'> & { field: string },
  schema: GraphQLSchema,
  diagnostics: Diagnostics,
): FieldOperation {
  const fields = schema.getQueryType()!.getFields();
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw noRootField(`${viewName}.${variable}`, name, Object.keys(fields));
  const selectionSet = selectRootField(paths, field, { schema, diagnostics });
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, variableType(arg)]));
  const operation = operationOf({ viewName, variable, field: name, variables, selectionSet }, schema);
  return { ...operation, field: name, args: Object.keys(variables) };
}

/** What has a default need not be given. */
function variableType(arg: GraphQLArgument): string {
  return String(isRequiredArgument(arg) ? arg.type : getNullableType(arg.type));
}

interface OperationParts {
  readonly viewName: string;
  readonly variable: string;
  readonly field: string;
  readonly variables: Variables;
  readonly selectionSet: SelectionSetNode | undefined;
}

function operationOf(parts: OperationParts, schema: GraphQLSchema): OperationDocument {
  const { viewName, variable, field, variables, selectionSet } = parts;
  const name = `${viewName}_${variable}`;
  const document = operationDocument(name, variable, field, variables, selectionSet);
  const errors = validate(schema, document);
  if (errors.length > 0) throw invalidOperation(name, errors[0]!.message);
  const text = print(document);
  const hash = createHash('sha256').update(text).digest('hex');
  return { name, variable, document, text, hash };
}

/** The one field that an operation asks for. */
export function rootFieldOf({ document }: OperationDocument): FieldNode {
  const [definition] = document.definitions;
  const root = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined;
  if (root?.kind !== Kind.FIELD) throw new TypeError('A view’s document holds its operation.');
  return root;
}

function selectionOf(paths: PathNode, type: ModelType, cardinality: Cardinality, setting: SelectSetting) {
  return cardinality === 'many' ? selectList(paths, type, setting) : selectObject(paths, type, setting);
}

/** The root field, and the variables that it is given as arguments of the same names. */
function rootOf(type: ModelType, asks: Cardinality | 'count', schema: GraphQLSchema) {
  const { list, one, count } = rootFieldsOf(type);
  switch (asks) {
    case 'many':
      return { field: list, variables: listVariables(type) };
    case 'one':
      return { field: one, variables: keyVariables(type, one, schema) };
    case 'count':
      return { field: count, variables: countVariables(type) };
    default:
      return asks satisfies never;
  }
}

type Variables = Readonly<Record<string, string>>;

function listVariables(type: ModelType): Variables {
  const { where, annotate } = countVariables(type);
  const order = { orderBy: `[${type.name}OrderBy!]`, limit: 'Int', offset: 'Int' };
  return { where: where!, ...order, ...(annotate && { annotate }) };
}

function countVariables({ name, fields }: ModelType): Variables {
  const isAnnotated = [...fields.values()].some((field) => field.kind === 'annotation' && field.adHoc);
  return { where: `${name}Where`, ...(isAnnotated && { annotate: `[${name}Annotation!]` }) };
}

function keyVariables(type: ModelType, one: string, schema: GraphQLSchema): Variables {
  const { args } = schema.getQueryType()!.getFields()[one]!;
  return Object.fromEntries(
    type.primaryKey.map(({ name }) => [name, String(args.find((arg) => arg.name === name)!.type)]),
  );
}

function operationDocument(
  operation: string,
  alias: string,
  rootField: string,
  variables: Variables,
  selectionSet: SelectionSetNode | undefined,
): DocumentNode {
  const variableDefinitions = Object.entries(variables).map(
    ([variable, type]): VariableDefinitionNode => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: name(variable) },
      type: parseType(type),
    }),
  );
  const args = Object.keys(variables).map(
    (variable): ArgumentNode => ({
      kind: Kind.ARGUMENT,
      name: name(variable),
      value: { kind: Kind.VARIABLE, name: name(variable) },
    }),
  );
  const root: FieldNode = {
    kind: Kind.FIELD,
    ...(alias !== rootField && { alias: name(alias) }),
    name: name(rootField),
    arguments: args,
    ...(selectionSet && { selectionSet }),
  };
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        name: name(operation),
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: [root] },
      },
    ],
  };
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function invalidOperation(operation: string, reason: string): LivegraftError {
  return new LivegraftError({
    code: 'LG1010',
    message: `The operation ${operation} is not valid against the schema: ${reason}`,
  });
}

function noRootField(owner: string, name: string, known: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG1081',
    message: `"${owner}" holds the root field "${name}", but Query has none of that name.`,
    hint: didYouMean(name, known) ?? 'Declare it in "graphql.typeDefs" of the application: extend type Query { … }.',
  });
}
