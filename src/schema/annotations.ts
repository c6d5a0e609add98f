import type { WhereOptions } from 'sequelize';
import type { ModelClass, ModelType } from './modelType.ts';
import { readWhere, type Where } from './where.ts';

/** A column that PostgreSQL computes for a row, as a model or a QuerySet declares it. */
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
 * An expression as plain data, which is also how GraphQL takes it:
 *
 *     { case: { branches: [{ where: { priority: { eq: 'urgent' } }, value: 0 }], otherwise: 9 } }
 *     { count: { leases: { where: { status: { eq: 'active' } } } } }
 */
export interface AnnotationExpression {
  readonly case?: {
    readonly branches: readonly { readonly where: Where; readonly value: ExpressionValue }[];
    readonly otherwise?: ExpressionValue;
  } | null;
  readonly count?: { readonly [association: string]: { readonly where?: Where | null } | null } | null;
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

/** A declared expression as plain data; its conditions are read as those of its model and of what it counts. */
export function readExpression(
  type: ModelType,
  expression: Expression,
  typeOf: (model: ModelClass) => ModelType,
): AnnotationExpression {
  switch (expression.kind) {
    case 'case': {
      const { branches, otherwise } = expression;
      return {
        case: {
          branches: branches.map(({ where, value }) => ({ where: readWhere(type, where), value })),
          otherwise,
        },
      };
    }
    case 'count': {
      const { association: name, where } = expression;
      const target = type.model.associations[name]?.target as ModelClass | undefined;
      return { count: { [name]: where && target ? { where: readWhere(typeOf(target), where) } : {} } };
    }
    default:
      return expression satisfies never;
  }
}
