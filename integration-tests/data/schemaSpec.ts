/** A random schema with its rows, as plain data: what models are declared from, and what is printed of a counterexample. */
export interface SchemaSpec {
  readonly models: readonly ModelSpec[];
  readonly associations: readonly AssociationSpec[];
}

export interface ModelSpec {
  readonly name: string;
  readonly tableName: string;
  readonly columns: readonly ColumnSpec[];
  readonly primaryKey: readonly string[];
  /** The attribute that marks deleted rows; null where rows are deleted. */
  readonly deletedAt: string | null;
  readonly scope: ScopeSpec;
  readonly members: readonly MemberSpec[];
  /** A join model that no code declares: Sequelize makes it from the association. */
  readonly isMade: boolean;
  readonly rows: readonly RowSpec[];
}

export type RowSpec = Readonly<Record<string, unknown>>;

export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  /** What the database calls it. */
  readonly field: string;
  readonly isUnique: boolean;
  /** Whether the attribute has a getter, so that it is computed. */
  readonly hasGetter: boolean;
}

export type ColumnType =
  | 'BIGINT'
  | 'BOOLEAN'
  | 'CHAR'
  | 'CITEXT'
  | 'DATE'
  | 'DATEONLY'
  | 'DECIMAL'
  | 'DOUBLE'
  | 'ENUM'
  | 'FLOAT'
  | 'INTEGER'
  | 'JSON'
  | 'JSONB'
  | 'REAL'
  | 'SMALLINT'
  | 'STRING'
  | 'TEXT'
  | 'TIME'
  | 'UUID';

/** A model's default scope. */
export interface ScopeSpec {
  readonly where: readonly Narrowing[];
  readonly order: readonly (readonly [column: string, direction: 'ASC' | 'DESC'])[];
  readonly exclude: readonly string[];
}

/** What default scopes and associations narrow their rows by. */
export interface Narrowing {
  readonly column: string;
  readonly operator: 'eq' | 'ne' | 'isSet';
  readonly value: unknown;
}

/** A computed member: it gives its needs one after the other, as text. */
export interface MemberSpec {
  readonly kind: 'getter' | 'method' | 'virtual' | 'toString';
  /** `toString` is the field `str`. */
  readonly name: string;
  readonly needs: readonly string[];
  /** Whether the model says what it needs; else that is every column that is shown. */
  readonly isDeclared: boolean;
}

export type AssociationSpec = DirectAssociation | ManyToManyAssociation;

interface AssociationBase {
  readonly source: string;
  readonly target: string;
  readonly as: string;
  readonly scope: readonly Narrowing[];
}

export interface DirectAssociation extends AssociationBase {
  readonly kind: 'belongsTo' | 'hasOne' | 'hasMany';
  readonly foreignKey: string;
  /** What the foreign key refers to: an attribute of the target of a belongsTo, of the source of the others. */
  readonly key: string;
}

export interface ManyToManyAssociation extends AssociationBase {
  readonly kind: 'belongsToMany';
  readonly through: string;
  readonly throughScope: readonly Narrowing[];
  readonly sourceKey: string;
  readonly targetKey: string;
  readonly foreignKey: string;
  readonly otherKey: string;
}

export function modelOf(schema: SchemaSpec, name: string): ModelSpec {
  return schema.models.find((model) => model.name === name)!;
}

export function columnOf(model: ModelSpec, name: string): ColumnSpec {
  return model.columns.find((column) => column.name === name)!;
}

export function associationsOf(schema: SchemaSpec, model: string): AssociationSpec[] {
  return schema.associations.filter(({ source }) => source === model);
}

export function associationOf(schema: SchemaSpec, model: string, as: string): AssociationSpec {
  return schema.associations.find((association) => association.source === model && association.as === as)!;
}

export function isToMany({ kind }: AssociationSpec): boolean {
  return kind === 'hasMany' || kind === 'belongsToMany';
}

/** The attribute of a row that says which rows of an association are its own. */
export function sourceKeyOf(association: AssociationSpec): string {
  switch (association.kind) {
    case 'belongsTo':
      return association.foreignKey;
    case 'belongsToMany':
      return association.sourceKey;
    default:
      return association.key;
  }
}

/** The attribute of the target that the rows of an association are found by. */
export function targetKeyOf(association: AssociationSpec): string {
  switch (association.kind) {
    case 'belongsTo':
      return association.key;
    case 'belongsToMany':
      return association.targetKey;
    default:
      return association.foreignKey;
  }
}

/** Attributes named like this are private. */
export function isPrivate(name: string): boolean {
  return name.startsWith('secret');
}

/** Columns that GraphQL shows as they are stored. */
export function shownColumns({ columns, scope }: ModelSpec): ColumnSpec[] {
  return columns.filter(({ name, hasGetter }) => !hasGetter && !isPrivate(name) && !scope.exclude.includes(name));
}

/** Everything that a member without declared needs may read. */
export function readableColumns({ columns, scope }: ModelSpec): string[] {
  return columns.map(({ name }) => name).filter((name) => !isPrivate(name) && !scope.exclude.includes(name));
}
