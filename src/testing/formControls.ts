import { readFields } from '../protocol.ts';
import { collapse, type DomQuery, textOf } from './domQuery.ts';
import type { DomElement } from './domTree.ts';
import { badValue, noOption } from './testingErrors.ts';

/** What a person makes of a control: its text, whether it is checked, or which of several options are chosen. */
export type ControlValue = string | boolean | readonly string[];

/** What a person has put into controls and used, until the server has dealt with it. */
export class FormControls {
  readonly #held = new Map<DomElement, ControlValue>();
  readonly #used = new Map<DomElement, Set<string>>();

  /** Throws LG8007 where the control cannot hold the value. */
  put(control: DomElement, value: ControlValue, query: DomQuery): void {
    this.#held.set(control, settableValue(control, value, query));
    if (kindOf(control) === 'radio' && value) this.#uncheckOthers(control, query);
    const form = formOf(control, query);
    if (form) this.use(form, fieldNameOf(control));
  }

  use(form: DomElement, field: string | null): void {
    const used = this.#used.get(form) ?? new Set();
    if (field) used.add(field);
    this.#used.set(form, used);
  }

  /** The fields of a form that were used. */
  usedOf(form: DomElement): string[] {
    return [...(this.#used.get(form) ?? [])];
  }

  /** The server has dealt with what a form held: its attributes count again. */
  accept(form: DomElement, query: DomQuery): void {
    for (const control of controlsOf(form, query)) this.#held.delete(control);
  }

  /** What the server says too is the person's no longer; controls that are gone hold nothing. */
  reconcile(query: DomQuery): void {
    const there = new Set(query.all('input, select, textarea'));
    for (const [control, value] of this.#held) {
      if (!there.has(control) || String(value) === String(defaultOf(control, query))) this.#held.delete(control);
    }
  }

  valueOf(control: DomElement, query: DomQuery): ControlValue {
    return this.#held.get(control) ?? defaultOf(control, query);
  }

  /** What a control sends: each of its values that a form would have. */
  entriesOf(control: DomElement, name: string, query: DomQuery): [string, string][] {
    const kind = kindOf(control);
    const value = this.valueOf(control, query);
    if (kind === 'file') return [];
    if (kind === 'checkbox' || kind === 'radio') return value ? [[name, control.attributes.get('value') ?? 'on']] : [];
    return [value].flat().map((text) => [name, String(text)]);
  }

  /** The fields of a form without those whose names start with `_`; of its buttons the one that submits it alone. */
  fieldsOf(form: DomElement, query: DomQuery, submitter: DomElement | null = null): Record<string, string | string[]> {
    const entries = controlsOf(form, query).flatMap((control) => {
      const name = control.attributes.get('name');
      const isSent = name && !isDisabled(control, query) && (!isButton(control) || control === submitter);
      return isSent ? this.entriesOf(control, name, query) : [];
    });
    return Object.fromEntries(Object.entries(readFields(entries)).filter(([name]) => !name.startsWith('_')));
  }

  #uncheckOthers(radio: DomElement, query: DomQuery): void {
    const form = formOf(radio, query);
    const name = radio.attributes.get('name');
    for (const other of query.all('input')) {
      const isSameGroup = kindOf(other) === 'radio' && other.attributes.get('name') === name;
      if (isSameGroup && other !== radio && formOf(other, query) === form) this.#held.set(other, false);
    }
  }
}

export function isControl({ namespace, name }: DomElement): boolean {
  return namespace === 'html' && ['input', 'select', 'textarea'].includes(name);
}

/** Whether a click on it sends its form. */
export function isSubmitButton(element: DomElement): boolean {
  return ['submit', 'image'].includes(kindOf(element));
}

/** Disabled itself, or in a disabled fieldset and not in its legend. */
export function isDisabled(element: DomElement, query: DomQuery): boolean {
  const isOwn = isControl(element) || ['button', 'option', 'optgroup', 'fieldset'].includes(element.name);
  if (isOwn && element.attributes.has('disabled')) return true;
  const fieldset = query.closest(element, ({ name, attributes }) => name === 'fieldset' && attributes.has('disabled'));
  if (!fieldset || !(isOwn || element.name === 'button')) return false;
  const legend = fieldset.children.find((child) => child.kind === 'element' && child.name === 'legend');
  return query.closest(element, (around) => around === legend) === null;
}

/** The form that a control belongs to. */
export function formOf(control: DomElement, query: DomQuery): DomElement | null {
  const id = control.attributes.get('form');
  if (id !== undefined) return query.all('form').find(({ attributes }) => attributes.get('id') === id) ?? null;
  return query.closest(control, ({ name }) => name === 'form');
}

export function controlsOf(form: DomElement, query: DomQuery): DomElement[] {
  return query.all('input, select, textarea, button').filter((control) => formOf(control, query) === form);
}

/** The name of a field as parameters have it: `tags[]` is `tags`. */
export function fieldNameOf(control: DomElement): string | null {
  return control.attributes.get('name')?.replace(/\[\]$/, '') || null;
}

/** `text`, `checkbox`, …, `select`, `textarea`; of a button `submit` unless it says otherwise. */
export function kindOf({ name, attributes }: DomElement): string {
  const type = attributes.get('type')?.toLowerCase();
  if (name === 'button') return type === 'button' || type === 'reset' ? type : 'submit';
  return name === 'input' ? (type ?? 'text') : name;
}

function isButton(control: DomElement): boolean {
  return ['submit', 'image', 'button', 'reset'].includes(kindOf(control));
}

/** What the attributes say. */
function defaultOf(control: DomElement, query: DomQuery): ControlValue {
  switch (kindOf(control)) {
    case 'checkbox':
    case 'radio':
      return control.attributes.has('checked');
    case 'textarea':
      return textOf(control);
    case 'select':
      return chosenOf(control, query);
    default:
      return control.attributes.get('value') ?? '';
  }
}

/** Of a select that takes one option, the last that is said to be, or the first that can be chosen. */
function chosenOf(select: DomElement, query: DomQuery): string[] {
  const options = optionsOf(select, query).filter((option) => !isDisabled(option, query));
  const chosen = options.filter(({ attributes }) => attributes.has('selected'));
  if (select.attributes.has('multiple')) return chosen.map(optionValue);
  return (chosen.length > 0 ? chosen.slice(-1) : options.slice(0, 1)).map(optionValue);
}

function optionsOf(select: DomElement, query: DomQuery): DomElement[] {
  return query.all('option').filter((option) => query.closest(option, (around) => around === select));
}

function optionValue(option: DomElement): string {
  return option.attributes.get('value') ?? collapse(textOf(option));
}

function settableValue(control: DomElement, value: ControlValue, query: DomQuery): ControlValue {
  const kind = kindOf(control);
  if (kind === 'checkbox' || kind === 'radio') {
    if (typeof value === 'boolean') return value;
  } else if (kind === 'select') {
    const wanted = typeof value === 'boolean' ? [] : [value].flat();
    const options = optionsOf(control, query)
      .filter((option) => !isDisabled(option, query))
      .map(optionValue);
    const wrong = wanted.find((text) => !options.includes(text));
    if (wrong !== undefined) throw noOption(control, wrong, options);
    if (wanted.length === 1 || (typeof value !== 'boolean' && control.attributes.has('multiple'))) return wanted;
  } else if (typeof value === 'string') return value;
  throw badValue(control, value);
}
