import type { Association } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import {
  type AnnotationField,
  type ColumnField,
  keysOf,
  type ToManyField,
  type ToOneField,
} from '../schema/modelType.ts';
import { compileField } from './compileWhere.ts';
import type { Row } from './computedMembers.ts';
import { compileRowMapper, type ObjectShape } from './rowMapper.ts';
import type { Selection } from './selection.ts';
import { type SelectAttribute, type SelectClauses, type SelectJoin, selectSql } from './selectSql.ts';
import { rootAlias, SqlParameters } from './sql.ts';
import type { TextRow } from './statements.ts';

/** A SELECT whose list and joins are settled, and the objects that its rows become. */
export interface SelectPlan {
  /** What the select list binds: `$1` to `$n`; conditions bind after it. */
  readonly constants: readonly unknown[];
  text(clauses: SelectClauses): string;
  readonly map: (rows: readonly TextRow[]) => Row[];
}

/** A column of a joined table that rows are given beside their own, under a name that no field can have. */
export interface OwnerColumn {
  readonly name: string;
  readonly column: ColumnField;
  /** The join that has it as `key`; without one it is the rows' own. */
  readonly join: {
    readonly association: Association;
    readonly keys: readonly string[];
    readonly key: string;
    readonly where: object | undefined;
  } | null;
}

/** The SELECT for a selection, with everything of which a row has one joined to it. */
export function buildSelectPlan(selection: Selection, owner: OwnerColumn | null = null): SelectPlan {
  const parameters = new SqlParameters();
  const columns = new Columns();
  const list = selectList(selection, [], columns, parameters, owner && !owner.join ? [owner] : []);
  const joins = [...list.joins];
  const values = [...list.shape.values];
  if (owner?.join) {
    const { association, keys, where } = owner.join;
    for (const key of keys) columns.next(key === owner.join.key ? values : null, owner.name, owner.column);
    joins.push({ association, required: true, where, attributes: keys, joins: [] });
  }
  return {
    constants: parameters.values,
    text: (clauses) => selectSql(selection.type.model, { attributes: list.attributes, joins }, clauses),
    map: compileRowMapper({ ...list.shape, values }),
  };
}

/** Under which name a row has an annotation: those of a QuerySet have one that no field can have. */
export function rowKeyOf({ name, adHoc }: Pick<AnnotationField, 'name' | 'adHoc'>): string {
  return adHoc ? `annotation ${name}` : name;
}

/** Whether a row has at most one of an association, so that it is joined. */
export function isToOne(selection: Selection, name: string): boolean {
  return (selection.type.fields.get(name) as ToOneField | ToManyField).kind === 'toOne';
}

interface SelectList {
  readonly attributes: readonly SelectAttribute[];
  readonly joins: readonly SelectJoin[];
  readonly shape: ObjectShape;
}

type MappedValue = ObjectShape['values'][number];

/** Counts the columns of the select list, in the order in which Sequelize writes them: an object's own, then its joins'. */
class Columns {
  #count = 0;

  next(values: MappedValue[] | null, name: string, { scalar }: Pick<ColumnField, 'scalar'>): void {
    values?.push({ name, scalar, index: this.#count });
    this.#count += 1;
  }
}

function selectList(
  selection: Selection,
  path: readonly string[],
  columns: Columns,
  parameters: SqlParameters,
  extra: readonly OwnerColumn[] = [],
): SelectList {
  const alias = aliasOf(selection, path);
  const attributes: SelectAttribute[] = [];
  const values: MappedValue[] = [];
  for (const column of storedColumns(selection).values()) {
    attributes.push(column.name);
    columns.next(values, column.name, column);
  }
  for (const field of selection.fields.values()) {
    if (field.kind !== 'annotation') continue;
    const name = rowKeyOf(field);
    attributes.push({ sql: compileField(selection.type, field, alias, parameters), name });
    columns.next(values, name, field);
  }
  for (const { name, column } of extra) {
    attributes.push({ sql: compileField(selection.type, column, alias, parameters), name });
    columns.next(values, name, column);
  }
  const objects: ObjectShape['objects'][number][] = [];
  const joins: SelectJoin[] = [];
  for (const [name, target] of selection.associations) {
    if (!isToOne(selection, name)) continue;
    const list = selectList(target, [...path, name], columns, parameters);
    objects.push({ name, shape: list.shape });
    joins.push({ association: selection.type.model.associations[name]!, required: false, ...list });
  }
  const keyIndex = values.find((value) => value.name === selection.type.primaryKey[0]!.name)!.index;
  return { attributes, joins, shape: { values, objects, keyIndex } };
}

/** What is stored and selected: asked for, needed by a computed member, or the key of a batch. */
function storedColumns(selection: Selection): Map<string, ColumnField> {
  const columns = new Map(selection.columns);
  for (const field of selection.fields.values()) if (field.kind === 'column') columns.set(field.name, field);
  for (const name of selection.associations.keys()) {
    if (isToOne(selection, name)) continue;
    const { sourceKey } = keysOf(selection.type.model.associations[name]!);
    columns.set(sourceKey, selection.type.columns.get(sourceKey)!);
  }
  return columns;
}

/** What Sequelize calls joined rows: `tenant`, `tenant->user`. */
function aliasOf(selection: Selection, path: readonly string[]): string {
  if (path.length === 0) return rootAlias(selection.type);
  const alias = path.join('->');
  if (Buffer.byteLength(alias) > 63) throw aliasTooLong(path);
  return alias;
}

function aliasTooLong(path: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG3011',
    message: `The path "${path.join('.')}" is longer than the 63 bytes that PostgreSQL allows for the name of a join.`,
    hint: 'Give one of its associations a shorter "as".',
  });
}
