import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addResolversToSchema } from '@graphql-tools/schema';
import {
  concatAST,
  type DocumentNode,
  extendSchema,
  type GraphQLEnumType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  getLocation,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  parse,
  Source,
  validateSchema,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { didYouMean, LivegraftError, type TemplateLocation, toError } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { modelTypesOf, noteModelTypes, ownFieldNote } from '../schema/schemaNotes.ts';
import { type AddedField, type OwnResolver, ownResolver, type ResolverObject } from './ownResolver.ts';

/** What an application adds to the schema of its models. */
export interface SchemaExtension {
  /** SDL, or files with SDL: `extend type Tenant { creditScore: Int }`, types of its own, `type Mutation`. */
  readonly typeDefs: string | URL | readonly (string | URL)[];
  /** By type and field, as `@graphql-tools/schema` takes them. Each field that is added to a model or a root type has one. */
  readonly resolvers?: OwnResolvers;
}

export type OwnResolvers = Readonly<
  Record<string, Readonly<Record<string, OwnResolver | string | number>> | GraphQLScalarType | GraphQLEnumType>
>;

/**
 * The schema with fields and types of the application's own. Throws LG2011 for SDL and resolvers that do not fit the models
 * or each other.
 */
export function addOwnFields(schema: GraphQLSchema, { typeDefs, resolvers = {} }: SchemaExtension): GraphQLSchema {
  const extended = extend(schema, withRootTypes(concatAST([typeDefs].flat().map(readSdl))));
  noteModelTypes(extended, modelTypesOf(schema)!); // graphql-js does not keep what a schema it extends has noted
  const added = addedFields(extended, schema);
  refuseSurplus(resolvers, extended, schema, added);
  try {
    return addResolversToSchema({ schema: extended, resolvers: completed(resolvers, added, extended) });
  } catch (error) {
    throw error instanceof LivegraftError ? error : unusable(toError(error).message, { cause: error });
  }
}

function readSdl(given: string | URL): DocumentNode {
  if (!(given instanceof URL)) return parseSdl(new Source(given, 'typeDefs'));
  const filename = path.relative('.', fileURLToPath(given));
  try {
    return parseSdl(new Source(readFileSync(given, 'utf8'), filename));
  } catch (error) {
    if (error instanceof LivegraftError) throw error;
    throw unusable(`${filename} cannot be read: ${toError(error).message}`, { cause: error });
  }
}

function parseSdl(source: Source): DocumentNode {
  try {
    return parse(source);
  } catch (error) {
    throw unusableSdl(error);
  }
}

/** Where SDL does not say what the roots are, types called Mutation and Subscription are such. */
function withRootTypes(document: DocumentNode): DocumentNode {
  const said = document.definitions.flatMap((node) => (node.kind === Kind.SCHEMA_EXTENSION ? node.operationTypes : []));
  const roots = [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION].flatMap((operation) => {
    const name = operation[0]!.toUpperCase() + operation.slice(1);
    const isDefined = document.definitions.some(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name,
    );
    return isDefined && !said.some((root) => root?.operation === operation) ? [`${operation}: ${name}`] : [];
  });
  return roots.length === 0 ? document : concatAST([document, parse(`extend schema { ${roots.join(' ')} }`)]);
}

function extend(schema: GraphQLSchema, document: DocumentNode): GraphQLSchema {
  try {
    const [error] = [...validateSDL(document, schema), ...extendedInputs(document, schema)];
    if (error) throw error;
    const extended = extendSchema(schema, document, { assumeValidSDL: true });
    const [unfit] = validateSchema(extended);
    if (unfit) throw unfit;
    return extended;
  } catch (error) {
    throw unusableSdl(error);
  }
}

/** What conditions and orders may say is Livegraft's to read. */
function extendedInputs({ definitions }: DocumentNode, schema: GraphQLSchema): GraphQLError[] {
  const inputs = definitions.filter((node) => {
    const isInput = node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION || node.kind === Kind.ENUM_TYPE_EXTENSION;
    return isInput && schema.getType(node.name.value);
  });
  return inputs.map((node) => new GraphQLError('What the models take as input cannot be extended.', { nodes: node }));
}

function addedFields(extended: GraphQLSchema, base: GraphQLSchema): AddedField[] {
  const types = modelTypesOf(base)!;
  return objectTypes(extended).flatMap((owner) => {
    const before = base.getType(owner.name) as GraphQLObjectType | undefined;
    const rowType = types.get(owner.name);
    const fields = Object.values(owner.getFields()).filter(({ name }) => !before?.getFields()[name]);
    return fields.map((field): AddedField => {
      if (rowType?.columns.has(field.name)) throw privateName(rowType, field.name);
      assertRowsAreRead(owner, field, extended);
      return { owner, field, rowType, target: types.get(getNamedType(field.type).name) };
    });
  });
}

/** Rows are read by the resolvers of fields that have their model's type, or lists of it. */
function assertRowsAreRead(owner: GraphQLObjectType, field: AddedField['field'], schema: GraphQLSchema): void {
  const types = modelTypesOf(schema)!;
  const named = getNamedType(field.type);
  const name = `${owner.name}.${field.name}`;
  if (isAbstractType(named)) {
    const row = schema.getPossibleTypes(named).find((type) => types.has(type.name));
    if (row)
      throw notRead(name, `the ${isUnionType(named) ? 'union' : 'interface'} ${named.name}, which ${row.name} is of`);
  }
  if (!types.has(named.name)) return;
  if (owner === schema.getSubscriptionType()) throw notRead(name, 'a subscription');
  const list = getNullableType(field.type);
  if (isListType(list) && isListType(getNullableType(list.ofType))) throw notRead(name, 'lists in a list');
}

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !isIntrospectionType(type)) as never;
}

/** Resolvers are for what the application added, not for what the models have. */
function refuseSurplus(
  resolvers: OwnResolvers,
  extended: GraphQLSchema,
  base: GraphQLSchema,
  added: readonly AddedField[],
): void {
  for (const [typeName, given] of Object.entries(resolvers)) {
    const type = extended.getType(typeName);
    if (!type) throw noSuchType(typeName, extended);
    if (isInputObjectType(type) || (!isObjectType(type) && base.getType(typeName))) throw notResolved(typeName);
    if (!isObjectType(type)) continue;
    const own = added.filter(({ owner }) => owner === type).map(({ field }) => field.name);
    for (const name of Object.keys(given)) {
      if (name.startsWith('__') || own.includes(name)) continue;
      throw type.getFields()[name] ? notOwn(typeName, name) : noSuchField(typeName, name, own);
    }
  }
}

type Resolvers = Parameters<typeof addResolversToSchema>[0]['resolvers'];

/** The resolvers as graphql-tools takes them: those of added fields made complete, the others as they are. */
function completed(resolvers: OwnResolvers, added: readonly AddedField[], extended: GraphQLSchema): Resolvers {
  const types: Record<string, Record<string, unknown>> = {};
  for (const [name, given] of Object.entries(resolvers)) {
    const fields = given as Record<string, unknown>;
    types[name] = isObjectType(extended.getType(name)) ? { ...fields } : fields;
  }
  const subscriptions = extended.getSubscriptionType();
  for (const one of added) {
    const { owner, field } = one;
    if (owner === subscriptions) continue;
    types[owner.name] ??= {};
    const given = readResolver(one, types[owner.name]![field.name], extended);
    const extensions = { ...field.extensions, ...ownFieldNote({ requires: given.requires ?? [] }) };
    types[owner.name]![field.name] = { resolve: ownResolver(one, given), extensions };
  }
  return types as Resolvers;
}

/** What a field is resolved with: by itself, with the property of its object, or what a method of that gives. */
function readResolver({ owner, field, rowType }: AddedField, given: unknown, schema: GraphQLSchema): ResolverObject {
  const isRoot = owner === schema.getQueryType() || owner === schema.getMutationType();
  if (given === undefined && (rowType || isRoot)) throw noResolver(owner.name, field.name);
  if (given === undefined) return {};
  const read = (typeof given === 'function' ? { resolve: given } : given) as ResolverObject;
  const { requires, resolve, batch, ...unknown } = read;
  const isOne = typeof (resolve ?? batch) === 'function' && !(resolve && batch);
  if (!isOne || Object.keys(unknown).length > 0) throw noSuchResolver(owner.name, field.name);
  if (requires && !rowType) throw requiresNothing(owner.name, field.name);
  return rowType ? { ...read, requires: requires ?? exposedColumns(rowType) } : read;
}

function exposedColumns({ fields }: ModelType): string[] {
  return [...fields.values()].filter(({ kind }) => kind === 'column').map(({ name }) => name);
}

interface Details {
  readonly hint?: string | undefined;
  readonly location?: TemplateLocation | undefined;
  readonly cause?: unknown;
}

function unusable(message: string, details: Details = {}): LivegraftError {
  return new LivegraftError({
    code: 'LG2011',
    message: `The application's own GraphQL does not fit: ${message}`,
    ...details,
  });
}

function unusableSdl(error: unknown): LivegraftError {
  const { message } = toError(error);
  const hint = /already exists in the schema\. It cannot also be defined in this type definition/.test(message)
    ? 'Add to a type of a model with "extend type".'
    : undefined;
  return unusable(message, {
    hint,
    cause: error,
    location: error instanceof GraphQLError ? placeOf(error) : undefined,
  });
}

/** Where the SDL is wrong; what it added is after what was there. */
function placeOf({ source, locations = [], nodes = [], positions = [] }: GraphQLError): TemplateLocation | undefined {
  const node = nodes.at(-1)?.loc;
  const position = node?.start ?? positions.at(-1);
  const from = node?.source ?? source;
  if (!from || position === undefined || locations.length === 0) return undefined;
  const length = node ? node.startToken.end - node.startToken.start : 1;
  return { filename: from.name, source: from.body, ...getLocation(from, position), length };
}

function privateName({ name }: ModelType, field: string): LivegraftError {
  return unusable(`"${name}.${field}" is the name of a private attribute.`, { hint: 'Give the field another name.' });
}

function noSuchType(name: string, schema: GraphQLSchema): LivegraftError {
  const known = Object.keys(schema.getTypeMap()).filter((type) => !type.startsWith('__'));
  return unusable(`there are resolvers for "${name}", but no such type.`, { hint: didYouMean(name, known) });
}

function noSuchField(type: string, name: string, own: readonly string[]): LivegraftError {
  return unusable(`there is a resolver for "${type}.${name}", but no such field.`, {
    hint: didYouMean(name, own) ?? `Declare it in "typeDefs": extend type ${type} { ${name}: … }.`,
  });
}

function notOwn(type: string, name: string): LivegraftError {
  return unusable(`there is a resolver for "${type}.${name}", which the model itself has.`, {
    hint: 'What a model shows is declared there: an annotation, a getter or a "get…" method. Or give the field another name.',
  });
}

function notResolved(name: string): LivegraftError {
  return unusable(`there are resolvers for "${name}", which is an input or the models' own.`);
}

function notRead(field: string, what: string): LivegraftError {
  return unusable(`"${field}" leads to rows of a model by ${what}, where they are not read.`, {
    hint: 'Give the field the type of one model, or a list of it.',
  });
}

function noResolver(type: string, name: string): LivegraftError {
  return unusable(`"${type}.${name}" has no resolver.`, {
    hint: `Give it one: { ${type}: { ${name}: { requires: […], resolve: (row) => … } } }.`,
  });
}

function noSuchResolver(type: string, name: string): LivegraftError {
  return unusable(`the resolver of "${type}.${name}" is none.`, {
    hint: 'It is a function, or { requires, resolve } or { requires, batch }.',
  });
}

function requiresNothing(type: string, name: string): LivegraftError {
  return unusable(`the resolver of "${type}.${name}" has "requires", but ${type} is no model.`);
}
