import { compile } from 'path-to-regexp';
import { Sequelize } from 'sequelize';
import { type Clock, systemClock } from '../live/clock.ts';
import type { ContextOf } from '../live/contextOf.ts';
import type { ViewClass, Viewer } from '../live/liveView.ts';
import type { Update } from '../live/updateView.ts';
import { type App, defineApp, type PageRoute, page } from '../server/app.ts';
import { createSite, type SiteLimits } from '../server/site.ts';
import { type TemplateLoader, textTemplates } from '../template/templateSource.ts';
import { TestClient } from './testClient.ts';
import { badParams, noRoute } from './testingErrors.ts';
import { TestPage } from './testPage.ts';

export interface MountOptions {
  /** The application whose routes have the view. Without one, the view is alone at `/`. */
  readonly app?: App;
  /** The folder of the templates, or their texts by name. The default is `views`, where the process runs. */
  readonly templates?: string | Readonly<Record<string, string>>;
  /** For a view alone that has models: where they are. */
  readonly sequelize?: Sequelize;
  /** The parameters in the route's path. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Who looks at the page. The application's `authenticate` is not asked. */
  readonly viewer?: Viewer | null;
  /** The default is the machine's; `createFakeClock` gives one that a test moves on. */
  readonly clock?: Clock;
  readonly limits?: Partial<SiteLimits>;
}

/**
 * Opens a page as its site does and joins it as a browser does, without HTTP, socket and browser:
 *
 *     const counter = '<main lg-root>{{ count }} <button lg-click="add">more</button></main>';
 *     const page = await mount(CounterView, { templates: { 'counter.njk': counter } });
 *     await page.click('button');
 *     expect(page.text()).toBe('1 more');
 *     page.close();
 *
 * After every frame the page's tree is compared with the server's, by hash. Throws what the page fails with, and LG8009 and
 * LG8010 where it has no address.
 */
export async function mount<View extends ViewClass>(
  view: View,
  options: MountOptions = {},
): Promise<TestPage<ContextOf<View>>> {
  const { templates = 'views', viewer = null, clock = systemClock, limits = {} } = options;
  const app = options.app ?? appOf(view, options.sequelize);
  const url = addressOf(app, view, options);
  let last: Update;
  const site = createSite(app, {
    templates: loaderOf(templates),
    development: true,
    clock,
    limits,
    observe: (_, update) => {
      if (update) last = update;
    },
  });
  const client = new TestClient(site, await site.open(url, viewer), viewer, url);
  return new TestPage({ client, view, lastUpdate: () => last, onClose: () => site.close() });
}

function loaderOf(templates: string | Readonly<Record<string, string>>): string | TemplateLoader {
  return typeof templates === 'string' ? templates : textTemplates(templates);
}

function appOf(view: ViewClass, sequelize = nowhere()): App {
  return defineApp({ sequelize, routes: [page('/', view)] });
}

/** For a view without models, which never connects. */
function nowhere(): Sequelize {
  return new Sequelize('postgres://localhost:1/none', { logging: false });
}

/** Path and query of a view, by the first of its routes that its parameters fill. */
function addressOf({ routes }: App, view: ViewClass, { params = {}, query = {} }: MountOptions): string {
  const pages = routes.filter((route): route is PageRoute => route.kind === 'page');
  const own = pages.filter((route) => route.view === view);
  if (own.length === 0) throw noRoute(view.name, [...new Set(pages.map((route) => route.view.name))]);
  const paths = own.map(({ path }) => pathOf(path, params));
  const path = paths.find((made) => typeof made === 'string');
  if (path === undefined) throw badParams(view.name, own[0]!.path, paths[0]);
  const search = new URLSearchParams(textsOf(query)).toString();
  return search ? `${path}?${search}` : path;
}

function pathOf(pattern: string, params: Readonly<Record<string, string | number>>): string | TypeError {
  try {
    return compile(pattern)(textsOf(params));
  } catch (error) {
    return error as TypeError;
  }
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
