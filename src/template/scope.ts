import { type Meaning, sizeOf, union } from './meaning.ts';

/** Names and what they mean at one moment. Never changed in place, so that a moment can be kept. */
export type Names = ReadonlyMap<string, Meaning>;

/** Whatever holds names. */
export interface NameStore {
  names: Names;
}

/**
 * The variables of a template, as nunjucks' Context keeps them: what is set at its top level, over the page's data. An
 * imported template has a context without data.
 */
export class TemplateContext implements NameStore {
  names: Names;
  readonly hasData: boolean;
  /** What an import can name. */
  readonly exported: Set<string> = new Set();

  constructor(names: Names, hasData: boolean) {
    this.names = names;
    this.hasData = hasData;
  }

  bind(name: string, meaning: Meaning): void {
    this.names = withName(this.names, name, { ...meaning, mayBeUnset: false });
  }

  /** The same for a name that an import may have, unless it begins with `_`. */
  define(name: string, meaning: Meaning): void {
    this.bind(name, meaning);
    if (!name.startsWith('_')) this.exported.add(name);
  }
}

export interface FrameOptions {
  /** Whether what is set here stays here. */
  readonly isolated?: boolean;
  /** Whether what is set here is a variable of the template. */
  readonly topLevel?: boolean;
  /** Whether this is the first frame of a function that nunjucks makes: of a template, a block, a macro. */
  readonly outermost?: boolean;
}

/**
 * The names of a template's scopes, as nunjucks' Frame keeps them: reads go outwards, and so do writes to a name that
 * an outer frame has. An isolated frame (a block, an include) keeps what is written in itself, but not what is written
 * in a loop within it. Source: nunjucks/src/runtime.js, Frame.resolve.
 */
export class Frame implements NameStore {
  names: Names = new Map();
  readonly parent: Frame | null;
  readonly isolated: boolean;
  readonly topLevel: boolean;
  readonly outermost: boolean;

  constructor(parent: Frame | null, { isolated = false, topLevel = false, outermost = false }: FrameOptions = {}) {
    this.parent = parent;
    this.isolated = isolated;
    this.topLevel = topLevel;
    this.outermost = outermost;
  }

  /** What a name has been set to, or undefined; `mayBeUnset` where that is only one possibility. */
  lookup(name: string): Meaning | undefined {
    const here = this.names.get(name);
    if (here && !here.mayBeUnset) return here;
    const outside = this.parent?.lookup(name);
    if (here && outside) return { ...union(here, outside), mayBeUnset: outside.mayBeUnset };
    return here ?? outside;
  }

  /** Names a value in this frame. */
  bind(name: string, meaning: Meaning): void {
    this.names = withName(this.names, name, { ...meaning, mayBeUnset: false });
  }

  /** Names a value that an earlier turn may have left, or not. */
  bindUnsure(name: string, meaning: Meaning): void {
    this.names = withName(this.names, name, { ...meaning, mayBeUnset: true });
  }

  /** `{% set %}`: changes the name where it is, else makes it here; each of these where it only may be there. */
  assign(name: string, meaning: Meaning): void {
    const [first = this, ...others] = this.#owners(name, !this.isolated);
    const isCertain = first === this || !first.names.get(name)!.mayBeUnset;
    if (isCertain && others.length === 0) return first.bind(name, meaning);
    for (const frame of new Set([this, first, ...others])) frame.#mayMean(name, meaning);
  }

  /** The frames that have a name, innermost first, up to the first where it is certain to be set. */
  #owners(name: string, outwards = true): Frame[] {
    const here = this.names.get(name);
    const outer = outwards && this.parent && (!here || here.mayBeUnset) ? this.parent.#owners(name) : [];
    return here ? [this, ...outer] : outer;
  }

  #mayMean(name: string, meaning: Meaning): void {
    const here = this.names.get(name);
    const either = here ? { ...union(here, meaning), mayBeUnset: here.mayBeUnset } : { ...meaning, mayBeUnset: true };
    this.names = withName(this.names, name, either);
  }
}

/** What all frames and contexts in use held at one moment, by their order. */
export type ScopeState = readonly Names[];

/** The frame and the context that are in use, and those around them. */
export class Scopes {
  context: TemplateContext;
  frame: Frame;
  #stores: NameStore[];

  constructor() {
    this.context = new TemplateContext(new Map(), true);
    this.frame = new Frame(null, { topLevel: true, outermost: true });
    this.#stores = [this.context, this.frame];
  }

  /** What a name has been set to, or undefined; `mayBeUnset` where that is only one possibility. */
  lookup(name: string): Meaning | undefined {
    const inFrame = this.frame.lookup(name);
    if (inFrame && !inFrame.mayBeUnset) return inFrame;
    const inContext = this.context.names.get(name);
    if (inFrame && inContext) return { ...union(inFrame, inContext), mayBeUnset: inContext.mayBeUnset };
    return inFrame ?? inContext;
  }

  /** `{% set %}`: at the top level of a template, a variable of it. */
  set(name: string, meaning: Meaning): void {
    this.frame.assign(name, meaning);
    if (this.frame.topLevel) this.context.define(name, meaning);
  }

  /** A macro, which can be imported where no loop is around it. */
  define(name: string, meaning: Meaning): void {
    this.frame.bind(name, meaning);
    if (this.frame.outermost) this.context.define(name, meaning);
  }

  /** Something imported: it is not handed on. */
  bindImport(name: string, meaning: Meaning): void {
    this.frame.bind(name, meaning);
    if (this.frame.outermost) this.context.bind(name, meaning);
  }

  bindAll(names: Iterable<readonly [string, Meaning]>): void {
    for (const [name, meaning] of names) this.frame.bind(name, meaning);
  }

  /** Runs in a frame within `parent`, which is the one in use unless another is given. */
  within(options: FrameOptions, run: () => void, parent: Frame | null = this.frame): void {
    const outer = this.frame;
    this.frame = new Frame(parent, options);
    this.#using(this.frame, run);
    this.frame = outer;
  }

  withContext(context: TemplateContext, run: () => void): void {
    const outer = this.context;
    this.context = context;
    this.#using(context, run);
    this.context = outer;
  }

  /** Runs each of the ways that a template may take, from the same names; afterwards a name may mean what any of them set. */
  oneOf(ways: readonly (() => unknown)[]): void {
    const before = this.#capture();
    const after = ways.map((way) => {
      this.#restore(before);
      way();
      return this.#capture();
    });
    this.#restore(after.length === 0 ? before : after.reduce(mergeStates));
  }

  /**
   * Runs the turns of a loop until no name means more than before: a name may be set to what an earlier turn made of it.
   * After some turns, what a name means more is first given to `fold`, which may leave out what would go on for ever.
   */
  untilStable(turn: () => void, fold: (meaning: Meaning, known: Meaning) => Meaning): void {
    let state = this.#capture();
    let size = -1;
    for (let turns = 1; size !== sizeOfState(state); turns += 1) {
      size = sizeOfState(state);
      this.#restore(state);
      turn();
      const after = this.#capture();
      state = mergeStates(state, turns > patientTurns ? foldState(after, state, fold) : after);
    }
    this.#restore(state);
  }

  #using(store: NameStore, run: () => void): void {
    this.#stores.push(store);
    run();
    this.#stores.pop();
  }

  #capture(): ScopeState {
    return this.#stores.map((store) => store.names);
  }

  #restore(state: ScopeState): void {
    for (const [index, store] of this.#stores.entries()) store.names = state[index]!;
  }
}

/** So often a loop is read before a name that still grows is folded. */
const patientTurns = 3;

/** What names may mean after one of two ways was taken. */
export function mergeStates(a: ScopeState, b: ScopeState): ScopeState {
  return a.map((names, index) => mergeNames(names, b[index]!));
}

/** How many possibilities the names have together; merging never makes it smaller. */
export function sizeOfState(state: ScopeState): number {
  return state.flatMap((names) => [...names.values()]).reduce((size, meaning) => size + sizeOf(meaning), 0);
}

function foldState(
  state: ScopeState,
  known: ScopeState,
  fold: (meaning: Meaning, known: Meaning) => Meaning,
): ScopeState {
  return state.map((names, index) => {
    const entries = [...names].map(([name, meaning]): [string, Meaning] => {
      const before = known[index]!.get(name);
      return [name, before ? fold(meaning, before) : meaning];
    });
    return new Map(entries);
  });
}

function mergeNames(a: Names, b: Names): Names {
  if (a === b) return a;
  const merged = new Map<string, Meaning>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(name), b.get(name)];
    merged.set(name, one && other ? union(one, other) : { ...(one ?? other)!, mayBeUnset: true });
  }
  return merged;
}

function withName(names: Names, name: string, meaning: Meaning): Names {
  return new Map(names).set(name, meaning);
}
