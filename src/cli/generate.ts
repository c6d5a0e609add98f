import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LivegraftError } from '../errors.ts';
import type { ModelClass } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { loadApp } from './loadApp.ts';

export interface GenerateOptions {
  readonly folder: string;
  readonly check?: boolean | undefined;
}

/** Writes the SDL of the application's models to `schema/schema.graphql`. Throws LG5014 where `check` finds it stale. */
export async function generate({ folder, check = false }: GenerateOptions): Promise<void> {
  const { sequelize } = await loadApp(folder);
  const filename = path.resolve(folder, 'schema', 'schema.graphql');
  const shown = path.relative('.', filename);
  const { typeDefs } = createModelSchema(Object.values(sequelize.models) as ModelClass[]);
  const isFresh = existsSync(filename) && readFileSync(filename, 'utf8') === typeDefs;
  if (check && !isFresh) throw stale(shown);
  if (!isFresh) writeFileSync(filename, typeDefs);
  console.log(isFresh ? `${shown} is up to date.` : `Wrote ${shown}.`);
}

function stale(filename: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5014',
    message: `${filename} is not what the models say.`,
    hint: 'Run "livegraft generate" and commit the file.',
  });
}
