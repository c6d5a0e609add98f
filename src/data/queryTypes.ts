import type { Attributes, Model, ModelStatic, Op, WhereOptions } from 'sequelize';
import type { Expression } from '../schema/expressions.ts';

/** What annotations give, by name. */
export type Annotations = Readonly<Record<string, unknown>>;

/** Of a QuerySet whose annotations the compiler does not know: any name. */
// biome-ignore lint/suspicious/noExplicitAny: names that are not known may hold anything
export type AnyAnnotations = Readonly<Record<string, any>>;

export type AnnotationsOf<E extends Readonly<Record<string, Expression>>> = {
  readonly [Name in keyof E]: E[Name] extends Expression<infer Value> ? Value : unknown;
};

/** What a model's class declares as `static annotations`. */
export type DeclaredAnnotations<C> = C extends {
  readonly annotations: infer E extends Readonly<Record<string, Expression>>;
}
  ? AnnotationsOf<E>
  : // biome-ignore lint/complexity/noBannedTypes: no annotations at all
    {};

/** An instance as a QuerySet gives it: with what it annotates, as far as that is known. */
export type Instance<M extends Model, A extends Annotations> = string extends keyof A ? M : M & A;

type Held<M, K extends keyof M> = NonNullable<M[K]>;

/** The associations of which a row has one at most, as its class declares them: `declare tenant?: NonAttribute<Tenant>`. */
export type ToOneName<M extends Model> = {
  [K in Exclude<keyof M, keyof Model>]-?: Held<M, K> extends Model ? K & string : never;
}[Exclude<keyof M, keyof Model>];

/** Those of which it has many: `declare leases?: NonAttribute<Lease[]>`. */
export type ToManyName<M extends Model> = {
  [K in Exclude<keyof M, keyof Model>]-?: Held<M, K> extends readonly Model[] ? K & string : never;
}[Exclude<keyof M, keyof Model>];

type OneOf<M extends Model, K> = K extends keyof M ? Extract<Held<M, K>, Model> : never;
type ManyOf<M extends Model, K> = K extends keyof M
  ? Held<M, K> extends readonly (infer Item)[]
    ? Extract<Item, Model>
    : never
  : never;

type Shorter = [never, 0, 1, 2, 3];

/** Names of attributes, and paths to the fields of what a row has one of, over three associations at most. */
export type FieldPath<M extends Model, Depth extends number = 3> =
  | (keyof Attributes<M> & string)
  | `${ToManyName<M>}Count`
  | RelatedPath<M, Depth>;

type RelatedPath<M extends Model, Depth extends number = 3> = Depth extends 0
  ? never
  : {
      [K in ToOneName<M>]: `${K}.${FieldPath<OneOf<M, K>, Shorter[Depth] & number> | MemberName<OneOf<M, K>>}`;
    }[ToOneName<M>];

/**
 * What a row has beside attributes and associations. Over associations the compiler sees rows and not the class that has
 * `static annotations`, so that it knows those that the class declares: `declare balance?: NonAttribute<string>`.
 */
type MemberName<M extends Model> = {
  [K in Exclude<keyof M, keyof Model | keyof Attributes<M>>]-?: Held<M, K> extends Model | readonly Model[] | Method
    ? never
    : K & string;
}[Exclude<keyof M, keyof Model | keyof Attributes<M>>];

type Method = (...args: never) => unknown;

/** What an expression may name: fields and annotations of a row, and those of what it has many of. */
export type ExpressionPath<M extends Model, A extends Annotations> =
  | FieldPath<M>
  | (keyof A & string)
  | ToManyName<M>
  | { [K in ToManyName<M>]: `${K}.${FieldPath<ManyOf<M, K>, 2> | MemberName<ManyOf<M, K>>}` }[ToManyName<M>];

/** Expressions by name, as `aggregate` takes them. */
export type Aggregated<M extends Model, A extends Annotations, Name extends PropertyKey> = {
  readonly [N in Name]: { readonly paths: readonly ExpressionPath<M, A>[] };
};

/** As `annotate` takes them: each may name those before it. */
export type Annotated<M extends Model, A extends Annotations, Name extends PropertyKey> = {
  readonly [N in Name]: { readonly paths: readonly (ExpressionPath<M, A> | (Exclude<Name, N> & string))[] };
};

/** Paths over associations: `property`, `tenant.user`, `leases.payments`. */
export type AssociationPath<M extends Model, Depth extends number = 3> =
  | ToOneName<M>
  | ToManyName<M>
  | (Depth extends 0
      ? never
      :
          | { [K in ToOneName<M>]: `${K}.${AssociationPath<OneOf<M, K>, Shorter[Depth] & number>}` }[ToOneName<M>]
          | { [K in ToManyName<M>]: `${K}.${AssociationPath<ManyOf<M, K>, Shorter[Depth] & number>}` }[ToManyName<M>]);

/** Which rows: Sequelize's `where` syntax, with associations by name or as a path. */
// biome-ignore lint/complexity/noBannedTypes: no annotations but those that the class declares
export type Condition<M extends Model, A extends Annotations = {}> = string extends keyof Attributes<M>
  ? object // attributes that the compiler does not know
  : KnownCondition<M, A>;

type KnownCondition<M extends Model, A extends Annotations> = {
  readonly [K in ConditionStep<M> | `$${ConditionPath<M>}$` | (keyof A & string)]?: Compared<M, K>;
} & {
  readonly [Op.and]?: Conditions<M, A>;
  readonly [Op.or]?: Conditions<M, A>;
  readonly [Op.not]?: Conditions<M, A>;
};

/** A row's own fields and associations, and paths over these. */
type ConditionStep<M extends Model, Depth extends number = 3> =
  | (keyof Attributes<M> & string)
  | `${ToManyName<M>}Count`
  | MemberName<M>
  | ToOneName<M>
  | ToManyName<M>
  | ConditionPath<M, Depth>;

type ConditionPath<M extends Model, Depth extends number = 3> = Depth extends 0
  ? never
  :
      | { [K in ToOneName<M>]: `${K}.${ConditionStep<OneOf<M, K>, Shorter[Depth] & number>}` }[ToOneName<M>]
      | { [K in ToManyName<M>]: `${K}.${ConditionStep<ManyOf<M, K>, Shorter[Depth] & number>}` }[ToManyName<M>];

/** What a name may be compared with. */
type Compared<M extends Model, K> = K extends keyof Attributes<M>
  ? AttributeCondition<M, K>
  : K extends ToOneName<M>
    ? Condition<OneOf<M, K>> | null
    : K extends ToManyName<M>
      ? ManyCondition<ManyOf<M, K>>
      : unknown;

type Conditions<M extends Model, A extends Annotations> = readonly Condition<M, A>[] | Condition<M, A>;

type AttributeCondition<M extends Model, K extends keyof Attributes<M>> =
  WhereOptions<Attributes<M>> extends infer W ? (W extends { [Name in K]?: infer Value } ? Value : never) : never;

/** Of the rows of which a row has many: that some are so, all of them, or none. */
export interface ManyCondition<M extends Model> {
  readonly some?: Condition<M>;
  readonly every?: Condition<M>;
  readonly none?: Condition<M>;
}

/** A field's name or path, an annotation's name; `-` before it for falling. */
export type OrderName<M extends Model, A extends Annotations> = `${'' | '-'}${FieldPath<M> | (keyof A & string)}`;

/** What `orderBy` of a model's QuerySets takes: `readonly OrderOf<typeof Lease>[]` for a table of orders. */
export type OrderOf<C extends ModelStatic<Model>> =
  | OrderName<InstanceType<C>, DeclaredAnnotations<C>>
  | Order<InstanceType<C>, DeclaredAnnotations<C>>;

/** A field of a model by its name or path: `PathOf<typeof Lease>` holds `'tenant.user.lastName'`. */
export type PathOf<C extends ModelStatic<Model>> = FieldPath<InstanceType<C>> | (keyof DeclaredAnnotations<C> & string);

/** What a list is sorted by, where a name does not say it. */
export interface Order<M extends Model = Model, A extends Annotations = AnyAnnotations> {
  /** A field's name or path, an annotation's name, or an expression. */
  readonly field: FieldPath<M> | (keyof A & string) | Expression<unknown, ExpressionPath<M, A>>;
  readonly direction?: 'ASC' | 'DESC';
  readonly nulls?: 'FIRST' | 'LAST';
}
