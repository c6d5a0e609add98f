import type { EventParameters, EventTimings, FormState } from '../protocol.ts';
import { type Control, type Controls, controlOf } from './controls.ts';
import { readControl, readForm, readValues, UsedFields } from './eventParameters.ts';
import type { Pace, Timers } from './timers.ts';

/** What bound elements need of the page. */
export interface BindingsOwner {
  readonly root: Element;
  /** Whether events can be sent, now or later. Otherwise the page is a plain one. */
  readonly isActive: boolean;
  /** Whether the page changes itself just now: focus that comes and goes so is no event. */
  readonly isQuiet: boolean;
  readonly timings: EventTimings;
  send(event: BoundEvent): void;
}

export interface BoundEvent {
  readonly name: string;
  readonly parameters: EventParameters;
  readonly form?: FormState;
  /** Where it shows that the answer is awaited, and on which buttons. */
  readonly element: Element;
  readonly type: string;
  readonly buttons: readonly Element[];
  /** Called with whether it was answered. */
  readonly settle?: (isAnswered: boolean) => void;
}

/** An attribute `lg-<type>` on an element, and what made it count. */
interface Binding {
  readonly type: string;
  readonly element: Element;
  /** Its values are in the parameters, and its pace counts before the element's. */
  readonly source: Element;
  readonly event?: Event;
}

/** `lg-click`, `lg-input` and so on: what a person does becomes events. It listens to the document and the window. */
export class Bindings {
  readonly #owner: BindingsOwner;
  readonly #controls: Controls;
  readonly #timers: Timers;
  #used = new UsedFields();
  /** Forms whose submit is not answered. */
  readonly #submitting = new Set<HTMLFormElement>();

  constructor(owner: BindingsOwner, controls: Controls, timers: Timers) {
    this.#owner = owner;
    this.#controls = controls;
    this.#timers = timers;
  }

  listen(): void {
    const on = (types: string, listener: (event: Event, element: Element) => void) => {
      for (const type of types.split(' ')) document.addEventListener(type, (event) => this.#hear(event, listener));
    };
    on('click', (event, element) => this.#click(event, element));
    on('input change compositionend', (event, element) => this.#change(event, element));
    on('submit', (event, element) => this.#submit(event, element as HTMLFormElement));
    on('reset', (_, element) => this.#reset(element as HTMLFormElement));
    on('keydown keyup', (event, element) => this.#nearest(event.type, element, event));
    on('focusin', (event, element) => this.#nearest('focus', element, event));
    on('focusout', (event, element) => this.#blur(event, element));
    for (const type of ['keydown', 'keyup', 'focus', 'blur', 'resize', 'scroll', 'online', 'offline']) {
      window.addEventListener(type, (event) => this.#window(type, event));
    }
  }

  /** Another view is to be shown: what was done in the old one counts no more. */
  forget(): void {
    this.#timers.clear();
    this.#controls.forget();
    this.#used = new UsedFields();
  }

  /** Sends what forms and controls hold, after a new session has come to know nothing of it. */
  recover(): void {
    const selector = ['input', 'change'].map((type) => `[lg-${type}]:not([lg-no-recover])`).join();
    for (const element of this.#owner.root.querySelectorAll(selector)) {
      const type = element.hasAttribute('lg-change') ? 'change' : 'input';
      if (this.#isUsed(element)) this.#send({ type, element, source: element });
    }
  }

  #isUsed(element: Element): boolean {
    const isDirty = (control: Element) => this.#controls.isDirty(control as Control);
    if (!(element instanceof HTMLFormElement)) return isDirty(element);
    return this.#used.has(element) || [...element.elements].some(isDirty);
  }

  #hear(event: Event, listener: (event: Event, element: Element) => void): void {
    const { target } = event;
    const { root, isActive, isQuiet } = this.#owner;
    if (isActive && !isQuiet && target instanceof Element && root.contains(target)) listener(event, target);
  }

  #click(event: Event, target: Element): void {
    const element = this.#closest('click', target);
    if (!element || element.matches(':disabled')) return;
    if (leavesPage(target)) event.preventDefault();
    if (confirmed(element)) this.#trigger({ type: 'click', element, source: element, event });
  }

  #change(event: Event, target: Element): void {
    if ((event as InputEvent).isComposing) return;
    const control = controlOf(target);
    if (control) this.#controls.use(control);
    if (control) this.#used.add(control);
    const type = event.type === 'change' ? 'change' : 'input';
    const form = control?.form;
    const element = this.#closest(type, target) ?? (form?.hasAttribute(`lg-${type}`) ? form : null);
    if (element) this.#trigger({ type, element, source: control ?? target, event });
  }

  #submit(event: Event, form: HTMLFormElement): void {
    this.#timers.flush((source) => form.contains(source) || (source as Control).form === form);
    if (event.defaultPrevented || !form.hasAttribute('lg-submit')) return;
    event.preventDefault();
    const { submitter } = event as SubmitEvent;
    if (this.#submitting.has(form) || !confirmed(submitter?.hasAttribute('lg-confirm') ? submitter : form)) return;
    this.#used.addAll(form);
    this.#submitting.add(form);
    const { time } = this.#controls;
    this.#owner.send({
      name: form.getAttribute('lg-submit')!,
      parameters: { ...readValues(form), ...readForm(form, submitter) },
      form: this.#used.state(form, null),
      element: form,
      type: 'submit',
      buttons: submitter?.hasAttribute('lg-disable-with') ? [submitter] : submitButtons(form),
      settle: (isAnswered) => {
        this.#submitting.delete(form);
        if (isAnswered) this.#controls.accept(form, time);
      },
    });
  }

  #reset(form: HTMLFormElement): void {
    this.#controls.reset(form);
    this.#used.clear(form);
  }

  #blur(event: Event, target: Element): void {
    const control = controlOf(target);
    this.#timers.flush((source) => source === target);
    if (control) this.#controls.leave(control);
    this.#nearest('blur', target, event);
  }

  #nearest(type: string, target: Element, event: Event): void {
    const element = this.#closest(type, target);
    if (element) this.#trigger({ type, element, source: element, event });
  }

  #window(type: string, event: Event): void {
    if (!this.#owner.isActive || this.#owner.isQuiet) return;
    for (const element of this.#owner.root.querySelectorAll(`[lg-window-${type}]`)) {
      this.#trigger({ type: `window-${type}`, element, source: element, event });
    }
  }

  #closest(type: string, target: Element): Element | null {
    const element = target.closest(`[lg-${type}]`);
    return element && this.#owner.root.contains(element) ? element : null;
  }

  #trigger(binding: Binding): void {
    const { type, element, source, event } = binding;
    if (event instanceof KeyboardEvent && !passes(event, element)) return;
    this.#timers.pace(source, type, this.#pace(binding), () => {
      if (this.#owner.root.contains(element)) this.#send(binding);
    });
  }

  #pace({ type, element, source }: Binding): Pace {
    const read = (name: string) => source.getAttribute(name) ?? element.getAttribute(name);
    const [debounce, throttle] = [read('lg-debounce'), read('lg-throttle')];
    const isMoving = /scroll|resize/.test(type);
    const keepsLast = isMoving || /input|change/.test(type);
    if (debounce === 'blur') return { debounce, keepsLast };
    if (debounce) return { debounce: Number(debounce), keepsLast };
    if (throttle) return { throttle: Number(throttle), keepsLast };
    const timing = this.#owner.timings[element.getAttribute(`lg-${type}`)!];
    return { ...(isMoving ? { throttle: 100 } : {}), ...timing, keepsLast };
  }

  #send({ type, element, source, event }: Binding): void {
    const isForm = element instanceof HTMLFormElement && /input|change/.test(type);
    const fields = isForm ? readForm(element) : readControl(source);
    const key = event instanceof KeyboardEvent ? { key: event.key } : {};
    this.#owner.send({
      name: element.getAttribute(`lg-${type}`)!,
      parameters: { ...readValues(element), ...fields, ...key },
      ...(isForm ? { form: this.#used.state(element, source === element ? null : source) } : {}),
      element,
      type,
      buttons: element.hasAttribute('lg-disable-with') ? [element] : [],
    });
  }
}

/** Whether a click would follow a link or submit a form. */
function leavesPage(target: Element): boolean {
  const { type, href } = target.closest<HTMLInputElement & HTMLAnchorElement>('a, button, input') ?? {};
  return !!href || isSubmit(type);
}

function isSubmit(type: string | undefined): boolean {
  return type === 'submit' || type === 'image';
}

/** The buttons of a form that say what they are disabled with. */
function submitButtons(form: HTMLFormElement): Element[] {
  return [...form.elements].filter(
    (button) => isSubmit((button as HTMLButtonElement).type) && button.hasAttribute('lg-disable-with'),
  );
}

/** Asks first where an element says so. */
export function confirmed(element: Element): boolean {
  const question = element.getAttribute('lg-confirm');
  return question === null || window.confirm(question);
}

/** `lg-key-filter="Enter Escape"`; the space bar is `Space`. */
function passes({ key, isComposing }: KeyboardEvent, element: Element): boolean {
  const filter = element.getAttribute('lg-key-filter');
  if (filter === null || isComposing) return !isComposing;
  const name = key === ' ' ? 'space' : key?.toLowerCase();
  return filter
    .toLowerCase()
    .split(/[\s,]+/)
    .includes(name);
}
