import fc from 'fast-check';
import { columnValues, danglingKey, isComparable, type KeyType, keyValues } from './columnValues.ts';
import {
  type AssociationSpec,
  type ColumnSpec,
  type ColumnType,
  isPrivate,
  isToMany,
  type MemberSpec,
  type ModelSpec,
  type Narrowing,
  type SchemaSpec,
  type ScopeSpec,
} from './schemaSpec.ts';

/**
 * Schemas of three to five models with every kind of association, and rows with missing keys, keys of no row, and
 * values that repeat.
 */
export function schemas(): fc.Arbitrary<SchemaSpec> {
  return fc.gen().map((value) => new Draft(value).schema());
}

const modelNames = ['Order', 'User', 'Group', 'Entry', 'Person', 'Tag'];
const columnNames = ['name', 'size', 'order', 'select', 'at', 'isOpen', 'mood', 'total', 'note'];
const toOneNames = ['owner', 'parent', 'lead', 'origin', 'each', 'main', 'first', longName('one')];
const toManyNames = [
  'items',
  'staff',
  'entries',
  'links',
  'tags',
  'members',
  'parts',
  'rows',
  'guests',
  longName('many'),
];
const columnTypes = Object.keys(columnValues) as ColumnType[];

/** Longer than a name in PostgreSQL can be, as soon as another stands before it. */
function longName(kind: string): string {
  return `${kind}OfThoseWhoseNameIsSoLongThatPostgreSQLHasNoRoomForIt`;
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };
type ModelDraft = Omit<Writable<ModelSpec>, 'columns' | 'rows'> & {
  columns: ColumnSpec[];
  rows: Record<string, unknown>[];
};

/** A schema while it is made, by the values that fast-check gives. */
class Draft {
  readonly #value: fc.GeneratorValue;
  readonly #models: ModelDraft[] = [];
  readonly #associations: AssociationSpec[] = [];

  constructor(value: fc.GeneratorValue) {
    this.#value = value;
  }

  schema(): SchemaSpec {
    const names = this.#some(modelNames, 3, 5);
    for (const name of names) this.#models.push(this.#model(name));
    const plain = [...this.#models];
    for (let left = this.#number(3, 6); left > 0; left--) this.#link(this.#one(plain), this.#one(plain));
    if (this.#chance(0.5)) this.#polymorphic(plain);
    for (let left = this.#number(1, 2); left > 0; left--) this.#manyToMany(this.#one(plain), this.#one(plain));
    for (const model of this.#models.filter(({ isMade }) => !isMade)) model.scope = this.#scope(model);
    for (const model of plain) model.members = this.#members(model);
    return { models: this.#models, associations: this.#associations };
  }

  #model(name: string): ModelDraft {
    const primaryKey = this.#primaryKey();
    const others = this.#some(columnNames, 2, 5).map((column) => this.#column(column, this.#one(columnTypes)));
    const code = this.#column('code', this.#one(['STRING', 'INTEGER', 'UUID']));
    const deletedAt = this.#chance(0.3) ? this.#one(['deletedAt', 'removedAt']) : null;
    const columns: ColumnSpec[] = [
      ...primaryKey,
      { ...code, isUnique: this.#chance(0.6) },
      ...others.map((column) => ({ ...column, hasGetter: this.#chance(0.1) })),
      this.#column('secretNote', 'STRING'),
      ...(deletedAt ? [this.#column(deletedAt, 'DATE')] : []),
    ];
    const tableName = this.#one([`${name}s`, `${name} Table`, name.toLowerCase()]);
    const model: ModelDraft = { ...emptyModel, name, tableName, columns, deletedAt, rows: [] };
    model.primaryKey = primaryKey.map((column) => column.name);
    model.rows = this.#rows(model);
    return model;
  }

  #primaryKey(): ColumnSpec[] {
    if (this.#chance(0.2)) return [this.#column('region', 'STRING'), this.#column('number', 'INTEGER')];
    return [this.#column('id', this.#one(['INTEGER', 'INTEGER', 'BIGINT', 'UUID', 'STRING']))];
  }

  #column(name: string, type: ColumnType): ColumnSpec {
    const field = this.#one([name, name, `${name}_column`, `${name} Col`]);
    return { name, type, field, isUnique: false, hasGetter: false };
  }

  #rows(model: ModelDraft): Record<string, unknown>[] {
    const count = this.#one([0, 1, 4, 5, 6, 7]);
    return Array.from({ length: count }, (_, index) => {
      const values = model.columns.map((column) => [column.name, this.#cell(model, column, index)]);
      return Object.fromEntries(values);
    });
  }

  /** Values of unique columns are told apart by the row's place. */
  #cell({ primaryKey, deletedAt }: ModelDraft, { name, type, isUnique }: ColumnSpec, index: number): unknown {
    const isKey = primaryKey.includes(name);
    if (isKey && primaryKey.length === 2) return name === 'region' ? ['ka', 'kb', 'm'][index % 3] : 5 - index;
    if (name === deletedAt) return this.#chance(0.7) ? null : columnValues.DATE[0];
    if (!isKey && this.#chance(0.25)) return null;
    return isKey || isUnique ? keyValues[type as KeyType][index] : this.#one(columnValues[type]);
  }

  /** A foreign key, and one to three associations that follow it in one direction or the other. */
  #link(child: ModelDraft, parent: ModelDraft): void {
    const key = this.#keyOf(parent);
    const type = key.type === 'INTEGER' && this.#chance(0.2) ? 'BIGINT' : key.type;
    const foreignKey = this.#column(`ref${child.columns.length}`, type);
    child.columns.push(foreignKey);
    this.#refer(child, foreignKey, [[parent, key]]);
    const tie = { foreignKey: foreignKey.name, key: key.name };
    for (const kind of this.#some(['belongsTo', 'hasMany', 'hasOne'] as const, 1, 3)) {
      if (kind === 'belongsTo') this.#associate({ kind, source: child.name, target: parent.name, ...tie });
      else this.#associate({ kind, source: parent.name, target: child.name, scope: this.#narrowing(child), ...tie });
    }
  }

  /** One column that refers to rows of two models, and another that says of which. */
  #polymorphic(models: readonly ModelDraft[]): void {
    const child = this.#one(models);
    const parents = models.filter((model) => model.columns[0]!.type === 'INTEGER').slice(0, 2);
    if (parents.length === 0 || child.columns.some(({ name }) => name === 'subjectType')) return;
    const [subjectId, subjectType] = [this.#column('subjectId', 'INTEGER'), this.#column('subjectType', 'STRING')];
    child.columns.push(subjectId, subjectType);
    this.#refer(
      child,
      subjectId,
      parents.map((parent) => [parent, parent.columns[0]!]),
    );
    for (const row of child.rows) row.subjectType = this.#one(['a', 'b', null]);
    for (const [index, parent] of parents.entries()) {
      const scope: Narrowing[] = [{ column: 'subjectType', operator: 'eq', value: ['a', 'b'][index] }];
      const tie = { foreignKey: 'subjectId', key: parent.columns[0]!.name };
      const kind = this.#one(['hasMany', 'hasMany', 'hasOne'] as const);
      this.#associate({ kind, source: parent.name, target: child.name, scope, ...tie });
      this.#associate({ kind: 'belongsTo', source: child.name, target: parent.name, ...tie });
    }
  }

  #manyToMany(a: ModelDraft, b: ModelDraft): void {
    const isMade = this.#chance(0.4);
    const name = `Link${this.#models.length}`;
    const [aKey, bKey] = [this.#keyOf(a), this.#keyOf(b)];
    const [left, right] = [this.#column('left', aKey.type), this.#column('right', bKey.type)];
    const through: ModelDraft = { ...emptyModel, name, tableName: name, columns: [left, right], rows: [], isMade };
    through.primaryKey = isMade ? ['left', 'right'] : ['id'];
    this.#models.push(through);
    const count = a.rows.length && b.rows.length ? this.#number(0, 9) : 0;
    through.rows = Array.from({ length: count }, () => ({
      left: this.#reference([[a, aKey]], isMade),
      right: this.#reference([[b, bKey]], isMade),
    }));
    if (isMade) through.rows = differentPairs(through.rows);
    else this.#declareThrough(through);
    const scopes = () => ({ throughScope: isMade ? [] : this.#narrowing(through) });
    const there = { foreignKey: 'left', otherKey: 'right', sourceKey: aKey.name, targetKey: bKey.name };
    const back = { foreignKey: 'right', otherKey: 'left', sourceKey: bKey.name, targetKey: aKey.name };
    const base = { kind: 'belongsToMany', through: name } as const;
    const [source, target] = [a.name, b.name];
    this.#associate({ ...base, source, target, scope: this.#narrowing(b), ...scopes(), ...there });
    if (this.#chance(0.6)) {
      this.#associate({ ...base, source: target, target: source, scope: this.#narrowing(a), ...scopes(), ...back });
    }
  }

  /** A join model of the application's own: with its key, so that two rows may be tied twice. */
  #declareThrough(through: ModelDraft): void {
    through.columns.unshift(this.#column('id', 'INTEGER'));
    through.columns.push(this.#column('role', 'STRING'));
    through.deletedAt = this.#chance(0.4) ? 'deletedAt' : null;
    if (through.deletedAt) through.columns.push(this.#column('deletedAt', 'DATE'));
    for (const [index, row] of through.rows.entries()) {
      row.id = 100 - index;
      row.role = this.#one(['a', 'b', null]);
      if (through.deletedAt) row.deletedAt = this.#chance(0.7) ? null : columnValues.DATE[0];
    }
  }

  /** What rows can be referred to by: the key, another unique column, or one that repeats. */
  #keyOf({ columns }: ModelDraft): ColumnSpec {
    return this.#chance(0.6) ? columns[0]! : columns.find(({ name }) => name === 'code')!;
  }

  #refer(child: ModelDraft, { name, type }: ColumnSpec, parents: readonly (readonly [ModelDraft, ColumnSpec])[]): void {
    for (const row of child.rows) {
      const reference = this.#reference(parents, false);
      row[name] = type === 'BIGINT' && reference !== null ? String(reference) : reference;
    }
  }

  /** The key of a row, that of none, or null. */
  #reference(parents: readonly (readonly [ModelDraft, ColumnSpec])[], isSet: boolean): unknown {
    const keys = parents.flatMap(([{ rows }, { name }]) => rows.map((row) => row[name])).filter((key) => key !== null);
    const dangling = danglingKey[parents[0]![1].type as KeyType];
    if (keys.length === 0) return isSet ? dangling : null;
    if (this.#chance(0.8)) return this.#one(keys);
    return isSet || this.#chance(0.5) ? dangling : null;
  }

  #associate(association: DistributedOmit<AssociationSpec, 'as' | 'scope'> & { scope?: readonly Narrowing[] }): void {
    const isMany = association.kind === 'hasMany' || association.kind === 'belongsToMany';
    const used = this.#associations.filter(({ source }) => source === association.source).map(({ as }) => as);
    const free = (isMany ? toManyNames : toOneNames).filter((name) => !used.includes(name));
    if (free.length === 0) return;
    this.#associations.push({ scope: [], ...association, as: this.#one(free) } as AssociationSpec);
  }

  #narrowing({ columns, primaryKey, deletedAt }: ModelDraft): Narrowing[] {
    const usable = columns.filter((column) => {
      const isTie = /^(ref|subject|left|right|code)/.test(column.name) || primaryKey.includes(column.name);
      return isComparable(column) && !isTie && column.name !== deletedAt && !isPrivate(column.name);
    });
    if (usable.length === 0 || this.#chance(0.7)) return [];
    const { name, type } = this.#one(usable);
    const operator = this.#one(['eq', 'ne', 'isSet'] as const);
    return [{ column: name, operator, value: operator === 'isSet' ? null : this.#one(columnValues[type]) }];
  }

  #scope(model: ModelDraft): ScopeSpec {
    const where = this.#chance(0.4) ? this.#narrowing(model) : [];
    const sortable = model.columns.filter(isComparable);
    const direction = this.#one(['ASC', 'DESC'] as const);
    const order = this.#chance(0.15) ? [[this.#one(sortable).name, direction] as const] : [];
    const hideable = columnNames.filter((name) => model.columns.some((column) => column.name === name));
    return { where, order, exclude: hideable.length > 0 && this.#chance(0.2) ? [this.#one(hideable)] : [] };
  }

  #members(model: ModelDraft): MemberSpec[] {
    const kinds = this.#some(['getter', 'method', 'virtual', 'toString'] as const, 0, 3);
    return kinds.map((kind) => {
      const name = { getter: 'label', method: 'getSummary', virtual: 'title', toString: 'toString' }[kind];
      const isDeclared = this.#chance(0.8);
      const columns = readableBy(model).filter((column) => isDeclared || !isPrivate(column));
      const paths = isDeclared && this.#chance(0.5) ? this.#paths(model) : [];
      return { kind, name, isDeclared, needs: [...this.#some(columns, 1, 3), ...paths] };
    });
  }

  /** `owner.name`, `items.owner.size`, or `items` alone. */
  #paths(model: ModelDraft): string[] {
    const own = this.#associations.filter(({ source }) => source === model.name);
    if (own.length === 0) return [];
    const { as, target } = this.#one(own);
    const next = this.#models.find(({ name }) => name === target)!;
    if (this.#chance(0.2)) return [as];
    const below = this.#associations.filter((association) => association.source === target && !isToMany(association));
    if (below.length > 0 && this.#chance(0.3)) {
      const { as: second, target: third } = this.#one(below);
      const last = this.#models.find(({ name }) => name === third)!;
      return [`${as}.${second}.${this.#one(readableBy(last))}`];
    }
    return [`${as}.${this.#one(readableBy(next))}`];
  }

  #one<T>(list: readonly T[]): T {
    return this.#value(fc.constantFrom<T[]>, ...list);
  }

  #some<T>(list: readonly T[], minLength: number, maxLength: number): T[] {
    const most = Math.min(maxLength, list.length);
    return this.#value(fc.shuffledSubarray<T>, [...list], { minLength: Math.min(minLength, most), maxLength: most });
  }

  #number(min: number, max: number): number {
    return this.#value(fc.integer, { min, max });
  }

  #chance(share: number): boolean {
    return this.#number(1, 100) <= share * 100;
  }
}

type DistributedOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

const emptyModel = {
  deletedAt: null,
  primaryKey: [],
  scope: { where: [], order: [], exclude: [] },
  members: [],
  isMade: false,
};

/** Members may read private columns, but Sequelize has not loaded those that the default scope leaves out. */
function readableBy({ columns, scope }: ModelDraft): string[] {
  return columns.filter(({ name }) => !scope.exclude.includes(name)).map(({ name }) => name);
}

function differentPairs(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return [...new Map(rows.map((row) => [JSON.stringify([row.left, row.right]), row])).values()];
}
