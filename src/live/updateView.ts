import { performance } from 'node:perf_hooks';
import { recordStatements, type StatementRecord } from '../data/statements.ts';
import type { RenderContext, TemplateEnvironment } from '../template/environment.ts';
import { collectContext } from './collectContext.ts';
import type { CompiledView } from './compileView.ts';
import type { LiveView, Viewer } from './liveView.ts';
import { loadContext } from './loadContext.ts';

/** What a view is shown with. */
export interface PageSetting {
  readonly compiled: CompiledView;
  readonly environment: TemplateEnvironment;
  readonly viewer: Viewer | null;
}

/** What a server pass made, and where its time went, in milliseconds. */
export interface Update {
  readonly context: RenderContext;
  readonly html: string;
  readonly statements: readonly StatementRecord[];
  readonly timings: { readonly sql: number; readonly serialize: number; readonly render: number };
}

/** From a change of a view's state to HTML: the state, its context with the rows that the template reads, the page. */
export async function updateView(
  view: LiveView,
  { compiled, environment, viewer }: PageSetting,
  change: () => Promise<void>,
): Promise<Update> {
  const started = performance.now();
  const { result: context, statements } = await recordStatements(async () => {
    await change();
    return loadContext(compiled, await collectContext(view), viewer);
  });
  const loaded = performance.now();
  const html = environment.render(compiled.view.template, context);
  const sql = statements.reduce((ms, statement) => ms + statement.ms, 0);
  const timings = { sql, serialize: Math.max(0, loaded - started - sql), render: performance.now() - loaded };
  return { context, html, statements, timings };
}
