import type { EventTimings, FormState } from '../protocol.ts';
import type { MessageBody } from './connection.ts';
import { type Control, type Controls, controlOf } from './controls.ts';
import { fieldName, readControl, readForm, readValues } from './eventParameters.ts';
import type { Pace, Timers } from './timers.ts';

/** What bound elements need of the page. */
export interface BindingsOwner {
  readonly root: Element;
  /** Whether events are sent, now or later. Not where the page is a plain one, nor while it changes itself. */
  readonly isListening: boolean;
  timings: EventTimings;
  send(body: MessageBody, sender: Sender): void;
}

/** Where it shows that an answer is awaited. */
export interface Sender {
  readonly element: Element;
  readonly type: string;
  /** What is disabled meanwhile, if it says so. */
  readonly button?: Element | null;
  /** Called with whether it was answered. */
  settle?(isAnswered: boolean): void;
}

/** An attribute `lg-<type>` on an element, and what made it count. */
interface Binding {
  readonly type: string;
  readonly element: Element;
  /** Its values are in the parameters, and its pace counts before the element's. */
  readonly source: Element;
  readonly event?: Event;
}

export type Bindings = ReturnType<typeof createBindings>;

/** `lg-click`, `lg-input` and so on: what a person does becomes events. It listens to the document and the window. */
export function createBindings(owner: BindingsOwner, controls: Controls, timers: Timers) {
  const { root } = owner;
  /** The fields of each form that were used. */
  let used = new WeakMap<Element, readonly string[]>();

  return {
    listen(): void {
      on('click', click);
      on('input change compositionend', change);
      on('submit', submit);
      on('reset', reset);
      on('keydown keyup', nearest);
      on('focusin', (event, target) => nearest(event, target, 'focus'));
      on('focusout', blur);
      for (const type of 'keydown keyup focus blur resize scroll online offline'.split(' ')) {
        addEventListener(type, (event) => hearWindow(`window-${type}`, event));
      }
    },
    /** Another view is to be shown: what was done in the old one counts no more. */
    forget(): void {
      timers.clear();
      controls.forget();
      used = new WeakMap();
    },
    /** Sends what forms and controls hold, after a new session has come to know nothing of it. */
    recover(): void {
      for (const element of root.querySelectorAll('[lg-input], [lg-change]')) {
        const type = element.hasAttribute('lg-change') ? 'change' : 'input';
        if (isUsed(element)) send({ type, element, source: element });
      }
    },
  };

  function on(types: string, listener: (event: Event, target: Element) => void): void {
    for (const type of types.split(' ')) {
      document.addEventListener(type, (event) => {
        const target = event.target as Element;
        if (owner.isListening && root.contains(target)) listener(event, target);
      });
    }
  }

  function hearWindow(type: string, event: Event): void {
    if (!owner.isListening) return;
    for (const element of root.querySelectorAll(`[lg-${type}]`)) trigger({ type, element, source: element, event });
  }

  function click(event: Event, target: Element): void {
    const element = closest('click', target);
    if (!element || element.matches(':disabled')) return;
    if (target.closest(leavesPage)) event.preventDefault();
    if (confirmed(element)) nearest(event, target);
  }

  function change(event: Event, target: Element): void {
    const control = controlOf(target);
    const type = event.type === 'change' ? 'change' : 'input';
    if ((event as InputEvent).isComposing) return;
    if (control) touch(control);
    const element = closest(type, target) ?? closest(type, control?.form);
    if (element) trigger({ type, element, source: control ?? target, event });
  }

  function touch(control: Control): void {
    const name = fieldName(control);
    controls.dirty.add(control);
    if (control.form && name) use(control.form, name);
  }

  function submit(event: Event, target: Element): void {
    const form = target as HTMLFormElement;
    const { submitter } = event as SubmitEvent;
    timers.flush();
    if (event.defaultPrevented || !form.hasAttribute('lg-submit')) return;
    event.preventDefault();
    if (form.matches('.lg-submit-loading') || !confirmed(form, submitter)) return;
    const fields = readForm(form, submitter);
    use(form, ...Object.keys(fields));
    const accept = controls.submit(form);
    owner.send(['event', nameOf('submit', form), { ...readValues(form), ...fields }, formState(form, null)], {
      element: form,
      type: 'submit',
      button: submitter,
      settle: (isAnswered) => isAnswered && accept(),
    });
  }

  function reset(_: Event, target: Element): void {
    controls.reset(target as HTMLFormElement);
    used.delete(target as HTMLFormElement);
  }

  function blur(event: Event, target: Element): void {
    const control = controlOf(target);
    timers.flush(target);
    if (control) controls.leave(control);
    nearest(event, target, 'blur');
  }

  function nearest(event: Event, target: Element, type = event.type): void {
    const element = closest(type, target);
    if (element) trigger({ type, element, source: element, event });
  }

  function closest(type: string, target: Element | null | undefined): Element | null {
    const element = target?.closest(`[lg-${type}]`);
    return element && root.contains(element) ? element : null;
  }

  function trigger(binding: Required<Binding>): void {
    const { type, element, source, event } = binding;
    const { key } = event as KeyboardEvent;
    if (key && !passes(event as KeyboardEvent, element)) return;
    timers.pace(source, type, paceOf(binding), () => {
      if (root.contains(element)) send(binding);
    });
  }

  function paceOf({ type, element, source }: Binding): Pace {
    const read = (name: string) => source.getAttribute(name) ?? element.getAttribute(name);
    const own: Pace = { debounce: read('lg-debounce'), throttle: read('lg-throttle') };
    const isMoving = /scroll|resize/.test(type);
    const timing = own.debounce || own.throttle ? own : owner.timings[nameOf(type, element)];
    return { ...(isMoving && { throttle: 100 }), ...timing, keepsLast: isMoving || /input|change/.test(type) };
  }

  function send({ type, element, source, event }: Binding): void {
    const form = element.matches('form') && /input|change/.test(type) ? (element as HTMLFormElement) : null;
    const fields = form ? readForm(form) : readControl(source);
    const key = (event as KeyboardEvent | undefined)?.key;
    const body = ['event', nameOf(type, element), { ...readValues(element), ...fields, ...(key && { key }) }] as const;
    const sender = { element, type, button: element };
    owner.send(form ? [...body, formState(form, source === form ? null : fieldName(source))] : body, sender);
  }

  function use(form: HTMLFormElement, ...names: readonly string[]): void {
    used.set(form, [...new Set([...usedIn(form), ...names])]);
  }

  function usedIn(form: HTMLFormElement): readonly string[] {
    return used.get(form) ?? [];
  }

  function formState(form: HTMLFormElement, target: string | null): FormState {
    return { target, used: usedIn(form) };
  }

  function isUsed(element: Element): boolean {
    return used.has(element) || [...controls.dirty].some((control) => control === element || control.form === element);
  }
}

/** What a click on would follow a link or submit a form. */
const leavesPage = 'a[href], button:not([type]), [type=submit], [type=image]';

function nameOf(type: string, element: Element): string {
  return element.getAttribute(`lg-${type}`)!;
}

/** Asks first where an element says so, or what a form is sent with. */
export function confirmed(element: Element, submitter?: Element | null): boolean {
  const question = submitter?.getAttribute('lg-confirm') ?? element.getAttribute('lg-confirm');
  return question === null || confirm(question);
}

/** `lg-key-filter="Enter Escape"`; the space bar is `Space`. */
function passes({ key, isComposing }: KeyboardEvent, element: Element): boolean {
  const filter = element
    .getAttribute('lg-key-filter')
    ?.toLowerCase()
    .split(/[\s,]+/);
  const name = key === ' ' ? 'space' : key.toLowerCase();
  return !isComposing && (!filter || filter.includes(name));
}
