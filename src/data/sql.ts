import type { ModelClass, ModelType } from '../schema/modelType.ts';

/** The values of one statement, in the order of their `$n`. */
export class SqlParameters {
  readonly values: unknown[];

  constructor(values: readonly unknown[] = []) {
    this.values = [...values];
  }

  /** Binds a value: `$3::int4`, or `$3` where PostgreSQL is to take the type from what it is compared with. */
  bind(value: unknown, sqlType: string | null): string {
    this.values.push(value);
    return sqlType ? `$${this.values.length}::${sqlType}` : `$${this.values.length}`;
  }
}

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

/** The name of a type's own rows in a statement that starts at it: Sequelize gives them the model's name. */
export function rootAlias(type: ModelType): string {
  return type.model.name;
}
