import type { Case, Condition, Selection, Wanted } from './randomCase.ts';
import {
  type AssociationSpec,
  associationOf,
  columnOf,
  isToMany,
  modelOf,
  type SchemaSpec,
  sourceKeyOf,
  targetKeyOf,
} from './schemaSpec.ts';
import { statementsOfAll } from './statementLaw.ts';
import type { Reads } from './wantedReads.ts';

/** What cases are to have, each of it often. */
export const touchable = [
  ...['belongsTo', 'hasOne', 'hasMany', 'belongsToMany'].flatMap((kind) => [kind, `${kind} over a value that repeats`]),
  'belongsTo by a unique column',
  'a list by a key that may be missing',
  'a self-reference',
  'an association with a scope',
  'a polymorphic association',
  'a through model of Sequelize',
  'a through model of its own',
  'a paranoid through model',
  'a through scope',
  'rows that are tied twice',
  'a missing key',
  'a key of no row',
  'a composite key',
  'a renamed column',
  'a paranoid model',
  'a default scope',
  'a default order',
  'a hidden column',
  'a count',
  'a getter',
  'a method',
  'a virtual',
  'a toString',
  'an attribute with a getter',
  'a member that reads associations',
  'a member that does not say what it reads',
  'arguments',
  'a limit for each row',
  'the same list twice',
  'lists that share a statement',
  'an order',
  'an order over an association',
  'an excluded condition',
  'a limit',
  'an offset',
  ...['compare', 'count', 'and', 'or', 'not', 'one', 'missing', 'some', 'every', 'none'].map((kind) => `where ${kind}`),
] as const;

export type Touchable = (typeof touchable)[number];

export function touchedBy(schema: SchemaSpec, { wanted, exclude, selection }: Case, reads: Reads): Set<Touchable> {
  const touched = new Set<Touchable>();
  touchWanted(schema, touched, selection.model, wanted);
  touch(touched, ['a limit', wanted.limit !== null], ['an offset', wanted.offset !== null]);
  if (exclude) touch(touched, ['an excluded condition', true]);
  touchSelection(schema, touched, selection);
  touchReads(schema, touched, reads);
  touch(touched, ['lists that share a statement', statementsOfAll(reads) < 1 + listsIn(reads)]);
  return touched;
}

function listsIn({ edges }: Reads): number {
  const below = [...edges.values()].map((edge) => Number(isToMany(edge.association)) + listsIn(edge.reads));
  return below.reduce((sum, count) => sum + count, 0);
}

function touch(touched: Set<Touchable>, ...found: readonly (readonly [Touchable, boolean])[]): void {
  for (const [name, isTouched] of found) if (isTouched) touched.add(name);
}

function touchSelection(schema: SchemaSpec, touched: Set<Touchable>, { edges }: Selection): void {
  for (const { association, wanted, selection } of edges) {
    const again = edges.filter((edge) => edge.association === association);
    touch(touched, ['arguments', wanted !== null], ['the same list twice', again.length > 1]);
    touch(touched, ['a limit for each row', (wanted?.limit ?? wanted?.offset ?? null) !== null]);
    if (wanted) touchWanted(schema, touched, association.target, wanted);
    touchSelection(schema, touched, selection);
  }
}

function touchReads(schema: SchemaSpec, touched: Set<Touchable>, { model: name, fields, needs, edges }: Reads): void {
  const model = modelOf(schema, name);
  const columns = [...fields, ...needs].flatMap((field) => columnOf(model, field) ?? []);
  touch(
    touched,
    ['a composite key', model.primaryKey.length > 1],
    ['a renamed column', columns.some((column) => column.field !== column.name)],
    ['an attribute with a getter', columns.some(({ hasGetter }) => hasGetter)],
    ['a paranoid model', model.deletedAt !== null],
    ['a default scope', model.scope.where.length > 0],
    ['a default order', model.scope.order.length > 0],
    ['a hidden column', model.scope.exclude.length > 0],
    ['a count', [...fields].some((field) => field.endsWith('Count'))],
  );
  for (const member of model.members) {
    if (!fields.has(member.name === 'toString' ? 'str' : member.name)) continue;
    touch(
      touched,
      [`a ${member.kind}`, true],
      ['a member that does not say what it reads', !member.isDeclared],
      ['a member that reads associations', member.needs.some((need) => !columnOf(model, need))],
    );
  }
  for (const { association, reads } of edges.values()) {
    touchAssociation(schema, touched, association);
    touchReads(schema, touched, reads);
  }
}

function touchAssociation(schema: SchemaSpec, touched: Set<Touchable>, association: AssociationSpec): void {
  const { kind, source, target, scope } = association;
  const [from, to] = [modelOf(schema, source), modelOf(schema, target)];
  const [sourceKey, targetKey] = [sourceKeyOf(association), targetKeyOf(association)];
  const keys = from.rows.map((row) => row[sourceKey]);
  const found = to.rows.map((row) => row[targetKey]).filter((key) => key !== null);
  const isOwnKey = (name: string) => to.primaryKey.length === 1 && to.primaryKey[0] === name;
  touch(
    touched,
    [kind, true],
    [`${kind} over a value that repeats`, new Set(found).size < found.length],
    ['belongsTo by a unique column', kind === 'belongsTo' && !isOwnKey(targetKey) && columnOf(to, targetKey).isUnique],
    ['a list by a key that may be missing', isToMany(association) && keys.includes(null)],
    ['a self-reference', source === target],
    ['an association with a scope', scope.length > 0],
    ['a polymorphic association', scope.some(({ column }) => column === 'subjectType')],
    ['a missing key', kind === 'belongsTo' && keys.includes(null)],
    [
      'a key of no row',
      kind === 'belongsTo' && keys.some((key) => key !== null && !found.map(String).includes(String(key))),
    ],
  );
  if (association.kind !== 'belongsToMany') return;
  const through = modelOf(schema, association.through);
  const pairs = through.rows.map(({ left, right }) => JSON.stringify([left, right]));
  touch(
    touched,
    ['a through model of Sequelize', through.isMade],
    ['a through model of its own', !through.isMade],
    ['a paranoid through model', through.deletedAt !== null],
    ['a through scope', association.throughScope.length > 0],
    ['rows that are tied twice', new Set(pairs).size < pairs.length],
  );
}

function touchWanted(schema: SchemaSpec, touched: Set<Touchable>, model: string, { where, orderBy }: Wanted): void {
  if (where) touchCondition(touched, where);
  touch(touched, ['an order', orderBy.length > 0]);
  const leadsFurther = orderBy.some(({ path: [first] }) => associationOf(schema, model, first!) !== undefined);
  touch(touched, ['an order over an association', leadsFurther]);
}

function touchCondition(touched: Set<Touchable>, condition: Condition): void {
  touch(touched, [`where ${condition.kind}`, true]);
  if (condition.kind === 'compare' || condition.kind === 'count' || condition.kind === 'missing') return;
  for (const one of [condition.of].flat() as Condition[]) touchCondition(touched, one);
}
