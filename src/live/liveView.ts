import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Model, ModelStatic } from 'sequelize';
import type { QuerySet } from '../data/querySet.ts';
import type { RenderContext } from '../template/environment.ts';

/** Who looks at a page: what the application's `authenticate` made of the request. */
export interface Viewer {
  readonly id: number | string;
  readonly name: string;
  readonly [property: string]: unknown;
}

/** Text parameters, as they stand in a URL. */
type TextParameters = StandardSchemaV1<unknown, Readonly<Record<string, string>>>;

/** What a URL says: `params` from the route's path, `query` from behind the `?`, as the view's schemas give them. */
export interface ParamsContext<
  Query extends StandardSchemaV1 = TextParameters,
  Params extends StandardSchemaV1 = TextParameters,
> {
  readonly params: StandardSchemaV1.InferOutput<Params>;
  readonly query: StandardSchemaV1.InferOutput<Query>;
}

export interface MountContext<
  Query extends StandardSchemaV1 = TextParameters,
  Params extends StandardSchemaV1 = TextParameters,
> extends ParamsContext<Query, Params> {
  readonly viewer: Viewer | null;
}

/** What public names hold: `[Model]` a list of rows, `Model` one row, a QuerySet a list with what it annotates. */
export type ModelsDeclaration = Readonly<Record<string, ModelStatic<Model> | readonly ModelStatic<Model>[] | QuerySet>>;

/** Whatever a view's own schemas give. */
type AnyMountContext = MountContext<StandardSchemaV1, StandardSchemaV1>;
type AnyParamsContext = ParamsContext<StandardSchemaV1, StandardSchemaV1>;

export interface ViewClass {
  new (): LiveView;
  readonly name: string;
  readonly template: string;
  readonly models?: ModelsDeclaration | undefined;
  readonly query?: StandardSchemaV1 | undefined;
  readonly params?: StandardSchemaV1 | undefined;
}

/**
 * A page: its state and how it changes. Fields and getters are public: the template sees them. `#field` and `_name` are
 * private: QuerySets are built there, and are read when they are assigned to a public name in `getContextData()`.
 */
export abstract class LiveView {
  /** The template's path below the views folder. */
  static template = '';
  /** What public names hold, so that the template is checked before anything runs. */
  static models?: ModelsDeclaration | undefined;
  /** Checks and converts the URL's query; what does not fit is answered with 400. Any Standard Schema. */
  static query?: StandardSchemaV1 | undefined;
  /** The same for the parameters in the route's path. */
  static params?: StandardSchemaV1 | undefined;

  /** Called once, before anything is shown. */
  mount(_context: AnyMountContext): void | Promise<void> {}

  /** Called after `mount`, and whenever the parameters of the page's URL change: what the URL says is set here. */
  handleParams(_context: AnyParamsContext): void | Promise<void> {}

  /** What the template is given beside the public names. Overrides add to what `super.getContextData()` gives. */
  async getContextData(): Promise<RenderContext> {
    return publicState(this);
  }
}

/** A view's own public fields and its getters, by name. Functions are not data. */
export function publicState(view: LiveView): RenderContext {
  const state: RenderContext = {};
  const names = new Set(Object.keys(view));
  for (
    let prototype = Object.getPrototypeOf(view);
    prototype !== LiveView.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) if (get) names.add(name);
  }
  for (const name of names) {
    if (name.startsWith('_')) continue;
    const value = (view as unknown as RenderContext)[name];
    if (typeof value !== 'function') state[name] = value;
  }
  return state;
}
