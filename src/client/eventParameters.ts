import { type EventParameters, readFields } from '../protocol.ts';
import { type Control, isCheckable } from './controls.ts';

/** `lg-value-request-id="5"` → `{ requestId: '5' }` */
export function readValues(element: Element): EventParameters {
  const values: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const [prefix, key] = name.split('lg-value-');
    if (prefix === '' && key) values[key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())] = value;
  }
  return values;
}

/** What a control or button adds to the event of its own: its value under its name, as a form would have it. */
export function readControl(element: Element): EventParameters {
  if (!element.matches('input, select, textarea, button')) return {};
  const control = element as Control;
  return readFields(valuesOf(control).map((value) => [control.name || 'value', value]));
}

function valuesOf(control: Control): string[] {
  if ('options' in control) {
    return [...control.selectedOptions].filter(({ disabled }) => !disabled).map(({ value }) => value);
  }
  const { nodeName, type, value } = control;
  const isOff = isCheckable(control) ? !control.checked : nodeName === 'BUTTON' ? !value : type === 'file';
  return isOff ? [] : [value];
}

/** The fields of a form; names that start with `_` are not the event's. */
export function readForm(form: HTMLFormElement, submitter?: HTMLElement | null): EventParameters {
  return readFields([...new FormData(form, submitter)].filter(([name]) => !name.startsWith('_')));
}

/** The name of a field as parameters have it: `tags[]` is `tags`. */
export function fieldName(control: Element): string | null {
  return control.getAttribute('name')?.replace(/\[\]$/, '') || null;
}
