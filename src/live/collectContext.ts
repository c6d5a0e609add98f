import { LivegraftError } from '../errors.ts';
import type { RenderContext } from '../template/environment.ts';
import { type LiveView, publicState } from './liveView.ts';
import { watchContextData } from './patternMistakes.ts';

/**
 * What a view gives to its template, rows not read yet: what `getContextData()` returned, and the public names as they
 * are when it has returned. A name may be assigned before or after `super.getContextData()`; what the view itself put
 * into the result goes before its public names. In development, mistakes in how it does so are logged.
 */
export async function collectContext(view: LiveView, development = false): Promise<RenderContext> {
  const before = publicState(view);
  const returned: unknown = await (development ? watchContextData(view) : view.getContextData());
  if (typeof returned !== 'object' || returned === null) throw noContext(view, returned);
  const context: RenderContext = { ...returned };
  for (const [name, value] of Object.entries(publicState(view))) {
    const isSnapshot = !Object.hasOwn(context, name) || Object.is(context[name], before[name]);
    if (isSnapshot) context[name] = value;
  }
  return context;
}

function noContext(view: LiveView, returned: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG4003',
    message: `getContextData() of ${view.constructor.name} must return an object, but returned ${String(returned)}.`,
    hint: 'End it with "return { ...(await super.getContextData()), … }".',
  });
}
