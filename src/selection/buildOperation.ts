import { createHash } from 'node:crypto';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
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
import { LivegraftError } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { rootFieldsOf } from '../schema/typeDefinitions.ts';
import type { PathNode } from '../template/pathTree.ts';
import { isOnlyCounted } from './listItems.ts';
import { type SelectSetting, selectList, selectObject } from './selectFields.ts';

/** A list of rows, or one row. */
export type Cardinality = 'many' | 'one';

/** The query that loads one public name of a view. */
export interface Operation {
  /** `MaintenanceListView_requests` */
  readonly name: string;
  readonly variable: string;
  readonly type: ModelType;
  readonly cardinality: Cardinality;
  /** Whether it asks for the number of rows alone. */
  readonly counts: boolean;
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
  const name = `${viewName}_${variable}`;
  const document = operationDocument(name, variable, field, variables, selectionSet);
  const errors = validate(schema, document);
  if (errors.length > 0) throw invalidOperation(name, errors[0]!.message);
  const text = print(document);
  const hash = createHash('sha256').update(text).digest('hex');
  return { name, variable, type, cardinality, counts, document, text, hash };
}

/** The one field that an operation asks for. */
export function rootFieldOf({ document }: Operation): FieldNode {
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
