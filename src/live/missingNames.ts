import { didYouMean, LivegraftError } from '../errors.ts';
import type { RenderContext } from '../template/environment.ts';
import { isUsed, type PathNode, placeOf } from '../template/pathTree.ts';
import type { CompiledView } from './compileView.ts';

/**
 * The names that a view's template reads and that it was not given, each as an error at its place (LG4046): nunjucks shows
 * nothing for them. A name that the template tests or has a default for may be missing, and so may `flash`.
 */
export function missingNames({ view, paths }: CompiledView, context: RenderContext): LivegraftError[] {
  return [...paths.members.values()]
    .filter((node) => isUsed(node) && !mayBeMissing(node) && !Object.hasOwn(context, node.name))
    .map((node) => missingName(view.name, node, Object.keys(context)));
}

function mayBeMissing({ name, reads }: PathNode): boolean {
  return name === 'flash' || reads.some(({ use }) => use === 'test' || use === 'default' || use === 'identity');
}

function missingName(view: string, node: PathNode, given: readonly string[]): LivegraftError {
  const meant = didYouMean(node.name, given);
  return new LivegraftError({
    code: 'LG4046',
    message: `${view} gives its template no "${node.name}", so nothing is shown for it.`,
    hint: `${meant ? `${meant} ` : ''}Make it a public name or return it from getContextData(), be it null.`,
    location: placeOf(node),
  });
}
