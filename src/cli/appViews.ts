import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { ViewClass } from '../live/liveView.ts';
import type { ModelClass } from '../schema/modelType.ts';
import type { App } from '../server/app.ts';
import { appSchema } from '../server/appSchema.ts';
import { folderTemplates, type TemplateLoader } from '../template/templateSource.ts';
import { type Vocabulary, vocabularyOf } from '../template/vocabulary.ts';
import { loadApp } from './loadApp.ts';

/** What there is to analyse of an application. */
export interface AppViews {
  /** The folder of the templates. */
  readonly folder: string;
  readonly load: TemplateLoader;
  readonly vocabulary: Vocabulary;
  /** The views of all routes, each once. */
  readonly views: readonly ViewClass[];
  readonly models: readonly ModelClass[];
  /** Made when it is asked for. Throws LG2001 to LG2011 for models that cannot be described, and for GraphQL that does not fit them. */
  schema(): GraphQLSchema;
}

/** Loads an application for analysis; it connects nowhere. Throws LG5010 and LG5011. */
export async function loadViews(appFolder: string): Promise<AppViews> {
  const app = await loadApp(appFolder);
  const folder = realpathSync(path.resolve(appFolder, 'views'));
  return {
    folder,
    load: folderTemplates(folder),
    vocabulary: vocabularyOf(app),
    views: viewsOf(app),
    models: Object.values(app.sequelize.models) as ModelClass[],
    schema: () => appSchema(app),
  };
}

function viewsOf({ routes }: App): ViewClass[] {
  return [...new Set(routes.flatMap((route) => (route.kind === 'page' ? [route.view] : [])))];
}

/** The files below a folder whose names end so, by their paths in it, sorted; none in `node_modules`, none hidden. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith(ending) && !/(?:^|\/)(?:node_modules\/|\.)/.test(name))
    .sort();
}
