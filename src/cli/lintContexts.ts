import type { Diagnostic } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { type ClassSource, classesOf } from '../live/classSource.ts';
import type { SourceFile } from '../live/lintView.ts';
import type { ViewClass } from '../live/liveView.ts';

/**
 * Views whose `static context` is the generated type of another view (LG4045): what is said of their rows is true of
 * another template. A view without one, and one with a type of its own making, is as it wants to be.
 */
export function lintContexts(views: readonly ViewClass[], files: readonly SourceFile[]): Diagnostic[] {
  const owners = new Map(views.map(({ name }) => [`${name}Context`, name]));
  const named = views.map(({ name }) => name);
  return files
    .flatMap(({ filename, text }) => classesOf(filename, text))
    .filter(({ name }) => named.includes(name))
    .flatMap((source) => declaredContexts(source))
    .filter(({ view, type }) => owners.has(type) && owners.get(type) !== view)
    .map(({ view, type, location }) => {
      return { severity: 'warning', error: foreignContext(view, owners.get(type)!, location) };
    });
}

interface DeclaredContext {
  readonly view: string;
  /** The name of its type. */
  readonly type: string;
  /** Of that name. */
  readonly location: TemplateLocation;
}

/** `declare static context: TenantListViewContext` of a class, where its type is a name. */
function declaredContexts({ name, members }: ClassSource): DeclaredContext[] {
  const found = members.filter((member) => member.name === 'context' && member.modifiers.has('static'));
  return found.flatMap(({ location }) => {
    const { source, line, column, length } = location;
    const start = column - 1 + length;
    const [, before, type] = /^(\s*:\s*)(\w+)/.exec(source.split('\n')[line - 1]!.slice(start)) ?? [];
    if (!before || !type) return [];
    return [{ view: name, type, location: { ...location, column: start + before.length + 1, length: type.length } }];
  });
}

function foreignContext(view: string, other: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG4045',
    message: `The context of ${view} is declared to be that of ${other}.`,
    hint: `Write "declare static context: ${view}Context", which "livegraft generate" writes to schema/generated/contexts.ts.`,
    location,
  });
}
