import type { Sequelize } from 'sequelize';
import type { ViewClass, Viewer } from '../live/liveView.ts';
import type { Locale } from '../template/filters.ts';
import type { TemplateExtensions } from '../template/vocabulary.ts';
import type { GraphqlOptions } from './graphqlEndpoint.ts';
import type { SiteLimits } from './site.ts';

/** What `prepare` is given: where to tell a person what happens, and how much to seed where that was asked for. */
export interface PrepareOptions {
  readonly log: (line: string) => void;
  readonly seed?: number | undefined;
}

export interface AppOptions extends TemplateExtensions {
  /** Its models are the application's. */
  readonly sequelize: Sequelize;
  readonly routes: readonly Route[];
  /** Who sends a request, or null. The same for every door. */
  readonly authenticate?: (request: Request) => Viewer | null | Promise<Viewer | null>;
  /** Files that are served as they are, by URL path. */
  readonly assets?: Readonly<Record<string, URL | string>>;
  /** Runs before the server listens: migrations, seed data. */
  readonly prepare?: (options: PrepareOptions) => Promise<void>;
  /**
   * Signs what browsers come back with, such as the keys of open pages: at least 32 random characters in production. Of
   * several, the first one signs and all are accepted, so a secret can be changed while pages are open.
   */
  readonly secret?: string | readonly string[] | undefined;
  /**
   * Other origins whose pages may open sockets and send requests to `/graphql` and actions, such as
   * `https://www.example.com`. The own one always may.
   */
  readonly origins?: readonly string[];
  /** How much is kept and taken: `SiteLimits` names each limit and its default. */
  readonly limits?: Partial<SiteLimits>;
  /** How the filters `date`, `number` and `currency` write. The default is `en-US`, `UTC`, `USD`. */
  readonly locale?: Partial<Locale>;
  /**
   * Fields of the application's own, and how `/graphql` is opened: in development it answers everything, in production
   * nothing but what this allows.
   */
  readonly graphql?: GraphqlOptions;
}

export type App = Required<Pick<AppOptions, 'sequelize' | 'routes'>> & AppOptions;

export type Route = PageRoute | ActionRoute;

export interface PageRoute {
  readonly kind: 'page';
  readonly path: string;
  readonly view: ViewClass;
}

export interface ActionRoute {
  readonly kind: 'action';
  readonly method: string;
  readonly path: string;
  readonly handle: ActionHandler;
}

export type ActionHandler = (
  request: Request,
  context: { readonly viewer: Viewer | null; readonly params: Readonly<Record<string, string>> },
) => Response | Promise<Response>;

/** An application: the default export of `views/routes.ts`. */
export function defineApp(options: AppOptions): App {
  return options;
}

/** A page at a path such as `/leases/:id`. */
export function page(path: string, view: ViewClass): PageRoute {
  return { kind: 'page', path, view };
}

/**
 * A handler for what is no page, such as the form that signs a person in. What another site's page sends, GET aside, is
 * refused with LG5015 before it is asked.
 */
export function action(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET',
  path: string,
  handle: ActionHandler,
): ActionRoute {
  return { kind: 'action', method, path, handle };
}
