import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { LivegraftError } from '../errors.ts';

/** The text of each document that clients may name, by its hash: SHA-256 in hexadecimal digits of the file as it is. */
export type PersistedDocuments = ReadonlyMap<string, string>;

/**
 * The `.graphql` files of a folder, those in folders below it among them. Throws LG5022 for one that does not parse or
 * is not valid against the schema, or asks for the schema where that is not told, and for a folder that cannot be read.
 */
export function readPersistedDocuments(
  folder: string | URL,
  schema: GraphQLSchema,
  { introspection }: { readonly introspection: boolean },
): PersistedDocuments {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const root = folder instanceof URL ? fileURLToPath(folder) : folder;
  const documents = new Map<string, string>();
  for (const name of filesOf(root)) {
    const filename = path.join(root, name);
    const text = readFileSync(filename, 'utf8');
    assertValid(filename, text, schema, rules);
    documents.set(hashOf(text), text);
  }
  return documents;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function filesOf(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.graphql')).sort();
  } catch (error) {
    throw unusable(folder, (error as Error).message, error);
  }
}

function assertValid(filename: string, text: string, schema: GraphQLSchema, rules: readonly ValidationRule[]): void {
  try {
    const [error] = validate(schema, parse(text), rules);
    if (error) throw error;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    throw unusable(place ? `${filename}:${place.line}:${place.column}` : filename, error.message, error);
  }
}

function unusable(place: string, reason: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG5022',
    message: `The GraphQL document ${path.relative('.', place)} cannot be used: ${reason.replace(/\.?$/, '.')}`,
    hint: '"graphql.documents" of the application names the folder with the documents that clients may run.',
    cause,
  });
}
