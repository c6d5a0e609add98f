import { createHash } from 'node:crypto';
import { Kind } from 'graphql';
import { toError } from '../errors.ts';
import { jitCacheSizes } from '../jitCache.ts';
import { type CompiledView, declaredOperations } from '../live/compileView.ts';
import type { ViewClass } from '../live/liveView.ts';
import type { OperationRun } from '../live/loadContext.ts';
import { pathName } from '../live/modelsDeclaration.ts';
import type { Session } from '../live/session.ts';
import type { AnyOperation } from '../selection/buildOperation.ts';
import { listPaths } from '../template/listPaths.ts';
import type { Route } from './app.ts';
import { html, type Markup } from './markup.ts';
import { runnableDocument } from './runnableDocument.ts';

/** Shows a developer what pages load: a page at `/_livegraft`. */
export interface Inspector {
  /** Remembers the last run of each operation of a view. */
  ran(page: CompiledView, operations: readonly OperationRun[]): void;
  /** The page, or null for a request that asks for something else. */
  answer(request: Request, pathname: string): Response | null;
}

export interface InspectorSetting {
  readonly routes: readonly Route[];
  compiled(view: ViewClass): CompiledView;
  readonly sessions: Iterable<Session>;
}

const inspectorPath = '/_livegraft';

/** The value of a `Link` header that leads from a view's page to its operations. */
export function inspectorLink({ name }: ViewClass): string {
  return `<${inspectorPath}#${encodeURIComponent(name)}>; rel="describedby"`;
}

export function createInspector({ routes, compiled, sessions }: InspectorSetting): Inspector {
  const memory = new Map<ViewClass, Remembered>();

  /** What ran with the view as it is compiled now. */
  function runsOf(page: CompiledView): ReadonlyMap<string, OperationRun> {
    const remembered = memory.get(page.view);
    return remembered?.page === page ? remembered.runs : new Map();
  }

  function describeView([view, paths]: [ViewClass, readonly string[]]): Markup {
    try {
      const page = compiled(view);
      return viewDetails(page, paths, operationsOf(page, runsOf(page)));
    } catch (error) {
      return brokenView(view, paths, toError(error));
    }
  }

  return {
    ran(page, operations) {
      const runs = new Map(runsOf(page));
      for (const run of operations) {
        runs.delete(run.operation.name);
        runs.set(run.operation.name, run);
      }
      const oldest = [...runs.keys()].slice(0, -maxRuns);
      for (const name of oldest) runs.delete(name);
      memory.set(page.view, { page, runs });
    },
    answer({ method }, pathname) {
      if (pathname !== inspectorPath || !['GET', 'HEAD'].includes(method)) return null;
      const views = [...routesByView(routes)].sort(([a], [b]) => (a.name < b.name ? -1 : 1));
      const { text } = inspectorPage(views.map(describeView), [...sessions]);
      return new Response(method === 'HEAD' ? null : text, { headers });
    },
  };
}

/** How many operations of a view are remembered: names that hold other models each time make new ones. */
const maxRuns = 100;

interface Remembered {
  readonly page: CompiledView;
  readonly runs: ReadonlyMap<string, OperationRun>;
}

function routesByView(routes: readonly Route[]): Map<ViewClass, string[]> {
  const views = new Map<ViewClass, string[]>();
  for (const route of routes) {
    if (route.kind === 'page') views.set(route.view, [...(views.get(route.view) ?? []), route.path]);
  }
  return views;
}

/** An operation with its last run, which is made up of nothing where there was none. */
interface Listed {
  readonly run: OperationRun;
  readonly hasRun: boolean;
}

/** What a view declares, and what it has run beside. */
function operationsOf(page: CompiledView, runs: ReadonlyMap<string, OperationRun>): Listed[] {
  const declared = declaredOperations(page).map((found): OperationRun => {
    return { ...found, variables: {}, hatches: false, statements: [] };
  });
  const waiting = declared.filter(({ operation }) => !runs.has(operation.name));
  return [
    ...[...runs.values()].map((run) => ({ run, hasRun: true })),
    ...waiting.map((run) => ({ run, hasRun: false })),
  ].sort((a, b) => (a.run.operation.name < b.run.operation.name ? -1 : 1));
}

function viewDetails(page: CompiledView, routes: readonly string[], operations: readonly Listed[]): Markup {
  const paths = listPaths(page.paths);
  return html`<details>
<summary>${viewTitle(page.view, routes)} <small>${counted(operations.length, 'operation')}</small></summary>
<section id="${page.view.name}">
<p>Templates: ${page.sources.map(({ filename }) => html`<code>${filename}</code> `)}</p>
<details><summary>${counted(paths.length, 'path')} read</summary>
<ul class="paths">${paths.map((path) => html`<li><code>${path}</code></li>`)}</ul></details>
${operations.map((listed) => operationArticle(page, listed))}
</section>
</details>
`;
}

function brokenView(view: ViewClass, routes: readonly string[], { message }: Error): Markup {
  return html`<details>
<summary>${viewTitle(view, routes)} <small>cannot be shown</small></summary>
<section id="${view.name}"><pre>${message}</pre></section>
</details>
`;
}

function viewTitle({ name }: ViewClass, routes: readonly string[]): Markup {
  return html`<b>${name}</b> ${routes.map((path) => html`<code>${path}</code> `)}`;
}

function operationArticle(page: CompiledView, { run, hasRun }: Listed): Markup {
  const { name } = run.operation;
  const text = runnableDocument(page, run);
  return html`<article>
<h3><code>${name}</code></h3>
<p><code>${pathName(run.path)}</code>: ${heldBy(run.operation)}. ${graphiqlLink(page, { run, hasRun })}</p>
${run.hatches ? html`<p class="note">GraphiQL may show other rows: the page hands over instances, or uses a transaction, SQL or rows outside a scope.</p>` : ''}
<details><summary>GraphQL</summary><pre>${text}</pre></details>
${hasRun ? html`<pre>${run.statements.join('\n\n') || 'No statement of its own.'}</pre>` : html`<p class="note">not run yet</p>`}
</article>
`;
}

function heldBy(operation: AnyOperation): string {
  if ('field' in operation) return `the root field ${operation.field}`;
  const { type, cardinality, counts } = operation;
  return `${counts ? 'the number of' : cardinality === 'many' ? 'a list of' : 'one'} ${type.name}`;
}

/** Node takes 16 KB of headers, and a browser sends its cookies too. */
const maxAddress = 8_000;

/** A link to the operation with its statements; without them where the address would be too long. */
function graphiqlLink(page: CompiledView, { run, hasRun }: Listed): Markup {
  if (!hasRun && needsVariables(run.operation)) return html`It needs a key that only a run of the page has.`;
  const addresses = [run, { ...run, statements: [] }].map((shown) => {
    return `/graphql?query=${encodeURIComponent(runnableDocument(page, shown))}`;
  });
  const address = addresses.find(({ length }) => length <= maxAddress);
  if (!address) return html`It is too long for an address: copy it into <a href="/graphql">GraphiQL</a>.`;
  return html`<a href="${address}">Open in GraphiQL</a>`;
}

function needsVariables({ document }: AnyOperation): boolean {
  return document.definitions.some((definition) => {
    const variables = definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [];
    return variables.some(({ type }) => type.kind === Kind.NON_NULL_TYPE);
  });
}

/** More open pages than these are only counted. */
const maxListed = 200;

function sessionsPart(sessions: readonly Session[]): Markup {
  const states = [...new Set(sessions.map(({ state }) => state))].sort();
  const counts = states.map((state) => {
    return html`<li>${sessions.filter((session) => session.state === state).length} ${state}</li>`;
  });
  const rows = sessions.slice(0, maxListed).map(({ view, url, state }) => {
    return html`<tr><td>${view.constructor.name}</td><td><code>${url}</code></td><td>${state}</td></tr>`;
  });
  const more = sessions.length - rows.length;
  return html`<h2>Open pages</h2>
${
  rows.length === 0
    ? html`<p class="note">none</p>`
    : html`<ul class="counts">${counts}</ul>
<details><summary>${counted(sessions.length, 'page')}</summary>
<table><thead><tr><th>View</th><th>Address</th><th>State</th></tr></thead><tbody>${rows}</tbody></table>
${more > 0 ? html`<p class="note">and ${more} more</p>` : ''}</details>`
}
`;
}

function cachesPart(): Markup {
  const rows = jitCacheSizes().map(({ name, size }) => html`<tr><td>${name}</td><td class="number">${size}</td></tr>`);
  return html`<h2>What is compiled</h2>
<table><thead><tr><th>Cache</th><th>Entries</th></tr></thead><tbody>${rows}</tbody></table>
`;
}

function inspectorPage(views: readonly Markup[], sessions: readonly Session[]): Markup {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Livegraft</title>${styleElement}</head>
<body>
<h1>What pages load</h1>
<p class="note">In development only. Operations and statements are those of the last time that a page was shown.</p>
<h2>Views</h2>
${views}
${sessionsPart(sessions)}
${cachesPart()}
</body>
</html>
`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const styleElement = html`<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 5vh auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; }
summary { cursor: pointer; padding: .2rem 0; overflow-wrap: anywhere; }
section { padding: 0 0 1rem 1.2rem; scroll-margin-top: 4rem; }
article { margin: 1rem 0; padding: .8rem 1rem; border: 1px solid #8886; border-radius: .4rem; }
article p { margin: .3rem 0; }
pre { padding: .8rem 1rem; border-radius: .4rem; background: #8881; line-height: 1.4; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; }
.paths { columns: 20rem; }
.counts { display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 0; list-style: none; }
table { border-collapse: collapse; }
th, td { padding: .2rem 1.5rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
.number { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; }
small, .note { opacity: .75; }
</style>`;

const styleHash = createHash('sha256')
  .update(styleElement.text.replace(/<\/?style>/g, ''))
  .digest('base64');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
