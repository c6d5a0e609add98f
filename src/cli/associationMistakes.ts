import type { Association } from 'sequelize';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import type { SourceFile } from '../live/lintView.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { unknownField } from '../schema/where.ts';
import { associationCall, placeOfPart, placesOfName } from './sourceNames.ts';
import { errorOf, placed } from './writtenNames.ts';

/**
 * What Sequelize takes without a word in the options of associations: a `scope` over an attribute that is not there (LG3001),
 * and a `foreignKey` for a column that has an attribute of another name, beside which Sequelize adds a second one (LG2012).
 */
export function associationMistakes(models: readonly ModelClass[], files: readonly SourceFile[]): LivegraftError[] {
  const isDescribed = (model: ModelClass) => errorOf(() => modelTypeOf(model)) === null;
  const associations = models.flatMap((model) => Object.values(model.associations)) as unknown as DeclaredAssociation[];
  return associations
    .filter(({ source, target }) => isDescribed(source) && isDescribed(target))
    .flatMap((association) => [...scopeMistakes(association, files), ...keyMistakes(association, files)]);
}

/** As Sequelize has it; its types leave out most. */
type DeclaredAssociation = Omit<Association, 'options' | 'source' | 'target'> & {
  readonly source: ModelClass;
  readonly target: ModelClass;
  readonly scope?: object | null;
  readonly foreignKey: string;
  /** Of many to many alone. */
  readonly otherKey?: string;
  readonly through?: { readonly model: ModelClass };
  /** What is not written there has a name of Sequelize's own. */
  readonly options: { readonly foreignKey?: unknown; readonly otherKey?: unknown };
};

function scopeMistakes(association: DeclaredAssociation, files: readonly SourceFile[]): LivegraftError[] {
  const { target, scope } = association;
  const unknown = Object.keys(scope ?? {}).filter((name) => !target.rawAttributes[name]);
  return unknown.map((name) => placed(unknownField(modelTypeOf(target), name), placeIn(association, name, files)));
}

function keyMistakes(association: DeclaredAssociation, files: readonly SourceFile[]): LivegraftError[] {
  const { associationType, source, target, through, foreignKey, otherKey, options } = association;
  const owner = through?.model ?? (associationType === 'BelongsTo' ? source : target);
  const written = [...(options.foreignKey ? [foreignKey] : []), ...(options.otherKey ? [otherKey!] : [])];
  return written.flatMap((name) => {
    const twin = attributeBefore(owner, name);
    return twin ? [placed(twoAttributes(owner, twin, name), placeIn(association, name, files))] : [];
  });
}

/** The attribute for the same column that the model had first. */
function attributeBefore({ rawAttributes }: ModelClass, name: string): string | undefined {
  const names = Object.keys(rawAttributes);
  const before = names.slice(0, names.indexOf(name));
  return before.find((other) => rawAttributes[other]!.field === rawAttributes[name]!.field);
}

function placeIn(
  { source, as }: DeclaredAssociation,
  name: string,
  files: readonly SourceFile[],
): TemplateLocation | undefined {
  const call = associationCall(files, source.name, as);
  return call ? (placesOfName(call, name)[0] ?? placeOfPart(call)) : undefined;
}

function twoAttributes({ name, rawAttributes }: ModelClass, first: string, second: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2012',
    message: `${name} has two attributes for its column "${rawAttributes[first]!.field}": "${first}", and "${second}" of an association.`,
    hint: `Write foreignKey: '${first}'.`,
  });
}
