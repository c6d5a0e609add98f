export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a person sees of a control, as JSON: the values of the chosen options, whether it is checked, or its text. */
type State = string;

const selector = 'input, select, textarea';

/** The control that an element is or belongs to, as an option does. */
export function controlOf(element: Element | null): Control | null {
  return element?.closest<Control>(selector) ?? null;
}

export type Controls = ReturnType<typeof createControls>;

/**
 * Who owns what controls hold. The browser does while a control has the focus or is dirty: changed by a person, and not
 * yet said so by the server. Otherwise the attributes say it, also where the element itself would not listen to them.
 */
export function createControls() {
  const dirty = new Set<Control>();
  /** Whose attributes have changed since they were last looked at. */
  const changed = new Set<Control>();
  /** What the server said of them waits until they lose the focus. */
  const waiting = new WeakSet<Control>();

  return {
    dirty,
    /** Finds what the browser has put back into the controls of a page that was left, or a person has typed already. */
    adopt(root: Element): void {
      for (const control of root.querySelectorAll<Control>(selector)) {
        if (read(control) !== readDefault(control)) dirty.add(control);
      }
    },
    /** A control has lost the focus. */
    leave(control: Control): void {
      if (waiting.delete(control) && !dirty.has(control)) write(control, readDefault(control));
    },
    /** A form is sent. Gives what to do when the server has dealt with it: its attributes count where nothing was typed since. */
    submit(form: HTMLFormElement): () => void {
      const sent = new Map(controlsIn(form).map((control) => [control, read(control)]));
      return () => {
        for (const [control, state] of sent) {
          if (read(control) !== state) continue;
          dirty.delete(control);
          write(control, readDefault(control));
        }
      };
    },
    /** The form's controls are what their attributes say. */
    reset(form: HTMLFormElement): void {
      for (const control of form.elements) dirty.delete(control as Control);
    },
    /** Another view is to be shown: what was done in the old one counts no more. */
    forget(): void {
      for (const control of owned()) changed.add(control);
      dirty.clear();
    },
    /** A node has changed: an attribute, or its data or children. */
    note(node: Node, attribute?: string): void {
      if (attribute && !/^(value|checked|selected|multiple|type)$/.test(attribute)) return;
      const control = controlOf(node.nodeType === 1 ? (node as Element) : node.parentElement);
      if (control) changed.add(control);
    },
    /** Runs `change`, which changes the document, and lets each control keep or take what it is to hold. */
    during(change: () => void): void {
      const states = new Map<Control, State>();
      for (const control of owned()) if (!changed.has(control)) states.set(control, read(control));
      change();
      for (const control of changed) if (!states.has(control)) write(control, readDefault(control));
      for (const [control, state] of states) restore(control, state);
      changed.clear();
    },
  };

  function owned(): Set<Control> {
    const active = controlOf(document.activeElement);
    return new Set(active ? [...dirty, active] : dirty);
  }

  /** A control that the browser owns keeps what it holds, until the server has said the same of it. */
  function restore(control: Control, state: State): void {
    write(control, state);
    const isSettled = changed.has(control) && read(control) === readDefault(control);
    if (isSettled || !control.isConnected) dirty.delete(control);
    else if (changed.has(control)) waiting.add(control);
  }
}

function controlsIn(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => element.matches(selector));
}

export function isCheckable(control: Control): control is HTMLInputElement {
  return /^(checkbox|radio)$/.test(control.type);
}

function read(control: Control): State {
  if ('options' in control) return JSON.stringify([...control.selectedOptions].map(({ value }) => value));
  return JSON.stringify(isCheckable(control) ? control.checked : control.value);
}

/** What the attributes say: what a copy holds in a form that is reset. */
function readDefault(control: Control): State {
  const form = document.createElement('form');
  const copy = control.cloneNode(true) as Control;
  form.append(copy);
  form.reset();
  return read(copy);
}

/** Options that are gone cannot be chosen any more; where all are, the browser chooses. */
function write(control: Control, state: State): void {
  if (read(control) === state) return;
  const shown = JSON.parse(state);
  if ('options' in control) for (const option of control.options) option.selected = shown.includes(option.value);
  else if (isCheckable(control)) control.checked = shown;
  else control.value = shown;
}
