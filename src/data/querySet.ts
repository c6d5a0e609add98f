import type { Attributes, Model, ModelStatic, WhereOptions } from 'sequelize';
import { LivegraftError } from '../errors.ts';
import { type Expression, readExpression } from '../schema/annotations.ts';
import { annotatedType, type ModelClass, type ModelType, modelTypeOf } from '../schema/modelType.ts';
import { filterableField, readWhere, type Where } from '../schema/where.ts';
import { type AnnotationInput, readAnnotations } from './annotationInputs.ts';
import type { OrderBy } from './compileOrder.ts';
import { countRows, countRowsBy } from './countRows.ts';
import { refuseListMethods } from './listMethods.ts';

/** What a QuerySet asks for, as plain data: the variables of its GraphQL operation. */
export interface QuerySetVariables {
  readonly where?: Where;
  readonly orderBy?: readonly OrderBy[];
  readonly limit?: number;
  readonly offset?: number;
  readonly annotate?: readonly AnnotationInput[];
}

/**
 * All rows of a model, to be narrowed: `objects(Property).where({ status: 'active' }).orderBy('-rent')`.
 * Throws LG3010 for `Property.scope(…)` and `Property.unscoped()`.
 */
export function objects<M extends Model>(model: ModelStatic<M>): QuerySet<M> {
  if ((model as { scoped?: boolean }).scoped) throw scopedModel(model.name);
  return new QuerySet<M>(modelTypeOf(model as ModelClass), {});
}

/**
 * Rows of a model, not read yet. It never changes: each method gives a new one. Assign it to a public name in
 * `getContextData()`, and the page's template decides which fields are read.
 */
export class QuerySet<M extends Model = Model> {
  readonly type: ModelType;
  readonly variables: QuerySetVariables;
  /** What its rows are instances of; only for the compiler. */
  declare readonly rowType: M;

  constructor(type: ModelType, variables: QuerySetVariables) {
    this.type = type;
    this.variables = variables;
  }

  /** Only rows for which this holds too, in Sequelize's syntax. Throws LG3001 for an unknown name, LG3002 for what it cannot say. */
  where(condition: WhereOptions<Attributes<M>>): QuerySet<M> {
    const added = readWhere(this.type, condition);
    const { where } = this.variables;
    return this.#with({ where: where ? { and: [where, added] } : added });
  }

  /** Sorted by attributes and annotations, `-` before a name for falling; replaces an order given before. Throws LG3001. */
  orderBy(...names: readonly string[]): QuerySet<M> {
    const orderBy = names.map((name): OrderBy => {
      const falling = name.startsWith('-');
      const field = filterableField(this.type, falling ? name.slice(1) : name);
      const direction = falling ? 'DESC' : 'ASC';
      const adHoc = field.kind === 'annotation' && field.adHoc;
      return adHoc ? { annotation: field.name, direction } : { field: field.name, direction };
    });
    return this.#with({ orderBy });
  }

  /**
   * With columns that PostgreSQL computes, by name; they can be shown, filtered and sorted by like those that the model
   * declares: `objects(Property).annotate({ total: Count('leases') }).orderBy('-total')`. Throws LG2003 and LG2004.
   */
  annotate(annotations: Readonly<Record<string, Expression>>): QuerySet<M> {
    const inputs = Object.entries(annotations).map(([name, expression]) => {
      return { name, ...readExpression(this.type, expression, modelTypeOf) };
    });
    const annotate = [...(this.variables.annotate ?? []), ...inputs];
    const type = annotatedType(this.type, readAnnotations(this.type, annotate));
    return new QuerySet<M>(type, { ...this.variables, annotate });
  }

  /** At most `rows` rows. Throws a TypeError for anything but a whole number from 0. */
  limit(rows: number): QuerySet<M> {
    return this.#with({ limit: wholeNumber('limit', rows) });
  }

  /** Without the first `rows` rows. */
  offset(rows: number): QuerySet<M> {
    return this.#with({ offset: wholeNumber('offset', rows) });
  }

  /** How many rows match, whatever limit is set, in one statement. */
  count(): Promise<number> {
    return countRows(this.type, this.variables.where);
  }

  /** How many rows match for each value of a field, whatever limit is set, in one grouped statement. */
  countBy<Name extends string & keyof Attributes<M>>(field: Name): Promise<Map<Attributes<M>[Name], number>> {
    return countRowsBy(this.type, this.variables.where, field) as Promise<Map<Attributes<M>[Name], number>>;
  }

  #with(changes: QuerySetVariables): QuerySet<M> {
    return new QuerySet<M>(this.type, { ...this.variables, ...changes });
  }

  static {
    refuseListMethods(QuerySet.prototype);
  }
}

function scopedModel(name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG3010',
    message: `Livegraft does not support scopes of ${name} beside its default scope yet.`,
    hint: `Write objects(${name}) and give the conditions to where().`,
  });
}

function wholeNumber(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new TypeError(`${name} must be a whole number from 0, but got: ${value}.`);
}
