import { Op, type WhereOptions } from 'sequelize';
import { objects, type QuerySet } from '../../src/data/querySet.ts';
import { modelTypeOf } from '../../src/schema/modelType.ts';
import { rootFieldsOf } from '../../src/schema/typeDefinitions.ts';
import type { DefinedSchema } from './definedSchema.ts';
import type { Case, Comparison, Condition, Edge, Order, Selection, Wanted } from './randomCase.ts';

/** A case as GraphQL is asked it. */
export interface Operation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rows: QuerySet;
}

/** The operation of a case. What is asked of its lists comes from QuerySets, as a page has them. */
export function operationOf(defined: DefinedSchema, { wanted, exclude, selection }: Case): Operation {
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const rows = querySetOf(defined, selection.model, wanted, exclude);
  /** The arguments of a field, `(limit: $limit2)`, each of them a variable. */
  const argumentsOf = (model: string, given: object): string => {
    const types: Record<string, string> = { where: `${model}Where`, orderBy: `[${model}OrderBy!]` };
    const written = Object.entries(given).map(([name, value]) => {
      const variable = `${name}${definitions.length}`;
      definitions.push(`$${variable}: ${types[name] ?? 'Int'}`);
      variables[variable] = value;
      return `${name}: $${variable}`;
    });
    return written.length > 0 ? `(${written.join(', ')})` : '';
  };
  const write = ({ fields, edges }: Selection): string => {
    const nested = edges.map((edge, index) => {
      const { as, target } = edge.association;
      const given = edge.wanted ? argumentsOf(target, querySetOf(defined, target, edge.wanted, null).variables) : '';
      return `${responseName(edge, index)}: ${as}${given} ${write(edge.selection)}`;
    });
    return `{ ${[...fields, ...nested].join(' ')} }`;
  };
  const { list } = rootFieldsOf(modelTypeOf(defined.model(selection.model)));
  const field = `rows: ${list}${argumentsOf(selection.model, rows.variables)} ${write(selection)}`;
  const head = definitions.length > 0 ? `query Q(${definitions.join(', ')})` : 'query Q';
  return { text: `${head} { ${field} }`, variables, rows };
}

/** Under which name the response has an association. */
export function responseName({ association, wanted }: Edge, index: number): string {
  return wanted ? `${association.as}_${index}` : association.as;
}

/** Whether the field of an association has arguments: that of a list of which everything is wanted has none. */
export function hasArguments({ wanted }: Edge): boolean {
  return (
    wanted !== null &&
    (wanted.where !== null || wanted.orderBy.length > 0 || wanted.limit !== null || wanted.offset !== null)
  );
}

function querySetOf(
  defined: DefinedSchema,
  model: string,
  { where, orderBy, limit, offset }: Wanted,
  exclude: Condition | null,
): QuerySet {
  let rows: QuerySet = objects(defined.model(model));
  if (where) rows = rows.where(whereOf(where) as never);
  if (exclude) rows = rows.exclude(whereOf(exclude) as never);
  if (orderBy.length > 0) rows = rows.orderBy(...(orderBy.map(orderName) as never[]));
  if (limit !== null) rows = rows.limit(limit);
  return offset === null ? rows : rows.offset(offset);
}

function orderName({ path, direction, nulls }: Order): string | object {
  if (!nulls) return `${direction === 'DESC' ? '-' : ''}${path.join('.')}`;
  return { field: path.join('.'), direction, nulls };
}

/** A condition in Sequelize's syntax; that on associations is the QuerySet's own. */
export function whereOf(condition: Condition): WhereOptions {
  switch (condition.kind) {
    case 'compare':
      return { [condition.column]: operandOf(condition) };
    case 'count': {
      const { association, operator, operand } = condition;
      return { [`${association}Count`]: operator === 'eq' ? operand : { [Op.gt]: operand } };
    }
    case 'and':
    case 'or':
    case 'not':
      return { [Op[condition.kind]]: condition.of.map(whereOf) };
    case 'missing':
      return { [condition.association]: null };
    case 'one':
    case 'some':
    case 'every':
    case 'none': {
      const { kind, association, isPath } = condition;
      const below = whereOf(condition.of);
      const [entry] = Object.entries(below);
      if (entry && isPath && (kind === 'one' || kind === 'some')) return { [`${association}.${entry[0]}`]: entry[1] };
      return { [association]: kind === 'one' ? below : { [kind]: below } };
    }
    default:
      return condition satisfies never;
  }
}

function operandOf({ operator, operand }: Comparison): unknown {
  switch (operator) {
    case 'eq':
      return operand;
    case 'isNull':
      return null;
    case 'isSet':
      return { [Op.ne]: null };
    default:
      return { [Op[operator]]: operand };
  }
}
