import { didYouMean, LivegraftError, type TemplateLocation } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { type PathNode, placeOf } from '../template/pathTree.ts';

// What may be wrong with a path, once it is known what it means. One function for each; each says what to write instead.

/** A type, of whichever kind, by its name. */
export interface NamedType {
  readonly name: string;
}

/** What the template calls a step: items of a list have no name of their own. */
function nameAt(node: PathNode, { source, line, column, length }: TemplateLocation): string {
  return node.name || (source.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length);
}

/** A name that templates cannot read: private, a method that is never called, or simply not there. `own` are fields of the application. */
export function noField(
  member: PathNode,
  type: ModelType,
  location: TemplateLocation,
  own: readonly string[],
): LivegraftError {
  if (type.columns.has(member.name)) return privateField(member, type, location);
  const association = associationOfMixin(member.name, type);
  if (association) return mixin(member, type, association, location);
  if (isMethod(member.name, type)) return neverCalled(member, type, location);
  return noOwnField(member, { name: type.name, fields: new Set([...type.fields.keys(), ...own]) }, location);
}

/** The same for a type of the application's own. */
export function noOwnField(
  member: PathNode,
  { name, fields }: TypeWithFields,
  location: TemplateLocation,
): LivegraftError {
  return new LivegraftError({
    code: 'LG1006',
    message: `Cannot read "${member.name}" on type "${name}".`,
    hint: didYouMean(member.name, fields.keys()) ?? `It has ${[...fields.keys()].join(', ') || 'no fields'}.`,
    location,
  });
}

/** A field of the application's own whose arguments a template cannot give. */
export function needsArguments(member: PathNode, type: NamedType, names: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG1080',
    message: `"${member.name}" of ${type.name} takes ${names.map((name) => `"${name}"`).join(', ')}, which a template cannot give.`,
    hint: 'Give the argument a default value in the SDL, or add a field without it.',
    location: placeOf(member),
  });
}

function privateField(member: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1007',
    message: `"${member.name}" of type "${type.name}" is private: no template can read it.`,
    hint: 'Show something else, or compute what may be shown in a getter of the model.',
    location,
  });
}

/** `getTenant` of the association `tenant`. */
function associationOfMixin(name: string, { model }: ModelType): string | undefined {
  return Object.entries(model.associations).find(([, association]) => {
    const { accessors } = association as unknown as { accessors: Record<string, string> };
    return accessors.get === name || accessors.count === name;
  })?.[0];
}

function mixin(member: PathNode, type: ModelType, association: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1070',
    message: `"${member.name}" of ${type.name} is never called from a template: it would ask the database for each row.`,
    hint: `Write "${association}", which is loaded with the rows.`,
    location,
  });
}

/** Words of other object mappers among them. */
const changingWords: ReadonlySet<string> = new Set(['create', 'delete', 'remove', 'update']);

function isMethod(name: string, { model }: ModelType): boolean {
  const { prototype } = model as unknown as { prototype: Record<string, unknown> };
  return changingWords.has(name) || (!(name in Object.prototype) && typeof prototype[name] === 'function');
}

function neverCalled(member: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  const isQuestion = /^get[A-Z]/.test(member.name);
  const reason = isQuestion ? 'it takes parameters' : 'a page that is shown must not change data';
  return new LivegraftError({
    code: 'LG1070',
    message: `"${member.name}" of ${type.name} is never called from a template: ${reason}.`,
    hint: 'Do it in the view. What a template shows is a column, a getter, or a "get…" method without parameters.',
    location,
  });
}

export function valueAsObject(member: PathNode, type: NamedType, below: PathNode): LivegraftError {
  return new LivegraftError({
    code: 'LG1008',
    message: `"${member.name}" of type "${type.name}" is a plain value: it has no "${below.name}".`,
    location: placeOf(below),
  });
}

/** A type with its fields by name. */
export interface TypeWithFields extends NamedType {
  readonly fields: { keys(): Iterable<string> };
}

export function objectAsValue(node: PathNode, type: TypeWithFields, location: TemplateLocation): LivegraftError {
  const names = [...type.fields.keys()];
  return new LivegraftError({
    code: 'LG1008',
    message: `"${nameAt(node, location)}" is a ${type.name}, but a plain value is needed here.`,
    hint: `Name one of its fields, such as "${names[1] ?? names[0]}".`,
    location,
  });
}

export function listAsValue(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1008',
    message: `"${nameAt(node, location)}" is a list of ${type.name}, but a plain value is needed here.`,
    hint: 'Loop over it, or use | join or | length.',
    location,
  });
}

export function notAList(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1009',
    message: `"${nameAt(node, location)}" is no list, but one value of type "${type.name}".`,
    location,
  });
}

export function memberOfList(member: PathNode, type: NamedType): LivegraftError {
  return new LivegraftError({
    code: 'LG1009',
    message: `"${member.parent?.name}" is a list of ${type.name}: it has no "${member.name}".`,
    hint: 'Loop over it, or use all, first, count or length.',
    location: placeOf(member),
  });
}

export function severalNames(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1009',
    message: `"${nameAt(node, location)}" is a list of ${type.name}, whose rows cannot be taken apart into several names.`,
    hint: 'Loop with one name, and read its fields.',
    location,
  });
}

export function dynamicKey(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1003',
    message: `Which field of ${node.name ? `"${node.name}"` : `this ${type.name}`} is read is only known when the page renders, so it cannot be loaded.`,
    hint: `Write the name of the field of ${type.name}, or choose between names with if.`,
    location,
  });
}

export function followedAgain(node: PathNode, location: TemplateLocation): LivegraftError {
  let named = node;
  while (named.name === '' && named.parent) named = named.parent;
  return new LivegraftError({
    code: 'LG1003',
    message: `How often "${named.name}" is followed is only known when the page renders.`,
    hint: 'Write the steps out, or compute the value in the view.',
    location,
  });
}

export function notCallable(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1071',
    message: `"${nameAt(node, location)}" leads to ${type.name}, and cannot be called.`,
    hint: `Write "${nameAt(node, location)}" without parentheses.`,
    location,
  });
}

export function notAMethod(
  member: PathNode,
  type: NamedType,
  isComputed: boolean,
  location: TemplateLocation,
): LivegraftError {
  const what = isComputed ? 'is read without arguments' : 'is a plain value, and cannot be called';
  return new LivegraftError({
    code: 'LG1071',
    message: `"${member.name}" of ${type.name} ${what}.`,
    hint: `Write "${member.name}" without parentheses; what depends on arguments is computed in the view.`,
    location,
  });
}

export function readWhole(node: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1072',
    message: `All exposed columns of ${type.name} are loaded, because "${nameAt(node, location)}" is used as a whole here.`,
    hint: 'Name the fields that are needed, such as { id: x.id }.',
    location,
  });
}

export function printsKey(node: PathNode, type: ModelType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1073',
    message: `"${nameAt(node, location)}" prints as its name and key, such as "${type.name} 1".`,
    hint: 'Print one of its fields, or give the model a toString().',
    location,
  });
}

export function rawDate(member: PathNode, type: NamedType, scalar: string, location: TemplateLocation): LivegraftError {
  const example = scalar === 'Date' ? '2026-01-31' : '2026-01-31T09:30:00.000Z';
  return new LivegraftError({
    code: 'LG1074',
    message: `"${member.name}" of ${type.name} is printed as it is stored, such as ${example}.`,
    hint: `Write "${member.name} | date", or "| date('iso')" where that is meant.`,
    location,
  });
}

export function addsText(
  member: PathNode,
  type: NamedType,
  scalar: string,
  location: TemplateLocation,
): LivegraftError {
  return new LivegraftError({
    code: 'LG1075',
    message: `"${member.name}" of ${type.name} is a ${scalar}, whose digits are text: adding puts them side by side.`,
    hint: `Let the database add (an annotation, or an aggregate in the view), or write "${member.name} | float".`,
    location,
  });
}

export function printsJson(member: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1076',
    message: `"${member.name}" of ${type.name} is JSON: an object in it prints as [object Object].`,
    hint: 'Name what is in it, or use | dump.',
    location,
  });
}

export function listIsTrue(node: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1077',
    message: `"${nameAt(node, location)}" is a list of ${type.name}, and a list is true even when it is empty.`,
    hint: `Write "${nameAt(node, location)} | length".`,
    location,
  });
}

export function defaultOfNull(member: PathNode, type: NamedType, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1078',
    message: `"${member.name}" of ${type.name} may be null, for which "default" does nothing.`,
    hint: 'Write default("…", true).',
    location,
  });
}
