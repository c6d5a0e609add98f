import type { Diagnostic } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { isUsed, type PathTree } from '../template/pathTree.ts';
import { type ClassMember, type ClassSource, classesOf } from './classSource.ts';
import { LiveView, type ViewClass } from './liveView.ts';

/** A view with what its template reads; null where that is not known, as the template is wrong. */
export interface LintedView {
  readonly view: ViewClass;
  readonly paths: PathTree | null;
}

/** The text of a file in which views may be written. */
export interface SourceFile {
  readonly filename: string;
  readonly text: string;
}

/**
 * What is doubtful in view classes and in their base classes, each thing once: a public name that no template reads
 * (LG4041), and one that is private for TypeScript only (LG4042). Each class makes one view for it, of which nothing is
 * called; where it cannot, only what its source says is said.
 */
export function lintViews(views: readonly LintedView[], files: readonly SourceFile[]): Diagnostic[] {
  const classes = new Map(views.flatMap(({ view }) => lineage(view)).map((made) => [made, instanceOf(made)]));
  const sources = files.flatMap(({ filename, text }) => classesOf(filename, text));
  const leaking = [...classes].flatMap(([owner, instance]) => leakingMembers(owner, instance, sources));
  const isLeaking = ({ owner, name }: UnreadName) =>
    leaking.some((found) => found.owner === owner && found.member.name === name);
  const unread = unreadNames(views, classes).filter((found) => !isLeaking(found));
  return [...unread.map((found) => unreadName(found, locationOf(sources, found))), ...leaking.map(leakingMember)].map(
    (error): Diagnostic => ({ severity: 'warning', error }),
  );
}

/** A view's class, or one of its base classes, which may be abstract. */
type AnyView = Pick<ViewClass, 'name' | 'prototype' | 'models'>;

/** A view's class and those above it, the first one first; `LiveView` is not among them. */
function lineage(view: AnyView): AnyView[] {
  const base = Object.getPrototypeOf(view) as AnyView;
  return view.prototype instanceof LiveView ? [...lineage(base), view] : [];
}

/** What each class makes; null where it cannot make anything by itself. */
type Instances = ReadonlyMap<AnyView, object | null>;

function instanceOf(view: AnyView): object | null {
  try {
    return new (view as ViewClass)();
  } catch {
    return null;
  }
}

interface UnreadName {
  readonly owner: AnyView;
  readonly name: string;
  /** The templates that could read it. */
  readonly templates: readonly string[];
  readonly isInherited: boolean;
}

/** What a base class declares is read where the template of any of its views reads it. */
function unreadNames(views: readonly LintedView[], instances: Instances): UnreadName[] {
  return [...instances.keys()].flatMap((owner) => {
    const heirs = views.filter(({ view }) => lineage(view).includes(owner));
    if (heirs.some(({ view, paths }) => paths === null || instances.get(view) === null)) return [];
    const templates = [...new Set(heirs.map(({ view }) => view.template))];
    const isInherited = heirs.some(({ view }) => view !== owner);
    return ownNames(owner, instances)
      .filter((name) => !heirs.some(({ paths }) => reads(paths!, name)))
      .map((name) => ({ owner, name, templates, isInherited }));
  });
}

function reads({ members }: PathTree, name: string): boolean {
  return [name, `${name}_count`, `${name}Count`].some((alias) => members.has(alias) && isUsed(members.get(alias)!));
}

/** The public names that a class adds to those of its base class. */
function ownNames(owner: AnyView, instances: Instances): string[] {
  const bases = lineage(owner).slice(0, -1);
  const inherited = new Set(bases.flatMap((base) => namesOf(base, instances)));
  return namesOf(owner, instances).filter((name) => !inherited.has(name));
}

/** Functions are not data. */
function namesOf(owner: AnyView, instances: Instances): string[] {
  const instance = instances.get(owner) ?? {};
  const fields = Object.keys(instance).filter((name) => typeof Reflect.get(instance, name) !== 'function');
  const getters = Object.entries(Object.getOwnPropertyDescriptors(owner.prototype)).filter(([, { get }]) => get);
  const names = [...fields, ...getters.map(([name]) => name), ...Object.keys(owner.models ?? {})];
  return [...new Set(names)].filter((name) => !name.startsWith('_'));
}

interface LeakingMember {
  readonly owner: AnyView;
  readonly member: ClassMember;
}

/** Fields and getters that TypeScript alone hides. */
function leakingMembers(owner: AnyView, instance: object | null, sources: readonly ClassSource[]): LeakingMember[] {
  return sources
    .filter((source) => source.name === owner.name)
    .flatMap(({ members }) => members)
    .filter(({ modifiers }) => modifiers.has('private') || modifiers.has('protected'))
    .filter(({ modifiers }) => !modifiers.has('static') && !modifiers.has('abstract'))
    .filter(({ kind, name }) => (kind === 'field' || kind === 'getter') && !/^[_#]/.test(name))
    .filter(({ kind, name, holdsFunction }) => {
      return !holdsFunction && !(kind === 'field' && typeof Reflect.get(instance ?? {}, name) === 'function');
    })
    .map((member) => ({ owner, member }));
}

/** Where a name is declared; else where its class is. */
function locationOf(sources: readonly ClassSource[], { owner, name }: UnreadName): TemplateLocation | undefined {
  const source = sources.find((found) => found.name === owner.name);
  const member = source?.members.find((found) => found.name === name && !found.modifiers.has('static'));
  return member?.location ?? source?.location;
}

function unreadName(
  { owner, name, templates, isInherited }: UnreadName,
  location: TemplateLocation | undefined,
): LivegraftError {
  const [template] = templates;
  const unread = templates.length === 1 ? `"${template}" does not read it` : 'no template of its views reads it';
  return new LivegraftError({
    code: 'LG4041',
    message: `"${name}" of ${owner.name} is public, but ${unread}.`,
    hint: isInherited
      ? `Write "_${name}" if only views need it, or remove it.`
      : `Write "#${name}" if only the view needs it, or remove it.`,
    location,
  });
}

function leakingMember({ owner, member: { name, modifiers, location } }: LeakingMember): LivegraftError {
  const isPrivate = modifiers.has('private');
  const what = isPrivate ? 'private' : 'protected';
  return new LivegraftError({
    code: 'LG4042',
    message: `"${name}" of ${owner.name} is ${what} for TypeScript only: when the view runs, its template sees it.`,
    hint: isPrivate ? `Write "#${name}".` : `Write "_${name}", which subclasses see and templates do not.`,
    location,
  });
}
