import type { Attributes, Model, Op, WhereOptions } from 'sequelize';
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

/** Names of attributes, and paths to those of what a row has one of, over three associations at most. */
export type FieldPath<M extends Model, Depth extends number = 3> =
  | (keyof Attributes<M> & string)
  | `${ToManyName<M>}Count`
  | (Depth extends 0
      ? never
      : { [K in ToOneName<M>]: `${K}.${FieldPath<OneOf<M, K>, Shorter[Depth] & number>}` }[ToOneName<M>]);

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
export type Condition<M extends Model, A extends Annotations = AnyAnnotations> = string extends keyof Attributes<M>
  ? object // attributes that the compiler does not know
  : KnownCondition<M, A>;

type KnownCondition<M extends Model, A extends Annotations> = {
  readonly [K in keyof Attributes<M>]?: AttributeCondition<M, K>;
} & { readonly [K in ToOneName<M>]?: Condition<OneOf<M, K>> | null } & {
  readonly [K in ToManyName<M>]?: ManyCondition<ManyOf<M, K>>;
} & { readonly [K in `${ToManyName<M>}Count`]?: unknown } & { readonly [K in keyof A & string]?: unknown } & {
  readonly [path: `${string}.${string}`]: unknown;
} & {
  readonly [Op.and]?: Conditions<M, A>;
  readonly [Op.or]?: Conditions<M, A>;
  readonly [Op.not]?: Conditions<M, A>;
};

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
