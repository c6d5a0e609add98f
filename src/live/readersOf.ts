import { type PathNode, placesBelow } from '../template/pathTree.ts';
import type { CompiledView } from './compileView.ts';

/**
 * Which templates of a view read a value or what is below it, and where: `rentals/dashboard.njk, lines 56, 58 and 59`, one
 * for each template, in the order in which they take each other in.
 */
export function readersOf({ sources }: CompiledView, node: PathNode | null): string[] {
  const places = node ? placesBelow(node) : [];
  return sources.flatMap(({ name, filename }) => {
    const lines = places.filter((place) => place.filename === filename).map(({ line }) => line);
    return lines.length > 0 ? [`${name}, ${linesText([...new Set(lines)].sort((a, b) => a - b))}`] : [];
  });
}

function linesText(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}
