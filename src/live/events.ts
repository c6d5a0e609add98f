import type { StandardSchemaV1 } from '@standard-schema/spec';
import { LivegraftError } from '../errors.ts';
import type { EventTimings, FormState } from '../protocol.ts';
import { LiveView, type ViewClass } from './liveView.ts';

/** How a handler is called by the browser. */
export interface EventOptions<Params extends StandardSchemaV1 = StandardSchemaV1> {
  /** Checks and converts the parameters: any Standard Schema. A handler without one is given none. */
  readonly params?: Params;
  /** The browser waits until nothing has happened for so many milliseconds, and sends the last. */
  readonly debounce?: number;
  /** The browser sends at once, and then at most every so many milliseconds. */
  readonly throttle?: number;
}

/** What a handler is told beside its parameters: of a form, which of its fields were used. */
export type EventContext = Readonly<FormState>;

type Handler = (this: never, parameters: never, context: EventContext) => unknown;

/** Handlers by the function that was decorated: an override is another function, and is found by its parent's name. */
const declarations = new WeakMap<object, EventOptions>();

/**
 * Makes a method an event: a template may name it (`lg-click="complete"`) and the browser call it. No other name can be
 * called. An override keeps its parent's declaration.
 *
 *     @event({ params: z.object({ id: z.coerce.number() }) })
 *     async complete({ id }: { id: number }) { … }
 */
export function event<Params extends StandardSchemaV1>(
  options: EventOptions<Params> & { readonly params: Params },
): <View extends LiveView>(
  handler: (this: View, parameters: StandardSchemaV1.InferOutput<Params>, context: EventContext) => unknown,
  context: ClassMethodDecoratorContext<View>,
) => void;
export function event(
  options?: Omit<EventOptions, 'params'>,
): <View extends LiveView>(
  handler: (this: View, parameters: Record<never, never>, context: EventContext) => unknown,
  context: ClassMethodDecoratorContext<View>,
) => void;
export function event(options: EventOptions = {}): (handler: never, context: ClassMethodDecoratorContext) => void {
  for (const name of ['debounce', 'throttle'] as const) assertWait(name, options[name]);
  return (handler, { name, private: isPrivate, static: isStatic }) => {
    const isOwn = typeof name === 'string' && !name.startsWith('_') && !(name in LiveView.prototype);
    if (isPrivate || isStatic || !isOwn) throw notPublic(String(name));
    declarations.set(handler as Handler, options);
  };
}

/** An event of a view. */
export interface ViewEvent {
  readonly options: EventOptions;
  call(view: LiveView, parameters: unknown, context: EventContext): unknown;
}

const known = new WeakMap<ViewClass, ReadonlyMap<string, ViewEvent>>();

/** The events of a view by name: all that a browser can call. */
export function eventsOf(view: ViewClass): ReadonlyMap<string, ViewEvent> {
  let events = known.get(view);
  if (!events) {
    events = collectEvents(view);
    known.set(view, events);
  }
  return events;
}

/** How long a view's events wait in the browser, for those that wait. */
export function timingsOf(view: ViewClass): EventTimings {
  const timings: Record<string, { debounce?: number; throttle?: number }> = {};
  for (const [name, { options }] of eventsOf(view)) {
    const { debounce, throttle } = options;
    if (debounce === undefined && throttle === undefined) continue;
    timings[name] = { ...(debounce !== undefined && { debounce }), ...(throttle !== undefined && { throttle }) };
  }
  return timings;
}

/** From the base class down: a name that is an event there is one in its subclasses, whatever function it is by then. */
function collectEvents(view: ViewClass): Map<string, ViewEvent> {
  const prototypes: object[] = [];
  for (let prototype = view.prototype; prototype !== LiveView.prototype; prototype = Object.getPrototypeOf(prototype)) {
    prototypes.unshift(prototype);
  }
  const events = new Map<string, ViewEvent>();
  for (const prototype of prototypes) {
    for (const [name, { value: handler }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof handler !== 'function') continue;
      const options = declarations.get(handler) ?? events.get(name)?.options;
      if (options) events.set(name, { options, call: (page, ...given) => Reflect.apply(handler, page, given) });
    }
  }
  return events;
}

function assertWait(name: string, ms: number | undefined): void {
  if (ms === undefined || (Number.isFinite(ms) && ms >= 0)) return;
  throw new TypeError(`${name} must be a number of milliseconds, but got: ${ms}.`);
}

function notPublic(name: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4008',
    message: `@event cannot be given to "${name}": a browser calls a view's own public methods alone.`,
    hint: 'Give it to a method without "#", "_" and "static" that has a name of its own.',
  });
}
