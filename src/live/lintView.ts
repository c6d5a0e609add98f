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
 * (LG4041), and one that is private for TypeScript only (LG4042). Each view is made once for it, and nothing is called;
 * of one that cannot be made so, nothing is said but what its source says.
 */
export function lintViews(views: readonly LintedView[], files: readonly SourceFile[]): Diagnostic[] {
  const classes = new Map(views.flatMap(({ view }) => lineage(view)).map((made) => [made.name, made]));
  const sources = files
    .flatMap(({ filename, text }) => classesOf(filename, text))
    .filter(({ name }) => classes.has(name));
  const leaking = sources.flatMap((source) => leakingMembers(source, classes.get(source.name)!));
  const isLeaking = (owner: AnyView, name: string) =>
    leaking.some(({ source, member }) => source.name === owner.name && member.name === name);
  const unread = unreadNames(views).filter(({ owner, name }) => !isLeaking(owner, name));
  return [
    ...unread.map(({ owner, name, template }) => unreadName(owner, name, template, locationOf(sources, owner, name))),
    ...leaking.map(({ source, member }) => leakingMember(source, member)),
  ].map((error): Diagnostic => ({ severity: 'warning', error }));
}

/** A view's class, or one of its base classes, which may be abstract. */
type AnyView = Pick<ViewClass, 'name' | 'prototype' | 'models'>;

/** A view's class and those above it, the first one first; `LiveView` is not among them. */
function lineage(view: AnyView): AnyView[] {
  const base = Object.getPrototypeOf(view) as AnyView;
  return view.prototype instanceof LiveView ? [...lineage(base), view] : [];
}

interface UnreadName {
  readonly owner: AnyView;
  readonly name: string;
  /** The only template that could read it, or null where there are several. */
  readonly template: string | null;
}

/** What a base class declares is read where the template of any of its views reads it. */
function unreadNames(views: readonly LintedView[]): UnreadName[] {
  const owners = new Set(views.flatMap(({ view }) => lineage(view)));
  return [...owners].flatMap((owner) => {
    const heirs = views.filter(({ view }) => lineage(view).includes(owner));
    if (heirs.some(({ view, paths }) => paths === null || instanceOf(view) === null)) return [];
    const templates = new Set(heirs.map(({ view }) => view.template));
    const template = templates.size === 1 ? [...templates][0]! : null;
    return ownNames(owner)
      .filter((name) => !heirs.some(({ paths }) => reads(paths!, name)))
      .map((name) => ({ owner, name, template }));
  });
}

function reads({ members }: PathTree, name: string): boolean {
  return [name, `${name}_count`, `${name}Count`].some((alias) => members.has(alias) && isUsed(members.get(alias)!));
}

/** The public names that a class adds to those of its base class. Functions are not data. */
function ownNames(owner: AnyView): string[] {
  const inherited = new Set(lineage(owner).slice(0, -1).flatMap(namesOf));
  return namesOf(owner).filter((name) => !inherited.has(name));
}

function namesOf(owner: AnyView): string[] {
  const instance = instanceOf(owner) ?? {};
  const fields = Object.keys(instance).filter((name) => typeof Reflect.get(instance, name) !== 'function');
  const getters = Object.entries(Object.getOwnPropertyDescriptors(owner.prototype)).filter(([, { get }]) => get);
  const names = [...fields, ...getters.map(([name]) => name), ...Object.keys(owner.models ?? {})];
  return [...new Set(names)].filter((name) => !name.startsWith('_'));
}

/** A new view, or null where its class cannot make one by itself. */
function instanceOf(view: AnyView): object | null {
  try {
    return new (view as ViewClass)();
  } catch {
    return null;
  }
}

interface LeakingMember {
  readonly source: ClassSource;
  readonly member: ClassMember;
}

/** Fields and getters that TypeScript alone hides. */
function leakingMembers(source: ClassSource, owner: AnyView): LeakingMember[] {
  const instance = instanceOf(owner) ?? {};
  return source.members
    .filter(({ modifiers }) => modifiers.has('private') || modifiers.has('protected'))
    .filter(({ modifiers }) => !modifiers.has('static') && !modifiers.has('abstract'))
    .filter(({ kind, name }) => (kind === 'field' || kind === 'getter') && !/^[_#]/.test(name))
    .filter(({ kind, name, holdsFunction }) => {
      return !holdsFunction && !(kind === 'field' && typeof Reflect.get(instance, name) === 'function');
    })
    .map((member) => ({ source, member }));
}

/** Where a name is declared; else where its class is. */
function locationOf(sources: readonly ClassSource[], owner: AnyView, name: string): TemplateLocation | undefined {
  const source = sources.find((found) => found.name === owner.name);
  const member = source?.members.find((found) => found.name === name && !found.modifiers.has('static'));
  return member?.location ?? source?.location;
}

function unreadName(
  owner: AnyView,
  name: string,
  template: string | null,
  location: TemplateLocation | undefined,
): LivegraftError {
  return new LivegraftError({
    code: 'LG4041',
    message: `"${name}" of ${owner.name} is public, but ${template ? `"${template}" does not read it` : 'no template of its views reads it'}.`,
    hint: `Write "#${name}" if only the view needs it, or remove it.`,
    location,
  });
}

function leakingMember({ name: owner }: ClassSource, { name, modifiers, location }: ClassMember): LivegraftError {
  const isPrivate = modifiers.has('private');
  return new LivegraftError({
    code: 'LG4042',
    message: `"${name}" of ${owner} is ${isPrivate ? 'private' : 'protected'} for TypeScript only: when the view runs, its template sees it.`,
    hint: isPrivate ? `Write "#${name}".` : `Write "_${name}", which subclasses see and templates do not.`,
    location,
  });
}
