import { keepCaret } from './focus.ts';
import type { ChangeListener } from './liveNodes.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a person sees of a control: whether it is checked, its text, or the values of the chosen options. */
type State = boolean | string | readonly string[];

/** The control that an element is or belongs to, as an option does. */
export function controlOf(element: Element | null): Control | null {
  return element?.closest<Control>('input, select, textarea') ?? null;
}

/**
 * Who owns what controls hold. The browser does while a control has the focus or is dirty: changed by a person, and not
 * yet said so by the server. Otherwise the attributes say it, also where the element itself would not listen to them.
 */
export class Controls implements ChangeListener {
  /** With the time of the last change, counted in changes. */
  readonly #dirty = new Map<Control, number>();
  /** Whose attributes have changed since they were last looked at. */
  readonly #changed = new Set<Control>();
  /** What the server said of them waits until they lose the focus. */
  readonly #waiting = new WeakSet<Control>();
  #time = 0;

  get time(): number {
    return this.#time;
  }

  isDirty(control: Control): boolean {
    return this.#dirty.has(control);
  }

  /** Finds what the browser has put back into the controls of a page that was left, or a person has typed already. */
  adopt(root: Element): void {
    for (const control of root.querySelectorAll<Control>('input, select, textarea')) {
      if (!isSame(read(control), readDefault(control))) this.use(control);
    }
  }

  /** A person has changed a control. */
  use(control: Control): void {
    this.#time += 1;
    this.#dirty.set(control, this.#time);
  }

  /** A control has lost the focus. */
  leave(control: Control): void {
    if (this.#waiting.delete(control) && !this.isDirty(control)) write(control, readDefault(control));
  }

  /** The server has dealt with what a form held at a time: from now on its attributes count. */
  accept(form: HTMLFormElement, time: number): void {
    for (const element of form.elements) {
      const control = element as Control;
      if (!element.matches('input, select, textarea') || (this.#dirty.get(control) ?? 0) > time) continue;
      this.#dirty.delete(control);
      write(control, readDefault(control));
    }
  }

  /** The form's controls are what their attributes say. */
  reset(form: HTMLFormElement): void {
    for (const element of form.elements) this.#dirty.delete(element as Control);
  }

  /** Another view is to be shown: what was done in the old one counts no more. */
  forget(): void {
    for (const control of this.#owned()) this.#changed.add(control);
    this.#dirty.clear();
  }

  attribute(element: Element, name: string): void {
    if (/^(value|checked|selected|multiple|type)$/.test(name)) this.#note(element);
  }

  content(node: Node): void {
    this.#note(node.nodeType === 1 ? (node as Element) : node.parentElement);
  }

  /** Runs `change`, which changes the document, and lets each control keep or take what it is to hold. */
  during(change: () => void): void {
    const owned = new Set([...this.#owned()].filter((control) => !this.#changed.has(control)));
    const states = new Map([...owned].map((control) => [control, read(control)]));
    change();
    for (const control of this.#changed) if (!owned.has(control)) write(control, readDefault(control));
    for (const [control, state] of states) this.#restore(control, state);
    this.#changed.clear();
  }

  #owned(): Set<Control> {
    const active = controlOf(document.activeElement);
    return new Set([...this.#dirty.keys(), ...(active ? [active] : [])]);
  }

  #note(element: Element | null): void {
    const control = controlOf(element);
    if (control) this.#changed.add(control);
  }

  #restore(control: Control, state: State | null): void {
    if (control.isConnected) write(control, state);
    const isSettled = this.#changed.has(control) && isSame(read(control), readDefault(control));
    if (isSettled || !control.isConnected) this.#dirty.delete(control);
    else if (this.#changed.has(control)) this.#waiting.add(control);
  }
}

function isCheckable(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

/** Null for what holds nothing that a person and the server could disagree on. */
function read(control: Control): State | null {
  if ('options' in control) return [...control.selectedOptions].map(({ value }) => value);
  if (isCheckable(control)) return control.checked;
  return /^(hidden|button|submit|reset|image|file)$/.test(control.type) ? null : control.value;
}

/** What the attributes say. */
function readDefault(control: Control): State | null {
  if ('options' in control) return readDefaultOptions(control);
  if (isCheckable(control)) return control.defaultChecked;
  const { defaultValue } = control;
  if (read(control) === null || control.value === defaultValue || control.nodeName !== 'INPUT') {
    return read(control) === null ? null : defaultValue;
  }
  return sanitize(control);
}

function readDefaultOptions({ options, multiple, size }: HTMLSelectElement): readonly string[] {
  const chosen = [...options].filter((option) => option.defaultSelected);
  if (multiple) return chosen.map(({ value }) => value);
  const first = size > 1 ? undefined : [...options].find((option) => !option.disabled);
  const one = chosen.at(-1) ?? first;
  return one ? [one.value] : [];
}

/** What a new input makes of the attributes: of a range without a value, the middle. */
function sanitize(input: Control): string {
  const fresh = document.createElement('input');
  for (const name of ['type', 'min', 'max', 'step', 'multiple', 'value']) {
    const value = input.getAttribute(name);
    if (value !== null) fresh.setAttribute(name, value);
  }
  return fresh.value;
}

function isSame(one: State | null, other: State | null): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

function write(control: Control, state: State | null): void {
  if (state === null || isSame(read(control), state)) return;
  if (typeof state === 'boolean') (control as HTMLInputElement).checked = state;
  else if (typeof state === 'object') writeOptions(control as HTMLSelectElement, state);
  else {
    keepCaret(control as HTMLInputElement, () => {
      control.value = state;
    });
  }
}

/** Options that are gone cannot be chosen any more; where all are, the browser chooses. */
function writeOptions(select: HTMLSelectElement, values: readonly string[]): void {
  const options = [...select.options];
  const one = options.find(({ value }) => value === values[0]);
  if (select.multiple) for (const option of options) option.selected = values.includes(option.value);
  else if (one) one.selected = true;
}
