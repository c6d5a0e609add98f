import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Model, ModelStatic } from 'sequelize';
import type { QuerySet } from '../data/querySet.ts';
import type { RootField } from '../data/rootField.ts';
import { LivegraftError } from '../errors.ts';
import type { RenderContext } from '../template/environment.ts';
import { findModel } from './plainData.ts';
import { ViewInternals } from './viewInternals.ts';

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

/**
 * What public names hold: `[Model]` a list of rows, `Model` one row, a QuerySet a list with what it annotates; an object
 * of these a dict, a list of one such object a list of dicts.
 */
export interface ModelsDeclaration {
  readonly [name: string]:
    | ModelStatic<Model>
    | readonly ModelStatic<Model>[]
    | QuerySet
    | RootField
    | ModelsDeclaration
    | readonly ModelsDeclaration[];
}

/** Whatever a view's own schemas give: for a base class that its subclasses give theirs. */
export type AnyMountContext = MountContext<StandardSchemaV1, StandardSchemaV1>;
export type AnyParamsContext = ParamsContext<StandardSchemaV1, StandardSchemaV1>;

export interface ViewClass {
  new (): LiveView;
  readonly prototype: LiveView;
  readonly name: string;
  readonly template: string;
  readonly models?: ModelsDeclaration | undefined;
  /** A type alone, with `declare`: what the template is given by the declared names, as `livegraft generate` writes it. */
  readonly context?: object;
  readonly query?: StandardSchemaV1 | undefined;
  readonly params?: StandardSchemaV1 | undefined;
}

/** What the base class keeps of a view. For the session that runs it. */
export let internalsOf: (view: LiveView) => ViewInternals;

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

  readonly #internals = new ViewInternals();

  /** Called once, before anything is shown. */
  mount(_context: AnyMountContext): void | Promise<void> {}

  /** Called after `mount`, and whenever the parameters of the page's URL change: what the URL says is set here. */
  handleParams(_context: AnyParamsContext): void | Promise<void> {}

  /** Called with what `send`, `sendAfter` and `sendEvery` were given; the page is shown anew afterwards. */
  handleInfo(_message: unknown): void | Promise<void> {}

  /** Called when the page is gone for good: let go of what is not the view's own. Its timers are ended already. */
  unmount(): void {}

  /** What the template is given beside the public names. Overrides add to what `super.getContextData()` gives. */
  async getContextData(): Promise<RenderContext> {
    const { flash } = this.#internals;
    this.#internals.gaveContext = true;
    return { ...publicState(this), ...(Object.keys(flash).length > 0 && { flash: { ...flash } }) };
  }

  /** A message for the template's `flash`, such as `flash.info`. It is shown until the next event or visit. */
  putFlash(kind: string, message: string): void {
    this.#internals.flash[kind] = message;
  }

  /** Hands `message` to `handleInfo` after what waits already. It may be called at any time, from anywhere. */
  send(message: unknown): void {
    this.#internals.send(message);
  }

  /** The same in so many milliseconds. Gives a function that takes the message back. */
  sendAfter(message: unknown, ms: number): () => void {
    return this.#internals.sendAfter(message, positive('ms', ms));
  }

  /** The same every so many milliseconds. Gives a function that ends it. */
  sendEvery(message: unknown, ms: number): () => void {
    return this.#internals.sendEvery(message, positive('ms', ms));
  }

  /** Hands plain data to the page's hooks and scripts. Throws LG4011 for models: they would be sent whole. */
  pushEvent(name: string, payload: unknown = {}): void {
    const model = findModel(payload);
    if (model !== null) throw modelPushed(this, name, model);
    this.#internals.push(name, JSON.parse(JSON.stringify(payload)));
  }

  /** Goes to other parameters of this page, with an entry in the history: `handleParams` is called. Throws LG4009. */
  pushPatch(path: string, { replace = false } = {}): void {
    this.#internals.visit({ kind: 'patch', url: ownPath(path), replace });
  }

  /** Goes to another page of the application, over the same socket. Throws LG4009. */
  pushNavigate(path: string, { replace = false } = {}): void {
    this.#internals.visit({ kind: 'navigate', url: ownPath(path), replace });
  }

  /** Lets the browser load an address: of the application, or a whole `https:` or `http:` one. Throws LG4009. */
  redirect(url: string): void {
    this.#internals.visit({ kind: 'load', url: /^https?:\/\//.test(url) ? url : ownPath(url), replace: false });
  }

  static {
    internalsOf = (view) => view.#internals;
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

const ownOrigin = 'http://own.invalid';

/** `/path?query` of this application, and nothing that a browser would read as another host's: `//host`, `/\\host`. */
function ownPath(path: string): string {
  const isOwn = path.startsWith('/') && URL.canParse(path, ownOrigin) && new URL(path, ownOrigin).origin === ownOrigin;
  if (isOwn) return path;
  throw new LivegraftError({
    code: 'LG4009',
    message: `"${path}" is no path of this application.`,
    hint: 'Write it from the root on, such as "/maintenance?sort=title".',
  });
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new TypeError(`${name} must be a positive number, but got: ${value}.`);
}

function modelPushed(view: LiveView, name: string, path: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4011',
    message: `pushEvent("${name}", …) of ${view.constructor.name} was given a model${path && ` in "${path}"`}, which would be sent whole.`,
    hint: 'Give it an object with the fields that the browser needs.',
  });
}
