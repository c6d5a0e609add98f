import { needsOf } from '../data/selection.ts';
import type { LivegraftError, TemplateLocation } from '../errors.ts';
import type { SourceFile } from '../live/lintView.ts';
import { type AnnotationField, type Field, type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import { scalars } from '../schema/scalars.ts';
import {
  initCall,
  placeOfClass,
  placeOfPart,
  placesOfName,
  propertyOf,
  type SourcePart,
  staticMember,
} from './sourceNames.ts';
import { errorOf, namesInExpression, placed, placedErrors, type WrittenName } from './writtenNames.ts';

/**
 * Everything that models declare and that cannot be: what `static computed` and VIRTUALs need (LG2009), what `static
 * annotations` name, and what keeps a model from being described at all. Each has its place where `files` hold it.
 *
 * An annotation that is wrong is said once: from then on it may be any value for whoever names it.
 */
export function modelMistakes(models: readonly ModelClass[], files: readonly SourceFile[]): LivegraftError[] {
  const undescribed = models.flatMap((model) => {
    const error = errorOf(() => modelTypeOf(model));
    return error ? [placed(error, placeOfDeclaration(model, files))] : [];
  });
  const types = models.filter((model) => errorOf(() => modelTypeOf(model)) === null).map(modelTypeOf);
  const unknown = types.flatMap((type) => namesInAnnotations(type, files));
  const unfit = types.flatMap((type) => kindsOfAnnotations(type, files));
  // What takes a value that is not known has no kind either.
  const others = [...types.flatMap((type) => computedMistakes(type, files)), ...(unknown.length > 0 ? unknown : unfit)];
  const isSaid = ({ sentence }: LivegraftError) => undescribed.some((error) => error.sentence === sentence);
  return [...undescribed, ...others.filter((error) => !isSaid(error))];
}

/** Where a model says what keeps it from being described: a private attribute or a computed member that is not there. */
function placeOfDeclaration(model: ModelClass, files: readonly SourceFile[]): TemplateLocation | undefined {
  const unknown = (model.privateAttributes ?? []).find((name) => !model.rawAttributes[name]);
  const attributes = unknown === undefined ? null : staticMember(files, model.name, 'privateAttributes');
  return (attributes && placesOfName(attributes, unknown!)[0]) ?? placeOfClass(files, model.name);
}

function computedMistakes(type: ModelType, files: readonly SourceFile[]): LivegraftError[] {
  return [...type.fields.values()].flatMap((field) => {
    if (field.kind !== 'computed' && field.kind !== 'str') return [];
    const names = field.needs.map((path): WrittenName => ({ written: path, error: needError(type, field, path) }));
    if (names.every(({ error }) => error === null)) return [];
    const part = declarationOf(type, field.kind === 'str' ? 'toString' : field.name, files);
    return placedErrors(names, part, part ? placeOfPart(part) : placeOfClass(files, type.name));
  });
}

/** What a member needs through another one is said of that one. */
function needError(type: ModelType, field: Extract<Field, { needs: unknown }>, path: string): LivegraftError | null {
  const error = errorOf(() => needsOf(type, { ...field, needs: [path] }));
  return error?.sentence.includes(`needs "${path}"`) ? error : null;
}

/** `static computed` says what a member needs; of a VIRTUAL, `init`. */
function declarationOf({ name, model }: ModelType, member: string, files: readonly SourceFile[]): SourcePart | null {
  const isDeclared = Object.hasOwn(model.computed ?? {}, member);
  const part = isDeclared ? staticMember(files, name, 'computed') : initCall(files, name);
  return part && propertyOf(part, member);
}

function namesInAnnotations(type: ModelType, files: readonly SourceFile[]): LivegraftError[] {
  return Object.entries(type.model.annotations ?? {}).flatMap(([name, expression]) => {
    const names = namesInExpression(type, expression);
    if (names.every(({ error }) => error === null)) return [];
    setAside(type, name);
    const part = annotationPart(type, name, files);
    return placedErrors(names, part, part ? placeOfPart(part) : placeOfClass(files, type.name));
  });
}

/** Of annotations whose names are all there: values that do not go together. */
function kindsOfAnnotations(type: ModelType, files: readonly SourceFile[]): LivegraftError[] {
  return Object.keys(type.model.annotations ?? {}).flatMap((name) => {
    const error = errorOf(() => (type.fields.get(name) as AnnotationField).scalar);
    if (!error) return [];
    setAside(type, name);
    const part = annotationPart(type, name, files);
    return [placed(error, part ? placeOfPart(part) : placeOfClass(files, type.name))];
  });
}

function annotationPart({ name }: ModelType, annotation: string, files: readonly SourceFile[]): SourcePart | null {
  const member = staticMember(files, name, 'annotations');
  return member && propertyOf(member, annotation);
}

/** The command goes on after a mistake, and what it goes on with must not fail for the same one again. */
function setAside({ fields }: ModelType, name: string): void {
  const anything = { kind: 'annotation', name, scalar: scalars.Value, nullable: true, adHoc: false } as const;
  (fields as Map<string, Field>).set(name, { ...anything, expression: { value: null } });
}
