import {
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type SelectionSetNode,
} from 'graphql';
import type { CompiledView } from '../live/compileView.ts';
import {
  type Declaration,
  declaredFields,
  declaredPaths,
  pathBelow,
  pathName,
  pathTo,
  type VariablePath,
} from '../live/modelsDeclaration.ts';
import type { Field, ModelType } from '../schema/modelType.ts';
import type { Scalar } from '../schema/scalars.ts';
import { modelTypesOf } from '../schema/schemaNotes.ts';
import { type Operation, rootFieldOf } from '../selection/buildOperation.ts';

/** The first line of the file: one without it is somebody's own. */
export const contextsMarker = '// Written by "livegraft generate" from what the templates read. Do not edit.';

/**
 * TypeScript that exports an interface `<View>Context` for each view: what its template is given by the names that
 * `static models` declares, with the fields that the template reads. Other names of a context are not in it. Null where
 * no template reads a declared name.
 *
 *     export interface TenantListViewContext {
 *       readonly tenants: readonly {
 *         readonly id: number;
 *         readonly user: { … } | null;
 *       }[];
 *     }
 */
export function printContextTypes(pages: readonly CompiledView[]): string | null {
  const interfaces = pages.flatMap((page) => {
    const members = dictMembers(page, []);
    return members.length > 0 ? [`export interface ${page.view.name}Context ${objectType(members)}`] : [];
  });
  return interfaces.length > 0 ? `${[contextsMarker, ...interfaces].join('\n\n')}\n` : null;
}

interface Member {
  readonly name: string;
  /** Source of a type. Of several lines, the first has no indent and the others have that of their depth in it. */
  readonly type: string;
}

interface DeclaredName {
  readonly path: VariablePath;
  /** Of rows; undefined for a root field. */
  readonly declaration?: Declaration;
}

/** The members of a view's context, or of a dict in it, that hold declared names which the template reads. */
function dictMembers(page: CompiledView, path: VariablePath): Member[] {
  const declaredNames: readonly DeclaredName[] = [...declaredPaths(page.view), ...declaredFields(page.view)];
  const below = declaredNames.filter((declared) => isBelow(declared.path, path));
  const names = new Set(below.map((declared) => declared.path[path.length]!));
  return [...names].flatMap((name) => {
    const own = pathTo(path, name);
    const declared = below.find((found) => found.path.length === own.length && isSame(found.path, own));
    if (declared) return [...namedMember(page, own), ...countMembers(page, path, name, declared.declaration, names)];
    const isList = below.some((found) => isBelow(found.path, pathTo(own, null)));
    const members = dictMembers(page, isList ? pathTo(own, null) : own);
    if (members.length === 0) return [];
    return [{ name, type: isList ? listType(objectType(members)) : objectType(members) }];
  });
}

function isSame(a: VariablePath, b: VariablePath): boolean {
  return b.every((step, index) => a[index] === step);
}

function isBelow(path: VariablePath, ancestor: VariablePath): boolean {
  return path.length > ancestor.length && isSame(path, ancestor);
}

function namedMember(page: CompiledView, path: VariablePath): Member[] {
  const name = path.at(-1)!;
  const field = page.fields.get(pathName(path));
  if (field) return [{ name, type: ownFieldType('Query', rootFieldOf(field), page.schema) }];
  const operation = page.operations.get(pathName(path));
  return operation ? [{ name, type: loadedType(operation, page.schema) }] : [];
}

/** `requests_count` and `requestsCount`, where the template reads them and they are not declared themselves. */
function countMembers(
  page: CompiledView,
  path: VariablePath,
  name: string,
  declaration: Declaration | undefined,
  declared: ReadonlySet<string>,
): Member[] {
  const node = pathBelow(page.paths, path);
  if (declaration?.cardinality === 'one' || !node) return [];
  return [`${name}_count`, `${name}Count`]
    .filter((alias) => node.members.has(alias) && !declared.has(alias))
    .map((alias) => ({ name: alias, type: 'number' }));
}

function loadedType(operation: Operation, schema: GraphQLSchema): string {
  const { counts, cardinality, type } = operation;
  if (counts) return 'number';
  const row = rowType(type, rootFieldOf(operation).selectionSet!, schema);
  return cardinality === 'many' ? listType(row) : nullable(row);
}

function rowType(type: ModelType, { selections }: SelectionSetNode, schema: GraphQLSchema): string {
  return objectType(
    (selections as readonly FieldNode[]).map((node) => {
      const field = fieldOf(type, node);
      const own = field ? null : ownFieldType(type.name, node, schema);
      return { name: nameOf(node), type: own ?? fieldType(field!, node, schema) };
    }),
  );
}

function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** An annotation of a QuerySet is read as `total: annotation(name: "total")`. */
function fieldOf(type: ModelType, { name, alias }: FieldNode): Field | undefined {
  return type.fields.get(name.value === 'annotation' && alias ? alias.value : name.value);
}

/** A field that the application added to the models, or one of its own types. */
function ownFieldType(owner: string, { name, selectionSet }: FieldNode, schema: GraphQLSchema): string {
  const type = schema.getType(owner);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
  return field ? outputType(field.type, selectionSet, schema) : scalarTypes.String; // __typename
}

function outputType(
  type: GraphQLOutputType,
  selectionSet: SelectionSetNode | undefined,
  schema: GraphQLSchema,
): string {
  if (!isNonNullType(type)) return nullable(presentType(type, selectionSet, schema));
  return presentType(type.ofType, selectionSet, schema);
}

function presentType(
  type: GraphQLOutputType,
  selectionSet: SelectionSetNode | undefined,
  schema: GraphQLSchema,
): string {
  if (isListType(type)) return listType(outputType(type.ofType, selectionSet, schema));
  if (isEnumType(type)) return unionOf(type.getValues().map(({ name }) => name));
  if (isScalarType(type)) return scalarTypes[type.name as Scalar['name']] ?? 'unknown';
  const { name } = type as { readonly name: string };
  const rows = modelTypesOf(schema)?.get(name);
  if (rows) return rowType(rows, selectionSet!, schema);
  const nodes = selectionSet!.selections as readonly FieldNode[];
  return objectType(nodes.map((node) => ({ name: nameOf(node), type: ownFieldType(name, node, schema) })));
}

function fieldType(field: Field, { selectionSet }: FieldNode, schema: GraphQLSchema): string {
  switch (field.kind) {
    case 'column': {
      const type = field.values ? unionOf(field.values) : scalarTypes[field.scalar.name];
      return field.nullable ? nullable(type) : type;
    }
    case 'annotation': {
      const type = scalarTypes[field.scalar.name];
      return field.nullable ? nullable(type) : type;
    }
    case 'computed':
      return scalarTypes.Value;
    case 'str':
      return nullable(scalarTypes.String);
    case 'toOne':
      return nullable(rowType(field.target, selectionSet!, schema));
    case 'toMany':
      return listType(rowType(field.target, selectionSet!, schema));
    default:
      return field satisfies never;
  }
}

/** As templates are given them. An application's `codegen.yml` says the same of its own types. */
const scalarTypes: Readonly<Record<Scalar['name'], string>> = {
  Int: 'number',
  Float: 'number',
  String: 'string',
  Boolean: 'boolean',
  ID: 'string',
  BigInt: 'string',
  Decimal: 'string',
  DateTime: 'string',
  Date: 'string',
  Time: 'string',
  JSON: 'unknown',
  Value: 'string | number | boolean | null',
};

function unionOf(values: readonly string[]): string {
  return values.length > 0 ? values.map(quoted).join(' | ') : 'never';
}

/** `unknown | null` is `unknown`. */
function nullable(type: string): string {
  return type === 'unknown' ? type : `${type} | null`;
}

function listType(item: string): string {
  return / \| [^{}]*$/.test(item) ? `readonly (${item})[]` : `readonly ${item}[]`;
}

function objectType(members: readonly Member[]): string {
  const lines = members.map(({ name, type }) => `  readonly ${keyOf(name)}: ${type.replaceAll('\n', '\n  ')};`);
  return ['{', ...lines, '}'].join('\n');
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
