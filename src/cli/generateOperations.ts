import { type CompiledView, declaredOperations } from '../live/compileView.ts';
import { pathBelow, pathName } from '../live/modelsDeclaration.ts';
import { readersOf } from '../live/readersOf.ts';

/** The first line of every file that is written here: a file without it is somebody's own. */
export const operationsMarker = '# Written by "livegraft generate" from what the templates read. Do not edit.';

/**
 * The operations that a view's declared names are loaded by, each under a comment: the name, and the templates with the
 * lines that read it. Null where the template reads none.
 *
 *     # dashboard.recent
 *     # rentals/dashboard.njk, lines 56, 58 and 59
 *     query DashboardView_dashboard_recent { … }
 */
export function printOperations(page: CompiledView): string | null {
  if (page.operations.size + page.fields.size === 0) return null;
  const printed = declaredOperations(page).map(({ path, operation }) => {
    const read = readersOf(page, pathBelow(page.paths, path));
    return [`# ${pathName(path)}`, ...read.map((line) => `# ${line}`), operation.text].join('\n');
  });
  return `${[operationsMarker, ...printed].join('\n\n')}\n`;
}
