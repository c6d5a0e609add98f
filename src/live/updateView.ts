import { performance } from 'node:perf_hooks';
import { recordStatements, type StatementRecord } from '../data/statements.ts';
import { asViewer } from '../data/visibility.ts';
import type { RenderedPage } from '../render/renderedPage.ts';
import type { RenderContext, TemplateEnvironment } from '../template/environment.ts';
import { collectContext } from './collectContext.ts';
import type { CompiledView } from './compileView.ts';
import type { LiveView, ViewClass, Viewer } from './liveView.ts';
import { loadContext, type OperationRun } from './loadContext.ts';

/** What a view is shown with. */
export interface PageSetting {
  compiled(view: ViewClass): CompiledView;
  readonly environment: TemplateEnvironment;
  readonly viewer: Viewer | null;
  /** Whether mistakes in how a view exposes its rows are looked for and logged. */
  readonly development?: boolean;
  /** Called with the operations that a view's page has run, in development. */
  ran?(page: CompiledView, operations: readonly OperationRun[]): void;
}

/** What a server pass made, and where its time went, in milliseconds. */
export interface Update {
  readonly view: LiveView;
  readonly context: RenderContext;
  readonly html: string;
  /** What the browser of a page is to be sent: JSON of an array of `Patch`. Null where there is nothing new. */
  readonly patches: string | null;
  /** The page's new title, or null where it is the same. */
  readonly title: string | null;
  readonly statements: readonly StatementRecord[];
  /** What ran for the page. Empty but in development. */
  readonly operations: readonly OperationRun[];
  readonly timings: Record<'sql' | 'serialize' | 'render' | 'diff', number>;
}

/**
 * From a change of a view's state to what its browser is sent: the state, its context with the rows that the template
 * reads, the HTML, the patches. `change` gives the view that is shown afterwards; `page` is what the browser has so far.
 */
export async function updateView(
  { compiled, environment, viewer, development, ran }: PageSetting,
  change: () => Promise<LiveView>,
  page: RenderedPage | null = null,
): Promise<Update> {
  const started = performance.now();
  const operations: OperationRun[] = [];
  const { result, statements } = await recordStatements(async () => {
    const { view, values } = await asViewer(viewer, async () => {
      const changed = await change();
      return { view: changed, values: await collectContext(changed, development) };
    });
    const known = compiled(view.constructor as ViewClass);
    const options = { viewer, development, operations: development ? operations : undefined };
    const context = await loadContext(known, values, options);
    if (development) ran?.(known, operations);
    return { view, context, template: known.view.template };
  });
  const { view, context, template } = result;
  const loaded = performance.now();
  const html = environment.render(template, context);
  const rendered = performance.now();
  const { patches = null, title = null } = page?.update(html) ?? {};
  const sql = statements.reduce((ms, statement) => ms + statement.ms, 0);
  const serialize = Math.max(0, loaded - started - sql);
  const timings = { sql, serialize, render: rendered - loaded, diff: performance.now() - rendered };
  return { view, context, html, patches, title, statements, operations, timings };
}
