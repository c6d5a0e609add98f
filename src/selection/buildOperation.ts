import { createHash } from 'node:crypto';
import {
  type ArgumentNode,
  type DocumentNode,
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
import { selectList, selectObject } from './selectFields.ts';

/** A list of rows, or one row. */
export type Cardinality = 'many' | 'one';

/** The query that loads one public name of a view. */
export interface Operation {
  /** `MaintenanceListView_requests` */
  readonly name: string;
  readonly variable: string;
  readonly type: ModelType;
  readonly cardinality: Cardinality;
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
  const many = cardinality === 'many';
  const selectionSet = many ? selectList(paths, type, diagnostics) : selectObject(paths, type, diagnostics);
  const { list, one } = rootFieldsOf(type);
  const variables = many ? listVariables(type) : keyVariables(type, one, schema);
  const name = `${viewName}_${variable}`;
  const document = operationDocument(name, variable, many ? list : one, variables, selectionSet);
  const errors = validate(schema, document);
  if (errors.length > 0) throw invalidOperation(name, errors[0]!.message);
  const text = print(document);
  return { name, variable, type, cardinality, document, text, hash: createHash('sha256').update(text).digest('hex') };
}

type Variables = Readonly<Record<string, string>>;

function listVariables({ name, fields }: ModelType): Variables {
  const isAnnotated = [...fields.values()].some((field) => field.kind === 'annotation' && field.adHoc);
  const annotate = isAnnotated ? { annotate: `[${name}Annotation!]` } : null;
  return { where: `${name}Where`, orderBy: `[${name}OrderBy!]`, limit: 'Int', offset: 'Int', ...annotate };
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
  selectionSet: SelectionSetNode,
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
  const root = { kind: Kind.FIELD, alias: name(alias), name: name(rootField), arguments: args, selectionSet } as const;
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
