import type { Association, Model } from 'sequelize';
import { JitCache } from '../jitCache.ts';
import {
  type ColumnField,
  type ModelClass,
  type ModelType,
  modelTypeOf,
  type ToOneField,
  throughOf,
} from '../schema/modelType.ts';
import type { Where } from '../schema/where.ts';
import type { Row } from './computedMembers.ts';
import { buildComputation, buildEdge, buildFetchPlan, type Edge, type FetchPlan } from './fetchPlan.ts';
import type { FetchScope, ReadArguments } from './fetchScope.ts';
import { sourceKeyOf } from './relation.ts';
import { type AssociationSelection, emptySelection, type Selection } from './selection.ts';
import { storedColumns } from './selectPlan.ts';
import { identityOf, rowKeyOf, storedKeyOf } from './storedKey.ts';

/** What reads what instances lack of a selection. */
export interface KnownRowsPlan {
  /**
   * The rows of instances, in their order, null for one that is not there any more or may not be seen. What an instance
   * has in memory, loaded associations and edits among it, is kept; only what it lacks is read.
   */
  read(instances: readonly Model[], scope: FetchScope, readArguments: ReadArguments): Promise<(Row | null)[]>;
}

const plans = new WeakMap<Selection, KnownRowsPlan>();

/** The plan for instances with a selection, made once. */
export function knownRowsPlan(selection: Selection): KnownRowsPlan {
  let plan = plans.get(selection);
  if (!plan) {
    plan = buildKnownRowsPlan(selection);
    plans.set(selection, plan);
  }
  return plan;
}

function buildKnownRowsPlan(selection: Selection): KnownRowsPlan {
  const { type } = selection;
  const compute = buildComputation(selection);
  const columns = storedColumns(selection);
  for (const { field } of selection.associations.values()) {
    const key = sourceKeyOf(field.association);
    columns.set(key, type.columns.get(key)!);
  }
  const annotations = [...selection.fields.values()].filter((field) => field.kind === 'annotation');
  const parts = [...selection.associations].map(([name, association]) => associationPart(type, name, association));
  const completions = new JitCache<FetchPlan>('fetch plans of instances', 100);

  /** A plan for fields that are missing, and for what they have one of. */
  function completionFor(missing: ReadonlySet<string>): FetchPlan {
    return completions.getOrMake([...missing].sort().join(), () => {
      const lacking = emptySelection(type);
      for (const [name, column] of columns) if (missing.has(name)) lacking.columns.set(name, column);
      for (const field of annotations) if (missing.has(field.name)) lacking.fields.set(field.name, field);
      for (const [name, found] of selection.associations) if (missing.has(name)) lacking.associations.set(name, found);
      return buildFetchPlan(lacking);
    });
  }

  /** Which rows are there, after what they lack was read in one statement; what they have one of is joined to it. */
  async function complete(
    instances: readonly Model[],
    rows: readonly Row[],
    scope: FetchScope,
    readArguments: ReadArguments,
  ): Promise<boolean[]> {
    const joined = [...selection.associations].flatMap(([name, { field }]) => {
      return field.kind === 'toOne' && instances.every((instance) => isAsStored(instance, field)) ? [name] : [];
    });
    const missing = new Set<string>(joined);
    const incomplete = rows.filter((row, index) => {
      const lacking = [
        ...[...columns.keys()].filter((name) => !(storedKeyOf(type, name) in row)),
        ...annotations.filter((field) => !(rowKeyOf(field) in row)).map(({ name }) => name),
      ];
      for (const name of lacking) missing.add(name);
      return lacking.length + joined.length > 0 && !instances[index]!.isNewRecord;
    });
    const mustSee = scope.policy !== null && !scope.policy.seesAll(type);
    const asked = mustSee ? rows.filter((_, index) => !instances[index]!.isNewRecord) : incomplete;
    if (asked.length === 0) return rows.map(() => true);
    // they were found already, in a default scope or without it
    const wanted = { where: keyCondition(type, asked), unscoped: true, withDeleted: instances.some(isMarkedDeleted) };
    const found = await completionFor(missing).fetch(wanted, scope, readArguments);
    const byKey = new Map(found.map((row) => [identityOf(type, row), row]));
    for (const row of asked) {
      const stored = Object.entries(byKey.get(identityOf(type, row)) ?? {});
      for (const [name, value] of stored) if (!(name in row)) row[name] = value;
    }
    const gone = new Set(asked.filter((row) => !byKey.has(identityOf(type, row))));
    return rows.map((row) => !gone.has(row));
  }

  return {
    async read(instances, scope, readArguments) {
      if (instances.length === 0) return [];
      const distinct = [...new Set(instances)];
      const rows = distinct.map((instance) => rowOf(type, columns, instance));
      for (const [index, row] of rows.entries()) {
        const data = distinct[index]!.dataValues as Row;
        for (const field of annotations) if (field.name in data) row[rowKeyOf(field)] = data[field.name];
      }
      const isThere = await complete(distinct, rows, scope, readArguments);
      const left = rows.filter((_, index) => isThere[index]);
      const models = distinct.filter((_, index) => isThere[index]);
      await Promise.all(parts.map((part) => part(models, left, scope, readArguments)));
      compute?.(left);
      const byInstance = new Map(models.map((instance, index) => [instance, left[index]!]));
      return instances.map((instance) => byInstance.get(instance) ?? null);
    },
  };
}

type AssociationPart = (
  instances: readonly Model[],
  rows: readonly Row[],
  scope: FetchScope,
  readArguments: ReadArguments,
) => Promise<void>;

/** What an association leads to: the instances that were loaded with it, for the others the rows of their keys. */
function associationPart(type: ModelType, name: string, association: AssociationSelection): AssociationPart {
  const { field, node, selection } = association;
  const key = storedKeyOf(type, sourceKeyOf(field.association));
  const isMany = field.kind === 'toMany';
  let edge: Edge | undefined;
  return async (instances, rows, scope, readArguments) => {
    // with arguments other rows are wanted, and what ties many to many may be hidden
    const mayKeep = node === null && seesTies(field.association, scope);
    const loaded = instances.map((instance) => (mayKeep ? loadedOf(instance, field.name) : undefined));
    const below = await knownRowsPlan(selection).read(
      loaded.flatMap((value) => value ?? []),
      scope,
      readArguments,
    );
    let next = 0;
    const others: Row[] = [];
    for (const [index, row] of rows.entries()) {
      const value = loaded[index];
      if (name in row) continue; // read with the row
      if (value === undefined) others.push(row);
      else {
        const count = Array.isArray(value) ? value.length : value ? 1 : 0;
        const found = below.slice(next, next + count).filter((item) => item !== null);
        next += count;
        row[name] = isMany ? found : (found[0] ?? null);
      }
    }
    if (others.length === 0) return;
    edge ??= buildEdge(type, name, association);
    const keys = [...new Set(others.map((row) => row[key]))].filter((value) => value !== null && value !== undefined);
    const found = await edge.load(keys, scope, readArguments);
    for (const row of others) {
      const list = found.get(row[key]) ?? [];
      row[name] = isMany ? list : (list[0] ?? null);
    }
  };
}

function seesTies(association: Association, { policy }: FetchScope): boolean {
  if (association.associationType !== 'BelongsToMany' || policy === null) return true;
  return policy.seesAll(modelTypeOf(throughOf(association).model));
}

/** Whether what an instance has of an association is what the database says: it is not loaded, and its key not changed. */
function isAsStored(instance: Model, { name, association }: ToOneField): boolean {
  const key = sourceKeyOf(association);
  return loadedOf(instance, name) === undefined && !instance.isNewRecord && instance.changed(key as never) !== true;
}

function isMarkedDeleted(instance: Model): boolean {
  return (instance.constructor as ModelClass).options.paranoid === true && instance.isSoftDeleted();
}

function loadedOf(instance: Model, name: string): Model | readonly Model[] | null | undefined {
  return Object.hasOwn(instance, name)
    ? (instance as unknown as Record<string, Model | Model[] | null>)[name]
    : undefined;
}

/** What an instance has of some columns, in the form that rows have. */
function rowOf(type: ModelType, columns: ReadonlyMap<string, ColumnField>, instance: Model): Row {
  const data = instance.dataValues as Row;
  const row: Row = {};
  for (const [name, { scalar }] of columns) {
    const value = data[name];
    if (value !== undefined) row[storedKeyOf(type, name)] = asStored(scalar.name, value);
    else if (instance.isNewRecord) row[storedKeyOf(type, name)] = null;
  }
  return row;
}

function asStored(scalar: ColumnField['scalar']['name'], value: unknown): unknown {
  if (value === null) return null;
  if (scalar === 'DateTime') return new Date(value as string).toISOString();
  return scalar === 'Decimal' || scalar === 'BigInt' ? String(value) : value;
}

function keyCondition(type: ModelType, rows: readonly Row[]): Where {
  const [first, ...others] = type.primaryKey;
  const stored = (row: Row, name: string) => row[storedKeyOf(type, name)];
  if (others.length === 0) return { [first!.name]: { in: [...new Set(rows.map((row) => stored(row, first!.name)))] } };
  return {
    or: rows.map((row) => Object.fromEntries(type.primaryKey.map(({ name }) => [name, { eq: stored(row, name) }]))),
  };
}
