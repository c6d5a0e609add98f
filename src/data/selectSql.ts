import { type Association, literal, type Model, Op } from 'sequelize';
import sequelizeUtils from 'sequelize/lib/utils';
import { LivegraftError } from '../errors.ts';
import type { ModelClass } from '../schema/modelType.ts';

/** What is selected of a model and of the models joined to it, in order. */
export interface SelectTree {
  readonly attributes: readonly SelectAttribute[];
  readonly joins: readonly SelectJoin[];
}

/** An attribute, or SQL with a name. */
export type SelectAttribute = string | { readonly sql: string; readonly name: string };

export interface SelectJoin extends SelectTree {
  readonly association: Association;
  readonly required: boolean;
  /** What narrows the joined rows beside the association's own scope, in Sequelize's syntax. */
  readonly where?: object | undefined;
}

/** SQL texts, which may hold `$n`, and the scope of the association that leads to the rows, in Sequelize's syntax. */
export interface SelectClauses {
  readonly scope?: object | undefined;
  readonly where?: string | undefined;
  readonly orderBy?: string | undefined;
  readonly limit?: string | undefined;
  readonly offset?: string | undefined;
  readonly groupBy?: string | undefined;
}

/**
 * The SELECT that Sequelize's `findAll` would send for a model with to-one includes, with conditions of our own: default
 * and association scopes, marks of deleted rows and renamed columns mean what they mean there. The steps are those of
 * `Model.findAll` up to the statement (sequelize/lib/model.js). Throws LG3010 for default scopes with more than conditions.
 */
export function selectSql(model: ModelClass, tree: SelectTree, clauses: SelectClauses): string {
  const { scope, where, orderBy, limit, offset, groupBy } = clauses;
  const prepared = model as unknown as PreparesFind;
  const options: FindPreparation = {
    ...includeOptions(tree),
    hooks: false,
    subQuery: false,
    ...(orderBy && { order: [literal(orderBy)] }),
    ...(limit && { limit: literal(limit) }),
    ...(offset && { offset: literal(offset) }),
    ...(groupBy && { group: [literal(groupBy)] }),
  };
  assertPlainScope(model);
  for (const join of tree.joins) assertPlainJoin(join);
  prepared._injectScope(options);
  for (const condition of [scope, where && literal(where)]) {
    if (condition) options.where = options.where ? { [Op.and]: [options.where, condition] } : condition;
  }
  prepared._conformIncludes(options, model);
  prepared._expandAttributes(options);
  if (options.include) {
    options.hasJoin = true;
    prepared._validateIncludedElements(options, {});
  }
  sequelizeUtils.mapFinderOptions(options, model);
  const final = prepared._paranoidClause(model, options);
  const generator = model.sequelize!.getQueryInterface().queryGenerator as unknown as SelectGenerator;
  return generator.selectQuery(model.getTableName(), final, model).replace(/;$/, '');
}

interface FindPreparation {
  [option: string]: unknown;
  where?: unknown;
  include?: unknown;
}

/** What Sequelize's own `findAll` calls, in this order. */
interface PreparesFind {
  _injectScope(options: FindPreparation): void;
  _conformIncludes(options: FindPreparation, model: ModelClass): void;
  _expandAttributes(options: FindPreparation): void;
  _validateIncludedElements(options: FindPreparation, tableNames: object): void;
  _paranoidClause(model: ModelClass, options: FindPreparation): FindPreparation;
}

interface SelectGenerator {
  selectQuery(table: ReturnType<typeof Model.getTableName>, options: FindPreparation, model: ModelClass): string;
}

function includeOptions({ attributes, joins }: SelectTree): FindPreparation {
  return {
    attributes: attributes.map((attribute) =>
      typeof attribute === 'string' ? attribute : [literal(attribute.sql), attribute.name],
    ),
    ...(joins.length > 0 && {
      include: joins.map((join) => ({
        association: join.association,
        required: join.required,
        ...(join.where && { where: join.where }),
        ...includeOptions(join),
      })),
    }),
  };
}

function assertPlainJoin(join: SelectJoin): void {
  assertPlainScope(join.association.target as ModelClass);
  for (const nested of join.joins) assertPlainJoin(nested);
}

function assertPlainScope(model: ModelClass): void {
  const { _scope: scope = {} } = model as unknown as { _scope?: object };
  const unknown = Reflect.ownKeys(scope).filter((key) => key !== 'where');
  if (unknown.length === 0) return;
  throw new LivegraftError({
    code: 'LG3010',
    message: `Livegraft does not support "${unknown.map(String).join('", "')}" in the default scope of ${model.name} yet.`,
    hint: 'Keep conditions ("where") in it, and order, limit or include in the view.',
  });
}
