import type { EventId } from '../protocol.ts';

/** Changes an element and gives what undoes it. */
type Mark = () => () => void;

/**
 * What shows on elements that an answer is awaited: classes, a disabled button. The server knows nothing of it, so it is
 * taken off while the tree is hashed or changed.
 */
export class Marks {
  #marks: { readonly id: EventId; readonly mark: Mark }[] = [];
  #undo: (() => void)[] = [];
  #isOff = false;

  add(id: EventId, ...marks: readonly Mark[]): void {
    for (const mark of marks) {
      this.#marks.push({ id, mark });
      if (!this.#isOff) this.#undo.push(mark());
    }
  }

  /** Nothing is awaited for these any more. */
  remove(done: readonly { readonly id: EventId }[]): void {
    this.off(() => {
      this.#marks = this.#marks.filter(({ id }) => !done.some((other) => other.id === id));
    });
  }

  /** Runs `work` while no mark is on. The last one that was put on goes first, so each finds what it left. */
  off<T>(work: () => T): T {
    if (this.#isOff) return work();
    this.#isOff = true;
    for (const undo of this.#undo.reverse()) undo();
    try {
      return work();
    } finally {
      this.#isOff = false;
      this.#undo = this.#marks.map(({ mark }) => mark());
    }
  }
}

export function markClasses(element: Element, ...names: readonly string[]): Mark {
  return () => {
    const before = element.getAttribute('class');
    element.classList.add(...names);
    const after = element.getAttribute('class');
    return () => {
      if (element.getAttribute('class') === after) restore(element, 'class', before);
      else element.classList.remove(...names);
    };
  };
}

/** Disables a button and shows what `lg-disable-with` says; the button gets back the focus that it loses so. */
export function markDisabled(button: Element): Mark {
  const text = button.getAttribute('lg-disable-with')!;
  let hadFocus = false;
  return () => {
    hadFocus ||= button === document.activeElement;
    const before = button.getAttribute('disabled');
    const undoText = text ? replaceText(button, text) : () => {};
    button.setAttribute('disabled', '');
    return () => {
      restore(button, 'disabled', before);
      undoText();
      if (hadFocus && document.activeElement === document.body) (button as HTMLElement).focus({ preventScroll: true });
    };
  };
}

function replaceText(button: Element, text: string): () => void {
  if (button.nodeName === 'INPUT') {
    const before = button.getAttribute('value');
    button.setAttribute('value', text);
    return () => restore(button, 'value', before);
  }
  const children = [...button.childNodes];
  button.replaceChildren(text);
  return () => button.replaceChildren(...children);
}

function restore(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
