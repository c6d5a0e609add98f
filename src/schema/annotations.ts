import type { WhereOptions } from 'sequelize';

/** A column that PostgreSQL computes for a row. Names in it are attribute and association names of the annotated model. */
export type Expression = CaseExpression | CountExpression;

export interface CaseExpression {
  readonly kind: 'case';
  readonly branches: readonly When[];
  readonly otherwise: ExpressionValue;
}

export interface CountExpression {
  readonly kind: 'count';
  readonly association: string;
  readonly where: WhereOptions | null;
}

export type ExpressionValue = string | number | boolean | null;

export interface When {
  readonly where: WhereOptions;
  readonly value: ExpressionValue;
}

/**
 * The value of the first branch whose condition holds for a row, else `otherwise`.
 *
 * `caseWhen([when({ priority: 'urgent' }, 0), when({ priority: 'high' }, 1)], { otherwise: 9 })`
 */
export function caseWhen(
  branches: readonly When[],
  { otherwise = null }: { otherwise?: ExpressionValue } = {},
): CaseExpression {
  if (branches.length === 0) throw new TypeError('caseWhen needs at least one branch, but got an empty list.');
  return { kind: 'case', branches, otherwise };
}

/** One branch of `caseWhen`: the condition in Sequelize's `where` syntax, and the value where it holds. */
export function when(where: WhereOptions, value: ExpressionValue): When {
  return { where, value };
}

/**
 * How many rows an association has for a row. `where` narrows what is counted.
 *
 * `Count('leases', { where: { status: 'active' } })`
 */
export function Count(association: string, { where = null }: { where?: WhereOptions | null } = {}): CountExpression {
  return { kind: 'count', association, where };
}
