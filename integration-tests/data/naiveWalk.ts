import type { FindOptions, Order as SequelizeOrder } from 'sequelize';
import type { DefinedSchema } from './definedSchema.ts';
import { holds, type Instance, type Reader, sorted } from './naiveConditions.ts';
import { responseName, whereOf } from './operation.ts';
import { type Case, type Condition, countField, type Order, type Selection, type Wanted } from './randomCase.ts';
import {
  type AssociationSpec,
  associationOf,
  associationsOf,
  columnOf,
  isToMany,
  modelOf,
  type SchemaSpec,
  sourceKeyOf,
  targetKeyOf,
} from './schemaSpec.ts';

/**
 * What a case shows, read with nothing but Sequelize: `findAll`, then one getter after the other. What a getter of a row
 * gives is kept, so one walk serves all cases of a schema. Conditions and orders that Sequelize cannot say, over
 * associations, are worked out row by row, with the same getters.
 */
export class NaiveWalk implements Reader {
  readonly spec: SchemaSpec;
  readonly ranks: ReadonlyMap<string, number>;
  readonly #defined: DefinedSchema;
  /** The first instance of each row, by model and key. */
  readonly #instances = new Map<string, Instance>();
  readonly #related = new WeakMap<Instance, Map<string, Promise<Instance[]>>>();

  /** `ranks` say how PostgreSQL sorts texts. */
  constructor(defined: DefinedSchema, ranks: ReadonlyMap<string, number>) {
    this.spec = defined.spec;
    this.ranks = ranks;
    this.#defined = defined;
  }

  /** The rows of a case, in order. */
  async roots({ wanted, exclude, selection: { model } }: Case): Promise<Instance[]> {
    if (!exclude && this.#isPlain(model, wanted)) return this.#findAll(model, findOptions(wanted));
    return this.#narrow(model, await this.#findAll(model, {}), wanted, exclude);
  }

  /** What a response has for a row. */
  async show(row: Instance, { model, fields, edges }: Selection): Promise<Record<string, unknown>> {
    const shown: Record<string, unknown> = {};
    for (const field of fields) shown[field] = await this.#field(model, row, field);
    for (const [index, edge] of edges.entries()) {
      const below: unknown[] = [];
      for (const one of await this.wanted(row, edge.association, edge.wanted)) {
        below.push(await this.show(one, edge.selection));
      }
      shown[responseName(edge, index)] = isToMany(edge.association) ? below : (below[0] ?? null);
    }
    return shown;
  }

  /** The rows that a row has of an association, as its getter gives them; one at most of those that are no lists. */
  related(row: Instance, association: AssociationSpec): Promise<Instance[]> {
    const known = this.#related.get(row) ?? new Map<string, Promise<Instance[]>>();
    this.#related.set(row, known);
    const rows = known.get(association.as) ?? this.#get(row, association, {});
    known.set(association.as, rows);
    return rows;
  }

  /** Those of them that are wanted. */
  async wanted(row: Instance, association: AssociationSpec, wanted: Wanted | null): Promise<Instance[]> {
    if (!wanted) return this.related(row, association);
    if (this.#isPlain(association.target, wanted)) return this.#get(row, association, findOptions(wanted));
    return this.#narrow(association.target, await this.related(row, association), wanted, null);
  }

  stored(model: string, row: Instance, column: string): unknown {
    const { scope, primaryKey, rows } = modelOf(this.spec, model);
    if (!scope.exclude.includes(column)) return row.getDataValue(column as never);
    return rows.find((given) => primaryKey.every((key) => given[key] === row[key]))![column];
  }

  async #findAll(model: string, options: FindOptions): Promise<Instance[]> {
    const found = await this.#defined.model(model).findAll({ ...options, order: this.#order(model, options) });
    return found.map((row) => this.#known(model, row as Instance));
  }

  async #get(row: Instance, association: AssociationSpec, options: FindOptions): Promise<Instance[]> {
    // Sequelize takes a missing key for IS NULL, which would tie rows that have nothing in common
    if (row.getDataValue(sourceKeyOf(association) as never) === null) return [];
    const { target } = association;
    const isOrdered = modelOf(this.spec, target).scope.order.length > 0;
    const found = await (isOrdered && !isToMany(association)
      ? this.#leastOf(row, association)
      : this.#callGetter(row, association, options));
    return found.map((one) => this.#known(target, one));
  }

  /** By key where nothing else is said; of several rows where there should be one, the getter then gives that with the least. */
  async #callGetter(row: Instance, { source, target, as }: AssociationSpec, options: FindOptions): Promise<Instance[]> {
    const { accessors } = this.#defined.model(source).associations[as] as unknown as { accessors: { get: string } };
    const get = row[accessors.get] as (options: FindOptions) => Promise<Instance[] | Instance | null>;
    const found = await get.call(row, { ...options, order: this.#order(target, options) });
    return Array.isArray(found) ? found : found ? [found] : [];
  }

  /** The same where the order of a default scope would go before the key. */
  async #leastOf(row: Instance, association: AssociationSpec): Promise<Instance[]> {
    const { source, target, as } = association;
    const { scope } = this.#defined.model(source).associations[as] as unknown as { scope?: object };
    const key = row.getDataValue(sourceKeyOf(association) as never);
    const found = await this.#findAll(target, { where: { ...scope, [targetKeyOf(association)]: key } });
    const byKey = modelOf(this.spec, target).primaryKey.map((name) => rising(name));
    return (await sorted(this, target, found, byKey)).slice(0, 1);
  }

  #known(model: string, row: Instance): Instance {
    const key = modelOf(this.spec, model).primaryKey.map((name) => row[name]);
    const name = JSON.stringify([model, key]);
    const known = this.#instances.get(name) ?? row;
    this.#instances.set(name, known);
    return known;
  }

  #order(model: string, { order = [] }: FindOptions): SequelizeOrder {
    return [...(order as string[]), ...modelOf(this.spec, model).primaryKey];
  }

  async #field(model: string, row: Instance, field: string): Promise<unknown> {
    const { members, primaryKey } = modelOf(this.spec, model);
    const counted = associationsOf(this.spec, model).find((one) => isToMany(one) && countField(one) === field);
    if (counted) return (await this.related(row, counted)).length;
    const member = members.find(({ name }) => name === (field === 'str' ? 'toString' : field));
    if (!member) return field === 'str' ? `${model} ${primaryKey.map((key) => row[key]).join('/')}` : row.get(field);
    for (const path of member.needs) await this.#attach(model, row, path.split('.'));
    const value = row[member.name];
    return typeof value === 'function' ? value.call(row) : value;
  }

  /** Gives an instance the associations on a path that a member reads. */
  async #attach(model: string, row: Instance, [name, ...rest]: readonly string[]): Promise<void> {
    const association = name === undefined ? undefined : associationOf(this.spec, model, name);
    if (!association) return;
    const rows = await this.related(row, association);
    row[association.as] = isToMany(association) ? rows : (rows[0] ?? null);
    for (const one of rows) await this.#attach(association.target, one, rest);
  }

  async #narrow(
    model: string,
    rows: readonly Instance[],
    { where, orderBy, limit, offset }: Wanted,
    exclude: Condition | null,
  ): Promise<Instance[]> {
    const kept: Instance[] = [];
    for (const row of rows) {
      if (where && (await holds(this, model, row, where)) !== true) continue;
      if (exclude && (await holds(this, model, row, exclude)) === true) continue;
      kept.push(row);
    }
    const { scope, primaryKey } = modelOf(this.spec, model);
    const scoped = scope.order.map(([column, direction]) => ({ ...rising(column), direction }));
    const inOrder = await sorted(this, model, kept, [...scoped, ...orderBy, ...primaryKey.map(rising)]);
    const start = offset ?? 0;
    return inOrder.slice(start, limit === null ? undefined : start + limit);
  }

  /** Whether Sequelize can say it: it names columns of the model alone. */
  #isPlain(model: string, { where, orderBy }: Wanted): boolean {
    const spec = modelOf(this.spec, model);
    const isColumn = ({ path }: Order) => path.length === 1 && columnOf(spec, path[0]!) !== undefined;
    return (!where || isOwn(where)) && orderBy.every(isColumn);
  }
}

function isOwn(condition: Condition): boolean {
  if (condition.kind === 'compare') return true;
  return (condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'not') && condition.of.every(isOwn);
}

function rising(column: string): Order {
  return { path: [column], direction: 'ASC', nulls: null };
}

function findOptions({ where, orderBy, limit, offset }: Wanted): FindOptions {
  const order = orderBy.map(({ path, direction, nulls }): [string, string] => {
    return [path[0]!, nulls ? `${direction} NULLS ${nulls}` : direction];
  });
  return {
    ...(where && { where: whereOf(where) }),
    order,
    ...(limit !== null && { limit }),
    ...(offset !== null && { offset }),
  };
}
