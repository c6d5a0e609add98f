import { literal } from 'sequelize';
import sequelizeUtils from 'sequelize/lib/utils';
import { LivegraftError } from '../errors.ts';
import { type ModelClass, type ModelType, unscoped } from '../schema/modelType.ts';
import { quote, type SqlScope } from './sql.ts';

/** Which of the rules that narrow a model's rows are left out. */
export interface Unnarrowed {
  /** The default scope. */
  readonly unscoped?: boolean | undefined;
  /** The mark of deleted rows. */
  readonly withDeleted?: boolean | undefined;
}

/**
 * What narrows a model's rows wherever they are read: that they are not deleted, the model's default scope, and what the
 * viewer may see. `target` is the model as an association names it, which may be scoped.
 */
export function ownConditions(
  type: ModelType,
  alias: string,
  scope: SqlScope,
  target: ModelClass = type.model,
  { unscoped: isUnscoped = false, withDeleted = false }: Unnarrowed = {},
): string[] {
  const conditions: string[] = [];
  const deleted = deletedMark(type.model);
  if (deleted && !withDeleted) conditions.push(sequelizeWhere(type.model, deleted, alias));
  const { where } = isUnscoped ? {} : scopeOptions(target);
  if (where) conditions.push(sequelizeWhere(type.model, where, alias));
  const visible = scope.policy?.condition(type, alias, scope) ?? null;
  if (visible !== null) conditions.push(visible);
  return conditions;
}

/** What Sequelize puts into a default scope, as far as it says which rows there are. */
export interface ScopeOptions {
  readonly where?: object;
  readonly order?: unknown;
  readonly limit?: number;
  readonly offset?: number;
}

/** A model's default scope. Throws LG3010 for what it may not hold. */
export function scopeOptions(model: ModelClass): ScopeOptions {
  const { _scope: scope = {} } = model as unknown as { _scope?: ScopeOptions };
  const unknown = Object.keys(scope).filter((key) => !knownOptions.has(key));
  if (unknown.length > 0) throw unsupportedScope(model, unknown);
  return scope;
}

/** `attributes` say which columns there are; the model's type has left the others out. */
const knownOptions: ReadonlySet<string> = new Set(['where', 'attributes', 'order', 'limit', 'offset']);

/** A condition that the application's code has written once and for all, in Sequelize's own words: its values stand in the text. */
export function sequelizeWhere(model: ModelClass, where: object, alias: string): string {
  const base = unscoped(model);
  const { where: mapped } = sequelizeUtils.mapFinderOptions({ where: { ...where } }, base);
  const generator = base.sequelize!.getQueryInterface().queryGenerator as unknown as {
    getWhereConditions(where: unknown, prefix: unknown, model: ModelClass, options: object): string;
  };
  return `(${generator.getWhereConditions(mapped, literal(quote(alias)), base, { model: base }) || 'TRUE'})`;
}

/** Of a paranoid model, as Sequelize's `_paranoidClause` has it: rows whose mark is null, or the attribute's default. */
function deletedMark(model: ModelClass): object | null {
  const { deletedAt } = (model as unknown as { _timestampAttributes: { deletedAt?: string } })._timestampAttributes;
  if (!model.options.paranoid || !deletedAt) return null;
  const { defaultValue = null } = model.rawAttributes[deletedAt] as { defaultValue?: unknown };
  return { [deletedAt]: defaultValue };
}

/** Whether rows of a model are deleted by a mark. */
export function isParanoid(model: ModelClass): boolean {
  return deletedMark(model) !== null;
}

function unsupportedScope(model: ModelClass, names: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG3010',
    message: `Livegraft does not support "${names.join('", "')}" in the default scope of ${model.name}.`,
    hint: 'Keep conditions, order and limit in it; what is included follows from the templates.',
  });
}
