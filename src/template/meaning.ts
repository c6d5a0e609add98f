import type { TemplateLocation } from '../errors.ts';
import { addRead, isBelow, itemsOf, memberOf, type PathNode, type PathUse, placeOf } from './pathTree.ts';

export type Literal = string | number | boolean | null;

/**
 * What an expression may stand for, in all ways that the template can take. What it computes is nothing of this: text and
 * numbers lead to no further data.
 */
export interface Meaning {
  /** Steps of paths into the data of the page. */
  readonly targets: readonly PathNode[];
  /** The values it has, where it can have no others. */
  readonly literals: readonly Literal[] | null;
  /** A list or dict that the template makes, or a template that it imports. */
  readonly made: Made | null;
  readonly macros: readonly Callable[];
  /** Whether a name may not have been set, so that it still means what it meant outside. */
  readonly mayBeUnset: boolean;
}

export interface Made {
  readonly isList: boolean;
  /** By name, or by index. */
  readonly members: ReadonlyMap<string, Meaning>;
  /** What is not known by name. */
  readonly rest: Meaning | null;
}

/** A macro, or the body of `{% call %}`: whoever reads templates knows what it is. */
export interface Callable {
  readonly callable: true;
}

export const nothing: Meaning = { targets: [], literals: null, made: null, macros: [], mayBeUnset: false };

export function meaningOf(targets: readonly PathNode[]): Meaning {
  return targets.length === 0 ? nothing : { ...nothing, targets };
}

export function literal(value: Literal): Meaning {
  return { ...nothing, literals: [value] };
}

export function listOf(items: readonly Meaning[], rest: Meaning | null = null): Meaning {
  const members = new Map(items.map((item, index) => [String(index), item]));
  return { ...nothing, made: { isList: true, members, rest } };
}

export function dictOf(members: Iterable<readonly [string, Meaning]>, rest: Meaning | null = null): Meaning {
  return { ...nothing, made: { isList: false, members: new Map(members), rest } };
}

/** More values than this are as good as unknown. */
const maxLiterals = 64;

export function union(a: Meaning, b: Meaning): Meaning {
  if (a === b) return a;
  return {
    targets: unionOf(a.targets, b.targets),
    literals: a.literals && b.literals ? boundedLiterals([...a.literals, ...b.literals]) : null,
    made: a.made && b.made ? unionOfMade(a.made, b.made) : (a.made ?? b.made),
    macros: unionOf(a.macros, b.macros),
    mayBeUnset: a.mayBeUnset || b.mayBeUnset,
  };
}

export function unionOfAll(meanings: readonly Meaning[]): Meaning {
  return meanings.length === 0 ? nothing : meanings.reduce(union);
}

/** The values of `combine` over all that both may be, or unknown. */
export function combineLiterals(a: Meaning, b: Meaning, combine: (a: Literal, b: Literal) => Literal): Meaning {
  if (!a.literals || !b.literals) return nothing;
  const all = a.literals.flatMap((left) => b.literals!.map((right) => combine(left, right)));
  return { ...nothing, literals: boundedLiterals(all) };
}

/** What a list holds, whatever the index; or the values of a dict. */
export function itemsOfMeaning({ targets, made }: Meaning): Meaning {
  const items = meaningOf(targets.map(itemsOf));
  return made ? unionOfAll([...(targets.length > 0 ? [items] : []), ...valuesOf(made)]) : items;
}

/** A list with the same items, whose order and number are not known. */
export function unordered(list: Meaning): Meaning {
  if (!list.made?.isList) return list;
  return { ...list, made: { isList: true, members: new Map(), rest: unionOfAll(valuesOf(list.made)) } };
}

/** What a list holds at an index. */
export function itemAt(list: Meaning, index: number): Meaning {
  const { targets, made } = list;
  const items = meaningOf(targets.map(itemsOf));
  if (!made) return items;
  const known = made.members.get(String(index)) ?? made.rest ?? nothing;
  return targets.length > 0 ? union(items, known) : known;
}

/** What a name leads to. */
export function memberOfMeaning({ targets, made }: Meaning, name: string, location: TemplateLocation): Meaning {
  const members = meaningOf(targets.map((target) => memberOf(target, name, location)));
  if (!made) return members;
  // a list has items by number alone
  const rest = made.isList && !/^\d+$/.test(name) ? null : made.rest;
  const known = made.members.get(name) ?? rest ?? nothing;
  return targets.length > 0 ? union(members, known) : known;
}

/** Everything that a list or dict of the template holds. */
export function valuesOf({ members, rest }: Made): Meaning[] {
  return [...members.values(), ...(rest ? [rest] : [])];
}

/** Marks what is read; who prints, computes with or takes a whole list or dict does so with all it holds. */
export function mark({ targets, made }: Meaning, use: PathUse, location: TemplateLocation): void {
  for (const target of targets) addRead(target, use, location);
  if (!made || !deepUses.has(use)) return;
  for (const value of valuesOf(made)) mark(value, use, location);
}

const deepUses: ReadonlySet<PathUse> = new Set(['print', 'value', 'sum', 'whole']);

/** What `meaning` adds to `known`, without the steps that lead on from there: those are read `again`. */
export function foldInto(meaning: Meaning, known: Meaning): Meaning {
  const targets = meaning.targets.filter((target) => {
    const isDeeper = !known.targets.includes(target) && known.targets.some((above) => isBelow(target, above));
    if (isDeeper) addRead(target, 'again', placeOf(target));
    return !isDeeper;
  });
  return { ...meaning, targets };
}

/** How many possibilities there are in all; `union` never makes it smaller. */
export function sizeOf({ targets, literals, made, macros, mayBeUnset }: Meaning): number {
  const known = literals ? literals.length : maxLiterals + 1;
  const inside = made ? 1 + valuesOf(made).reduce((size, value) => size + sizeOf(value), 0) : 0;
  return 1 + targets.length + known + inside + macros.length + Number(mayBeUnset);
}

/** How many lists and dicts stand in each other. */
export function depthOfMeaning({ made }: Meaning): number {
  return made ? 1 + Math.max(0, ...valuesOf(made).map(depthOfMeaning)) : 0;
}

function unionOfMade(a: Made, b: Made): Made {
  if (a === b) return a;
  const members = new Map<string, Meaning>();
  // a name that only one of them knows may be among the rest of the other
  for (const name of new Set([...a.members.keys(), ...b.members.keys()])) {
    const known = [a, b].flatMap((made) => made.members.get(name) ?? made.rest ?? []);
    members.set(name, unionOfAll(known));
  }
  return {
    isList: a.isList && b.isList,
    members,
    rest: a.rest && b.rest ? union(a.rest, b.rest) : (a.rest ?? b.rest),
  };
}

function boundedLiterals(values: readonly Literal[]): readonly Literal[] | null {
  const all = [...new Set(values)];
  return all.length > maxLiterals ? null : all;
}

function unionOf<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...new Set([...a, ...b])];
}
