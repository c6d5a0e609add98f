import type { Blocks } from './blocks.ts';
import { type Callable, foldInto, type Meaning, nothing, sizeOf, union, valuesOf } from './meaning.ts';
import { type CallArguments, keywordPairs, nameOf } from './readExpression.ts';
import type { Frame, TemplateContext } from './scope.ts';
import type { CallerNode, MacroNode, PairNode, StatementNode, SymbolNode } from './templateNodes.ts';
import type { TemplateSource } from './templateSource.ts';

/** A macro, or the body of `{% call %}`, which sees the frame where it stands. */
export interface Macro extends Callable {
  readonly parameters: readonly SymbolNode[];
  readonly defaults: readonly PairNode[];
  readonly body: StatementNode;
  readonly source: TemplateSource;
  readonly context: TemplateContext;
  readonly blocks: Blocks;
  /** Where the body of a call stands, the last time it was read. */
  frame: Frame | null;
}

/** A call of a macro that is being read. */
interface Activation {
  readonly macro: Macro;
  bindings: Map<string, Meaning>;
  /** Whether a call within it has given it more than it was read with. */
  hasGrown: boolean;
}

/** The macros that were defined, and the calls of them that are being read or were read before. */
export class MacroCalls {
  readonly #macros = new Map<MacroNode | CallerNode, readonly Macro[]>();
  readonly #active: Activation[] = [];
  readonly #known = new Set<string>();
  readonly #ids = new WeakMap<object, number>();
  #lastId = 0;

  /** Whether a macro is being read. */
  get isActive(): boolean {
    return this.#active.length > 0;
  }

  /** A macro is one thing however often its definition is read, so that loops come to an end. */
  macroOf(
    node: MacroNode | CallerNode,
    { source, context, blocks, frame }: Pick<Macro, 'source' | 'context' | 'blocks' | 'frame'>,
  ): Macro {
    const known = this.#macros.get(node) ?? [];
    const same = known.find((macro) => macro.context === context && macro.blocks === blocks);
    if (same) return Object.assign(same, { frame });
    const parameters = node.args.children.filter((child) => child.typename === 'Symbol') as SymbolNode[];
    const defaults = node.args.children.flatMap((child) => (child.typename === 'Symbol' ? [] : keywordPairs(child)));
    const macro: Macro = { callable: true, parameters, defaults, body: node.body, source, context, blocks, frame };
    this.#macros.set(node, [...known, macro]);
    return macro;
  }

  /**
   * Runs a macro for a call with what it is given, unless the same call has been read. A call within itself adds to what the
   * outer one was given, and that is run until nothing is added.
   */
  call(macro: Macro, args: CallArguments, run: (bindings: ReadonlyMap<string, Meaning>) => void): void {
    const bindings = bindParameters(macro, args);
    const outer = this.#active.find((call) => call.macro === macro);
    if (outer) return addToCall(outer, bindings);
    const key = this.#keyOf(macro, bindings);
    if (key && this.#known.has(key)) return;
    const call: Activation = { macro, bindings, hasGrown: false };
    this.#active.push(call);
    do {
      call.hasGrown = false;
      run(call.bindings);
    } while (call.hasGrown);
    this.#active.pop();
    if (key) this.#known.add(key);
  }

  /** What a call reads depends on this alone; null for one whose `caller` sees other names each time. */
  #keyOf(macro: Macro, bindings: ReadonlyMap<string, Meaning>): string | null {
    if (macro.frame || [...bindings.values()].some(holdsCaller)) return null;
    const given = [...bindings].map(([name, meaning]) => `${name}=${this.#identify(meaning)}`);
    return [this.#id(macro.body), this.#id(macro.context.names), ...given].join(' ');
  }

  #identify({ targets, literals, made, macros, mayBeUnset }: Meaning): string {
    const ids = [...targets, ...macros, ...(made ? [made] : [])].map((part) => this.#id(part));
    return JSON.stringify([ids, literals, mayBeUnset]);
  }

  #id(part: object): number {
    const known = this.#ids.get(part);
    if (known) return known;
    this.#lastId += 1;
    this.#ids.set(part, this.#lastId);
    return this.#lastId;
  }
}

/** The names that a macro may be given. */
export function parametersOf({ parameters, defaults }: Macro): string[] {
  return [...parameters.map(({ value }) => value), ...defaults.map(nameOf)];
}

/** What a macro's names mean when it is called. Source: nunjucks/src/runtime.js, makeMacro. */
function bindParameters({ parameters, defaults }: Macro, { positional, named }: CallArguments): Map<string, Meaning> {
  const bindings = new Map<string, Meaning>();
  for (const [index, { value: name }] of parameters.entries()) {
    const byName = positional.length < parameters.length ? named.get(name) : undefined;
    bindings.set(name, positional[index] ?? byName ?? nothing);
  }
  for (const [index, { key }] of defaults.entries()) {
    const name = (key as SymbolNode).value;
    const given = positional[parameters.length + index] ?? named.get(name);
    if (given) bindings.set(name, given);
  }
  const caller = named.get('caller');
  return caller ? bindings.set('caller', caller) : bindings;
}

function holdsCaller({ macros, made }: Meaning): boolean {
  return macros.some((macro) => (macro as Macro).frame !== null) || (made !== null && valuesOf(made).some(holdsCaller));
}

function addToCall(call: Activation, given: ReadonlyMap<string, Meaning>): void {
  for (const [name, meaning] of given) {
    const known = call.bindings.get(name);
    const more = known ? union(known, foldInto(meaning, known)) : meaning;
    if (known && sizeOf(more) === sizeOf(known)) continue;
    call.bindings = new Map(call.bindings).set(name, more);
    call.hasGrown = true;
  }
}
