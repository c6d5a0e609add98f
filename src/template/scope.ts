import type { PathNode } from './pathTree.ts';

/** What an expression may stand for: steps of paths, and a literal where it is one. */
export interface Meaning {
  readonly targets: readonly PathNode[];
  readonly literal: unknown;
  /** Whether a name may not have been set, so that it still means what it meant outside. */
  readonly mayBeUnset: boolean;
}

export const nothing: Meaning = { targets: [], literal: undefined, mayBeUnset: false };

export function meaningOf(targets: readonly PathNode[]): Meaning {
  return { ...nothing, targets };
}

export function union(a: Meaning, b: Meaning): Meaning {
  return { ...meaningOf([...new Set([...a.targets, ...b.targets])]), mayBeUnset: a.mayBeUnset || b.mayBeUnset };
}

/** The names of a scope and of those around it, innermost first, at one moment. */
export type ScopeState = readonly ReadonlyMap<string, Meaning>[];

/**
 * The names that a template has set, as nunjucks' Frame keeps them: reads go outwards, and so do writes to a name that
 * an outer scope has. An isolated scope (a block, an include) keeps what is written in itself, but not what is written
 * in a loop within it. Source: nunjucks/src/runtime.js, Frame.resolve.
 */
export class Scope {
  readonly #parent: Scope | null;
  readonly #isolated: boolean;
  #names = new Map<string, Meaning>();

  constructor(parent: Scope | null = null, isolated = false) {
    this.#parent = parent;
    this.#isolated = isolated;
  }

  /** What a name has been set to, or undefined; `mayBeUnset` where that is only one possibility. */
  lookup(name: string): Meaning | undefined {
    const here = this.#names.get(name);
    if (here && !here.mayBeUnset) return here;
    const outside = this.#parent ? this.#parent.lookup(name) : undefined;
    if (here && outside) return { ...union(here, outside), mayBeUnset: outside.mayBeUnset };
    return here ?? outside;
  }

  /** Names a value in this scope. */
  bind(name: string, meaning: Meaning): void {
    this.#names.set(name, { ...meaning, mayBeUnset: false });
  }

  /** `{% set %}`: changes the name where it is, else makes it here; each of these where it only may be there. */
  assign(name: string, meaning: Meaning): void {
    const [first = this, ...others] = this.#owners(name, !this.#isolated);
    const isCertain = first === this || !first.#names.get(name)!.mayBeUnset;
    if (isCertain && others.length === 0) return first.bind(name, meaning);
    for (const scope of new Set([this, first, ...others])) scope.#mayMean(name, meaning);
  }

  capture(): ScopeState {
    return [new Map(this.#names), ...(this.#parent ? this.#parent.capture() : [])];
  }

  restore([names, ...outer]: ScopeState): void {
    this.#names = new Map(names);
    this.#parent?.restore(outer);
  }

  /** The scopes that have a name, innermost first, up to the first where it is certain to be set. */
  #owners(name: string, outwards = true): Scope[] {
    const here = this.#names.get(name);
    const outer = outwards && this.#parent && (!here || here.mayBeUnset) ? this.#parent.#owners(name) : [];
    return here ? [this, ...outer] : outer;
  }

  #mayMean(name: string, meaning: Meaning): void {
    const here = this.#names.get(name);
    const either = here ? { ...union(here, meaning), mayBeUnset: here.mayBeUnset } : { ...meaning, mayBeUnset: true };
    this.#names.set(name, either);
  }
}

/** What names may mean after one of two ways was taken. */
export function mergeStates(a: ScopeState, b: ScopeState): ScopeState {
  return a.map((names, level) => {
    const others = b[level]!;
    const merged = new Map<string, Meaning>();
    for (const name of new Set([...names.keys(), ...others.keys()])) {
      const [one, other] = [names.get(name), others.get(name)];
      merged.set(name, one && other ? union(one, other) : { ...(one ?? other)!, mayBeUnset: true });
    }
    return merged;
  });
}

/** How many possibilities the names have together; merging never makes it smaller. */
export function sizeOfState(state: ScopeState): number {
  return state
    .flatMap((names) => [...names.values()])
    .reduce((size, { targets, literal, mayBeUnset }) => {
      return size + 1 + targets.length + Number(literal === undefined) + Number(mayBeUnset);
    }, 0);
}
