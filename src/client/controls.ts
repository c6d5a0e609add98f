import type { ChangeListener } from './liveNodes.ts';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a person sees of a control: whether it is checked, its text, or the chosen options. */
type State = boolean | string | readonly HTMLOptionElement[];

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
  readonly #waiting = new Set<Control>();
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

  attribute(element: Element, name: string): void {
    if (/^(value|checked|selected|multiple|type)$/.test(name)) this.#note(element);
  }

  content(node: Node): void {
    this.#note(node.nodeType === 1 ? (node as Element) : node.parentElement);
  }

  /** Runs `change`, which changes the document, and lets each control keep or take what it is to hold. */
  during(change: () => void): void {
    const active = controlOf(document.activeElement);
    const owned = new Set([...this.#dirty.keys(), ...(active ? [active] : [])]);
    const states = new Map([...owned].map((control) => [control, read(control)]));
    change();
    for (const control of this.#changed) if (!owned.has(control)) write(control, readDefault(control));
    for (const [control, state] of states) this.#restore(control, state);
    this.#changed.clear();
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
  if ('options' in control) return [...control.selectedOptions];
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

function readDefaultOptions(select: HTMLSelectElement): readonly HTMLOptionElement[] {
  const options = [...select.options];
  const chosen = options.filter((option) => option.defaultSelected);
  if (select.multiple) return chosen;
  const first = select.size > 1 ? undefined : options.find((option) => !option.disabled);
  const one = chosen.at(-1) ?? first;
  return one ? [one] : [];
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
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
  return one.length === other.length && one.every((option, index) => option === other[index]);
}

function write(control: Control, state: State | null): void {
  if (state === null || isSame(read(control), state)) return;
  if (typeof state === 'boolean') (control as HTMLInputElement).checked = state;
  else if (typeof state === 'string') writeText(control as HTMLInputElement, state);
  else writeOptions(control as HTMLSelectElement, state);
}

function writeText(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const { selectionStart, selectionEnd, selectionDirection } = control;
  control.value = text;
  if (selectionStart === null || control !== document.activeElement) return;
  control.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none');
}

/** Options that are gone cannot be chosen any more; where all are, the browser chooses. */
function writeOptions(select: HTMLSelectElement, chosen: readonly HTMLOptionElement[]): void {
  const options = [...select.options];
  if (chosen.length > 0 && !chosen.some((option) => options.includes(option))) return;
  if (!select.multiple) select.selectedIndex = options.indexOf(chosen[0]!);
  else for (const option of options) option.selected = chosen.includes(option);
}
