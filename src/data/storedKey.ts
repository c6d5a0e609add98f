import type { AnnotationField, ModelType } from '../schema/modelType.ts';

/** Under which name a row has an annotation: those of a QuerySet have one that no field can have. */
export function rowKeyOf({ name, adHoc }: Pick<AnnotationField, 'name' | 'adHoc'>): string {
  return adHoc ? `annotation ${name}` : name;
}

/** The primary key of a row as one text. */
export function identityOf(type: ModelType, row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(type.primaryKey.map(({ name }) => row[storedKeyOf(type, name)]));
}

/** Under which name a row has a stored value: a computed member of the same name stands in its own place. */
export function storedKeyOf(type: ModelType, name: string): string {
  return type.fields.get(name)?.kind === 'computed' ? `stored ${name}` : name;
}
