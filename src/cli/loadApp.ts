import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LivegraftError } from '../errors.ts';
import type { App } from '../server/app.ts';

/** The application in a folder: the default export of its `views/routes.ts`. Throws LG5010 and LG5011. */
export async function loadApp(folder: string): Promise<App> {
  const filename = findApp(folder);
  const module = (await import(pathToFileURL(filename).href)) as { default?: App };
  if (!module.default?.sequelize || !Array.isArray(module.default.routes)) throw noApp(filename);
  return module.default;
}

/** The file that an application is in. Throws LG5010 where there is none. */
export function findApp(folder: string): string {
  const filename = ['ts', 'js']
    .map((ending) => path.resolve(folder, 'views', `routes.${ending}`))
    .find((name) => existsSync(name));
  if (!filename) throw noRoutes(folder);
  return filename;
}

function noRoutes(folder: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5010',
    message: `There is no application in ${path.resolve(folder)}: it has no views/routes.ts.`,
    hint: 'Name its folder with --app.',
  });
}

function noApp(filename: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5011',
    message: `The default export of ${path.relative('.', filename)} is no application.`,
    hint: 'Write "export default defineApp({ sequelize, routes })".',
  });
}
