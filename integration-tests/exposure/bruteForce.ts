import type { Sequelize } from 'sequelize';
import { asked, type Condition, type Value, type Viewer } from './conditions.ts';
import { columnsOf, type Edge, edgeOf, type TableName, tableNames } from './generatedTables.ts';
import type { Expression, OrderItem, Question, Shape } from './questions.ts';

export type Row = { readonly id: number } & Readonly<Record<string, Value>>;
export type AllRows = { readonly [table in TableName]: readonly Row[] };

/** What a viewer may see of a table: all of it, nothing, or rows for which a condition holds. */
export type Rule = boolean | Condition | { readonly byName: Readonly<Record<string, boolean | Condition>> };
export type Rules = { readonly [table in TableName]?: Rule };

/** The rule of one viewer. */
export function ruleFor(rule: Rule, viewer: Viewer | null): boolean | Condition {
  const own = typeof rule === 'object' && 'byName' in rule ? (rule.byName[viewer?.name ?? ''] ?? false) : rule;
  return typeof own === 'boolean' ? own : asked(own, viewer);
}

/** Every row there is, by plain SQL. */
export async function loadAllRows(sequelize: Sequelize): Promise<AllRows> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const tablesOf: { readonly [table in TableName]: string } = {
    User: 'users',
    Property: 'properties',
    Tenant: 'tenants',
    Lease: 'leases',
    Payment: 'payments',
    Tag: 'tags',
    PropertyTag: 'property_tags',
  };
  const loaded = tableNames.map(async (table) => {
    const list = columnsOf(table).map(([name]) => `${snake(name)} AS "${name}"`);
    const [rows] = await sequelize.query(`SELECT id, ${list.join(', ')} FROM ${tablesOf[table]} ORDER BY id`);
    return [table, rows] as const;
  });
  return Object.fromEntries(await Promise.all(loaded)) as unknown as AllRows;
}

/**
 * Answers questions over rows in memory, one row at a time. What a viewer may see is settled once; everything else is
 * asked of what is left, as if the other rows were not there.
 */
export class BruteForce {
  readonly rows: AllRows;

  constructor(all: AllRows, rules: Rules = {}, viewer: Viewer | null = null) {
    const everything = tableNames.every((table) => rules[table] === undefined) ? this : new BruteForce(all);
    const seen = tableNames.map((table) => {
      const rule = rules[table];
      const own = rule === undefined ? true : ruleFor(rule, viewer);
      if (typeof own === 'boolean') return [table, own ? all[table] : []] as const;
      return [table, all[table].filter((row) => everything.holds(table, row, own) === true)] as const;
    });
    this.rows = Object.fromEntries(seen) as unknown as AllRows;
  }

  /** Null for what SQL calls unknown. */
  holds(table: TableName, row: Row, condition: Condition): boolean | null {
    switch (condition.is) {
      case 'compare':
        return compare(row[condition.column]!, condition.operator, condition.value as Value);
      case 'in': {
        const values = condition.values as readonly Value[];
        if (values.length === 0) return false;
        const value = row[condition.column]!;
        return value === null ? null : values.includes(value);
      }
      case 'and':
        return conjunction(condition.conditions.map((nested) => this.holds(table, row, nested)));
      case 'or':
        return negation(conjunction(condition.conditions.map((nested) => negation(this.holds(table, row, nested)))));
      case 'not':
        return negation(this.holds(table, row, condition.condition));
      case 'missing':
        return this.related(table, row, condition.edge).length === 0;
      default: {
        const { is, edge, condition: nested } = condition;
        const { target } = edgeOf(table, edge);
        const found = this.related(table, row, edge).map((item) => this.holds(target, item, nested) === true);
        if (is === 'every') return found.every(Boolean);
        return is === 'none' ? !found.some(Boolean) : found.some(Boolean);
      }
    }
  }

  /** The rows that a row has of an association, by their keys. */
  related(table: TableName, row: Row, name: string): readonly Row[] {
    const edge: Edge = edgeOf(table, name);
    const own = row[edge.own]!;
    if (own === null) return [];
    const targets = this.rows[edge.target];
    if (!edge.through) return targets.filter((target) => target[edge.theirs] === own);
    const { table: through, own: left, other } = edge.through;
    const ties = this.rows[through].filter((tie) => tie[left] === own);
    return targets.flatMap((target) => ties.filter((tie) => tie[other] === target.id).map(() => target));
  }

  /** What an expression gives for a row. */
  evaluate(table: TableName, row: Row, expression: Expression): Value {
    switch (expression.is) {
      case 'field': {
        const [name, ...rest] = expression.path;
        if (rest.length === 0) return row[name!]!;
        const [one] = this.related(table, row, name!);
        const { target } = edgeOf(table, name!);
        return one ? this.evaluate(target, one, { is: 'field', path: rest }) : null;
      }
      case 'case':
        return this.holds(table, row, expression.condition) === true ? expression.yes : expression.no;
      case 'coalesce':
        return this.evaluate(table, row, expression.of) ?? expression.otherwise;
      case 'aggregate': {
        const { target } = edgeOf(table, expression.edge);
        const rows = this.related(table, row, expression.edge).filter((item) => {
          return expression.where === null || this.holds(target, item, expression.where) === true;
        });
        if (expression.name === 'exists') return rows.length > 0;
        if (expression.column === null) return rows.length;
        return aggregate(
          expression.name,
          rows.map((item) => item[expression.column!]!),
          expression.distinct,
        );
      }
    }
  }

  /** The rows that a question is about, in order, before limit and offset. */
  matching({ table, where, except, having, orderBy, annotations }: Question): readonly Row[] {
    const rows = this.rows[table].filter((row) => {
      if (where && this.holds(table, row, where) !== true) return false;
      if (except && this.holds(table, row, except) === true) return false;
      if (!having) return true;
      const value = this.evaluate(table, row, annotations[having.annotation]!);
      return compare(value, having.operator, having.value) === true;
    });
    return this.#sorted(table, rows, orderBy, annotations);
  }

  /** What is shown for a question: plain objects of the shape's form. */
  answer(question: Question): unknown[] {
    const { offset, limit, annotations, table, shape } = question;
    return cut(this.matching(question), limit, offset).map((row) => ({
      ...this.#shown(table, row, shape),
      ...Object.fromEntries(
        Object.entries(annotations).map(([name, expression]) => [name, this.evaluate(table, row, expression)]),
      ),
    }));
  }

  #shown(table: TableName, row: Row, shape: Shape): Record<string, unknown> {
    const shown: Record<string, unknown> = { id: row.id };
    for (const column of shape.columns) shown[column] = row[column];
    for (const name of shape.counts) shown[`${name}Count`] = this.related(table, row, name).length;
    for (const { name, alias, below, wanted } of shape.edges) {
      const { target, kind } = edgeOf(table, name);
      const found = this.related(table, row, name);
      if (kind === 'belongsTo' || kind === 'hasOne') {
        shown[alias] = found[0] ? this.#shown(target, found[0], below) : null;
        continue;
      }
      const rows = found.filter((item) => !wanted?.where || this.holds(target, item, wanted.where) === true);
      const sorted = this.#sorted(target, rows, wanted?.orderBy ?? [], {});
      const list = cut(sorted, wanted?.limit ?? null, wanted?.offset ?? null);
      shown[alias] = list.map((item) => this.#shown(target, item, below));
    }
    return shown;
  }

  #sorted(
    table: TableName,
    rows: readonly Row[],
    orderBy: readonly OrderItem[],
    annotations: Readonly<Record<string, Expression>>,
  ): readonly Row[] {
    const keys = new Map(
      rows.map((row) => {
        const keysOfRow = orderBy.map(({ by }) => {
          const expression = typeof by === 'string' ? annotations[by]! : by;
          return this.evaluate(table, row, expression);
        });
        return [row, keysOfRow] as const;
      }),
    );
    return [...rows].sort((a, b) => {
      for (const [index, { direction, nulls }] of orderBy.entries()) {
        const [left, right] = [keys.get(a)![index]!, keys.get(b)![index]!];
        const nullsLast = nulls ? nulls === 'LAST' : direction === 'ASC';
        if (left === null || right === null) {
          if (left === right) continue;
          return (left === null) === nullsLast ? 1 : -1;
        }
        if (left !== right) return left < right === (direction === 'ASC') ? -1 : 1;
      }
      return a.id - b.id;
    });
  }
}

export function cut<T>(rows: readonly T[], limit: number | null, offset: number | null): readonly T[] {
  const start = offset ?? 0;
  return rows.slice(start, limit === null ? undefined : start + limit);
}

export function compare(left: Value, operator: string, right: Value): boolean | null {
  if (right === null) return (left === null) === (operator === 'eq');
  if (left === null) return null;
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  return operator === 'lt' ? left < right : left >= right;
}

export function aggregate(name: string, all: readonly Value[], distinct: boolean): Value {
  const values = all.filter((value) => value !== null) as number[];
  const each = distinct ? [...new Set(values)] : values;
  if (name === 'count') return each.length;
  if (each.length === 0) return null;
  if (name === 'sum') return each.reduce((sum, value) => sum + value, 0);
  return name === 'min' ? Math.min(...each) : Math.max(...each);
}

function conjunction(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function negation(part: boolean | null): boolean | null {
  return part === null ? null : !part;
}
