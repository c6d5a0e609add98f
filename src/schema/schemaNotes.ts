import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import type { ModelType } from './modelType.ts';

// What Livegraft knows of a GraphQL schema and of its fields stands in their `extensions`, where graphql-js keeps what
// libraries say: it stays when a tool makes another schema of one.

const key = 'livegraft';

/** Notes by which models' types a schema was made. */
export function noteModelTypes(schema: GraphQLSchema, types: ReadonlyMap<string, ModelType>): void {
  Object.assign(schema.extensions, { [key]: types });
}

/** The types of the models that a schema is made of; undefined where it is not one of ours. */
export function modelTypesOf(schema: GraphQLSchema): ReadonlyMap<string, ModelType> | undefined {
  return schema.extensions[key] as ReadonlyMap<string, ModelType> | undefined;
}

/** A field that the application itself adds to the models' schema. */
export interface OwnField {
  /** What its resolver reads of the row that it is a field of: paths such as `firstName` or `tenant.id`. */
  readonly requires: readonly string[];
}

/** For the `extensions` of a field. */
export function ownFieldNote(field: OwnField): { readonly [key]: OwnField } {
  return { [key]: field };
}

/** What is known of a field that the application added; undefined for one of Livegraft's. */
export function ownFieldOf(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): OwnField | undefined {
  return field.extensions[key] as OwnField | undefined;
}

/** The fields that the application added to a type of the schema. */
export function ownFieldsOf(schema: GraphQLSchema, typeName: string): readonly GraphQLField<unknown, unknown>[] {
  const type = schema.getType(typeName);
  return isObjectType(type) ? Object.values(type.getFields()).filter((field) => ownFieldOf(field)) : [];
}
