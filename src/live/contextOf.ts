import type { Model } from 'sequelize';
import type { QuerySet } from '../data/querySet.ts';
import type { RootField } from '../data/rootField.ts';
import type { RenderContext } from '../template/environment.ts';
import type { LiveView, ViewClass } from './liveView.ts';

/**
 * What a view's template is given: rows as the view's `static context` says, and its plain data as its public names and
 * `getContextData()` have it. Rows that are not in `static context` are `unknown`.
 *
 *     class TenantListView extends LiveView {
 *       declare static context: TenantListViewContext; // { people: readonly { email: string; … }[] }
 *       sorts = ['name', 'newest'];
 *     }
 *     ContextOf<typeof TenantListView>               // { people: readonly { email: string; … }[]; sorts: string[] }
 */
export type ContextOf<View extends ViewClass> = LiveView extends View['prototype']
  ? RenderContext
  : ShownDict<Given<View['prototype']>, View extends { readonly context: infer Loaded } ? Loaded : unknown>;

/** A view's public names, and those that `getContextData()` returns, which go before them. */
type Given<View extends LiveView> = Omit<PublicNames<View>, keyof Returned<View>> & Returned<View>;

type PublicNames<View> = {
  [Name in keyof View as Name extends `_${string}` ? never : View[Name] extends AnyFunction ? never : Name]: View[Name];
};

/** Without the index signature of a base class that says `RenderContext`. */
type Returned<View extends LiveView> = NamedMembers<Awaited<ReturnType<View['getContextData']>>>;

type NamedMembers<Data> = { [Name in keyof Data as string extends Name ? never : Name]: Data[Name] };

/** What is given, with what is loaded in the place of QuerySets, models and promises: in dicts and lists of dicts too. */
type Shown<Data, Loaded = unknown> = unknown extends Data
  ? Loaded
  : Data extends Rows
    ? Loaded
    : Data extends PromiseLike<infer Value>
      ? Shown<Value, Loaded>
      : Data extends Leaf
        ? Data
        : Data extends readonly (infer Item)[]
          ? readonly Shown<Item, Loaded extends readonly (infer LoadedItem)[] ? LoadedItem : unknown>[]
          : ShownDict<Data, Loaded>;

type ShownDict<Data, Loaded> = {
  readonly [Name in keyof Data]: Shown<Data[Name], Name extends keyof Loaded ? Loaded[Name] : unknown>;
} & Omit<Loaded, keyof Data>;

type Rows = QuerySet | Model | readonly Model[] | RootField;
type AnyFunction = (...args: never[]) => unknown;
type Leaf = string | number | bigint | boolean | symbol | null | undefined | Date | AnyFunction;
