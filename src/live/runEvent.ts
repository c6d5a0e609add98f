import { didYouMean, LivegraftError } from '../errors.ts';
import { type EventContext, eventsOf } from './events.ts';
import { internalsOf, type LiveView, type ViewClass } from './liveView.ts';
import { readEventParameters } from './parameters.ts';

/**
 * Calls one of a view's events with what a browser has sent. Throws LG4020 for what is no event, LG5002 for parameters
 * that do not fit, and what the handler throws.
 */
export async function runEvent(
  view: LiveView,
  name: string,
  parameters: unknown,
  form: EventContext = { target: null, used: [] },
): Promise<void> {
  const event = eventsOf(view.constructor as ViewClass).get(name);
  if (!event) throw unknownEvent(view, name);
  const checked = await readEventParameters(name, event.options.params, parameters);
  internalsOf(view).flash = {};
  await event.call(view, checked, form);
}

function unknownEvent(view: LiveView, name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4020',
    message: `${view.constructor.name} has no event ${JSON.stringify(name)}.`,
    hint: didYouMean(name, eventsOf(view.constructor as ViewClass).keys()),
    status: 400,
  });
}
