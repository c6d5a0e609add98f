import { type Clock, systemClock } from './clock.ts';
import { internalsOf, type LiveView, type ParamsContext, type ViewClass, type Viewer } from './liveView.ts';
import { readParameters } from './parameters.ts';

/** What an address asks for: a view, and the parameters of path and query as text. */
export interface PageAddress {
  readonly view: ViewClass;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
}

/**
 * A new view at an address, ready to be shown; only mounted where its `mount` wants the browser to be elsewhere. Throws
 * LG5002 for parameters that do not fit, and what the view throws; its timers end then.
 */
export async function mountView(
  address: PageAddress,
  viewer: Viewer | null,
  clock: Clock = systemClock,
): Promise<LiveView> {
  const context = await readAddress(address);
  const view = new address.view();
  internalsOf(view).clock = clock;
  try {
    await view.mount({ ...context, viewer });
    if (!internalsOf(view).wantsVisit) await view.handleParams(context);
    return view;
  } catch (error) {
    internalsOf(view).close();
    throw error;
  }
}

/** A view that is not shown any more: its timers end, and it is told. */
export function letGo(view: LiveView): void {
  internalsOf(view).close();
  view.unmount();
}

/** The parameters of an address as the view's schemas give them. Throws LG5002. */
export async function readAddress({ view, params, query }: PageAddress): Promise<ParamsContext> {
  return {
    params: await readParameters('path', view.params, params),
    query: await readParameters('query', view.query, query),
  };
}
