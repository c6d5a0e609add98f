import type { CompiledView } from '../live/compileView.ts';
import { declaredPaths, pathBelow, pathName } from '../live/modelsDeclaration.ts';
import { type PathNode, placesBelow } from '../template/pathTree.ts';

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
  if (page.operations.size === 0) return null;
  const printed = declaredPaths(page.view).flatMap(({ path }) => {
    const operation = page.operations.get(pathName(path));
    if (!operation) return [];
    const read = readersOf(page, pathBelow(page.paths, path)!);
    return [[`# ${pathName(path)}`, ...read.map((line) => `# ${line}`), operation.text].join('\n')];
  });
  return `${[operationsMarker, ...printed].join('\n\n')}\n`;
}

/** `rentals/dashboard.njk, lines 56, 58 and 59`, a line for each template, in the order in which they take each other in. */
function readersOf({ sources }: CompiledView, node: PathNode): string[] {
  const places = placesBelow(node);
  return sources.flatMap(({ name, filename }) => {
    const lines = places.filter((place) => place.filename === filename).map(({ line }) => line);
    return lines.length > 0 ? [`${name}, ${linesText([...new Set(lines)].sort((a, b) => a - b))}`] : [];
  });
}

function linesText(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}
