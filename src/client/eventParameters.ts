import { type EventParameters, type FormState, readFields } from '../protocol.ts';
import { type Control, controlOf } from './controls.ts';

/** `lg-value-request-id="5"` → `{ requestId: '5' }` */
export function readValues(element: Element): Record<string, string> {
  const pairs = [...element.attributes].flatMap(({ name, value }) => {
    return name.startsWith('lg-value-') ? [[toCamelCase(name.slice(9)), value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function toCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What a control adds to the event of its own: its value under its name, as a form would have it. */
export function readControl(element: Element): EventParameters {
  if (element instanceof HTMLButtonElement) return element.value ? { [element.name || 'value']: element.value } : {};
  const control = controlOf(element);
  if (control !== element) return {};
  const name = control!.name || 'value';
  return readFields(controlValues(control!).map((value) => [name, value] as const));
}

function controlValues(control: Control): string[] {
  if ('selectedOptions' in control) {
    return [...control.selectedOptions].filter(({ disabled }) => !disabled).map(({ value }) => value);
  }
  const isOff = /^(checkbox|radio)$/.test(control.type) && !(control as HTMLInputElement).checked;
  return isOff || control.type === 'file' ? [] : [control.value];
}

/** The fields of a form; names that start with `_` are not the event's. */
export function readForm(form: HTMLFormElement, submitter?: HTMLElement | null): EventParameters {
  const fields = Object.entries(readFields(new FormData(form, submitter)));
  return Object.fromEntries(fields.filter(([name]) => !name.startsWith('_')));
}

/** The name of a field as parameters have it: `tags[]` is `tags`. */
export function fieldName(control: Element | null): string | null {
  const name = control?.getAttribute('name');
  return name ? name.replace(/\[\]$/, '') : null;
}

/** Remembers which fields of each form were used. */
export class UsedFields {
  readonly #used = new WeakMap<HTMLFormElement, Set<string>>();

  add(control: Control): void {
    const name = fieldName(control);
    if (name && control.form) this.#of(control.form).add(name);
  }

  /** Who submits a form has used all of it. */
  addAll(form: HTMLFormElement): void {
    for (const name of Object.keys(readForm(form))) this.#of(form).add(name);
  }

  clear(form: HTMLFormElement): void {
    this.#used.delete(form);
  }

  has(form: HTMLFormElement): boolean {
    return this.#of(form).size > 0;
  }

  state(form: HTMLFormElement, target: Element | null): FormState {
    return { target: fieldName(target), used: [...this.#of(form)] };
  }

  #of(form: HTMLFormElement): Set<string> {
    const used = this.#used.get(form) ?? new Set();
    this.#used.set(form, used);
    return used;
  }
}
