import type { MacroNode, SymbolNode } from './templateNodes.ts';

/** What a name was last set to; `isGlobal` where nunjucks also keeps it in the context, which macros see. */
export interface Binding {
  readonly kind: 'loop' | 'markup' | 'value';
  readonly isGlobal: boolean;
}

/** A frame of nunjucks. A macro has no frame around it: what is set there is `hidden`, but for what is global. */
export interface Frame {
  readonly kind: 'root' | 'for' | 'block' | 'macro' | 'call';
  readonly outer: Frame | null;
  readonly hidden: Frame | null;
  readonly macro: MacroNode | null;
  readonly names: Map<string, Binding>;
  /** Names that a loop in this frame has set in its own. */
  readonly lost: Map<string, SymbolNode>;
}

export const plainValue: Binding = { kind: 'value', isGlobal: false };

export function newFrame(kind: Frame['kind'], outer: Frame | null): Frame {
  return { kind, outer, hidden: null, macro: null, names: new Map(), lost: new Map() };
}

/** A frame and those around it, up to a macro. */
export function* framesFrom(frame: Frame): Generator<Frame> {
  for (let each: Frame | null = frame; each; each = each.outer) yield each;
}

/** A name that is set in a frame or around it, if nunjucks keeps it in the context, or if it does not. */
export function bindingIn(frame: Frame, name: string, isGlobal: boolean): Binding | undefined {
  for (const each of framesFrom(frame)) {
    const binding = each.names.get(name);
    if (binding) return binding.isGlobal === isGlobal ? binding : undefined;
    if (each.hidden) return bindingIn(each.hidden, name, isGlobal);
  }
  return undefined;
}
