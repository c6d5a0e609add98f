import { LivegraftError } from '../errors.ts';
import type { ModelClass, ModelType } from '../schema/modelType.ts';

/** Which rows may be seen. */
export interface Policy {
  /** Whether all rows of a type may be seen. */
  seesAll(type: ModelType): boolean;
  /** What must hold for the rows of a type that a statement calls `alias`; null where all of them may be seen. */
  condition(type: ModelType, alias: string, scope: SqlScope): string | null;
}

/** One statement while it is written: the values that it binds, in the order of their `$n`, and who asks. */
export class SqlScope {
  readonly values: unknown[];
  /** Null where all rows may be seen. */
  readonly policy: Policy | null;
  readonly #depths = { condition: 0, association: 0 };
  /** The names of its tables. */
  readonly #aliases: Set<string>;
  /** What is joined to its tables, by the table's name and the association's. */
  readonly #joins: Map<string, string>;

  constructor(
    policy: Policy | null = null,
    values: unknown[] = [],
    aliases = new Set<string>(),
    joins = new Map<string, string>(),
  ) {
    this.policy = policy;
    this.values = values;
    this.#aliases = aliases;
    this.#joins = joins;
  }

  /** Writes what is nested in a condition or expression. Throws LG3009 where that goes too deep. */
  below<T>(type: ModelType, kind: keyof typeof maxDepths, write: () => T): T {
    if (this.#depths[kind] === maxDepths[kind]) throw tooDeep(type, kind);
    this.#depths[kind] += 1;
    const written = write();
    this.#depths[kind] -= 1;
    return written;
  }

  /** Binds a value: `$3::int4`, or `$3` where PostgreSQL is to take the type from what it is compared with. */
  bind(value: unknown, sqlType: string | null): string {
    if (this.values.length === maxValues) throw tooManyValues();
    this.values.push(value);
    return sqlType ? `$${this.values.length}::${sqlType}` : `$${this.values.length}`;
  }

  /** A name for a table that no other table of the statement has, like `name` where that is free. */
  alias(name: string): string {
    const isLong = Buffer.byteLength(name) > maxIdentifier - 8;
    const wanted = isLong
      ? Buffer.from(name)
          .subarray(0, maxIdentifier - 16)
          .toString()
          .replace(/\uFFFD$/, '')
      : name;
    let alias = wanted;
    for (let n = 2; this.#aliases.has(alias); n++) alias = `${wanted} ${n}`;
    this.#aliases.add(alias);
    return alias;
  }

  /** Remembers what the row of an association is called that is joined to the rows of a table. */
  join(source: string, association: string, alias: string): void {
    this.#joins.set(`${source}.${association}`, alias);
  }

  /** What the row of an association is called, where it is joined to the rows of a table. */
  joined(source: string, association: string): string | undefined {
    return this.#joins.get(`${source}.${association}`);
  }

  /** A statement that goes on from here on its own, for another viewer. */
  copy(policy: Policy | null): SqlScope {
    return new SqlScope(policy, [...this.values], new Set(this.#aliases), new Map(this.#joins));
  }

  /** The same statement where it is no longer about what the viewer asks: the conditions of a policy themselves see all rows. */
  unrestricted(): SqlScope {
    return new SqlScope(null, this.values, this.#aliases);
  }
}

/** More would be a mistake or an attack: PostgreSQL takes seconds to plan a hundred nested subqueries. */
const maxDepths = { condition: 100, association: 12 };

/** PostgreSQL counts the values of a statement in 16 bits. */
const maxValues = 65_535;

/** PostgreSQL cuts names to so many bytes. */
const maxIdentifier = 63;

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

export function quoteTable(model: ModelClass): string {
  const generator = model.sequelize!.getQueryInterface().queryGenerator as { quoteTable(table: unknown): string };
  return generator.quoteTable(model.getTableName());
}

/** A column by its attribute's name, such as `"MaintenanceRequest"."created_at"`. */
export function columnSql(model: ModelClass, attribute: string, alias: string): string {
  return `${quote(alias)}.${quote(model.rawAttributes[attribute]!.field ?? attribute)}`;
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.join(' AND ') || 'TRUE';
}

function tooManyValues(): LivegraftError {
  return new LivegraftError({
    code: 'LG3008',
    message: `A statement binds more than ${maxValues} values, which PostgreSQL does not take.`,
    hint: 'Give lists of values to "in", which is one value.',
    status: 400,
  });
}

function tooDeep({ name }: ModelType, kind: keyof typeof maxDepths): LivegraftError {
  const what = kind === 'condition' ? 'parts in each other' : 'associations';
  return new LivegraftError({
    code: 'LG3009',
    message: `A condition or expression of ${name} leads over more than ${maxDepths[kind]} ${what}.`,
    hint: 'Say less at once.',
    status: 400,
  });
}
