import type { EventId } from '../protocol.ts';
import { setAttribute } from './newNodes.ts';

/** Changes an element and gives what undoes it. */
type Mark = () => () => void;

export type Marks = ReturnType<typeof createMarks>;

/**
 * What this runtime changes on the server's elements: that an answer is awaited, a heading that gets the focus. The server
 * knows nothing of it, so it is taken off while the tree is hashed or changed.
 */
export function createMarks() {
  let marks: { readonly id: EventId; readonly mark: Mark }[] = [];
  let undo: (() => void)[] = [];
  let isOff = false;

  return {
    add(id: EventId, mark: Mark): void {
      off(() => marks.push({ id, mark }));
    },
    /** Nothing is awaited for these any more. */
    remove(done: readonly { readonly id: EventId }[]): void {
      off(() => {
        marks = marks.filter(({ id }) => !done.some((other) => other.id === id));
      });
    },
    off,
  };

  /** Runs `work` while no mark is on. The last one that was put on goes first, so each finds what it left. */
  function off<T>(work: () => T): T {
    if (isOff) return work();
    isOff = true;
    for (const takeOff of undo.reverse()) takeOff();
    const result = work();
    isOff = false;
    undo = marks.map(({ mark }) => mark());
    return result;
  }
}

export function markAttribute(element: Element, name: string, value: string): Mark {
  return () => {
    const undo = keepAttribute(element, name);
    element.setAttribute(name, value);
    return undo;
  };
}

/** Classes that the page's own scripts add meanwhile stay. */
export function markClasses(element: Element, ...names: readonly string[]): Mark {
  return () => {
    const undo = keepAttribute(element, 'class');
    element.classList.add(...names);
    const marked = element.getAttribute('class');
    return () => (element.getAttribute('class') === marked ? undo() : element.classList.remove(...names));
  };
}

/** Gives what puts an attribute back to what it is now. */
function keepAttribute(element: Element, name: string): () => void {
  const value = element.getAttribute(name);
  return () => setAttribute(element, name, value);
}

/** Disables a button and shows what `lg-disable-with` says; the button gets back the focus that it loses so. */
export function markDisabled(button: HTMLElement): Mark {
  const text = button.getAttribute('lg-disable-with')!;
  let hadFocus = false;
  return () => {
    hadFocus ||= button === document.activeElement;
    const undoText = text && replaceText(button, text);
    const enable = markAttribute(button, 'disabled', '')();
    return () => {
      enable();
      if (undoText) undoText();
      if (hadFocus && document.activeElement === document.body) button.focus({ preventScroll: true });
    };
  };
}

function replaceText(button: Element, text: string): () => void {
  if (button.nodeName === 'INPUT') return markAttribute(button, 'value', text)();
  const children = [...button.childNodes];
  button.replaceChildren(text);
  return () => button.replaceChildren(...children);
}
