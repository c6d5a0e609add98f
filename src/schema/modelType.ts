import { createHash } from 'node:crypto';
import { type Association, Model, type ModelStatic } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { type Expression, type ExpressionNode, expressionType, readExpression } from './expressions.ts';
import { dataTypeName, type Scalar, scalarOf, scalars } from './scalars.ts';

/** What a Sequelize model may declare for Livegraft, as static members of its class. */
export interface ModelDeclarations {
  /** Columns that PostgreSQL computes, by the name of the field. */
  annotations?: Readonly<Record<string, Expression>>;
  /** What getters, `get…` methods and `toString` read, by their names; paths lead over associations. */
  computed?: Readonly<Record<string, readonly string[]>>;
  /** Attributes that no template, filter, order or error names. */
  privateAttributes?: readonly string[];
  /**
   * Which rows a viewer (null for nobody) may see, wherever rows of the model are read, counted or compared: a condition in
   * Sequelize's `where` syntax, paths over associations among it, or true for all and false for none.
   */
  visibleTo?(viewer: never): object | boolean;
}

export type ModelClass = ModelStatic<Model> & ModelDeclarations;

/** A model as templates and GraphQL see it: its `fields` by name, without the private ones. */
export interface ModelType {
  readonly name: string;
  readonly model: ModelClass;
  readonly primaryKey: readonly ColumnField[];
  readonly fields: ReadonlyMap<string, Field>;
  /** Every column, the private ones among them: computed members may read those that they name. */
  readonly columns: ReadonlyMap<string, ColumnField>;
}

export type Field = ColumnField | AnnotationField | ComputedField | StrField | ToOneField | ToManyField;

export interface ColumnField {
  readonly kind: 'column';
  readonly name: string;
  readonly scalar: Scalar;
  readonly nullable: boolean;
  /** What an enum may be, else null. */
  readonly values: readonly string[] | null;
}

export interface AnnotationField {
  readonly kind: 'annotation';
  readonly name: string;
  readonly scalar: Scalar;
  readonly nullable: boolean;
  readonly expression: ExpressionNode;
  /** Whether a QuerySet annotates it, not the model: GraphQL has it as `annotation(name: …)`. */
  readonly adHoc: boolean;
  /** The association whose rows it counts, where Livegraft itself made it. */
  readonly counts?: string;
}

/** A getter, a `get…` method without parameters, or a VIRTUAL. */
export interface ComputedField {
  readonly kind: 'computed';
  readonly name: string;
  readonly method: boolean;
  /** The paths it reads, such as `firstName` or `user.email`. */
  readonly needs: readonly string[];
}

/** What a model prints as: its `toString()`, or its name and key. */
export interface StrField {
  readonly kind: 'str';
  readonly name: 'str';
  readonly needs: readonly string[];
}

export interface ToOneField {
  readonly kind: 'toOne';
  readonly name: string;
  readonly association: Association;
  readonly target: ModelType;
}

export interface ToManyField {
  readonly kind: 'toMany';
  readonly name: string;
  readonly association: Association;
  readonly target: ModelType;
}

const described = new WeakMap<ModelClass, ModelType>();

/**
 * Reads what a type leaves until all types are there, so that mistakes are said before anything runs. Throws LG2003,
 * LG2007, LG3001 and LG3002 for an annotation.
 */
export function checkAnnotations(type: ModelType): void {
  for (const field of type.fields.values()) if (field.kind === 'annotation') void field.scalar;
}

/** The type of a model, made once, when its associations are declared. Throws LG2001 to LG2004 for what cannot be described. */
export function modelTypeOf(model: ModelClass): ModelType {
  let type = described.get(model);
  if (!type) {
    type = describe(model);
    described.set(model, type);
  }
  return type;
}

/** What `Model.scope(…)` and `Model.unscoped()` give is a subclass, made for that call. */
export function unscoped(model: ModelClass): ModelClass {
  return (model as { scoped?: boolean }).scoped ? unscoped(Object.getPrototypeOf(model)) : model;
}

/** How many sets of annotations a model's QuerySets are remembered with. */
const keptAnnotated = 200;
const annotated = new WeakMap<ModelClass, Map<string, ModelType>>();

/**
 * A type with annotations that a QuerySet adds. The same annotations give the same type.
 * Throws LG2003 for branches of different kinds, LG2004 for a name that the model has already.
 */
export function annotatedType(type: ModelType, annotations: Readonly<Record<string, ExpressionNode>>): ModelType {
  const key = JSON.stringify(annotations);
  const types = annotated.get(type.model) ?? new Map<string, ModelType>();
  annotated.set(type.model, types);
  let found = types.get(key);
  if (!found) {
    found = modelTypeOf(type.model);
    for (const [name, expression] of Object.entries(annotations)) found = withAnnotation(found, name, expression);
    if (types.size >= keptAnnotated) types.delete(types.keys().next().value!);
    types.set(key, found);
  }
  return found;
}

/** One may name those before it. */
function withAnnotation(type: ModelType, name: string, expression: ExpressionNode): ModelType {
  const field: AnnotationField = {
    kind: 'annotation',
    name,
    expression,
    adHoc: true,
    ...expressionType(type, expression),
  };
  return { ...type, fields: indexFields(type.model, [...type.fields.values(), field]) };
}

const structures = new WeakMap<ModelType, string>();

/** Of a model's name, its fields and what they are: the same in every process, another one when the model changes. */
export function structureHashOf(type: ModelType): string {
  let hash = structures.get(type);
  if (!hash) {
    const fields = [...type.fields.values()].map(structureOf);
    hash = createHash('sha256')
      .update(JSON.stringify([type.name, fields]))
      .digest('hex');
    structures.set(type, hash);
  }
  return hash;
}

function structureOf(field: Field): unknown {
  if (field.kind !== 'toOne' && field.kind !== 'toMany') return { ...field };
  const { association, target, ...own } = field;
  return { ...own, type: association.associationType, target: target.name, keys: association.foreignKey };
}

/** An attribute is private where one of the words of its name is one of these. */
const privateWord = /^(password|passwd|secret|salt|token)$/i;

function describe(model: ModelClass): ModelType {
  if (!model.sequelize) throw notInitialized(model);
  const privateNames = new Set([
    ...(model.privateAttributes ?? []),
    ...Object.keys(model.rawAttributes).filter(isPrivateName),
  ]);
  for (const name of model.privateAttributes ?? []) if (!model.rawAttributes[name]) throw unknownPrivate(model, name);
  const columns = describeColumns(model, privateNames);
  const hidden = hiddenByDefault(model);
  const exposed = columns.filter((column) => !privateNames.has(column.name) && !hidden(column.name));
  const primaryKey = columns.filter((column) => model.rawAttributes[column.name]!.primaryKey === true);
  if (primaryKey.length === 0) throw noPrimaryKey(model);
  const fields: Field[] = [
    ...exposed.filter((column) => !hasGetter(model, column.name)),
    ...describeAnnotations(model),
    ...describeAssociations(model),
    ...describeComputed(model, exposed, privateNames),
  ];
  const names = new Set([...Object.keys(model.rawAttributes), ...fields.map((field) => field.name)]);
  fields.push(...describeCounts(model).filter((count) => !names.has(count.name)));
  return {
    name: model.name,
    model,
    primaryKey,
    fields: indexFields(model, fields),
    columns: new Map(columns.map((column) => [column.name, column])),
  };
}

/** What the default scope does not load is not shown either; rows of Sequelize do not have it. The key is always loaded. */
function hiddenByDefault(model: ModelClass): (name: string) => boolean {
  const { attributes } = (model as unknown as { _scope?: { attributes?: unknown } })._scope ?? {};
  const isKey = (name: string) => model.rawAttributes[name]!.primaryKey === true;
  if (Array.isArray(attributes)) return (name) => !attributes.includes(name) && !isKey(name);
  const { exclude = [] } = (attributes ?? {}) as { exclude?: readonly string[] };
  return (name) => exclude.includes(name);
}

/** Words as in `passwordHash`, `APIToken`, `api_token` and `API_TOKEN`. */
function isPrivateName(name: string): boolean {
  return name.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_/).some((word) => privateWord.test(word));
}

function describeColumns(model: ModelClass, privateNames: ReadonlySet<string>): ColumnField[] {
  return Object.entries(model.rawAttributes)
    .filter(([, attribute]) => dataTypeName(attribute.type) !== 'VIRTUAL')
    .flatMap(([name, attribute]) => {
      const scalar = scalarOf(attribute.type);
      if (!scalar && privateNames.has(name)) return [];
      if (!scalar) throw unsupportedType(model, name, dataTypeName(attribute.type));
      const values = scalar === scalars.Enum ? (attribute.type as unknown as { values: string[] }).values : null;
      const nullable = attribute.allowNull !== false && attribute.primaryKey !== true;
      return [{ kind: 'column', name, scalar, nullable, values }];
    });
}

/** A column whose attribute declares `get()` is what that getter makes of it. */
function hasGetter(model: ModelClass, name: string): boolean {
  return typeof model.rawAttributes[name]?.get === 'function';
}

/** Expressions name fields, those of other types among them, so they are read when all types are there. */
function describeAnnotations(model: ModelClass): AnnotationField[] {
  return Object.entries(model.annotations ?? {}).map(([name, declared]) => {
    const read = once(() => {
      const expression = readExpression(modelTypeOf(model), declared);
      return { expression, ...expressionType(modelTypeOf(model), expression) };
    });
    return {
      kind: 'annotation',
      name,
      adHoc: false,
      get expression() {
        return read().expression;
      },
      get scalar() {
        return read().scalar;
      },
      get nullable() {
        return read().nullable;
      },
    };
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** How many rows an association has, for each of which a row has many. */
function describeCounts(model: ModelClass): AnnotationField[] {
  return describeAssociations(model)
    .filter((field) => field.kind === 'toMany')
    .map(({ name }) => ({
      kind: 'annotation',
      name: countName(name),
      adHoc: false,
      counts: name,
      scalar: scalars.Int,
      nullable: false,
      expression: { count: { [name]: {} } },
    }));
}

function countName(association: string): string {
  return `${association}Count`;
}

/** The field that counts the rows of an association; undefined where the model has another one of that name. */
export function countFieldOf(type: ModelType, { name }: ToManyField): AnnotationField | undefined {
  const field = type.fields.get(countName(name));
  return field?.kind === 'annotation' && field.counts === name ? field : undefined;
}

function describeAssociations(model: ModelClass): (ToOneField | ToManyField)[] {
  return Object.entries(model.associations).map(([name, association]) => {
    const many = association.associationType === 'HasMany' || association.associationType === 'BelongsToMany';
    const target = once(() => modelTypeOf(unscoped(association.target as ModelClass)));
    return {
      kind: many ? 'toMany' : 'toOne',
      name,
      association,
      get target() {
        return target();
      },
    };
  });
}

function describeComputed(
  model: ModelClass,
  exposed: readonly ColumnField[],
  privateNames: ReadonlySet<string>,
): (ComputedField | StrField)[] {
  const everything = exposed.map((column) => column.name);
  const declared = model.computed ?? {};
  const members = computedMembers(model).filter(({ name }) => !privateNames.has(name));
  for (const name of Object.keys(declared)) {
    if (name !== 'toString' && !members.some((member) => member.name === name)) throw unknownComputed(model, name);
  }
  const declaredFor = (name: string) => (Object.hasOwn(declared, name) ? declared[name] : undefined);
  return [
    ...members.map(({ name, method, needs }): ComputedField => {
      return { kind: 'computed', name, method, needs: declaredFor(name) ?? needs ?? everything };
    }),
    { kind: 'str', name: 'str', needs: hasToString(model) ? (declaredFor('toString') ?? everything) : [] },
  ];
}

interface ComputedMember {
  readonly name: string;
  readonly method: boolean;
  /** What Sequelize itself was told that it reads. */
  readonly needs?: readonly string[];
}

/** Own getters and `get…` methods of the classes below Sequelize's, VIRTUALs and attributes with a getter; not association mixins. */
function computedMembers(model: ModelClass): ComputedMember[] {
  const mixins = new Set(
    Object.values(model.associations).flatMap((association) =>
      Object.values((association as unknown as { accessors: object }).accessors),
    ),
  );
  const members = new Map<string, ComputedMember>();
  for (const [name, attribute] of Object.entries(model.rawAttributes)) {
    const { fields } = attribute.type as unknown as { fields?: string[] };
    if (dataTypeName(attribute.type) === 'VIRTUAL')
      members.set(name, { name, method: false, ...(fields && { needs: fields }) });
    else if (attribute.get) members.set(name, { name, method: false, needs: [name] });
  }
  for (let prototype = model.prototype; prototype !== Model.prototype; prototype = Object.getPrototypeOf(prototype)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (members.has(name) || name in model.rawAttributes || mixins.has(name)) continue;
      const method = typeof property.value === 'function' && /^get[A-Z]/.test(name) && property.value.length === 0;
      if (property.get || method) members.set(name, { name, method });
    }
  }
  return [...members.values()];
}

/** Whether the model says how it prints: Sequelize's own answer is `[object SequelizeInstance:Name]`. */
export function hasToString(model: ModelClass): boolean {
  return (
    model.prototype.toString !== Model.prototype.toString && model.prototype.toString !== Object.prototype.toString
  );
}

function indexFields(model: ModelClass, fields: readonly Field[]): Map<string, Field> {
  const index = new Map<string, Field>();
  for (const field of fields) {
    if (index.has(field.name)) throw twoFields(model, field.name);
    if (!/^(?!__)[_A-Za-z]\w*$/.test(field.name) || reservedNames.has(field.name))
      throw unusableName(model, field.name);
    index.set(field.name, field);
  }
  return index;
}

/** Words of the filter inputs. */
const reservedNames: ReadonlySet<string> = new Set(['and', 'or', 'not', 'except', 'annotation']);

/** Attributes that tie rows together, as Sequelize names them on each kind of association. */
export interface AssociationKeys {
  readonly foreignKey: string;
  /** The attribute of the model itself that the foreign key of many rows refers to. */
  readonly sourceKey: string;
  readonly otherKey: string;
  readonly targetKey: string;
}

export function keysOf(association: Association): AssociationKeys {
  return association as unknown as AssociationKeys;
}

/** What an association narrows its rows by: its `scope`, in Sequelize's `where` syntax. */
export function scopeOf(association: Association): object | undefined {
  return (association as unknown as { scope?: object | null }).scope ?? undefined;
}

/** The join model of a many-to-many association, the association that leads from the target to it, and its own scope. */
export function throughOf(association: Association): {
  readonly model: ModelClass;
  readonly fromTarget: Association;
  readonly scope: object | undefined;
} {
  const { through, oneFromTarget } = association as unknown as {
    through: { model: ModelClass; scope?: object | null };
    oneFromTarget: Association;
  };
  return { model: through.model, fromTarget: oneFromTarget, scope: through.scope ?? undefined };
}

function notInitialized(model: ModelClass): LivegraftError {
  return new LivegraftError({
    code: 'LG2000',
    message: `The model ${model.name} is not initialized.`,
    hint: `Call ${model.name}.init({ … }, { sequelize }) before a view uses it.`,
  });
}

function unsupportedType(model: ModelClass, name: string, type: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2001',
    message: `Livegraft does not support the type ${type} of "${model.name}.${name}" yet.`,
    hint: `Name it in "static privateAttributes = ['${name}']" to leave it out.`,
  });
}

function noPrimaryKey(model: ModelClass): LivegraftError {
  return new LivegraftError({
    code: 'LG2002',
    message: `The model ${model.name} has no primary key, so its rows cannot be told apart.`,
    hint: 'Mark an attribute with "primaryKey: true".',
  });
}

function twoFields(model: ModelClass, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2004',
    message: `The model ${model.name} declares "${name}" twice, as attribute, association, annotation or computed member.`,
    hint: 'Rename one of them.',
  });
}

function unusableName(model: ModelClass, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2004',
    message: `"${model.name}.${name}" cannot be a GraphQL field.`,
    hint: 'Rename it: letters, digits and "_", not beginning with "__", and none of "and", "or", "not", "except", "annotation".',
  });
}

function unknownPrivate(model: ModelClass, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2005',
    message: `"static privateAttributes" of ${model.name} names "${name}", which is no attribute of it.`,
  });
}

function unknownComputed(model: ModelClass, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG2005',
    message: `"static computed" of ${model.name} names "${name}", which is no getter and no get… method without parameters.`,
  });
}
